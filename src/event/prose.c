/* SPDX-License-Identifier: MIT */
#include "event/prose.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/decide.h"
#include "event/force.h"
#include "event/line.h"
#include "event/name.h"
#include "event/series.h"
#include "event/scope.h"
#include "event/slot.h"
#include "event/zonal.h"
#include "when/civil.h"

/* Dates of one sentence that are looked at; a run of more is a table that lost
 * its lines. */
#define MAX_SLOTS 16

struct sentence {
	struct dl_span span;
	struct range all;
	struct slot slots[MAX_SLOTS];
	size_t n;
	bool entry;
	bool none;     /* the slot before was left out */
	uint32_t made; /* candidate made last of this sentence, or NO_CAND */
};

/* ---- dateline --------------------------------------------------------------- */

/* "GHENT, 3 May —": at most so many words before the date, in one of the first
 * so many sentences. */
#define DATELINE_WORDS	   8
#define DATELINE_SENTENCES 3
/* … of which a town that the gazetteer does not have takes so many, comma included. */
#define DATELINE_NAME 4

static bool is_dateline(const struct work *w, const struct slot *slot, size_t *ret_end)
{
	const struct words *ws = &w->words;
	size_t first = slot_word(w, slot), end = slot_word_end(w, slot);
	if (first > DATELINE_WORDS || w->sentences >= DATELINE_SENTENCES)
		return false;
	while (end < ws->n && (ws->v[end].punct == ')' || ws->v[end].punct == '.'))
		end++;
	if (end + 1 >= ws->n || ws->v[end].punct != '-' || !ws->v[end].spaced)
		return false;
	for (size_t i = 0; i < first; i++)
		if (ws->v[i].punct == 0 && !ws->v[i].capital && !ws->v[i].time &&
		    !words_is(ws, i, CUE(DEFINITE)))
			return false;
	*ret_end = end + 1;
	return first != 0;
}

/* "REYKJAVIK" is shouted by the dateline, not by the name: words of four capital
 * letters and more keep the first. */
#define SHOUT_LETTERS 4
static void unshout(struct work *w, struct place *p)
{
	struct dl_str s = arena_str(w->arena, p->text);
	if (s.p == NULL)
		return;
	char *text = (char *)s.p;
	for (size_t i = 0, end; i < s.n; i = end + (end == i)) {
		/* With its umlauts: the capitals of Latin-1 are C3 80 to C3 9E in UTF-8. */
		for (end = i; end < s.n && (is_upper((unsigned char)text[end]) ||
					       ((unsigned char)text[end] >= 0x80 && end != i));)
			end++;
		bool word =
		    end - i >= SHOUT_LETTERS && (end == s.n || !is_alpha((unsigned char)text[end]));
		for (size_t k = i + 1; word && k < end; k++) {
			unsigned char c = (unsigned char)text[k];
			bool latin = (unsigned char)text[k - 1] == 0xC3 && c >= 0x80 && c <= 0x9E &&
				     c != 0x97;
			text[k] = latin ? (char)(c + 0x20) : to_lower(text[k]);
		}
	}
	if (p->city.n == p->text.n)
		p->city = s;
	p->text = s;
}

/* "HAMILTON, Ontario – The council …": the place alone. */
static void read_place_line(struct work *w, struct sentence *s)
{
	const struct words *ws = &w->words;
	struct where where;
	size_t end = 0;
	while (end < DATELINE_WORDS && end < ws->n && !words_boundary_dash(ws, end))
		end++;
	if (w->sentences >= DATELINE_SENTENCES || end == 0 || end + 1 >= ws->n ||
	    !words_boundary_dash(ws, end) || !where_whole(w, (struct range){0, end}, &where) ||
	    where.place.kind == PLACE_NONE)
		return;
	unshout(w, &where.place);
	w->force.place = where.place;
	w->force.place_topic = w->force.v[w->force.top].number;
	s->all.first = end + 1;
}

