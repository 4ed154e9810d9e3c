/* SPDX-License-Identifier: MIT */
/* A repetition and what other sentences say of it. */
#include <string.h>

#include "base/str.h"
#include "event/series.h"
#include "event/series_rule.h"
#include "event/slot.h"
#include "event/words.h"
#include "when/civil.h"

/* Candidates that are looked back on. */
#define BACK 24

static const struct when_expr *expr(const struct work *w, uint32_t i)
{
	return &w->list->v[i];
}

/* ---- pairs -------------------------------------------------------------------- */

/* Only how often, not when: "weekly". */
static bool is_often(const struct work *w, const struct slot *s)
{
	const struct when_expr *x = expr(w, s->start);
	return x->type == WHEN_SET && x->rrule[0] != '\0' && !x->has_clock && s->first == s->last &&
	       strstr(x->rrule, "BY") == NULL && s->span.start == x->span.start;
}

/* A weekday, an hour or both, without a date. */
static bool is_dateless(const struct when_expr *x)
{
	const uint16_t date = DL_KNOWN_YEAR | DL_KNOWN_MONTH | DL_KNOWN_DAY;
	return (x->type == WHEN_TIME || x->type == WHEN_DATE) && (x->known & date) == 0 &&
	       (x->known & (DL_KNOWN_WEEKDAY | DL_KNOWN_TIME)) != 0 && x->has_from &&
	       (x->grain == WHEN_GRAIN_DAY || grain_is_clock(x->grain));
}

bool series_pair(struct work *w, struct slot *slots, size_t *n)
{
	if (*n < 2 || !is_often(w, &slots[0]))
		return false;
	const struct when_expr *x = expr(w, slots[1].start);
	bool daily = strcmp(expr(w, slots[0].start)->rrule, "FREQ=DAILY") == 0;
	bool set = x->type == WHEN_SET && x->rrule[0] != '\0';
	bool weekly = str_starts(str_of(expr(w, slots[0].start)->rrule), STR("FREQ=WEEKLY"));
	bool dateless = is_dateless(x) && (daily || weekly) &&
			(daily || (x->known & DL_KNOWN_WEEKDAY) != 0) &&
			slots[1].day == slots[1].start;
	if (!set && !dateless)
		return false;
	bool named = series_parted(w, slots[0].span.end, slots[1].span.start) != 0;
	for (size_t i = slot_word(w, &slots[0]), end = slot_word_end(w, &slots[0]);
	     named && i < end; i++)
		w->words.v[i].time = false;
	if (!set || (!daily && strstr(x->rrule, "INTERVAL") == NULL)) {
		slots[1].paired = true;
		slots[1].often = slots[0].start;
	}
	w->reasons[slots[0].start] = "event.recurring";
	memmove(slots, slots + 1, (*n - 1) * sizeof(*slots));
	--*n;
	return true;
}

/* ---- what is left out ------------------------------------------------------------ */

/* The last series told that falls on the day, under the same heading if there is one. */
static uint32_t last_series(const struct work *w, const struct when_expr *x, struct dl_civil day)
{
	uint32_t found = NO_CAND;
	for (size_t i = w->n; i > 0 && w->n - i < BACK; i--) {
		const struct cand *c = &w->cands[i - 1];
		if (c->event.rrule.n == 0)
			continue;
		struct dl_civil at = x == NULL ? day : series_year(x, c->event.rrule);
		bool on = rule_on(c->event.rrule, at);
		if (on && c->topic == w->force.v[w->force.top].number)
			return (uint32_t)(i - 1);
		if (on && found == NO_CAND)
			found = (uint32_t)(i - 1);
	}
	return found;
}

/* A series that falls into a longer stretch, by the first day of it that one does. */
static uint32_t series_in(const struct work *w, struct dl_civil from, struct dl_civil to)
{
	uint32_t found = NO_CAND;
	int64_t days = civil_days(to) - civil_days(from);
	for (int64_t i = 0; i < days && i < 31 && found == NO_CAND; i++)
		found = last_series(w, NULL, civil_add_days(from, i));
	return found;
}

