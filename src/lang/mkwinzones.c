/* SPDX-License-Identifier: MIT */
/* Host program: mkwinzones winzones.tab > winzones.inc. Names the line of a row
 * that is malformed or out of order. */
#include <stdio.h>
#include <string.h>

static int fail(const char *path, int line, const char *text)
{
	fprintf(stderr, "%s:%d: %s\n", path, line, text);
	return 1;
}

int main(int argc, char **argv)
{
	char buf[256], before[64] = "";
	int line = 0;
	if (argc != 2)
		return fail("mkwinzones", 0, "usage: mkwinzones winzones.tab");
	FILE *f = fopen(argv[1], "r");
	if (f == NULL)
		return fail(argv[1], 0, "cannot open");
	puts("/* Made by mkwinzones from winzones.tab; do not edit. */");
	puts("static const char *const windows_zones[][2] = {");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		char name[64], zone[64];
		line++;
		if (buf[0] == '#' || buf[0] == '\n')
			continue;
		if (sscanf(buf, "%63[A-Za-z0-9 .()+-]\t%63[A-Za-z0-9/_+-]", name, zone) != 2)
			return fail(argv[1], line, "expected: name TAB zone");
		if (strcmp(before, name) >= 0)
			return fail(argv[1], line, "out of order");
		strcpy(before, name);
		printf("    {\"%s\", \"%s\"},\n", name, zone);
	}
	puts("};");
	fclose(f);
	return 0;
}
