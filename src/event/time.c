/* SPDX-License-Identifier: MIT */
/* What a slot makes of an event's time. */
#include <string.h>

#include "base/str.h"
#include "event/series.h"
#include "event/slot.h"
#include "when/civil.h"

static const struct when_expr *expr(const struct work *w, uint32_t i)
{
	return &w->list->v[i];
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

bool slot_clock(const struct when_expr *x, struct dl_civil *ret)
{
	*ret = x->has_from ? x->from : (struct dl_civil){0};
	return x->has_from ? grain_is_clock(x->grain) : clock_of(x->value, ret);
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

/* "3-5 March, 9 am to 5 pm" is three times eight hours, not one time of 56. */
static bool set_daily(struct work *w, const struct slot *s, struct cand *c)
{
	struct dl_event *ev = &c->event;
	const struct when_expr *y = s->until == WHEN_NONE ? NULL : expr(w, s->until);
	if (y == NULL || !y->has_to || ev->precision != DL_MINUTE)
		return true;
	int64_t days = civil_days(y->to) - civil_days(ev->start);
	if (days < 2)
		return true;
	c->daily = true;
	c->last = y->to;
	ev->rrule = arena_printf(w->arena, "FREQ=DAILY;COUNT=%d", (int)days);
	return ev->rrule.p != NULL;
}

bool slot_time(struct work *w, const struct slot *s, struct cand *c)
{
	const struct when_expr *x = expr(w, s->start);
	struct dl_event *ev = &c->event;
	c->slot = *s;
	c->has_slot = true;
	if (s->paired)
		return series_time(w, s, c);
	if (x->type == WHEN_SET)
		return x->rrule[0] != '\0' && series_time(w, s, c);
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
	return set_daily(w, s, c);
}
