/* SPDX-License-Identifier: MIT */
#include "when/trace.h"

#include "when/compose.h"

static struct dl_span span_of(
    const struct window *w, const struct member *a, const struct member *b)
{
	return (struct dl_span){w->tokens[a->first].start, w->tokens[b->last].end};
}

/* Returns the number of the node, counted from 1; 0: there is no memory. */
static uint32_t add(struct trace *t, struct when_node node)
{
	if (t->nomem)
		return 0;
	struct when_node *nodes = arena_regrow(t->arena, t->nodes, sizeof(*nodes), t->n, &t->cap);
	t->nomem = nodes == NULL;
	if (t->nomem)
		return 0;
	t->nodes = nodes;
	t->nodes[t->n++] = node;
	return (uint32_t)t->n;
}

void trace_row(struct window *w, struct member *m, uint16_t row)
{
	if (w->trace == NULL)
		return;
	enum when_join join = row == 0 ? WHEN_JOIN_NUMBER : WHEN_JOIN_ROW;
	m->node =
	    add(w->trace, (struct when_node){.span = span_of(w, m, m), .join = join, .row = row});
}

void trace_join(struct window *w, struct member *a, const struct member *b, enum when_join join)
{
	if (w->trace == NULL)
		return;
	a->node = add(w->trace,
	    (struct when_node){
		.span = span_of(w, a, b), .join = join, .left = a->node, .right = b->node});
}

void trace_words(struct window *w, struct member *m, enum when_join join)
{
	if (w->trace == NULL)
		return;
	m->node = add(
	    w->trace, (struct when_node){.span = span_of(w, m, m), .join = join, .left = m->node});
}

void trace_all(struct window *w, struct member *set, size_t from, size_t to)
{
	if (w->trace == NULL)
		return;
	struct when_node node = {.span = span_of(w, set, set), .join = WHEN_JOIN_RECUR};
	for (size_t i = from; i < to; i++) {
		if (i == from || (i > from + 1 && node.right != 0))
			node.left = i == from ? w->members[i].node : add(w->trace, node);
		node.right = i == from ? 0 : w->members[i].node;
	}
	bool same = to == from + 1 && !set->joined;
	set->node = same ? node.left : add(w->trace, node);
}

void trace_root(struct trace *t, const struct member *m)
{
	if (t == NULL || t->nomem)
		return;
	uint32_t *roots = arena_grow(t->arena, t->roots, sizeof(*roots), t->n_roots, &t->roots_cap);
	t->nomem = roots == NULL;
	if (t->nomem)
		return;
	t->roots = roots;
	t->roots[t->n_roots++] = m->node;
}
