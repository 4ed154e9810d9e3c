/* SPDX-License-Identifier: MIT */
/* HTML before gumbo sees it. */
#ifndef SOURCE_SCREEN_H
#define SOURCE_SCREEN_H

#include <dateline/base.h>

/* Rewrites html in place: each byte that stays keeps its place. What only
 * decorates or hides becomes a comment of the same length ("<?   >"), attributes
 * become spaces, and elements deeper than SCREEN_DEPTH become comments too.
 * What is left are the elements that hold blocks. screen.c says why. */
void screen_html(char *html, size_t n);

/* Browsers stop at 512; no page that people wrote comes near 200. */
#define SCREEN_DEPTH 200

/* Does the element begin and end a block (as <p> does and <span> does not)? */
bool screen_is_block(struct dl_str name);

#endif
