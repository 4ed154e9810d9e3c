/* SPDX-License-Identifier: MIT */
/* Looking a word up: eight letters are one number, so most words take one
 * multiplication, and most words that are none of ours one look at a filter. */
#ifndef WHEN_LEXICON_H
#define WHEN_LEXICON_H

#include <string.h>

#include "base/eight.h"
#include "lang/hash.h"
#include "when/tables.h"

/* Longer runs of letters are no words of any lexicon. */
#define LEXICON_WORD_MAX 32

/* A word for the look-up: lower case, zero bytes behind it. */
struct lexicon_key {
	char text[LEXICON_WORD_MAX + LANG_HASH_STEP];
};

/* May a word with this hash be in the lexicon? */
static inline bool lexicon_maybe(const struct lexicon *l, uint32_t h)
{
	return (l->filter[h >> 16 >> 5] >> (h >> 16 & 31) & 1) != 0;
}

/* The number of the word whose hash is h and whose first bytes are head, the
 * next rest; those of a word over 16 bytes are not compared. 0: none. */
static inline uint16_t lexicon_probe(
    const struct lexicon *l, uint32_t h, uint64_t head, uint64_t rest, size_t n)
{
	uint32_t d = l->disp[h & (l->n_buckets - 1)];
	uint16_t w = l->slots[lang_hash_slot(h, d, l->n_slots)];
	const struct lex_word *word = &lang_words[w];
	bool same = word->length == n && word->head[0] == head && word->head[1] == rest;
	return same ? w : 0;
}

/* The number of a word; 0: it is not in the lexicon. */
static inline uint16_t lexicon_find(
    const struct lexicon *l, const struct lexicon_key *key, size_t n)
{
	uint64_t head = eight_little(key->text), rest = eight_little(key->text + LANG_HASH_STEP);
	uint64_t h = lang_hash_step(0, head);
	for (size_t i = LANG_HASH_STEP; i < n; i += LANG_HASH_STEP)
		h = lang_hash_step(h, eight_little(key->text + i));
	if (!lexicon_maybe(l, lang_hash_end(h)))
		return 0;
	uint16_t w = lexicon_probe(l, lang_hash_end(h), head, rest, n);
	if (w != 0 && n > 2 * LANG_HASH_STEP && memcmp(lang_words[w].text, key->text, n) != 0)
		return 0;
	return w;
}

#endif
