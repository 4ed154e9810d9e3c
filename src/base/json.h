/* SPDX-License-Identifier: MIT */
/* Writing JSON (RFC 8259) piece by piece into a buffer. base/json_read.h reads. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

/* A string with its quotes; bytes that are not UTF-8 become U+FFFD. */
void json_put_string(struct buf *, struct dl_str);
/* A value that is JSON already, without the space between its parts. */
void json_put_raw(struct buf *, struct dl_str);
/* ,"key": before a value; the comma only when the buffer does not end in { or [. */
void json_put_key(struct buf *, const char *key);
/* key and string; nothing when the string is empty. */
void json_put_field(struct buf *, const char *key, struct dl_str);

#endif
