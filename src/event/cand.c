/* SPDX-License-Identifier: MIT */
#include "event/cand.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "event/contact.h"
#include "event/force.h"
#include "event/length.h"
#include "event/scope.h"
#include "event/slot.h"
#include "event/tried.h"

int work_nomem(struct work *w)
{
	return fail(w->reterr, DL_NOMEM, "out of memory");
}

void work_background(struct work *w, const struct slot *s, const char *reason)
{
	for (uint32_t e = s->first; e <= s->last && e < w->list->n; e++)
		if (w->reasons[e] == NULL)
			w->reasons[e] = reason;
}

void work_background_rest(struct work *w, uint32_t first, uint32_t end, const char *reason)
{
	for (uint32_t e = first; e < end; e++)
		if (w->reasons[e] == NULL)
			w->reasons[e] = reason;
}

struct cand *work_add(struct work *w, const char *reason)
{
	struct cand *grown = arena_grow(w->arena, w->cands, sizeof(*w->cands), w->n, &w->cap);
	if (grown == NULL) {
		work_nomem(w);
		return NULL;
	}
	w->cands = grown;
	struct cand *c = &w->cands[w->n++];
	*c = (struct cand){
	    .after = NO_CAND, .merged = NO_CAND, .contradicts = NO_CAND, .reason = reason};
	c->topic = w->force.v[w->force.top].number;
	c->parent = w->force.v[w->force.top].cand;
	return c;
}

void cand_rule(struct cand *c, const char *id)
{
	for (size_t i = 0; i < c->n_rules; i++)
		if (strcmp(c->rules[i], id) == 0)
			return;
	if (c->n_rules < MAX_OWN_RULES)
		c->rules[c->n_rules++] = id;
}

const char *cand_refuse(const struct work *w, const struct slot *s)
{
	const struct when_expr *x = &w->list->v[s->start];
	if (w->doc->blocks[x->block].struck)
		return "background.struck";
	if (w->doc->blocks[x->block].furniture)
		return "background.furniture";
	if (x->type == WHEN_DURATION)
		return "background.duration";
	if (x->type == WHEN_SET && contact_hours(w, s))
		return "background.hours";
	if (x->type == WHEN_SET)
		return x->rrule[0] == '\0' || (s->first == s->last && !s->paired && !x->has_clock &&
						  strstr(x->rrule, "BY") == NULL)
			   ? "background.set" /* "weekly": how often, not when */
			   : NULL;
	if (x->grain == WHEN_GRAIN_NONE)
		return "background.vague";
	if (x->lead == WHEN_LEAD_SINCE)
		return "background.since";
	if (contact_hours(w, s))
		return "background.hours";
	return NULL;
}

/* Words behind "no" in which it is said of what there is none. */
#define NONE_WORDS 3

/* ---- place and zone -------------------------------------------------------- */

struct dl_str cand_offset_zone(struct work *w, int minutes)
{
	if (minutes % 60 != 0 || minutes < -12 * 60 || minutes > 14 * 60)
		return (struct dl_str){NULL, 0};
	if (minutes == 0)
		return STR("Etc/UTC");
	return arena_printf(w->arena, "Etc/GMT%c%d", minutes > 0 ? '-' : '+',
	    (minutes < 0 ? -minutes : minutes) / 60);
}

static void set_zone(struct work *w, struct cand *c)
{
	struct dl_event *ev = &c->event;
	bool clock = ev->precision == DL_MINUTE || ev->precision == DL_PART || ev->has_time;
	if (!clock)
		return;
	if (ev->tz.n != 0 && (ev->known & DL_KNOWN_TZ) != 0)
		return; /* said once for the list */
	if (c->has_slot) {
		const struct when_expr *x = &w->list->v[c->slot.start];
		if (x->zone.n == 0 && c->slot.end != WHEN_NONE)
			x = &w->list->v[c->slot.end]; /* "10:00 till 17:00 PST" */
		ev->tz = x->zone.n != 0	 ? x->zone
			 : x->has_offset ? cand_offset_zone(w, x->offset_minutes)
					 : (struct dl_str){NULL, 0};
		if (ev->tz.n != 0) {
			ev->known |= DL_KNOWN_TZ;
			return;
		}
	}
	ev->tz = force_zone(w);
	if (ev->tz.n != 0) {
		cand_rule(c, "zone.document");
		return;
	}
	const struct place *p = force_place(w);
	ev->tz = c->place.zone;
	if (ev->tz.n == 0 && p != NULL)
		ev->tz = p->zone;
	if (ev->tz.n == 0)
		ev->tz = w->force.place.zone;
	if (ev->tz.n != 0) {
		cand_rule(c, "zone.place");
		return;
	}
	ev->tz = w->options->tz;
	if (ev->tz.n != 0) {
		cand_rule(c, "zone.option");
		return;
	}
	ev->tz = w->guess;
	if (ev->tz.n != 0) {
		c->doubt += DOUBT_ZONE;
		c->zone_guessed = true;
		cand_rule(c, "zone.document-places");
	}
}

