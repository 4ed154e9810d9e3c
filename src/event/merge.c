/* SPDX-License-Identifier: MIT */
#include "event/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/stated.h"
#include "event/uid.h"
#include "when/civil.h"
#include "when/zone.h"

/* Candidates of one day that each is compared with; a programme has more
 * sessions, but those are not told twice far apart. */
#define NEIGHBOURS 24
/* Words of a title that are compared. */
#define MAX_TOKENS 24

struct key {
	int64_t day;
	uint32_t cand;
	struct dl_str normal; /* of the title */
};

/* Candidates before one that its instant is looked for in. */
#define INSTANTS_BACK 6

static int key_order(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->cand < y->cand ? -1 : x->cand > y->cand;
}

static size_t tokens(size_t language, struct dl_str s, struct dl_str out[MAX_TOKENS])
{
	size_t n = 0;
	while (s.p != NULL && n < MAX_TOKENS) {
		struct dl_str t = str_split(&s, ' ');
		bool small = t.n == 0 || lang_cue_find(language, t, LANG_CUE_DETERMINER) != NULL ||
			     lang_cue_find(language, t, LANG_CUE_PREPOSITION) != NULL ||
			     lang_cue_find(language, t, LANG_CUE_CONJUNCTION) != NULL;
		if (!small)
			out[n++] = t;
	}
	return n;
}

/* The words that name a kind of event. */
static bool is_noun(size_t language, struct dl_str t)
{
	return lang_cue_find(language, t, LANG_CUE_NOUN) != NULL;
}

int merge_similarity(size_t language, struct dl_str a, struct dl_str b)
{
	struct dl_str x[MAX_TOKENS], y[MAX_TOKENS];
	size_t n = tokens(language, a, x), m = tokens(language, b, y), same = 0;
	if (n == 0 || m == 0)
		return 0;
	size_t nouns_x = 0, nouns_y = 0, nouns = 0;
	for (size_t k = 0; k < m; k++)
		nouns_y += is_noun(language, y[k]);
	for (size_t i = 0; i < n; i++) {
		bool noun = is_noun(language, x[i]);
		nouns_x += noun;
		for (size_t k = 0; k < m; k++)
			if (str_eq(x[i], y[k])) {
				same++;
				nouns += noun;
				break;
			}
	}
	if (nouns == 0 && nouns_x != 0 && nouns_y != 0)
		return 0;
	size_t least = n < m ? n : m;
	int percent = (int)((same < least ? same : least) * 100 / least);
	/* A ceremony for a thing is not the thing. */
	return nouns == 0 && (nouns_x != 0 || nouns_y != 0) ? percent * 3 / 4 : percent;
}

/* Is the (folded) word in the text, whatever its capitals? */
static bool holds_word(struct dl_str text, struct dl_str word)
{
	for (size_t i = 0; i + word.n <= text.n; i++) {
		bool begins = i == 0 || !is_alpha((unsigned char)text.p[i - 1]);
		if (begins && str_eq_fold((struct dl_str){text.p + i, word.n}, word))
			return true;
	}
	return false;
}

bool merge_is_generic(size_t language, struct dl_str s)
{
	struct dl_str t[MAX_TOKENS];
	size_t n = tokens(language, s, t), nouns = 0;
	for (size_t i = 0; i < n; i++)
		nouns += is_noun(language, t[i]);
	return n != 0 && nouns + (n > 1) >= n && nouns != 0;
}

static bool same_time(const struct dl_event *a, const struct dl_event *b)
{
	return civil_cmp(a->start, b->start) == 0 && a->precision == b->precision;
}

/* May one be the other told more finely? Two clocks, two parts, or ends that
 * differ are two events. */
static bool compatible(const struct cand *x, const struct cand *y)
{
	const struct dl_event *a = &x->event, *b = &y->event;
	bool long_a = a->precision == DL_DAY && a->has_end,
	     long_b = b->precision == DL_DAY && b->has_end;
	/* The days, and their hours: "3-5 March", "3-5 March, 9 to 5". */
	if (x->daily != y->daily && (long_a || long_b))
		return civil_cmp(x->daily ? x->last : a->end, y->daily ? y->last : b->end) == 0;
	if (a->rrule.n != 0 || b->rrule.n != 0)
		return str_eq(a->rrule, b->rrule) && (!x->daily || same_time(a, b));
	if (a->precision < DL_DAY || b->precision < DL_DAY)
		return same_time(a, b);
	if (a->precision == DL_MINUTE && b->precision == DL_MINUTE && !same_time(a, b))
		return false;
	if (a->precision == DL_PART && b->precision == DL_PART && a->part != b->part)
		return false;
	if (long_a && long_b)
		return civil_cmp(a->end, b->end) == 0;
	/* The days of a conference and its first day's session are two events. */
	return !(long_a && b->precision > DL_DAY) && !(long_b && a->precision > DL_DAY);
}

/* Does the sentence of a hold all words of b's name ("guests came on … for the
 * signing ceremony")? Only a name of two words and more, one of them a noun of
 * events, is enough of one. */
