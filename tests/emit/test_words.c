/* SPDX-License-Identifier: MIT */
/* When, in words and in ISO 8601. */
#include <check.h>
#include <stdio.h>

#include "base/str.h"
#include "emit/iso.h"
#include "emit/words.h"

static const struct {
	const char *words, *clock, *iso;
	struct dl_event e;
} rows[] = {
#define START(...)  .has_start = true, .start = {__VA_ARGS__}
#define END(...)    .has_end = true, .end = {__VA_ARGS__}
#define WINDOW(...) .has_window = true, .window = {__VA_ARGS__}
    {"21 September 2025, 11:20", "11:20", "2025-09-21T11:20",
	{.precision = DL_MINUTE, START(2025, 9, 21, 11, 20, 0)}},
    {"21 September 2025, 11:20\xE2\x80\x93"
     "12:00",
	"11:20\xE2\x80\x93"
	"12:00",
	"2025-09-21T11:20",
	{.precision = DL_MINUTE, START(2025, 9, 21, 11, 20, 0), END(2025, 9, 21, 12, 0, 0)}},
    {"31 December 2025, 22:00\xE2\x80\x93"
     "02:00",
	"22:00\xE2\x80\x93"
	"02:00",
	"2025-12-31T22:00",
	{.precision = DL_MINUTE, START(2025, 12, 31, 22, 0, 0), END(2026, 1, 1, 2, 0, 0)}},
    {"1 May 2026, 09:00 \xE2\x80\x93 3 May 2026, 17:00", "09:00 \xE2\x80\x93 3 May 2026, 17:00",
	"2026-05-01T09:00",
	{.precision = DL_MINUTE, START(2026, 5, 1, 9, 0, 0), END(2026, 5, 3, 17, 0, 0)}},
    {"1 May 2026, 09:00", "09:00", "2026-05-01T09:00",
	{.precision = DL_MINUTE, START(2026, 5, 1, 9, 0, 0), END(2026, 5, 1, 8, 0, 0)}},
    {"21 September 2025, morning", "morning", "2025-09-21",
	{.precision = DL_PART, .part = DL_PART_MORNING, START(2025, 9, 21, 0, 0, 0)}},
    {"21 September 2025, morning", "morning", "2025-09-21",
	{.precision = DL_PART,
	    .part = DL_PART_MORNING,
	    START(2025, 9, 21, 0, 0, 0),
	    WINDOW({2025, 9, 21, 6, 0, 0}, {2025, 9, 21, 12, 0, 0})}},
    {"21 September 2025, morning, before 11:20", "morning, before 11:20", "2025-09-21",
	{.precision = DL_PART,
	    .part = DL_PART_MORNING,
	    START(2025, 9, 21, 0, 0, 0),
	    WINDOW({2025, 9, 21, 6, 0, 0}, {2025, 9, 21, 11, 20, 0})}},
    {"21 September 2025, evening, 19:00\xE2\x80\x93"
     "21:00",
	"evening, 19:00\xE2\x80\x93"
	"21:00",
	"2025-09-21",
	{.precision = DL_PART,
	    .part = DL_PART_EVENING,
	    START(2025, 9, 21, 0, 0, 0),
	    WINDOW({2025, 9, 21, 19, 0, 0}, {2025, 9, 21, 21, 0, 0})}},
    {"21 September 2025, after 11:20", "after 11:20", "2025-09-21",
	{.precision = DL_PART,
	    START(2025, 9, 21, 0, 0, 0),
	    WINDOW({2025, 9, 21, 11, 20, 0}, {2025, 9, 22, 0, 0, 0})}},
    {"21 September 2025", "", "2025-09-21", {.precision = DL_PART, START(2025, 9, 21, 0, 0, 0)}},
    {"21 September 2025", "", "2025-09-21", {.precision = DL_DAY, START(2025, 9, 21, 0, 0, 0)}},
    {"21\xE2\x80\x93"
     "23 September 2025",
	"", "2025-09-21",
	{.precision = DL_DAY, START(2025, 9, 21, 0, 0, 0), END(2025, 9, 24, 0, 0, 0)}},
    {"30 September \xE2\x80\x93 2 October 2025", "", "2025-09-30",
	{.precision = DL_DAY, START(2025, 9, 30, 0, 0, 0), END(2025, 10, 3, 0, 0, 0)}},
    {"28 December 2025 \xE2\x80\x93 7 January 2026", "", "2025-12-28",
	{.precision = DL_DAY, START(2025, 12, 28, 0, 0, 0), END(2026, 1, 8, 0, 0, 0)}},
    {"c. 21 September 1868", "", "1868-09-21",
	{.precision = DL_DAY, .approximate = true, START(1868, 9, 21, 0, 0, 0)}},
    {"September 2025", "", "2025-09", {.precision = DL_MONTH, START(2025, 9, 1, 0, 0, 0)}},
    {"May\xE2\x80\x93July 2025", "", "2025-05",
	{.precision = DL_MONTH, START(2025, 5, 1, 0, 0, 0), END(2025, 8, 1, 0, 0, 0)}},
    {"November 2025 \xE2\x80\x93 January 2026", "", "2025-11",
	{.precision = DL_MONTH, START(2025, 11, 1, 0, 0, 0), END(2026, 2, 1, 0, 0, 0)}},
    {"spring 1945", "", "1945-03",
	{.precision = DL_SEASON, .edtf = STR("1945-21"), START(1945, 3, 1, 0, 0, 0)}},
    {"winter 1945", "", "1945-12", {.precision = DL_SEASON, START(1945, 12, 1, 0, 0, 0)}},
    {"summer 1945", "", "1945-12",
	{.precision = DL_SEASON, .edtf = STR("1945-22"), START(1945, 12, 1, 0, 0, 0)}},
    {"c. 1868", "", "1868",
	{.precision = DL_YEAR, .approximate = true, START(1868, 1, 1, 0, 0, 0)}},
    {"1914\xE2\x80\x93"
     "1918",
	"", "1914", {.precision = DL_YEAR, START(1914, 1, 1, 0, 0, 0), END(1919, 1, 1, 0, 0, 0)}},
    {"44 BC", "", "-0043", {.precision = DL_YEAR, START(-43, 1, 1, 0, 0, 0)}},
    {"1 BC", "", "0000", {.precision = DL_YEAR, START(0, 1, 1, 0, 0, 0)}},
    {"100\xE2\x80\x93"
     "44 BC",
	"", "-0099", {.precision = DL_YEAR, START(-99, 1, 1, 0, 0, 0), END(-42, 1, 1, 0, 0, 0)}},
    {"30 BC \xE2\x80\x93 14", "", "-0029",
	{.precision = DL_YEAR, START(-29, 1, 1, 0, 0, 0), END(15, 1, 1, 0, 0, 0)}},
    {"12025", "", "+12025", {.precision = DL_YEAR, START(12025, 1, 1, 0, 0, 0)}},
    {"1860s", "", "1860", {.precision = DL_DECADE, START(1860, 1, 1, 0, 0, 0)}},
    {"1860s", "", "1860",
	{.precision = DL_DECADE, START(1860, 1, 1, 0, 0, 0), END(1870, 1, 1, 0, 0, 0)}},
    {"1855\xE2\x80\x93"
     "1864",
	"", "1855", {.precision = DL_DECADE, START(1855, 1, 1, 0, 0, 0)}},
    {"19th century", "", "1801", {.precision = DL_CENTURY, START(1801, 1, 1, 0, 0, 0)}},
    {"19th century", "", "1800", {.precision = DL_CENTURY, START(1800, 1, 1, 0, 0, 0)}},
    {"21st century", "", "2001", {.precision = DL_CENTURY, START(2001, 1, 1, 0, 0, 0)}},
    {"2nd century", "", "0101", {.precision = DL_CENTURY, START(101, 1, 1, 0, 0, 0)}},
    {"3rd century", "", "0201", {.precision = DL_CENTURY, START(201, 1, 1, 0, 0, 0)}},
    {"11th century", "", "1001", {.precision = DL_CENTURY, START(1001, 1, 1, 0, 0, 0)}},
    {"1st century BC", "", "-0099", {.precision = DL_CENTURY, START(-99, 1, 1, 0, 0, 0)}},
};

