/* SPDX-License-Identifier: MIT */
/* Lines that say who wrote something and when: "Draft 3, A. Pettifer, 2 February
 * 2026", "By our reporter, 30 March", "30 October 2025 · by the office". */
#ifndef EVENT_BYLINE_H
#define EVENT_BYLINE_H

#include "event/work.h"

/* Is the slot's unit, in w->words, such a line? */
bool byline_is(const struct work *, const struct slot *);

#endif