static bool tells_of(
    const struct work *w, const struct cand *a, const struct cand *b, struct dl_str name)
{
	struct dl_str t[MAX_TOKENS];
	size_t language = w->words.language;
	size_t n = tokens(language, name, t), nouns = 0;
	if (b->title_from != TITLE_FROM_NOUN || a->title_from != TITLE_FROM_CLAUSE || n < 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		nouns += is_noun(language, t[i]);
		if (!holds_word(str_sub(w->doc->text, a->span), t[i]))
			return false;
	}
	return nouns != 0;
}

/* Told by lines "What: … When: … Where: …". */
static bool is_card(const struct cand *c)
{
	return strcmp(c->reason, "event.field") == 0 || strcmp(c->reason, "event.record") == 0 ||
	       strcmp(c->reason, "event.card") == 0;
}

/* The box beside a press release says again, to the minute, what its sentences
 * announce, in other words. */
static bool says_again(const struct cand *a, const struct cand *b)
{
	const struct cand *prose = is_card(a) ? b : a;
	return is_card(a) != is_card(b) && prose->title_from == TITLE_FROM_CLAUSE &&
	       a->event.precision == DL_MINUTE && same_time(&a->event, &b->event) &&
	       (a->event.location.n == 0 || b->event.location.n == 0 ||
		   str_eq(a->event.location, b->event.location));
}

static bool same_event(const struct work *w, const struct cand *a, const struct cand *b,
    struct dl_str x, struct dl_str y)
{
	size_t language = w->words.language;
	if (a->record != NULL || b->record != NULL)
		return stated_same(w, a, b, x, y);
	if (a->follows || b->follows || !compatible(a, b))
		return false;
	/* One last day, told as "due by …" and as "the deadline is …". */
	bool due =
	    strcmp(a->reason, "event.deadline") == 0 && strcmp(b->reason, "event.deadline") == 0;
	if (due && (a->title_from != TITLE_FROM_LABEL || b->title_from != TITLE_FROM_LABEL))
		return true;
	/* "Ana Kos visits Leeds", "Ana Kos opens the fair": one doer, two deeds. */
	if (a->who.n != 0 && str_eq(a->who, b->who) && str_starts(x, a->who) &&
	    str_starts(y, a->who)) {
		x = (struct dl_str){x.p + a->who.n, x.n - a->who.n};
		y = (struct dl_str){y.p + a->who.n, y.n - a->who.n};
	}
	if (says_again(a, b))
		return true;
	int same = merge_similarity(language, x, y);
	/* "The meetup" at the time of the page's own event. */
	if (same_time(&a->event, &b->event) && ((a->whole && merge_is_generic(language, y)) ||
						   (b->whole && merge_is_generic(language, x))))
		return true;
	bool listed = a->title_from == TITLE_FROM_LABEL && b->title_from == TITLE_FROM_LABEL &&
		      !a->whole && !b->whole;
	if (listed) /* two entries of a list, unless they say the same */
		return str_eq(x, y) && same_time(&a->event, &b->event);
	/* The occasion as a whole, told by its heading, its fields, its lead. */
	if (a->whole && b->whole)
		return true;
	if (same_time(&a->event, &b->event) && a->event.precision == DL_MINUTE)
		return same >= 40;
	return same >= 60 || tells_of(w, a, b, y) || tells_of(w, b, a, x);
}

static bool better_title(const struct cand *a, const struct cand *b, bool a_generic, bool b_generic)
{
	if (a_generic != b_generic)
		return b_generic;
	if (a->title_from != b->title_from)
		return a->title_from > b->title_from;
	return a->event.title.n > b->event.title.n && a->title_from == TITLE_FROM_NOUN;
}

/* Takes over what the other knows better. */
static void absorb(struct cand *to, const struct cand *from, bool to_generic, bool from_generic)
{
	struct dl_event *a = &to->event;
	const struct dl_event *b = &from->event;
	if (better_title(from, to, from_generic, to_generic)) {
		a->title = b->title;
		to->title_from = from->title_from;
	}
	if (b->precision > a->precision ||
	    (b->precision == a->precision && b->has_end && !a->has_end)) {
		a->precision = b->precision;
		a->start = b->start;
		a->part = b->part;
		a->has_window = b->has_window;
		a->window[0] = b->window[0];
		a->window[1] = b->window[1];
		a->has_end = b->has_end;
		a->end = b->end;
		a->tz = b->tz.n != 0 ? b->tz : a->tz;
		a->rrule = from->daily ? b->rrule : a->rrule;
		to->daily = from->daily;
		to->last = from->last;
		to->slot = from->slot;
	}
	bool near = (b->known & DL_KNOWN_LOCATION) != 0 && (a->known & DL_KNOWN_LOCATION) == 0;
	bool longer =
	    ((a->known ^ b->known) & DL_KNOWN_LOCATION) == 0 && b->location.n > a->location.n;
	if (a->location.n == 0 || near || longer) {
		a->location = b->location;
		to->place = from->place;
		if (b->has_geo || !a->has_geo) {
			a->has_geo = b->has_geo;
			a->latitude = b->latitude;
			a->longitude = b->longitude;
		}
	}
	if (a->tz.n == 0 && a->precision >= DL_PART)
		a->tz = b->tz;
	if (a->url.n == 0)
		a->url = b->url;
	if (b->status != DL_CONFIRMED)
		a->status = b->status;
	a->known |= b->known;
	to->doubt = from->doubt < to->doubt ? from->doubt : to->doubt;
	to->whole |= from->whole;
	for (size_t i = 0; i < from->n_people && to->n_people < MAX_PEOPLE; i++)
		to->people[to->n_people++] = from->people[i];
	cand_rule(to, "merge.same");
}

