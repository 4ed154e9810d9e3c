/* SPDX-License-Identifier: MIT */
/* Every row of tests/when/ *.spec, and every example of the language files. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spec.h"

static struct spec_row *rows[8];
static size_t n_rows[8];

static void run_row(const struct spec_row *r)
{
	char *rules, *got = spec_result(r, &rules);
	bool ruled = r->rule == NULL || strcmp(r->want, "-") == 0 || strstr(rules, r->rule) != NULL;
	ck_assert_msg(strcmp(got, r->want) == 0, "%s: %s: want %s, got %s by %s", r->place, r->text,
	    r->want, got, rules);
	ck_assert_msg(ruled, "%s: %s: want rule %s, got %s", r->place, r->text, r->rule, rules);
	free(got);
	free(rules);
}

#define ROWS(k)                                                                                    \
	START_TEST(row_##k)                                                                        \
	{                                                                                          \
		run_row(&rows[k][_i]);                                                             \
	}                                                                                          \
	END_TEST
ROWS(0)
ROWS(1)
ROWS(2)
ROWS(3)
ROWS(4)
ROWS(5)
ROWS(6)

static void free_rows(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		spec_free(rows[i], n_rows[i]);
}

static void add(Suite *s, size_t k, const char *name, const char *path, const TTest *test)
{
	TCase *tc = tcase_create(name);
	rows[k] = spec_read(path, &n_rows[k]);
	tcase_add_loop_test(tc, test, 0, (int)n_rows[k]);
	suite_add_tcase(s, tc);
}

Suite *suite_when_spec(void);
Suite *suite_when_spec(void)
{
	const char *build = getenv("DATELINE_BUILD");
	char examples[512];
	Suite *s = suite_create("when/spec");
	snprintf(examples, sizeof(examples), "%s/lang-en.spec", build == NULL ? "build" : build);
	add(s, 0, "examples", examples, row_0);
	add(s, 1, "en", "tests/when/en.spec", row_1);
	add(s, 2, "numeric", "tests/when/numeric.spec", row_2);
	add(s, 3, "traps", "tests/when/traps.spec", row_3);
	add(s, 4, "zones", "tests/when/zones.spec", row_4);
	add(s, 5, "beside", "tests/when/beside.spec", row_5);
	add(s, 6, "conventions", "tests/when/conventions.spec", row_6);
	atexit(free_rows);
	return s;
}
