/* SPDX-License-Identifier: MIT */
#include "feed/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "feed/pair.h"
#include "when/civil.h"

/* Of events that start together no more are looked at: a day has no more, and
 * a decade in which so many were renamed at once is another text. */
#define CANDIDATES_MAX 64

/* Words of a title that are compared; titles have 80 characters. */
#define WORDS_MAX 40

struct matcher {
	struct arena *arena;
	const struct state *last;
	struct merge *merge;
	const struct state_record **by_key; /* all, by what dl_parse() made */
	const struct state_record **open;   /* published and unmatched, by source and start */
	size_t n_open;
	const struct state_record **of; /* of each event of merge; NULL: none */
	bool *used;			/* of each record of last */
	struct dl_str *made;		/* the UIDs that came, sorted */
	struct dl_error *err;
};

static int fail_memory(struct matcher *m)
{
	return fail(m->err, DL_NOMEM, "out of memory");
}

static struct dl_str key_of(const struct state_record *r)
{
	return r->made.n != 0 ? r->made : r->event.uid;
}

static int by_key(const void *x, const void *y)
{
	const struct state_record *a = *(const struct state_record *const *)x;
	const struct state_record *b = *(const struct state_record *const *)y;
	int c = str_cmp(key_of(a), key_of(b));
	return c != 0 ? c : (a > b) - (a < b);
}

static int is_key(const void *key, const void *y)
{
	return str_cmp(*(const struct dl_str *)key, key_of(*(const struct state_record *const *)y));
}

/* By the UID that dl_parse() made */
static int match_keys(struct matcher *m)
{
	size_t n = m->last->n;
	m->by_key = arena_array(m->arena, const struct state_record *, n);
	if (m->by_key == NULL)
		return fail_memory(m);
	for (size_t i = 0; i < n; i++)
		m->by_key[i] = &m->last->v[i];
	qsort(m->by_key, n, sizeof(*m->by_key), by_key);
	for (size_t i = 0; n != 0 && i < m->merge->n; i++) {
		const struct state_record **found =
		    bsearch(&m->merge->v[i].event.uid, m->by_key, n, sizeof(*m->by_key), is_key);
		if (found == NULL || m->used[*found - m->last->v])
			continue;
		m->of[i] = *found;
		m->used[*found - m->last->v] = true;
	}
	return 0;
}

/* By likeness */

static int compare_place(
    struct dl_str from_a, const struct dl_event *a, struct dl_str from_b, const struct dl_event *b)
{
	int c = str_cmp(from_a, from_b);
	return c != 0 ? c : merge_compare(a, b);
}

static int by_place(const void *x, const void *y)
{
	const struct state_record *a = *(const struct state_record *const *)x;
	const struct state_record *b = *(const struct state_record *const *)y;
	int c = compare_place(a->from, &a->event, b->from, &b->event);
	return c != 0 ? c : (a > b) - (a < b);
}

static bool is_word(int c)
{
	return is_alpha(c) || is_digit(c) || c >= 0x80;
}

static size_t words_of(struct dl_str s, struct dl_str ret[WORDS_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < WORDS_MAX;) {
		size_t start = i;
		while (i < s.n && is_word((unsigned char)s.p[i]))
			i++;
		if (i != start)
			ret[n++] = (struct dl_str){s.p + start, i - start};
		else
			i++;
	}
	return n;
}

/* Words in common of a hundred words in either, 0 to 100. */
static size_t likeness(struct dl_str a, struct dl_str b)
{
	struct dl_str x[WORDS_MAX], y[WORDS_MAX];
	bool taken[WORDS_MAX] = {false};
	size_t n = words_of(a, x), m = words_of(b, y), common = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (!taken[j] && str_eq_fold(x[i], y[j])) {
				taken[j] = true;
				common++;
				break;
			}
	return n + m == 0 ? 0 : common * 100 / (n + m - common);
}

/* A third of the words is the same: "Boat race" and "Boat race postponed till
 * noon", not "Opening" and "Dinner". */
#define LIKENESS_MIN 33

static size_t score(const struct dl_event *a, const struct dl_event *b)
{
	size_t like = likeness(a->title, b->title);
	if (like >= LIKENESS_MIN)
		return like;
	bool same_place = a->precision == DL_MINUTE && a->location.n != 0 &&
			  str_eq_fold(a->location, b->location);
	return same_place ? 1 : 0;
}

