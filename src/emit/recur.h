/* SPDX-License-Identifier: MIT */
/* Recurrence rules (RFC 5545 section 3.3.10), read and written by libical. */
#ifndef EMIT_RECUR_H
#define EMIT_RECUR_H

#include <dateline/event.h>

#include "base/buf.h"
#include "base/tzif.h"

/* Appends the rule, spelled anew. UNTIL is made to be of DTSTART's kind: a
 * date where zone is NULL, else an instant in UTC; a date stands for its last
 * second. False: nothing, it is no rule. */
bool recur_put(struct buf *, struct dl_str rrule, const struct tzif *zone);

/* The first date of the rule on or after a day. False: it has none, or which
 * one it is cannot be told without knowing the true first one (INTERVAL,
 * COUNT). */
bool recur_first(struct dl_str rrule, struct dl_civil day, struct dl_civil *ret);

/* Is there an occurrence in [from, to), in seconds on the wall clock, of what
 * starts at start? Of a rule that is none: no; of one with more occurrences
 * before than anyone lists: yes. */
bool recur_between(struct dl_str rrule, struct dl_civil start, int64_t from, int64_t to);

#endif
