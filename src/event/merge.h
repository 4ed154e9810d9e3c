/* SPDX-License-Identifier: MIT */
/* The same event told twice is one: best title, finest time, every place kept
 * as evidence. */
#ifndef EVENT_MERGE_H
#define EVENT_MERGE_H

#include "event/work.h"

/* Sets merged of the candidates that another one stands for. Compares within a
 * day only, and with the nearest of a crowded day, so it stays linear. -1: no
 * memory. */
int merge_same(struct work *);

/* Of titles as uid_normal() gives them: percent of the shorter one's words that
 * the other has, too; 0 when one is a ceremony and the other a dinner. */
int merge_similarity(size_t language, struct dl_str, struct dl_str);
/* Nothing but kinds of events: "meetup", "annual conference"? */
bool merge_is_generic(size_t language, struct dl_str);

#endif
