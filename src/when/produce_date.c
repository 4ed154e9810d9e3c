/* SPDX-License-Identifier: MIT */
/* Dates: "3 May 2026", "the third quarter", "44 BC", "next Friday". */
#include "when/number.h"
#include "when/produce.h"

/* A bare number is taken for a year between these; timex of other centuries
 * come with a month, an era or "in the year". */
#define YEAR_MIN 1000
#define YEAR_MAX 2199
/* Nobody writes older dates in figures only; "12-05-1234" is the number of a part. */
#define NUMERIC_YEAR_MIN 1500

/* "this year's third quarter"; arg -1: the year-ago one */
static void field_dir(struct value *v, const struct match *m)
{
	int32_t dir = match_value(m, LEX_DIR, 0, m->arg < 0 ? m->arg : LEX_ABSENT);
	if (dir == LEX_ABSENT)
		return;
	v->dir = (int8_t)dir;
	v->has |= HAS_DIR;
}

bool produce_date_iso(const struct match *m, struct value *v)
{
	const struct lex_token *t = &m->tokens[0];
	if (m->n > 1) { /* "2027 / 5 / 3" */
		field_year(v, match_year(m));
		int32_t month = match_value(m, LEX_DAY, 0, 0);
		return month <= 12 && field_month_day(v, month, match_value(m, LEX_DAY, 1, 0));
	}
	field_year(v, t->v[LEX_Y]);
	if (t->v[LEX_D] == LEX_ABSENT) {
		v->kind = VALUE_DATE;
		v->month = (uint8_t)t->v[LEX_M];
		v->has |= HAS_MONTH;
		return true;
	}
	if (!field_month_day(v, t->v[LEX_M], t->v[LEX_D]))
		return false;
	if (t->v[LEX_HH] == LEX_ABSENT)
		return true;
	field_clock(v, t->v[LEX_HH], t->v[LEX_MM]);
	v->second = (uint8_t)t->v[LEX_SS];
	v->has |= HAS_MERIDIEM | HAS_SECOND;
	if (t->v[LEX_OFF] != LEX_ABSENT) {
		v->offset_minutes = (int16_t)t->v[LEX_OFF];
		v->has |= HAS_OFFSET;
	}
	return true;
}

/* Day first as written; value.order says that it may be the month. A dot
 * always separates day.month; arg 3: nothing else will do ("29.07."); 4 and
 * 5: the same with an article before it; 6: two digits each. */
bool produce_date_numeric(const struct match *m, struct value *v)
{
	bool article = m->arg == 4 || m->arg == 5; /* "den 18.07.2014" */
	const struct lex_token *t = &m->tokens[article || match_token(m, LEX_DIR, 0) != NULL];
	bool pair = (t->mask & LEX_BIT(LEX_NUMDATE2)) != 0;
	static const uint64_t shapes = LEX_BIT(LEX_NUMDATE) | LEX_BIT(LEX_NUMDATE2);
	int32_t a = t->v[0], b = t->v[1];
	bool dot = (t->mask & shapes) != 0 && t->v[3] == '.';
	v->skip = article;
	if ((m->arg == 3 || m->arg == 5) && !dot)
		return false;
	bool two = m->arg == 6; /* "29/03" */
	if (two && t->end - t->start != 5)
		return false;
	if ((t->mask & shapes) == 0) {
		/* "15 / 2", "31 10 1974" */
		pair = match_token(m, LEX_YEAR, 0) == NULL;
		a = match_value(m, LEX_DAY, 0, 0);
		b = match_value(m, LEX_DAY, 1, 0);
		if (!pair)
			field_year(v, match_year(m));
		dot = m->arg == 2;
		if (pair) /* "3 / 4 May": two days */
			v->ends = VALUE_ENDS_NAMES;
		if (m->arg == 1) {
			v->ends = VALUE_ENDS_TEXT;
			if ((a > 12) == (b > 12))
				return false;
		}
	} else if (!pair)
		field_year(v, t->v[4] == 4   ? t->v[2]
			      : t->v[2] < 50 ? 2000 + t->v[2]
					     : 1900 + t->v[2]);
	bool dmy = a >= 1 && a <= 31 && b >= 1 && b <= 12;
	bool mdy = !dot && b >= 1 && b <= 31 && a >= 1 && a <= 12;
	if (v->has & HAS_YEAR && v->year < NUMERIC_YEAR_MIN)
		return false;
	v->order = dmy && mdy && a != b;
	v->fraction = pair && !dot && !two && match_token(m, LEX_DIR, 0) == NULL;
	if (match_token(m, LEX_DIR, 0) != NULL)
		field_dir(v, m);
	return dmy ? field_month_day(v, b, a) : mdy && field_month_day(v, a, b);
}

