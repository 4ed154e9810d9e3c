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
	v->dir = (int8_t)match_value(m, LEX_DIR, 0, 0);
	v->has |= HAS_DIR;
	return v->unit > UNIT_HOUR && (v->unit != UNIT_DAY || v->dir != 0);
}

bool produce_unit_narrated(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)match_unit(m);
	v->dir = (int8_t)m->arg;
	v->base = BASE_NARRATED;
	return v->unit > UNIT_HOUR;
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
