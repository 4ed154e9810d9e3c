/* SPDX-License-Identifier: MIT */
#include "event/clause.h"

#include <string.h>

#include "base/str.h"

/* Time expressions and what is in brackets count as absent. */
static bool is_gap(const struct words *ws, size_t i)
{
	return ws->v[i].time || ws->v[i].aside;
}

static bool ends_with(const struct words *ws, size_t i, const char *tail)
{
	struct dl_str s = words_text(ws, i);
	return s.n > strlen(tail) + 1 && str_ends_fold(s, str_of(tail));
}

static bool is_adverb(const struct words *ws, size_t i)
{
	return words_is(ws, i, CUE(MANNER)) || (!ws->v[i].capital && ends_with(ws, i, "ly"));
}

/* A comma or dash that parts phrases: not in brackets, not inside a date. */
static bool is_boundary(const struct words *ws, size_t i)
{
	const struct word *w = &ws->v[i];
	if (w->aside || w->punct == 0)
		return false;
	bool dash = w->punct == '-' && w->spaced && (i + 1 == ws->n || ws->v[i + 1].spaced);
	return w->punct == ',' || w->punct == ';' || w->punct == ':' || dash;
}

/* ---- the verb ------------------------------------------------------------- */

struct group {
	struct range at;
	char first; /* of the first auxiliary: p n f m b, 0: none */
	bool be, has_aux, negated, perfect;
};

/* Auxiliaries, adverbs and negations from i on. */
static struct group read_auxiliaries(const struct words *ws, size_t i, size_t end)
{
	struct group g = {.at = {i, i}};
	while (g.at.end < end) {
		const char *value = "";
		size_t k = g.at.end, n = words_cue(ws, k, LANG_CUE_AUX, &value);
		bool month = n == 1 && ws->v[k].capital && k != 0; /* "May" */
		if (n != 0 && !is_gap(ws, k) && !month) {
			if (!g.has_aux)
				g.first = value[0];
			g.be |= strchr(value, 'b') != NULL;
			g.perfect |= value[0] == 'p' && value[1] == '\0';
			g.has_aux = true;
			g.at.end += n;
		} else if (g.has_aux && (n = words_cue(ws, k, LANG_CUE_NEGATION, NULL)) != 0) {
			g.negated = true;
			g.at.end += n;
		} else if (g.has_aux && is_adverb(ws, k)) {
			g.at.end++;
		} else {
			break;
		}
	}
	return g;
}

static bool is_participle(const struct words *ws, size_t i)
{
	return !ws->v[i].capital && ws->v[i].punct == 0 &&
	       (ends_with(ws, i, "ed") || ends_with(ws, i, "wn"));
}

/* A finite verb with auxiliary after a participle: "the concert announced for
 * May has been cancelled". */
static bool finite_follows(const struct words *ws, size_t i, size_t end)
{
	for (; i < end; i++) {
		if (is_gap(ws, i))
			continue;
		if (ws->v[i].punct != 0 ||
		    words_is(
			ws, i, CUE(RELATIVE) | CUE(CONJUNCTION) | CUE(PRONOUN) | CUE(SUBORDINATE)))
			return words_is(ws, i, CUE(PREPOSITION)) && finite_follows(ws, i + 1, end);
		if (words_is(ws, i, CUE(AUX)) && !words_eq(ws, i - 1, "to"))
			return true;
	}
	return false;
}

static size_t verb_cue(const struct words *ws, size_t i, bool be, struct clause *c)
{
	static const struct {
		enum lang_cue_class class;
		enum clause_verb kind;
		bool after_be; /* only as a participle */
	} classes[] = {{LANG_CUE_HELD, CLAUSE_HELD, true},
	    {LANG_CUE_CONCLUDE, CLAUSE_CONCLUDE, false}, {LANG_CUE_REPORT, CLAUSE_REPORT, false},
	    {LANG_CUE_OCCUR, CLAUSE_OCCUR, false}, {LANG_CUE_STAGE, CLAUSE_STAGE, false},
	    {LANG_CUE_VERB, CLAUSE_VERB, false}, {LANG_CUE_BASE, CLAUSE_VERB, false}};
	size_t best = 0;
	for (size_t k = 0; k < sizeof(classes) / sizeof(classes[0]); k++) {
		const char *value = NULL;
		size_t n = words_cue(ws, i, classes[k].class, &value);
		if (n <= best || (classes[k].after_be && !be))
			continue;
		best = n;
		c->kind = classes[k].kind;
		c->value = value;
	}
	return best;
}

/* Is a noun phrase what follows ("opened the bridge"), so that the verb is
 * transitive here? */
static bool has_object(const struct words *ws, size_t i, size_t end)
{
	return i < end && ws->v[i].punct == 0 && !is_gap(ws, i) &&
	       !words_is(ws, i, CUE(PREPOSITION) | CUE(CONJUNCTION) | CUE(MANNER) | CUE(TRAIL));
}

/* Can the bare word at i be a finite verb: "the reports" and "a planned visit"
 * are none, nor is "proposed by". */
