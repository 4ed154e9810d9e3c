/* SPDX-License-Identifier: MIT */
#include <check.h>

#include "base/str.h"
#include "when/civil.h"

static struct dl_civil day(int32_t y, int m, int d)
{
	return (struct dl_civil){y, (uint8_t)m, (uint8_t)d, 0, 0, 0};
}

START_TEST(days_come_back)
{
	for (int64_t n = -900000; n < 900000; n += 37)
		ck_assert_int_eq(civil_days(civil_from_days(n)), n);
	ck_assert_int_eq(civil_days(day(1970, 1, 1)), 0);
	ck_assert_int_eq(civil_days(day(2000, 3, 1)), 11017);
}
END_TEST

START_TEST(weekdays_and_weeks)
{
	int32_t year;
	int week;
	ck_assert_int_eq(civil_weekday(day(2026, 11, 23)), 1);
	ck_assert_int_eq(civil_weekday(day(1969, 7, 20)), 7);
	civil_iso_week(day(2027, 1, 2), &year, &week); /* Saturday of a week of 2026 */
	ck_assert_int_eq(year, 2026);
	ck_assert_int_eq(week, 53);
	ck_assert_int_eq(civil_days(civil_week_start(2026, 53)), civil_days(day(2026, 12, 28)));
}
END_TEST

START_TEST(months_are_clamped)
{
	ck_assert_int_eq(civil_cmp(civil_add_months(day(2024, 1, 31), 1), day(2024, 2, 29)), 0);
	ck_assert_int_eq(civil_cmp(civil_add_months(day(2024, 1, 15), -13), day(2022, 12, 15)), 0);
	ck_assert_int_eq(civil_cmp(civil_add_months(day(0, 1, 15), -1), day(-1, 12, 15)), 0);
}
END_TEST

START_TEST(minutes_cross_days)
{
	struct dl_civil c = {2026, 12, 31, 23, 59, 0};
	struct dl_civil next = civil_add_minutes(c, 2);
	ck_assert_int_eq(civil_cmp(next, (struct dl_civil){2027, 1, 1, 0, 1, 0}), 0);
	ck_assert_int_eq(civil_cmp(civil_add_minutes(next, -2), c), 0);
}
END_TEST

START_TEST(easter)
{
	/* published tables: the earliest, the latest, and three more */
	static const int dates[][3] = {
	    {1818, 3, 22}, {1943, 4, 25}, {2000, 4, 23}, {2026, 4, 5}, {2038, 4, 25}};
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		ck_assert_int_eq(civil_cmp(civil_easter(dates[i][0]),
				     day(dates[i][0], dates[i][1], dates[i][2])),
		    0);
}
END_TEST

START_TEST(parse)
{
	struct dl_civil c;
	bool clock;
	ck_assert(civil_parse(STR("2026-02-28"), &c, &clock) && !clock && c.month == 2);
	ck_assert(civil_parse(STR("2026-02-28T23:59"), &c, &clock) && clock && c.minute == 59);
	ck_assert(civil_parse(STR("2026-02-28 23:59:58"), &c, &clock) && c.second == 58);
	static const char *const bad[] = {"", "2026", "2026-02-29", "2026-2-28", "2026-02-28T",
	    "x026-02-28", "2026-02-28T24:00", "2026-02-28T23:60", "2026-02-28Z", "2026-13-01",
	    "2026-02-28T23:59x"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!civil_parse(str_of(bad[i]), &c, &clock), "%s", bad[i]);
}
END_TEST

Suite *suite_when_civil(void);
Suite *suite_when_civil(void)
{
	Suite *s = suite_create("when/civil");
	TCase *tc = tcase_create("civil");
	tcase_add_test(tc, days_come_back);
	tcase_add_test(tc, weekdays_and_weeks);
	tcase_add_test(tc, months_are_clamped);
	tcase_add_test(tc, minutes_cross_days);
	tcase_add_test(tc, easter);
	tcase_add_test(tc, parse);
	suite_add_tcase(s, tc);
	return s;
}
