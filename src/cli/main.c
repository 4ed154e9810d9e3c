/* SPDX-License-Identifier: MIT */
#include <dateline/dateline.h>

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/input.h"
#include "cli/manual.h"
#include "cli/output.h"

const struct command commands[] = {
    {"extract", CMD_EXTRACT, "[FILE|-]...", "finds the events of documents", manual_extract,
	cmd_extract},
    {"timex", CMD_TIMEX, "[FILE|-]...", "finds the time expressions alone", manual_timex,
	cmd_timex},
    {"explain", CMD_EXPLAIN, "[FILE|-]... [LINE|UID|FILE:LINE]",
	"says why: rules, evidence, assumptions", manual_explain, cmd_explain},
    {"build", CMD_BUILD, "[FEED]...", "regenerates the feeds defined under feeds/", manual_build,
	cmd_build},
    {"help", CMD_HELP, "[COMMAND]", "shows how a command is used", manual_help, cmd_help},
    {NULL, 0, NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

static char stdin_name[] = "-";
char *cli_stdin_only[] = {stdin_name, NULL};

int cli_begin(const struct args *args, struct cli_run *ret)
{
	struct dl_error error = {0};
	*ret = (struct cli_run){.args = args};
	if (input_now(&ret->now, &error) < 0)
		return diag_error(&error);
	input_today(ret->now, ret->today);
	struct dl_options options = opts_for_parser(args, NULL, ret->today);
	if (dl_options_check(&options, &error) < 0 || dl_parser_new(NULL, &ret->parser, &error) < 0)
		return diag_error(&error);
	return 0;
}

void cli_end(struct cli_run *run)
{
	if (run->parser != NULL)
		dl_parser_free(run->parser);
}

static int fail_command(const char *word)
{
	const char *names[sizeof(commands) / sizeof(commands[0])];
	size_t n = 0;
	for (; commands[n].name != NULL; n++)
		names[n] = commands[n].name;
	names[n] = NULL;
	const char *near = dl_nearest((struct dl_str){word, strlen(word)}, names);
	if (near != NULL)
		diag_usage(NULL, "unknown command '%s', did you mean '%s'?", word, near);
	else
		diag_usage(NULL, "unknown command '%s'; 'dateline help' lists them", word);
	return dl_status_exit(DL_USAGE);
}

static int run_command(const struct command *c, char **argv)
{
	struct args args;
	if (opts_parse(c->name, c->bit, argv, &args) < 0)
		return dl_status_exit(DL_USAGE);
	argv[args.n_operands] = NULL;
	if (args.help) {
		help_command(c);
		return 0;
	}
	if (args.version) {
		printf("dateline %s\n", dl_version());
		return 0;
	}
	return c->run(&args);
}

static int run(char **argv)
{
	static const char *const helps[] = {"--help", "-h"};
	static const char *const versions[] = {"--version", "-V"};
	const char *word = *argv;
	if (word == NULL) {
		diag_usage(NULL, "no command given; 'dateline help' lists them");
		return dl_status_exit(DL_USAGE);
	}
	for (size_t i = 0; i < 2; i++) {
		if (strcmp(word, helps[i]) == 0) {
			help_overview();
			return 0;
		}
		if (strcmp(word, versions[i]) == 0) {
			printf("dateline %s\n", dl_version());
			return 0;
		}
	}
	const struct command *c = command_find(word);
	if (c != NULL)
		return run_command(c, argv + 1);
	if (*word != '-')
		return fail_command(word);
	diag_usage(
	    NULL, "unknown option '%s'; a command comes first, 'dateline help' lists them", word);
	return dl_status_exit(DL_USAGE);
}

/* A file opened while 0, 1 or 2 is closed would get that number, and be
 * written to as standard output. Opened for the wrong direction, so that using
 * it is still an error. */
static void occupy_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_Exit(dl_status_exit(DL_IO));
}

int main(int argc, char **argv)
{
	static char buffer[64 * 1024];
	occupy_standard_files();
	/* A file over the size limit is an error to report, not a reason to die. */
	signal(SIGXFSZ, SIG_IGN);
	setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	int code = argc > 0 ? run(argv + 1) : dl_status_exit(DL_USAGE);
	int finish = output_finish();
	return code != 0 ? code : finish;
}
