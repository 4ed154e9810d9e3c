/* SPDX-License-Identifier: MIT */
/* Candidates → events: source, EDTF, UID, rules, confidence, order. */
#ifndef EVENT_FINISH_H
#define EVENT_FINISH_H

#include "event/work.h"

/* Fills cal->events; ret_index[candidate] is the event's index, or UINT32_MAX.
 * -1: no memory. */
int finish_events(struct work *, uint32_t *ret_index);

#endif
