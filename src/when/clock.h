/* SPDX-License-Identifier: MIT */
/* The hour of an expression: a clock or a part of the day, and its zone. */
#ifndef WHEN_CLOCK_H
#define WHEN_CLOCK_H

#include "when/resolve.h"

/* Puts the clock or the part of day onto the day that is set. */
void clock_put(struct when_expr *, const struct value *);
/* A clock or part of day alone: of the day in force, else of the reference. False:
 * nobody knows which day. */
bool clock_set_bare(struct discourse *, struct when_expr *, const struct value *);
/* The zone that was written, and its offset from UTC on that day. */
void clock_put_zone(struct discourse *, struct when_expr *, const struct value *);

#endif
