/* SPDX-License-Identifier: MIT */
#include "event/table.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/column.h"
#include "event/force.h"
#include "event/label.h"
#include "event/record.h"
#include "event/slot.h"
#include "when/civil.h"
#include "when/zone.h"

/* Columns with days besides the first; more are a calendar, not milestones. */
#define MORE_DATES 5

struct row {
	struct table *table;
	struct slot date, time, end;
	bool has_date, has_time, has_end;
	bool text, figures; /* some cell has words; some has nothing but figures */
	bool is_break;
	bool inherited;	 /* its time is that of the row above */
	bool named;	 /* title is a title column's */
	bool in_columns; /* cells of a grid that made events */
	struct title title, about;
	struct where where;
	struct dl_str people, url, zone, notes;
	bool all_day;
	const char *status;
	struct dl_span span;
	uint32_t first, stop; /* expressions */
	/* Days in columns of their own ("Apply by", "Results"): the first is date. */
	uint32_t block, date_block; /* of the cell at hand, of date */
	struct {
		struct slot slot;
		uint32_t block;
	} more[MORE_DATES];
	size_t n_more;
};

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

static bool is_role(const char *role, const char *name)
{
	return role != NULL && strcmp(role, name) == 0;
}

static bool is_timed(const char *role)
{
	return is_role(role, "date") || is_role(role, "when") || is_role(role, "time") ||
	       is_role(role, "start") || is_role(role, "end");
}

static void put_slot(struct work *w, struct row *r, const struct slot *s, const char *role)
{
	bool clock = slot_has_clock(w, s) && (w->list->v[s->day].known & DL_KNOWN_DAY) == 0;
	/* "End date" and "End time" beside one another: the day, at that hour. */
	if (is_role(role, "end") && (!r->has_end || clock)) {
		r->end = *s;
		r->has_end = true;
	} else if (clock && !r->has_time) {
		r->time = *s;
		r->has_time = true;
	} else if (!clock && !r->has_date && !is_role(role, "end")) {
		r->date = *s;
		r->has_date = true;
		r->date_block = r->block;
	} else if (!clock && r->has_date && r->block != r->date_block && role == NULL &&
		   r->n_more < MORE_DATES) {
		r->more[r->n_more].slot = *s;
		r->more[r->n_more++].block = r->block;
	}
}

/* ---- cells -------------------------------------------------------------------- */

/* Hall and town in columns of their own: "Old Mill" and "Leeds". */
static int put_place(struct work *w, struct row *r, struct dl_str text)
{
	struct place more = where_text(w, text), *p = &r->where.place;
	if (more.text.p == NULL)
		return work_nomem(w);
	if (p->text.n == 0 || more.text.n == 0) {
		*p = more.text.n != 0 ? more : *p;
		return 0;
	}
	bool town_first = p->kind == PLACE_CITY && more.kind != PLACE_CITY;
	const struct place *hall = town_first ? &more : p, *town = town_first ? p : &more;
	struct place whole = where_text(w, arena_printf(w->arena, "%.*s, %.*s", (int)hall->text.n,
					       hall->text.p, (int)town->text.n, town->text.p));
	if (whole.text.p == NULL)
		return work_nomem(w);
	*p = whole;
	return 0;
}

/* A title column's own words are the title, whatever they look like. */
static int put_title(struct work *w, struct row *r, struct range all, bool about)
{
	struct label label;
	if (label_read(w, all, &label) < 0)
		return -1;
	if (label.title.text.n == 0 && !label.generic &&
	    title_of_label(w, all, (struct range){0, 0}, &label.title))
		label.where = (struct where){.words = {0, 0}};
	if (label.title.text.n != 0 && label.title.text.p == NULL)
		return work_nomem(w);
	const char *status = cand_status(&w->words, all);
	r->status = status != NULL ? status : r->status;
	if (about) {
		r->about = label.title;
		return 0;
	}
	r->is_break |= label.is_break && !r->named;
	if (r->named || label.title.text.n == 0)
		return 0;
	r->title = label.title;
	r->named = true;
	if (label.where.place.text.n != 0 && r->where.place.text.n == 0)
		r->where = label.where;
	if (label.people.first < label.people.end && r->people.n == 0)
		r->people = title_plain(w, label.people, PLACE_MAX);
	return 0;
}

/* Words of a column without a name: the longest are the title where no column
 * says so. */
