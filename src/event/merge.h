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

#endif
