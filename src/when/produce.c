/* SPDX-License-Identifier: MIT */
#include "when/produce.h"

#include "when/civil.h"

/* A bare number is taken for a year between these; timex of other centuries
 * come with a month, an era or "in the year". */
#define YEAR_MIN 1000
#define YEAR_MAX 2199

static int32_t year_of(const struct match *m)
{
	int32_t y = match_value(m, LEX_YEAR, 0, LEX_ABSENT);
	if (y != LEX_ABSENT)
		return y;
	y = match_value(m, LEX_YEAR2, 0, LEX_ABSENT);
	return y == LEX_ABSENT ? y
	       : y < 50	       ? 2000 + y
			       : 1900 + y; /* POSIX splits at 69; print does
				     * not write '55 for 2055 */
}

static void set_year(struct value *v, int32_t year)
{
	if (year == LEX_ABSENT)
		return;
	v->year = year;
	v->has |= HAS_YEAR;
}

static bool set_month_day(struct value *v, int32_t month, int32_t day)
{
	v->kind = VALUE_DATE;
	v->month = (uint8_t)month;
	v->day = (uint8_t)day;
	v->has |= HAS_MONTH | HAS_DAY;
	/* taken all the same, so that no part of it is read as something else */
	v->refused = !civil_valid(v->has & HAS_YEAR ? v->year : 2000, month, day);
	return true;
}

static void set_clock(struct value *v, int32_t hour, int32_t minute)
{
	v->hour = (uint8_t)hour;
	v->minute = (uint8_t)minute;
	v->has |= HAS_CLOCK;
}

bool produce_date_iso(const struct match *m, struct value *v)
{
	const struct lex_token *t = &m->tokens[0];
	set_year(v, t->v[LEX_Y]);
	if (!set_month_day(v, t->v[LEX_M], t->v[LEX_D]))
		return false;
	if (t->v[LEX_HH] == LEX_ABSENT)
		return true;
	set_clock(v, t->v[LEX_HH], t->v[LEX_MM]);
	v->second = (uint8_t)t->v[LEX_SS];
	v->has |= HAS_MERIDIEM | HAS_SECOND;
	if (t->v[LEX_OFF] != LEX_ABSENT) {
		v->offset_minutes = (int16_t)t->v[LEX_OFF];
		v->has |= HAS_OFFSET;
	}
	return true;
}

/* Day first as written; value.order says that it may be the month. A dot
 * always separates day.month. */
bool produce_date_numeric(const struct match *m, struct value *v)
{
	const struct lex_token *t = &m->tokens[0];
	bool pair = (t->mask & LEX_BIT(LEX_NUMDATE2)) != 0;
	int32_t a = t->v[0], b = t->v[1];
	if (!pair)
		set_year(v, t->v[4] == 4   ? t->v[2]
			    : t->v[2] < 50 ? 2000 + t->v[2]
					   : 1900 + t->v[2]);
	bool dot = !pair && t->v[3] == '.';
	bool dmy = a >= 1 && a <= 31 && b >= 1 && b <= 12;
	bool mdy = !dot && b >= 1 && b <= 31 && a >= 1 && a <= 12;
	v->order = dmy && mdy && a != b;
	v->fraction = pair;
	return dmy ? set_month_day(v, b, a) : mdy && set_month_day(v, a, b);
}

bool produce_date_mdy(const struct match *m, struct value *v)
{
	set_year(v, year_of(m));
	return set_month_day(v, match_value(m, LEX_MONTH, 0, 0), match_value(m, LEX_DAY, 0, 0));
}

bool produce_date_dmy(const struct match *m, struct value *v)
{
	int32_t day = match_value(m, LEX_DAY, 0, 0);
	set_year(v, year_of(m));
	return set_month_day(
	    v, match_value(m, LEX_MONTH, 0, 0), day != 0 ? day : match_value(m, LEX_ORD, 0, 0));
}

bool produce_date_my(const struct match *m, struct value *v)
{
	int32_t month = match_value(m, LEX_MONTH, 0, 0);
	set_year(v, year_of(m));
	v->kind = VALUE_DATE;
	v->month = (uint8_t)(month != 0 ? month : match_value(m, LEX_MONTHALONE, 0, 0));
	v->has |= HAS_MONTH;
	return true;
}