/* arg 1: no word may follow ("May 3 96"); 2: no spaces in it ("aug-20"); 10: the row
 * begins with an article ("den 3. Mai") */
static bool month_day(const struct match *m, struct value *v)
{
	const struct lex_token *last = &m->tokens[m->n - 1];
	/* "May the Second Brigade" */
	if (m->arg == 1 || (last->kind == LEX_WORD && (last->mask & LEX_BIT(LEX_ORD)) != 0))
		v->ends = VALUE_ENDS_WORDS;
	if (m->arg == 2 && !match_tight(m))
		return false;
	v->skip = m->arg == 10;
	/* "March 5, 12 and 19" are days; "June 9 10" a year if nothing else is there */
	if (m->arg == 1 && last->v[LEX_V] <= 31) {
		if (last[-1].literal == LIT_COMMA)
			return false;
		v->ends = VALUE_ENDS_TEXT;
	}
	field_year(v, match_year(m));
	if (match_token(m, LEX_DIR, 0) != NULL)
		field_dir(v, m);
	int32_t n = match_value(m, LEX_NUM, 0, 0);
	if (match_token(m, LEX_ERA, 0) != NULL)
		field_year(v, match_value(m, LEX_ERA, 0, 1) < 0 ? 1 - n : n);
	int32_t day = match_day(m);
	if (day == 0) { /* "five August 1993" */
		day = n;
		if (n < 1 || n > 31 || match_token(m, LEX_NUM, 0)->kind != LEX_WORD)
			return false;
	}
	return field_month_day(v, match_value(m, LEX_MONTH, 0, 0), day);
}

bool produce_date_mdy(const struct match *m, struct value *v)
{
	return month_day(m, v);
}

bool produce_date_dmy(const struct match *m, struct value *v)
{
	return month_day(m, v);
}

/* "the 15th", "Tuesday the 19th" */
bool produce_date_day(const struct match *m, struct value *v)
{
	int32_t day = match_day(m), weekday = match_value(m, LEX_WDAY, 0, 0);
	v->kind = VALUE_DATE;
	v->has = HAS_DAY;
	v->day = (uint8_t)day;
	v->ends = VALUE_ENDS_WORDS;
	if (weekday == 0)
		weekday = match_value(m, LEX_WDAYAB, 0, 0);
	if (weekday != 0) {
		v->weekday = (uint8_t)weekday;
		v->has |= HAS_WEEKDAY;
	}
	/* "the first" is more often something else */
	return day >= 1 && day <= 31 &&
	       (weekday != 0 || m->arg == 1 || m->tokens[m->n - 1].kind == LEX_NUMBER);
}

bool produce_date_my(const struct match *m, struct value *v)
{
	int32_t month = match_value(m, LEX_MONTH, 0, 0);
	field_year(v, match_year(m));
	v->kind = VALUE_DATE;
	v->month = (uint8_t)(month != 0 ? month : match_value(m, LEX_MONTHALONE, 0, 0));
	v->has |= HAS_MONTH;
	return true;
}

/* "last May"; arg 1: "May last year"; 2 and 3: "May in two years", "May two years ago" */
bool produce_date_mrel(const struct match *m, struct value *v)
{
	if (!produce_date_my(m, v))
		return false;
	int32_t n = match_value(m, LEX_NUM, 0, 1);
	v->dir = (int8_t)(m->arg == 2 ? n : m->arg == 3 ? -n : match_value(m, LEX_DIR, 0, 0));
	v->has |= HAS_DIR;
	v->year_dir = m->arg != 0;
	if (n < 1 || n > 100)
		return false;
	int32_t day = match_value(m, LEX_DAY, 0, 0);
	if (day != 0)
		return field_month_day(v, v->month, day);
	return true;
}

bool produce_date_year(const struct match *m, struct value *v)
{
	v->kind = VALUE_DATE;
	field_year(v, match_year(m));
	if (m->arg == 1) {
		v->approximate = true;
		v->mod = "APPROX";
		v->ends = VALUE_ENDS_NAMES;
	}
	/* "2000 people", "1200 seats": round numbers need company */
	const struct lex_token *t = &m->tokens[0];
	bool amount = t->kind == LEX_NUMBER && t->v[LEX_ORIGIN] == NUMBER_AMOUNT;
	v->vague = amount; /* it may count anything */
	const struct lex_token *year = match_token(m, LEX_YEAR, 0);
	if (year != NULL && year->kind == LEX_NUMBER && year->v[LEX_ORIGIN] == NUMBER_ERA)
		return true;
	v->latent = m->n == 1 && (v->year % 100 == 0 || v->year < 1500 || v->year > 2099 || amount);
	return v->year >= YEAR_MIN && v->year <= YEAR_MAX;
}

