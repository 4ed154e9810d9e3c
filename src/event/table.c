/* SPDX-License-Identifier: MIT */
#include "event/table.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/label.h"
#include "event/record.h"
#include "event/slot.h"

struct row {
	struct slot date, time, end;
	bool has_date, has_time, has_end;
	bool text, figures; /* some cell has words; some has nothing but figures */
	bool is_break;
	struct title title;
	struct where where;
	struct dl_str people;
	struct dl_span span;
	uint32_t first, stop; /* expressions */
};

static const char *role_of(const struct work *w, const struct text_block *b)
{
	if (b->head_cell == TEXT_NO_BLOCK)
		return NULL;
	return record_role(str_sub(w->doc->text, w->doc->blocks[b->head_cell].span));
}

/* The expressions of a block; w->next_expr moves past them. */
static void take_exprs(struct work *w, uint32_t block, uint32_t *ret_first, uint32_t *ret_end)
{
	while (w->next_expr < w->list->n && w->list->v[w->next_expr].block < block)
		w->next_expr++;
	*ret_first = w->next_expr;
	while (w->next_expr < w->list->n && w->list->v[w->next_expr].block == block)
		w->next_expr++;
	*ret_end = w->next_expr;
}

static void put_slot(struct work *w, struct row *r, const struct slot *s, const char *role)
{
	bool clock = slot_has_clock(w, s) && (w->list->v[s->day].known & DL_KNOWN_DAY) == 0;
	if (role != NULL && strcmp(role, "end") == 0 && !r->has_end) {
		r->end = *s;
		r->has_end = true;
	} else if (clock && !r->has_time) {
		r->time = *s;
		r->has_time = true;
	} else if (!clock && !r->has_date) {
		r->date = *s;
		r->has_date = true;
	}
}

/* The words of a cell beside its times: title, place or people by the column's
 * name; the longest words are the title where no column says so. */
static int put_text(struct work *w, struct row *r, const char *role)
{
	struct words *ws = &w->words;
	struct range all = {0, ws->n};
	size_t letters = 0;
	for (size_t i = 0; i < ws->n; i++)
		letters += ws->v[i].punct == 0 && !ws->v[i].time && !ws->v[i].number;
	r->figures |= letters == 0 && ws->n != 0 && ws->v[0].number && !ws->v[0].time;
	if (letters == 0)
		return 0;
	r->text = true;
	if (role != NULL && strcmp(role, "place") == 0) {
		r->where.place = where_text(w, title_plain(w, all, PLACE_MAX));
		return r->where.place.text.p == NULL ? work_nomem(w) : 0;
	}
	if (role != NULL && strcmp(role, "people") == 0) {
		r->people = title_plain(w, all, PLACE_MAX);
		return r->people.p == NULL ? work_nomem(w) : 0;
	}
	struct label label;
	if (label_read(w, all, &label) < 0)
		return -1;
	bool named = role != NULL && strcmp(role, "title") == 0;
	if (label.title.text.n != 0 && (named || label.title.text.n > r->title.text.n)) {
		r->title = label.title;
		r->is_break = label.is_break;
	}
	if (label.where.place.text.n != 0 && r->where.place.text.n == 0)
		r->where = label.where;
	return 0;
}

static int read_cell(struct work *w, struct row *r, uint32_t block)
{
	const struct text_block *b = &w->doc->blocks[block];
	uint32_t first = 0, end = 0;
	take_exprs(w, block, &first, &end);
	r->stop = end;
	if (!words_read(&w->words, b->span))
		return work_nomem(w);
	const char *role = role_of(w, b);
	uint32_t e = first;
	struct slot s;
	while (slot_next(w, &e, end, &s)) {
		slot_mark(w, &s);
		if (cand_refuse(w, &s) == NULL)
			put_slot(w, r, &s, role);
	}
	return put_text(w, r, role);
}

static const char *refuse(const struct work *w, const struct row *r)
{
	if (force_is_background(w))
		return "background.section";
	if (r->is_break)
		return "background.break";
	if (!r->text || (r->figures && r->title.text.n == 0))
		return "background.figures";
	/* "2019 | Visitors | 4,100": years beside figures are statistics. */
	struct slot s = slot_joined(r->has_date ? &r->date : NULL, r->has_time ? &r->time : NULL,
	    r->has_end ? &r->end : NULL);
	if (r->figures && !slot_is_day(w, &s))
		return "background.figures";
	return NULL;
}

static int make(struct work *w, struct row *r)
{
	struct slot s = slot_joined(r->has_date ? &r->date : NULL, r->has_time ? &r->time : NULL,
	    r->has_end ? &r->end : NULL);
	struct draft_event d = {.slot = &s,
	    .span = r->span,
	    .title = r->title,
	    .where = &r->where,
	    .reason = "event.row"};
	struct cand *c = NULL;
	w->words.n = 0;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	if (c == NULL)
		return 0;
	if (r->people.n != 0)
		c->people[c->n_people++] = r->people;
	for (uint32_t e = r->first; e < r->stop; e++)
		if (w->reasons[e] == NULL) {
			w->owners[e] = (uint32_t)(w->n - 1);
			w->reasons[e] = d.reason;
		}
	return 0;
}

/* A row with nothing but a day is the heading of the rows below it. */
static void set_day(struct work *w, const struct row *r)
{
	const struct when_expr *x = &w->list->v[r->date.start];
	if (!r->has_date || !x->has_from || x->grain != WHEN_GRAIN_DAY)
		return;
	w->force.v[w->force.top].has_day = true;
	w->force.v[w->force.top].day = x->from;
}

int table_row(struct work *w, uint32_t block, uint32_t end)
{
	struct row r = {
	    .span = {w->doc->blocks[block].span.start, w->doc->blocks[end - 1].span.end}};
	uint32_t none = 0;
	take_exprs(w, block, &r.first, &none);
	w->next_expr = r.first;
	bool header = true;
	for (uint32_t b = block; b < end; b++) {
		header &= w->doc->blocks[b].header;
		if (read_cell(w, &r, b) < 0)
			return -1;
	}
	if (header) {
		work_background_rest(w, r.first, r.stop, "background.header");
		return 0;
	}
	set_day(w, &r);
	if (!r.has_date && !r.has_time) {
		work_background_rest(w, r.first, r.stop, "background.figures");
		return 0;
	}
	const char *reason = refuse(w, &r);
	if (reason == NULL)
		return make(w, &r);
	work_background_rest(w, r.first, r.stop, reason);
	return 0;
}
