/* SPDX-License-Identifier: MIT */
#include "source/grid.h"

#include "base/str.h"
#include "text/doc.h"

#define MAX_COLUMNS 1024 /* cells further right count as the last one: a row stays cheap */
#define MAX_SPAN    1000 /* of a cell, as in the HTML standard, section 4.9.11 */

void grid_begin(struct grid *g, uint32_t number, bool is_list)
{
	*g = (struct grid){.number = number, .row = UINT32_MAX, .is_list = is_list};
}

void grid_row(struct grid *g, bool all_heads)
{
	g->row++;
	g->next_column = 0;
	g->head_row = g->in_head || (g->row == 0 && all_heads);
}

static bool has_columns(struct grid *g, struct arena *arena, uint32_t n)
{
	while (g->n_columns < n) {
		struct grid_column *v =
		    arena_grow(arena, g->columns, sizeof(*v), g->n_columns, &g->cap_columns);
		if (v == NULL)
			return false;
		g->columns = v;
		v[g->n_columns++] = (struct grid_column){0, TEXT_NO_BLOCK};
	}
	return true;
}

static uint32_t number_of(struct dl_str s, uint32_t max)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.n && is_digit((unsigned char)s.p[i]) && n <= max; i++)
		n = n * 10 + (uint32_t)(s.p[i] - '0');
	return n < max ? n : max;
}

bool grid_cell(struct grid *g, struct arena *arena, const struct tag *tag, struct grid_cell *ret)
{
	uint32_t at = g->next_column, rows = number_of(tag_value(tag, "rowspan"), UINT16_MAX);
	uint32_t span = number_of(tag_value(tag, "colspan"), MAX_SPAN);
	while (at < g->n_columns && g->columns[at].taken > g->row)
		at++;
	at = at < MAX_COLUMNS ? at : MAX_COLUMNS - 1;
	span = span == 0 ? 1 : span;
	span = span < MAX_COLUMNS - at ? span : MAX_COLUMNS - at;
	*ret = (struct grid_cell){g->row, at, span, g->head_row};
	g->next_column = at + span;
	if (rows <= 1)
		return true;
	if (!has_columns(g, arena, at + span))
		return false;
	for (uint32_t i = at; i < at + span; i++)
		g->columns[i].taken = g->row + rows;
	return true;
}

struct grid_cell grid_term(struct grid *g, bool described)
{
	if (g->row == UINT32_MAX || (g->described && !described))
		g->row++;
	g->described = described;
	return (struct grid_cell){g->row, described, 1, false};
}

bool grid_head(struct grid *g, struct arena *arena, const struct grid_cell *cell, uint32_t block)
{
	if (!has_columns(g, arena, cell->column + cell->span))
		return false;
	for (uint32_t i = cell->column; i < cell->column + cell->span; i++)
		g->columns[i].head = block;
	return true;
}

uint32_t grid_head_of(const struct grid *g, const struct grid_cell *cell)
{
	bool known = !cell->header && cell->column < g->n_columns;
	return known ? g->columns[cell->column].head : TEXT_NO_BLOCK;
}
