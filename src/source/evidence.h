/* SPDX-License-Identifier: MIT */
/* What a document says of itself by name: title, language, day of publication. */
#ifndef SOURCE_EVIDENCE_H
#define SOURCE_EVIDENCE_H

#include "base/arena.h"
#include "text/doc.h"

/* How good the name was that a value came with: 0 none yet, then smaller is
 * better. One for each document, all zero at first. */
struct evidence {
	uint8_t title, language, published;
};

/* Takes the value into doc (copied to the arena) if the name is known and no
 * better one came before; of two equal names the later counts, as in YAML.
 * false: no memory. */
bool evidence_take(
    struct evidence *, struct arena *, struct text_doc *, struct dl_str name, struct dl_str value);

#endif
