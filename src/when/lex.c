/* SPDX-License-Identifier: MIT */
/* One pass, no look-back beyond a byte, no heap. Shapes and their v[]:
 *
 *   21  two              num: the number; v[1] thousandths of a decimal
 *   21st  third          ord
 *   11:20  9h10  3.15pm  clock: v[LEX_HH…LEX_SS]
 *   2025-09-21[T11:20]   isodate: v[LEX_Y…LEX_OFF], absent parts LEX_ABSENT
 *   21.9.2025  9/21/25   numdate: v[0..2] as written, v[3] the separator,
 *                        v[4] the number of digits of the last
 *   9/21                 numdate2: v[0], v[1]
 *   1990s                decade
 *
 * A number that touches other letters or signs ("$12", "v2", "5kg", "1.2.3",
 * "50%") is no token of ours: LEX_UNKNOWN, or tainted. */
#include "when/lex.h"

#include "when/tables.h"

#include <string.h>

#include "base/str.h"

/* Longer runs of letters are no words of any lexicon. */
#define WORD_MAX 32

static bool is_letter(unsigned char c)
{
	return is_alpha(c) || c >= 0x80;
}

/* Must equal hash() in lang/mklang.c. */
static uint32_t lex_hash(const char *s, size_t n)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return h ^ h >> 15;
}

static uint16_t find_word(const char *lower, size_t n)
{
	uint32_t h = lex_hash(lower, n);
	uint32_t d = lang_disp[h & (lang_n_buckets - 1)];
	uint32_t slot = ((h >> 10) + d * (h >> 3 | 1)) & (lang_n_slots - 1);
	uint16_t w = lang_slots[slot];
	if (w == 0 || lang_words[w].length != n || memcmp(lang_words[w].text, lower, n) != 0)
		return 0;
	return w;
}

/* Looks a word up in any case; 0: not in the lexicon. */
static uint16_t find_fold(const char *p, size_t n)
{
	char lower[WORD_MAX];
	if (n == 0 || n > WORD_MAX)
		return 0;
	for (size_t i = 0; i < n; i++)
		lower[i] = to_lower(p[i]);
	return find_word(lower, n);
}

bool lex_word_in(struct dl_str word, enum lex_class class, int32_t *ret_value)
{
	const struct lex_word *w = &lang_words[find_fold(word.p, word.n)];
	for (size_t i = 0; i < w->n_senses; i++)
		if (w->senses[i].class == class) {
			*ret_value = w->senses[i].value;
			return true;
		}
	return false;
}

int32_t lex_value(const struct lex_token *t, enum lex_class class)
{
	if (t->kind == LEX_NUMBER)
		return t->v[LEX_V];
	const struct lex_word *w = &lang_words[t->word];
	for (size_t i = 0; i < w->n_senses; i++)
		if (w->senses[i].class == class)
			return w->senses[i].value;
	return 0;
}

/* The bytes under the cursor; past the end they are NUL. */
struct cursor {
	const char *p;
	uint32_t n, i;
};

static unsigned char peek(const struct cursor *c, uint32_t ahead)
{
	return c->i + ahead < c->n ? (unsigned char)c->p[c->i + ahead] : '\0';
}

