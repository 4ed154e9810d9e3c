/* SPDX-License-Identifier: MIT */
#include "event/line.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/label.h"
#include "event/record.h"
#include "event/scope.h"
#include "event/segment.h"
#include "event/series.h"
#include "event/slot.h"
#include "event/zonal.h"
#include "event/subject.h"
#include "when/civil.h"

static bool is_separator(const struct words *ws, size_t i)
{
	if (i >= ws->n)
		return false;
	char c = ws->v[i].punct;
	if (c == '.' && i > 0 && ws->v[i - 1].time) /* "9 May, 1pm. Title" */
		return true;
	return c == ':' || c == '|' || c == '*' ||
	       (c == '-' && (ws->v[i].spaced || ws->v[i + 1 < ws->n ? i + 1 : i].spaced));
}

/* ---- where a line is one ----------------------------------------------------- */

bool line_fits(struct work *w, uint32_t first, uint32_t end, bool item)
{
	const struct words *ws = &w->words;
	if (ws->n == 0 || first == end)
		return false;
	uint32_t e = first;
	struct slot slots[LINE_SLOTS], s;
	size_t n = 0;
	while (n < LINE_SLOTS && slot_next(w, &e, end, &slots[n]))
		slot_mark(w, &slots[n++]);
	if (n == 0)
		return false;
	s = slots[0];
	if (n > 1 && segment_list(w, slots, n))
		return true;
	/* "On 4 May the board …" is a sentence, "4 May: The board …" an entry. */
	bool led = s.span.start != w->list->v[s.first].span.start;
	size_t at = slot_word(w, &s), after = slot_word_end(w, &s);
	if (!led && at == 0 && (after >= ws->n || is_separator(ws, after) || slot_has_clock(w, &s)))
		return true;
	if (!led && ((at > 0 && is_separator(ws, at - 1)) || (at == 0 && item)))
		return true;
	char last = ws->v[ws->n - 1].punct;
	struct clause c;
	uint32_t bytes = ws->v[ws->n - 1].span.end - ws->v[0].span.start;
	if (bytes > LINE_BYTES || last == '.' || last == '!' || last == '?')
		return false;
	return (item && !led) || !clause_find(ws, (struct range){0, ws->n}, &c);
}

/* ---- lines without a time ----------------------------------------------------- */

/* The word that is the first colon outside brackets and times; n: none. */
static size_t find_colon(const struct words *ws, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (ws->v[i].punct == ':' && !ws->v[i].aside && !ws->v[i].time)
			return i;
	return ws->n;
}

static int read_plain(struct work *w, const struct line *l)
{
	const struct words *ws = &w->words;
	size_t colon = find_colon(ws, 0, ws->n < 6 ? ws->n : 6);
	zonal_read(w);
	if (colon >= ws->n || colon == 0)
		return 0;
	const char *role = record_role(words_between(ws, 0, colon));
	if (role == NULL || colon + 1 >= ws->n)
		return 0;
	return record_text(w, role, words_between(ws, colon + 1, ws->n), l->span);
}

/* ---- entries ------------------------------------------------------------------- */

/* A group of slots (one, or the days of a list) with the words that are its own. */
struct entry {
	size_t first, end; /* slots */
	struct range before, after;
};

static bool is_blank(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end; i++)
		if (ws->v[i].punct == 0 && !ws->v[i].time &&
		    !words_is(ws, i, CUE(PREPOSITION) | CUE(DETERMINER) | CUE(CONJUNCTION)))
			return false;
	return true;
}

/* The last semicolon between two words, or `none`. */
static size_t semicolon(const struct words *ws, size_t from, size_t end, size_t none)
{
	for (size_t i = end; i > from; i--)
		if (ws->v[i - 1].punct == ';' && !ws->v[i - 1].aside)
			return i - 1;
	return none;
}

