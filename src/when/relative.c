/* SPDX-License-Identifier: MIT */
#include "when/relative.h"

#include "base/days.h"
#include "when/amount.h"
#include "when/civil.h"

struct dl_civil relative_day(int32_t y, int m, int d)
{
	return (struct dl_civil){y, (uint8_t)m, (uint8_t)d, 0, 0, 0};
}

void relative_span(
    struct when_expr *e, enum when_grain grain, struct dl_civil from, struct dl_civil to)
{
	e->grain = grain;
	e->from = from;
	e->to = to;
	e->has_from = e->has_to = true;
}

void relative_months(struct when_expr *e, enum when_grain grain, int32_t year, int month, int n)
{
	struct dl_civil from = relative_day(year, month, 1);
	relative_span(e, grain, from, civil_add_months(from, n));
}

void relative_set_day(struct when_expr *e, struct dl_civil day)
{
	day.hour = day.minute = day.second = 0;
	relative_span(e, WHEN_GRAIN_DAY, day, civil_add_days(day, 1));
}

bool relative_unit(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	int dir = v->dir;
	switch (v->unit) {
	case UNIT_DAY:
		relative_set_day(e, civil_add_days(c, dir));
		return true;
	case UNIT_WEEK:
	case UNIT_FORTNIGHT: {
		struct dl_civil monday = civil_add_days(c, 1 - civil_weekday(c) + 7 * dir);
		monday.hour = monday.minute = monday.second = 0;
		relative_span(e, WHEN_GRAIN_WEEK, monday, civil_add_days(monday, 7));
		return true;
	}
	case UNIT_WEEKEND: {
		struct dl_civil saturday = civil_add_days(c, 6 - civil_weekday(c) + 7 * dir);
		saturday.hour = saturday.minute = saturday.second = 0;
		relative_span(e, WHEN_GRAIN_WEEKEND, saturday, civil_add_days(saturday, 2));
		return true;
	}
	case UNIT_MONTH: {
		struct dl_civil m = civil_add_months(relative_day(c.year, c.month, 1), dir);
		relative_months(e, WHEN_GRAIN_MONTH, m.year, m.month, 1);
		return true;
	}
	case UNIT_QUARTER: {
		struct dl_civil q =
		    civil_add_months(relative_day(c.year, (c.month - 1) / 3 * 3 + 1, 1), 3 * dir);
		relative_months(e, WHEN_GRAIN_QUARTER, q.year, q.month, 3);
		return true;
	}
	case UNIT_YEAR:
		relative_span(e, WHEN_GRAIN_YEAR, relative_day(c.year + dir, 1, 1),
		    relative_day(c.year + dir + 1, 1, 1));
		return true;
	case UNIT_DECADE: {
		int32_t y = (int32_t)days_floor_div(c.year, 10) * 10 + 10 * dir;
		relative_span(
		    e, WHEN_GRAIN_DECADE, relative_day(y, 1, 1), relative_day(y + 10, 1, 1));
		return true;
	}
	case UNIT_CENTURY: {
		int32_t y = (int32_t)days_floor_div(c.year, 100) * 100 + 100 * dir;
		relative_span(
		    e, WHEN_GRAIN_CENTURY, relative_day(y, 1, 1), relative_day(y + 100, 1, 1));
		return true;
	}
	default:
		return false;
	}
}

/* Farthest an offset may reach, in its own unit: beyond it is no date. */
#define OFFSET_MAX 10000

/* Weekdays on from a day, or back; weekends do not count. */
static struct dl_civil business_days(struct dl_civil day, int64_t n)
{
	int step = n < 0 ? -1 : 1;
	if (n == 0)
		return day;
	while (civil_weekday(day) > 5) /* counted from a weekend as from the weekday before it */
		day = civil_add_days(day, -step);
	day = civil_add_days(day, n / 5 * 7);
	for (n = n % 5 * step; n > 0; n--)
		do
			day = civil_add_days(day, step);
		while (civil_weekday(day) > 5);
	return day;
}

