/* SPDX-License-Identifier: MIT */
/* Identifiers that stay: a UID is a function of the document's identity and
 * the event's title, and of its start only where the title occurs twice. So an
 * event that is moved keeps it, and nothing of a run goes into it. */
#ifndef EVENT_UID_H
#define EVENT_UID_H

#include <dateline/base.h>

#include "base/arena.h"

/* SipHash-2-4 with 128 bits of output (Aumasson and Bernstein). */
void uid_hash(const uint8_t key[16], struct dl_str data, uint8_t ret[16]);

/* A version 8 UUID (RFC 9562 section 5.8) in its text form, from identity, the
 * title (capitals, marks and punctuation do not count) and which, "" for the
 * only event of that title. RFC 7986 section 5.3 recommends a UUID. p NULL: no
 * memory. */
struct dl_str uid_make(
    struct arena *, struct dl_str identity, struct dl_str title, struct dl_str which);

/* What of a title counts; in the arena. p NULL: no memory. */
struct dl_str uid_normal(struct arena *, struct dl_str title);

#endif
