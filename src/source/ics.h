/* SPDX-License-Identifier: MIT */
/* What the files that read iCalendar share: ics.c cuts it into lines, icsevent.c
 * asks libical what those of one event mean. */
#ifndef SOURCE_ICS_H
#define SOURCE_ICS_H

#include "base/buf.h"
#include "source/icszone.h"
#include "text/facts.h"

struct ics {
	struct facts *f;
	struct dl_str source;
	uint32_t at;
	struct icszones zones;
	struct dl_str zone; /* of the calendar, X-WR-TIMEZONE */
	bool cancels;	    /* METHOD:CANCEL */
	struct buf lines;   /* of the event at hand, for libical */
	struct dl_span event;
	uint32_t start_line; /* where DTSTART stands */
};

/* Makes records of the event whose lines were gathered. */
void icsevent_read(struct ics *, bool todo);
/* Before the first event, and after the last. */
void icsevent_begin(void);
void icsevent_end(void);

#endif