static bool is_plausible(
    const struct words *ws, size_t from, size_t i, size_t n, const struct clause *c)
{
	if (ws->v[i].capital || ends_with(ws, i, "ing"))
		return false;
	size_t prev = i;
	while (prev > from && (is_gap(ws, prev - 1) || is_adverb(ws, prev - 1)))
		prev--;
	if (prev == from)
		return false;
	prev--;
	if (words_is(ws, prev, CUE(DETERMINER) | CUE(QUANTITY) | CUE(PREPOSITION)) ||
	    words_eq(ws, prev, "to"))
		return false;
	if (ws->v[prev].punct != 0 && ws->v[prev].punct != ',' && ws->v[prev].punct != '"' &&
	    ws->v[prev].punct != '-' && ws->v[prev].punct != '.')
		return false;
	if (words_eq(ws, i + n, "by") && ends_with(ws, i, "ed"))
		return false;
	/* "exclusive features.": a plural, not "he features". */
	bool last = i + n >= ws->n || (ws->v[i + n].punct != 0 && ws->v[i + n].punct != '"');
	if (last && c->kind != CLAUSE_OCCUR && ends_with(ws, i, "s"))
		return false;
	/* "a concert planned for May": a participle unless it has an object. */
	if (words_is(ws, i, CUE(HELD)) && !has_object(ws, i + n, ws->n))
		return false;
	/* "Entries close", "Doors open": the base form after a plural only. */
	if ((words_is(ws, i, CUE(BASE)) && !words_is(ws, i, CUE(VERB))) ||
	    (c->kind == CLAUSE_OCCUR && !ends_with(ws, i, "s") && !ends_with(ws, i, "ed") &&
		n == 1))
		return ends_with(ws, prev, "s") || !words_is(ws, i, CUE(BASE));
	return true;
}

static enum clause_tense tense_of(char first)
{
	return first == 'f'   ? TENSE_FUTURE
	       : first == 'm' ? TENSE_PERHAPS
	       : first == 'n' ? TENSE_NOW
			      : TENSE_PAST;
}

/* The verb's own word after auxiliaries that end at g->at.end. */
static bool read_after_auxiliary(
    const struct words *ws, const struct group *g, size_t end, struct clause *c)
{
	size_t i = g->at.end;
	c->tense = tense_of(g->first);
	c->negated = g->negated;
	size_t n = i < end && !is_gap(ws, i) ? verb_cue(ws, i, g->be, c) : 0;
	c->main = i;
	c->verb = (struct range){g->at.first, i + n};
	if (n != 0) {
		/* "was opened" is done to it, "is open" is so. */
		if (g->be && c->kind == CLAUSE_OCCUR && is_participle(ws, i)) {
			c->kind = CLAUSE_VERB;
			c->value = NULL;
		}
		c->passive = g->be && !ends_with(ws, i, "ing") && c->kind != CLAUSE_OCCUR;
		return true;
	}
	if (g->be && i < end && is_participle(ws, i)) {
		*c = (struct clause){.kind = CLAUSE_VERB,
		    .passive = true,
		    .tense = c->tense,
		    .negated = g->negated,
		    .main = i,
		    .verb = {g->at.first, i + 1}};
		return true;
	}
	if (g->be) {
		c->kind = CLAUSE_BE;
		return true;
	}
	if (i >= end || is_gap(ws, i) || ws->v[i].punct != 0 || g->perfect)
		return false;
	c->kind = CLAUSE_VERB;
	c->verb.end = i + 1;
	return true;
}

/* A verb group that begins at i. */
static bool read_verb(const struct words *ws, size_t from, size_t i, size_t end, struct clause *c)
{
	*c = (struct clause){.kind = CLAUSE_VERB};
	struct group g = read_auxiliaries(ws, i, end);
	if (g.has_aux) {
		/* "to be held" needs a finite verb elsewhere. */
		if (i > from && words_eq(ws, i - 1, "to"))
			return false;
		if (!read_after_auxiliary(ws, &g, end, c))
			return false;
	} else {
		size_t n = verb_cue(ws, i, false, c);
		if (n == 0 || !is_plausible(ws, from, i, n, c))
			return false;
		if (is_participle(ws, i) && words_is(ws, i + n, CUE(PREPOSITION)) &&
		    finite_follows(ws, i + n, end))
			return false;
		c->main = i;
		c->verb = (struct range){i, i + n};
		bool now = words_is(ws, i, CUE(BASE)) ||
			   (ends_with(ws, i, "s") && c->kind != CLAUSE_REPORT);
		c->tense = now ? TENSE_NOW : TENSE_PAST;
	}
	if (c->kind == CLAUSE_OCCUR && !c->passive && has_object(ws, c->verb.end, end) &&
	    c->value != NULL && *c->value != '\0')
		c->kind = CLAUSE_VERB;
	return true;
}

/* ---- the subject ---------------------------------------------------------- */