/* "last May"; arg 1: "May last year" */
bool produce_date_mrel(const struct match *m, struct value *v)
{
	if (!produce_date_my(m, v))
		return false;
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->has |= HAS_DIR;
	v->year_dir = m->arg == 1;
	return true;
}

/* Takes words that look like an expression and are none. */
bool produce_nothing(const struct match *m, struct value *v)
{
	(void)m;
	v->refused = true;
	return true;
}

bool produce_date_year(const struct match *m, struct value *v)
{
	v->kind = VALUE_DATE;
	set_year(v, year_of(m));
	if (m->arg == 1) {
		v->approximate = true;
		v->mod = "APPROX";
	}
	/* "2000 people", "1200 seats": round numbers need company */
	v->latent = m->n == 1 && (v->year % 100 == 0 || v->year < 1500 || v->year > 2099);
	return v->year >= YEAR_MIN && v->year <= YEAR_MAX;
}

bool produce_date_era(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_NUM, 0, 0);
	v->kind = VALUE_DATE;
	set_year(v, match_value(m, LEX_ERA, 0, 1) < 0 ? 1 - n : n);
	return n >= 1 && n <= 9999;
}

bool produce_date_season(const struct match *m, struct value *v)
{
	int32_t season = match_value(m, LEX_SEASON, 0, 0);
	v->kind = VALUE_DATE;
	v->season = (uint8_t)(season != 0 ? season : match_value(m, LEX_SEASONALONE, 0, 0));
	v->has |= HAS_SEASON;
	set_year(v, year_of(m));
	int32_t dir = match_value(m, LEX_DIR, 0, m->arg != 0 ? m->arg : LEX_ABSENT);
	if (dir != LEX_ABSENT) {
		v->dir = (int8_t)dir;
		v->has |= HAS_DIR;
	}
	return true;
}

bool produce_date_quarter(const struct match *m, struct value *v)
{
	int32_t q = match_value(m, LEX_QUARTERNAME, 0, 0);
	if (q == 0)
		q = match_value(m, LEX_ORD, 0, 0);
	v->kind = VALUE_DATE;
	v->quarter = (uint8_t)q;
	v->has |= HAS_QUARTER;
	set_year(v, year_of(m));
	return q >= 1 && q <= 4;
}

bool produce_date_half(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_ORD, 0, 0);
	v->kind = VALUE_DATE;
	v->half = (uint8_t)h;
	v->has |= HAS_HALF;
	set_year(v, year_of(m));
	return h == 1 || h == 2;
}

bool produce_date_decade(const struct match *m, struct value *v)
{
	int32_t y = match_value(m, LEX_DECADE, 0, 0);
	v->kind = VALUE_DATE;
	v->year = y < 100 ? 1900 + y : y; /* "the 90s"; the 20s of this century are written out */
	v->has |= HAS_DECADE;
	return v->year >= YEAR_MIN && v->year <= YEAR_MAX;
}

bool produce_date_century(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_ORD, 0, 0);
	if (n < 1 || n > 30)
		return false;
	v->kind = VALUE_DATE;
	v->year = (n - 1) * 100;
	v->has |= HAS_CENTURY;
	return true;
}

bool produce_date_weekday(const struct match *m, struct value *v)
{
	int32_t day = match_value(m, LEX_WDAY, 0, 0), dir = match_value(m, LEX_DIR, 0, LEX_ABSENT);
	v->kind = VALUE_DATE;
	v->weekday = (uint8_t)(day != 0 ? day : match_value(m, LEX_WDAYAB, 0, 0));
	v->has |= HAS_WEEKDAY;
	if (m->arg == 1)
		dir = 0;
	if (m->arg == 3)
		v->base = BASE_NARRATED;
	if (dir != LEX_ABSENT) {
		v->dir = (int8_t)dir;
		v->has |= HAS_DIR;
	}
	return true;
}

static bool day_from(struct value *v, enum value_base base, int32_t days)
{
	v->kind = VALUE_DAY;
	v->base = base;
	v->amount = days;
	return true;
}

