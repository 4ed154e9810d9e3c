/* SPDX-License-Identifier: MIT */
/* What mail programs write of their own accord (src/lang/mail.tab). */
#ifndef SOURCE_PHRASE_H
#define SOURCE_PHRASE_H

#include <dateline/base.h>

/* In the order of the kinds in mkmail.c. */
enum phrase {
	PHRASE_WROTE,
	PHRASE_WRITES,
	PHRASE_ORIGINAL,
	PHRASE_FORWARD,
	PHRASE_DEVICE,
	PHRASE_FOOTER,
	PHRASE_RE,
	PHRASE_FWD,
	PHRASE_FROM,
	PHRASE_SENT,
	PHRASE_TO,
	PHRASE_SUBJECT
};

/* A line as phrases are compared: small letters, single spaces. */
#define PHRASE_MAX 320
struct phrase_line {
	char p[PHRASE_MAX + 1]; /* NUL-terminated */
	size_t n;
	bool whole; /* all of it fitted */
};

/* Appends a line, after a space if there is something before it. */
void phrase_add(struct phrase_line *, struct dl_str);

/* Is the line a phrase of that kind? */
bool phrase_is(enum phrase, const struct phrase_line *);

/* The value behind "Subject:" and the like; p NULL: it is no such line. */
struct dl_str phrase_value(enum phrase name, struct dl_str line);

/* A subject without "Re:", "Fwd:" and "[list]" before it; says whether one of
 * them was that of a message passed on. */
struct dl_str phrase_subject(struct dl_str subject, bool *ret_forward);

#endif
