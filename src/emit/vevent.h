/* SPDX-License-Identifier: MIT */
/* One event as a VEVENT. */
#ifndef EMIT_VEVENT_H
#define EMIT_VEVENT_H

#include <dateline/event.h>

#include "base/buf.h"
#include "base/tzif.h"
#include "emit/slot.h"

struct vevent {
	const struct dl_event *event;
	struct slot slot;
	const struct tzif *zone; /* with SLOT_HOURS */
	struct dl_str tzid;	 /* with SLOT_HOURS; empty: UTC */
	bool start_assumed;	 /* X-DATELINE-START */
};

/* Appends BEGIN:VEVENT … END:VEVENT. scratch is for values in the making; a
 * failure of it becomes one of out. */
void vevent_put(
    struct buf *out, struct buf *scratch, const struct dl_calendar *, const struct vevent *);

#endif
