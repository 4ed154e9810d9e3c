/* SPDX-License-Identifier: MIT */
#include "when/interval.h"

#include "base/str.h"
#include "when/amount.h"
#include "when/civil.h"
#include "when/lex.h"
#include "when/narrate.h"
#include "when/relative.h"

/* Most little words between "tomorrow" and "before 5 pm". */
#define GAP_WORDS 3

static bool is_single(const struct discourse *d, uint32_t i)
{
	const struct when_expr *e = &d->exprs[i];
	bool second = i > 0 && (d->exprs[i - 1].range_end == i || d->exprs[i - 1].list_next == i);
	return e->range_end == WHEN_NONE && e->list_next == WHEN_NONE && !second;
}

static bool is_clock(const struct when_expr *e)
{
	return e->grain >= WHEN_GRAIN_HOUR;
}

/* Is there nothing but little words between two expressions? */
static bool are_near(
    const struct discourse *d, const struct when_expr *a, const struct when_expr *b)
{
	static const uint64_t little = LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_JOIN) |
				       LEX_BIT(LEX_BETWEEN) | LEX_BIT(LEX_APPROX) |
				       LEX_BIT(LEX_THANLEAD) | LEX_BIT(LEX_THAN);
	struct dl_str text = {d->doc->text.p, b->span.start};
	uint32_t at = a->span.end;
	struct lex_token t;
	if (a->block != b->block || a->span.end > b->span.start)
		return false;
	for (int n = 0; lex_next(d->lexicon, text, &at, &t); n++)
		if (n == GAP_WORDS || ((t.mask & little) == 0 && t.literal != LIT_COMMA))
			return false;
	return true;
}

/* Moves by a length of time; a clock in it keeps or makes a clock. */
static void add_amount(struct dl_civil *c, const struct value *v, int dir)
{
	int32_t months;
	int64_t seconds;
	amount_parts(v, &months, &seconds);
	if (months != 0)
		*c = civil_add_months(*c, (int64_t)months * dir);
	*c = relative_seconds(*c, seconds * dir);
}

/* Longest length in months and seconds that is added to a date. */
#define MONTHS_MAX  120000
#define SECONDS_MAX INT64_C(315576000000)

static bool is_length(const struct value *v)
{
	int32_t months;
	int64_t seconds;
	if (v->kind != VALUE_DURATION || v->vague || v->refused || v->amount <= 0)
		return false;
	amount_parts(v, &months, &seconds);
	return (months != 0 || seconds != 0) && months < MONTHS_MAX && seconds < SECONDS_MAX;
}

static bool is_timed(const struct value *v)
{
	return v->unit <= UNIT_HOUR;
}

static bool set_now(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	if (v->kind != VALUE_VAGUE || v->dir != 0 || v->base != BASE_REFERENCE ||
	    !d->has_reference || !d->strong)
		return false;
	e->from = d->reference;
	e->has_from = true;
	e->grain = WHEN_GRAIN_SECOND;
	return true;
}

/* "within 2 hours": the last moment of it. */
static void set_within(
    const struct discourse *d, struct when_expr *e, const struct value *v, int dir)
{
	struct dl_civil c = d->reference;
	add_amount(&c, v, dir);
	if (!is_timed(v)) {
		relative_set_day(e, c);
		return;
	}
	e->from = c;
	e->has_from = true;
	e->grain = c.second != 0 ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
	e->type = WHEN_TIME;
}

/* "9 am | for two hours": b takes from a; "for two hours | from 9 am". */
static bool set_length(struct when_expr *start, const struct value *length, struct when_expr *gone)
{
	if (!start->has_from ||
	    (!is_clock(start) && (is_timed(length) || start->grain != WHEN_GRAIN_DAY)))
		return false;
	struct dl_civil end = start->from;
	add_amount(&end, length, 1);
	if (end.year > YEAR_FAR)
		return false;
	start->to = end;
	start->has_to = true;
	start->open = false;
	start->lead = WHEN_LEAD_NONE;
	if (gone->span.start < start->span.start)
		start->span.start = gone->span.start;
	else
		start->span.end = gone->span.end;
	gone->absorbed = true;
	return true;
}

static void open_from(struct when_expr *e, struct dl_civil from)
{
	e->from = from;
	e->has_from = e->open = true;
	e->has_to = false;
}

static void open_to(struct when_expr *e, struct dl_civil to)
{
	e->to = to;
	e->has_to = e->open = true;
	e->has_from = false;
}

