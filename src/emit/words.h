/* SPDX-License-Identifier: MIT */
/* When, in words for people; the precision shows. English: the one place to
 * change when the outputs learn more languages. */
#ifndef EMIT_WORDS_H
#define EMIT_WORDS_H

#include <dateline/event.h>

#include "base/buf.h"

/* "September"; "" for a month that is none. */
const char *words_month(int month);
/* "Sunday"; 1 Monday … 7 Sunday */
const char *words_weekday(int weekday);
/* "2025", "44 BC" */
void words_put_year(struct buf *, int32_t year);

/* "21 September 2025, 11:20–12:00", "21 September 2025, morning", "21–23
 * September 2025", "September 2025", "spring 1945", "c. 1868", "1860s", "19th
 * century", "every Monday, 09:00". Without the zone. */
void words_put_when(struct buf *, const struct dl_event *);

/* The part that is left of words_put_when() under a heading that names the
 * day, or for a whole day nothing: "11:20–12:00", "morning, before 11:20". */
void words_put_clock(struct buf *, const struct dl_event *);

/* What a recurrence rule says: "every Monday", "every 2 weeks on Thursday",
 * "every month on the first Monday"; of rules beyond words only "repeatedly". */
void words_put_rule(struct buf *, struct dl_str rrule);

#endif
