/* SPDX-License-Identifier: MIT */
/* Which language a document is in: its words are read with that one alone. */
#ifndef WHEN_LANGUAGE_H
#define WHEN_LANGUAGE_H

#include <dateline/parse.h>

#include "text/doc.h"

/* Index into lang_names: the language that was asked for, else the one the
 * document says it is in, else that of its words; the first one, where they
 * show none. */
size_t language_of(const struct text_doc *, const struct dl_options *);

/* Of the words of a text; n: what is taken when they do not show one. */
size_t language_of_text(struct dl_str text, size_t n);

#endif
