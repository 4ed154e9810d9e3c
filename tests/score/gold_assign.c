/* SPDX-License-Identifier: MIT */
/* The assignment problem by the Hungarian method with potentials, O(rows² columns).
 * Every row gets a column of its own that costs nothing beside the real ones, so
 * that it may stay alone. */
#include "score/gold.h"

#include <stdlib.h>

#define FAR 1e12

struct problem {
	const double *weights;
	size_t rows, columns;
	double *row, *column, *least; /* potentials; slack of a column */
	size_t *owner, *back;	      /* of a column: its row, the column before on the path */
	bool *seen;
};

/* Rows and columns count from 1; column 0 and row 0 stand for "none". */
static double cost(const struct problem *p, size_t i, size_t j)
{
	double w = j > p->columns ? 0 : p->weights[(i - 1) * p->columns + j - 1];
	return j <= p->columns && w <= 0 ? FAR / 1e3 : -w;
}

/* Looks at the columns from row i = owner[at] on; returns the nearest new one. */
static size_t widen(struct problem *p, size_t at)
{
	size_t i = p->owner[at], n = p->columns + p->rows, next = 0;
	double delta = FAR;
	for (size_t j = 1; j <= n; j++) {
		if (p->seen[j])
			continue;
		double slack = cost(p, i, j) - p->row[i] - p->column[j];
		if (slack < p->least[j]) {
			p->least[j] = slack;
			p->back[j] = at;
		}
		if (p->least[j] < delta) {
			delta = p->least[j];
			next = j;
		}
	}
	for (size_t j = 0; j <= n; j++) {
		if (p->seen[j]) {
			p->row[p->owner[j]] += delta;
			p->column[j] -= delta;
		} else {
			p->least[j] -= delta;
		}
	}
	return next;
}

static void place(struct problem *p, size_t i)
{
	size_t at = 0;
	for (size_t j = 0; j <= p->columns + p->rows; j++) {
		p->least[j] = FAR;
		p->seen[j] = false;
	}
	p->owner[0] = i;
	while (p->owner[at] != 0) {
		p->seen[at] = true;
		at = widen(p, at);
	}
	for (; at != 0; at = p->back[at])
		p->owner[at] = p->owner[p->back[at]];
}

void gold_assign(const double *weights, size_t rows, size_t columns, size_t *ret)
{
	size_t n = rows + columns + 1;
	struct problem p = {.weights = weights, .rows = rows, .columns = columns};
	double *d = calloc(3 * n, sizeof(*d));
	size_t *z = calloc(2 * n, sizeof(*z));
	bool *b = calloc(n, sizeof(*b));
	if (d == NULL || z == NULL || b == NULL)
		exit(1);
	p.row = d;
	p.column = d + n;
	p.least = d + 2 * n;
	p.owner = z;
	p.back = z + n;
	p.seen = b;
	for (size_t i = 1; i <= rows; i++)
		place(&p, i);
	for (size_t i = 0; i < rows; i++)
		ret[i] = SIZE_MAX;
	for (size_t j = 1; j <= columns; j++)
		if (p.owner[j] != 0 && cost(&p, p.owner[j], j) < 0)
			ret[p.owner[j] - 1] = j - 1;
	free(d);
	free(z);
	free(b);
}
