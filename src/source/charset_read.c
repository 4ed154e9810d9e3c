/* SPDX-License-Identifier: MIT */
/* A file's own word on its charset, and what becomes of the file. */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "source/charset.h"
#include "source/tag.h"

/* Declarations stand at the very beginning; browsers look at 1024 bytes. */
#define DECLARED_WITHIN 2048
#define NAME_MAX_BYTES	40

/* The name that a text begins with, behind spaces and a quote; empty: none. */
static struct dl_str name_at(struct dl_str s)
{
	size_t i = 0, n = 0;
	if (s.p == NULL)
		return s;
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '"' || s.p[i] == '\''))
		i++;
	while (i + n < s.n && n < NAME_MAX_BYTES &&
	       (is_alpha((unsigned char)s.p[i + n]) || is_digit((unsigned char)s.p[i + n]) ||
		   (s.p[i + n] != '\0' && strchr("-_.:", s.p[i + n]) != NULL)))
		n++;
	return (struct dl_str){s.p + i, n};
}

/* What stands behind "word =" (or "word:") in s; empty: nothing does. */
static struct dl_str value_of(struct dl_str s, struct dl_str word)
{
	for (size_t i = 0; i + word.n < s.n; i++) {
		if (!str_eq_fold((struct dl_str){s.p + i, word.n}, word))
			continue;
		size_t at = i + word.n;
		while (at < s.n && s.p[at] == ' ')
			at++;
		if (at < s.n && (s.p[at] == '=' || s.p[at] == ':'))
			return name_at((struct dl_str){s.p + at + 1, s.n - at - 1});
	}
	return (struct dl_str){NULL, 0};
}

static struct dl_str declared_in_meta(struct dl_str head)
{
	for (size_t i = 0; i < head.n; i++) {
		struct tag tag;
		i += str_find((struct dl_str){head.p + i, head.n - i}, '<');
		struct dl_str rest = {head.p + i, head.n - i};
		if (rest.n == 0 || tag_at(rest, &tag) == 0 || !str_eq_fold(tag.name, STR("meta")))
			continue;
		struct dl_str name = name_at(tag_value(&tag, "charset"));
		if (name.n == 0)
			name = value_of(tag_value(&tag, "content"), STR("charset"));
		if (name.n != 0)
			return name;
	}
	return (struct dl_str){NULL, 0};
}

struct dl_str charset_declared(struct dl_str source)
{
	struct dl_str head = str_sub(source, (struct dl_span){0, DECLARED_WITHIN});
	struct dl_str name, lines = head, trimmed = str_trim(head);
	if (str_starts(trimmed, STR("<?xml"))) {
		trimmed.n = str_find(trimmed, '>');
		if ((name = value_of(trimmed, STR("encoding"))).n != 0)
			return name;
	}
	for (int i = 0; i < 2; i++) {
		struct dl_str line = str_split(&lines, '\n');
		size_t n = line.n;
		while (n >= 3 && memcmp(line.p + n - 3, "-*-", 3) != 0)
			n--;
		if (n >= 3 && (name = value_of(line, STR("coding"))).n != 0)
			return name;
	}
	return declared_in_meta(head);
}

/* ---- UTF-16 ----------------------------------------------------------------------- */

static uint32_t unit_at(struct dl_str s, size_t i, bool big)
{
	uint32_t a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];
	return big ? a << 8 | b : b << 8 | a;
}

