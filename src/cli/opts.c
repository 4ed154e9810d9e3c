/* SPDX-License-Identifier: MIT */
#include "cli/opts.h"
#include "cli/pdf.h"

#include <stdio.h>
#include <string.h>

#include "cli/diag.h"

/* In the order of the enums of dateline/parse.h. */
static const char *const prefer_names[] = {"auto", "past", "future", "nearest", NULL};
static const char *const day_order_names[] = {"auto", "dmy", "mdy", NULL};
static const char *const week_start_names[] = {"monday", "sunday", NULL};
static const char *const hemisphere_names[] = {"north", "south", NULL};

#define FLAG(field)		   OPT_FLAG, offsetof(struct args, field), NULL, 0, 0
#define TEXT(field)		   OPT_TEXT, offsetof(struct args, field), NULL, 0, 0
#define CHOICE(field, names)	   OPT_CHOICE, offsetof(struct args, field), names, 0, 0
#define NUMBER(field, least, most) OPT_NUMBER, offsetof(struct args, field), NULL, least, most

const struct opt opts_table[] = {
    {"to", 't', "FORMAT[,FORMAT]", "Writes these formats (see FORMATS). Default: table.",
	CMD_EXTRACT, TEXT(to)},
    {"output", 'o', "FILE|DIR",
	"Writes to FILE, or to DIR/NAME.EXTENSION if DIR is a folder, ends with a slash, or there "
	"are several inputs or formats. Without --to a FILE's extension says the format, and a "
	"DIR gets ics, json, atom and html. - is standard output.",
	CMD_EXTRACT, TEXT(output)},
    {"min-confidence", 0, "PERCENT",
	"Leaves out the events that are less sure, 0 to 100. Default: 0, all of them.", CMD_EXTRACT,
	NUMBER(min_confidence, 0, 100)},
    {"from-date", 0, "DATE",
	"Leaves out the events that are over before DATE (YYYY-MM-DD, YYYY-MM or YYYY) begins.",
	CMD_EXTRACT, TEXT(from_date)},
    {"to-date", 0, "DATE",
	"Leaves out the events that begin after DATE, which counts to its end: --from-date 2027-05 "
	"--to-date 2027-05 is all of May.",
	CMD_EXTRACT, TEXT(to_date)},
    {"jobs", 'j', "N",
	"Works on N files, or lines of --jsonl, at once, 1 to 256. The output is the same for any "
	"N. Default: as many as there are processors.",
	CMD_EXTRACT | CMD_TIMEX, NUMBER(jobs, 1, 256)},
    {"pager", 0, NULL,
	"Shows the output on a terminal through $DATELINE_PAGER, else $PAGER, else less -FRX.",
	CMD_EXTRACT | CMD_EXPLAIN, FLAG(pager)},
    {"quiet", 'q', NULL, "Prints no warnings and no progress, errors only.", CMD_EXTRACT,
	FLAG(quiet)},
    {"jsonl", 0, NULL, "Reads JSON lines and answers each with one line (see JSON LINES).",
	CMD_EXTRACT | CMD_TIMEX, FLAG(jsonl)},
    {"intervals", 0, NULL, "Makes \"from A to B\" one expression.", CMD_TIMEX, FLAG(intervals)},
    {"phrase", 'p', "TEXT", "Explains TEXT itself instead of a file.", CMD_EXPLAIN, TEXT(phrase)},
    {"at", 0, "LINE|UID", "Explains only the event of that UID, or what is on that line.",
	CMD_EXPLAIN, TEXT(at)},
    {"ref", 'r', "DATE",
	"When the text was written, YYYY-MM-DD or YYYY-MM-DDTHH:MM: what \"tomorrow\" counts from. "
	"Default: what the text says of itself, then today.",
	CMD_READS, TEXT(ref)},
    {"tz", 'z', "ZONE",
	"The time zone, as an IANA name, for what names neither zone nor place. Default: none; "
	"iCalendar then shows the whole day, with the clock time in the title.",
	CMD_READS, TEXT(tz)},
    {"lang", 'l', "LANG",
	"The language (en, de or fr), as a BCP 47 tag. Default: decided from the text.", CMD_READS,
	TEXT(lang)},
    {"from", 'f', "TYPE",
	"The type of the input (see INPUT). Default: decided from its content and name.", CMD_READS,
	TEXT(from)},
    {"prefer", 0, "past|future|nearest", "Where a date without a year belongs. Default: auto.",
	CMD_READS, CHOICE(prefer, prefer_names)},
    {"day-order", 0, "dmy|mdy", "How to read 03/04. Default: from the other dates of the text.",
	CMD_READS, CHOICE(day_order, day_order_names)},
    {"week-start", 0, "monday|sunday",
	"The first day of \"this week\" and of the week of \"next Friday\". Default: monday.",
	CMD_READS, CHOICE(week_start, week_start_names)},
    {"hemisphere", 0, "north|south", "Whose seasons are meant. Default: north.", CMD_READS,
	CHOICE(hemisphere, hemisphere_names)},
    {"directory", 'C', "DIR", "Works in DIR, the folder that holds feeds/ and public/.", CMD_BUILD,
	TEXT(root)},
    {"dry-run", 'n', NULL, "Says which events of each feed would change, and writes nothing.",
	CMD_BUILD, FLAG(dry_run)},
    {"check", 0, NULL,
	"Writes nothing. Exits with 5 if something would change, or if a text contradicts itself "
	"(a weekday that is not that of its date).",
	CMD_EXTRACT | CMD_BUILD, FLAG(check)},
    {"force", 0, NULL, "Publishes though a guard says no, and replaces a damaged state file.",
	CMD_BUILD, FLAG(force)},
    {"verbose", 'v', NULL, "Prints each feed's changed events, warnings and files.", CMD_BUILD,
	FLAG(verbose)},
    {"list", 0, NULL, "Prints each feed's events and files.", CMD_BUILD, FLAG(list)},
    {"man", 0, NULL, "Prints the manual page as mdoc source.", CMD_HELP, FLAG(man)},
    {"help", 'h', NULL, "Prints this help.", CMD_ALL, FLAG(help)},
    {"version", 'V', NULL, "Prints the version.", CMD_ALL, FLAG(version)},
    {NULL, 0, NULL, NULL, 0, FLAG(help)},
};

