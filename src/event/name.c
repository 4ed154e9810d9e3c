/* SPDX-License-Identifier: MIT */
#include "event/name.h"

#include <string.h>

#include "base/str.h"
#include "event/force.h"
#include "event/slot.h"

/* The event's noun nearest to the slot, wherever it stands in the clause. */
static bool near_noun(struct work *w, const struct scene *s, struct title *ret)
{
	const struct words *ws = &w->words;
	size_t best = s->part.end, best_distance = SIZE_MAX;
	for (size_t i = s->part.first; i < s->part.end; i++) {
		size_t n = words_cue(ws, i, LANG_CUE_NOUN, NULL);
		if (n == 0 || ws->v[i].time || ws->v[i].aside)
			continue;
		size_t d = i < s->first ? s->first - i : i - s->first;
		if (d < best_distance) {
			best_distance = d;
			best = i + n;
		}
	}
	return best_distance != SIZE_MAX &&
	       title_of_noun(w, s->part, (struct range){0, 0}, best, ret);
}

/* "Bring your own lamp: an open evening, 8 pm": what stands before the colon
 * names the event, if it is short and no "Date:". */
#define COLON_WORDS 9
static bool before_colon(struct work *w, const struct scene *s, struct title *ret)
{
	const struct words *ws = &w->words;
	if (s->has_clause || s->initial)
		return false;
	for (size_t i = s->part.first; i < s->first && i < s->part.first + COLON_WORDS; i++) {
		if (ws->v[i].punct != ':' || ws->v[i].aside)
			continue;
		struct range r = {s->part.first, i};
		if (i == r.first || !ws->v[r.first].capital)
			return false;
		struct dl_str name = str_sub(
		    ws->text, (struct dl_span){ws->v[r.first].span.start, ws->v[i].span.start});
		return cue_whole(w->words.language, name, LANG_CUE_LABEL) == NULL &&
		       cue_whole(w->words.language, name, LANG_CUE_GENERIC) == NULL &&
		       title_of_label(w, r, (struct range){0, 0}, ret);
	}
	return false;
}

/* Is the noun beside the date a better name than the clause? With several
 * dates in one sentence, and for what is to come ("will give the keynote at
 * the summer ball that evening"). */
static bool prefers_noun(const struct scene *s, size_t n_slots, const struct slot *before,
    size_t noun, bool definite, size_t before_end)
{
	const struct clause *c = &s->clause;
	/* "… takes place tomorrow, with the broadcast starting at 7.30": the second
	 * date has a noun of its own. */
	if (before != NULL && noun >= c->verb.end && before_end > c->verb.first &&
	    before_end <= noun)
		return true;
	if (c->kind == CLAUSE_HELD || c->kind == CLAUSE_OCCUR)
		return false;
	if (n_slots > 1 && !s->initial)
		return true;
	if (c->kind == CLAUSE_REPORT || (c->pronoun && c->who.n == 0))
		return true;
	/* "will present submissions on …" is what they do then, "will speak at the
	 * summer ball on …" is where. */
	return definite && c->tense != TENSE_PAST && c->kind != CLAUSE_CONCLUDE;
}

/* "The workshop" under "Workshop on Slow Maps" is that workshop. */
bool name_is_kind(struct work *w, const struct title *t)
{
	struct dl_str topic = force_title(w), text = t->text;
	if (topic.n == 0 || str_find(text, ' ') < text.n ||
	    lang_cue_find(w->words.language, text, LANG_CUE_NOUN) == NULL)
		return false;
	for (size_t i = 0; i + text.n <= topic.n; i++)
		if (str_eq_fold((struct dl_str){topic.p + i, text.n}, text))
			return true;
	return false;
}

/* "No call" is the call that is not. */
struct dl_str name_without_none(struct dl_str text)
{
	size_t n = str_find(text, ' ');
	const struct lang_cue *cue =
	    lang_cue_find(LANG_ANY, (struct dl_str){text.p, n}, LANG_CUE_SERIES);
	if (cue == NULL || n + 1 >= text.n || strcmp(cue->value, "none") != 0)
		return text;
	text = (struct dl_str){text.p + n + 1, text.n - n - 1};
	if (is_lower((unsigned char)text.p[0])) /* it is the arena's own */
		((char *)text.p)[0] = (char)(text.p[0] - 32);
	return text;
}

