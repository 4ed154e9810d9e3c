/* SPDX-License-Identifier: MIT */
/* The commands, one table (main.c) and one file each (cmd_NAME.c). */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/opts.h"

struct command {
	const char *name;
	unsigned bit;		 /* CMD_… */
	const char *operands;	 /* "[FILE]...", as the synopsis has it */
	const char *summary;	 /* one line, for the list of commands */
	const char *const *text; /* paragraphs for help and manual, plain; ends with NULL */
	/* Returns the exit code. */
	int (*run)(const struct args *);
};

/* Ends with a NULL name. */
extern const struct command commands[];
const struct command *command_find(const char *name);

int cmd_extract(const struct args *);
int cmd_timex(const struct args *);
int cmd_explain(const struct args *);
int cmd_build(const struct args *);
int cmd_help(const struct args *);

/* The operands, or standard input if there are none. Ends with NULL. */
extern char *cli_stdin_only[];
static inline char **cli_files(const struct args *a)
{
	return a->n_operands != 0 ? a->operands : cli_stdin_only;
}

/* Checks the options that do not hang on a file and makes a parser, with today
 * as YYYY-MM-DD and now in seconds since 1970. Returns 0, or the exit code
 * after a message. */
struct cli_run {
	const struct args *args;
	struct dl_parser *parser;
	int64_t now;
	char today[16];
};
int cli_begin(const struct args *, struct cli_run *ret);
void cli_end(struct cli_run *);

/* help.c */
void help_overview(void);
void help_command(const struct command *);
void help_manual(void);

/* stream.c: JSON lines from the operands to standard output. Returns the exit
 * code. */
int stream_run(const struct args *, enum dl_jsonl);

#endif