struct dl_civil relative_seconds(struct dl_civil c, int64_t seconds)
{
	int64_t total = c.second + seconds;
	c = civil_add_minutes(c, days_floor_div(total, 60));
	c.second = (uint8_t)(total - days_floor_div(total, 60) * 60);
	return c;
}

/* "in 2 hours and 30 minutes", "a year and two months ago" */
static bool compound_offset(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	int32_t months;
	int64_t seconds;
	amount_parts(v, &months, &seconds);
	if (months > OFFSET_MAX)
		return false;
	if (seconds == 0)
		c.day = 1;
	if (months != 0)
		c = civil_add_months(c, (int64_t)months * v->dir);
	if (seconds == 0)
		return relative_unit(e, &(struct value){.unit = UNIT_MONTH}, c);
	if (seconds % 86400 == 0) {
		relative_set_day(e, civil_add_days(c, seconds / 86400 * v->dir));
		return true;
	}
	e->type = WHEN_TIME;
	e->from = relative_seconds(c, seconds * v->dir);
	e->grain = e->from.second != 0 ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
	e->has_from = true;
	return true;
}

bool relative_offset(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	int64_t n = v->amount / 1000 * v->dir;
	struct value unit = {.kind = VALUE_UNIT, .unit = v->unit};
	if (n > OFFSET_MAX || n < -OFFSET_MAX)
		return false;
	if (v->compound)
		return compound_offset(e, v, c);
	if (v->business && v->unit == UNIT_DAY) {
		relative_set_day(e, business_days(c, n));
		return true;
	}
	switch (v->unit) {
	case UNIT_SECOND:
	case UNIT_MINUTE:
	case UNIT_HOUR:
		c = relative_seconds(c, (int64_t)v->amount *
					    (v->unit == UNIT_HOUR	 ? 3600
						: v->unit == UNIT_MINUTE ? 60
									 : 1) /
					    1000 * v->dir);
		e->type = WHEN_TIME;
		e->grain = c.second != 0 ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
		e->from = c;
		e->has_from = true;
		return true;
	case UNIT_DAY:
	case UNIT_WEEK:
	case UNIT_FORTNIGHT:
		relative_set_day(e, civil_add_days(c, n * (v->unit == UNIT_DAY	     ? 1
							      : v->unit == UNIT_WEEK ? 7
										     : 14)));
		return true;
	case UNIT_WEEKEND:
		return relative_unit(e, &unit, civil_add_days(c, 7 * n));
	case UNIT_MONTH:
	case UNIT_QUARTER:
		return relative_unit(e, &(struct value){.unit = UNIT_MONTH},
		    civil_add_months(
			relative_day(c.year, c.month, 1), v->unit == UNIT_MONTH ? n : 3 * n));
	case UNIT_YEAR:
	case UNIT_DECADE:
	case UNIT_CENTURY:
		n *= v->unit == UNIT_YEAR ? 1 : v->unit == UNIT_DECADE ? 10 : 100;
		if (n > OFFSET_MAX || n < -OFFSET_MAX)
			return false;
		c.year += (int32_t)n;
		unit.unit = UNIT_YEAR;
		return relative_unit(e, &unit, c);
	default:
		return false;
	}
}

