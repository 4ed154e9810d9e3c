/* SPDX-License-Identifier: MIT */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/diag.h"
#include "cli/pager.h"

/* Why the first write that failed did; 0: none has. */
static int failure;
static bool paged; /* a pager is to be started */

static void note(bool ok)
{
	if (!ok && failure == 0)
		failure = errno != 0 ? errno : EIO;
}

static int write_stdout(void *ctx, const char *p, size_t n)
{
	(void)ctx;
	if (failure == 0 && paged) {
		paged = false;
		pager_start();
	}
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

bool output_failed(void)
{
	return failure != 0;
}

void output_page(void)
{
	paged = true;
}

bool output_is_paged(void)
{
	return pager_runs();
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
	bool left = pager_runs() && failure == EPIPE; /* before the end was read */
	int pager = pager_finish();
	if (failure == 0 || left)
		return pager;
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
