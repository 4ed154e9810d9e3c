/* SPDX-License-Identifier: MIT */
#include "event/title.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/draft.h"
#include "event/tried.h"

static bool finish(
    struct work *w, struct draft *d, enum title_from from, const char *rule, struct title *ret)
{
	struct dl_str s = draft_strip((struct dl_str){d->text, d->n});
	if (s.n < 2)
		return false;
	*ret = (struct title){.text = title_fit(w, s), .from = from, .rule = rule};
	tried_note(w, ret);
	return ret->text.p == NULL || ret->text.n >= 2;
}

/* ---- phrases --------------------------------------------------------------- */

static struct range without_article(const struct words *ws, struct range r)
{
	while (r.first < r.end && (words_is(ws, r.first, CUE(DETERMINER)) || ws->v[r.first].time ||
				      ws->v[r.first].aside))
		r.first++;
	return r;
}

static size_t width(const struct words *ws, struct range r, struct range skip)
{
	size_t n = 0;
	for (size_t i = r.first; i < r.end; i++) {
		bool praise = words_is(ws, i, CUE(PRAISE)) && !ws->v[i].capital;
		if (!words_gap(ws, i) && !(i >= skip.first && i < skip.end) && !praise)
			n += utf8_count(words_text(ws, i)) + ws->v[i].spaced;
	}
	return n == 0 ? 0 : n - 1; /* no space before the first */
}

/* Cuts a noun phrase at its last prepositions until it fits, never inside a
 * name ("Bank of England") nor so that less than two words stay. */
static struct range shorten(const struct words *ws, struct range r, struct range skip, size_t max)
{
	while (width(ws, r, skip) > max) {
		size_t i = r.end;
		while (i > r.first + 2) {
			i--;
			bool prep =
			    words_is(ws, i, CUE(PREPOSITION) | CUE(TRAIL)) && !words_gap(ws, i);
			bool name = words_is(ws, i, CUE(GENITIVE)) && i + 1 < r.end &&
				    ws->v[i - 1].capital && ws->v[i + 1].capital;
			if (prep && !name)
				break;
		}
		if (i <= r.first + 1 || i >= r.end ||
		    !words_is(ws, i, CUE(PREPOSITION) | CUE(TRAIL)))
			break;
		r.end = i;
		/* "Agreements resulting | from …" */
		if (r.end > r.first + 2 && words_ending(ws, r.end - 1, 'g') &&
		    !words_is(ws, r.end - 1, CUE(NOUN)))
			r.end--;
	}
	return r;
}

/* A subject ends where a participle or a relative clause adds to it. */
static struct range core(const struct words *ws, struct range r)
{
	r = without_article(ws, r);
	for (size_t i = r.first + 1; i < r.end; i++) {
		if (words_gap(ws, i))
			continue;
		bool participle = words_is(ws, i, CUE(HELD) | CUE(STAGE)) && !ws->v[i].capital &&
				  (i + 1 == r.end || words_gap(ws, i + 1) ||
				      words_is(ws, i + 1, CUE(PREPOSITION)));
		if (words_is(ws, i, CUE(RELATIVE)) || ws->v[i].punct == ',' || participle ||
		    (words_is(ws, i, CUE(TRAIL)) && !words_is(ws, i, CUE(CONJUNCTION)))) {
			r.end = i;
			break;
		}
	}
	return r;
}

/* "Jonas", "James", "Iris" begin a sentence with a capital as "Entries" do. */
static bool is_name_in_s(struct dl_str s)
{
	char before = s.n < 3 ? 's' : to_lower(s.p[s.n - 2]);
	if (before == 'e')
		return memchr("csxzhgit", to_lower(s.p[s.n - 3]), 8) == NULL;
	return before == 'a' || before == 'i' || before == 'u';
}

static bool is_plural(const struct words *ws, const struct clause *c)
{
	if (c->who.n != 0)
		return false;
	if (c->before.first < c->before.end)
		return true;
	size_t head = c->subject.first;
	for (size_t i = c->subject.first; i < c->subject.end; i++) {
		if (words_gap(ws, i))
			continue;
		if (words_is(ws, i, CUE(PREPOSITION) | CUE(RELATIVE)) && i > c->subject.first)
			break;
		if (words_is(ws, i, CUE(CONJUNCTION)) && i > c->subject.first)
			return true;
		head = i;
	}
	struct dl_str s = words_text(ws, head);
	bool name = ws->v[head].capital && (head != 0 || is_name_in_s(s));
	return s.n > 3 && !name && words_ending(ws, head, 's') && !str_ends_fold(s, STR("ss"));
}

/* "meets" for one, "meet" for several: the form without the ending, if the
 * cues know it as a base form. */
/* Longest ending of the cues (bytes). */
#define INFLECTION_MAX 4

