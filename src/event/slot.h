/* SPDX-License-Identifier: MIT */
/* Time expressions that belong together, and what they make of an event's time. */
#ifndef EVENT_SLOT_H
#define EVENT_SLOT_H

#include "event/work.h"

/* Takes the next slot off the expressions [*expr, end). False: none is left. */
bool slot_next(const struct work *, uint32_t *expr, uint32_t end, struct slot *ret);

/* "6, 13 and 20 May, 8 pm": the hours of the last day of a list are those of all. */
void slot_share(const struct work *, struct slot *slots, size_t n);

/* Date, time and end from fields or cells of their own (NULL: absent; not both
 * of date and time). */
struct slot slot_joined(const struct slot *date, const struct slot *time, const struct slot *end);

/* Marks the slot's words in work->words: the expressions, the little word
 * before them, and what joins the ends of a range. */
void slot_mark(struct work *, struct slot *);

/* The first word of the slot, or words.n. */
size_t slot_word(const struct work *, const struct slot *);
/* One past its last word. */
size_t slot_word_end(const struct work *, const struct slot *);

/* A calendar day or finer? */
bool slot_is_day(const struct work *, const struct slot *);
bool slot_has_clock(const struct work *, const struct slot *);
static inline bool grain_is_clock(enum when_grain g)
{
	return g >= WHEN_GRAIN_HOUR;
}

/* The hour and minute of a clock, whatever its day. False: it has none. */
bool slot_clock(const struct when_expr *, struct dl_civil *ret);

/* Fills precision, start, end, part, window, edtf's parts, rrule, known and
 * approximate. False: the expressions give no time that a calendar has. */
bool slot_time(struct work *, const struct slot *, struct cand *);

#endif
