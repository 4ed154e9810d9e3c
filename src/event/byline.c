/* SPDX-License-Identifier: MIT */
#include "event/byline.h"

#include <string.h>

#include "event/clause.h"
#include "event/slot.h"

/* Longest such line in words, its date not counted. */
#define BYLINE_WORDS 10
/* It stands among the first blocks of a text, or is the last. */
#define FIRST_BLOCKS 6

static bool stands_at_edge(const struct work *w, uint32_t block)
{
	return block < FIRST_BLOCKS || block + 2 >= w->doc->n_blocks;
}

/* Words [first, end) between punctuation are a name with an initial or two names. */
static bool is_person(const struct words *ws, size_t first, size_t end)
{
	size_t names = 0, initials = 0;
	for (size_t i = first; i < end; i++) {
		if (ws->v[i].punct == '.')
			continue;
		if (ws->v[i].punct != 0 || !ws->v[i].capital ||
		    words_is(ws, i, CUE(NOUN) | CUE(VENUE) | CUE(SERIES)))
			return false;
		size_t length = ws->v[i].span.end - ws->v[i].span.start;
		initials += length == 1 || (length <= 3 && ws->v[i].upper);
		names++;
	}
	return names != 0 && names <= 3 && initials != 0;
}

/* "Notice from the Streets Department", "Draft 3", no "Report launch" */
static bool is_document(const struct words *ws, size_t i)
{
	const char *value = "";
	size_t n = words_cue(ws, i, LANG_CUE_DOCUMENT, &value), next = i + n;
	if (n == 0 || strcmp(value, "record") == 0)
		return false;
	return next >= ws->n || ws->v[next].time || ws->v[next].number || ws->v[next].punct != 0 ||
	       words_is(ws, next, CUE(PREPOSITION));
}

bool byline_is(const struct work *w, const struct slot *s)
{
	static const uint16_t dated = DL_KNOWN_MONTH | DL_KNOWN_DAY;
	const struct words *ws = &w->words;
	const struct when_expr *x = &w->list->v[s->day];
	const struct text_block *b = &w->doc->blocks[x->block];
	if ((b->kind != TEXT_PARAGRAPH && b->kind != TEXT_QUOTE) || (x->known & dated) != dated ||
	    s->end != WHEN_NONE || slot_has_clock(w, s) || x->lead != WHEN_LEAD_NONE ||
	    !stands_at_edge(w, x->block))
		return false;
	size_t n = 0, from = 0;
	bool by = false;
	for (size_t i = 0; i <= ws->n; i++) {
		bool stop =
		    i == ws->n || ws->v[i].time ||
		    (ws->v[i].punct != 0 && ws->v[i].punct != '.' && ws->v[i].punct != '\'');
		if (stop) {
			by |= i > from && is_person(ws, from, i);
			from = i + 1;
			continue;
		}
		if (ws->v[i].punct != 0)
			continue;
		bool begins = i == from;
		n++;
		by |= begins && (words_is(ws, i, CUE(AGENT)) || is_document(ws, i));
		if (words_is(ws, i, CUE(VENUE)) && !by)
			return false;
	}
	return by && n <= BYLINE_WORDS;
}
