/* SPDX-License-Identifier: MIT */
#include "text/builder.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/lines.h"
#include "text/url.h"

void text_begin(struct text_builder *b, struct arena *arena, struct text_doc *doc)
{
	memset(b, 0, sizeof(*b));
	b->arena = arena;
	b->doc = doc;
}

void text_borrow(struct text_builder *b)
{
	b->borrowed = b->doc->source;
}

/* What there is to read. */
static struct dl_str all(const struct text_builder *b)
{
	return b->borrowed.p != NULL ? b->borrowed : (struct dl_str){b->text, b->n};
}

/* arena_regrow() that keeps the failure. */
static void *grow(struct text_builder *b, void *array, size_t size, size_t n, size_t *cap)
{
	void *p = b->failed == DL_OK ? arena_regrow(b->arena, array, size, n, cap) : NULL;
	if (p == NULL && b->failed == DL_OK)
		b->failed = DL_NOMEM;
	return p;
}

static bool reserve(struct text_builder *b, size_t n)
{
	if (b->failed == DL_OK && n > 2 * TEXT_MAX - b->n)
		b->failed = DL_LIMIT;
	if (b->failed != DL_OK)
		return false;
	size_t cap = b->cap;
	if (cap == 0) /* markup makes text shorter than its source, and little makes it longer */
		cap = b->doc->source.n + b->doc->source.n / 16 + 256;
	while (cap - b->n < n)
		cap *= 2;
	if (cap == b->cap)
		return true;
	char *p = arena_array(b->arena, char, cap);
	if (p == NULL) {
		b->failed = DL_NOMEM;
		return false;
	}
	if (b->n != 0)
		memcpy(p, b->text, b->n);
	b->text = p;
	b->cap = cap;
	return true;
}

static bool continues(const struct text_builder *b, uint32_t source)
{
	if (b->n_pieces == 0)
		return false;
	const struct text_piece *p = b->pieces + b->n_pieces - 1;
	return p->step == 1 && b->n - p->at == (size_t)source - p->source;
}

static void add_piece(struct text_builder *b, uint32_t source, uint8_t step, uint8_t width)
{
	if (step == 1 && continues(b, source))
		return;
	struct text_piece *p = grow(b, b->pieces, sizeof(*p), b->n_pieces, &b->cap_pieces);
	if (p == NULL)
		return;
	b->pieces = p;
	p[b->n_pieces++] = (struct text_piece){(uint32_t)b->n, source, step, width};
}

static void add_range(struct text_builder *b, struct text_ranges *r, uint32_t from)
{
	uint32_t before = 0;
	if (r->n != 0) {
		struct text_range *last = r->v + r->n - 1;
		if (last->end == from) {
			last->end = (uint32_t)b->n;
			return;
		}
		before = last->before + last->end - last->start;
	}
	struct text_range *v = grow(b, r->v, sizeof(*v), r->n, &r->cap);
	if (v == NULL)
		return;
	r->v = v;
	v[r->n++] = (struct text_range){from, (uint32_t)b->n, before};
}

/* Every byte of text passes here: clean bytes with their place in the source. */
static void append(
    struct text_builder *b, struct dl_str s, uint32_t source, uint8_t step, uint8_t width)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	add_piece(b, source, step, width);
	uint32_t from = (uint32_t)b->n;
	memcpy(b->text + b->n, s.p, s.n);
	b->n += s.n;
	for (int i = 0; b->open && i < TEXT_STYLES; i++)
		if (b->styles[i].depth != 0)
			add_range(b, &b->styles[i], from);
}

