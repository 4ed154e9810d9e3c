/* SPDX-License-Identifier: MIT */
/* iCalendar (RFC 5545, 7986, 9253), as a feed to subscribe to. It has no
 * METHOD, so that each event can go to a CalDAV server as it is. How events
 * that are not exact appear is in slot.h.
 *
 * What the standard has no place for stands in
 *   X-DATELINE-EDTF     when, with its true precision (ISO 8601-2)
 *   X-DATELINE-START    ASSUMED: a recurrence whose first date the text does
 *                       not name begins with the first one after it was found
 *   X-DATELINE-END      ASSUMED: the text names no end
 *   X-DATELINE-SOURCE   file:line; in a feed the line where the event stood when
 *                       it last changed (feed/change.c)
 *   X-DATELINE-OMITTED  of the calendar: how many events iCalendar cannot show */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/line.h"
#include "emit/link.h"
#include "emit/observance.h"
#include "emit/recur.h"
#include "emit/vevent.h"
#include "emit/zones.h"

#define DAY 86400

/* A recurrence needs its zone's rules for ever; a zone that has dates instead
 * of rules (Ramadan in Africa/Casablanca) gives those of so many years. */
#define RECURRENCE_SECONDS ((int64_t)20 * 366 * DAY)

/* No version in it: an upgrade must not rewrite every feed. */
#define PRODID STR("-//dateline//dateline//EN")

struct used_zone {
	struct dl_str tzid;
	const struct tzif *zone;
	int64_t first, last; /* instants it is needed for */
};

struct writer {
	const struct dl_calendar *calendar;
	struct zones zones;
	struct vevent *v;
	size_t n, n_omitted;
	struct used_zone *used; /* in the order of the events */
	size_t n_used, cap_used;
	struct buf scratch;
	struct buf *out;
};

static int no_memory(struct dl_error *reterr)
{
	return fail(reterr, DL_NOMEM, "out of memory");
}

static bool is_utc(struct dl_str tz)
{
	static const char *const names[] = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(tz, str_of(names[i])))
			return true;
	return false;
}

/* The zone that an event's hours are shown in; NULL: unknown, or no hours. */
static int find_zone(struct writer *w, const struct dl_event *e, struct dl_str *ret_tzid,
    const struct tzif **ret, struct dl_error *reterr)
{
	static const struct tzif utc;
	struct dl_str tz = e->tz.n != 0 ? e->tz : w->calendar->tz;
	*ret = NULL;
	if (e->precision <= DL_DAY)
		return 0; /* days have none: the tz database is not asked */
	*ret_tzid = tz;
	if (!is_utc(tz))
		return zones_find(&w->zones, tz, ret, reterr);
	*ret_tzid = STR("");
	*ret = &utc;
	return 0;
}

static int use_zone(struct writer *w, const struct vevent *v, struct dl_error *reterr)
{
	if (v->slot.kind != SLOT_HOURS || v->tzid.n == 0)
		return 0;
	int64_t first = tzif_utc(v->zone, iso_seconds(v->slot.start));
	int64_t last = tzif_utc(v->zone, iso_seconds(v->slot.end));
	if (v->event->rrule.n != 0)
		last += RECURRENCE_SECONDS;
	size_t i = 0;
	while (i < w->n_used && !str_eq(w->used[i].tzid, v->tzid))
		i++;
	if (i == w->n_used) {
		struct used_zone *used =
		    arena_grow(&w->zones.arena, w->used, sizeof(*used), w->n_used, &w->cap_used);
		if (used == NULL)
			return no_memory(reterr);
		w->used = used;
		w->used[w->n_used++] = (struct used_zone){v->tzid, v->zone, first, last};
	}
	if (first < w->used[i].first)
		w->used[i].first = first;
	if (last > w->used[i].last)
		w->used[i].last = last;
	return 0;
}

/* A recurrence without a first date gets one: the first after it was found,
 * which the feed remembers, so that it stays the same. */
