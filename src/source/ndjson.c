/* SPDX-License-Identifier: MIT */
/* Events as JSON, one object a line. Those that dateline wrote come back with
 * every field that a source can state; in others the names are read as header
 * words of a table are ("start_date", "Title", "venue"). There is no text: what
 * the lines say they say to machines. */
#include "source/readers.h"

#include <string.h>

#include "base/err.h"
#include "base/json_read.h"
#include "base/str.h"
#include "event/record.h"
#include "source/jsonwalk.h"
#include "source/sniff.h"
#include "text/builder.h"
#include "text/facts.h"

/* Lists in a line: categories, people, exceptions. */
#define VALUES_MAX 1000
/* Bytes of a name that can be a word we know. */
#define KEY_MAX 32

struct line {
	struct facts *f;
	uint32_t record;
	struct dl_str date, time; /* apart: "2026-05-04", "19:00" */
	struct dl_span date_span;
	struct dl_str end_date, end_time;
	struct dl_span end_span;
	struct dl_str latitude, longitude;
	bool own;
	bool nomem;
};

/* Names that are one thing wherever they stand; words for people are in the
 * language files (record_role()). Small letters, nothing between words. */
enum role {
	ROLE_UID,
	ROLE_TITLE,
	ROLE_START,
	ROLE_TIME,
	ROLE_END,
	ROLE_END_TIME,
	ROLE_DURATION,
	ROLE_ZONE,
	ROLE_LOCATION,
	ROLE_GEO,
	ROLE_LATITUDE,
	ROLE_LONGITUDE,
	ROLE_URL,
	ROLE_DESCRIPTION,
	ROLE_STATUS,
	ROLE_PEOPLE,
	ROLE_CATEGORIES,
	ROLE_RRULE,
	ROLE_EXDATE,
	ROLE_PRECISION,
	ROLE_PART,
	ROLE_WINDOW,
	ROLE_EDTF,
	ROLE_CONFIDENCE,
	ROLE_KNOWN,
	ROLE_AFTER,
	ROLE_NONE
};

static const struct {
	const char *name;
	enum role role;
} names[] = {
    {"after", ROLE_AFTER},
    {"categories", ROLE_CATEGORIES},
    {"category", ROLE_CATEGORIES},
    {"confidence", ROLE_CONFIDENCE},
    {"description", ROLE_DESCRIPTION},
    {"details", ROLE_DESCRIPTION},
    {"duration", ROLE_DURATION},
    {"edtf", ROLE_EDTF},
    {"enddate", ROLE_END},
    {"enddatetime", ROLE_END},
    {"endsat", ROLE_END},
    {"endtime", ROLE_END_TIME},
    {"exdate", ROLE_EXDATE},
    {"exdates", ROLE_EXDATE},
    {"geo", ROLE_GEO},
    {"known", ROLE_KNOWN},
    {"lat", ROLE_LATITUDE},
    {"latitude", ROLE_LATITUDE},
    {"lng", ROLE_LONGITUDE},
    {"lon", ROLE_LONGITUDE},
    {"longitude", ROLE_LONGITUDE},
    {"name", ROLE_TITLE},
    {"part", ROLE_PART},
    {"people", ROLE_PEOPLE},
    {"precision", ROLE_PRECISION},
    {"recurrence", ROLE_RRULE},
    {"rrule", ROLE_RRULE},
    {"startdate", ROLE_START},
    {"startdatetime", ROLE_START},
    {"startsat", ROLE_START},
    {"starttime", ROLE_TIME},
    {"tags", ROLE_CATEGORIES},
    {"timezone", ROLE_ZONE},
    {"title", ROLE_TITLE},
    {"tz", ROLE_ZONE},
    {"uid", ROLE_UID},
    {"window", ROLE_WINDOW},
    {"zone", ROLE_ZONE},
};

