/* SPDX-License-Identifier: MIT */
/* Candidates: a slot, a title and a place become what may be an event. */
#ifndef EVENT_CAND_H
#define EVENT_CAND_H

#include "event/title.h"
#include "event/where.h"
#include "event/work.h"

/* What is known of an event before it is made. */
struct draft_event {
	const struct slot *slot;   /* NULL: dated by the event before (then no time is set) */
	struct dl_span span;	   /* bytes of text: the sentence, the item */
	struct range words;	   /* of it, in work->words; people and status are read there */
	struct title title;	   /* empty: force_title() */
	const struct where *where; /* NULL or empty: what is in force */
	bool narrative;		   /* a sentence: only the city of another sentence's place holds */
	const char *reason;	   /* "event.future" … */
};

/* Adds the candidate and claims its expressions. *ret is NULL when the slot is
 * no time of a calendar (background then, with its own reason). -1: no memory. */
int cand_make(struct work *, const struct draft_event *, struct cand **ret);

/* A hall in a town that the heading, the fields or the whole event name lies in
 * that town: "Hall A" becomes "Hall A, Ghent". */
void cand_add_town(struct work *, struct cand *, const struct place *town);

/* Place, location, zone and coordinates, from where or from what is in force. */
void cand_locate(struct work *, struct cand *, const struct where *, bool narrative);

/* "cancelled", "tentative", "moved" as the words say; NULL: nothing. */
const char *cand_status(const struct words *, struct range);

/* Notes names of people from a range ("Ada King", "A and B"). */
int cand_people(struct work *, struct cand *, struct range);

/* Why a slot by itself is none: a duration, a vague word, a repetition without
 * rule …; NULL: it may be an event. */
const char *cand_refuse(const struct work *, const struct slot *);

/* A whole-hour offset as the tz database spells it (signs are the other way
 * round there); other offsets have no name: empty, floating. */
struct dl_str cand_offset_zone(struct work *, int minutes);

#endif
