/* SPDX-License-Identifier: MIT */
#include "event/second.h"

#include <string.h>

/* How many words at the end of a clause may be verbs: "eröffnet werden soll". */
#define TAIL_VERBS 3

static bool is_word(const struct words *ws, size_t i)
{
	return !words_gap(ws, i) && ws->v[i].punct == 0;
}

/* Where the clause of the verb at i ends: at a mark that parts sentences, or a
 * comma or conjunction behind which another one begins. */
static size_t clause_end(const struct words *ws, size_t i, size_t end)
{
	static const uint64_t opens =
	    CUE(RELATIVE) | CUE(DEFINITE) | CUE(SUBORDINATE) | CUE(COMPLEMENT);
	for (i++; i < end; i++) {
		const struct word *w = &ws->v[i];
		if (w->aside || w->time)
			continue;
		if (w->punct == '.' || w->punct == '!' || w->punct == '?' || w->punct == ';' ||
		    w->punct == ':' || words_boundary_dash(ws, i))
			return i;
		bool comma = w->punct == ',' && i + 1 < end && words_is(ws, i + 1, opens);
		bool next = words_is(ws, i, CUE(CONJUNCTION)) && i + 1 < end &&
			    words_is(ws, i + 1, CUE(AUX) | CUE(OCCUR) | CUE(VERB)) &&
			    !ws->v[i + 1].capital;
		if (comma || next)
			return i;
	}
	return end;
}

static const struct {
	enum lang_cue_class class;
	enum clause_verb kind;
} kinds[] = {{LANG_CUE_HELD, CLAUSE_HELD}, {LANG_CUE_CONCLUDE, CLAUSE_CONCLUDE},
    {LANG_CUE_OCCUR, CLAUSE_OCCUR}, {LANG_CUE_STAGE, CLAUSE_STAGE}, {LANG_CUE_VERB, CLAUSE_VERB},
    {LANG_CUE_REPORT, CLAUSE_REPORT}};

/* What the word at i does, as a full verb. */
static bool full_verb(const struct words *ws, size_t i, bool active, struct clause *c)
{
	if (!is_word(ws, i) || ws->v[i].capital)
		return false;
	/* "eröffnet etwas" does, "wird eröffnet" is done */
	if (active && words_cue(ws, i, LANG_CUE_VERB, &c->value) == 1) {
		c->kind = CLAUSE_VERB;
		return true;
	}
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		if (words_cue(ws, i, kinds[k].class, &c->value) == 1) {
			c->kind = kinds[k].kind;
			return true;
		}
	return false;
}

/* The participle or particle that ends the clause: its word, or end. */
static size_t find_tail(const struct words *ws, size_t verb, size_t end, struct clause *c)
{
	size_t seen = 0;
	for (size_t i = end; i-- > verb + 1 && seen < TAIL_VERBS;) {
		if (!is_word(ws, i))
			continue;
		seen++;
		if (full_verb(ws, i, false, c))
			return i;
		if (!words_is(ws, i, CUE(AUX)))
			break;
	}
	/* one that no cue knows: "wiedereröffnet", "vergeben" */
	size_t last = end;
	while (last > verb + 1 && !is_word(ws, last - 1))
		last--;
	if (last <= verb + 1 || ws->v[last - 1].capital || !words_ending(ws, last - 1, 'd') ||
	    words_is(ws, last - 1, CUE(MANNER) | CUE(DETERMINER) | CUE(PREPOSITION) | CUE(AUX)))
		return end;
	c->kind = CLAUSE_VERB;
	c->value = NULL;
	return last - 1;
}

/* ---- noun phrases ---------------------------------------------------------------- */

/* A preposition of place or time leads in; the others go on with the noun. */
static bool leads_in(const struct words *ws, size_t i)
{
	return words_is(ws, i, CUE(PREPOSITION)) && !words_is(ws, i, CUE(NOUNLINK));
}

