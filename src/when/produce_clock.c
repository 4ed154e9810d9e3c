/* SPDX-License-Identifier: MIT */
/* Clocks and parts of the day: "11:20", "half past nine", "tonight". */
#include "when/number.h"
#include "when/produce.h"

static void field_edge(struct value *v, int32_t edge)
{
	static const char *const mods[] = {NULL, "START", "MID", "END", "START"};
	if (edge == EDGE_NONE)
		return;
	v->edge = (uint8_t)edge;
	v->mod = mods[edge];
}

/* arg 5: tonight, 6: last night, 7: late tonight, 8: early tonight, 9: late last
 * night, 1 to 3: early, mid, late "this <part>", else "this <part>" */
bool produce_part_reference(const struct match *m, struct value *v)
{
	bool night = m->arg >= 5;
	field_part(v,
	    night ? DL_PART_NIGHT : match_value(m, LEX_PART, 0, match_value(m, LEX_PARTS, 0, 0)));
	field_edge(v, !night	    ? m->arg
		      : m->arg == 8 ? EDGE_EARLY
		      : m->arg >= 7 ? EDGE_LATE
				    : EDGE_NONE);
	return field_day(v, BASE_REFERENCE, m->arg == 6 || m->arg == 9 ? -1 : 0);
}

bool produce_part_narrated(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PART, 0, 0));
	return field_day(v, BASE_NARRATED, m->arg);
}

/* The day is its neighbour's: "the morning of 3 May", "Friday evening". arg:
 * the edge, where no word of the row says it, and ten for each little word that the
 * row begins with. */
bool produce_part_plain(const struct match *m, struct value *v)
{
	field_part(v, match_value(m, LEX_PART, 0, match_value(m, LEX_PARTS, 0, DL_PART_MORNING)));
	field_edge(v, match_value(m, LEX_MOD, 0, m->arg % 10));
	v->skip = (uint8_t)(m->arg / 10);
	return true;
}

/* "Friday am", "tomorrow pm": half of the day. The letters are small: PM may
 * be a prime minister. */
bool produce_part_half(const struct match *m, struct value *v)
{
	int32_t wday = match_value(m, LEX_WDAY, 0, 0);
	field_part(v, match_value(m, LEX_AMPM, 0, 0) == 2 ? DL_PART_AFTERNOON : DL_PART_MORNING);
	if (wday != 0) {
		v->kind = VALUE_DATE;
		v->weekday = (uint8_t)wday;
		v->has |= HAS_WEEKDAY;
		return !m->tokens[m->n - 1].cap;
	}
	return field_day(v, BASE_REFERENCE, match_value(m, LEX_DAYREF, 0, 0)) &&
	       !m->tokens[m->n - 1].cap;
}

/* "five mornings ago", "two nights from now": arg -1 back, 1 on */
bool produce_part_counted(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_NUM, 0, 1);
	field_part(v, match_value(m, LEX_PARTS, 0, DL_PART_NIGHT));
	return n <= 1000 && field_day(v, BASE_REFERENCE, n * m->arg);
}

static bool meridiem(struct value *v, int32_t ampm)
{
	if (ampm != 1 && ampm != 2) {
		if (v->hour > 12 || v->hour == 0)
			v->has |= HAS_MERIDIEM;
		return true;
	}
	v->has |= HAS_MERIDIEM;
	v->spoken = false;
	if (v->hour > 12) /* "14:30 pm" is written; "14:30 am" is a mistake we do not guess at */
		return ampm == 2 && v->hour < 24;
	v->hour = (uint8_t)(v->hour % 12 + (ampm == 2 ? 12 : 0));
	return true;
}

/* am or pm as a word of its own, or as "a m"; 0: neither. */
static int32_t match_ampm(const struct match *m)
{
	int32_t ampm = match_value(m, LEX_AMPM, 0, 0);
	for (size_t i = 1; i < m->n && ampm == 0; i++)
		if (m->classes[i] < 0)
			ampm = (m->tokens[i].roles & ROLE_P) != 0   ? 2
			       : (m->tokens[i].roles & ROLE_A) != 0 ? 1
								    : 0;
	return ampm;
}

