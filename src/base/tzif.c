/* SPDX-License-Identifier: MIT */
#include "base/tzif.h"

#include <string.h>

#include "base/days.h"
#include "base/err.h"
#include "base/str.h"

#define DAY  86400
#define YEAR (INT64_C(146097) * DAY / 400)

/* The largest file of the tz database has 236 changes; the limit keeps a
 * foreign file from asking for gigabytes. */
#define MAX_CHANGES 5000
/* RFC 9636 section 3.2: counts of types and of designation bytes. */
#define MAX_TYPES 256

struct reader {
	const unsigned char *p;
	size_t n; /* left */
	bool cut; /* more was wanted than there is */
};

static const unsigned char *take(struct reader *r, size_t n)
{
	static const unsigned char zeros[44];
	if (n > r->n) {
		r->cut = true;
		return n <= sizeof(zeros) ? zeros : NULL;
	}
	const unsigned char *p = r->p;
	r->p += n;
	r->n -= n;
	return p;
}

static int64_t number(const unsigned char *p, size_t size)
{
	uint64_t v = p[0] & 0x80 ? UINT64_MAX : 0;
	for (size_t i = 0; i < size; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

struct header {
	int version;
	uint32_t n_isut, n_isstd, n_leap, n_time, n_type, n_char;
};

static bool read_header(struct reader *r, struct header *h)
{
	const unsigned char *p = take(r, 44);
	if (r->cut || memcmp(p, "TZif", 4) != 0)
		return false;
	h->version = p[4] == 0 ? 1 : p[4] - '0';
	uint32_t *const counts[] = {
	    &h->n_isut, &h->n_isstd, &h->n_leap, &h->n_time, &h->n_type, &h->n_char};
	for (size_t i = 0; i < 6; i++)
		*counts[i] = (uint32_t)number(p + 20 + 4 * i, 4);
	return h->n_time <= MAX_CHANGES && h->n_type >= 1 && h->n_type <= MAX_TYPES &&
	       h->n_char >= 1 && h->n_char <= MAX_TYPES && h->n_isut <= MAX_TYPES &&
	       h->n_isstd <= MAX_TYPES && h->n_leap <= MAX_CHANGES;
}

static void skip_block(struct reader *r, const struct header *h, size_t time_size)
{
	size_t n = h->n_time * (time_size + 1) + h->n_type * 6 + h->n_char +
		   h->n_leap * (time_size + 4) + h->n_isstd + h->n_isut;
	if (n > r->n)
		r->cut = true;
	else
		take(r, n);
}

static int malformed(struct dl_error *reterr, const char *what)
{
	return fail(reterr, DL_SYNTAX, "not a usable TZif file (RFC 9636): %s", what);
}

static int no_memory(struct dl_error *reterr)
{
	return fail(reterr, DL_NOMEM, "out of memory");
}

/* The local time type records and their names. */
static int read_types(struct arena *a, const struct header *h, const unsigned char *types,
    const unsigned char *chars, struct tzif_type *ret, struct dl_error *reterr)
{
	struct dl_str names = arena_str(a, (struct dl_str){(const char *)chars, h->n_char});
	if (names.p == NULL)
		return no_memory(reterr);
	for (uint32_t i = 0; i < h->n_type; i++) {
		const unsigned char *t = types + 6 * i;
		int64_t offset = number(t, 4);
		/* RFC 9636 section 3.2: "SHOULD be in the range -89999 to 93599". */
		if (offset < -89999 || offset > 93599 || t[4] > 1 || t[5] >= h->n_char)
			return malformed(reterr, "a local time type out of range");
		ret[i] = (struct tzif_type){(int32_t)offset, t[4] == 1, names.p + t[5]};
	}
	return 0;
}

static bool same_type(struct tzif_type a, struct tzif_type b)
{
	return a.offset == b.offset && a.dst == b.dst && strcmp(a.name, b.name) == 0;
}

static int read_changes(struct tzif *z, const struct header *h, const unsigned char *times,
    size_t time_size, const unsigned char *indices, const struct tzif_type *types,
    struct dl_error *reterr)
{
	int64_t last = INT64_MIN;
	for (uint32_t i = 0; i < h->n_time; i++) {
		int64_t at = number(times + time_size * i, time_size);
		/* Year ±1,000,000: beyond it the arithmetic would not be safe. */
		if (at < -1000000 * YEAR || at > 1000000 * YEAR)
			return malformed(reterr, "a change beyond the year 1,000,000");
		if (indices[i] >= h->n_type || at <= last)
			return malformed(reterr, "changes out of order");
		last = at;
		/* zic -b fat pads with changes to what already is. */
		struct tzif_type to = types[indices[i]];
		if (!same_type(z->n == 0 ? z->first : z->v[z->n - 1].to, to))
			z->v[z->n++] = (struct tzif_change){at, to};
	}
	return 0;
}

static int read_block(struct arena *a, struct reader *r, const struct header *h, size_t time_size,
    struct tzif *z, struct dl_error *reterr)
{
	struct reader block = *r;
	skip_block(r, h, time_size);
	if (r->cut)
		return malformed(reterr, "cut off");
	if (h->n_leap != 0)
		return malformed(reterr, "it counts leap seconds");
	const unsigned char *times = take(&block, h->n_time * time_size);
	const unsigned char *indices = take(&block, h->n_time);
	const unsigned char *records = take(&block, h->n_type * (size_t)6);
	const unsigned char *chars = take(&block, h->n_char);
	struct tzif_type types[MAX_TYPES];
	z->v = arena_array(a, struct tzif_change, h->n_time);
	if (z->v == NULL)
		return no_memory(reterr);
	if (read_types(a, h, records, chars, types, reterr) < 0)
		return -1;
	z->first = types[0];
	return read_changes(z, h, times, time_size, indices, types, reterr);
}

/* The footer, a POSIX TZ string (RFC 9636 section 3.3.1):
 *     CET-1CEST,M3.5.0,M10.5.0/3
 *     <-02>2<-01>,M3.5.0/-1,M10.5.0/0
 *     IST-5:30
 * What follows reads it from the left; NULL: it is not that. */

static const char *read_name(struct arena *a, const char *p, const char **ret)
{
	bool quoted = *p == '<';
	const char *start = p + quoted;
	const char *end = start;
	while (is_alpha((unsigned char)*end) ||
	       (quoted && (is_digit((unsigned char)*end) || *end == '+' || *end == '-')))
		end++;
	if (end - start < 3 || (quoted && *end != '>'))
		return NULL;
	*ret = arena_str(a, (struct dl_str){start, (size_t)(end - start)}).p;
	return *ret == NULL ? NULL : end + quoted;
}

static const char *read_int(const char *p, int max, int *ret)
{
	if (!is_digit((unsigned char)*p))
		return NULL;
	int v = 0;
	for (; is_digit((unsigned char)*p); p++)
		if ((v = v * 10 + (*p - '0')) > max)
			return NULL;
	*ret = v;
	return p;
}

/* [+-]hh[:mm[:ss]] in seconds */
static const char *read_clock(const char *p, int max_hours, int32_t *ret)
{
	int sign = *p == '-' ? -1 : 1, part[3] = {0, 0, 0};
	p += *p == '-' || *p == '+';
	p = read_int(p, max_hours, &part[0]);
	for (int i = 1; i < 3 && p != NULL && *p == ':'; i++)
		p = read_int(p + 1, 59, &part[i]);
	*ret = sign * (part[0] * 3600 + part[1] * 60 + part[2]);
	return p;
}

/* ,M10.5.0/3 or ,J60 or ,59 */
static const char *read_rule(const char *p, struct tzif_rule *ret)
{
	*ret = (struct tzif_rule){.kind = TZIF_DAY, .time = 2 * 3600};
	if (*p++ != ',')
		return NULL;
	if (*p == 'M') {
		ret->kind = TZIF_MONTH_WEEK;
		p = read_int(p + 1, 12, &ret->month);
		p = p != NULL && *p == '.' ? read_int(p + 1, 5, &ret->week) : NULL;
		p = p != NULL && *p == '.' ? read_int(p + 1, 6, &ret->weekday) : NULL;
		if (p == NULL || ret->month == 0 || ret->week == 0)
			return NULL;
	} else {
		bool julian = *p == 'J';
		ret->kind = julian ? TZIF_JULIAN : TZIF_DAY;
		p = read_int(p + julian, 365, &ret->day);
		if (p == NULL || (julian && ret->day == 0))
			return NULL;
	}
	return *p == '/' ? read_clock(p + 1, 167, &ret->time) : p;
}

static const char *read_footer(struct arena *a, const char *p, struct tzif *z)
{
	int32_t west = 0;
	p = read_name(a, p, &z->standard.name);
	p = p == NULL ? NULL : read_clock(p, 24, &west);
	z->standard.offset = -west;
	z->standard.dst = false;
	if (p == NULL || *p == '\0')
		return p;
	p = read_name(a, p, &z->summer.name);
	west -= 3600;
	if (p != NULL && *p != ',')
		p = read_clock(p, 24, &west);
	z->summer.offset = -west;
	z->summer.dst = true;
	p = p == NULL ? NULL : read_rule(p, &z->to_summer);
	p = p == NULL ? NULL : read_rule(p, &z->to_standard);
	z->has_dst = p != NULL;
	return p;
}

static int parse_footer(struct arena *a, struct reader *r, struct tzif *z, struct dl_error *reterr)
{
	struct dl_str rest = {(const char *)r->p, r->n};
	if (rest.n == 0 || rest.p[0] != '\n')
		return malformed(reterr, "no footer");
	rest.p++, rest.n--;
	size_t n = str_find(rest, '\n');
	if (n == rest.n)
		return malformed(reterr, "no footer");
	if (n == 0)
		return 0; /* the last change stays in force (section 3.3) */
	struct dl_str text = arena_str(a, (struct dl_str){rest.p, n});
	if (text.p == NULL)
		return no_memory(reterr);
	const char *end = read_footer(a, text.p, z);
	if (end == NULL || *end != '\0')
		return malformed(reterr, "footer that is no POSIX TZ string");
	return 0;
}

int tzif_parse(struct arena *a, struct dl_str bytes, struct tzif *ret, struct dl_error *reterr)
{
	struct reader r = {(const unsigned char *)bytes.p, bytes.n, false};
	struct header h;
	struct tzif z = {.n = 0};
	if (!read_header(&r, &h))
		return malformed(reterr, "wrong header");
	size_t time_size = 4;
	if (h.version >= 2) {
		skip_block(&r, &h, 4);
		time_size = 8;
		if (r.cut || !read_header(&r, &h))
			return malformed(reterr, "wrong second header");
	}
	if (read_block(a, &r, &h, time_size, &z, reterr) < 0)
		return -1;
	z.standard = z.n == 0 ? z.first : z.v[z.n - 1].to;
	if (h.version >= 2 && parse_footer(a, &r, &z, reterr) < 0)
		return -1;
	*ret = z;
	return 0;
}

/* Local midnight of the day a rule names, in seconds since 1970-01-01T00:00. */
static int64_t rule_day(const struct tzif_rule *rule, int32_t year)
{
	int64_t new_year = days_from_date(year, 1, 1);
	if (rule->kind == TZIF_DAY)
		return (new_year + rule->day) * DAY;
	if (rule->kind == TZIF_JULIAN) /* February 29th is never counted */
		return (new_year + rule->day - 1 +
			   (rule->day > 59 && days_in_month(year, 2) == 29)) *
		       DAY;
	int64_t first = days_from_date(year, rule->month, 1);
	int to_weekday = (rule->weekday - days_weekday(first) % 7 + 7) % 7;
	int day = to_weekday + 7 * (rule->week - 1);
	if (day >= days_in_month(year, rule->month))
		day -= 7;
	return (first + day) * DAY;
}

/* The two changes that the footer has in a year, in their order. */
static void year_changes(const struct tzif *z, int32_t year, struct tzif_change ret[2])
{
	struct tzif_change summer = {
	    rule_day(&z->to_summer, year) + z->to_summer.time - z->standard.offset, z->summer};
	struct tzif_change standard = {
	    rule_day(&z->to_standard, year) + z->to_standard.time - z->summer.offset, z->standard};
	bool north = summer.at < standard.at;
	ret[0] = north ? summer : standard;
	ret[1] = north ? standard : summer;
}

static int32_t year_of(int64_t seconds)
{
	int32_t year;
	int month, day;
	days_to_date(days_floor_div(seconds, DAY), &year, &month, &day);
	return year;
}

static struct tzif_type at_by_footer(const struct tzif *z, int64_t utc)
{
	if (!z->has_dst)
		return z->standard;
	int32_t year = year_of(utc);
	struct tzif_change changes[2];
	year_changes(z, year - 1, changes);
	struct tzif_type type = changes[1].to;
	for (int32_t y = year; y <= year + 1; y++) {
		year_changes(z, y, changes);
		for (int i = 0; i < 2; i++)
			if (changes[i].at <= utc)
				type = changes[i].to;
	}
	return type;
}

struct tzif_type tzif_at(const struct tzif *z, int64_t utc)
{
	size_t low = 0, high = z->n;
	while (low < high) { /* the first change after utc */
		size_t middle = low + (high - low) / 2;
		if (z->v[middle].at <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == z->n && (z->n != 0 || z->has_dst))
		return at_by_footer(z, utc);
	return low == 0 ? z->first : z->v[low - 1].to;
}

int64_t tzif_utc(const struct tzif *z, int64_t local)
{
	/* No zone changes twice within two days. */
	int32_t before = tzif_at(z, local - DAY).offset;
	int32_t after = tzif_at(z, local + DAY).offset;
	if (tzif_at(z, local - before).offset != before &&
	    tzif_at(z, local - after).offset == after)
		return local - after;
	return local - before;
}

int tzif_expand(struct arena *a, struct tzif *z, int32_t last_year, struct dl_error *reterr)
{
	if (!z->has_dst)
		return 0;
	int64_t known = z->n == 0 ? INT64_MIN : z->v[z->n - 1].at;
	int32_t year = z->n == 0 ? 1970 : year_of(known);
	if (last_year < year)
		return 0;
	size_t most = z->n + 2 * (size_t)(last_year - year + 1);
	struct tzif_change *v = arena_array(a, struct tzif_change, most);
	if (v == NULL)
		return no_memory(reterr);
	if (z->n != 0)
		memcpy(v, z->v, z->n * sizeof(*v));
	z->v = v;
	for (; year <= last_year; year++) {
		struct tzif_change changes[2];
		year_changes(z, year, changes);
		for (int i = 0; i < 2; i++) {
			struct tzif_type now = z->n == 0 ? z->first : v[z->n - 1].to;
			if (changes[i].at > known && !same_type(now, changes[i].to))
				v[z->n++] = changes[i];
		}
	}
	return 0;
}
