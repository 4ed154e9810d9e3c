/* SPDX-License-Identifier: MIT */
/* No id may be printed that nobody can look up: each has a sentence. */
#include <dateline/parse.h>

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "when/when.h"

Suite *suite_api_reasons(void);

static const char *words_of(const char *id, size_t n)
{
	return dl_rule_words((struct dl_str){id, n});
}

START_TEST(rows_have_words)
{
	size_t n = 0;
	for (uint16_t row = 1; *when_rule_name(row) != '\0'; row++, n++)
		ck_assert_msg(words_of(when_rule_name(row), strlen(when_rule_name(row))) != NULL,
		    "src/api/reasons.c has no words for the row %s", when_rule_name(row));
	ck_assert_int_gt((int)n, 200);
}
END_TEST

/* "background.since" and the like in a line of C; *p is moved behind it. */
static size_t next_id(const char **p)
{
	static const char *const kinds[] = {"event.", "background.", "title.", "place.", "zone.",
	    "status.", "merge.", "series.", "order.", "time.", "source."};
	while ((*p = strchr(*p, '"')) != NULL) {
		const char *id = ++*p;
		size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz.-");
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (id[n] == '"' && strncmp(id, kinds[i], strlen(kinds[i])) == 0 &&
			    n > strlen(kinds[i])) {
				*p = id + n + 1;
				return n;
			}
	}
	return 0;
}

static size_t look_up_all(const char *path)
{
	static char line[1024];
	size_t n, found = 0;
	FILE *f = fopen(path, "r");
	ck_assert_msg(f != NULL, "cannot read %s", path);
	while (fgets(line, sizeof(line), f) != NULL)
		for (const char *p = line; (n = next_id(&p)) != 0; found++)
			ck_assert_msg(words_of(p - n - 1, n) != NULL,
			    "%s: src/api/reasons.c has no words for %.*s", path, (int)n, p - n - 1);
	fclose(f);
	return found;
}

START_TEST(decisions_have_words)
{
	static const char *const folders[] = {"src/event/*.c", "src/source/*.c"};
	size_t found = 0;
	for (size_t k = 0; k < sizeof(folders) / sizeof(folders[0]); k++) {
		glob_t files;
		ck_assert_int_eq(glob(folders[k], 0, NULL, &files), 0);
		for (size_t i = 0; i < files.gl_pathc; i++)
			found += look_up_all(files.gl_pathv[i]);
		globfree(&files);
	}
	ck_assert_int_gt((int)found, 80);
}
END_TEST

START_TEST(others_have_none)
{
	static const char *const ids[] = {"", ".", "en", "en.", "en.date", "xx", "background",
	    "background.", "background.nonesuch", "en.en.date.dmy", "Background.since"};
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		ck_assert_msg(words_of(ids[i], strlen(ids[i])) == NULL, "%s", ids[i]);
	ck_assert(dl_rule_words((struct dl_str){NULL, 0}) == NULL);
}
END_TEST

Suite *suite_api_reasons(void)
{
	Suite *suite = suite_create("api/reasons");
	TCase *tcase = tcase_create("words");
	tcase_add_test(tcase, rows_have_words);
	tcase_add_test(tcase, decisions_have_words);
	tcase_add_test(tcase, others_have_none);
	suite_add_tcase(suite, tcase);
	return suite;
}
