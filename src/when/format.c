/* SPDX-License-Identifier: MIT */
/* Resolved expressions as TIMEX3 values, EDTF and RRULE. */
#include "when/resolve.h"

#include <inttypes.h>
#include <string.h>

#include "when/amount.h"
#include "base/fmt.h"
#include "when/civil.h"

/* As snprintf into a field of WHEN_VALUE_MAX bytes; what does not fit is no value of ours. */
#define put(to, ...) ((void)fmt_print((to), WHEN_VALUE_MAX, __VA_ARGS__))

static void year_text(char out[12], int32_t year)
{
	if (year < 0)
		fmt_print(out, 12, "-%04d", -year);
	else
		fmt_print(out, 12, "%04d", year);
}

/* The year, decade (of 10 years) or century (of 100) in a TIMEX3 value:
 * TIMEX2 and the taggers that write years before Christ count
 * them as people do, "BC0044", not as ISO 8601, which has a year 0. */
static void value_year(char out[12], int32_t year, int32_t years)
{
	const char *era = year <= 0 ? "BC" : "";
	int32_t n = year > 0 ? year : years == 1 ? 1 - year : -year;
	fmt_print(out, 12,
	    years == 1	  ? "%s%04d"
	    : years == 10 ? "%s%03d"
			  : "%s%02d",
	    era, n / years);
}

static void amount_text(char *out, size_t size, int64_t thousandths)
{
	if (thousandths % 1000 == 0)
		fmt_print(out, size, "%" PRId64, thousandths / 1000);
	else if (thousandths % 100 == 0)
		fmt_print(out, size, "%" PRId64 ".%" PRId64, thousandths / 1000,
		    thousandths % 1000 / 100);
	else
		fmt_print(
		    out, size, "%" PRId64 ".%03" PRId64, thousandths / 1000, thousandths % 1000);
}

/* Adds "3D"; nothing for 0. */
static void length_text(char *out, int64_t n, char letter)
{
	size_t used = strlen(out);
	if (n != 0)
		fmt_print(out + used, WHEN_VALUE_MAX - used, "%" PRId64 "%c", n, letter);
}

/* P1Y3M2DT4H30M */
static void compound_text(char *out, const struct value *v)
{
	int32_t months;
	int64_t seconds;
	amount_parts(v, &months, &seconds);
	put(out, "P");
	length_text(out, months / 12, 'Y');
	length_text(out, months % 12, 'M');
	length_text(out, seconds / 86400, 'D');
	if (seconds % 86400 == 0)
		return;
	size_t used = strlen(out);
	fmt_print(out + used, WHEN_VALUE_MAX - used, "T");
	length_text(out, seconds / 3600 % 24, 'H');
	length_text(out, seconds / 60 % 60, 'M');
	length_text(out, seconds % 60, 'S');
}

/* TIMEX3 durations: P3D, PT2H, P2Y6M for two and a half years, PXW. */
void format_length(const struct value *v, char out[WHEN_VALUE_MAX])
{
	static const char letters[] = "\0SMHDWMMYYYWW";
	int64_t n = v->amount;
	char letter = letters[v->unit], text[32];
	bool clock = v->unit >= UNIT_SECOND && v->unit <= UNIT_HOUR;
	if (v->vague) {
		put(out, clock ? "PTX%c" : "PX%c", v->unit == UNIT_QUARTER ? 'Q' : letter);
		return;
	}
	if (v->compound) {
		compound_text(out, v);
		return;
	}
	if (v->unit == UNIT_QUARTER)
		n *= 3;
	else if (v->unit == UNIT_DECADE)
		n *= 10;
	else if (v->unit == UNIT_CENTURY)
		n *= 100;
	else if (v->unit == UNIT_FORTNIGHT)
		n *= 2;
	else if (v->unit == UNIT_WEEKEND) {
		put(out, "P%" PRId64 "WE", n / 1000);
		return;
	}
	/* two and a half years, a quarter of an hour: whole months, minutes, seconds */
	int finer = letter == 'Y' ? 12 : clock && v->unit != UNIT_SECOND ? 60 : 0;
	if (finer != 0 && n % 1000 != 0 && n * finer % 1000 == 0) {
		put(out, "%s", clock ? "PT" : "P");
		length_text(out, n / 1000, letter);
		length_text(out, n % 1000 * finer / 1000, letter == 'M' ? 'S' : 'M');
		return;
	}
	if (v->unit == UNIT_MINUTE && n % 1000 == 500) {
		put(out, n < 1000 ? "PT30S" : "PT%" PRId64 "M30S", n / 1000);
		return;
	}
	amount_text(text, sizeof(text), n);
	put(out, clock ? "PT%s%c" : "P%s%c", text, letter);
}