/* "KIRKWALL, 3 August": capitals, as only datelines have them. */
static bool is_shouted(const struct words *ws, struct range r)
{
	size_t words = 0;
	for (size_t i = r.first; i < r.end; i++) {
		words += ws->v[i].upper;
		if (ws->v[i].punct == 0 && !ws->v[i].upper && !ws->v[i].time)
			return false;
	}
	return words != 0 && words <= 3;
}

static void read_dateline(struct work *w, struct sentence *s)
{
	size_t end = 0;
	if (s->n == 0 || !is_dateline(w, &s->slots[0], &end))
		return;
	struct where where;
	struct range before = {0, slot_word(w, &s->slots[0])};
	bool found = where_whole(w, before, &where) && where.place.kind != PLACE_NONE;
	bool day = w->list->v[s->slots[0].start].grain == WHEN_GRAIN_DAY;
	if (!found && !is_shouted(&w->words, before) && (before.end > DATELINE_NAME || !day))
		return;
	if (!found) { /* a village that no table has */
		where.place = (struct place){.text = title_plain(w, before, PLACE_MAX)};
		where.place.city = where.place.text;
		if (where.place.text.p == NULL)
			return;
	}
	unshout(w, &where.place);
	w->force.place = where.place;
	w->force.place_topic = w->force.v[w->force.top].number;
	w->has_home = true;
	w->home = where.place;
	work_background(w, &s->slots[0], "background.dateline");
	s->n--;
	memmove(s->slots, s->slots + 1, s->n * sizeof(s->slots[0]));
	s->all.first = end;
}

/* ---- slots ------------------------------------------------------------------ */

static void set_scene(
    struct work *w, const struct sentence *s, const struct slot *slot, struct scene *x)
{
	const struct words *ws = &w->words;
	*x = (struct scene){.slot = slot, .all = s->all, .entry = s->entry};
	x->first = slot_word(w, slot);
	x->end = slot_word_end(w, slot);
	x->part = clause_around(ws, s->all, x->first);
	x->has_clause = clause_find(ws, x->part, &x->clause);
	if (x->has_clause)
		clause_advance(ws, x->part, x->first, &x->clause);
	x->initial = true;
	for (size_t i = s->all.first; i < x->first; i++)
		x->initial &= ws->v[i].punct != 0 ||
			      words_is(ws, i, CUE(OPENER) | CUE(CONNECTIVE) | CUE(PREPOSITION)) ||
			      ws->v[i].time;
	if (!where_find(w, x->part, x->first, &x->where))
		x->where = (struct where){.words = {0, 0}};
}

/* "… opens on 3 May and runs until 9 June": the end of the event just made. */
static bool is_end(struct work *w, const struct sentence *s, const struct slot *slot)
{
	const struct when_expr *x = &w->list->v[slot->start];
	if (s->made == NO_CAND || x->lead != WHEN_LEAD_UNTIL || slot->end != WHEN_NONE)
		return false;
	struct dl_event *ev = &w->cands[s->made].event;
	if (ev->has_end || !ev->has_start || ev->precision != DL_DAY || !x->has_to)
		return false;
	ev->has_end = true;
	ev->end = x->to;
	ev->known |= DL_KNOWN_END;
	for (uint32_t e = slot->first; e <= slot->last; e++) {
		w->owners[e] = s->made;
		w->reasons[e] = "event.end";
	}
	cand_rule(&w->cands[s->made], "event.end");
	return true;
}

static int add_people(struct work *w, struct cand *c, const struct scene *s)
{
	const struct clause *x = &s->clause;
	if (!s->has_clause || x->passive || x->kind == CLAUSE_HELD || x->kind == CLAUSE_OCCUR)
		return 0;
	if (cand_people(w, c, x->before) < 0 || cand_people(w, c, x->subject) < 0)
		return -1;
	return x->kind == CLAUSE_VERB ? cand_people(w, c, x->object) : 0;
}

