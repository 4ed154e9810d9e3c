/* SPDX-License-Identifier: MIT */
#include "event/zonal.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/slot.h"
#include "when/zone.h"

/* Words between "all times" and the zone: "are given in the local". */
#define AHEAD_WORDS 6
/* Words between the zone and "throughout". */
#define BEHIND_WORDS 3
/* Longest note in brackets that may be about zones and nothing else. */
#define NOTE_WORDS 9

/* The zone that word i begins; empty: none. */
static struct dl_str zone_at(struct work *w, size_t i)
{
	const struct words *ws = &w->words;
	struct dl_str iana = {NULL, 0};
	struct dl_str rest = {
	    ws->text.p + ws->v[i].span.start, ws->v[ws->n - 1].span.end - ws->v[i].span.start};
	int minutes = 0;
	bool fixed = false;
	if (!ws->v[i].capital || zone_scan(NULL, rest, &iana, &minutes, &fixed) == 0)
		return (struct dl_str){NULL, 0};
	return iana.n != 0 ? iana : cand_offset_zone(w, minutes);
}

/* That of the time expression which word i is part of: "all 23:59 AoE". */
static struct dl_str zone_of_time(struct work *w, size_t i)
{
	uint32_t e = w->words.v[i].expr;
	if (e == WHEN_NONE || e >= w->list->n)
		return (struct dl_str){NULL, 0};
	const struct when_expr *x = &w->list->v[e];
	if (x->zone.n != 0 || !x->has_offset)
		return x->zone;
	return cand_offset_zone(w, x->offset_minutes);
}

static struct dl_str read_cue(struct work *w, size_t i)
{
	const struct words *ws = &w->words;
	const char *value = "";
	struct dl_str zone = {NULL, 0};
	size_t n = words_cue(ws, i, LANG_CUE_ZONESCOPE, &value);
	if (n != 0 && strcmp(value, "behind") == 0) /* "UTC throughout" */
		for (size_t k = i; k > 0 && i - k < BEHIND_WORDS && zone.n == 0; k--)
			zone = zone_at(w, k - 1);
	else if (n != 0)
		for (size_t k = i + n; k < ws->n && k < i + n + AHEAD_WORDS && zone.n == 0; k++) {
			if (ws->v[k].punct == '.' || ws->v[k].punct == ';')
				break;
			zone = zone_at(w, k);
		}
	return zone;
}

/* all: said of the document's times, not of a list's alone. */
static void take(struct work *w, struct dl_str zone, bool all)
{
	struct frame *f = &w->force.v[w->force.top];
	f->zone = arena_str(w->arena, zone);
	if (!all)
		return;
	if (w->zone_said.n == 0)
		w->zone_said = f->zone;
	w->zones_said += w->zones_said == 0 || !str_eq(w->zone_said, zone);
}

void zonal_read(struct work *w)
{
	for (size_t i = 0; i < w->words.n; i++) {
		if (!words_is(&w->words, i, CUE(ZONESCOPE)))
			continue;
		struct dl_str zone = read_cue(w, i);
		if (zone.n != 0) {
			take(w, zone, true);
			return;
		}
	}
}

/* The zone in the brackets that word i opens, if they hold nothing else but a clock
 * and small words. *ret_end: the word that closes them. */
static struct dl_str read_note(struct work *w, size_t i, size_t *ret_end)
{
	static const uint64_t small = CUE(PREPOSITION) | CUE(ZONESCOPE) | CUE(QUANTITY);
	const struct words *ws = &w->words;
	struct dl_str zone = {NULL, 0};
	for (size_t k = i + 1; k < ws->n && k <= i + NOTE_WORDS; k++) {
		*ret_end = k;
		if (ws->v[k].punct == ')' || ws->v[k].punct == ']')
			return zone;
		bool time = ws->v[k].expr != WHEN_NONE;
		if (zone.n == 0)
			zone = time ? zone_of_time(w, k) : zone_at(w, k);
		if (zone.n == 0 && !time && ws->v[k].punct == 0 && !words_is(ws, k, small))
			break;
	}
	return (struct dl_str){NULL, 0};
}

/* The slot inside the brackets that says a clock and no day. */
static const struct slot *clock_between(
    const struct work *w, const struct slot *slots, size_t n, size_t first, size_t end)
{
	for (size_t k = 0; k < n; k++) {
		const struct when_expr *x = &w->list->v[slots[k].start];
		size_t at = slot_word(w, &slots[k]);
		struct dl_civil clock;
		if (at > first && at < end && slots[k].day == slots[k].start &&
		    (x->known & DL_KNOWN_DAY) == 0 && x->type == WHEN_TIME && slot_clock(x, &clock))
			return &slots[k];
	}
	return NULL;
}

void zonal_heading(struct work *w, const struct slot *slots, size_t n)
{
	const struct words *ws = &w->words;
	struct frame *f = &w->force.v[w->force.top];
	zonal_read(w);
	for (size_t i = 0; i < ws->n; i++) {
		size_t end = i;
		if (ws->v[i].punct != '(' && ws->v[i].punct != '[')
			continue;
		struct dl_str zone = read_note(w, i, &end);
		if (zone.n == 0)
			continue;
		const struct slot *clock = clock_between(w, slots, n, i, end);
		if (clock != NULL) {
			f->due.set = true;
			f->due.slot = *clock;
			work_background(w, clock, "background.scope");
		}
		take(w, zone, false);
		return;
	}
}

void zonal_field(struct work *w, struct dl_str value)
{
	struct dl_str iana = {NULL, 0};
	int minutes = 0;
	bool fixed = false;
	if (zone_exists(value))
		iana = value;
	else if (zone_scan(NULL, value, &iana, &minutes, &fixed) != 0 && iana.n == 0)
		iana = cand_offset_zone(w, minutes);
	if (iana.n != 0)
		w->force.v[0].zone = arena_str(w->arena, iana);
}

void zonal_apply(struct work *w)
{
	for (size_t i = 0; i < w->n && w->zones_said == 1; i++) {
		struct cand *c = &w->cands[i];
		bool clock = c->event.precision == DL_MINUTE || c->event.precision == DL_PART ||
			     c->event.has_time;
		if (!clock || c->event.tz.n != 0)
			continue;
		c->event.tz = w->zone_said;
		cand_rule(c, "zone.document");
	}
}
