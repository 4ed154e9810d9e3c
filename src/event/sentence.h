/* SPDX-License-Identifier: MIT */
/* Where a sentence ends: "a.m.", "Dr.", "St.", initials and "Mon., Dec. 3" do
 * not end one. */
#ifndef EVENT_SENTENCE_H
#define EVENT_SENTENCE_H

#include <dateline/base.h>

#include "when/when.h"

/* A longer run of text is cut at a space: it is no prose, and the work done on
 * a sentence stays bounded. */
#define SENTENCE_MAX 2000

/* Cuts the first sentence off *rest (a part of text) without the white space
 * around it. *expr is the first time expression that ends after rest->start and
 * is moved along: no sentence ends within one. False: nothing is left. */
bool sentence_next(struct dl_str text, const struct when_list *, uint32_t *expr,
    struct dl_span *rest, struct dl_span *ret);

#endif
