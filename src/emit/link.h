/* SPDX-License-Identifier: MIT */
/* Names that stay: links and identifiers made from what a calendar holds. */
#ifndef EMIT_LINK_H
#define EMIT_LINK_H

#include <dateline/event.h>

#include "base/buf.h"

/* An absolute http, https or mailto link as pure ASCII (RFC 3986: what is not
 * allowed is percent-encoded); nothing for every other scheme, since a
 * document must not be able to put "javascript:" into a page. False: nothing. */
bool link_put(struct buf *, struct dl_str url);

/* base_url NAME.extension; false: nothing, one of the two is missing. */
bool link_put_output(struct buf *, const struct dl_calendar *, const char *extension);

/* "urn:uuid:…", a version 8 UUID (RFC 9562 section 5.8) that depends on the
 * calendar's name and, if not empty, the uid. */
void link_put_uuid(struct buf *, const struct dl_calendar *, struct dl_str uid);

/* An id for an event's element in a page: "e" and 16 hex digits of its uid. */
void link_put_anchor(struct buf *, struct dl_str uid);

/* How a source is named in public: a link whole, of a path the last part. The
 * rest of it is how somebody's disk looks. */
struct dl_str link_source_name(struct dl_str path);

/* Where to read about the event: its own link, else its place in the published
 * page; false: nothing, it has neither. */
bool link_put_event(struct buf *, const struct dl_calendar *, const struct dl_event *);

#endif