static int put_words(struct work *w, struct row *r, struct range all)
{
	struct label label;
	struct where whole;
	/* "Old Foundry, 12 Mill Lane" under "Cycle clinics": where, not what */
	if (r->where.place.text.n == 0 && force_title(w).n != 0 && all.end > all.first + 3 &&
	    where_whole(w, all, &whole)) {
		r->where = whole;
		return 0;
	}
	if (label_read(w, all, &label) < 0)
		return -1;
	const char *status = cand_status(&w->words, all);
	r->status = status != NULL ? status : r->status;
	if (!r->named && label.title.text.n > r->title.text.n) {
		r->title = label.title;
		r->is_break = label.is_break;
	}
	if (label.where.place.text.n != 0 && r->where.place.text.n == 0)
		r->where = label.where;
	return 0;
}

static void put_link(struct work *w, struct row *r, const struct text_block *b)
{
	struct dl_str text = str_trim(str_sub(w->doc->text, b->span));
	if (str_starts(text, STR("http")))
		r->url = text;
}

/* The words of a cell beside its times, by what its column is. */
static int put_text(struct work *w, struct row *r, const struct text_block *b, const char *role)
{
	struct words *ws = &w->words;
	struct range all = {0, ws->n};
	size_t letters = 0;
	for (size_t i = 0; i < ws->n; i++)
		letters += ws->v[i].punct == 0 && !ws->v[i].time && !ws->v[i].number;
	r->figures |= letters == 0 && ws->n != 0 && ws->v[0].number && !ws->v[0].time;
	if (letters == 0)
		return 0;
	if (is_role(role, "url") || is_role(role, "other") || is_role(role, "contact") ||
	    is_role(role, "track")) {
		put_link(w, r, b);
		return 0;
	}
	r->text = true;
	if (is_role(role, "place"))
		return put_place(w, r, title_plain(w, all, PLACE_MAX));
	if (is_role(role, "people")) {
		r->people = title_plain(w, all, PLACE_MAX);
		return r->people.p == NULL ? work_nomem(w) : 0;
	}
	if (is_role(role, "status")) {
		const char *status = cand_status(ws, all);
		r->status = status != NULL ? status : r->status;
		return 0;
	}
	if (is_role(role, "zone")) {
		struct dl_str text = str_trim(str_sub(w->doc->text, b->span));
		r->zone = zone_exists(text) ? text : r->zone;
		return 0;
	}
	if (is_role(role, "allday")) { /* as programs that export calendars write it */
		struct dl_str text = str_trim(str_sub(w->doc->text, b->span));
		r->all_day = str_eq_fold(text, STR("true")) || str_eq(text, STR("1"));
		return 0;
	}
	if (is_role(role, "about"))
		r->notes = str_trim(str_sub(w->doc->text, b->span));
	if (is_role(role, "title") || is_role(role, "about"))
		return put_title(w, r, all, is_role(role, "about"));
	return put_words(w, r, all);
}

/* "27.1 (2 July)": a figure, and when it was measured. words hold the cell, its
 * times are marked. */
static bool is_measured(const struct words *ws)
{
	bool number = false;
	for (size_t i = 0; i < ws->n; i++) {
		if (ws->v[i].time || ws->v[i].punct != 0)
			continue;
		if (!ws->v[i].number)
			return false;
		number = true;
	}
	return number;
}

static int read_cell(struct work *w, struct row *r, uint32_t block, bool grid)
{
	const struct text_block *b = &w->doc->blocks[block];
	const struct column *c = table_column(r->table, b);
	uint32_t first = 0, end = 0;
	take_exprs(w, block, &first, &end);
	r->stop = end;
	if (grid && (c->has_day || c->track))
		return 0;
	if (!words_read(&w->words, b->span))
		return work_nomem(w);
	uint32_t e = first;
	struct slot s;
	r->block = block;
	while (slot_next(w, &e, end, &s)) {
		slot_mark(w, &s);
		/* "Discussion of the plans of 2019" in a title */
		bool told = c->role != NULL && !is_timed(c->role);
		bool figure = !slot_has_clock(w, &s) && is_measured(&w->words);
		if (cand_refuse(w, &s) == NULL && !figure && !(told && !slot_has_clock(w, &s)))
			put_slot(w, r, &s, c->role);
	}
	return put_text(w, r, b, c->role);
}

