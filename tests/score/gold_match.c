/* SPDX-License-Identifier: MIT */
#include "score/gold.h"

#include <stdlib.h>

#include "base/days.h"
#include "base/str.h"
#include "base/tzif.h"

/* A longer piece of the document shows nothing. */
#define QUOTE_MAX 2000
/* Titles that agree as well as this need no common line. */
#define TITLE_ENOUGH 0.4

#define DAY_SECONDS ((int64_t)86400)

/* ---- instants ------------------------------------------------------------------- */

static int64_t seconds(struct dl_civil c)
{
	return days_from_date(c.year, c.month, c.day) * DAY_SECONDS + c.hour * 3600 + c.minute * 60;
}

static int64_t day_of(struct dl_civil c)
{
	return days_from_date(c.year, c.month, c.day);
}

/* Seconds east of UTC of a zone's clock when it shows c; false: no such zone. */
static bool offset(struct dl_str tz, struct dl_civil c, int64_t *ret)
{
	struct arena arena = {.alloc = NULL};
	struct tzif zone;
	bool known = tz.n != 0 && tzif_open(&arena, tz, &zone, NULL) == 0;
	if (known)
		*ret = seconds(c) - tzif_utc(&zone, seconds(c));
	arena_free(&arena);
	return known;
}

/* The same wall clock, or the same instant on two clocks. */
static bool same_minute(
    struct dl_civil a, struct dl_str a_tz, struct dl_civil b, struct dl_str b_tz)
{
	int64_t east_a, east_b;
	if (seconds(a) == seconds(b))
		return true;
	return offset(a_tz, a, &east_a) && offset(b_tz, b, &east_b) &&
	       seconds(a) - east_a == seconds(b) - east_b;
}

/* The day of the prediction, or the same on the clock of the gold event. */
static bool same_day(const struct gold_event *g, const struct dl_event *e)
{
	int64_t east, here;
	if (day_of(g->start) == day_of(e->start))
		return true;
	if (e->precision != DL_MINUTE || !offset(e->tz, e->start, &east) ||
	    !offset(g->tz, e->start, &here))
		return false;
	return days_floor_div(seconds(e->start) - east + here, DAY_SECONDS) == day_of(g->start);
}

/* ---- recurrences ---------------------------------------------------------------- */

struct rule {
	struct dl_str freq, interval, days, nth; /* nth: BYSETPOS */
};

static struct rule rule_of(struct dl_str rrule)
{
	struct rule r = {.interval = STR("1"), .nth = STR("")};
	while (rrule.n != 0) {
		struct dl_str value = str_trim(str_split(&rrule, ';'));
		struct dl_str name = str_split(&value, '=');
		if (str_eq(name, STR("FREQ")))
			r.freq = value;
		else if (str_eq(name, STR("INTERVAL")))
			r.interval = value;
		else if (str_eq(name, STR("BYDAY")))
			r.days = value;
		else if (str_eq(name, STR("BYSETPOS")))
			r.nth = value;
	}
	return r;
}

static size_t count_days(struct dl_str days)
{
	size_t n = days.n != 0;
	for (size_t i = 0; i < days.n; i++)
		n += days.p[i] == ',';
	return n;
}

/* "MO" of "1MO"; nth is what "3" is in BYSETPOS=3. */
static bool day_equal(struct dl_str a, struct dl_str a_nth, struct dl_str b, struct dl_str b_nth)
{
	struct dl_str an = {a.p, a.n - 2}, bn = {b.p, b.n - 2};
	return str_eq((struct dl_str){a.p + an.n, 2}, (struct dl_str){b.p + bn.n, 2}) &&
	       str_eq(an.n == 0 ? a_nth : an, bn.n == 0 ? b_nth : bn);
}

static bool has_day(const struct rule *r, struct dl_str day, struct dl_str nth)
{
	struct dl_str list = r->days;
	while (list.n != 0) {
		struct dl_str d = str_split(&list, ',');
		if (d.n >= 2 && day_equal(d, r->nth, day, nth))
			return true;
	}
	return false;
}

static bool same_rule(struct dl_str a, struct dl_str b)
{
	struct rule x = rule_of(a), y = rule_of(b);
	struct dl_str list = x.days;
	if (!str_eq(x.freq, y.freq) || !str_eq(x.interval, y.interval) ||
	    count_days(x.days) != count_days(y.days))
		return false;
	while (list.n != 0) {
		struct dl_str d = str_split(&list, ',');
		if (d.n < 2 || !has_day(&y, d, x.nth))
			return false;
	}
	return true;
}

/* A rule without a date: a prediction with the same frequency and weekday, or on
 * that weekday. */
static bool recurs_alike(const struct gold_event *g, const struct dl_event *e)
{
	static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	struct rule a = rule_of(g->rrule), b = rule_of(e->rrule);
	struct dl_str day = {a.days.p + (a.days.n < 2 ? 0 : a.days.n - 2), 2};
	if (a.days.n < 2)
		return str_eq(a.freq, b.freq);
	if (e->rrule.n != 0)
		return str_eq(a.freq, b.freq) && (b.days.n < 2 || str_ends(b.days, day));
	return e->has_start && e->precision >= DL_DAY &&
	       str_eq(day, str_of(names[days_weekday(day_of(e->start)) - 1]));
}

