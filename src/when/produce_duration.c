/* SPDX-License-Identifier: MIT */
/* Lengths of time: "two and a half years", "for months". */
#include "when/produce.h"

/* "the two days"; in "the two day fair" the article is the fair's. */
#define ARG_DEFINITE 1
/* "a week", perhaps of a rate */
#define ARG_ONE 3

bool produce_duration_plain(const struct match *m, struct value *v)
{
	const struct lex_token *unit = &m->tokens[m->n - 1];
	v->kind = VALUE_DURATION;
	v->one = m->arg == ARG_ONE;
	if (m->arg == ARG_DEFINITE) {
		v->base = BASE_NARRATED;
		if (unit->mask & LEX_BIT(LEX_UNIT1))
			return false;
	}
	return field_amount(m, v);
}

/* "a day", a length where something leads it */
bool produce_duration_one(const struct match *m, struct value *v)
{
	(void)m;
	v->kind = VALUE_DURATION;
	v->unit = UNIT_DAY;
	v->amount = 1000;
	v->one = true;
	return true;
}

/* arg 1: the plural alone, which of short units says nothing ("the minutes") */
bool produce_duration_vague(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->unit = (enum value_unit)match_unit(m);
	v->vague = true;
	return m->arg != 1 || (v->unit >= UNIT_HOUR && v->unit != UNIT_QUARTER);
}
