/* SPDX-License-Identifier: MIT */
#include "when/number.h"

/* Centuries that are said by their hundreds: "seventeen eighty" to "twenty
 * thirty"; lower ones are clocks and amounts. */
#define HUNDREDS_MIN 17
#define HUNDREDS_MAX 20

#define YEAR_MIN 1000
#define YEAR_MAX 2199

void number_open(struct lex_token *t)
{
	struct lex_token word = {.kind = LEX_WORD, .mask = t->mask, .word = t->word};
	t->v[LEX_V] = lex_value(&word, LEX_TENS);
	t->v[1] = 0;
	t->kind = LEX_NUMBER;
	t->mask |= LEX_BIT(LEX_NUM);
}

/* What the two say together; 0: nothing. *year: as a year only. */
static int32_t together(int32_t a, bool a_open, int32_t b, bool *year)
{
	*year = false;
	if (b == 100 || b == 1000)
		return a >= 1 && a < 100 ? a * b : 0;
	if (a_open && a % 10 == 0 && b >= 1 && b <= 9) {
		*year = a >= YEAR_MIN;
		return a + b;
	}
	if (a >= HUNDREDS_MIN && a <= HUNDREDS_MAX && b >= 10 && b < 100) {
		*year = true;
		return a * 100 + b;
	}
	return a >= 100 && a <= YEAR_MAX && a % 100 == 0 && b >= 1 && b < 100 ? a + b : 0;
}

bool number_merge(struct window *w, const struct lex_token *t)
{
	size_t n = w->n;
	bool ord = (t->mask & LEX_BIT(LEX_ORD)) != 0, open = (t->mask & LEX_BIT(LEX_TENS)) != 0;
	if (n != 0 && w->tokens[n - 1].literal == LIT_DASH)
		n--;
	if (n == 0 || t->word == 0 || !(ord || (t->mask & LEX_BIT(LEX_NUM))))
		return false;
	struct lex_token *last = &w->tokens[n - 1];
	bool last_open = (last->mask & LEX_BIT(LEX_TENS)) != 0, year;
	if (last->word == 0 || !(last->mask & (LEX_BIT(LEX_NUM) | LEX_BIT(LEX_YEAR))) ||
	    (ord && !last_open))
		return false;
	int32_t a = last->kind == LEX_NUMBER ? last->v[LEX_V] : lex_value(last, LEX_NUM);
	int32_t v = together(a, last_open, lex_value(t, ord ? LEX_ORD : LEX_NUM), &year);
	if (v == 0 || (year && (ord || t->cap))) /* "Nineteen Eighty" is a title */
		return false;
	last->mask = ord ? LEX_BIT(LEX_ORD) : year ? LEX_BIT(LEX_YEAR) : LEX_BIT(LEX_NUM);
	if (v <= 31)
		last->mask |= LEX_BIT(LEX_DAY);
	if (!ord && v >= YEAR_MIN && v <= YEAR_MAX)
		last->mask |= LEX_BIT(LEX_YEAR);
	if (open)
		last->mask |= LEX_BIT(LEX_TENS);
	last->kind = LEX_NUMBER;
	last->literal = 0;
	last->v[LEX_V] = v;
	last->v[1] = 0;
	last->end = t->end;
	last->stop = t->stop;
	w->n = n;
	return true;
}
