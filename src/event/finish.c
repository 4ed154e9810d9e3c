/* SPDX-License-Identifier: MIT */
#include "event/finish.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/cand.h"
#include "event/stated.h"
#include "event/title.h"
#include "event/uid.h"
#include "when/civil.h"

/* Bytes of the readable quote (event.h). */
#define QUOTE_MAX	 500
#define CONFIDENCE_LEAST 10

/* ---- order ------------------------------------------------------------------ */

struct item {
	const struct work *w;
	uint32_t cand;
};

/* Recurring events without a first date come last, in the order of the text. */
static int item_order(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	const struct cand *c = &x->w->cands[x->cand], *d = &y->w->cands[y->cand];
	if (c->event.has_start != d->event.has_start)
		return c->event.has_start ? -1 : 1;
	int n = c->event.has_start ? civil_cmp(c->event.start, d->event.start) : 0;
	if (n == 0)
		n = (int)c->event.precision - (int)d->event.precision;
	if (n == 0)
		n = (c->span.start > d->span.start) - (c->span.start < d->span.start);
	return n != 0 ? n : (x->cand > y->cand) - (x->cand < y->cand);
}

/* ---- source ----------------------------------------------------------------- */

static int set_source(struct work *w, struct cand *c)
{
	const struct text_doc *doc = w->doc;
	struct dl_source *s = &c->event.source;
	s->path = doc->path;
	if (c->record != NULL) {
		s->span = text_raw_span(doc, c->record->source);
		text_position(doc, c->record->source.start, &s->line, &s->column);
		s->quote = stated_quote(w, c, QUOTE_MAX);
		return s->quote.p == NULL ? work_nomem(w) : 0;
	}
	struct dl_span source = text_span_to_source(doc, c->span);
	s->span = text_raw_span(doc, source);
	text_position(doc, source.start, &s->line, &s->column);
	struct dl_str text = str_sub(doc->text, c->span);
	char *out = arena_alloc(w->arena, 1, QUOTE_MAX + 1);
	if (out == NULL)
		return work_nomem(w);
	size_t n = 0;
	bool space = false;
	for (size_t i = 0; i < text.n && n + 1 < QUOTE_MAX; i++) {
		if (is_space((unsigned char)text.p[i])) {
			space = n != 0;
			continue;
		}
		if (space)
			out[n++] = ' ';
		space = false;
		out[n++] = text.p[i];
	}
	s->quote = (struct dl_str){out, utf8_valid((struct dl_str){out, n})};
	return 0;
}

/* ---- EDTF ------------------------------------------------------------------- */

static struct dl_str civil_edtf(
    struct work *w, struct dl_civil c, enum dl_precision p, const char *mark)
{
	const char *sign = c.year < 0 ? "-" : "";
	int year = c.year < 0 ? -c.year : c.year;
	switch (p) {
	case DL_CENTURY:
		return arena_printf(w->arena, "%s%02dXX%s", sign, year / 100, mark);
	case DL_DECADE:
		return arena_printf(w->arena, "%s%03dX%s", sign, year / 10, mark);
	case DL_YEAR:
	case DL_SEASON:
		return arena_printf(w->arena, "%s%04d%s", sign, year, mark);
	case DL_MONTH:
		return arena_printf(w->arena, "%s%04d-%02d%s", sign, year, c.month, mark);
	case DL_DAY:
	case DL_PART:
		return arena_printf(
		    w->arena, "%s%04d-%02d-%02d%s", sign, year, c.month, c.day, mark);
	case DL_MINUTE:
		break;
	}
	/* Level 0: a date and time has no mark of uncertainty. */
	return arena_printf(w->arena, "%s%04d-%02d-%02dT%02d:%02d:00", sign, year, c.month, c.day,
	    c.hour, c.minute);
}

/* The last day, month or year inside an exclusive end. */
static struct dl_civil last_inside(struct dl_civil end, enum dl_precision p)
{
	if (p >= DL_DAY)
		return civil_add_days(end, -1);
	if (p == DL_MONTH)
		return civil_add_months(end, -1);
	end.year--;
	return end;
}

