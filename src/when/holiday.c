/* SPDX-License-Identifier: MIT */
/* Holidays in a document: which of their days is meant. */
#include "when/holiday.h"

#include "base/days.h"
#include "when/civil.h"
#include "when/narrate.h"
#include "when/relative.h"

/* Days between a holiday and the next of its name, at most: Super Tuesday comes
 * every four years, the Hindu and Islamic ones within 385 days. */
#define YEARS_AROUND 4
/* A sentence in the past names the coming holiday only this near to it. */
#define NEAR_DAYS 30

uint32_t holiday_take(struct dl_str text, uint32_t at, struct lex_token *t)
{
	struct holiday_hit hit;
	struct dl_str rest = {text.p + t->start, text.n - t->start};
	if (!holiday_scan(rest, t->end - t->start, lex_value(t, LEX_HOLIDAY), &hit)) {
		t->mask &= ~LEX_BIT(LEX_HOLIDAY);
		if (t->mask == 0 && t->literal == 0)
			t->kind = LEX_UNKNOWN;
		return at;
	}
	*t = (struct lex_token){.start = t->start,
	    .end = t->start + hit.length,
	    .stop = t->start + hit.length,
	    .mask = LEX_BIT(LEX_HOLIDAY),
	    .kind = LEX_WORD,
	    .cap = t->cap};
	if (hit.strength == HOLIDAY_NO_DAY) {
		t->kind = LEX_UNKNOWN;
		t->mask = 0;
	}
	t->v[LEX_V] = hit.holiday;
	t->v[1] = (int32_t)hit.strength;
	return t->stop;
}

/* The nearest occurrence that begins at or after a day (dir 1), or that began
 * before it (dir -1). running: one that goes on counts as well. */
static bool nearest(const struct discourse *d, const struct value *v, int64_t day, int dir,
    bool running, struct holiday_span *ret)
{
	int32_t year = civil_from_days(day).year;
	struct holiday_span spans[HOLIDAY_A_YEAR];
	bool found = false;
	for (int32_t k = -1; k <= YEARS_AROUND && !found; k++) {
		int n =
		    holiday_in_year(v->holiday, holiday_country(d->options), year + k * dir, spans);
		for (int i = 0; i < n; i++) {
			int64_t at = spans[i].from, end = running ? spans[i].to - 1 : at;
			bool fits = dir > 0 ? end >= day : at < day;
			bool better = !found || (dir > 0 ? at < ret->from : at > ret->from);
			if (!fits || !better)
				continue;
			*ret = spans[i];
			found = true;
		}
	}
	return found;
}

/* The year in which it is looked for without one of its own; INT32_MIN: none. */
static int32_t year_told(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	struct holiday_span spans[HOLIDAY_A_YEAR];
	static const int32_t any = 2024; /* only its season counts */
	struct dl_civil c = {any, 7, 1, 0, 0, 0};
	int32_t year = d->has_reference ? d->reference.year : any;
	if (holiday_in_year(v->holiday, holiday_country(d->options), year, spans) != 0)
		c = civil_from_days(spans[0].from);
	struct value like = {.kind = VALUE_DATE, .has = HAS_MONTH | HAS_DAY};
	like.month = c.month;
	like.day = c.day;
	return narrate_year(d, e, &like, &e->year_from);
}

static bool in_year(
    const struct discourse *d, const struct value *v, int32_t year, struct holiday_span *ret)
{
	struct holiday_span spans[HOLIDAY_A_YEAR];
	if (holiday_in_year(v->holiday, holiday_country(d->options), year, spans) == 0)
		return false;
	*ret = spans[0];
	return true;
}

/* "last Easter", "next Easter", "this Easter", "Easter next year" */
static bool directed(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct holiday_span *ret)
{
	if (!d->has_reference)
		return false;
	int64_t today = civil_days(d->reference);
	e->year_from = WHEN_FROM_REFERENCE;
	if (v->year_dir)
		return in_year(d, v, d->reference.year + v->year, ret);
	if (v->dir != 0)
		return nearest(d, v, v->dir > 0 ? today + 1 : today, v->dir, false, ret);
	return nearest(d, v, today, 1, true, ret);
}

