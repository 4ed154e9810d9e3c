/* SPDX-License-Identifier: MIT */
#include <dateline/dateline.h>

#include <string.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"

static int explain(struct cli_run *run, const char *name, struct dl_str source, const char *query)
{
	struct dl_error error = {0};
	struct dl_options options = opts_for_parser(run->args, name, run->today);
	struct dl_sink out = output_stdout();
	struct dl_str q = {query, query == NULL ? 0 : strlen(query)};
	if (dl_explain(run->parser, &options, source, q, &out, &error) == 0)
		return 0;
	return error.status == DL_IO ? dl_status_exit(DL_IO) : diag_error(&error);
}

static int explain_file(struct cli_run *run, const char *path, const char *query)
{
	struct dl_error error = {0};
	struct dl_str source;
	if (input_read(path, &source, &error) < 0)
		return diag_error(&error);
	int code = explain(run, input_name(path), source, query);
	dl_bytes_free(NULL, source);
	return code;
}

/* Operands: FILE and, unless --at names it, what to explain. */
static int check_operands(const struct args *a)
{
	size_t most = a->phrase != NULL ? 0 : a->at != NULL ? 1 : 2;
	if (a->n_operands <= most)
		return 0;
	return diag_usage("explain", "'%s' is one argument too many", a->operands[most]);
}

int cmd_explain(const struct args *args)
{
	if (check_operands(args) < 0)
		return dl_status_exit(DL_USAGE);
	struct cli_run run;
	int code = cli_begin(args, &run);
	const char *query = args->n_operands > 1 ? args->operands[1] : args->at;
	if (code == 0 && args->phrase != NULL)
		code = explain(
		    &run, "phrase", (struct dl_str){args->phrase, strlen(args->phrase)}, query);
	else if (code == 0)
		code = explain_file(&run, *cli_files(args), query);
	cli_end(&run);
	return code;
}
