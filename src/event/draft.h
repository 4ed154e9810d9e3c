/* SPDX-License-Identifier: MIT */
/* Text put together from words: what titles and names are made of. */
#ifndef EVENT_DRAFT_H
#define EVENT_DRAFT_H

#include "event/clause.h"
#include "event/work.h"

/* Longest text put together before it is cut to TITLE_MAX characters. */
#define DRAFT_BYTES 480

struct draft {
	char text[DRAFT_BYTES];
	size_t n;
	char comma; /* held back until another word comes */
};

/* What stays of the words besides the plain ones: brackets, words of praise. */
enum draft_keep { KEEP_WORDS = 0, KEEP_ASIDES = 1, KEEP_PRAISE = 2 };

/* Appends a text, with a space before it if asked. What does not fit is left out. */
void draft_put(struct draft *, struct dl_str, bool spaced);
void draft_word(struct draft *, const char *);
/* Appends the words of a range but for times, links, the skipped range and what
 * keep leaves out. */
void draft_range(const struct words *, struct draft *, struct range, struct range skip, int keep);
/* Is word i the year of the name before it ("Delta Days 2027 will be …")? */
bool draft_name_year(const struct words *, size_t i, size_t first);
/* Punctuation and dashes off both ends. */
struct dl_str draft_strip(struct dl_str);

#endif