static enum role role_of(struct dl_str key)
{
	char plain[KEY_MAX];
	size_t n = 0;
	for (size_t i = 0; i < key.n && n + 1 < KEY_MAX; i++)
		if (is_alpha((unsigned char)key.p[i]))
			plain[n++] = to_lower(key.p[i]);
	plain[n] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(plain, names[i].name) == 0)
			return names[i].role;
	static const struct {
		const char *name;
		enum role role;
	} words[] = {{"date", ROLE_START}, {"when", ROLE_START}, {"start", ROLE_START},
	    {"time", ROLE_TIME}, {"end", ROLE_END}, {"place", ROLE_LOCATION}, {"title", ROLE_TITLE},
	    {"people", ROLE_PEOPLE}, {"url", ROLE_URL}, {"status", ROLE_STATUS}};
	const char *word = key.n < KEY_MAX ? record_role(key) : NULL;
	for (size_t i = 0; word != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i].name) == 0)
			return words[i].role;
	return ROLE_NONE;
}

static struct dl_span span_of(const struct line *l, struct dl_str value)
{
	uint32_t at = (uint32_t)(value.p - l->f->doc->source.p);
	return (struct dl_span){at, at + (uint32_t)value.n};
}

static struct dl_str text_of(struct line *l, struct dl_str value)
{
	struct dl_str s = jsonwalk_text(l->f->arena, value);
	l->nomem |= s.p == NULL;
	return s;
}

static void add(struct line *l, enum text_fact_kind kind, struct dl_str value)
{
	facts_add(l->f, l->record, kind, text_of(l, value), span_of(l, value));
}

/* A string, or each of a list of them. */
static void add_all(struct line *l, enum text_fact_kind kind, struct dl_str value)
{
	if (!jsonwalk_is(value, '[')) {
		add(l, kind, value);
		return;
	}
	struct jsonwalk w = jsonwalk_begin(value);
	for (size_t i = 0; i < VALUES_MAX && jsonwalk_next(&w); i++)
		add_all(l, kind, jsonwalk_is(w.value, '[') ? STR("\"\"") : w.value);
}

/* {"name": …}, or the text itself. */
static struct dl_str name_in(struct dl_str value)
{
	struct jsonwalk w = jsonwalk_begin(value);
	while (w.object && jsonwalk_next(&w))
		if (str_eq_fold(w.key, STR("name")))
			return w.value;
	return value;
}

/* [51.2, 4.4], {"lat": …, "lon": …}, or "51.2,4.4" */
static void add_pair(struct line *l, enum text_fact_kind kind, char between, struct dl_str value)
{
	if (jsonwalk_is(value, '"')) {
		add(l, kind, value);
		return;
	}
	struct dl_str v[2] = {{NULL, 0}, {NULL, 0}};
	struct jsonwalk w = jsonwalk_begin(value);
	for (size_t i = 0; i < 2 && jsonwalk_next(&w); i++)
		v[i] = text_of(l, w.value);
	struct dl_str pair = {NULL, 0};
	if (v[0].n != 0 && v[1].n != 0 && v[0].n < 40 && v[1].n < 40) {
		pair = arena_printf(
		    l->f->arena, "%.*s%c%.*s", (int)v[0].n, v[0].p, between, (int)v[1].n, v[1].p);
		l->nomem |= pair.p == NULL;
	}
	facts_add(l->f, l->record, kind, pair, span_of(l, value));
}

/* 0.95, as dateline writes it → 95 */
static void add_percent(struct line *l, struct dl_str value)
{
	char out[4] = "100";
	if (value.n > 2 && value.p[0] == '0' && value.p[1] == '.') {
		out[0] = value.p[2];
		out[1] = value.n > 3 ? value.p[3] : '0';
		out[2] = '\0';
	}
	facts_add(l->f, l->record, TEXT_FACT_CONFIDENCE, str_of(out), span_of(l, value));
}

static bool is_clock(struct dl_str s)
{
	struct isotime t;
	return isotime_read(s, &t) && !t.has_date;
}

