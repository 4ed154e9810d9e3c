/* SPDX-License-Identifier: MIT */
#include "emit/slot.h"

#include "emit/iso.h"

#define FIRST_YEAR 1601
#define LAST_YEAR  4500

/* What a calendar shows of an event whose end nobody knows. RFC 5545 section
 * 3.6.1 would have it end when it begins; Cyrus refuses that. */
#define ASSUMED_SECONDS 3600

static bool is_before(struct dl_civil a, struct dl_civil b)
{
	return iso_seconds(a) < iso_seconds(b);
}

/* Does time pass between two wall clock times? 02:30 to 03:30 is no time at all
 * where the clock jumps from 2 to 3. */
static bool is_later(struct dl_civil a, struct dl_civil b, const struct tzif *zone)
{
	return is_before(a, b) && tzif_utc(zone, iso_seconds(a)) < tzif_utc(zone, iso_seconds(b));
}

/* 23:59 is a deadline: an hour after it would be the next day's. */
static struct dl_civil assume_end(struct dl_civil start, const struct tzif *zone)
{
	struct dl_civil end = iso_civil(iso_seconds(start) + ASSUMED_SECONDS);
	struct dl_civil midnight = iso_midnight(iso_add_days(start, 1));
	if (!is_later(start, end, zone))
		end = iso_civil(iso_seconds(end) + ASSUMED_SECONDS);
	return is_before(midnight, end) ? midnight : end;
}

static struct slot hours(const struct dl_event *e, const struct tzif *zone)
{
	struct slot s = {.kind = SLOT_HOURS, .start = e->start};
	iso_span(e, &s.start, &s.end);
	s.end_assumed = !is_later(s.start, s.end, zone);
	if (s.end_assumed)
		s.end = assume_end(s.start, zone);
	return s;
}

/* The window, or the hours that belong to the name. */
static struct slot part(const struct dl_event *e)
{
	static const int named[][2] = {
#define X(name, text, from, to) [DL_PART_##name] = {from, to},
	    DL_PART_OF_DAY(X)
#undef X
	};
	struct slot s = {.kind = SLOT_HOURS, .free = true};
	if (e->has_window && is_before(e->window[0], e->window[1])) {
		s.start = e->window[0];
		s.end = e->window[1];
		return s;
	}
	int64_t midnight = iso_seconds(iso_midnight(e->start));
	s.start = iso_civil(midnight + named[e->part][0] * 3600);
	s.end = iso_civil(midnight + named[e->part][1] * 3600);
	return s;
}

static bool is_fuzzy(const struct dl_event *e)
{
	return e->precision < DL_DAY || e->approximate;
}

const char *slot_status(const struct dl_event *e)
{
	return e->status == DL_CANCELLED		  ? "CANCELLED"
	       : e->status == DL_TENTATIVE || is_fuzzy(e) ? "TENTATIVE"
							  : "CONFIRMED";
}

static struct slot days(const struct dl_event *e)
{
	struct slot s = {.kind = SLOT_DAYS};
	iso_span(e, &s.start, &s.end);
	s.start = iso_midnight(s.start);
	bool whole = !is_before(iso_midnight(s.end), s.end);
	s.end = iso_midnight(s.end);
	/* Hours of the last day make it one of the days. */
	if (!whole || !is_before(s.start, s.end))
		s.end = iso_add_days(s.end, 1);
	s.fuzzy = is_fuzzy(e);
	s.free = true;
	s.when_in_title = s.fuzzy || e->precision > DL_DAY;
	return s;
}

struct slot slot_find(const struct dl_event *e, const struct tzif *zone)
{
	if (!e->has_start)
		return (struct slot){.kind = SLOT_NONE};
	struct slot s;
	if (zone != NULL && e->precision == DL_MINUTE)
		s = hours(e, zone);
	else if (zone != NULL && e->precision == DL_PART &&
		 (e->has_window || e->part != DL_PART_NONE))
		s = part(e);
	else
		s = days(e);
	if (s.start.year < FIRST_YEAR || s.end.year > LAST_YEAR)
		s.kind = SLOT_NONE;
	return s;
}
