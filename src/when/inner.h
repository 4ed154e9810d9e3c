/* SPDX-License-Identifier: MIT */
/* Values inside values: "two days after | 3 May", "the first Monday of | May",
 * "Monday of | next week", "July 25 of | that year". */
#ifndef WHEN_INNER_H
#define WHEN_INNER_H

#include "when/compose.h"

/* Member i takes member i + 1 inside it, or the other way round ("next week |
 * on Monday"): the outer value is in *ret. gaps: what stands between them, as
 * compose.c names it. False: they do not belong together. */
bool inner_behind(struct window *, size_t i, struct value *ret);
bool inner_before(struct window *, size_t i, struct value *ret);

/* The finest thing a value names, as a unit: day for 3 May, year for 1911;
 * UNIT_MINUTE for a clock; UNIT_NONE: none that could hold another. */
enum value_unit inner_grain(const struct window *, const struct value *);

#endif
