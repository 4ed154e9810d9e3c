/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/str.h"
#include "when/lex.h"
#include "when/tables.h"

static struct lex_token first(const char *text)
{
	struct lex_token t;
	uint32_t at = 0;
	memset(&t, 0, sizeof(t));
	ck_assert(lex_next(lang_lexicons, str_of(text), &at, &t));
	return t;
}

static bool is(const char *text, enum lex_class class)
{
	return (first(text).mask & LEX_BIT(class)) != 0;
}

START_TEST(shapes)
{
	ck_assert(is("11:20", LEX_CLOCK) && is("9h10", LEX_CLOCK) && is("3.15pm", LEX_CLOCK));
	ck_assert(is("2025-09-21", LEX_ISODATE) && is("2025-09-21T11:20:00+02:00", LEX_ISODATE));
	ck_assert(
	    is("21.9.2025", LEX_NUMDATE) && is("9/21/25", LEX_NUMDATE) && is("9/21", LEX_NUMDATE2));
	ck_assert(is("21st", LEX_ORD) && is("21st", LEX_DAY) && is("1990s", LEX_DECADE));
	ck_assert(is("1868", LEX_YEAR) && is("1630", LEX_CLOCK4) && is("9am", LEX_HOUR));
	ck_assert_int_eq(first("2025-09-21T11:20:00+02:00").v[LEX_OFF], 120);
	ck_assert_int_eq(first("12,500").v[LEX_V], 12500);
	ck_assert_int_eq(first("2.5").v[1], 500);
}
END_TEST

START_TEST(parts_of_something_else)
{
	static const char *const words[] = {"1.2.3", "12-34-567", "$1998", "€1998", "50%", "5kg",
	    "1998b", "10.0.0.1", "99:99", "123456789012", "#1998", "1998_x", "3:2", "v2"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct lex_token t;
		uint32_t at = 0;
		while (lex_next(lang_lexicons, str_of(words[i]), &at, &t))
			ck_assert_msg(
			    (t.mask & (LEX_BIT(LEX_YEAR) | LEX_BIT(LEX_DAY) | LEX_BIT(LEX_CLOCK) |
					  LEX_BIT(LEX_NUMDATE) | LEX_BIT(LEX_ISODATE))) == 0,
			    "%s", words[i]);
	}
}
END_TEST

START_TEST(words)
{
	ck_assert(is("March", LEX_MONTH) && is("march", LEX_MONTH) && is("JUNE", LEX_MONTH));
	ck_assert(is("a.m.", LEX_AMPM) && is("P.M", LEX_AMPM) && is("pm", LEX_AMPM));
	ck_assert(is("o’"
		     "clock",
		      LEX_CLOCKWORD) &&
		  is("O'clock", LEX_CLOCKWORD));
	ck_assert_uint_eq(first("Sept. 9").end, 4);
	ck_assert_uint_eq(first("Sept. 9").stop, 5);
	ck_assert_uint_eq(first("\xC2\xA0\xE2\x80\xAFMay").start, 5);
	ck_assert_int_eq(first("\xE2\x80\x93").literal, LIT_DASH);
}
END_TEST

/* Every prefix of every text lies flush against a page that must not be read. */
START_TEST(stays_inside)
{
	static const char *const texts[] = {"3 o’clock a.m. 2025-09-21T11:20:00.5+02:00",
	    "9h10 3.15pm 21.9.2025 9/21/25 1990s 21st €12,500.25 \xC2\xB0 \xE2\x80\x93 "
	    "https://x/1"};
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *map =
	    mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ck_assert(map != MAP_FAILED);
	ck_assert_int_eq(mprotect(map + page, page, PROT_NONE), 0);
	for (size_t k = 0; k < 2; k++)
		for (size_t n = 0; n <= strlen(texts[k]); n++) {
			struct lex_token t;
			uint32_t at = 0, before = 0;
			char *p = map + page - n;
			memcpy(p, texts[k], n);
			while (lex_next(lang_lexicons, (struct dl_str){p, n}, &at, &t)) {
				ck_assert_msg(t.start >= before && t.end > t.start &&
						  t.stop >= t.end && at <= n,
				    "%zu bytes of text %zu: %u %u %u", n, k, t.start, t.end,
				    t.stop);
				before = at;
			}
		}
	munmap(map, 2 * page);
}
END_TEST

Suite *suite_when_lex(void);
Suite *suite_when_lex(void)
{
	Suite *s = suite_create("when/lex");
	TCase *tc = tcase_create("lex");
	tcase_add_test(tc, shapes);
	tcase_add_test(tc, parts_of_something_else);
	tcase_add_test(tc, words);
	tcase_add_test(tc, stays_inside);
	suite_add_tcase(s, tc);
	return s;
}
