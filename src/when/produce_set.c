/* SPDX-License-Identifier: MIT */
/* What recurs: "every other Tuesday", "the first Monday of each month". */
#include "when/produce.h"

/* Longest interval of a recurrence, in its unit. */
#define SET_MAX 1000

static bool set_every(struct value *v, int32_t unit, int32_t interval)
{
	v->kind = VALUE_SET;
	v->unit = (enum value_unit)unit;
	v->amount = interval > 0 && interval <= SET_MAX ? interval * 1000 : 0;
	return v->amount > 0;
}

/* "every other", "every 3", "every third"; arg: the interval where no word says it */
static int32_t interval_of(const struct match *m)
{
	int32_t n = match_value(m, LEX_NUM, 0, 0);
	if (n == 0)
		n = match_value(m, LEX_ORD, 0, 0);
	return m->arg != 0 ? m->arg : n != 0 ? n : 1;
}

bool produce_set_unit(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_NUM, 0);
	bool whole = t == NULL || t->kind != LEX_NUMBER || t->v[1] <= 0;
	return set_every(v, match_unit(m), interval_of(m)) && whole;
}

bool produce_set_frequency(const struct match *m, struct value *v)
{
	int32_t unit = match_value(m, LEX_FREQ, 0, 0);
	v->one = unit > UNIT_MONTH;
	return set_every(v, unit != 0 ? unit : UNIT_WEEK, interval_of(m));
}

/* "bimonthly", "semiannual"; arg: months */
bool produce_set_months(const struct match *m, struct value *v)
{
	return set_every(v, UNIT_MONTH, m->arg);
}

/* "fortnightly"; arg: weeks */
bool produce_set_weeks(const struct match *m, struct value *v)
{
	return set_every(v, UNIT_WEEK, m->arg);
}

/* "every day" in one word */
bool produce_set_everyday(const struct match *m, struct value *v)
{
	return set_every(v, UNIT_DAY, (int32_t)m->n);
}

/* "twice a week", "three times a year", "five times daily"; arg: how often */
bool produce_set_times(const struct match *m, struct value *v)
{
	int32_t unit = match_unit(m), n = m->arg != 0 ? m->arg : match_value(m, LEX_NUM, 0, 0);
	if (n < 1 || n > UINT8_MAX)
		return false;
	v->times = (uint8_t)(n == 1 ? 0 : n);
	return set_every(v, unit != 0 ? unit : match_value(m, LEX_FREQ, 0, 0), 1);
}

/* 1-7 a weekday, 8 Monday to Friday, 9 Saturday and Sunday; arg 8 too */
bool produce_set_weekday(const struct match *m, struct value *v)
{
	static const enum lex_class classes[] = {LEX_WDAY, LEX_WDAYLOW, LEX_WDAYS};
	int32_t day = m->arg >= 8 ? m->arg : 0;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]) && day == 0; i++)
		day = match_value(m, classes[i], 0, 0);
	int32_t part = match_value(m, LEX_PARTS, 0, match_value(m, LEX_PART, 0, 0));
	v->weekday = (uint8_t)day;
	v->has |= HAS_WEEKDAY;
	if (part != 0)
		field_part(v, part);
	int32_t n = match_value(m, LEX_NUM, 0, 1);
	return set_every(v, UNIT_WEEK, m->arg == 2 ? 2 : n);
}

/* "every morning", "nights"; arg: of every arg-th day */
bool produce_set_part(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PARTS, 0, match_value(m, LEX_PART, 0, DL_PART_NIGHT)));
	return set_every(v, UNIT_DAY, m->arg != 0 ? m->arg : 1);
}

/* "each summer" */
bool produce_set_season(const struct match *m, struct value *v)
{
	v->season = (uint8_t)match_value(m, LEX_SEASON, 0, 0);
	v->has |= HAS_SEASON;
	return set_every(v, UNIT_YEAR, 1);
}

/* "every second Tuesday" without a month: every other one; the first, third and
 * fourth are of a month, and from the fifth on they are counted through. */
#define ARG_ALONE 9

bool produce_set_nth(const struct match *m, struct value *v)
{
	int32_t nth = match_value(m, LEX_ORD, 0, m->arg);
	v->weekday = (uint8_t)match_value(m, LEX_WDAY, 0, match_value(m, LEX_WDAYLOW, 0, 0));
	v->has |= HAS_WEEKDAY;
	if (m->arg == ARG_ALONE && (nth == 2 || nth > 4))
		return set_every(v, UNIT_WEEK, nth);
	v->nth = (int8_t)nth;
	return set_every(v, UNIT_MONTH, 1) && (nth == -1 || (nth >= 1 && nth <= 5));
}
