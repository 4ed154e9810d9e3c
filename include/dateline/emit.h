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

/* The table of a terminal: the events of calendars one below the other, cut to
 * its width, a day not said again in the next row. A caller sets look and leaves
 * the rest zero; the same struct goes on with a next call, whose rows stand under
 * those of the first: that is where the columns were measured. With a look that
 * is all zero the bytes for one calendar are those of the emitter "table". Fails
 * as an emitter. */
struct dl_table {
	struct dl_look look;
	bool more;	  /* another call follows: no column is left out for being empty */
	bool begun;	  /* the rest is private */
	size_t widths[4]; /* 0: no such column */
	char day[32];
};
DL_API int dl_table_write(struct dl_table *, const struct dl_calendar *const *, size_t n,
    struct dl_sink *, struct dl_error *reterr);

#ifdef __cplusplus
}
#endif
#endif