static struct entry next_entry(
    const struct work *w, const struct line *l, size_t k, size_t prev_end)
{
	const struct words *ws = &w->words;
	struct entry e = {.first = k, .end = k + 1};
	while (e.end < l->n && l->slots[e.end].listed && l->slots[e.end - 1].listed)
		e.end++;
	size_t first = slot_word(w, &l->slots[k]), end = slot_word_end(w, &l->slots[e.end - 1]);
	/* "Boxing Day walk, 10 am": the words up to the clock are its name. */
	while (first < end && !ws->v[first].time && ws->v[first].punct == 0)
		first++;
	if (first == end)
		first = slot_word(w, &l->slots[k]), end = first;
	size_t next = e.end < l->n ? slot_word(w, &l->slots[e.end]) : ws->n;
	size_t left = semicolon(ws, prev_end, first, SIZE_MAX);
	size_t right = e.end < l->n ? semicolon(ws, end, next, SIZE_MAX) : ws->n;
	e.before = (struct range){left == SIZE_MAX ? prev_end : left + 1, first};
	e.after = (struct range){end, right};
	if (right == SIZE_MAX) /* no semicolon: the words between go to one side */
		e.after.end = l->leads ? next : end;
	if (left == SIZE_MAX && l->leads && k > 0)
		e.before.first = first;
	return e;
}

/* A year or month is an entry's date where it stands apart: first, or last
 * after a separator; inside, it belongs to the words ("the 2024 report"). */
static bool stands_apart(const struct work *w, const struct entry *e)
{
	const struct words *ws = &w->words;
	if (is_blank(ws, e->before))
		return true;
	size_t i = e->before.end;
	bool parted = i > 0 && (is_separator(ws, i - 1) || ws->v[i - 1].punct == ',' ||
				   ws->v[i - 1].punct == '(');
	return parted && is_blank(ws, e->after);
}

static const char *refuse(
    const struct work *w, const struct line *l, const struct entry *e, const struct label *label)
{
	const struct slot *s = &l->slots[e->first];
	const struct when_expr *x = &w->list->v[s->start];
	const char *refused = cand_refuse(w, s);
	if (refused != NULL)
		return refused;
	if (force_is_background(w))
		return "background.section";
	if (x->type == WHEN_SET)
		return NULL;
	if (!slot_is_day(w, s) && (!stands_apart(w, e) || x->grain == WHEN_GRAIN_WEEK))
		return "background.attribute";
	if (x->lead == WHEN_LEAD_OF && !is_blank(&w->words, e->before))
		return "background.attribute";
	bool stamped = is_blank(&w->words, e->before) && e->after.first < e->after.end &&
		       words_is(&w->words, e->after.first, CUE(STAMP));
	if (stamped || line_is_stamp(w, s, e->before))
		return "background.stamp";
	size_t last = slot_word_end(w, s);
	if (x->known == 0 && last > 0 && words_is(&w->words, last - 1, CUE(SEQUEL)))
		return "background.relative";
	size_t from = e->before.end > 2 ? e->before.end - 2 : 0;
	for (size_t i = from < e->before.first ? e->before.first : from; i < e->before.end; i++)
		if (words_is(&w->words, i, CUE(HISTORY)))
			return "background.history";
	const char *value = "";
	/* "Minutes of the meeting of 3 May" in an agenda; "16:02 <ada> hello". */
	for (size_t i = e->before.first; i < e->before.end && w->n != 0; i++)
		if (words_cue(&w->words, i, LANG_CUE_DOCUMENT, &value) != 0 &&
		    strcmp(value, "record") == 0)
			return "background.history";
	if (e->after.first < w->words.n && w->words.v[e->after.first].punct == '<')
		return "background.log";
	if (label->is_break)
		return "background.break";
	return NULL;
}

/* A line that is only a date: a heading in all but name, the day of writing, or
 * the event of the heading above. */
static const char *refuse_bare(struct work *w, const struct line *l, const struct slot *s)
{
	bool rich =
	    slot_has_clock(w, s) || s->end != WHEN_NONE || w->list->v[s->start].type == WHEN_SET;
	if (line_is_reference(w, s))
		return "background.stamp";
	if (!slot_is_day(w, s) || force_title(w).n == 0)
		return "background.heading";
	if (!rich && (l->kind == LINE_TEXT || w->over_list)) {
		line_set_day(w, s);
		return "background.heading";
	}
	return NULL;
}

