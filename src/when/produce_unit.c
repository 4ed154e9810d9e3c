/* SPDX-License-Identifier: MIT */
/* Counted from another day: "today", "last week", "three years ago". */
#include "when/produce.h"

bool produce_day_reference(const struct match *m, struct value *v)
{
	return field_day(
	    v, BASE_REFERENCE, m->arg != 0 ? m->arg : match_value(m, LEX_DAYREF, 0, 0));
}

bool produce_day_narrated(const struct match *m, struct value *v)
{
	return field_day(v, BASE_NARRATED, m->arg);
}

bool produce_unit_relative(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)match_unit(m);
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, m->arg);
	v->has |= HAS_DIR;
	return v->unit > UNIT_HOUR && (v->unit != UNIT_DAY || v->dir != 0);
}

/* "the last decade", "this coming week": arg units from this one */
bool produce_unit_moved(const struct match *m, struct value *v)
{
	if (!produce_unit_relative(m, v))
		return false;
	v->dir = (int8_t)m->arg;
	return true;
}

bool produce_unit_narrated(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)match_unit(m);
	v->dir = (int8_t)m->arg;
	v->base = BASE_NARRATED;
	return v->unit > UNIT_HOUR;
}

/* "the year", "the weekend" */
bool produce_unit_context(const struct match *m, struct value *v)
{
	bool unit = produce_unit_narrated(m, v);
	v->base = BASE_CONTEXT;
	return unit;
}

/* "by year-end"; arg: the unit */
bool produce_unit_end(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->base = BASE_CONTEXT;
	v->unit = (enum value_unit)m->arg;
	v->mod = "END";
	return true;
}

/* A year before; the article is the noun's: "a | year-earlier loss". */
#define ARG_ARTICLE (-2)

/* "the latest quarter", "the year-ago period", "the 1988 period": arg years from
 * the period in force; without a unit, whatever that is. */
bool produce_unit_period(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->base = BASE_PERIOD;
	v->dir = (int8_t)(m->arg == ARG_ARTICLE ? -1 : m->arg);
	v->skip = (uint8_t)(m->arg == ARG_ARTICLE);
	v->unit = (enum value_unit)match_value(m, LEX_UNIT1, 0, UNIT_NONE);
	field_year(v, match_year(m));
	return v->unit == UNIT_NONE || v->unit == UNIT_QUARTER;
}

static bool offset(const struct match *m, struct value *v, enum value_base base)
{
	v->kind = VALUE_OFFSET;
	v->base = base;
	v->dir = (int8_t)m->arg;
	return field_amount(m, v);
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

/* "two days after", "the year before": from the date behind it, or from what
 * was told last. */
bool produce_unit_counted(const struct match *m, struct value *v)
{
	v->hook = HOOK_MAY;
	return offset(m, v, BASE_NARRATED);
}

/* "the year after", "the weekend before" */
bool produce_unit_beside(const struct match *m, struct value *v)
{
	v->hook = HOOK_MAY;
	return produce_unit_narrated(m, v);
}

/* "two weeks from": from the date behind it, or a length of time. */
bool produce_unit_from(const struct match *m, struct value *v)
{
	v->hook = HOOK_MUST;
	v->trim = 1;
	return offset(m, v, BASE_INNER);
}

/* "the week of", "the weekend after": the unit around or beside what follows. */
bool produce_unit_of(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)match_unit(m);
	if (v->unit == UNIT_NONE) /* "w/c" */
		v->unit = UNIT_WEEK;
	v->dir = (int8_t)m->arg;
	v->base = BASE_INNER;
	v->hook = HOOK_MUST;
	return v->unit > UNIT_HOUR;
}

/* "the first Monday of", "the last day of", "the 5th of"; arg -1: last,
 * -2: counted from the end. */
