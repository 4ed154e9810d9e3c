/* SPDX-License-Identifier: MIT */
/* Addresses that stand in running text. */
#ifndef TEXT_URL_H
#define TEXT_URL_H

#include "base/arena.h"
#include "text/doc.h"

/* Adds a link for each "http://…" and "https://…" of the text that is not in a
 * link already. false: no memory. */
bool url_find_all(struct arena *, struct text_doc *);

#endif
