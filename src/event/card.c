/* SPDX-License-Identifier: MIT */
#include "event/card.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/label.h"
#include "event/slot.h"

/* More or longer lines are a text (lines; bytes). */
#define CARD_LINES 6
#define CARD_BYTES 110
#define CARD_SLOTS 8

struct card {
	struct slot day, clock;
	bool has_day, has_clock;
	struct label name; /* of the first line without a date */
	struct where where;
	const char *status;
	uint32_t first, end; /* expressions */
};

static struct dl_span next_line(const struct work *w, uint32_t at, uint32_t end)
{
	const char *p = memchr(w->doc->text.p + at, '\n', end - at);
	return (struct dl_span){at, p == NULL ? end : (uint32_t)(p - w->doc->text.p)};
}

static bool has_shape(const struct work *w, const struct text_block *b)
{
	size_t lines = 0;
	for (uint32_t at = b->span.start; at < b->span.end; lines++) {
		struct dl_span s = next_line(w, at, b->span.end);
		char last = s.end > s.start ? w->doc->text.p[s.end - 1] : '\n';
		if (s.end - s.start > CARD_BYTES || last == '.' || last == ':' ||
		    lines == CARD_LINES)
			return false;
		at = s.end + 1;
	}
	return lines >= 2;
}

/* The line's dates; false when it has words beside them, or a second day. */
static bool read_times(struct work *w, struct card *c, uint32_t first, uint32_t end)
{
	struct slot slots[CARD_SLOTS];
	size_t n = 0;
	uint32_t e = first;
	while (n < CARD_SLOTS && slot_next(w, &e, end, &slots[n])) {
		slot_mark(w, &slots[n]);
		if (cand_refuse(w, &slots[n]) != NULL || !slot_is_day(w, &slots[n]))
			return false;
		n++;
	}
	for (size_t i = 0; i < w->words.n; i++)
		if (w->words.v[i].punct == 0 && !w->words.v[i].time &&
		    !words_is(&w->words, i, CUE(PREPOSITION) | CUE(CONJUNCTION)))
			return false;
	for (size_t k = 0; k < n; k++) {
		bool clock = slot_has_clock(w, &slots[k]) && slots[k].day == slots[k].start &&
			     (w->list->v[slots[k].start].known & DL_KNOWN_DAY) == 0;
		if (clock ? c->has_clock : c->has_day)
			return false;
		*(clock ? &c->clock : &c->day) = slots[k];
		*(clock ? &c->has_clock : &c->has_day) = true;
	}
	return e == end;
}

/* A line of words: the place, or the name if there is none yet. -1: no memory,
 * 1: no line of a card. */
static int read_words(struct work *w, struct card *c)
{
	struct range all = {0, w->words.n};
	struct clause clause;
	if (clause_find(&w->words, all, &clause))
		return 1;
	const char *status = cand_status(&w->words, all);
	c->status = status != NULL ? status : c->status;
	if (words_is(&w->words, 0, CUE(STAMP)))
		return 1;
	/* The first line is the name, even "Open studio". */
	bool named = c->name.title.text.n != 0;
	if (named && c->where.place.text.n == 0 && where_whole(w, all, &c->where))
		return 0;
	struct label label;
	if (label_read(w, all, &label) < 0)
		return -1;
	if (named || label.generic)
		return 0;
	if (label.title.text.n == 0) {
		label.title = (struct title){.from = TITLE_FROM_LABEL, .rule = "event.label"};
		label.title.text = title_fit(w, title_plain(w, all, TITLE_MAX * 4));
		label.where = (struct where){.words = {0, 0}};
	}
	c->name = label;
	return c->name.title.text.p == NULL ? work_nomem(w) : 0;
}

static int read_lines(struct work *w, const struct text_block *b, struct card *c)
{
	uint32_t e = c->first;
	for (uint32_t at = b->span.start; at < b->span.end;) {
		struct dl_span s = next_line(w, at, b->span.end);
		uint32_t first = e;
		while (e < c->end && w->list->v[e].span.start < s.end)
			e++;
		if (!words_read(&w->words, s))
			return work_nomem(w);
		int status = first == e ? read_words(w, c) : !read_times(w, c, first, e);
		if (status != 0)
			return status;
		at = s.end + 1;
	}
	return 0;
}

static int make(struct work *w, const struct text_block *b, struct card *c)
{
	struct slot slot = slot_joined(&c->day, c->has_clock ? &c->clock : NULL, NULL);
	struct where *where = c->where.place.text.n != 0 ? &c->where : &c->name.where;
	struct draft_event d = {.slot = &slot,
	    .span = b->span,
	    .title = c->name.title,
	    .where = where,
	    .reason = "event.card"};
	struct cand *made = NULL;
	w->words.n = 0;
	if (cand_make(w, &d, &made) < 0)
		return -1;
	if (made == NULL)
		return 0;
	if (c->status != NULL && strcmp(c->status, "moved") != 0)
		made->event.status =
		    strcmp(c->status, "cancelled") == 0 ? DL_CANCELLED : DL_TENTATIVE;
	for (uint32_t e = c->first; e < c->end; e++) {
		w->owners[e] = (uint32_t)(w->n - 1);
		w->reasons[e] = d.reason;
	}
	return 0;
}

int card_read(struct work *w, const struct text_block *b, bool *ret_card)
{
	struct card c = {.first = w->next_expr};
	*ret_card = false;
	while (c.first < w->list->n && w->list->v[c.first].span.start < b->span.start)
		c.first++;
	c.end = c.first;
	while (c.end < w->list->n && w->list->v[c.end].span.start < b->span.end)
		c.end++;
	if (c.first == c.end || force_is_background(w) || b->struck || b->furniture ||
	    !has_shape(w, b))
		return 0;
	int status = read_lines(w, b, &c);
	if (status < 0)
		return -1;
	if (status != 0 || !c.has_day || c.name.title.text.n == 0)
		return 0;
	*ret_card = true;
	w->next_expr = c.end;
	return make(w, b, &c);
}
