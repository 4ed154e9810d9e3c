/* SPDX-License-Identifier: MIT */
/* Between the two halves of the lexer: words and signs (lex.c), numbers and
 * dates (shape.c). */
#ifndef WHEN_CURSOR_H
#define WHEN_CURSOR_H

#include "base/str.h"
#include "when/lex.h"

static inline bool is_letter(unsigned char c)
{
	return is_alpha(c) || c >= 0x80;
}
/* The bytes under the cursor; past the end they are NUL. */
struct cursor {
	const char *p;
	uint32_t n, i;
	const struct lexicon *lexicon;
};

static inline unsigned char peek(const struct cursor *c, uint32_t ahead)
{
	return c->i + ahead < c->n ? (unsigned char)c->p[c->i + ahead] : '\0';
}

/* Length of the space at the cursor: ASCII, U+00A0, U+2002 to U+200B, U+202F. */
static inline uint32_t space_length(const struct cursor *c)
{
	unsigned char b = peek(c, 0);
	if (is_space(b))
		return 1;
	if (b == 0xC2 && peek(c, 1) == 0xA0)
		return 2;
	if (b == 0xE2 && peek(c, 1) == 0x80) {
		unsigned char t = peek(c, 2);
		if ((t >= 0x82 && t <= 0x8B) || t == 0xAF)
			return 3;
	}
	return 0;
}

/* The ASCII sign that a Unicode one stands for, '\0' for other letters and
 * '?' for other signs; *n is its length. */
static inline char sign_at(const struct cursor *c, uint32_t *n)
{
	unsigned char b = peek(c, 0), d = peek(c, 1), t = peek(c, 2);
	*n = 1;
	if (b < 0x80)
		return b == '\0' ? '?' : (char)b;
	/* middle dots and bullets separate as commas do: "Friday · 9 am" */
	if (b == 0xC2 && d == 0xB7) {
		*n = 2;
		return ',';
	}
	if (b == 0xE2 && ((d == 0x80 && t == 0xA2) || (d == 0x88 && t == 0x99))) {
		*n = 3;
		return ',';
	}
	if (b == 0xC2 && d >= 0xA1 && d != 0xAA && d != 0xB5 && d != 0xBA) {
		*n = 2;
		return '?';
	}
	if (b == 0xE2 && (d == 0x80 || d == 0x82 || d == 0x88)) {
		*n = 3;
		if (d == 0x80 && t >= 0x90 && t <= 0x95)
			return '-';
		if (d == 0x88 && t == 0x92)
			return '-';
		if (d == 0x80 && (t == 0x98 || t == 0x99))
			return '\'';
		if (d == 0x80 && (t == 0x9C || t == 0x9D))
			return '"';
		return d == 0x82 ? '$' : '?'; /* U+2080…: currency signs, and subscripts */
	}
	return '\0';
}

/* Reads digits: how many, and their number (0 when over 9 digits). */
static inline uint32_t digits(struct cursor *c, int32_t *ret)
{
	uint32_t n = 0;
	int32_t v = 0;
	for (; is_digit(peek(c, 0)); c->i++, n++)
		if (n < 9)
			v = v * 10 + (peek(c, 0) - '0');
	*ret = n > 9 ? 0 : v;
	return n;
}

static inline void set_shape(struct lex_token *t, enum lex_class class)
{
	t->kind = LEX_NUMBER;
	t->mask |= LEX_BIT(class);
}

/* Reads the number at the cursor in whatever shape it comes (shape.c). */
void shape_read(struct cursor *, struct lex_token *);
/* Clocks (shape_clock.c). After the hour of n digits, the cursor on the colon or "h"; false:
 * no clock. */
bool shape_clock(struct cursor *, struct lex_token *, uint32_t n, int32_t hour);
/* "a", "p" and no more at the cursor: 1, 2, or LEX_ABSENT. */
int32_t shape_letter(struct cursor *);
/* A length of several units behind its first number v (shape_span.c); false: none,
 * and cursor and token are as they please. */
bool shape_span(struct cursor *, struct lex_token *, int32_t v);
/* "T11:20:00Z" at the cursor, if it is there. */
void shape_iso_clock(struct cursor *, struct lex_token *);
/* "930" before am or pm. */
void shape_short_clock(const struct cursor *, struct lex_token *, uint32_t n, int32_t v);
/* "3.15", read as a number up to the cursor; its dot is at dot. */
void shape_dotted_clock(
    const struct cursor *, struct lex_token *, const struct cursor *dot, uint32_t n, int32_t v);
/* Is the word ahead, after at most one space, in the class? (lex.c) */
bool lex_word_ahead(const struct cursor *, enum lex_class);

#endif