bool produce_unit_nth(const struct match *m, struct value *v)
{
	int32_t unit = match_unit(m), weekday = match_value(m, LEX_WDAY, 0, 0);
	int32_t nth = m->arg == -1 ? -1 : match_value(m, LEX_ORD, 0, match_value(m, LEX_NUM, 0, 1));
	if (m->arg == 3 && match_token(m, LEX_ORD, 0) == NULL) /* "the last working day" */
		nth = -1;
	if (m->arg == -2) /* the second to last; without an ordinal, the last but one */
		nth = match_token(m, LEX_ORD, 0) == NULL ? -2 : -nth;
	if (weekday == 0)
		weekday = match_value(m, LEX_WDAYAB, 0, 0);
	v->kind = VALUE_NTH;
	v->unit = unit != 0 ? (enum value_unit)unit : UNIT_DAY;
	v->nth = (int8_t)(nth <= 100 ? nth : 100);
	v->amount = nth > 100 && nth <= 366 ? nth * 1000 : 0; /* "day 200 of" */
	v->business = match_token(m, LEX_WORKDAY, 0) != NULL || m->arg == 2;
	v->hook = HOOK_MUST;
	if (weekday != 0) {
		v->weekday = (uint8_t)weekday;
		v->has |= HAS_WEEKDAY;
	}
	return v->unit > UNIT_HOUR && nth >= -9 && nth <= (v->unit == UNIT_DAY ? 366 : 100);
}

/* "the Friday after", "the Monday before" */
bool produce_unit_weekday(const struct match *m, struct value *v)
{
	v->kind = VALUE_DATE;
	v->weekday = (uint8_t)match_value(m, LEX_WDAY, 0, 0);
	v->has = HAS_WEEKDAY;
	v->dir = (int8_t)m->arg;
	v->base = BASE_INNER;
	v->hook = HOOK_MUST;
	return true;
}

/* "two Sundays from now", "three Fridays after", "the third Friday after": arg
 * says which way. */
bool produce_unit_counted_weekday(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_NUM, 0, match_value(m, LEX_ORD, 0, 1));
	v->kind = VALUE_DATE;
	v->weekday = (uint8_t)match_value(m, LEX_WDAYS, 0, match_value(m, LEX_WDAY, 0, 0));
	v->has = HAS_WEEKDAY | HAS_DIR;
	v->dir = (int8_t)(m->arg > 0 ? 1 : -1);
	v->nth = (int8_t)(n <= 100 ? n : 0);
	if (m->arg == 2 || m->arg == -2) {
		v->base = BASE_INNER;
		v->hook = HOOK_MUST;
	}
	return n >= 1 && n <= 100 && v->weekday <= 7;
}

/* "the week after next", "Monday after next", "March after next" */
bool produce_unit_next_after(const struct match *m, struct value *v)
{
	int32_t unit = match_unit(m), month = match_value(m, LEX_MONTH, 0, 0);
	v->dir = (int8_t)(2 * m->arg);
	v->has = HAS_DIR;
	v->ends = VALUE_ENDS_NAMES;
	if (unit != 0) {
		v->kind = VALUE_UNIT;
		v->unit = (enum value_unit)unit;
		return v->unit > UNIT_HOUR;
	}
	v->kind = VALUE_DATE;
	if (month != 0) {
		v->month = (uint8_t)month;
		v->has |= HAS_MONTH;
		return true;
	}
	v->weekday = (uint8_t)match_value(m, LEX_WDAY, 0, 0);
	v->has |= HAS_WEEKDAY;
	v->dir = (int8_t)m->arg;
	v->nth = 2;
	return true;
}

/* "later this year", "earlier in the week": arg says on which side of now. */
bool produce_unit_within(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)match_unit(m);
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->base = match_token(m, LEX_DIR, 0) == NULL ? BASE_CONTEXT : BASE_REFERENCE;
	v->nth = (int8_t)m->arg;
	return v->unit > UNIT_DAY;
}

/* "end of month", "EOY": arg is ten times the unit and the edge. */
bool produce_unit_edge(const struct match *m, struct value *v)
{
	static const char *const mods[] = {"", "START", "MID", "END"};
	int32_t edge = match_value(m, LEX_EDGE, 0, m->arg % 10);
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)(m->arg != 0 ? m->arg / 10 : match_unit(m));
	v->has |= HAS_DIR;
	v->mod = mods[edge];
	return v->unit > UNIT_DAY;
}

/* "week 12 of 2027", "2027-W12": the weeks of ISO 8601. */
bool produce_unit_week(const struct match *m, struct value *v)
{
	int32_t n = m->arg != 0 ? match_value(m, LEX_ORD, 0, 0) : match_value(m, LEX_NUM, 0, 0);
	v->kind = VALUE_NTH;
	v->unit = UNIT_WEEK;
	v->nth = (int8_t)(n <= 53 ? n : 0);
	field_year(v, match_year(m));
	return v->nth >= 1;
}

