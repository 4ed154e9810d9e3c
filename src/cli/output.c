/* SPDX-License-Identifier: MIT */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diag.h"

/* Why the first write that failed did; 0: none has. */
static int failure;

static void note(bool ok)
{
	if (!ok && failure == 0)
		failure = errno != 0 ? errno : EIO;
}

static int write_stdout(void *ctx, const char *p, size_t n)
{
	(void)ctx;
	if (failure != 0)
		return -1;
	errno = 0;
	note(fwrite(p, 1, n, stdout) == n);
	return failure == 0 ? 0 : -1;
}

struct dl_sink output_stdout(void)
{
	return (struct dl_sink){write_stdout, NULL};
}

void output_flush(void)
{
	errno = 0;
	note(fflush(stdout) == 0);
}

int output_finish(void)
{
	output_flush();
	note(!ferror(stdout));
	if (failure == 0)
		return 0;
	if (failure != EPIPE)
		diag_usage(NULL, "cannot write standard output: %s", strerror(failure));
	return dl_status_exit(DL_IO);
}

static int write_memory(void *ctx, const char *p, size_t n)
{
	struct output_bytes *b = ctx;
	if (b->cap - b->n < n) {
		size_t cap = b->cap < 4096 ? 4096 : b->cap;
		while (cap - b->n < n) {
			if (cap > SIZE_MAX / 2)
				return -1;
			cap *= 2;
		}
		char *more = realloc(b->p, cap);
		if (more == NULL)
			return -1;
		b->p = more;
		b->cap = cap;
	}
	if (n != 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	return 0;
}

struct dl_sink output_memory(struct output_bytes *b)
{
	return (struct dl_sink){write_memory, b};
}

void output_free(struct output_bytes *b)
{
	free(b->p);
	*b = (struct output_bytes){0};
}
