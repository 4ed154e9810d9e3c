/* SPDX-License-Identifier: MIT */
/* One pass, no look-back beyond a byte, no heap. Words are hashed once and
 * probed once; numbers are shape.c's. */
#include "when/lex.h"

#include <string.h>

#include "base/str.h"
#include "when/cursor.h"
#include "when/holiday.h"
#include "when/lexicon.h"

/* Looks a word up in any case; 0: not in the lexicon. */
static uint16_t find_fold(const struct lexicon *l, const char *p, size_t n)
{
	struct lexicon_key key = {{0}};
	if (n == 0 || n > LEXICON_WORD_MAX)
		return 0;
	for (size_t i = 0; i < n; i++)
		put_lower(key.text, i, p[i]);
	return lexicon_find(l, &key, n);
}

bool lex_word_in(
    const struct lexicon *l, struct dl_str word, enum lex_class class, int32_t *ret_value)
{
	const struct lex_word *w = &lang_words[find_fold(l, word.p, word.n)];
	for (size_t i = 0; i < w->n_senses; i++)
		if (w->senses[i].class == class) {
			*ret_value = w->senses[i].value;
			return true;
		}
	return false;
}

int32_t lex_value(const struct lex_token *t, enum lex_class class)
{
	if ((t->mask & LEX_BIT(class)) == 0)
		return 0;
	if (t->kind == LEX_NUMBER)
		return t->v[LEX_V];
	const struct lex_word *w = &lang_words[t->word];
	for (size_t i = 0; i < w->n_senses; i++)
		if (w->senses[i].class == class)
			return w->senses[i].value;
	return 0;
}

bool lex_is_small(const struct lex_token *t, enum lex_class class)
{
	if (t->kind != LEX_WORD || t->cap)
		return false;
	const struct lex_word *w = &lang_words[t->word];
	for (size_t i = 0; i < w->n_senses; i++)
		if (w->senses[i].class == class)
			return w->senses[i].cap;
	return false;
}

static void set_word(struct lex_token *t, uint16_t w)
{
	t->word = w;
	t->kind = w == 0 ? LEX_UNKNOWN : LEX_WORD;
	t->literal = lang_words[w].literal; /* 0 for word 0 */
	t->roles = lang_words[w].roles;
	t->mask = lang_words[w].mask;
}

/* Letters with dots that are looked up as one word. */
#define DOTTED_MAX 8

/* "a.m.", "B.C.E.": single letters with dots. False: not that. */
static bool dotted(struct cursor *c, struct lex_token *t)
{
	struct lexicon_key key = {{0}};
	uint32_t n = 0, i = 0;
	while (n < DOTTED_MAX && is_alpha(peek(c, i)) && peek(c, i + 1) == '.') {
		key.text[n++] = to_lower((char)peek(c, i));
		i += 2;
	}
	/* "p.m" with its last dot left out */
	if (n == 1 && is_alpha(peek(c, i)) && !is_letter(peek(c, i + 1))) {
		key.text[n++] = to_lower((char)peek(c, i));
		i++;
	}
	if (n < 2)
		return false;
	set_word(t, lexicon_find(c->lexicon, &key, n));
	c->i += i;
	return true;
}

/* "monday.com", "main.c:12:30", "example.org/2020-01-02": a name that a dot and a
 * small letter go on, up to the next space or sign that ends it. */
static bool skip_name(struct cursor *c, const struct lex_token *t)
{
	unsigned char next = peek(c, 1);
	if (peek(c, 0) == '^')
		return true; /* sec^2 */
	if (peek(c, 0) == '(' && next == ')')
		return true; /* now() */
	if (peek(c, 0) != '.' || next < 'a' || next > 'z' || lang_words[t->word].dot)
		return false;
	for (c->i++; peek(c, 0) > ' ' && peek(c, 0) < 0x80; c->i++)
		if (strchr(",;\"'()<>", peek(c, 0)) != NULL)
			break;
	return true;
}