/* arg 24: in a language that counts to 24 */
bool produce_clock_written(const struct match *m, struct value *v)
{
	v->counts24 = m->arg == 24;
	const struct lex_token *t = match_token(m, LEX_CLOCK, 0);
	bool dotted = t->v[LEX_DOTTED] == 1;
	int32_t ampm = match_ampm(m);
	field_clock(v, t->v[LEX_HH], t->v[LEX_MM]);
	v->nought = t->v[LEX_NOUGHT] == 1;
	v->dotted = v->latent = dotted && ampm == 0;
	if (t->v[LEX_SS] != LEX_ABSENT) {
		v->second = (uint8_t)t->v[LEX_SS];
		v->has |= HAS_SECOND;
	}
	if (ampm == 0 && !dotted && t->v[LEX_AP] > 0) {
		ampm = t->v[LEX_AP];
		v->latent = v->weak = t->v[LEX_WEAK] == 1;
	}
	if (ampm == 0) /* hh:mm is a 24-hour clock; a range may still share its pm */
		return v->hour > 12 || t->v[LEX_HH] == 0 ? meridiem(v, 0) : true;
	return meridiem(v, ampm);
}

/* The hour a row speaks of, in figures or words. */
static bool field_hour(const struct match *m, struct value *v, size_t nth, int32_t minute)
{
	int32_t h = match_value(m, LEX_HOUR, 0, LEX_ABSENT);
	if (h == LEX_ABSENT)
		h = match_value(m, LEX_CLOCKNAME, 0, LEX_ABSENT);
	if (h >= 60) {
		v->has |= HAS_MERIDIEM;
		h /= 60;
	} else if (h == LEX_ABSENT)
		h = match_value(m, LEX_NUM, nth, LEX_ABSENT);
	if (h < 0 || h > 24)
		return false;
	int32_t minutes = h * 60 + minute;
	if (minutes < 60 && minute < 0) /* a quarter to one: no hour is called nought */
		minutes += 12 * 60;
	field_clock(v, minutes / 60, minutes % 60);
	v->spoken = (v->has & HAS_MERIDIEM) == 0;
	return (h <= 12 || match_ampm(m) == 0) && meridiem(v, match_ampm(m));
}

/* "20 h" is when something begins, "2 h" rather how long it takes. */
#define HOUR_OF_DAY 7

/* "9 am", "five o'clock"; arg 1: the row begins with "at"; 2: "9 h" may be a
 * length of time; 3: "9 Uhr", of 24 hours; 4: both */
bool produce_clock_hour(const struct match *m, struct value *v)
{
	v->skip = m->arg == 1;
	v->counts24 = m->arg >= 3;
	if (m->arg == 2 || m->arg == 4) {
		v->unit = UNIT_HOUR;
		v->latent = true;
	}
	bool hour = field_hour(m, v, 0, 0);
	if (m->arg == 4 && v->hour >= HOUR_OF_DAY) {
		v->unit = UNIT_NONE;
		v->latent = false;
	}
	if (m->arg >= 2) /* "2h" is of 24 hours, or two of them */
		v->spoken = false;
	return hour;
}

/* "5ish" */
bool produce_clock_approx(const struct match *m, struct value *v)
{
	v->approximate = true;
	v->mod = "APPROX";
	if (match_token(m, LEX_CLOCK, 0) != NULL)
		return produce_clock_written(m, v);
	return field_hour(m, v, 0, 0) && v->hour != 0;
}

/* "at half five": half past. */
bool produce_clock_half(const struct match *m, struct value *v)
{
	v->skip = 1;
	return field_hour(m, v, 0, 30) && v->hour != 0;
}

/* arg 1: a zone stands behind it; 2: "at 1730", a year unless it is joined to a day; 3: "930 pm" */
bool produce_clock_military(const struct match *m, struct value *v)
{
	const struct lex_token *t = match_token(m, LEX_CLOCK4, 0);
	int32_t n = t->v[LEX_V];
	field_clock(v, n / 100, n % 100);
	if (m->arg == 3)
		return n / 100 <= 12 && meridiem(v, match_ampm(m));
	v->has |= HAS_MERIDIEM;
	v->skip = m->arg == 2;
	v->nought = true;
	v->latent = m->arg == 2 && n >= 1000;
	return t->end - t->start == 4;
}

