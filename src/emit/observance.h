/* SPDX-License-Identifier: MIT */
/* The parts of a VTIMEZONE (RFC 5545 section 3.6.5): as few as hold for the
 * time in which a calendar uses the zone. */
#ifndef EMIT_OBSERVANCE_H
#define EMIT_OBSERVANCE_H

#include <dateline/event.h>

#include "base/arena.h"
#include "base/tzif.h"

struct observance {
	bool daylight;	       /* DAYLIGHT, else STANDARD */
	struct dl_civil start; /* the first onset, on the clock before it */
	int32_t from, to;      /* seconds east of UTC */
	const char *name;      /* "CEST" */
	char rrule[96];	       /* "": only once */
};

struct observances {
	struct observance *v;
	size_t n;
};

/* For instants first to last, in seconds UTC. Rules that are still in force
 * in last go on without end; they begin when the zone began to use them, so
 * that one more event seldom changes them. Fails with DL_NOMEM. */
int observances_find(struct arena *, const struct tzif *, int64_t first, int64_t last,
    struct observances *ret, struct dl_error *reterr);

#endif