/* "l'|an", "aujourd'|hui": the apostrophe ends the word. */
static void skip_elision(struct cursor *c)
{
	uint32_t n;
	if (sign_at(c, &n) == '\'' && is_letter(peek(c, n)))
		c->i += n;
}

/* "v.| Chr.", "après|-midi": words that are one in the lexicon, without the spaces
 * behind their dots. The cursor is behind the n letters of key. */
static bool skip_joined(
    struct cursor *c, struct lex_token *t, const struct lexicon_key *first, uint32_t n)
{
	struct lexicon_key key = *first;
	struct cursor k = *c;
	uint32_t best = 0;
	uint16_t word = 0;
	while (n < LEXICON_WORD_MAX) {
		unsigned char b = peek(&k, 0);
		if (b == '.' || b == '-') {
			key.text[n++] = (char)b;
			k.i++;
			k.i += b == '.' ? space_length(&k) : 0;
			continue;
		}
		if (!is_letter(b))
			break;
		for (; n < LEXICON_WORD_MAX && is_letter(peek(&k, 0)); k.i++, n++)
			put_lower(key.text, n, (char)peek(&k, 0));
		uint16_t found = is_letter(peek(&k, 0)) ? 0 : lexicon_find(c->lexicon, &key, n);
		word = found != 0 ? found : word;
		best = found != 0 ? k.i : best;
	}
	if (word == 0)
		return false;
	set_word(t, word);
	c->i = best;
	t->end = best;
	c->i += peek(c, 0) == '.' && lang_words[word].dot;
	return true;
}

static void read_word(struct cursor *c, struct lex_token *t)
{
	t->cap = is_upper(peek(c, 0)) || peek(c, 0) >= 0x80;
	if (peek(c, 1) == '.' && dotted(c, t))
		return;
	struct lexicon_key key = {{0}};
	char *lower = key.text;
	uint32_t n = 0, sign, start = c->i, number = 0;
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
		if (n < LEXICON_WORD_MAX)
			put_lower(lower, n, (char)b);
		if (number == 0 && is_digit(b))
			number = n;
	}
	set_word(t, n > LEXICON_WORD_MAX ? 0 : lexicon_find(c->lexicon, &key, n));
	if (lang_words[t->word].strict && !t->cap)
		set_word(t, 0);
	uint32_t cut = lang_words[t->word].cut;
	bool opens = cut == LEX_OPENS;
	if (cut != 0 && !opens) { /* "Freitagabend": two tokens */
		memset(lower + cut, 0, n - cut);
		set_word(t, lexicon_find(c->lexicon, &key, cut));
		c->i = start + cut;
		t->end = c->i;
		return;
	}
	/* "Feb13", "Oct1st": two tokens */
	if (t->word == 0 && number >= 2 && n <= number + 4 && n <= LEXICON_WORD_MAX) {
		memset(lower + number, 0, n - number);
		set_word(t, lexicon_find(c->lexicon, &key, number));
		if ((number >= 3 && (t->mask & LEX_BIT(LEX_MONTH)) != 0) ||
		    (t->roles & ROLE_FY) != 0) {
			c->i = start + number;
			t->end = c->i;
			return;
		}
		set_word(t, 0);
	}
	if (skip_name(c, t)) {
		t->word = t->literal = t->roles = 0;
		t->mask = 0;
		t->kind = LEX_UNKNOWN;
	}
	t->end = c->i;
	if (opens && skip_joined(c, t, &key, n))
		return;
	if (peek(c, 0) == '.' && lang_words[t->word].dot)
		c->i++;
	else if (c->lexicon->elides)
		skip_elision(c);
}

bool lex_word_ahead(const struct cursor *c, enum lex_class class)
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

/* "3.| Mai", "13.| bis", "6.|/7. Mai": does the dot at the cursor make an ordinal of
 * the number before it? Not before what may begin a sentence. */
