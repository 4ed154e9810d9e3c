/* SPDX-License-Identifier: MIT */
/* The same as the C library prints, in whatever room there is. */
#include "base/fmt.h"

#include <check.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

Suite *suite_base_fmt(void);

/* Compares for every size of the room up to more than enough. */
#define SAME(...)                                                                                  \
	do {                                                                                       \
		char want[200], got[200];                                                          \
		for (size_t size = 0; size < 80; size++) {                                         \
			memset(want, '#', sizeof(want));                                           \
			memset(got, '#', sizeof(got));                                             \
			int n = snprintf(want, size, __VA_ARGS__);                                 \
			ck_assert_uint_eq(fmt_print(got, size, __VA_ARGS__), (size_t)n);           \
			ck_assert(memcmp(want, got, sizeof(want)) == 0);                           \
		}                                                                                  \
	} while (0)

START_TEST(as_the_library)
{
	SAME("%s", "");
	SAME("plain");
	SAME("%04d-%02d-%02d", 2026, 5, 3);
	SAME("%05d|%04d|%02d", -44, -4, -123);
	SAME("%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
	SAME("%3d|%1d|%6d", 7, -12, -12);
	SAME("%u %u", 0u, UINT_MAX);
	SAME("%04x%x", 0x1fu, UINT_MAX);
	SAME("%zu", SIZE_MAX);
	SAME("%" PRId64 ".%03" PRId64, INT64_MIN, (int64_t)5);
	SAME("%s-%c-%%-%s", "ab", 'x', "\xC3\xA4");
	SAME("%.*s|%.*s|%.*s", 2, "abc", 9, "abc", 0, "abc");
	SAME("%5s|%-4d|%.3f|%lu", "ab", 3, 1.5, 7ul);
	SAME("%s %5s", "first ours", "then not");
}
END_TEST

Suite *suite_base_fmt(void)
{
	Suite *suite = suite_create("base/fmt");
	TCase *t = tcase_create("fmt");
	tcase_add_test(t, as_the_library);
	suite_add_tcase(suite, t);
	return suite;
}