/* A part of an interval by its number; unit day, week, month … or a weekday. */
bool relative_nth(struct when_expr *e, const struct value *v, const struct when_expr *in)
{
	int n = v->amount != 0 ? v->amount / 1000 : v->nth;
	if (!in->has_from || !in->has_to || n == 0)
		return false;
	if (v->business) { /* "the last working day of May" */
		relative_set_day(
		    e, business_days(n > 0 ? civil_add_days(in->from, -1) : in->to, n));
		return civil_days(e->from) < civil_days(in->to) &&
		       civil_days(e->from) >= civil_days(in->from);
	}
	struct dl_civil first = in->from, last = civil_add_days(in->to, -1);
	struct dl_civil base = n > 0 ? first : last;
	int step = n > 0 ? n - 1 : n + 1;
	struct value unit = {.kind = VALUE_UNIT, .unit = v->unit, .dir = (int8_t)step};
	if (v->has & HAS_WEEKDAY) {
		int diff = v->weekday - civil_weekday(base);
		if (n > 0 && diff < 0)
			diff += 7;
		if (n < 0 && diff > 0)
			diff -= 7;
		relative_set_day(e, civil_add_days(base, diff + 7 * step));
	} else if (v->unit == UNIT_DAY) {
		relative_set_day(e, civil_add_days(base, step));
	} else if (v->unit == UNIT_WEEK) {
		/* the week that has most of its days in it (ISO 8601 says so of years) */
		int inside = 8 - civil_weekday(first);
		struct dl_civil monday = civil_add_days(first, inside >= 4 ? inside - 7 : inside);
		if (n < 0) {
			int days = civil_weekday(last);
			monday = civil_add_days(last, 1 - days - (days >= 4 ? 0 : 7));
		}
		relative_unit(e, &unit, monday);
	} else if (v->unit == UNIT_WEEKEND) {
		int to = (13 - civil_weekday(base)) % 7; /* days to Saturday */
		relative_unit(e, &unit, civil_add_days(base, n > 0 ? to : to - 7));
	} else if (!relative_unit(e, &unit, base))
		return false;
	e->has_from = e->has_to =
	    civil_days(e->from) < civil_days(in->to) && civil_days(in->from) < civil_days(e->to);
	return e->has_from;
}

bool relative_offset_of(struct when_expr *e, const struct value *v, const struct when_expr *in)
{
	bool day = in->grain >= WHEN_GRAIN_DAY;
	struct dl_civil base = v->dir > 0 && in->has_to && !day && v->unit < UNIT_MONTH
				   ? civil_add_days(in->to, -1)
				   : in->from;
	int64_t n = v->amount / 1000 * v->dir;
	static const int months[] = {[UNIT_MONTH] = 1,
	    [UNIT_QUARTER] = 3,
	    [UNIT_YEAR] = 12,
	    [UNIT_DECADE] = 120,
	    [UNIT_CENTURY] = 1200,
	    [UNIT_FORTNIGHT] = 0};
	if (!day || months[v->unit] == 0)
		return relative_offset(e, v, base);
	if (n > OFFSET_MAX || n < -OFFSET_MAX)
		return false;
	relative_set_day(e, civil_add_months(base, n * months[v->unit]));
	return true;
}

static struct dl_civil add_units(struct dl_civil c, enum value_unit unit, int64_t n)
{
	switch (unit) {
	case UNIT_WEEK:
		return civil_add_days(c, 7 * n);
	case UNIT_FORTNIGHT:
		return civil_add_days(c, 14 * n);
	case UNIT_MONTH:
		return civil_add_months(c, n);
	case UNIT_QUARTER:
		return civil_add_months(c, 3 * n);
	case UNIT_YEAR:
		return civil_add_months(c, 12 * n);
	case UNIT_DECADE:
		return civil_add_months(c, 120 * n);
	case UNIT_CENTURY:
		return civil_add_months(c, 1200 * n);
	default:
		return civil_add_days(c, n);
	}
}

/* "the next three hours": whole ones, as with days. */
static bool clock_length(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	int64_t n = v->amount / 1000;
	int seconds = v->unit == UNIT_HOUR ? 3600 : v->unit == UNIT_MINUTE ? 60 : 1;
	if (v->amount % 1000 != 0 || n > OFFSET_MAX || v->vague || v->dir == 0)
		return false;
	c.second = seconds >= 60 ? 0 : c.second;
	c.minute = seconds >= 3600 ? 0 : c.minute;
	e->from = relative_seconds(c, v->dir < 0 ? -n * seconds : seconds);
	e->to = relative_seconds(e->from, n * seconds);
	e->grain = seconds == 1 ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
	e->has_from = e->has_to = true;
	return true;
}

