/* SPDX-License-Identifier: MIT */
/* Passing over text in which nothing begins. Of a hundred words of prose one or
 * two are anchors; the others are hashed eight letters at a time and at most
 * looked up, and no token is made of them. What takes a closer look (numbers,
 * abbreviations with dots, letters beyond ASCII) is lex_next()'s. */
#include "when/lex.h"

#include "base/str.h"
#include "when/cursor.h"
#include "when/holiday.h"
#include "when/lexicon.h"

/* Bytes that a look at a word may reach over its end. */
#define AHEAD (2 * LANG_HASH_STEP)

#define NO_RUN UINT32_MAX

struct seek {
	struct cursor c;
	const struct lex_hunt *hunt;
	uint32_t run; /* where the run of parts began that the cursor is in, or NO_RUN */
	bool paired;  /* it has a word of hunt->pairs */
};

/* A token of this literal and these classes starts at the cursor; those of a
 * word count for pairs. True: it is an anchor. */
static inline bool note(struct seek *s, uint16_t literal, uint64_t mask, bool is_word)
{
	if (!lex_is_part(s->hunt, literal, mask)) {
		s->run = NO_RUN;
		return false;
	}
	bool first = s->run == NO_RUN; /* no branch: nobody could foretell it */
	s->run = first ? s->c.i : s->run;
	s->paired &= !first;
	if ((mask & s->hunt->anchors) != 0)
		return true;
	if (!is_word || (mask & s->hunt->pairs) == 0)
		return false;
	bool second = s->paired;
	s->paired = true;
	return second;
}

/* The token at the cursor, by lex_next(). */
static bool pass_token(struct seek *s)
{
	struct lex_token t;
	struct dl_str text = {s->c.p, s->c.n};
	uint32_t at = s->c.i;
	if (!lex_next(s->c.lexicon, text, &at, &t)) {
		s->c.i = s->c.n;
		return false;
	}
	s->c.i = t.start;
	if (t.kind == LEX_UNKNOWN)
		t.literal = 0, t.mask = 0;
	if (note(s, t.literal, t.mask, t.kind == LEX_WORD))
		return true;
	s->c.i = at;
	return false;
}

/* A character that is not ASCII: the signs and spaces of word processors. */
static bool pass_high(struct seek *s)
{
	uint32_t n = space_length(&s->c);
	if (n != 0) {
		s->c.i += n;
		return false;
	}
	char sign = sign_at(&s->c, &n);
	if (sign == '\0')
		return pass_token(s);
	note(s, lang_signs[(unsigned char)sign & 127], 0, false);
	s->c.i = s->c.i + n < s->c.n ? s->c.i + n : s->c.n;
	return false;
}

/* Does the word of n letters at the cursor go on behind them, or is it one that
 * letters alone do not show? */
static inline bool goes_on(const struct seek *s, uint32_t n)
{
	struct cursor k = s->c;
	k.i += n;
	unsigned char next = peek(&k, 0);
	if (next == ' ')
		return false;
	if (n == 1 && (next == '.' || next == '\'' || next >= 0x80)) /* a.m., o'clock */
		return true;
	if (next == '^' || (next == '.' && is_lower(peek(&k, 1)))) /* sec^2, monday.com */
		return true;
	uint32_t length;
	return is_digit(next) || next == '_' || (next >= 0x80 && sign_at(&k, &length) == '\0');
}

/* The word at the cursor, of up to 15 letters; AHEAD bytes are there. */
static bool pass_word(struct seek *s)
{
	const char *p = s->c.p + s->c.i;
	uint64_t w = eight_little(p) | EIGHT(0x20), rest = 0;
	uint64_t others = ~eight_letters(eight_load(p)) & EIGHT(0x80);
	uint32_t n = LANG_HASH_STEP;
	if (others != 0) {
		n = eight_first(others);
		w &= UINT64_MAX >> (64 - 8 * n);
	} else if ((others = ~eight_letters(eight_load(p + n)) & EIGHT(0x80)) != 0) {
		uint32_t m = eight_first(others);
		rest =
		    m == 0 ? 0 : (eight_little(p + n) | EIGHT(0x20)) & UINT64_MAX >> (64 - 8 * m);
		n += m;
	} else
		return pass_token(s);
	if (goes_on(s, n))
		return pass_token(s);
	uint64_t h = lang_hash_step(0, w);
	if (n > LANG_HASH_STEP)
		h = lang_hash_step(h, rest);
	uint16_t word = 0;
	if (lexicon_maybe(s->c.lexicon, lang_hash_end(h)))
		word = lexicon_probe(s->c.lexicon, lang_hash_end(h), w, rest, n);
	if (word == 0) {
		s->run = NO_RUN;
		s->c.i += n + (p[n] == ' ');
		return false;
	}
	const struct lex_word *found = &lang_words[word];
	if (found->cut != 0)
		return pass_token(s);
	uint64_t mask = found->mask;
	if ((mask & LEX_BIT(LEX_HOLIDAY)) != 0) {
		struct dl_str rest_of_text = {p, s->c.n - s->c.i};
		if (holiday_may_begin(rest_of_text, n, found))
			return pass_token(s);
		mask &= ~LEX_BIT(LEX_HOLIDAY);
	}
	if (note(s, found->literal, mask, true))
		return true;
	s->c.i += n + (p[n] == ' ' || (found->dot && p[n] == '.'));
	return false;
}

bool lex_seek(
    const struct lexicon *lexicon, struct dl_str text, uint32_t *at, const struct lex_hunt *hunt)
{
	struct seek s = {{text.p, (uint32_t)text.n, *at, lexicon}, hunt, NO_RUN, false};
	uint32_t far = text.n < AHEAD ? 0 : (uint32_t)text.n - AHEAD;
	bool found = false;
	while (!found && s.c.i < s.c.n)
		switch (lang_kinds[(unsigned char)text.p[s.c.i]]) {
		case LEX_BYTE_SPACE:
			s.c.i++;
			break;
		case LEX_BYTE_LETTER:
			found = s.c.i < far ? pass_word(&s) : pass_token(&s);
			break;
		case LEX_BYTE_SIGN:
			note(&s, LIT_COMMA, 0, false);
			s.c.i++;
			break;
		case LEX_BYTE_OTHER:
			s.run = NO_RUN;
			s.c.i++;
			break;
		case LEX_BYTE_HIGH:
			found = pass_high(&s);
			break;
		default:
			found = pass_token(&s);
			break;
		}
	*at = found ? s.run : s.c.n;
	return found;
}
