/* SPDX-License-Identifier: MIT */
#include "source/quoted.h"

#include "base/str.h"
#include "text/clean.h"

/* Bytes of quotation marks that a line begins with, and how many. */
static size_t quote_marks(struct dl_str line, uint32_t *ret_depth)
{
	size_t n = 0;
	*ret_depth = 0;
	while (n < line.n && line.p[n] == '>') {
		n++;
		(*ret_depth)++;
		if (n < line.n && line.p[n] == ' ')
			n++;
	}
	return n;
}

static bool has_quotes(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i += str_find((struct dl_str){s.p + i, s.n - i}, '\n') + 1)
		if (s.p[i] == '>')
			return true;
	return false;
}

static void add_run(struct quoted *q, struct text_builder *b, uint32_t depth)
{
	if (q->n != 0 && q->runs[q->n - 1].depth == depth)
		return;
	struct quoted_run *v = arena_grow(b->arena, q->runs, sizeof(*v), q->n, &q->cap);
	if (v == NULL) {
		b->failed = DL_NOMEM;
		return;
	}
	q->runs = v;
	v[q->n++] = (struct quoted_run){(uint32_t)b->n, depth};
}

/* Copies the source without what is not text: quotation marks, soft hyphens … */
static void copy_text(struct quoted *q, struct text_builder *b, struct dl_str source, uint32_t from)
{
	bool quotes = has_quotes(source);
	if (!quotes) {
		text_add(b, from, from + (uint32_t)source.n);
		return;
	}
	for (size_t i = 0; i < source.n && b->failed == DL_OK;) {
		struct dl_str rest = {source.p + i, source.n - i};
		size_t n = str_find(rest, '\n');
		uint32_t depth, at = from + (uint32_t)i;
		uint32_t marks = (uint32_t)quote_marks((struct dl_str){rest.p, n}, &depth);
		n += n < rest.n;
		add_run(q, b, depth);
		text_add(b, at + marks, at + (uint32_t)n);
		i += n;
	}
}

struct dl_str quoted_load(struct quoted *q, struct text_builder *b)
{
	struct dl_str source = b->doc->source;
	uint32_t from = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	source = str_sub(source, (struct dl_span){from, (uint32_t)source.n});
	if (clean_prefix(source) == source.n && !has_quotes(source)) {
		text_borrow(b);
		return b->doc->source;
	}
	copy_text(q, b, source, from);
	return (struct dl_str){b->text, b->n};
}

uint32_t quoted_at(struct quoted *q, uint32_t at)
{
	while (q->at + 1 < q->n && q->runs[q->at + 1].start <= at)
		q->at++;
	return q->n == 0 ? 0 : q->runs[q->at].depth;
}
