/* SPDX-License-Identifier: MIT */
/* Places as the text names them: "in Xanten, Germany", "at the Old Mill". */
#ifndef EVENT_WHERE_H
#define EVENT_WHERE_H

#include "event/clause.h"
#include "event/work.h"

struct where {
	struct range words; /* the place, with the little word before it; empty: none */
	struct place place; /* text: as written, spaces folded, in the arena */
};

/* The place phrase of a range that is nearest to word `near`; one that the
 * gazetteer knows wins over a hall. False: none (or no memory, then
 * ret->place.text.p is NULL too). */
bool where_find(struct work *, struct range in, size_t near, struct where *ret);

/* Is the whole range a place ("Amsterdam, Netherlands", "Room 4")? */
bool where_whole(struct work *, struct range, struct where *ret);

/* A place from a text that is known to be one (a "Where:" line, a column). */
struct place where_text(struct work *, struct dl_str);

#endif