START_TEST(when)
{
	struct buf b = {.alloc = NULL};
	words_put_when(&b, &rows[_i].e);
	ck_assert_msg(str_eq(buf_str(&b), str_of(rows[_i].words)), "row %d: %.*s, not %s", _i,
	    (int)b.n, b.p, rows[_i].words);
	buf_clear(&b);
	words_put_clock(&b, &rows[_i].e);
	ck_assert_msg(str_eq(buf_str(&b), str_of(rows[_i].clock)), "row %d: %.*s, not %s", _i,
	    (int)b.n, b.p, rows[_i].clock);
	buf_clear(&b);
	iso_put(&b, rows[_i].e.start, rows[_i].e.precision);
	ck_assert_msg(str_eq(buf_str(&b), str_of(rows[_i].iso)), "row %d: %.*s, not %s", _i,
	    (int)b.n, b.p, rows[_i].iso);
	buf_free(&b);
}
END_TEST

static const char *const rules[][2] = {{"FREQ=DAILY", "every day"}, {"FREQ=WEEKLY", "every week"},
    {"FREQ=WEEKLY;BYDAY=MO", "every Monday"},
    {"freq=weekly;byday=mo,we", "every Monday and Wednesday"},
    {"FREQ=WEEKLY;WKST=SU;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"},
    {"FREQ=WEEKLY;INTERVAL=1;BYDAY=SU", "every Sunday"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "every 2 weeks on Thursday"},
    {"FREQ=MONTHLY;BYDAY=1MO", "every month on the first Monday"},
    {"FREQ=MONTHLY;BYDAY=1MO,-1MO", "every month on the first Monday and the last Monday"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=1SA", "every year on the first Saturday of March"},
    {"FREQ=YEARLY;BYMONTH=12", "every year in December"},
    {"FREQ=WEEKLY;BYDAY=MO;UNTIL=20260629", "every Monday until 29 June 2026"},
    {"FREQ=WEEKLY;BYDAY=MO;COUNT=5", "every Monday, 5 times in all"},
    {"FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24", "repeatedly"},
    {"FREQ=YEARLY;BYMONTH=3,4", "repeatedly"}, {"FREQ=YEARLY;BYMONTH=99999999999", "repeatedly"},
    {"FREQ=WEEKLY;BYDAY=XX", "repeatedly"}, {"FREQ=WEEKLY;BYDAY=M", "repeatedly"},
    {"FREQ=WEEKLY;BYDAY=6MO", "repeatedly"}, {"FREQ=WEEKLY;UNTIL=soon", "repeatedly"},
    {"FREQ=SECONDLY", "repeatedly"}, {"nonsense", "repeatedly"}, {";;=;", "repeatedly"}};

START_TEST(rule)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, "before ");
	words_put_rule(&b, str_of(rules[_i][0]));
	ck_assert_msg(str_eq((struct dl_str){b.p + 7, b.n - 7}, str_of(rules[_i][1])),
	    "%s: %.*s, not %s", rules[_i][0], (int)b.n, b.p, rules[_i][1]);
	buf_free(&b);
}
END_TEST

