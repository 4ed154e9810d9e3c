/* SPDX-License-Identifier: MIT */
#include "base/days.h"

/* Days of 400 years, after which the calendar repeats itself, weekdays included. */
#define CYCLE 146097
/* Days from 0001-01-01 to 1970-01-01. */
#define EPOCH 719162

/* Days of a common year before each month. */
static const short before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t days_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* From 0001-01-01 to January 1st of the year. */
static int64_t before_year(int64_t year)
{
	int64_t y = year - 1;
	return 365 * y + days_floor_div(y, 4) - days_floor_div(y, 100) + days_floor_div(y, 400);
}

int64_t days_from_date(int32_t year, int month, int day)
{
	bool past_leap_day = month > 2 && is_leap(year);
	return before_year(year) + before_month[month - 1] + past_leap_day + day - 1 - EPOCH;
}

void days_to_date(int64_t days, int32_t *ret_year, int *ret_month, int *ret_day)
{
	int64_t n = days + EPOCH;
	/* Never too small, at most one too large. */
	int64_t year = days_floor_div(n * 400, CYCLE) + 2;
	while (before_year(year) > n)
		year--;
	int rest = (int)(n - before_year(year));
	int month = 1;
	while (month < 12 && rest >= before_month[month] + (month > 1 && is_leap(year)))
		month++;
	*ret_year = (int32_t)year;
	*ret_month = month;
	*ret_day = rest - before_month[month - 1] - (month > 2 && is_leap(year)) + 1;
}

int days_in_month(int32_t year, int month)
{
	if (month < 1 || month > 12)
		return 0;
	return before_month[month] - before_month[month - 1] + (month == 2 && is_leap(year));
}

int days_weekday(int64_t days)
{
	/* 1970-01-01 was a Thursday. */
	return (int)(days + 3 - 7 * days_floor_div(days + 3, 7)) + 1;
}
