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
	struct undated u = undated_read("tests/when/negative.txt", report);
	ck_assert_uint_ge(u.lines, 450);
	ck_assert_uint_eq(u.found, 0);
}
END_TEST

START_TEST(prose)
{
	struct undated u = undated_read("tests/when/prose.txt", report);
	ck_assert_uint_ge(u.words, 1000);
	ck_assert_uint_eq(u.found, 0);
}
END_TEST

Suite *suite_when_negative(void);
Suite *suite_when_negative(void)
{
	Suite *s = suite_create("when/negative");
	TCase *tc = tcase_create("undated");
	tcase_add_test(tc, lines);
	tcase_add_test(tc, prose);
	suite_add_tcase(s, tc);
	return s;
}
