/* SPDX-License-Identifier: MIT */
/* The zone that a document says for all its clocks: "All times are UTC", "(CET
 * throughout)", "time zone: Central European Time". */
#ifndef EVENT_ZONAL_H
#define EVENT_ZONAL_H

#include "event/work.h"

/* Reads the unit in w->words. What it says holds in the frame at hand, and in the
 * whole document if that speaks of no other. */
void zonal_read(struct work *);
/* The same for a heading, which may say it in brackets: "Talks (UTC)", "Dates (all
 * 23:59 AoE)"; an hour there is that of the deadlines below. slots: the heading's. */
void zonal_heading(struct work *, const struct slot *slots, size_t n);
/* The value of a field of that name. */
void zonal_field(struct work *, struct dl_str value);
/* Gives the events that have no zone the only one the document speaks of. */
void zonal_apply(struct work *);

#endif
