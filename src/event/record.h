/* SPDX-License-Identifier: MIT */
/* Lines that describe one event together ("Date: …", "Time: …", "Where: …"),
 * in the text or in the front matter. */
#ifndef EVENT_RECORD_H
#define EVENT_RECORD_H

#include "event/work.h"

/* What a name before a colon stands for, or NULL: "date", "when", "time",
 * "start", "end", "place", "title", "people", "url", "status". */
const char *record_role(struct dl_str name);

/* A time or a text under such a name. A second date begins another record.
 * -1: no memory. */
int record_slot(struct work *, const char *role, const struct slot *, struct dl_span);
int record_text(struct work *, const char *role, struct dl_str text, struct dl_span);

/* The record is complete: it becomes a candidate if it has a date, else its
 * place and zone hold for what follows. */
int record_flush(struct work *);

/* One line of a front matter or mail header. */
int record_field(struct work *, const struct text_block *, uint32_t first, uint32_t end);

#endif
