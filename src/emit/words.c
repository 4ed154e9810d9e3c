/* SPDX-License-Identifier: MIT */
#include "emit/words.h"

#include "base/str.h"
#include "emit/iso.h"

/* An en dash between numbers, with spaces when an end has more than one word. */
#define DASH	    "\xE2\x80\x93"
#define SPACED_DASH " \xE2\x80\x93 "

const char *words_month(int month)
{
	static const char *const names[] = {"", "January", "February", "March", "April", "May",
	    "June", "July", "August", "September", "October", "November", "December"};
	return names[month >= 1 && month <= 12 ? month : 0];
}

const char *words_weekday(int weekday)
{
	static const char *const names[] = {
	    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	return names[weekday >= 1 && weekday <= 7 ? weekday : 0];
}

void words_put_year(struct buf *out, int32_t year)
{
	if (year > 0)
		buf_printf(out, "%d", year);
	else
		buf_printf(out, "%d BC", 1 - year);
}

static void put_month(struct buf *out, struct dl_civil c)
{
	buf_printf(out, "%s ", words_month(c.month));
	words_put_year(out, c.year);
}

static void put_day(struct buf *out, struct dl_civil c)
{
	buf_printf(out, "%d ", c.day);
	put_month(out, c);
}

static void put_hour(struct buf *out, struct dl_civil c)
{
	buf_printf(out, "%02d:%02d", c.hour, c.minute);
}

/* to inclusive */
static void put_days(struct buf *out, struct dl_civil from, struct dl_civil to)
{
	bool same_year = from.year == to.year, same_month = same_year && from.month == to.month;
	if (same_month && from.day == to.day) {
		put_day(out, to);
		return;
	}
	if (same_month)
		buf_printf(out, "%d" DASH, from.day);
	else if (same_year)
		buf_printf(out, "%d %s" SPACED_DASH, from.day, words_month(from.month));
	else {
		put_day(out, from);
		buf_z(out, SPACED_DASH);
	}
	put_day(out, to);
}

/* to inclusive */
static void put_months(struct buf *out, struct dl_civil from, struct dl_civil to)
{
	if (from.year != to.year) {
		put_month(out, from);
		buf_z(out, SPACED_DASH);
	} else if (from.month != to.month)
		buf_printf(out, "%s" DASH, words_month(from.month));
	put_month(out, to);
}

/* to inclusive */
static void put_years(struct buf *out, int32_t from, int32_t to)
{
	if (from == to) {
		words_put_year(out, to);
		return;
	}
	/* "100–44 BC", "30 BC – 14" */
	if ((from > 0) == (to > 0))
		buf_printf(out, "%d" DASH, from > 0 ? from : 1 - from);
	else {
		words_put_year(out, from);
		buf_z(out, SPACED_DASH);
	}
	words_put_year(out, to);
}

/* The code in the EDTF string, else the month. */
static const char *season_name(const struct dl_event *e)
{
	static const char *const names[] = {"winter", "spring", "summer", "autumn"};
	for (size_t i = 0; i + 3 <= e->edtf.n; i++) {
		const char *p = e->edtf.p + i;
		if (i >= 4 && p[0] == '-' && p[1] == '2' && p[2] >= '1' && p[2] <= '4')
			return names[(p[2] - '0') % 4];
	}
	return names[e->start.month % 12 / 3];
}

static void put_century(struct buf *out, int32_t year)
{
	/* 1801 as well as 1800 begins the 19th; -99 to 0 is the first BC. */
	int n = year > 0 ? (year % 100 == 0 ? year / 100 + 1 : (year + 99) / 100) : -year / 100 + 1;
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	int last = n % 100 / 10 == 1 || n % 10 > 3 ? 0 : n % 10;
	buf_printf(out, "%d%s century%s", n, endings[last], year > 0 ? "" : " BC");
}

static void put_window(struct buf *out, const struct dl_event *e)
{
	static const int hours[][2] = {
#define X(name, text, from, to) [DL_PART_##name] = {from, to},
	    DL_PART_OF_DAY(X)
#undef X
	};
	int64_t midnight = iso_seconds(iso_midnight(e->start));
	bool later = iso_seconds(e->window[0]) > midnight + hours[e->part][0] * 3600;
	bool sooner = iso_seconds(e->window[1]) < midnight + hours[e->part][1] * 3600;
	bool part = e->part != DL_PART_NONE;
	buf_z(out, dl_part_name(e->part));
	if (part && (later || sooner))
		buf_z(out, ", ");
	if (later && sooner) {
		put_hour(out, e->window[0]);
		buf_z(out, DASH);
		put_hour(out, e->window[1]);
	} else if (later || sooner) {
		buf_z(out, later ? "after " : "before ");
		put_hour(out, e->window[later ? 0 : 1]);
	}
}

/* The end of something that has hours: its hour, with the day if one could take
 * it for another. 22:00-02:00 is over midnight. */
static void put_end(struct buf *out, const struct dl_event *e)
{
	int64_t length = iso_seconds(e->end) - iso_seconds(e->start);
	if (!e->has_end || length <= 0)
		return;
	if (length < 86400)
		buf_z(out, DASH);
	else {
		buf_z(out, SPACED_DASH);
		put_day(out, e->end);
		buf_z(out, ", ");
	}
	put_hour(out, e->end);
}

void words_put_clock(struct buf *out, const struct dl_event *e)
{
	if (e->precision == DL_MINUTE) {
		put_hour(out, e->start);
		put_end(out, e);
	} else if (e->precision == DL_PART && e->has_window)
		put_window(out, e);
	else if (e->precision == DL_PART)
		buf_z(out, dl_part_name(e->part));
}

static void put_coarse(struct buf *out, const struct dl_event *e)
{
	struct dl_civil from, to;
	iso_span(e, &from, &to);
	struct dl_civil last = iso_add_days(to, -1);
	/* An end that goes without saying is not said. */
	struct dl_event endless = *e;
	endless.has_end = false;
	struct dl_civil begin, end;
	iso_span(&endless, &begin, &end);
	bool plain = iso_seconds(end) == iso_seconds(to);
	if (e->precision == DL_CENTURY && plain)
		put_century(out, from.year);
	else if (e->precision == DL_DECADE && plain && from.year > 0 && from.year % 10 == 0)
		buf_printf(out, "%ds", from.year);
	else if (e->precision == DL_SEASON) {
		buf_printf(out, "%s ", season_name(e));
		words_put_year(out, from.year);
	} else if (e->precision == DL_MONTH)
		put_months(out, from, last);
	else if (e->precision <= DL_YEAR)
		put_years(out, from.year, last.year);
	else
		put_days(out, from, last);
}

void words_put_when(struct buf *out, const struct dl_event *e)
{
	if (!e->has_start) {
		words_put_rule(out, e->rrule);
		if (e->has_time) {
			buf_z(out, ", ");
			put_hour(out, e->start);
		}
		return;
	}
	if (e->approximate)
		buf_z(out, "c. ");
	if (e->precision != DL_MINUTE && e->precision != DL_PART)
		put_coarse(out, e);
	else {
		put_day(out, e->start);
		size_t before = out->n;
		buf_z(out, ", ");
		size_t comma = out->n;
		words_put_clock(out, e);
		if (out->n == comma && out->failed == DL_OK)
			out->n = before;
	}
	if (e->rrule.n != 0) {
		buf_z(out, ", then ");
		words_put_rule(out, e->rrule);
	}
}
