/* SPDX-License-Identifier: MIT */
/* Day numbers: days since 1970-01-01 in the proleptic Gregorian calendar with
 * astronomical years (0 is 1 BC). Years within ±999,999. */
#ifndef BASE_DAYS_H
#define BASE_DAYS_H

#include <dateline/base.h>

int64_t days_from_date(int32_t year, int month, int day);
void days_to_date(int64_t days, int32_t *ret_year, int *ret_month, int *ret_day);
/* 28-31; 0 for a month that is none. */
int days_in_month(int32_t year, int month);
/* 1 Monday … 7 Sunday */
int days_weekday(int64_t days);
/* Quotient rounded towards minus infinity; b > 0. */
int64_t days_floor_div(int64_t a, int64_t b);

#endif
