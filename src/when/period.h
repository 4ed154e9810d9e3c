/* SPDX-License-Identifier: MIT */
/* Reporting periods: the quarter that was named last, and what is compared
 * with it ("a year earlier", "the 1988 period"). */
#ifndef WHEN_PERIOD_H
#define WHEN_PERIOD_H

#include "when/resolve.h"

/* After exprs[i] has been resolved: does it name a period? */
void period_remember(struct discourse *, uint32_t i);

/* "the quarter", "the latest period": the one in force, moved by value.dir
 * years, or that of value.year. False: none is in force. */
bool period_set(const struct discourse *, struct when_expr *, const struct value *);

/* "a year ago" beside a period: the same one, a year before. */
bool period_year_before(const struct discourse *, struct when_expr *, const struct value *);

/* "the quarter ended 30 June", "the week ending 3 May", exprs[i] being the unit: from
 * its last day. */
bool period_ended(struct discourse *, uint32_t i);

/* The year of a quarter or half that says none. */
int32_t period_year(const struct discourse *, const struct when_expr *, int month, int months);

#endif
