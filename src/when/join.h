/* SPDX-License-Identifier: MIT */
/* What two values make together; compose.c decides which of them try. */
#ifndef WHEN_JOIN_H
#define WHEN_JOIN_H

#include "when/value.h"

/* A clock or part of day that lacks its day. */
bool join_is_clock(const struct value *);
/* A bare number: the day or hour of a neighbour. */
bool join_is_number(const struct value *);
/* Names a day and could take a clock. */
bool join_is_day(const struct value *);
/* "the 15th": the day of a month that others may say. */
bool join_is_day_alone(const struct value *);
/* Has month and day. */
bool join_names_month(const struct value *);

/* Two become one, in *a; false: they do not, and *a is as it was.
 * "Friday, | 3 May", "3 May | (Friday)" */
bool join_weekday(struct value *a, const struct value *b);
/* "3 May | at 5 pm", "the morning of | 3 May" */
bool join_clock(struct value *a, const struct value *b);

/* Lets two members of a range or list share what only one of them says: month,
 * year, am or pm, zone. False: they do not belong together. */
bool join_share(struct value *a, struct value *b, bool range);

#endif
