/* SPDX-License-Identifier: MIT */
/* The productions: what the rows of the language files name. Each makes a
 * value of the tokens a row matched; none knows a language or a context. */
#ifndef WHEN_PRODUCE_H
#define WHEN_PRODUCE_H

#include "when/phrase.h"

/* produce.c */
produce_fn produce_nothing;
produce_fn produce_vague_told;
produce_fn produce_vague;

/* produce_date.c */
produce_fn produce_date_iso;
produce_fn produce_date_numeric;
produce_fn produce_date_mdy;
produce_fn produce_date_dmy;
produce_fn produce_date_day;
produce_fn produce_date_my;
produce_fn produce_date_mrel;
produce_fn produce_date_year;
produce_fn produce_date_season;
produce_fn produce_date_season_told;
produce_fn produce_date_spring;
produce_fn produce_date_quarter;
produce_fn produce_date_half;
produce_fn produce_date_decade;
produce_fn produce_date_century;
produce_fn produce_date_weekday;

/* produce_unit.c */
produce_fn produce_day_reference;
produce_fn produce_unit_instant;
produce_fn produce_unit_minute;
produce_fn produce_unit_minutes;
produce_fn produce_unit_named_year;
produce_fn produce_day_narrated;
produce_fn produce_unit_relative;
produce_fn produce_unit_moved;
produce_fn produce_unit_narrated;
produce_fn produce_unit_context;
produce_fn produce_unit_end;
produce_fn produce_unit_period;
produce_fn produce_unit_offset;
produce_fn produce_unit_in;
produce_fn produce_unit_after;
produce_fn produce_unit_counted;
produce_fn produce_unit_beside;
produce_fn produce_unit_from;
produce_fn produce_unit_of;
produce_fn produce_unit_nth;
produce_fn produce_unit_weekday;
produce_fn produce_unit_counted_weekday;
produce_fn produce_unit_next_after;
produce_fn produce_unit_within;
produce_fn produce_unit_edge;
produce_fn produce_unit_week;
produce_fn produce_unit_workday;
produce_fn produce_unit_week_on;
produce_fn produce_unit_half;
produce_fn produce_unit_same_day;
produce_fn produce_unit_announced;

/* produce_clock.c */
produce_fn produce_part_reference;
produce_fn produce_part_counted;
produce_fn produce_part_narrated;
produce_fn produce_part_plain;
produce_fn produce_part_half;
produce_fn produce_clock_written;
produce_fn produce_clock_hour;
produce_fn produce_clock_approx;
produce_fn produce_clock_half;
produce_fn produce_clock_military;
produce_fn produce_clock_past;
produce_fn produce_clock_minutes;
produce_fn produce_clock_spoken;
produce_fn produce_clock_name;

/* produce_duration.c */
produce_fn produce_duration_plain;
produce_fn produce_duration_offset;
produce_fn produce_duration_signed;
produce_fn produce_duration_one;
produce_fn produce_duration_vague;
produce_fn produce_duration_anchored;
produce_fn produce_duration_part;
produce_fn produce_duration_starting;
produce_fn produce_duration_span;
produce_fn produce_duration_nights;

/* produce_set.c */
produce_fn produce_set_unit;
produce_fn produce_set_frequency;
produce_fn produce_set_months;
produce_fn produce_set_weeks;
produce_fn produce_set_everyday;
produce_fn produce_set_times;
produce_fn produce_set_weekday;
produce_fn produce_set_part;
produce_fn produce_set_season;
produce_fn produce_set_nth;

/* produce_word.c */
produce_fn produce_unit_named;
produce_fn produce_part_of_day;
produce_fn produce_duration_half;
produce_fn produce_duration_led;
produce_fn produce_date_numbers;
produce_fn produce_clock_parts;

/* produce_holiday.c */
produce_fn produce_holiday;

/* The day of the month, written as a number or an ordinal; 0: none. */
int32_t match_day(const struct match *);
/* Is there no space between the row's tokens? */
bool match_tight(const struct match *);
/* What a row's tokens say; LEX_ABSENT or 0 where they do not. */
int32_t match_year(const struct match *);
int32_t match_unit(const struct match *);

/* Fill fields of a value. */
void field_year(struct value *, int32_t year); /* LEX_ABSENT: none */
bool field_month_day(
    struct value *, int32_t month, int32_t day); /* true, so that a production can end with it */
void field_clock(struct value *, int32_t hour, int32_t minute);
bool field_day(struct value *, enum value_base, int32_t days); /* always true */
void field_part(struct value *, int32_t part);		       /* enum dl_part */
bool field_amount(
    const struct match *, struct value *); /* "<num> <unit>", "a <unit>"; false: no such amount */

#endif
