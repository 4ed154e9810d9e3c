/* SPDX-License-Identifier: MIT */
#include "api/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "emit/iso.h"
#include "emit/recur.h"

/* Further than any year, and far from where 64 bits end. */
#define FAR (INT64_MAX / 4)

/* Seconds on the wall clock, to exclusive. */
struct range {
	int64_t from, to;
};

static bool read_digits(struct dl_str *s, size_t n, int *ret)
{
	*ret = 0;
	for (size_t i = 0; i < n; i++) {
		if (i >= s->n || !is_digit((unsigned char)s->p[i]))
			return false;
		*ret = *ret * 10 + (s->p[i] - '0');
	}
	*s = (struct dl_str){s->p + n, s->n - n};
	return true;
}

static bool read_part(struct dl_str *s, int *ret)
{
	if (s->n == 0 || *s->p != '-')
		return false;
	*s = (struct dl_str){s->p + 1, s->n - 1};
	return read_digits(s, 2, ret);
}

/* "2026", "2026-05", "2026-05-03": all of that time. */
static bool read_date(struct dl_str s, struct range *ret)
{
	int year, month = 1, day = 1;
	if (!read_digits(&s, 4, &year))
		return false;
	bool has_month = s.n != 0, has_day = false;
	if (has_month && !read_part(&s, &month))
		return false;
	has_day = s.n != 0;
	if ((has_day && !read_part(&s, &day)) || s.n != 0)
		return false;
	struct dl_civil c = {.year = year, .month = (uint8_t)month, .day = (uint8_t)day};
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	struct dl_civil real = iso_civil(iso_seconds(c));
	if (real.month != c.month || real.day != c.day)
		return false; /* 31 April */
	struct dl_civil next = has_day ? iso_add_days(c, 1) : iso_add_months(c, has_month ? 1 : 12);
	*ret = (struct range){iso_seconds(c), iso_seconds(next)};
	return true;
}

static int check_date(struct dl_str s, const char *name, struct dl_error *reterr)
{
	struct range r;
	if (s.n == 0 || read_date(s, &r))
		return 0;
	return fail(reterr, DL_USAGE, "%s '%.*s' is no date, expected YYYY-MM-DD, YYYY-MM or YYYY",
	    name, (int)(s.n < 40 ? s.n : 40), s.p);
}

int keep_check(const struct dl_options *o, struct dl_error *reterr)
{
	if (o->min_confidence > 100)
		return fail(reterr, DL_USAGE, "confidence %d is no percentage, expected 0 to 100",
		    o->min_confidence);
	if (check_date(o->from_date, "first date", reterr) < 0)
		return -1;
	return check_date(o->to_date, "last date", reterr);
}

static bool overlaps(struct range event, struct range asked)
{
	return event.from < asked.to && event.to > asked.from;
}

/* What has no start recurs, nobody knows since when: it is in every range. */
static bool is_within(const struct dl_event *e, struct range asked)
{
	struct dl_civil from, to;
	if (!e->has_start)
		return true;
	iso_span(e, &from, &to);
	struct range r = {iso_seconds(from), iso_seconds(to)};
	if (r.to <= r.from)
		r.to = r.from + 1; /* a moment */
	if (e->rrule.n == 0 || overlaps(r, asked))
		return overlaps(r, asked);
	return r.from < asked.to &&
	       recur_between(e->rrule, from, asked.from - (r.to - r.from) + 1, asked.to);
}

static int by_bytes(const void *x, const void *y)
{
	const struct dl_str *a = x, *b = y;
	int c = memcmp(a->p, b->p, a->n < b->n ? a->n : b->n);
	return c != 0 ? c : (a->n > b->n) - (a->n < b->n);
}

/* An event comes after none that is left out. */
static int forget(struct dl_calendar *c, struct arena *arena)
{
	struct dl_str *uids = arena_array(arena, struct dl_str, c->n_events);
	if (uids == NULL)
		return -1;
	for (size_t i = 0; i < c->n_events; i++)
		uids[i] = c->events[i].uid;
	qsort(uids, c->n_events, sizeof(*uids), by_bytes);
	for (size_t i = 0; i < c->n_events; i++) {
		struct dl_strs *after = &c->events[i].after;
		size_t n = 0;
		for (size_t k = 0; k < after->n; k++)
			if (bsearch(&after->v[k], uids, c->n_events, sizeof(*uids), by_bytes))
				after->v[n++] = after->v[k];
		after->n = n;
	}
	return 0;
}

int keep_asked(
    const struct dl_options *o, struct dl_calendar *c, struct arena *arena, struct dl_error *reterr)
{
	struct range first = {-FAR, FAR}, last = first;
	size_t n = 0;
	if (o->min_confidence == 0 && o->from_date.n == 0 && o->to_date.n == 0)
		return 0;
	if (keep_check(o, reterr) < 0)
		return -1;
	if (o->from_date.n != 0)
		read_date(o->from_date, &first);
	if (o->to_date.n != 0)
		read_date(o->to_date, &last);
	bool dated = o->from_date.n != 0 || o->to_date.n != 0;
	struct range asked = {first.from, last.to};
	for (size_t i = 0; i < c->n_events; i++) {
		const struct dl_event *e = &c->events[i];
		if (e->confidence >= o->min_confidence && (!dated || is_within(e, asked)))
			c->events[n++] = *e;
	}
	c->n_events = n;
	return n == 0 || forget(c, arena) == 0 ? 0 : fail(reterr, DL_NOMEM, "out of memory");
}
