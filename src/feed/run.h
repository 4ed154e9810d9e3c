/* SPDX-License-Identifier: MIT */
/* One feed, from its definition to its files. */
#ifndef FEED_RUN_H
#define FEED_RUN_H

#include <dateline/feed.h>
#include <dateline/parse.h>

#include "base/arena.h"
#include "feed/conf.h"

/* Outputs that feeds of this run have claimed, so that no two write one file. */
struct run_claims {
	struct arena *arena;
	struct dl_str *v;
	size_t n, cap;
};

/* Builds the feed called name, calls report once and gives everything back.
 * root ends with a slash or is empty. Returns 0 or -1 as the report says; the
 * error goes to *reterr, too, if that holds none yet. */
int run_feed(const struct dl_alloc *alloc, struct dl_parser *, const struct dl_run *,
    struct dl_str root, struct dl_str name, struct run_claims *,
    void (*report)(void *ctx, const struct dl_feed_report *), void *ctx, struct dl_error *reterr);

#endif
