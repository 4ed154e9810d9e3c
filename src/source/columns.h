/* SPDX-License-Identifier: MIT */
/* Tables set with spaces: lines of as many parts, three or more, with three spaces
 * and more between them, that begin below one another. */
#ifndef SOURCE_COLUMNS_H
#define SOURCE_COLUMNS_H

#include "text/builder.h"

/* Adds a TEXT_CELL block for each part of the lines (which stand together) and says
 * so, or does nothing: false. text is the builder's. */
bool columns_read(struct text_builder *, struct dl_str text, struct dl_span lines);

#endif
