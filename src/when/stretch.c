/* SPDX-License-Identifier: MIT */
#include "when/stretch.h"

#include "base/days.h"
#include "when/civil.h"
#include "when/relative.h"

/* A step forward costs 2 a month, and less beyond a year: time passes, and a
 * history may leave out much of it, but beyond 5 years it hardly matters how
 * much. A step back costs twice that. */
#define FORWARD_MONTH 2
#define FORWARD_YEAR  3
#define FORWARD_MOST  36
#define BACK_MONTH    4
#define BACK_YEAR     5
#define BACK_MOST     96

struct stretch stretch_years(int32_t first, int32_t last)
{
	return (struct stretch){days_from_date(first, 1, 1), days_from_date(last + 1, 1, 1)};
}

static struct stretch months(int32_t year, int month, int n)
{
	int32_t m = year * 12 + month - 1 + n;
	int32_t end = (int32_t)days_floor_div(m, 12);
	return (struct stretch){
	    days_from_date(year, month, 1), days_from_date(end, m - end * 12 + 1, 1)};
}

int32_t stretch_year(int64_t day)
{
	int32_t y;
	int m, d;
	days_to_date(day, &y, &m, &d);
	return y;
}

bool stretch_place(const struct value *v, int32_t year, bool south, struct stretch *ret)
{
	int first = relative_season(v->season, south);
	bool named = (v->has & HAS_YEAR) != 0 && !v->both_years;
	if (v->has & HAS_SEASON) /* a winter has two years, and either may name it */
		*ret = first == 12 && named ? months(year - 1, 12, 15) : months(year, first, 3);
	else if (v->has & HAS_DAY) {
		if (!civil_valid(year, v->month, v->day))
			return false;
		ret->from = days_from_date(year, v->month, v->day);
		ret->to = ret->from + 1;
	} else if (v->has & HAS_MONTH)
		*ret = months(year, v->month, 1);
	else if (v->has & HAS_QUARTER)
		*ret = months(year, v->quarter * 3 - 2, 3);
	else if (v->has & HAS_HALF)
		*ret = months(year, v->half * 6 - 5, 6);
	else if (v->mod != NULL && v->mod[0] == 'S')
		*ret = months(year, 1, 6);
	else if (v->mod != NULL && v->mod[0] == 'E')
		*ret = months(year, 7, 6);
	else
		*ret = stretch_years(year, year);
	return true;
}

static int32_t least(int64_t a, int32_t b)
{
	return a < b ? (int32_t)a : b;
}

int32_t stretch_price(struct stretch a, struct stretch b)
{
	int64_t ahead = b.from - a.to, back = a.from - b.to, price = 0;
	if (ahead > 0)
		price = ahead <= 365
			    ? ahead * 12 * FORWARD_MONTH / 365
			    : least(12 * FORWARD_MONTH + (ahead - 365) * FORWARD_YEAR / 365,
				  FORWARD_MOST);
	else if (back > 0)
		price = back <= 365
			    ? back * 12 * BACK_MONTH / 365
			    : least(12 * BACK_MONTH + (back - 365) * BACK_YEAR / 365, BACK_MOST);
	return (int32_t)price;
}

struct stretch stretch_narrow(struct stretch was, struct stretch is)
{
	int64_t from = was.from > is.from ? was.from : is.from;
	int64_t to = was.to < is.to ? was.to : is.to;
	return from < to ? (struct stretch){from, to} : is;
}
