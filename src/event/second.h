/* SPDX-License-Identifier: MIT */
/* Clauses of languages whose verb is the second phrase, with the subject before
 * or behind it and participles at the end: "Am 3. Mai wird das Museum eröffnet". */
#ifndef EVENT_SECOND_H
#define EVENT_SECOND_H

#include "event/clause.h"

/* The first clause of the range; false: none was understood. */
bool second_find(const struct words *, struct range in, struct clause *ret);

#endif
