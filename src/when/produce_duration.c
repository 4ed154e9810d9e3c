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

/* One letter behind a number: "3w". */
static bool field_span(struct value *v, const struct lex_token *t)
{
	int32_t s = t->v[2] == 0 ? 0 : t->v[1] / t->v[2];
	v->unit = t->v[0] != 0	? UNIT_YEAR
		  : s == 604800 ? UNIT_WEEK
		  : s == 86400	? UNIT_DAY
		  : s == 60	? UNIT_MINUTE
				: UNIT_SECOND;
	v->amount = t->v[2] * 1000;
	v->skip = 0;
	return true;
}

/* "1h30m" */
bool produce_duration_span(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_SPAN, 0);
	v->kind = VALUE_DURATION;
	if (t->v[2] > 0) /* "lasted 3w": of days and less it may be a size, "in 3D" */
		return (m->arg == 1 || t->v[1] == 0) && m->n > 1 && field_span(v, t) &&
		       v->unit > UNIT_DAY;
	v->compound = true;
	v->months = t->v[0];
	v->unit = t->v[1] % 60 != 0 ? UNIT_SECOND : UNIT_MINUTE;
	int64_t n = (int64_t)t->v[1] * 1000 / (v->unit == UNIT_MINUTE ? 60 : 1);
	v->amount = (int32_t)n;
	return n <= INT32_MAX;
}

/* "3w later", "1d 21h ago", "+2h": arg -1 back, 1 on; 2 and -2 from what was told;
 * "in 3w" where the text says nothing else. */
bool produce_duration_offset(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_SPAN, 0);
	if (t->v[2] > 0)
		(void)field_span(v, t);
	else if (!produce_duration_span(m, v))
		return false;
	v->kind = VALUE_OFFSET;
	v->base = m->arg == 2 || m->arg == -2 ? BASE_NARRATED : BASE_REFERENCE;
	v->dir = (int8_t)(m->arg < 0 ? -1 : 1);
	return true;
}

/* "+10 days", "-2h5min", "+1 day 2 hours": written with its sign, counted from the
 * date before it, or from now if the text says nothing else. */
bool produce_duration_signed(const struct match *m, struct value *v)
{
	const struct lex_token *span = match_token(m, LEX_SPAN, 0);
	if (m->tokens[1].start != m->tokens[0].end)
		return false;
	if (span == NULL) {
		if (!field_amount(m, v))
			return false;
	} else if (!produce_duration_offset(m, v))
		return false;
	v->kind = VALUE_OFFSET;
	v->base = BASE_NARRATED;
	v->dir = (int8_t)m->arg;
	v->hook = HOOK_MAY;
	v->sign = true;
	return true;
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
