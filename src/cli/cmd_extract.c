/* SPDX-License-Identifier: MIT */
/* Documents → events → files or standard output. Each input is a calendar of
 * its own; one that fails does not keep the others back, and no file is
 * touched for it. */
#include <dateline/dateline.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"

/* More formats than there are would name one twice. */
#define FORMATS_MAX 16

enum where { TO_STDOUT, TO_FILE, TO_FOLDER };

struct file_id {
	dev_t device;
	ino_t inode;
};

struct plan {
	const struct dl_emitter *formats[FORMATS_MAX];
	size_t n_formats;
	enum where where;
	const char *path;	/* of the file or folder */
	struct file_id *inputs; /* none of them may be written over; sorted */
	size_t n_inputs;
};

static int fail_usage(const char *text, const char *arg)
{
	return diag_usage("extract", text, arg);
}

static int fail_format(struct dl_str name)
{
	const char *names[64];
	size_t n = 0;
	for (; dl_emitters[n] != NULL && n < 63; n++)
		names[n] = dl_emitters[n]->name;
	names[n] = NULL;
	const char *near = dl_nearest(name, names);
	if (near != NULL)
		return diag_usage("extract", "unknown format '%.*s', did you mean '%s'?",
		    (int)name.n, name.p, near);
	return diag_usage("extract", "unknown format '%.*s'; 'dateline help extract' lists them",
	    (int)name.n, name.p);
}

static int add_format(struct plan *p, struct dl_str name)
{
	const struct dl_emitter *e = dl_emitter_find(name);
	if (e == NULL)
		return fail_format(name);
	for (size_t i = 0; i < p->n_formats; i++)
		if (p->formats[i] == e)
			return 0;
	if (p->n_formats == FORMATS_MAX)
		return fail_usage("--to names too many formats%s", "");
	p->formats[p->n_formats++] = e;
	return 0;
}

static int add_formats(struct plan *p, const char *list)
{
	for (;;) {
		size_t n = strcspn(list, ",");
		if (add_format(p, (struct dl_str){list, n}) < 0)
			return -1;
		if (list[n] == '\0')
			return 0;
		list += n + 1;
	}
}

