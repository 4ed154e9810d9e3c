/* SPDX-License-Identifier: MIT */
/* Filling in struct dl_error. The first failure is the cause and stays. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <dateline/base.h>

/* Says what went wrong; always returns -1, so that callers can return it.
 * err may be NULL. Does nothing when err already holds a failure. */
int fail(struct dl_error *err, enum dl_status, const char *fmt, ...) DL_PRINTF(3, 4);

/* The same at a byte offset of a text: line, column and excerpt come from it. */
int fail_at(struct dl_error *err, enum dl_status, struct dl_str path, struct dl_str text,
    size_t offset, const char *fmt, ...) DL_PRINTF(6, 7);

/* The same for a source as a whole (missing file …). */
int fail_in(struct dl_error *err, enum dl_status, struct dl_str path, const char *fmt, ...)
    DL_PRINTF(4, 5);

/* 1-based line and column (code points; a malformed byte counts as one) of a
 * byte offset. Lines end with \n; a \r before it does not count. */
void err_position(struct dl_str text, size_t offset, uint32_t *ret_line, uint32_t *ret_column);

#endif