/* "the next working day" */
bool produce_unit_workday(const struct match *m, struct value *v)
{
	v->kind = VALUE_OFFSET;
	v->unit = UNIT_DAY;
	v->amount = 1000;
	v->business = true;
	v->dir = (int8_t)(m->arg != 0 ? m->arg : match_value(m, LEX_DIR, 0, 0));
	return v->dir != 0;
}

/* "Friday week", "a week on Friday", "Monday fortnight": arg weeks behind the
 * next one. */
bool produce_unit_week_on(const struct match *m, struct value *v)
{
	v->ends = match_token(m, LEX_WDAY, 0) == &m->tokens[m->n - 1] ? VALUE_ENDS_ANYWHERE
								      : VALUE_ENDS_WORDS;
	if (match_token(m, LEX_DAYREF, 0) != NULL)
		return field_day(v, BASE_REFERENCE, match_value(m, LEX_DAYREF, 0, 0) + 7 * m->arg);
	v->kind = VALUE_DATE;
	v->weekday = (uint8_t)match_value(m, LEX_WDAY, 0, 0);
	v->has = HAS_WEEKDAY | HAS_DIR;
	v->dir = 1;
	v->nth = (int8_t)(m->arg + 1);
	return true;
}

/* "the second half of": of the month, decade … behind it. */
bool produce_unit_half(const struct match *m, struct value *v)
{
	int32_t n = m->arg != 0 ? m->arg : match_value(m, LEX_ORD, 0, 0);
	v->kind = VALUE_NTH;
	v->nth = (int8_t)(n <= 2 ? n : 0);
	v->hook = HOOK_MUST;
	return n >= 1 && n <= 2;
}

/* "this day next year", "the same day last week" */
bool produce_unit_same_day(const struct match *m, struct value *v)
{
	field_day(v, BASE_REFERENCE, 0);
	v->unit = (enum value_unit)match_value(m, LEX_UNIT1, 0, 0);
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->has |= HAS_DIR;
	return v->dir != 0 && v->unit > UNIT_DAY && v->unit <= UNIT_YEAR;
}

/* "this minute", "last hour", "next second": now, or the length before or after it,
 * of which a second is all there is. arg: the unit */
bool produce_unit_instant(const struct match *m, struct value *v)
{
	v->unit = (enum value_unit)m->arg;
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->amount = 1000;
	v->kind = v->dir == 0		   ? VALUE_VAGUE
		  : v->unit == UNIT_SECOND ? VALUE_OFFSET
					   : VALUE_DURATION;
	if (v->dir != 0)
		v->has |= HAS_DIR;
	return true;
}

/* "a min before", "the minute after": arg says which way */
bool produce_unit_minute(const struct match *m, struct value *v)
{
	v->kind = VALUE_OFFSET;
	v->base = BASE_NARRATED;
	v->unit = UNIT_MINUTE;
	v->amount = 1000;
	v->dir = (int8_t)m->arg;
	return true;
}

/* "in 20'" */
bool produce_unit_minutes(const struct match *m, struct value *v)
{
	v->kind = VALUE_OFFSET;
	v->skip = 1;
	v->unit = UNIT_MINUTE;
	v->amount = 1000 * match_value(m, LEX_NUM, 0, 0);
	v->dir = 1;
	return v->amount > 0 && v->amount <= 1000000;
}

/* "this school year", "next tax year": nobody says when it begins */
bool produce_unit_named_year(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit =
	    lex_value(&m->tokens[m->n - 1], LEX_UNIT1) == UNIT_QUARTER ? UNIT_QUARTER : UNIT_YEAR;
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->has |= HAS_DIR;
	return true;
}

/* "day 2", "the first evening"; arg: which of them, where no number says so. */
bool produce_unit_announced(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_ORD, 0, match_value(m, LEX_NUM, 0, m->arg));
	int32_t part = match_value(m, LEX_PART, 0, 0);
	if (part != 0)
		field_part(v, part);
	return n != 0 && n <= 100 && field_day(v, BASE_ANNOUNCED, n);
}