static bool is_folder(const char *path)
{
	struct stat st;
	size_t n = strlen(path);
	return (n != 0 && path[n - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* "x.ics" → ics */
static int add_format_of_file(struct plan *p, const char *path)
{
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot != NULL && dl_emitters[i] != NULL; i++)
		if (strcmp(dl_emitters[i]->extension, dot + 1) == 0)
			return add_format(
			    p, (struct dl_str){dl_emitters[i]->name, strlen(dl_emitters[i]->name)});
	return fail_usage("'%s' does not say its format, expected --to FORMAT", path);
}

/* What a folder gets if nobody says: what `build` publishes. */
static int add_published_formats(struct plan *p)
{
	return add_formats(p, "ics,json,atom,html");
}

static bool is_format(const struct dl_emitter *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* Formats whose outputs make sense one after the other. */
static bool is_joinable(const struct dl_emitter *e)
{
	return is_format(e, "table") || is_format(e, "ndjson") || is_format(e, "csv");
}

static int plan_stdout(struct plan *p, size_t inputs)
{
	if (p->n_formats == 0 && add_formats(p, "table") < 0)
		return -1;
	if (p->n_formats > 1)
		return fail_usage("several formats need a folder: -o DIR%s", "");
	if (inputs > 1 && !is_joinable(p->formats[0]))
		return fail_usage(
		    "%s of several inputs needs a folder: -o DIR", p->formats[0]->name);
	return 0;
}

static int make_plan(const struct args *a, struct plan *p)
{
	*p = (struct plan){.path = a->output};
	if (a->to != NULL && add_formats(p, a->to) < 0)
		return -1;
	if (a->output == NULL || strcmp(a->output, "-") == 0)
		return plan_stdout(p, a->n_operands);
	if (*a->output == '\0')
		return fail_usage("-o names no file%s", "");
	bool folder = a->n_operands > 1 || p->n_formats > 1 || is_folder(a->output);
	p->where = folder ? TO_FOLDER : TO_FILE;
	if (p->n_formats != 0)
		return 0;
	return folder ? add_published_formats(p) : add_format_of_file(p, a->output);
}

/* "docs/spring.md" → "spring"; ".notes" stays. */
static struct dl_str base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');
	return (struct dl_str){
	    name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name)};
}

static int by_base_name(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;
	struct dl_str s = base_name(input_name(*a)), t = base_name(input_name(*b));
	int c = memcmp(s.p, t.p, s.n < t.n ? s.n : t.n);
	c = c != 0 ? c : (s.n > t.n) - (s.n < t.n);
	return c != 0 ? c : strcmp(*a, *b);
}

/* a/x.md and b/x.txt would both become DIR/x.ics. Returns 0, or the exit code
 * after a message. */
static int check_names(const struct plan *p, char **files)
{
	size_t n = 0;
	while (files[n] != NULL)
		n++;
	if (p->where != TO_FOLDER || n == 0)
		return 0;
	const char **sorted = calloc(n, sizeof(*sorted));
	if (sorted == NULL) {
		diag_usage("extract", "out of memory");
		return dl_status_exit(DL_NOMEM);
	}
	for (size_t i = 0; i < n; i++)
		sorted[i] = files[i];
	qsort(sorted, n, sizeof(*sorted), by_base_name);
	int code = 0;
	for (size_t i = 1; code == 0 && i < n; i++) {
		struct dl_str x = base_name(input_name(sorted[i - 1]));
		struct dl_str y = base_name(input_name(sorted[i]));
		if (x.n != y.n || memcmp(x.p, y.p, x.n) != 0)
			continue;
		diag_usage("extract", "'%s' and '%s' would be written to the same file",
		    sorted[i - 1], sorted[i]);
		code = dl_status_exit(DL_USAGE);
	}
	free(sorted);
	return code;
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

static int by_inode(const void *x, const void *y)
{
	const struct file_id *a = x, *b = y;
	if (a->inode != b->inode)
		return a->inode < b->inode ? -1 : 1;
	return (a->device > b->device) - (a->device < b->device);
}

/* Remembers which files are read, whatever their names. Returns 0, or the exit
 * code after a message. */
static int know_inputs(struct plan *p, char **files)
{
	size_t n = 0;
	struct stat st;
	while (files[n] != NULL)
		n++;
	p->inputs = calloc(n + 1, sizeof(*p->inputs));
	if (p->inputs == NULL) {
		diag_usage("extract", "out of memory");
		return dl_status_exit(DL_NOMEM);
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i], "-") != 0 && stat(files[i], &st) == 0)
			p->inputs[p->n_inputs++] = (struct file_id){st.st_dev, st.st_ino};
	qsort(p->inputs, p->n_inputs, sizeof(*p->inputs), by_inode);
	return 0;
}

static bool is_input(const struct plan *p, const char *path)
{
	struct stat st;
	if (p->n_inputs == 0 || stat(path, &st) != 0)
		return false;
	struct file_id id = {st.st_dev, st.st_ino};
	return bsearch(&id, p->inputs, p->n_inputs, sizeof(id), by_inode) != NULL;
}

static int emit_file(const struct plan *p, const struct dl_emitter *e,
    const struct dl_calendar *cal, const char *input, bool check, bool *ret_differs)
{
	char path[PATH_MAX];
	struct dl_str name = base_name(input);
	size_t n = strlen(p->path);
	const char *slash = n != 0 && p->path[n - 1] == '/' ? "" : "/";
	int len = p->where == TO_FILE ? snprintf(path, sizeof(path), "%s", p->path)
				      : snprintf(path, sizeof(path), "%s%s%.*s.%s", p->path, slash,
					    (int)name.n, name.p, e->extension);
	if (len < 0 || (size_t)len >= sizeof(path)) {
		diag_usage("extract", "the name of the output of '%s' is too long", input);
		return dl_status_exit(DL_IO);
	}
	if (is_input(p, path)) {
		diag_usage("extract", "the output '%s' is an input too", path);
		return dl_status_exit(DL_USAGE);
	}
	struct output_bytes bytes = {0};
	struct dl_sink sink = output_memory(&bytes);
	struct dl_error error = {0};
	int rc = e->emit(cal, &sink, &error);
	if (rc == 0)
		rc = put_file(path, (struct dl_str){bytes.p, bytes.n}, check, ret_differs, &error);
	output_free(&bytes);
	return rc == 0 ? 0 : diag_error(&error);
}

