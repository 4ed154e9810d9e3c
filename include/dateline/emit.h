/* SPDX-License-Identifier: MIT */
/* Writers: a calendar goes in, bytes of one format come out. The same calendar
 * gives the same bytes: no clock, locale, environment or pointer order. */
#ifndef DATELINE_EMIT_H
#define DATELINE_EMIT_H

#include <dateline/base.h>
#include <dateline/event.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dl_emitter {
	const char *name;	/* "ics", as --to takes it */
	const char *media_type; /* "text/calendar; charset=utf-8" */
	const char *extension;	/* "ics", without the dot */
	const char *summary;	/* for --help */
	/* Fails with DL_NOMEM, DL_IO (the sink refused), DL_LIMIT. */
	int (*emit)(const struct dl_calendar *, struct dl_sink *, struct dl_error *reterr);
};

/* All of them, ends with NULL. */
DL_API extern const struct dl_emitter *const dl_emitters[];
/* By name; NULL: there is none. */
DL_API const struct dl_emitter *dl_emitter_find(struct dl_str name);

#ifdef __cplusplus
}
#endif
#endif
