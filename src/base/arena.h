/* SPDX-License-Identifier: MIT */
/* A region: many allocations, one free. The only allocator of the library. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <dateline/base.h>

struct arena_block;

struct arena {
	const struct dl_alloc *alloc; /* NULL: the C library's */
	struct arena_block *blocks;   /* newest first */
	char *beg, *end;	      /* what is left of the newest */
	size_t total;		      /* bytes taken from alloc */
	size_t first;		      /* size of the first block, if over the usual */
	bool failed;		      /* memory was asked for and refused, since the start or the
				       * last reset: what was made may lack a part */
};

/* Zeroed memory for count things of size bytes, aligned for any of them; NULL
 * when there is none (or size * count overflows). count 0 gives a valid pointer. */
void *arena_alloc(struct arena *, size_t size, size_t count);
#define arena_new(arena, type)		((type *)arena_alloc((arena), sizeof(type), 1))
#define arena_array(arena, type, count) ((type *)arena_alloc((arena), sizeof(type), (count)))

/* A copy that is also NUL-terminated (the NUL is not counted); p NULL: no memory. */
struct dl_str arena_str(struct arena *, struct dl_str);
/* printf into the arena, NUL-terminated; p NULL: no memory. */
struct dl_str arena_printf(struct arena *, const char *fmt, ...) DL_PRINTF(2, 3);

/* Makes room for one more in an array of *cap things that holds n: returns the
 * array (moved perhaps, old one abandoned to the arena) or NULL without memory. */
void *arena_grow(struct arena *, void *array, size_t size, size_t n, size_t *cap);

/* The same for an array that becomes long and that nobody else points into: a big
 * one grows where it is, or its old place is given back, and what is new in it
 * is not zeroed, so that memory is touched only as things are written. */
void *arena_regrow(struct arena *, void *array, size_t size, size_t n, size_t *cap);

/* Memory that is kept for the next document: that of a long one, not of a book. */
#define ARENA_KEEP ((size_t)4 << 20)

/* Forgets everything. What took several blocks takes one from then on, of their
 * size up to ARENA_KEEP, so that a stream of documents soon asks for no more. */
void arena_reset(struct arena *);
/* Gives everything back; the arena can be used again. */
void arena_free(struct arena *);

/* alloc or the C library's realloc. */
void *alloc_realloc(const struct dl_alloc *alloc, void *p, size_t n);

#endif