/* One side of an expression that its lead word leaves open. */
static void open_side(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	struct dl_civil from = e->from, end = e->has_to ? e->to : e->from;
	if (!e->has_from || e->open || e->type == WHEN_SET)
		return;
	switch (e->lead) {
	case WHEN_LEAD_SINCE:
	case WHEN_LEAD_FROM:
		open_from(e, from);
		break;
	case WHEN_LEAD_AFTER:
		open_from(e, end);
		break;
	case WHEN_LEAD_BEFORE:
		open_to(e, from);
		break;
	case WHEN_LEAD_UNTIL:
		if (!v->toward)
			open_to(e, end);
		break;
	case WHEN_LEAD_BY:
		if (d->has_reference && civil_cmp(d->reference, end) < 0) {
			e->from = d->reference;
			e->to = end;
			e->has_to = true;
			if (is_clock(e) || e->from.hour + e->from.minute != 0)
				e->grain = WHEN_GRAIN_MINUTE;
		} else
			open_to(e, end);
		break;
	default:
		break;
	}
}

/* "22:00 - 2:00" ends the next day. */
static void close_night(struct when_expr *a, struct when_expr *b)
{
	if (!a->has_from || !b->has_from || !is_clock(a) || !is_clock(b))
		return;
	if (civil_cmp(b->from, a->from) <= 0 && civil_cmp(civil_add_days(b->from, 1), a->from) > 0)
		b->from = civil_add_days(b->from, 1);
}

static bool goes_back(const struct when_expr *a, const struct when_expr *b)
{
	return a->has_from && (b->has_to || b->has_from) &&
	       civil_cmp(b->has_to ? b->to : b->from, a->from) < 0;
}

/* "tomorrow | before 5 pm": the day is told by the clock. */
static void take_day(const struct discourse *d, uint32_t i)
{
	struct when_expr *day = &d->exprs[i], *e = day + 1;
	bool leads = e->lead == WHEN_LEAD_BEFORE || e->lead == WHEN_LEAD_AFTER ||
		     e->lead == WHEN_LEAD_SINCE || e->lead == WHEN_LEAD_UNTIL ||
		     e->lead == WHEN_LEAD_BY || e->lead == WHEN_LEAD_FROM;
	if (!leads || day->grain != WHEN_GRAIN_DAY || day->type != WHEN_DATE || !is_clock(e) ||
	    e->antecedent != i || !e->anaphoric || d->values[i + 1].kind != VALUE_NONE ||
	    !are_near(d, day, e))
		return;
	e->span.start = day->span.start;
	day->absorbed = true;
}

/* "a few days ago", "in a few minutes": a few are three, several seven. */
static bool set_few(const struct discourse *d, struct when_expr *e, const struct value *v)
{
	bool ago = v->kind == VALUE_VAGUE && v->dir != 0;
	bool in = v->kind == VALUE_DURATION && v->vague && e->lead == WHEN_LEAD_AT;
	if ((!ago && !in) || v->amount <= 0 || e->has_from || !d->has_reference || !d->strong ||
	    (in && !narrate_is_terse(d, e) && narrate_direction(d, e) <= 0))
		return false;
	struct value length = {.kind = VALUE_DURATION, .unit = v->unit, .amount = v->amount};
	set_within(d, e, &length, ago ? v->dir : 1);
	return true;
}

/* "for two days from Friday": the end was read, and is exclusive. */
static bool set_span(struct when_expr *e, const struct value *v)
{
	if (v->kind != VALUE_OFFSET || v->dir <= 0 || e->lead != WHEN_LEAD_FOR || !e->has_from ||
	    v->business || (e->grain != WHEN_GRAIN_DAY && !is_clock(e)))
		return false;
	e->to = e->from;
	e->has_to = true;
	add_amount(&e->from, v, -1);
	return true;
}

static void close_one(const struct discourse *d, uint32_t i, uint32_t n)
{
	struct when_expr *e = &d->exprs[i];
	const struct value *v = &d->values[i];
	bool next = i + 1 < n && is_single(d, i + 1) && !e->absorbed;
	if (set_now(d, e, v))
		return;
	if (set_span(e, v) || set_few(d, e, v))
		return;
	if (next && is_length(v + 1) && (e + 1)->lead == WHEN_LEAD_FOR && are_near(d, e, e + 1) &&
	    set_length(e, v + 1, e + 1))
		return;
	if (next && is_length(v) && (e + 1)->lead == WHEN_LEAD_FROM && are_near(d, e, e + 1) &&
	    set_length(e + 1, v, e))
		return;
	if (is_length(v) && e->lead == WHEN_LEAD_WITHIN && d->has_reference && d->strong)
		set_within(d, e, v, 1);
	else if (next)
		take_day(d, i);
	open_side(d, e, v);
}

void interval_close(struct discourse *d)
{
	for (uint32_t i = 0; i < d->n; i++) {
		struct when_expr *e = &d->exprs[i];
		if (e->range_end != WHEN_NONE && e->range_end < d->n) {
			(void)set_now(d, e + 1, &d->values[e->range_end]);
			close_night(e, e + 1);
			if (goes_back(e, e + 1)) { /* "from tomorrow until yesterday" */
				e->range_end = WHEN_NONE;
				i += e[1].range_end == WHEN_NONE;
			}
		} else if (is_single(d, i))
			close_one(d, i, d->n);
	}
}
