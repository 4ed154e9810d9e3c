/* SPDX-License-Identifier: MIT */
#include "event/line.h"

#include <string.h>

#include "base/str.h"
#include "event/byline.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/label.h"
#include "event/record.h"
#include "event/slot.h"
#include "event/subject.h"
#include "event/zonal.h"
#include "when/civil.h"
#include "when/zone.h"

/* The day of the reference, with nothing but a place or a clock beside it: the
 * line says when the text was written. */
bool line_is_reference(const struct work *w, const struct slot *s)
{
	const struct when_expr *x = &w->list->v[s->day];
	return w->list->has_reference && w->list->reference_from != WHEN_REF_TODAY && x->has_from &&
	       s->end == WHEN_NONE && civil_days(x->from) == civil_days(w->list->reference);
}

bool line_is_stamp(const struct work *w, const struct slot *s, struct range text)
{
	const struct words *ws = &w->words;
	for (size_t i = text.first; i < text.end && i < text.first + 4; i++)
		if (words_is(ws, i, CUE(STAMP)))
			return true;
	if (byline_is(w, s))
		return true;
	/* The day of writing with "Press release" anywhere beside it. */
	for (size_t i = text.first; line_is_reference(w, s) && i < text.end; i++)
		if (words_is(ws, i, CUE(STAMP)))
			return true;
	return false;
}

void line_set_day(struct work *w, const struct slot *s)
{
	const struct when_expr *x = &w->list->v[s->start];
	struct frame *f = &w->force.v[w->force.top];
	if (x->has_from && x->grain == WHEN_GRAIN_DAY && s->end == WHEN_NONE) {
		f->has_day = true;
		f->moved = s->moved;
		f->day = s->moved ? s->on : x->from;
	}
}

/* Days of an event in which a weekday alone says one of them. */
#define WEEKDAY_DAYS 7
/* Candidates looked back on for such an event. */
#define WEEKDAY_BACK 32

void line_settle_weekday(const struct work *w, struct slot *s)
{
	const struct when_expr *x = &w->list->v[s->day];
	if (x->known != DL_KNOWN_WEEKDAY || x->grain != WHEN_GRAIN_DAY || !x->has_from ||
	    s->end != WHEN_NONE || s->start != s->day || s->moved || x->lead != WHEN_LEAD_NONE)
		return;
	for (size_t i = w->n; i > 0 && w->n - i < WEEKDAY_BACK; i--) {
		const struct cand *c = &w->cands[i - 1];
		const struct dl_event *ev = &c->event;
		bool days = c->daily || (ev->has_end && ev->precision == DL_DAY);
		bool main = c->whole || c->title_from <= TITLE_FROM_HEADING;
		if (!days || !ev->has_start || !main)
			continue;
		int64_t first = civil_days(ev->start);
		int64_t n = civil_days(c->daily ? c->last : ev->end) - first;
		struct dl_civil on = civil_add_days(
		    ev->start, (civil_weekday(x->from) - civil_weekday(ev->start) + 7) % 7);
		on.hour = on.minute = on.second = 0;
		if (n > WEEKDAY_DAYS || civil_days(on) - first >= n)
			return;
		s->moved = civil_days(on) != civil_days(x->from);
		s->on = on;
		return;
	}
}

/* A heading's own words, or a title's: names what stands below, and is an
 * event itself if it has a day. */
int line_heading(struct work *w, const struct line *l)
{
	const struct words *ws = &w->words;
	struct range all = {0, ws->n};
	struct frame *f = &w->force.v[w->force.top];
	struct label label;
	if (label_read(w, all, &label) < 0)
		return -1;
	if (cue_whole(ws->language, words_between(ws, all.first, all.end), LANG_CUE_CV) != NULL)
		f->background = true;
	/* "The itinerary is as follows:" announces a list and names nothing. */
	struct clause clause;
	if (ws->n != 0 && ws->v[ws->n - 1].punct == ':' && clause_find(ws, all, &clause))
		label.generic = true;
	/* "Present: A, B, C" is no name of anything. */
	for (size_t i = 1; i < ws->n && i < 5; i++)
		label.generic |= ws->v[i].punct == ':' && !ws->v[i].time &&
				 record_role(words_between(ws, 0, i)) != NULL;
	bool coarse = l->n != 0 && !slot_is_day(w, &l->slots[0]);
	if (coarse && !label.generic &&
	    label.title.text.n != 0) { /* "Annual report 2025" keeps its year */
		label.title.text = title_fit(w, words_between(ws, all.first, all.end));
		if (label.title.text.p == NULL)
			return work_nomem(w);
	}
	if (l->kind == LINE_FIELD) {
		w->force.v[0].title = label.title.text;
	} else {
		f->title = label.generic ? (struct dl_str){NULL, 0} : label.title.text;
		f->entry = subject_name(w, f->title, true);
		if (f->title.n != 0 && f->entry.p == NULL)
			return work_nomem(w);
		if (label.where.place.text.n != 0 && !label.generic)
			f->place = label.where.place;
	}
	if (l->kind != LINE_FIELD)
		zonal_heading(w, l->slots, l->n);
	for (size_t k = 0; k < l->n; k++) {
		const struct slot *s = &l->slots[k];
		const char *refused =
		    w->reasons[s->start] != NULL ? w->reasons[s->start] : cand_refuse(w, s);
		if (l->kind != LINE_FIELD)
			line_set_day(w, s);
		bool stamp =
		    line_is_stamp(w, s, all) ||
		    (line_is_reference(w, s) && (l->kind == LINE_FIELD || l->kind == LINE_STRONG));
		/* "25 – 28 February, Portland" under the title: the event's own line. */
		bool bare = label.title.text.n == 0 && s->end != WHEN_NONE && w->cal->title.n != 0;
		bool none = coarse || label.generic || (label.title.text.n == 0 && !bare) ||
			    force_is_background(w);
		if (refused != NULL || stamp || none) {
			work_background(w, s,
			    refused != NULL ? refused
			    : stamp	    ? "background.stamp"
					    : "background.heading");
			continue;
		}
		struct draft_event d = {.slot = s,
		    .span = l->span,
		    .words = all,
		    .title = label.title,
		    .where = &label.where,
		    .reason = "event.heading"};
		d.title.from = l->kind == LINE_FIELD ? TITLE_FROM_DOCUMENT : TITLE_FROM_HEADING;
		struct cand *c = NULL;
		if (cand_make(w, &d, &c) < 0)
			return -1;
		if (c != NULL)
			c->whole = true;
	}
	return 0;
}
