/* SPDX-License-Identifier: MIT */
#include "event/clause.h"

#include <string.h>

#include "base/str.h"
#include "event/second.h"
#include "event/verb.h"

/* ---- the subject ---------------------------------------------------------- */

static struct range trim(const struct words *ws, struct range r)
{
	const uint64_t light = CUE(OPENER) | CUE(CONNECTIVE) | CUE(CONJUNCTION);
	for (;;) {
		while (r.first < r.end && (words_gap(ws, r.first) || ws->v[r.first].punct != 0))
			r.first++;
		size_t n = 0;
		if (r.first < r.end && (ws->v[r.first].cues & light) != 0) {
			n = words_cue(ws, r.first, LANG_CUE_OPENER, NULL);
			size_t m = words_cue(ws, r.first, LANG_CUE_CONNECTIVE, NULL);
			size_t k = words_cue(ws, r.first, LANG_CUE_CONJUNCTION, NULL);
			n = m > n ? m : n;
			n = k > n ? k : n;
		}
		if (n == 0 || r.first + n > r.end)
			break;
		r.first += n;
	}
	while (r.first < r.end && (words_gap(ws, r.end - 1) || ws->v[r.end - 1].punct == ',' ||
				      ws->v[r.end - 1].punct == '-' || words_adverb(ws, r.end - 1)))
		r.end--;
	return r;
}

/* Does the phrase lead in ("Following …", "In Vienna", "Founded in 1900")? */
static bool is_intro(const struct words *ws, struct range r, bool first)
{
	r = trim(ws, r);
	if (r.first == r.end)
		return true;
	size_t i = r.first;
	if (words_is(ws, i, CUE(PREPOSITION) | CUE(SUBORDINATE) | CUE(MANNER)))
		return true;
	if (words_ending(ws, i, 'g') && (!ws->v[i].capital || first))
		return r.end - r.first > 1 || first;
	return first && words_ending(ws, i, 'd') && r.end - r.first > 1 &&
	       words_is(ws, i + 1, CUE(PREPOSITION));
}

#define MAX_SEGMENTS 12

/* The phrases between commas before the verb, the last one nearest to it; of
 * more than MAX_SEGMENTS the nearest. */
static size_t split(const struct words *ws, struct range in, struct range seg[MAX_SEGMENTS])
{
	size_t n = 0, start = in.first;
	for (size_t i = in.first; i <= in.end; i++) {
		if (i != in.end && !words_boundary(ws, i))
			continue;
		if (n == MAX_SEGMENTS) {
			memmove(seg, seg + 1, (MAX_SEGMENTS - 1) * sizeof(*seg));
			n--;
		}
		seg[n++] = (struct range){start, i};
		start = i + 1;
	}
	return n;
}

/* "In Vienna the mayor": the subject begins at a later article. */
static struct range skip_preposition(const struct words *ws, struct range r)
{
	if (r.first == r.end || !words_is(ws, r.first, CUE(PREPOSITION) | CUE(SUBORDINATE)))
		return r;
	for (size_t i = r.first + 2; i < r.end; i++)
		if (words_is(ws, i, CUE(DETERMINER)) && !words_is(ws, i - 1, CUE(PREPOSITION)))
			return (struct range){i, r.end};
	return r;
}

/* "A, B and C met": the list reaches back over short capitalised phrases. */
static struct range extend_list(const struct words *ws, const struct range *seg, size_t last)
{
	struct range r = trim(ws, seg[last]);
	bool joined = false;
	for (size_t i = r.first + 1; i < r.end; i++)
		joined |= words_is(ws, i, CUE(CONJUNCTION));
	for (size_t k = last; joined && k-- > 0;) {
		struct range t = trim(ws, seg[k]);
		if (t.first == t.end || t.end - t.first > 4 || is_intro(ws, seg[k], k == 0) ||
		    !ws->v[t.first].capital || words_is(ws, t.first, CUE(ORG)))
			break;
		r.first = t.first;
	}
	return r;
}