/* Appends s, cleaned. With step 1 byte s.p[i] is source byte source + i. */
static void add_clean(
    struct text_builder *b, struct dl_str s, uint32_t source, uint8_t step, uint8_t width)
{
	size_t i = 0;
	while (i < s.n && b->failed == DL_OK) {
		uint32_t at = source + (uint32_t)(step * i);
		size_t n = clean_prefix((struct dl_str){s.p + i, s.n - i});
		append(b, (struct dl_str){s.p + i, n}, at, step, width);
		i += n;
		uint32_t c;
		n = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		if (n == 0)
			return; /* the end: text_check() let valid text through only */
		enum clean as = clean_char(c);
		if (c == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'))
			as = CLEAN_BREAK;
		at = source + (uint32_t)(step * i);
		struct dl_str with = as == CLEAN_SPACE ? STR(" ") : STR("\n");
		if (as != CLEAN_DROP && step == 1)
			append(b, with, at, n == 1, (uint8_t)n);
		else if (as != CLEAN_DROP)
			append(b, with, at, 0, width);
		i += n;
	}
}

void text_add(struct text_builder *b, uint32_t from, uint32_t to)
{
	struct dl_str s = str_sub(b->doc->source, (struct dl_span){from, to});
	add_clean(b, s, from, 1, 0);
}

void text_put(struct text_builder *b, struct dl_str s, uint32_t from, uint32_t to)
{
	uint32_t width = to > from ? to - from : 0;
	if (s.n == 1 &&
	    width == 1) { /* a "\n" as a space: byte for byte, so that pieces stay long */
		add_clean(b, s, from, 1, 0);
		return;
	}
	add_clean(b, s, from, 0, (uint8_t)(width > UINT8_MAX ? UINT8_MAX : width));
}

/* Takes back text from offset n on. */
static void cut(struct text_builder *b, size_t n)
{
	b->n = n;
	while (b->n_pieces != 0 && b->pieces[b->n_pieces - 1].at >= n)
		b->n_pieces--;
}

/* Just after the last source byte that the text has. */
static uint32_t source_end(const struct text_builder *b)
{
	if (b->n_pieces == 0)
		return 0;
	const struct text_piece *p = b->pieces + b->n_pieces - 1;
	return p->step == 0 ? p->source + p->width : p->source + (uint32_t)(b->n - p->at);
}

void text_open(struct text_builder *b, enum text_kind kind)
{
	text_close(b);
	if (b->n != 0 && b->text[b->n - 1] != '\n')
		append(b, STR("\n"), source_end(b), 0, 0);
	uint32_t at = (uint32_t)b->n;
	b->open = true;
	b->now = (struct text_block){.kind = kind,
	    .furniture = b->furniture,
	    .group = b->group,
	    .head_cell = TEXT_NO_BLOCK,
	    .span = {at, at}};
	b->first_link = b->doc->n_links;
	b->first_time = b->doc->n_times;
	b->url_from = b->datetime_from = at;
	for (int i = 0; i < TEXT_STYLES; i++)
		b->styles[i].n = 0;
}

static struct dl_span trim(const struct text_builder *b, struct dl_span s)
{
	const char *text = all(b).p;
	while (s.start < s.end && is_space((unsigned char)text[s.start]))
		s.start++;
	while (s.end > s.start && is_space((unsigned char)text[s.end - 1]))
		s.end--;
	return s;
}

/* From..n without white space at its ends. */
static struct dl_span trimmed(const struct text_builder *b, uint32_t from)
{
	return trim(b, (struct dl_span){from, (uint32_t)b->n});
}

static void keep_link(struct text_builder *b)
{
	struct text_doc *d = b->doc;
	if (!b->open || b->url.p == NULL || b->url_from >= b->n)
		return;
	struct dl_span span = trimmed(b, b->url_from);
	b->url_from = (uint32_t)b->n;
	if (span.start == span.end)
		return;
	struct text_link *v = grow(b, d->links, sizeof(*v), d->n_links, &b->cap_links);
	if (v == NULL)
		return;
	d->links = v;
	v[d->n_links++] = (struct text_link){span, b->url};
}

static void keep_time(struct text_builder *b)
{
	struct text_doc *d = b->doc;
	if (!b->open || b->datetime.p == NULL || b->datetime_from >= b->n)
		return;
	struct dl_span span = trimmed(b, b->datetime_from);
	b->datetime_from = (uint32_t)b->n;
	if (span.start == span.end)
		return;
	struct text_time *v = grow(b, d->times, sizeof(*v), d->n_times, &b->cap_times);
	if (v == NULL)
		return;
	d->times = v;
	v[d->n_times++] = (struct text_time){span, b->datetime};
}

void text_set_link(struct text_builder *b, struct dl_str url)
{
	keep_link(b);
	b->url = url;
	b->url_from = (uint32_t)b->n;
}

void text_set_time(struct text_builder *b, struct dl_str datetime)
{
	keep_time(b);
	b->datetime = datetime;
	b->datetime_from = (uint32_t)b->n;
}

void text_style(struct text_builder *b, enum text_style style, bool on)
{
	unsigned *depth = &b->styles[style].depth;
	if (on)
		(*depth)++;
	else if (*depth != 0)
		(*depth)--;
}

/* Is every byte of span that is not white space in one of the ranges? */
static bool covers(const struct text_builder *b, const struct text_ranges *r, struct dl_span span)
{
	uint32_t at = span.start;
	for (size_t i = 0; i < r->n && at < span.end; i++) {
		if (r->v[i].end <= at)
			continue;
		for (; at < r->v[i].start && at < span.end; at++)
			if (!is_space((unsigned char)b->text[at]))
				return false;
		at = r->v[i].end;
	}
	for (; at < span.end; at++)
		if (!is_space((unsigned char)b->text[at]))
			return false;
	return true;
}

/* Where text offset at goes when the struck ranges are left out. */
static uint32_t squeezed(const struct text_ranges *r, uint32_t at)
{
	size_t lo = 0, hi = r->n; /* the ranges that start before at */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (r->v[mid].start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0)
		return at;
	const struct text_range *last = r->v + lo - 1;
	uint32_t gone = last->before + (at < last->end ? at : last->end) - last->start;
	return at - gone;
}

static void squeeze_span(const struct text_ranges *r, struct dl_span *s)
{
	*s = (struct dl_span){squeezed(r, s->start), squeezed(r, s->end)};
}

struct kept {
	const char *text; /* of the block, from its start */
	uint32_t start;
	const struct text_piece *pieces;
	size_t n_pieces, piece;
};

/* Appends from..to of what was kept, piece by piece. */
static void append_kept(struct text_builder *b, struct kept *k, uint32_t from, uint32_t to)
{
	while (from < to) {
		while (k->piece + 1 < k->n_pieces && k->pieces[k->piece + 1].at <= from)
			k->piece++;
		const struct text_piece *p = k->pieces + k->piece;
		uint32_t end = k->piece + 1 < k->n_pieces ? p[1].at : to;
		end = end < to ? end : to;
		append(b, (struct dl_str){k->text + (from - k->start), end - from},
		    p->source + p->step * (from - p->at), p->step, p->width);
		from = end;
	}
}

/* Leaves the struck words of the open block out, and moves what points into it. */
static void squeeze(struct text_builder *b)
{
	const struct text_ranges *r = &b->styles[TEXT_STRUCK];
	uint32_t start = b->now.span.start, end = (uint32_t)b->n;
	size_t first = b->n_pieces;
	while (first > 0 && b->pieces[first - 1].at > start)
		first--;
	first -= first > 0;
	struct kept k = {.start = start, .n_pieces = b->n_pieces - first};
	struct text_piece *pieces = arena_array(b->arena, struct text_piece, k.n_pieces);
	k.text = arena_str(b->arena, (struct dl_str){b->text + start, end - start}).p;
	if (pieces == NULL || k.text == NULL) {
		b->failed = DL_NOMEM;
		return;
	}
	memcpy(pieces, b->pieces + first, k.n_pieces * sizeof(*pieces));
	k.pieces = pieces;

	cut(b, start);
	uint32_t from = start;
	for (size_t i = 0; i < r->n; i++) {
		append_kept(b, &k, from, r->v[i].start);
		from = r->v[i].end;
	}
	append_kept(b, &k, from, end);
	for (size_t i = b->first_link; i < b->doc->n_links; i++)
		squeeze_span(r, &b->doc->links[i].span);
	for (size_t i = b->first_time; i < b->doc->n_times; i++)
		squeeze_span(r, &b->doc->times[i].span);
	struct text_ranges *strong = &b->styles[TEXT_STRONG];
	for (size_t i = 0; i < strong->n; i++) {
		strong->v[i].start = squeezed(r, strong->v[i].start);
		strong->v[i].end = squeezed(r, strong->v[i].end);
	}
}

void text_add_block(struct text_builder *b, const struct text_block *block)
{
	struct text_block *v =
	    grow(b, b->doc->blocks, sizeof(*v), b->doc->n_blocks, &b->cap_blocks);
	if (v == NULL)
		return;
	b->doc->blocks = v;
	v[b->doc->n_blocks++] = *block;
}

static void add_part(struct text_builder *b, const struct text_block *block, struct dl_span span,
    enum lines_kind kind)
{
	struct text_block part = *block;
	part.span = trim(b, span);
	if (part.span.start == part.span.end)
		return;
	if (part.kind == TEXT_PARAGRAPH && kind == LINES_ENTRY) {
		part.kind = TEXT_ITEM;
		part.level = part.level == 0 ? 1 : part.level;
	} else if (part.kind == TEXT_PARAGRAPH && kind == LINES_HEADING) {
		part.kind = TEXT_HEADING;
		part.level = 6;
	}
	part.strong =
	    b->styles[TEXT_STRONG].n != 0 && covers(b, &b->styles[TEXT_STRONG], part.span);
	if (part.kind == TEXT_PARAGRAPH && part.level == 0 && part.strong &&
	    line_is_caption(str_sub(all(b), part.span))) {
		part.kind = TEXT_HEADING;
		part.level = 6;
	}
	text_add_block(b, &part);
}

void text_add_lines(struct text_builder *b, const struct text_block *block)
{
	struct dl_str text = all(b);
	bool may_split = block->kind == TEXT_PARAGRAPH || block->kind == TEXT_ITEM ||
			 block->kind == TEXT_QUOTE || block->kind == TEXT_CELL;
	size_t n = block->span.end - block->span.start;
	if (!may_split || n == 0 || memchr(text.p + block->span.start, '\n', n) == NULL) {
		add_part(b, block, block->span, lines_single(str_sub(text, trim(b, block->span))));
		return;
	}
	struct lines lines;
	struct dl_span span;
	enum lines_kind kind;
	lines_begin(&lines, text, block->span, b->wrap);
	while (lines_next(&lines, &span, &kind))
		add_part(b, block, span, kind);
}

void text_close(struct text_builder *b)
{
	if (!b->open)
		return;
	keep_link(b);
	keep_time(b);
	b->open = false;
	if (b->failed != DL_OK)
		return;
	struct dl_span whole = {b->now.span.start, (uint32_t)b->n};
	b->now.span = trim(b, whole);
	if (b->now.span.start == b->now.span.end) {
		cut(b, whole.start);
		b->doc->n_links = b->first_link;
		b->doc->n_times = b->first_time;
		return;
	}
	const struct text_ranges *struck = &b->styles[TEXT_STRUCK];
	if (struck->n != 0 && covers(b, struck, b->now.span)) {
		b->now.struck = true;
	} else if (struck->n != 0) {
		b->now.span = whole;
		squeeze(b);
		if (b->failed != DL_OK)
			return;
		b->now.span = trim(b, (struct dl_span){whole.start, (uint32_t)b->n});
	}
	text_add_lines(b, &b->now);
}

int text_finish(struct text_builder *b, struct dl_error *reterr)
{
	text_close(b);
	struct text_doc *d = b->doc;
	if (b->failed == DL_OK) {
		d->text = all(b);
		d->pieces = b->pieces;
		d->n_pieces = b->n_pieces;
		if (!url_find_all(b->arena, d))
			b->failed = DL_NOMEM;
	}
	if (b->failed == DL_NOMEM)
		return fail(reterr, DL_NOMEM, "out of memory");
	if (b->failed == DL_LIMIT)
		return fail_in(reterr, DL_LIMIT, d->path,
		    "the readable text is over %zu bytes long, expected less", 2 * TEXT_MAX);
	return 0;
}