static const char *reason_of(const struct work *w, const struct line *l, const struct entry *e)
{
	const struct words *ws = &w->words;
	if (w->list->v[l->slots[e->first].start].type == WHEN_SET || l->slots[e->first].paired)
		return "event.recurring";
	for (size_t i = e->before.first; i < e->before.end; i++)
		if (words_is(ws, i, CUE(DEADLINE)))
			return "event.deadline";
	if (w->list->v[l->slots[e->first].start].lead == WHEN_LEAD_BY &&
	    e->before.first < e->before.end)
		return "event.deadline";
	return l->kind == LINE_ITEM ? "event.item" : "event.line";
}

/* "Date of next meeting", "Next call" */
static bool names_next(const struct words *ws, struct range r)
{
	const char *value = "";
	for (size_t i = r.first; i < r.end; i++)
		if (words_cue(ws, i, LANG_CUE_SERIES, &value) != 0 && strcmp(value, "first") == 0)
			return true;
	return false;
}

/* The next of the meeting that the document is about, or of its first heading. */
static struct title title_of_next(const struct work *w)
{
	struct title t = {.from = TITLE_FROM_HEADING, .rule = "title.next"};
	struct dl_str main = w->n == 0 ? (struct dl_str){NULL, 0} : w->cands[0].event.title;
	bool named = main.n != 0 && cue_whole(LANG_ANY, main, LANG_CUE_GENERIC) == NULL;
	if (w->minutes && named)
		t.text = main;
	for (int i = 0; i <= w->force.top && t.text.n == 0; i++)
		t.text = w->force.v[i].title;
	if (t.text.n == 0)
		t.text = force_title(w);
	if (t.text.n == 0 && named)
		t.text = main;
	return t;
}

/* "Delta tour": "Monday: Lincoln Hall, 7 pm" is its stop there. */
static int name_stop(struct work *w, struct label *label)
{
	struct dl_str tour = force_entry(w), stop = label->where.place.text;
	if (label->title.text.n != 0 || stop.n == 0 || tour.n == 0 || !subject_is_tour(tour))
		return 0;
	struct dl_str text =
	    arena_printf(w->arena, "%.*s: %.*s", (int)tour.n, tour.p, (int)stop.n, stop.p);
	if (text.p == NULL)
		return work_nomem(w);
	label->title = (struct title){
	    .text = title_fit(w, text), .from = TITLE_FROM_LABEL, .rule = "title.stop"};
	return label->title.text.p == NULL ? work_nomem(w) : 0;
}

static int make(struct work *w, const struct line *l, const struct entry *e, struct label *label)
{
	if (name_stop(w, label) < 0)
		return -1;

	struct range words = {e->before.first, e->after.end};
	for (size_t k = e->first; k < e->end; k++) {
		struct draft_event d = {.slot = &l->slots[k],
		    .span = l->span,
		    .words = words,
		    .title = label->title,
		    .where = &label->where,
		    .reason = reason_of(w, l, e)};
		/* "9:00 Welcome" is called so; "Next meeting: 11 February" is the heading's. */
		const struct when_expr *x = &w->list->v[l->slots[k].day];
		bool clock = slot_has_clock(w, &l->slots[k]) && (x->known & DL_KNOWN_DAY) == 0;
		if (label->generic && !clock)
			d.title.text = (struct dl_str){NULL, 0};
		if (d.title.text.n == 0 && names_next(&w->words, e->before))
			d.title = title_of_next(w);
		struct cand *c = NULL;
		if (cand_make(w, &d, &c) < 0)
			return -1;
		if (c != NULL && label->people.first < label->people.end &&
		    cand_people(w, c, label->people) < 0)
			return -1;
	}
	return 0;
}

