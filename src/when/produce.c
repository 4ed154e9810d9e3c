/* SPDX-License-Identifier: MIT */
/* Fields that productions of several kinds fill. */
#include "when/produce.h"

#include "when/civil.h"

int32_t match_year(const struct match *m)
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

int32_t match_day(const struct match *m)
{
	int32_t day = match_value(m, LEX_DAY, 0, 0);
	return day != 0 ? day : match_value(m, LEX_ORD, 0, 0);
}

bool match_tight(const struct match *m)
{
	for (size_t i = 1; i < m->n; i++)
		if (m->tokens[i].start != m->tokens[i - 1].end)
			return false;
	return true;
}

void field_year(struct value *v, int32_t year)
{
	if (year == LEX_ABSENT)
		return;
	v->year = year;
	v->has |= HAS_YEAR;
}

bool field_month_day(struct value *v, int32_t month, int32_t day)
{
	v->kind = VALUE_DATE;
	v->month = (uint8_t)month;
	v->day = (uint8_t)day;
	v->has |= HAS_MONTH | HAS_DAY;
	/* taken all the same, so that no part of it is read as something else */
	v->refused = !civil_valid(v->has & HAS_YEAR ? v->year : 2000, month, day);
	return true;
}

void field_clock(struct value *v, int32_t hour, int32_t minute)
{
	v->hour = (uint8_t)hour;
	v->minute = (uint8_t)minute;
	v->has |= HAS_CLOCK;
}

bool field_day(struct value *v, enum value_base base, int32_t days)
{
	v->kind = VALUE_DAY;
	v->base = base;
	v->amount = days;
	return true;
}

void field_part(struct value *v, int32_t part)
{
	v->part = (uint8_t)part;
	v->has |= HAS_PART;
}

int32_t match_unit(const struct match *m)
{
	static const enum lex_class classes[] = {LEX_UNIT, LEX_UNIT1, LEX_UNIT2, LEX_UNITS};
	int32_t u = 0;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]) && u == 0; i++)
		u = match_value(m, classes[i], 0, 0);
	return u;
}

/* Fills unit and amount from "<num> <unit>" or "a <unit>". */
bool field_amount(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_NUM, 0);
	v->unit = (enum value_unit)match_unit(m);
	v->amount = 1000;
	if (t != NULL) {
		int32_t n = lex_value(t, LEX_NUM);
		if (n > 1000000)
			return false;
		v->amount = n * 1000 + (t->kind == LEX_NUMBER && t->v[1] > 0 ? t->v[1] : 0);
	}
	v->business = match_token(m, LEX_WORKDAY, 0) != NULL;
	return v->amount > 0;
}

/* Takes words that look like an expression and are none; arg 1: only if the first
 * and the last have a capital, as names do. */
bool produce_nothing(const struct match *m, struct value *v)
{
	const struct lex_token *a = &m->tokens[0], *b = &m->tokens[m->n - 1];
	a += (a->roles & ROLE_THE) != 0;
	if (m->arg == 1 && ((a->kind == LEX_WORD && !a->cap) || (b->kind == LEX_WORD && !b->cap)))
		return false;
	v->refused = true;
	return true;
}

/* "at the same time": when what was told last happened */
bool produce_vague_told(const struct match *m, struct value *v)
{
	v->kind = VALUE_VAGUE;
	v->base = BASE_NARRATED;
	v->skip = (uint8_t)m->arg; /* "at" is outside the TIMEX3 extent */
	return true;
}

bool produce_vague(const struct match *m, struct value *v)
{
	v->kind = VALUE_VAGUE;
	v->dir = (int8_t)(m->arg != 0 ? m->arg : match_value(m, LEX_VAGUE, 0, 0));
	if (match_token(m, LEX_FEW, 0) != NULL) { /* "a few days ago" */
		v->unit = (enum value_unit)match_unit(m);
		v->amount = 1000 * match_value(m, LEX_FEW, 0, 0);
	}
	return true;
}
