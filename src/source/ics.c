/* SPDX-License-Identifier: MIT */
/* iCalendar (RFC 5545). The file is cut into its content lines here, so that
 * each event has its bytes and a broken line its number; what an event's lines
 * mean libical says, which gets them one event at a time, without the components
 * inside it (alarms) and the properties that nobody asks for.
 *
 * Events become records; there is no text. A to-do with a day on which it is due
 * is an event on that day. */
#include "source/readers.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "source/ics.h"
#include "source/sniff.h"
#include "text/builder.h"

/* Bytes of one event that are read; a description of a book's length is cut off
 * with the property that it is in. */
#define EVENT_MAX ((size_t)1 << 20)
struct content {
	struct dl_span span; /* with its folds, without the last line break */
	struct dl_str name;  /* before ":" or ";" */
};

/* ---- lines ------------------------------------------------------------------------ */

/* One past the line that begins at `at`, with its break. */
static uint32_t line_end(struct dl_str s, uint32_t at)
{
	const char *p = memchr(s.p + at, '\n', s.n - at);
	return p == NULL ? (uint32_t)s.n : (uint32_t)(p + 1 - s.p);
}

static bool next(struct ics *r, struct content *ret)
{
	struct dl_str s = r->source;
	while (r->at < s.n && (s.p[r->at] == '\r' || s.p[r->at] == '\n'))
		r->at++;
	if (r->at >= s.n)
		return false;
	uint32_t from = r->at, end = line_end(s, from);
	while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t'))
		end = line_end(s, end);
	r->at = end;
	while (end > from && (s.p[end - 1] == '\n' || s.p[end - 1] == '\r'))
		end--;
	uint32_t i = from;
	while (i < end && s.p[i] != ':' && s.p[i] != ';' && s.p[i] != '\n')
		i++;
	ret->span = (struct dl_span){from, end};
	ret->name = (struct dl_str){s.p + from, i - from};
	return true;
}

/* The value behind the colon that no quotes hold, without folds; p NULL: no
 * memory. */
static struct dl_str value_of(struct ics *r, const struct content *c)
{
	struct dl_str s = str_sub(r->source, c->span);
	bool quoted = false;
	size_t i = 0, n = 0;
	for (; i < s.n && (quoted || s.p[i] != ':'); i++)
		quoted ^= s.p[i] == '"';
	char *out = arena_alloc(r->f->arena, 1, s.n + 1);
	for (i++; out != NULL && i < s.n; i++) {
		bool fold = s.p[i] == '\r' || s.p[i] == '\n';
		if (fold && i + 1 < s.n && (s.p[i + 1] == ' ' || s.p[i + 1] == '\t'))
			i++;
		else if (!fold)
			out[n++] = s.p[i];
	}
	if (out == NULL)
		r->f->failed = DL_NOMEM;
	return (struct dl_str){out, n};
}

static bool is_named(const struct content *c, const char *name)
{
	return str_eq_fold(c->name, str_of(name));
}

static bool is_value(struct ics *r, const struct content *c, const char *value)
{
	return str_eq_fold(str_trim(value_of(r, c)), str_of(value));
}

/* ---- what holds for the calendar ----------------------------------------------------- */

static void take_zone(struct ics *r, const struct content *c, struct icszone **zone)
{
	struct dl_str value = str_trim(value_of(r, c));
	if (is_named(c, "TZID"))
		*zone = icszone_get(&r->zones, value);
	else if (*zone == NULL)
		return;
	else if (is_named(c, "X-LIC-LOCATION"))
		(*zone)->known_as = value;
	else if (is_named(c, "TZOFFSETTO") && (*zone)->offset.n == 0)
		(*zone)->offset = value;
	else if (is_named(c, "TZOFFSETTO"))
		(*zone)->varies |= !str_eq((*zone)->offset, value);
}

/* "\," and "\n" of a text; in place. */
static struct dl_str unescape(struct dl_str s)
{
	char *p = (char *)(uintptr_t)s.p;
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool escape = s.p[i] == '\\' && i + 1 < s.n;
		i += escape;
		p[n++] = escape && (s.p[i] == 'n' || s.p[i] == 'N') ? ' ' : s.p[i];
	}
	return (struct dl_str){p, n};
}

static void take_calendar(struct ics *r, const struct content *c)
{
	struct text_doc *d = r->f->doc;
	bool name = is_named(c, "X-WR-CALNAME") || is_named(c, "NAME");
	if (name && d->title.n == 0)
		d->title = str_trim(unescape(value_of(r, c)));
	else if (is_named(c, "X-WR-TIMEZONE"))
		r->zone = str_trim(value_of(r, c));
	else if (is_named(c, "METHOD"))
		r->cancels |= is_value(r, c, "CANCEL");
}

