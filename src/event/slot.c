/* SPDX-License-Identifier: MIT */
#include "event/slot.h"

#include <string.h>

#include "base/str.h"
#include "event/series.h"
#include "when/civil.h"

/* Bytes between a date and the clock that goes with it ("…, from ", " (doors "). */
#define JOIN_MAX 12

static const struct when_expr *expr(const struct work *w, uint32_t i)
{
	return &w->list->v[i];
}

static bool same_day(struct dl_civil a, struct dl_civil b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Do two clocks with zones name one instant ("9am PDT / 12pm EDT")? Their days
 * are left aside: "2am AEST (next day)". */
static bool same_instant(const struct when_expr *a, const struct when_expr *b)
{
	if (!a->has_offset || !b->has_offset || !a->has_from || !b->has_from ||
	    !grain_is_clock(a->grain) || !grain_is_clock(b->grain))
		return false;
	int m = a->from.hour * 60 + a->from.minute - a->offset_minutes;
	int n = b->from.hour * 60 + b->from.minute - b->offset_minutes;
	return (m - n) % (24 * 60) == 0;
}

/* Is the next expression the same instant in another zone, set apart by no
 * more than " / " or " ("? */
static bool is_other_zone(const struct work *w, uint32_t e, uint32_t last, uint32_t next)
{
	const struct when_expr *x = expr(w, next);
	if (x->same_instant == e)
		return true;
	uint32_t gap = x->span.start - expr(w, last)->span.end;
	return gap <= 4 && same_instant(expr(w, e), x);
}

/* "Monday 2 March – Friday 6 March": two dates with nothing but a dash
 * between them. */
static bool is_range(const struct work *w, uint32_t e, uint32_t end)
{
	if (e + 1 >= end)
		return false;
	const struct when_expr *x = expr(w, e), *y = expr(w, e + 1);
	if (x->grain != y->grain || x->type != WHEN_DATE || y->type != WHEN_DATE || !x->has_from ||
	    !y->has_from || civil_cmp(x->from, y->from) >= 0 || y->range_end != WHEN_NONE)
		return false;
	struct dl_str gap =
	    str_trim(str_sub(w->doc->text, (struct dl_span){x->span.end, y->span.start}));
	return str_eq(gap, STR("-")) || str_eq(gap, STR("\xE2\x80\x93")) ||
	       str_eq(gap, STR("\xE2\x80\x94"));
}

/* Days of a list that follow one another, from e on: the last of them. */
static uint32_t last_of_run(const struct work *w, uint32_t e, uint32_t end)
{
	uint32_t last = e;
	for (;;) {
		uint32_t next = expr(w, last)->list_next;
		if (next == WHEN_NONE || next >= end || expr(w, last)->grain != WHEN_GRAIN_DAY ||
		    expr(w, next)->grain != WHEN_GRAIN_DAY || !expr(w, next)->has_from ||
		    expr(w, next)->range_end != WHEN_NONE ||
		    civil_days(expr(w, next)->from) != civil_days(expr(w, last)->from) + 1)
			return last;
		last = next;
	}
}

/* One expression with the other end of its range and its other zones; days in
 * a row ("7 and 8 August") are a range. */
static struct slot base(const struct work *w, uint32_t e, uint32_t end)
{
	struct slot s = {.first = e, .last = e, .start = e, .end = WHEN_NONE, .day = e};
	s.until = WHEN_NONE;
	const struct when_expr *x = expr(w, e);
	/* "27 March - last day of term": a relation is no end of a date. */
	bool ends = x->range_end != WHEN_NONE && x->range_end > e && x->range_end < end;
	if (ends && (x->known & DL_KNOWN_DAY) != 0 && expr(w, x->range_end)->known == 0 &&
	    expr(w, x->range_end)->grain <= WHEN_GRAIN_DAY)
		ends = false;
	if (ends) {
		s.end = x->range_end;
		s.last = x->range_end;
	}
	if (s.end == WHEN_NONE && is_range(w, e, end)) {
		s.end = e + 1;
		s.last = e + 1;
	}
	uint32_t run = s.end == WHEN_NONE && x->has_from ? last_of_run(w, e, end) : e;
	if (run != e) {
		s.end = run;
		s.last = run;
	}
	while (s.last + 1 < end && is_other_zone(w, e, s.last, s.last + 1)) {
		s.last++;
		uint32_t other = expr(w, s.last)->range_end;
		if (other != WHEN_NONE && other > s.last && other < end)
			s.last = other;
	}
	uint32_t more_at = expr(w, s.last)->list_next;
	bool more = more_at != WHEN_NONE && expr(w, more_at)->same_instant != e;
	s.listed = more || (e > 0 && expr(w, e - 1)->list_next == e);
	s.span = (struct dl_span){x->span.start, expr(w, s.last)->span.end};
	return s;
}

static bool is_single_day(const struct work *w, const struct slot *s)
{
	return expr(w, s->start)->grain == WHEN_GRAIN_DAY && s->end == WHEN_NONE &&
	       expr(w, s->start)->has_from;
}

/* May the text between a date and a clock join them? Anything but the end of
 * an entry does when it is short. */
static bool joins(const struct work *w, uint32_t from, uint32_t to)
{
	if (to < from || to - from > JOIN_MAX)
		return false;
	struct dl_str gap = str_sub(w->doc->text, (struct dl_span){from, to});
	for (size_t i = 0; i < gap.n; i++)
		if (gap.p[i] == ';' || gap.p[i] == '|' || gap.p[i] == '\t' || gap.p[i] == '.')
			return false;
	return true;
}

/* Is b the clock on the day of a? A clock without any day is on the day beside it. */
static bool fits(const struct work *w, const struct slot *day, const struct slot *clock)
{
	const struct when_expr *d = expr(w, day->start), *c = expr(w, clock->start);
	bool fine = grain_is_clock(c->grain) || c->grain == WHEN_GRAIN_PART;
	bool written = (c->known & DL_KNOWN_DAY) != 0 && !c->anaphoric;
	/* "Good Friday: 10 am" after another day: the nearer one is meant. */
	bool after = clock->span.start >= day->span.end && grain_is_clock(c->grain);
	return fine && c->type != WHEN_SET && !written &&
	       (!c->has_from || after || same_day(d->from, c->from));
}

/* "3-5 March, 9 am to 5 pm", "13 and 14 June, 10-18 h": the hours of each day. */
static bool are_hours(const struct work *w, const struct slot *days, const struct slot *b)
{
	const struct when_expr *x = expr(w, days->start), *y = expr(w, b->start);
	return days->end != WHEN_NONE && x->grain == WHEN_GRAIN_DAY && x->has_from &&
	       expr(w, days->end)->grain == WHEN_GRAIN_DAY && expr(w, days->end)->has_to &&
	       y->type == WHEN_TIME && grain_is_clock(y->grain) && b->day == b->start &&
	       ((y->known & DL_KNOWN_DAY) == 0 || y->anaphoric);
}

/* "tomorrow (Saturday)": the weekday only says the day again. */
static bool names_weekday(const struct work *w, const struct slot *day, const struct slot *b)
{
	const struct when_expr *x = expr(w, b->start);
	uint32_t gap = b->span.start - day->span.end;
	if (x->type != WHEN_DATE || b->end != WHEN_NONE || gap > 3 || !x->has_from)
		return false;
	return same_day(x->from, expr(w, day->start)->from) ||
	       (x->known == DL_KNOWN_WEEKDAY &&
		   civil_weekday(x->from) == civil_weekday(expr(w, day->start)->from));
}

/* "08:42 the next morning": a clock, and a part that says of which day. */
static bool names_part(const struct work *w, const struct slot *clock, const struct slot *b)
{
	const struct when_expr *x = expr(w, clock->start), *y = expr(w, b->start);
	return grain_is_clock(x->grain) && (x->known & DL_KNOWN_DAY) == 0 && x->has_from &&
	       clock->day == clock->start && y->grain == WHEN_GRAIN_PART && y->has_from &&
	       b->span.start - clock->span.end <= 2;
}

bool slot_next(const struct work *w, uint32_t *e, uint32_t end, struct slot *ret)
{
	if (*e >= end)
		return false;
	struct slot a = base(w, *e, end);
	const struct when_expr *x = expr(w, *e);
	if (x->bound != WHEN_BOUND_NONE && x->set == *e + 1 && x->set < end) {
		/* "From 5 March on every Thursday" */
		a = base(w, *e + 1, end);
		a.first = *e;
		a.span.start = x->span.start;
	} else if (a.last + 1 < end) {
		struct slot b = base(w, a.last + 1, end);
		bool joined = joins(w, a.span.end, b.span.start);
		if (joined && is_single_day(w, &a) && !a.listed && fits(w, &a, &b)) {
			b.day = a.start;
			b.first = a.first;
			b.span.start = a.span.start;
			a = b;
		} else if (joined && is_single_day(w, &b) && !b.listed && fits(w, &b, &a)) {
			a.day = b.start;
			a.last = b.last;
			a.span.end = b.span.end;
		} else if (joined && are_hours(w, &a, &b)) {
			b.day = a.start;
			b.until = a.end;
			b.first = a.first;
			b.span.start = a.span.start;
			a = b;
		} else if (joined && are_hours(w, &b, &a)) {
			a.day = b.start;
			a.until = b.end;
			a.last = b.last;
			a.span.end = b.span.end;
		} else if (is_single_day(w, &a) && names_weekday(w, &a, &b)) {
			a.last = b.last;
			a.span.end = b.span.end;
		} else if (names_part(w, &a, &b)) {
			a.day = b.start;
			a.last = b.last;
			a.span.end = b.span.end;
		}
	}
	while (a.last + 1 < end) {
		struct slot b = base(w, a.last + 1, end);
		if (!series_takes(w, &a, &b))
			break;
		a.last = b.last;
		a.span.end = b.span.end;
	}
	*e = a.last + 1;
	*ret = a;
	return true;
}

void slot_share(const struct work *w, struct slot *slots, size_t n)
{
	for (size_t k = n; k > 1; k--) {
		struct slot *last = &slots[k - 1], *s = &slots[k - 2];
		const struct when_expr *x = expr(w, last->start), *y = expr(w, s->start);
		if (!last->listed || !s->listed || !is_single_day(w, s) ||
		    !grain_is_clock(x->grain) || !x->has_from || x->type != WHEN_TIME)
			continue;
		s->moved = true;
		s->on = y->from;
		s->start = last->start;
		s->end = last->end;
	}
}

struct slot slot_joined(const struct slot *date, const struct slot *time, const struct slot *end)
{
	struct slot s = date != NULL ? *date : *time;
	if (date != NULL && time != NULL) {
		s.until = date->end;
		s.day = date->start;
		s.start = time->start;
		s.end = time->end;
	}
	if (end != NULL)
		s.end = end->start;
	return s;
}

/* ---- words ---------------------------------------------------------------- */

void slot_mark(struct work *w, struct slot *s)
{
	struct words *ws = &w->words;
	for (uint32_t e = s->first; e <= s->last; e++)
		words_mark_time(ws, w->list, e);
	size_t first = words_at(ws, s->span.start), end = words_at(ws, s->span.end);
	if (first < ws->n && first > 0 && ws->v[first - 1].span.end > s->span.start)
		first--;
	for (size_t i = first; i < end; i++)
		ws->v[i].time = true;
	/* "on", "from", "at around", "until the": two words at most. */
	for (int k = 0; k < 2 && first > 0; k++) {
		size_t i = first - 1;
		if (k == 0 && i > 0 && ws->v[i].punct == '.' &&
		    words_is(ws, i - 1, CUE(PREPOSITION)))
			i--; /* "approx. 18:30" */
		bool light = words_is(ws, i, CUE(PREPOSITION)) ||
			     (words_is(ws, i, CUE(DETERMINER)) && k == 0 && i > 0 &&
				 words_is(ws, i - 1, CUE(PREPOSITION)));
		if (!light || ws->v[i].time)
			break;
		if (words_is(ws, i, CUE(BOUND)))
			break;
		for (size_t j = i; j < first; j++)
			ws->v[j].time = true;
		s->span.start = ws->v[i].span.start;
		first = i;
	}
}

size_t slot_word(const struct work *w, const struct slot *s)
{
	return words_at(&w->words, s->span.start);
}

size_t slot_word_end(const struct work *w, const struct slot *s)
{
	return words_at(&w->words, s->span.end);
}

/* ---- time ----------------------------------------------------------------- */

bool slot_is_day(const struct work *w, const struct slot *s)
{
	const struct when_expr *x = expr(w, s->start);
	if (x->type == WHEN_SET)
		return x->rrule[0] != '\0';
	return x->grain >= WHEN_GRAIN_WEEKEND && x->has_from;
}

bool slot_has_clock(const struct work *w, const struct slot *s)
{
	return grain_is_clock(expr(w, s->start)->grain);
}
