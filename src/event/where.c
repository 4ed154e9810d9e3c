/* SPDX-License-Identifier: MIT */
#include "event/where.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Words of one part of a place: "Faculty of Law and Economics of the University". */
#define PART_WORDS 9
/* Commas that a place may go on after: hall, street, quarter, city, country. */
#define PART_COMMAS 5
/* A place further from the date than this is another sentence's in disguise. */
#define NEAR_WORDS 60
/* Words of a text that is a place as a whole: hall, address, town, room. */
#define WHOLE_WORDS 28

static bool is_small_link(const struct words *ws, size_t i)
{
	return ws->v[i].punct == '&' || ws->v[i].punct == '/' || words_is(ws, i, CUE(NAMELINK));
}

/* Words from i on that make one part of a place's name. */
static size_t part_end(const struct words *ws, size_t i, size_t end)
{
	size_t last = i;
	for (size_t k = i; k < end && k - i < PART_WORDS; k++) {
		const struct word *w = &ws->v[k];
		if (w->time || (w->aside && (k == 0 || !ws->v[k - 1].aside) && k > i))
			break;
		if (w->punct == '.') { /* "St. Mary's", "Blvd." */
			if (k == i || w->spaced || k + 1 >= end ||
			    lang_cue_find(
				ws->language, words_text(ws, k - 1), LANG_CUE_ABBREVIATION) == NULL)
				break;
			continue;
		}
		if (w->capital || (w->number && k > i) ||
		    (words_is(ws, k, CUE(VENUE)) && w->punct == 0)) {
			last = k + 1;
		} else if (w->number && k == i) {
			last = k + 1;
		} else if (!is_small_link(ws, k) || k == i) {
			break;
		}
	}
	/* "in Vienna and Graz": the link word joins a name to a name; what follows
	 * "and" is another place, kept with it. */
	return last;
}

static bool ends_in_venue(const struct words *ws, size_t first, size_t end)
{
	for (size_t i = end; i > first && end - i < 3; i--)
		if (words_is(ws, i - 1, CUE(VENUE)) && !ws->v[i - 1].number)
			return i == end || ws->v[i].number ||
			       ws->v[i].span.end - ws->v[i].span.start == 1; /* "Hall A" */
	return false;
}

static bool is_virtual(const struct words *ws, size_t i, size_t *ret_end)
{
	size_t n = words_cue(ws, i, LANG_CUE_VIRTUAL, NULL);
	*ret_end = i + n;
	return n != 0;
}

/* Spaces and line breaks folded, PLACE_MAX characters. */
static struct dl_str tidy(struct work *w, struct dl_str s)
{
	s = utf8_head(str_trim(s), PLACE_MAX);
	char *out = arena_alloc(w->arena, 1, s.n + 1);
	if (out == NULL)
		return (struct dl_str){NULL, 0};
	size_t k = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool space = is_space((unsigned char)s.p[i]);
		if (space && (k == 0 || out[k - 1] == ' '))
			continue;
		out[k++] = space ? ' ' : s.p[i];
	}
	while (k != 0 && strchr(" ,;.", out[k - 1]) != NULL)
		k--;
	return (struct dl_str){out, k};
}

static bool known(struct dl_str text, struct place *ret)
{
	struct place p;
	if (!place_read(text, &p))
		return false;
	*ret = p;
	return true;
}

