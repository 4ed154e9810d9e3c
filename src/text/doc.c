/* SPDX-License-Identifier: MIT */
#include "text/doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/eight.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

/* What is taken for binary by its control characters: more than one byte in
 * CONTROL_SHARE of the first CONTROL_HEAD, and at least CONTROL_FEW. Terminal
 * recordings and texts with page breaks stay below it; machine code does not. */
#define CONTROL_HEAD  4096
#define CONTROL_SHARE 16
#define CONTROL_FEW   8

static bool is_control(unsigned char b)
{
	return b == 0x7F || (b < 0x20 && !is_space(b) && b != 0x1B);
}

/* Offset of the first control character if there are too many, else s.n. */
static size_t find_binary(struct dl_str s)
{
	size_t head = s.n < CONTROL_HEAD ? s.n : CONTROL_HEAD, n = 0, first = s.n;
	for (size_t i = 0; i < head; i++) {
		while (head - i >= 8) {
			uint64_t w = eight_load(s.p + i);
			if ((eight_below(w, 0x20) | eight_equal(w, 0x7F)) != 0)
				break;
			i += 8;
		}
		if (i == head)
			break;
		if (!is_control((unsigned char)s.p[i]))
			continue;
		first = n++ == 0 ? i : first;
	}
	return n >= CONTROL_FEW && n > head / CONTROL_SHARE ? first : s.n;
}

bool text_is_binary(struct dl_str s)
{
	return str_find(s, '\0') < s.n || find_binary(s) < s.n;
}

int text_check(struct dl_str path, struct dl_str source, struct dl_error *reterr)
{
	if (source.n > TEXT_MAX)
		return fail_in(reterr, DL_LIMIT, path, "%zu bytes long, expected at most %zu",
		    source.n, TEXT_MAX);
	size_t at = utf8_valid(source);
	size_t nul = str_find(source, '\0');
	if (nul < at)
		return fail_at(reterr, DL_ENCODING, path, source, nul,
		    "a NUL byte, which no text has, expected UTF-8 text");
	if (at < source.n)
		return fail_at(reterr, DL_ENCODING, path, source, at,
		    "byte 0x%02X is not UTF-8, expected UTF-8 text", (unsigned char)source.p[at]);
	at = find_binary(source);
	if (at < source.n)
		return fail_at(reterr, DL_ENCODING, path, source, at,
		    "control characters (the first is 0x%02X) as in a binary file, expected UTF-8 "
		    "text",
		    (unsigned char)source.p[at]);
	return 0;
}