/* A table of several inputs has its header line once. */
struct headless {
	struct dl_sink out;
	bool skip;
};

static int write_headless(void *ctx, const char *p, size_t n)
{
	struct headless *h = ctx;
	const char *newline = h->skip && n != 0 ? memchr(p, '\n', n) : NULL;
	if (h->skip && newline == NULL)
		return 0;
	if (h->skip) {
		n -= (size_t)(newline + 1 - p);
		p = newline + 1;
		h->skip = false;
	}
	return n == 0 ? 0 : h->out.write(h->out.ctx, p, n);
}

static int emit_stdout(const struct dl_emitter *e, const struct dl_calendar *cal, bool first)
{
	struct dl_error error = {0};
	struct headless h = {output_stdout(), !first && is_format(e, "csv")};
	struct dl_sink sink = {write_headless, &h};
	if (e->emit(cal, &sink, &error) == 0)
		return 0;
	/* What standard output has to say comes from output_finish(). */
	return error.status == DL_IO ? dl_status_exit(DL_IO) : diag_error(&error);
}

/* The calendar's name is part of ids and file names: ASCII only. */
static void set_name(struct dl_calendar *cal, const char *input, char name[64])
{
	struct dl_str base = base_name(input);
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

static int emit_all(struct cli_run *run, const struct plan *p, const struct dl_calendar *cal,
    const char *input, bool first)
{
	bool check = run->args->check, differs = check && cal->n_warnings != 0;
	for (size_t i = 0; i < p->n_formats; i++) {
		int code = 0;
		if (p->where != TO_STDOUT)
			code = emit_file(p, p->formats[i], cal, input, check, &differs);
		else if (!check)
			code = emit_stdout(p->formats[i], cal, first);
		if (code != 0)
			return code;
	}
	return differs ? dl_status_exit(DL_DIFFERS) : 0;
}

static int extract_file(struct cli_run *run, const struct plan *p, const char *path, bool first)
{
	struct dl_error error = {0};
	struct dl_str source;
	if (input_read(path, &source, &error) < 0)
		return diag_error(&error);
	const char *input = input_name(path);
	struct dl_options options = opts_for_parser(run->args, input, run->today);
	struct dl_calendar *cal;
	int rc = dl_parse(run->parser, &options, source, &cal, &error);
	dl_bytes_free(NULL, source);
	if (rc < 0)
		return diag_error(&error);
	char name[64];
	set_name(cal, input, name);
	set_stamps(cal, input_stamp(path, run->now));
	for (size_t i = 0; i < cal->n_warnings; i++)
		diag_warning(&cal->warnings[i]);
	int code = emit_all(run, p, cal, input, first);
	if (code == 0 && cal->n_events == 0 && isatty(STDERR_FILENO))
		diag_empty(path);
	dl_calendar_free(cal);
	return code;
}

static int fail_jsonl(void)
{
	fail_usage("--jsonl writes JSON lines to standard output; it takes no --to, --output or "
		   "--check%s",
	    "");
	return dl_status_exit(DL_USAGE);
}

int cmd_extract(const struct args *args)
{
	if (args->jsonl && (args->to != NULL || args->output != NULL || args->check))
		return fail_jsonl();
	if (args->jsonl)
		return stream_run(args, DL_JSONL_EXTRACT);
	struct plan plan;
	if (make_plan(args, &plan) < 0)
		return dl_status_exit(DL_USAGE);
	char **files = cli_files(args);
	int bad = check_names(&plan, files);
	if (bad == 0 && plan.where != TO_STDOUT)
		bad = know_inputs(&plan, files);
	if (bad != 0)
		return bad;
	struct cli_run run;
	int begun = cli_begin(args, &run), code = begun;
	for (char **file = files; begun == 0 && *file != NULL; file++) {
		int rc = extract_file(&run, &plan, *file, file == files);
		code = code != 0 ? code : rc;
	}
	cli_end(&run);
	free(plan.inputs);
	return code;
}
