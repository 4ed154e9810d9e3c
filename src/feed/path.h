/* SPDX-License-Identifier: MIT */
/* Paths as text: which of them mean the same file. Symbolic links are not
 * looked at; of files that are there, io_is_same() knows. */
#ifndef FEED_PATH_H
#define FEED_PATH_H

#include "base/arena.h"

/* The path without "//", "/./" and what ".." takes back: "a//b/../c" → "a/c".
 * Fails without memory. */
int path_plain(struct arena *, struct dl_str path, struct dl_str *ret);

/* Does it end as only a folder's can: "a/", "a/.", ".."? */
bool path_is_folder(struct dl_str path);

#endif