static void take_time(struct line *l, bool end, bool clock, struct dl_str value)
{
	struct dl_str s = text_of(l, value);
	struct dl_str *date = end ? &l->end_date : &l->date, *time = end ? &l->end_time : &l->time;
	*(end ? &l->end_span : &l->date_span) = span_of(l, value);
	struct dl_str *to = clock && is_clock(s) ? time : is_clock(s) && time->n == 0 ? time : date;
	if (to->n == 0)
		*to = s;
}

static void take_status(struct line *l, struct dl_str value)
{
	struct dl_str s = text_of(l, value);
	if (str_eq_fold(s, STR("canceled")))
		s = STR("cancelled");
	facts_add(l->f, l->record, TEXT_FACT_STATUS, s, span_of(l, value));
}

static void take(struct line *l, enum role role, struct dl_str value)
{
	static const uint8_t kinds[ROLE_NONE] = {[ROLE_UID] = TEXT_FACT_UID,
	    [ROLE_TITLE] = TEXT_FACT_TITLE,
	    [ROLE_DURATION] = TEXT_FACT_DURATION,
	    [ROLE_ZONE] = TEXT_FACT_ZONE,
	    [ROLE_LOCATION] = TEXT_FACT_LOCATION,
	    [ROLE_URL] = TEXT_FACT_URL,
	    [ROLE_DESCRIPTION] = TEXT_FACT_DESCRIPTION,
	    [ROLE_PEOPLE] = TEXT_FACT_PERSON,
	    [ROLE_CATEGORIES] = TEXT_FACT_CATEGORY,
	    [ROLE_RRULE] = TEXT_FACT_RRULE,
	    [ROLE_EXDATE] = TEXT_FACT_EXDATE,
	    [ROLE_PRECISION] = TEXT_FACT_PRECISION,
	    [ROLE_PART] = TEXT_FACT_PART,
	    [ROLE_EDTF] = TEXT_FACT_EDTF,
	    [ROLE_KNOWN] = TEXT_FACT_KNOWN,
	    [ROLE_AFTER] = TEXT_FACT_AFTER};
	switch (role) {
	case ROLE_START:
	case ROLE_TIME:
		take_time(l, false, role == ROLE_TIME, value);
		break;
	case ROLE_END:
	case ROLE_END_TIME:
		take_time(l, true, role == ROLE_END_TIME, value);
		break;
	case ROLE_GEO:
		add_pair(l, TEXT_FACT_GEO, ',', value);
		break;
	case ROLE_WINDOW:
		add_pair(l, TEXT_FACT_WINDOW, '/', value);
		break;
	case ROLE_LATITUDE:
		l->latitude = text_of(l, value);
		break;
	case ROLE_LONGITUDE:
		l->longitude = text_of(l, value);
		break;
	case ROLE_CONFIDENCE:
		add_percent(l, value);
		break;
	case ROLE_STATUS:
		take_status(l, value);
		break;
	case ROLE_PEOPLE:
	case ROLE_LOCATION:
		add_all(l, (enum text_fact_kind)kinds[role], name_in(value));
		break;
	case ROLE_NONE:
		break;
	default:
		add_all(l, (enum text_fact_kind)kinds[role], value);
		break;
	}
}

static struct dl_str joined(struct line *l, struct dl_str date, struct dl_str time)
{
	if (date.n == 0 || time.n == 0)
		return date.n != 0 ? date : time;
	struct dl_str s =
	    arena_printf(l->f->arena, "%.*sT%.*s", (int)date.n, date.p, (int)time.n, time.p);
	l->nomem |= s.p == NULL;
	return s;
}

/* A clock beside a date that has one already is said twice. */
static struct dl_str whole(struct line *l, struct dl_str date, struct dl_str time)
{
	struct isotime t;
	bool has_clock = isotime_read(date, &t) && t.precision == DL_MINUTE;
	return joined(l, date, has_clock ? (struct dl_str){NULL, 0} : time);
}

