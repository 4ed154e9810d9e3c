/* SPDX-License-Identifier: MIT */
/* Stretches of time that a telling goes through, and what a step costs. */
#ifndef WHEN_STRETCH_H
#define WHEN_STRETCH_H

#include "when/value.h"

/* Days since 1970-01-01, to exclusive. */
struct stretch {
	int64_t from, to;
};

struct stretch stretch_years(int32_t first, int32_t last);
/* The year of a day. */
int32_t stretch_year(int64_t day);
/* Where a date would be in a year; false: it is not in that year. south: where
 * winter is in July. */
bool stretch_place(const struct value *, int32_t year, bool south, struct stretch *ret);
/* The part of a stretch in which the telling stands that came from another. */
struct stretch stretch_narrow(struct stretch was, struct stretch is);
/* The price of going on from one stretch to another, in half months of going forward. */
int32_t stretch_price(struct stretch from, struct stretch to);

#endif
