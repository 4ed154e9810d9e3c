/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fmt.h"
#include "base/str.h"

/* Makes room for n more bytes. */
static bool reserve(struct buf *b, size_t n)
{
	size_t max = b->max == 0 ? BUF_MAX : b->max;
	if (b->failed != DL_OK)
		return false;
	if (n > max - b->n) {
		b->failed = DL_LIMIT;
		return false;
	}
	if (b->cap - b->n >= n)
		return true;
	size_t cap = b->cap == 0 ? 256 : b->cap;
	while (cap < b->n + n)
		cap *= 2;
	char *p = alloc_realloc(b->alloc, b->p, cap);
	if (p == NULL) {
		b->failed = DL_NOMEM;
		return false;
	}
	b->p = p;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, struct dl_str s)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

char *buf_room(struct buf *b, size_t n)
{
	return reserve(b, n) ? b->p + b->n : NULL;
}

void buf_byte(struct buf *b, char c)
{
	if (reserve(b, 1))
		b->p[b->n++] = c;
}

void buf_z(struct buf *b, const char *z)
{
	buf_add(b, str_of(z));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t max = b->max == 0 ? BUF_MAX : b->max;
	size_t room = (b->cap < max ? b->cap : max) - b->n;
	if (b->failed != DL_OK)
		return;
	va_start(ap, fmt);
	size_t n = fmt_printv(room == 0 ? NULL : b->p + b->n, room, fmt, ap);
	va_end(ap);
	if (n >= room) { /* once more, with room for all of it and its NUL */
		if (!reserve(b, n + 1))
			return;
		va_start(ap, fmt);
		fmt_printv(b->p + b->n, n + 1, fmt, ap);
		va_end(ap);
	}
	b->n += n;
}

struct dl_str buf_str(const struct buf *b)
{
	return (struct dl_str){b->p, b->n};
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->failed = DL_OK;
}

void buf_free(struct buf *b)
{
	if (b->p != NULL)
		alloc_realloc(b->alloc, b->p, 0);
	b->p = NULL;
	b->n = b->cap = 0;
	b->failed = DL_OK;
}

int buf_check(const struct buf *b, struct dl_error *reterr)
{
	if (b->failed == DL_NOMEM)
		return fail(reterr, DL_NOMEM, "out of memory");
	if (b->failed == DL_LIMIT)
		return fail(reterr, DL_LIMIT, "output grew beyond %zu bytes",
		    b->max == 0 ? BUF_MAX : b->max);
	return 0;
}

static int write_buf(void *ctx, const char *p, size_t n)
{
	struct buf *b = ctx;
	buf_add(b, (struct dl_str){p, n});
	return b->failed == DL_OK ? 0 : -1;
}

struct dl_sink buf_sink(struct buf *b)
{
	return (struct dl_sink){write_buf, b};
}