/* What the story is about, for the sentences after this one. */
static void remember(struct work *w, const struct scene *s, uint32_t index)
{
	struct cand *c = &w->cands[index];
	const struct dl_event *ev = &c->event;
	bool future = s->has_clause && s->clause.tense != TENSE_PAST;
	c->narrated = !future && ev->has_start && ev->precision >= DL_DAY && ev->rrule.n == 0;
	struct dl_civil anchor;
	if (ev->has_start && ev->precision >= DL_DAY && decide_anchor(w, &anchor) &&
	    civil_days(ev->start) > civil_days(anchor)) {
		w->has_ahead = true;
		w->ahead = ev->start;
	}
	if (c->narrated) {
		w->force.last = index;
		if (!w->has_story) {
			w->has_story = true;
			w->story = ev->start;
		}
	}
	/* What was elsewhere, says nothing of what is next. */
	if (s->where.place.kind != PLACE_NONE && !(w->has_home && s->has_clause)) {
		w->force.place = s->where.place;
		w->force.place_topic = w->force.v[w->force.top].number;
	}
}

/* A bare clock in what is to come, read on the day of something past: it is on
 * the day to come that was told of last. */
static void move_ahead(const struct work *w, struct slot *slot, const struct scene *x)
{
	const struct when_expr *e = &w->list->v[slot->start];
	struct dl_civil anchor;
	bool bare =
	    grain_is_clock(e->grain) && e->anaphoric && slot->day == slot->start && e->has_from;
	if (!bare || !w->has_ahead || !x->has_clause || x->clause.tense == TENSE_PAST ||
	    !decide_anchor(w, &anchor) || civil_days(e->from) >= civil_days(anchor))
		return;
	slot->moved = true;
	slot->on = w->ahead;
}

/* "On Monday she meets …" in a text of a Wednesday: the Monday to come. */
static void move_week(const struct work *w, struct slot *slot, const struct scene *x)
{
	const struct when_expr *e = &w->list->v[slot->start];
	const uint16_t date = DL_KNOWN_YEAR | DL_KNOWN_MONTH | DL_KNOWN_DAY;
	if (slot->moved || !w->dated || !x->has_clause || x->clause.tense == TENSE_PAST ||
	    e->day_from != WHEN_FROM_REFERENCE || slot->day != slot->start || !e->has_from ||
	    (e->known & date) != 0 || (e->known & DL_KNOWN_WEEKDAY) == 0 ||
	    civil_days(e->from) >= civil_days(w->list->reference) || e->type == WHEN_SET)
		return;
	slot->moved = true;
	slot->on = civil_add_days(e->from, 7);
}

/* Does an infinitive stand between the verb and the date ("invites all towns to
 * be there on …")? Then the date is not when the verb happens. */
static bool is_embedded(const struct words *ws, const struct scene *x)
{
	if (!x->has_clause || x->clause.tense == TENSE_FUTURE || x->initial)
		return false;
	for (size_t i = x->clause.verb.end; i + 1 < x->first; i++)
		if (words_is(ws, i, CUE(INFINITIVE)) && words_is(ws, i + 1, CUE(BASE) | CUE(AUX)) &&
		    !ws->v[i].time)
			return true;
	return false;
}

/* Candidates that are looked back on; a story comes back to what it just told. */
#define TOLD_BACK 12

/* "This was confirmed on the same day", "she invites all to be there on …": a
 * day that has its event already, and nothing new with a name. */
static bool is_told_again(
    struct work *w, const struct scene *x, const struct slot *slot, bool nameless)
{
	const struct when_expr *e = &w->list->v[slot->start];
	bool vague = nameless && x->has_clause && x->clause.pronoun;
	if ((!vague && !is_embedded(&w->words, x)) || !e->has_from || e->grain < WHEN_GRAIN_DAY)
		return false;
	for (size_t i = w->n; i > 0 && w->n - i < TOLD_BACK; i--) {
		const struct dl_event *ev = &w->cands[i - 1].event;
		if (!ev->has_start || ev->precision < DL_DAY ||
		    civil_days(ev->start) != civil_days(e->from))
			continue;
		for (uint32_t k = slot->first; k <= slot->last; k++) {
			w->owners[k] = (uint32_t)(i - 1);
			w->reasons[k] = "event.told-again";
		}
		return true;
	}
	return false;
}

