/* SPDX-License-Identifier: MIT */
/* Texts that would make a careless matcher slow. Four times the text may take
 * four times the work; a square would take sixteen. CPU time is compared as a
 * ratio within one run, the best of three, with room for a busy machine. */
#include <check.h>
#include <dateline/dateline.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "worst.h"

#define SMALL ((size_t)256 * 1024)
/* Between linear (4) and square (16). */
#define RATIO_MAX 8.0

static int swallow(void *ctx, const char *p, size_t n)
{
	(void)p;
	*(size_t *)ctx += n;
	return 0;
}

static double seconds(const char *unit, size_t size)
{
	char *text = malloc(size);
	size_t n = strlen(unit), written = 0;
	struct dl_options o = {.from = {"text", 4}};
	struct dl_error e = {.status = DL_OK};
	struct dl_sink out = {swallow, &written};
	struct dl_parser *p;
	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < size; i++)
		text[i] = unit[i % n];
	ck_assert_int_eq(dl_parser_new(NULL, &p, &e), 0);
	clock_t from = clock();
	int rc = dl_timex(p, &o, (struct dl_str){text, size}, &out, &e);
	clock_t to = clock();
	ck_assert_msg(rc == 0, "%s", e.text);
	dl_parser_free(p);
	free(text);
	return (double)(to - from) / CLOCKS_PER_SEC;
}

START_TEST(linear)
{
	double best = 1e9;
	for (int i = 0; i < 3 && best > RATIO_MAX; i++) {
		double small = seconds(worst[_i].unit, SMALL),
		       large = seconds(worst[_i].unit, 4 * SMALL);
		double ratio = large / (small < 1e-3 ? 1e-3 : small);
		best = ratio < best ? ratio : best;
	}
	ck_assert_msg(best <= RATIO_MAX, "%s: four times the text takes %.1f times as long",
	    worst[_i].name, best);
}
END_TEST

Suite *suite_slow_timex(void);
Suite *suite_slow_timex(void)
{
	Suite *s = suite_create("slow/timex");
	TCase *tc = tcase_create("linear");
	tcase_add_loop_test(tc, linear, 0, (int)N_WORST);
	suite_add_tcase(s, tc);
	return s;
}