static int set_edtf(struct work *w, struct cand *c)
{
	struct dl_event *ev = &c->event;
	if (!ev->has_start || ev->edtf.n != 0)
		return 0;
	const char *mark = ev->approximate ? "~" : "";
	const struct when_expr *x = c->has_slot ? &w->list->v[c->slot.start] : NULL;
	struct dl_str from = x != NULL && ev->precision < DL_DAY && x->edtf.n != 0
				 ? x->edtf
				 : civil_edtf(w, ev->start, ev->precision, mark);
	if (from.p == NULL)
		return work_nomem(w);
	ev->edtf = from;
	if (!ev->has_end)
		return 0;
	struct dl_str to;
	const struct when_expr *y =
	    c->slot.end != WHEN_NONE && c->has_slot ? &w->list->v[c->slot.end] : NULL;
	if (y != NULL && ev->precision < DL_DAY && y->edtf.n != 0)
		to = y->edtf;
	else if (ev->precision == DL_MINUTE)
		to = civil_edtf(w, ev->end, DL_MINUTE, mark);
	else
		to = civil_edtf(w, last_inside(ev->end, ev->precision), ev->precision, mark);
	if (to.p == NULL)
		return work_nomem(w);
	if (str_eq(from, to))
		return 0;
	ev->edtf = arena_printf(w->arena, "%.*s/%.*s", (int)from.n, from.p, (int)to.n, to.p);
	return ev->edtf.p == NULL ? work_nomem(w) : 0;
}

/* ---- rules and confidence ---------------------------------------------------- */

static int set_rules(struct work *w, struct cand *c)
{
	size_t n = c->n_rules, k = 0;
	if (c->has_slot)
		for (uint32_t e = c->slot.first; e <= c->slot.last; e++)
			n += w->list->v[e].n_rules;
	struct dl_str *v = arena_array(w->arena, struct dl_str, n);
	if (v == NULL)
		return work_nomem(w);
	if (c->has_slot)
		for (uint32_t e = c->slot.first; e <= c->slot.last; e++)
			for (size_t i = 0; i < w->list->v[e].n_rules; i++)
				v[k++] = str_of(when_rule_name(w->list->v[e].rules[i]));
	for (size_t i = 0; i < c->n_rules; i++)
		v[k++] = str_of(c->rules[i]);
	c->event.rules = (struct dl_strs){v, n};
	return 0;
}

static void set_confidence(struct cand *c)
{
	int percent = CONFIDENCE_MOST - c->doubt;
	c->event.confidence = (uint8_t)(percent < CONFIDENCE_LEAST ? CONFIDENCE_LEAST : percent);
}

static int set_people(struct work *w, struct cand *c)
{
	struct dl_str *v = arena_array(w->arena, struct dl_str, c->n_people);
	if (v == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < c->n_people; i++)
		v[i] = c->people[i];
	c->event.people = (struct dl_strs){v, c->n_people};
	return 0;
}

/* A title is never empty: the document's words where the event has none. */
static int set_title(struct work *w, struct cand *c)
{
	if (c->event.title.n != 0)
		return 0;
	struct dl_str text = c->event.source.quote;
	if (w->cal->title.n != 0)
		text = w->cal->title;
	struct dl_str t = title_fit(w, text);
	if (t.p != NULL && t.n == 0)
		t = arena_str(w->arena, text.n != 0 ? utf8_head(text, TITLE_MAX) : STR("?"));
	if (t.p == NULL)
		return work_nomem(w);
	c->event.title = t;
	return 0;
}

/* ---- identity ----------------------------------------------------------------- */

struct twin {
	struct dl_str normal;
	uint32_t event;
};

static int twin_order(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;
	int n = str_cmp(x->normal, y->normal);
	return n != 0 ? n : (x->event > y->event) - (x->event < y->event);
}

static struct dl_str identity(const struct work *w)
{
	if (w->options->identity.n != 0)
		return w->options->identity;
	struct dl_str path = w->doc->path;
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/')
			return (struct dl_str){path.p + i, path.n - i};
	return path;
}

/* What tells events of one title apart: their start; then their number. */
static struct dl_str which(struct work *w, const struct dl_event *ev, size_t copies, size_t number)
{
	if (copies == 1)
		return STR("");
	struct dl_str t = ev->has_start ? ev->edtf : ev->rrule;
	if (number == 0)
		return t;
	return arena_printf(w->arena, "%.*s#%zu", (int)t.n, t.n == 0 ? "" : t.p, number);
}

