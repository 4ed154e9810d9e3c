/* SPDX-License-Identifier: MIT */
/* What a page hides, and what it shows on every page. */
#ifndef SOURCE_FURNITURE_H
#define SOURCE_FURNITURE_H

#include "source/tag.h"

/* The element is not shown: hidden, style="display:none". */
bool furniture_is_hidden(const struct tag *);

/* The element is the site's and not the document's: <nav>, <aside>, a <footer>
 * or <header> that is not an article's (in_article), their ARIA roles, names that
 * end in such a word ("main-nav", "sidebar"). A <header> is one only where the
 * page marks its article (has_article): else it may be all the page has. */
bool furniture_is(const struct tag *, bool in_article, bool has_article);

#endif