static void find_subject(const struct words *ws, struct range in, struct clause *c)
{
	struct range seg[MAX_SEGMENTS];
	size_t n = split(ws, (struct range){in.first, c->verb.first}, seg);
	struct range own = trim(ws, seg[n - 1]);
	size_t main = 0; /* the first phrase that does not lead in */
	while (main + 1 < n && is_intro(ws, seg[main], main == 0))
		main++;
	if (own.first == own.end) {
		c->subject = trim(ws, seg[main]);
	} else {
		size_t start = seg[n - 1].first;
		while (start < own.first && words_gap(ws, start))
			start++;
		bool joins = start < own.first && words_is(ws, start, CUE(CONJUNCTION));
		if (joins && main + 1 < n)
			c->before = trim(ws, seg[main]);
		c->subject = joins ? own : extend_list(ws, seg, n - 1);
	}
	c->subject = skip_preposition(ws, c->subject);
	if (c->subject.first < c->subject.end &&
	    words_is(ws, c->subject.first, CUE(PRONOUN) | CUE(DETERMINER)) &&
	    c->subject.end - c->subject.first == 1) {
		c->pronoun = true;
		c->subject.end = c->subject.first;
	}
}

/* ---- the object ----------------------------------------------------------- */

/* Does a finite verb follow the conjunction at i ("and will visit")? */
static bool starts_clause(const struct words *ws, size_t i, size_t end)
{
	for (size_t k = i + 1; k < end && k < i + 4; k++) {
		struct clause c;
		if (words_is(ws, k, CUE(AUX)) ||
		    (!words_is(ws, k, CUE(BASE)) && verb_read(ws, i, k, end, &c)) ||
		    (k == i + 1 && words_is(ws, k, CUE(VERB) | CUE(CONCLUDE) | CUE(REPORT)) &&
			words_ending(ws, k, 'd')))
			return true;
	}
	return false;
}

/* Does an enumeration go on after the comma at i ("A, B and C")? */
static bool goes_on(const struct words *ws, size_t i, size_t end)
{
	if (i + 1 < end && words_is(ws, i + 1, CUE(CONJUNCTION)))
		return !starts_clause(ws, i + 1, end);
	for (size_t k = i + 1; k < end && k < i + 8; k++) {
		if (words_is(ws, k, CUE(CONJUNCTION)))
			return !starts_clause(ws, k, end);
		if (ws->v[k].punct != 0 || words_ending(ws, k, 'g') ||
		    words_is(ws, k, CUE(RELATIVE) | CUE(PREPOSITION) | CUE(TRAIL) | CUE(AUX)))
			return false;
	}
	return false;
}

static void find_object(const struct words *ws, size_t end, struct clause *c)
{
	size_t i = c->verb.end;
	for (; i < end; i++) {
		const struct word *w = &ws->v[i];
		/* "after two years | of repairs" */
		if (w->time && words_is(ws, i + 1, CUE(GENITIVE)) && !ws->v[i + 1].time)
			break;
		if (w->aside || w->time)
			continue;
		if (w->punct == ',' && goes_on(ws, i, end))
			continue;
		if (words_boundary(ws, i) || w->punct == '.' || w->punct == '!' || w->punct == '?')
			break;
		if (i > c->verb.end && words_is(ws, i, CUE(TRAIL) | CUE(RELATIVE)) &&
		    !words_is(ws, i, CUE(COMPLEMENT)))
			break;
		if (words_is(ws, i, CUE(CONJUNCTION)) && starts_clause(ws, i, end))
			break;
	}
	c->object = trim(ws, (struct range){c->verb.end, i});
	if (c->object.first > c->object.end)
		c->object.first = c->object.end;
}

/* ---- the clause ----------------------------------------------------------- */

