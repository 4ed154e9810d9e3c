/* SPDX-License-Identifier: MIT */
#include "event/label.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/cand.h"
#include "event/force.h"

/* A label longer than this that is a sentence is read as one (characters). */
#define SENTENCE_FROM 60

static bool is_dash(const struct words *ws, size_t i)
{
	const struct word *w = &ws->v[i];
	return w->punct == '-' && w->spaced && !w->aside && !w->time;
}

static bool is_letter(const struct words *ws, size_t i)
{
	return ws->v[i].punct == 0 && !ws->v[i].time;
}

static struct range inner(const struct words *ws, struct range r)
{
	while (r.first < r.end && !is_letter(ws, r.first) && ws->v[r.first].punct != '"' &&
	       !ws->v[r.first].aside)
		r.first++;
	while (r.first < r.end && !is_letter(ws, r.end - 1) && ws->v[r.end - 1].punct != '"' &&
	       !ws->v[r.end - 1].aside && ws->v[r.end - 1].punct != '.' &&
	       ws->v[r.end - 1].punct != '!' && ws->v[r.end - 1].punct != '?')
		r.end--;
	return r;
}

/* Nothing but words that headings have anyway, numbers and times? */
static bool is_generic(const struct words *ws, struct range r)
{
	bool any = false;
	for (size_t i = r.first; i < r.end;) {
		size_t n = words_cue(ws, i, LANG_CUE_GENERIC, NULL);
		if (n == 0 && is_letter(ws, i) && !ws->v[i].number && !ws->v[i].aside)
			return false;
		any |= n != 0;
		i += n == 0 ? 1 : n;
	}
	return any;
}

/* "Coffee break (foyer)", "Lunch": a break and at most a place beside it. */
static bool is_break(struct work *w, struct range r)
{
	const struct words *ws = &w->words;
	if (r.first >= r.end)
		return false;
	size_t n = words_cue(ws, r.first, LANG_CUE_BREAK, NULL);
	if (n == 0)
		return false;
	for (size_t i = r.first + n; i < r.end; i++) {
		if (!is_letter(ws, i) || ws->v[i].aside)
			continue;
		size_t m = words_cue(ws, i, LANG_CUE_BREAK, NULL);
		size_t k = words_cue(ws, i, LANG_CUE_PLACEWORD, NULL);
		if (k != 0)
			return true;
		if (m == 0 && !words_is(ws, i, CUE(CONJUNCTION) | CUE(DETERMINER)))
			return false;
		i += m > 1 ? m - 1 : 0;
	}
	return true;
}

/* " — Ada King and Bo Li" at the end, " with Ada King". */
static void take_people(const struct words *ws, struct range *r, struct label *label)
{
	for (size_t i = r->end; i > r->first + 1; i--) {
		bool dash = is_dash(ws, i - 1);
		if (!dash && !words_is(ws, i - 1, CUE(COMPANY)))
			continue;
		struct range names = inner(ws, (struct range){i, r->end});
		if (clause_is_person(ws, names) && !words_is(ws, names.first, CUE(DETERMINER))) {
			label->people = names;
			if (dash)
				r->end = i - 1;
		}
		if (dash)
			return;
	}
}

/* "(Great Hall)" and the like at the end. */
static bool take_bracket(struct work *w, struct range *r, struct label *label)
{
	const struct words *ws = &w->words;
	if (r->first >= r->end || !ws->v[r->end - 1].aside)
		return false;
	size_t i = r->end - 1;
	while (i > r->first && ws->v[i - 1].aside && ws->v[i].punct != '(' && ws->v[i].punct != '[')
		i--;
	struct range in = inner(ws, (struct range){i + 1, r->end - 1});
	struct range names = in;
	for (size_t k = in.first; k < in.end; k++)
		if (ws->v[k].punct == ',')
			names.end = names.end == in.end ? k : names.end;
	if (i > r->first && cand_status(ws, (struct range){i, r->end}) != NULL && r->end - i <= 5) {
		r->end = i; /* "(cancelled)" is its status, not its name */
		return false;
	}
	if (i == r->first || !where_whole(w, (struct range){i + 1, r->end - 1}, &label->where))
		return false;
	label->where.words = (struct range){i, r->end};
	r->end = i;
	return true;
}

