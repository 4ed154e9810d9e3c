/* SPDX-License-Identifier: MIT */
/* The tables made by mklang; when/tables.c holds them. */
#ifndef WHEN_TABLES_H
#define WHEN_TABLES_H

#include "when/phrase.h"

/* Endings of numbers, and their bytes with a zero byte: as in mklang.h. */
#define LEXICON_SUFFIXES 8
#define LEXICON_SUFFIX	 6

/* What is a language's own. */
struct lexicon {
	const uint16_t *disp, *slots; /* of the hash of its words (lexicon.h) */
	const uint32_t *filter;
	uint32_t n_slots, n_buckets;
	const struct phrase_node *nodes; /* of its rows, from the root on */
	const struct phrase_edge *edges;
	bool dot_day, elides, decimal_comma; /* mklang.c, `shape` */
	/* What makes ordinals and decades of numbers: "st", "s"; the last is "". */
	char suffixes[LEXICON_SUFFIXES][LEXICON_SUFFIX], decades[LEXICON_SUFFIXES][LEXICON_SUFFIX];
	const char *month_first; /* tags, parted by spaces */
};

/* By index into lang_names; behind them the words that tell languages apart:
 * their mask has a bit for each language, and LANG_MAX higher one that says that
 * the word tells more than others. */
extern const struct lexicon lang_lexicons[];
extern const uint8_t lang_kinds[256]; /* enum lex_byte */
extern const struct lex_word lang_words[];
extern const struct phrase_row lang_rows[]; /* 1-based */
extern const uint16_t lang_n_rows;
extern const uint8_t lang_signs[128]; /* ASCII sign → literal */

#endif