const char *format_part(uint8_t part)
{
	static const char *const codes[] = {"", "MO", "MI", "AF", "EV", "NI"};
	return codes[part];
}

const char *format_season(int season)
{
	static const char *const codes[] = {"", "SP", "SU", "FA", "WI"};
	return codes[season];
}

/* The clock behind a date value, "" if there is none. */
static void clock_text(char out[16], const struct value *v)
{
	out[0] = '\0';
	int hour = v->hour % 24; /* 24:00 is written as the next day's 00:00 */
	if ((v->has & HAS_CLOCK) && (v->has & HAS_SECOND) && v->second != 0)
		fmt_print(out, 16, "T%02d:%02d:%02d", hour, v->minute, v->second);
	else if (v->has & HAS_CLOCK)
		fmt_print(out, 16, "T%02d:%02d", hour, v->minute);
	else if (v->has & HAS_PART)
		fmt_print(out, 16, "T%s", format_part(v->part));
}

/* What is known of a date that found no reference: XXXX-05-03, T11:20. */
static void open_text(struct when_expr *e, const struct value *v)
{
	char clock[16];
	clock_text(clock, v);
	if (v->kind == VALUE_NONE)
		put(e->value, "%s", clock);
	else if (v->kind == VALUE_HOLIDAY)
		put(e->value, "XXXX%s%s", clock[0] == '\0' ? "" : "-XX-XX", clock);
	else if (v->has & HAS_MONTH)
		put(e->value, v->has & HAS_DAY ? "XXXX-%02d-%02d%s" : "XXXX-%02d", v->month, v->day,
		    clock);
	else if (v->has & HAS_WEEKDAY)
		put(e->value, "XXXX-WXX-%d%s", v->weekday, clock);
	else if (v->has & HAS_SEASON)
		put(e->value, "XXXX-%s", format_season(v->season));
	else if (v->has & HAS_QUARTER)
		put(e->value, "XXXX-Q%d", v->quarter);
	else if (v->kind == VALUE_DAY || (v->kind == VALUE_OFFSET && v->unit == UNIT_DAY))
		put(e->value, "XXXX-XX-XX%s", clock);
	else
		put(e->value, "XXXX");
}

static void date_text(struct when_expr *e, const struct value *v)
{
	char y[12], clock[16];
	struct dl_civil c = e->from;
	int32_t week_year = 0;
	int week = 0;
	value_year(y, c.year, 1);
	clock_text(clock, v);
	switch (e->grain) {
	case WHEN_GRAIN_CENTURY:
		value_year(y, c.year, 100);
		put(e->value, "%s", y);
		break;
	case WHEN_GRAIN_DECADE:
		value_year(y, c.year, 10);
		put(e->value, "%s", y);
		break;
	case WHEN_GRAIN_YEAR:
		put(e->value, "%s", y);
		break;
	case WHEN_GRAIN_HALF:
		put(e->value, "%s-H%d", y, c.month < 7 ? 1 : 2);
		break;
	case WHEN_GRAIN_QUARTER:
		put(e->value, "%s-Q%d", y, (c.month - 1) / 3 + 1);
		break;
	case WHEN_GRAIN_SEASON:
		put(e->value, "%s-%s", y, format_season(v->season != 0 ? v->season : c.month / 3));
		break;
	case WHEN_GRAIN_MONTH:
		put(e->value, "%s-%02d", y, c.month);
		break;
	case WHEN_GRAIN_WEEK:
	case WHEN_GRAIN_WEEKEND:
		/* a week that begins on Sunday has the number of the Monday after it */
		civil_iso_week(civil_add_days(c, e->grain == WHEN_GRAIN_WEEK), &week_year, &week);
		put(e->value, e->grain == WHEN_GRAIN_WEEK ? "%04d-W%02d" : "%04d-W%02d-WE",
		    week_year, week);
		break;
	case WHEN_GRAIN_MINUTE:
	case WHEN_GRAIN_SECOND:
		if (!(v->has & HAS_CLOCK)) /* "two hours later" */
			fmt_print(clock, sizeof(clock), "T%02d:%02d", c.hour, c.minute);
		put(e->value, "%s-%02d-%02d%s", y, c.month, c.day, clock);
		break;
	case WHEN_GRAIN_DAY:
		/* two weeks ago: that week is told, not the day */
		if (v->kind == VALUE_OFFSET && v->inner == 0 && v->base == BASE_REFERENCE &&
		    (v->unit == UNIT_WEEK || v->unit == UNIT_FORTNIGHT) && clock[0] == '\0') {
			civil_iso_week(c, &week_year, &week);
			put(e->value, "%04d-W%02d", week_year, week);
			break;
		}
		put(e->value, "%s-%02d-%02d%s", y, c.month, c.day, clock);
		break;
	case WHEN_GRAIN_PART: /* the night of a day begins on it; late, it is the day after */
		if (v->part == DL_PART_NIGHT && c.hour < 12)
			c = civil_add_days(c, -1);
		value_year(y, c.year, 1);
		put(e->value, "%s-%02d-%02d%s", y, c.month, c.day, clock);
		break;
	case WHEN_GRAIN_HOUR:
		put(e->value, "%s-%02d-%02d%s", y, c.month, c.day, clock);
		break;
	case WHEN_GRAIN_NONE:
		open_text(e, v);
		break;
	}
}

