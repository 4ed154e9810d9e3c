/* SPDX-License-Identifier: MIT */
/* One event of iCalendar, as libical reads it → a record. libical allocates by
 * itself and its parsers are a call's own, so that threads do not meet. */
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "source/ics.h"

/* Additional days of an event (RDATE), each an event of its own. */
#define RDATES_MAX 500

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

void icsevent_read(struct ics *r, bool todo)
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

void icsevent_begin(void)
{
	/* Only a libical that was built to abort has it otherwise. */
	if (icalerror_get_errors_are_fatal())
		icalerror_set_errors_are_fatal(false);
}

void icsevent_end(void)
{
	icalmemory_free_ring();
}
