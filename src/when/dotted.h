/* SPDX-License-Identifier: MIT */
/* "19.30": a clock where people write clocks with a dot, else a price, a score, a
 * version, a section. What stands right beside a day, or after "at" and before
 * one, is a clock; of the rest it depends on what the document does elsewhere. */
#ifndef WHEN_DOTTED_H
#define WHEN_DOTTED_H

#include "when/compose.h"

/* May "3.15" that was found as a member be a clock there? */
bool dotted_fit(const struct window *, const struct member *);
/* One that no day took: may the document decide? */
bool dotted_stands(const struct window *, const struct member *);
/* Decides on all that dotted_stands() let through: clears or sets dropped. */
void dotted_settle(
    const struct text_doc *, const struct when_expr *, struct value *values, size_t n);

#endif
