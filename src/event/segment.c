/* SPDX-License-Identifier: MIT */
#include "event/segment.h"

/* Has [from, end) a time of its own? *ret_first: it stands at the beginning. */
static bool has_slot(
    const struct work *w, const struct segments *s, size_t from, size_t end, bool *ret_first)
{
	const struct words *ws = &w->words;
	size_t i = from;
	while (i < end && ws->v[i].punct != 0)
		i++;
	*ret_first = i < end && ws->v[i].time;
	for (size_t k = 0; k < s->n; k++) {
		size_t at = slot_word(w, &s->slots[k]);
		if (at >= from && at < end)
			return true;
	}
	return false;
}

/* One past the last word of the line that word i stands in. */
static size_t line_end(const struct words *ws, size_t i)
{
	do
		i++;
	while (i < ws->n && !ws->v[i].newline);
	return i;
}

struct segments segment_of(const struct work *w, const struct slot *slots, size_t n)
{
	struct segments s = {.slots = slots, .n = n, .lines = true};
	bool first = false;
	for (size_t i = 0; i < w->words.n && s.lines; i = line_end(&w->words, i))
		s.lines = has_slot(w, &s, i, line_end(&w->words, i), &first);
	return s;
}

/* Lines of a list are at least so many; two may be a sentence. */
#define LIST_LINES 3

bool segment_list(const struct work *w, const struct slot *slots, size_t n)
{
	const struct words *ws = &w->words;
	size_t lines = 0;
	for (size_t i = 0; i < ws->n; i = line_end(ws, i), lines++)
		if (!ws->v[i].capital && !ws->v[i].number && ws->v[i].punct == 0)
			return false;
	return lines >= LIST_LINES && segment_of(w, slots, n).lines;
}

/* Lines that all have a time are entries; else those that begin with one are,
 * after another that does. A time may go on from one line to the next. */
static bool breaks_at(const struct work *w, const struct segments *s, size_t from, size_t at)
{
	const struct words *ws = &w->words;
	bool first = false, begins = false;
	bool inside = ws->v[at].time && ws->v[at - 1].time && ws->v[at].expr == ws->v[at - 1].expr;
	if (ws->v[at].aside || inside)
		return false;
	return has_slot(w, s, from, at, &first) && has_slot(w, s, at, line_end(ws, at), &begins) &&
	       (s->lines || (first && begins));
}

size_t segment_end(const struct work *w, const struct segments *s, size_t from)
{
	const struct words *ws = &w->words;
	bool first = false;
	for (size_t i = from + 1; i < ws->n; i++) {
		if (ws->v[i].newline && breaks_at(w, s, from, i))
			return i;
		bool semicolon = ws->v[i].punct == ';' && !ws->v[i].aside && !ws->v[i].time;
		if (semicolon && has_slot(w, s, from, i, &first) &&
		    has_slot(w, s, i + 1, ws->n, &first))
			return i + 1;
	}
	return ws->n;
}
