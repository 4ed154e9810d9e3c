/* SPDX-License-Identifier: MIT */
/* The titles that were considered, for `explain`: kept only where somebody asks
 * (work->tried), else nothing of it costs more than a look at a pointer. */
#ifndef EVENT_TRIED_H
#define EVENT_TRIED_H

#include "event/title.h"
#include "event/work.h"

struct title_try {
	struct dl_str text;
	enum title_from from;
	uint32_t start; /* text offset of the words it is made of */
	uint32_t cand;	/* NO_CAND: of the unit at hand, whose candidate is to come */
};

struct tried {
	struct title_try *v;
	size_t n, cap;
	bool nomem; /* said at the end */
};

/* A title that was made, taken or not. */
void tried_add(struct work *, const struct title *);
static inline void tried_note(struct work *w, const struct title *t)
{
	if (w->tried != NULL)
		tried_add(w, t);
}

/* Those of the unit at hand are for the newest candidate, and so is the heading
 * above; those of other units led to nothing. */
void tried_adopt(struct work *, struct dl_span unit);
static inline void tried_settle(struct work *w, struct dl_span unit)
{
	if (w->tried != NULL)
		tried_adopt(w, unit);
}

/* The titles that were not taken, by event (index: of each candidate), and why.
 * Fails with DL_NOMEM. */
int tried_list(struct work *, const uint32_t *index, struct event_verdicts *ret);

#endif
