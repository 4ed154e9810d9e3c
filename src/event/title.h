/* SPDX-License-Identifier: MIT */
/* Titles: what a person would write in a calendar, from the document's own
 * words, without the date, at most TITLE_MAX characters. */
#ifndef EVENT_TITLE_H
#define EVENT_TITLE_H

#include "event/clause.h"
#include "event/work.h"

struct title {
	struct dl_str text; /* in the arena; empty: none */
	enum title_from from;
	const char *rule; /* "event.passive-held" … */
	size_t first;	  /* TITLE_FROM_NOUN: the word it begins with */
	bool definite;	  /* TITLE_FROM_NOUN: "the ball", "Summer Ball", not "a ball" */
};

/* From a clause. place: its words are left out; city (may be empty) is added
 * after "established in" and the like. False: the clause gives none. -1 and 1
 * are not used: no memory leaves ret->text.p NULL and is said by the caller. */
bool title_of_clause(struct work *, const struct clause *, struct range place, struct dl_str city,
    struct title *ret);

/* "Applications must be submitted by …": "Applications due"; "The desk is open
 * until …": "Desk closes". The two words that titles have and texts have not. */
bool title_of_deadline(struct work *, const struct clause *, struct range place, struct title *ret);

/* From the noun phrase that ends before word `at` (and before the place, if
 * that comes between): "the summer ball | on …". */
bool title_of_noun(
    struct work *, struct range in, struct range place, size_t at, struct title *ret);

/* From a label: the words of the range as they are, but for times, links and
 * the skipped range (a place in brackets). */
bool title_of_label(struct work *, struct range, struct range skip, struct title *ret);

/* Any text made a title: spaces folded, cut at a word, first letter capital.
 * p NULL: no memory. */
struct dl_str title_fit(struct work *, struct dl_str text);

/* The words of a range without times and brackets, spaces folded; at most
 * max bytes. p NULL: no memory. */
struct dl_str title_plain(struct work *, struct range, size_t max);

/* Does the noun phrase name an event: is its head a noun of events? */
bool title_names_event(const struct words *, struct range);

/* The word without its ending of several ("meetings", "he meets"), if the cues
 * of the class know that form; else the word. */
struct dl_str title_base(struct work *, struct dl_str, enum lang_cue_class);

#endif