/* "Carols in the park" is what it is called; "Carols in Leeds" is where. */
static bool is_name(struct dl_str place)
{
	return place.n != 0 && !is_lower((unsigned char)place.p[0]);
}

/* "Lyon, France – Opening of the fair": the town first. */
static bool take_front_place(struct work *w, struct range *r, struct label *label)
{
	const struct words *ws = &w->words;
	for (size_t i = r->first + 1; i + 1 < r->end; i++) {
		if (!is_dash(ws, i) && ws->v[i].punct != '|' &&
		    !(ws->v[i].punct == ':' && !ws->v[i].aside))
			continue;
		struct where place;
		if (!where_whole(w, (struct range){r->first, i}, &place) ||
		    place.place.kind == PLACE_NONE)
			return false;
		label->where = place;
		label->where.words = (struct range){r->first, i};
		r->first = i + 1;
		return true;
	}
	return false;
}

/* "…, Lyon, France", "… @ Old Mill", "… at the Old Mill". */
static void take_place(struct work *w, struct range *r, struct label *label)
{
	const struct words *ws = &w->words;
	for (size_t i = r->first + 1; i + 1 < r->end; i++) {
		bool parts = (ws->v[i].punct == ',' || is_dash(ws, i) || ws->v[i].punct == '|' ||
				 ws->v[i].punct == '@') &&
			     !ws->v[i].aside;
		if (!parts)
			continue;
		struct range rest = {i + 1, r->end};
		if (!where_whole(w, rest, &label->where))
			continue;
		label->where.words = (struct range){i, r->end};
		r->end = i;
		return;
	}
	struct where phrase;
	if (where_find(w, *r, r->end, &phrase) && phrase.words.first > r->first &&
	    is_name(phrase.place.text)) {
		label->where = phrase;
		bool last = true;
		for (size_t i = phrase.words.end; i < r->end; i++)
			last &= !is_letter(ws, i);
		if (last)
			r->end = phrase.words.first;
		else /* it stays in the title, where it belongs to the words around it */
			label->where.words = (struct range){0, 0};
	}
}

/* "Minutes of the", "Agenda:" before a name. */
static struct range without_lead(const struct words *ws, struct range r)
{
	size_t n = r.first < r.end ? words_cue(ws, r.first, LANG_CUE_LEAD, NULL) : 0;
	if (n == 0 || r.first + n >= r.end)
		return r;
	struct range rest = {r.first + n, r.end};
	bool strong = n > 1 || ws->v[rest.first].punct != 0;
	rest = inner(ws, rest);
	return strong && rest.first < rest.end && is_letter(ws, rest.first) ? rest : r;
}

/* "Cancelled: board meeting", "Kick-off moved", "No call": how it stands, not what it
 * is called. */
static struct range without_status(const struct words *ws, struct range r)
{
	const char *value = "";
	/* "Book the hall, due | 2 February" */
	if (r.end > r.first + 2 && words_is(ws, r.end - 1, CUE(DEADLINE)) &&
	    (ws->v[r.end - 2].punct == ',' || ws->v[r.end - 2].punct == '(' ||
		words_boundary_dash(ws, r.end - 2)))
		r.end -= 2;
	size_t n = r.first < r.end ? words_cue(ws, r.first, LANG_CUE_STATUS, NULL) : 0;
	if (n != 0 && r.first + n + 1 < r.end &&
	    (ws->v[r.first + n].punct == ':' || words_boundary_dash(ws, r.first + n)))
		return inner(ws, (struct range){r.first + n + 1, r.end});
	if (r.end - r.first == 2 && words_cue(ws, r.first, LANG_CUE_SERIES, &value) != 0 &&
	    strcmp(value, "none") == 0 && words_is(ws, r.first + 1, CUE(NOUN) | CUE(SERIES)))
		return (struct range){r.first + 1, r.end};
	for (size_t i = r.end; i > r.first + 1 && i + 3 > r.end; i--)
		if (i - 1 + words_cue(ws, i - 1, LANG_CUE_STATUS, NULL) == r.end &&
		    !words_is(ws, i - 2, CUE(AUX) | CUE(MANNER)))
			return (struct range){r.first, i - 1};
	return r;
}

