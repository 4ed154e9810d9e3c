/* SPDX-License-Identifier: MIT */
/* Dates and times as the formats spell them (ISO 8601, RFC 3339). */
#ifndef EMIT_ISO_H
#define EMIT_ISO_H

#include <dateline/event.h>

#include "base/buf.h"

/* A wall clock as seconds since 1970-01-01T00:00 on the same clock, and back. */
int64_t iso_seconds(struct dl_civil);
struct dl_civil iso_civil(int64_t seconds);
struct dl_civil iso_add_days(struct dl_civil, int64_t days);
/* To the first of the month that is so many months later, at 00:00. */
struct dl_civil iso_add_months(struct dl_civil, int64_t months);
/* Midnight before. */
struct dl_civil iso_midnight(struct dl_civil);

/* As long as the precision goes: "2025-09-21T11:20", "2025-09-21" (part and
 * day), "2025-09" (month and season), "2025", "1860" (decade), "1801"
 * (century). Years beyond four digits and before 0 carry their sign
 * ("-0043" is 44 BC, "+12025"): ISO 8601 section 4.1.2.4. */
void iso_put(struct buf *, struct dl_civil, enum dl_precision);
/* "20250921T032000", the basic format of iCalendar; with_time false: "20250921". */
void iso_put_basic(struct buf *, struct dl_civil, bool with_time);
/* "2025-09-21T03:20:00Z"; before 1970 (a record that says nothing): 1970. */
void iso_put_utc(struct buf *, int64_t seconds);

/* "2026-05-25" or "2026-05-25T19:00"; false: neither. */
bool iso_read(struct dl_str, struct dl_civil *ret, bool *ret_has_clock);

/* What the event takes or, when its precision is coarser than a day, the time
 * in which it lies: from inclusive, to exclusive. A minute without an end has
 * *ret_to == *ret_from. Without a start there is none. */
void iso_span(const struct dl_event *, struct dl_civil *ret_from, struct dl_civil *ret_to);

#endif
