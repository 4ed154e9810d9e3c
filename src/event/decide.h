/* SPDX-License-Identifier: MIT */
/* The decision on a date in a sentence, with its reason. */
#ifndef EVENT_DECIDE_H
#define EVENT_DECIDE_H

#include "event/clause.h"
#include "event/title.h"
#include "event/where.h"
#include "event/work.h"

/* All that is decided upon. */
struct scene {
	const struct slot *slot;
	struct range all;  /* the sentence */
	struct range part; /* the clause around the slot */
	size_t first, end; /* words of the slot */
	bool has_clause;
	struct clause clause;
	bool entry;   /* in a list of entries */
	bool initial; /* nothing but an opener stands before the slot */
	struct where where;
};

/* A reason that begins with "event." or "background."; constant. */
const char *decide(const struct work *, const struct scene *);

/* Does the sentence say that nothing takes place then? */
bool decide_none(const struct work *, const struct scene *);

/* The day that the document was written or, without one, is about. */
bool decide_anchor(const struct work *, struct dl_civil *ret);

static inline bool reason_is_event(const char *reason)
{
	return reason[0] == 'e';
}

#endif