/* "Date: 4 May", "Time – 7 pm": a name before the time, nothing else. */
static const char *role_of(const struct work *w, const struct entry *e)
{
	const struct words *ws = &w->words;
	size_t end = e->before.end;
	while (end > e->before.first && ws->v[end - 1].punct != 0)
		end--;
	if (end == e->before.first)
		return NULL;
	const char *role = record_role(words_between(ws, e->before.first, end));
	bool parted = end < e->before.end;
	return parted ? role : NULL;
}

static int read_entry(struct work *w, const struct line *l, const struct entry *e)
{
	const struct words *ws = &w->words;
	const struct slot *s = &l->slots[e->first];
	const char *role = role_of(w, e);
	bool timed = role != NULL && (strcmp(role, "date") == 0 || strcmp(role, "when") == 0 ||
					 strcmp(role, "time") == 0 || strcmp(role, "start") == 0 ||
					 strcmp(role, "end") == 0);
	if (timed && is_blank(ws, e->after) && cand_refuse(w, s) == NULL)
		return record_slot(w, role, s, l->span);
	if (role != NULL && strcmp(role, "title") != 0 && !timed) {
		work_background(w, s, "background.record");
		return record_text(w, role, words_between(ws, e->before.end, ws->n), l->span);
	}
	struct label label;
	bool front = !is_blank(ws, e->before) && !timed;
	if (label_read(w, front ? e->before : e->after, &label) < 0)
		return -1;
	if (front && label.where.words.first >= label.where.words.end && !is_blank(ws, e->after) &&
	    label_after(w, e->after, &label) < 0)
		return -1;
	const char *reason = refuse(w, l, e, &label);
	if (reason == NULL && label.title.text.n == 0 && label.where.place.text.n == 0)
		reason = refuse_bare(w, l, s);
	for (size_t k = e->first; reason != NULL && k < e->end; k++)
		work_background(w, &l->slots[k], reason);
	return reason != NULL ? 0 : make(w, l, e, &label);
}

/* "Tuesday: Lab A, 12pm; Lab B, 1pm": the first names the day of the others. */
static bool heads_line(const struct work *w, const struct line *l)
{
	const struct when_expr *x = &w->list->v[l->slots[0].start];
	if (l->n < 2 || x->grain != WHEN_GRAIN_DAY || l->slots[0].end != WHEN_NONE ||
	    l->slots[0].listed)
		return false;
	for (size_t k = 1; k < l->n; k++) {
		const struct when_expr *y = &w->list->v[l->slots[k].start];
		if (!grain_is_clock(y->grain) || (y->known & DL_KNOWN_DAY) != 0)
			return false;
	}
	return true;
}

/* The words of a slot are words like others after all. */
static void unmark(struct work *w, const struct slot *s)
{
	for (size_t i = slot_word(w, s), end = slot_word_end(w, s); i < end; i++)
		w->words.v[i].time = false;
}

/* "Boxing Day walk": the holiday is part of the name. */
static void keep_holidays(struct work *w, const struct line *l)
{
	struct words *ws = &w->words;
	for (size_t k = 0; k < l->n; k++) {
		const struct when_expr *x = &w->list->v[l->slots[k].day];
		const struct slot *s = &l->slots[k];
		uint32_t end = s->day != s->start ? w->list->v[s->start].span.start : x->span.end;
		size_t i = words_at(ws, x->span.start);
		for (; x->modifier && i < ws->n && ws->v[i].span.start < end; i++)
			ws->v[i].time &= ws->v[i].punct != 0 || words_is(ws, i, CUE(PREPOSITION));
	}
}

/* "Monday 2 March: The board asked for the plans …": the first date is the
 * entry's, the others are part of what it tells. */
static bool tells(const struct work *w, const struct line *l)
{
	const struct words *ws = &w->words;
	size_t end = slot_word_end(w, &l->slots[0]);
	if (l->n < 2 || slot_word(w, &l->slots[0]) != 0 || l->slots[0].listed ||
	    !is_separator(ws, end))
		return false;
	bool days = false; /* besides repetitions: "1920s: Visitors come on Sundays." */
	for (size_t k = 1; k < l->n; k++) {
		days |= w->list->v[l->slots[k].start].type != WHEN_SET;
		if (slot_has_clock(w, &l->slots[k]))
			return false;
	}
	struct clause c;
	return !days || clause_find(ws, (struct range){end, ws->n}, &c);
}

