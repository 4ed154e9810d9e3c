/* SPDX-License-Identifier: MIT */
/* Markdown before md4c sees it. */
#ifndef SOURCE_MDCOPY_H
#define SOURCE_MDCOPY_H

#include "base/arena.h"

/* A copy of s that may be read a byte beyond its end, each byte at its place, in
 * which what md4c must not see is a ";": single "~", since "10:00~12:00 and
 * 13:00~15:00" would strike out the middle, and the marks of lists and quotes that
 * are too deep. NULL: no memory. */
char *mdcopy_make(struct arena *, struct dl_str s);

#endif