static struct range trim(const struct words *ws, struct range r)
{
	const uint64_t light = CUE(OPENER) | CUE(CONNECTIVE) | CUE(CONJUNCTION);
	for (;;) {
		while (r.first < r.end && (is_gap(ws, r.first) || ws->v[r.first].punct != 0))
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
	while (r.first < r.end && (is_gap(ws, r.end - 1) || ws->v[r.end - 1].punct == ',' ||
				      ws->v[r.end - 1].punct == '-' || is_adverb(ws, r.end - 1)))
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
	if (ends_with(ws, i, "ing") && (!ws->v[i].capital || first))
		return r.end - r.first > 1 || first;
	return first && ends_with(ws, i, "ed") && r.end - r.first > 1 &&
	       words_is(ws, i + 1, CUE(PREPOSITION));
}

#define MAX_SEGMENTS 12

/* The phrases between commas before the verb, the last one nearest to it; of
 * more than MAX_SEGMENTS the nearest. */
static size_t split(const struct words *ws, struct range in, struct range seg[MAX_SEGMENTS])
{
	size_t n = 0, start = in.first;
	for (size_t i = in.first; i <= in.end; i++) {
		if (i != in.end && !is_boundary(ws, i))
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
		while (start < own.first && is_gap(ws, start))
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
		    (!words_is(ws, k, CUE(BASE)) && read_verb(ws, i, k, end, &c)) ||
		    (k == i + 1 && words_is(ws, k, CUE(VERB) | CUE(CONCLUDE) | CUE(REPORT)) &&
			ends_with(ws, k, "ed")))
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
		if (ws->v[k].punct != 0 || ends_with(ws, k, "ing") ||
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
		if (w->time && words_eq(ws, i + 1, "of") && !ws->v[i + 1].time)
			break;
		if (w->aside || w->time)
			continue;
		if (w->punct == ',' && goes_on(ws, i, end))
			continue;
		if (is_boundary(ws, i) || w->punct == '.' || w->punct == '!' || w->punct == '?')
			break;
		if (i > c->verb.end && words_is(ws, i, CUE(TRAIL) | CUE(RELATIVE)) &&
		    !words_eq(ws, i, "that"))
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
	if (!words_eq(ws, i, "that"))
		return true;
	return ws->v[i - 1].punct == 0 && !words_is(ws, i - 1, CUE(REPORT) | CUE(VERB)) &&
	       !words_is(ws, i + 1, CUE(NOUN));
}

/* "The bridge was painted and opens on …": of verbs joined by "and" the last
 * one before the date, with the subject they share. */
void clause_advance(const struct words *ws, struct range in, size_t at, struct clause *c)
{
	for (size_t i = c->verb.end; i + 1 < at && i < in.end; i++) {
		if (!words_is(ws, i, CUE(CONJUNCTION)) || is_gap(ws, i))
			continue;
		size_t k = i + 1;
		while (k < at && (is_adverb(ws, k) || is_gap(ws, k)))
			k++;
		struct clause next;
		if (k >= at || !read_verb(ws, in.first, k, in.end, &next))
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

/* A verb that no cue knows: "a flood swamped the cellars". */
static bool guess_verb(const struct words *ws, size_t from, size_t i, size_t end, struct clause *c)
{
	*c = (struct clause){.kind = CLAUSE_VERB, .main = i, .verb = {i, i + 1}};
	bool goes_on = i + 1 < end && ws->v[i + 1].punct == 0 && !words_is(ws, i + 1, CUE(TRAIL));
	return is_participle(ws, i) && goes_on && is_plausible(ws, from, i, 1, c) &&
	       !words_is(ws, i, CUE(HELD)) && !finite_follows(ws, i + 1, end);
}

static bool find(const struct words *ws, struct range in, bool guess, struct clause *ret)
{
	bool skipped = false;
	size_t relative = 0; /* one past the pronoun; 0: none is open */
	for (size_t i = in.first; i < in.end; i++) {
		if (is_gap(ws, i) || ws->v[i].punct != 0)
			continue;
		if (is_relative(ws, in.first, i)) {
			relative = i + 1;
			continue;
		}
		struct clause c;
		bool found = guess ? guess_verb(ws, in.first, i, in.end, &c)
				   : read_verb(ws, in.first, i, in.end, &c);
		if (!found)
			continue;
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
	return find(ws, in, false, ret) || find(ws, in, true, ret);
}

struct range clause_around(const struct words *ws, struct range in, size_t at)
{
	for (size_t i = in.first; i < at && i < in.end; i++) {
		bool said =
		    words_eq(ws, i, "that") && i > in.first &&
		    words_is(ws, i - 1, CUE(REPORT) | CUE(VERB) | CUE(CONCLUDE) | CUE(BASE));
		if (said || (ws->v[i].punct == ';' && !ws->v[i].aside))
			in.first = i + 1;
	}
	for (size_t i = at; i < in.end; i++)
		if (ws->v[i].punct == ';' && !ws->v[i].aside)
			in.end = i;
	if (in.first == in.end || !words_is(ws, in.first, CUE(SUBORDINATE)) ||
	    words_is(ws, in.first, CUE(PREPOSITION)))
		return in;
	/* "When the bridge opened on …, people …": the part that holds the date. */
	for (size_t i = in.first; i < in.end; i++) {
		if (!is_boundary(ws, i) || ws->v[i].time)
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
