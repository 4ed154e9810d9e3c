/* SPDX-License-Identifier: MIT */
/* Days that are named by their weekday, or by their number in the month alone. */
#ifndef WHEN_WEEKDAY_H
#define WHEN_WEEKDAY_H

#include "when/resolve.h"

/* Days that the weeks of the document begin before Monday. */
int weekday_shift(const struct discourse *);
/* The weekday in the week of a day. */
struct dl_civil weekday_in_week(const struct discourse *, struct dl_civil day, int weekday);
/* The weekday strictly before or after a day. dir 0: in the same ISO week. */
struct dl_civil weekday_from(struct dl_civil, int weekday, int dir);
/* The weekday at most three days away. */
struct dl_civil weekday_nearest(struct dl_civil, int weekday);

/* "Friday", "next Tuesday", "two Sundays from now". False: nobody knows which. */
bool weekday_set(struct discourse *, struct when_expr *, const struct value *);
/* "the 15th", "Tuesday the 19th": the next, or where the past is told the last
 * month that has such a day. */
bool weekday_set_day(struct discourse *, struct when_expr *, const struct value *);

#endif
