/* SPDX-License-Identifier: MIT */
/* The shapes of clocks: "11:20", "9h10", "3:15p", "3.15", "T11:20:00Z". */
#include "when/cursor.h"

/* "a", "p" and no more at the cursor: the am and pm of programmes. */
int32_t shape_letter(struct cursor *c)
{
	char a = to_lower((char)peek(c, 0));
	if ((a != 'a' && a != 'p') || is_letter(peek(c, 1)) || is_digit(peek(c, 1)) ||
	    lex_word_ahead(c, LEX_AMPM))
		return LEX_ABSENT;
	c->i++;
	return a == 'a' ? 1 : 2;
}

/* ".522" behind seconds. */
static void skip_fraction(struct cursor *c)
{
	int32_t fraction;
	if ((peek(c, 0) != '.' && peek(c, 0) != ',') || !is_digit(peek(c, 1)))
		return;
	c->i++;
	digits(c, &fraction);
}

/* After the hour of n digits at "h:": minutes, perhaps seconds. The cursor is on the colon. */
bool shape_clock(struct cursor *c, struct lex_token *t, uint32_t n, int32_t hour)
{
	struct cursor k = *c;
	int32_t m, s = LEX_ABSENT;
	k.i++;
	if (digits(&k, &m) != 2 || m > 59 || hour > 24 || (hour == 24 && m != 0))
		return false;
	if (peek(&k, 0) == ':' && is_digit(peek(&k, 1))) {
		k.i++;
		if (digits(&k, &s) != 2 || s > 60)
			return false;
		skip_fraction(&k);
	}
	if (peek(&k, 0) == ':' && is_digit(peek(&k, 1)))
		return false;
	set_shape(t, LEX_CLOCK);
	t->v[LEX_HH] = hour;
	t->v[LEX_MM] = m;
	t->v[LEX_SS] = s;
	t->v[LEX_NOUGHT] = n == 2 && hour < 10;
	t->v[LEX_AP] = hour <= 12 ? shape_letter(&k) : LEX_ABSENT;
	if (to_lower((char)peek(&k, 0)) == 'h' && !is_letter(peek(&k, 1)) && !is_digit(peek(&k, 1)))
		k.i++; /* "19:30h" */
	*c = k;
	return true;
}

/* "Z", "+02", "+0200", "+02:00" behind an ISO clock. */
static void read_iso_offset(struct cursor *c, struct lex_token *t)
{
	struct cursor k = *c;
	int32_t oh, om = 0;
	unsigned char sign = peek(&k, 0);
	if (sign == 'Z' || sign == 'z') {
		t->v[LEX_OFF] = 0;
		k.i++;
	} else if (sign == '+' || sign == '-') {
		k.i++;
		uint32_t n = digits(&k, &oh);
		if (n == 4) {
			om = oh % 100;
			oh /= 100;
		} else if (n == 2 && peek(&k, 0) == ':') {
			k.i++;
			if (digits(&k, &om) != 2)
				return;
		} else if (n != 2)
			return;
		if (oh > 14 || om > 59)
			return;
		t->v[LEX_OFF] = (oh * 60 + om) * (sign == '-' ? -1 : 1);
	} else
		return;
	*c = k;
}

/* The clock and zone of "2025-09-21T11:20:00Z", "20250921T112000Z", "2025-09-21T11Z". */
void shape_iso_clock(struct cursor *c, struct lex_token *t)
{
	struct cursor k = *c;
	int32_t h, m = 0, s = 0;
	if (peek(&k, 0) != 'T' && peek(&k, 0) != 't')
		return;
	k.i++;
	uint32_t n = digits(&k, &h);
	if (n == 4 || n == 6) {
		s = n == 6 ? h % 100 : 0;
		h /= n == 6 ? 100 : 1;
		m = h % 100;
		h /= 100;
	} else if (n != 2)
		return;
	if (n == 2 && peek(&k, 0) == ':') {
		k.i++;
		if (digits(&k, &m) != 2)
			return;
		if (peek(&k, 0) == ':' && is_digit(peek(&k, 1))) {
			k.i++;
			digits(&k, &s);
		}
	}
	if (h > 24 || m > 59 || (h == 24 && m != 0))
		return;
	skip_fraction(&k);
	t->v[LEX_HH] = h;
	t->v[LEX_MM] = m;
	t->v[LEX_SS] = s > 60 ? 0 : s;
	*c = k;
	read_iso_offset(c, t);
}

/* "930pm", "930 a.m." */
void shape_short_clock(const struct cursor *c, struct lex_token *t, uint32_t n, int32_t v)
{
	if (n == 3 && v >= 100 && v % 100 < 60 && lex_word_ahead(c, LEX_AMPM))
		t->mask |= LEX_BIT(LEX_CLOCK4);
}

/* "3.15", "19.30": perhaps a clock. The cursor is behind it, the number is read. */
void shape_dotted_clock(
    const struct cursor *c, struct lex_token *t, const struct cursor *dot, uint32_t n, int32_t v)
{
	struct cursor k = *dot;
	int32_t m;
	k.i++;
	if (n > 2 || v > 23 || digits(&k, &m) != 2 || m > 59 || k.i != c->i)
		return;
	t->mask |= LEX_BIT(LEX_CLOCK);
	t->v[LEX_HH] = v;
	t->v[LEX_MM] = m;
	t->v[LEX_DOTTED] = 1;
	t->v[LEX_NOUGHT] = n == 2 && v < 10;
}
