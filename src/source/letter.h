/* SPDX-License-Identifier: MIT */
/* Which lines of a message are what somebody wrote, and which are what it answers
 * or passes on, and what is below every one of the writer's messages. */
#ifndef SOURCE_LETTER_H
#define SOURCE_LETTER_H

#include "base/arena.h"

enum letter_kind {
	LETTER_TEXT,
	LETTER_QUOTED,	  /* of another message, and what introduces it */
	LETTER_SIGNATURE, /* and what a mailing list adds */
	LETTER_HEAD	  /* of a message that is passed on: From, Date, Subject … */
};

struct letter_line {
	struct dl_span span; /* of the text, without its line break */
	uint32_t depth;	     /* of quotation: its marks, or markup around it */
	enum letter_kind kind;
};

struct letter {
	struct dl_str text;
	struct letter_line *lines;
	size_t n, cap;
	/* The message that is passed on: its first line (0: there is none), and what
	 * its head says. */
	size_t forwarded;
	struct dl_str date, subject; /* slices of text, as written */
};

/* Makes the lines; depth is counted by ">" at their beginning. false: no memory. */
bool letter_lines(struct arena *, struct letter *, struct dl_str text);

/* Sets the kinds of the lines from first on; those quoted as deep as the first are
 * the text. forward: the subject says that a message is passed on. Lines of that
 * message are LETTER_QUOTED: to read it, call again from letter->forwarded on. */
void letter_read(struct letter *, size_t first, bool forward);

/* Bytes that somebody wrote, from line first on. */
size_t letter_written(const struct letter *, size_t first);

#endif
