/* SPDX-License-Identifier: MIT */
#include "event/tried.h"

#include <stdlib.h>

#include "base/str.h"
#include "event/force.h"

static void add(struct work *w, struct title_try t)
{
	struct tried *all = w->tried;
	struct title_try *v = arena_grow(w->arena, all->v, sizeof(*all->v), all->n, &all->cap);
	if (v == NULL) {
		all->nomem = true;
		return;
	}
	all->v = v;
	v[all->n++] = t;
}

void tried_add(struct work *w, const struct title *t)
{
	uint32_t start = w->words.n != 0 ? w->words.v[0].span.start : 0;
	if (t->text.n != 0)
		add(w, (struct title_try){t->text, t->from, start, NO_CAND});
}

void tried_adopt(struct work *w, struct dl_span unit)
{
	struct tried *all = w->tried;
	uint32_t newest = (uint32_t)(w->n - 1);
	size_t first = all->n, n;
	while (first > 0 && all->v[first - 1].cand == NO_CAND)
		first--;
	n = first;
	for (size_t i = first; i < all->n; i++) {
		struct title_try t = all->v[i];
		if (t.start < unit.start || t.start >= unit.end)
			continue;
		t.cand = newest;
		all->v[n++] = t;
	}
	all->n = n;
	struct dl_str heading = force_title(w);
	if (heading.n != 0)
		add(w, (struct title_try){heading, TITLE_FROM_HEADING, unit.start, newest});
}

static uint32_t root(const struct work *w, uint32_t i)
{
	while (w->cands[i].merged != NO_CAND)
		i = w->cands[i].merged;
	return i;
}

static bool holds(struct dl_str text, struct dl_str part)
{
	for (size_t i = 0; i + part.n <= text.n; i++)
		if (str_eq_fold((struct dl_str){text.p + i, part.n}, part))
			return true;
	return false;
}

static const char *why(const struct cand *taken, const struct title_try *t, bool told)
{
	enum title_from from = taken->title_from;
	if (holds(taken->event.title, t->text))
		return "title.not-whole";
	if (told)
		return "title.not-here";
	if (t->from <= TITLE_FROM_HEADING)
		return "title.not-heading";
	if (from <= TITLE_FROM_HEADING)
		return "title.not-kind";
	if (t->from == from)
		return "title.not-first";
	if (t->from == TITLE_FROM_NEAR)
		return "title.not-near";
	return t->from == TITLE_FROM_NOUN ? "title.not-noun" : "title.not-verb";
}

static int by_event(const void *x, const void *y)
{
	const struct event_title *a = x, *b = y;
	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	int c = str_cmp(a->text, b->text);
	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

static int in_order(const void *x, const void *y)
{
	const struct event_title *a = x, *b = y;
	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* Each once. */
static size_t thin(struct event_title *v, size_t n)
{
	size_t kept = 0;
	qsort(v, n, sizeof(*v), by_event);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || v[kept - 1].event != v[i].event ||
		    !str_eq(v[kept - 1].text, v[i].text))
			v[kept++] = v[i];
	qsort(v, kept, sizeof(*v), in_order);
	return kept;
}

int tried_list(struct work *w, const uint32_t *index, struct event_verdicts *ret)
{
	const struct tried *all = w->tried;
	struct event_title *v = arena_array(w->kept, struct event_title, all->n + 1);
	size_t n = 0;
	if (v == NULL || all->nomem)
		return work_nomem(w);
	for (size_t i = 0; i < all->n; i++) {
		const struct title_try *t = &all->v[i];
		if (t->cand == NO_CAND || t->cand >= w->n)
			continue;
		const struct cand *c = &w->cands[root(w, t->cand)];
		if (str_eq(c->event.title, t->text))
			continue;
		v[n] = (struct event_title){index[root(w, t->cand)], (uint32_t)i,
		    arena_str(w->kept, t->text), why(c, t, c != &w->cands[t->cand])};
		if (v[n++].text.p == NULL)
			return work_nomem(w);
	}
	ret->titles = v;
	ret->n_titles = thin(v, n);
	return 0;
}
