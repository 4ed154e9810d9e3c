/* SPDX-License-Identifier: MIT */
/* Kinds of input that are known by sight but have no reader in this build. */
#ifndef SOURCE_FOREIGN_H
#define SOURCE_FOREIGN_H

#include <dateline/base.h>

struct foreign {
	const char *const *names; /* as --from and extensions have them; ends with NULL */
	struct dl_str magic;	  /* what the content begins with; empty: only the name tells */
	const char *looks_like;	  /* "this is a PDF file" */
	const char *hint;	  /* what to do instead; "" : nothing known */
};

/* By from (if not empty), else by content, else by extension. NULL: not one of
 * them. */
const struct foreign *foreign_find(
    struct dl_str from, struct dl_str extension, struct dl_str source);

#endif
