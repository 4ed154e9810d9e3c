/* SPDX-License-Identifier: MIT */
/* 3/4/2027: which is the day. */
#ifndef WHEN_ORDER_H
#define WHEN_ORDER_H

#include "when/lex.h"
#include "when/value.h"
#include "when/when.h"

/* Settles the numeric dates of a document: day first, month first, or both
 * readings kept as alternatives, which live in the arena. -1: out of memory. */
int order_settle(struct arena *, const struct lexicon *, struct dl_str text, struct when_expr *,
    struct value *, size_t n, const struct dl_options *);

#endif
