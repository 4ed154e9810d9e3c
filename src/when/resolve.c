/* SPDX-License-Identifier: MIT */
/* Each expression in reading order; what a value does not say is taken, in
 * this order, from
 *
 *   the other end of its range or list      (compose.c has shared that)
 *   the weekday beside it                   "Friday, 3 May": the year that fits
 *   the heading it stands under             day headings, "Programme 2026"
 *   what was told last                      "the same day", a bare clock
 *   when the document was written           given, or said by the document
 *
 * and what was taken is recorded in the expression, for `explain`. A document
 * that nobody dated keeps its open fields open: XXXX-05-03. */
#include "when/resolve.h"

#include "base/str.h"
#include "when/announce.h"
#include "when/civil.h"
#include "when/clock.h"
#include "when/date.h"
#include "when/holiday.h"
#include "when/narrate.h"
#include "when/period.h"
#include "when/relative.h"
#include "when/weekday.h"

/* The week or other unit around a day. */
static bool set_unit_around(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct dl_civil day)
{
	int shift = v->unit == UNIT_WEEK || v->unit == UNIT_FORTNIGHT ? weekday_shift(d) : 0;
	if (!relative_unit(e, v, civil_add_days(day, shift)))
		return false;
	e->from = civil_add_days(e->from, -shift);
	e->to = civil_add_days(e->to, -shift);
	return true;
}

static bool is_coarse(enum value_unit unit)
{
	return unit == UNIT_MONTH || unit == UNIT_QUARTER || unit == UNIT_YEAR ||
	       unit == UNIT_DECADE || unit == UNIT_CENTURY;
}

/* The day that relative values are counted from, and where it came from. */
static bool base_day(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct dl_civil *ret)
{
	bool coarse = v->kind == VALUE_UNIT || (v->kind == VALUE_OFFSET && is_coarse(v->unit));
	uint32_t told = coarse ? d->date : d->day;
	/* a history's "last year" is said by somebody in it */
	bool said = d->narrative && v->base == BASE_REFERENCE && v->kind != VALUE_DAY;
	bool narrated = v->base == BASE_NARRATED || said ||
			(v->base == BASE_CONTEXT && (d->narrative || !d->strong));
	if (narrated && told != WHEN_NONE) {
		e->antecedent = told;
		e->anaphoric = true;
		e->day_from = WHEN_FROM_DAY;
		*ret = d->exprs[told].from;
		return true;
	}
	/* "a week later" than what was told by the month is no day */
	bool vague = narrated && d->date != WHEN_NONE;
	if (!d->has_reference || vague ||
	    (v->base == BASE_REFERENCE && (!d->strong || d->narrative)))
		return false;
	e->day_from = WHEN_FROM_REFERENCE;
	*ret = d->reference;
	return true;
}

/* "at the same time" as what was told last */
static bool set_told(struct discourse *d, struct when_expr *e)
{
	if (d->date == WHEN_NONE)
		return false;
	const struct when_expr *told = &d->exprs[d->date];
	e->antecedent = d->date;
	e->anaphoric = true;
	e->year_from = e->month_from = e->day_from = WHEN_FROM_DAY;
	if (told->grain > WHEN_GRAIN_DAY) {
		relative_set_day(e, told->from);
		return true;
	}
	relative_span(e, told->grain, told->from, told->to);
	return true;
}

static bool set_value(struct discourse *, struct when_expr *, const struct value *);

/* "two hours later" is a clock by itself. */
static bool is_timed(const struct value *v)
{
	return v->kind == VALUE_OFFSET && v->unit <= UNIT_HOUR;
}

/* Resolves the value inside v as an expression of its own. */
static bool resolve_inside(
    struct discourse *d, struct when_expr *e, const struct value *v, struct when_expr *ret)
{
	const struct value *in = &d->inners[v->inner - 1];
	struct when_expr x = {.span = e->span, .block = e->block, .antecedent = WHEN_NONE};
	if (!set_value(d, &x, in))
		return false;
	if (!is_timed(in))
		clock_put(&x, in);
	e->antecedent = x.antecedent;
	e->anaphoric = x.anaphoric;
	e->year_from = x.year_from;
	e->month_from = x.month_from;
	e->day_from = x.day_from;
	*ret = x;
	return true;
}

/* The last day of an interval, or the one day it is. */
static struct dl_civil last_day(const struct when_expr *in)
{
	return in->has_to ? civil_add_days(in->to, -1) : in->from;
}

