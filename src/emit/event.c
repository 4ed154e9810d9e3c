/* SPDX-License-Identifier: MIT */
#include <dateline/event.h>

const char *dl_precision_name(enum dl_precision precision)
{
	static const char *const names[] = {
#define X(name, text) [DL_##name] = text,
	    DL_PRECISION(X)
#undef X
	};
	return names[precision];
}

const char *dl_part_name(enum dl_part part)
{
	static const char *const names[] = {
#define X(name, text, from, to) [DL_PART_##name] = text,
	    DL_PART_OF_DAY(X)
#undef X
	};
	return names[part];
}

const char *dl_event_status_name(enum dl_event_status status)
{
	static const char *const names[] = {
	    [DL_CONFIRMED] = "confirmed",
	    [DL_TENTATIVE] = "tentative",
	    [DL_CANCELLED] = "cancelled",
	};
	return names[status];
}
