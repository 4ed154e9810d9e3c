/* SPDX-License-Identifier: MIT */
/* When a recurrence begins and ends: from the expressions beside it that
 * recur_bind() marked. */
#ifndef WHEN_BOUND_H
#define WHEN_BOUND_H

#include "when/resolve.h"

/* Sets from and to of the recurrence exprs[i] and adds UNTIL to its rule. All
 * expressions are resolved. What has no year is after the reference, or after
 * the start. "until 3 May" holds that day, "until May" ends where May begins,
 * "through May" and "from April to May" where it ends; "for six weeks" is
 * counted from the start, else from the reference. */
void bound_set(const struct discourse *, uint32_t i, char rrule[FORMAT_RRULE_MAX]);

#endif
