/* SPDX-License-Identifier: MIT */
/* What the sources have now, against what was published last: which events are
 * new, changed and gone, and what each is stamped with. */
#ifndef FEED_CHANGE_H
#define FEED_CHANGE_H

#include <dateline/feed.h>

#include "base/arena.h"
#include "feed/conf.h"
#include "feed/merge.h"
#include "feed/state.h"

struct change {
	struct state next;	 /* the state after this run; its head is the caller's */
	struct dl_event *events; /* what is published, in the order of dl_calendar.events */
	size_t n_events;
	uint32_t added, changed, removed;
	struct dl_feed_change *list; /* those, by time; before points into the last state */
	size_t n_list;
	bool touched; /* something about the events that are published is not as it was */
};

/* now in seconds since 1970. SEQUENCE and the stamp of change move only if
 * state_content() differs. An event that is gone is cancelled or kept for
 * conf->gone_days, or dropped at once. Fails with DL_NOMEM, DL_LIMIT and, if
 * two events have one UID, DL_GUARD. */
int change_find(struct arena *, const struct conf *, const struct state *last, const struct merge *,
    int64_t now, struct change *ret, struct dl_error *reterr);

/* Fails with DL_GUARD if a source that had events has none, or has lost more
 * than conf->guard_drop percent of them. */
int change_guard(struct arena *, const struct conf *, const struct state *last,
    const struct merge *, struct dl_error *reterr);

#endif
