/* SPDX-License-Identifier: MIT */
#include "event/verb.h"

#include <string.h>

#include "base/str.h"

struct group {
	struct range at;
	char first; /* of the first auxiliary: p n f m b, 0: none */
	bool be, has_aux, negated, perfect, asked;
};

/* Auxiliaries, adverbs and negations from i on. */
static struct group read_auxiliaries(const struct words *ws, size_t i, size_t end)
{
	struct group g = {.at = {i, i}};
	while (g.at.end < end) {
		const char *value = "";
		size_t k = g.at.end, n = words_cue(ws, k, LANG_CUE_AUX, &value);
		bool month = n == 1 && ws->v[k].capital && k != 0; /* "May" */
		if (n != 0 && !words_gap(ws, k) && !month) {
			if (!g.has_aux)
				g.first = value[0];
			g.be |= strchr(value, 'b') != NULL;
			g.asked |= strchr(value, 'r') != NULL;
			g.perfect |= value[0] == 'p' && value[1] == '\0';
			g.has_aux = true;
			g.at.end += n;
		} else if (g.has_aux && (n = words_cue(ws, k, LANG_CUE_NEGATION, NULL)) != 0) {
			g.negated = true;
			g.at.end += n;
		} else if (g.has_aux && words_adverb(ws, k)) {
			g.at.end++;
		} else {
			break;
		}
	}
	return g;
}

static bool is_participle(const struct words *ws, size_t i)
{
	return !ws->v[i].capital && ws->v[i].punct == 0 && words_ending(ws, i, 'd');
}

/* A finite verb with auxiliary after a participle: "the concert announced for
 * May has been cancelled". */
