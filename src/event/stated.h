/* SPDX-License-Identifier: MIT */
/* What a source states of events to machines (text/doc.h: struct text_record)
 * → candidates, and what its prose tells of the same events. */
#ifndef EVENT_STATED_H
#define EVENT_STATED_H

#include "event/work.h"

/* Adds a candidate for each record that has a time; -1: no memory. */
int stated_read(struct work *);

/* Candidates of prose that tell of a stated event are merged into it: it keeps
 * what was stated, and takes what is missing. Where the two contradict each other
 * about the day or the hour, c->contradicts is set. Before merge_same(). */
int stated_merge(struct work *);

/* For two candidates, one of them stated: what merge_same() is to think. The last two
 * are their titles as uid_normal() gives them. */
bool stated_same(
    const struct work *, const struct cand *, const struct cand *, struct dl_str, struct dl_str);
/* Takes over from prose what was not stated. */
void stated_absorb(struct cand *to, const struct cand *from);

/* The readable text of a stated event's evidence, up to max bytes; p NULL: no memory. */
struct dl_str stated_quote(struct work *, const struct cand *, size_t max);

#endif
