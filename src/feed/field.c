/* SPDX-License-Identifier: MIT */
#include "feed/field.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* clang-format off */
#define AT(member) offsetof(struct state_record, member)
#define RECORD(n, t, m)  {FIELD_RECORD, n, FIELD_##t, AT(m), 0}
#define CONTENT(n, t, m) {FIELD_CONTENT, n, FIELD_##t, AT(event.m), 0}
#define OPTION(n, t, m, h) {FIELD_CONTENT, n, FIELD_##t, AT(event.m), AT(event.h)}
#define ORIGIN(n, t, m)  {FIELD_PROVENANCE, n, FIELD_##t, AT(event.m), 0}
/* clang-format on */

static const struct field fields[] = {
    RECORD("from", TEXT, from),
    RECORD("made", TEXT, made),
    RECORD("sequence", U32, event.sequence),
    RECORD("created", STAMP, event.created),
    RECORD("modified", STAMP, event.modified),
    RECORD("gone", STAMP, gone),
    RECORD("hidden", FLAG, hidden),
    CONTENT("title", TEXT, title),
    CONTENT("precision", PRECISION, precision),
    CONTENT("approximate", FLAG, approximate),
    OPTION("start", CIVIL, start, has_start),
    OPTION("end", CIVIL, end, has_end),
    CONTENT("part", PART, part),
    OPTION("window", WINDOW, window, has_window),
    CONTENT("edtf", TEXT, edtf),
    CONTENT("tz", TEXT, tz),
    CONTENT("rrule", TEXT, rrule),
    CONTENT("exdate", LIST, exdates),
    OPTION("clock", CLOCK, start, has_time),
    CONTENT("location", TEXT, location),
    OPTION("geo", GEO, latitude, has_geo),
    CONTENT("person", LIST, people),
    CONTENT("url", TEXT, url),
    CONTENT("description", TEXT, description),
    CONTENT("quote", TEXT, source.quote), /* it is published like a description */
    CONTENT("category", LIST, categories),
    CONTENT("status", STATUS, status),
    CONTENT("after", LIST, after),
    ORIGIN("path", TEXT, source.path),
    ORIGIN("span", PAIR, source.span),
    ORIGIN("place", PAIR, source.line),
    ORIGIN("confidence", U8, confidence),
    ORIGIN("known", U16, known),
    ORIGIN("rule", LIST, rules),
};

enum { N_FIELDS = sizeof(fields) / sizeof(fields[0]) };
_Static_assert(N_FIELDS <= FIELD_COUNT_MAX, "a bit each");

#define NAME(name, text, ...) text,
static const char *const precisions[] = {DL_PRECISION(NAME) NULL};
static const char *const parts[] = {DL_PART_OF_DAY(NAME) NULL};
static const char *const statuses[] = {"confirmed", "tentative", "cancelled", NULL};
#undef NAME

/* The pairs lie side by side: span.start and .end, line and column; and so do
 * latitude and longitude. */
_Static_assert(
    offsetof(struct dl_source, column) == offsetof(struct dl_source, line) + sizeof(uint32_t),
    "pair");
_Static_assert(
    offsetof(struct dl_event, longitude) == offsetof(struct dl_event, latitude) + sizeof(double),
    "pair");

static const void *member(const struct state_record *r, size_t at)
{
	return (const char *)r + at;
}

/* Writing */

void field_put_text(struct buf *b, struct dl_str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = 0;
		struct dl_str rest = {s.p + i, s.n - i};
		size_t n = utf8_decode(rest, &c);
		if (c == '\\' && n == 1)
			buf_z(b, "\\\\");
		else if (c == '\n' && n == 1)
			buf_z(b, "\\n");
		else if (n == 0 || c < 0x20 || c == 0x7F)
			buf_printf(b, "\\x%02X", (unsigned char)s.p[i]);
		else
			buf_add(b, (struct dl_str){rest.p, n});
		i += n == 0 ? 1 : n;
	}
}

static void put_civil(struct buf *b, const struct dl_civil *c)
{
	buf_printf(b, "%ld-%02u-%02uT%02u:%02u:%02u", (long)c->year, c->month, c->day, c->hour,
	    c->minute, c->second);
}

/* Millionths of a degree, 0.1 m: printing a double would hang on the locale. */
static long micro(double degrees)
{
	return degrees > -1000 && degrees < 1000 ? lround(degrees * 1e6) : 0;
}

const char *const *field_names(enum field_type type)
{
	return type == FIELD_PRECISION ? precisions : type == FIELD_PART ? parts : statuses;
}

