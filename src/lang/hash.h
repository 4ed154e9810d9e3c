/* SPDX-License-Identifier: MIT */
/* The hash of the lexicon and the gazetteer: mklang and mkplaces make the tables
 * with it, when/lexicon.h and event/place.c look up. A word is taken eight bytes at a time, the
 * first the lowest, with zero bytes behind its end. */
#ifndef LANG_HASH_H
#define LANG_HASH_H

#include <stddef.h>
#include <stdint.h>

#define LANG_HASH_STEP	  8
#define LEX_OPENS	  255  /* lex_word.cut of what words with a dot or hyphen begin with */
#define LANG_FILTER_WORDS 2048 /* of 32 bits: 65536 bits for a few thousand words */

static inline uint64_t lang_hash_step(uint64_t h, uint64_t eight)
{
	h = (h ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

static inline uint32_t lang_hash_end(uint64_t h)
{
	return (uint32_t)h;
}

/* The hash of n bytes, begun with h. */
static inline uint32_t lang_hash_from(uint64_t h, const char *s, size_t n)
{
	for (size_t i = 0; i == 0 || i < n; i += LANG_HASH_STEP) {
		uint64_t eight = 0;
		for (size_t k = 0; k < LANG_HASH_STEP && i + k < n; k++)
			eight |= (uint64_t)(unsigned char)s[i + k] << 8 * k;
		h = lang_hash_step(h, eight);
	}
	return lang_hash_end(h);
}

static inline uint32_t lang_hash_text(const char *s, size_t n)
{
	return lang_hash_from(0, s, n);
}

/* The slot of a hash in a bucket displaced by d, of as many as there are. */
static inline uint32_t lang_hash_slot(uint32_t h, uint32_t d, uint32_t n_slots)
{
	uint32_t x = (h ^ d * UINT32_C(0x85EBCA6B)) * UINT32_C(0x9E3779B1);
	return (uint32_t)((uint64_t)x * n_slots >> 32); /* its upper bits */
}

#endif
