/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/fmt.h"

struct arena_block {
	struct arena_block *next;
	size_t size; /* usable bytes after the header */
	alignas(max_align_t) char data[];
};

/* Large enough that a press release needs one or two, small enough that
 * start-up does not notice. */
#define BLOCK_SIZE ((size_t)64 * 1024)

void *alloc_realloc(const struct dl_alloc *alloc, void *p, size_t n)
{
	if (alloc != NULL)
		return alloc->realloc(alloc->ctx, p, n);
	if (n == 0) {
		free(p);
		return NULL;
	}
	return realloc(p, n);
}

static bool add_block(struct arena *a, size_t need)
{
	size_t size = need > BLOCK_SIZE ? need : BLOCK_SIZE;
	if (a->blocks == NULL && size < a->first)
		size = a->first;
	if (size > SIZE_MAX - sizeof(struct arena_block))
		return false;
	struct arena_block *b = alloc_realloc(a->alloc, NULL, sizeof(*b) + size);
	if (b == NULL)
		return false;
	b->size = size;
	b->next = a->blocks;
	a->blocks = b;
	a->beg = b->data;
	a->end = b->data + size;
	a->total += size;
	return true;
}

/* NULL, and remembered. */
static void *refuse(struct arena *a)
{
	a->failed = true;
	return NULL;
}

void *arena_alloc(struct arena *a, size_t size, size_t count)
{
	const size_t align = alignof(max_align_t);
	if (size != 0 && count > (SIZE_MAX - align) / size)
		return refuse(a);
	size_t need = (size * count + align - 1) / align * align;
	if (need == 0)
		need = align;
	if ((size_t)(a->end - a->beg) < need && !add_block(a, need))
		return refuse(a);
	void *p = a->beg;
	a->beg += need;
	memset(p, 0, need);
	return p;
}

struct dl_str arena_str(struct arena *a, struct dl_str s)
{
	char *p = s.n < SIZE_MAX ? arena_alloc(a, 1, s.n + 1) : NULL;
	if (p == NULL)
		return (struct dl_str){refuse(a), 0};
	if (s.n != 0)
		memcpy(p, s.p, s.n);
	return (struct dl_str){p, s.n};
}

struct dl_str arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	size_t n = fmt_printv(NULL, 0, fmt, ap);
	va_end(ap);
	char *p = arena_alloc(a, 1, n + 1);
	if (p == NULL)
		return (struct dl_str){NULL, 0};
	va_start(ap, fmt);
	fmt_printv(p, n + 1, fmt, ap);
	va_end(ap);
	return (struct dl_str){p, n};
}

void *arena_grow(struct arena *a, void *array, size_t size, size_t n, size_t *cap)
{
	if (n < *cap)
		return array;
	size_t more = *cap == 0 ? 16 : *cap * 2;
	void *p = more < *cap ? refuse(a) : arena_alloc(a, size, more);
	if (p == NULL)
		return NULL;
	if (n != 0)
		memcpy(p, array, n * size);
	*cap = more;
	return p;
}

/* A block that is a big array and nothing else; behind the newest, of which
 * something is left. */
static void *add_array(struct arena *a, size_t need)
{
	struct arena_block *b = NULL;
	if (a->blocks != NULL && need <= SIZE_MAX - sizeof(*b))
		b = alloc_realloc(a->alloc, NULL, sizeof(*b) + need);
	if (b == NULL)
		return NULL;
	b->size = need;
	b->next = a->blocks->next;
	a->blocks->next = b;
	a->total += need;
	return b->data;
}

void *arena_regrow(struct arena *a, void *array, size_t size, size_t n, size_t *cap)
{
	size_t more = *cap * 2;
	if (n < *cap)
		return array;
	if (a->blocks == NULL || more < *cap || more > SIZE_MAX / 2 / size ||
	    more * size < BLOCK_SIZE)
		return arena_grow(a, array, size, n, cap);
	struct arena_block **link = &a->blocks->next;
	while (*link != NULL && ((*link)->data != (char *)array || (*link)->size != *cap * size))
		link = &(*link)->next;
	void *p = NULL;
	if (*link == NULL) { /* it is not alone in a block */
		p = add_array(a, more * size);
		if (p != NULL)
			memcpy(p, array, n * size);
	} else {
		struct arena_block *b = alloc_realloc(a->alloc, *link, sizeof(*b) + more * size);
		if (b != NULL) {
			a->total += more * size - b->size;
			b->size = more * size;
			*link = b;
			p = b->data;
		}
	}
	if (p == NULL)
		return refuse(a);
	*cap = more;
	return p;
}

static void free_blocks(struct arena *a, struct arena_block *b)
{
	while (b != NULL) {
		struct arena_block *next = b->next;
		a->total -= b->size;
		alloc_realloc(a->alloc, b, 0);
		b = next;
	}
}

void arena_reset(struct arena *a)
{
	a->failed = false;
	if (a->blocks == NULL)
		return;
	if (a->blocks->next != NULL && a->total <= ARENA_KEEP) {
		a->first = a->total; /* one block, the next time */
		free_blocks(a, a->blocks);
		a->blocks = NULL;
		a->beg = a->end = NULL;
		return;
	}
	free_blocks(a, a->blocks->next);
	a->blocks->next = NULL;
	a->beg = a->blocks->data;
	a->end = a->beg + a->blocks->size;
}

void arena_free(struct arena *a)
{
	free_blocks(a, a->blocks);
	a->blocks = NULL;
	a->beg = a->end = NULL;
	a->failed = false;
}
