/* SPDX-License-Identifier: MIT */
/* With dl_options.intervals: what the words span, lead words and neighbours
 * counted in. "before 5 pm" ends then, "from 9 am for an hour" is one
 * expression, "11 pm to 1 am" ends the next day, "now" is a time. */
#ifndef WHEN_INTERVAL_H
#define WHEN_INTERVAL_H

#include "when/resolve.h"

/* All expressions are resolved. Those told by another get .absorbed. */
void interval_close(struct discourse *);

#endif