/* Length of the space at the cursor: ASCII, U+00A0, U+2002 to U+200B, U+202F. */
static uint32_t space_length(const struct cursor *c)
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
static char sign_at(const struct cursor *c, uint32_t *n)
{
	unsigned char b = peek(c, 0), d = peek(c, 1), t = peek(c, 2);
	*n = 1;
	if (b < 0x80)
		return b == '\0' ? '?' : (char)b;
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

static void set_word(struct lex_token *t, uint16_t w)
{
	t->word = w;
	t->kind = w == 0 ? LEX_UNKNOWN : LEX_WORD;
	t->literal = lang_words[w].literal; /* 0 for word 0 */
	for (size_t i = 0; i < lang_words[w].n_senses; i++)
		if (!lang_words[w].senses[i].cap || t->cap)
			t->mask |= LEX_BIT(lang_words[w].senses[i].class);
}

/* "a.m.", "B.C.E.": single letters with dots. False: not that. */
static bool dotted(struct cursor *c, struct lex_token *t)
{
	char lower[8];
	uint32_t n = 0, i = 0;
	while (n < sizeof(lower) && is_alpha(peek(c, i)) && peek(c, i + 1) == '.') {
		lower[n++] = to_lower((char)peek(c, i));
		i += 2;
	}
	/* "p.m" with its last dot left out */
	if (n == 1 && is_alpha(peek(c, i)) && !is_letter(peek(c, i + 1))) {
		lower[n++] = to_lower((char)peek(c, i));
		i++;
	}
	if (n < 2)
		return false;
	set_word(t, find_word(lower, n));
	c->i += i;
	return true;
}

static void read_word(struct cursor *c, struct lex_token *t)
{
	t->cap = is_upper(peek(c, 0)) || peek(c, 0) >= 0x80;
	if (peek(c, 1) == '.' && dotted(c, t))
		return;
	char lower[WORD_MAX];
	uint32_t n = 0, sign;
	for (;; c->i++, n++) {
		unsigned char b = peek(c, 0);
		if (is_alpha(b) || is_digit(b) || b == '_' ||
		    (b >= 0x80 && sign_at(c, &sign) == '\0'))
			;
		else if (b == '\'' && n == 1 && lower[0] == 'o' && is_alpha(peek(c, 1)))
			; /* o'clock */
		else if (b == 0xE2 && n == 1 && lower[0] == 'o' && sign_at(c, &sign) == '\'' &&
			 is_alpha(peek(c, sign))) {
			c->i += sign - 1;
			b = '\'';
		} else
			break;
		if (n < WORD_MAX)
			lower[n] = to_lower((char)b);
	}
	set_word(t, n > WORD_MAX ? 0 : find_word(lower, n));
	t->end = c->i;
	if (peek(c, 0) == '.' && lang_words[t->word].dot)
		c->i++;
}

/* Reads digits: how many, and their number (0 when over 9 digits). */
static uint32_t digits(struct cursor *c, int32_t *ret)
{
	uint32_t n = 0;
	int32_t v = 0;
	for (; is_digit(peek(c, 0)); c->i++, n++)
		if (n < 9)
			v = v * 10 + (peek(c, 0) - '0');
	*ret = n > 9 ? 0 : v;
	return n;
}

static bool days_fit(int32_t y, int32_t m, int32_t d)
{
	static const uint8_t most[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	(void)y;
	return m >= 1 && m <= 12 && d >= 1 && d <= most[m - 1];
}

static void set_shape(struct lex_token *t, enum lex_class class)
{
	t->kind = LEX_NUMBER;
	t->mask |= LEX_BIT(class);
}

/* After the hour at "h:": minutes, perhaps seconds. The cursor is on the colon. */
static bool read_clock(struct cursor *c, struct lex_token *t, int32_t hour)
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
	}
	if (peek(&k, 0) == ':' && is_digit(peek(&k, 1)))
		return false;
	set_shape(t, LEX_CLOCK);
	t->v[LEX_HH] = hour;
	t->v[LEX_MM] = m;
	t->v[LEX_SS] = s;
	*c = k;
	return true;
}

