/* SPDX-License-Identifier: MIT */
/* Clocks and parts of the day: "11:20", "half past nine", "tonight". */
#include "when/produce.h"

/* arg 5: tonight, 6: last night, else "this <part>" */
bool produce_part_reference(const struct match *m, struct value *v)
{
	field_part(v, m->arg == 0 ? match_value(m, LEX_PART, 0, 0) : DL_PART_NIGHT);
	return field_day(v, BASE_REFERENCE, m->arg == 6 ? -1 : 0);
}

bool produce_part_narrated(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PART, 0, 0));
	return field_day(v, BASE_NARRATED, m->arg);
}

/* The day is its neighbour's: "the morning of 3 May", "Friday evening". */
bool produce_part_plain(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PART, 0, 0));
	return true;
}

static bool meridiem(struct value *v, int32_t ampm)
{
	if (ampm == 0) {
		if (v->hour > 12 || v->hour == 0)
			v->has |= HAS_MERIDIEM;
		return true;
	}
	v->has |= HAS_MERIDIEM;
	if (v->hour > 12) /* "14:30 pm" is written; "14:30 am" is a mistake we do not guess at */
		return ampm == 2 && v->hour < 24;
	v->hour = (uint8_t)(v->hour % 12 + (ampm == 2 ? 12 : 0));
	return true;
}

bool produce_clock_written(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_CLOCK, 0);
	int32_t ampm = match_value(m, LEX_AMPM, 0, 0);
	field_clock(v, t->v[LEX_HH], t->v[LEX_MM]);
	if (t->v[LEX_SS] != LEX_ABSENT) {
		v->second = (uint8_t)t->v[LEX_SS];
		v->has |= HAS_SECOND;
	}
	if (ampm == 0) /* hh:mm is a 24-hour clock; a range may still share its pm */
		return v->hour > 12 || t->v[LEX_HH] == 0 ? meridiem(v, 0) : true;
	return meridiem(v, ampm);
}

bool produce_clock_hour(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_HOUR, 0, LEX_ABSENT);
	if (h == LEX_ABSENT)
		h = match_value(m, LEX_NUM, 0, 0);
	if (h < 0 || h > 24 || (h > 12 && match_value(m, LEX_AMPM, 0, 0) != 0))
		return false;
	field_clock(v, h, 0);
	return meridiem(v, match_value(m, LEX_AMPM, 0, 0));
}

bool produce_clock_military(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_CLOCK4, 0, 0);
	field_clock(v, n / 100, n % 100);
	v->has |= HAS_MERIDIEM;
	return m->arg == 1 || match_value(m, LEX_CLOCKWORD, 0, 0) == 1;
}

bool produce_clock_past(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_HOUR, 0, LEX_ABSENT);
	if (h == LEX_ABSENT)
		h = match_value(m, LEX_NUM, 0, 0);
	if (h < 1 || h > 23)
		return false;
	int32_t minutes = h * 60 + m->arg;
	if (minutes < 60) /* a quarter to one: no hour is called nought */
		minutes += 12 * 60;
	field_clock(v, minutes / 60, minutes % 60);
	return meridiem(v, 0);
}

bool produce_clock_name(const struct match *m, struct value *v)
{
	field_clock(v, match_value(m, LEX_CLOCKNAME, 0, 0) / 60, 0);
	v->has |= HAS_MERIDIEM;
	return true;
}