static int read_title(struct work *w, struct range r, struct label *label)
{
	const struct words *ws = &w->words;
	struct clause c;
	r = without_status(ws, without_lead(ws, r));
	/* "Meeting held | on Tuesday" */
	while (
	    r.end > r.first + 1 && words_is(ws, r.end - 1, CUE(HELD)) && !ws->v[r.end - 1].capital)
		r.end--;
	if (r.first >= r.end)
		return 0;
	bool is_sentence = clause_find(ws, r, &c);
	size_t bytes = ws->v[r.end - 1].span.end - ws->v[r.first].span.start;
	if (is_sentence && bytes > SENTENCE_FROM &&
	    title_of_clause(w, &c, label->where.words, label->where.place.city, &label->title)) {
		if (label->title.text.p == NULL)
			return work_nomem(w);
		return 0;
	}
	while (is_sentence && r.first < r.end && words_is(ws, r.first, CUE(DETERMINER)))
		r.first++;
	if (!title_of_label(w, r, label->where.words, &label->title))
		return 0;
	return label->title.text.p == NULL ? work_nomem(w) : 0;
}

/* ---- cells and lines ----------------------------------------------------------- */

/* Spaces that part columns in a text (bytes); a tab does, too. */
#define COLUMN_SPACES 3
/* A line shorter than this was not wrapped: what follows is another matter. */
#define SHORT_LINE 56

/* "Opening | Hall B", "Opening   Hall B", "Opening · Hall B": does a cell end
 * before word i? */
static bool ends_cell(const struct words *ws, size_t first, size_t i)
{
	const struct word *x = &ws->v[i];
	if (x->aside || i == first)
		return false;
	if (x->punct == '|' ||
	    (x->punct == '*' && x->spaced && i + 1 < ws->n && ws->v[i + 1].spaced))
		return true;
	uint32_t from = ws->v[i - 1].span.end, n = x->span.start - from;
	return !x->newline && x->spaced &&
	       (n >= COLUMN_SPACES || (n != 0 && ws->text.p[from] == '\t'));
}

/* A line ends before word i, and not because the text was wrapped there. */
static bool ends_line(const struct words *ws, size_t first, size_t i)
{
	const struct word *x = &ws->v[i];
	size_t k = i - 1;
	while (x->newline && k > 0 && !ws->v[k].newline)
		k--;
	uint32_t bytes = ws->v[i - 1].span.end - ws->v[k].span.start;
	return i > first && x->newline && !x->aside && bytes < SHORT_LINE &&
	       (x->capital || x->number || x->punct != 0) && is_letter(ws, i - 1);
}

static bool is_name_of_one(const struct words *ws, struct range r)
{
	return r.end - r.first <= 8 && clause_is_person(ws, r);
}

/* What a cell beside the title's says: where, who, or more of the same. */
static void read_cell(struct work *w, struct range cell, struct label *label)
{
	cell = inner(&w->words, cell);
	if (cell.first >= cell.end)
		return;
	struct where place;
	bool person = is_name_of_one(&w->words, cell);
	if (!person && label->where.place.text.n == 0 && where_whole(w, cell, &place))
		label->where = place;
	else if (person && label->people.first == label->people.end)
		label->people = cell;
}

/* The first cell or line is the title's; the others tell of it. */
static struct range take_cells(struct work *w, struct range r, struct label *label)
{
	const struct words *ws = &w->words;
	struct range title = {r.first, r.first};
	size_t from = r.first;
	for (size_t i = r.first + 1; i <= r.end; i++) {
		if (i < r.end && !ends_cell(ws, from, i) && !ends_line(ws, from, i))
			continue;
		struct range cell = inner(ws, (struct range){from, i});
		from = i;
		if (cell.first >= cell.end)
			continue;
		if (title.first == title.end)
			title = cell;
		else
			read_cell(w, cell, label);
	}
	return title.first < title.end ? title : r;
}

/* ", Dr Ada King" at the end. */
static void take_titled(const struct words *ws, struct range *r, struct label *label)
{
	for (size_t i = r->end; i > r->first + 1; i--) {
		if (ws->v[i - 1].punct != ',' || ws->v[i - 1].aside)
			continue;
		struct range names = inner(ws, (struct range){i, r->end});
		if (words_is(ws, names.first, CUE(HONORIFIC)) && is_name_of_one(ws, names) &&
		    label->people.first == label->people.end) {
			label->people = names;
			r->end = i - 1;
		}
		return;
	}
}