void cand_add_town(struct work *w, struct cand *c, const struct place *town)
{
	struct place *p = &c->place;
	if (p->kind != PLACE_NONE || p->text.n == 0 || town->city.n == 0 || p->joined ||
	    lang_cue_find(w->words.language, p->text, LANG_CUE_VIRTUAL) != NULL)
		return;
	p->zone = town->zone;
	if (p->text.n + town->text.n + 2 > PLACE_MAX)
		return;
	p->joined = true;
	struct dl_str joined = arena_printf(
	    w->arena, "%.*s, %.*s", (int)p->text.n, p->text.p, (int)town->text.n, town->text.p);
	if (joined.p != NULL) /* else it stays short */
		p->text = joined;
	c->event.location = p->text;
}

void cand_locate(struct work *w, struct cand *c, const struct where *where, bool narrative)
{
	struct dl_event *ev = &c->event;
	if (where != NULL && where->place.text.n != 0) {
		c->place = where->place;
		const struct place *town = force_place(w);
		if (town != NULL && town != &w->force.place)
			cand_add_town(w, c, town);
		ev->known |= DL_KNOWN_LOCATION;
		cand_rule(c, "place.near");
	} else if (strcmp(c->reason, "event.deadline") != 0) {
		/* (A deadline has no place: one hands in from wherever one is.) */
		const struct place *p = narrative ? force_narrative_place(w) : force_place(w);
		/* What another sentence says of a hall is not true of this one; the
		 * city most likely is. */
		bool told = narrative && p == &w->force.place;
		if (p != NULL && !(told && p->city.n == 0)) {
			c->place = *p;
			if (told)
				c->place.text = p->city;
			c->doubt += DOUBT_PLACE;
			cand_rule(c, "place.in-force");
		}
	}
	ev->location = c->place.text;

	ev->has_geo = c->place.has_point;
	ev->latitude = c->place.latitude;
	ev->longitude = c->place.longitude;
	set_zone(w, c);
}

/* ---- status and people ----------------------------------------------------- */

const char *cand_status(const struct words *ws, struct range r)
{
	const char *found = NULL;
	for (size_t i = r.first; i < r.end && i < ws->n; i++) {
		const char *value = NULL;
		if (words_cue(ws, i, LANG_CUE_STATUS, &value) == 0)
			continue;
		/* "proposed by", "likely to" and the like are of something else. */
		if (found == NULL || strcmp(value, "cancelled") == 0)
			found = value;
	}
	return found;
}

/* One name: its words from first on, up to a link word or comma. */
static int add_person(struct work *w, struct cand *c, struct range r)
{
	if (!clause_is_person(&w->words, r) || c->n_people == MAX_PEOPLE)
		return 0;
	struct dl_str name = title_plain(w, r, PLACE_MAX);
	if (name.p == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < c->n_people; i++)
		if (str_eq(c->people[i], name))
			return 0;
	c->people[c->n_people++] = name;
	return 0;
}

int cand_people(struct work *w, struct cand *c, struct range r)
{
	const struct words *ws = &w->words;
	size_t start = r.first;
	for (size_t i = r.first; i <= r.end; i++) {
		bool stop = i == r.end || words_is(ws, i, CUE(CONJUNCTION)) ||
			    (ws->v[i].punct != 0 && ws->v[i].punct != '\'' &&
				ws->v[i].punct != '.' && !ws->v[i].aside);
		if (!stop)
			continue;
		if (add_person(w, c, (struct range){start, i}) < 0)
			return -1;
		start = i + 1;
	}
	return 0;
}

/* ---- making ---------------------------------------------------------------- */