static struct dl_str plain_value(const char *value)
{
	struct dl_str s = str_of(value);
	return s.n > 2 && s.p[0] == '(' ? (struct dl_str){s.p + 1, s.n - 2} : s;
}

struct dl_str title_base(struct work *w, struct dl_str s, enum lang_cue_class class)
{
	for (size_t n = INFLECTION_MAX; n > 0; n--) {
		if (s.n <= n)
			continue;
		struct dl_str ending = {s.p + s.n - n, n};
		const struct lang_cue *cue =
		    lang_cue_find(w->words.language, ending, LANG_CUE_INFLECTION);
		if (cue == NULL)
			continue;
		struct dl_str base =
		    arena_printf(w->arena, "%.*s%s", (int)(s.n - n), s.p, cue->value);
		if (base.p != NULL && lang_cue_find(w->words.language, base, class) != NULL)
			return base;
	}
	return s;
}

static struct dl_str verb_form(struct work *w, struct dl_str s, bool plural)
{
	return plural ? title_base(w, s, LANG_CUE_BASE) : s;
}

/* ---- clauses --------------------------------------------------------------- */

static void put_subject(
    struct work *w, struct draft *d, const struct clause *c, struct range skip, size_t max)
{
	const struct words *ws = &w->words;
	if (c->who.n != 0) {
		draft_put(d, c->who, true);
		return;
	}
	if (c->before.first < c->before.end) {
		draft_range(ws, d, core(ws, c->before), skip, KEEP_WORDS);
		draft_word(d, lang_say(ws->language, "and"));
	}
	struct range r = shorten(ws, core(ws, c->subject), skip, max);
	r.end += r.end < c->verb.first && draft_name_year(ws, r.end, r.first);
	draft_range(ws, d, r, skip, KEEP_WORDS);
}

/* What stands between the verb and the time or place: "opens | for signature". */
static struct range complement(const struct words *ws, const struct clause *c, struct range place)
{
	struct range r = c->object;
	for (size_t i = r.first; i < r.end; i++)
		if (words_gap(ws, i) || (i >= place.first && i < place.end) ||
		    ws->v[i].punct != 0 || words_is(ws, i, CUE(TRAIL) | CUE(AGENT))) {
			r.end = i;
			break;
		}
	/* A preposition at the end belongs to what was left out, but "turned on". */
	while (r.end > r.first && words_is(ws, r.end - 1, CUE(PREPOSITION) | CUE(DETERMINER)) &&
	       !(r.end - 1 == c->verb.end && words_is(ws, r.end - 1, CUE(PARTICLE))))
		r.end--;
	return r;
}

/* "was founded in Leeds": the place follows the verb at once. */
static bool place_follows(const struct clause *c, struct range place)
{
	return place.first < place.end && place.first == c->verb.end;
}

static void put_city(const struct words *ws, struct draft *d, struct dl_str city)
{
	if (city.n == 0 ||
	    utf8_count((struct dl_str){d->text, d->n}) + utf8_count(city) + 4 > TITLE_MAX)
		return;
	draft_word(d, lang_say(ws->language, "in"));
	draft_put(d, city, true);
}

static void put_active(struct work *w, struct draft *d, const struct clause *c, struct range place)
{
	const struct words *ws = &w->words;
	put_subject(w, d, c, (struct range){0, 0}, 48);
	bool plural = is_plural(ws, c);
	if (c->value != NULL && *c->value != '\0') {
		draft_put(d, verb_form(w, plain_value(c->value), plural), true);
	} else {
		draft_range(
		    ws, d, (struct range){c->main, c->verb.end}, (struct range){0, 0}, KEEP_WORDS);
	}
	size_t used = utf8_count((struct dl_str){d->text, d->n});
	size_t left = used + 12 < TITLE_MAX ? TITLE_MAX - used - 1 : 12;
	struct range object = c->object; /* "tours at 10 a.m. | and | 3 p.m." */
	while (object.end > object.first &&
	       (words_gap(ws, object.end - 1) || words_is(ws, object.end - 1, CUE(CONJUNCTION))))
		object.end--;
	draft_range(ws, d, shorten(ws, object, place, left), place, KEEP_WORDS);
}

static void put_passive(
    struct work *w, struct draft *d, const struct clause *c, struct range place, struct dl_str city)
{
	const struct words *ws = &w->words;
	put_subject(w, d, c, place, TITLE_MAX - 14);
	draft_range(ws, d, (struct range){c->main, c->verb.end}, (struct range){0, 0}, KEEP_WORDS);
	if (place_follows(c, place))
		put_city(ws, d, city);
	else
		draft_range(ws, d, complement(ws, c, place), place, KEEP_WORDS);
}

