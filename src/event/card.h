/* SPDX-License-Identifier: MIT */
/* A few short lines together that are one event: name, date, place. */
#ifndef EVENT_CARD_H
#define EVENT_CARD_H

#include "event/work.h"

/* Reads a block of such lines; *ret_card is false, and nothing is done, for any
 * other block. -1: no memory. */
int card_read(struct work *, const struct text_block *, bool *ret_card);

#endif
