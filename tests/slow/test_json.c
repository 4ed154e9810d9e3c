/* SPDX-License-Identifier: MIT */
/* Lines of JSON that would make a careless reader slow: four times the line,
 * not sixteen times the work. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json_read.h"

#define SMALL ((size_t)256 * 1024)
/* Between linear (4) and square (16), as in test_timex.c. */
#define RATIO_MAX 8.0

/* % is a number that rises. */
static const struct {
	const char *name, *begin, *unit, *end;
} worst[] = {
    {"many names", "{", "\"a%\":1,", "\"b\":1}"},
    {"many objects", "{\"a\":[", "{\"a\":1,\"b\":%},", "1]}"},
    {"escapes", "{\"text\":\"", "\\u00e4\\n%", "\"}"},
    {"long strings", "{\"text\":[", "\"\\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",", "1]}"},
    {"a long name", "{\"", "aaaaaaa%", "\":1}"},
    {"spaces", "{", "      ", "}"},
};

static size_t fill(char *p, size_t size, size_t kind)
{
	size_t n = strlen(worst[kind].begin);
	memcpy(p, worst[kind].begin, n);
	for (int i = 0; n + 128 < size; i++)
		for (const char *u = worst[kind].unit; *u != '\0'; u++)
			if (*u == '%')
				n += (size_t)snprintf(p + n, 16, "%d", i * 7919 % 100000007);
			else
				p[n++] = *u;
	strcpy(p + n, worst[kind].end);
	return n + strlen(worst[kind].end);
}

static double seconds(size_t size, size_t kind)
{
	struct json_reader r = {0};
	struct json_field field = {.name = "text"};
	struct dl_error e = {.status = DL_OK};
	char *text = malloc(size);
	ck_assert_ptr_nonnull(text);
	size_t n = fill(text, size, kind);
	clock_t from = clock();
	int rc = json_read(&r, (struct dl_str){text, n}, &field, 1, &e);
	clock_t to = clock();
	ck_assert_msg(rc == 0, "%s", e.text);
	json_reader_free(&r);
	free(text);
	return (double)(to - from) / CLOCKS_PER_SEC;
}

START_TEST(linear)
{
	double best = 1e9;
	for (int i = 0; i < 3 && best > RATIO_MAX; i++) {
		double small = seconds(SMALL, (size_t)_i), large = seconds(4 * SMALL, (size_t)_i);
		double ratio = large / (small < 1e-3 ? 1e-3 : small);
		best = ratio < best ? ratio : best;
	}
	ck_assert_msg(best <= RATIO_MAX, "%s: four times the line takes %.1f times as long",
	    worst[_i].name, best);
}
END_TEST

Suite *suite_slow_json(void);
Suite *suite_slow_json(void)
{
	Suite *s = suite_create("slow/json");
	TCase *tc = tcase_create("linear");
	tcase_add_loop_test(tc, linear, 0, (int)(sizeof(worst) / sizeof(worst[0])));
	suite_add_tcase(s, tc);
	return s;
}
