/* SPDX-License-Identifier: MIT */
/* Zones: IANA rules as the system's tz database has them (base/tzif.h), and
 * the abbreviations people write (lang/zones.tab). */
#ifndef WHEN_ZONE_H
#define WHEN_ZONE_H

#include <dateline/event.h>

#include "base/arena.h"
#include "base/tzif.h"

/* A document names few zones, often: the rules of the first ones are kept. */
#define ZONE_KEPT 4
/* Names behind clocks that are no zones ("9 am Smith/Jones"), each looked up once;
 * in a document with more of them no other is looked up. */
#define ZONE_MISSING 64

struct zone_memory {
	struct arena *arena;
	struct dl_str names[ZONE_KEPT];
	struct tzif zones[ZONE_KEPT];
	size_t n;
	struct dl_str missing[ZONE_MISSING];
	size_t n_missing;
};

/* Is it a name of the tz database of this machine? */
bool zone_exists(struct dl_str iana);
/* Minutes east of UTC at a local wall clock time. In a gap or overlap the
 * offset before the change counts (RFC 5545 section 3.3.5). False: no such zone. */
bool zone_offset(struct dl_str iana, struct dl_civil local, int *ret_minutes);
/* The same, with the rules kept for the next time. */
bool zone_offset_kept(
    struct zone_memory *, struct dl_str iana, struct dl_civil local, int *ret_minutes);

/* Minutes of "local time": no zone that anybody could name. */
#define ZONE_LOCAL 10000

/* The zone that a text begins with: an abbreviation, "Eastern time", "UTC+2",
 * "GMT+05:30", "+0100", "Europe/Berlin". Returns its length in bytes, 0: none. *ret_iana is
 * empty for a bare offset; it points to a constant or into the text. *ret_fixed
 * is false when the offset depends on the date ("Europe/Berlin"). The names looked up
 * are kept in the memory, which may be NULL; they point into the text. */
size_t zone_scan(struct zone_memory *, struct dl_str text, struct dl_str *ret_iana,
    int *ret_minutes, bool *ret_fixed);
/* The same behind am or pm, where no other word would be in its place: "5 pm est". */
size_t zone_scan_small(struct zone_memory *, struct dl_str text, struct dl_str *ret_iana,
    int *ret_minutes, bool *ret_fixed);

#endif
