/* SPDX-License-Identifier: MIT */
#include "cli/incoming.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool stop(struct incoming *l, enum dl_status status)
{
	l->status = status;
	l->code = errno;
	l->end = true;
	return false;
}

/* Reads more behind what there is; false: there is no more. */
static bool fill(struct incoming *l)
{
	if (l->at != 0) {
		memmove(l->p, l->p + l->at, l->n - l->at);
		l->n -= l->at;
		l->scanned -= l->at;
		l->at = 0;
	}
	if (l->n == l->cap) {
		size_t cap = l->cap == 0 ? 64 * 1024 : l->cap * 2;
		char *p = realloc(l->p, cap);
		if (p == NULL)
			return stop(l, DL_NOMEM);
		l->p = p;
		l->cap = cap;
	}
	if (poll(&(struct pollfd){.fd = l->fd, .events = POLLIN}, 1, 0) == 0)
		l->idle(l->ctx);
	ssize_t got;
	do
		got = read(l->fd, l->p + l->n, l->cap - l->n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return stop(l, DL_IO);
	l->n += (size_t)got;
	l->end = got == 0;
	return !l->end;
}

/* Drops the rest of a line over the limit. */
static void skip_line(struct incoming *l)
{
	char *newline = NULL;
	do {
		l->at = l->scanned = l->n;
		if (!fill(l))
			return;
		newline = memchr(l->p, '\n', l->n);
	} while (newline == NULL);
	l->at = l->scanned = (size_t)(newline - l->p) + 1;
}

bool incoming_next(struct incoming *l, struct dl_str *ret, bool *ret_long)
{
	*ret_long = false;
	for (;;) {
		char *from = l->p == NULL ? NULL : l->p + l->scanned;
		char *newline = from == NULL ? NULL : memchr(from, '\n', l->n - l->scanned);
		size_t end = newline != NULL ? (size_t)(newline - l->p) : l->n;
		if (end - l->at > INCOMING_LONGEST) {
			*ret_long = true;
			*ret = (struct dl_str){NULL, 0};
			if (newline != NULL)
				l->at = l->scanned = end + 1;
			else
				skip_line(l);
			return true;
		}
		if (newline != NULL || (l->end && end > l->at)) {
			*ret = (struct dl_str){l->p + l->at, end - l->at};
			l->at = l->scanned = newline != NULL ? end + 1 : end;
			return true;
		}
		l->scanned = l->n;
		if (l->end)
			return false;
		fill(l);
	}
}

void incoming_free(struct incoming *l)
{
	free(l->p);
	*l = (struct incoming){.fd = -1};
}
