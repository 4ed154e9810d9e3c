/* SPDX-License-Identifier: MIT */
/* Nothing is guessed about what is stated but the zone: a time with an offset
 * only, in a place that has this offset then, is in the zone of the place, and UTC
 * is shown as the place's or the named zone's own time. */
#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/stated_read.h"
#include "when/civil.h"

/* ---- zone --------------------------------------------------------------------- */

static struct dl_civil moved(struct dl_civil c, int64_t minutes)
{
	uint8_t second = c.second;
	c = civil_add_minutes(c, minutes);
	c.second = second;
	return c;
}

bool stated_local(
    struct zone_memory *zones, const struct isotime *t, struct dl_str zone, struct dl_civil *ret)
{
	struct dl_civil utc = moved(t->at, -(int64_t)t->offset), local = utc;
	int minutes = 0;
	/* Offsets are asked for by the clock on the wall: the second look is right
	 * but within the hour of a change. */
	for (int i = 0; i < 2; i++) {
		if (!zone_offset_kept(zones, zone, local, &minutes))
			return false;
		local = moved(utc, minutes);
	}
	*ret = local;
	return true;
}

/* Etc/GMT-1 is an hour east of Greenwich; a half hour has no such name. */
static bool set_offset_zone(struct stated_reading *r, struct isotime *t)
{
	if (t->offset % 60 != 0 || t->offset < -12 * 60 || t->offset > 14 * 60) {
		t->at = moved(t->at, -(int64_t)t->offset);
		t->offset = 0;
	}
	r->zone = t->offset == 0
		      ? STR("Etc/UTC")
		      : arena_printf(r->w->arena, "Etc/GMT%c%d", t->offset > 0 ? '-' : '+',
			    (t->offset < 0 ? -t->offset : t->offset) / 60);
	return r->zone.p != NULL;
}

static struct dl_str place_zone(const struct stated_reading *r)
{
	return r->c->place.zone.n != 0 ? r->c->place.zone : r->w->options->tz;
}

/* An instant becomes a wall clock with a zone; r->zone says which. */
static bool settle_start(struct stated_reading *r)
{
	struct isotime *t = &r->start;
	struct dl_str zone = r->zone, place = place_zone(r);
	r->c->event.known |= !r->own && (zone.n != 0 || t->has_offset) ? DL_KNOWN_TZ : 0;
	int minutes = 0;
	if (t->at.month == 0 || t->at.day == 0) { /* "every Monday at 9": no day to ask about */
		if (zone.n != 0 && !zone_exists(zone))
			r->zone = (struct dl_str){NULL, 0};
		return true;
	}
	if (zone.n != 0 && !zone_offset_kept(r->zones, zone, t->at, &minutes))
		r->zone = zone = (struct dl_str){NULL, 0};
	if (!t->has_offset) {
		if (zone.n == 0 && place.n != 0) {
			r->zone = place;
			cand_rule(r->c, r->c->place.zone.n != 0 ? "zone.place" : "zone.option");
		}
		return true;
	}
	struct dl_civil local;
	if (zone.n != 0 && stated_local(r->zones, t, zone, &local)) {
		t->at = local;
		return true;
	}
	bool there = place.n != 0 && zone_offset_kept(r->zones, place, t->at, &minutes);
	if (there && (t->offset == 0 || minutes == t->offset) &&
	    stated_local(r->zones, t, place, &local)) {
		t->at = local;
		r->zone = place;
		cand_rule(r->c, "zone.place");
		return true;
	}
	return set_offset_zone(r, t);
}

/* The end on the same clock as the start. */
static void settle_end(struct stated_reading *r)
{
	struct isotime *t = &r->end;
	struct dl_civil local;
	if (t->has_offset && r->zone.n != 0 && stated_local(r->zones, t, r->zone, &local))
		t->at = local;
	t->has_offset = false;
}

/* ---- times --------------------------------------------------------------------- */

static bool is_midnight(struct dl_civil c)
{
	return c.hour == 0 && c.minute == 0;
}

/* Web pages write whole days as 00:00 (to 23:59), for want of a way to leave
 * the hour out in their forms. Nothing that begins at midnight names no end. */
