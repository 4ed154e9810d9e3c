/* SPDX-License-Identifier: MIT */
/* Days that the document announced ("12-14 June 2026"), and what is told inside
 * them: "Saturday: 10 am", "Day 2". */
#ifndef WHEN_ANNOUNCE_H
#define WHEN_ANNOUNCE_H

#include "when/resolve.h"

/* Drops what counts days that nothing before it announces, or that stands where it
 * may mean something else ("the first day off"). Before any expression is resolved. */
void announce_settle(const struct text_doc *, const struct when_expr *, struct value *, size_t n);

/* Keeps the days of expression i, which is resolved. */
void announce_remember(struct discourse *, uint32_t i);
/* A heading of this level begins: what was announced below one of its rank is over. */
void announce_heading(struct discourse *, int level);

/* The announced day with that weekday. False: there is none. */
bool announce_weekday(struct discourse *, struct when_expr *, const struct value *);
/* "day 2", "the last evening": the day that it counts to. */
bool announce_day(struct discourse *, struct when_expr *, const struct value *);

#endif
