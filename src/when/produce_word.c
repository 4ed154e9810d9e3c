/* SPDX-License-Identifier: MIT */
/* What some languages say in one word, or with the parts in another order:
 * "heuer", "vorjährig", "eineinhalb Stunden", "18 Uhr 12". */
#include "when/number.h"
#include "when/produce.h"

/* "heuer": arg is ten times the unit, and 1 more than the direction: 80 last year,
 * 81 this, 82 the next. */
bool produce_unit_named(const struct match *m, struct value *v)
{
	v->kind = VALUE_UNIT;
	v->unit = (enum value_unit)(m->arg / 10);
	v->dir = (int8_t)(m->arg % 10 - 1);
	v->has |= HAS_DIR;
	return true;
}

/* "eine halbe Stunde", "eineinhalb Jahre": arg whole ones and a half */
bool produce_duration_half(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->unit = (enum value_unit)match_unit(m);
	v->amount = m->arg * 1000 + 500;
	return v->unit != UNIT_NONE;
}

/* "pendant 12 h": no clock */
bool produce_duration_led(const struct match *m, struct value *v)
{
	v->kind = VALUE_DURATION;
	v->skip = 1;
	return field_amount(m, v);
}

/* "3. 5. 2027", "3. 5.": the day first, as the dots say */
bool produce_date_numbers(const struct match *m, struct value *v)
{
	int32_t day = m->tokens[0].v[LEX_V], month = m->tokens[1].v[LEX_V];
	if (m->tokens[0].kind != LEX_NUMBER || m->tokens[1].kind != LEX_NUMBER || day < 1 ||
	    day > 31 || month < 1 || month > 12)
		return false;
	field_year(v, match_year(m));
	return field_month_day(v, month, day);
}

/* "morgen früh", "gestern Abend" */
bool produce_part_of_day(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PART, 0, match_value(m, LEX_PARTS, 0, 0)));
	return field_day(v, BASE_REFERENCE, match_value(m, LEX_DAYREF, 0, 0));
}

/* "18 Uhr 12", "18 h 05": the hour, then the minutes */
bool produce_clock_parts(const struct match *m, struct value *v)
{
	const struct lex_token *last = &m->tokens[m->n - 1];
	int32_t hour = match_value(m, LEX_HOUR, 0, match_value(m, LEX_NUM, 0, LEX_ABSENT));
	int32_t minute = lex_value(last, LEX_NUM);
	bool figures = last->kind == LEX_NUMBER && last->v[LEX_ORIGIN] != NUMBER_AMOUNT;
	bool two = figures && last->end - last->start == 2;
	if (hour < 0 || hour > 24 || minute > 59 || (figures && !two))
		return false;
	v->ends = VALUE_ENDS_WORDS; /* "18 Uhr 12 Gäste" */
	field_clock(v, hour, minute);
	v->counts24 = true;
	return true;
}