/* The head of "days of talks" is the word before the first preposition. */
bool title_names_event(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end && !(i > r.first && words_is(ws, i, CUE(PREPOSITION)));
	     i++) {
		bool last = i + 1 == r.end ||
			    words_is(ws, i + 1, CUE(PREPOSITION) | CUE(CONJUNCTION)) ||
			    ws->v[i + 1].aside;
		size_t n = words_cue(ws, i, LANG_CUE_NOUN, NULL);
		if (n != 0 && (last || i + n == r.end || ws->v[i].capital))
			return true;
		if (words_is(ws, i, CUE(UNIT)) && ws->v[i].capital && (last || i + 1 == r.end))
			return true;
	}
	return false;
}

/* "begins" in brackets is left out after an event's own noun: a ceremony that
 * begins is the ceremony. */
static void put_occur(struct work *w, struct draft *d, const struct clause *c, struct range place)
{
	const struct words *ws = &w->words;
	struct dl_str value = plain_value(c->value);
	bool weak = value.n != 0 && value.p != c->value;
	if (value.n == 0 || (weak && title_names_event(ws, core(ws, c->subject))))
		return;
	draft_put(d, verb_form(w, value, is_plural(ws, c)), true);
	draft_range(ws, d, complement(ws, c, place), place, KEEP_WORDS);
}

bool title_of_deadline(
    struct work *w, const struct clause *c, struct range place, struct title *ret)
{
	struct draft d = {.n = 0};
	const struct lang_cue *opposite =
	    c->kind == CLAUSE_OCCUR && c->value != NULL
		? lang_cue_find(w->words.language, str_of(c->value), LANG_CUE_OPPOSITE)
		: NULL;
	if ((!c->passive && opposite == NULL) || c->subject.first == c->subject.end)
		return false;
	put_subject(w, &d, c, place, TITLE_MAX - 8);
	if (opposite != NULL)
		draft_put(&d, verb_form(w, str_of(opposite->value), is_plural(&w->words, c)), true);
	else
		draft_word(&d, lang_say(w->words.language, "due"));
	return finish(w, &d, TITLE_FROM_CLAUSE, "event.due", ret);
}

bool title_of_clause(struct work *w, const struct clause *c, struct range place, struct dl_str city,
    struct title *ret)
{
	const struct words *ws = &w->words;
	struct draft d = {.n = 0};
	const struct range none = {0, 0};
	bool subject = c->subject.first < c->subject.end || c->who.n != 0,
	     object = c->object.first < c->object.end;
	switch (c->kind) {
	case CLAUSE_HELD:
		put_subject(w, &d, c, place, TITLE_MAX);
		return subject && finish(w, &d, TITLE_FROM_CLAUSE, "event.passive-held", ret);
	case CLAUSE_OCCUR:
		put_subject(w, &d, c, place, TITLE_MAX - 14);
		put_occur(w, &d, c, place);
		return subject && finish(w, &d, TITLE_FROM_CLAUSE, "event.occurs", ret);
	case CLAUSE_CONCLUDE:
		if (c->passive && subject) {
			put_passive(w, &d, c, place, city);
		} else if (object) {
			struct range o = core(ws, c->object);
			struct dl_str verb = c->value != NULL ? str_of(c->value) : STR("");
			o.end = o.end < c->object.end && ws->v[o.end].punct == ',' ? c->object.end
										   : o.end;
			o = shorten(ws, o, place, TITLE_MAX - verb.n - 1);
			draft_range(ws, &d, o, place, KEEP_WORDS);
			draft_put(&d, verb, true);
		}
		return finish(w, &d, TITLE_FROM_CLAUSE, "event.concluded", ret);
	case CLAUSE_STAGE:
		if (c->passive)
			put_subject(w, &d, c, place, TITLE_MAX);
		else
			draft_range(ws, &d, core(ws, c->object), place, KEEP_WORDS);
		return finish(w, &d, TITLE_FROM_CLAUSE, "event.staged", ret);
	case CLAUSE_BE:
		put_subject(w, &d, c, place, TITLE_MAX - 20);
		if (object && !words_is(ws, c->object.first, CUE(PREPOSITION)) &&
		    c->object.first == c->verb.end &&
		    !(c->object.first >= place.first && c->object.first < place.end))
			draft_range(ws, &d, without_article(ws, complement(ws, c, place)), none,
			    KEEP_WORDS);
		return subject && finish(w, &d, TITLE_FROM_CLAUSE, "event.is", ret);
	case CLAUSE_VERB:
		if (!subject)
			return false;
		/* "… has been cancelled": that is its status, not its name. */
		if (c->passive && words_is(ws, c->main, CUE(STATUS))) {
			put_subject(w, &d, c, place, TITLE_MAX);
			return finish(w, &d, TITLE_FROM_CLAUSE, "event.status", ret);
		}
		if (c->passive)
			put_passive(w, &d, c, place, city);
		else
			put_active(w, &d, c, place);
		return finish(
		    w, &d, TITLE_FROM_CLAUSE, c->passive ? "event.passive" : "event.active", ret);
	case CLAUSE_REPORT:
		break;
	}
	return false;
}

