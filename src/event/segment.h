/* SPDX-License-Identifier: MIT */
/* A run-on list in one line or paragraph: "Fri 5 June – Registration; Sat 6 June
 * – Race", lines that each have their time. */
#ifndef EVENT_SEGMENT_H
#define EVENT_SEGMENT_H

#include "event/clause.h"
#include "event/slot.h"
#include "event/work.h"

/* Words hold a text, its n slots are marked. */
struct segments {
	const struct slot *slots;
	size_t n;
	bool lines; /* each of its lines has a time */
};

struct segments segment_of(const struct work *, const struct slot *slots, size_t n);
/* Are they lines that each have a time, and do not look wrapped? */
bool segment_list(const struct work *, const struct slot *slots, size_t n);
/* The end of the segment that begins at word `from`: one past its last word. */
size_t segment_end(const struct work *, const struct segments *, size_t from);

#endif
