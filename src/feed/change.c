/* SPDX-License-Identifier: MIT */
#include "feed/change.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#define DAY INT64_C(86400)

/* How long an event that is published no more is remembered: a page that shows
 * the next twelve months brings each event of a yearly round back within it. */
#define HIDDEN_DAYS 400

static int fail_memory(struct dl_error *err)
{
	return fail(err, DL_NOMEM, "out of memory");
}

static int by_uid(const void *x, const void *y)
{
	const struct merge_event *a = *(const struct merge_event *const *)x;
	const struct merge_event *b = *(const struct merge_event *const *)y;
	return str_cmp(a->event.uid, b->event.uid);
}

/* The new events by UID, as those of the state are. */
static const struct merge_event **sort_by_uid(struct arena *a, const struct merge *m)
{
	const struct merge_event **v = arena_array(a, const struct merge_event *, m->n);
	for (size_t i = 0; v != NULL && i < m->n; i++)
		v[i] = &m->v[i];
	if (v != NULL)
		qsort(v, m->n, sizeof(*v), by_uid);
	return v;
}

struct finder {
	const struct conf *conf;
	int64_t now;
	const struct merge *merge;
	const struct state_record **live; /* the record of each event of merge */
	struct change *ret;
	struct buf a, b; /* contents to compare */
	bool moved;	 /* something that counts neither as added, changed nor removed */
};

static bool is_same(struct finder *f, const struct dl_event *a, const struct dl_event *b)
{
	buf_clear(&f->a);
	buf_clear(&f->b);
	state_content(&f->a, a);
	state_content(&f->b, b);
	return str_eq(buf_str(&f->a), buf_str(&f->b));
}

static struct state_record *append(struct finder *f, struct state_record r)
{
	struct state *s = &f->ret->next;
	s->v[s->n] = r;
	return &s->v[s->n++];
}

/* A change: the stamp moves even if the clock stands still or was set back since
 * the last one, as there are programs that skip an event whose stamp does not. */
static void stamp(struct finder *f, struct state_record *r, const struct dl_event *last)
{
	r->event.sequence = last->sequence + 1;
	r->event.created = last->created;
	r->event.modified = f->now > last->modified ? f->now : last->modified + 1;
}

/* For the list of what is counted. */
static void note(struct finder *f, const struct dl_event *before, const struct dl_event *after)
{
	f->ret->list[f->ret->n_list++] = (struct dl_feed_change){before, after};
}

static struct state_record *append_live(struct finder *f, const struct merge_event *e)
{
	struct state_record *r =
	    append(f, (struct state_record){.event = e->event, .from = e->from, .made = e->made});
	f->live[e - f->merge->v] = r;
	return r;
}

static void add_new(struct finder *f, const struct merge_event *e)
{
	struct state_record *r = append_live(f, e);
	r->event.sequence = 0;
	r->event.created = r->event.modified = f->now;
	f->ret->added++;
	note(f, NULL, &r->event);
}

static void add_both(struct finder *f, const struct state_record *last, const struct merge_event *e)
{
	struct state_record *r = append_live(f, e);
	if (last->hidden || !is_same(f, &last->event, &e->event)) {
		stamp(f, r, &last->event);
		f->ret->added += last->hidden;
		f->ret->changed += !last->hidden;
		note(f, last->hidden ? NULL : &last->event, &r->event);
		return;
	}
	r->event.sequence = last->event.sequence;
	r->event.created = last->event.created;
	r->event.modified = last->event.modified;
	/* Where it stood when it last changed: an event that is the same is
	 * published as it was, or a blank line at the top of a source would
	 * rewrite every output without a stamp that says so. */
	if (str_eq(r->event.source.path, last->event.source.path))
		r->event.source = last->event.source;
}

