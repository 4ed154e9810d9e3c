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

#include "base/days.h"
#include "base/str.h"
#include "when/civil.h"
#include "when/holiday.h"
#include "when/narrate.h"
#include "when/period.h"
#include "when/relative.h"
#include "when/timeline.h"
#include "when/weekday.h"
#include "when/zone.h"

/* A written weekday chooses among the years this far around the one assumed:
 * within them each weekday comes at least once, but for 29 February. */
#define WEEKDAY_YEARS 6

/* Takes an edge of a part of the day: half of it, its middle half, the hours
 * before it, or what of the night is left of the day. */
static void set_edge(struct when_expr *e, int64_t from, int64_t to, const struct value *v)
{
	struct dl_civil day = e->from;
	int64_t half = (to - from) * 30;
	from *= 60;
	to *= 60;
	if (v->part == DL_PART_NIGHT && v->kind == VALUE_DAY) { /* tonight, last night */
		to = 24 * 60;
		half = (to - from) / 2;
	}
	if (v->edge == 4) /* the small hours */
		from = 0;
	if (v->edge == 1 || v->edge == 4)
		to = from + half;
	else if (v->edge == 3)
		from = to - half;
	else if (v->edge == 2) {
		from += half / 2;
		to -= half / 2;
	}
	e->from = civil_add_minutes(day, from);
	e->to = civil_add_minutes(day, to);
}

/* Puts the clock or the part of day onto the day that is set. */
static void set_clock(struct when_expr *e, const struct value *v)
{
	static const uint8_t hours[][2] = {
#define X(name, text, from, to) {from, to},
	    DL_PART_OF_DAY(X)
#undef X
	};
	struct dl_civil day = e->from;
	if (v->has & HAS_CLOCK) {
		e->type = WHEN_TIME;
		e->grain = v->has & HAS_SECOND ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
		/* 24:00 is tomorrow's 0:00 */
		e->from = civil_add_minutes(day, v->hour * 60 + v->minute);
		e->from.second = v->second;
		e->has_to = false;
	} else if (v->has & HAS_PART) {
		e->type = WHEN_TIME;
		e->grain = WHEN_GRAIN_PART;
		e->part = (enum dl_part)v->part;
		set_edge(e, hours[v->part][0], hours[v->part][1], v);
	}
}

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

static bool set_date(struct discourse *d, struct when_expr *e, const struct value *v)
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

/* Bytes of little words around a clock that somebody types: "at around". */
#define TYPED_BYTES 10

/* Is the clock all there is? Then it is typed for what is to come. */
static bool is_typed(const struct discourse *d, const struct when_expr *e)
{
	struct dl_span block = d->doc->blocks[e->block].span;
	return d->n == 1 && e->lead != WHEN_LEAD_SINCE && d->doc->n_blocks == 1 &&
	       narrate_is_terse(d, e) &&
	       block.end - block.start <= e->span.end - e->span.start + TYPED_BYTES;
}

/* The day of a bare clock: that of writing, unless nothing else is said, or the caller wants what
 * is to come, or what has been ("at 9", written at 10). */
static struct dl_civil clock_day(
    const struct discourse *d, const struct when_expr *e, const struct value *v)
{
	struct dl_civil now = d->reference;
	int minutes = (v->hour - now.hour) * 60 + v->minute - now.minute;
	if (!(v->has & HAS_CLOCK))
		return now;
	if (d->options->prefer == DL_PREFER_AUTO && is_typed(d, e) && minutes < 0)
		return civil_add_days(now, 1);
	if (d->options->prefer == DL_PREFER_FUTURE && minutes < 0)
		return civil_add_days(now, 1);
	return d->options->prefer == DL_PREFER_PAST && minutes > 0 ? civil_add_days(now, -1) : now;
}

/* A clock or part of day alone: of the day in force, else of the reference. */
static bool set_bare_clock(struct discourse *d, struct when_expr *e, const struct value *v)
{
	e->anaphoric = true;
	e->type = WHEN_TIME;
	if (d->day != WHEN_NONE) {
		struct dl_civil day = d->exprs[d->day].from;
		e->antecedent = d->day;
		e->day_from =
		    d->exprs[d->day].block == e->block ? WHEN_FROM_DAY : WHEN_FROM_HEADING;
		if (d->day != d->head)
			e->day_from = WHEN_FROM_DAY;
		/* what was told may have been a night that ran into the next day */
		relative_set_day(e, day);
		return true;
	}
	if (!d->has_reference || !d->strong || d->narrative)
		return false;
	e->day_from = WHEN_FROM_REFERENCE;
	relative_set_day(e, clock_day(d, e, v));
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
		set_clock(&x, in);
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
	bool ok = set_date(d, e, &x);
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
		return set_bare_clock(d, e, v);
	case VALUE_DATE:
		return set_date(d, e, v);
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

static void set_zone(struct discourse *d, struct when_expr *e, const struct value *v)
{
	int minutes = v->offset_minutes;
	if (!(v->has & HAS_OFFSET))
		return;
	e->zone = v->zone;
	if (v->zone_varies &&
	    (!e->has_from || !zone_offset_kept(&d->zones, v->zone, e->from, &minutes)))
		return;
	e->has_offset = true;
	e->offset_minutes = (int16_t)minutes;
}

/* What the words themselves said. */
static uint16_t known_of(const struct value *v)
{
	uint16_t known = v->kind == VALUE_HOLIDAY ? DL_KNOWN_MONTH | DL_KNOWN_DAY : 0;
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
	if (v->nth > 0)
		e->from = inside && civil_cmp(now, half.from) > 0 ? now : half.from;
	else
		e->to = inside && civil_cmp(now, half.to) < 0 ? now : half.to;
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
	} else if ((v->has & part) != 0 && (v->has & dated) == 0 && civil_cmp(e->from, begin) < 0) {
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
		set_clock(e, v);
	else if (!e->has_from && (v->has & (HAS_CLOCK | HAS_PART)) && e->type == WHEN_DATE)
		e->type = WHEN_TIME;
	if (v->kind == VALUE_HOLIDAY)
		holiday_close(e, v);
	follow_range(d, i);
	refuse_far(e);
	set_zone(d, e, v);
	e->part = v->has & HAS_PART ? (enum dl_part)v->part : DL_PART_NONE;
	format_expr(e, v, v->recur == 0 ? NULL : &d->recurs[v->recur - 1]);
	narrate_remember(d, i);
	period_remember(d, i);
	open_side(e);
}

bool resolve_is_full(const struct value *v)
{
	static const uint32_t all = HAS_YEAR | HAS_MONTH | HAS_DAY;
	return v->kind == VALUE_DATE && (v->has & all) == all && v->order == 0;
}
