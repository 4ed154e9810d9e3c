/* SPDX-License-Identifier: MIT */
#include "source/schema.h"

#include <string.h>

#include "base/str.h"

struct dl_str schema_word(struct dl_str s)
{
	size_t i = s.n;
	if (i == 0)
		return s;
	while (i > 0 && s.p[i - 1] != '/' && s.p[i - 1] != ':' && s.p[i - 1] != '#')
		i--;
	return (struct dl_str){s.p + i, s.n - i};
}

enum schema_type schema_type_of(struct dl_str s)
{
	static const struct {
		const char *name;
		enum schema_type type;
	} types[] = {
	    {"CourseInstance", SCHEMA_EVENT},
	    {"EventSeries", SCHEMA_EVENT},
	    {"Festival", SCHEMA_EVENT},
	    {"Hackathon", SCHEMA_EVENT},
	    /* told of the air and of parcels, not of people */
	    {"BroadcastEvent", SCHEMA_OTHER},
	    {"DeliveryEvent", SCHEMA_OTHER},
	    {"OnDemandEvent", SCHEMA_OTHER},
	    {"PublicationEvent", SCHEMA_OTHER},
	    {"VirtualLocation", SCHEMA_ONLINE},
	    {"PostalAddress", SCHEMA_ADDRESS},
	    {"GeoCoordinates", SCHEMA_GEO},
	    {"Person", SCHEMA_PARTY},
	    {"PerformingGroup", SCHEMA_PARTY},
	    {"MusicGroup", SCHEMA_PARTY},
	    {"DanceGroup", SCHEMA_PARTY},
	    {"TheaterGroup", SCHEMA_PARTY},
	    {"Organization", SCHEMA_PARTY},
	    {"SportsTeam", SCHEMA_PARTY},
	    {"Place", SCHEMA_PLACE},
	};
	s = schema_word(str_trim(s));
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (str_eq_fold(s, str_of(types[i].name)))
			return types[i].type;
	return str_ends(s, STR("Event")) ? SCHEMA_EVENT : SCHEMA_OTHER;
}

/* ---- places --------------------------------------------------------------------- */

void schema_place_take(struct schema_place *p, struct dl_str property, struct dl_str value)
{
	struct {
		const char *name;
		struct dl_str *to;
	} fields[] = {{"name", &p->name}, {"streetAddress", &p->street},
	    {"addressLocality", &p->locality}, {"addressRegion", &p->region},
	    {"addressCountry", &p->country}, {"latitude", &p->latitude},
	    {"longitude", &p->longitude}, {"address", &p->text}};
	value = str_trim(value);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (str_eq_fold(property, str_of(fields[i].name)) && fields[i].to->n == 0)
			*fields[i].to = value;
}

static bool holds(struct dl_str text, struct dl_str part)
{
	for (size_t i = 0; i + part.n <= text.n; i++)
		if (str_eq_fold((struct dl_str){text.p + i, part.n}, part))
			return true;
	return false;
}

/* "Town Hall, 4 Mill Lane, Leeds, UK": each part once. A place is short, and so
 * is what is looked through. */
#define PART_MAX 200

bool schema_place_add(
    struct facts *f, uint32_t record, const struct schema_place *p, struct dl_span span)
{
	const struct dl_str parts[] = {
	    p->name, p->text, p->street, p->locality, p->region, p->country};
	char *out = arena_alloc(f->arena, 1, sizeof(parts) / sizeof(parts[0]) * (PART_MAX + 2));
	size_t n = 0;
	if (out == NULL)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i].n == 0 || parts[i].n > PART_MAX ||
		    holds((struct dl_str){out, n}, parts[i]))
			continue;
		if (n != 0) {
			out[n++] = ',';
			out[n++] = ' ';
		}
		memcpy(out + n, parts[i].p, parts[i].n);
		n += parts[i].n;
	}
	if (n == 0 && p->online)
		facts_add(f, record, TEXT_FACT_LOCATION, STR("Online"), span);
	facts_add(f, record, TEXT_FACT_LOCATION, (struct dl_str){out, n}, span);
	if (p->latitude.n == 0 || p->longitude.n == 0 || p->latitude.n > 40 || p->longitude.n > 40)
		return true;
	struct dl_str geo = arena_printf(f->arena, "%.*s,%.*s", (int)p->latitude.n, p->latitude.p,
	    (int)p->longitude.n, p->longitude.p);
	facts_add(f, record, TEXT_FACT_GEO, geo, span);
	return geo.p != NULL;
}

/* ---- events --------------------------------------------------------------------- */

