/* SPDX-License-Identifier: MIT */
#include "when/civil.h"

#include "base/days.h"
#include "base/str.h"

int64_t civil_days(struct dl_civil c)
{
	return days_from_date(c.year, c.month, c.day);
}

struct dl_civil civil_from_days(int64_t days)
{
	struct dl_civil c = {0};
	int month, day;
	days_to_date(days, &c.year, &month, &day);
	c.month = (uint8_t)month;
	c.day = (uint8_t)day;
	return c;
}

bool civil_valid(int32_t year, int month, int day)
{
	return day >= 1 && day <= days_in_month(year, month);
}

int civil_weekday(struct dl_civil c)
{
	return days_weekday(civil_days(c));
}

void civil_iso_week(struct dl_civil c, int32_t *ret_year, int *ret_week)
{
	int64_t thursday = civil_days(c) - civil_weekday(c) + 4;
	*ret_year = civil_from_days(thursday).year;
	*ret_week = (int)((thursday - days_from_date(*ret_year, 1, 1)) / 7) + 1;
}

struct dl_civil civil_week_start(int32_t iso_year, int week)
{
	struct dl_civil c = {iso_year, 1, 4, 0, 0, 0};
	return civil_add_days(c, (int64_t)(week - 1) * 7 - (civil_weekday(c) - 1));
}

struct dl_civil civil_add_days(struct dl_civil c, int64_t days)
{
	struct dl_civil d = civil_from_days(civil_days(c) + days);
	d.hour = c.hour;
	d.minute = c.minute;
	d.second = c.second;
	return d;
}

struct dl_civil civil_add_months(struct dl_civil c, int64_t months)
{
	int64_t m = (int64_t)c.year * 12 + c.month - 1 + months;
	int64_t y = days_floor_div(m, 12);
	c.year = (int32_t)y;
	c.month = (uint8_t)(m - y * 12 + 1);
	int last = days_in_month(c.year, c.month);
	if (c.day > last)
		c.day = (uint8_t)last;
	return c;
}

struct dl_civil civil_add_minutes(struct dl_civil c, int64_t minutes)
{
	int64_t m = (int64_t)c.hour * 60 + c.minute + minutes;
	int64_t d = days_floor_div(m, 1440);
	m -= d * 1440;
	c.hour = (uint8_t)(m / 60);
	c.minute = (uint8_t)(m % 60);
	return civil_add_days(c, d);
}

int civil_cmp(struct dl_civil a, struct dl_civil b)
{
	int64_t x = civil_days(a), y = civil_days(b);
	int s = (a.hour * 60 + a.minute) * 61 + a.second,
	    t = (b.hour * 60 + b.minute) * 61 + b.second;
	return x != y ? (x > y) - (x < y) : (s > t) - (s < t);
}

/* Meeus, Jones and Butcher's rule for the Gregorian Easter. */
struct dl_civil civil_easter(int32_t year)
{
	/* the dates repeat after 5,700,000 years; so no year is negative */
	int y = (year % 5700000 + 5700000) % 5700000;
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4;
	int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
	return (struct dl_civil){year, (uint8_t)(n / 31), (uint8_t)(n % 31 + 1), 0, 0, 0};
}

/* n digits at s.p[at], or -1. */
static int digits(struct dl_str s, size_t at, size_t n)
{
	int v = 0;
	if (at + n > s.n)
		return -1;
	for (size_t i = at; i < at + n; i++) {
		if (!is_digit(s.p[i]))
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

bool civil_parse(struct dl_str s, struct dl_civil *ret, bool *ret_has_clock)
{
	int y = digits(s, 0, 4), m = digits(s, 5, 2), d = digits(s, 8, 2);
	if (y < 0 || m < 0 || d < 0 || s.p[4] != '-' || s.p[7] != '-' || !civil_valid(y, m, d))
		return false;
	struct dl_civil c = {y, (uint8_t)m, (uint8_t)d, 0, 0, 0};
	*ret_has_clock = s.n > 10;
	if (s.n > 10) {
		int h = digits(s, 11, 2), min = digits(s, 14, 2), sec = 0;
		if ((s.p[10] != 'T' && s.p[10] != ' ') || h < 0 || min < 0 || s.p[13] != ':')
			return false;
		if (s.n > 16 && s.p[16] == ':')
			sec = digits(s, 17, 2);
		else if (s.n > 16)
			return false;
		/* fractions of a second and a zone behind them are nothing a reference needs */
		if (h > 23 || min > 59 || sec < 0 || sec > 60)
			return false;
		c.hour = (uint8_t)h;
		c.minute = (uint8_t)min;
		c.second = (uint8_t)sec;
	}
	*ret = c;
	return true;
}
