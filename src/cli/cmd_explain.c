/* SPDX-License-Identifier: MIT */
/* Operands are files and at most one thing to explain in them: a line number, a
 * UID, or FILE:LINE as messages and tables name it. */
#include <dateline/dateline.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/tty.h"
#include "cli/pdf.h"

/* What is asked. path may lie in file. */
struct query {
	const char *text; /* line or UID; NULL: all */
	char *file;	  /* of FILE:LINE; freed */
	bool is_uid;
};

static int explain(struct cli_run *run, const char *name, struct dl_str source, const char *query,
    struct dl_error *reterr)
{
	struct dl_options options = opts_for_parser(run->args, name, run->today);
	struct dl_look look = tty_look(STDOUT_FILENO);
	struct dl_sink out = output_stdout();
	struct dl_str q = {query, query == NULL ? 0 : strlen(query)};
	return dl_explain(run->parser, &options, source, q, &look, &out, reterr);
}

/* error: what explain() said. */
static int finish(int rc, const struct dl_error *error)
{
	if (rc == 0)
		return 0;
	return error->status == DL_IO && output_failed() ? dl_status_exit(DL_IO)
							 : diag_error(error);
}

/* *ret_none: the file was read and has no such event; nothing is said. */
static int explain_file(struct cli_run *run, const char *path, const char *query, bool *ret_none)
{
	struct dl_error error = {0};
	struct dl_str source;
	if (input_read(path, &source, &error) < 0)
		return diag_error(&error);
	int rc = explain(run, input_name(path), source, query, &error);
	dl_bytes_free(NULL, source);
	if (rc < 0 && error.status == DL_USAGE && ret_none != NULL) {
		*ret_none = true;
		return 0;
	}
	return finish(rc, &error);
}

/* ---- what is asked ----------------------------------------------------------- */

static bool is_number(const char *z)
{
	return *z != '\0' && z[strspn(z, "0123456789")] == '\0';
}

/* A UID as dateline makes them, RFC 9562 section 4. */
static bool is_uuid(const char *z)
{
	return strlen(z) == 36 && z[strspn(z, "0123456789abcdefABCDEF-")] == '\0';
}

/* FILE:LINE or FILE:LINE:COLUMN of a file that is there. false: no memory. */
static bool read_place(const char *z, struct query *ret)
{
	char *file = malloc(strlen(z) + 1);
	if (file == NULL)
		return false;
	strcpy(file, z);
	for (char *colon; (colon = strrchr(file, ':')) != NULL && is_number(colon + 1);) {
		*colon = '\0';
		if (access(file, F_OK) != 0)
			continue;
		ret->file = file;
		ret->text = colon + 1;
		return true;
	}
	free(file);
	return true;
}

/* Sorts the operands: *ret_n files stay in front. -1: after a message. */
static int read_operands(const struct args *a, struct query *ret, size_t *ret_n)
{
	*ret = (struct query){.text = a->at};
	*ret_n = 0;
	for (size_t i = 0; i < a->n_operands; i++) {
		char *z = a->operands[i];
		struct query q = {.text = NULL};
		bool is_file = strcmp(z, "-") == 0 || access(z, F_OK) == 0;
		if (!is_file && !read_place(z, &q))
			return diag_usage("explain", "out of memory");
		/* Behind a file anything that is none can be a UID: those of others are
		 * no UUIDs. */
		if (!is_file && q.text == NULL &&
		    (is_number(z) || is_uuid(z) || (i == 1 && a->n_operands == 2)))
			q.text = z;
		if (q.text == NULL) {
			a->operands[(*ret_n)++] = z;
		} else if (ret->text != NULL) {
			free(q.file);
			return diag_usage("explain", "'%s' is one argument too many", z);
		} else {
			*ret = q;
		}
	}
	ret->is_uid = ret->text != NULL && !is_number(ret->text);
	if (a->phrase != NULL && *ret_n != 0)
		return diag_usage("explain", "'%s' is one argument too many", a->operands[0]);
	return 0;
}

/* ---- feeds --------------------------------------------------------------------- */

struct search {
	const char *uid;
	char *place; /* FILE of the event; freed */
	char line[16];
};

static void look_in_feed(void *ctx, const struct dl_feed_report *report)
{
	struct search *s = ctx;
	size_t n = strlen(s->uid);
	for (size_t i = 0;
	     report->calendar != NULL && s->place == NULL && i < report->calendar->n_events; i++) {
		const struct dl_event *e = &report->calendar->events[i];
		if (e->uid.n != n || memcmp(e->uid.p, s->uid, n) != 0 || e->source.path.n == 0)
			continue;
		s->place = malloc(e->source.path.n + 1);
		if (s->place == NULL)
			return;
		memcpy(s->place, e->source.path.p, e->source.path.n);
		s->place[e->source.path.n] = '\0';
		snprintf(s->line, sizeof(s->line), "%u", e->source.line);
	}
}

/* A UID of what `build` would publish here: the line it comes from is explained,
 * with the options of the command line, not those of the feed. */
static int explain_published(struct cli_run *run, const char *uid)
{
	struct search s = {.uid = uid};
	struct dl_run build = {
	    .root = {"", 0}, .now = run->now, .dry_run = true, .convert = &pdf_convert};
	dl_feed_build(&build, NULL, 0, look_in_feed, &s, NULL);
	int code;
	if (s.place == NULL) {
		diag_usage("explain", "no feed under feeds/ has an event '%s'; name its file", uid);
		code = dl_status_exit(DL_USAGE);
	} else {
		code = explain_file(run, s.place, s.line, NULL);
	}
	free(s.place);
	return code;
}

/* ---- all of it ----------------------------------------------------------------- */

/* A UID is looked for in all files, anything else is explained in each. */
static int explain_files(struct cli_run *run, const struct query *q, size_t n)
{
	int code = 0;
	bool found = false;
	for (size_t i = 0; i < n && !found; i++) {
		bool none = false, search = q->is_uid && n > 1;
		int rc = explain_file(run, run->args->operands[i], q->text, search ? &none : NULL);
		code = code != 0 ? code : rc;
		found = search && !none && rc == 0;
	}
	if (!q->is_uid || n < 2 || found || code != 0)
		return code;
	diag_usage("explain", "none of the %zu files has an event '%s'", n, q->text);
	return dl_status_exit(DL_USAGE);
}

static int run_query(struct cli_run *run, const struct query *q, size_t n)
{
	struct dl_error error = {0};
	const struct args *a = run->args;
	if (a->phrase != NULL)
		return finish(explain(run, "phrase", (struct dl_str){a->phrase, strlen(a->phrase)},
				  q->text, &error),
		    &error);
	if (q->file != NULL)
		return explain_file(run, q->file, q->text, NULL);
	if (n == 0 && q->is_uid && a->at == NULL)
		return explain_published(run, q->text);
	return n != 0 ? explain_files(run, q, n) : explain_file(run, "-", q->text, NULL);
}

int cmd_explain(const struct args *args)
{
	struct query q;
	struct cli_run run;
	size_t n;
	int code = dl_status_exit(DL_USAGE);
	if (read_operands(args, &q, &n) == 0) {
		code = cli_begin(args, &run);
		if (args->pager)
			output_page();
		if (code == 0)
			code = run_query(&run, &q, n);
		cli_end(&run);
	}
	free(q.file);
	return code;
}