bool produce_date_season(const struct match *m, struct value *v)
{
	int32_t season = match_value(m, LEX_SEASON, 0, 0);
	v->kind = VALUE_DATE;
	v->season = (uint8_t)(season != 0 ? season : match_value(m, LEX_SEASONALONE, 0, 0));
	v->has |= HAS_SEASON;
	v->both_years = match_token(m, LEX_YEAR2, 0) != NULL || match_token(m, LEX_YEAR, 1) != NULL;
	field_year(v, match_year(m));
	field_dir(v, m);
	return true;
}

/* "the following spring": counted from what was told */
bool produce_date_season_told(const struct match *m, struct value *v)
{
	v->base = BASE_NARRATED;
	v->dir = (int8_t)m->arg;
	v->has |= HAS_DIR;
	v->kind = VALUE_DATE;
	v->season = (uint8_t)match_value(m, LEX_SEASON, 0, 0);
	v->has |= HAS_SEASON;
	return true;
}

/* A spring may be one of water: its row says where it is none. */
bool produce_date_spring(const struct match *m, struct value *v)
{
	(void)m;
	v->kind = VALUE_DATE;
	v->season = 1;
	v->has |= HAS_SEASON;
	return true;
}

bool produce_date_quarter(const struct match *m, struct value *v)
{
	int32_t q = match_value(m, LEX_QUARTERNAME, 0, 0);
	if (q == 0)
		q = match_value(m, LEX_ORD, 0, m->arg);
	if (q == 0) /* "the June quarter" is the one that June ends */
		q = (match_value(m, LEX_MONTH, 0, 0) + 2) / 3;
	v->kind = VALUE_DATE;
	v->quarter = (uint8_t)q;
	v->has |= HAS_QUARTER;
	field_year(v, match_year(m));
	field_dir(v, m);
	return q >= 1 && q <= 4;
}

bool produce_date_half(const struct match *m, struct value *v)
{
	int32_t h = match_value(m, LEX_ORD, 0, m->arg);
	v->kind = VALUE_DATE;
	v->half = (uint8_t)h;
	v->has |= HAS_HALF;
	field_year(v, match_year(m));
	if (m->arg == 0)
		field_dir(v, m);
	return h == 1 || h == 2;
}

bool produce_date_decade(const struct match *m, struct value *v)
{
	int32_t y = match_value(m, LEX_DECADE, 0, match_value(m, LEX_YEAR, 0, 0));
	if (m->arg == 2 && y % 10 != 0)
		return false;
	v->kind = VALUE_DATE;
	v->year = y < 100 ? 1900 + y : y; /* "the 90s"; the 20s of this century are written out */
	v->has |= HAS_DECADE;
	v->skip = (uint8_t)(m->arg == 1 || m->arg == 2);
	v->refused = m->arg == 1 && y < 100; /* "in her thirties" */
	v->latent = m->n == 1 && y < 100;
	int32_t era = match_value(m, LEX_ERA, 0, 0);
	if (era < 0) /* the 490s BC: 499 to 490 */
		v->year = -y - 8;
	if (era != 0)
		return true;
	return v->year >= YEAR_MIN && v->year <= YEAR_MAX;
}

bool produce_date_century(const struct match *m, struct value *v)
{
	int32_t n = match_value(m, LEX_ORD, 0, 0);
	if (n < 1 || n > 30)
		return false;
	v->kind = VALUE_DATE;
	/* the 5th century BC: 500 to 401 */
	bool before = match_value(m, LEX_ERA, 0, 0) < 0;
	v->year = before ? 1 - n * 100 : (n - 1) * 100;
	v->has |= HAS_CENTURY;
	return true;
}

bool produce_date_weekday(const struct match *m, struct value *v)
{
	int32_t day = match_value(m, LEX_WDAY, 0, 0), dir = match_value(m, LEX_DIR, 0, LEX_ABSENT);
	v->kind = VALUE_DATE;
	v->weekday = (uint8_t)(day != 0 ? day : match_value(m, LEX_WDAYAB, 0, 0));
	v->has |= HAS_WEEKDAY;
	if (m->arg == 1) { /* "this coming Friday" */
		dir = 1;
		v->nth = 1;
	}
	if (m->arg == -1) /* "this past Friday" */
		dir = -1;
	if (m->arg == 3)
		v->base = BASE_NARRATED;
	if (dir != LEX_ABSENT) {
		v->dir = (int8_t)dir;
		v->has |= HAS_DIR;
	}
	return true;
}
