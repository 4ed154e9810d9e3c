/* SPDX-License-Identifier: MIT */
/* Ends that are told as a length: "a two-day workshop on 14 May", "10:00 Bread
 * (45 min)", "the tour lasts two hours". */
#ifndef EVENT_LENGTH_H
#define EVENT_LENGTH_H

#include "event/work.h"

/* Gives a candidate without an end, made of the unit in w->words, the end that a
 * length beside its slot says. */
void length_apply(struct work *, struct cand *);

#endif