/* "Time: 10-17 on the 8th and 9th, 10-16 on the 10th", after the days: they differ. */
static bool tells_hours(struct work *w, const struct line *l)
{
	struct entry e = next_entry(w, l, 0, 0);
	const char *role = role_of(w, &e);
	bool days = w->record.open && w->record.has_date && w->record.date.end != WHEN_NONE;
	size_t clocks = 0;
	for (size_t k = 0; k < l->n; k++)
		clocks += slot_has_clock(w, &l->slots[k]);
	return role != NULL && strcmp(role, "time") == 0 && days && clocks > 1;
}

static int read_entries(struct work *w, struct line *l)
{
	const struct words *ws = &w->words;
	size_t k = 0, prev = 0;
	for (; k < l->n && tells_hours(w, l); k++)
		work_background(w, &l->slots[k], "background.record");
	if (k != 0)
		return 0;
	if (heads_line(w, l)) {
		line_set_day(w, &l->slots[0]);
		prev = slot_word_end(w, &l->slots[0]);
		bool blank = is_blank(ws, (struct range){0, slot_word(w, &l->slots[0])});
		if (l->n == 2 && !blank) /* "Concert, Friday: 7 pm" is one entry */
			prev = 0;
		work_background(w, &l->slots[0], "background.day");
		k = 1;
	}
	if (tells(w, l)) {
		for (size_t i = 1; i < l->n; i++) {
			work_background(w, &l->slots[i], "background.told");
			if (w->list->v[l->slots[i].start].type == WHEN_SET)
				unmark(w, &l->slots[i]); /* words of the title */
		}
		l->n = 1;
	}
	l->leads = is_blank(ws, (struct range){prev, slot_word(w, &l->slots[k])});
	while (k < l->n) {
		struct entry e = next_entry(w, l, k, prev);
		if (read_entry(w, l, &e) < 0)
			return -1;
		prev = slot_word_end(w, &l->slots[e.end - 1]);
		k = e.end;
	}
	return 0;
}

/* A whole block that is struck or furniture stays as it is. */
static bool is_struck(const char *refused)
{
	return strcmp(refused, "background.struck") == 0 ||
	       strcmp(refused, "background.furniture") == 0;
}

/* Years, months and durations inside a label stay words of it: "Regatta 2027
 * deadline", "2-day workshop". */
static void keep_years(struct work *w, struct line *l)
{
	size_t n = 0;
	for (size_t k = 0; k < l->n; k++) {
		struct slot *s = &l->slots[k];
		size_t first = slot_word(w, s), end = slot_word_end(w, s);
		const char *refused = cand_refuse(w, s);
		bool never = refused != NULL && s->first + 1 != 0 && !is_struck(refused);
		bool other = false; /* is there a finer date for the entry? */
		for (size_t i = 0; i < l->n; i++)
			other |= i != k && slot_is_day(w, &l->slots[i]) &&
				 w->list->v[l->slots[i].start].type != WHEN_SET;
		/* "27 March: last day of term" */
		const struct when_expr *x = &w->list->v[s->start];
		bool related = other && x->known == 0 && x->grain == WHEN_GRAIN_DAY && k != 0;
		bool coarse = (!slot_is_day(w, s) && refused == NULL) || related;
		struct entry e = {.before = {0, first}, .after = {end, w->words.n}};
		if (!never && (!coarse || (stands_apart(w, &e) && !other))) {
			l->slots[n++] = *s;
			continue;
		}
		unmark(w, s);
		work_background(w, s, refused != NULL ? refused : "background.attribute");
	}
	l->n = n;
}

