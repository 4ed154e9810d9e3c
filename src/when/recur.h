/* SPDX-License-Identifier: MIT */
/* What recurs, in all its parts: "every other Monday and Friday at 9 and 17",
 * "the last weekday of each month", "every 4th of July", "10 am on the 15th of
 * every month". Rows find how often (en-set.lang); the places inside it, lists
 * and clocks are read here, from the tokens around. */
#ifndef WHEN_RECUR_H
#define WHEN_RECUR_H

#include "when/compose.h"

/* Values of LEX_RECUR: what a word does around a recurrence. */
enum {
	RECUR_EVERY = 1,
	RECUR_EXCEPT = 2,
	RECUR_START = 3,
	RECUR_TIMES = 4,
	RECUR_THROUGH = 5, /* its end belongs to it, as that of "until" does not */
	RECUR_UP = 6,	   /* for up to three weeks */
	RECUR_WEEKDAY = 8, /* as in value.weekday: Monday to Friday */
	RECUR_WEEKEND = 9
};

/* Makes the members that say together how often something is one VALUE_SET,
 * with its places in window.recurs. */
void recur_join(struct window *);

/* Marks the members that bound a recurrence or are exceptions of it: "until 3
 * May", "from June to August", "for six weeks", "except in July". They stay
 * members of their own. */
void recur_bind(struct window *);

/* The places of a set that has no record: of its weekday and nth alone. */
void recur_plain(const struct value *, struct recur *ret);

#endif
