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
	v->amount = 1000 * match_value(m, LEX_FEW, 0, 0); /* roughly: for intervals only */
	return m->arg != 1 || (v->unit >= UNIT_HOUR && v->unit != UNIT_QUARTER);
}

/* "the next two weeks", "the past three years": a length that is anchored too.
 * arg: the direction, where no word of the class says it. */
bool produce_duration_anchored(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->dir = (int8_t)(m->arg != 0 ? m->arg : match_value(m, LEX_DIR, 0, 0));
	v->has |= HAS_DIR;
	return field_amount(m, v) && v->dir != 0;
}

/* "the first two weeks of", "the last three days of" */
bool produce_duration_part(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->nth = (int8_t)m->arg;
	v->hook = HOOK_MUST;
	v->trim = 1;
	/* TIMEX3 has two expressions in "the first nine months of 1997" */
	return field_amount(m, v) && (v->unit == UNIT_DAY || v->unit == UNIT_WEEK);
}

/* "two weeks starting on": from the date behind it. */
bool produce_duration_starting(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->hook = HOOK_MUST;
	v->trim = (uint8_t)m->arg;
	return field_amount(m, v) && v->unit > UNIT_HOUR;
}

/* "1h30m" */
bool produce_duration_span(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_SPAN, 0);
	v->kind = VALUE_DURATION;
	v->compound = true;
	v->months = t->v[0];
	v->unit = t->v[1] % 60 != 0 ? UNIT_SECOND : UNIT_MINUTE;
	int64_t n = (int64_t)t->v[1] * 1000 / (v->unit == UNIT_MINUTE ? 60 : 1);
	v->amount = (int32_t)n;
	return n <= INT32_MAX;
}

/* "for two nights": as long as two days */
bool produce_duration_nights(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	if (!field_amount(m, v))
		return false;
	v->unit = UNIT_DAY;
	return match_value(m, LEX_PARTS, 0, DL_PART_NIGHT) == DL_PART_NIGHT;
}