/* ---- are they the same? ------------------------------------------------------------ */

/* As far as the coarser of the two says, and never closer than a day. */
static bool start_agrees(const struct gold_event *g, const struct dl_event *e)
{
	if (!g->has_start)
		return recurs_alike(g, e);
	if (!e->has_start)
		return false;
	switch (g->precision < e->precision ? g->precision : e->precision) {
	case DL_CENTURY:
		return days_floor_div(g->start.year, 100) == days_floor_div(e->start.year, 100);
	case DL_DECADE:
		return days_floor_div(g->start.year, 10) == days_floor_div(e->start.year, 10);
	case DL_YEAR:
	case DL_SEASON:
		return g->start.year == e->start.year;
	case DL_MONTH:
		return g->start.year == e->start.year && g->start.month == e->start.month;
	default:
		return same_day(g, e);
	}
}

static uint32_t line_at(struct dl_str source, uint32_t at)
{
	uint32_t line = 1;
	for (uint32_t i = 0; i < at && i < source.n; i++)
		line += source.p[i] == '\n';
	return line;
}

/* Of the shorter one of the two, the part of its lines that they share; 0 to 1. */
static double shared_lines(
    const struct gold_event *g, const struct dl_event *e, struct dl_str source)
{
	struct dl_span at = e->source.span;
	double best = 0;
	if (at.end <= at.start || at.end - at.start > QUOTE_MAX)
		return 0;
	uint32_t first = line_at(source, at.start), last = line_at(source, at.end - 1);
	for (size_t i = 0; i < g->n_places; i++) {
		struct gold_lines l = g->places[i];
		uint32_t from = l.first > first ? l.first : first,
			 to = l.last < last ? l.last : last;
		uint32_t a = l.last - l.first, b = last - first;
		if (from > to)
			continue;
		double share = (double)(to - from + 1) / ((a < b ? a : b) + 1);
		best = share > best ? share : best;
	}
	return best;
}

double gold_weight(const struct gold_event *g, const struct dl_event *e, struct dl_str source)
{
	if (!start_agrees(g, e))
		return 0;
	double lines = shared_lines(g, e, source), words = gold_words(g->title, e->title);
	if (lines <= 0 && words < TITLE_ENOUGH)
		return 0;
	bool exact = g->precision < DL_PART ? g->precision == e->precision : gold_start_right(g, e);
	return (g->tolerated ? 3.5 : 4.0) + lines + words + exact +
	       (g->precision == e->precision) * 0.25;
}

/* ---- fields ------------------------------------------------------------------------ */

/* Within the hours of the part, as counted from the day of the gold event. */
static bool within_part(const struct gold_event *g, const struct dl_event *e)
{
	static const int hours[][2] = {
#define HOURS(name, text, from, to) {from, to},
	    DL_PART_OF_DAY(HOURS)
#undef HOURS
	};
	int64_t at = seconds(e->start) - day_of(g->start) * DAY_SECONDS;
	return e->precision == DL_MINUTE && at >= hours[g->part][0] * 3600 &&
	       at < hours[g->part][1] * 3600;
}

bool gold_start_right(const struct gold_event *g, const struct dl_event *e)
{
	if (!g->has_start)
		return (e->has_time || e->precision == DL_MINUTE) &&
		       e->start.hour == g->start.hour && e->start.minute == g->start.minute;
	if (g->precision == DL_PART)
		return (e->precision == DL_PART && e->part == g->part) || within_part(g, e);
	if (g->precision == DL_MINUTE)
		return e->has_start && e->precision == DL_MINUTE &&
		       same_minute(g->start, g->tz, e->start, e->tz);
	return e->precision == g->precision;
}

bool gold_end_right(const struct gold_event *g, const struct dl_event *e)
{
	if (!e->has_end)
		return false;
	if (g->end_precision == DL_MINUTE)
		return same_minute(g->end, g->tz, e->end, e->tz);
	return e->precision == DL_MINUTE ? seconds(g->end) == seconds(e->end)
					 : day_of(g->end) == day_of(e->end);
}

bool gold_end_invented(const struct gold_event *g, const struct dl_event *e)
{
	if (g->has_end || !g->has_start || !e->has_end || !e->has_start)
		return false;
	if (e->precision != DL_MINUTE && seconds(e->end) - seconds(e->start) == DAY_SECONDS)
		return false;
	return seconds(e->end) != seconds(e->start);
}

bool gold_zone_right(const struct gold_event *g, const struct dl_event *e)
{
	int64_t want, got;
	struct dl_civil at =
	    g->has_start ? g->start : (struct dl_civil){.year = 2026, .month = 1, .day = 15};
	if (!offset(g->tz, at, &want) || !offset(e->tz, e->has_start ? e->start : at, &got))
		return false;
	return want == got || (e->has_start && g->has_start &&
				  seconds(e->start) - got == seconds(g->start) - want);
}

bool gold_rrule_right(const struct gold_event *g, const struct dl_event *e)
{
	return e->rrule.n != 0 && same_rule(g->rrule, e->rrule);
}
