/* SPDX-License-Identifier: MIT */
/* How a calendar application, which knows only days and hours, shows an event
 * whose precision may be something else.
 *
 *   minute, zone known     its hours. No end in the text: one hour, at most
 *                          until midnight, marked as assumed
 *   minute, zone unknown   the whole day, the clock time in the title: floating
 *                          times are hours off in Outlook and Google
 *   part, zone known       the part's window as a free block; night 18:00 to
 *                          06:00
 *   part, zone unknown     the whole day, the part in the title
 *   day                    the whole day or days, free: RFC 5545 section 3.6.1
 *                          shows anniversaries so, and who subscribes to a
 *                          festival is not busy for three days
 *   month … century        all days in which it lies, free and tentative, the
 *                          precision in the title: never its first day alone
 *
 * Years before 1601 and after 4500 are left out: Outlook knows no others, and
 * CalDAV servers answer 400 and 500 to such dates. The other formats keep them. */
#ifndef EMIT_SLOT_H
#define EMIT_SLOT_H

#include <dateline/event.h>

#include "base/tzif.h"

enum slot_kind {
	SLOT_NONE, /* cannot be shown */
	SLOT_DAYS, /* start and end are dates */
	SLOT_HOURS /* start and end are times in the zone */
};

struct slot {
	enum slot_kind kind;
	struct dl_civil start, end; /* end exclusive, after start */
	bool end_assumed;	    /* the text names no end */
	bool free;		    /* does not block the time (TRANSP:TRANSPARENT) */
	bool fuzzy;		    /* coarser than a day, or approximate */
	bool when_in_title;	    /* the slot alone would say more or less than is known */
};

/* zone: the event's or, where it has none, the calendar's; NULL: unknown. */
struct slot slot_find(const struct dl_event *, const struct tzif *zone);

/* STATUS of RFC 5545 section 3.8.1.11; what is fuzzy is TENTATIVE. */
const char *slot_status(const struct dl_event *);

#endif
