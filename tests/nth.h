/* SPDX-License-Identifier: MIT */
/* An allocator whose n-th allocation fails, and that counts what is not given
 * back. */
#ifndef TESTS_NTH_H
#define TESTS_NTH_H

#include <dateline/base.h>

#include <stdlib.h>

struct nth {
	long left;  /* allocations until all fail; negative: never */
	long live;  /* blocks that are allocated now */
	long calls; /* allocations so far */
	bool once;  /* only that one fails, and the ones after it succeed */
};

static inline void *nth_realloc(void *ctx, void *p, size_t n)
{
	struct nth *c = ctx;
	if (n == 0) {
		c->live -= p != NULL;
		free(p);
		return NULL;
	}
	c->calls++;
	if (c->left == 0) {
		c->left -= c->once;
		return NULL;
	}
	c->left -= c->left > 0;
	c->live += p == NULL;
	return realloc(p, n);
}

/* The allocator over a counter, which must outlive it. */
static inline struct dl_alloc nth_alloc(struct nth *c)
{
	return (struct dl_alloc){nth_realloc, c};
}

#endif
