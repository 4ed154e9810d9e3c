/* SPDX-License-Identifier: MIT */
/* A page that states its event to machines tells it to people as well, in its
 * heading, its lead, a line under the picture: these are one event. What is
 * told of the same day under a name of its own ("Doors open", a session) stays. */
#include "event/stated.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/merge.h"
#include "event/uid.h"
#include "when/civil.h"

/* Candidates of a day that each is compared with, as in merge.c. */
#define NEIGHBOURS 24
/* A contradiction is looked for among this many stated events; a page that
 * states more is a calendar, and its prose tells of some of them only. */
#define CONTRADICTIONS_MAX 8
/* Percent of words in common. */
#define SAME_CLOCK 25
#define SAME_DAY   50
#define SAME_NAME  75

struct side {
	int64_t day;
	uint32_t cand;
	struct dl_str normal; /* of the title */
	struct dl_str place;  /* stated: the same of the place */
	bool stated, met;
};

static int side_order(const void *a, const void *b)
{
	const struct side *x = a, *y = b;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->stated != y->stated)
		return x->stated ? -1 : 1;
	return (x->cand > y->cand) - (x->cand < y->cand);
}

static bool is_clock(const struct cand *c)
{
	return c->event.precision == DL_MINUTE;
}

static bool same_start(const struct cand *a, const struct cand *b)
{
	return civil_cmp(a->event.start, b->event.start) == 0;
}

/* Are all words of a title those of a place? Both as uid_normal() gives them. */
static bool is_of(struct dl_str title, struct dl_str place)
{
	size_t words = 0;
	for (struct dl_str rest = title; rest.p != NULL && rest.n != 0; words++) {
		struct dl_str word = str_split(&rest, ' '), in = place;
		bool found = false;
		while (!found && in.p != NULL && in.n != 0)
			found = str_eq(str_split(&in, ' '), word);
		if (!found)
			return false;
	}
	return words != 0;
}

/* It has no name but its surroundings'. */
static bool is_nameless(const struct work *w, const struct cand *c, struct dl_str normal)
{
	return c->whole || c->title_from <= TITLE_FROM_NEAR ||
	       merge_is_generic(w->words.language, normal);
}

static bool fits_part(const struct cand *part, const struct cand *clock)
{
	const struct dl_event *p = &part->event;
	return p->has_window && civil_cmp(clock->event.start, p->window[0]) >= 0 &&
	       civil_cmp(clock->event.start, p->window[1]) < 0;
}

/* How well prose p of the same day tells of s: 0 not at all. only: no other
 * event is stated for that day. */
static int fit(const struct work *w, const struct side *s, const struct side *p, bool only)
{
	const struct cand *c = &w->cands[s->cand], *d = &w->cands[p->cand];
	int same = merge_similarity(w->words.language, s->normal, p->normal);
	bool nameless = is_nameless(w, d, p->normal) || is_of(p->normal, s->place);
	if (c->event.rrule.n != 0 && d->event.rrule.n != 0)
		return same >= SAME_CLOCK || nameless ? 100 + same : 0;
	if (strcmp(d->reason, "event.deadline") == 0 && same < SAME_NAME)
		return 0;
	/* A longer event and a clock of its first day are an event and its opening. */
	if (c->event.precision == DL_DAY && c->event.has_end && is_clock(d))
		return same >= SAME_NAME ? same : 0;
	bool days = c->event.precision == DL_DAY && c->event.has_end && d->event.has_end &&
		    d->event.precision == DL_DAY && same_start(c, d) &&
		    civil_cmp(c->event.end, d->event.end) == 0;
	if (days || (is_clock(c) && is_clock(d))) {
		/* "Until 9 pm" under its name. */
		if (!same_start(c, d))
			return same >= SAME_NAME && c->event.has_end &&
				       civil_cmp(d->event.start, c->event.start) >= 0 &&
				       civil_cmp(d->event.start, c->event.end) <= 0
				   ? 1 + same
				   : 0;
		return same >= SAME_CLOCK || only || nameless ? 100 + same : 0;
	}
	if (is_clock(c) && d->event.precision == DL_PART && !fits_part(d, c))
		return 0;
	return same >= SAME_DAY || (only && nameless) ? 1 + same : 0;
}

/* The stated event of a day that p tells of. */
static struct side *best_fit(
    const struct work *w, struct side *v, size_t n_stated, const struct side *p)
{
	struct side *best = NULL;
	int most = 0;
	for (size_t i = 0; i < n_stated && i < NEIGHBOURS; i++) {
		int k = fit(w, &v[i], p, n_stated == 1);
		if (k > most) {
			most = k;
			best = &v[i];
		}
	}
	return best;
}

static void join(struct work *w, struct side *s, struct side *p)
{
	stated_absorb(&w->cands[s->cand], &w->cands[p->cand]);
	w->cands[p->cand].merged = s->cand;
	s->met = p->met = true;
}

static void merge_day(struct work *w, struct side *v, size_t n)
{
	size_t stated = 0;
	while (stated < n && v[stated].stated)
		stated++;
	for (size_t i = stated; stated != 0 && i < n; i++) {
		struct side *s = best_fit(w, v, stated, &v[i]);
		if (s != NULL)
			join(w, s, &v[i]);
	}
}

/* The one candidate of prose that bears the stated event's name, when no prose
 * agrees with it: then one of the two is wrong. Several would be other dates. */
