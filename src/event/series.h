/* SPDX-License-Identifier: MIT */
/* What recurs: the expressions around a repetition that say when it begins and
 * ends, at which hour, and when it does not take place. */
#ifndef EVENT_SERIES_H
#define EVENT_SERIES_H

#include "event/work.h"

/* Does slot b, which follows, tell more of the repetition a ("… until June",
 * "(next: 2 March)", "no class on 13 May")? */
bool series_takes(const struct work *, const struct slot *a, const struct slot *b);

/* slot_time() of a repetition. */
bool series_time(struct work *, const struct slot *, struct cand *);

/* Does the rule of a series have an occurrence on that day? Its interval is
 * left aside. */
bool series_on(struct dl_str rrule, struct dl_civil day);

/* A day or span that a later sentence says the series leaves out. False: no memory. */
bool series_except(struct work *, struct cand *, struct dl_civil from, struct dl_civil to);

/* "every Monday except 25 May": the day in the year in which it is one, if no
 * year is written. */
struct dl_civil series_year(const struct when_expr *, struct dl_str rrule);
/* Words of their own between two places of the text: no prepositions and the like. */
size_t series_parted(const struct work *, uint32_t from, uint32_t to);

/* ---- series_join.c ------------------------------------------------------------ */

/* "Weekly call: Thursday 15:00", "Biweekly sync: Tuesdays": gives the second slot
 * what the first says, and takes the first off the n slots; its words are words
 * like others then. False: they are no such pair. */
bool series_pair(struct work *, struct slot *slots, size_t *n);

/* Is the expression left out of a series told before ("No meeting in August")?
 * The candidate, or NO_CAND; *ret_failed: no memory. */
uint32_t series_left_out(struct work *, const struct slot *, bool *ret_failed);

/* "The next one is on 4 March": the first date of the series it belongs to. */
void series_next(struct work *);

#endif
