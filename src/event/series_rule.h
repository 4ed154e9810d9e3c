/* SPDX-License-Identifier: MIT */
/* The days of a recurrence rule, as far as people write them in texts. */
#ifndef EVENT_SERIES_RULE_H
#define EVENT_SERIES_RULE_H

#include <dateline/event.h>

/* Does the rule name the days it falls on? */
bool rule_places(struct dl_str rule);
/* Does it fall on that day? INTERVAL is left aside: it counts from a first day. */
bool rule_on(struct dl_str rule, struct dl_civil day);
int rule_interval(struct dl_str rule);
/* Its first day on or after that one, or that one itself. */
struct dl_civil rule_first(struct dl_str rule, struct dl_civil day);
/* Occurrences from the first to the last day, both included; 0: too many. */
int rule_count(struct dl_str rule, struct dl_civil first, struct dl_civil last);
/* The value of UNTIL or COUNT; empty: it goes on. */
struct dl_str rule_bound(struct dl_str rule);

#endif