/* Is the first part of what may be a place one by itself? "Kick-off, Room 3" is
 * something in Room 3. */
static bool begins_with_place(struct work *w, struct range r)
{
	const struct words *ws = &w->words;
	size_t i = r.first;
	bool event = false;
	for (; i < r.end && ws->v[i].punct != ',' && !is_dash(ws, i) && ws->v[i].punct != '@'; i++)
		event |= words_is(ws, i, CUE(NOUN)) && !words_is(ws, i, CUE(VENUE));
	struct where first, all;
	if (i == r.end || where_whole(w, (struct range){r.first, i}, &first))
		return true;
	return !event && where_whole(w, r, &all) && all.place.kind != PLACE_NONE;
}

/* Nothing but a word of its status: "cancelled". */
static bool is_status(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end;) {
		size_t n = words_cue(ws, i, LANG_CUE_STATUS, NULL);
		bool small = !is_letter(ws, i) || words_is(ws, i, CUE(AUX) | CUE(DETERMINER));
		if (n == 0 && !small)
			return false;
		i += n == 0 ? 1 : n;
	}
	return r.first < r.end;
}

int label_read(struct work *w, struct range r, struct label *ret)
{
	const struct words *ws = &w->words;
	*ret = (struct label){.people = {0, 0}};
	r = inner(ws, r);
	/* "8 pm in Vienna and | 3 am in Tokyo" */
	while (r.end > r.first + 1 && words_is(ws, r.end - 1, CUE(CONJUNCTION)))
		r = inner(ws, (struct range){r.first, r.end - 1});
	/* "[tide-gauges] Next call": the list it was sent to. */
	for (size_t i = r.first; i < r.end && ws->v[r.first].punct == '['; i++)
		if (ws->v[i].punct == ']' && i + 1 < r.end) {
			r = inner(ws, (struct range){i + 1, r.end});
			break;
		}
	/* "3. Report of the board": the number of an item. */
	if (r.first + 2 < r.end && ws->v[r.first].number && ws->v[r.first + 1].punct == '.' &&
	    !ws->v[r.first + 1].spaced && ws->v[r.first + 2].spaced)
		r = inner(ws, (struct range){r.first + 2, r.end});
	if (r.first >= r.end || is_status(ws, r))
		return 0;
	ret->is_break = is_break(w, r);
	ret->generic = is_generic(ws, r);
	if (ret->generic)
		return read_title(w, r, ret);
	r = take_cells(w, r, ret);
	struct where place = {.words = {0, 0}};
	if (ret->where.place.text.n == 0 && begins_with_place(w, r) && where_whole(w, r, &place) &&
	    force_title(w).n != 0) {
		ret->where = place;
		return 0;
	}
	ret->is_break = is_break(w, r);
	take_titled(ws, &r, ret);
	if (ret->people.first == ret->people.end)
		take_people(ws, &r, ret);
	bool placed = ret->where.place.text.n != 0;
	if (!placed && !take_front_place(w, &r, ret) && !take_bracket(w, &r, ret))
		take_place(w, &r, ret);
	return read_title(w, inner(ws, r), ret);
}

int label_after(struct work *w, struct range r, struct label *label)
{
	const struct words *ws = &w->words;
	struct range rest = inner(ws, r);
	take_people(ws, &rest, label);
	rest = inner(ws, rest);
	if (rest.first >= rest.end)
		return 0;
	if (where_whole(w, rest, &label->where))
		return 0;
	/* "…, San Francisco - Ada, anyone else?": the part before the dash. */
	for (size_t i = rest.first; i < rest.end; i++)
		if (is_dash(ws, i) || ws->v[i].punct == ';') {
			if (where_whole(w, (struct range){rest.first, i}, &label->where))
				return 0;
			break;
		}
	if (clause_is_person(ws, rest))
		label->people = rest;
	else if (!where_find(w, rest, rest.first, &label->where))
		label->where = (struct where){.words = {0, 0}};
	return 0;
}
