/* SPDX-License-Identifier: MIT */
#include "emit/clean.h"

#include "base/str.h"
#include "base/utf8.h"

#define REPLACEMENT STR("\xEF\xBF\xBD")

enum fate { KEEP, DROP, BREAK, BLANK };

static enum fate judge(uint32_t c)
{
	if (c == '\t')
		return BLANK;
	if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
		return BREAK;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF)
		return DROP;
	return KEEP;
}

static void cut(struct dl_str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

/* The length of the character at the front and what becomes of it; 0: none, or
 * malformed. */
static size_t look(struct dl_str s, enum clean how, enum fate *ret)
{
	if (s.n != 0 && s.p[0] >= ' ' && s.p[0] < 0x7F) {
		*ret = how == CLEAN_LINE && s.p[0] == ' ' ? BLANK : KEEP;
		return 1;
	}
	uint32_t c;
	size_t n = utf8_decode(s, &c);
	if (n != 0)
		*ret = judge(c);
	/* \r\n is one line end. */
	return n != 0 && c == '\r' && s.n > 1 && s.p[1] == '\n' ? 2 : n;
}

/* Bytes in front that stay as they are; in a line a space is no such byte. */
static struct dl_str take_run(struct dl_str *rest, enum clean how)
{
	struct dl_str s = *rest;
	enum fate fate;
	size_t n, plain = 0;
	do {
		while (how == CLEAN_TEXT && plain < s.n && s.p[plain] >= ' ' && s.p[plain] < 0x7F)
			plain++;
		cut(&s, plain);
		plain = 0;
		n = look(s, how, &fate);
		if (n != 0 && fate == KEEP)
			cut(&s, n);
	} while (n != 0 && fate == KEEP);
	struct dl_str run = {rest->p, rest->n - s.n};
	*rest = s;
	return run;
}

/* All the white space in front, with what is dropped in between. */
static void skip_blank(struct dl_str *rest)
{
	enum fate fate;
	size_t n;
	while ((n = look(*rest, CLEAN_LINE, &fate)) != 0 && fate != KEEP)
		cut(rest, n);
}

struct dl_str clean_next(struct dl_str *rest, enum clean how)
{
	while (rest->n != 0) {
		enum fate fate;
		size_t n = look(*rest, how, &fate);
		if (n == 0) {
			cut(rest, 1);
			return REPLACEMENT;
		}
		if (fate == KEEP)
			return take_run(rest, how);
		cut(rest, n);
		if (fate == DROP)
			continue;
		if (how == CLEAN_TEXT)
			return fate == BLANK ? STR("\t") : STR("\n");
		skip_blank(rest);
		return STR(" ");
	}
	return (struct dl_str){NULL, 0};
}

void clean_put(struct buf *out, struct dl_str s, enum clean how)
{
	for (struct dl_str piece; (piece = clean_next(&s, how)).n != 0;)
		buf_add(out, piece);
}

void clean_line(struct buf *out, struct dl_str s)
{
	clean_put(out, str_trim(s), CLEAN_LINE);
}

bool clean_blank(struct dl_str s)
{
	skip_blank(&s);
	return s.n == 0;
}

struct dl_str clean_or(struct dl_str s, struct dl_str other)
{
	return clean_blank(s) ? other : s;
}