/* "from Christmas to 3 May 2027": the last one before the end that says its year. */
static bool before_end(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct holiday_span *ret)
{
	uint32_t next = d->exprs[d->now].range_end;
	if (next >= d->n || !(d->values[next].has & HAS_YEAR) || d->values[next].inner != 0)
		return false;
	const struct value *end = &d->values[next];
	struct holiday_span other;
	if (end->kind == VALUE_DATE)
		other.from = days_from_date(end->year, end->has & HAS_MONTH ? end->month : 1,
		    end->has & HAS_DAY ? end->day : 1);
	else if (end->kind != VALUE_HOLIDAY || !in_year(d, end, end->year, &other))
		return false;
	e->year_from = WHEN_FROM_RANGE;
	return nearest(d, v, other.from, -1, false, ret);
}

static bool choose(
    const struct discourse *d, struct when_expr *e, const struct value *v, struct holiday_span *ret)
{
	if (v->has & HAS_YEAR)
		return in_year(d, v, v->year, ret);
	if (v->has & HAS_DIR)
		return directed(d, e, v, ret);
	if (before_end(d, e, v, ret))
		return true;
	int32_t year = year_told(d, e, v);
	if (year == INT32_MIN)
		return false;
	if (e->year_from != WHEN_FROM_REFERENCE)
		return in_year(d, v, year, ret);
	struct holiday_span past;
	int64_t today = civil_days(d->reference);
	int dir = narrate_direction(d, e);
	bool ahead = nearest(d, v, today, 1, true, ret);
	if (ahead && (dir >= 0 || e->lead == WHEN_LEAD_UNTIL || e->lead == WHEN_LEAD_BY))
		return true;
	if (nearest(d, v, today, -1, false, &past) &&
	    (!ahead || ret->from - today > NEAR_DAYS || d->options->prefer == DL_PREFER_PAST ||
		e->lead == WHEN_LEAD_SINCE)) {
		*ret = past;
		return true;
	}
	return ahead;
}

/* "from Ramadan to New Year": the end comes behind the beginning. */
static void follow_range(
    const struct discourse *d, const struct value *v, struct holiday_span *span)
{
	const struct when_expr *begin = d->now == 0 ? NULL : &d->exprs[d->now - 1];
	if (begin == NULL || begin->range_end != d->now || !begin->has_from ||
	    (v->has & (HAS_YEAR | HAS_DIR)) || span->to > civil_days(begin->from))
		return;
	(void)nearest(d, v, civil_days(begin->from), 1, false, span);
}

/* "Labor Day weekend", "Thanksgiving weekend": Saturday, Sunday and the days up
 * to or from the holiday. */
static void weekend(struct holiday_span *s)
{
	int day = days_weekday(s->from);
	int64_t monday = s->from - (day - 1);
	s->to = s->from + 1;
	if (day <= 2)
		s->from = monday - 2;
	else
		s->to = monday + 7;
	if (day == 7)
		s->from = monday + 5;
}

bool holiday_resolve(struct discourse *d, struct when_expr *e, const struct value *v)
{
	struct holiday_span span;
	if (!choose(d, e, v, &span))
		return false;
	follow_range(d, v, &span);
	if (v->unit == UNIT_WEEKEND) {
		weekend(&span);
		relative_span(
		    e, WHEN_GRAIN_WEEKEND, civil_from_days(span.from), civil_from_days(span.to));
		return true;
	}
	if (v->unit == UNIT_WEEK) /* from Monday to Sunday */
		return relative_unit(
		    e, &(struct value){.unit = UNIT_WEEK}, civil_from_days(span.from));
	if (v->amount != 0) /* its eve is one day */
		span.to = (span.from += v->amount) + 1;
	relative_span(e, WHEN_GRAIN_DAY, civil_from_days(span.from), civil_from_days(span.to));
	return true;
}

void holiday_close(struct when_expr *e, const struct value *v)
{
	int from, to;
	if (!e->has_from || e->grain != WHEN_GRAIN_MINUTE || !holiday_hours(v->holiday, &from, &to))
		return;
	if (v->hour * 60 + v->minute != from)
		return; /* another clock was written */
	e->to = civil_add_minutes(e->from, to - from);
	e->has_to = true;
}
