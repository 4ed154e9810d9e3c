/* SPDX-License-Identifier: MIT */
#include "when/weekday.h"

#include "when/announce.h"
#include "when/civil.h"
#include "when/narrate.h"
#include "when/relative.h"

int weekday_shift(const struct discourse *d)
{
	return d->options->week_start == DL_WEEK_SUNDAY;
}

struct dl_civil weekday_in_week(const struct discourse *d, struct dl_civil day, int weekday)
{
	int shift = weekday_shift(d);
	return civil_add_days(
	    day, (weekday - 1 + shift) % 7 - (civil_weekday(day) - 1 + shift) % 7);
}

struct dl_civil weekday_from(struct dl_civil from, int weekday, int dir)
{
	int diff = weekday - civil_weekday(from);
	if (dir > 0 && diff <= 0)
		diff += 7;
	if (dir < 0 && diff >= 0)
		diff -= 7;
	return civil_add_days(from, diff);
}

struct dl_civil weekday_nearest(struct dl_civil from, int weekday)
{
	int diff = weekday - civil_weekday(from);
	if (diff > 3)
		diff -= 7;
	if (diff < -3)
		diff += 7;
	return civil_add_days(from, diff);
}

bool weekday_set(struct discourse *d, struct when_expr *e, const struct value *v)
{
	bool narrated = (v->base == BASE_NARRATED || d->narrative) && d->day != WHEN_NONE;
	if (announce_weekday(d, e, v))
		return true;
	if (!narrated && !d->strong && d->day != WHEN_NONE) {
		/* nobody dated the document: the weekday follows what was told last, or
		 * comes before it ("signed on Friday") */
		int dir = narrate_direction(d, e) < 0 ? -1 : 1;
		struct dl_civil told = civil_add_days(d->exprs[d->day].from, -dir);
		e->antecedent = d->day;
		e->day_from = WHEN_FROM_DAY;
		relative_set_day(e, weekday_from(told, v->weekday, dir));
		return true;
	}
	if (!d->has_reference && !narrated)
		return false;
	struct dl_civil base = narrated ? d->exprs[d->day].from : d->reference;
	e->day_from = narrated ? WHEN_FROM_DAY : WHEN_FROM_REFERENCE;
	if (narrated)
		e->antecedent = d->day;
	if ((v->has & HAS_DIR) && v->nth != 0) { /* "two Sundays from now" */
		struct dl_civil first = weekday_from(base, v->weekday, v->dir);
		relative_set_day(e, civil_add_days(first, 7 * v->dir * (v->nth - 1)));
		return true;
	}
	if (v->has & HAS_DIR) {
		/* "next Friday" is the one of next week, "last Friday" the one before today */
		struct dl_civil next = civil_add_days(base, 7);
		struct dl_civil day = weekday_in_week(d, base, v->weekday);
		bool over =
		    d->options->prefer == DL_PREFER_FUTURE && civil_days(day) <= civil_days(base);
		relative_set_day(e, v->dir > 0 || (v->dir == 0 && over)
					? weekday_in_week(d, next, v->weekday)
				    : v->dir < 0 ? weekday_from(base, v->weekday, -1)
						 : day);
		return true;
	}
	/* "said Friday" in a text written on a Friday: that day */
	int dir = narrate_direction(d, e);
	bool due = e->lead == WHEN_LEAD_BY || e->lead == WHEN_LEAD_UNTIL;
	if (dir == 0 && d->options->prefer == DL_PREFER_AUTO &&
	    (due || narrate_is_terse(d, e) || narrate_is_present(d, e)))
		dir = 1;
	relative_set_day(e, dir == 0 || civil_weekday(base) == v->weekday
				? weekday_nearest(base, v->weekday)
				: weekday_from(base, v->weekday, dir));
	return true;
}

/* Farthest month that "Friday the 13th" is looked for in. */
#define DAY_MONTHS 14

bool weekday_set_day(struct discourse *d, struct when_expr *e, const struct value *v)
{
	bool told = d->day != WHEN_NONE && (!d->strong || d->narrative);
	if (!told && !d->has_reference)
		return false;
	struct dl_civil base = told ? d->exprs[d->day].from : d->reference;
	int dir = !told && narrate_direction(d, e) < 0 ? -1 : 1;
	e->year_from = e->month_from = told ? WHEN_FROM_DAY : WHEN_FROM_REFERENCE;
	if (told)
		e->antecedent = d->day;
	struct dl_civil month = relative_day(base.year, base.month, 1);
	for (int i = 0; i < DAY_MONTHS; i++, month = civil_add_months(month, dir)) {
		struct dl_civil day = month;
		day.day = v->day;
		if (!civil_valid(day.year, day.month, day.day) ||
		    (civil_days(day) - civil_days(base)) * dir < 0 ||
		    ((v->has & HAS_WEEKDAY) && civil_weekday(day) != v->weekday))
			continue;
		relative_set_day(e, day);
		return true;
	}
	return false;
}