/* Takes an event out of what is published. */
static void hide(struct finder *f, const struct state_record *last)
{
	struct state_record *r =
	    append(f, (struct state_record){.from = last->from, .made = last->made});
	r->event.uid = last->event.uid;
	r->event.sequence = last->event.sequence;
	r->event.created = last->event.created;
	r->event.modified = last->event.modified;
	r->gone = f->now;
	r->hidden = true;
	f->moved = true;
}

static void add_newly_gone(struct finder *f, const struct state_record *last)
{
	if (f->conf->gone != CONF_KEEP) {
		f->ret->removed++;
		note(f, &last->event, NULL);
	}
	if (f->conf->gone == CONF_DROP) {
		hide(f, last);
		return;
	}
	struct state_record *r = append(f, *last);
	r->gone = f->now;
	if (f->conf->gone == CONF_KEEP || last->event.status == DL_CANCELLED)
		return;
	r->event.status = DL_CANCELLED;
	stamp(f, r, &last->event);
}

static void add_gone(struct finder *f, const struct state_record *last)
{
	if (last->gone == 0) {
		add_newly_gone(f, last);
		return;
	}
	bool over = f->now - last->gone >= (last->hidden ? HIDDEN_DAYS : f->conf->gone_days) * DAY;
	if (last->hidden) {
		if (!over)
			append(f, *last);
		return;
	}
	if (!over && f->conf->gone != CONF_DROP) {
		append(f, *last);
		return;
	}
	if (last->event.status != DL_CANCELLED) {
		f->ret->removed++;
		note(f, &last->event, NULL);
	}
	hide(f, last);
}

/* Both lists are sorted by UID. */
static void compare(
    struct finder *f, const struct state *last, const struct merge_event **v, size_t n)
{
	size_t i = 0, j = 0;
	while (i < last->n || j < n) {
		int c = i == last->n ? 1
			: j == n     ? -1
				     : str_cmp(last->v[i].event.uid, v[j]->event.uid);
		if (c < 0)
			add_gone(f, &last->v[i++]);
		else if (c > 0)
			add_new(f, v[j++]);
		else
			add_both(f, &last->v[i++], v[j++]);
	}
}

static int by_time(const void *x, const void *y)
{
	const struct dl_event *a = x, *b = y;
	int c = merge_compare(a, b);
	return c != 0 ? c : str_cmp(a->uid, b->uid);
}

static int by_time_of_change(const void *x, const void *y)
{
	const struct dl_feed_change *a = x, *b = y;
	return by_time(
	    a->after != NULL ? a->after : a->before, b->after != NULL ? b->after : b->before);
}

/* The events that are published: those of the sources in their order, and
 * those that are gone where their time puts them. */
static int collect(struct arena *a, struct finder *f, struct dl_error *err)
{
	struct change *c = f->ret;
	const struct state *s = &c->next;
	const struct merge *m = f->merge;
	struct dl_event *gone = arena_array(a, struct dl_event, s->n);
	c->events = arena_array(a, struct dl_event, s->n);
	if (gone == NULL || c->events == NULL)
		return fail_memory(err);
	size_t n_gone = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].gone != 0 && !s->v[i].hidden)
			gone[n_gone++] = s->v[i].event;
	qsort(gone, n_gone, sizeof(*gone), by_time);
	for (size_t i = 0, j = 0; i < m->n || j < n_gone;) {
		bool next_is_gone =
		    i == m->n || (j < n_gone && merge_compare(&gone[j], &m->v[i].event) < 0);
		c->events[c->n_events++] = next_is_gone ? gone[j++] : f->live[i++]->event;
	}
	return 0;
}

/* The next run would refuse a state in which a UID stands twice. match_uids()
 * leaves none; should it ever, nothing is published instead. */
static int check_uids(const struct state *s, struct dl_error *err)
{
	for (size_t i = 1; i < s->n; i++) {
		struct dl_str uid = s->v[i].event.uid;
		if (str_eq(s->v[i - 1].event.uid, uid))
			return fail(err, DL_GUARD, "two events have the UID '%.*s'",
			    uid.n < 80 ? (int)uid.n : 80, uid.p);
	}
	return 0;
}

