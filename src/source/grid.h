/* SPDX-License-Identifier: MIT */
/* Which column a cell of an HTML table is in, and which header is above it. */
#ifndef SOURCE_GRID_H
#define SOURCE_GRID_H

#include "base/arena.h"
#include "source/tag.h"

struct grid_column {
	uint32_t taken; /* rows before this one are covered by a cell from above */
	uint32_t head;	/* block of the header cell, or TEXT_NO_BLOCK */
};

struct grid {
	uint32_t number; /* of the table in the document */
	uint32_t row, next_column;
	bool in_head, head_row; /* in <thead>; in a row of headers */
	bool is_list;		/* made of a <dl>: terms, and what is said of them */
	bool described;		/* and the row has its second column */
	struct grid_column *columns;
	size_t n_columns, cap_columns;
};

struct grid_cell {
	uint32_t row, column, span;
	bool header;
};

void grid_begin(struct grid *, uint32_t number, bool is_list);
/* A row begins; all_heads: it has no cells but <th>. */
void grid_row(struct grid *, bool all_heads);
/* The cell whose tag that is. false: no memory. */
bool grid_cell(struct grid *, struct arena *, const struct tag *, struct grid_cell *ret);
/* The term of a definition list, or what is said of it. */
struct grid_cell grid_term(struct grid *, bool described);
/* block is the text of a header cell. false: no memory. */
bool grid_head(struct grid *, struct arena *, const struct grid_cell *, uint32_t block);
/* Block of the header above a cell, or TEXT_NO_BLOCK. */
uint32_t grid_head_of(const struct grid *, const struct grid_cell *);

#endif
