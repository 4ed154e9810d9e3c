/* SPDX-License-Identifier: MIT */
/* What hours, parts of the day and days say to one another: "9 tomorrow
 * morning", "tonight at 8", "Monday 3-8", "10:30 to 3". */
#ifndef WHEN_HOURS_H
#define WHEN_HOURS_H

#include "when/compose.h"

/* A number that may be an hour, or a clock that lacks its day. */
bool hours_are(const struct value *);
/* Does a word that clocks stand after end right before the token: at, @, around,
 * from, between? */
bool hours_led(const struct window *, size_t token);
/* The two ends of a range: a number beside a clock becomes one, am and pm and
 * the zone go from one to the other, and the end is made to come later where the
 * words allow it. False: they are no such range. */
bool hours_share(struct value *a, struct value *b);
/* "9 | in the morning" */
bool hours_part(struct value *a, const struct value *b);
/* Joins hours to days and parts of days; after the days have their clocks. */
void hours_melt(struct window *);
/* Lets the ends of ranges share day and hours; then a clock of twelve hours
 * without am or pm is the one of the afternoon when it is from one to six:
 * what begins "at five" does so while people are up. */
void hours_settle(struct window *);
/* "19 h" that no day took is a length of time. */
void hours_lengths(struct window *);

#endif
