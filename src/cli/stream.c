/* SPDX-License-Identifier: MIT */
/* JSON lines of any number: one line in, one line out, in order. Threads answer
 * them, some lines at a time; memory holds what they are at. What is answered goes
 * out at the latest when more input is not there yet, so that a program can talk
 * through a pair of pipes. */
#include <dateline/dateline.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/incoming.h"
#include "cli/output.h"
#include "cli/pool.h"

/* Lines are handed on together until they have so many bytes: waking a thread
 * takes about as long as a line of a page. */
#define BATCH_BYTES ((size_t)64 << 10)
/* Answers may wait behind the one of a long line. */
#define SLOTS_PER_THREAD 8
/* Input that is being worked on, unless one line is longer. */
#define BYTES_AT_ONCE ((size_t)16 << 20)
/* What a slot keeps for the next lines. */
#define BYTES_KEPT ((size_t)1 << 20)

struct stream {
	struct cli_run run;
	enum dl_jsonl kind;
	struct dl_options options;
	struct pool *pool;
	struct job *job; /* being filled, or NULL */
	size_t bytes;	 /* of lines that were started */
	int code;
};

struct job {
	const struct stream *all;
	struct output_bytes lines, answers; /* each line with its newline */
	bool is_long;			    /* instead of lines: one that was over the limit */
	struct dl_error error;		    /* why the answers end */
};

/* ---- in a thread ----------------------------------------------------------- */

static void answer_long(const struct dl_sink *out)
{
	char text[120];
	int n = snprintf(text, sizeof(text),
	    "{\"error\":{\"text\":\"line longer than %zu bytes\"}}\n", INCOMING_LONGEST);
	out->write(out->ctx, text, (size_t)n); /* into a buffer that has room */
}

static void work(void *worker, void *slot)
{
	struct job *j = slot;
	struct dl_sink out = output_memory(&j->answers);
	const struct stream *s = j->all;
	const char *p = j->lines.p, *end = j->lines.p + j->lines.n;
	if (j->is_long)
		answer_long(&out);
	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		struct dl_str line = {p, (size_t)(newline - p)};
		if (dl_jsonl_line(worker, s->kind, &s->options, line, &out, &j->error) != 0)
			return;
		p = newline + 1;
	}
}

static void *worker_new(void *ctx)
{
	struct dl_parser *parser;
	struct dl_error error = {0};
	(void)ctx;
	if (dl_parser_new(NULL, &parser, &error) == 0)
		return parser;
	diag_error(&error);
	return NULL;
}

static void worker_free(void *worker)
{
	dl_parser_free(worker);
}

/* ---- in the main thread ------------------------------------------------------ */

static void empty(struct output_bytes *b)
{
	b->n = 0;
	if (b->cap > BYTES_KEPT)
		output_free(b);
}

static int take(void *ctx, void *slot)
{
	struct stream *s = ctx;
	struct job *j = slot;
	struct dl_sink out = output_stdout();
	/* What standard output has to say comes from output_finish(). */
	if (out.write(out.ctx, j->answers.p, j->answers.n) != 0)
		s->code = dl_status_exit(DL_IO);
	else if (j->error.status != DL_OK) /* no memory: an answer is not written otherwise */
		s->code = diag_error(&j->error);
	s->bytes -= j->lines.n;
	empty(&j->lines);
	empty(&j->answers);
	return s->code;
}

static void job_free(void *slot)
{
	struct job *j = slot;
	output_free(&j->lines);
	output_free(&j->answers);
}

static const struct pool_calls calls = {worker_new, worker_free, work, take, job_free, NULL};

static void start(struct stream *s)
{
	if (s->job == NULL)
		return;
	if (s->bytes + s->job->lines.n > BYTES_AT_ONCE)
		pool_drain(s->pool);
	s->bytes += s->job->lines.n;
	s->job = NULL;
	pool_start(s->pool);
}

static void finish(struct stream *s)
{
	start(s);
	pool_drain(s->pool);
	output_flush();
}

static void idle(void *ctx)
{
	finish(ctx);
}

static bool has_job(struct stream *s)
{
	if (s->job != NULL)
		return true;
	s->job = pool_next(s->pool);
	if (s->job == NULL)
		return false;
	s->job->all = s;
	s->job->is_long = false;
	s->job->error = (struct dl_error){0};
	return true;
}

static int add_line(struct stream *s, struct dl_str line)
{
	struct dl_sink to = output_memory(&s->job->lines);
	if (to.write(to.ctx, line.p, line.n) == 0 && to.write(to.ctx, "\n", 1) == 0)
		return 0;
	return diag_usage(NULL, "out of memory"), dl_status_exit(DL_NOMEM);
}

/* Lines over the limit have a job of their own. */
static int add_lines(struct stream *s, struct incoming *l)
{
	struct dl_str line;
	bool is_long;
	int code = 0;
	while (code == 0 && s->code == 0 && incoming_next(l, &line, &is_long)) {
		bool full = s->job != NULL && s->job->lines.n + line.n > BATCH_BYTES;
		if (full || is_long)
			start(s);
		if (!has_job(s))
			break;
		s->job->is_long = is_long;
		if (is_long)
			start(s);
		else
			code = add_line(s, line);
	}
	finish(s);
	return s->code != 0 ? s->code : code;
}

static int stream_file(struct stream *s, const char *path)
{
	struct dl_error error = {0};
	if (input_check(path, &error) < 0)
		return diag_error(&error);
	bool is_stdin = strcmp(path, "-") == 0;
	struct incoming l = {.fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC),
	    .idle = idle,
	    .ctx = s};
	if (l.fd < 0) {
		diag_file(path, "open", errno);
		return dl_status_exit(DL_IO);
	}
	int code = add_lines(s, &l);
	if (code == 0 && l.status == DL_IO)
		diag_file(input_name(path), "read", l.code);
	else if (code == 0 && l.status == DL_NOMEM)
		diag_usage(NULL, "out of memory");
	if (code == 0)
		code = dl_status_exit(l.status);
	if (!is_stdin)
		close(l.fd);
	incoming_free(&l);
	return code;
}

int stream_run(const struct args *args, enum dl_jsonl kind)
{
	struct stream s = {.kind = kind};
	size_t threads = args->jobs != 0 ? (size_t)args->jobs : pool_processors();
	int code = cli_begin(args, &s.run);
	if (code == 0) {
		s.options = opts_for_parser(args, NULL, NULL);
		s.pool =
		    pool_new(threads, threads * SLOTS_PER_THREAD, sizeof(struct job), &calls, &s);
		code = s.pool == NULL ? dl_status_exit(DL_NOMEM) : 0;
	}
	for (char **file = cli_files(args); code == 0 && *file != NULL; file++)
		code = stream_file(&s, *file);
	pool_free(s.pool);
	cli_end(&s.run);
	return code;
}