static void take_status(struct facts *f, uint32_t record, struct dl_str value, struct dl_span span)
{
	static const struct {
		const char *name, *status;
	} names[] = {{"EventCancelled", "cancelled"}, {"EventCanceled", "cancelled"},
	    /* without a new day it does not take place on this one */
	    {"EventPostponed", "cancelled"}, {"cancelled", "cancelled"}, {"canceled", "cancelled"},
	    {"postponed", "cancelled"}, {"tentative", "tentative"}};
	struct dl_str word = schema_word(str_trim(value));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_eq_fold(word, str_of(names[i].name)))
			facts_add(f, record, TEXT_FACT_STATUS, str_of(names[i].status), span);
}

static void take_time(struct facts *f, uint32_t record, enum text_fact_kind kind,
    struct dl_str value, struct dl_span span)
{
	value = str_trim(value);
	if (value.n == 0 || facts_has(f, record, kind))
		return;
	if (!facts_add_time(f, record, kind, value, kind == TEXT_FACT_END, span))
		facts_warn(f, span.start,
		    "'%.*s' is no date that machines read, expected one such as 2026-05-04T19:00",
		    (int)(value.n < 40 ? value.n : 40), value.p);
}

void schema_event_take(struct facts *f, uint32_t record, struct dl_str property,
    struct dl_str value, struct dl_span span)
{
	static const struct {
		const char *name;
		enum text_fact_kind kind;
	} kinds[] = {{"name", TEXT_FACT_TITLE}, {"description", TEXT_FACT_DESCRIPTION},
	    {"startDate", TEXT_FACT_START}, {"endDate", TEXT_FACT_END},
	    {"duration", TEXT_FACT_DURATION}, {"url", TEXT_FACT_URL},
	    {"eventStatus", TEXT_FACT_STATUS}, {"location", TEXT_FACT_LOCATION},
	    {"keywords", TEXT_FACT_CATEGORY}, {"performer", TEXT_FACT_PERSON},
	    {"performers", TEXT_FACT_PERSON}, {"organizer", TEXT_FACT_PERSON},
	    {"instructor", TEXT_FACT_PERSON}, {"actor", TEXT_FACT_PERSON},
	    {"speaker", TEXT_FACT_PERSON}};
	size_t i = 0, n = sizeof(kinds) / sizeof(kinds[0]);
	while (i < n && !str_eq_fold(property, str_of(kinds[i].name)))
		i++;
	value = str_trim(value);
	if (i == n || value.n == 0)
		return;
	switch (kinds[i].kind) {
	case TEXT_FACT_START:
	case TEXT_FACT_END:
		take_time(f, record, kinds[i].kind, value, span);
		break;
	case TEXT_FACT_STATUS:
		take_status(f, record, value, span);
		break;
	case TEXT_FACT_URL: /* relative ones lead nowhere from a calendar */
		if (str_starts(value, STR("http")))
			facts_add(f, record, TEXT_FACT_URL, value, span);
		break;
	case TEXT_FACT_CATEGORY:
		for (struct dl_str rest = value; rest.p != NULL && rest.n != 0;)
			facts_add(f, record, TEXT_FACT_CATEGORY, str_split(&rest, ','), span);
		break;
	default:
		facts_add(f, record, kinds[i].kind, value, span);
		break;
	}
}

/* ---- text ------------------------------------------------------------------------ */

struct dl_str schema_text(struct html *h, struct dl_str s)
{
	if (str_find(s, '<') == s.n)
		return html_value(h, s);
	char *out = arena_alloc(h->b->arena, 1, s.n + 1);
	size_t n = 0;
	if (out == NULL) {
		h->b->failed = DL_NOMEM;
		return (struct dl_str){NULL, 0};
	}
	for (size_t i = 0; i < s.n;) {
		struct tag tag;
		size_t used = s.p[i] == '<' ? tag_at((struct dl_str){s.p + i, s.n - i}, &tag) : 0;
		if (used == 0) {
			out[n++] = s.p[i++];
			continue;
		}
		/* <b> does not part words, <p> and <br> do */
		if (used >= 3 && tag.name.n != 0 && !str_eq_fold(tag.name, STR("b")) &&
		    !str_eq_fold(tag.name, STR("i")) && !str_eq_fold(tag.name, STR("em")) &&
		    !str_eq_fold(tag.name, STR("strong")) && !str_eq_fold(tag.name, STR("span")) &&
		    !str_eq_fold(tag.name, STR("a")))
			out[n++] = '\n';
		i += used;
	}
	return html_value(h, (struct dl_str){out, n});
}
