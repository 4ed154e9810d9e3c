/* SPDX-License-Identifier: MIT */
/* The head of a plain text: lines of "Name: value", as letters and notes have it. */
#ifndef SOURCE_HEAD_H
#define SOURCE_HEAD_H

#include "text/builder.h"

/* Are the lines, which stand together, two or more of "Name: value", each
 * perhaps with indented lines that go on with it? */
bool head_is(struct dl_str text, struct dl_span lines);
/* Adds a field for each, and takes what the document says of itself. */
void head_read(struct text_builder *, struct dl_str text, struct dl_span lines);

#endif
