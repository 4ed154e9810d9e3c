/* SPDX-License-Identifier: MIT */
/* What the document as a whole says, before it is read block by block. */
#ifndef EVENT_SURVEY_H
#define EVENT_SURVEY_H

#include "event/work.h"

/* Reads the words of the text's beginning, for the others. -1: no memory. */
int survey_words(struct work *);

/* Sets dated: was the reference given, or is it written as a stamp (a field, a
 * line of its own, "Posted on", a dateline)? A date that merely comes first in
 * the text says nothing of when it was written. */
void survey_reference(struct work *);

/* Sets guess: the zone of the towns, regions and countries named in the first
 * part of the text, if most of them agree. */
void survey_zone(struct work *);

/* Sets cal->title: the document's own, its first heading that names something,
 * else what its first sentence says. -1: no memory. */
int survey_title(struct work *);

/* Sets cal->language: what was given, or said, or whose cues the text's
 * beginning has. -1: no memory. */
int survey_language(struct work *);

/* Is it a record of a meeting: called so, or with a list of those present? */
bool survey_is_minutes(const struct work *);

/* Do many of its sentences begin with a year or a month? */
bool survey_is_chronicle(const struct work *);

#endif