bool relative_length(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	struct when_expr now = {.has_from = false};
	struct value unit = {.kind = VALUE_UNIT, .unit = v->unit};
	int64_t n = v->amount / 1000;
	if (v->unit <= UNIT_HOUR)
		return clock_length(e, v, c);
	if (v->amount % 1000 != 0 || n > OFFSET_MAX || v->unit == UNIT_WEEKEND || v->vague ||
	    !relative_unit(&now, &unit, c))
		return false;
	if (v->dir == 0)
		now.from = now.to = relative_day(c.year, c.month, c.day);
	if (v->business && v->unit == UNIT_DAY) {
		e->from = business_days(now.from, v->dir < 0 ? -n : 1);
		e->to = v->dir < 0 ? now.from : civil_add_days(business_days(now.from, n), 1);
	} else {
		e->from = v->dir < 0 ? add_units(now.from, v->unit, -n) : now.to;
		e->to = v->dir < 0 ? now.from : add_units(now.to, v->unit, n);
	}
	e->has_from = e->has_to = true;
	return true;
}

bool relative_part(struct when_expr *e, const struct value *v, const struct when_expr *in)
{
	struct when_expr first, last;
	int64_t n = v->amount / 1000;
	if (n < 1 || n > 100 || v->amount % 1000 != 0)
		return false;
	struct value a = {.kind = VALUE_NTH, .unit = v->unit}, b = a;
	a.nth = (int8_t)(v->nth > 0 ? 1 : -n);
	b.nth = (int8_t)(v->nth > 0 ? n : -1);
	if (!relative_nth(&first, &a, in) || !relative_nth(&last, &b, in))
		return false;
	e->from = first.from;
	e->to = last.to;
	e->has_from = e->has_to = true;
	return true;
}

/* Thirds, in the unit below: of a month its tens of days, of a year four
 * months; a week begins and ends with three days. */
void relative_narrow(struct when_expr *e, int third)
{
	static const int months[] = {[WHEN_GRAIN_QUARTER] = 1,
	    [WHEN_GRAIN_SEASON] = 1,
	    [WHEN_GRAIN_HALF] = 2,
	    [WHEN_GRAIN_YEAR] = 4,
	    [WHEN_GRAIN_DECADE] = 40,
	    [WHEN_GRAIN_CENTURY] = 400,
	    [WHEN_GRAIN_WEEK] = 0};
	struct dl_civil a = e->from, cut[2];
	if (!e->has_from || !e->has_to || third < 1 || third > 3 || e->grain > WHEN_GRAIN_WEEK)
		return;
	if (e->grain == WHEN_GRAIN_WEEK || e->grain == WHEN_GRAIN_MONTH) {
		bool week = e->grain == WHEN_GRAIN_WEEK;
		cut[0] = civil_add_days(a, week ? 3 : 10);
		cut[1] = civil_add_days(a, week ? 4 : 20);
	} else if (months[e->grain] != 0) {
		cut[0] = civil_add_months(a, months[e->grain]);
		cut[1] = civil_add_months(a, 2 * months[e->grain]);
	} else
		return;
	e->from = third == 1 ? a : cut[third - 2];
	e->to = third == 3 ? e->to : cut[third - 1];
}

bool relative_half(struct when_expr *e, const struct value *v, const struct when_expr *in)
{
	if (!in->has_from || !in->has_to || v->nth < 1 || v->nth > 2)
		return false;
	struct dl_civil middle =
	    civil_add_days(in->from, (civil_days(in->to) - civil_days(in->from)) / 2);
	if (in->grain == WHEN_GRAIN_YEAR) {
		relative_months(e, WHEN_GRAIN_HALF, in->from.year, v->nth == 1 ? 1 : 7, 6);
		return true;
	}
	if (in->grain < WHEN_GRAIN_YEAR) /* of years, whole ones */
		middle = civil_add_months(in->from, (in->to.year - in->from.year) * 6);
	relative_span(e, in->grain, v->nth == 1 ? in->from : middle, v->nth == 1 ? middle : in->to);
	return true;
}

struct dl_civil relative_day_beside(struct dl_civil c, enum value_unit unit, int n)
{
	return add_units(c, unit, n);
}

int relative_season(int season, bool south)
{
	return south ? (season * 3 + 5) % 12 + 1 : season * 3;
}
