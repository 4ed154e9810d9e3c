/* SPDX-License-Identifier: MIT */
/* Entries: a heading, a list item, a line "10:00 Opening", a title field. */
#ifndef EVENT_LINE_H
#define EVENT_LINE_H

#include "event/clause.h"
#include "event/work.h"

enum line_kind { LINE_HEADING, LINE_STRONG, LINE_ITEM, LINE_TEXT, LINE_FIELD };

/* A line without a verb; more is a paragraph (bytes). */
#define LINE_BYTES 200
/* Times of one line that are looked at. */
#define LINE_SLOTS 48

struct line {
	struct dl_span span;
	enum line_kind kind;
	struct slot slots[LINE_SLOTS];
	size_t n;
	bool leads; /* each time stands before its title */
};

/* One such line with the expressions [first, end). For a heading its frame has
 * been entered. -1: no memory. */
int line_unit(struct work *, struct dl_span, uint32_t first, uint32_t end, enum line_kind);

/* Would this text be better read as a line than as sentences? words holds it;
 * its slots are marked. item: it stands in a list. */
bool line_fits(struct work *, uint32_t first, uint32_t end, bool item);

/* ---- between line.c and heading.c -------------------------------------------- */

/* A heading's own words, or a title's: names what stands below, and is an event
 * itself if it has a day. words hold the line, its slots are marked. */
int line_heading(struct work *, const struct line *);
/* The day of the reference, with nothing but a place or a clock beside it: the
 * line says when the text was written. */
bool line_is_reference(const struct work *, const struct slot *);
/* Do the words beside a slot say that it is a stamp ("Posted on")? */
bool line_is_stamp(const struct work *, const struct slot *, struct range text);
/* "Day 2 (Thursday)": the Thursday of the event it belongs to, if it has one. */
void line_settle_weekday(const struct work *, struct slot *);
/* The slot's day holds for what stands below. */
void line_set_day(struct work *, const struct slot *);

#endif
