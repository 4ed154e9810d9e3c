/* SPDX-License-Identifier: MIT */
/* Runs tests/cli/NAME.cli: what a command line prints and how it exits.
 *
 *     == an unknown option names the nearest     a case, run in an empty folder
 *     @ dir/in.txt                               a file in it, with these lines
 *     | The fair opens on 3 May 2026.
 *     $ dateline extract --tp ics in.txt         shell commands
 *     > stdout                                   what is expected, line by line;
 *     ! stderr                                   none: nothing
 *     >~ 2026-*                                  the same as a pattern of fnmatch()
 *     > ...                                      alone: whatever follows
 *     = 1                                        exit code; none: 0
 *
 * SOURCE_DATE_EPOCH is 2026-01-02T03:04:05Z and TZ is UTC. */
#include "sh.h"

#include <check.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_cli_specs(void);

struct row {
	char *file; /* of the spec */
	int line;
	char *title;
	char *body; /* its lines, without the first */
};

static struct row *rows;
static int n_rows;

/* Specs are loaded before any test runs, where Check's assertions do not work. */
static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "tests/cli/test_specs.c: cannot get %s\n", what);
	exit(EXIT_FAILURE);
}

static char *copy(const char *p, size_t n)
{
	char *z = calloc(n + 1, 1);
	must(z != NULL, "memory");
	memcpy(z, p, n);
	return z;
}

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t n = 0;
	must(f != NULL, path);
	for (size_t got = 1; got != 0; n += got) {
		text = realloc(text, n + 4097);
		must(text != NULL, "memory");
		got = fread(text + n, 1, 4096, f);
	}
	text[n] = '\0';
	fclose(f);
	return text;
}

/* Calls f for each line of text, without its newline. */
#define EACH_LINE(p, n, text)                                                                      \
	for (const char *p = (text), *p##_end = p;                                                 \
	     *p != '\0' && (p##_end = strchr(p, '\n')) && ((n = (size_t)(p##_end - p)), true);     \
	     p = p##_end + 1)

static void load_file(const char *path)
{
	char *text = read_all(path);
	int line = 0;
	size_t n;
	EACH_LINE(p, n, text)
	{
		line++;
		if (strncmp(p, "== ", 3) != 0)
			continue;
		const char *body = p + n + 1, *end = strstr(body, "\n== ");
		rows = realloc(rows, (size_t)(n_rows + 1) * sizeof(*rows));
		must(rows != NULL, "memory");
		rows[n_rows++] = (struct row){copy(path, strlen(path)), line, copy(p + 3, n - 3),
		    copy(body, end != NULL ? (size_t)(end - body) + 1 : strlen(body))};
	}
	free(text);
}

static void load_all(void)
{
	glob_t found;
	if (n_rows != 0 || glob("tests/cli/*.cli", 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++)
		load_file(found.gl_pathv[i]);
	globfree(&found);
}

static FILE *create(const char *folder, const char *name, size_t n)
{
	char path[512];
	snprintf(path, sizeof(path), "%s/%.*s", folder, (int)n, name);
	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		ck_assert_int_eq(sh("mkdir -p '%s'", path).code, 0);
		*slash = '/';
	}
	FILE *f = fopen(path, "wb");
	ck_assert_msg(f != NULL, "cannot make %s", path);
	return f;
}

/* Writes the files and the commands of a case; returns the code it expects. */
static int lay_out(const struct row *r, const char *folder)
{
	FILE *file = NULL, *script = create(folder, ".script", 7);
	int code = 0;
	size_t n;
	fputs("cd work\ndateline() { \"$DATELINE\" \"$@\"; }\n", script);
	EACH_LINE(p, n, r->body)
	{
		if (strncmp(p, "@ ", 2) == 0) {
			char name[256];
			if (file != NULL)
				fclose(file);
			snprintf(name, sizeof(name), "work/%.*s", (int)n - 2, p + 2);
			file = create(folder, name, strlen(name));
		} else if (*p == '|' && file != NULL)
			fprintf(file, "%.*s\n", n < 2 ? 0 : (int)n - 2, p + 2);
		else if (strncmp(p, "$ ", 2) == 0)
			fprintf(script, "%.*s\n", (int)n - 2, p + 2);
		else if (strncmp(p, "= ", 2) == 0)
			code = atoi(p + 2);
		else if (strchr(">!#\n", *p) == NULL)
			ck_abort_msg("%s: what is '%.*s'?", r->title, (int)n, p);
	}
	if (file != NULL)
		fclose(file);
	fclose(script);
	return code;
}

/* Do the lines of the case that begin with mark fit what was printed? */
static bool fits(const struct row *r, char mark, const char *printed)
{
	size_t n;
	EACH_LINE(p, n, r->body)
	{
		char want[1024], got[1024];
		if (*p != mark)
			continue;
		bool pattern = p[1] == '~';
		snprintf(
		    want, sizeof(want), "%.*s", n < 2 ? 0 : (int)n - 2 - pattern, p + 2 + pattern);
		if (strcmp(want, "...") == 0)
			return true;
		size_t length = strcspn(printed, "\n");
		snprintf(got, sizeof(got), "%.*s", (int)length, printed);
		if (printed[length] != '\n' ||
		    (pattern ? fnmatch(want, got, 0) : strcmp(want, got)) != 0)
			return false;
		printed += length + 1;
	}
	return *printed == '\0';
}

START_TEST(row)
{
	const struct row *r = &rows[_i];
	char folder[256], path[300];
	snprintf(folder, sizeof(folder), "%s", sh_folder_new());
	ck_assert_int_eq(sh("mkdir '%s/work'", folder).code, 0);
	int code = lay_out(r, folder);
	struct sh got = sh("cd '%s'; export DATELINE='%s/dateline' TZ=UTC LC_ALL=C "
			   "SOURCE_DATE_EPOCH=1767323045; sh .script >.out 2>.err",
	    folder, sh_build());
	snprintf(path, sizeof(path), "%s/.out", folder);
	char *out = read_all(path);
	snprintf(path, sizeof(path), "%s/.err", folder);
	char *err = read_all(path);
	ck_assert_msg(got.code == code && fits(r, '>', out) && fits(r, '!', err),
	    "%s:%d: %s\nexpected exit %d, got %d\nstdout:\n%s\nstderr:\n%s", r->file, r->line,
	    r->title, code, got.code, out, err);
	free(out);
	free(err);
	sh_folder_remove(folder);
}
END_TEST

START_TEST(rows_are_there)
{
	ck_assert_int_gt(n_rows, 20);
}
END_TEST

Suite *suite_cli_specs(void)
{
	Suite *suite = suite_create("cli/specs");
	TCase *tcase = tcase_create("rows");
	load_all();
	tcase_add_test(tcase, rows_are_there);
	tcase_add_loop_test(tcase, row, 0, n_rows);
	suite_add_tcase(suite, tcase);
	return suite;
}