static struct side *contradiction(
    const struct work *w, const struct side *s, struct side *v, size_t n)
{
	struct side *found = NULL;
	const struct cand *c = &w->cands[s->cand];
	if (c->event.rrule.n != 0 || s->normal.n == 0 ||
	    merge_is_generic(w->words.language, s->normal))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const struct cand *d = &w->cands[v[i].cand];
		if (v[i].stated || v[i].met || d->event.precision < DL_DAY ||
		    d->event.rrule.n != 0 || strcmp(d->reason, "event.deadline") == 0)
			continue;
		if (d->title_from == TITLE_FROM_DOCUMENT || d->title_from == TITLE_FROM_NEAR ||
		    merge_similarity(w->words.language, s->normal, v[i].normal) < SAME_NAME)
			continue;
		if (found != NULL)
			return NULL;
		found = &v[i];
	}
	return found;
}

/* "Until 4 October" of what is stated for the 3rd and the 4th. */
static bool lies_within(const struct dl_event *a, const struct dl_event *whole)
{
	return whole->has_end && civil_cmp(a->start, whole->start) >= 0 &&
	       civil_cmp(a->start, whole->end) < 0;
}

static void contradict(struct work *w, struct side *v, size_t n)
{
	size_t stated = 0;
	for (size_t i = 0; i < n; i++)
		stated += v[i].stated;
	for (size_t i = 0; stated <= CONTRADICTIONS_MAX && i < n; i++) {
		if (!v[i].stated || v[i].met)
			continue;
		struct side *p = contradiction(w, &v[i], v, n);
		if (p == NULL)
			continue;
		if (!lies_within(&w->cands[p->cand].event, &w->cands[v[i].cand].event))
			w->cands[v[i].cand].contradicts = p->cand;
		join(w, &v[i], p);
	}
}

int stated_merge(struct work *w)
{
	size_t stated = 0, n = 0;
	for (size_t i = 0; i < w->n; i++)
		stated += w->cands[i].record != NULL;
	if (stated == 0 || stated == w->n)
		return 0;
	struct side *v = arena_array(w->arena, struct side, w->n);
	if (v == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < w->n; i++) {
		const struct dl_event *ev = &w->cands[i].event;
		if (w->cands[i].merged != NO_CAND)
			continue;
		v[n] = (struct side){.day = ev->has_start ? civil_days(ev->start) : INT64_MIN,
		    .cand = (uint32_t)i,
		    .stated = w->cands[i].record != NULL};
		v[n].normal = uid_normal(w->arena, ev->title);
		v[n].place = v[n].stated ? uid_normal(w->arena, ev->location) : STR("");
		if (v[n].normal.p == NULL || v[n].place.p == NULL)
			return work_nomem(w);
		n++;
	}
	qsort(v, n, sizeof(v[0]), side_order);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && v[k].day == v[i].day; k++)
			;
		merge_day(w, v + i, k - i);
	}
	contradict(w, v, n);
	return 0;
}

/* ---- two stated ones, or what is left of the prose -------------------------------- */

/* One page states its event in two ways (JSON-LD and microdata), or twice in
 * one; a calendar's entries are what they are. */
bool stated_same(const struct work *w, const struct cand *a, const struct cand *b, struct dl_str x,
    struct dl_str y)
{
	if (a->record == NULL || b->record == NULL)
		return false;
	if (a->event.rrule.n != b->event.rrule.n || a->event.uid.n != 0 || b->event.uid.n != 0)
		return false;
	if (!a->event.has_start || civil_days(a->event.start) != civil_days(b->event.start))
		return false;
	bool twice = strcmp(a->record->rule, b->record->rule) == 0;
	if (a->event.precision == b->event.precision && !same_start(a, b))
		return false;
	if (twice)
		return a->event.precision == b->event.precision &&
		       str_eq_fold(a->event.title, b->event.title);
	return merge_similarity(w->words.language, x, y) >= SAME_NAME;
}

void stated_absorb(struct cand *to, const struct cand *from)
{
	struct dl_event *a = &to->event;
	const struct dl_event *b = &from->event;
	bool same_day =
	    a->has_start && b->has_start && civil_days(a->start) == civil_days(b->start);
	if (a->title.n == 0) {
		a->title = b->title;
		to->title_from = from->title_from;
	}
	/* The hour that was not stated, of the day that was. */
	if (same_day && a->precision == DL_DAY && !a->has_end && b->precision > DL_DAY) {
		a->precision = b->precision;
		a->start = b->start;
		a->part = b->part;
		a->has_window = b->has_window;
		a->window[0] = b->window[0];
		a->window[1] = b->window[1];
		a->tz = b->tz;
		a->known |= b->known & (DL_KNOWN_TIME | DL_KNOWN_PART | DL_KNOWN_TZ);
	}
	if (same_day && !a->has_end && b->has_end && a->precision == b->precision) {
		a->has_end = true;
		a->end = b->end;
		a->known |= b->known & DL_KNOWN_END;
	}
	if (a->location.n == 0) {
		a->location = b->location;
		to->place = from->place;
		a->known |= b->known & DL_KNOWN_LOCATION;
	}
	if (!a->has_geo && b->has_geo) {
		a->has_geo = true;
		a->latitude = b->latitude;
		a->longitude = b->longitude;
	}
	if (a->tz.n == 0 && a->precision >= DL_PART)
		a->tz = b->tz;
	if (a->url.n == 0)
		a->url = b->url;
	if (a->rrule.n == 0 && same_day)
		a->rrule = b->rrule;
	if (a->status == DL_CONFIRMED)
		a->status = b->status;
	for (size_t i = 0; i < from->n_people && to->n_people < MAX_PEOPLE; i++) {
		size_t k = 0;
		while (k < to->n_people && !str_eq_fold(to->people[k], from->people[i]))
			k++;
		if (k == to->n_people)
			to->people[to->n_people++] = from->people[i];
	}
	cand_rule(to, from->record == NULL ? "merge.told" : "merge.same");
}
