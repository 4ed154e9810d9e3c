/* SPDX-License-Identifier: MIT */
/* The changes of a zone, one a line in the tz database's compiled files, are
 * gathered into series: one change a year, in the same month, at the same hour
 * and between the same offsets, on a day that one RRULE names in every year of
 * the series:
 *
 *     1996-10-27 1997-10-26 1998-10-25 …   BYMONTH=10;BYDAY=-1SU
 *     2007-03-11 2008-03-09 2009-03-08 …   BYMONTH=3;BYDAY=2SU
 *     2013-03-29 2014-03-28 2015-03-27 …   BYMONTH=3;BYMONTHDAY=23,…,29;BYDAY=FR
 *
 * What fits no series stands alone. */
#include "emit/observance.h"

#include <stdio.h>
#include <string.h>

#include "base/days.h"
#include "base/err.h"
#include "emit/iso.h"

#define DAY 86400

/* The rule of today is spelled out at least so far: 28 years hold every
 * weekday on every date, so that the days seen are all the days there are. */
#define SPELLED_OUT (2037 + 28)
/* After it the last rules go on; nobody's calendar needs more of them. */
#define LAST_YEAR 2200

struct change {
	int64_t at;
	struct tzif_type from, to;
	struct dl_civil local; /* on the clock before */
	int weekday;	       /* 1 Monday … 7 Sunday */
};

struct series {
	struct change first, last;
	size_t n;
	int low, high;	/* days of the month seen */
	bool same_week; /* the n-th weekday of the month in all years */
	bool last_week; /* the last one in all years */
	bool same_weekday;
	bool open; /* goes on past the last change we know */
};

static struct change change_at(const struct tzif *z, size_t i)
{
	struct change c = {.at = z->v[i].at, .to = z->v[i].to};
	c.from = i == 0 ? z->first : z->v[i - 1].to;
	c.local = iso_civil(c.at + c.from.offset);
	c.weekday = days_weekday(days_floor_div(c.at + c.from.offset, DAY));
	return c;
}

static bool in_last_week(const struct change *c)
{
	return c->local.day + 7 > days_in_month(c->local.year, c->local.month);
}

static struct series begin(struct change c)
{
	return (struct series){.first = c,
	    .last = c,
	    .n = 1,
	    .low = c.local.day,
	    .high = c.local.day,
	    .same_week = true,
	    .last_week = in_last_week(&c),
	    .same_weekday = true};
}

static bool same_clock(const struct tzif_type *a, const struct tzif_type *b)
{
	return a->offset == b->offset && a->dst == b->dst && strcmp(a->name, b->name) == 0;
}

static bool has_rule(const struct series *s)
{
	bool window = s->same_weekday && s->high - s->low < 7;
	return s->low == s->high || (s->same_weekday && (s->same_week || s->last_week)) || window;
}

/* Takes the change into the series if a rule still names all of them. */
static bool extend(struct series *s, const struct change *c)
{
	const struct dl_civil *a = &s->last.local, *b = &c->local;
	if (b->year != a->year + 1 || b->month != a->month || b->hour != a->hour ||
	    b->minute != a->minute || b->second != a->second ||
	    !same_clock(&s->last.from, &c->from) || !same_clock(&s->last.to, &c->to))
		return false;
	struct series longer = *s;
	longer.last = *c;
	longer.n++;
	longer.low = b->day < s->low ? b->day : s->low;
	longer.high = b->day > s->high ? b->day : s->high;
	longer.same_week = s->same_week && (b->day - 1) / 7 == (s->first.local.day - 1) / 7;
	longer.last_week = s->last_week && in_last_week(c);
	longer.same_weekday = s->same_weekday && c->weekday == s->first.weekday;
	if (!has_rule(&longer))
		return false;
	*s = longer;
	return true;
}

/* All changes of the zone in series, by their first change. */
static struct series *gather(struct arena *a, const struct tzif *z, size_t *ret_n)
{
	struct series *v = arena_array(a, struct series, z->n);
	size_t n = 0;
	for (size_t i = 0; v != NULL && i < z->n; i++) {
		struct change c = change_at(z, i);
		/* A year has few changes: only the latest series can go on. */
		size_t k = n > 8 ? n - 8 : 0;
		while (k < n && !extend(&v[k], &c))
			k++;
		if (k == n)
			v[n++] = begin(c);
	}
	*ret_n = n;
	return v;
}

