/* SPDX-License-Identifier: MIT */
/* Events in <script type="application/ld+json">. */
#ifndef SOURCE_JSONLD_H
#define SOURCE_JSONLD_H

#include "source/html.h"
#include "text/facts.h"

/* Reads a script's content, bytes span of the source. JSON that people broke is
 * mended where it can be, and warned of; what cannot be is left out. */
void jsonld_read(struct html *, struct facts *, struct dl_span);

#endif
