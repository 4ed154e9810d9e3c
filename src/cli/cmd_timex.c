/* SPDX-License-Identifier: MIT */
#include <dateline/dateline.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/output.h"

static int timex_file(struct cli_run *run, const char *path)
{
	struct dl_error error = {0};
	struct dl_str source;
	if (input_read(path, &source, &error) < 0)
		return diag_error(&error);
	struct dl_options options = opts_for_parser(run->args, input_name(path), run->today);
	struct dl_sink out = output_stdout();
	int rc = dl_timex(run->parser, &options, source, &out, &error);
	dl_bytes_free(NULL, source);
	if (rc == 0)
		return 0;
	/* What standard output has to say comes from output_finish(). */
	return error.status == DL_IO ? dl_status_exit(DL_IO) : diag_error(&error);
}

int cmd_timex(const struct args *args)
{
	if (args->jsonl)
		return stream_run(args, DL_JSONL_TIMEX);
	struct cli_run run;
	int begun = cli_begin(args, &run), code = begun;
	for (char **file = cli_files(args); begun == 0 && *file != NULL; file++) {
		int rc = timex_file(&run, *file);
		code = code != 0 ? code : rc;
	}
	cli_end(&run);
	return code;
}
