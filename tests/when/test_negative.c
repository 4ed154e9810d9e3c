/* SPDX-License-Identifier: MIT */
/* Nothing temporal is found where nothing temporal is. */
#include <check.h>
#include <stdio.h>

#include "undated.h"

static void report(const char *place, const char *line, const char *json)
{
	fprintf(stderr, "%s: %s: found %s", place, line, json);
}

START_TEST(lines)
{
	struct undated u = undated_read("tests/when/negative.txt", NULL, report);
	ck_assert_uint_ge(u.lines, 450);
	ck_assert_uint_eq(u.found, 0);
}
END_TEST

START_TEST(prose)
{
	struct undated u = undated_read("tests/when/prose.txt", NULL, report);
	ck_assert_uint_ge(u.words, 1000);
	ck_assert_uint_eq(u.found, 0);
}
END_TEST

static const struct {
	const char *lang, *path;
} others[] = {{"de", "tests/when/negative-de.txt"}, {"fr", "tests/when/negative-fr.txt"}};

/* Read as what they are, and as what they show. */
START_TEST(other_languages)
{
	struct undated told = undated_read(others[_i].path, others[_i].lang, report);
	struct undated shown = undated_read(others[_i].path, NULL, report);
	ck_assert_uint_ge(told.lines, 50);
	ck_assert_uint_eq(told.found + shown.found, 0);
}
END_TEST

Suite *suite_when_negative(void);
Suite *suite_when_negative(void)
{
	Suite *s = suite_create("when/negative");
	TCase *tc = tcase_create("undated");
	tcase_add_test(tc, lines);
	tcase_add_test(tc, prose);
	tcase_add_loop_test(tc, other_languages, 0, (int)(sizeof(others) / sizeof(others[0])));
	suite_add_tcase(s, tc);
	return s;
}