static void join(struct work *w, uint32_t to, uint32_t from, bool to_generic, bool from_generic)
{
	if (w->cands[to].record != NULL)
		stated_absorb(&w->cands[to], &w->cands[from]);
	else
		absorb(&w->cands[to], &w->cands[from], to_generic, from_generic);
	w->cands[from].merged = to;
}

/* The candidate that stands for one that was merged. */
static uint32_t root(const struct work *w, uint32_t i)
{
	while (w->cands[i].merged != NO_CAND)
		i = w->cands[i].merged;
	return i;
}

/* Each with its neighbours; one that was merged still says what it said. */
static void merge_day(struct work *w, struct key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n && k <= i + NEIGHBOURS; k++) {
			uint32_t to = root(w, keys[i].cand), from = root(w, keys[k].cand);
			if (to == from || w->cands[keys[k].cand].merged != NO_CAND ||
			    !same_event(w, &w->cands[keys[i].cand], &w->cands[keys[k].cand],
				keys[i].normal, keys[k].normal))
				continue;
			join(w, to, from, merge_is_generic(w->words.language, keys[i].normal),
			    merge_is_generic(w->words.language, keys[k].normal));
		}
}

static int name_order(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int n = str_cmp(x->normal, y->normal);
	return n != 0 ? n : key_order(a, b);
}

/* Entries that say the same stand for one another however far apart they are. */
static void merge_twins(struct work *w, struct key *keys, size_t n)
{
	qsort(keys, n, sizeof(keys[0]), name_order);
	for (size_t i = 0; i + 1 < n; i++) {
		uint32_t to = root(w, keys[i].cand), from = root(w, keys[i + 1].cand);
		if (to == from || !str_eq(keys[i].normal, keys[i + 1].normal) ||
		    !same_event(
			w, &w->cands[to], &w->cands[from], keys[i].normal, keys[i + 1].normal))
			continue;
		bool generic = merge_is_generic(w->words.language, keys[i].normal);
		join(w, to, from, generic, generic);
	}
}

/* Minutes since the epoch, UTC. */
static bool instant_of(const struct dl_event *ev, int64_t *ret)
{
	int offset;
	if (ev->precision != DL_MINUTE || !ev->has_start || ev->tz.n == 0 ||
	    !zone_offset(ev->tz, ev->start, &offset))
		return false;
	*ret = civil_days(ev->start) * 1440 + ev->start.hour * 60 + ev->start.minute - offset;
	return true;
}

/* "3 pm EST. That is: 12 noon in California, 8pm in London": the clocks of other
 * towns, told right behind it, are the same instant. */
static void merge_instants(struct work *w)
{
	for (uint32_t i = 1; i < w->n; i++) {
		struct cand *c = &w->cands[i];
		if (!c->has_slot || c->merged != NO_CAND || c->event.tz.n == 0)
			continue;
		uint32_t block = w->list->v[c->slot.start].block;
		for (uint32_t k = i; k-- > 0 && k + INSTANTS_BACK > i;) {
			const struct cand *b = &w->cands[k];
			int64_t x, y;
			if (!b->has_slot || b->merged != NO_CAND ||
			    str_eq(b->event.tz, c->event.tz) ||
			    w->list->v[b->slot.start].block + 1 < block || b->event.rrule.n != 0 ||
			    c->event.rrule.n != 0 || !instant_of(&b->event, &x) ||
			    !instant_of(&c->event, &y) || x != y)
				continue;
			/* The town is whose clock it is, not where. */
			c->event.location = (struct dl_str){NULL, 0};
			c->event.has_geo = false;
			c->place = (struct place){.kind = PLACE_NONE};
			join(w, k, i, false, true);
			break;
		}
	}
}

int merge_same(struct work *w)
{
	merge_instants(w);
	struct key *keys = arena_array(w->arena, struct key, w->n);
	if (keys == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < w->n; i++) {
		const struct dl_event *ev = &w->cands[i].event;
		keys[i] = (struct key){
		    .day = ev->has_start ? civil_days(ev->start) : INT64_MIN, .cand = (uint32_t)i};
		keys[i].normal = uid_normal(w->arena, ev->title);
		if (keys[i].normal.p == NULL)
			return work_nomem(w);
	}
	qsort(keys, w->n, sizeof(keys[0]), key_order);
	for (size_t i = 0; i < w->n;) {
		size_t k = i;
		while (k < w->n && keys[k].day == keys[i].day)
			k++;
		merge_day(w, keys + i, k - i);
		if (k - i > NEIGHBOURS)
			merge_twins(w, keys + i, k - i);
		i = k;
	}
	return 0;
}
