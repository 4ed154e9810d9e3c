/* SPDX-License-Identifier: MIT */
/* What an HTML page states of events to machines: JSON-LD, microdata, RDFa Lite
 * (schema.org), h-event and the older hCalendar. */
#ifndef SOURCE_STATED_H
#define SOURCE_STATED_H

#include "source/html.h"
#include "text/facts.h"

/* Reads bytes from..to of the source, in one pass over its tags. */
void stated_html(struct html *, struct facts *, uint32_t from, uint32_t to);

#endif