/* "that" after a noun begins a relative clause, after a verb what is said. */
static bool is_relative(const struct words *ws, size_t from, size_t i)
{
	if (!words_is(ws, i, CUE(RELATIVE)) || i == from)
		return false;
	if (!words_is(ws, i, CUE(COMPLEMENT)))
		return true;
	return ws->v[i - 1].punct == 0 && !words_is(ws, i - 1, CUE(REPORT) | CUE(VERB)) &&
	       !words_is(ws, i + 1, CUE(NOUN));
}

/* "The bridge was painted and opens on …": of verbs joined by "and" the last
 * one before the date, with the subject they share. */
void clause_advance(const struct words *ws, struct range in, size_t at, struct clause *c)
{
	if (lang_habits[ws->language].verb_second)
		return;
	for (size_t i = c->verb.end; i + 1 < at && i < in.end; i++) {
		if (!words_is(ws, i, CUE(CONJUNCTION)) || words_gap(ws, i))
			continue;
		size_t k = i + 1;
		while (k < at && (words_adverb(ws, k) || words_gap(ws, k)))
			k++;
		struct clause next;
		if (k >= at || !verb_read(ws, in.first, k, in.end, &next))
			continue;
		next.subject = c->subject;
		next.before = c->before;
		next.pronoun = c->pronoun;
		if (next.tense == TENSE_NOW && c->tense == TENSE_FUTURE)
			next.tense = TENSE_FUTURE;
		*c = next;
		find_object(ws, in.end, c);
	}
}

/* "The museum, | opened in 2005, | closes …": a participle between commas right
 * before the verb tells of another time. Returns the second comma, or i. */
static size_t skip_participle(
    const struct words *ws, struct range in, size_t i, const struct clause *c)
{
	bool aside = i > in.first + 1 && ws->v[i - 1].punct == ',' && c->tense == TENSE_PAST &&
		     c->verb.first == i && c->verb.end == i + 1;
	size_t comma = i + 1;
	while (aside && comma < in.end && ws->v[comma].punct != ',')
		comma++;
	size_t k = comma + 1;
	while (aside && k < in.end && words_adverb(ws, k))
		k++;
	struct clause next;
	return aside && k < in.end && verb_read(ws, in.first, k, in.end, &next) ? comma : i;
}

static bool find(const struct words *ws, struct range in, bool guess, struct clause *ret)
{
	bool skipped = false;
	size_t relative = 0; /* one past the pronoun; 0: none is open */
	for (size_t i = in.first; i < in.end; i++) {
		if (words_gap(ws, i) || ws->v[i].punct != 0)
			continue;
		if (is_relative(ws, in.first, i)) {
			relative = i + 1;
			continue;
		}
		struct clause c;
		bool found = guess ? verb_guess(ws, in.first, i, in.end, &c)
				   : verb_read(ws, in.first, i, in.end, &c);
		if (!found)
			continue;
		size_t aside = skip_participle(ws, in, i, &c);
		if (aside != i) {
			i = aside;
			continue;
		}
		find_subject(ws, in, &c);
		if (c.subject.first == c.subject.end && !c.pronoun)
			continue;
		find_object(ws, in.end, &c);
		if (relative == 0 || !skipped)
			*ret = c;
		if (relative == 0)
			return true;
		/* The verb of the relative clause; kept in case its own verb was one
		 * that no cue knows ("groups that scrub the beach will present …"). */
		skipped |= i > relative + 1;
		relative = 0;
		i = c.verb.end - (c.verb.end > i);
	}
	return skipped;
}

bool clause_find(const struct words *ws, struct range in, struct clause *ret)
{
	if (lang_habits[ws->language].verb_second)
		return second_find(ws, in, ret);
	return find(ws, in, false, ret) || find(ws, in, true, ret);
}

static bool has_time(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end; i++)
		if (ws->v[i].time)
			return true;
	return false;
}

/* Does a clause with a subject of its own begin behind the mark at i: ", and the
 * first ferry will sail", " and it closes", ", talks start at 7"? */
