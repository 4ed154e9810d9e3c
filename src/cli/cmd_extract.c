/* SPDX-License-Identifier: MIT */
/* Documents → events → files or standard output. Each input is a calendar of
 * its own; one that fails does not keep the others back, and no file is
 * touched for it. Threads read and parse; messages and output come from the main
 * thread, in the order of the arguments. */
#include <dateline/dateline.h>

#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/plan.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "cli/tty.h"

/* Calendars wait for their columns to be measured together until there are so many
 * events; the rows of later ones go under these columns. */
#define MEASURED_EVENTS 1000
/* Results may wait behind the one of a long document. */
#define SLOTS_PER_THREAD 16

struct extract {
	struct cli_run run;
	struct plan plan;
	int code;
	bool headed; /* the header line of a joined CSV is out */
	struct dl_table table;
	struct dl_calendar **waiting; /* for the table */
	size_t n_waiting, cap_waiting, events_waiting;
	struct progress progress;
	/* By the threads. */
	atomic_size_t files_done;
	atomic_uint_least64_t bytes_done;
};

struct job {
	struct extract *all;
	const char *path;
	struct dl_str source; /* of standard input, which the main thread reads */
	bool has_source, failed;
	struct dl_calendar *calendar; /* NULL: failed, as error says */
	struct dl_error error;
	char name[64];
	struct output_bytes outputs[FORMATS_MAX]; /* by the plan's formats */
};

/* ---- in a thread ----------------------------------------------------------- */

