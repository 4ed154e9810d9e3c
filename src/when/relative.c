/* SPDX-License-Identifier: MIT */
#include "when/relative.h"

#include "base/days.h"
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

bool relative_offset(struct when_expr *e, const struct value *v, struct dl_civil c)
{
	int64_t n = v->amount / 1000 * v->dir;
	struct value unit = {.kind = VALUE_UNIT, .unit = v->unit};
	if (n > OFFSET_MAX || n < -OFFSET_MAX)
		return false;
	switch (v->unit) {
	case UNIT_SECOND:
	case UNIT_MINUTE:
	case UNIT_HOUR:
		c = civil_add_minutes(c, v->unit == UNIT_HOUR
					     ? (int64_t)v->amount * 60 / 1000 * v->dir
					 : v->unit == UNIT_MINUTE ? n
								  : n / 60);
		e->type = WHEN_TIME;
		e->grain = WHEN_GRAIN_MINUTE;
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