static bool day_dot(const struct cursor *c, const struct lex_token *t)
{
	static const uint64_t counted =
	    LEX_BIT(LEX_MONTH) | LEX_BIT(LEX_WDAY) | LEX_BIT(LEX_WDAYAB) | LEX_BIT(LEX_UNIT) |
	    LEX_BIT(LEX_UNIT1) | LEX_BIT(LEX_SEASON) | LEX_BIT(LEX_ANCHOR) | LEX_BIT(LEX_HOLIDAY);
	struct cursor k = *c;
	uint32_t n = t->end - t->start;
	if (n > 2 || peek(&k, 0) != '.' || (t->mask & LEX_BIT(LEX_NUM)) == 0)
		return false;
	k.i++;
	char sign = sign_at(&k, &n);
	if (sign == '-' || sign == '/' || sign == ',')
		return true;
	n = space_length(&k);
	k.i += n;
	unsigned char next = peek(&k, 0);
	if (is_lower(next) || (is_digit(next) && n != 0))
		return true;
	sign = sign_at(&k, &n);
	if (sign == '-')
		return true;
	struct lex_token word;
	memset(&word, 0, sizeof(word));
	if (sign != '\0' && !is_alpha((unsigned char)sign))
		return false;
	read_word(&k, &word);
	return (word.mask & counted) != 0;
}

bool lex_next(const struct lexicon *lexicon, struct dl_str text, uint32_t *at, struct lex_token *t)
{
	struct cursor c = {text.p, (uint32_t)text.n, *at, lexicon};
	uint32_t n;
	memset(t, 0, sizeof(*t));
	while ((n = space_length(&c)) != 0) {
		c.i += n;
	}
	if (c.i >= c.n)
		return false;
	t->start = c.i;
	char sign = sign_at(&c, &n);
	if (is_digit((unsigned char)sign)) {
		shape_read(&c, t);
		t->end = c.i;
		struct cursor before = {text.p, c.n, t->start == 0 ? 0 : t->start - 1, lexicon};
		uint32_t ignored;
		/* "€5": the last byte of the sign is not its first; the currency signs end so */
		char back = t->start == 0 ? ' ' : sign_at(&before, &ignored);
		bool money = t->start >= 3 && memcmp(text.p + t->start - 3, "\xE2\x82", 2) == 0;
		bool pound = t->start >= 2 && memcmp(text.p + t->start - 2, "\xC2\xA3", 2) == 0;
		if (taints(back) || money || pound || taints((char)peek(&c, 0)) ||
		    memcmp((char[]){(char)peek(&c, 0), (char)peek(&c, 1)}, "\xC2\xB0", 2) == 0)
			t->tainted = true;
	} else if (sign == '\0' || is_alpha((unsigned char)sign)) {
		read_word(&c, t);
		if (t->end == 0)
			t->end = c.i;
		if ((t->mask & LEX_BIT(LEX_HOLIDAY)) != 0)
			c.i = holiday_take(text, c.i, t);
	} else if (!skip_address(&c)) {
		t->kind = LEX_PUNCT;
		t->literal = lang_signs[(unsigned char)sign & 127];
		c.i = c.i + n < c.n ? c.i + n : c.n; /* the text may be cut inside a sign */
		t->end = c.i;
	} else {
		t->kind = LEX_UNKNOWN;
		t->end = c.i;
	}
	if (lexicon->dot_day && t->kind == LEX_NUMBER && day_dot(&c, t)) {
		t->mask = (t->mask & LEX_BIT(LEX_DAY)) | LEX_BIT(LEX_ORD) | LEX_BIT(LEX_ANCHOR);
		c.i++;
	}
	if (t->kind == LEX_NUMBER && t->tainted) {
		t->kind = LEX_UNKNOWN;
		t->mask = 0;
	}
	t->stop = c.i;
	*at = c.i;
	return true;
}
