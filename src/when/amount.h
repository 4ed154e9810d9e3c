/* SPDX-License-Identifier: MIT */
/* Lengths of time that several units make: "2 hours and 30 minutes". */
#ifndef WHEN_AMOUNT_H
#define WHEN_AMOUNT_H

#include "when/value.h"

/* "1 year, | 3 months | and 2 days", "in 2 hours | and 30 minutes", "2 hours and |
 * 30 minutes ago": the units get smaller, one of the two may say from when. */
bool amount_join(struct value *a, const struct value *b);

/* A compound length as a count of months and of seconds. */
void amount_parts(const struct value *, int32_t *ret_months, int64_t *ret_seconds);

#endif
