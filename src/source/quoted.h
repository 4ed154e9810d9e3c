/* SPDX-License-Identifier: MIT */
/* Plain text without its quotation marks ("> …", as in mail). */
#ifndef SOURCE_QUOTED_H
#define SOURCE_QUOTED_H

#include "text/builder.h"

struct quoted_run {
	uint32_t start, depth; /* from this offset of the text on */
};

/* All zero at first. */
struct quoted {
	struct quoted_run *runs; /* NULL: nothing is quoted */
	size_t n, cap, at;
};

/* Makes the source the builder's text: the very bytes, if there is nothing to
 * clean and nothing quoted, else a copy without marks and invisible characters.
 * Returns the text; a byte order mark is still in front of a text that was not
 * copied. */
struct dl_str quoted_load(struct quoted *, struct text_builder *);
/* Depth of quotation at an offset of the text; to be asked for rising ones. */
uint32_t quoted_at(struct quoted *, uint32_t at);

#endif
