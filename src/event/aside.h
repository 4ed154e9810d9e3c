/* SPDX-License-Identifier: MIT */
/* Expressions that only name something: the holiday of "Christmas market" and of
 * "15 August (Independence Day)". */
#ifndef EVENT_ASIDE_H
#define EVENT_ASIDE_H

#include "base/arena.h"
#include "event/build.h"

/* The list without such expressions whose block says a day of its own; where
 * there is none, "Boxing Day walk, 10 am", the holiday is the day. *ret_from has
 * the index of each in the whole list; NULL: none was left out. False: no memory. */
bool aside_drop(struct arena *, struct dl_str text, const struct when_list *, struct when_list *ret,
    uint32_t **ret_from);

/* Verdicts of the shortened list → of the whole one of n expressions. */
bool aside_restore(struct arena *, struct event_verdicts *, const uint32_t *from, size_t n);

#endif
