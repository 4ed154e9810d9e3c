/* SPDX-License-Identifier: MIT */
/* What holds for every document, whatever it was read from, and how a document
 * is printed for people to compare. */
#ifndef TESTS_BLOCKS_H
#define TESTS_BLOCKS_H

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/clean.h"
#include "text/doc.h"

/* A line for each block: kind, level or place, what it is besides, the bytes of
 * the source, the text. A blank line parts groups. Then links and times. */
void blocks_print(const struct text_doc *, struct buf *);

static inline const char *blocks_piece_fault(const struct text_doc *d)
{
	for (size_t i = 0; i < d->n_pieces; i++) {
		const struct text_piece *p = d->pieces + i;
		uint32_t end = i + 1 < d->n_pieces ? p[1].at : (uint32_t)d->text.n;
		if (i == 0 ? p->at != 0 : p->at <= p[-1].at)
			return "pieces are not in order";
		if (p->at >= d->text.n || p->step > 1 ||
		    (size_t)p->source + p->width > d->source.n ||
		    (p->step == 1 && (size_t)p->source + (end - p->at) > d->source.n))
			return "a piece lies outside";
		/* A byte that is not decoded stands in the source as it does in the text. */
		for (uint32_t at = p->at; p->step == 1 && at < end; at++) {
			int c = (unsigned char)d->text.p[at];
			if ((is_alpha(c) || is_digit(c)) &&
			    d->text.p[at] != d->source.p[p->source + at - p->at])
				return "a letter is not that of the source";
		}
	}
	return d->n_pieces == 0 && d->text.n != 0 && d->text.p != d->source.p ? "no pieces" : NULL;
}

static inline bool blocks_outside(const struct text_doc *d, struct dl_span s)
{
	return s.start > s.end || s.end > d->text.n;
}

static inline const char *blocks_block_fault(const struct text_doc *d, size_t i)
{
	const struct text_block *b = d->blocks + i;
	if (b->span.start >= b->span.end || blocks_outside(d, b->span))
		return "a block is empty or lies outside";
	if (i > 0 && b->span.start < b[-1].span.end)
		return "blocks overlap";
	struct dl_str s = str_sub(d->text, b->span);
	if (str_trim(s).n != s.n)
		return "a block has white space at its end";
	if (utf8_valid(s) != s.n || clean_prefix(s) != s.n)
		return "a block is not clean";
	if (blocks_outside(d, b->name) || (b->name.end != 0 && b->name.end > b->span.start))
		return "a name is not before its value";
	if ((b->kind == TEXT_FIELD) != (b->name.end > b->name.start))
		return "a field without a name, or a name without a field";
	if (b->kind == TEXT_HEADING && (b->level < 1 || b->level > 6))
		return "a heading has no level";
	if (b->kind == TEXT_CELL && b->head_cell != TEXT_NO_BLOCK &&
	    (b->head_cell >= d->n_blocks || d->blocks[b->head_cell].kind != TEXT_CELL ||
		!d->blocks[b->head_cell].header || d->blocks[b->head_cell].table != b->table))
		return "a cell's header is none";
	if (text_block_at(d, b->span.start) != i || text_block_at(d, b->span.end - 1) != i)
		return "text_block_at() does not find the block";
	struct dl_span from = text_span_to_source(d, b->span);
	return from.start > from.end || from.end > d->source.n ? "a block's source lies outside"
							       : NULL;
}

static inline const char *blocks_record_fault(const struct text_doc *d, size_t i)
{
	const struct text_record *r = d->records + i;
	if (r->rule == NULL || r->source.start > r->source.end || r->source.end > d->source.n)
		return "a record lies outside";
	if (r->first > d->n_facts || r->n > d->n_facts - r->first ||
	    (i > 0 && r->first != r[-1].first + r[-1].n))
		return "a record's facts are not its own";
	for (size_t k = r->first; k < r->first + r->n; k++) {
		const struct text_fact *f = d->facts + k;
		if (f->source.start > f->source.end || f->source.end > d->source.n)
			return "a fact lies outside";
		if (f->value.n == 0 || utf8_valid(f->value) != f->value.n ||
		    clean_prefix(f->value) != f->value.n)
			return "a fact is empty or not clean";
	}
	return NULL;
}

/* NULL: nothing is wrong. */
static inline const char *blocks_fault(const struct text_doc *d)
{
	const char *fault = blocks_piece_fault(d);
	for (size_t i = 0; fault == NULL && i < d->n_blocks; i++)
		fault = blocks_block_fault(d, i);
	for (size_t i = 0; fault == NULL && i < d->n_links; i++)
		if (blocks_outside(d, d->links[i].span) || d->links[i].url.p == NULL ||
		    (i > 0 && d->links[i].span.start < d->links[i - 1].span.start))
			fault = "a link lies outside or out of order";
	for (size_t i = 0; fault == NULL && i < d->n_times; i++)
		if (blocks_outside(d, d->times[i].span))
			fault = "a time lies outside";
	for (size_t i = 0; fault == NULL && i < d->n_records; i++)
		fault = blocks_record_fault(d, i);
	return fault;
}

#endif
