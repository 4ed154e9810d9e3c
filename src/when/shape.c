/* SPDX-License-Identifier: MIT */
/* The shapes of numbers and dates, and their v[]:
 *
 *   21  two              num: the number; v[1] thousandths of a decimal
 *   21st  third          ord
 *   11:20  9h10  3.15  3p  clock: v[LEX_HH…LEX_SS], v[LEX_AP…LEX_DOTTED]; 3.15 is num too
 *   0930  930pm          clock4: v[0] the number
 *   2025-09-21[T11:20]   isodate: v[LEX_Y…LEX_OFF], absent parts LEX_ABSENT
 *   2025-09  9/2025      isodate without a day
 *   21.9.2025  9/21/25   numdate: v[0..2] as written, v[3] the separator,
 *                        v[4] the number of digits of the last
 *   9/21  29.07.         numdate2: v[0], v[1], v[3] the separator
 *   1990s                decade
 *   1h30m  2h 15min  3w  span: v[0] months, v[1] seconds, v[2] the number where it is one
 *
 * A number that touches other letters or signs ("$12", "v2", "5kg", "1.2.3",
 * "50%") is no token of ours: LEX_UNKNOWN, or tainted. */
#include <string.h>

#include "when/cursor.h"
#include "when/tables.h"

/* Bytes of the longest name of a month that is looked at behind a number. */
#define MONTH_NAME_MAX 16

