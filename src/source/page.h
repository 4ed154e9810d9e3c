/* SPDX-License-Identifier: MIT */
/* An HTML page as a row of elements and texts → blocks. Knows no parser: html.c
 * walks the tree and tells. */
#ifndef SOURCE_PAGE_H
#define SOURCE_PAGE_H

#include "source/grid.h"
#include "source/html.h"

struct page_element {
	struct dl_str name; /* in small letters */
	struct tag tag;	    /* as the source has it; empty if the parser put the element in */
	uint32_t at, end;   /* of the tag, in the source */
	bool all_heads;	    /* a <tr>: all its cells are <th> */
	bool is_code;	    /* a <pre>: with <code> in it */
};

/* What holds for an element and what is in it. */
struct page_context {
	enum text_kind kind; /* of text that stands in it */
	uint8_t level, lists, quotes;
	bool furniture, in_article, pre;
	struct grid *grid;     /* the table around it, or NULL */
	struct grid_cell cell; /* kind TEXT_CELL: which */
	uint32_t group;	       /* of the list or table; 0: each block has its own */
	bool is_item, is_cell; /* the element itself is one */
	size_t first_block;    /* blocks before it */
};

struct page {
	struct html *h;
	struct text_builder *b;
	bool has_article, has_title;
	bool item_starts; /* nothing of the item was read */
	struct page_context *stack;
	size_t depth, cap;
	bool *layout; /* tables that lay out the page, by number from first_table on */
	uint32_t first_table;
	size_t n_layout, cap_layout, first_block;
	uint32_t group;
	uint32_t gap; /* source offset of white space not yet written, or PAGE_NO_GAP */
};

#define PAGE_NO_GAP UINT32_MAX

void page_begin(struct page *, struct html *, bool has_article);
/* An element begins; true: what is in it follows, and page_leave(). */
bool page_enter(struct page *, const struct page_element *);
void page_leave(struct page *);
/* Text: bytes from..to of the source, and markup in it that is to be skipped. */
void page_text(struct page *, uint32_t from, uint32_t to);
/* A tag that is not in the tree. */
void page_tag(struct page *, const struct tag *, uint32_t from, uint32_t to);
/* The title element's bytes of the source. */
void page_title(struct page *, uint32_t from, uint32_t to);
void page_end(struct page *);

#endif
