/* SPDX-License-Identifier: MIT */
/* JSON lines of any number: one line in, one line out, in order. Memory holds
 * one line. What is answered goes out at the latest when more input is not
 * there yet, so that a program can talk through a pair of pipes. */
#include <dateline/dateline.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"

/* The longest line: a large document as JSON. Without a ceiling one missing
 * newline would take all memory. */
#define LINE_LIMIT ((size_t)64 << 20)

struct lines {
	int fd;
	char *p;
	size_t at, scanned, n, cap; /* line starts at p + at; no newline before p + scanned */
	bool end;
	enum dl_status status; /* why reading stopped, DL_OK at the end of the input */
	int code;	       /* errno, with DL_IO */
};

static bool stop(struct lines *l, enum dl_status status)
{
	l->status = status;
	l->code = errno;
	l->end = true;
	return false;
}

/* Reads more behind what there is; false: there is no more. */
static bool fill(struct lines *l)
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
		output_flush();
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
static void skip_line(struct lines *l)
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

/* The next line without its newline. A line over LINE_LIMIT comes back as
 * *ret_long and empty. False: there are no more. */
static bool next_line(struct lines *l, struct dl_str *ret, bool *ret_long)
{
	*ret_long = false;
	for (;;) {
		char *from = l->p == NULL ? NULL : l->p + l->scanned;
		char *newline = from == NULL ? NULL : memchr(from, '\n', l->n - l->scanned);
		size_t end = newline != NULL ? (size_t)(newline - l->p) : l->n;
		if (end - l->at > LINE_LIMIT) {
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

static int answer_long(const struct dl_sink *out)
{
	char text[120];
	int n = snprintf(text, sizeof(text),
	    "{\"error\":{\"text\":\"line longer than %zu bytes\"}}\n", LINE_LIMIT);
	return out->write(out->ctx, text, (size_t)n);
}

static int answer(struct cli_run *run, enum dl_jsonl kind, struct lines *l)
{
	struct dl_options options = opts_for_parser(run->args, NULL, NULL);
	struct dl_sink out = output_stdout();
	struct dl_error error = {0};
	struct dl_str line;
	bool is_long;
	while (next_line(l, &line, &is_long)) {
		int rc = is_long ? answer_long(&out)
				 : dl_jsonl_line(run->parser, kind, &options, line, &out, &error);
		if (rc == 0)
			continue;
		/* What standard output has to say comes from output_finish(). */
		return error.status == DL_OK || error.status == DL_IO ? dl_status_exit(DL_IO)
								      : diag_error(&error);
	}
	return 0;
}

static int stream_file(struct cli_run *run, enum dl_jsonl kind, const char *path)
{
	struct dl_error error = {0};
	if (input_check(path, &error) < 0)
		return diag_error(&error);
	bool is_stdin = strcmp(path, "-") == 0;
	struct lines l = {.fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)};
	if (l.fd < 0) {
		diag_file(path, "open", errno);
		return dl_status_exit(DL_IO);
	}
	int code = answer(run, kind, &l);
	if (code == 0 && l.status == DL_IO)
		diag_file(input_name(path), "read", l.code);
	else if (code == 0 && l.status == DL_NOMEM)
		diag_usage(NULL, "out of memory");
	if (code == 0)
		code = dl_status_exit(l.status);
	free(l.p);
	if (!is_stdin)
		close(l.fd);
	return code;
}

int stream_run(const struct args *args, enum dl_jsonl kind)
{
	struct cli_run run;
	int code = cli_begin(args, &run);
	for (char **file = cli_files(args); code == 0 && *file != NULL; file++)
		code = stream_file(&run, kind, *file);
	cli_end(&run);
	return code;
}