static int set_uids(struct work *w, struct dl_event *events, size_t n)
{
	struct twin *twins = arena_array(w->arena, struct twin, n);
	if (twins == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < n; i++) {
		twins[i] = (struct twin){uid_normal(w->arena, events[i].title), (uint32_t)i};
		if (twins[i].normal.p == NULL)
			return work_nomem(w);
	}
	qsort(twins, n, sizeof(twins[0]), twin_order);
	for (size_t i = 0; i < n;) {
		size_t end = i;
		while (end < n && str_eq(twins[end].normal, twins[i].normal))
			end++;
		size_t number = 0;
		for (size_t k = i; k < end; k++) {
			struct dl_event *ev = &events[twins[k].event];
			/* Sorted by start, so equal starts lie together. */
			bool again = k > i && str_eq(ev->edtf, events[twins[k - 1].event].edtf) &&
				     str_eq(ev->rrule, events[twins[k - 1].event].rrule);
			number = again ? number + 1 : 0;
			if (ev->uid.n != 0) /* the source's own */
				continue;
			struct dl_str apart = which(w, ev, end - i, number);
			ev->uid =
			    arena_str(w->kept, uid_make(w->arena, identity(w), ev->title, apart));
			if (ev->uid.p == NULL)
				return work_nomem(w);
		}
		i = end;
	}
	return 0;
}

static uint32_t final_cand(const struct work *w, uint32_t i)
{
	while (w->cands[i].merged != NO_CAND)
		i = w->cands[i].merged;
	return i;
}

static int set_after(struct work *w, const uint32_t *index)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct cand *c = &w->cands[i];
		if (c->merged != NO_CAND || c->after == NO_CAND)
			continue;
		struct dl_str *v = arena_new(w->kept, struct dl_str);
		if (v == NULL)
			return work_nomem(w);
		*v = w->cal->events[index[final_cand(w, c->after)]].uid;
		w->cal->events[index[i]].after = (struct dl_strs){v, 1};
	}
	return 0;
}

/* ---- keeping --------------------------------------------------------------------- */

/* Moves a string to the memory of the calendar. */
static bool keep(struct work *w, struct dl_str *s)
{
	if (s->n == 0) {
		*s = (struct dl_str){NULL, 0};
		return true;
	}
	*s = arena_str(w->kept, *s);
	return s->p != NULL;
}

static bool keep_all(struct work *w, struct dl_strs *s)
{
	struct dl_str *v = arena_array(w->kept, struct dl_str, s->n);
	if (v == NULL)
		return false;
	for (size_t i = 0; i < s->n; i++) {
		v[i] = s->v[i];
		if (!keep(w, &v[i]))
			return false;
	}
	s->v = v;
	return true;
}

static int keep_event(struct work *w, struct dl_event *ev)
{
	bool ok = keep(w, &ev->title) && keep(w, &ev->edtf) && keep(w, &ev->tz) &&
		  keep(w, &ev->rrule) && keep(w, &ev->location) && keep(w, &ev->url) &&
		  keep(w, &ev->source.path) && keep(w, &ev->source.quote) && keep(w, &ev->uid) &&
		  keep(w, &ev->description) && keep_all(w, &ev->people) &&
		  keep_all(w, &ev->rules) && keep_all(w, &ev->categories) &&
		  keep_all(w, &ev->after) && keep_all(w, &ev->exdates);
	return ok ? 0 : work_nomem(w);
}

/* ---- all of it ------------------------------------------------------------------ */

static int complete(struct work *w, struct cand *c)
{
	if (set_source(w, c) < 0 || set_title(w, c) < 0 || set_edtf(w, c) < 0 ||
	    set_rules(w, c) < 0 || set_people(w, c) < 0)
		return -1;
	set_confidence(c);
	/* Days and coarser have no zone (event.h). */
	bool clock = c->event.precision >= DL_PART || c->event.has_time;
	if (!clock)
		c->event.tz = (struct dl_str){NULL, 0};
	return 0;
}

int finish_events(struct work *w, uint32_t *ret_index)
{
	struct item *items = arena_array(w->arena, struct item, w->n);
	if (items == NULL)
		return work_nomem(w);
	size_t n = 0;
	for (size_t i = 0; i < w->n; i++) {
		ret_index[i] = UINT32_MAX;
		if (w->cands[i].merged != NO_CAND)
			continue;
		if (complete(w, &w->cands[i]) < 0)
			return -1;
		items[n++] = (struct item){w, (uint32_t)i};
	}
	qsort(items, n, sizeof(items[0]), item_order);
	struct dl_event *events = arena_array(w->kept, struct dl_event, n);
	if (events == NULL)
		return work_nomem(w);
	for (size_t i = 0; i < n; i++) {
		events[i] = w->cands[items[i].cand].event;
		if (keep_event(w, &events[i]) < 0)
			return -1;
		ret_index[items[i].cand] = (uint32_t)i;
	}
	w->cal->events = events;
	w->cal->n_events = n;
	if (set_uids(w, events, n) < 0 || set_after(w, ret_index) < 0)
		return -1;
	for (size_t i = 0; i < w->n; i++)
		if (w->cands[i].merged != NO_CAND)
			ret_index[i] = ret_index[final_cand(w, (uint32_t)i)];
	return 0;
}
