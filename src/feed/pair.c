/* SPDX-License-Identifier: MIT */
#include "feed/pair.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/str.h"
#include "event/uid.h"
#include "when/civil.h"

/* Of one name no more are compared with each other at once: of so many that
 * moved in one run nobody could say which is which. */
#define NAMED_MAX 64

struct pairing {
	struct arena *arena;
	const struct state *last;
	const struct merge *merge;
	const struct state_record **of;
	bool *used;
	struct dl_error *err;
};

static int fail_memory(struct pairing *m)
{
	return fail(m->err, DL_NOMEM, "out of memory");
}

struct named {
	struct dl_str from, title; /* title as uid_normal() has it */
	int64_t minute;		   /* of its start */
	size_t at;		   /* in m->last or m->merge */
	bool used;
};

struct named_list {
	struct named *v;
	size_t n;
};

static int by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = str_cmp(a->from, b->from);
	return c != 0 ? c : str_cmp(a->title, b->title);
}

static int by_name_and_start(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int c = by_name(x, y);
	c = c != 0 ? c : (a->minute > b->minute) - (a->minute < b->minute);
	return c != 0 ? c : (a->at > b->at) - (a->at < b->at);
}

static int add_named(struct pairing *m, struct named_list *list, struct dl_str from,
    const struct dl_event *e, size_t at)
{
	struct named *x = &list->v[list->n];
	*x = (struct named){.from = from, .title = uid_normal(m->arena, e->title), .at = at};
	if (x->title.p == NULL)
		return fail_memory(m);
	if (e->has_start)
		x->minute = civil_days(e->start) * 24 * 60 + e->start.hour * 60 + e->start.minute;
	list->n++;
	return 0;
}

/* What is still unmatched, on both sides. */
static int list_named(struct pairing *m, struct named_list *was, struct named_list *now)
{
	*was = (struct named_list){arena_array(m->arena, struct named, m->last->n), 0};
	*now = (struct named_list){arena_array(m->arena, struct named, m->merge->n), 0};
	if (was->v == NULL || now->v == NULL)
		return fail_memory(m);
	for (size_t i = 0; i < m->last->n; i++) {
		const struct state_record *r = &m->last->v[i];
		if (!m->used[i] && r->gone == 0 && add_named(m, was, r->from, &r->event, i) < 0)
			return -1;
	}
	for (size_t i = 0; i < m->merge->n; i++) {
		const struct merge_event *e = &m->merge->v[i];
		if (m->of[i] == NULL && add_named(m, now, e->from, &e->event, i) < 0)
			return -1;
	}
	qsort(was->v, was->n, sizeof(*was->v), by_name_and_start);
	qsort(now->v, now->n, sizeof(*now->v), by_name_and_start);
	return 0;
}

/* The number of those at the front that have one name, at most NAMED_MAX. */
static size_t count_named(const struct named *v, const struct named *end)
{
	size_t n = 1;
	while (v + n < end && n < NAMED_MAX && by_name(v, v + n) == 0)
		n++;
	return n;
}

static int64_t distance(const struct named *a, const struct named *b)
{
	return a->minute < b->minute ? b->minute - a->minute : a->minute - b->minute;
}

/* Of all pairs the nearest, until one side is used up. */
static void pair_nearest(
    struct pairing *m, struct named *was, size_t n, struct named *now, size_t k)
{
	for (size_t left = n < k ? n : k; left != 0; left--) {
		struct named *a = NULL, *b = NULL;
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < k; j++)
				if (!was[i].used && !now[j].used &&
				    (a == NULL || distance(&was[i], &now[j]) < distance(a, b))) {
					a = &was[i];
					b = &now[j];
				}
		a->used = b->used = true;
		m->of[b->at] = &m->last->v[a->at];
		m->used[a->at] = true;
	}
}

int pair_moved(struct arena *arena, const struct state *last, const struct merge *merge,
    const struct state_record **of, bool *used, struct dl_error *reterr)
{
	struct pairing m = {arena, last, merge, of, used, reterr};
	struct named_list was, now;
	if (list_named(&m, &was, &now) < 0)
		return -1;
	struct named *a = was.v, *a_end = a + was.n, *b = now.v, *b_end = b + now.n;
	while (a < a_end && b < b_end) {
		int c = by_name(a, b);
		size_t n = c <= 0 ? count_named(a, a_end) : 0;
		size_t k = c >= 0 ? count_named(b, b_end) : 0;
		if (c == 0)
			pair_nearest(&m, a, n, b, k);
		a += n;
		b += k;
	}
	return 0;
}