bool produce_day_reference(const struct match *m, struct value *v)
{
	return day_from(v, BASE_REFERENCE, m->arg != 0 ? m->arg : match_value(m, LEX_DAYREF, 0, 0));
}

bool produce_day_narrated(const struct match *m, struct value *v)
{
	return day_from(v, BASE_NARRATED, m->arg);
}

static void set_part(struct value *v, int32_t part)
{
	v->part = (uint8_t)part;
	v->has |= HAS_PART;
}

/* arg 5: tonight, 6: last night, else "this <part>" */
bool produce_part_reference(const struct match *m, struct value *v)
{
	set_part(v, m->arg == 0 ? match_value(m, LEX_PART, 0, 0) : DL_PART_NIGHT);
	return day_from(v, BASE_REFERENCE, m->arg == 6 ? -1 : 0);
}

bool produce_part_narrated(const struct match *m, struct value *v)
{
	set_part(v, match_value(m, LEX_PART, 0, 0));
	return day_from(v, BASE_NARRATED, m->arg);
}

/* The day is its neighbour's: "the morning of 3 May", "Friday evening". */
bool produce_part_plain(const struct match *m, struct value *v)
{
	set_part(v, match_value(m, LEX_PART, 0, 0));
	return true;
}

static bool meridiem(struct value *v, int32_t ampm)
{
	if (ampm == 0) {
		if (v->hour > 12 || v->hour == 0)
			v->has |= HAS_MERIDIEM;
		return true;
	}
	v->has |= HAS_MERIDIEM;
	if (v->hour > 12) /* "14:30 pm" is written; "14:30 am" is a mistake we do not guess at */
		return ampm == 2 && v->hour < 24;
	v->hour = (uint8_t)(v->hour % 12 + (ampm == 2 ? 12 : 0));
	return true;
}

bool produce_clock_written(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_CLOCK, 0);
	int32_t ampm = match_value(m, LEX_AMPM, 0, 0);
	set_clock(v, t->v[LEX_HH], t->v[LEX_MM]);
	if (t->v[LEX_SS] != LEX_ABSENT) {
		v->second = (uint8_t)t->v[LEX_SS];
		v->has |= HAS_SECOND;
	}
	if (ampm == 0) /* hh:mm is a 24-hour clock; a range may still share its pm */
		return v->hour > 12 || t->v[LEX_HH] == 0 ? meridiem(v, 0) : true;
	return meridiem(v, ampm);
}

bool produce_clock_hour(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_HOUR, 0, LEX_ABSENT);
	if (h == LEX_ABSENT)
		h = match_value(m, LEX_NUM, 0, 0);
	if (h < 0 || h > 24 || (h > 12 && match_value(m, LEX_AMPM, 0, 0) != 0))
		return false;
	set_clock(v, h, 0);
	return meridiem(v, match_value(m, LEX_AMPM, 0, 0));
}

bool produce_clock_military(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_CLOCK4, 0, 0);
	set_clock(v, n / 100, n % 100);
	v->has |= HAS_MERIDIEM;
	return m->arg == 1 || match_value(m, LEX_CLOCKWORD, 0, 0) == 1;
}

bool produce_clock_past(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_HOUR, 0, LEX_ABSENT);
	if (h == LEX_ABSENT)
		h = match_value(m, LEX_NUM, 0, 0);
	if (h < 1 || h > 23)
		return false;
	int32_t minutes = h * 60 + m->arg;
	if (minutes < 60) /* a quarter to one: no hour is called nought */
		minutes += 12 * 60;
	set_clock(v, minutes / 60, minutes % 60);
	return meridiem(v, 0);
}

bool produce_clock_name(const struct match *m, struct value *v)
{
	set_clock(v, match_value(m, LEX_CLOCKNAME, 0, 0) / 60, 0);
	v->has |= HAS_MERIDIEM;
	return true;
}

static int32_t unit_of(const struct match *m)
{
	static const enum lex_class classes[] = {LEX_UNIT, LEX_UNIT1, LEX_UNIT2, LEX_UNITS};
	int32_t u = 0;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]) && u == 0; i++)
		u = match_value(m, classes[i], 0, 0);
	return u;
}