static bool days_fit(int32_t m, int32_t d)
{
	static const uint8_t most[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return m >= 1 && m <= 12 && d >= 1 && d <= most[m - 1];
}

/* "20250921T112000": the basic format of ISO 8601, with its clock only. */
static bool read_basic(struct cursor *c, struct lex_token *t, int32_t v)
{
	struct cursor k = *c;
	if (!days_fit(v / 100 % 100, v % 100))
		return false;
	shape_iso_clock(&k, t);
	if (t->v[LEX_HH] == LEX_ABSENT)
		return false;
	set_shape(t, LEX_ISODATE);
	t->v[LEX_Y] = v / 10000;
	t->v[LEX_M] = v / 100 % 100;
	t->v[LEX_D] = v % 100;
	*c = k;
	return true;
}

/* "-3-4-2025" at the cursor: the other end of "1-4-2025-3-4-2025". */
static bool full_date(const struct cursor *c)
{
	struct cursor k = *c;
	unsigned char sep = peek(&k, 0);
	uint32_t n[3];
	int32_t v;
	for (size_t i = 0; i < 3; i++) {
		if (peek(&k, 0) != sep)
			return false;
		k.i++;
		n[i] = digits(&k, &v);
	}
	return n[0] >= 1 && n[0] <= 2 && n[1] >= 1 && n[1] <= 2 && n[2] == 4;
}

/* "2025-09", "9/2025": a month of a year; but "2009-10" says two years. */
static bool read_month(
    struct lex_token *t, unsigned char sep, uint32_t na, int32_t a, uint32_t nb, int32_t b)
{
	int32_t year = na == 4 ? a : b, month = na == 4 ? b : a;
	uint32_t n = na == 4 ? nb : na;
	bool iso = na == 4;
	if (na + nb != 4 + n || n > 2 || month < 1 || month > 12 || year > 2199 ||
	    year < (iso ? 1000 : 1800) || (!iso && sep == '-'))
		return false;
	/* "2009-10", "1908-12" */
	if (iso && sep == '-' && (month == year % 100 + 1 || (year < 1970 && month > year % 100)))
		return false;
	set_shape(t, LEX_ISODATE);
	t->v[LEX_Y] = year;
	t->v[LEX_M] = month;
	return true;
}

/* "Dec. 2/3", "3/4 May": two days of a month, whose name stands beside them. The
 * cursor is behind the second number. */
static bool is_two_days(const struct cursor *c, uint32_t start, int32_t a, int32_t b)
{
	struct cursor k = *c;
	if (a >= b || b > 31)
		return false;
	if (lex_word_ahead(&k, LEX_MONTH) || lex_word_ahead(&k, LEX_MONTHALONE))
		return true;
	if (start == 0 || c->p[start - 1] != ' ')
		return false;
	k.i = start - 1;
	k.i -= k.i > 0 && c->p[k.i - 1] == '.';
	uint32_t end = k.i;
	while (k.i > 0 && is_alpha(c->p[k.i - 1]) && end - k.i < MONTH_NAME_MAX)
		k.i--;
	return k.i < end && lex_word_ahead(&k, LEX_MONTH);
}

/* Two or three numbers with one separator: "2025-09-21", "21.9.2025", "9/21".
 * The cursor is on the first separator; n, a: the digits before it. */
static bool read_date(struct cursor *c, struct lex_token *t, uint32_t n, int32_t a)
{
	struct cursor k = *c;
	unsigned char sep = peek(&k, 0);
	int32_t b, d;
	k.i++;
	uint32_t nb = digits(&k, &b);
	bool last = !(strchr("-/.", peek(&k, 0)) != NULL && is_digit(peek(&k, 1))) &&
		    !is_letter(peek(&k, 0));
	bool behind = t->start > 0 && strchr("/-", c->p[t->start - 1]) != NULL; /* Mar/14/2025 */
	if (sep != '.' && last && !behind && read_month(t, sep, n, a, nb, b)) {
		*c = k;
		return true;
	}
	if (nb == 0 || nb > 2)
		return false;
	if (peek(&k, 0) != sep || !is_digit(peek(&k, 1))) {
		bool dots = sep == '.' && c->lexicon->dot_day && peek(&k, 0) == '.' && b >= 1 &&
			    b <= 12; /* 29.07. */
		if ((sep != '/' && !dots) || n > 2 || a == 0 || b == 0 || a > 31 || b > 31 ||
		    is_two_days(&k, t->start, a, b))
			return false;
		set_shape(t, LEX_NUMDATE2);
		t->v[0] = a;
		t->v[1] = b;
		t->v[3] = sep;
		k.i += dots;
		*c = k;
		return true;
	}
	k.i++;
	uint32_t nd = digits(&k, &d);
	if (peek(&k, 0) == sep && is_digit(peek(&k, 1)) && !(nd == 4 && full_date(&k)))
		return false; /* a version, an address */
	if (n == 4 && nd <= 2) {
		bool day_first = sep == '/' && d <= 12 && b > 12; /* 2024/13/1 */
		if (!days_fit(day_first ? d : b, day_first ? b : d))
			return false;
		set_shape(t, LEX_ISODATE);
		t->v[LEX_Y] = a;
		t->v[LEX_M] = day_first ? d : b;
		t->v[LEX_D] = day_first ? b : d;
		*c = k;
		shape_iso_clock(c, t);
		return true;
	}
	if (n > 2 || (nd != 4 && nd != 2) || !(days_fit(a, b) || days_fit(b, a)))
		return false;
	set_shape(t, LEX_NUMDATE);
	t->v[0] = a;
	t->v[1] = b;
	t->v[2] = d;
	t->v[3] = sep;
	t->v[4] = (int32_t)nd;
	*c = k;
	return true;
}

static void plain_number(struct lex_token *t, uint32_t n, int32_t v)
{
	set_shape(t, LEX_NUM);
	t->v[LEX_V] = v;
	t->v[1] = 0;
	if (n <= 2 && v >= 1 && v <= 31)
		t->mask |= LEX_BIT(LEX_DAY);
	if (n <= 2 && v <= 24)
		t->mask |= LEX_BIT(LEX_HOUR);
	if (n == 2)
		t->mask |= LEX_BIT(LEX_YEAR2);
	if (n == 4 && v >= 1000)
		t->mask |= LEX_BIT(LEX_YEAR);
	if (n == 4 && v / 100 < 24 && v % 100 < 60)
		t->mask |= LEX_BIT(LEX_CLOCK4);
}

/* ",000" or ".5" behind digits. */
static void grouped(struct cursor *c, struct lex_token *t, uint32_t n)
{
	bool thousands = false;
	unsigned char mark = c->lexicon->decimal_comma ? '.' : ',';
	while (n <= 3 && peek(c, 0) == mark && is_digit(peek(c, 1)) && is_digit(peek(c, 2)) &&
	       is_digit(peek(c, 3)) && !is_digit(peek(c, 4))) {
		int32_t v;
		c->i++;
		digits(c, &v);
		t->v[LEX_V] = t->v[LEX_V] > 2000000 ? 0 : t->v[LEX_V] * 1000 + v;
		thousands = true;
	}
	bool point = peek(c, 0) == '.' || (c->lexicon->decimal_comma && peek(c, 0) == ',');
	bool decimal = point && is_digit(peek(c, 1));
	if (decimal) {
		c->i++;
		for (int32_t place = 100; is_digit(peek(c, 0)); c->i++, place /= 10)
			t->v[1] += place * (peek(c, 0) - '0');
	}
	if (thousands || decimal)
		t->mask = LEX_BIT(LEX_NUM);
}

/* Bytes of the ending of a list at the cursor: "st", "er"; 0: none. */
static uint32_t suffix_length(const struct cursor *c, const char (*endings)[LEXICON_SUFFIX])
{
	for (size_t i = 0; endings[i][0] != '\0'; i++) {
		const char *s = endings[i];
		uint32_t n = 0;
		while (s[n] != '\0' && to_lower((char)peek(c, n)) == s[n])
			n++;
		if (s[n] != '\0')
			continue;
		struct cursor behind = *c;
		uint32_t n_sign;
		behind.i += n;
		unsigned char next = peek(&behind, 0);
		bool sign = next >= 0x80 && sign_at(&behind, &n_sign) != '\0'; /* 18th–19th */
		if (sign || (!is_letter(next) && !is_digit(next)))
			return n;
	}
	return 0;
}

/* Letters that touch the number: "21st", "1990s", "9h10", "3pm"; else it is
 * part of something else. */
static void suffixed(struct cursor *c, struct lex_token *t, uint32_t n, int32_t v)
{
	char a = to_lower((char)peek(c, 0));
	uint32_t length = suffix_length(c, c->lexicon->suffixes);
	if (length != 0) {
		set_shape(t, LEX_ORD);
		/* by itself it may be a day: "on the 15th" */
		t->mask = LEX_BIT(LEX_ORD);
		if (v >= 1 && v <= 31)
			t->mask |= LEX_BIT(LEX_DAY) | LEX_BIT(LEX_ANCHOR);
		c->i += length;
		return;
	}
	length = suffix_length(c, c->lexicon->decades);
	if (length != 0 && n >= 2 && n <= 4 && v % 10 == 0) {
		t->mask = LEX_BIT(LEX_DECADE);
		c->i += length;
		return;
	}
	struct cursor span = *c;
	struct lex_token amount = *t;
	if (n <= 3 && shape_span(&span, &amount, v)) {
		*c = span;
		*t = amount;
		return;
	}
	if (a == 'h' && is_digit(peek(c, 1)) && n <= 2 && shape_clock(c, t, n, v)) {
		t->mask = LEX_BIT(LEX_CLOCK);
		return;
	}
	struct cursor k = *c;
	int32_t letter = n <= 2 && v >= 1 && v <= 12 ? shape_letter(&k) : LEX_ABSENT;
	if (letter != LEX_ABSENT) {
		*c = k;
		t->mask = LEX_BIT(LEX_CLOCK);
		t->v[LEX_HH] = v;
		t->v[LEX_MM] = 0;
		t->v[LEX_AP] = letter;
		t->v[LEX_WEAK] = 1;
		return;
	}
	if (lex_word_ahead(c, LEX_AMPM) || lex_word_ahead(c, LEX_UNIT) ||
	    lex_word_ahead(c, LEX_CLOCKWORD) || lex_word_ahead(c, LEX_MONTH) ||
	    lex_word_ahead(c, LEX_QUARTERNAME))
		return;
	while (is_letter(peek(c, 0)) || is_digit(peek(c, 0)))
		c->i++;
	t->kind = LEX_UNKNOWN;
	t->mask = 0;
}

/* A run like "1.2.3" or "12-34-567" that is no date: one unknown token. */
static void skip_run(struct cursor *c, struct lex_token *t)
{
	while (is_digit(peek(c, 0)) || is_letter(peek(c, 0)) ||
	       (strchr("./-:,", peek(c, 0)) != NULL && peek(c, 0) != '\0' && is_digit(peek(c, 1))))
		c->i++;
	t->kind = LEX_UNKNOWN;
	t->mask = 0;
}

/* "-34-567" at the cursor: with the number before it three of them in a row. */
static bool is_triple(const struct cursor *c, unsigned char sep)
{
	struct cursor k = *c;
	int32_t v;
	k.i++;
	digits(&k, &v);
	return peek(&k, 0) == sep && is_digit(peek(&k, 1));
}

void shape_read(struct cursor *c, struct lex_token *t)
{
	int32_t v;
	uint32_t n = digits(c, &v);
	unsigned char next = peek(c, 0);
	for (size_t i = 0; i < 7; i++)
		t->v[i] = LEX_ABSENT;
	if (n > 9) {
		skip_run(c, t);
		return;
	}
	bool more = is_digit(peek(c, 1));
	if (next == ':' && more && n <= 2) {
		if (!shape_clock(c, t, n, v))
			skip_run(c, t);
		return;
	}
	if (n == 8 && (next == 'T' || next == 't') && more && read_basic(c, t, v))
		return;
	if ((next == '-' || next == '/' || next == '.') && more) {
		if ((n <= 2 || n == 4) && read_date(c, t, n, v))
			return;
		if (is_triple(c, next)) {
			skip_run(c, t);
			return;
		}
	}
	plain_number(t, n, v);
	if (next == '.' && more && n <= 2 && is_digit(peek(c, 2)) && !is_digit(peek(c, 3))) {
		struct cursor k = *c;
		k.i += 3;
		if ((lex_word_ahead(&k, LEX_AMPM) || lex_word_ahead(&k, LEX_CLOCKWORD)) &&
		    shape_clock(c, t, n, v)) {
			t->mask = LEX_BIT(LEX_CLOCK);
			return;
		}
	}
	shape_short_clock(c, t, n, v);
	struct cursor dot = *c;
	grouped(c, t, n);
	if (next == '.' && more)
		shape_dotted_clock(c, t, &dot, n, v);
	if (peek(c, 0) == '.' && is_digit(peek(c, 1)))
		skip_run(c, t);
	else if (is_letter(peek(c, 0))) {
		uint32_t length;
		if (is_alpha(peek(c, 0)) || sign_at(c, &length) == '\0')
			suffixed(c, t, n, v);
	}
}
