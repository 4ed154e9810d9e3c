/* SPDX-License-Identifier: MIT */
/* Sentences: which of their dates are events, and which are background. */
#ifndef EVENT_PROSE_H
#define EVENT_PROSE_H

#include "event/work.h"

/* One sentence with the expressions [first, end). entry: it stands in a list
 * of entries, so that past days are told, not mentioned in passing. */
int prose_sentence(struct work *, struct dl_span, uint32_t first, uint32_t end, bool entry);

#endif