/* The calendar's name is part of ids and file names: ASCII only. */
static void set_name(struct dl_calendar *cal, const char *input, char name[64])
{
	struct dl_str base = plan_base_name(input);
	size_t n = base.n < 63 ? base.n : 63;
	for (size_t i = 0; i < n; i++) {
		char c = base.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			     (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
		name[i] = c;
		if (!plain)
			name[i] = '-';
	}
	if (cal->name.n == 0)
		cal->name = (struct dl_str){name, n};
}

static void set_stamps(struct dl_calendar *cal, int64_t stamp)
{
	cal->modified = stamp;
	for (size_t i = 0; i < cal->n_events; i++)
		cal->events[i].created = cal->events[i].modified = stamp;
}

/* Is this the table of standard output, made in the end of all calendars? */
static bool is_sheet(const struct plan *p, size_t format)
{
	return p->where == TO_STDOUT && plan_is(p->formats[format], "table");
}

static int emit_all(struct job *j)
{
	const struct plan *p = &j->all->plan;
	bool silent = p->where == TO_STDOUT && j->all->run.args->check;
	for (size_t i = 0; i < p->n_formats; i++) {
		struct dl_sink sink = output_memory(&j->outputs[i]);
		if (silent || is_sheet(p, i))
			continue;
		if (p->formats[i]->emit(j->calendar, &sink, &j->error) < 0)
			return -1;
	}
	return 0;
}

static int parse(struct dl_parser *parser, struct job *j)
{
	struct cli_run *run = &j->all->run;
	if (!j->has_source && input_read(j->path, &j->source, &j->error) < 0)
		return -1;
	const char *input = input_name(j->path);
	struct dl_options options = opts_for_parser(run->args, input, run->today);
	int rc = dl_parse(parser, &options, j->source, &j->calendar, &j->error);
	size_t bytes = j->source.n;
	dl_bytes_free(NULL, j->source);
	j->source = (struct dl_str){NULL, 0};
	atomic_fetch_add(&j->all->bytes_done, bytes);
	if (rc < 0)
		return -1;
	set_name(j->calendar, input, j->name);
	set_stamps(j->calendar, input_stamp(j->path, run->now));
	return emit_all(j);
}

static void work(void *parser, void *job)
{
	struct job *j = job;
	j->failed = j->failed || parse(parser, j) < 0;
	atomic_fetch_add(&j->all->files_done, 1);
}

static void *worker_new(void *ctx)
{
	(void)ctx;
	struct dl_parser *parser;
	struct dl_error error = {0};
	if (dl_parser_new(NULL, &parser, &error) == 0)
		return parser;
	diag_error(&error);
	return NULL;
}

static void worker_free(void *worker)
{
	dl_parser_free(worker);
}

static void job_free(void *job)
{
	struct job *j = job;
	dl_bytes_free(NULL, j->source);
	dl_calendar_free(j->calendar);
	for (size_t i = 0; i < FORMATS_MAX; i++)
		output_free(&j->outputs[i]);
	*j = (struct job){.all = NULL};
}

/* ---- in the main thread ------------------------------------------------------ */

/* The bar goes before anything is written, and does not come back over what a
 * pager shows. */
static void clear_progress(struct extract *x)
{
	progress_hide(&x->progress);
}

/* Writes what is new; with --check says whether it would be. */
static int put_file(
    const char *path, struct dl_str bytes, bool check, bool *ret_differs, struct dl_error *err)
{
	struct dl_str old;
	if (!check)
		return dl_file_write(path, bytes, NULL, err);
	if (dl_file_read(NULL, path, bytes.n, &old, NULL) < 0) {
		*ret_differs = true;
		return 0;
	}
	*ret_differs |= old.n != bytes.n || (old.n != 0 && memcmp(old.p, bytes.p, old.n) != 0);
	dl_bytes_free(NULL, old);
	return 0;
}

static int put_in_file(struct extract *x, struct job *j, size_t format, bool *ret_differs)
{
	char path[PATH_MAX];
	struct dl_error error = {0};
	const char *input = input_name(j->path);
	struct dl_str bytes = {j->outputs[format].p, j->outputs[format].n};
	int code = plan_path(&x->plan, x->plan.formats[format], input, path);
	if (code != 0)
		return code;
	if (put_file(path, bytes, x->run.args->check, ret_differs, &error) == 0)
		return 0;
	return diag_error(&error);
}

static int write_stdout(struct dl_str bytes)
{
	struct dl_sink out = output_stdout();
	/* What standard output has to say comes from output_finish(). */
	return bytes.n == 0 || out.write(out.ctx, bytes.p, bytes.n) == 0 ? 0
									 : dl_status_exit(DL_IO);
}

/* A CSV of several inputs has its header line once. */
static int put_on_stdout(struct extract *x, const struct job *j)
{
	struct dl_str bytes = {j->outputs[0].p, j->outputs[0].n};
	bool cut = x->headed && plan_is(x->plan.formats[0], "csv");
	const char *newline = cut && bytes.n != 0 ? memchr(bytes.p, '\n', bytes.n) : NULL;
	if (newline != NULL) {
		bytes.n -= (size_t)(newline + 1 - bytes.p);
		bytes.p = newline + 1;
	}
	x->headed = true;
	return write_stdout(bytes);
}

/* All calendars that wait go out as one table. */
static int put_sheet(struct extract *x, bool more)
{
	struct dl_error error = {0};
	struct dl_sink out = output_stdout();
	const struct dl_calendar *const *v = (const struct dl_calendar *const *)x->waiting;
	clear_progress(x);
	x->table.more = more;
	int rc = dl_table_write(&x->table, v, x->n_waiting, &out, &error);
	for (size_t i = 0; i < x->n_waiting; i++)
		dl_calendar_free(x->waiting[i]);
	x->n_waiting = x->events_waiting = 0;
	if (rc == 0)
		return 0;
	return error.status == DL_IO ? dl_status_exit(DL_IO) : diag_error(&error);
}

static int add_to_sheet(struct extract *x, struct job *j)
{
	if (x->n_waiting == x->cap_waiting) {
		size_t cap = x->cap_waiting == 0 ? 16 : x->cap_waiting * 2;
		struct dl_calendar **more = realloc(x->waiting, cap * sizeof(*more));
		if (more == NULL) {
			diag_usage("extract", "out of memory");
			return dl_status_exit(DL_NOMEM);
		}
		x->waiting = more;
		x->cap_waiting = cap;
	}
	x->waiting[x->n_waiting++] = j->calendar;
	x->events_waiting += j->calendar->n_events;
	j->calendar = NULL;
	return x->events_waiting < MEASURED_EVENTS && !x->table.begun ? 0 : put_sheet(x, true);
}

static int put_all(struct extract *x, struct job *j)
{
	const struct plan *p = &x->plan;
	bool check = x->run.args->check, differs = check && j->calendar->n_warnings != 0;
	int code = 0;
	for (size_t i = 0; code == 0 && i < p->n_formats; i++) {
		if (p->where != TO_STDOUT)
			code = put_in_file(x, j, i, &differs);
		else if (!check)
			code = is_sheet(p, i) ? add_to_sheet(x, j) : put_on_stdout(x, j);
	}
	return code == 0 && differs ? dl_status_exit(DL_DIFFERS) : code;
}

static void say_empty(const struct extract *x, const struct job *j)
{
	const struct args *a = x->run.args;
	bool chosen = a->min_confidence != 0 || a->from_date != NULL || a->to_date != NULL;
	if (!a->quiet && isatty(STDERR_FILENO))
		diag_empty(j->path, chosen);
}

static int take(void *ctx, void *job)
{
	struct extract *x = ctx;
	struct job *j = job;
	int code = 0;
	clear_progress(x);
	if (j->failed) {
		code = diag_error(&j->error);
	} else {
		bool empty = j->calendar->n_events == 0;
		for (size_t i = 0; !x->run.args->quiet && i < j->calendar->n_warnings; i++)
			diag_warning(&j->calendar->warnings[i]);
		code = put_all(x, j);
		if (code == 0 && empty)
			say_empty(x, j);
	}
	job_free(j);
	x->code = x->code != 0 ? x->code : code;
	return output_failed() ? 1 : 0;
}

static void tick(void *ctx)
{
	struct extract *x = ctx;
	x->progress.files_done = atomic_load(&x->files_done);
	x->progress.bytes_done = atomic_load(&x->bytes_done);
	if (!output_is_paged())
		progress_show(&x->progress);
}

/* Bytes of all files, as far as they are known. */
static void begin_progress(struct extract *x, char **files)
{
	struct stat st;
	size_t n = 0;
	uint64_t bytes = 0;
	for (; files[n] != NULL; n++)
		if (stat(files[n], &st) == 0 && S_ISREG(st.st_mode))
			bytes += (uint64_t)st.st_size;
	if (!x->run.args->quiet)
		progress_begin(&x->progress, n, bytes);
}

static void start_file(struct extract *x, struct pool *pool, struct job *j, const char *path)
{
	*j = (struct job){.all = x, .path = path};
	if (strcmp(path, "-") == 0) {
		j->has_source = true;
		j->failed = input_read(path, &j->source, &j->error) < 0;
	}
	pool_start(pool);
}

static int run_all(struct extract *x, char **files)
{
	static const struct pool_calls calls = {
	    worker_new, worker_free, work, take, job_free, NULL};
	static const struct pool_calls live = {worker_new, worker_free, work, take, job_free, tick};
	size_t threads = x->run.args->jobs != 0 ? (size_t)x->run.args->jobs : pool_processors();
	size_t n = 0;
	while (files[n] != NULL)
		n++;
	threads = threads < n ? threads : n;
	begin_progress(x, files);
	struct pool *pool = pool_new(threads, threads * SLOTS_PER_THREAD, sizeof(struct job),
	    x->progress.since != 0 ? &live : &calls, x);
	if (pool == NULL)
		return dl_status_exit(DL_NOMEM);
	struct job *j;
	for (char **file = files; *file != NULL && (j = pool_next(pool)) != NULL; file++)
		start_file(x, pool, j, *file);
	pool_drain(pool);
	pool_free(pool);
	int code = x->n_waiting != 0 ? put_sheet(x, false) : 0;
	clear_progress(x);
	free(x->waiting);
	return x->code != 0 ? x->code : code;
}

static int fail_jsonl(void)
{
	diag_usage("extract",
	    "--jsonl writes JSON lines to standard output; it takes no --to, --output or --check");
	return dl_status_exit(DL_USAGE);
}

int cmd_extract(const struct args *args)
{
	if (args->jsonl && (args->to != NULL || args->output != NULL || args->check))
		return fail_jsonl();
	if (args->jsonl)
		return stream_run(args, DL_JSONL_EXTRACT);
	struct extract x = {.code = 0};
	if (plan_make(args, &x.plan) < 0)
		return dl_status_exit(DL_USAGE);
	char **files = cli_files(args);
	int code = plan_check(&x.plan, files);
	if (code == 0)
		code = cli_begin(args, &x.run);
	if (code == 0) {
		x.table.look = tty_look(STDOUT_FILENO);
		if (args->pager)
			output_page();
		code = run_all(&x, files);
	}
	cli_end(&x.run);
	plan_free(&x.plan);
	return code;
}
