/* SPDX-License-Identifier: MIT */
#include "event/scope.h"

#include <string.h>

#include "event/cand.h"
#include "event/clause.h"
#include "event/slot.h"
#include "event/title.h"
#include "event/where.h"
#include "when/civil.h"

/* Words after "all" in which the noun that it is of stands. */
#define ALL_WORDS 5

/* A clock of no day: not "Monday at 9", nor the hour under a day's heading. */
static bool is_loose(const struct work *w, const struct slot *s, bool any)
{
	const struct when_expr *x = &w->list->v[s->start];
	struct dl_civil clock;
	if (x->type != WHEN_TIME || s->day != s->start || (x->known & DL_KNOWN_DAY) != 0 ||
	    (x->has_from && !grain_is_clock(x->grain)) || !slot_clock(x, &clock))
		return false;
	return any || !x->has_from || x->day_from == WHEN_FROM_REFERENCE;
}

/* "All the deadlines", "each lecture": does the quantity at word i go with a
 * noun of events, or with a deadline (*ret_due)? */
static bool is_all(const struct words *ws, size_t i, bool *ret_due)
{
	if (!words_is(ws, i, CUE(QUANTITY)) || ws->v[i].time)
		return false;
	for (size_t k = i + 1; k < ws->n && k <= i + ALL_WORDS && !ws->v[k].time; k++) {
		if (words_is(ws, k, CUE(DEADLINE))) {
			*ret_due = true;
			return true;
		}
		if (words_is(ws, k, CUE(NOUN)))
			return true;
	}
	return false;
}

/* "Screenings begin at 20:30": several, as they always do. */
static bool is_habit(struct work *w)
{
	const struct words *ws = &w->words;
	struct clause c;
	if (!clause_find(ws, (struct range){0, ws->n}, &c) || c.tense != TENSE_NOW ||
	    (c.kind != CLAUSE_OCCUR && c.kind != CLAUSE_HELD && c.kind != CLAUSE_BE))
		return false;
	size_t last = c.subject.end;
	while (last > c.subject.first && words_gap(ws, last - 1))
		last--;
	if (last == c.subject.first || !words_ending(ws, last - 1, 's'))
		return false;
	struct dl_str noun = words_text(ws, last - 1);
	return words_is(ws, last - 1, CUE(NOUN)) || title_base(w, noun, LANG_CUE_NOUN).n != noun.n;
}

bool scope_read(struct work *w, const struct slot *slots, size_t n)
{
	const struct words *ws = &w->words;
	bool all = false, due = false;
	if (n == 0 || slots[0].start >= w->list->n)
		return false;
	for (size_t i = 0; i < ws->n && !all; i++)
		all = is_all(ws, i, &due);
	for (size_t i = 0; i < ws->n && !all; i++) /* "Deadlines are 23:59 AoE" */
		due |= words_is(ws, i, CUE(DEADLINE)) && words_ending(ws, i, 's');
	for (size_t k = 0; k < n; k++)
		if (!is_loose(w, &slots[k], all || k > 0))
			return false;
	if (!all && !due && !is_habit(w))
		return false;
	struct frame *f = &w->force.v[w->force.top];
	struct hours *h = due ? &f->due : &f->hours;
	h->set = true;
	h->slot = slots[0];
	struct where where;
	if (!due && where_find(w, (struct range){0, ws->n}, slot_word(w, &slots[0]), &where))
		f->place = where.place;
	for (size_t k = 0; k < n; k++)
		for (uint32_t e = slots[k].first; e <= slots[k].last; e++)
			if (w->reasons[e] == NULL)
				w->reasons[e] = "background.scope";
	return true;
}

static const struct hours *in_force(const struct work *w, bool due)
{
	for (int i = w->force.top; i >= 0; i--) {
		const struct frame *f = &w->force.v[i];
		if (due ? f->due.set : f->hours.set)
			return due ? &f->due : &f->hours;
	}
	return NULL;
}

static bool is_deadline(const struct work *w, const struct cand *c)
{
	const struct words *ws = &w->words;
	bool due = strcmp(c->reason, "event.deadline") == 0;
	for (size_t i = 0; i < ws->n && !due; i++) {
		const char *value = "";
		due = (words_is(ws, i, CUE(DEADLINE)) && words_is(ws, i, CUE(NOUN))) ||
		      (words_cue(ws, i, LANG_CUE_BARE, &value) != 0 && strcmp(value, "paper") == 0);
	}
	return due;
}

void scope_apply(struct work *w, struct cand *c)
{
	struct dl_event *ev = &c->event;
	if (ev->precision != DL_DAY || ev->has_end || ev->rrule.n != 0 || !ev->has_start)
		return;
	bool due = is_deadline(w, c);
	const struct hours *h = in_force(w, due);
	if (h == NULL || (c->narrated && !due))
		return;
	const struct when_expr *x = &w->list->v[h->slot.start];
	struct dl_civil clock;
	if (!slot_clock(x, &clock))
		return;
	ev->precision = DL_MINUTE;
	ev->start.hour = clock.hour;
	ev->start.minute = clock.minute;
	ev->known |= DL_KNOWN_TIME;
	if (!due && h->slot.end != WHEN_NONE && slot_clock(&w->list->v[h->slot.end], &clock)) {
		ev->end = ev->start;
		ev->end.hour = clock.hour;
		ev->end.minute = clock.minute;
		ev->has_end = civil_cmp(ev->end, ev->start) > 0;
	}
	ev->tz = x->zone;
	if (ev->tz.n != 0)
		ev->known |= DL_KNOWN_TZ;
	c->due = due;
	c->doubt += DOUBT_HEADING;
	cand_rule(c, "time.in-force");
}