/* The clock and zone of "2025-09-21T11:20:00Z". */
static void read_iso_clock(struct cursor *c, struct lex_token *t)
{
	struct cursor k = *c;
	int32_t h, m, s = 0, oh, om = 0;
	if (peek(&k, 0) != 'T' && peek(&k, 0) != 't')
		return;
	k.i++;
	if (digits(&k, &h) != 2 || peek(&k, 0) != ':' || h > 23)
		return;
	k.i++;
	if (digits(&k, &m) != 2 || m > 59)
		return;
	if (peek(&k, 0) == ':' && is_digit(peek(&k, 1))) {
		k.i++;
		digits(&k, &s);
		if (peek(&k, 0) == '.' && is_digit(peek(&k, 1))) {
			int32_t fraction;
			k.i++;
			digits(&k, &fraction);
		}
	}
	t->v[LEX_HH] = h;
	t->v[LEX_MM] = m;
	t->v[LEX_SS] = s > 60 ? 0 : s;
	*c = k;
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

/* Two or three numbers with one separator: "2025-09-21", "21.9.2025", "9/21".
 * The cursor is on the first separator; n, a: the digits before it. */
static bool read_date(struct cursor *c, struct lex_token *t, uint32_t n, int32_t a)
{
	struct cursor k = *c;
	unsigned char sep = peek(&k, 0);
	int32_t b, d;
	k.i++;
	uint32_t nb = digits(&k, &b);
	if (nb == 0 || nb > 2)
		return false;
	if (peek(&k, 0) != sep || !is_digit(peek(&k, 1))) {
		if (sep != '/' || n > 2 || a == 0 || b == 0 || a > 31 || b > 31)
			return false;
		set_shape(t, LEX_NUMDATE2);
		t->v[0] = a;
		t->v[1] = b;
		*c = k;
		return true;
	}
	k.i++;
	uint32_t nd = digits(&k, &d);
	if (peek(&k, 0) == sep && is_digit(peek(&k, 1)))
		return false; /* a version, an address */
	if (n == 4 && nd <= 2) {
		if (!days_fit(a, b, d))
			return false;
		set_shape(t, LEX_ISODATE);
		t->v[LEX_Y] = a;
		t->v[LEX_M] = b;
		t->v[LEX_D] = d;
		*c = k;
		read_iso_clock(c, t);
		return true;
	}
	if (n > 2 || (nd != 4 && nd != 2) || !(days_fit(0, a, b) || days_fit(0, b, a)))
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
	if (n == 4 && v >= 1000 && v <= 2999)
		t->mask |= LEX_BIT(LEX_YEAR);
	if (n == 4 && v / 100 < 24 && v % 100 < 60)
		t->mask |= LEX_BIT(LEX_CLOCK4);
}

/* ",000" or ".5" behind digits. */
static void grouped(struct cursor *c, struct lex_token *t, uint32_t n)
{
	bool thousands = false;
	while (n <= 3 && peek(c, 0) == ',' && is_digit(peek(c, 1)) && is_digit(peek(c, 2)) &&
	       is_digit(peek(c, 3)) && !is_digit(peek(c, 4))) {
		int32_t v;
		c->i++;
		digits(c, &v);
		t->v[LEX_V] = t->v[LEX_V] > 2000000 ? 0 : t->v[LEX_V] * 1000 + v;
		thousands = true;
	}
	bool decimal = peek(c, 0) == '.' && is_digit(peek(c, 1));
	if (decimal) {
		c->i++;
		for (int32_t place = 100; is_digit(peek(c, 0)); c->i++, place /= 10)
			t->v[1] += place * (peek(c, 0) - '0');
	}
	if (thousands || decimal)
		t->mask = LEX_BIT(LEX_NUM);
}

/* Is the word ahead, after at most one space, in the class? */
static bool word_ahead(const struct cursor *c, enum lex_class class)
{
	struct cursor k = *c;
	struct lex_token t;
	k.i += space_length(&k);
	if (!is_alpha(peek(&k, 0)))
		return false;
	memset(&t, 0, sizeof(t));
	read_word(&k, &t);
	return (t.mask & LEX_BIT(class)) != 0;
}

/* Letters that touch the number: "21st", "1990s", "9h10", "3pm"; else it is
 * part of something else. */
static void suffixed(struct cursor *c, struct lex_token *t, uint32_t n, int32_t v)
{
	static const char suffixes[4][3] = {"st", "nd", "rd", "th"};
	char a = to_lower((char)peek(c, 0)), b = to_lower((char)peek(c, 1));
	bool two = !is_letter(peek(c, 2)) && !is_digit(peek(c, 2));
	for (int i = 0; i < 4 && two; i++)
		if (a == suffixes[i][0] && b == suffixes[i][1]) {
			set_shape(t, LEX_ORD);
			t->mask = LEX_BIT(LEX_ORD) | (v >= 1 && v <= 31 ? LEX_BIT(LEX_DAY) : 0);
			c->i += 2;
			return;
		}
	if (a == 's' && !is_letter((unsigned char)b) && (n == 4 || n == 2) && v % 10 == 0) {
		t->mask = LEX_BIT(LEX_DECADE);
		c->i++;
		return;
	}
	if (a == 'h' && is_digit(peek(c, 1)) && n <= 2 && read_clock(c, t, v)) {
		t->mask = LEX_BIT(LEX_CLOCK);
		return;
	}
	if (word_ahead(c, LEX_AMPM) || word_ahead(c, LEX_UNIT))
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

static void read_number(struct cursor *c, struct lex_token *t)
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
		if (!read_clock(c, t, v))
			skip_run(c, t);
		return;
	}
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
		if ((word_ahead(&k, LEX_AMPM) || word_ahead(&k, LEX_CLOCKWORD)) &&
		    read_clock(c, t, v)) {
			t->mask = LEX_BIT(LEX_CLOCK);
			return;
		}
	}
	grouped(c, t, n);
	if (peek(c, 0) == '.' && is_digit(peek(c, 1)))
		skip_run(c, t);
	else if (is_letter(peek(c, 0))) {
		uint32_t length;
		if (is_alpha(peek(c, 0)) || sign_at(c, &length) == '\0')
			suffixed(c, t, n, v);
	}
}