/* The piece that holds text offset at; there is one. */
static const struct text_piece *find_piece(const struct text_doc *d, uint32_t at)
{
	size_t lo = 0, hi = d->n_pieces;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (d->pieces[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	return d->pieces + lo;
}

/* Just after the source of text byte at - 1. */
static uint32_t source_end(const struct text_doc *d, uint32_t at)
{
	const struct text_piece *p = find_piece(d, at - 1);
	return p->step == 0 ? p->source + p->width : p->source + (at - p->at);
}

uint32_t text_to_source(const struct text_doc *d, uint32_t at)
{
	if (d->n_pieces == 0)
		return at < d->source.n ? at : (uint32_t)d->source.n;
	if (at >= d->text.n)
		return source_end(d, (uint32_t)d->text.n);
	const struct text_piece *p = find_piece(d, at);
	return p->source + p->step * (at - p->at);
}

struct dl_span text_span_to_source(const struct text_doc *d, struct dl_span s)
{
	uint32_t start = text_to_source(d, s.start);
	if (d->n_pieces == 0)
		return (struct dl_span){start, text_to_source(d, s.end)};
	uint32_t last = s.end < d->text.n ? s.end : (uint32_t)d->text.n;
	uint32_t end = last > s.start ? source_end(d, last) : start;
	/* Text that HTML puts elsewhere than it stands (stray words in a table) can
	 * run backwards. */
	return (struct dl_span){start, end < start ? start : end};
}

static struct dl_str raw_of(const struct text_doc *d)
{
	return d->raw.p != NULL ? d->raw : d->source;
}

/* Columns that bytes of the source as read take. */
static size_t columns(enum text_encoding encoding, struct dl_str s)
{
	if (encoding == TEXT_UTF8)
		return utf8_count(s);
	if (encoding == TEXT_BYTES)
		return s.n;
	size_t n = 0, high = encoding == TEXT_UTF16LE ? 1 : 0;
	for (size_t i = 0; i + 1 < s.n; i += 2)
		n += ((unsigned char)s.p[i + high] & 0xFC) != 0xDC; /* the second of a pair */
	return n;
}

/* Columns of the source before offset at. */
static size_t count_before(const struct text_doc *d, uint32_t at)
{
	size_t step = at / TEXT_COUNT_STEP, from = step * TEXT_COUNT_STEP;
	struct dl_str raw = raw_of(d);
	return d->counts[step] + columns(d->encoding, (struct dl_str){raw.p + from, at - from});
}

struct dl_span text_raw_span(const struct text_doc *d, struct dl_span source)
{
	return origin_span(&d->origin, source);
}

void text_position(const struct text_doc *d, uint32_t at, uint32_t *ret_line, uint32_t *ret_column)
{
	at = origin_start(&d->origin, at);
	if (at > raw_of(d).n)
		at = (uint32_t)raw_of(d).n;
	size_t lo = 0, hi = d->n_lines;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (d->lines[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	*ret_line = (uint32_t)lo + 1;
	*ret_column = 1 + (uint32_t)(count_before(d, at) - count_before(d, d->lines[lo]));
}

uint32_t text_block_at(const struct text_doc *d, uint32_t at)
{
	size_t lo = 0, hi = d->n_blocks; /* the blocks that start at or before at */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (d->blocks[mid].span.start <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 && at < d->blocks[lo - 1].span.end ? (uint32_t)lo - 1 : TEXT_NO_BLOCK;
}

bool text_warn(
    struct arena *arena, struct text_doc *d, enum dl_status status, size_t at, const char *fmt, ...)
{
	char text[sizeof(((struct dl_error *)NULL)->text)];
	if (d->n_warnings == TEXT_WARNINGS_MAX)
		return true;
	struct dl_error *v =
	    arena_grow(arena, d->warnings, sizeof(*v), d->n_warnings, &d->cap_warnings);
	if (v == NULL)
		return false;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	d->warnings = v;
	v += d->n_warnings++;
	*v = (struct dl_error){.status = DL_OK};
	fail_at(v, status, d->path, d->source, at, "%s", text);
	return true;
}

static void place_warnings(struct text_doc *d)
{
	for (size_t i = 0; i < d->n_warnings; i++) {
		struct dl_error *e = d->warnings + i;
		uint32_t at = e->offset;
		text_position(d, at, &e->line, &e->column);
		e->offset = text_raw_span(d, (struct dl_span){at, at}).start;
	}
}

/* Just after the next line break at or after p, NULL: there is none. */
static const char *next_line(
    enum text_encoding encoding, const char *p, const char *end, const char *begin)
{
	bool wide = encoding == TEXT_UTF16LE || encoding == TEXT_UTF16BE;
	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) {
		size_t i = (size_t)(p - begin);
		if (!wide)
			return p + 1;
		if (encoding == TEXT_UTF16LE && i % 2 == 0 && p + 1 < end && p[1] == '\0')
			return p + 2;
		if (encoding == TEXT_UTF16BE && i % 2 == 1 && p[-1] == '\0')
			return p + 1;
	}
	return NULL;
}

int text_index_lines(struct arena *arena, struct text_doc *d, struct dl_error *reterr)
{
	struct dl_str s = raw_of(d);
	const char *end = s.n == 0 ? s.p : s.p + s.n;
	size_t n_counts = s.n / TEXT_COUNT_STEP + 1, n = 1;
	for (const char *p = s.p; (p = next_line(d->encoding, p, end, s.p)) != NULL;)
		n++;
	d->n_lines = n;
	d->lines = arena_array(arena, uint32_t, d->n_lines);
	d->counts = arena_array(arena, uint32_t, n_counts);
	if (d->lines == NULL || d->counts == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	size_t line = 1;
	for (const char *p = s.p; line < d->n_lines; line++) {
		p = next_line(d->encoding, p, end, s.p);
		d->lines[line] = (uint32_t)(p - s.p);
	}
	for (size_t i = 1; i < n_counts; i++)
		d->counts[i] =
		    d->counts[i - 1] +
		    (uint32_t)columns(d->encoding,
			(struct dl_str){s.p + (i - 1) * TEXT_COUNT_STEP, TEXT_COUNT_STEP});
	place_warnings(d);
	return 0;
}