/* "die Eröffnung | der Ausstellung": behind a noun it is a genitive. */
static bool is_genitive(const struct words *ws, size_t i)
{
	return words_is(ws, i, CUE(GENITIVE)) && i > 0 && is_word(ws, i - 1) &&
	       ws->v[i - 1].capital;
}

/* The next noun phrase from i on: behind times, adverbs and what prepositions lead. */
static struct range phrase(const struct words *ws, size_t i, size_t end)
{
	bool led = false;
	for (; i < end; i++) {
		bool article = words_is(ws, i, CUE(DETERMINER) | CUE(QUANTITY));
		if (words_gap(ws, i)) {
			led = false;
			continue;
		}
		if (ws->v[i].punct != 0 && ws->v[i].punct != '"')
			continue;
		if (leads_in(ws, i)) {
			led = true;
			continue;
		}
		if (led &&
		    (!article || words_is(ws, i - 1, CUE(PREPOSITION)) || is_genitive(ws, i)))
			continue;
		if (article || ws->v[i].capital || ws->v[i].punct == '"')
			break;
	}
	struct range r = {i, i};
	for (; r.end < end; r.end++) {
		bool article = words_is(ws, r.end, CUE(DETERMINER)) && r.end > r.first;
		bool linked =
		    r.end > r.first && words_is(ws, r.end - 1, CUE(NOUNLINK) | CUE(CONJUNCTION));
		if (words_gap(ws, r.end) || leads_in(ws, r.end) ||
		    (article && !linked && !is_genitive(ws, r.end)) ||
		    (ws->v[r.end].punct == ',' && !words_is(ws, r.end + 1, CUE(CONJUNCTION))) ||
		    words_is(ws, r.end, CUE(MANNER) | CUE(TRAIL)))
			break;
	}
	while (r.end > r.first && (ws->v[r.end - 1].punct == ',' ||
				      words_is(ws, r.end - 1, CUE(PREPOSITION) | CUE(CONJUNCTION))))
		r.end--;
	return r;
}

/* What stands before the verb, without times and what leads in; empty: no subject. */
static struct range fore(const struct words *ws, struct range in, size_t verb)
{
	struct range r = {in.first, verb};
	const uint64_t light = CUE(OPENER) | CUE(CONNECTIVE) | CUE(MANNER);
	bool phrase = false; /* a time or adverb is the phrase before the verb */
	for (; r.first < r.end; r.first++) {
		if (ws->v[r.first].punct != 0)
			phrase = false;
		else if (words_gap(ws, r.first) || words_is(ws, r.first, light))
			phrase = true;
		else
			break;
	}
	if (phrase)
		return (struct range){verb, verb};
	if (r.first < r.end && words_is(ws, r.first, CUE(PREPOSITION) | CUE(SUBORDINATE)) &&
	    !words_is(ws, r.first, CUE(DETERMINER)))
		return (struct range){verb, verb};
	while (r.end > r.first && (words_gap(ws, r.end - 1) || ws->v[r.end - 1].punct == ',' ||
				      words_is(ws, r.end - 1, CUE(PREPOSITION) | CUE(MANNER))))
		r.end--;
	return r;
}

/* ---- the clause -------------------------------------------------------------------- */

static enum clause_tense tense_of(const char *aux)
{
	return *aux == 'f'   ? TENSE_FUTURE
	       : *aux == 'm' ? TENSE_PERHAPS
	       : *aux == 'n' ? TENSE_NOW
			     : TENSE_PAST;
}

