/* SPDX-License-Identifier: MIT */
/* Lengths of time in one word: "1h30m", "2h 15min", "1y6mo"; and "3w", which the
 * rows take for one only beside "ago" and its like. */
#include "when/amount.h"
#include "when/cursor.h"

/* A number of one unit may not be longer: "999d". */
#define SPAN_DIGITS 3

/* Longest name of a unit. */
#define SPAN_NAME 7

/* The unit whose letters are at the cursor, up to what is no letter; UNIT_NONE: none. */
static enum value_unit unit_at(struct cursor *c)
{
	uint32_t n = 0;
	int32_t unit;
	while (n < SPAN_NAME && is_alpha(peek(c, n)))
		n++;
	if (n == 0 || is_letter(peek(c, n)) ||
	    !lex_word_in(c->lexicon, (struct dl_str){c->p + c->i, n}, LEX_SPANUNIT, &unit))
		return UNIT_NONE;
	c->i += n;
	return (enum value_unit)unit;
}

bool shape_span(struct cursor *c, struct lex_token *t, int32_t v)
{
	struct cursor k = *c;
	int32_t months = 0, seconds = 0;
	enum value_unit last = UNIT_NONE;
	size_t parts = 0;
	int32_t only = v;
	bool letter = is_alpha(peek(c, 0)) && !is_letter(peek(c, 1)) && !is_digit(peek(c, 1));
	for (;; parts++) {
		k.i += parts > 0 && peek(&k, 0) == ' '; /* 1d 21 h */
		enum value_unit unit = unit_at(&k);
		if (unit == UNIT_NONE || (last != UNIT_NONE && unit >= last))
			break;
		int32_t m;
		int64_t s;
		amount_parts(&(struct value){.unit = unit, .amount = v * 1000}, &m, &s);
		months += m;
		seconds += (int32_t)s;
		last = unit;
		letter = letter && unit != UNIT_HOUR; /* "2h" is a clock too */
		*c = k;
		k.i += peek(&k, 0) == ' ';
		uint32_t n = 0;
		for (v = 0; n < SPAN_DIGITS && is_digit(peek(&k, 0)); n++, k.i++)
			v = v * 10 + (peek(&k, 0) - '0');
		if (n == 0) {
			parts++;
			break;
		}
	}
	t->kind = LEX_NUMBER;
	t->mask = LEX_BIT(LEX_SPAN);
	t->v[0] = months;
	t->v[1] = seconds;
	t->v[2] = parts == 1 ? only : 0;
	return parts > 1 || (parts == 1 && letter);
}
