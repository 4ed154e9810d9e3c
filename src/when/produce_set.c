/* SPDX-License-Identifier: MIT */
/* What recurs: "every other Tuesday", "the first Monday of each month". */
#include "when/produce.h"

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
	set_every(v, match_unit(m), m->arg != 0 ? m->arg : match_value(m, LEX_NUM, 0, 1));
	return v->amount > 0;
}

bool produce_set_frequency(const struct match *m, struct value *v)
{
	int32_t unit = match_value(m, LEX_FREQ, 0, 0);
	v->one = unit > UNIT_MONTH;
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
	v->nth = (int8_t)nth;
	v->has |= HAS_WEEKDAY;
	return nth == -1 || (nth >= 1 && nth <= 5);
}