static void drop_midnight(struct stated_reading *r)
{
	bool web = strcmp(r->record->rule, "source.json-ld") == 0 ||
		   strcmp(r->record->rule, "source.microdata") == 0;
	if (!web || r->start.precision != DL_MINUTE || !is_midnight(r->start.at))
		return;
	bool clock = r->has_end && r->end.precision == DL_MINUTE;
	bool last = clock && r->end.at.hour == 23 && r->end.at.minute == 59;
	if (clock && !last && !is_midnight(r->end.at))
		return;
	r->start.precision = DL_DAY;
	r->start.has_offset = false;
	if (!clock)
		return;
	r->end.precision = DL_DAY;
	r->end.has_offset = false;
	r->end.at.hour = r->end.at.minute = r->end.at.second = 0;
	if (last || civil_cmp(r->end.at, r->start.at) <= 0)
		r->end.at = civil_add_days(r->end.at, 1);
}

static void set_end(struct stated_reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (!r->has_end && r->minutes > 0) {
		r->end.at = moved(r->start.at, r->minutes);
		if (ev->precision == DL_DAY && !is_midnight(r->end.at))
			r->end.at = civil_add_days(r->end.at, 1);
		r->has_end = true;
	} else if (r->has_end && r->end.has_date) {
		settle_end(r);
		if (ev->precision == DL_DAY && r->end.precision == DL_MINUTE &&
		    !is_midnight(r->end.at))
			r->end.at = civil_add_days(r->end.at, 1);
	} else if (r->has_end) { /* a clock alone: of the same day, or of the night after */
		struct dl_civil clock = r->end.at;
		r->end.at = r->start.at;
		r->end.at.hour = clock.hour;
		r->end.at.minute = clock.minute;
		if (civil_cmp(r->end.at, r->start.at) <= 0)
			r->end.at = civil_add_days(r->end.at, 1);
	}
	if (ev->precision <= DL_DAY)
		r->end.at.hour = r->end.at.minute = r->end.at.second = 0;
	ev->end = r->end.at;
	ev->has_end = r->has_end && civil_cmp(ev->end, ev->start) > 0;
	/* One whole day is what a day is. */
	if (!r->own && ev->has_end && ev->precision == DL_DAY &&
	    civil_days(ev->end) == civil_days(ev->start) + 1)
		ev->has_end = false;
	/* A day behind a clock: "from 19:00 on the 4th", "the 4th" for the end. */
	if (ev->has_end && ev->precision == DL_MINUTE && r->end.precision == DL_DAY &&
	    civil_days(ev->end) == civil_days(ev->start) + 1)
		ev->has_end = false;
}

/* A century begins with its first year and is written as it; see emit/iso.h. */
static void set_precision(struct stated_reading *r)
{
	static const char *const names[] = {
#define X(name, text) [DL_##name] = text,
	    DL_PRECISION(X)
#undef X
	};
	struct dl_event *ev = &r->c->event;
	ev->precision = r->start.precision;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq(r->precision, str_of(names[i])) &&
		    (i < DL_MINUTE) == (ev->precision < DL_MINUTE))
			ev->precision = (enum dl_precision)i;
	if (ev->part != DL_PART_NONE && ev->precision == DL_DAY)
		ev->precision = DL_PART;
	ev->has_window = ev->has_window && ev->precision == DL_PART;
	for (int i = 0; i < 2; i++)
		ev->window[i] = r->window[i].at;
}

bool stated_times(struct stated_reading *r)
{
	struct dl_event *ev = &r->c->event;
	if (r->start.has_date)
		drop_midnight(r);
	if (r->start.precision == DL_MINUTE && !settle_start(r))
		return false;
	set_precision(r);
	ev->start = r->start.at;
	ev->has_start = r->start.has_date;
	ev->has_time = !ev->has_start;
	if (ev->has_start)
		set_end(r);
	ev->tz = ev->precision >= DL_PART ? r->zone : (struct dl_str){NULL, 0};
	if (!r->own) {
		ev->known |= DL_KNOWN_YEAR;
		ev->known |= ev->precision >= DL_MONTH ? DL_KNOWN_MONTH : 0;
		ev->known |= ev->precision >= DL_DAY ? DL_KNOWN_DAY : 0;
		ev->known |= ev->precision == DL_MINUTE ? DL_KNOWN_TIME : 0;
		ev->known |= ev->has_end ? DL_KNOWN_END : 0;
	}
	return true;
}