static void finish(struct line *l)
{
	struct facts *f = l->f;
	struct dl_str start = whole(l, l->date, l->time);
	struct dl_str end = whole(l, l->end_date, l->end_time);
	if (start.n != 0 &&
	    !facts_add_time(f, l->record, TEXT_FACT_START, start, false, l->date_span))
		facts_warn(f, l->date_span.start,
		    "'%.*s' is no date that machines read, expected one such as 2026-05-04T19:00",
		    (int)(start.n < 40 ? start.n : 40), start.p);
	if (end.n != 0)
		facts_add_time(
		    f, l->record, TEXT_FACT_END, end, !l->own && l->end_time.n == 0, l->end_span);
	if (l->latitude.n == 0 || l->longitude.n == 0 || l->latitude.n > 40 || l->longitude.n > 40)
		return;
	struct dl_str geo = arena_printf(f->arena, "%.*s,%.*s", (int)l->latitude.n, l->latitude.p,
	    (int)l->longitude.n, l->longitude.p);
	l->nomem |= geo.p == NULL;
	facts_add(f, l->record, TEXT_FACT_GEO, geo, f->records[l->record].source);
}

static bool is_own(struct dl_str object)
{
	struct jsonwalk w = jsonwalk_begin(object);
	unsigned seen = 0;
	while (jsonwalk_next(&w))
		seen |= (str_eq(w.key, STR("precision")) ? 1U : 0) |
			(str_eq(w.key, STR("edtf")) ? 2U : 0) |
			(str_eq(w.key, STR("uid")) ? 4U : 0);
	return seen == 7;
}

static void read_line(struct facts *f, struct dl_str object)
{
	struct line l = {.f = f};
	uint32_t at = (uint32_t)(object.p - f->doc->source.p);
	l.record = facts_open(f, "source.ndjson", (struct dl_span){at, at + (uint32_t)object.n});
	if (f->failed != DL_OK)
		return;
	l.own = is_own(object);
	struct jsonwalk w = jsonwalk_begin(object);
	while (f->failed == DL_OK && jsonwalk_next(&w)) {
		enum role role = role_of(w.key);
		bool is_null = jsonwalk_is(w.value, 'n');
		/* What it recurs on is written by itself there, and so is the quote. */
		if (!is_null && (role != ROLE_NONE || (l.own && str_eq(w.key, STR("time")))))
			take(&l, role, w.value);
	}
	finish(&l);
	if (l.nomem)
		f->failed = DL_NOMEM;
}

static int read_ndjson(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct facts f;
	struct text_builder b;
	struct json_reader reader = {.alloc = arena->alloc};
	text_begin(&b, arena, ret);
	facts_begin(&f, arena, ret);
	struct dl_str rest = ret->source;
	if (str_starts(rest, STR("\xEF\xBB\xBF")))
		rest = (struct dl_str){rest.p + 3, rest.n - 3};
	int status = 0;
	while (rest.n != 0 && f.failed == DL_OK && status == 0) {
		struct dl_str line = str_trim(str_split(&rest, '\n'));
		struct dl_error e = {.status = DL_OK};
		if (line.n == 0)
			continue;
		if (json_read(&reader, line, NULL, 0, &e) == 0)
			read_line(&f, line);
		else if (e.status == DL_NOMEM)
			status = fail(reterr, DL_NOMEM, "out of memory");
		else
			facts_warn(&f, (uint32_t)(line.p - ret->source.p) + e.offset,
			    "the line is left out: %s", e.text);
	}
	json_reader_free(&reader);
	if (status == 0)
		status = facts_finish(&f, reterr);
	return status < 0 ? -1 : text_finish(&b, reterr);
}

static const char *const extensions[] = {"ndjson", "jsonl", NULL};
static const char *const aliases[] = {"jsonl", NULL};

const struct source_reader source_ndjson = {
    .name = "ndjson",
    .aliases = aliases,
    .media_type = "application/x-ndjson",
    .extensions = extensions,
    .summary = "events as JSON, one object a line",
    .sniff = sniff_ndjson,
    .read = read_ndjson,
};