static bool finite_follows(const struct words *ws, size_t i, size_t end)
{
	for (; i < end; i++) {
		if (words_gap(ws, i))
			continue;
		if (ws->v[i].punct != 0 ||
		    words_is(
			ws, i, CUE(RELATIVE) | CUE(CONJUNCTION) | CUE(PRONOUN) | CUE(SUBORDINATE)))
			return words_is(ws, i, CUE(PREPOSITION)) && finite_follows(ws, i + 1, end);
		if (words_is(ws, i, CUE(AUX)) && !words_is(ws, i - 1, CUE(INFINITIVE)))
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
	return i < end && ws->v[i].punct == 0 && !words_gap(ws, i) &&
	       !words_is(ws, i, CUE(PREPOSITION) | CUE(CONJUNCTION) | CUE(MANNER) | CUE(TRAIL));
}

/* Is a noun of the phrase before the verb a plural ("Nominations for the board
 * close")? */
static bool has_plural(const struct words *ws, size_t from, size_t i)
{
	for (size_t k = i, n = 0; k > from && n < 6; n++) {
		k--;
		if (words_boundary(ws, k) || words_is(ws, k, CUE(CONJUNCTION)))
			break;
		if (words_ending(ws, k, 's') && !words_is(ws, k, CUE(DETERMINER) | CUE(AUX)))
			return true;
	}
	return false;
}

/* Can the bare word at i be a finite verb: "the reports" and "a planned visit"
 * are none, nor is "proposed by". */
static bool is_plausible(
    const struct words *ws, size_t from, size_t i, size_t n, const struct clause *c)
{
	if (ws->v[i].capital || words_ending(ws, i, 'g'))
		return false;
	size_t prev = i;
	while (prev > from && (words_gap(ws, prev - 1) || words_adverb(ws, prev - 1)))
		prev--;
	if (prev == from)
		return false;
	prev--;
	if (words_is(ws, prev, CUE(PRONOUN)) && words_is(ws, i, CUE(BASE)))
		return true; /* "we meet" */
	if (words_is(ws, prev, CUE(DETERMINER) | CUE(QUANTITY) | CUE(PREPOSITION)) ||
	    words_is(ws, prev, CUE(INFINITIVE)))
		return false;
	if (ws->v[prev].punct != 0 && ws->v[prev].punct != ',' && ws->v[prev].punct != '"' &&
	    ws->v[prev].punct != '-' && ws->v[prev].punct != '.')
		return false;
	if (words_is(ws, i + n, CUE(AGENT)) && words_ending(ws, i, 'd'))
		return false;
	/* "exclusive features.": a plural, not "he features". */
	bool last = i + n >= ws->n || (ws->v[i + n].punct != 0 && ws->v[i + n].punct != '"');
	if (last && c->kind != CLAUSE_OCCUR && words_ending(ws, i, 's'))
		return false;
	/* "a concert planned for May": a participle unless it has an object. */
	if (words_is(ws, i, CUE(HELD)) && !has_object(ws, i + n, ws->n))
		return false;
	/* "Entries close", "Doors open": the base form after a plural only. */
	if ((words_is(ws, i, CUE(BASE)) && !words_is(ws, i, CUE(VERB))) ||
	    (c->kind == CLAUSE_OCCUR && !words_ending(ws, i, 's') && !words_ending(ws, i, 'd') &&
		n == 1))
		return words_ending(ws, prev, 's') || !words_is(ws, i, CUE(BASE)) ||
		       (c->kind == CLAUSE_OCCUR && has_plural(ws, from, i));
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
	c->asked = g->asked;
	size_t n = i < end && !words_gap(ws, i) ? verb_cue(ws, i, g->be, c) : 0;
	c->main = i;
	c->verb = (struct range){g->at.first, i + n};
	if (n != 0) {
		/* "was opened" is done to it, "is open" is so. */
		if (g->be && c->kind == CLAUSE_OCCUR && is_participle(ws, i)) {
			c->kind = CLAUSE_VERB;
			c->value = NULL;
		}
		if (g->be && c->kind == CLAUSE_REPORT) { /* "was added" says nothing */
			c->kind = CLAUSE_VERB;
			c->value = NULL;
		}
		c->passive = g->be && !words_ending(ws, i, 'g') && c->kind != CLAUSE_OCCUR;
		return true;
	}
	if (g->be && i < end && is_participle(ws, i)) {
		*c = (struct clause){.kind = CLAUSE_VERB,
		    .passive = true,
		    .tense = c->tense,
		    .negated = g->negated,
		    .asked = g->asked,
		    .main = i,
		    .verb = {g->at.first, i + 1}};
		return true;
	}
	if (g->be) {
		c->kind = CLAUSE_BE;
		return true;
	}
	if (i >= end || words_gap(ws, i) || ws->v[i].punct != 0 || g->perfect)
		return false;
	c->kind = CLAUSE_VERB;
	c->verb.end = i + 1;
	return true;
}

/* A verb group that begins at i. */
bool verb_read(const struct words *ws, size_t from, size_t i, size_t end, struct clause *c)
{
	*c = (struct clause){.kind = CLAUSE_VERB};
	struct group g = read_auxiliaries(ws, i, end);
	if (g.has_aux) {
		/* "to be held" needs a finite verb elsewhere. */
		if (i > from && words_is(ws, i - 1, CUE(INFINITIVE)))
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
			   (words_ending(ws, i, 's') && c->kind != CLAUSE_REPORT);
		c->tense = now ? TENSE_NOW : TENSE_PAST;
	}
	if (c->kind == CLAUSE_OCCUR && !c->passive && has_object(ws, c->verb.end, end) &&
	    c->value != NULL && *c->value != '\0')
		c->kind = CLAUSE_VERB;
	return true;
}

/* A verb that no cue knows: "a flood swamped the cellars". */
bool verb_guess(const struct words *ws, size_t from, size_t i, size_t end, struct clause *c)
{
	*c = (struct clause){.kind = CLAUSE_VERB, .main = i, .verb = {i, i + 1}};
	bool goes_on = i + 1 < end && ws->v[i + 1].punct == 0 && !words_is(ws, i + 1, CUE(TRAIL));
	return is_participle(ws, i) && goes_on && is_plausible(ws, from, i, 1, c) &&
	       !words_is(ws, i, CUE(HELD)) && !finite_follows(ws, i + 1, end);
}
