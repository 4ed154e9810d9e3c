/* SPDX-License-Identifier: MIT */
/* Host program: mkmail mail.tab > mail.inc. Names the line of a row that is
 * malformed. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {"wrote", "writes", "original", "forward", "device", "footer",
    "re", "fwd", "from", "sent", "to", "subject", NULL};

static int fail(const char *path, int line, const char *text)
{
	fprintf(stderr, "%s:%d: %s\n", path, line, text);
	return 1;
}

/* A string in C, in small letters: everything but plain ASCII as three octal digits. */
static void put(const char *s)
{
	for (; *s != '\0'; s++)
		if (isalnum((unsigned char)*s) || strchr(" *:,.'()-", *s) != NULL)
			putchar(tolower((unsigned char)*s));
		else
			printf("\\%03o", (unsigned char)*s);
}

int main(int argc, char **argv)
{
	char buf[256];
	int line = 0;
	if (argc != 2)
		return fail("mkmail", 0, "usage: mkmail mail.tab");
	FILE *f = fopen(argv[1], "r");
	if (f == NULL)
		return fail(argv[1], 0, "cannot open");
	puts("/* Made by mkmail from mail.tab; do not edit. */");
	puts("static const struct mail_phrase mail_phrases[] = {");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		line++;
		if (buf[0] == '#' || buf[0] == '\n')
			continue;
		char *tab = strchr(buf, '\t'), *end = strchr(buf, '\n');
		if (tab == NULL || end == NULL || end == tab + 1)
			return fail(argv[1], line, "expected: kind TAB pattern");
		*tab = *end = '\0';
		size_t kind = 0;
		while (kinds[kind] != NULL && strcmp(kinds[kind], buf) != 0)
			kind++;
		if (kinds[kind] == NULL)
			return fail(argv[1], line, "unknown kind");
		printf("\t{%zu, \"", kind);
		put(tab + 1);
		puts("\"},");
	}
	puts("};");
	fclose(f);
	return fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