/* "no meeting on 25 May | and between …": nothing but little words before it. */
static bool follows(const struct work *w, const struct slot *slot)
{
	const struct words *ws = &w->words;
	size_t i = slot_word(w, slot);
	while (
	    i > 0 && !ws->v[i - 1].time &&
	    (words_is(ws, i - 1, CUE(PREPOSITION) | CUE(CONJUNCTION)) || ws->v[i - 1].punct == ','))
		i--;
	return i > 0 && ws->v[i - 1].time;
}

/* "There is no meeting on 17 June": a day that people had it in their calendars. */
static bool is_coming(const struct work *w, const struct slot *slot)
{
	const struct when_expr *x = &w->list->v[slot->start];
	struct dl_civil anchor;
	return x->type != WHEN_SET && x->grain >= WHEN_GRAIN_DAY && x->has_from &&
	       (!decide_anchor(w, &anchor) || civil_days(x->from) >= civil_days(anchor));
}

/* "She" is who was told of last, "it" what was; only what is an event takes place. */
static void set_who(const struct work *w, struct clause *c)
{
	const char *value = "";
	if (!c->pronoun || words_cue(&w->words, c->subject.first, LANG_CUE_PRONOUN, &value) == 0)
		return;
	bool event = c->kind == CLAUSE_HELD || c->kind == CLAUSE_OCCUR || c->kind == CLAUSE_BE;
	if (strcmp(value, "person") == 0)
		c->who = w->person;
	else if (strcmp(value, "thing") == 0 && (!event || w->thing_happens))
		c->who = w->thing;
}

/* The subject of the clause, for the pronouns to come. Plurals are left aside. */
#define WHO_BYTES 40
static bool keep_who(struct work *w, const struct clause *c)
{
	const struct words *ws = &w->words;
	struct range r = c->subject;
	while (r.first < r.end && words_is(ws, r.first, CUE(DETERMINER)))
		r.first++;
	if (c->pronoun || r.first >= r.end || c->before.first < c->before.end)
		return true;
	bool person = clause_is_person(ws, c->subject), plural = false, event = false;
	bool head = true; /* before the first preposition */
	for (size_t i = r.first; i < r.end; i++) {
		bool long_already =
		    ws->v[i].span.end - ws->v[r.first].span.start > WHO_BYTES && i > r.first;
		bool link = words_is(ws, i, CUE(PREPOSITION));
		if (words_is(ws, i, CUE(RELATIVE)) || ws->v[i].punct == ',' || words_gap(ws, i) ||
		    (link && long_already)) {
			r.end = i;
			break;
		}
		bool last = i + 1 == r.end || words_is(ws, i + 1, CUE(PREPOSITION));
		plural |= words_is(ws, i, CUE(CONJUNCTION)) ||
			  (!person && head && last && words_ending(ws, i, 's'));
		event |= head && words_is(ws, i, CUE(NOUN));
		head = head && !link;
	}
	if (plural || r.first >= r.end ||
	    ws->v[r.end - 1].span.end - ws->v[r.first].span.start > WHO_BYTES)
		return true;
	struct dl_str text = title_fit(w, title_plain(w, r, TITLE_MAX));
	if (text.p == NULL)
		return false;
	if (person) {
		w->person = text;
	} else {
		w->thing = text;
		w->thing_happens = event;
	}
	return true;
}