/* The character at i: its bytes. One half of a pair alone is U+FFFD. */
static size_t char_at(struct dl_str s, size_t i, bool big, uint32_t *ret)
{
	uint32_t c = unit_at(s, i, big);
	*ret = c;
	if (c < 0xD800 || c > 0xDFFF)
		return 2;
	*ret = 0xFFFD;
	if (c > 0xDBFF || s.n - i < 4)
		return 2;
	uint32_t low = unit_at(s, i + 2, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return 2;
	*ret = 0x10000 + ((c - 0xD800) << 10 | (low - 0xDC00));
	return 4;
}

static void decode_utf16(struct decoded *to, struct dl_str s, bool big)
{
	for (size_t i = 2; i + 1 < s.n && to->failed == DL_OK;) {
		char out[4];
		uint32_t c;
		size_t n = char_at(s, i, big, &c);
		decoded_unit(
		    to, (struct dl_str){out, utf8_encode(c, out)}, (uint32_t)i, (uint32_t)(i + n));
		i += n;
	}
	if (s.n % 2 != 0)
		decoded_unit(to, STR("\xEF\xBF\xBD"), (uint32_t)s.n - 1, (uint32_t)s.n);
}

/* ---- a file ----------------------------------------------------------------------- */

static int hand_over(const struct decoded *d, struct text_doc *doc, struct dl_error *reterr)
{
	if (d->failed == DL_LIMIT)
		return fail_in(reterr, DL_LIMIT, doc->path,
		    "longer than %zu bytes in UTF-8, expected less", TEXT_MAX);
	if (d->failed != DL_OK)
		return fail(reterr, d->failed, "out of memory");
	doc->source = decoded_text(d);
	doc->origin = decoded_origin(d);
	return 0;
}

/* Where U+FFFD stands for a last character that is cut off. */
static size_t last(const struct text_doc *doc)
{
	return doc->source.n < 3 ? 0 : doc->source.n - 3;
}

bool charset_warn(struct arena *arena, struct text_doc *doc, const struct charset_report *r,
    struct dl_str label, size_t from)
{
	size_t at = from + r->at;
	bool ok = true;
	if (r->mixed)
		ok = text_warn(arena, doc, DL_ENCODING, at,
		    "byte 0x%02X is not UTF-8, though the rest is; read as Windows-1252", r->byte);
	else if (r->guessed && label.n == 0)
		ok = text_warn(arena, doc, DL_ENCODING, at,
		    "byte 0x%02X is not UTF-8, and no charset is declared; read as Windows-1252",
		    r->byte);
	else if (r->guessed)
		ok = text_warn(arena, doc, DL_ENCODING, at,
		    "byte 0x%02X is not UTF-8, and the declared charset '%.*s' is %s; read as "
		    "Windows-1252",
		    r->byte, (int)(label.n < 40 ? label.n : 40), label.p,
		    charset_find(label) == NULL ? "unknown" : "not it");
	else if (r->bad_left != 0)
		ok = text_warn(arena, doc, DL_ENCODING, at,
		    "byte 0x%02X is no character of the declared charset %s, nor are %zu more",
		    r->byte, r->used->label, r->bad_left - 1);
	if (ok && r->cut)
		ok = text_warn(arena, doc, DL_ENCODING, last(doc),
		    "the last character is cut off, expected the rest of it");
	return ok;
}

int charset_read(struct arena *arena, struct text_doc *doc, struct dl_error *reterr)
{
	struct decoded d = {.arena = arena};
	struct dl_str raw = doc->raw;
	bool little = str_starts(raw, STR("\xFF\xFE")), big = str_starts(raw, STR("\xFE\xFF"));
	if (raw.n > TEXT_MAX)
		return 0; /* text_check() says so */
	if (little || big) {
		decode_utf16(&d, raw, big);
		doc->encoding = big ? TEXT_UTF16BE : TEXT_UTF16LE;
		if (hand_over(&d, doc, reterr) < 0)
			return -1;
		if (raw.n % 2 != 0 && !text_warn(arena, doc, DL_ENCODING, last(doc),
					  "the last character is cut off, expected the rest of it"))
			return fail(reterr, DL_NOMEM, "out of memory");
		return 0;
	}
	struct dl_str label = charset_declared(raw);
	const struct charset *c = charset_find(label);
	bool escapes = c != NULL && c->kind == CHARSET_ESCAPES;
	if (text_is_binary(raw) || (!escapes && utf8_valid(raw) == raw.n))
		return 0;
	struct charset_report r;
	charset_decode(&d, label, raw, 0, &r);
	if (hand_over(&d, doc, reterr) < 0)
		return -1;
	if (r.used->kind == CHARSET_1252 || r.used->kind == CHARSET_SINGLE)
		doc->encoding = TEXT_BYTES;
	return charset_warn(arena, doc, &r, label, 0) ? 0 : fail(reterr, DL_NOMEM, "out of memory");
}
