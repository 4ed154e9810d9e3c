/* SPDX-License-Identifier: MIT */
/* Holidays: names in the text, and the days they fall on (lang/holidays.tab). */
#ifndef WHEN_HOLIDAY_H
#define WHEN_HOLIDAY_H

#include "when/lex.h"
#include "when/resolve.h"

enum holiday_strength {
	HOLIDAY_SURE,
	HOLIDAY_BESIDE,	 /* counts after a preposition, or in a range: "until New Year" */
	HOLIDAY_NO_DAY,	 /* "Easter eggs" */
	HOLIDAY_WORD,	 /* an ordinary word without a capital letter: a year has to follow */
	HOLIDAY_DOUBTFUL /* "thanksgiving": none after "of", "a" and the like */
};

/* A name found in the text. */
struct holiday_hit {
	uint16_t holiday; /* 1 … */
	uint16_t length;  /* bytes */
	enum holiday_strength strength;
};

/* Is there a holiday's name at the start of the text? first: bytes of its first
 * word; group: the value of that in the class `holiday`. The longest counts. */
bool holiday_scan(struct dl_str text, size_t first, int32_t group, struct holiday_hit *ret);

/* Could one be, as far as the first letter of what follows the word tells? */
bool holiday_may_begin(struct dl_str text, size_t first, const struct lex_word *);

/* The same for the token of its first word, which then covers the whole name:
 * v[0] the holiday, v[1] its strength. Else the token is not of the class any more. at is
 * where the text goes on behind the token. Returns where it goes on. */
uint32_t holiday_take(struct dl_str text, uint32_t at, struct lex_token *);

/* "Hanukkah"; NULL: there are fewer. */
const char *holiday_label(uint16_t holiday);

/* Is it several days long? */
bool holiday_lasts(uint16_t holiday);

/* Hours of the day it is kept at, in minutes; false: all day. */
bool holiday_hours(uint16_t holiday, int *ret_from, int *ret_to);

/* "GB": the country whose days are meant where countries keep a name on
 * different ones, by the region of the language, else by the zone; or empty. */
struct dl_str holiday_country(const struct dl_options *);

/* The days a holiday begins on within a year, and the day after its last one.
 * At most HOLIDAY_A_YEAR; 0: not computed for that year. */
#define HOLIDAY_A_YEAR 2
struct holiday_span {
	int64_t from, to; /* days since 1970 */
};
int holiday_in_year(
    uint16_t holiday, struct dl_str country, int32_t year, struct holiday_span out[HOLIDAY_A_YEAR]);

/* Day of a Hebrew date, month 1 Nisan … 7 Tishri … 12 the last Adar. */
int64_t holiday_hebrew(int32_t year, int month, int day);

/* Sets the interval of a VALUE_HOLIDAY; false: no year is known for it. */
bool holiday_resolve(struct discourse *, struct when_expr *, const struct value *);
/* Ends it at its hour, if it is kept at hours. */
void holiday_close(struct when_expr *, const struct value *);

#endif