/* "half past nine", "a quarter to noon": arg minutes. Beyond 100 the row begins with "at". */
bool produce_clock_past(const struct match *m, struct value *v)
{
	int minutes = m->arg;
	if (minutes >= 100 || minutes <= -100) {
		minutes %= 100;
		v->skip = 1;
	}
	return field_hour(m, v, 0, minutes) && v->hour + v->minute != 0;
}

/* "twenty past five", "10 minutes to 5 pm": arg 1 past, -1 to; 2, -2: the row begins with "at". */
bool produce_clock_minutes(const struct match *m, struct value *v)
{
	int32_t minute = match_value(m, LEX_NUM, 0, 0);
	bool led = m->arg == 2 || m->arg == -2, words = match_token(m, LEX_UNIT, 0) != NULL;
	v->skip = led;
	v->latent = !led && !words && minute % 5 != 0;
	if (minute < 1 || minute > 59)
		return false;
	if (match_token(m, LEX_UNIT, 0) != NULL && match_value(m, LEX_UNIT, 0, 0) != UNIT_MINUTE)
		return false;
	/* "10 past 2": both are numbers, the hour may be an <hour> too */
	const struct lex_token *hour = &m->tokens[m->n - 1 - (match_ampm(m) != 0)];
	bool named = (hour->mask & LEX_BIT(LEX_CLOCKNAME)) != 0;
	int32_t h = named ? lex_value(hour, LEX_CLOCKNAME) / 60 : lex_value(hour, LEX_NUM);
	if (h < 1 || h > (named ? 24 : 23))
		return false;
	minute = h * 60 + (m->arg > 0 ? minute : -minute);
	if (minute < 60)
		minute += 12 * 60;
	field_clock(v, minute / 60 % 24, minute % 60);
	v->spoken = !named && h <= 12;
	if (named)
		v->has |= HAS_MERIDIEM;
	return (h <= 12 || match_ampm(m) == 0) && meridiem(v, match_ampm(m));
}

static bool is_figures(const struct lex_token *t)
{
	return t->kind == LEX_NUMBER && t->v[LEX_ORIGIN] != NUMBER_AMOUNT;
}

/* "five thirty", "ten forty-five pm", "nine oh five": arg 1: the row begins with "at" */
bool produce_clock_spoken(const struct match *m, struct value *v)
{
	const struct lex_token *h = match_token(m, LEX_NUM, 0), *n = match_token(m, LEX_NUM, 1);
	bool oh = m->arg < 2 && (m->tokens[m->arg + 1].roles & ROLE_OH) != 0;
	int32_t hour = lex_value(h, LEX_NUM), minute = n == NULL ? 0 : lex_value(n, LEX_NUM);
	if (m->arg == 4) { /* "5-45 pm"; "5-11 pm" are two hours */
		hour = match_value(m, LEX_HOUR, 0, 0);
		minute = lex_value(h, LEX_NUM);
		if (hour < 1 || hour > 12 || minute <= 24 || minute > 59)
			return false;
		field_clock(v, hour, minute);
		return meridiem(v, match_ampm(m));
	}
	if (is_figures(h) || is_figures(n) || hour < 1 || hour > 12 || minute > 59 ||
	    (oh ? minute > 9 : minute < 10))
		return false;
	field_clock(v, hour, minute);
	v->skip = m->arg == 1;
	v->spoken = true;
	v->latent = match_ampm(m) == 0 && m->arg != 1;
	return meridiem(v, match_ampm(m));
}

bool produce_clock_name(const struct match *m, struct value *v)
{
	int32_t minutes = match_value(m, LEX_CLOCKNAME, 0, m->arg);
	const struct lex_token *twelve = match_token(m, LEX_CLOCK, 0);
	field_clock(v, minutes / 60, minutes % 60);
	v->has |= HAS_MERIDIEM;
	if (twelve != NULL) /* "12:00 noon" */
		return twelve->v[LEX_HH] == 12 && twelve->v[LEX_MM] == 0;
	return match_value(m, LEX_HOUR, 0, 12) == 12;
}
