/* SPDX-License-Identifier: MIT */
#include "event/order.h"

#include <string.h>

#include "event/cand.h"
#include "event/slot.h"
#include "when/civil.h"

static bool same_day(struct dl_civil a, struct dl_civil b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* The part of the day a clock is in: what follows it is at least in that. */
static enum dl_part part_at(struct dl_civil c)
{
	return c.hour < 6    ? DL_PART_NIGHT
	       : c.hour < 12 ? DL_PART_MORNING
	       : c.hour < 18 ? DL_PART_AFTERNOON
			     : DL_PART_EVENING;
}

static struct dl_civil hours(struct dl_civil day, int n)
{
	day.hour = day.minute = day.second = 0;
	return civil_add_minutes(day, (int64_t)n * 60);
}

static int part_end(enum dl_part part)
{
	static const int ends[] = {
#define END(name, text, from, to) [DL_PART_##name] = to,
	    DL_PART_OF_DAY(END)
#undef END
	};
	return ends[part];
}

/* The clock of the next event told of the same day, if it is later. */
static bool next_clock(const struct work *w, size_t from, struct dl_civil day, struct dl_civil *ret)
{
	for (size_t i = from; i < w->n; i++) {
		const struct cand *c = &w->cands[i];
		if (!c->narrated)
			continue;
		if (!same_day(c->event.start, day))
			return false;
		if (c->event.precision == DL_MINUTE) {
			*ret = c->event.start;
			return true;
		}
		if (!c->follows)
			return false;
	}
	return false;
}

/* After a morning's meeting and before 11:20: the morning up to then. After
 * something at a clock, with the next clock in the same part of the day: that
 * part, between the two. Else no more is known than the day. */
static void narrow(struct work *w, size_t i)
{
	struct cand *c = &w->cands[i];
	const struct dl_event *b = &w->cands[c->after].event;
	struct dl_event *ev = &c->event;
	if (ev->precision != DL_PART)
		return;
	bool clock_before = b->precision == DL_MINUTE;
	ev->part = clock_before ? part_at(b->start) : b->part;
	struct dl_civil next, end = hours(ev->start, part_end(ev->part));
	bool clock_after = next_clock(w, i + 1, ev->start, &next) && civil_cmp(next, end) <= 0;
	ev->start = hours(ev->start, 0);
	if (clock_before && !clock_after) {
		ev->precision = DL_DAY;
		ev->part = DL_PART_NONE;
		return;
	}
	ev->has_window = true;
	ev->window[0] = clock_before ? b->start : b->window[0];
	ev->window[1] = clock_after && civil_cmp(next, ev->window[0]) > 0 ? next : end;
}

void order_windows(struct work *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->cands[i].follows && w->cands[i].after != NO_CAND)
			narrow(w, i);
}

/* Longer events that are kept in mind; a document with more has no main one. */
#define MAX_LONG 16

/* The first moment after it, of several days. */
static struct dl_civil end_of(const struct cand *c)
{
	return c->daily ? c->last : c->event.end;
}

static bool lies_within(const struct dl_event *a, const struct cand *whole)
{
	return a->has_start && a->precision >= DL_DAY &&
	       civil_days(a->start) >= civil_days(whole->event.start) &&
	       civil_cmp(a->start, end_of(whole)) < 0;
}

void order_places(struct work *w)
{
	size_t longs[MAX_LONG], n = 0;
	for (size_t i = 0; i < w->n && n < MAX_LONG; i++) {
		const struct cand *c = &w->cands[i];
		bool days = (c->event.precision == DL_DAY && c->event.has_end) || c->daily;
		if (c->merged == NO_CAND && days && c->event.has_start &&
		    (c->event.known & DL_KNOWN_LOCATION) != 0)
			longs[n++] = i;
	}
	for (size_t i = 0; i < w->n; i++) {
		struct cand *c = &w->cands[i];
		bool deadline = strcmp(c->reason, "event.deadline") == 0;
		for (size_t k = 0; k < n && !deadline && c->merged == NO_CAND; k++) {
			const struct cand *whole = &w->cands[longs[k]];
			if (c == whole || !lies_within(&c->event, whole))
				continue;
			if (c->event.location.n != 0) {
				cand_add_town(w, c, &whole->place);
				break;
			}
			c->event.location = whole->event.location;
			c->event.has_geo = whole->event.has_geo;
			c->event.latitude = whole->event.latitude;
			c->event.longitude = whole->event.longitude;
			if (c->event.tz.n == 0 || (c->zone_guessed && whole->place.zone.n != 0))
				c->event.tz = whole->place.zone;
			c->doubt += DOUBT_WITHIN;
			cand_rule(c, "place.within");
			break;
		}
	}
}
