/* SPDX-License-Identifier: MIT */
/* What the lines of a text are to each other: one running text that was
 * wrapped, or entries of their own. lines.c says by which policy. */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include <dateline/base.h>

/* How a line begins, from nothing to certain. */
enum lines_entry {
	LINES_PLAIN,
	LINES_WEAK,  /* a few words and a number: "Friday 13 March", but also "Room 12" */
	LINES_YEAR,  /* "1868  Foundation stone", "c. 1868 - Foundation stone" */
	LINES_DATE,  /* "2026-03-13", "13.03.2026", "13 March 2026" */
	LINES_CLOCK, /* "10:00 Opening", "3 pm", "10 Uhr" */
	LINES_ENTRIES
};

struct line {
	struct dl_span span; /* bytes of the text, white space off both ends */
	uint32_t next;	     /* where the next line starts */
	uint32_t indent;     /* columns before span; tabs go to multiples of 8 */
	uint32_t width;	     /* columns up to the end of span, indent included; a wide character
			      * (Han, Hangul, kana) takes two. Some number over LINES_LONG for
			      * all lines that are longer */
	uint32_t first_word; /* columns of its first word; of a wide character: 2 */
};

/* The line that starts at offset at, which is before end. Does not look beyond end. */
struct line line_at(struct dl_str text, uint32_t at, uint32_t end);
enum lines_entry line_entry(struct dl_str line);
/* Nothing but a date: "Friday 13 March 2026", "1868", "Day 2 (Thursday)". */
bool line_is_bare(struct dl_str line);
/* What the line begins with, words and short and long numbers, as a number. */
unsigned line_shape(struct dl_str line);
/* Ends as a sentence does (. ! ? …), brackets and quotes after it not counted. */
bool line_is_sentence(struct dl_str line);
/* The same, or as a clause does (; ,): no heading does. */
bool line_is_closed(struct dl_str line);
/* Set in bold, it would be a heading: short, not a sentence, and either only a
 * date or without numbers. (A bold "2-4 May, Town Hall" is what it says.) */
bool line_is_caption(struct dl_str line);
/* Begins with a small letter of ASCII. */
bool line_is_lower(struct dl_str line);
/* "Entries close: 19 July", "Judging - 7 August", "Finals .... 3 May": a label,
 * a separator, a number somewhere after it. */
bool line_is_pair(struct dl_str line);

/* Lines this wide are paragraphs: nobody wraps text there. */
#define LINES_LONG 160

/* The column at which a text is wrapped by hand or by an editor; 0: it is not. */
uint32_t lines_wrap(struct dl_str text);
/* The break after line was made on purpose: the next line's first word would
 * have fitted on it. */
bool lines_is_forced(const struct line *line, const struct line *next, uint32_t wrap);

enum lines_kind {
	LINES_TEXT,    /* running text */
	LINES_HEADING, /* the day over its entries, the line that announces them */
	LINES_ENTRY    /* an entry and the lines that go on with it */
};

/* What a line that stands alone is: an entry, if it begins like one and does not
 * end like a sentence. */
enum lines_kind lines_single(struct dl_str line);

/* Takes lines that stand together (no blank line in them) apart. */
struct lines {
	struct dl_str text;
	uint32_t wrap, at, end;
	enum { LINES_RUNNING, LINES_BY_PARAGRAPH, LINES_BY_LINE, LINES_BY_ENTRY } mode;
	bool is_first;	       /* no part was given out yet */
	enum lines_entry lead; /* LINES_BY_ENTRY: kind of the first entry */
	unsigned lead_shape;   /* and its shape, if days lead and clock times follow; else 0 */
	bool plain_heads;      /* short plain lines before clock times are headings */
};

void lines_begin(struct lines *, struct dl_str text, struct dl_span, uint32_t wrap);
/* The next part, without white space at its ends; false: there are no more. */
bool lines_next(struct lines *, struct dl_span *ret, enum lines_kind *ret_kind);

#endif
