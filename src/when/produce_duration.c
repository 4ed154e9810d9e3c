/* SPDX-License-Identifier: MIT */
/* Lengths of time: "two and a half years", "for months". */
#include "when/produce.h"

bool produce_duration_plain(const struct match *m, struct value *v)
{
	const struct lex_token *unit = &m->tokens[m->n - 1];
	v->kind = VALUE_DURATION;
	if (m->arg == 1) { /* "the two days"; in "the two day fair" the article is the fair's */
		v->base = BASE_NARRATED;
		if (unit->mask & LEX_BIT(LEX_UNIT1))
			return false;
	}
	return field_amount(m, v);
}

bool produce_duration_half(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	if (!field_amount(m, v))
		return false;
	v->amount = match_token(m, LEX_NUM, 0) == NULL ? 500 : v->amount + 500;
	return true;
}

bool produce_duration_vague(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->unit = (enum value_unit)match_unit(m);
	v->vague = true;
	return true;
}