/* "wird … eröffnet", "ist …": the verb's own word is at the end. */
static bool read_auxiliary(
    const struct words *ws, size_t i, size_t end, const char *aux, struct clause *c)
{
	size_t tail = find_tail(ws, i, end, c);
	bool have = *aux == 'p' && strchr(aux, 'b') == NULL;
	c->tense = tense_of(aux);
	if (tail == end) {
		if (strchr(aux, 'b') == NULL)
			return false;
		c->kind = CLAUSE_BE;
		c->main = c->verb.end;
		return true;
	}
	if (*aux == 'f' && words_ending(ws, tail, 'i')) /* "will … zeigen": does it */
		have = true;
	c->passive = !have && c->kind != CLAUSE_OCCUR;
	c->main = tail;
	c->verb.end = tail + 1;
	return true;
}

static void find_parts(
    const struct words *ws, struct range in, size_t verb, size_t tail, struct clause *c)
{
	struct range before = fore(ws, in, verb);
	bool led = before.first == before.end;
	c->subject = led ? phrase(ws, verb + 1, tail) : before;
	if (c->subject.end - c->subject.first == 1 &&
	    words_is(ws, c->subject.first, CUE(PRONOUN))) {
		c->pronoun = true;
		c->subject.end = c->subject.first;
	}
	c->object = phrase(ws, led ? c->subject.end : verb + 1, tail);
	if (c->passive)
		c->object = (struct range){tail, tail};
	if (c->kind == CLAUSE_BE)
		c->object = (struct range){verb + 1, tail};
}

static bool read_at(const struct words *ws, struct range in, size_t i, struct clause *c)
{
	const char *aux = NULL;
	size_t end = clause_end(ws, i, in.end), tail = end;
	*c = (struct clause){.kind = CLAUSE_VERB, .verb = {i, i + 1}, .main = i};
	if (words_cue(ws, i, LANG_CUE_AUX, &aux) == 1) {
		if (!read_auxiliary(ws, i, end, aux, c))
			return false;
		tail = c->main > i && c->main < end ? c->main : end;
	} else {
		struct clause held = *c;
		bool known = full_verb(ws, i, true, c);
		size_t last = end;
		while (last > i + 1 && !is_word(ws, last - 1))
			last--;
		/* "findet … statt" */
		bool particle = last > i + 1 && words_is(ws, last - 1, CUE(PARTICLE));
		if (particle && words_cue(ws, last - 1, LANG_CUE_HELD, &held.value) == 1) {
			held.kind = CLAUSE_HELD;
			*c = held;
			known = true;
		}
		if (!known)
			return false;
		tail = particle ? last - 1 : end;
		struct dl_str own = words_text(ws, i);
		bool past = own.n > 2 && memcmp(own.p + own.n - 2, "te", 2) == 0;
		c->tense = past ? TENSE_PAST : TENSE_NOW;
	}
	for (size_t k = i + 1; k < end && !c->negated; k++)
		c->negated = !words_gap(ws, k) && words_is(ws, k, CUE(NEGATION)) &&
			     !words_is(ws, k, CUE(DETERMINER));
	find_parts(ws, in, i, tail, c);
	return c->subject.first < c->subject.end || c->pronoun;
}

bool second_find(const struct words *ws, struct range in, struct clause *ret)
{
	static const uint64_t verbs = CUE(AUX) | CUE(OCCUR) | CUE(CONCLUDE) | CUE(STAGE) |
				      CUE(VERB) | CUE(REPORT) | CUE(HELD);
	size_t relative = in.first;
	for (size_t i = in.first; i < in.end; i++) {
		if (!is_word(ws, i) || ws->v[i].capital)
			continue;
		bool comma = i > in.first && ws->v[i - 1].punct == ',';
		if (comma &&
		    words_is(
			ws, i, CUE(RELATIVE) | CUE(DEFINITE) | CUE(SUBORDINATE) | CUE(COMPLEMENT)))
			relative = clause_end(ws, i, in.end);
		bool attribute = i > in.first && words_is(ws, i - 1, CUE(DETERMINER));
		if (i < relative || attribute || !words_is(ws, i, verbs))
			continue;
		struct clause c;
		if (read_at(ws, in, i, &c)) {
			*ret = c;
			return true;
		}
	}
	return false;
}
