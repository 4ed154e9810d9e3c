/* SPDX-License-Identifier: MIT */
/* Growing bytes with a stated ceiling. Appending never fails at once: the
 * first failure is kept and everything after it is ignored, so that a writer
 * checks once, at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <dateline/base.h>

struct buf {
	const struct dl_alloc *alloc; /* NULL: the C library's */
	char *p;
	size_t n, cap;
	size_t max;	       /* ceiling in bytes; 0: BUF_MAX */
	enum dl_status failed; /* DL_OK, DL_NOMEM or DL_LIMIT */
};

/* The ceiling where none is named: no output of ours comes near it, so it only
 * stops a run-away loop. */
#define BUF_MAX ((size_t)1 << 30)

void buf_add(struct buf *, struct dl_str);
void buf_byte(struct buf *, char c);
void buf_z(struct buf *, const char *z);
void buf_printf(struct buf *, const char *fmt, ...) DL_PRINTF(2, 3);
/* Room for n bytes behind what is in it, to be written at once; NULL: it failed.
 * buf_wrote() takes in what ends at end. */
char *buf_room(struct buf *, size_t n);
static inline void buf_wrote(struct buf *b, const char *end)
{
	b->n = (size_t)(end - b->p);
}
struct dl_str buf_str(const struct buf *); /* what is in it; moves with the next append */
void buf_clear(struct buf *);		   /* empties it, keeps the memory, forgets a failure */
void buf_free(struct buf *);
/* 0, or -1 and the failure as an error. */
int buf_check(const struct buf *, struct dl_error *reterr);
/* A sink that appends to the buffer. */
struct dl_sink buf_sink(struct buf *);

#endif