int change_find(struct arena *a, const struct conf *conf, const struct state *last,
    const struct merge *m, int64_t now, struct change *ret, struct dl_error *reterr)
{
	struct change c = {0};
	struct finder f = {.conf = conf,
	    .now = now,
	    .merge = m,
	    .live = arena_array(a, const struct state_record *, m->n),
	    .ret = &c,
	    .a.alloc = a->alloc,
	    .b.alloc = a->alloc};
	const struct merge_event **v = sort_by_uid(a, m);
	c.next.v = arena_array(a, struct state_record, last->n + m->n);
	c.list = arena_array(a, struct dl_feed_change, last->n + m->n);
	if (v == NULL || c.next.v == NULL || f.live == NULL || c.list == NULL)
		return fail_memory(reterr);
	compare(&f, last, v, m->n);
	int rc = buf_check(&f.a, reterr) < 0 || buf_check(&f.b, reterr) < 0 ? -1 : 0;
	buf_free(&f.a);
	buf_free(&f.b);
	if (rc < 0 || check_uids(&c.next, reterr) < 0 || collect(a, &f, reterr) < 0)
		return -1;
	qsort(c.list, c.n_list, sizeof(*c.list), by_time_of_change);
	c.touched = c.added != 0 || c.changed != 0 || c.removed != 0 || f.moved;
	*ret = c;
	return 0;
}

/* The guard */

struct tally {
	struct dl_str from;
	size_t had, lost;
	bool yields; /* it has events now */
};

static struct tally *tally_of(struct tally *v, size_t *n, struct dl_str from)
{
	for (size_t i = 0; i < *n; i++)
		if (str_eq(v[i].from, from))
			return &v[i];
	v[*n] = (struct tally){.from = from};
	return &v[(*n)++];
}

static int check_tally(const struct conf *conf, const struct tally *t, struct dl_error *err)
{
	bool empty = t->had != 0 && !t->yields;
	if (!empty && t->lost * 100 <= t->had * conf->guard_drop)
		return 0;
	const char *text = "source \"%.*s\" lost %zu of %zu events, more than guard-drop allows; "
			   "nothing was published, --force publishes";
	int shown = t->from.n < 40 ? (int)t->from.n : 40;
	if (conf->guard_at == 0)
		return fail_in(err, DL_GUARD, conf->path, text, shown, t->from.p, t->lost, t->had);
	return fail_at(err, DL_GUARD, conf->path, conf->text, conf->guard_at, text, shown,
	    t->from.p, t->lost, t->had);
}

static bool has_uid(const struct merge_event **v, size_t n, struct dl_str uid)
{
	struct merge_event key = {.event.uid = uid};
	const struct merge_event *p = &key;
	return n != 0 && bsearch(&p, v, n, sizeof(*v), by_uid) != NULL;
}

int change_guard(struct arena *a, const struct conf *conf, const struct state *last,
    const struct merge *m, struct dl_error *reterr)
{
	const struct merge_event **v = sort_by_uid(a, m);
	struct tally *tallies = arena_array(a, struct tally, last->n + conf->n_sources + 1);
	size_t n = 0;
	if (v == NULL || tallies == NULL)
		return fail_memory(reterr);
	for (size_t i = 0; i < last->n; i++) {
		const struct state_record *r = &last->v[i];
		if (r->gone != 0)
			continue;
		struct tally *t = tally_of(tallies, &n, r->from);
		t->had++;
		t->lost += !has_uid(v, m->n, r->event.uid);
	}
	for (size_t i = 0; i < m->n; i++)
		for (size_t j = 0; j < n; j++)
			tallies[j].yields |= str_eq(tallies[j].from, m->v[i].from);
	for (size_t i = 0; i < n; i++)
		if (check_tally(conf, &tallies[i], reterr) < 0)
			return -1;
	return 0;
}
