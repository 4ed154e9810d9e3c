/* SPDX-License-Identifier: MIT */
#include "when/recur.h"

#include <string.h>

#include "when/recur_read.h"
#include "when/trace.h"

/* "every Monday, Wednesday | and Friday" behind a set that is a weekday already. */
static void more_weekdays(struct recur_reader *p)
{
	uint8_t before = p->r.weekdays;
	bool through = recur_through(p, p->t) && recur_one(before);
	struct recur_reader k = *p;
	k.t = through ? k.t + 1 : recur_separator(p, k.t);
	if (before == 0 || p->r.n_nth != 0 || k.t == p->t)
		return;
	/* "every Monday and each Friday" */
	k.t += recur_role(&k, k.t) == RECUR_EVERY;
	uint8_t first = recur_weekday(&k, k.t);
	size_t from = k.t;
	k.r.weekdays = 0;
	if (first == 0 || !recur_border(p, from) || !recur_weekdays(&k) || !recur_border(&k, k.t))
		return;
	/* "every Monday, Friday at noon the hall": a comma alone lists nothing */
	bool comma =
	    recur_literal(p, p->t, LIT_COMMA) && from == p->t + 1 && recur_one(k.r.weekdays);
	if (comma)
		return;
	k.r.weekdays |= before | (through && recur_one(first) ? recur_span(before, first) : 0);
	*p = k;
}

static bool is_weekday(const struct member *m)
{
	return m != NULL && m->value.kind == VALUE_DATE && m->value.has == HAS_WEEKDAY &&
	       m->value.hook == HOOK_NONE && m->first == m->last;
}

/* "Monday | and Tuesday nights" */
static bool read_nights(struct recur_reader *p)
{
	const struct member *m = recur_member(p, p->t);
	if (!is_weekday(m))
		return false;
	uint8_t bits = recur_weekday(p, p->t);
	size_t t = recur_separator(p, p->t + 1);
	const struct member *set = t == p->t + 1 ? NULL : recur_member(p, t);
	if (set == NULL || set->value.kind != VALUE_SET || !(set->value.has & HAS_PART) ||
	    !(set->value.has & HAS_WEEKDAY))
		return false;
	p->v = set->value;
	recur_plain(&p->v, &p->r);
	p->r.weekdays |= bits;
	p->t = set->last + 1u;
	return true;
}

/* "from Saturday to Monday nights": the two ends of one stretch. */
static void unset_ends(struct window *w)
{
	for (size_t i = 1; i < w->n_members; i++) {
		const struct member *a = &w->members[i - 1];
		struct member *b = &w->members[i];
		struct recur_reader p = {.w = w};
		if (b->value.kind != VALUE_SET || !(b->value.has & HAS_PART) ||
		    !(b->value.has & HAS_WEEKDAY) || !is_weekday(a) || b->first != a->last + 2u ||
		    !recur_through(&p, a->last + 1u))
			continue;
		b->value.kind = VALUE_DATE;
		b->value.unit = UNIT_NONE;
		b->value.amount = 0;
	}
}

/* Reads a recurrence at the reader. */
static bool read_set(struct recur_reader *p)
{
	const struct member *m = recur_member(p, p->t);
	struct recur_reader start = *p;
	if (m != NULL && m->value.kind == VALUE_SET) {
		p->v = m->value;
		p->t = m->last + 1u;
		recur_plain(&p->v, &p->r);
	} else if (recur_role(p, p->t) == RECUR_EVERY) {
		p->t++;
		if (!recur_every(p) || !recur_border(p, p->t))
			return false;
	} else if (!recur_border(p, p->t) || (!read_nights(p) && !recur_before(p))) {
		*p = start;
		return false;
	}
	more_weekdays(p);
	while (recur_more(p))
		more_weekdays(p);
	if (p->v.unit == UNIT_DAY && p->r.weekdays != 0 && p->v.amount == 1000)
		p->v.unit = UNIT_WEEK;
	if (p->v.unit == UNIT_WEEK && p->r.months != 0 && p->v.amount == 1000)
		p->v.unit = UNIT_YEAR;
	return true;
}

/* Puts the set over the members of its tokens. */
static void put_set(struct window *w, size_t first, const struct recur_reader *p)
{
	size_t from = 0, to;
	while (from < w->n_members && w->members[from].last < first)
		from++;
	for (to = from; to < w->n_members && w->members[to].first < p->t; to++)
		;
	struct member set = {.value = p->v, .first = (uint8_t)first, .last = (uint8_t)(p->t - 1)};
	set.skip = from < to && w->members[from].first == first ? w->members[from].skip : 0;
	set.joined =
	    to != from + 1 || w->members[from].first != first || w->members[from].last + 1u != p->t;
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < w->members[i].n_rules; k++)
			if (set.n_rules < WHEN_MAX_RULES)
				set.rules[set.n_rules++] = w->members[i].rules[k];
	trace_all(w, &set, from, to);
	if (from > 0)
		w->members[from - 1].next = LINK_NONE;
	if (to < w->n_members)
		w->members[to].chained = false;
	if (to == from && w->n_members == WINDOW_MAX)
		return;
	memmove(
	    &w->members[from + 1], &w->members[to], (w->n_members - to) * sizeof(w->members[0]));
	w->n_members += 1 + from - to;
	set.value.recur = (uint32_t)w->n_recurs + 1;
	set.value.latent = p->v.latent && !set.joined;
	if (p->r.weekdays != 0)
		set.value.has |= HAS_WEEKDAY;
	w->recurs[w->n_recurs++] = p->r;
	w->members[from] = set;
}

void recur_plain(const struct value *v, struct recur *ret)
{
	*ret = (struct recur){.n_nth = v->nth != 0};
	ret->nth[0] = v->nth;
	if (v->has & HAS_WEEKDAY)
		ret->weekdays = (uint8_t)(v->weekday == RECUR_WEEKDAY	? 0x1fu
					  : v->weekday == RECUR_WEEKEND ? 0x60u
									: 1u << (v->weekday - 1));
	else if (v->unit == UNIT_WEEKEND)
		ret->weekdays = 0x60;
}

void recur_join(struct window *w)
{
	bool any = false;
	for (size_t i = 0; i < w->n && !any; i++)
		any = lex_value(&w->tokens[i], LEX_RECUR) == RECUR_EVERY;
	for (size_t i = 0; i < w->n_members && !any; i++)
		any = w->members[i].value.kind == VALUE_SET;
	if (any)
		unset_ends(w);
	for (size_t t = 0; any && t < w->n && w->n_recurs < WINDOW_RECURS; t++) {
		struct recur_reader p = {.w = w, .t = t};
		if (!read_set(&p) || p.t == t)
			continue;
		put_set(w, t, &p);
		t = p.t - 1;
	}
}
