/* SPDX-License-Identifier: MIT */
/* What people read on standard error. */
#ifndef CLI_DIAG_H
#define CLI_DIAG_H

#include <dateline/base.h>

/* "file:line:col: text", then the line and a caret below it, as compilers do.
 * Control characters, which a file name may hold, are shown as '?'. Returns
 * the exit code of the error's status. A terminal shows them in colours. */
int diag_error(const struct dl_error *);
/* The same with "warning: " before the text; not the same one twice. */
void diag_warning(const struct dl_error *);

/* "path: cannot WHAT: No such file or directory", for an errno. */
void diag_file(const char *path, const char *what, int code);

/* "path: no events; `dateline explain path` says why"; of standard input, "-",
 * which is read by now, only the first half. chosen: "no such events", for options
 * may have left them out. */
void diag_empty(const char *path, bool chosen);

/* "dateline COMMAND: text"; command NULL: "dateline: text". Returns -1. */
int diag_usage(const char *command, const char *fmt, ...) DL_PRINTF(2, 3);

#endif