bool produce_unit_relative(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)unit_of(m);
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->has |= HAS_DIR;
	return v->unit > UNIT_HOUR && (v->unit != UNIT_DAY || v->dir != 0);
}

bool produce_unit_narrated(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)unit_of(m);
	v->dir = (int8_t)m->arg;
	v->base = BASE_NARRATED;
	return v->unit > UNIT_HOUR;
}

/* Fills unit and amount from "<num> <unit>" or "a <unit>". */
static bool set_amount(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_NUM, 0);
	v->unit = (enum value_unit)unit_of(m);
	v->amount = 1000;
	if (t != NULL) {
		int32_t n = lex_value(t, LEX_NUM);
		if (n > 1000000)
			return false;
		v->amount = n * 1000 + (t->kind == LEX_NUMBER && t->v[1] > 0 ? t->v[1] : 0);
	}
	return v->amount > 0;
}

static bool offset(const struct match *m, struct value *v, enum value_base base)
{
	v->kind = VALUE_OFFSET;
	v->base = base;
	v->dir = (int8_t)m->arg;
	return set_amount(m, v);
}

bool produce_unit_offset(const struct match *m, struct value *v)
{
	return offset(m, v, BASE_REFERENCE);
}

bool produce_unit_in(const struct match *m, struct value *v)
{
	v->skip = 1; /* "in" is outside the TIMEX3 extent */
	return offset(m, v, BASE_REFERENCE);
}

bool produce_unit_after(const struct match *m, struct value *v)
{
	return offset(m, v, BASE_NARRATED);
}

bool produce_duration_plain(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	return set_amount(m, v);
}

bool produce_duration_half(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	if (!set_amount(m, v))
		return false;
	v->amount = match_token(m, LEX_NUM, 0) == NULL ? 500 : v->amount + 500;
	return true;
}

bool produce_duration_vague(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->unit = (enum value_unit)unit_of(m);
	v->vague = true;
	return true;
}

/* Longest interval of a recurrence, in its unit. */
#define SET_MAX 1000

static void set_every(struct value *v, int32_t unit, int32_t interval)
{
	v->kind = VALUE_SET;
	v->unit = (enum value_unit)unit;
	v->amount = interval <= SET_MAX ? interval * 1000 : 0;
}

bool produce_set_unit(const struct match *m, struct value *v)
{
	set_every(v, unit_of(m), m->arg != 0 ? m->arg : match_value(m, LEX_NUM, 0, 1));
	return v->amount > 0;
}

bool produce_set_frequency(const struct match *m, struct value *v)
{
	int32_t unit = match_value(m, LEX_FREQ, 0, 0);
	set_every(
	    v, unit != 0 ? unit : match_value(m, LEX_FORTNIGHTLY, 0, 0), m->arg != 0 ? m->arg : 1);
	return true;
}

/* 1-7 a weekday, 8 Monday to Friday, 9 Saturday and Sunday */
bool produce_set_weekday(const struct match *m, struct value *v)
{
	int32_t day = match_value(m, LEX_WDAY, 0, 0);
	set_every(v, UNIT_WEEK, m->arg != 0 ? m->arg : 1);
	v->weekday = (uint8_t)(day != 0 ? day : match_value(m, LEX_WDAYS, 0, 0));
	v->has |= HAS_WEEKDAY;
	return true;
}

bool produce_set_nth(const struct match *m, struct value *v)
{
	set_every(v, UNIT_MONTH, 1);
	v->weekday = (uint8_t)match_value(m, LEX_WDAY, 0, 0);
	int32_t nth = m->arg != 0 ? m->arg : match_value(m, LEX_ORD, 0, 0);
	v->nth = (uint8_t)nth;
	v->has |= HAS_WEEKDAY;
	return m->arg == 9 || (nth >= 1 && nth <= 5);
}

bool produce_vague(const struct match *m, struct value *v)
{
	v->kind = VALUE_VAGUE;
	v->dir = (int8_t)(m->arg != 0 ? m->arg : match_value(m, LEX_VAGUE, 0, 0));
	return true;
}
