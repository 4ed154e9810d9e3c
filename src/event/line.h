/* SPDX-License-Identifier: MIT */
/* Entries: a heading, a list item, a line "10:00 Opening", a title field. */
#ifndef EVENT_LINE_H
#define EVENT_LINE_H

#include "event/work.h"

enum line_kind { LINE_HEADING, LINE_STRONG, LINE_ITEM, LINE_TEXT, LINE_FIELD };

/* One such line with the expressions [first, end). For a heading its frame has
 * been entered. -1: no memory. */
int line_unit(struct work *, struct dl_span, uint32_t first, uint32_t end, enum line_kind);

/* Would this text be better read as a line than as sentences? words holds it;
 * its slots are marked. item: it stands in a list. */
bool line_fits(struct work *, uint32_t first, uint32_t end, bool item);

#endif
