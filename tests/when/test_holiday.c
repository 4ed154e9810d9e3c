/* SPDX-License-Identifier: MIT */
/* Days of holidays against days that are known from calendars and almanacs. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/days.h"
#include "base/str.h"
#include "when/holiday.h"

/* The holiday of a name; its country may be "". */
static const struct {
	const char *name, *country;
	int32_t year;
	int month, day, length;
} known[] = {
    {"Christmas Day", "", 1066, 12, 25, 1},
    {"Easter", "", 1818, 3, 22, 1},
    {"Easter", "", 1943, 4, 25, 1},
    {"Easter", "", 2000, 4, 23, 1},
    {"Easter", "", 2024, 3, 31, 1},
    {"Easter", "", 2038, 4, 25, 1},
    {"Pentecost", "", 2025, 6, 8, 1},
    {"Lent", "", 2024, 2, 14, 46},
    {"Orthodox Easter", "", 2000, 4, 30, 1},
    {"Orthodox Easter", "", 2021, 5, 2, 1},
    {"Orthodox Easter", "", 2024, 5, 5, 1},
    {"Orthodox Easter", "", 2025, 4, 20, 1},
    {"Clean Monday", "", 2023, 2, 27, 1},
    {"Advent Sunday", "", 2022, 11, 27, 1},
    {"Advent Sunday", "", 2023, 12, 3, 1},
    {"Rosh Hashanah", "", 1999, 9, 11, 2},
    {"Rosh Hashanah", "", 2013, 9, 5, 2},
    {"Rosh Hashanah", "", 2023, 9, 16, 2},
    {"Rosh Hashanah", "", 2024, 10, 3, 2},
    {"Yom Kippur", "", 1973, 10, 6, 1},
    {"Yom Kippur", "", 2022, 10, 5, 1},
    {"Hanukkah", "", 2013, 11, 28, 8},
    {"Hanukkah", "", 2024, 12, 26, 8},
    {"Purim", "", 2016, 3, 24, 1},
    {"Purim", "", 2024, 3, 24, 1},
    {"Purim", "", 2025, 3, 14, 1},
    {"Passover", "", 2024, 4, 23, 8},
    {"Passover", "IL", 2024, 4, 23, 7},
    {"Tisha B'Av", "", 2022, 8, 7, 1}, /* put off, the ninth was a Sabbath */
    {"Yom HaShoah", "", 2021, 4, 8, 1},
    {"Yom HaAtzmaut", "", 2024, 5, 14, 1},
    {"Tu BiShvat", "", 2023, 2, 6, 1},
    {"Islamic New Year", "", 2020, 8, 20, 1},
    {"Ramadan", "", 2012, 7, 20, 30},
    {"Ramadan", "", 2020, 4, 24, 30},
    {"Ramadan", "", 2023, 3, 23, 29},
    {"Ramadan", "", 2025, 3, 1, 29},
    {"Eid al-Fitr", "", 2023, 4, 21, 1},
    {"Eid al-Adha", "", 2022, 7, 9, 1},
    {"Eid al-Adha", "", 2024, 6, 16, 1},
    {"Chinese New Year", "", 1968, 1, 30, 1},
    {"Chinese New Year", "", 1985, 2, 20, 1},
    {"Chinese New Year", "", 2007, 2, 18, 1},
    {"Chinese New Year", "", 2021, 2, 12, 1},
    {"Chinese New Year", "", 2034, 2, 19, 1}, /* after the leap month of 2033 */
    {"Mid-Autumn Festival", "", 2023, 9, 29, 1},
    {"Dragon Boat Festival", "", 2022, 6, 3, 1},
    {"Qingming", "", 2023, 4, 5, 1},
    {"Diwali", "", 2010, 11, 5, 1},
    {"Diwali", "", 2016, 10, 30, 1},
    {"Diwali", "", 2023, 11, 12, 1},
    {"Diwali", "", 2024, 10, 31, 1},
    {"Holi", "", 2022, 3, 18, 1},
    {"Holi", "", 2024, 3, 25, 1},
    {"Navaratri", "", 2022, 9, 26, 9},
    {"Dussehra", "", 2022, 10, 5, 1},
    {"Dussehra", "", 2020, 10, 25, 1},
    {"Ganesh Chaturthi", "", 2021, 9, 10, 1},
    {"Raksha Bandhan", "", 2020, 8, 3, 1},
    {"Guru Nanak Jayanti", "", 2021, 11, 19, 1},
    {"Maha Shivaratri", "", 2023, 2, 18, 1},
    {"Onam", "", 2022, 9, 8, 1},
    {"Pongal", "", 2021, 1, 14, 1},
    {"Vaisakhi", "", 2019, 4, 14, 1},
    {"Buddha Purnima", "", 2022, 5, 16, 1},
    {"Parsi New Year", "", 2023, 8, 16, 1},
    {"Nowruz", "", 2023, 3, 21, 1},
    {"Nowruz", "", 2024, 3, 20, 1},
    {"December Solstice", "", 2023, 12, 22, 1},
    {"Thanksgiving Day", "", 2023, 11, 23, 1},
    {"Thanksgiving Day", "CA", 2023, 10, 9, 1},
    {"Memorial Day", "US", 2021, 5, 31, 1},
    {"Labor Day", "", 2022, 9, 5, 1},
    {"Labor Day", "NZ", 2022, 10, 24, 1},
    {"Labor Day", "DE", 2022, 5, 1, 1},
    {"Mother's Day", "", 2023, 5, 14, 1},
    {"Mother's Day", "GB", 2023, 3, 19, 1},
    {"Father's Day", "AU", 2023, 9, 3, 1},
    {"Victoria Day", "", 2020, 5, 18, 1},
    {"Victoria Day", "", 2026, 5, 18, 1}, /* the 25th is itself a Monday */
    {"Election Day", "", 2022, 11, 8, 1},
    {"Election Day", "", 2021, 11, 2, 1},
    {"King's Day", "", 2025, 4, 26, 1}, /* the 27th is a Sunday */
    {"Summer Bank Holiday", "GB", 2021, 8, 30, 1},
    {"Summer Bank Holiday", "IE", 2021, 8, 2, 1},
};

