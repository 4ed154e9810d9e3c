/* SPDX-License-Identifier: MIT */
/* Regenerates feeds. Cron runs this: nothing is printed when all is well,
 * unless somebody watches (a terminal) or asks (-v, --list, -n). */
#include <dateline/dateline.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/changes.h"
#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/pdf.h"

struct build {
	const struct args *args;
	bool summary; /* print a line for each feed */
	bool differs;
	int code; /* of the first feed that failed */
};

static int put(struct dl_str s)
{
	return (int)fwrite(s.p, 1, s.n, stdout);
}

static void print_summary(const struct dl_feed_report *r)
{
	put(r->name);
	printf(": +%lu ~%lu -%lu", (unsigned long)r->added, (unsigned long)r->changed,
	    (unsigned long)r->removed);
	if (r->files_written != 0)
		printf(", %lu file%s", (unsigned long)r->files_written,
		    r->files_written == 1 ? "" : "s");
	putchar('\n');
}

static void print_events(const struct dl_feed_report *r)
{
	const struct dl_emitter *table = dl_emitter_find((struct dl_str){"table", 5});
	struct dl_sink out = output_stdout();
	if (table != NULL && r->calendar != NULL)
		table->emit(r->calendar, &out, NULL);
}

static void print_outputs(const struct build *b, const struct dl_feed_report *r)
{
	const char *root = b->args->root;
	for (size_t i = 0; r->outputs != NULL && i < r->outputs->n; i++) {
		struct dl_str path = r->outputs->v[i];
		bool absolute = path.n != 0 && path.p[0] == '/';
		printf("    ");
		if (root != NULL && !absolute)
			printf("%s%s", root, root[strlen(root) - 1] == '/' ? "" : "/");
		put(path);
		putchar('\n');
	}
}

static void print_warnings(const struct dl_feed_report *r)
{
	for (size_t i = 0; r->calendar != NULL && i < r->calendar->n_warnings; i++)
		diag_warning(&r->calendar->warnings[i]);
}

static void report(void *ctx, const struct dl_feed_report *r)
{
	struct build *b = ctx;
	const struct args *a = b->args;
	if (r->error.status != DL_OK) {
		int code = diag_error(&r->error);
		b->code = b->code != 0 ? b->code : code;
		return;
	}
	bool differs = r->added || r->changed || r->removed || r->files_written;
	bool contradicts = r->calendar != NULL && r->calendar->n_warnings != 0;
	b->differs |= differs || contradicts;
	if (a->verbose || (a->check && contradicts) || isatty(STDERR_FILENO))
		print_warnings(r);
	if (a->verbose || a->list || a->dry_run || (b->summary && differs))
		print_summary(r);
	if (a->verbose || a->dry_run)
		changes_print(r);
	if (a->list)
		print_events(r);
	if (a->list || a->verbose)
		print_outputs(b, r);
}

static struct dl_str *feed_names(const struct args *a)
{
	struct dl_str *names = calloc(a->n_operands + 1, sizeof(*names));
	for (size_t i = 0; names != NULL && i < a->n_operands; i++)
		names[i] = (struct dl_str){a->operands[i], strlen(a->operands[i])};
	return names;
}

static int build(struct build *b, const struct dl_run *run)
{
	const struct args *a = b->args;
	struct dl_error error = {0};
	struct dl_str *names = feed_names(a);
	if (names == NULL) {
		diag_usage("build", "out of memory");
		return dl_status_exit(DL_NOMEM);
	}
	int rc = dl_feed_build(run, names, a->n_operands, report, b, &error);
	free(names);
	if (rc < 0 && b->code == 0)
		b->code = diag_error(&error);
	if (b->code == 0 && a->check && b->differs)
		b->code = dl_status_exit(DL_DIFFERS);
	return b->code;
}

int cmd_build(const struct args *args)
{
	struct dl_error error = {0};
	if (args->root != NULL && *args->root == '\0') {
		diag_usage("build", "-C names no folder");
		return dl_status_exit(DL_USAGE);
	}
	struct dl_run run = {
	    .root = {args->root, args->root == NULL ? 0 : strlen(args->root)},
	    .dry_run = args->dry_run || args->check,
	    .force = args->force,
	    .convert = &pdf_convert,
	};
	if (input_now(&run.now, &error) < 0)
		return diag_error(&error);
	struct build b = {.args = args, .summary = args->check || isatty(STDOUT_FILENO)};
	return build(&b, &run);
}