/* What lowers the confidence, in percent: each thing that was not written. */
static int slot_doubt(const struct work *w, const struct slot *s)
{
	const struct when_expr *x = &w->list->v[s->day];
	const struct when_expr *y = &w->list->v[s->start];
	int doubt = 0;
	if ((x->known & DL_KNOWN_YEAR) == 0 && x->year_from != WHEN_FROM_WEEKDAY)
		doubt += DOUBT_YEAR;
	if (x->anaphoric || (y->anaphoric && s->day == s->start))
		doubt += DOUBT_DAY;
	if (x->weekday_clash)
		doubt += DOUBT_CLASH;
	if (x->n_alternatives != 0)
		doubt += DOUBT_READINGS;
	if (x->approximate)
		doubt += DOUBT_ABOUT;
	if (w->list->reference_from == WHEN_REF_TODAY && x->year_from == WHEN_FROM_REFERENCE)
		doubt += DOUBT_TODAY;
	return doubt;
}

/* "No | call", "No | work party": a noun of events right behind the first word. */
static bool names_event(const struct words *ws, struct range r)
{
	for (size_t i = r.first + 1; i < r.end && i < r.first + 1 + NONE_WORDS; i++) {
		if (ws->v[i].punct != 0 || ws->v[i].time)
			return false;
		if (words_is(ws, i, CUE(NOUN) | CUE(SERIES)))
			return true;
	}
	return false;
}

static void set_status(struct work *w, struct cand *c, struct range r)
{
	const struct words *ws = &w->words;
	const char *status = cand_status(ws, r), *value = "";
	bool none = r.first + 1 < r.end && r.end <= ws->n &&
		    words_cue(ws, r.first, LANG_CUE_SERIES, &value) != 0 &&
		    strcmp(value, "none") == 0 && names_event(ws, r); /* "No call" */
	if (status == NULL && none)
		status = "cancelled";
	if (status == NULL)
		return;
	if (strcmp(status, "cancelled") == 0) {
		c->event.status = DL_CANCELLED;
		cand_rule(c, "status.cancelled");
	} else if (strcmp(status, "tentative") == 0) {
		c->event.status = DL_TENTATIVE;
		c->doubt += DOUBT_TENTATIVE;
		cand_rule(c, "status.tentative");
	} else {
		cand_rule(c, "status.moved");
	}
}

/* The first link inside the span that leads somewhere of its own. */
static struct dl_str first_link(const struct text_doc *doc, struct dl_span span)
{
	size_t low = 0, high = doc->n_links;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (doc->links[mid].span.start < span.start)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < doc->n_links && doc->links[low].span.start < span.end &&
	    str_starts(doc->links[low].url, STR("http")))
		return doc->links[low].url;
	return (struct dl_str){NULL, 0};
}

int cand_make(struct work *w, const struct draft_event *d, struct cand **ret)
{
	*ret = NULL;
	struct cand *c = work_add(w, d->reason);
	if (c == NULL)
		return -1;
	if (d->slot != NULL && !slot_time(w, d->slot, c)) {
		w->n--;
		work_background(w, d->slot, "background.no-time");
		return 0;
	}
	uint32_t index = (uint32_t)(w->n - 1);
	c->span = d->span;
	c->event.title = d->title.text;
	c->title_from = d->title.from;
	cand_rule(c, d->reason);
	if (d->title.text.n != 0) {
		c->event.known |= DL_KNOWN_TITLE;
		cand_rule(c, d->title.rule);
	} else {
		struct dl_str t = force_entry(w);
		c->event.title = title_fit(w, t);
		if (c->event.title.p == NULL)
			return work_nomem(w);
		c->title_from = TITLE_FROM_HEADING;
		c->doubt += DOUBT_HEADING;
		cand_rule(c, "title.heading");
	}
	tried_settle(w, d->span);
	set_status(w, c, d->words);
	c->event.url = first_link(w->doc, d->span);
	if (d->slot != NULL) {
		c->doubt += slot_doubt(w, d->slot);
		for (uint32_t e = d->slot->first; e <= d->slot->last; e++) {
			w->owners[e] = index;
			w->reasons[e] = d->reason;
		}
	}
	if (d->slot != NULL) {
		scope_apply(w, c);
		length_apply(w, c);
	}
	cand_locate(w, c, d->where, d->narrative);
	if (w->minutes && !w->has_story && c->event.has_start && c->event.precision >= DL_DAY) {
		w->has_story = true; /* the meeting itself */
		w->story = c->event.start;
	}
	*ret = c;
	return 0;
}