uint32_t series_left_out(struct work *w, const struct slot *s, bool *ret_failed)
{
	const struct when_expr *x = expr(w, s->start);
	const struct when_expr *y = s->end == WHEN_NONE ? x : expr(w, s->end);
	*ret_failed = false;
	if (!x->has_from || x->grain < WHEN_GRAIN_MONTH)
		return NO_CAND;
	struct dl_civil to = y->has_to ? y->to : civil_add_days(y->has_from ? y->from : x->from, 1);
	bool day = x == y && x->grain >= WHEN_GRAIN_DAY;
	uint32_t found = day ? last_series(w, x, x->from) : series_in(w, x->from, to);
	if (found == NO_CAND)
		return found;
	struct cand *c = &w->cands[found];
	struct dl_civil from = day ? series_year(x, c->event.rrule) : x->from;
	*ret_failed = !series_except(w, c, from, day ? civil_add_days(from, 1) : to);
	for (uint32_t e = s->first; e <= s->last; e++) {
		w->owners[e] = found;
		w->reasons[e] = "event.left-out";
	}
	return found;
}

/* ---- the first date ---------------------------------------------------------------- */

static bool begins_next(const struct cand *c)
{
	struct dl_str t = c->event.title;
	t.n = str_find(t, ' ');
	const struct lang_cue *cue = lang_cue_find(LANG_ANY, t, LANG_CUE_SERIES);
	return cue != NULL && strcmp(cue->value, "first") == 0;
}

static bool fits(const struct cand *s, const struct cand *c)
{
	const struct dl_event *a = &s->event, *b = &c->event;
	if (b->rrule.n != 0 || !b->has_start || b->precision < DL_DAY || c->merged != NO_CAND ||
	    b->status == DL_CANCELLED || !rule_on(a->rrule, b->start))
		return false;
	bool clocks = a->has_time && b->precision == DL_MINUTE;
	return !clocks || (a->start.hour == b->start.hour && a->start.minute == b->start.minute);
}

static void begin(struct cand *s, struct cand *c)
{
	struct dl_event *a = &s->event, *b = &c->event;
	struct dl_civil clock = a->has_time ? a->start : b->start;
	bool hours = a->has_time || b->precision == DL_MINUTE;
	a->start = b->start;
	a->start.hour = hours ? clock.hour : 0;
	a->start.minute = hours ? clock.minute : 0;
	a->precision = hours ? DL_MINUTE : DL_DAY;
	a->has_start = true;
	a->has_time = false;
	a->has_end = b->has_end && b->precision == a->precision;
	a->end = b->end;
	if (a->tz.n == 0)
		a->tz = b->tz;
	if (a->location.n == 0) {
		a->location = b->location;
		s->place = c->place;
	}
	a->known |= b->known;
}

/* The series told last before a candidate, or else after it, that it can begin. */
static size_t series_of(const struct work *w, size_t k)
{
	const struct cand *c = &w->cands[k];
	for (size_t d = 1; d < 2 * BACK; d++) {
		size_t i = d < BACK ? k - d : k + d - BACK;
		if (i >= w->n || (d < BACK && d > k))
			continue;
		const struct cand *s = &w->cands[i];
		if (s->event.rrule.n != 0 && !s->event.has_start && s->merged == NO_CAND &&
		    s->topic == c->topic && fits(s, c))
			return i;
	}
	return w->n;
}

void series_next(struct work *w)
{
	for (size_t k = 0; k < w->n; k++) {
		struct cand *c = &w->cands[k];
		if (!c->event.has_start || !begins_next(c))
			continue;
		size_t i = series_of(w, k);
		if (i == w->n)
			continue;
		begin(&w->cands[i], c);
		c->merged = (uint32_t)i;
		cand_rule(&w->cands[i], "series.next");
	}
}
