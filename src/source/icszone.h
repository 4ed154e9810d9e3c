/* SPDX-License-Identifier: MIT */
/* The zones that an iCalendar file names, as IANA names. */
#ifndef SOURCE_ICSZONE_H
#define SOURCE_ICSZONE_H

#include "base/arena.h"

/* Zones of one file that are kept; events of the others are read as floating. */
#define ICSZONE_MAX 64

struct icszone {
	struct dl_str name; /* TZID, without quotes */
	struct dl_str iana; /* empty: none is known */
	/* VTIMEZONE: what it is called elsewhere (X-LIC-LOCATION), and its one offset, "+0530". */
	struct dl_str known_as, offset;
	bool varies; /* it has several offsets */
	bool looked_up;
};

struct icszones {
	struct arena *arena;
	struct icszone v[ICSZONE_MAX];
	size_t n;
};

/* The zone of a TZID, made if it is new; NULL: too many. */
struct icszone *icszone_get(struct icszones *, struct dl_str name);

/* The same with iana set, if there is one: the name itself, the last part of it
 * ("/citadel.org/20250210_1/Europe/Berlin"), a name of Windows ("W. Europe Standard
 * Time"), what the file says it is called elsewhere. */
const struct icszone *icszone_find(struct icszones *, struct dl_str name);

#endif
