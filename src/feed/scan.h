/* SPDX-License-Identifier: MIT */
/* A look over a definition before libconfuse reads it. libconfuse says the
 * line of a mistake but not the column, and some things it takes in silence: a
 * brace or comment that is never closed, a key that is set twice, ${NAME} out
 * of the environment, a "#" inside an unquoted word, "\x00". They are mistakes
 * here. What passes is known, key by key, with its place. */
#ifndef FEED_SCAN_H
#define FEED_SCAN_H

#include "base/arena.h"
#include "feed/conf.h"

struct scan_value {
	const struct conf_key *key; /* of a section: its title */
	uint32_t section;	    /* number of the section in the file, 1-based; 0: top level */
	uint32_t index;		    /* of the value in its list */
	uint32_t at;		    /* offset in the text */
};

struct scan {
	struct scan_value *v; /* in the order of the file */
	size_t n, cap;
};

/* Fails with DL_DEFINITION and DL_NOMEM. */
int scan_text(struct arena *, struct dl_str path, struct dl_str text, struct scan *ret,
    struct dl_error *reterr);

/* Offset of a value, or of the whole file (0) if it is not there. */
uint32_t scan_find(
    const struct scan *, uint32_t section, const struct conf_key *key, uint32_t index);

#endif
