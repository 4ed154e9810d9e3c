/* SPDX-License-Identifier: MIT */
/* The options of all commands, from one table: it is what the parser obeys,
 * what --help prints and what the manual page is made of. */
#ifndef CLI_OPTS_H
#define CLI_OPTS_H

#include <dateline/parse.h>

#include <stdbool.h>
#include <stddef.h>

/* Commands as bits, so that an option can name those that take it. */
enum {
	CMD_EXTRACT = 1,
	CMD_TIMEX = 2,
	CMD_EXPLAIN = 4,
	CMD_BUILD = 8,
	CMD_HELP = 16,
	CMD_READS = CMD_EXTRACT | CMD_TIMEX | CMD_EXPLAIN,
	CMD_ALL = CMD_READS | CMD_BUILD | CMD_HELP
};

/* What a command line said. Strings point into argv. */
struct args {
	const char *to, *output;
	const char *ref, *tz, *lang, *from;
	const char *phrase, *at, *root;
	int prefer;	    /* enum dl_prefer */
	int day_order;	    /* enum dl_day_order */
	int week_start;	    /* enum dl_week_start */
	int hemisphere;	    /* enum dl_hemisphere */
	int jobs;	    /* 0: as many as there are processors */
	int min_confidence; /* percent */
	const char *from_date, *to_date;
	bool pager, quiet;
	bool jsonl, intervals;
	bool dry_run, check, force, verbose, list;
	bool man, help, version;
	char **operands;
	size_t n_operands;
};

enum opt_kind { OPT_FLAG, OPT_TEXT, OPT_CHOICE, OPT_NUMBER };

struct opt {
	const char *name;
	char letter;	  /* 0: long only */
	const char *arg;  /* what help calls the argument; NULL for a flag */
	const char *help; /* one sentence or two, plain text */
	unsigned commands;
	enum opt_kind kind;
	size_t field;		    /* offset in struct args */
	const char *const *choices; /* OPT_CHOICE: the value is the index; ends with NULL */
	int least, most;	    /* OPT_NUMBER */
};

/* Ends with a NULL name. */
extern const struct opt opts_table[];

/* Reads argv (without program and command) for one command; operands are
 * gathered at the front of argv. Returns 0, or -1 after a message on stderr
 * that begins with "dateline COMMAND:". */
int opts_parse(const char *command, unsigned bit, char **argv, struct args *ret);

/* The options for the parser: path is how errors and events name the source.
 * today (YYYY-MM-DD) may be NULL. */
struct dl_options opts_for_parser(const struct args *, const char *path, const char *today);

#endif
