/* SPDX-License-Identifier: MIT */
/* Hours said once for a whole list: "All lectures begin at 7 pm", "Deadlines are
 * 23:59 AoE". */
#ifndef EVENT_SCOPE_H
#define EVENT_SCOPE_H

#include "event/work.h"

/* Reads such a line or sentence, which is no event then: its hours hold for what
 * stands below. words hold it, its slots are marked. False: it is none. */
bool scope_read(struct work *, const struct slot *slots, size_t n);

/* Gives a day without hours those that hold for it. */
void scope_apply(struct work *, struct cand *);

#endif
