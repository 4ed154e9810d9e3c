/* SPDX-License-Identifier: MIT */
/* UIDs: what states of one event, what stands in for a day of a series. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/stated_read.h"

struct named {
	struct dl_str uid;
	uint32_t cand;
};

static int named_order(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int n = str_cmp(x->uid, y->uid);
	return n != 0 ? n : (x->cand > y->cand) - (x->cand < y->cand);
}

/* Two with one name are two states of one event: the later one counts. Where
 * they are of one revision, they are two events that were badly named. */
static void settle_name(struct work *w, const struct named *a, const struct named *b)
{
	struct cand *c = &w->cands[a->cand], *d = &w->cands[b->cand];
	if (c->event.sequence < d->event.sequence)
		c->merged = b->cand;
	else if (c->event.sequence > d->event.sequence)
		d->merged = a->cand;
	else
		d->event.uid = (struct dl_str){NULL, 0};
}

/* The series does not take place on the day that another event stands in for. */
static int leave_out(struct work *w, struct cand *master, struct dl_str day)
{
	struct dl_strs *list = &master->event.exdates;
	if (master->event.rrule.n == 0 || list->n >= EXDATES_MAX)
		return 0;
	struct dl_str *v = arena_array(w->arena, struct dl_str, list->n + 1);
	if (v == NULL)
		return work_nomem(w);
	if (list->n != 0)
		memcpy(v, list->v, list->n * sizeof(*v));
	v[list->n] = day;
	list->v = v;
	list->n++;
	return 0;
}

static const struct named *find_name(const struct named *v, size_t n, struct dl_str uid)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(v[mid].uid, uid) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && str_eq(v[low].uid, uid) ? &v[low] : NULL;
}

/* RECURRENCE-ID and EXDATE in UTC are said on the clock of the series. */
static int settle_day(
    struct work *w, struct zone_memory *zones, const struct cand *master, struct dl_str *day)
{
	struct isotime t;
	char out[ISOTIME_MAX];
	if (!isotime_read(*day, &t) || !t.has_date)
		return 0;
	if (t.has_offset && master->event.tz.n != 0)
		stated_local(zones, &t, master->event.tz, &t.at);
	t.has_offset = false;
	if (master->event.precision < DL_MINUTE)
		t.precision = t.precision > DL_DAY ? DL_DAY : t.precision;
	t.at.second = 0;
	*day = arena_str(w->arena, (struct dl_str){out, isotime_write(&t, out)});
	return day->p == NULL ? work_nomem(w) : 0;
}

static int settle_exceptions(struct work *w, struct zone_memory *zones, size_t first)
{
	for (size_t i = first; i < w->n; i++)
		for (size_t k = 0; k < w->cands[i].event.exdates.n; k++)
			if (settle_day(w, zones, &w->cands[i], &w->cands[i].event.exdates.v[k]) < 0)
				return -1;
	return 0;
}

static int settle_names(struct work *w, struct zone_memory *zones, size_t first)
{
	struct named *v = arena_array(w->arena, struct named, w->n - first);
	size_t n = 0;
	if (v == NULL)
		return work_nomem(w);
	for (size_t i = first; i < w->n; i++)
		if (w->cands[i].event.uid.n != 0)
			v[n++] = (struct named){w->cands[i].event.uid, (uint32_t)i};
	if (n != 0)
		qsort(v, n, sizeof(v[0]), named_order);
	for (size_t i = 0, k; i < n; i = k) /* each with the one that counts so far */
		for (k = i + 1; k < n && str_eq(v[i].uid, v[k].uid); k++) {
			settle_name(w, &v[i], &v[k]);
			if (w->cands[v[i].cand].merged == v[k].cand)
				v[i] = v[k];
		}
	for (size_t i = first; i < w->n; i++) {
		struct cand *c = &w->cands[i];
		const struct named *master = c->series.n == 0 ? NULL : find_name(v, n, c->series);
		if (master != NULL &&
		    (settle_day(w, zones, &w->cands[master->cand], &c->replaces) < 0 ||
			leave_out(w, &w->cands[master->cand], c->replaces) < 0))
			return -1;
	}
	return 0;
}

int stated_series(struct work *w, struct zone_memory *zones, size_t first)
{
	if (settle_exceptions(w, zones, first) < 0)
		return -1;
	return w->n == first ? 0 : settle_names(w, zones, first);
}
