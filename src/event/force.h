/* SPDX-License-Identifier: MIT */
/* What is in force: headings, places, days and zones hold until the next
 * heading of the same level or above. */
#ifndef EVENT_FORCE_H
#define EVENT_FORCE_H

#include "event/work.h"

/* A heading of a level (1-6) begins: what deeper ones said is over. The new
 * frame is empty but for its number. */
struct frame *force_enter(struct work *, int level);

/* An item with a list of its own begins: what it says holds for that list. */
struct frame *force_enter_item(struct work *, int depth);
/* Lists deeper than this are over; 0: all of them. */
void force_leave_items(struct work *, int depth);

/* The place that holds here: of the innermost frame that has one, else the one
 * last told under the same heading; NULL: none. */
const struct place *force_place(const struct work *);
/* Like it, but what was told last comes first: for sentences. */
const struct place *force_narrative_place(const struct work *);

/* The zone that a frame says for all clocks below ("all times UTC"); empty: none. */
struct dl_str force_zone(const struct work *);

/* The nearest heading's title, else the document's, if it says one; may be empty. */
struct dl_str force_title(const struct work *);

/* What an entry without a name of its own is called after it. */
struct dl_str force_entry(const struct work *);

/* Is a frame here one of references, employment and the like? */
bool force_is_background(const struct work *);

#endif
