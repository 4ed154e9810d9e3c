/* SPDX-License-Identifier: MIT */
/* Going through JSON by place: values are parts of the text, so that each has
 * its bytes. The text was checked before (base/json_read.h); one that was not
 * is walked in bounds, and gives something. */
#ifndef SOURCE_JSONWALK_H
#define SOURCE_JSONWALK_H

#include "base/arena.h"

struct jsonwalk {
	struct dl_str rest;
	bool object;
	struct dl_str key;   /* of the member, as written, without its quotes */
	struct dl_str value; /* as written */
};

/* Of an object's members or an array's values; of anything else, there are none. */
struct jsonwalk jsonwalk_begin(struct dl_str value);
/* False: there are no more. */
bool jsonwalk_next(struct jsonwalk *);

static inline bool jsonwalk_is(struct dl_str value, char first)
{
	return value.n != 0 && value.p[0] == first;
}

/* What a string says, or a number as it is written; empty for anything else. In
 * the arena or the text; p NULL: no memory. */
struct dl_str jsonwalk_text(struct arena *, struct dl_str value);

#endif