/* Reads parts from first on; false when nothing shows that it is a place. */
static bool read_parts(
    struct work *w, size_t first, size_t end, size_t *ret_end, struct place *ret, bool *ret_known)
{
	const struct words *ws = &w->words;
	size_t stop = part_end(ws, first, end);
	if (stop == first || ws->v[first].number)
		return false;
	bool venue = ends_in_venue(ws, first, stop);
	struct place p = {.kind = PLACE_NONE};
	bool found = known(words_between(ws, first, stop), &p);
	for (int k = 0; k < PART_COMMAS && stop + 1 < end && ws->v[stop].punct == ','; k++) {
		size_t next = part_end(ws, stop + 1, end);
		if (next == stop + 1)
			break;
		struct place q = {.kind = PLACE_NONE};
		bool more = known(words_between(ws, stop + 1, next), &q);
		bool address = ws->v[stop + 1].number && next > stop + 2;
		if (!more && !address && !ends_in_venue(ws, stop + 1, next))
			break;
		stop = next;
		found |= more;
	}
	if (!found && !venue)
		return false;
	struct place whole = {.kind = PLACE_NONE};
	struct dl_str text = words_between(ws, first, stop);
	if (known(text, &whole))
		p = whole;
	p.text = text;
	*ret = p;
	*ret_end = stop;
	*ret_known = found;
	return true;
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

bool where_find(struct work *w, struct range in, size_t near, struct where *ret)
{
	const struct words *ws = &w->words;
	bool any = false, best_known = false;
	struct where best = {.words = {0, 0}};
	if (near > in.first + NEAR_WORDS)
		in.first = near - NEAR_WORDS;
	if (in.end > near + NEAR_WORDS)
		in.end = near + NEAR_WORDS;
	for (size_t i = in.first; i < in.end; i++) {
		if (ws->v[i].time || ws->v[i].aside)
			continue;
		size_t n = words_cue(ws, i, LANG_CUE_PLACEWORD, NULL), first = i + n, stop = 0;
		struct place p = {.kind = PLACE_NONE};
		bool is_known = false, found = false;
		if (n == 0 && is_virtual(ws, i, &stop)) {
			p.text = words_between(ws, i, stop);
			found = true;
		} else if (n != 0) {
			while (first < in.end && words_is(ws, first, CUE(DETERMINER)))
				first++;
			found =
			    first < in.end && read_parts(w, first, in.end, &stop, &p, &is_known);
		}
		if (!found)
			continue;
		/* "at the Old Mill in Leeds": one place. */
		size_t m = stop < in.end ? words_cue(ws, stop, LANG_CUE_PLACEWORD, NULL) : 0;
		struct place q;
		size_t more = 0;
		bool q_known = false;
		if (m != 0 && stop + m < in.end && ws->v[stop + m].capital &&
		    read_parts(w, stop + m, in.end, &more, &q, &q_known) && q_known && !is_known) {
			q.text = words_between(ws, first, more);
			p = q;
			stop = more;
			is_known = true;
		}
		bool better = !any || (is_known && !best_known) ||
			      (is_known == best_known &&
				  distance(i, near) < distance(best.words.first, near));
		if (better) {
			best = (struct where){{i, stop}, p};
			best_known = is_known;
			any = true;
		}
		i = stop - 1;
	}
	if (!any)
		return false;
	*ret = best;
	ret->place.text = tidy(w, best.place.text);
	return ret->place.text.p != NULL;
}

/* Punctuation off both ends. */
static struct range inner(const struct words *ws, struct range r)
{
	while (r.first < r.end && (ws->v[r.first].punct != 0 || ws->v[r.first].time))
		r.first++;
	while (r.first < r.end && (ws->v[r.end - 1].punct != 0 || ws->v[r.end - 1].time))
		r.end--;
	return r;
}

/* Can words [first, end) be one part of a place? ret_strong: a hall, a number
 * in a street, a name that the gazetteer knows. */
static bool is_part(const struct words *ws, size_t first, size_t end, bool *ret_strong)
{
	struct place p;
	size_t links = 0;
	bool noun = false, plain = true, named = false, unit = false;
	for (size_t i = first; i < end; i++) {
		const struct word *x = &ws->v[i];
		/* "conference room", "lecture hall": the first word is part of the second. */
		bool pair =
		    words_is(ws, i, CUE(NOUN)) && i + 1 < end && words_is(ws, i + 1, CUE(VENUE));
		bool venue = words_is(ws, i, CUE(VENUE)) || pair;
		/* "University of Technology" */
		named |= words_is(ws, i, CUE(VENUE)) && x->capital && i + 2 < end &&
			 words_is(ws, i + 1, CUE(GENITIVE)) && ws->v[i + 2].capital;
		if (x->time || (x->punct != 0 && strchr(":!?()[]\"", x->punct) != NULL))
			return false;
		bool link = is_small_link(ws, i);
		if (!x->capital && !x->number && x->punct == 0 && !link && !venue)
			return false;
		plain &= x->capital || x->number || x->punct != 0 || link || venue;
		/* "Museum of the City", but no "Opening of the Bridge" */
		links += link && !(i > first && words_is(ws, i - 1, CUE(VENUE)));
		noun |= words_is(ws, i, CUE(NOUN)) && !venue;
		unit |= words_is(ws, i, CUE(NOUN) | CUE(UNIT));
	}
	/* The initial of "J. Moss". */
	if (end == first + 1 && ws->v[first].capital && end < ws->n && ws->v[end].punct == '.' &&
	    ws->v[first].span.end - ws->v[first].span.start == 1)
		return false;
	bool known_name = known(words_between(ws, first, end), &p);
	/* "New gymnasium" is news, not where. */
	bool news = words_is(ws, first, CUE(EPITHET)) && !ws->v[end - 1].capital;
	bool venue = (ends_in_venue(ws, first, end) || named) && plain && links == 0 &&
		     ws->v[first].capital && !news;
	/* "Auditorium Maximum", "Studio 3", but no "Club Night" */
	venue |= words_is(ws, first, CUE(VENUE)) && ws->v[first].capital && end == first + 2 &&
		 (ws->v[first + 1].capital || ws->v[first + 1].number) && !unit;
	bool address = ws->v[first].number && end - first > 1;
	*ret_strong = known_name || venue || address;
	return *ret_strong || (end - first <= 4 && links == 0 && !noun && plain);
}

bool where_whole(struct work *w, struct range r, struct where *ret)
{
	const struct words *ws = &w->words;
	r = inner(ws, r);
	if (r.first < r.end) {
		size_t n = words_cue(ws, r.first, LANG_CUE_PLACEWORD, NULL);
		r.first += n < r.end - r.first ? n : 0;
	}
	while (r.first < r.end && words_is(ws, r.first, CUE(DETERMINER)))
		r.first++;
	if (r.first >= r.end || r.end - r.first > WHOLE_WORDS)
		return false;
	size_t stop = 0, start = r.first;
	bool strong = is_virtual(ws, r.first, &stop) && stop == r.end;
	for (size_t i = r.first; stop != r.end && i <= r.end; i++) {
		/* Parts end at commas, at the dot of "Blvd.", at a dash or "@". */
		bool parted = i == r.end || ws->v[i].punct == ',' || ws->v[i].punct == '@' ||
			      ws->v[i].punct == '.' || (ws->v[i].punct == '-' && ws->v[i].spaced);
		if (!parted)
			continue;
		bool part_strong = false;
		if (i > start && !is_part(ws, start, i, &part_strong))
			return false;
		strong |= part_strong;
		start = i + 1;
	}
	if (!strong)
		return false;
	struct place p = {.kind = PLACE_NONE};
	struct dl_str text = words_between(ws, r.first, r.end);
	known(text, &p);
	p.text = tidy(w, text);
	*ret = (struct where){r, p};
	return p.text.p != NULL;
}

struct place where_text(struct work *w, struct dl_str text)
{
	struct place p = {.kind = PLACE_NONE};
	known(text, &p);
	p.text = tidy(w, text);
	return p;
}