static int assume_start(struct writer *w, struct vevent *v, struct dl_error *reterr)
{
	struct dl_civil first, found = iso_civil(v->event->created);
	if (v->event->created <= 0 || !recur_first(v->event->rrule, found, &first))
		return 0;
	struct dl_event *copy = arena_new(&w->zones.arena, struct dl_event);
	if (copy == NULL)
		return no_memory(reterr);
	*copy = *v->event;
	copy->has_start = true;
	copy->precision = copy->has_time ? DL_MINUTE : DL_DAY;
	first.hour = copy->has_time ? copy->start.hour : 0;
	first.minute = copy->has_time ? copy->start.minute : 0;
	copy->start = first;
	copy->has_end = false;
	v->event = copy;
	v->start_assumed = true;
	return 0;
}

static int collect_event(struct writer *w, const struct dl_event *e, struct dl_error *reterr)
{
	struct vevent v = {.event = e};
	if (!e->has_start && assume_start(w, &v, reterr) < 0)
		return -1;
	if (find_zone(w, v.event, &v.tzid, &v.zone, reterr) < 0)
		return -1;
	v.slot = slot_find(v.event, v.zone);
	if (v.slot.kind == SLOT_NONE) {
		w->n_omitted++;
		return 0;
	}
	w->v[w->n++] = v;
	return use_zone(w, &v, reterr);
}

static int collect(struct writer *w, struct dl_error *reterr)
{
	w->v = arena_array(&w->zones.arena, struct vevent, w->calendar->n_events);
	if (w->v == NULL)
		return no_memory(reterr);
	for (size_t i = 0; i < w->calendar->n_events; i++)
		if (collect_event(w, &w->calendar->events[i], reterr) < 0)
			return -1;
	return 0;
}

/* Puts the scratch buffer's text under a name of the standard and under the
 * one that Google and Apple read. */
static void put_twice(struct writer *w, const char *name, const char *other)
{
	if (w->scratch.n != 0) {
		line_put_text(w->out, name, buf_str(&w->scratch));
		line_put_text(w->out, other, buf_str(&w->scratch));
	}
	out_settle(w->out, &w->scratch);
}

static void put_names(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	clean_line(&w->scratch, clean_or(c->title, c->name));
	put_twice(w, "NAME", "X-WR-CALNAME");
	clean_put(&w->scratch, str_trim(c->description), CLEAN_TEXT);
	if (w->n_omitted != 0)
		buf_printf(&w->scratch, "%s%zu %s calendars cannot show: see the other formats.",
		    w->scratch.n == 0 ? "" : "\n\n", w->n_omitted,
		    w->n_omitted == 1 ? "more event that" : "more events that");
	put_twice(w, "DESCRIPTION", "X-WR-CALDESC");
}

static void put_link(struct writer *w, const char *name, bool has_value_type)
{
	if (w->scratch.n != 0) {
		struct line l = line_begin(w->out, name);
		if (has_value_type)
			line_param(&l, "VALUE", STR("URI"));
		line_value(&l, buf_str(&w->scratch));
		line_end(&l);
	}
	out_settle(w->out, &w->scratch);
}

static void put_refresh(struct writer *w)
{
	uint32_t minutes = w->calendar->refresh_minutes;
	if (minutes == 0)
		return;
	if (minutes % 60 == 0)
		buf_printf(&w->scratch, "PT%uH", (unsigned)minutes / 60);
	else
		buf_printf(&w->scratch, "PT%uM", (unsigned)minutes);
	buf_printf(w->out, "REFRESH-INTERVAL;VALUE=DURATION:%.*s\r\nX-PUBLISHED-TTL:%.*s\r\n",
	    (int)w->scratch.n, w->scratch.p, (int)w->scratch.n, w->scratch.p);
	out_settle(w->out, &w->scratch);
}

static bool is_word(struct dl_str s)
{
	size_t i = 0;
	while (i < s.n && is_alpha((unsigned char)s.p[i]))
		i++;
	return i == s.n && s.n != 0;
}

