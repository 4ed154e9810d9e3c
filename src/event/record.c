/* SPDX-License-Identifier: MIT */
#include "event/record.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/line.h"
#include "event/slot.h"
#include "event/zonal.h"
#include "when/civil.h"

const char *record_role(struct dl_str name)
{
	return cue_whole(LANG_ANY, name, LANG_CUE_LABEL);
}

static void widen(struct work *w, struct dl_span span)
{
	struct record *r = &w->record;
	if (r->lines++ == 0)
		r->span = span;
	if (span.start < r->span.start)
		r->span.start = span.start;
	if (span.end > r->span.end)
		r->span.end = span.end;
	r->open = true;
}

static bool is_role(const char *role, const char *name)
{
	return strcmp(role, name) == 0;
}

int record_slot(struct work *w, const char *role, const struct slot *slot, struct dl_span span)
{
	struct record *r = &w->record;
	bool clock = slot_has_clock(w, slot) && slot->day == slot->start &&
		     (w->list->v[slot->start].known & DL_KNOWN_DAY) == 0;
	bool end = is_role(role, "end");
	if (is_role(role, "time") && !clock && r->has_date) { /* "10:00 on the 9th" */
		work_background(w, slot, "background.record");
		return 0;
	}
	if ((clock && !end && r->has_time) || (!clock && !end && r->has_date)) {
		if (record_flush(w) < 0)
			return -1;
	}
	if (end) {
		r->end = *slot;
		r->has_end = true;
	} else if (clock) {
		r->time = *slot;
		r->has_time = true;
	} else {
		r->date = *slot;
		r->has_date = true;
	}
	r->when |= !is_role(role, "date");
	widen(w, span);
	return 0;
}

int record_text(struct work *w, const char *role, struct dl_str text, struct dl_span span)
{
	struct record *r = &w->record;
	struct dl_str *field = is_role(role, "place")	 ? &r->place
			       : is_role(role, "title")	 ? &r->title
			       : is_role(role, "people") ? &r->people
			       : is_role(role, "url")	 ? &r->url
			       : is_role(role, "status") ? &r->status
							 : NULL;
	if (field == NULL)
		return 0;
	/* A second title begins another event; of two places the longer is meant. */
	if (field->n != 0 && field == &r->title && !r->front && record_flush(w) < 0)
		return -1;
	if (field->n < text.n)
		*field = text;
	widen(w, span);
	return 0;
}

/* A front matter's date is the day of publishing as often as the event's: only
 * a telling name, a clock, a range or a place beside it makes it one. */
static bool is_event(const struct work *w, const struct record *r)
{
	if (!r->has_date)
		return r->has_time && w->list->v[r->time.start].has_from && !r->front;
	bool range = r->date.end != WHEN_NONE || r->has_end;
	bool rich = r->when || r->has_time || range || r->place.n != 0;
	if (r->front)
		return r->when || range || (r->has_time && r->place.n != 0);
	const struct when_expr *x = &w->list->v[r->date.start];
	bool stamp = w->list->has_reference && x->has_from && !rich &&
		     civil_days(x->from) == civil_days(w->list->reference);
	return !stamp && slot_is_day(w, &r->date);
}

static void claim(struct work *w, const struct slot *s, uint32_t owner, const char *reason)
{
	for (uint32_t e = s->first; e <= s->last; e++) {
		w->owners[e] = owner;
		w->reasons[e] = reason;
	}
}

static int make(struct work *w, const struct record *r)
{
	struct slot slot = slot_joined(r->has_date ? &r->date : NULL, r->has_time ? &r->time : NULL,
	    r->has_end ? &r->end : NULL);
	struct where where = {.words = {0, 0}};
	if (r->place.n != 0) {
		where.place = where_text(w, r->place);
		if (where.place.text.p == NULL)
			return work_nomem(w);
	}
	struct draft_event d = {.slot = &slot,
	    .span = r->span,
	    .where = &where,
	    .reason = r->front ? "event.field" : "event.record"};
	if (r->title.n != 0) {
		d.title = (struct title){.text = title_fit(w, r->title),
		    .from = TITLE_FROM_LABEL,
		    .rule = "title.field"};
		if (d.title.text.p == NULL)
			return work_nomem(w);
	}
	struct cand *c = NULL;
	w->words.n = 0;
	if (cand_make(w, &d, &c) < 0)
		return -1;
	if (c == NULL)
		return 0;
	c->whole = true;
	uint32_t index = (uint32_t)(w->n - 1);
	if (r->has_time)
		claim(w, &r->time, index, d.reason);
	if (r->has_end)
		claim(w, &r->end, index, d.reason);
	const struct lang_cue *status = lang_cue_find(LANG_ANY, r->status, LANG_CUE_STATUS);
	if (status != NULL && strcmp(status->value, "cancelled") == 0)
		c->event.status = DL_CANCELLED;
	else if (status != NULL && strcmp(status->value, "tentative") == 0)
		c->event.status = DL_TENTATIVE;
	if (str_starts(r->url, STR("http")))
		c->event.url = r->url;
	if (r->people.n != 0)
		c->people[c->n_people++] = r->people;
	return 0;
}

static int hold(struct work *w, const struct record *r)
{
	struct frame *f = &w->force.v[r->front ? 0 : w->force.top];
	if (r->place.n == 0)
		return 0;
	f->place = where_text(w, r->place);
	return f->place.text.p == NULL ? work_nomem(w) : 0;
}

int record_flush(struct work *w)
{
	struct record r = w->record;
	w->record = (struct record){.front = r.front};
	if (!r.open)
		return 0;
	const char *reason = r.front ? "background.field" : "background.record";
	bool ok = is_event(w, &r) && !force_is_background(w);
	if (ok && make(w, &r) < 0)
		return -1;
	if (hold(w, &r) < 0)
		return -1;
	if (r.has_date)
		work_background(w, &r.date, reason);
	if (r.has_time)
		work_background(w, &r.time, reason);
	if (r.has_end)
		work_background(w, &r.end, reason);
	return 0;
}

/* ---- front matter ----------------------------------------------------------- */

static struct dl_str value_of(const struct work *w, const struct text_block *b)
{
	return str_trim(str_sub(w->doc->text, b->span));
}

static bool is_timed(const char *role)
{
	return is_role(role, "date") || is_role(role, "when") || is_role(role, "time") ||
	       is_role(role, "start") || is_role(role, "end");
}

int record_field(struct work *w, const struct text_block *b, uint32_t first, uint32_t end)
{
	struct dl_str name = str_trim(str_sub(w->doc->text, b->name)), value = value_of(w, b);
	const char *role = record_role(name);
	w->record.front = true;
	if (str_eq_fold(name, STR("timezone")) || str_eq_fold(name, STR("tz")))
		return zonal_field(w, value), 0;
	if (role != NULL && is_role(role, "title") && first != end)
		return line_unit(w, b->span, first, end, LINE_FIELD);
	uint32_t e = first;
	struct slot slot;
	if (role != NULL && !is_timed(role))
		return record_text(w, role, value, b->span);
	/* Of two "date:" lines the first stays, for what it is worth. */
	bool second = role != NULL && is_role(role, "date") && w->record.has_date;
	if (role != NULL && !second && slot_next(w, &e, end, &slot)) {
		if (record_slot(w, role, &slot, b->span) < 0)
			return -1;
		w->record.front = true;
		first = e;
	}
	work_background_rest(w, first, end, "background.stamp");
	return 0;
}
