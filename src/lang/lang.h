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

/* Sorted by text (strcmp), then class. */
extern const struct lang_cue lang_cues[];
extern const size_t lang_n_cues;
extern const char *const lang_names[]; /* "en", … */
extern const size_t lang_n_names;

/* The generated classes: LANG_CUE_CONNECTIVE … */
#include "lang-cues.h"

/* Cues of a class whose text is exactly these bytes (case folded for ASCII);
 * NULL if none. */
const struct lang_cue *lang_cue_find(struct dl_str words, enum lang_cue_class);

#endif
