/* SPDX-License-Identifier: MIT */
/* The front matter of Markdown files: YAML between "---", TOML between "+++". */
#ifndef SOURCE_FRONT_H
#define SOURCE_FRONT_H

#include "source/evidence.h"
#include "text/builder.h"

/* Reads the front matter that starts at source offset from, if there is one:
 * a TEXT_FIELD block for each value, and what the document says of itself.
 * Returns where the text after it starts; from if there is none.
 *
 * Read as people write it, not as YAML 1.2 has it: keys, nested by indentation,
 * plain and quoted values, lists, and block scalars. A list's values carry the
 * name of the list. Anchors, tags, multi-line flow are read as they stand. */
uint32_t front_read(struct text_builder *, struct evidence *, uint32_t from);

#endif
