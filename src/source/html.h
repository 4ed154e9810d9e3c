/* SPDX-License-Identifier: MIT */
/* HTML for the HTML reader and for the pieces of it in Markdown. */
#ifndef SOURCE_HTML_H
#define SOURCE_HTML_H

#include "source/evidence.h"
#include "source/tag.h"
#include "text/builder.h"

/* Bytes of the longest character reference that has a name, "&" and ";"
 * included; longer ones are text. */
#define HTML_REFERENCE_MAX 40

/* A character reference by name and what it stands for. */
struct html_reference {
	char name[HTML_REFERENCE_MAX]; /* "eacute;" or "eacute", as written */
	uint8_t n_name, used;	       /* bytes of it that belong to the reference */
	uint8_t n;		       /* 0: it is no reference */
	char text[16];
};

/* References that were looked up, so that a text full of them looks each up once. */
#define HTML_REFERENCES 256

struct html {
	struct text_builder *b;
	struct evidence *evidence;
	bool unspoken; /* in what is not read: the sound of a character (ruby), a script */
	struct html_reference references[HTML_REFERENCES];
};

void html_begin(struct html *, struct text_builder *, struct evidence *);

/* Reads bytes from..to of the source as HTML and appends its blocks (html.c). */
void html_append(struct html *, uint32_t from, uint32_t to);

/* Inline markup: links, bold, struck, times. from..to are the tag's bytes in the
 * source (inline.c). */
void html_inline(struct html *, const struct tag *, uint32_t from, uint32_t to);

/* The character reference that s begins with: how many bytes of s it takes (0:
 * none, "&" is just a sign), and its text. */
size_t html_decode(struct html *, struct dl_str s, char ret[16], size_t *ret_n);
/* An attribute's value, its references read; in the arena, or s itself. */
struct dl_str html_value(struct html *, struct dl_str s);

/* What a named reference stands for; false: no memory. Knows all of the HTML
 * standard's names, because gumbo does (html.c). */
bool html_look_up(struct text_builder *, struct html_reference *);

#endif
