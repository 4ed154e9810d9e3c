/* SPDX-License-Identifier: MIT */
#include "feed/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "when/civil.h"

static int fail_memory(struct dl_error *err)
{
	return fail(err, DL_NOMEM, "out of memory");
}

static bool has_category(const struct dl_strs *list, struct dl_str name)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq_fold(list->v[i], name))
			return true;
	return false;
}

static int add_categories(
    struct arena *a, struct dl_event *e, const struct dl_strs *more, struct dl_error *err)
{
	if (more->n == 0)
		return 0;
	struct dl_strs all = {arena_array(a, struct dl_str, e->categories.n + more->n), 0};
	if (all.v == NULL)
		return fail_memory(err);
	for (size_t i = 0; i < e->categories.n; i++)
		all.v[all.n++] = e->categories.v[i];
	for (size_t i = 0; i < more->n; i++)
		if (!has_category(&all, more->v[i]))
			all.v[all.n++] = more->v[i];
	e->categories = all;
	return 0;
}

int merge_add(struct arena *a, struct merge *m, const struct dl_calendar *cal, struct dl_str from,
    const struct dl_strs *categories, struct dl_error *reterr)
{
	for (size_t i = 0; i < cal->n_events; i++) {
		struct merge_event *v = arena_grow(a, m->v, sizeof(*v), m->n, &m->cap);
		if (v == NULL)
			return fail_memory(reterr);
		m->v = v;
		v[m->n] = (struct merge_event){.event = cal->events[i], .from = from};
		if (add_categories(a, &v[m->n].event, categories, reterr) < 0)
			return -1;
		m->n++;
	}
	return 0;
}

int merge_compare(const struct dl_event *a, const struct dl_event *b)
{
	if (a->has_start != b->has_start)
		return a->has_start ? -1 : 1;
	int c = a->has_start ? civil_cmp(a->start, b->start) : 0;
	return c != 0 ? c : (a->precision > b->precision) - (a->precision < b->precision);
}

/* Sorting moves indexes, so that equal ones keep their order. */
struct rank {
	const struct merge_event *event;
};

static int by_time(const void *x, const void *y)
{
	const struct merge_event *a = ((const struct rank *)x)->event;
	const struct merge_event *b = ((const struct rank *)y)->event;
	int c = merge_compare(&a->event, &b->event);
	return c != 0 ? c : (a > b) - (a < b);
}

static int by_uid(const void *x, const void *y)
{
	const struct merge_event *a = ((const struct rank *)x)->event;
	const struct merge_event *b = ((const struct rank *)y)->event;
	int c = str_cmp(a->event.uid, b->event.uid);
	return c != 0 ? c : (a > b) - (a < b);
}

static struct rank *rank_all(struct arena *a, const struct merge *m)
{
	struct rank *ranks = arena_array(a, struct rank, m->n);
	for (size_t i = 0; ranks != NULL && i < m->n; i++)
		ranks[i].event = &m->v[i];
	return ranks;
}

static int by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct dl_str *)x, *(const struct dl_str *)y);
}

struct dl_str merge_number_uid(struct arena *a, struct dl_str uid, size_t number)
{
	size_t at = str_find(uid, '@');
	return arena_printf(
	    a, "%.*s-%zu%.*s", (int)at, uid.p, number, (int)(uid.n - at), uid.p + at);
}

/* The first of a run of equal UIDs keeps it. Numbered ones can only meet one
 * that came so: uids has those, sorted. */
static int split_run(struct arena *a, struct merge_event *e, size_t *number,
    const struct dl_str *uids, size_t n, struct dl_error *err)
{
	struct dl_str uid;
	do
		uid = merge_number_uid(a, e->event.uid, ++*number);
	while (uid.p != NULL && bsearch(&uid, uids, n, sizeof(*uids), by_bytes) != NULL);
	if (uid.p == NULL)
		return fail_memory(err);
	e->event.uid = uid;
	return 0;
}

static int split_uids(struct arena *a, struct merge *m, struct dl_error *err)
{
	struct rank *ranks = rank_all(a, m);
	struct dl_str *uids = arena_array(a, struct dl_str, m->n);
	if (ranks == NULL || uids == NULL)
		return fail_memory(err);
	qsort(ranks, m->n, sizeof(*ranks), by_uid);
	for (size_t i = 0; i < m->n; i++)
		uids[i] = ranks[i].event->event.uid;
	for (size_t i = 1, number = 1; i < m->n; i++) {
		if (!str_eq(uids[i - 1], uids[i]))
			number = 1;
		else if (split_run(a, &m->v[ranks[i].event - m->v], &number, uids, m->n, err) < 0)
			return -1;
	}
	return 0;
}

int merge_finish(struct arena *a, struct merge *m, struct dl_error *reterr)
{
	if (split_uids(a, m, reterr) < 0)
		return -1;
	struct rank *ranks = rank_all(a, m);
	struct merge_event *sorted = arena_array(a, struct merge_event, m->n);
	if (ranks == NULL || sorted == NULL)
		return fail_memory(reterr);
	qsort(ranks, m->n, sizeof(*ranks), by_time);
	for (size_t i = 0; i < m->n; i++)
		sorted[i] = *ranks[i].event;
	m->v = sorted;
	return 0;
}