enum { N_OPTS = sizeof(opts_table) / sizeof(opts_table[0]) };

static const struct opt *find_long(unsigned bit, const char *name, size_t n)
{
	for (const struct opt *o = opts_table; o->name != NULL; o++)
		if ((o->commands & bit) && strlen(o->name) == n && memcmp(o->name, name, n) == 0)
			return o;
	return NULL;
}

static const struct opt *find_letter(unsigned bit, char letter)
{
	for (const struct opt *o = opts_table; o->name != NULL; o++)
		if ((o->commands & bit) && o->letter == letter)
			return o;
	return NULL;
}

static int fail_unknown(const char *command, unsigned bit, const char *name, size_t n)
{
	const char *names[N_OPTS];
	size_t count = 0;
	for (const struct opt *o = opts_table; o->name != NULL; o++)
		if (o->commands & bit)
			names[count++] = o->name;
	names[count] = NULL;
	const char *near = dl_nearest((struct dl_str){name, n}, names);
	if (near != NULL)
		return diag_usage(
		    command, "unknown option '--%.*s', did you mean '--%s'?", (int)n, name, near);
	return diag_usage(command, "unknown option '--%.*s'; 'dateline help %s' lists them", (int)n,
	    name, command);
}

static int set_choice(
    const char *command, const struct opt *o, const char *value, struct args *args)
{
	for (int i = 0; o->choices[i] != NULL; i++)
		if (strcmp(o->choices[i], value) == 0) {
			memcpy((char *)args + o->field, &i, sizeof(i));
			return 0;
		}
	return diag_usage(command, "--%s is '%s', expected one of %s", o->name, value, o->arg);
}

