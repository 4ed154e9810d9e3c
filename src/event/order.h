/* SPDX-License-Identifier: MIT */
/* Order within a day: what comes after what narrows when it can have been. */
#ifndef EVENT_ORDER_H
#define EVENT_ORDER_H

#include "event/work.h"

/* Gives events that only follow another their window: from the start of the
 * one before to the clock of the one told next. */
void order_windows(struct work *);

/* Gives what happens within a longer event (a talk, a conference) the place of
 * the longer one, where the text named none. */
void order_places(struct work *);

#endif