/* ---- nouns and labels ------------------------------------------------------ */

/* Words that a noun phrase read backwards goes on through. */
static bool in_phrase(const struct words *ws, size_t i)
{
	const struct word *w = &ws->v[i];
	if (w->time)
		return false;
	if (w->punct != 0)
		return w->punct == '&' || w->punct == '/' || w->punct == '\'' || w->aside;
	if (words_is(
		ws, i, CUE(AUX) | CUE(RELATIVE) | CUE(PRONOUN) | CUE(REPORT) | CUE(SUBORDINATE)))
		return words_is(ws, i, CUE(PREPOSITION)) && !words_is(ws, i, CUE(REPORT));
	return w->capital ||
	       !words_is(ws, i, CUE(VERB) | CUE(CONCLUDE) | CUE(BASE) | CUE(OCCUR) | CUE(HELD)) ||
	       words_is(ws, i, CUE(NOUN));
}

/* "of", "for" and "and" between two nouns keep the phrase together. */
static bool is_link_word(const struct words *ws, size_t i, size_t from)
{
	if (i <= from || !in_phrase(ws, i - 1) ||
	    words_is(ws, i - 1, CUE(PREPOSITION) | CUE(DETERMINER)))
		return false;
	return words_is(ws, i, CUE(NOUNLINK) | CUE(CONJUNCTION));
}

#define PHRASE_WORDS 14

static struct range phrase_before(const struct words *ws, size_t from, size_t end)
{
	size_t i = end;
	while (i > from && end - i < PHRASE_WORDS && in_phrase(ws, i - 1)) {
		size_t k = i - 1;
		bool link =
		    words_is(ws, k, CUE(PREPOSITION) | CUE(CONJUNCTION)) && !ws->v[k].capital;
		if (link && !is_link_word(ws, k, from))
			break;
		i = k;
		/* The article begins the phrase, unless "of" ties it to an earlier noun. */
		if (words_is(ws, k, CUE(DETERMINER)) && !ws->v[k].capital &&
		    !(k > from && is_link_word(ws, k - 1, from)))
			break;
	}
	while (
	    i < end && (words_is(ws, i, CUE(CONJUNCTION) | CUE(PREPOSITION)) && !ws->v[i].capital))
		i++;
	return (struct range){i, end};
}

/* "the broadcast, starting | at 7.30", "the landing, scheduled | for 5 May". */
static bool leads_on(const struct words *ws, size_t from, size_t i)
{
	if (i == from || ws->v[i].capital)
		return false;
	bool ing = words_ending(ws, i, 'g') && words_is(ws, i, CUE(OCCUR) | CUE(HELD) | CUE(STAGE));
	bool ed = words_ending(ws, i, 'd') && words_is(ws, i, CUE(HELD));
	return ing || ed || (words_is(ws, i, CUE(MANNER)) && i > from + 1);
}

bool title_of_noun(
    struct work *w, struct range in, struct range place, size_t at, struct title *ret)
{
	const struct words *ws = &w->words;
	size_t end = at;
	while (end > in.first && (words_gap(ws, end - 1) || leads_on(ws, in.first, end - 1) ||
				     ws->v[end - 1].punct == ',' || ws->v[end - 1].punct == '*' ||
				     words_is(ws, end - 1, CUE(DETERMINER))))
		end--;
	if (place.first < place.end && place.end == end)
		end = place.first;
	struct range r = without_article(ws, phrase_before(ws, in.first, end));
	/* "six tutorials" */
	while (
	    r.first + 1 < r.end && words_is(ws, r.first, CUE(QUANTITY)) && !ws->v[r.first].capital)
		r.first++;
	if (r.first >= r.end || !title_names_event(ws, r))
		return false;
	struct draft d = {.n = 0};
	draft_range(ws, &d, r, place, KEEP_WORDS);
	bool found = finish(w, &d, TITLE_FROM_NOUN, "event.noun", ret);
	ret->first = r.first;
	ret->definite = words_is(ws, r.first == 0 ? ws->n : r.first - 1, CUE(DEFINITE));
	for (size_t i = r.first; i < r.end; i++)
		ret->definite |= ws->v[i].capital && i != in.first;
	return found;
}

bool title_of_label(struct work *w, struct range r, struct range skip, struct title *ret)
{
	struct draft d = {.n = 0};
	draft_range(&w->words, &d, r, skip, KEEP_ASIDES | KEEP_PRAISE);
	return finish(w, &d, TITLE_FROM_LABEL, "event.label", ret);
}