/* "It was agreed to hold a litter pick on …": the thing to be held. */
static bool to_hold(struct work *w, const struct scene *s, struct title *ret)
{
	const struct words *ws = &w->words;
	for (size_t i = s->first; i > s->part.first + 1; i--) {
		size_t n = words_cue(ws, i - 1, LANG_CUE_STAGE, NULL);
		if (n == 0 || !words_is(ws, i - 2, CUE(INFINITIVE)) || ws->v[i - 2].time)
			continue;
		size_t end = i - 1 + n;
		while (end < s->first && !words_boundary(ws, end) && end != s->where.words.first)
			end++;
		while (end > i && words_is(ws, end - 1, CUE(PREPOSITION)))
			end--;
		struct range r = {i - 1 + n, end};
		while (r.first < r.end && words_is(ws, r.first, CUE(DETERMINER)))
			r.first++;
		bool found = r.first < r.end && title_of_label(w, r, s->where.words, ret);
		ret->from = TITLE_FROM_NOUN;
		ret->rule = "event.to-hold";
		return found;
	}
	return false;
}

/* "There will be a dinner on …": what there is. */
static bool there_is(struct work *w, const struct scene *s, struct title *ret)
{
	const struct words *ws = &w->words;
	const char *value = "";
	if (!s->has_clause || s->clause.kind != CLAUSE_BE || s->clause.verb.first == 0 ||
	    words_cue(ws, s->clause.verb.first - 1, LANG_CUE_PRONOUN, &value) == 0 ||
	    strcmp(value, "there") != 0)
		return false;
	struct range r = {s->clause.verb.end, s->part.end};
	while (r.first < r.end && words_is(ws, r.first, CUE(DETERMINER) | CUE(MANNER)))
		r.first++;
	for (size_t i = r.first; i < r.end; i++)
		if (words_gap(ws, i) || ws->v[i].punct != 0 || i == s->where.words.first ||
		    words_is(ws, i, CUE(RELATIVE) | CUE(TRAIL)))
			r.end = i;
	while (r.end > r.first && words_is(ws, r.end - 1, CUE(PREPOSITION)))
		r.end--;
	bool found = r.first < r.end && title_of_label(w, r, s->where.words, ret);
	ret->from = TITLE_FROM_CLAUSE;
	ret->rule = "event.there-is";
	return found;
}

bool name_scene(struct work *w, const struct scene *s, size_t n_slots, const struct slot *before,
    struct title *ret)
{
	struct title noun, clause;
	if (before_colon(w, s, ret) || to_hold(w, s, ret) || there_is(w, s, ret))
		return true;
	bool has_noun = title_of_noun(w, s->part, s->where.words, s->first, &noun);
	bool has_clause =
	    s->has_clause &&
	    !(s->clause.pronoun && s->clause.who.n == 0 && s->clause.kind != CLAUSE_CONCLUDE) &&
	    title_of_clause(w, &s->clause, s->where.words, s->where.place.city, &clause);
	size_t before_end = before == NULL ? 0 : slot_word_end(w, before);
	if (has_noun && (!has_clause || prefers_noun(s, n_slots, before, noun.first, noun.definite,
					    before_end))) {
		*ret = noun;
		return true;
	}
	if (has_clause) {
		*ret = clause;
		return true;
	}
	if (s->has_clause && s->clause.pronoun)
		return false; /* "It opens on …": named by the heading */
	if (near_noun(w, s, ret))
		return true;
	/* "Join us on …": the heading says for what. */
	if (force_title(w).n != 0 || !title_of_label(w, s->part, s->where.words, ret))
		return false;
	ret->from = TITLE_FROM_NEAR;
	ret->rule = "title.sentence";
	return true;
}

/* More words are a sentence that was not understood. */
#define REQUEST_WORDS 7

bool name_request(struct work *w, const struct scene *s, struct title *ret)
{
	const struct words *ws = &w->words;
	struct range r = {s->part.first, s->first};
	while (r.first < r.end && (words_is(ws, r.first, CUE(OPENER)) || ws->v[r.first].punct != 0))
		r.first++;
	if (s->has_clause || r.first >= r.end || r.end - r.first > REQUEST_WORDS ||
	    !title_of_label(w, r, s->where.words, ret))
		return false;
	ret->from = TITLE_FROM_NEAR;
	ret->rule = "event.request";
	return true;
}
