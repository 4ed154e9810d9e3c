/* SPDX-License-Identifier: MIT */
/* Bytes → tokens. Knows shapes of numbers and dates and, through the lexicon,
 * words; knows no language. */
#ifndef WHEN_LEX_H
#define WHEN_LEX_H

#include <dateline/base.h>

#include "lang-classes.h"
#include "lang-literals.h"

struct lexicon; /* tables.h: of one language */

#define LEX_BIT(class) (UINT64_C(1) << (class))

struct lex_sense {
	uint8_t class;
	bool cap; /* without a capital letter it needs company: lex_is_small() */
	int16_t value;
};

/* An entry of the lexicon; number 0 is no word. */
struct lex_word {
	const char *text; /* lower case */
	uint64_t head[2]; /* its first 16 bytes, for the look-up */
	uint8_t length;
	bool dot;    /* an abbreviation that may carry a dot: "Sept." */
	bool strict; /* no word of ours without a capital letter: "So", Sunday */
	uint8_t cut; /* two words in one: bytes of the first; LEX_OPENS: see hash.h; else 0 */
	uint8_t n_senses;
	uint16_t roles;	  /* ROLE_THE …: what it may be asked for */
	uint16_t literal; /* its number in rows; 0: it stands in none by itself */
	uint64_t mask;	  /* classes of its senses, capital letter or not */
	struct lex_sense senses[5];
};

enum lex_kind {
	LEX_WORD,    /* in the lexicon */
	LEX_UNKNOWN, /* a word that is not, or a number that is part of one */
	LEX_NUMBER,  /* digits in some shape */
	LEX_PUNCT
};

struct lex_token {
	uint32_t start, end; /* bytes of the text; end without a swallowed dot */
	uint32_t stop;	     /* where the next token begins to be looked for */
	uint64_t mask;	     /* classes it can be */
	uint16_t word, literal;
	enum lex_kind kind;
	uint16_t roles; /* of its word */
	bool cap;	/* begins with a capital letter */
	bool tainted;	/* beside a currency sign, %, #, @ or letters: no date */
	int32_t v[7];	/* numbers by shape: see lex.c */
};

/* v[] of the shapes */
enum { LEX_V = 0, LEX_Y = 0, LEX_M, LEX_D, LEX_HH, LEX_MM, LEX_SS, LEX_OFF };
/* v[] of a clock besides: "3p" says am (1) or pm (2) and is weak ("room 3a"), 03:00 says by
 * its nought that it counts to 24, 3.15 is a clock only where a clock is expected. */
enum { LEX_AP = 0, LEX_WEAK, LEX_NOUGHT, LEX_DOTTED = LEX_OFF };
#define LEX_ABSENT INT32_MIN

/* The next token at or after *at within text[0..end); false at the end. */
bool lex_next(const struct lexicon *, struct dl_str text, uint32_t *at, struct lex_token *ret);

/* What seek.c takes a byte for. */
enum lex_byte {
	LEX_BYTE_OTHER, /* a sign that stands in no row */
	LEX_BYTE_SIGN,	/* one that does */
	LEX_BYTE_SPACE,
	LEX_BYTE_LETTER,
	LEX_BYTE_HIGH,	/* of a character that is not ASCII */
	LEX_BYTE_CLOSER /* to be looked at by lex_next() */
};

/* Which words, numbers and signs can be part of an expression, and which of
 * them, with what stands before and behind it, may make one. */
struct lex_hunt {
	uint64_t anchors; /* classes */
	uint64_t pairs;	  /* classes of words of which two in a run are an anchor */
	uint64_t idle;	  /* classes that are part of no expression */
};
/* Can it be part of an expression? */
static inline bool lex_is_part(const struct lex_hunt *h, uint16_t literal, uint64_t mask)
{
	return literal != 0 || (mask & ~h->idle) != 0;
}
/* Moves *at to the next run of such tokens that has an anchor; false: there is
 * no other until the end. The same tokens as lex_next() finds, in a tenth of
 * the time: nearly all text is passed over here. */
bool lex_seek(const struct lexicon *, struct dl_str text, uint32_t *at, const struct lex_hunt *);

/* The value of a token in a class it has. */
int32_t lex_value(const struct lex_token *, enum lex_class);

/* Does the token lack the capital letter that its sense in the class asks for?
 * It may be of the class all the same: "on 3 may". */
bool lex_is_small(const struct lex_token *, enum lex_class);

/* Is this word (any case) in the lexicon's class? For looks at context. */
bool lex_word_in(const struct lexicon *, struct dl_str word, enum lex_class, int32_t *ret_value);

#endif