static int put_header(struct writer *w, struct dl_error *reterr)
{
	const struct dl_calendar *c = w->calendar;
	buf_z(w->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	line_put(w->out, "PRODID", PRODID);
	buf_z(w->out, "CALSCALE:GREGORIAN\r\n");
	put_names(w);
	const struct tzif *zone;
	if (zones_try(&w->zones, c->tz, &zone, reterr) < 0)
		return -1;
	if (zone != NULL)
		line_put(w->out, "X-WR-TIMEZONE", c->tz);
	put_refresh(w);
	if (is_word(c->color))
		line_put(w->out, "COLOR", c->color);
	link_put(&w->scratch, c->link);
	put_link(w, "URL", false);
	link_put_output(&w->scratch, c, "ics");
	put_link(w, "SOURCE", true);
	if (c->modified > 0)
		line_put_stamp(w->out, "LAST-MODIFIED", c->modified);
	if (w->n_omitted != 0)
		buf_printf(w->out, "X-DATELINE-OMITTED:%zu\r\n", w->n_omitted);
	return 0;
}

static void put_offset(struct buf *out, const char *name, int32_t offset)
{
	int32_t n = abs(offset);
	buf_printf(out, "%s:%c%02d%02d", name, offset < 0 ? '-' : '+', (int)(n / 3600),
	    (int)(n / 60 % 60));
	if (n % 60 != 0) /* mean solar time */
		buf_printf(out, "%02d", (int)(n % 60));
	buf_z(out, "\r\n");
}

static void put_observance(struct buf *out, const struct observance *o)
{
	const char *kind = o->daylight ? "DAYLIGHT" : "STANDARD";
	buf_printf(out, "BEGIN:%s\r\nDTSTART:", kind);
	iso_put_basic(out, o->start, true);
	buf_z(out, "\r\n");
	put_offset(out, "TZOFFSETFROM", o->from);
	put_offset(out, "TZOFFSETTO", o->to);
	line_put_text(out, "TZNAME", str_of(o->name));
	if (o->rrule[0] != '\0')
		line_put(out, "RRULE", str_of(o->rrule));
	buf_printf(out, "END:%s\r\n", kind);
}

static int put_zone(struct writer *w, const struct used_zone *u, struct dl_error *reterr)
{
	struct observances list;
	if (observances_find(
		&w->zones.arena, u->zone, u->first - DAY, u->last + DAY, &list, reterr) < 0)
		return -1;
	buf_z(w->out, "BEGIN:VTIMEZONE\r\n");
	line_put_text(w->out, "TZID", u->tzid);
	for (size_t i = 0; i < list.n; i++)
		put_observance(w->out, &list.v[i]);
	buf_z(w->out, "END:VTIMEZONE\r\n");
	return 0;
}

/* RFC 5545 section 3.6: a calendar has at least one component. Where there is
 * no event it is the zone that every reader knows. */
static void put_empty(struct buf *out)
{
	buf_z(out,
	    "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
	    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\n"
	    "END:VTIMEZONE\r\n");
}

static int put_all(struct writer *w, struct out *out, struct dl_error *reterr)
{
	if (collect(w, reterr) < 0 || put_header(w, reterr) < 0)
		return -1;
	for (size_t i = 0; i < w->n_used; i++)
		if (put_zone(w, &w->used[i], reterr) < 0)
			return -1;
	if (w->n == 0)
		put_empty(w->out);
	for (size_t i = 0; i < w->n; i++) {
		vevent_put(w->out, &w->scratch, w->calendar, &w->v[i]);
		if (out_flush(out, reterr) < 0)
			return -1;
	}
	buf_z(w->out, "END:VCALENDAR\r\n");
	return 0;
}

int ics_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	const struct dl_alloc *alloc = out->buf.alloc;
	struct writer w = {.calendar = c,
	    .zones = {.arena = {.alloc = alloc}},
	    .scratch = {.alloc = alloc},
	    .out = &out->buf};
	int rc = put_all(&w, out, reterr);
	buf_free(&w.scratch);
	zones_free(&w.zones);
	return rc;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(ics_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_ics = {
    "ics", "text/calendar; charset=utf-8", "ics", "iCalendar, for calendar applications", emit};