static size_t first_at(const struct matcher *m, const struct merge_event *e)
{
	size_t lo = 0, hi = m->n_open;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct state_record *r = m->open[mid];
		if (compare_place(r->from, &r->event, e->from, &e->event) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static const struct state_record *find_alike(struct matcher *m, const struct merge_event *e)
{
	const struct state_record *best = NULL;
	size_t most = 0, first = first_at(m, e);
	for (size_t i = first; i < m->n_open && i < first + CANDIDATES_MAX; i++) {
		const struct state_record *r = m->open[i];
		if (compare_place(r->from, &r->event, e->from, &e->event) != 0)
			break;
		size_t s = m->used[r - m->last->v] ? 0 : score(&e->event, &r->event);
		if (s > most) {
			most = s;
			best = r;
		}
	}
	return best;
}

static int match_alike(struct matcher *m)
{
	m->open = arena_array(m->arena, const struct state_record *, m->last->n);
	if (m->open == NULL)
		return fail_memory(m);
	for (size_t i = 0; i < m->last->n; i++)
		if (!m->used[i] && m->last->v[i].gone == 0)
			m->open[m->n_open++] = &m->last->v[i];
	qsort(m->open, m->n_open, sizeof(*m->open), by_place);
	for (size_t i = 0; i < m->merge->n; i++) {
		if (m->of[i] != NULL)
			continue;
		m->of[i] = find_alike(m, &m->merge->v[i]);
		if (m->of[i] != NULL)
			m->used[m->of[i] - m->last->v] = true;
	}
	return 0;
}

/* Giving the UIDs */

static int is_uid(const void *key, const void *y)
{
	return str_cmp(*(const struct dl_str *)key, ((const struct state_record *)y)->event.uid);
}

static bool is_published(const struct matcher *m, struct dl_str uid)
{
	return m->last->n != 0 &&
	       bsearch(&uid, m->last->v, m->last->n, sizeof(*m->last->v), is_uid) != NULL;
}

static int by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct dl_str *)x, *(const struct dl_str *)y);
}

static int sort_made(struct matcher *m)
{
	size_t n = m->merge->n;
	m->made = arena_array(m->arena, struct dl_str, n);
	if (m->made == NULL)
		return fail_memory(m);
	for (size_t i = 0; i < n; i++)
		m->made[i] = m->merge->v[i].event.uid;
	qsort(m->made, n, sizeof(*m->made), by_bytes);
	return 0;
}

static bool is_made(const struct matcher *m, struct dl_str uid)
{
	return bsearch(&uid, m->made, m->merge->n, sizeof(*m->made), by_bytes) != NULL;
}

/* A new event whose UID another event is published under, because that one
 * was called so once. The UIDs that came differ from each other, and so do
 * those that are numbered from different ones: a number only has to avoid what
 * is published and what came. */
static int avoid_published(struct matcher *m, struct merge_event *e)
{
	struct dl_str uid = e->event.uid;
	for (size_t number = 2; is_published(m, uid) || (number > 2 && is_made(m, uid)); number++) {
		uid = merge_number_uid(m->arena, e->event.uid, number);
		if (uid.p == NULL)
			return fail_memory(m);
	}
	e->event.uid = uid;
	return 0;
}

struct rename {
	struct dl_str from, to;
};

static int by_from(const void *x, const void *y)
{
	return str_cmp(((const struct rename *)x)->from, ((const struct rename *)y)->from);
}

static int rename_after(struct matcher *m, struct dl_event *e, const struct rename *v, size_t n)
{
	if (e->after.n == 0 || n == 0)
		return 0;
	struct dl_str *after = arena_array(m->arena, struct dl_str, e->after.n);
	if (after == NULL)
		return fail_memory(m);
	for (size_t i = 0; i < e->after.n; i++) {
		struct rename key = {.from = e->after.v[i]};
		const struct rename *r = bsearch(&key, v, n, sizeof(*v), by_from);
		after[i] = r != NULL ? r->to : e->after.v[i];
	}
	e->after.v = after;
	return 0;
}

static int give_uids(struct matcher *m)
{
	struct rename *renames = arena_array(m->arena, struct rename, m->merge->n);
	size_t n = 0;
	if (renames == NULL)
		return fail_memory(m);
	if (sort_made(m) < 0)
		return -1;
	for (size_t i = 0; i < m->merge->n; i++) {
		struct merge_event *e = &m->merge->v[i];
		struct dl_str made = e->event.uid;
		if (m->of[i] != NULL)
			e->event.uid = m->of[i]->event.uid;
		else if (avoid_published(m, e) < 0)
			return -1;
		if (str_eq(made, e->event.uid))
			continue;
		e->made = made;
		renames[n++] = (struct rename){made, e->event.uid};
	}
	qsort(renames, n, sizeof(*renames), by_from);
	for (size_t i = 0; i < m->merge->n; i++)
		if (rename_after(m, &m->merge->v[i].event, renames, n) < 0)
			return -1;
	return 0;
}

int match_uids(
    struct arena *arena, const struct state *last, struct merge *merge, struct dl_error *reterr)
{
	struct matcher m = {
	    .arena = arena,
	    .last = last,
	    .merge = merge,
	    .of = arena_array(arena, const struct state_record *, merge->n),
	    .used = arena_array(arena, bool, last->n),
	    .err = reterr,
	};
	if (m.of == NULL || m.used == NULL)
		return fail_memory(&m);
	if (match_keys(&m) < 0 || match_alike(&m) < 0 ||
	    pair_moved(arena, last, merge, m.of, m.used, reterr) < 0)
		return -1;
	return give_uids(&m);
}