/* ---- rows --------------------------------------------------------------------- */

static struct slot joined(const struct row *r)
{
	return slot_joined(r->has_date ? &r->date : NULL, r->has_time ? &r->time : NULL,
	    r->has_end ? &r->end : NULL);
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
	struct slot s = joined(r);
	if (r->figures && !slot_is_day(w, &s))
		return "background.figures";
	return NULL;
}

/* "All day event", from 12:00 AM to 12:00 AM of the day after. */
static void set_whole_days(struct dl_event *ev)
{
	if (ev->precision != DL_MINUTE || !ev->has_start)
		return;
	ev->precision = DL_DAY;
	ev->start.hour = ev->start.minute = ev->start.second = 0;
	if (ev->end.hour != 0 || ev->end.minute != 0)
		ev->end = civil_add_days(ev->end, 1);
	ev->end.hour = ev->end.minute = ev->end.second = 0;
	ev->has_end = ev->has_end && civil_days(ev->end) > civil_days(ev->start) + 1;
	ev->known &= (uint16_t)~DL_KNOWN_TIME;
}

static void finish(struct work *w, const struct row *r, struct cand *c)
{
	if (r->all_day)
		set_whole_days(&c->event);
	/* What is the title where no other column is is told once. */
	if (r->named && r->notes.n != 0)
		c->event.description = r->notes;
	if (r->people.n != 0 && c->n_people < MAX_PEOPLE)
		c->people[c->n_people++] = r->people;
	if (r->url.n != 0)
		c->event.url = r->url;
	if (r->zone.n != 0 && c->event.precision >= DL_PART) {
		c->event.tz = r->zone;
		c->event.known |= DL_KNOWN_TZ;
	}
	if (r->status != NULL && strcmp(r->status, "moved") != 0)
		c->event.status = strcmp(r->status, "cancelled") == 0 ? DL_CANCELLED : DL_TENTATIVE;
	if (r->inherited)
		c->doubt += DOUBT_DAY;
	for (uint32_t e = r->first; e < r->stop; e++)
		if (w->reasons[e] == NULL) {
			w->owners[e] = (uint32_t)(w->n - 1);
			w->reasons[e] = "event.row";
		}
}

/* "Music bursary: Results", for the day in the column "Results". */
static bool name_date(struct work *w, const struct row *r, uint32_t block, struct title *ret)
{
	uint32_t head = w->doc->blocks[block].head_cell;
	*ret = r->title;
	if (head == TEXT_NO_BLOCK)
		return true;
	struct dl_str name = str_trim(str_sub(w->doc->text, w->doc->blocks[head].span));
	struct dl_str text = r->title.text.n == 0
				 ? arena_str(w->arena, name)
				 : arena_printf(w->arena, "%.*s: %.*s", (int)r->title.text.n,
				       r->title.text.p, (int)name.n, name.p);
	if (text.p != NULL)
		ret->text = title_fit(w, text);
	return ret->text.p != NULL;
}

static int make_date(struct work *w, struct row *r, const struct slot *s, uint32_t block)
{
	struct title title;
	if (!name_date(w, r, block, &title))
		return work_nomem(w);
	struct draft_event d = {
	    .slot = s, .span = r->span, .title = title, .where = &r->where, .reason = "event.row"};
	struct cand *c = NULL;
	w->words.n = 0;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	if (c != NULL)
		finish(w, r, c);
	return 0;
}

/* A row of milestones: each is an event. */
static int make_dates(struct work *w, struct row *r)
{
	struct slot s = joined(r);
	if (make_date(w, r, &s, r->date_block) < 0)
		return -1;
	for (size_t k = 0; k < r->n_more; k++)
		if (make_date(w, r, &r->more[k].slot, r->more[k].block) < 0)
			return -1;
	return 0;
}

static int make(struct work *w, struct row *r)
{
	if (r->n_more != 0 && r->title.text.n != 0 && !r->has_end)
		return make_dates(w, r);
	struct slot s = joined(r);
	if (r->title.text.n == 0)
		r->title = r->about;
	struct draft_event d = {.slot = &s,
	    .span = r->span,
	    .title = r->title,
	    .where = &r->where,
	    .reason = "event.row"};
	struct cand *c = NULL;
	w->words.n = 0;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	if (c != NULL)
		finish(w, r, c);
	return 0;
}