/* A clock without a day is on the day that the line named last. */
static void carry_day(struct work *w, struct line *l)
{
	for (int i = w->force.top; i >= 0 && !w->has_line_day; i--) {
		const struct frame *f = &w->force.v[i];
		w->has_line_day = f->has_day && f->moved;
		w->line_day = f->day;
		if (f->has_day)
			break;
	}
	for (size_t k = 0; k < l->n; k++) {
		struct slot *s = &l->slots[k];
		const struct when_expr *d = &w->list->v[s->day], *x = &w->list->v[s->start];
		bool clock = grain_is_clock(d->grain) || d->grain == WHEN_GRAIN_PART;
		bool own = d->has_from && (clock ? (d->known & DL_KNOWN_DAY) != 0 && !d->anaphoric
						 : d->grain == WHEN_GRAIN_DAY);
		if (own && x->type != WHEN_SET) {
			w->has_line_day = true;
			w->line_day = s->moved ? s->on : d->from;
		} else if (clock && w->has_line_day && x->type != WHEN_SET && x->has_from &&
			   s->day == s->start && !s->moved) {
			s->moved = true;
			s->on = w->line_day;
		}
	}
}

static int read_line(struct work *w, struct line *l, uint32_t rest, uint32_t end)
{
	bool heading = l->kind == LINE_HEADING || l->kind == LINE_STRONG || l->kind == LINE_FIELD;
	for (size_t k = 0; k < l->n; k++)
		line_settle_weekday(w, &l->slots[k]);
	for (size_t k = 0; heading && k < l->n; k++) { /* "Easter services" */
		struct slot s = l->slots[k];
		if (!w->list->v[s.start].modifier)
			continue;
		unmark(w, &s);
		work_background(w, &s, "background.name");
		memmove(&l->slots[k], &l->slots[k + 1], (l->n - k - 1) * sizeof(s));
		l->n--, k--;
	}
	if (l->n != 0 && scope_read(w, l->slots, l->n))
		l->n = 0; /* what else it says stays */
	if (!heading) {
		series_pair(w, l->slots, &l->n);
		carry_day(w, l);
		keep_years(w, l);
		keep_holidays(w, l);
	}
	int status = heading	 ? line_heading(w, l)
		     : l->n == 0 ? read_plain(w, l)
				 : read_entries(w, l);
	work_background_rest(w, rest, end, "background.crowded");
	return status;
}

static int scan(struct work *w, struct line *l, uint32_t *first, uint32_t end)
{
	if (!words_read(&w->words, l->span))
		return work_nomem(w);
	while (l->n < LINE_SLOTS && slot_next(w, first, end, &l->slots[l->n]))
		slot_mark(w, &l->slots[l->n++]);
	slot_share(w, l->slots, l->n);
	return 0;
}

/* Each segment of a run-on list is a line of its own. */
static int read_segments(struct work *w, const struct line *l, const uint32_t *ends, size_t n,
    uint32_t first, uint32_t end)
{
	uint32_t at = l->span.start, e = first;
	for (size_t k = 0; k <= n; k++) {
		struct line part = {.span = {at, k < n ? ends[k] : l->span.end}, .kind = l->kind};
		first = e;
		while (e < end && w->list->v[e].span.start < part.span.end)
			e++;
		if (scan(w, &part, &first, e) < 0 || read_line(w, &part, first, e) < 0)
			return -1;
		at = part.span.end;
	}
	return 0;
}

int line_unit(
    struct work *w, struct dl_span span, uint32_t first, uint32_t end, enum line_kind kind)
{
	struct line l = {.span = span, .kind = kind};
	uint32_t e = first, ends[LINE_SLOTS];
	size_t n = 0;
	w->has_line_day = false;
	if (scan(w, &l, &e, end) < 0)
		return -1;
	if ((kind == LINE_ITEM || kind == LINE_TEXT) && l.n > 1) {
		struct segments s = segment_of(w, l.slots, l.n);
		size_t i = segment_end(w, &s, 0);
		for (; i < w->words.n && n + 1 < LINE_SLOTS; i = segment_end(w, &s, i))
			ends[n++] = w->words.v[i].span.start;
	}
	return n != 0 ? read_segments(w, &l, ends, n, first, end) : read_line(w, &l, e, end);
}