/* What is counted from the value inside it, or is a part of it. */
static bool set_around(struct discourse *d, struct when_expr *e, const struct value *v)
{
	struct when_expr in;
	struct value x = *v;
	if (!resolve_inside(d, e, v, &in))
		return false;
	x.inner = 0;
	switch (v->kind) {
	case VALUE_NTH:
		return v->unit == UNIT_NONE ? relative_half(e, v, &in) : relative_nth(e, v, &in);
	case VALUE_OFFSET:
		return relative_offset_of(e, v, &in);
	case VALUE_UNIT:
		if (v->unit == UNIT_WEEKEND && v->dir != 0) { /* the one next to it */
			struct dl_civil day = v->dir > 0 ? last_day(&in) : in.from;
			x.dir = 0;
			return relative_unit(e, &x, weekday_from(day, 6, v->dir));
		}
		/* "the week of 3 May", "the weekend after Easter" */
		return set_unit_around(d, e, v, v->dir > 0 ? last_day(&in) : in.from);
	case VALUE_DATE:
		break;
	case VALUE_DURATION:
		return v->nth != 0 ? relative_part(e, v, &in) : relative_length(e, v, in.from);
	default:
		return false;
	}
	if ((v->has & HAS_WEEKDAY) && v->base == BASE_INNER && v->dir == 0) { /* the closest */
		relative_set_day(e, weekday_nearest(in.from, v->weekday));
		return true;
	}
	if ((v->has & HAS_WEEKDAY) && v->base == BASE_INNER && v->nth > 1) {
		struct dl_civil day = v->dir > 0 ? last_day(&in) : in.from;
		relative_set_day(e, civil_add_days(weekday_from(day, v->weekday, v->dir),
					7 * v->dir * (v->nth - 1)));
		return true;
	}
	const struct value *inside = &d->inners[v->inner - 1];
	if ((v->has & HAS_WEEKDAY) && inside->kind == VALUE_OFFSET && inside->unit != UNIT_WEEK &&
	    inside->unit != UNIT_FORTNIGHT && v->base != BASE_INNER) {
		/* "Thursday, two years from now": the first one then */
		relative_set_day(e, weekday_from(civil_add_days(in.from, -1), v->weekday, 1));
		return true;
	}
	if (v->has & HAS_WEEKDAY) {
		int dir = v->base == BASE_INNER ? v->dir : 0;
		relative_set_day(
		    e, weekday_from(dir > 0 ? last_day(&in) : in.from, v->weekday, dir));
		return true;
	}
	if ((v->has & (HAS_DAY | HAS_MONTH)) == HAS_DAY) {
		if (!civil_valid(in.from.year, in.from.month, v->day))
			return false;
		relative_set_day(e, relative_day(in.from.year, in.from.month, v->day));
		return true;
	}
	x.year = in.from.year;
	x.has |= HAS_YEAR;
	enum when_from from = e->year_from;
	bool ok = date_set(d, e, &x);
	e->year_from = from;
	return ok;
}

/* So large a part of a unit may have gone when the one before it is still summed up. */
#define SUMMED_PART 6

/* "Over the weekend" told on a Monday is the one before, and so is "prices fell
 * for the week", "for the year" told when the next has just begun. */
static bool set_unit(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct dl_civil base)
{
	struct value past = *v;
	if (!set_unit_around(d, e, v, base))
		return false;
	if (v->base != BASE_CONTEXT || e->antecedent != WHEN_NONE || v->dir != 0)
		return true;
	int64_t gone = civil_days(base) - civil_days(e->from);
	bool begun = e->lead == WHEN_LEAD_FOR &&
		     gone * SUMMED_PART < civil_days(e->to) - civil_days(e->from);
	if (!(v->unit == UNIT_WEEKEND ? gone < 0 : begun) || narrate_direction(d, e) >= 0)
		return true;
	past.dir = -1;
	return relative_unit(e, &past, base);
}

/* "two months ago": its value names the month; counted from the day of the
 * reference the interval is that day. */
static bool set_offset(struct when_expr *e, const struct value *v, struct dl_civil base)
{
	if (!relative_offset(e, v, base))
		return false;
	int64_t n = (int64_t)v->amount / 1000 * v->dir;
	int months = v->unit == UNIT_MONTH ? 1 : v->unit == UNIT_QUARTER ? 3 : 12;
	int weeks = v->unit == UNIT_WEEK ? 1 : v->unit == UNIT_FORTNIGHT ? 2 : 0;
	bool known = (v->unit >= UNIT_WEEK && v->unit <= UNIT_YEAR) || v->unit == UNIT_FORTNIGHT;
	if (e->day_from != WHEN_FROM_REFERENCE || !known || v->amount % 1000 != 0)
		return true;
	struct dl_civil day = relative_day(base.year, base.month, base.day);
	e->from =
	    weeks != 0 ? civil_add_days(day, 7 * weeks * n) : civil_add_months(day, n * months);
	e->to = civil_add_days(e->from, 1);
	return true;
}

