/* SPDX-License-Identifier: MIT */
/* A stretch of text as words and punctuation, each marked with the classes of
 * cues (lang.h) that begin at it. */
#ifndef EVENT_WORDS_H
#define EVENT_WORDS_H

#include <dateline/base.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "when/when.h"

struct word {
	struct dl_span span; /* bytes of the document's text */
	uint64_t cues;	     /* bit per enum lang_cue_class: a cue begins here */
	uint32_t cue_first;  /* the cues that share the first word: index and number */
	uint16_t cue_n;
	uint8_t cue_words; /* of the longest cue of several words; 0: none */
	char punct;    /* 0: a word; else the character, dashes as '-', quotes as '"', rest '*' */
	bool capital;  /* begins with a capital letter */
	bool upper;    /* two letters and more, all capitals */
	bool number;   /* begins with a digit */
	bool spaced;   /* white space or the start before it */
	bool newline;  /* a line break in that white space */
	bool time;     /* part of a time expression, or the little word that leads to one */
	bool aside;    /* inside round or square brackets, the brackets included */
	uint32_t expr; /* index of its time expression; WHEN_NONE: none */
};

struct words {
	struct arena *arena;
	struct dl_str text; /* the document's */
	size_t language;    /* whose cues count */
	struct word *v;
	size_t n, cap;
	struct word *head; /* words_read_head() */
	size_t n_head;
	uint32_t head_end;
};

/* Bits of struct word's cues. */
#define CUE(NAME) ((uint64_t)1 << LANG_CUE_##NAME)

/* Replaces what is in *ws by the words of the span. text, arena and the memory
 * of earlier calls are kept. False: no memory. */
bool words_read(struct words *ws, struct dl_span span);
/* The same, and cues are marked at the first word alone. */
bool words_read_first(struct words *ws, struct dl_span span);

/* Reads the text up to an offset into ws->head, once for all who look at it:
 * words_read() copies from there what lies in it. */
bool words_read_head(struct words *ws, uint32_t end);

/* Marks the words of a time expression and of the little word before it. */
void words_mark_time(struct words *ws, const struct when_list *, uint32_t expr);

static inline bool words_is(const struct words *ws, size_t i, uint64_t classes)
{
	return i < ws->n && (ws->v[i].cues & classes) != 0;
}

/* Where it has one: words_cue(). */
size_t words_cue_longest(
    const struct words *ws, size_t i, enum lang_cue_class class, const char **ret_value);

/* Words of the longest cue of a class that begins at word i, 0: none.
 * ret_value (may be NULL): its value. */
static inline size_t words_cue(
    const struct words *ws, size_t i, enum lang_cue_class class, const char **ret_value)
{
	return words_is(ws, i, (uint64_t)1 << class) ? words_cue_longest(ws, i, class, ret_value)
						     : 0;
}

/* The text of a word, as written. */
struct dl_str words_text(const struct words *ws, size_t i);
/* The text from word first to before word end, what stands between included. */
struct dl_str words_between(const struct words *ws, size_t first, size_t end);
/* First word at or after a text offset; ws->n: none. */
size_t words_at(const struct words *ws, uint32_t offset);
/* Time expressions and what is in brackets count as absent. */
bool words_gap(const struct words *ws, size_t i);
/* Does the word have an ending of this kind (`cue ending` in the language file:
 * 'g' "-ing", 'd' "-ed", 's' "-s", 'l' "-ly"), with two letters and more before it? */
bool words_ending(const struct words *ws, size_t i, char kind);
bool words_adverb(const struct words *ws, size_t i);
/* A dash with spaces around it, not in brackets. */
bool words_boundary_dash(const struct words *ws, size_t i);
/* A comma, colon or dash that parts phrases, not in brackets. */
bool words_boundary(const struct words *ws, size_t i);

/* Does a cue of this class make up all of the text, spaces and punctuation
 * around it aside? The value, or NULL. For labels and headings. */
const char *cue_whole(size_t language, struct dl_str text, enum lang_cue_class);

#endif