static bool parts_clauses(const struct words *ws, struct range in, size_t i)
{
	const struct word *w = &ws->v[i];
	bool comma = w->punct == ',', joined = words_is(ws, i + (comma ? 1 : 0), CUE(CONJUNCTION));
	if (w->aside || w->time || (!comma && !joined))
		return false;
	struct range before = {in.first, i}, after = {i + 1 + (comma && joined ? 1 : 0), in.end};
	if (after.first >= after.end ||
	    (!comma && !words_is(ws, after.first, CUE(DETERMINER) | CUE(PRONOUN))) ||
	    !has_time(ws, before) || !has_time(ws, after) ||
	    words_is(ws, before.first, CUE(SUBORDINATE)) ||
	    words_is(ws, after.first, CUE(RELATIVE) | CUE(SUBORDINATE)))
		return false;
	struct clause a, b;
	size_t k = after.first; /* ", and in the afternoon | he gives a talk" */
	while (k < after.end && words_gap(ws, k))
		k++;
	return find(ws, before, false, &a) && find(ws, after, false, &b) &&
	       a.kind != CLAUSE_REPORT && b.kind != CLAUSE_REPORT &&
	       (b.pronoun || b.subject.first < b.subject.end) && b.subject.first < k + 3;
}

/* Of clauses side by side the one around word at. */
static struct range own_clause(const struct words *ws, struct range in, size_t at)
{
	for (size_t i = in.first + 1, tried = 0; i + 1 < in.end && tried < MAX_SEGMENTS; i++) {
		bool mark = ws->v[i].punct == ',' || words_is(ws, i, CUE(CONJUNCTION));
		tried += mark;
		if (!mark || !parts_clauses(ws, in, i))
			continue;
		if (at < i) {
			in.end = i;
			break;
		}
		in.first = i + 1;
	}
	return in;
}

struct range clause_around(const struct words *ws, struct range in, size_t at)
{
	for (size_t i = in.first; i < at && i < in.end; i++) {
		bool said =
		    words_is(ws, i, CUE(COMPLEMENT)) && i > in.first &&
		    words_is(ws, i - 1, CUE(REPORT) | CUE(VERB) | CUE(CONCLUDE) | CUE(BASE));
		if (said || (ws->v[i].punct == ';' && !ws->v[i].aside))
			in.first = i + 1;
	}
	for (size_t i = at; i < in.end; i++)
		if (ws->v[i].punct == ';' && !ws->v[i].aside)
			in.end = i;
	in = own_clause(ws, in, at);
	if (in.first == in.end || !words_is(ws, in.first, CUE(SUBORDINATE)) ||
	    words_is(ws, in.first, CUE(PREPOSITION)))
		return in;
	/* "When the bridge opened on …, people …": the part that holds the date. */
	for (size_t i = in.first; i < in.end; i++) {
		if (!words_boundary(ws, i) || ws->v[i].time)
			continue;
		if (at < i)
			return (struct range){in.first + 1, i};
		return (struct range){i + 1, in.end};
	}
	return in;
}

bool clause_is_person(const struct words *ws, struct range r)
{
	if (r.first >= r.end || words_is(ws, r.first, CUE(DETERMINER)))
		return false;
	size_t names = 0, capitals = 0;
	bool honorific = false;
	for (size_t i = r.first; i < r.end; i++) {
		const struct word *w = &ws->v[i];
		if (w->aside || w->punct != 0 || words_is(ws, i, CUE(CONJUNCTION)))
			continue;
		if (words_is(ws, i, CUE(HONORIFIC))) {
			honorific = true;
			continue;
		}
		if (words_is(ws, i, CUE(ORG) | CUE(VENUE) | CUE(NOUN)) || w->number)
			return false;
		names++;
		capitals += w->capital && !w->upper;
	}
	/* "van der", "de" and the like: at most half of the words. */
	return names != 0 && capitals * 2 >= names && capitals != 0 &&
	       (honorific || capitals >= 2) && names <= 12;
}
