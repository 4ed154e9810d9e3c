/* SPDX-License-Identifier: MIT */
/* What markup in the HTML of a mail says is quoted, or a signature. */
#ifndef SOURCE_CITE_H
#define SOURCE_CITE_H

#include "base/arena.h"

/* From this offset of the source on. */
struct cite {
	uint32_t at, depth; /* of quotation */
	bool signature;
};

struct cites {
	struct cite *v; /* sorted by at */
	size_t n, cap;
};

/* <blockquote type="cite">, the boxes of Gmail, Yahoo and Proton around what they
 * quote, those of signatures. false: no memory. */
bool cite_find(struct arena *, struct dl_str html, struct cites *ret);
/* What is in force at an offset. */
struct cite cite_at(const struct cites *, uint32_t at);

/* Does it have lists, tables with heads, headings, or events for machines, and
 * (ret_words) how much text is between its tags? */
bool cite_is_structured(struct dl_str html, size_t *ret_words);

#endif
