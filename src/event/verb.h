/* SPDX-License-Identifier: MIT */
/* The finite verb of a clause and what its group says: tense, passive, kind. */
#ifndef EVENT_VERB_H
#define EVENT_VERB_H

#include "event/clause.h"

/* The verb group that begins at word i, auxiliaries first; from is where the
 * clause begins. Fills verb, main, kind, tense, passive, negated, value. */
bool verb_read(const struct words *, size_t from, size_t i, size_t end, struct clause *);

/* The same for a past form that no cue knows: "a flood swamped the cellars". */
bool verb_guess(const struct words *, size_t from, size_t i, size_t end, struct clause *);

#endif
