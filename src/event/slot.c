/* SPDX-License-Identifier: MIT */
#include "event/slot.h"

#include <string.h>

#include "base/str.h"
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

/* "Tuesday 18 January – Tuesday 25 January": two dates with nothing but a dash
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
	s.other = WHEN_NONE;
	const struct when_expr *x = expr(w, e);
	if (x->range_end != WHEN_NONE && x->range_end > e && x->range_end < end) {
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
	return fine && c->type != WHEN_SET && !written &&
	       (!c->has_from || same_day(d->from, c->from));
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

/* "Tuesdays at 17:30 UTC (biweekly)": how often, apart from the day. */
#define SETS_APART 24
static bool joins_sets(const struct work *w, const struct slot *a, const struct slot *b)
{
	const struct when_expr *x = expr(w, a->start), *y = expr(w, b->start);
	return x->type == WHEN_SET && y->type == WHEN_SET && x->rrule[0] != '\0' &&
	       b->span.start - a->span.end <= SETS_APART && !y->has_clock;
}

bool slot_next(const struct work *w, uint32_t *e, uint32_t end, struct slot *ret)
{
	if (*e >= end)
		return false;
	struct slot a = base(w, *e, end);
	if (a.last + 1 < end) {
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
		} else if (is_single_day(w, &a) && names_weekday(w, &a, &b)) {
			a.last = b.last;
			a.span.end = b.span.end;
		} else if (joins_sets(w, &a, &b)) {
			a.last = b.last;
			a.other = b.start;
		}
	}
	*e = a.last + 1;
	*ret = a;
	return true;
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
		bool light = words_is(ws, i, CUE(PREPOSITION)) ||
			     (words_is(ws, i, CUE(DETERMINER)) && k == 0 && i > 0 &&
				 words_is(ws, i - 1, CUE(PREPOSITION)));
		if (!light || ws->v[i].time)
			break;
		if (words_eq(ws, i, "of") || words_eq(ws, i, "with") || words_eq(ws, i, "to"))
			break;
		ws->v[i].time = true;
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
	return x->grain >= WHEN_GRAIN_WEEKEND && (x->has_from || x->type == WHEN_SET);
}

bool slot_has_clock(const struct work *w, const struct slot *s)
{
	return grain_is_clock(expr(w, s->start)->grain);
}

static enum dl_precision precision_of(enum when_grain g)
{
	switch (g) {
	case WHEN_GRAIN_CENTURY:
		return DL_CENTURY;
	case WHEN_GRAIN_DECADE:
		return DL_DECADE;
	case WHEN_GRAIN_NONE:
	case WHEN_GRAIN_YEAR:
		return DL_YEAR;
	case WHEN_GRAIN_SEASON:
		return DL_SEASON;
	case WHEN_GRAIN_HALF:
	case WHEN_GRAIN_QUARTER:
	case WHEN_GRAIN_MONTH:
		return DL_MONTH;
	case WHEN_GRAIN_WEEK:
	case WHEN_GRAIN_WEEKEND:
	case WHEN_GRAIN_DAY:
		return DL_DAY;
	case WHEN_GRAIN_PART:
		return DL_PART;
	case WHEN_GRAIN_HOUR:
	case WHEN_GRAIN_MINUTE:
	case WHEN_GRAIN_SECOND:
		break;
	}
	return DL_MINUTE;
}

/* The day that a bare clock falls on, when the expression found none: that of
 * the slot's date, else of the heading, the row or the narrative. */
static bool day_of(const struct work *w, const struct slot *s, struct dl_civil *ret)
{
	if (s->day != s->start && expr(w, s->day)->has_from) {
		*ret = expr(w, s->day)->from;
		return true;
	}
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].has_day) {
			*ret = w->force.v[i].day;
			return true;
		}
	return false;
}

/* "T14:30" of a TIMEX3 value. */
static bool clock_of(const char *value, struct dl_civil *ret)
{
	const char *t = strchr(value, 'T');
	if (t == NULL || !is_digit((unsigned char)t[1]) || !is_digit((unsigned char)t[2]))
		return false;
	ret->hour = (uint8_t)((t[1] - '0') * 10 + (t[2] - '0'));
	bool minutes =
	    t[3] == ':' && is_digit((unsigned char)t[4]) && is_digit((unsigned char)t[5]);
	ret->minute = (uint8_t)(minutes ? (t[4] - '0') * 10 + (t[5] - '0') : 0);
	return ret->hour < 24 && ret->minute < 60;
}

/* Puts a clock on the day that is written beside it. */
static struct dl_civil on_day(struct dl_civil day, struct dl_civil clock)
{
	day.hour = clock.hour;
	day.minute = clock.minute;
	day.second = clock.second;
	return day;
}

/* A clock resolved to another day than the one its slot names: "Date: 4 May",
 * "Time: 7 pm" on two lines. */
static bool has_own_day(const struct when_expr *x)
{
	return x->has_from && ((x->known & DL_KNOWN_DAY) != 0 && !x->anaphoric);
}

static bool start_of(const struct work *w, const struct slot *s, struct dl_civil *ret)
{
	const struct when_expr *x = expr(w, s->start), *d = expr(w, s->day);
	if (x->has_from) {
		bool other = s->day != s->start && d->has_from && !has_own_day(x);
		*ret = s->moved ? on_day(s->on, x->from)
		       : other	? on_day(d->from, x->from)
				: x->from;
		return true;
	}
	if (x->has_to && x->grain == WHEN_GRAIN_DAY) { /* "until 4 May" */
		*ret = civil_add_days(x->to, -1);
		return true;
	}
	return grain_is_clock(x->grain) && day_of(w, s, ret) && clock_of(x->value, ret);
}

