/* SPDX-License-Identifier: MIT */
/* Calendar arithmetic on the proleptic Gregorian calendar, astronomical years. */
#ifndef WHEN_CIVIL_H
#define WHEN_CIVIL_H

#include <dateline/event.h>

/* Days since 1970-01-01 and back (00:00); years beyond ±999,999 are the
 * caller's to refuse. base/days.h has the arithmetic. */
int64_t civil_days(struct dl_civil);
struct dl_civil civil_from_days(int64_t days);
bool civil_valid(int32_t year, int month, int day);
/* 1 Monday … 7 Sunday */
int civil_weekday(struct dl_civil);
/* ISO 8601 week date. */
void civil_iso_week(struct dl_civil, int32_t *ret_year, int *ret_week);
/* Monday of an ISO week. */
struct dl_civil civil_week_start(int32_t iso_year, int week);
/* Moves by days, months (day clamped to the month's length), minutes. */
struct dl_civil civil_add_days(struct dl_civil, int64_t days);
struct dl_civil civil_add_months(struct dl_civil, int64_t months);
struct dl_civil civil_add_minutes(struct dl_civil, int64_t minutes);
/* -1, 0, 1 as a is before, at, after b. */
int civil_cmp(struct dl_civil a, struct dl_civil b);
/* Sunday of Easter, Gregorian reckoning, any year. */
struct dl_civil civil_easter(int32_t year);
/* "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM[:SS]"; false: not that. */
bool civil_parse(struct dl_str, struct dl_civil *ret, bool *ret_has_clock);

#endif