/* A sign before or after a number that makes it an amount, a tag or an address. */
static bool taints(char sign)
{
	return sign != '\0' && strchr("$#@%_\\=*^~<>|", sign) != NULL;
}

static bool skip_address(struct cursor *c)
{
	if (peek(c, 0) != ':' || peek(c, 1) != '/' || peek(c, 2) != '/')
		return false;
	while (c->i < c->n && space_length(c) == 0)
		c->i++;
	return true;
}

bool lex_next(struct dl_str text, uint32_t *at, struct lex_token *ret)
{
	struct cursor c = {text.p, (uint32_t)text.n, *at};
	uint32_t n;
	struct lex_token t;
	memset(&t, 0, sizeof(t));
	t.glued = c.i != 0;
	while ((n = space_length(&c)) != 0) {
		c.i += n;
		t.glued = false;
	}
	if (c.i >= c.n)
		return false;
	t.start = c.i;
	char sign = sign_at(&c, &n);
	if (is_digit((unsigned char)sign)) {
		read_number(&c, &t);
		t.end = c.i;
		struct cursor before = {text.p, c.n, t.start == 0 ? 0 : t.start - 1};
		uint32_t ignored;
		/* "€5": the last byte of the sign is not its first; the currency signs end so */
		char back = t.start == 0 ? ' ' : sign_at(&before, &ignored);
		bool money = t.start >= 3 && memcmp(text.p + t.start - 3, "\xE2\x82", 2) == 0;
		bool pound = t.start >= 2 && memcmp(text.p + t.start - 2, "\xC2\xA3", 2) == 0;
		if (taints(back) || money || pound || taints((char)peek(&c, 0)) ||
		    memcmp((char[]){(char)peek(&c, 0), (char)peek(&c, 1)}, "\xC2\xB0", 2) == 0)
			t.tainted = true;
	} else if (sign == '\0' || is_alpha((unsigned char)sign)) {
		read_word(&c, &t);
		if (t.end == 0)
			t.end = c.i;
	} else if (!skip_address(&c)) {
		t.kind = LEX_PUNCT;
		t.literal = lang_signs[(unsigned char)sign & 127];
		c.i = c.i + n < c.n ? c.i + n : c.n; /* the text may be cut inside a sign */
		t.end = c.i;
	} else {
		t.kind = LEX_UNKNOWN;
		t.end = c.i;
	}
	if (t.kind == LEX_NUMBER && t.tainted) {
		t.kind = LEX_UNKNOWN;
		t.mask = 0;
	}
	t.stop = c.i;
	*at = c.i;
	*ret = t;
	return true;
}
