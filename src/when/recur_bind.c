/* SPDX-License-Identifier: MIT */
#include "when/join.h"
#include "when/recur_read.h"

/* Words between a recurrence and its bound: "starting on the", "except for the". */
#define BOUND_GAP 5

static bool is_date(const struct value *v)
{
	return v->kind != VALUE_DURATION && v->kind != VALUE_SET && v->kind != VALUE_VAGUE &&
	       v->kind != VALUE_NUMBER && !join_is_clock(v);
}

/* A month, a season, a year: what recurs does so in it. */
static bool is_stretch(const struct value *v)
{
	static const uint32_t parts = HAS_MONTH | HAS_SEASON | HAS_YEAR | HAS_QUARTER | HAS_HALF;
	if (v->kind == VALUE_UNIT)
		return v->unit > UNIT_WEEK && v->dir >= 0;
	return v->kind == VALUE_DATE && (v->has & parts) != 0 &&
	       (v->has & (HAS_DAY | HAS_WEEKDAY | HAS_CLOCK | HAS_CENTURY)) == 0;
}

static bool bound_fits(enum when_bound bound, const struct value *v)
{
	switch (bound) {
	case WHEN_BOUND_FROM:
	case WHEN_BOUND_UNTIL:
	case WHEN_BOUND_TO:
		return is_date(v);
	case WHEN_BOUND_WITHIN:
		return is_stretch(v);
	case WHEN_BOUND_FOR: /* "for the next month" */
		return (v->kind == VALUE_DURATION && !v->vague) ||
		       (v->kind == VALUE_UNIT && v->dir == 1);
	case WHEN_BOUND_EXCEPT:
		return v->kind != VALUE_NUMBER;
	default:
		return false;
	}
}

/* What the tokens from … to - 1 say that comes behind them; before: what the
 * bound before it was. */
static enum when_bound bound_between(
    const struct recur_reader *p, size_t from, size_t to, enum when_bound before)
{
	enum when_bound bound = WHEN_BOUND_NONE;
	bool list = false;
	if (to > from + BOUND_GAP)
		return WHEN_BOUND_NONE;
	for (size_t t = from; t < to; t++) {
		const struct lex_token *k = recur_at(p, t);
		int32_t of = recur_role(p, t), lead = lex_value(k, LEX_LEAD);
		bool join = recur_in(p, t, LEX_JOIN);
		if (of == RECUR_EXCEPT)
			bound = WHEN_BOUND_EXCEPT;
		else if (of == RECUR_START)
			bound = WHEN_BOUND_FROM;
		else if (bound == WHEN_BOUND_NONE && lead == WHEN_LEAD_FROM)
			bound = WHEN_BOUND_FROM;
		else if (bound == WHEN_BOUND_NONE && before == WHEN_BOUND_FROM &&
			 (recur_is(p, t, ROLE_TO) || recur_literal(p, t, LIT_DASH)))
			bound = WHEN_BOUND_TO;
		else if (bound == WHEN_BOUND_NONE && of == RECUR_THROUGH)
			bound = WHEN_BOUND_TO;
		else if (bound == WHEN_BOUND_NONE && lead == WHEN_LEAD_UNTIL &&
			 !recur_is(p, t, ROLE_TO))
			bound = WHEN_BOUND_UNTIL;
		else if (bound == WHEN_BOUND_NONE && recur_for(p, t))
			bound = WHEN_BOUND_FOR;
		else if (bound == WHEN_BOUND_NONE && before == WHEN_BOUND_NONE &&
			 recur_is(p, t, ROLE_IN | ROLE_DURING))
			bound = WHEN_BOUND_WITHIN;
		else if (recur_literal(p, t, LIT_COMMA) || recur_literal(p, t, LIT_OPEN) ||
			 (join && lex_value(k, LEX_JOIN) == 1))
			list = true;
		else if (!recur_on(p, t) && !recur_for(p, t) && !recur_is(p, t, ROLE_THE) &&
			 !recur_is(p, t, ROLE_TO) && of != RECUR_UP)
			return WHEN_BOUND_NONE;
	}
	return bound == WHEN_BOUND_NONE && list && before == WHEN_BOUND_EXCEPT ? before : bound;
}

