/* SPDX-License-Identifier: MIT */
/* The discourse: where the telling of a document stands, which year it is in,
 * and whether a sentence speaks of what was or of what will be. */
#ifndef WHEN_NARRATE_H
#define WHEN_NARRATE_H

#include "when/resolve.h"

/* Does the document tell of years long past? Before anything is resolved. */
void narrate_begin(struct discourse *, size_t n);
/* Takes out what counts only in such a document, if it is none, and what was
 * dropped for another reason. Returns how many expressions are left. roots: of their derivations,
 * or NULL. */
uint32_t narrate_keep(const struct discourse *, struct value *, uint32_t *roots, uint32_t n);
/* Before an expression of the block: headings that end, end what they dated. */
void narrate_block(struct discourse *, uint32_t block);
/* After exprs[i] has been resolved. */
void narrate_remember(struct discourse *, uint32_t i);

/* Where the expression looks from the reference: -1 back, 1 ahead, 0 unknown. */
int narrate_direction(const struct discourse *, const struct when_expr *);
/* Is the block of an expression a few words that are no sentence ("Monday: swimming")?
 * Notes are about what is to come. */
bool narrate_is_terse(const struct discourse *, const struct when_expr *);
/* Is the verb before it of the present: "the concert is on 5 June"? */
bool narrate_is_present(const struct discourse *, const struct when_expr *);
/* The year that a month (and day) without one is of; INT32_MIN: nobody knows. */
int32_t narrate_year(
    const struct discourse *, struct when_expr *, const struct value *, enum when_from *ret_from);

#endif
