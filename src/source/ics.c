/* SPDX-License-Identifier: MIT */
/* iCalendar (RFC 5545). The file is cut into its content lines here, so that
 * each event has its bytes and a broken line its number; what an event's lines
 * mean libical says, which gets them one event at a time, without the components
 * inside it (alarms) and the properties that nobody asks for.
 *
 * Events become records; there is no text. A to-do with a day on which it is due
 * is an event on that day. */
#include "source/readers.h"

#include <libical/ical.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "source/icszone.h"
#include "source/sniff.h"
#include "text/builder.h"
#include "text/facts.h"

/* Bytes of one event that are read; a description of a book's length is cut off
 * with the property that it is in. */
#define EVENT_MAX ((size_t)1 << 20)
/* Additional days of an event (RDATE), each an event of its own. */
#define RDATES_MAX 500

struct content {
	struct dl_span span; /* with its folds, without the last line break */
	struct dl_str name;  /* before ":" or ";" */
};

struct ics {
	struct facts *f;
	struct dl_str source;
	uint32_t at;
	struct icszones zones;
	struct dl_str zone; /* of the calendar, X-WR-TIMEZONE */
	bool cancels;	    /* METHOD:CANCEL */
	struct buf lines;   /* of the event at hand, for libical */
	struct dl_span event;
	uint32_t start_line; /* where DTSTART stands */
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

/* ---- one event -------------------------------------------------------------------------- */

static void add_text(struct ics *r, uint32_t record, enum text_fact_kind kind, const char *z)
{
	if (z != NULL)
		facts_add(r->f, record, kind, str_of(z), r->event);
}

/* A value as it would be written: a date, a rule. */
static void with_value(struct ics *r, uint32_t record, icalproperty *p,
    void (*take)(struct ics *, uint32_t record, icalproperty *, struct dl_str))
{
	char *z = p == NULL ? NULL : icalproperty_get_value_as_string_r(p);
	if (z == NULL)
		return;
	take(r, record, p, str_of(z));
	icalmemory_free_buffer(z);
}

/* The zone that a time of this property is in, or an offset for it. */
static struct dl_str zone_of(struct ics *r, icalproperty *p, struct dl_str *ret_offset)
{
	icalparameter *tzid = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	const char *name = tzid == NULL ? NULL : icalparameter_get_tzid(tzid);
	*ret_offset = STR("");
	if (name == NULL)
		return r->zone;
	struct dl_str copy = arena_str(r->f->arena, str_of(name));
	const struct icszone *zone = copy.p == NULL ? NULL : icszone_find(&r->zones, copy);
	if (copy.p == NULL)
		r->f->failed = DL_NOMEM;
	if (zone == NULL)
		return STR("");
	if (zone->iana.n == 0 && !zone->varies && zone->offset.n >= 5)
		*ret_offset = (struct dl_str){zone->offset.p, 5};
	return zone->iana;
}

static void add_time(
    struct ics *r, uint32_t record, enum text_fact_kind kind, icalproperty *p, struct dl_str value)
{
	struct dl_str offset;
	char text[64];
	struct isotime t;
	struct dl_str zone = zone_of(r, p, &offset);
	value.n = str_find(value, '/'); /* a PERIOD of RDATE: its start */
	if (value.n + offset.n >= sizeof(text) || !isotime_read(value, &t) || !t.has_date)
		return;
	memcpy(text, value.p, value.n);
	bool add = t.precision == DL_MINUTE && !t.has_offset && offset.n != 0;
	if (add)
		memcpy(text + value.n, offset.p, offset.n);
	facts_add_time(r->f, record, kind, (struct dl_str){text, value.n + (add ? offset.n : 0)},
	    false, r->event);
	bool start = kind == TEXT_FACT_START && t.precision == DL_MINUTE;
	if (start && zone.n != 0)
		facts_add(r->f, record, TEXT_FACT_ZONE, zone, r->event);
}

static void take_start(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	add_time(r, record, TEXT_FACT_START, p, value);
}

static void take_end(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	add_time(r, record, TEXT_FACT_END, p, value);
}

static void take_except(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	add_time(r, record, TEXT_FACT_EXDATE, p, value);
}

static void take_replaces(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	add_time(r, record, TEXT_FACT_REPLACES, p, value);
}

static void take_duration(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	(void)p;
	facts_add(r->f, record, TEXT_FACT_DURATION, value, r->event);
}

static void take_rule(struct ics *r, uint32_t record, icalproperty *p, struct dl_str value)
{
	(void)p;
	facts_add(r->f, record, TEXT_FACT_RRULE, value, r->event);
}

static icalproperty *first(icalcomponent *c, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(c, kind);
}

static void add_organizer(struct ics *r, uint32_t record, icalproperty *p)
{
	icalparameter *cn =
	    p == NULL ? NULL : icalproperty_get_first_parameter(p, ICAL_CN_PARAMETER);
	const char *name = cn == NULL ? NULL : icalparameter_get_cn(cn);
	/* An address is no name. */
	if (name != NULL && strchr(name, '@') == NULL)
		add_text(r, record, TEXT_FACT_PERSON, name);
}

static void add_status(struct ics *r, uint32_t record, icalproperty *p)
{
	enum icalproperty_status status = p == NULL ? ICAL_STATUS_NONE : icalproperty_get_status(p);
	if (status == ICAL_STATUS_CANCELLED || r->cancels)
		add_text(r, record, TEXT_FACT_STATUS, "cancelled");
	else if (status == ICAL_STATUS_TENTATIVE)
		add_text(r, record, TEXT_FACT_STATUS, "tentative");
}

static void add_geo(struct ics *r, uint32_t record, icalproperty *p)
{
	char *z = p == NULL ? NULL : icalproperty_get_value_as_string_r(p);
	for (size_t i = 0; z != NULL && z[i] != '\0'; i++)
		z[i] = z[i] == ';' ? ',' : z[i];
	add_text(r, record, TEXT_FACT_GEO, z);
	if (z != NULL)
		icalmemory_free_buffer(z);
}

static void add_texts(struct ics *r, uint32_t record, icalcomponent *c)
{
	icalproperty *p = first(c, ICAL_SUMMARY_PROPERTY);
	if (p != NULL)
		add_text(r, record, TEXT_FACT_TITLE, icalproperty_get_summary(p));
	if ((p = first(c, ICAL_LOCATION_PROPERTY)) != NULL)
		add_text(r, record, TEXT_FACT_LOCATION, icalproperty_get_location(p));
	if ((p = first(c, ICAL_DESCRIPTION_PROPERTY)) != NULL)
		add_text(r, record, TEXT_FACT_DESCRIPTION, icalproperty_get_description(p));
	if ((p = first(c, ICAL_URL_PROPERTY)) != NULL)
		add_text(r, record, TEXT_FACT_URL, icalproperty_get_url(p));
	if ((p = first(c, ICAL_UID_PROPERTY)) != NULL)
		add_text(r, record, TEXT_FACT_UID, icalproperty_get_uid(p));
	for (p = first(c, ICAL_CATEGORIES_PROPERTY); p != NULL;
	     p = icalcomponent_get_next_property(c, ICAL_CATEGORIES_PROPERTY))
		add_text(r, record, TEXT_FACT_CATEGORY, icalproperty_get_categories(p));
	add_geo(r, record, first(c, ICAL_GEO_PROPERTY));
	add_organizer(r, record, first(c, ICAL_ORGANIZER_PROPERTY));
	add_status(r, record, first(c, ICAL_STATUS_PROPERTY));
}

static void add_sequence(struct ics *r, uint32_t record, icalproperty *p)
{
	char text[16];
	if (p == NULL || icalproperty_get_sequence(p) <= 0)
		return;
	snprintf(text, sizeof(text), "%d", icalproperty_get_sequence(p));
	add_text(r, record, TEXT_FACT_SEQUENCE, text);
}

/* dateline's own: the file had to name an end, the event has none. */
static bool is_end_assumed(icalcomponent *c)
{
	for (icalproperty *p = first(c, ICAL_X_PROPERTY); p != NULL;
	     p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
		const char *name = icalproperty_get_x_name(p);
		if (name != NULL && strcmp(name, "X-DATELINE-END") == 0)
			return true;
	}
	return false;
}

static void add_times(struct ics *r, uint32_t record, icalcomponent *c, bool todo)
{
	icalproperty *end = first(c, todo ? ICAL_DUE_PROPERTY : ICAL_DTEND_PROPERTY);
	icalproperty *start = first(c, ICAL_DTSTART_PROPERTY);
	if (todo && end != NULL) { /* when it is due, not how long one can work on it */
		start = end;
		end = NULL;
	}
	with_value(r, record, start, take_start);
	if (!is_end_assumed(c))
		with_value(r, record, end, take_end);
	if (!todo)
		with_value(r, record, first(c, ICAL_DURATION_PROPERTY), take_duration);
	with_value(r, record, first(c, ICAL_RRULE_PROPERTY), take_rule);
	with_value(r, record, first(c, ICAL_RECURRENCEID_PROPERTY), take_replaces);
	for (icalproperty *p = first(c, ICAL_EXDATE_PROPERTY); p != NULL;
	     p = icalcomponent_get_next_property(c, ICAL_EXDATE_PROPERTY))
		with_value(r, record, p, take_except); /* which asks for none */
}

/* Days besides the rule's: each an event of its own, as long as the first. */
static void add_more(struct ics *r, icalcomponent *c)
{
	icalproperty *end = first(c, ICAL_DTEND_PROPERTY), *start = first(c, ICAL_DTSTART_PROPERTY);
	char length[40] = "";
	if (first(c, ICAL_RDATE_PROPERTY) == NULL)
		return;
	if (start != NULL && end != NULL) {
		struct icaldurationtype d =
		    icaltime_subtract(icalproperty_get_dtend(end), icalproperty_get_dtstart(start));
		long long minutes = icaldurationtype_as_int(d) / 60;
		if (minutes > 0)
			snprintf(length, sizeof(length), "PT%lldM", minutes);
	}
	/* Asking for any other property would begin the list anew. */
	icalproperty **v = arena_array(r->f->arena, icalproperty *, RDATES_MAX);
	size_t n = 0;
	if (v == NULL)
		r->f->failed = DL_NOMEM;
	for (icalproperty *p = v == NULL ? NULL : first(c, ICAL_RDATE_PROPERTY);
	     p != NULL && n < RDATES_MAX;
	     p = icalcomponent_get_next_property(c, ICAL_RDATE_PROPERTY))
		v[n++] = p;
	for (size_t i = 0; i < n; i++) {
		uint32_t record = facts_open(r->f, "source.ics", r->event);
		with_value(r, record, v[i], take_start);
		add_texts(r, record, c);
		if (length[0] != '\0')
			add_text(r, record, TEXT_FACT_DURATION, length);
		else
			with_value(r, record, first(c, ICAL_DURATION_PROPERTY), take_duration);
		with_value(r, record, v[i], take_replaces);
	}
}

static bool is_done(icalcomponent *c)
{
	icalproperty *p = first(c, ICAL_STATUS_PROPERTY);
	return p != NULL && icalproperty_get_status(p) == ICAL_STATUS_COMPLETED;
}

static void read_event(struct ics *r, bool todo)
{
	buf_z(&r->lines, todo ? "END:VTODO\r\n" : "END:VEVENT\r\n");
	buf_byte(&r->lines, '\0');
	if (r->lines.failed == DL_NOMEM)
		r->f->failed = DL_NOMEM;
	icalcomponent *c =
	    r->lines.failed != DL_OK ? NULL : icalcomponent_new_from_string(r->lines.p);
	if (c == NULL) {
		facts_warn(r->f, r->event.start, "this event cannot be read");
		return;
	}
	uint32_t record = facts_open(r->f, "source.ics", r->event);
	if (r->f->failed == DL_OK && !(todo && is_done(c))) {
		add_times(r, record, c, todo);
		add_texts(r, record, c);
		add_sequence(r, record, first(c, ICAL_SEQUENCE_PROPERTY));
		if (!facts_has(r->f, record, TEXT_FACT_START) && !todo)
			facts_warn(r->f, r->start_line,
			    "the event has no start that can be read, expected "
			    "DTSTART:20260504T190000");
		if (!todo)
			add_more(r, c);
	}
	icalcomponent_free(c);
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
				read_event(r, todo);
			}
			open = true;
			inside = 0;
			todo = due;
			begin_event(r, &c, todo);
		} else if (open && end && (event || due)) {
			r->event.end = c.span.end;
			read_event(r, todo);
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
		read_event(r, todo);
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
	/* Only a libical that was built to abort has it otherwise. */
	if (icalerror_get_errors_are_fatal())
		icalerror_set_errors_are_fatal(false);
	r->at = from;
	read_calendar(r);
	r->at = from;
	read_events(r);
	buf_free(&r->lines);
	icalmemory_free_ring();
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
