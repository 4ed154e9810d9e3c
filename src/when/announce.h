/* SPDX-License-Identifier: MIT */
/* Days that the document announced ("12-14 June 2026"), and what is told inside
 * them: "Saturday: 10 am", "Day 2". */
#ifndef WHEN_ANNOUNCE_H
#define WHEN_ANNOUNCE_H

#include "when/resolve.h"

/* Keeps the days of expression i, which is resolved. */
void announce_remember(struct discourse *, uint32_t i);
/* A heading of this level begins: what was announced below one of its rank is over. */
void announce_heading(struct discourse *, int level);

/* The announced day with that weekday. False: there is none. */
bool announce_weekday(struct discourse *, struct when_expr *, const struct value *);

#endif