/* Zones may be told of behind the events that are in them. */
static void read_calendar(struct ics *r)
{
	struct content c;
	struct icszone *zone = NULL;
	bool in_zone = false, in_event = false;
	while (r->f->failed == DL_OK && next(r, &c)) {
		bool begin = is_named(&c, "BEGIN"), end = is_named(&c, "END");
		if (in_zone && !end)
			take_zone(r, &c, &zone);
		else if (!begin && !end && !in_event)
			take_calendar(r, &c);
		if ((begin || end) && is_value(r, &c, "VTIMEZONE")) {
			in_zone = begin;
			zone = NULL;
		} else if ((begin || end) && !in_zone) {
			in_event = begin && !is_value(r, &c, "VCALENDAR");
		}
	}
	if (r->zone.n != 0 && icszone_find(&r->zones, r->zone) != NULL)
		r->zone = icszone_find(&r->zones, r->zone)->iana;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static bool is_wanted(const struct content *c)
{
	static const char *const names[] = {"SUMMARY", "DTSTART", "DTEND", "DUE", "DURATION",
	    "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS", "LOCATION",
	    "GEO", "URL", "CATEGORIES", "ORGANIZER", "DESCRIPTION", "X-DATELINE-END"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_named(c, names[i]))
			return true;
	return false;
}

static void begin_event(struct ics *r, const struct content *c, bool todo)
{
	buf_clear(&r->lines);
	buf_z(&r->lines, todo ? "BEGIN:VTODO\r\n" : "BEGIN:VEVENT\r\n");
	r->event = c->span;
	r->start_line = c->span.start;
}

/* libical keeps the first of a list of days: each gets a line of its own. */
static void add_days(struct ics *r, const struct content *c)
{
	struct dl_str line = str_sub(r->source, c->span), days = value_of(r, c);
	bool quoted = false;
	size_t colon = 0;
	for (; colon < line.n && (quoted || line.p[colon] != ':'); colon++)
		quoted ^= line.p[colon] == '"';
	while (days.p != NULL && days.n != 0 && r->lines.n + line.n < EVENT_MAX) {
		struct dl_str day = str_split(&days, ',');
		buf_add(&r->lines, (struct dl_str){line.p, colon});
		buf_byte(&r->lines, ':');
		buf_add(&r->lines, day);
		buf_z(&r->lines, "\r\n");
	}
}

static void add_line(struct ics *r, const struct content *c)
{
	struct dl_str line = str_sub(r->source, c->span);
	if (is_named(c, "DTSTART"))
		r->start_line = c->span.start;
	if (!is_wanted(c) || r->lines.n + line.n > EVENT_MAX)
		return;
	if (is_named(c, "EXDATE") || is_named(c, "RDATE")) {
		add_days(r, c);
		return;
	}
	buf_add(&r->lines, line);
	buf_z(&r->lines, "\r\n");
}

static void complain(struct ics *r, const struct content *c)
{
	size_t n = c->span.end - c->span.start;
	struct dl_str s = str_sub(r->source, c->span);
	facts_warn(r->f, c->span.start, "'%.*s' is no line of iCalendar, expected NAME:value",
	    (int)(n < 40 ? n : 40), s.p);
}

static void read_events(struct ics *r)
{
	struct content c;
	size_t inside = 0; /* components open inside the event */
	bool open = false, todo = false;
	while (r->f->failed == DL_OK && next(r, &c)) {
		bool begin = is_named(&c, "BEGIN"), end = is_named(&c, "END");
		uint32_t colon = c.span.start + (uint32_t)c.name.n;
		bool event = (begin || end) && is_value(r, &c, "VEVENT");
		bool due = (begin || end) && is_value(r, &c, "VTODO");
		if (colon >= c.span.end || r->source.p[colon] == '\n' || c.name.n == 0) {
			complain(r, &c);
		} else if (begin && (event || due)) {
			if (open) {
				facts_warn(r->f, r->event.start, "the event has no END line");
				icsevent_read(r, todo);
			}
			open = true;
			inside = 0;
			todo = due;
			begin_event(r, &c, todo);
		} else if (open && end && (event || due)) {
			r->event.end = c.span.end;
			icsevent_read(r, todo);
			open = false;
		} else if (open && (begin || end)) {
			inside += begin;
			inside -= end && inside != 0;
		} else if (open && inside == 0) {
			r->event.end = c.span.end;
			add_line(r, &c);
		}
	}
	if (open && r->f->failed == DL_OK) {
		facts_warn(r->f, r->event.start, "the event has no END line");
		icsevent_read(r, todo);
	}
}

static int read_ics(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct facts f;
	struct text_builder b;
	text_begin(&b, arena, ret);
	facts_begin(&f, arena, ret);
	struct ics *r = arena_new(arena, struct ics);
	if (r == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	uint32_t from = str_starts(ret->source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	r->f = &f;
	r->source = ret->source;
	r->zones.arena = arena;
	r->lines = (struct buf){.alloc = arena->alloc};
	icsevent_begin();
	r->at = from;
	read_calendar(r);
	r->at = from;
	read_events(r);
	buf_free(&r->lines);
	icsevent_end();
	return facts_finish(&f, reterr) < 0 ? -1 : text_finish(&b, reterr);
}

static const char *const extensions[] = {"ics", "ical", "icalendar", "ifb", NULL};
static const char *const aliases[] = {"ical", "icalendar", NULL};

const struct source_reader source_ics = {
    .name = "ics",
    .aliases = aliases,
    .media_type = "text/calendar",
    .extensions = extensions,
    .summary = "iCalendar files",
    .sniff = sniff_ics,
    .read = read_ics,
};