static int set_number(
    const char *command, const struct opt *o, const char *value, struct args *args)
{
	int n = 0;
	const char *p = value;
	for (; *p >= '0' && *p <= '9' && n <= o->most; p++)
		n = n * 10 + (*p - '0');
	if (p == value || *p != '\0' || n < o->least || n > o->most)
		return diag_usage(command, "--%s is '%s', expected a whole number from %d to %d",
		    o->name, value, o->least, o->most);
	memcpy((char *)args + o->field, &n, sizeof(n));
	return 0;
}

/* value NULL: none was given, and a flag needs none. */
static int set(const char *command, const struct opt *o, const char *value, struct args *args)
{
	char *field = (char *)args + o->field;
	if (o->kind == OPT_FLAG) {
		memcpy(field, &(bool){true}, sizeof(bool));
		return 0;
	}
	if (value == NULL)
		return diag_usage(command, "--%s needs an argument: %s", o->name, o->arg);
	if (o->kind == OPT_CHOICE)
		return set_choice(command, o, value, args);
	if (o->kind == OPT_NUMBER)
		return set_number(command, o, value, args);
	memcpy(field, &value, sizeof(value));
	return 0;
}

/* "--name", "--name=value", "--name value"; *rest is moved over what is used. */
static int parse_long(const char *command, unsigned bit, char ***rest, struct args *args)
{
	const char *name = *(*rest)++ + 2;
	size_t n = strcspn(name, "=");
	const struct opt *o = find_long(bit, name, n);
	if (o == NULL)
		return fail_unknown(command, bit, name, n);
	if (o->kind == OPT_FLAG && name[n] == '=')
		return diag_usage(command, "--%s takes no argument", o->name);
	const char *value = name[n] == '=' ? name + n + 1 : NULL;
	if (o->kind != OPT_FLAG && value == NULL && **rest != NULL)
		value = *(*rest)++;
	return set(command, o, value, args);
}

/* "-v", "-nv", "-o file", "-ofile" */
static int parse_letters(const char *command, unsigned bit, char ***rest, struct args *args)
{
	for (const char *p = *(*rest)++ + 1; *p != '\0'; p++) {
		const struct opt *o = find_letter(bit, *p);
		if (o == NULL)
			return diag_usage(command,
			    "unknown option '-%c'; 'dateline help %s' lists them", *p, command);
		if (o->kind == OPT_FLAG) {
			set(command, o, NULL, args);
			continue;
		}
		const char *value = p[1] != '\0' ? p + 1 : **rest != NULL ? *(*rest)++ : NULL;
		return set(command, o, value, args);
	}
	return 0;
}

int opts_parse(const char *command, unsigned bit, char **argv, struct args *ret)
{
	char **rest = argv, **keep = argv;
	*ret = (struct args){.operands = argv};
	while (*rest != NULL) {
		int rc = 0;
		if (strcmp(*rest, "--") == 0) {
			for (rest++; *rest != NULL;)
				*keep++ = *rest++;
			break;
		}
		if (strncmp(*rest, "--", 2) == 0)
			rc = parse_long(command, bit, &rest, ret);
		else if (**rest == '-' && (*rest)[1] != '\0')
			rc = parse_letters(command, bit, &rest, ret);
		else
			*keep++ = *rest++;
		if (rc < 0)
			return -1;
	}
	ret->n_operands = (size_t)(keep - argv);
	return 0;
}

static struct dl_str str_z(const char *z)
{
	return (struct dl_str){z, z == NULL ? 0 : strlen(z)};
}

struct dl_options opts_for_parser(const struct args *a, const char *path, const char *today)
{
	return (struct dl_options){
	    .path = str_z(path),
	    .from = str_z(a->from),
	    .ref = str_z(a->ref),
	    .today = str_z(today),
	    .tz = str_z(a->tz),
	    .lang = str_z(a->lang),
	    .convert = &pdf_convert,
	    .prefer = (enum dl_prefer)a->prefer,
	    .day_order = (enum dl_day_order)a->day_order,
	    .week_start = (enum dl_week_start)a->week_start,
	    .hemisphere = (enum dl_hemisphere)a->hemisphere,
	    .intervals = a->intervals,
	    .min_confidence = (uint8_t)a->min_confidence,
	    .from_date = str_z(a->from_date),
	    .to_date = str_z(a->to_date),
	};
}
