/* SPDX-License-Identifier: MIT */
/* printf for what is printed a million times: dates and names. Knows %s, %.*s,
 * %c, %%, and %d, %u, %x, %zu, PRId64 with a width ("%02d"); what else there is
 * goes to the C library. Depends on no locale. */
#ifndef BASE_FMT_H
#define BASE_FMT_H

#include <dateline/base.h>

#include <stdarg.h>

/* As snprintf(): NUL-terminated if size is not 0; returns the length that all of
 * it has, which may be more than was written. */
size_t fmt_print(char *out, size_t size, const char *fmt, ...) DL_PRINTF(3, 4);
size_t fmt_printv(char *out, size_t size, const char *fmt, va_list);

#endif
