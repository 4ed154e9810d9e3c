/* SPDX-License-Identifier: MIT */
/* Where input comes from and which time it is: the program's only looks at the
 * clock, the environment and file times. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <dateline/base.h>

#include <stdint.h>

/* Now, in seconds since 1970-01-01T00:00Z: SOURCE_DATE_EPOCH if it is set,
 * else the clock. Fails with DL_USAGE if the variable holds no such number. */
int input_now(int64_t *ret, struct dl_error *reterr);

/* The date of now in the zone of the environment (TZ), "YYYY-MM-DD". */
void input_today(int64_t now, char ret[16]);

/* The moment that events from a file are stamped with: SOURCE_DATE_EPOCH, else
 * the file's mtime, else (standard input) now. */
int64_t input_stamp(const char *path, int64_t now);

/* "-" is "stdin" in messages and events. */
const char *input_name(const char *path);

/* Reads a file or standard input ("-"); give back with dl_bytes_free(NULL, …).
 * Fails as dl_file_read(), and with DL_UNSUPPORTED for a URL. */
int input_read(const char *path, struct dl_str *ret, struct dl_error *reterr);

/* DL_UNSUPPORTED if path is a URL. */
int input_check(const char *path, struct dl_error *reterr);

#endif
