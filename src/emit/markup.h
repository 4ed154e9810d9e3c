/* SPDX-License-Identifier: MIT */
/* Pieces of HTML that more than one writer needs. */
#ifndef EMIT_MARKUP_H
#define EMIT_MARKUP_H

#include <dateline/event.h>

#include "base/buf.h"
#include "base/tzif.h"
#include "emit/clean.h"

/* Text, clean and escaped for content and for quoted attribute values. */
void markup_text(struct buf *, struct dl_str, enum clean);
/* The same as one or more <p>…</p>: an empty line ends a paragraph, a single
 * line end becomes a <br>. */
void markup_paragraphs(struct buf *, struct dl_str);

/* The value of a datetime attribute (HTML, section 4.5.14): as far as the
 * precision goes and HTML has a form for it; false: nothing, it has none
 * (seasons, decades, years before 1, recurrences). zone may be NULL. */
bool markup_datetime(struct buf *, const struct dl_event *, const struct tzif *zone);

/* What feed readers show below the title: as HTML, as plain text, and as one
 * line of plain text. */
void markup_body(struct buf *, const struct dl_event *);
void markup_body_text(struct buf *, const struct dl_event *);
void markup_summary(struct buf *, const struct dl_event *);

#endif
