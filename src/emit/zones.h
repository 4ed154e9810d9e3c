/* SPDX-License-Identifier: MIT */
/* The zones that a calendar uses, each read once. */
#ifndef EMIT_ZONES_H
#define EMIT_ZONES_H

#include <dateline/event.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/tzif.h"

struct zone_entry {
	struct dl_str name; /* borrowed from the calendar */
	bool exists;
	struct tzif zone;
};

struct zones {
	struct arena arena;
	struct zone_entry *v;
	size_t n, cap;
};

/* *ret lives as long as zones; NULL: the tz database has no zone of that name
 * (or the name is empty). Fails with DL_IO (this machine has no tz database)
 * and DL_NOMEM. */
int zones_find(
    struct zones *, struct dl_str name, const struct tzif **ret, struct dl_error *reterr);
/* The same for writers that do without: no tz database is no failure. */
int zones_try(struct zones *, struct dl_str name, const struct tzif **ret, struct dl_error *reterr);
void zones_free(struct zones *);

/* "+08:00" at a wall clock time; "Z" for 0 is never written. */
void zones_put_offset(struct buf *, const struct tzif *, struct dl_civil);

#endif
