/* SPDX-License-Identifier: MIT */
/* The derivation of expressions, kept only when somebody asks: composing notes
 * each phrase and each join in a table beside it. */
#ifndef WHEN_TRACE_H
#define WHEN_TRACE_H

#include "base/arena.h"
#include "when/when.h"

struct member;
struct window;

struct trace {
	struct arena *arena;
	struct when_node *nodes;
	uint32_t *roots; /* node + 1 by expression */
	size_t n, cap, n_roots, roots_cap;
	bool nomem; /* nothing is noted from then on */
};

/* With window->trace NULL these do nothing. */

/* A member that a row, or with row 0 a bare number, has just made. */
void trace_row(struct window *, struct member *, uint16_t row);
/* Members a and b become a; before either is changed. */
void trace_join(struct window *, struct member *a, const struct member *b, enum when_join);
/* Words beside it became part of a member: its tokens have been set. */
void trace_words(struct window *, struct member *, enum when_join);

/* Members from up to to become a recurrence, which is no member yet. */
void trace_all(struct window *, struct member *set, size_t from, size_t to);

/* The derivation of the next expression. */
void trace_root(struct trace *, const struct member *);

#endif
