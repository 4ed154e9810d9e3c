/* SPDX-License-Identifier: MIT */
/* The tables that mklang makes of *.lang. */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include <dateline/base.h>

/* Cues: words and phrases around time expressions that say what a sentence
 * does ("subsequently", "was held", "deadline"). In a .lang file:
 *
 *     cue connective  subsequently, after that, afterwards = after
 *
 * names the class, the phrases (lower case, single spaces, separated by
 * commas) and, optionally, one value for all of them. */
struct lang_cue {
	const char *text; /* lower case, words separated by one space */
	uint8_t length;
	uint8_t words;
	uint8_t language;  /* index into lang_names */
	uint8_t class;	   /* index into lang_cue_classes: enum lang_cue_class */
	const char *value; /* "" if none */
};

/* Sorted by language, text (strcmp), then class. */
extern const struct lang_cue lang_cues[];
extern const size_t lang_n_cues;
extern const char *const lang_names[]; /* "en", … */
extern const size_t lang_n_names;
/* No more languages than this. */
#define LANG_MAX 32
/* Index of the language of a BCP 47 tag ("de-AT"); lang_n_names: there is none. */
size_t lang_index(struct dl_str tag);

/* How sentences and words of a language are built: mklang.c, `shape`. By index
 * into lang_names. */
struct lang_habits {
	bool verb_second, compounds, dot_day, elides, article_dates;
};
extern const struct lang_habits lang_habits[];
/* What titles say for a word, where the language says it otherwise; the last has
 * no word. */
struct lang_say {
	size_t language;
	const char *word, *text;
};
extern const struct lang_say lang_says[];
/* The text for a word; the word itself if there is none. */
const char *lang_say(size_t language, const char *word);

/* A text that is a cue of a language, or the first word of one; its cues lie together, those
 * that are the text first. */
struct lang_cue_key {
	const char *text;
	uint64_t head[2]; /* its first 16 bytes, the first the lowest, zero behind its end */
	uint64_t exact;	  /* bit per class: a cue of it is this text */
	uint16_t first, n_exact, n;
	uint8_t length, language;
};

/* The generated classes: LANG_CUE_CONNECTIVE … */
#include "lang-cues.h"

_Static_assert(LANG_CUE_N <= 64, "one bit for each class of cues");

/* Zero bytes that stand behind the text of a look-up. */
#define LANG_CUE_PAD 8
/* The key that is n bytes of text, in lower case; NULL: none. */
const struct lang_cue_key *lang_cue_key(size_t language, const char *text, size_t n);
/* The same for at most 16 bytes, as a key has them. */
const struct lang_cue_key *lang_cue_key_short(size_t language, const uint64_t head[2], size_t n);

/* For labels and other fixed words that count whatever the language. */
#define LANG_ANY SIZE_MAX
/* Cues of a language and class whose text is exactly these bytes (case folded
 * for ASCII and Latin-1); NULL if none. */
const struct lang_cue *lang_cue_find(size_t language, struct dl_str words, enum lang_cue_class);

#endif
