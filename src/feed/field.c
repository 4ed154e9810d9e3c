/* SPDX-License-Identifier: MIT */
#include "feed/field.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "when/civil.h"

/* As far as civil_days() goes. */
#define YEAR_MAX 999999
/* Year 9999 in seconds: further than any stamp of ours. */
#define STAMP_MAX INT64_C(253402300799)

enum field_type {
	TEXT,
	LIST,
	FLAG,
	CIVIL,
	WINDOW,
	CLOCK,
	PRECISION,
	PART,
	STATUS,
	GEO,
	PAIR,
	U8,
	U16,
	U32,
	STAMP
};

struct field {
	enum field_group group;
	const char *name;
	enum field_type type;
	size_t at;  /* offset in struct state_record */
	size_t has; /* CIVIL, WINDOW, CLOCK, GEO: offset of the flag that says it is set */
};

#define AT(member) offsetof(struct state_record, member)
#define RECORD(n, t, m)                                                                            \
	{                                                                                          \
		FIELD_RECORD, n, t, AT(m), 0                                                       \
	}
#define CONTENT(n, t, m)                                                                           \
	{                                                                                          \
		FIELD_CONTENT, n, t, AT(event.m), 0                                                \
	}
#define OPTION(n, t, m, h)                                                                         \
	{                                                                                          \
		FIELD_CONTENT, n, t, AT(event.m), AT(event.h)                                      \
	}
#define ORIGIN(n, t, m)                                                                            \
	{                                                                                          \
		FIELD_PROVENANCE, n, t, AT(event.m), 0                                             \
	}

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
    OPTION("clock", CLOCK, start, has_time),
    CONTENT("location", TEXT, location),
    OPTION("geo", GEO, latitude, has_geo),
    CONTENT("person", LIST, people),
    CONTENT("url", TEXT, url),
    CONTENT("description", TEXT, description),
    CONTENT("category", LIST, categories),
    CONTENT("status", STATUS, status),
    CONTENT("after", LIST, after),
    ORIGIN("path", TEXT, source.path),
    ORIGIN("span", PAIR, source.span),
    ORIGIN("place", PAIR, source.line),
    ORIGIN("quote", TEXT, source.quote),
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

const char field_no_memory[] = "out of memory";

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

