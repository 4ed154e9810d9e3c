/* SPDX-License-Identifier: MIT */
#include "when/date.h"

#include "when/civil.h"
#include "when/narrate.h"
#include "when/period.h"
#include "when/relative.h"
#include "when/timeline.h"
#include "when/weekday.h"

/* A written weekday chooses among the years this far around the one assumed:
 * within them each weekday comes at least once, but for 29 February. */
#define WEEKDAY_YEARS 6

/* The year nearest to the assumed one in which the day has that weekday. */
static int32_t fit_weekday(int32_t year, const struct value *v)
{
	for (int32_t k = 0; k <= WEEKDAY_YEARS; k++)
		for (int32_t sign = 1; sign >= -1; sign -= 2) {
			int32_t y = year + k * sign;
			if (civil_valid(y, v->month, v->day) &&
			    civil_weekday(relative_day(y, v->month, v->day)) == v->weekday)
				return y;
		}
	return year;
}

/* A year that a dated heading or entry gives is not overruled by a weekday;
 * the two contradict each other, and that is reported. */
static bool is_firm(const struct discourse *d, const struct when_expr *e)
{
	if (e->year_from != WHEN_FROM_HEADING && e->year_from != WHEN_FROM_YEAR)
		return false;
	return d->exprs[e->antecedent].grain >= WHEN_GRAIN_MONTH;
}

/* When "last May", "next summer" is said: when the document was written, or in
 * a history when what was told last happened. */
static bool speaking(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct dl_civil *ret)
{
	bool told = (d->narrative || v->base == BASE_NARRATED) && d->dated != WHEN_NONE;
	if (!told && !d->has_reference)
		return false;
	e->year_from = told ? WHEN_FROM_YEAR : WHEN_FROM_REFERENCE;
	if (told)
		e->antecedent = d->dated;
	*ret = told ? d->exprs[d->dated].from : d->reference;
	return true;
}

/* Longest way between two leap years: 1896 and 1904. */
#define LEAP_YEARS 8

static int32_t leap_year(int32_t year, int dir)
{
	for (int i = 0; i < LEAP_YEARS && !civil_valid(year, 2, 29); i++)
		year += dir;
	return year;
}

static bool set_month_day(struct discourse *d, struct when_expr *e, const struct value *v)
{
	int32_t year = v->year;
	if (v->has & HAS_DIR) {
		struct dl_civil now;
		if (!speaking(d, e, v, &now))
			return false;
		year = now.year;
		int late = v->month - now.month;
		if (v->year_dir)
			year += v->dir;
		else if (v->dir < 0 && late >= 0)
			year--;
		else if (v->dir > 0 && late <= 0)
			year++;
		if (!v->year_dir && (v->dir > 1 || v->dir < -1)) /* "March after next" */
			year += v->dir > 0 ? 1 : -1;
	} else if (!(v->has & HAS_YEAR)) {
		year = narrate_year(d, e, v, &e->year_from);
		if (year == INT32_MIN)
			return false;
		if ((v->has & HAS_WEEKDAY) && (v->has & HAS_DAY) && !is_firm(d, e)) {
			int32_t fit = fit_weekday(year, v);
			if (fit != year)
				e->year_from = WHEN_FROM_WEEKDAY;
			year = fit;
		}
	}
	if (!(v->has & HAS_DAY)) {
		relative_months(e, WHEN_GRAIN_MONTH, year, v->month, 1);
		return true;
	}
	if (!(v->has & HAS_YEAR) && v->month == 2 && v->day == 29) /* the leap year that is meant */
		year = leap_year(year, narrate_direction(d, e) < 0 ? -1 : 1);
	if (!civil_valid(year, v->month, v->day))
		return false;
	relative_set_day(e, relative_day(year, v->month, v->day));
	if (v->has & HAS_WEEKDAY) {
		e->written_weekday = v->weekday;
		e->weekday_clash = civil_weekday(e->from) != v->weekday;
	}
	return true;
}

static bool set_season(struct discourse *d, struct when_expr *e, const struct value *v)
{
	int month = relative_season(v->season, d->options->hemisphere == DL_SOUTH);
	struct value m = {.kind = VALUE_DATE, .month = (uint8_t)month, .has = HAS_MONTH};
	int32_t year = v->has & HAS_YEAR ? v->year : narrate_year(d, e, &m, &e->year_from);
	if (year == INT32_MIN)
		return false;
	bool placed = d->timeline != NULL && d->timeline[d->now].placed;
	if ((v->has & HAS_DIR) && !placed) {
		struct dl_civil now;
		if (!speaking(d, e, v, &now))
			return false;
		/* the season of January and February began the year before */
		year = month == 12 && now.month < 3 ? now.year - 1 : now.year;
		int at = year < now.year ? now.month + 12 : now.month;
		if (v->dir > 0 && at >= month)
			year++;
		if (v->dir < 0 && at < month + 3)
			year--;
		/* "will open this spring", said in November */
		int way = v->dir != 0 ? 0 : narrate_direction(d, e);
		year += way > 0 && at >= month + 3 ? 1 : way < 0 && at < month ? -1 : 0;
	}
	relative_months(e, WHEN_GRAIN_SEASON, year, month, 3);
	return true;
}

bool date_set(struct discourse *d, struct when_expr *e, const struct value *v)
{
	int32_t year = v->year;
	if (v->has & HAS_DECADE)
		relative_span(
		    e, WHEN_GRAIN_DECADE, relative_day(year, 1, 1), relative_day(year + 10, 1, 1));
	else if (v->has & HAS_CENTURY)
		relative_span(e, WHEN_GRAIN_CENTURY, relative_day(year, 1, 1),
		    relative_day(year + 100, 1, 1));
	else if (v->has & HAS_SEASON)
		return set_season(d, e, v);
	else if (v->has & HAS_MONTH)
		return set_month_day(d, e, v);
	else if (v->has & (HAS_QUARTER | HAS_HALF)) {
		int months = v->has & HAS_QUARTER ? 3 : 6;
		int month = v->has & HAS_QUARTER ? v->quarter * 3 - 2 : v->half * 6 - 5;
		if (!(v->has & HAS_YEAR)) {
			if (!d->has_reference)
				return false;
			e->year_from = WHEN_FROM_REFERENCE;
			year = v->has & HAS_DIR ? d->reference.year + v->dir
						: period_year(d, e, month, months);
		}
		relative_months(
		    e, months == 3 ? WHEN_GRAIN_QUARTER : WHEN_GRAIN_HALF, year, month, months);
	} else if (v->has & HAS_YEAR)
		relative_span(
		    e, WHEN_GRAIN_YEAR, relative_day(year, 1, 1), relative_day(year + 1, 1, 1));
	else if (v->has & HAS_DAY)
		return weekday_set_day(d, e, v);
	else
		return weekday_set(d, e, v);
	return true;
}