/* "starting 3 May, | every Monday": the start is told first. */
static bool starts_before(
    const struct recur_reader *p, const struct member *m, const struct member *set)
{
	size_t t = m->first;
	for (size_t k = m->last + 1u; k < set->first; k++)
		if (!recur_literal(p, k, LIT_COMMA) && !recur_on(p, k))
			return false;
	t -= t > 0 && recur_at(p, t - 1)->literal != 0 && recur_role(p, t - 1) == 0;
	return t > 0 && recur_role(p, t - 1) == RECUR_START && is_date(&m->value);
}

/* "every Monday from 5 March to 2 April | at 6 pm": the clock is of each. */
static void take_clock(struct value *set, const struct value *bound)
{
	if (set->unit < UNIT_DAY || (set->has & (HAS_CLOCK | HAS_PART)) != 0 ||
	    !(bound->has & HAS_CLOCK))
		return;
	set->hour = bound->hour;
	set->minute = bound->minute;
	set->has |= bound->has & (HAS_CLOCK | HAS_MERIDIEM);
}

/* "Fridays in July | at 21:00": the clock stands behind the bounds. */
static void take_hour(struct window *w, size_t i, size_t *end)
{
	struct member *last = NULL, *m = NULL;
	for (size_t k = i + 1; k < w->n_members && m == NULL; k++) {
		if (w->members[k].set == i + 1 || (last != NULL && w->members[k].chained))
			last = &w->members[k];
		else
			m = &w->members[k];
	}
	if (last == NULL || last->bound == WHEN_BOUND_EXCEPT || m == NULL ||
	    !join_is_clock(&m->value) || (m->value.has & HAS_CLOCK) == 0 || m->next != LINK_NONE ||
	    m->chained || /* "7-9 pm" has an end too */
	    (w->members[i].value.has & HAS_CLOCK) != 0 ||
	    (compose_gap(w, last, m) & (GAP_AT | GAP_COMMA | GAP_NEXT)) == 0)
		return;
	take_clock(&w->members[i].value, &m->value);
	m->set = (uint8_t)(i + 1);
	m->bound = WHEN_BOUND_CLOCK;
	*end = m->last + 1u;
}

static void bind_set(struct window *w, size_t i)
{
	struct recur_reader p = {.w = w};
	enum when_bound before = WHEN_BOUND_NONE;
	size_t end = w->members[i].last + 1u;
	if (i > 0 && w->members[i - 1].set == 0 &&
	    starts_before(&p, &w->members[i - 1], &w->members[i])) {
		w->members[i - 1].set = (uint8_t)(i + 1);
		w->members[i - 1].bound = WHEN_BOUND_FROM;
	}
	for (size_t k = i + 1; k < w->n_members; k++) {
		struct member *m = &w->members[k];
		before = bound_between(&p, end, m->first, before);
		if (!bound_fits(before, &m->value))
			break;
		m->set = (uint8_t)(i + 1);
		m->bound = before;
		if (before != WHEN_BOUND_EXCEPT)
			take_clock(&w->members[i].value, &m->value);
		end = m->last + 1u;
	}
	take_hour(w, i, &end);
	p.t = end; /* "… starting 3 May, for 6 times" */
	p.t += recur_literal(&p, end, LIT_COMMA);
	if (w->members[i].value.recur != 0 && recur_count(&p))
		w->recurs[w->members[i].value.recur - 1].count = p.r.count;
}

void recur_bind(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++)
		if (w->members[i].value.kind == VALUE_SET && w->members[i].set == 0 &&
		    !w->members[i].value.history) /* "five per week until June" */
			bind_set(w, i);
}
