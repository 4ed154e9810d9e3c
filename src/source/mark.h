/* SPDX-License-Identifier: MIT */
/* The marks that list items begin with. */
#ifndef SOURCE_MARK_H
#define SOURCE_MARK_H

#include <dateline/base.h>

/* Bytes of a list mark with the white space after it; 0: none. *ret_number: of
 * an item that counts; 0: a bullet or a letter. */
size_t mark_length(struct dl_str line, unsigned *ret_number);

/* Does the next numbered item in rest (the lines after an item with this number)
 * count on, or repeat the number, as Markdown allows? If it does neither ("15.
 * März" after "1. März"), or there is none, the number is perhaps part of a date.
 * Lines with more indentation than indent_max do not count. */
bool mark_counts_on(struct dl_str rest, size_t indent_max, unsigned number);

#endif
