/* SPDX-License-Identifier: MIT */
#include "when/period.h"

#include "base/str.h"
#include "when/civil.h"
#include "when/narrate.h"
#include "when/relative.h"

/* How many paragraphs a period stays in force for "a year earlier": results
 * are told in short ones. */
#define PERIOD_BLOCKS 6

/* Results come out within these months after their quarter. */
#define REPORT_MONTHS 3

static bool is_quarterly(const struct when_expr *e)
{
	return e->grain == WHEN_GRAIN_QUARTER || e->grain == WHEN_GRAIN_HALF;
}

void period_remember(struct discourse *d, uint32_t i)
{
	const struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i];
	bool length = v->kind == VALUE_DURATION && v->base == BASE_NARRATED &&
		      v->unit == UNIT_MONTH && !v->vague;
	bool year = v->base == BASE_PERIOD && v->kind == VALUE_DATE && e->has_from;
	if (is_quarterly(e) && e->has_from && v->kind != VALUE_OFFSET &&
	    v->base == BASE_REFERENCE) {
		/* one that is still to end, or long past, is told of beside the one reported */
		const struct when_expr *q = d->quarter == WHEN_NONE ? NULL : &d->exprs[d->quarter];
		int64_t now = d->has_reference ? civil_days(d->reference) : INT64_MAX;
		bool over = civil_days(e->to) <= now;
		if (q == NULL || (over && (civil_days(q->to) > now ||
					      civil_days(e->from) >= civil_days(q->from))))
			d->quarter = d->period = i;
		else if (q != NULL && civil_days(e->from) == civil_days(q->from))
			d->period = i;
	} else if (length || year)
		d->period = i;
}

static void set_months(struct when_expr *e, enum when_grain grain, int32_t year, int month)
{
	relative_months(e, grain, year, month, grain == WHEN_GRAIN_QUARTER ? 3 : 6);
}

bool period_set(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	uint32_t told = v->unit == UNIT_QUARTER ? d->quarter : d->period;
	int years = v->base == BASE_PERIOD ? v->dir : 0;
	if (told == WHEN_NONE && v->unit == UNIT_QUARTER && d->has_reference &&
	    v->base != BASE_PERIOD && v->dir != 0) {
		e->year_from = e->day_from = WHEN_FROM_REFERENCE;
		return relative_unit(e, v, d->reference);
	}
	if (told == WHEN_NONE && v->unit == UNIT_QUARTER && d->has_reference) {
		/* none was named: the last one that is over */
		struct dl_civil last = civil_add_months(
		    relative_day(d->reference.year, (d->reference.month - 1) / 3 * 3 + 1, 1), -3);
		e->year_from = e->day_from = WHEN_FROM_REFERENCE;
		set_months(e, WHEN_GRAIN_QUARTER, v->has & HAS_YEAR ? v->year : last.year + years,
		    last.month);
		return true;
	}
	if (told == WHEN_NONE && !d->has_reference)
		return false;
	const struct when_expr *p = told == WHEN_NONE ? NULL : &d->exprs[told];
	e->antecedent = told;
	e->year_from = p == NULL ? WHEN_FROM_REFERENCE : WHEN_FROM_YEAR;
	int32_t base = p != NULL && p->has_from ? p->from.year : d->reference.year;
	int32_t year = v->has & HAS_YEAR ? v->year : base + years;
	if (p != NULL && is_quarterly(p))
		set_months(e, p->grain, year, p->from.month);
	else
		relative_span(
		    e, WHEN_GRAIN_YEAR, relative_day(year, 1, 1), relative_day(year + 1, 1, 1));
	if (p != NULL && is_quarterly(p) && v->base == BASE_NARRATED && v->dir != 0) {
		struct dl_civil next = civil_add_months(p->from, 3 * v->dir);
		set_months(e, p->grain, next.year, next.month);
	}
	return true;
}

bool period_year_before(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	if (v->kind != VALUE_OFFSET || v->unit != UNIT_YEAR || v->amount != 1000 || v->dir >= 0 ||
	    d->period == WHEN_NONE)
		return false;
	const struct when_expr *p = &d->exprs[d->period];
	if (e->block > p->block + PERIOD_BLOCKS)
		return false;
	struct value before = {.kind = VALUE_UNIT, .base = BASE_PERIOD, .dir = -1};
	return period_set(d, e, &before);
}

bool period_ended(struct discourse *d, uint32_t i)
{
	struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i], *end = v + 1;
	if (i + 1 >= d->n || (e + 1)->block != e->block || end->kind != VALUE_DATE ||
	    !(end->has & HAS_MONTH))
		return false;
	struct dl_span gap = {e->span.end, (e + 1)->span.start};
	if (!resolve_ends_period(d->lexicon, str_sub(d->doc->text, gap)))
		return false;
	enum when_from from = WHEN_FROM_TEXT;
	int32_t year = end->has & HAS_YEAR ? end->year : narrate_year(d, e + 1, end, &from);
	if (year == INT32_MIN)
		return false;
	e->year_from = from;
	int day = end->has & HAS_DAY ? end->day : 1;
	struct value unit = {.kind = VALUE_UNIT, .unit = v->unit};
	if (v->unit != UNIT_QUARTER)
		return relative_unit(e, &unit, relative_day(year, end->month, day));
	/* three months that need not be those of the calendar: where most of them lie */
	struct dl_civil middle = civil_add_months(relative_day(year, end->month, 1), -1);
	set_months(e, WHEN_GRAIN_QUARTER, middle.year, (middle.month - 1) / 3 * 3 + 1);
	d->quarter = d->period = i;
	return true;
}

/* Results are reported when the quarter is over: one that lies far ahead of
 * the reference is last year's, one that is long over and to come is next year's. */
int32_t period_year(const struct discourse *d, const struct when_expr *e, int month, int months)
{
	int32_t year = d->reference.year;
	int dir = narrate_direction(d, e), now = d->reference.month;
	if (dir > 0) /* "expects to report a third-quarter loss": the one that has just ended */
		return month + months + REPORT_MONTHS <= now ? year + 1 : year;
	int ahead = month - now; /* months until it begins */
	return ahead > (dir < 0 ? 0 : 6) ? year - 1 : year;
}
