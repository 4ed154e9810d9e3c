/* SPDX-License-Identifier: MIT */
/* Between the parts of recur.c: a reader of a window's tokens, and what it reads.
 * The functions that read move the reader behind what they took; false or 0: it
 * is not there, and where the reader stands is open. */
#ifndef WHEN_RECUR_READ_H
#define WHEN_RECUR_READ_H

#include "when/recur.h"

/* Longest interval and count of a recurrence. */
#define RECUR_MAX 1000

/* A recurrence that is being read. */
struct recur_reader {
	const struct window *w;
	size_t t; /* the next token */
	struct value v;
	struct recur r;
};

/* ---- tokens (recur_list.c) --------------------------------------------------- */

const struct lex_token *recur_at(const struct recur_reader *, size_t t);
bool recur_in(const struct recur_reader *, size_t t, enum lex_class);
/* LEX_RECUR of a token; 0: none. */
int32_t recur_role(const struct recur_reader *, size_t t);
bool recur_literal(const struct recur_reader *, size_t t, uint16_t literal);
bool recur_is(const struct recur_reader *, size_t t, unsigned roles); /* ROLE_THE … */
bool recur_on(const struct recur_reader *, size_t t);		      /* "on", "in" */
bool recur_for(const struct recur_reader *, size_t t);		      /* "for" */
bool recur_clockward(const struct recur_reader *, size_t t);	      /* "at", "@" */
/* The member that begins at a token; NULL: none. */
const struct member *recur_member(const struct recur_reader *, size_t t);
/* Does no member lie across this place between two tokens? */
bool recur_border(const struct recur_reader *, size_t t);
/* Does no word that the lexicon does not know follow the token before t? */
bool recur_ends(const struct recur_reader *, size_t t);
/* The token behind a comma, "and", or both, perhaps with "the", "on", "in"; t: none. */
size_t recur_separator(const struct recur_reader *, size_t t);
bool recur_through(const struct recur_reader *, size_t t);

/* ---- lists ------------------------------------------------------------------- */

/* "Mon", "Fridays", "weekday": bits of the days of the week; 0: none. */
uint8_t recur_weekday(const struct recur_reader *, size_t t);
bool recur_one(uint8_t bits);
uint8_t recur_span(uint8_t first, uint8_t last); /* Monday to Thursday */
bool recur_weekdays(struct recur_reader *);
/* "1st and 15th", "first and last"; bare: "15" will do too. How many. */
size_t recur_nths(struct recur_reader *, bool bare, int nth[RECUR_NTH]);
/* Was the last of them written without "th"? */
bool recur_bare(const struct recur_reader *);
bool recur_months(struct recur_reader *);

/* ---- places (recur_place.c) -------------------------------------------------- */

/* "the 2nd and 4th Tuesday of | every month", behind "every": "4th of July". */
bool recur_before(struct recur_reader *);
bool recur_every(struct recur_reader *);
/* "for 6 times" */
bool recur_count(struct recur_reader *);
/* One thing more behind the set; false: there is none, and the reader stays. */
bool recur_more(struct recur_reader *);

#endif
