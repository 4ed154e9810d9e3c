/* SPDX-License-Identifier: MIT */
/* Host program: mkzones zones.tab > zones.inc. Names the line of a row that is
 * malformed or out of order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *path, int line, const char *text)
{
	fprintf(stderr, "%s:%d: %s\n", path, line, text);
	return 1;
}

int main(int argc, char **argv)
{
	char buf[256], before[64] = "";
	int line = 0, n = 0, starts[27] = {0}; /* of the names by their first letter */
	if (argc != 2)
		return fail("mkzones", 0, "usage: mkzones zones.tab");
	FILE *f = fopen(argv[1], "r");
	if (f == NULL)
		return fail(argv[1], 0, "cannot open");
	puts("/* Made by mkzones from zones.tab; do not edit. */");
	puts("static const struct zone_word zone_words[] = {");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		char name[64], zone[64], how[8];
		int minutes;
		line++;
		if (buf[0] == '#' || buf[0] == '\n')
			continue;
		if (sscanf(buf, "%63[A-Za-z_]\t%d\t%63[A-Za-z0-9/_+-]\t%7[a-z-]", name, &minutes,
			zone, how) != 4)
			return fail(argv[1], line, "expected: name TAB minutes TAB zone TAB how");
		if (abs(minutes) > 14 * 60)
			return fail(argv[1], line, "offset beyond 14 hours");
		if (strcmp(before, name) >= 0)
			return fail(argv[1], line, "out of order");
		strcpy(before, name);
		if (name[0] < 'A' || name[0] > 'Z')
			return fail(argv[1], line, "expected a capital letter");
		for (int letter = name[0] - 'A' + 1; letter < 27; letter++)
			starts[letter] = n + 1;
		n++;
		for (char *p = name; *p != '\0'; p++)
			*p = *p == '_' ? ' ' : *p;
		printf("\t{\"%s\", \"%s\", %d, \"%s\"},\n", name,
		    strcmp(zone, "-") == 0 ? "" : zone, minutes, how);
	}
	puts("};\nstatic const unsigned short zone_starts[27] = {");
	for (int letter = 0; letter < 27; letter++)
		printf("\t%d,\n", starts[letter]);
	puts("};");
	fclose(f);
	return fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
