/* SPDX-License-Identifier: MIT */
/* Which events of a run are those of the last one.
 *
 * dl_parse() makes a UID of what an event is, so it survives a new date but
 * not a new title. Here an event whose UID is unknown takes that of one that
 * seems gone, if both come from one source, start alike, and their titles
 * share words ("Boat race" → "Boat race on the river") or they have the same
 * minute and place; what is left then is paired by source and title, the
 * nearest starts first (one of several council meetings was moved). What was made of its title is
 * kept in the state, so that the next run knows it by that. */
#ifndef FEED_MATCH_H
#define FEED_MATCH_H

#include "base/arena.h"
#include "feed/merge.h"
#include "feed/state.h"

/* Sets the uid of each event to the one under which it was published, and made
 * to what it had; after goes along. Fails with DL_NOMEM. */
int match_uids(struct arena *, const struct state *last, struct merge *, struct dl_error *reterr);

#endif
