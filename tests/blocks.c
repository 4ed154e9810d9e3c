/* SPDX-License-Identifier: MIT */
#include "blocks.h"

static void print_text(struct buf *out, struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_z(out, "\\n");
		else
			buf_byte(out, s.p[i]);
	}
}

static void print_span(struct buf *out, const struct text_doc *d, struct dl_span s)
{
	struct dl_span from = text_span_to_source(d, s);
	buf_printf(out, " [%u-%u] ", (unsigned)from.start, (unsigned)from.end);
}

static void print_block(struct buf *out, const struct text_doc *d, const struct text_block *b)
{
	static const char *const kinds[] = {
	    "paragraph", "heading", "item", "cell", "field", "quote", "code"};
	buf_z(out, kinds[b->kind]);
	if (b->kind == TEXT_CELL) {
		buf_printf(out, " %u,%u of %u%s", (unsigned)b->row, (unsigned)b->column,
		    (unsigned)b->table, b->header ? " header" : "");
		if (b->head_cell != TEXT_NO_BLOCK) {
			buf_z(out, " under \"");
			print_text(out, str_sub(d->text, d->blocks[b->head_cell].span));
			buf_z(out, "\"");
		}
	} else if (b->level != 0) {
		buf_printf(out, " %d", b->level);
	}
	if (b->kind == TEXT_FIELD) {
		buf_z(out, " \"");
		print_text(out, str_sub(d->text, b->name));
		buf_z(out, "\"");
	}
	buf_z(out, b->struck ? " struck" : "");
	buf_z(out, b->strong ? " strong" : "");
	buf_z(out, b->furniture ? " furniture" : "");
	print_span(out, d, b->span);
	print_text(out, str_sub(d->text, b->span));
	buf_z(out, "\n");
}

static void print_evidence(struct buf *out, const char *name, struct dl_str value)
{
	if (value.n == 0)
		return;
	buf_z(out, name);
	print_text(out, value);
	buf_z(out, "\n");
}

void blocks_print(const struct text_doc *d, struct buf *out)
{
	print_evidence(out, "title ", d->title);
	print_evidence(out, "language ", d->language);
	print_evidence(out, "published ", d->published);
	for (size_t i = 0; i < d->n_blocks; i++) {
		if (i == 0 || d->blocks[i].group != d->blocks[i - 1].group)
			buf_z(out, "\n");
		print_block(out, d, d->blocks + i);
	}
	for (size_t i = 0; i < d->n_links; i++) {
		buf_z(out, i == 0 ? "\nlink" : "link");
		print_span(out, d, d->links[i].span);
		print_text(out, d->links[i].url);
		buf_z(out, "\n");
	}
	for (size_t i = 0; i < d->n_times; i++) {
		buf_z(out, i == 0 ? "\ntime" : "time");
		print_span(out, d, d->times[i].span);
		print_text(out, d->times[i].datetime);
		buf_z(out, "\n");
	}
}