/* By its number: labels are looked through, as there is nothing else to find it by. */
static uint16_t numbered(const char *name)
{
	for (uint16_t i = 1; holiday_label(i) != NULL; i++)
		if (strcmp(holiday_label(i), name) == 0)
			return i;
	return 0;
}

START_TEST(days_are_the_known_ones)
{
	struct holiday_span s[HOLIDAY_A_YEAR];
	uint16_t h = numbered(known[_i].name);
	ck_assert_msg(h != 0, "no %s", known[_i].name);
	int n = holiday_in_year(h, str_of(known[_i].country), known[_i].year, s);
	int64_t want = days_from_date(known[_i].year, known[_i].month, known[_i].day);
	ck_assert_msg(n >= 1 && s[0].from == want && s[0].to - s[0].from == known[_i].length,
	    "%s %d: %d, %d days off, %d long", known[_i].name, (int)known[_i].year, n,
	    (int)(n < 1 ? 0 : s[0].from - want), (int)(n < 1 ? 0 : s[0].to - s[0].from));
}
END_TEST

/* Whatever moves comes back in its season, once a year. */
START_TEST(every_year_has_one)
{
	static const struct {
		const char *name;
		int first, last; /* days of the year it may begin on */
	} seasons[] = {{"Easter", 80, 116}, {"Orthodox Easter", 92, 129}, {"Yom Kippur", 256, 290},
	    {"Passover", 84, 118}, {"Hanukkah", 330, 365}, {"Chinese New Year", 20, 53},
	    {"Diwali", 287, 322}, {"Holi", 57, 92}, {"Navaratri", 256, 295}, {"Vaisakhi", 102, 107},
	    {"Mid-Autumn Festival", 249, 283}, {"Nowruz", 78, 82}};
	for (size_t k = 0; k < sizeof(seasons) / sizeof(seasons[0]); k++)
		for (int32_t year = 1931; year < 2100; year++) {
			struct holiday_span s[HOLIDAY_A_YEAR];
			int n = holiday_in_year(numbered(seasons[k].name), str_of(""), year, s);
			int64_t day = n == 0 ? -1 : s[0].from - days_from_date(year, 1, 1) + 1;
			ck_assert_msg(n == 1 && day >= seasons[k].first && day <= seasons[k].last,
			    "%s %d: %d, day %d of the year", seasons[k].name, (int)year, n,
			    (int)day);
		}
}
END_TEST

START_TEST(years_without_a_table_have_none)
{
	struct holiday_span s[HOLIDAY_A_YEAR];
	ck_assert_int_eq(holiday_in_year(numbered("Diwali"), str_of(""), 1492, s), 0);
	ck_assert_int_eq(holiday_in_year(numbered("Ramadan"), str_of(""), 2200, s), 0);
	ck_assert_int_eq(holiday_in_year(numbered("Easter"), str_of(""), 300, s), 0);
	ck_assert_int_eq(holiday_in_year(numbered("Easter"), str_of(""), INT32_MAX, s), 0);
	ck_assert_int_eq(holiday_in_year(numbered("Super Tuesday"), str_of(""), 2011, s), 0);
	ck_assert_int_eq(holiday_in_year(numbered("Eid al-Adha"), str_of(""), 2006, s), 2);
}
END_TEST

START_TEST(country_is_that_of_language_or_zone)
{
	static const struct {
		const char *lang, *tz, *want;
	} rows[] = {{"en-GB", "", "GB"}, {"en-Latn-AU", "", "AU"}, {"en", "", ""},
	    {"en", "America/Toronto", "CA"}, {"en-US", "Europe/London", "US"}, {"", "Etc/UTC", ""}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dl_options o = {.lang = str_of(rows[i].lang), .tz = str_of(rows[i].tz)};
		ck_assert(str_eq(holiday_country(&o), str_of(rows[i].want)));
	}
}
END_TEST

Suite *suite_when_holiday(void);
Suite *suite_when_holiday(void)
{
	Suite *s = suite_create("when/holiday");
	TCase *tc = tcase_create("days");
	tcase_add_loop_test(
	    tc, days_are_the_known_ones, 0, (int)(sizeof(known) / sizeof(known[0])));
	tcase_add_test(tc, every_year_has_one);
	tcase_add_test(tc, years_without_a_table_have_none);
	tcase_add_test(tc, country_is_that_of_language_or_zone);
	suite_add_tcase(s, tc);
	return s;
}
