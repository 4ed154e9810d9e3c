/* SPDX-License-Identifier: MIT */
#include "cli/plan.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/diag.h"
#include "cli/input.h"

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

bool plan_is(const struct dl_emitter *e, const char *name)
{
	return strcmp(e->name, name) == 0;
}

/* Formats whose outputs make sense one after the other. */
static bool is_joinable(const struct dl_emitter *e)
{
	return plan_is(e, "table") || plan_is(e, "ndjson") || plan_is(e, "csv");
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

int plan_make(const struct args *a, struct plan *p)
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

struct dl_str plan_base_name(const char *path)
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
	struct dl_str s = plan_base_name(input_name(*a)), t = plan_base_name(input_name(*b));
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
		struct dl_str x = plan_base_name(input_name(sorted[i - 1]));
		struct dl_str y = plan_base_name(input_name(sorted[i]));
		if (x.n != y.n || memcmp(x.p, y.p, x.n) != 0)
			continue;
		diag_usage("extract", "'%s' and '%s' would be written to the same file",
		    sorted[i - 1], sorted[i]);
		code = dl_status_exit(DL_USAGE);
	}
	free(sorted);
	return code;
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

int plan_check(struct plan *p, char **files)
{
	int bad = check_names(p, files);
	return bad == 0 && p->where != TO_STDOUT ? know_inputs(p, files) : bad;
}

void plan_free(struct plan *p)
{
	free(p->inputs);
	*p = (struct plan){.n_formats = 0};
}

int plan_path(const struct plan *p, const struct dl_emitter *e, const char *input, char *ret)
{
	struct dl_str name = plan_base_name(input);
	size_t n = strlen(p->path);
	const char *slash = n != 0 && p->path[n - 1] == '/' ? "" : "/";
	int len = p->where == TO_FILE ? snprintf(ret, PATH_MAX, "%s", p->path)
				      : snprintf(ret, PATH_MAX, "%s%s%.*s.%s", p->path, slash,
					    (int)name.n, name.p, e->extension);
	if (len < 0 || len >= PATH_MAX) {
		diag_usage("extract", "the name of the output of '%s' is too long", input);
		return dl_status_exit(DL_IO);
	}
	if (is_input(p, ret)) {
		diag_usage("extract", "the output '%s' is an input too", ret);
		return dl_status_exit(DL_USAGE);
	}
	return 0;
}
