/* SPDX-License-Identifier: MIT */
/* The years that a history leaves out, chosen for all its dates together: an
 * explicit year far off ("released in 2005") may be an aside, and only what
 * follows shows which it was. */
#ifndef WHEN_TIMELINE_H
#define WHEN_TIMELINE_H

#include "when/resolve.h"

/* What was decided of one expression. */
struct timeline_entry {
	bool placed;	/* a year was chosen for it */
	bool aside;	/* mentioned, not told: what follows does not go on from it */
	int32_t year;	/* of its month, day, season */
	uint32_t after; /* the expression it was placed by, or WHEN_NONE */
};

/* Fills d->timeline for exprs[0, n); false: no memory. Linear in n. */
bool timeline_plan(struct arena *, struct discourse *, size_t n);

#endif