void format_expr(struct when_expr *e, const struct value *v, const struct recur *r)
{
	if (v->kind == VALUE_SET) {
		format_set(v, r, e->value);
		e->has_clock = (v->has & HAS_CLOCK) != 0;
		e->clock_hour = v->hour;
		e->clock_minute = v->minute;
	} else if (v->kind == VALUE_DURATION) {
		format_length(v, e->value);
	} else if (v->kind == VALUE_VAGUE && !e->has_from) {
		put(e->value, "%s",
		    v->dir < 0	 ? "PAST_REF"
		    : v->dir > 0 ? "FUTURE_REF"
				 : "PRESENT_REF");
	} else if (e->has_from) {
		date_text(e, v);
	} else {
		open_text(e, v);
	}
}

/* So many years as an interval. */
static void span_edtf(char *out, int32_t first, int32_t years)
{
	char from[12], to[12];
	year_text(from, first);
	year_text(to, first + years - 1);
	put(out, "%s/%s", from, to);
}

void format_edtf(const struct when_expr *e, const struct value *v, char *out)
{
	char y[12];
	struct dl_civil c = e->from;
	const char *about = e->approximate ? "~" : "";
	out[0] = '\0';
	if (!e->has_from || e->type == WHEN_DURATION || e->type == WHEN_SET)
		return;
	year_text(y, c.year);
	switch (e->grain) {
	case WHEN_GRAIN_CENTURY:
		if (c.year <= 0) /* the centuries before Christ are not those of year 0 */
			span_edtf(out, c.year, 100);
		else
			put(out, "%02dXX%s", c.year / 100, about);
		break;
	case WHEN_GRAIN_DECADE:
		if (c.year <= 0)
			span_edtf(out, c.year, 10);
		else
			put(out, "%03dX%s", c.year / 10, about);
		break;
	case WHEN_GRAIN_YEAR:
		put(out, "%s%s", y, about);
		break;
	case WHEN_GRAIN_SEASON:
		put(out, "%s-%02d%s", y, 20 + (v->season != 0 ? v->season : c.month / 3), about);
		break;
	case WHEN_GRAIN_HALF:
	case WHEN_GRAIN_QUARTER: /* codes for these are level 2; months are level 0 */
		put(out, "%s-%02d/%s-%02d", y, c.month, y,
		    c.month + (e->grain == WHEN_GRAIN_HALF ? 5 : 2));
		break;
	case WHEN_GRAIN_MONTH:
		put(out, "%s-%02d%s", y, c.month, about);
		break;
	case WHEN_GRAIN_WEEK:
	case WHEN_GRAIN_WEEKEND: {
		struct dl_civil last = civil_add_days(e->to, -1);
		put(out, "%s-%02d-%02d/%04d-%02d-%02d", y, c.month, c.day, last.year, last.month,
		    last.day);
		break;
	}
	default:
		put(out, "%s-%02d-%02d%s", y, c.month, c.day, v->has & HAS_CLOCK ? "" : about);
		break;
	}
}
