/* SPDX-License-Identifier: MIT */
/* Hours at which somebody can be reached or a house is open: "Media office: 555
 * 0139, Mon-Fri 9-5", "The library is open on weekdays from 10 to 6". */
#ifndef EVENT_CONTACT_H
#define EVENT_CONTACT_H

#include "event/work.h"

/* Is the slot, of the unit in w->words, of such hours? One with a date of its own
 * is not. */
bool contact_hours(const struct work *, const struct slot *);

#endif
