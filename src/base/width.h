/* SPDX-License-Identifier: MIT */
/* How wide text is on a terminal. A character as people see it (UAX 29: base and
 * marks, a joined emoji, a flag) is never cut in two and is as wide as the
 * widest of its code points: East Asian wide ones and emoji take two columns
 * (UAX 11), marks and joiners none. wcwidth() would need a locale. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <dateline/base.h>

/* Columns of valid UTF-8; controls count none. */
size_t width_of(struct dl_str);
/* The longest beginning, or end, of whole characters that fits. */
struct dl_str width_head(struct dl_str, size_t columns);
struct dl_str width_tail(struct dl_str, size_t columns);

#endif
