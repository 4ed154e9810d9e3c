/* SPDX-License-Identifier: MIT */
/* Does what was composed stand for a time by itself, in these words around it? */
#ifndef WHEN_STAND_H
#define WHEN_STAND_H

#include "when/compose.h"

/* May change what the member is: "four flights | a week" recurs. */
bool stand_alone(const struct window *, struct member *);

/* Does a word stand behind token i that is none between expressions? */
bool stand_followed(const struct window *, size_t i);

#endif
