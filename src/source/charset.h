/* SPDX-License-Identifier: MIT */
/* Bytes in a charset → UTF-8, with the way back to each of them. */
#ifndef SOURCE_CHARSET_H
#define SOURCE_CHARSET_H

#include <dateline/base.h>

#include "text/doc.h"

struct charset {
	const char *name;  /* as iconv(3) knows it */
	const char *label; /* for people */
	enum { CHARSET_UTF8, CHARSET_1252, CHARSET_SINGLE, CHARSET_MULTI, CHARSET_ESCAPES } kind;
};

/* By a name that a document gives ("latin1", "ISO_8859-1"); NULL: unknown. As in
 * browsers, Latin-1 and ASCII are Windows-1252, which has all of their characters. */
const struct charset *charset_find(struct dl_str name);

/* What the beginning of a document declares: <meta charset>, an XML declaration,
 * "-*- coding: latin-1 -*-" in one of the first two lines; empty: nothing. */
struct dl_str charset_declared(struct dl_str source);

/* What was met on the way; offsets are of the bytes. */
struct charset_report {
	const struct charset *used;
	bool guessed; /* nothing (that is known) was declared, and it is not UTF-8 */
	bool mixed;   /* UTF-8, with bytes of Windows-1252 among it */
	bool cut;     /* the last character is cut off */
	bool noted;   /* bad, at and byte are set */
	/* The first byte that is no character, or is not UTF-8 when guessed or mixed: where
	 * it is, and where what was made of it is in the text. */
	size_t bad, at;
	unsigned char byte;
	size_t bad_left; /* how many are no characters; U+FFFD stands for each */
};

/* Appends bytes as UTF-8; from is the offset of the first (below to->over, if
 * there is that). label: what is declared, perhaps nothing. Valid UTF-8 is taken
 * for that whatever is declared, but for escape sequences (ISO-2022-JP). Fails
 * only as to does. */
void charset_decode(struct decoded *to, struct dl_str label, struct dl_str bytes, uint32_t from,
    struct charset_report *ret);

/* Warns of what was assumed; the text begins at source offset from. false: no memory. */
bool charset_warn(struct arena *, struct text_doc *, const struct charset_report *,
    struct dl_str label, size_t from);

/* Makes doc->source, origin and encoding of doc->raw where that is not UTF-8, and
 * warns of what was assumed; leaves them alone where it is, or where the bytes are
 * no text. Fails with DL_NOMEM and DL_LIMIT. */
int charset_read(struct arena *, struct text_doc *doc, struct dl_error *reterr);

#endif
