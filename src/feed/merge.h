/* SPDX-License-Identifier: MIT */
/* The calendars of a feed's sources → one list of events. */
#ifndef FEED_MERGE_H
#define FEED_MERGE_H

#include <dateline/event.h>

#include "base/arena.h"

struct merge_event {
	struct dl_event event; /* points into its calendar or the arena */
	struct dl_str from;    /* name of the source section */
	struct dl_str made;    /* what dl_parse() made the uid, if it has another; else empty */
};

struct merge {
	struct merge_event *v; /* in the order of dl_calendar.events */
	size_t n, cap;
};

/* Appends the events of a calendar, which must outlive the list. categories
 * are added to each event. Fails with DL_NOMEM. */
int merge_add(struct arena *, struct merge *, const struct dl_calendar *, struct dl_str from,
    const struct dl_strs *categories, struct dl_error *reterr);

/* Sorts by start (coarser first; events without one last), those that start
 * together in the order they were added. Two events that came with one UID get
 * "-2", "-3" … before its "@". Fails with DL_NOMEM. */
int merge_finish(struct arena *, struct merge *, struct dl_error *reterr);

/* "x@host" → "x-2@host"; p NULL: no memory. */
struct dl_str merge_number_uid(struct arena *, struct dl_str uid, size_t number);

/* -1, 0, 1: in the order of dl_calendar.events, as far as the time says. */
int merge_compare(const struct dl_event *, const struct dl_event *);

#endif