static bool set_value(struct discourse *d, struct when_expr *e, const struct value *v)
{
	struct dl_civil base;
	bool quarter =
	    v->unit == UNIT_QUARTER && (v->base == BASE_NARRATED || v->base == BASE_CONTEXT);
	if (v->inner != 0)
		return set_around(d, e, v);
	switch (v->kind) {
	case VALUE_NONE:
		return clock_set_bare(d, e, v);
	case VALUE_DATE:
		return date_set(d, e, v);
	case VALUE_HOLIDAY:
		return holiday_resolve(d, e, v);
	case VALUE_UNIT:
		/* not of a value inside another, which is resolved into no expression of d */
		if (e == &d->exprs[d->now] && period_ended(d, d->now))
			return true;
		if (v->base == BASE_PERIOD || quarter)
			return period_set(d, e, v);
		return base_day(d, e, v, &base) && set_unit(d, e, v, base);
	case VALUE_OFFSET:
		return period_year_before(d, e, v) ||
		       (base_day(d, e, v, &base) && set_offset(e, v, base));
	case VALUE_VAGUE:
		return v->base == BASE_NARRATED && set_told(d, e);
	case VALUE_NTH: { /* "week 12" */
		int32_t year = v->has & HAS_YEAR ? v->year : d->reference.year;
		if (!(v->has & HAS_YEAR) && !d->has_reference)
			return false;
		e->year_from = v->has & HAS_YEAR ? WHEN_FROM_TEXT : WHEN_FROM_REFERENCE;
		struct dl_civil monday = civil_week_start(year, v->nth);
		relative_span(e, WHEN_GRAIN_WEEK, monday, civil_add_days(monday, 7));
		return true;
	}
	case VALUE_DURATION:
		return (v->has & HAS_DIR) && base_day(d, e, v, &base) &&
		       relative_length(e, v, base);
	case VALUE_DAY:
		if (v->base == BASE_ANNOUNCED)
			return announce_day(d, e, v);
		if (!base_day(d, e, v, &base))
			return false;
		if (v->has & HAS_DIR) /* "this day next year" */
			base = relative_day_beside(base, v->unit, v->dir);
		relative_set_day(e, civil_add_days(base, v->amount));
		return true;
	default:
		return false;
	}
}

/* What the words themselves said. */
static uint16_t known_of(const struct value *v)
{
	uint16_t known = v->kind == VALUE_HOLIDAY    ? DL_KNOWN_MONTH | DL_KNOWN_DAY
			 : v->base == BASE_ANNOUNCED ? DL_KNOWN_DAY
						     : 0;
	static const struct {
		uint32_t has;
		uint16_t known;
	} map[] = {{HAS_YEAR | HAS_DECADE | HAS_CENTURY, DL_KNOWN_YEAR},
	    {HAS_MONTH, DL_KNOWN_MONTH}, {HAS_DAY, DL_KNOWN_DAY}, {HAS_WEEKDAY, DL_KNOWN_WEEKDAY},
	    {HAS_CLOCK, DL_KNOWN_TIME}, {HAS_PART, DL_KNOWN_PART}, {HAS_OFFSET, DL_KNOWN_TZ}};
	for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++)
		if (v->has & ~v->shared & map[i].has)
			known |= map[i].known;
	return known;
}

void resolve_part(struct discourse *d, uint32_t i)
{
	struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i];
	struct dl_civil now = relative_day(d->reference.year, d->reference.month, d->reference.day);
	if (v->mod != NULL)
		relative_narrow(e, str_eq(str_of(v->mod), STR("START")) ? 1
				   : str_eq(str_of(v->mod), STR("MID")) ? 2
				   : str_eq(str_of(v->mod), STR("END")) ? 3
									: 0);
	struct when_expr half = *e;
	struct value which = {.kind = VALUE_NTH, .nth = v->nth > 0 ? 2 : 1};
	if (v->kind != VALUE_UNIT || v->nth == 0 || !relative_half(&half, &which, e))
		return;
	/* "later this month" is its second half, and not what is over */
	bool inside = d->has_reference && civil_cmp(now, e->from) > 0 && civil_cmp(now, e->to) < 0;
	struct dl_civil from = inside && civil_cmp(now, half.from) > 0 ? now : half.from,
			to = inside && civil_cmp(now, half.to) < 0 ? now : half.to;
	if (v->nth > 0 && civil_cmp(from, e->to) < 0)
		e->from = from;
	else if (v->nth < 0 && civil_cmp(to, e->from) > 0)
		e->to = to;
}

