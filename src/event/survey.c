/* SPDX-License-Identifier: MIT */
#include "event/survey.h"

#include "base/str.h"

/* So much of a text says where it is at home (bytes). */
#define SURVEY_BYTES (32 * 1024)
/* Words of a place's name that are tried, longest first. */
#define NAME_WORDS 3
/* Zones that are counted; a text with more is at home nowhere. */
#define MAX_ZONES 12
/* Sentences that begin with a year or month before a text is a chronicle. */
#define CHRONICLE_LEAST 4

struct vote {
	struct dl_str zone;
	int weight;
};

/* A country or a city with its country beside it says more than a bare name,
 * which may be a person's or a company's. */
static int weight_of(const struct place *p)
{
	if (p->kind == PLACE_COUNTRY)
		return 2;
	return p->kind == PLACE_REGION || str_find(p->text, ',') < p->text.n ? 2 : 1;
}

static void add_vote(struct vote v[MAX_ZONES], const struct place *p)
{
	for (size_t i = 0; i < MAX_ZONES; i++) {
		if (v[i].weight != 0 && !str_eq(v[i].zone, p->zone))
			continue;
		v[i].zone = p->zone;
		v[i].weight += weight_of(p);
		return;
	}
}

/* The longest place that begins at word i; words it has, 0: none. A lone word
 * counts only as a place: "in Reading", ", Leeds". */
static size_t read_name(const struct words *ws, size_t i, struct place *ret)
{
	const struct word *x = &ws->v[i];
	if (!x->capital || x->time || words_is(ws, i, CUE(HONORIFIC)))
		return 0;
	for (size_t n = NAME_WORDS; n > 0; n--) {
		if (i + n > ws->n || ws->v[i + n - 1].punct != 0 || !ws->v[i + n - 1].capital)
			continue;
		struct dl_span s = {x->span.start, ws->v[i + n - 1].span.end};
		if (!place_find(str_sub(ws->text, s), ret) || ret->zone.n == 0)
			continue;
		bool placed = i > 0 && (words_is(ws, i - 1, CUE(PLACEWORD)) ||
					   ws->v[i - 1].punct == ',' || ws->v[i - 1].punct == '@');
		bool large = ret->kind != PLACE_CITY;
		return placed || large || n > 1 ? n : 0;
	}
	return 0;
}

int survey_zone(struct work *w)
{
	struct vote votes[MAX_ZONES] = {{.weight = 0}};
	uint32_t end = (uint32_t)(w->doc->text.n < SURVEY_BYTES ? w->doc->text.n : SURVEY_BYTES);
	while (end > 0 && ((unsigned char)w->doc->text.p[end - 1] & 0x80) != 0)
		end--;
	if (!words_read(&w->words, (struct dl_span){0, end}))
		return work_nomem(w);
	struct place p = {.kind = PLACE_NONE};
	for (size_t i = 0; i < w->words.n;) {
		size_t n = read_name(&w->words, i, &p);
		if (n != 0)
			add_vote(votes, &p);
		i += n == 0 ? 1 : n;
	}
	int all = 0, best = 0;
	for (int i = 0; i < MAX_ZONES; i++) {
		all += votes[i].weight;
		best = votes[i].weight > votes[best].weight ? i : best;
	}
	if (votes[best].weight >= 2 && votes[best].weight * 10 >= all * 6)
		w->guess = votes[best].zone;
	return 0;
}

bool survey_is_chronicle(const struct work *w)
{
	size_t initial = 0, dated = 0;
	for (size_t i = 0; i < w->list->n; i++) {
		const struct when_expr *x = &w->list->v[i];
		const struct text_block *b = &w->doc->blocks[x->block];
		bool prose =
		    b->kind == TEXT_PARAGRAPH || b->kind == TEXT_ITEM || b->kind == TEXT_QUOTE;
		if (x->type != WHEN_DATE || !x->has_from || !prose)
			continue;
		dated++;
		/* "In the spring of 1945 …": at most two short words before it. */
		uint32_t at = x->span.start,
			 from = at > b->span.start + 12 ? at - 12 : b->span.start;
		bool start = from == b->span.start;
		for (uint32_t k = from; k < at && !start; k++)
			start = w->doc->text.p[k] == '.' || w->doc->text.p[k] == '\n';
		initial += start && x->grain <= WHEN_GRAIN_MONTH && (x->known & DL_KNOWN_YEAR) != 0;
	}
	return initial >= CHRONICLE_LEAST && initial * 2 >= dated;
}
