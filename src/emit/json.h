/* SPDX-License-Identifier: MIT */
/* The normalised event of dateline(1) as JSON. */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include <dateline/event.h>

#include "base/buf.h"
#include "emit/emit.h"

/* One compact object without a newline; keys always in the same order, UTF-8
 * not escaped. Fails with DL_NOMEM, DL_LIMIT. */
int event_json_write(const struct dl_event *, struct buf *, struct dl_error *reterr);

/* A list of schema.org Event objects (JSON-LD) of those events that have a
 * date after the year 0; "<" is escaped, so that it can stand in a script
 * element. */
out_writer json_ld_write;

#endif
