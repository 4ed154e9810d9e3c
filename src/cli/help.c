/* SPDX-License-Identifier: MIT */
/* Help and the manual page, from the tables: commands, opts_table, emitters
 * and statuses. What the program cannot do is in none of them. */
#include <dateline/dateline.h>

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/diag.h"
#include "cli/manual.h"

#define WIDTH 80

static const char summary[] = "dated text in, calendars and feeds out";

static const struct {
	const char *text;
} exits[] = {
    {"Fine."},
    {"A wrong option or argument, or a mistake in a feed definition."},
    {"An input could not be read or an output not written; a published feed stays as it was."},
    {"A guard held a feed back; nothing was published (--force publishes)."},
    {"A push failed."},
    {"--check found something that would change, or a text that contradicts itself."},
};

/* Is there a command that can exit with this? Pushing is to come. */
static bool is_used(size_t code)
{
	return code != (size_t)dl_status_exit(DL_PUSH);
}

/* Words of text from column `at` on, broken before WIDTH, following lines
 * indented by `indent`. */
static void wrap(const char *text, int at, int indent)
{
	while (*text != '\0') {
		int n = (int)strcspn(text, " ");
		if (at > indent && at + 1 + n > WIDTH) {
			printf("\n%*s", indent, "");
			at = indent;
		} else if (at > indent) {
			putchar(' ');
			at++;
		}
		printf("%.*s", n, text);
		at += n;
		text += n;
		text += *text == ' ';
	}
	putchar('\n');
}

static void indent_to(int *at, int column)
{
	if (*at > column - 2) {
		putchar('\n');
		*at = 0;
	}
	printf("%*s", column - *at, "");
	*at = column;
}

static void print_option(const struct opt *o)
{
	int at = o->letter != 0 ? printf("  -%c, --%s", o->letter, o->name)
				: printf("      --%s", o->name);
	if (o->arg != NULL)
		at += printf(" %s", o->arg);
	indent_to(&at, 26);
	wrap(o->help, 26, 26);
}

static void print_paragraph(const char *p)
{
	printf("\n");
	if (strncmp(p, "  ", 2) == 0)
		printf("%s\n", p);
	else
		wrap(p, 0, 0);
}

static void print_formats(void)
{
	printf("\nFormats:\n");
	for (size_t i = 0; dl_emitters[i] != NULL; i++) {
		printf("  %-10s", dl_emitters[i]->name);
		wrap(dl_emitters[i]->summary, 12, 12);
	}
}

void help_overview(void)
{
	printf("dateline: %s\n\nUsage: dateline COMMAND [OPTION]... [ARGUMENT]...\n\n", summary);
	for (const struct command *c = commands; c->name != NULL; c++)
		printf("  %-10s%s\n", c->name, c->summary);
	printf("\n'dateline help COMMAND' says more; dateline(1) is the manual page.\n");
}

void help_command(const struct command *c)
{
	printf("Usage: dateline %s [OPTION]... %s\n", c->name, c->operands);
	for (const char *const *p = c->text; *p != NULL; p++)
		print_paragraph(*p);
	printf("\nOptions:\n");
	for (const struct opt *o = opts_table; o->name != NULL; o++)
		if (o->commands & c->bit)
			print_option(o);
	if (c->bit == CMD_EXTRACT)
		print_formats();
}

/* mdoc */

/* Text that roff takes as it is: no escapes, no request at a line's start. */
static void man_text(const char *z)
{
	if (*z == '.' || *z == '\'')
		fputs("\\&", stdout);
	for (; *z != '\0'; z++)
		if (*z == '\\')
			fputs("\\e", stdout);
		else if (*z == '-')
			fputs("\\-", stdout);
		else
			putchar(*z);
}

/* As the argument of a macro: quoted whole. */
static void man_arg(const char *z)
{
	putchar('"');
	for (; *z != '\0'; z++)
		if (*z == '"')
			fputs("\\(dq", stdout);
		else
			man_text((char[]){*z, '\0'});
	putchar('"');
}

/* A new sentence on a new line, as mdoc wants it, and none over WIDTH. */
static void man_sentences(const char *z)
{
	char word[128];
	for (size_t at = 0; *z != '\0';) {
		size_t n = strcspn(z, " ");
		snprintf(word, sizeof(word), "%.*s", (int)n, z);
		man_text(word);
		at += n + 1;
		bool ends =
		    n > 1 && z[n - 1] == '.' && z[n] == ' ' && z[n + 1] >= 'A' && z[n + 1] <= 'Z';
		z += n + (z[n] == ' ');
		ends |= at + strcspn(z, " ") + 8 > WIDTH;
		if (*z != '\0')
			putchar(ends ? '\n' : ' ');
		if (ends)
			at = 0;
	}
	putchar('\n');
}