START_TEST(rule_without_a_date)
{
	struct dl_event e = {.precision = DL_MINUTE,
	    .has_time = true,
	    .start = {.hour = 9, .minute = 5},
	    .rrule = STR("FREQ=WEEKLY;BYDAY=MO")};
	struct buf b = {.alloc = NULL};
	words_put_when(&b, &e);
	ck_assert(str_eq(buf_str(&b), STR("every Monday, 09:05")));
	buf_free(&b);
}
END_TEST

START_TEST(names)
{
	ck_assert_str_eq(dl_precision_name(DL_CENTURY), "century");
	ck_assert_str_eq(dl_precision_name(DL_MINUTE), "minute");
	ck_assert_str_eq(dl_part_name(DL_PART_NONE), "");
	ck_assert_str_eq(dl_part_name(DL_PART_NIGHT), "night");
	ck_assert_str_eq(dl_event_status_name(DL_CANCELLED), "cancelled");
}
END_TEST

Suite *suite_emit_words(void);
Suite *suite_emit_words(void)
{
	Suite *s = suite_create("emit/words");
	TCase *tc = tcase_create("words");
	tcase_add_loop_test(tc, when, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_loop_test(tc, rule, 0, sizeof(rules) / sizeof(*rules));
	tcase_add_test(tc, rule_without_a_date);
	tcase_add_test(tc, names);
	suite_add_tcase(s, tc);
	return s;
}