static struct dl_civil at_hours(struct dl_civil day, int hours)
{
	day.hour = day.minute = day.second = 0;
	return civil_add_minutes(day, (int64_t)hours * 60);
}

static void set_window(struct dl_event *ev)
{
	static const struct {
		uint8_t from, to;
	} hours[] = {
#define HOURS(name, text, from, to) [DL_PART_##name] = {from, to},
	    DL_PART_OF_DAY(HOURS)
#undef HOURS
	};
	ev->has_window = true;
	ev->window[0] = at_hours(ev->start, hours[ev->part].from);
	ev->window[1] = at_hours(ev->start, hours[ev->part].to);
	ev->start.hour = ev->start.minute = ev->start.second = 0;
}

/* The exclusive end, where the text names one. */
static void set_end(const struct work *w, const struct slot *s, struct dl_event *ev)
{
	const struct when_expr *x = expr(w, s->start);
	const struct when_expr *y = s->end == WHEN_NONE ? NULL : expr(w, s->end);
	if (y == NULL) {
		bool long_grain = x->grain == WHEN_GRAIN_WEEK || x->grain == WHEN_GRAIN_WEEKEND ||
				  x->grain == WHEN_GRAIN_QUARTER || x->grain == WHEN_GRAIN_HALF;
		/* One expression for the whole range (dl_options.intervals). */
		bool whole = x->has_to && ev->precision == DL_MINUTE;
		ev->has_end = (long_grain || whole) && x->has_to;
		ev->end = ev->has_end ? x->to : ev->end;
	} else if (grain_is_clock(y->grain)) {
		struct dl_civil end = ev->start;
		ev->has_end = y->has_from || clock_of(y->value, &end);
		bool other = y->has_from && (s->day != s->start || s->moved) && !has_own_day(y);
		ev->end = other ? on_day(ev->start, y->from) : y->has_from ? y->from : end;
	} else if (y->has_to) {
		ev->has_end = true;
		ev->end = y->to;
	}
	if (ev->has_end && civil_cmp(ev->end, ev->start) <= 0) {
		/* "22:00 – 02:00" goes over midnight; anything else is a misreading. */
		struct dl_civil next = civil_add_days(ev->end, 1);
		bool night = ev->precision == DL_MINUTE && civil_cmp(next, ev->start) > 0;
		ev->has_end = night;
		ev->end = night ? next : ev->end;
	}
}

static void set_known(const struct work *w, const struct slot *s, struct dl_event *ev)
{
	for (uint32_t e = s->first; e <= s->last; e++)
		ev->known |=
		    expr(w, e)->known & (DL_KNOWN_YEAR | DL_KNOWN_MONTH | DL_KNOWN_DAY |
					    DL_KNOWN_WEEKDAY | DL_KNOWN_TIME | DL_KNOWN_PART);
	if (ev->has_end)
		ev->known |= DL_KNOWN_END;
}

static struct dl_str rule_part(const char *rule, const char *name)
{
	const char *at = strstr(rule, name);
	if (at == NULL)
		return (struct dl_str){NULL, 0};
	return (struct dl_str){at, strcspn(at, ";")};
}

/* How often from the second, which weekday from the first unless the second
 * says it better ("first Monday"). */
static struct dl_str joined_rule(struct work *w, const char *first, const char *second)
{
	struct dl_str day = rule_part(first, "BYDAY=");
	if (*second == '\0' || rule_part(second, "BYDAY=").n != 0 || day.n == 0)
		return arena_str(w->arena, str_of(*second == '\0' ? first : second));
	return arena_printf(w->arena, "%s;%.*s", second, (int)day.n, day.p);
}

static bool recurring(struct work *w, const struct slot *s, struct cand *c)
{
	const struct when_expr *x = expr(w, s->start);
	struct dl_event *ev = &c->event;
	ev->rrule = s->other == WHEN_NONE ? arena_str(w->arena, str_of(x->rrule))
					  : joined_rule(w, x->rrule, expr(w, s->other)->rrule);
	if (ev->rrule.p == NULL || ev->rrule.n == 0)
		return false;
	ev->has_start = x->has_from;
	ev->start = x->has_from ? x->from : (struct dl_civil){.month = 1, .day = 1};
	ev->precision = x->has_clock ? DL_MINUTE : DL_DAY;
	ev->has_time = x->has_clock && !x->has_from;
	if (x->has_clock) {
		ev->start.hour = x->clock_hour;
		ev->start.minute = x->clock_minute;
	}
	set_known(w, s, ev);
	return true;
}

bool slot_time(struct work *w, const struct slot *s, struct cand *c)
{
	const struct when_expr *x = expr(w, s->start);
	struct dl_event *ev = &c->event;
	c->slot = *s;
	c->has_slot = true;
	if (x->type == WHEN_SET)
		return x->rrule[0] != '\0' && recurring(w, s, c);
	if (x->type == WHEN_DURATION || x->grain == WHEN_GRAIN_NONE || !start_of(w, s, &ev->start))
		return false;
	ev->has_start = true;
	ev->precision = precision_of(x->grain);
	ev->approximate = x->approximate;
	if (ev->precision == DL_PART) {
		ev->part = x->part;
		set_window(ev);
	}
	set_end(w, s, ev);
	set_known(w, s, ev);
	return true;
}
