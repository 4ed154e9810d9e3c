/* SPDX-License-Identifier: MIT */
/* For the writers that build JSON themselves. */
#ifndef EMIT_JSON_VALUE_H
#define EMIT_JSON_VALUE_H

#include <dateline/event.h>
#include <jansson.h>

#include "base/buf.h"

/* A clean string (clean.h); NULL: no memory. */
json_t *json_value_text(struct dl_str);
/* What is in the buffer, which is given back; NULL: no memory. */
json_t *json_value_take(struct buf *);
/* Sets a member and takes the value; a NULL value is "no memory". */
bool json_value_set(json_t *object, const char *key, json_t *value);
/* The same unless s is empty. */
bool json_value_set_text(json_t *object, const char *key, struct dl_str s);
/* The normalised event as a new object; NULL: no memory. */
json_t *json_value_event(const struct dl_event *);
/* Appends the text of a value, flags as json_dumpf() takes them, and gives it
 * back; NULL is "no memory". Numbers have at most nine digits: a tenth of a
 * metre in degrees, and percent as they are. Fails with DL_NOMEM, DL_LIMIT. */
int json_value_put(json_t *, size_t flags, struct buf *, struct dl_error *reterr);
/* The same with every byte c of the text written as other. */
int json_value_put_edited(
    json_t *, size_t flags, char c, const char *other, struct buf *, struct dl_error *reterr);

#endif
