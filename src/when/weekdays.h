/* SPDX-License-Identifier: MIT */
/* "Tuesday to Thursday, 4-6 May", "Sat & Sun 5th & 6th June": weekdays told one
 * after the other beside the days that they are of. */
#ifndef WHEN_WEEKDAYS_H
#define WHEN_WEEKDAYS_H

#include "when/compose.h"

/* Gives each day its weekday, and the first day all their tokens. Before members
 * are chained. */
void weekdays_fold(struct window *);

#endif