static void *slot(struct state_record *r, size_t at)
{
	return (char *)r + at;
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

/* Enums are written by name; the first one is what an absent line means. */
static const char *const *names_of(const struct field *f)
{
	return f->type == PRECISION ? precisions : f->type == PART ? parts : statuses;
}

static unsigned enum_value(const struct field *f, const void *p)
{
	unsigned v = 0;
	if (f->type == PRECISION)
		v = *(const enum dl_precision *)p;
	else if (f->type == PART)
		v = *(const enum dl_part *)p;
	else
		v = *(const enum dl_event_status *)p;
	return v;
}

static bool is_empty(const struct field *f, const struct state_record *r)
{
	const void *p = member(r, f->at);
	switch (f->type) {
	case TEXT:
		return ((const struct dl_str *)p)->n == 0;
	case LIST:
		return ((const struct dl_strs *)p)->n == 0;
	case FLAG:
		return !*(const bool *)p;
	case CIVIL:
	case WINDOW:
	case CLOCK:
	case GEO:
		return !*(const bool *)member(r, f->has);
	case PART:
	case STATUS:
		return enum_value(f, p) == 0;
	case PRECISION:
		return r->hidden;
	case PAIR:
		return ((const uint32_t *)p)[0] == 0 && ((const uint32_t *)p)[1] == 0;
	case U8:
		return *(const uint8_t *)p == 0;
	case U16:
		return *(const uint16_t *)p == 0;
	case STAMP:
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
	case TEXT:
		field_put_text(b, *(const struct dl_str *)p);
		break;
	case CIVIL:
		put_civil(b, civil);
		break;
	case WINDOW:
		put_civil(b, &civil[0]);
		buf_byte(b, ' ');
		put_civil(b, &civil[1]);
		break;
	case CLOCK:
		buf_printf(b, "%02u:%02u", civil->hour, civil->minute);
		break;
	case PRECISION:
	case PART:
	case STATUS:
		buf_z(b, names_of(f)[enum_value(f, p)]);
		break;
	case GEO:
		buf_printf(b, "%ld %ld", micro(degrees[0]), micro(degrees[1]));
		break;
	case PAIR:
		buf_printf(b, "%lu %lu", (unsigned long)pair[0], (unsigned long)pair[1]);
		break;
	case U8:
		buf_printf(b, "%u", *(const uint8_t *)p);
		break;
	case U16:
		buf_printf(b, "%u", *(const uint16_t *)p);
		break;
	case U32:
		buf_printf(b, "%lu", (unsigned long)*(const uint32_t *)p);
		break;
	case STAMP:
		buf_printf(b, "%lld", (long long)*(const int64_t *)p);
		break;
	case FLAG:
	case LIST:
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
		if (f->type == LIST) {
			put_list(b, f, member(r, f->at));
			continue;
		}
		buf_byte(b, '\t');
		buf_z(b, f->name);
		if (f->type != FLAG)
			buf_byte(b, ' ');
		put_value(b, f, member(r, f->at));
		buf_byte(b, '\n');
	}
}

/* Reading */

const struct field *field_find(struct dl_str name)
{
	for (const struct field *f = fields; f < fields + N_FIELDS; f++)
		if (str_eq(name, str_of(f->name)))
			return f;
	return NULL;
}

bool field_is_list(const struct field *f)
{
	return f->type == LIST;
}

unsigned field_number(const struct field *f)
{
	return (unsigned)(f - fields);
}

bool field_number_of(struct dl_str s, int64_t min, int64_t max, int64_t *ret)
{
	bool minus = s.n != 0 && *s.p == '-';
	int64_t n = 0;
	size_t i = minus;
	for (; i < s.n && is_digit((unsigned char)s.p[i]) && n < INT64_MAX / 100; i++)
		n = n * 10 + (s.p[i] - '0');
	n = minus ? -n : n;
	if (i != s.n || i == minus || n < min || n > max)
		return false;
	*ret = n;
	return true;
}

static int hex(char c)
{
	return is_digit((unsigned char)c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that an escape at s.p + *i stands for; *i is moved behind it. */
static bool unescape(struct dl_str s, size_t *i, char *ret)
{
	size_t left = s.n - ++*i;
	char c = left == 0 ? '\0' : s.p[(*i)++];
	*ret = c == 'n' ? '\n' : '\\';
	if (c != 'x')
		return c == 'n' || c == '\\';
	if (left < 3)
		return false;
	int high = hex(s.p[*i]), low = hex(s.p[*i + 1]), byte = high * 16 + low;
	*i += 2;
	*ret = (char)byte;
	return high >= 0 && low >= 0;
}

static const char *take_text(struct arena *a, struct dl_str value, struct dl_str *ret)
{
	if (str_find(value, '\\') == value.n) {
		*ret = value;
		return NULL;
	}
	char *p = arena_alloc(a, 1, value.n);
	size_t n = 0;
	if (p == NULL)
		return field_no_memory;
	for (size_t i = 0; i < value.n; n++)
		if (value.p[i] != '\\')
			p[n] = value.p[i++];
		else if (!unescape(value, &i, &p[n]))
			return "text with \\\\, \\n and \\xHH as its only escapes";
	*ret = (struct dl_str){p, n};
	return NULL;
}

/* The array grows at each power of two, so its room need not be kept. */
static const char *take_item(struct arena *a, struct dl_str value, struct dl_strs *list)
{
	size_t n = list->n;
	if ((n & (n - 1)) == 0) {
		struct dl_str *v = arena_array(a, struct dl_str, n == 0 ? 1 : 2 * n);
		if (v == NULL)
			return field_no_memory;
		if (n != 0)
			memcpy(v, list->v, n * sizeof(*v));
		list->v = v;
	}
	const char *bad = take_text(a, value, &list->v[n]);
	list->n += bad == NULL;
	return bad;
}

/* Cuts digits up to sep off *rest; sep 0: to its end. */
static bool cut(struct dl_str *rest, char sep, int64_t min, int64_t max, int64_t *ret)
{
	struct dl_str part = *rest;
	size_t at = sep == '\0' ? rest->n : str_find(*rest, sep);
	/* The sign of a year is no separator. */
	if (sep == '-' && at == 0 && rest->n > 1) {
		part = (struct dl_str){rest->p + 1, rest->n - 1};
		at = str_find(part, sep) + 1;
	}
	if (sep != '\0' && at >= rest->n)
		return false;
	part = (struct dl_str){rest->p, at};
	at += sep != '\0';
	*rest = (struct dl_str){rest->p + at, rest->n - at};
	return field_number_of(part, min, max, ret);
}

static bool take_civil(struct dl_str value, struct dl_civil *ret)
{
	int64_t year, month, day, hour, minute, second;
	if (!cut(&value, '-', -YEAR_MAX, YEAR_MAX, &year) || !cut(&value, '-', 1, 12, &month) ||
	    !cut(&value, 'T', 1, 31, &day) || !cut(&value, ':', 0, 23, &hour) ||
	    !cut(&value, ':', 0, 59, &minute) || !cut(&value, '\0', 0, 60, &second) ||
	    !civil_valid((int32_t)year, (int)month, (int)day))
		return false;
	*ret = (struct dl_civil){(int32_t)year, (uint8_t)month, (uint8_t)day, (uint8_t)hour,
	    (uint8_t)minute, (uint8_t)second};
	return true;
}

static const char *take_time(
    const struct field *f, struct dl_str value, struct dl_civil *civil, bool *has)
{
	int64_t hour, minute;
	*has = true;
	if (f->type == CIVIL)
		return take_civil(value, civil) ? NULL : "YYYY-MM-DDTHH:MM:SS";
	if (f->type == WINDOW) {
		struct dl_str from = str_split(&value, ' ');
		bool good = take_civil(from, &civil[0]) && take_civil(value, &civil[1]);
		return good ? NULL : "two times YYYY-MM-DDTHH:MM:SS";
	}
	if (!cut(&value, ':', 0, 23, &hour) || !cut(&value, '\0', 0, 59, &minute))
		return "HH:MM";
	civil->hour = (uint8_t)hour;
	civil->minute = (uint8_t)minute;
	return NULL;
}

static const char *take_enum(const struct field *f, struct dl_str value, void *p)
{
	const char *const *names = names_of(f);
	for (unsigned i = 0; names[i] != NULL; i++) {
		if (!str_eq(value, str_of(names[i])))
			continue;
		if (f->type == PRECISION)
			*(enum dl_precision *)p = (enum dl_precision)i;
		else if (f->type == PART)
			*(enum dl_part *)p = (enum dl_part)i;
		else
			*(enum dl_event_status *)p = (enum dl_event_status)i;
		return NULL;
	}
	return "a name that dateline(1) lists for it";
}

static const char *take_pair(const struct field *f, struct dl_str value, void *p, bool *has)
{
	int64_t a, b;
	bool geo = f->type == GEO;
	int64_t min = geo ? -180000000 : 0, max = geo ? 180000000 : UINT32_MAX;
	if (!cut(&value, ' ', min, max, &a) || !cut(&value, '\0', min, max, &b))
		return "two whole numbers";
	if (geo) {
		*has = true;
		((double *)p)[0] = (double)a / 1e6;
		((double *)p)[1] = (double)b / 1e6;
		return NULL;
	}
	((uint32_t *)p)[0] = (uint32_t)a;
	((uint32_t *)p)[1] = (uint32_t)b;
	return NULL;
}

static const char *take_number(const struct field *f, struct dl_str value, void *p)
{
	int64_t n, max = f->type == U8	  ? 100
			 : f->type == U16 ? UINT16_MAX
			 : f->type == U32 ? INT32_MAX
					  : STAMP_MAX;
	if (!field_number_of(value, 0, max, &n))
		return "a whole number that is not too large";
	if (f->type == U8)
		*(uint8_t *)p = (uint8_t)n;
	else if (f->type == U16)
		*(uint16_t *)p = (uint16_t)n;
	else if (f->type == U32)
		*(uint32_t *)p = (uint32_t)n;
	else
		*(int64_t *)p = n;
	return NULL;
}

const char *field_take(
    struct arena *a, const struct field *f, struct dl_str value, struct state_record *r)
{
	void *p = slot(r, f->at);
	bool *has = f->has != 0 ? slot(r, f->has) : NULL;
	switch (f->type) {
	case TEXT:
		return take_text(a, value, p);
	case LIST:
		return take_item(a, value, p);
	case FLAG:
		*(bool *)p = true;
		return value.n == 0 ? NULL : "nothing after the name";
	case CIVIL:
	case WINDOW:
	case CLOCK:
		return take_time(f, value, p, has);
	case PRECISION:
	case PART:
	case STATUS:
		return take_enum(f, value, p);
	case GEO:
	case PAIR:
		return take_pair(f, value, p, has);
	default:
		return take_number(f, value, p);
	}
}