/* Negative daylight saving (Europe/Dublin, Africa/Casablanca) marks the winter
 * as the exception. Calendar applications expect DAYLIGHT to be ahead. */
static bool is_daylight(const struct change *c)
{
	if (c->from.dst != c->to.dst)
		return c->to.offset > c->from.offset;
	return c->to.dst;
}

static int put_day_rule(char *p, size_t size, const struct series *s)
{
	static const char *const codes[] = {"", "MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	const char *day = codes[s->first.weekday];
	if (s->same_weekday && s->last_week)
		return snprintf(p, size, ";BYDAY=-1%s", day);
	if (s->same_weekday && s->same_week)
		return snprintf(p, size, ";BYDAY=%d%s", (s->first.local.day - 1) / 7 + 1, day);
	int n = snprintf(p, size, ";BYMONTHDAY=%d", s->low);
	for (int d = s->low + 1; d <= s->high; d++)
		n += snprintf(p + n, size - (size_t)n, ",%d", d);
	if (s->low != s->high)
		n += snprintf(p + n, size - (size_t)n, ";BYDAY=%s", day);
	return n;
}

static void put_rule(char *p, size_t size, const struct series *s)
{
	p[0] = '\0';
	if (s->n == 1 && !s->open)
		return;
	int n = snprintf(p, size, "FREQ=YEARLY;BYMONTH=%d", s->first.local.month);
	n += put_day_rule(p + n, size - (size_t)n, s);
	if (s->open)
		return;
	struct dl_civil until = iso_civil(s->last.at);
	snprintf(p + n, size - (size_t)n, ";UNTIL=%04d%02d%02dT%02d%02d%02dZ", (int)until.year,
	    until.month, until.day, until.hour, until.minute, until.second);
}

static struct observance observe(const struct series *s)
{
	struct observance o = {.daylight = is_daylight(&s->first),
	    .start = s->first.local,
	    .from = s->first.from.offset,
	    .to = s->first.to.offset,
	    .name = s->first.to.name};
	put_rule(o.rrule, sizeof(o.rrule), s);
	return o;
}

/* Before the first change, and in zones that have none: one observance from
 * the beginning of the years that calendar applications know. */
static struct observance observe_always(const struct tzif_type *type)
{
	return (struct observance){.start = {.year = 1601, .month = 1, .day = 1},
	    .from = type->offset,
	    .to = type->offset,
	    .name = type->name};
}

static int32_t year_at(int64_t utc)
{
	return iso_civil(utc).year;
}

int observances_find(struct arena *a, const struct tzif *zone, int64_t first, int64_t last,
    struct observances *ret, struct dl_error *reterr)
{
	struct tzif z = *zone;
	int32_t year = year_at(last) + 1;
	year = year < SPELLED_OUT ? SPELLED_OUT : year > LAST_YEAR ? LAST_YEAR : year;
	size_t n;
	if (tzif_expand(a, &z, year, reterr) < 0)
		return -1;
	struct series *v = gather(a, &z, &n);
	struct observance *list = v == NULL ? NULL : arena_array(a, struct observance, n + 1);
	if (list == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	/* The change that is in force at first, which is before it. */
	int64_t begin_at = INT64_MIN;
	for (size_t i = 0; i < z.n && z.v[i].at <= first; i++)
		begin_at = z.v[i].at;
	size_t kept = 0;
	if (begin_at == INT64_MIN)
		list[kept++] = observe_always(&z.first);
	for (size_t i = 0; i < n; i++) {
		v[i].open = z.has_dst && year_at(v[i].last.at) >= year - 1;
		if (v[i].last.at < begin_at || v[i].first.at > last)
			continue;
		/* Of a series that is over, its last change is still in force. */
		bool over = v[i].last.at == begin_at && !v[i].open;
		struct series only = begin(v[i].last);
		list[kept++] = observe(over ? &only : &v[i]);
	}
	*ret = (struct observances){list, kept};
	return 0;
}