static void man_item(const char *paragraph)
{
	char term[64];
	size_t n = strcspn(paragraph, "\t");
	snprintf(term, sizeof(term), "%.*s", (int)n, paragraph);
	printf(".It ");
	man_arg(term);
	putchar('\n');
	man_sentences(paragraph + n + 1);
}

/* Lines that begin with two spaces, without them. */
static void man_example(const char *z)
{
	while (*z != '\0') {
		size_t n = strcspn(z, "\n");
		char line[128];
		snprintf(line, sizeof(line), "%.*s", (int)n - 2, z + 2);
		man_text(line);
		putchar('\n');
		z += n + (z[n] == '\n');
	}
}

/* Paragraphs: prose, examples ("  …"), items ("TERM\t…"). */
static void man_paragraphs(const char *const *p)
{
	for (bool first = true; *p != NULL; p++, first = false) {
		if (strncmp(*p, "  ", 2) == 0) {
			printf(".Bd -literal -offset 4n\n");
			man_example(*p);
			printf(".Ed\n");
		} else if (strchr(*p, '\t') != NULL) {
			printf(".Bl -tag -width 16n\n");
			for (; *p != NULL && strchr(*p, '\t') != NULL; p++)
				man_item(*p);
			printf(".El\n");
			p--;
		} else {
			printf("%s", first ? "" : ".Pp\n");
			man_sentences(*p);
		}
	}
}

static void man_option(const struct opt *o)
{
	printf(".It ");
	if (o->letter != 0)
		printf("Fl %c , ", o->letter);
	printf("Fl \\-%s", o->name);
	if (o->arg != NULL) {
		printf(" Ar ");
		man_arg(o->arg);
	}
	putchar('\n');
	man_sentences(o->help);
}

static void man_command(const struct command *c)
{
	printf(".Ss dateline %s ", c->name);
	printf("Oo Ar option ... Oc Ar ");
	man_arg(c->operands);
	putchar('\n');
	man_paragraphs(c->text);
	printf(".Bl -tag -width 4n\n");
	for (const struct opt *o = opts_table; o->name != NULL; o++)
		if ((o->commands & c->bit) && o->commands != CMD_ALL)
			man_option(o);
	printf(".El\n");
}

static void man_formats(void)
{
	printf(".Sh FORMATS\n.Bl -tag -width 8n\n");
	for (size_t i = 0; dl_emitters[i] != NULL; i++) {
		printf(".It Cm %s\n", dl_emitters[i]->name);
		man_sentences(dl_emitters[i]->summary);
	}
	printf(".El\n");
}

static void man_exit_status(void)
{
	printf(".Sh EXIT STATUS\n.Bl -tag -width 4n\n");
	for (size_t i = 0; i < sizeof(exits) / sizeof(exits[0]); i++)
		if (is_used(i)) {
			printf(".It %zu\n", i);
			man_sentences(exits[i].text);
		}
	printf(".El\n");
}

static void man_synopsis(void)
{
	printf(".Sh SYNOPSIS\n");
	for (const struct command *c = commands; c->name != NULL; c++) {
		printf(".Nm\n.Cm %s\n.Op Ar option ...\n.Ar ", c->name);
		man_arg(c->operands);
		putchar('\n');
	}
}

void help_manual(void)
{
	printf(".\\\" Written by 'dateline help --man' from the program's own tables.\n"
	       ".Dd November 23, 2026\n.Dt DATELINE 1\n.Os\n.Sh NAME\n.Nm dateline\n.Nd %s\n",
	    summary);
	man_synopsis();
	printf(".Sh DESCRIPTION\n.Nm\n");
	man_paragraphs(manual_sections[0].text);
	for (const struct command *c = commands; c->name != NULL; c++)
		man_command(c);
	man_formats();
	for (const struct manual_section *s = manual_sections + 1; s->title != NULL; s++) {
		printf(".Sh %s\n", s->title);
		man_paragraphs(s->text);
		if (strcmp(s->title, "FILES") == 0)
			man_exit_status();
	}
	printf(".Sh SEE ALSO\n.Xr dateline-feed 5\n");
}

int cmd_help(const struct args *args)
{
	if (args->man) {
		help_manual();
		return 0;
	}
	if (args->n_operands == 0) {
		help_overview();
		return 0;
	}
	const struct command *c = command_find(args->operands[0]);
	if (c == NULL)
		return -diag_usage(
		    "help", "unknown command '%s'; 'dateline help' lists them", args->operands[0]);
	help_command(c);
	return 0;
}
