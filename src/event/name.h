/* SPDX-License-Identifier: MIT */
/* The title of a date in a sentence: the clause's, or that of the noun beside it. */
#ifndef EVENT_NAME_H
#define EVENT_NAME_H

#include "event/decide.h"

/* n_slots: dates in the sentence; before: the one before this one, or NULL.
 * False: the sentence has no name for it, the heading has. */
bool name_scene(struct work *, const struct scene *, size_t n_slots, const struct slot *before,
    struct title *ret);

/* "Please sign up by …": what is asked for until then. */
bool name_request(struct work *, const struct scene *, struct title *ret);

/* Is the title only the kind of what the heading names ("Workshop" under
 * "Workshop on Slow Maps")? */
bool name_is_kind(struct work *, const struct title *);

/* "Call" of "No call". The text must be of the work's arena. */
struct dl_str name_without_none(struct dl_str);

#endif
