/* SPDX-License-Identifier: MIT */
/* What a heading or a document is about, in the words of a calendar: "The Delta
 * Days 2026 schedule is out!" is about "Delta Days 2026". */
#ifndef EVENT_SUBJECT_H
#define EVENT_SUBJECT_H

#include "event/work.h"

/* The name in a title or heading; the text itself where no part of it is one.
 * one: of several that it names, "Board meetings" for "Board meeting". p NULL:
 * no memory. */
struct dl_str subject_name(struct work *, struct dl_str text, bool one);

/* Is it a tour, which is told by its stops? */
bool subject_is_tour(struct dl_str name);

/* Titles that could be any event's ("Submission deadline", "Sprints") get the
 * subject of the document before them, where they name their own day. -1: no
 * memory. */
int subject_qualify(struct work *);

#endif
