/* SPDX-License-Identifier: MIT */
/* Events of one name that moved. Those of one title are told apart by their
 * start (event/uid.h): one of several council meetings that moved comes with
 * another UID, and there is nothing at its old time to compare it with. */
#ifndef FEED_PAIR_H
#define FEED_PAIR_H

#include "base/arena.h"
#include "feed/merge.h"
#include "feed/state.h"

/* Pairs the events that have no record yet (of, one for each event, is NULL)
 * with the published records that have no event (used, one for each record, is
 * false): same source, same title but for case and marks; of all such pairs
 * the nearest starts first. Fails with DL_NOMEM. */
int pair_moved(struct arena *, const struct state *last, const struct merge *,
    const struct state_record **of, bool *used, struct dl_error *reterr);

#endif
