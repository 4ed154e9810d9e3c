/* SPDX-License-Identifier: MIT */
#include "emit/line.h"

#include "base/str.h"
#include "base/utf8.h"
#include "emit/clean.h"
#include "emit/iso.h"

#define MAX_OCTETS 75

/* n octets that stay together. */
static void put(struct line *l, const char *p, unsigned n)
{
	if (l->column + n > MAX_OCTETS) {
		buf_z(l->out, "\r\n ");
		l->column = 1;
	}
	buf_add(l->out, (struct dl_str){p, n});
	l->column += n;
}

/* ASCII, which may be cut anywhere, so as much at once as the line takes. */
static void put_ascii(struct line *l, struct dl_str s)
{
	while (s.n != 0) {
		size_t room = l->column < MAX_OCTETS ? MAX_OCTETS - l->column : MAX_OCTETS - 1;
		size_t n = s.n < room ? s.n : room;
		put(l, s.p, (unsigned)n);
		s.p += n;
		s.n -= n;
	}
}

struct line line_begin(struct buf *out, const char *name)
{
	struct line l = {.out = out};
	put_ascii(&l, str_of(name));
	return l;
}

void line_param(struct line *l, const char *name, struct dl_str value)
{
	put(l, ";", 1);
	put_ascii(l, str_of(name));
	bool quoted = false;
	for (size_t i = 0; i < value.n; i++)
		quoted |= value.p[i] == ':' || value.p[i] == ';' || value.p[i] == ',';
	put(l, "=\"", quoted ? 2 : 1);
	for (struct dl_str piece; (piece = clean_next(&value, CLEAN_LINE)).n != 0;) {
		uint32_t c;
		for (size_t n; (n = utf8_decode(piece, &c)) != 0; piece.p += n, piece.n -= n)
			if (c != '"')
				put(l, piece.p, (unsigned)n);
	}
	if (quoted)
		put(l, "\"", 1);
}

static void put_colon(struct line *l)
{
	if (!l->has_value)
		put(l, ":", 1);
	l->has_value = true;
}

void line_value(struct line *l, struct dl_str value)
{
	put_colon(l);
	put_ascii(l, value);
}

/* "\\n", "\\,": an escape, in one piece. */
static void put_escaped(struct line *l, char c)
{
	put(l, (const char[]){'\\', c == '\n' ? 'n' : c}, 2);
}

static bool is_plain(char c)
{
	return (c >= ' ' && c < 0x7F && c != '\\' && c != ';' && c != ',') || c == '\t';
}

static void put_piece(struct line *l, struct dl_str s)
{
	while (s.n != 0) {
		uint32_t c;
		size_t n = 0;
		while (n < s.n && is_plain(s.p[n]))
			n++;
		if (n != 0)
			put_ascii(l, (struct dl_str){s.p, n});
		else if ((n = utf8_decode(s, &c)) > 1)
			put(l, s.p, (unsigned)n);
		else
			put_escaped(l, s.p[0]);
		s.p += n;
		s.n -= n;
	}
}

void line_text(struct line *l, struct dl_str text)
{
	put_colon(l);
	for (struct dl_str piece; (piece = clean_next(&text, CLEAN_TEXT)).n != 0;)
		put_piece(l, piece);
}

void line_comma(struct line *l)
{
	put(l, ",", 1);
}

void line_end(struct line *l)
{
	put_colon(l);
	buf_z(l->out, "\r\n");
}

void line_put(struct buf *out, const char *name, struct dl_str value)
{
	struct line l = line_begin(out, name);
	line_value(&l, value);
	line_end(&l);
}

void line_put_text(struct buf *out, const char *name, struct dl_str text)
{
	struct line l = line_begin(out, name);
	line_text(&l, text);
	line_end(&l);
}

void line_put_stamp(struct buf *out, const char *name, int64_t seconds)
{
	buf_z(out, name);
	buf_byte(out, ':');
	iso_put_basic(out, iso_civil(seconds < 0 ? 0 : seconds), true);
	buf_z(out, "Z\r\n");
}
