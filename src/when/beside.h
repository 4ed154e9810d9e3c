/* SPDX-License-Identifier: MIT */
/* What stands beside a number that makes it no date: "room 1912", "1500 seats",
 * "12 May Street", "id = 1848", "4410 1907". Words are those of LEX_NOUN. */
#ifndef WHEN_BESIDE_H
#define WHEN_BESIDE_H

#include "when/compose.h"

/* Is the number at a byte of the text the number of something: "hall 4"? */
bool beside_is_named(const struct window *, uint32_t start);

/* Does the number that is token i count what follows it ("10 tables"), or number a
 * house ("10 Downing Street")? */
bool beside_counts(const struct window *, size_t i);

/* Marks the members of a window that are no dates as refused, and both ends of a
 * range of which one is. */
void beside_refuse(struct window *);

#endif
