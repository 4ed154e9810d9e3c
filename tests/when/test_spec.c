/* SPDX-License-Identifier: MIT */
/* Every row of tests/when/ *.spec, and every example of the language files. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lang.h"
#include "spec.h"

/* The files; one more needs no more than its name. Behind them the examples of each
 * language. */
static const char *const names[] = {"en", "numeric", "traps", "zones", "beside", "conventions",
    "holidays", "antiquity", "recur", "announced"};
#define FILES (sizeof(names) / sizeof(names[0]))

static struct spec_row *rows[FILES + LANG_MAX];
static size_t n_rows[FILES + LANG_MAX];

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

START_TEST(row)
{
	size_t i = (size_t)_i, k = 0;
	while (i >= n_rows[k])
		i -= n_rows[k++];
	run_row(&rows[k][i]);
}
END_TEST

static void free_rows(void)
{
	for (size_t k = 0; k < FILES + lang_n_names; k++)
		spec_free(rows[k], n_rows[k]);
}

Suite *suite_when_spec(void);
Suite *suite_when_spec(void)
{
	const char *build = getenv("DATELINE_BUILD");
	char path[512];
	size_t n = 0;
	Suite *s = suite_create("when/spec");
	TCase *tc = tcase_create("rows");
	for (size_t k = 0; k < FILES + lang_n_names; k++) {
		if (k >= FILES)
			snprintf(path, sizeof(path), "%s/lang-%s.spec",
			    build == NULL ? "build" : build, lang_names[k - FILES]);
		else
			snprintf(path, sizeof(path), "tests/when/%s.spec", names[k]);
		rows[k] = spec_read(path, &n_rows[k]);
		n += n_rows[k];
	}
	tcase_add_loop_test(tc, row, 0, (int)n);
	suite_add_tcase(s, tc);
	atexit(free_rows);
	return s;
}
