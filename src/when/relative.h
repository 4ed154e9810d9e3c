/* SPDX-License-Identifier: MIT */
/* Setting an expression's interval: days, months, units and offsets. */
#ifndef WHEN_RELATIVE_H
#define WHEN_RELATIVE_H

#include "when/value.h"
#include "when/when.h"

struct dl_civil relative_day(int32_t year, int month, int day); /* at 00:00 */

/* from inclusive, to exclusive. */
void relative_span(struct when_expr *, enum when_grain, struct dl_civil from, struct dl_civil to);
/* n months from the first of a month. */
void relative_months(struct when_expr *, enum when_grain, int32_t year, int month, int n);
void relative_set_day(struct when_expr *, struct dl_civil day);

/* "last week", "that year": the unit that holds c, moved by value.dir. False:
 * not a unit of the calendar. */
bool relative_unit(struct when_expr *, const struct value *, struct dl_civil c);
/* "three weeks ago": value.amount units from c in value.dir. False: too far. */
bool relative_offset(struct when_expr *, const struct value *, struct dl_civil c);

/* "the next two weeks": whole units of the calendar behind (dir 1) or before
 * the one that holds c; dir 0: from c on. False: not such units. */
bool relative_length(struct when_expr *, const struct value *, struct dl_civil c);
/* "the first two weeks of May": nth 1, or -1 for the last. */
bool relative_part(struct when_expr *, const struct value *, const struct when_expr *in);
/* "the second half of May": nth 1 or 2. */
bool relative_half(struct when_expr *, const struct value *, const struct when_expr *in);
/* "this day next year": c, n units on. */
struct dl_civil relative_day_beside(struct dl_civil c, enum value_unit, int n);
/* "early May", "the end of the week": narrows an interval to its third. */
void relative_narrow(struct when_expr *, int third);

/* "the first Monday of May", "the last week of 2026": VALUE_NTH in an interval. */
bool relative_nth(struct when_expr *, const struct value *, const struct when_expr *in);
/* "two days after 3 May", "a year before Easter": from the day or interval in. */
bool relative_offset_of(struct when_expr *, const struct value *, const struct when_expr *in);
/* A civil time so many seconds later. */
struct dl_civil relative_seconds(struct dl_civil, int64_t seconds);

/* The first month of a season, 1 spring … 4 winter: spring begins in March in
 * the north, in September in the south. */
int relative_season(int season, bool south);

#endif