/* "Friday to Monday", "November to March": the end comes behind the beginning. */
static void follow_range(struct discourse *d, uint32_t i)
{
	struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i];
	if (i == 0 || d->exprs[i - 1].range_end != i || !e->has_from || !d->exprs[i - 1].has_from ||
	    v->kind != VALUE_DATE || v->inner != 0)
		return;
	static const uint32_t part = HAS_MONTH | HAS_QUARTER | HAS_HALF | HAS_SEASON,
			      dated = HAS_YEAR | HAS_DIR | HAS_WEEKDAY,
			      of_day =
				  HAS_PART | HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_OFFSET;
	struct dl_civil begin = d->exprs[i - 1].from;
	bool weekday = (v->has & ~(HAS_DIR | of_day)) == HAS_WEEKDAY;
	if ((v->has & HAS_MONTH) && !(v->has & (HAS_YEAR | HAS_WEEKDAY)) &&
	    (d->values[i - 1].has & HAS_MONTH)) {
		int64_t years = begin.year - e->from.year;
		struct dl_civil from = civil_add_months(e->from, 12 * years);
		years += civil_cmp(from, begin) < 0;
		e->from = civil_add_months(e->from, 12 * years);
		e->to = civil_add_months(e->to, 12 * years);
	} else if ((v->has & HAS_WEEKDAY) && (d->values[i - 1].shared & HAS_WEEKDAY)) {
		/* "10 am to 12 pm on Monday": of one day */
		int64_t days = civil_days(begin) - civil_days(e->from);
		e->from = civil_add_days(e->from, days);
		e->to = civil_add_days(e->to, days);
	} else if (weekday && civil_cmp(e->from, begin) <= 0) {
		int64_t days = (civil_days(begin) - civil_days(e->from)) / 7 * 7 + 7;
		e->from = civil_add_days(e->from, days);
		e->to = civil_add_days(e->to, days);
	} else if ((v->has & part) != 0 && (v->has & dated) == 0 &&
		   civil_cmp(e->has_to ? e->to : e->from, begin) <= 0) {
		/* "Thanksgiving to March", "the fourth quarter of 2027 through the first" */
		int64_t years = begin.year - e->from.year;
		years += civil_cmp(civil_add_months(e->from, 12 * years), begin) < 0;
		e->from = civil_add_months(e->from, 12 * years);
		e->to = civil_add_months(e->to, 12 * years);
	}
}

/* "since 2018" has no end. */
static void open_side(struct when_expr *e)
{
	if (!e->has_from)
		return;
	if (e->lead == WHEN_LEAD_SINCE) {
		e->open = true;
		e->has_to = false;
	}
}

/* Years that no format of ours can write: "10000 years later", told often. */
static void refuse_far(struct when_expr *e)
{
	if (e->from.year >= -YEAR_FAR && e->from.year <= YEAR_FAR)
		return;
	e->has_from = e->has_to = false;
	e->grain = WHEN_GRAIN_NONE;
	e->from = e->to = (struct dl_civil){0};
}

/* "it was built in three weeks": how long, not when */
static bool lasts(const struct discourse *d, const struct when_expr *e, const struct value *v)
{
	return v->kind == VALUE_OFFSET && v->base == BASE_REFERENCE && v->skip != 0 &&
	       (d->narrative || narrate_direction(d, e) < 0);
}

void resolve_expr(struct discourse *d, uint32_t i)
{
	struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i];
	d->now = i;
	narrate_block(d, e->block);
	e->type = v->kind == VALUE_DURATION ? WHEN_DURATION
		  : v->kind == VALUE_SET    ? WHEN_SET
					    : WHEN_DATE;
	e->mod = v->mod;
	e->approximate = v->approximate;
	e->known = known_of(v);
	for (uint32_t in = v->inner; in != 0; in = d->inners[in - 1].inner)
		e->known |= known_of(&d->inners[in - 1]);
	if (v->shared & HAS_YEAR)
		e->year_from = WHEN_FROM_RANGE;
	if (v->shared & HAS_MONTH)
		e->month_from = WHEN_FROM_RANGE;
	if (v->shared & HAS_DAY)
		e->day_from = WHEN_FROM_RANGE;
	struct value length = *v;
	if (lasts(d, e, v)) {
		length.kind = VALUE_DURATION;
		e->type = WHEN_DURATION;
		v = &length;
	}
	if (set_value(d, e, v) && !is_timed(v))
		clock_put(e, v);
	else if (!e->has_from && (v->has & (HAS_CLOCK | HAS_PART)) && e->type == WHEN_DATE)
		e->type = WHEN_TIME;
	if (v->kind == VALUE_HOLIDAY)
		holiday_close(e, v);
	follow_range(d, i);
	refuse_far(e);
	clock_put_zone(d, e, v);
	e->part = v->has & HAS_PART ? (enum dl_part)v->part : DL_PART_NONE;
	format_expr(e, v, v->recur == 0 ? NULL : &d->recurs[v->recur - 1]);
	narrate_remember(d, i);
	announce_remember(d, i);
	period_remember(d, i);
	open_side(e);
}

bool resolve_is_full(const struct value *v)
{
	static const uint32_t all = HAS_YEAR | HAS_MONTH | HAS_DAY;
	return v->kind == VALUE_DATE && (v->has & all) == all && v->order == 0;
}
