/* SPDX-License-Identifier: MIT */
/* Which characters of a source reach the text, and as what. */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include <dateline/base.h>

enum clean {
	CLEAN_KEEP,
	CLEAN_DROP,  /* soft hyphens, zero-width spaces, direction marks, a carriage return */
	CLEAN_SPACE, /* no-break, thin, ideographic spaces; control characters */
	CLEAN_BREAK  /* line and paragraph separators */
};

/* What becomes of one character. A carriage return is dropped: whoever reads
 * one that no "\n" follows makes it a CLEAN_BREAK. */
enum clean clean_char(uint32_t c);

/* Bytes of the longest prefix of valid text that stays as it is. */
size_t clean_prefix(struct dl_str);

#endif
