/* SPDX-License-Identifier: MIT */
/* A screened page (screen.h) with little in it but its tags. */
#ifndef SOURCE_SKELETON_H
#define SOURCE_SKELETON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct skeleton {
	char *p;
	size_t n;
	uint32_t *at; /* by byte, and one for the end: where it stands in the page */
};

/* Room behind the page that is rewritten: for the end of a comment that has none. */
#define SKELETON_MORE 4

/* Rewrites a screened page in place: a run of text becomes one letter, with a
 * space before and after it where it has them; a tag loses what stands behind its
 * name, a comment all. Gumbo makes the same tree of it, in a fraction of the time,
 * since it takes each character through all of its states. False: no memory. */
bool skeleton_make(struct arena *, char *html, size_t n, struct skeleton *ret);

#endif