static int read_slot(struct work *w, struct sentence *s, struct slot *slot)
{
	struct scene x;
	if (is_end(w, s, slot))
		return 0;
	set_scene(w, s, slot, &x);
	move_ahead(w, slot, &x);
	move_week(w, slot, &x);
	if (x.has_clause) {
		set_who(w, &x.clause);
		if (!keep_who(w, &x.clause))
			return work_nomem(w);
	}
	bool none = decide_none(w, &x) || (s->none && follows(w, slot)), failed = false;
	s->none = none;
	if (none && series_left_out(w, slot, &failed) != NO_CAND)
		return failed ? work_nomem(w) : 0;
	const char *reason = decide(w, &x);
	if (none && strcmp(reason, "background.negated") == 0 && is_coming(w, slot))
		reason = "event.none";
	if (!reason_is_event(reason)) {
		work_background(w, slot, reason);
		return 0;
	}
	struct draft_event d = {.slot = slot,
	    .span = s->span,
	    .words = x.part,
	    .where = &x.where,
	    .narrative = true,
	    .reason = reason};
	bool until = w->list->v[slot->start].lead == WHEN_LEAD_UNTIL || x.clause.passive;
	bool due = strcmp(reason, "event.deadline") == 0 && x.has_clause && until &&
		   title_of_deadline(w, &x.clause, x.where.words, &d.title);
	bool deadline = strcmp(reason, "event.deadline") == 0;
	due = due || (deadline && name_request(w, &x, &d.title));
	if (!due && (!name_scene(w, &x, s->n, slot > s->slots ? slot - 1 : NULL, &d.title) ||
			name_is_kind(w, &d.title)))
		d.title = (struct title){.text = {NULL, 0}};
	if (none)
		d.title.text = name_without_none(d.title.text);
	if (is_told_again(w, &x, slot, d.title.text.n == 0))
		return 0;
	/* "I got married on 8 June 2021": somebody's past, with no name of its own. */
	if (d.title.text.n == 0 && x.has_clause && x.clause.pronoun &&
	    x.clause.tense == TENSE_PAST && !w->dated && !s->entry) {
		work_background(w, slot, "background.nameless");
		return 0;
	}
	if (d.title.text.n != 0 &&
	    cue_whole(w->words.language, d.title.text, LANG_CUE_BREAK) != NULL) {
		work_background(w, slot, "background.break");
		return 0;
	}
	struct cand *c = NULL;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	if (c == NULL)
		return 0;
	if (x.has_clause && x.clause.kind == CLAUSE_VERB && !x.clause.passive)
		c->who = x.clause.who.n != 0 ? x.clause.who : w->person;
	if (none) {
		c->event.status = DL_CANCELLED;
		cand_rule(c, "status.none");
	}
	if (d.title.from == TITLE_FROM_NEAR)
		c->doubt += DOUBT_SENTENCE;
	if (x.has_clause && x.clause.tense == TENSE_PERHAPS &&
	    strcmp(reason, "event.deadline") != 0) {
		c->event.status = DL_TENTATIVE;
		cand_rule(c, "status.modal");
	}
	if (add_people(w, c, &x) < 0)
		return -1;
	s->made = (uint32_t)(w->n - 1);
	w->made = s->made;
	w->made_in = w->sentences;
	remember(w, &x, s->made);
	return 0;
}

/* ---- "Subsequently, …" ------------------------------------------------------ */

/* May this clause be the next thing that happened? */
static bool goes_on(const struct clause *c)
{
	if (c->tense != TENSE_PAST || c->negated || c->kind == CLAUSE_REPORT ||
	    c->kind == CLAUSE_BE)
		return false;
	return !c->pronoun || c->kind == CLAUSE_CONCLUDE;
}

/* A sentence without a time of its own that a connective ties to the event
 * before: the same day and part, ordered after it. */
static int read_connective(struct work *w, const struct sentence *s)
{
	const struct words *ws = &w->words;
	const char *value = "";
	size_t n = words_cue(ws, s->all.first, LANG_CUE_CONNECTIVE, &value);
	if (n == 0 || w->force.last == NO_CAND || strcmp(value, "after") != 0)
		return 0;
	struct scene x = {.all = s->all, .part = {s->all.first + n, s->all.end}};
	x.has_clause = clause_find(ws, x.part, &x.clause);
	if (!x.has_clause || !goes_on(&x.clause))
		return 0;
	if (!where_find(w, x.part, x.part.first, &x.where))
		x.where = (struct where){.words = {0, 0}};
	struct draft_event d = {.span = s->span,
	    .words = x.part,
	    .where = &x.where,
	    .narrative = true,
	    .reason = "event.narrative"};
	if (!title_of_clause(w, &x.clause, x.where.words, x.where.place.city, &d.title))
		return 0;
	uint32_t before = w->force.last;
	struct dl_event time = w->cands[before].event;
	struct cand *c = NULL;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	struct dl_event *ev = &c->event;
	ev->has_start = true;
	ev->start = time.start;
	ev->part = time.part;
	ev->precision = time.precision >= DL_PART ? DL_PART : time.precision;
	c->after = before;
	c->follows = c->narrated = true;
	c->slot = w->cands[before].slot;
	c->doubt += DOUBT_ORDER;
	cand_locate(w, c, &x.where, true); /* again: now it has a precision */
	if (add_people(w, c, &x) < 0)
		return -1;
	w->force.last = (uint32_t)(w->n - 1);
	return 0;
}