static unsigned enum_value(const struct field *f, const void *p)
{
	unsigned v = 0;
	if (f->type == FIELD_PRECISION)
		v = *(const enum dl_precision *)p;
	else if (f->type == FIELD_PART)
		v = *(const enum dl_part *)p;
	else
		v = *(const enum dl_event_status *)p;
	return v;
}

static bool is_empty(const struct field *f, const struct state_record *r)
{
	const void *p = member(r, f->at);
	switch (f->type) {
	case FIELD_TEXT:
		return ((const struct dl_str *)p)->n == 0;
	case FIELD_LIST:
		return ((const struct dl_strs *)p)->n == 0;
	case FIELD_FLAG:
		return !*(const bool *)p;
	case FIELD_CIVIL:
	case FIELD_WINDOW:
	case FIELD_CLOCK:
	case FIELD_GEO:
		return !*(const bool *)member(r, f->has);
	case FIELD_PART:
	case FIELD_STATUS:
		return enum_value(f, p) == 0;
	case FIELD_PRECISION:
		return r->hidden;
	case FIELD_PAIR:
		return ((const uint32_t *)p)[0] == 0 && ((const uint32_t *)p)[1] == 0;
	case FIELD_U8:
		return *(const uint8_t *)p == 0;
	case FIELD_U16:
		return *(const uint16_t *)p == 0;
	case FIELD_STAMP:
		return f->group == FIELD_RECORD && *(const int64_t *)p == 0;
	default:
		return false;
	}
}

static void put_value(struct buf *b, const struct field *f, const void *p)
{
	const struct dl_civil *civil = p;
	const double *degrees = p;
	const uint32_t *pair = p;
	switch (f->type) {
	case FIELD_TEXT:
		field_put_text(b, *(const struct dl_str *)p);
		break;
	case FIELD_CIVIL:
		put_civil(b, civil);
		break;
	case FIELD_WINDOW:
		put_civil(b, &civil[0]);
		buf_byte(b, ' ');
		put_civil(b, &civil[1]);
		break;
	case FIELD_CLOCK:
		buf_printf(b, "%02u:%02u", civil->hour, civil->minute);
		break;
	case FIELD_PRECISION:
	case FIELD_PART:
	case FIELD_STATUS:
		buf_z(b, field_names(f->type)[enum_value(f, p)]);
		break;
	case FIELD_GEO:
		buf_printf(b, "%ld %ld", micro(degrees[0]), micro(degrees[1]));
		break;
	case FIELD_PAIR:
		buf_printf(b, "%lu %lu", (unsigned long)pair[0], (unsigned long)pair[1]);
		break;
	case FIELD_U8:
		buf_printf(b, "%u", *(const uint8_t *)p);
		break;
	case FIELD_U16:
		buf_printf(b, "%u", *(const uint16_t *)p);
		break;
	case FIELD_U32:
		buf_printf(b, "%lu", (unsigned long)*(const uint32_t *)p);
		break;
	case FIELD_STAMP:
		buf_printf(b, "%lld", (long long)*(const int64_t *)p);
		break;
	case FIELD_FLAG:
	case FIELD_LIST:
		break;
	}
}

static void put_list(struct buf *b, const struct field *f, const struct dl_strs *list)
{
	for (size_t i = 0; i < list->n; i++) {
		buf_byte(b, '\t');
		buf_z(b, f->name);
		buf_byte(b, ' ');
		field_put_text(b, list->v[i]);
		buf_byte(b, '\n');
	}
}

void field_put_all(struct buf *b, const struct state_record *r, enum field_group group)
{
	for (const struct field *f = fields; f < fields + N_FIELDS; f++) {
		if (f->group != group || is_empty(f, r))
			continue;
		if (f->type == FIELD_LIST) {
			put_list(b, f, member(r, f->at));
			continue;
		}
		buf_byte(b, '\t');
		buf_z(b, f->name);
		if (f->type != FIELD_FLAG)
			buf_byte(b, ' ');
		put_value(b, f, member(r, f->at));
		buf_byte(b, '\n');
	}
}

const struct field *field_find(struct dl_str name)
{
	for (const struct field *f = fields; f < fields + N_FIELDS; f++)
		if (str_eq(name, str_of(f->name)))
			return f;
	return NULL;
}

bool field_is_list(const struct field *f)
{
	return f->type == FIELD_LIST;
}

unsigned field_number(const struct field *f)
{
	return (unsigned)(f - fields);
}