/* ---- grids -------------------------------------------------------------------- */

/* A cell under a day or a room: an event at the row's hour, or at its own. */
static int make_cell(struct work *w, struct row *r, uint32_t block, uint32_t first, uint32_t end)
{
	const struct text_block *b = &w->doc->blocks[block];
	const struct column *c = table_column(r->table, b);
	struct row one = *r;
	one.first = first;
	one.stop = end;
	one.span = b->span;
	if (!words_read(&w->words, b->span))
		return work_nomem(w);
	struct slot s;
	uint32_t e = first;
	bool own = false;
	while (slot_next(w, &e, end, &s)) {
		slot_mark(w, &s);
		bool clock = slot_has_clock(w, &s) && cand_refuse(w, &s) == NULL;
		one.time = clock && !own ? s : one.time;
		own |= clock;
	}
	one.has_time |= own;
	if (c->has_day) {
		one.date = c->day;
		one.has_date = true;
	}
	struct label label;
	if (label_read(w, (struct range){0, w->words.n}, &label) < 0)
		return -1;
	bool timed = one.has_time || one.has_date;
	if (label.is_break || label.generic || label.title.text.n == 0 || !timed ||
	    (!one.has_time && !c->has_day) || force_is_background(w)) {
		work_background_rest(w, first, end, "background.break");
		return 0;
	}
	one.title = label.title;
	one.where = label.where.place.text.n != 0 ? label.where : c->where;
	if (one.where.place.text.n == 0)
		one.where = r->where;
	if (label.people.first < label.people.end)
		one.people = title_plain(w, label.people, PLACE_MAX);
	r->in_columns = true;
	return make(w, &one);
}

static int make_cells(struct work *w, struct row *r, uint32_t block, uint32_t end)
{
	uint32_t e = r->first;
	for (uint32_t b = block; b < end; b++) {
		const struct column *c = table_column(r->table, &w->doc->blocks[b]);
		uint32_t first = e;
		while (e < r->stop && w->list->v[e].block <= b) {
			first += w->list->v[e].block < b;
			e++;
		}
		if ((c->has_day || c->track) && make_cell(w, r, b, first, e) < 0)
			return -1;
	}
	work_background_rest(
	    w, r->first, r->stop, r->in_columns ? "event.row" : "background.figures");
	return 0;
}

/* ---- what holds for the rows below -------------------------------------------- */

/* A row with nothing but a day is the heading of the rows below it. */
static void set_day(struct work *w, const struct row *r)
{
	const struct when_expr *x = r->has_date ? &w->list->v[r->date.start] : NULL;
	if (x == NULL || !x->has_from || x->grain != WHEN_GRAIN_DAY)
		return;
	w->force.v[w->force.top].has_day = true;
	w->force.v[w->force.top].day = x->from;
}

/* A cell left empty, or one that goes on from the row above, says the same. */
static void inherit(struct row *r)
{
	struct table *t = r->table;
	bool bare = !r->has_date && !r->has_time;
	if (bare && r->named && (t->has_date || t->has_time) && t->n > 1) {
		r->date = t->date;
		r->has_date = t->has_date;
		r->time = t->time;
		r->has_time = t->has_time;
		r->inherited = true;
		return;
	}
	if (bare && !r->named) { /* "Session 2", "Day 2": a new start */
		t->has_date = t->has_time = false;
		return;
	}
	t->has_date = r->has_date;
	t->date = r->date;
	t->has_time = r->has_time;
	t->time = r->time;
}

int table_row(struct work *w, uint32_t block, uint32_t end)
{
	struct row r = {.table = table_of(w, block, end),
	    .span = {w->doc->blocks[block].span.start, w->doc->blocks[end - 1].span.end}};
	uint32_t none = 0;
	if (r.table == NULL)
		return -1;
	take_exprs(w, block, &r.first, &none);
	w->next_expr = r.first;
	bool header = true;
	for (uint32_t b = block; b < end; b++) {
		header &= w->doc->blocks[b].header;
		if (read_cell(w, &r, b, r.table->grid) < 0)
			return -1;
	}
	if (header || table_is_header(w, block, end)) {
		work_background_rest(w, r.first, r.stop, "background.header");
		return 0;
	}
	set_day(w, &r);
	inherit(&r);
	if (r.table->grid)
		return make_cells(w, &r, block, end);
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