/* "It is provisional.", "The concert has been cancelled.": of the event in the
 * sentence before. */
static void read_status(struct work *w, const struct sentence *s)
{
	const char *status = cand_status(&w->words, s->all);
	if (status == NULL || w->made == NO_CAND || w->made_in + 1 != w->sentences ||
	    s->all.first == s->all.end ||
	    !words_is(&w->words, s->all.first, CUE(PRONOUN) | CUE(DETERMINER)))
		return;
	struct cand *c = &w->cands[w->made];
	if (strcmp(status, "cancelled") == 0)
		c->event.status = DL_CANCELLED;
	else if (strcmp(status, "tentative") == 0)
		c->event.status = DL_TENTATIVE;
	else
		return;
	cand_rule(c, "status.next-sentence");
}

/* ---- sentences -------------------------------------------------------------- */

/* A sentence without a date says something only by how it begins ("Later, …",
 * "All times are UTC.") or right after an event ("It is provisional.").
 * *ret_silent: it says nothing, and its words need not be read. */
#define OPENING_BYTES 48
static int is_silent(struct work *w, struct dl_span span, bool *ret_silent)
{
	bool after = w->made != NO_CAND && w->made_in + 1 == w->sentences;
	struct dl_span opening = {span.start, span.end};
	*ret_silent = false;
	if (after)
		return 0;
	if (span.end - span.start > OPENING_BYTES)
		opening.end = span.start + OPENING_BYTES;
	while (opening.end > opening.start &&
	       ((unsigned char)w->doc->text.p[opening.end - 1] & 0x80) != 0)
		opening.end--;
	if (!words_read_first(&w->words, opening))
		return work_nomem(w);
	*ret_silent = !words_is(&w->words, 0, CUE(CONNECTIVE) | CUE(ZONESCOPE)) &&
		      w->sentences >= DATELINE_SENTENCES;
	return 0;
}

int prose_sentence(struct work *w, struct dl_span span, uint32_t first, uint32_t end, bool entry)
{
	struct sentence s = {.span = span, .entry = entry, .made = NO_CAND};
	bool silent = false;
	if (first == end && is_silent(w, span, &silent) < 0)
		return -1;
	if (silent) {
		w->sentences++;
		return 0;
	}
	if (!words_read(&w->words, span))
		return work_nomem(w);
	uint32_t e = first;
	while (s.n < MAX_SLOTS && slot_next(w, &e, end, &s.slots[s.n]))
		slot_mark(w, &s.slots[s.n++]);
	series_pair(w, s.slots, &s.n);
	s.all = (struct range){0, w->words.n};
	if (scope_read(w, s.slots, s.n))
		s.n = 0;
	read_dateline(w, &s);
	if (s.all.first == 0)
		read_place_line(w, &s);
	/* "3. On Monday …": the number of a paragraph. */
	if (s.all.first + 1 < s.all.end && w->words.v[s.all.first].number &&
	    w->words.v[s.all.first + 1].punct == '.' && !w->words.v[s.all.first].time)
		s.all.first += 2;
	if (s.n == 0 && first == end) {
		zonal_read(w);
		read_status(w, &s);
		if (read_connective(w, &s) < 0)
			return -1;
	}
	for (size_t k = 0; k < s.n; k++)
		if (read_slot(w, &s, &s.slots[k]) < 0)
			return -1;
	work_background_rest(w, first, end, "background.crowded");
	w->sentences++;
	return 0;
}
