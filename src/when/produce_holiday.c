/* SPDX-License-Identifier: MIT */
/* Holidays: "Easter 2027", "next Diwali", "Christmas next year". */
#include "when/holiday.h"
#include "when/produce.h"

/* What the words around the name say, by the row's argument. */
enum { OF_YEAR = 1, IN_YEARS, YEARS_AGO, NEXT, LAST, EVE = 10, WEEKEND, DOUBTED, WEEK };

bool produce_holiday(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_HOLIDAY, 0);
	int32_t dir = match_value(m, LEX_DIR, 0, LEX_ABSENT), n = match_value(m, LEX_NUM, 0, 1);
	int from, to;
	v->kind = VALUE_HOLIDAY;
	v->holiday = (uint16_t)t->v[LEX_V];
	field_year(v, match_year(m));
	if (m->arg == NEXT || m->arg == LAST)
		dir = m->arg == NEXT ? 1 : -1;
	if (dir != LEX_ABSENT || m->arg == IN_YEARS || m->arg == YEARS_AGO) {
		v->has |= HAS_DIR;
		v->dir = (int8_t)(dir != LEX_ABSENT ? dir : 0);
		v->year_dir = m->arg >= OF_YEAR && m->arg <= YEARS_AGO;
		v->year = m->arg == OF_YEAR ? dir : m->arg == YEARS_AGO ? -n : n;
	}
	if (m->arg == EVE)
		v->amount = -1;
	if (m->arg == WEEKEND || m->arg == WEEK)
		v->unit = m->arg == WEEK ? UNIT_WEEK : UNIT_WEEKEND;
	v->latent = t->v[1] == HOLIDAY_BESIDE && (v->has & HAS_YEAR) == 0;
	if (v->unit == UNIT_NONE && v->amount == 0 && holiday_hours(v->holiday, &from, &to)) {
		field_clock(v, from / 60, from % 60);
		v->has |= HAS_MERIDIEM;
	}
	if (m->arg == DOUBTED) {
		v->refused = true;
		return t->v[1] == HOLIDAY_DOUBTFUL;
	}
	return n < 1000 && (t->v[1] != HOLIDAY_WORD || (v->has & (HAS_YEAR | HAS_DIR)) != 0);
}
