/* SPDX-License-Identifier: MIT */
/* The sources of a feed, read: files → calendars → one list of events. */
#ifndef FEED_GATHER_H
#define FEED_GATHER_H

#include <dateline/parse.h>

#include "base/arena.h"
#include "feed/conf.h"
#include "feed/merge.h"

/* A calendar, or the bytes of a file. */
struct gather_held {
	struct dl_calendar *calendar;
	struct dl_str bytes;
	struct dl_str opened; /* of bytes: the file, from the current folder; NUL-terminated */
	struct gather_held *next;
};

/* The caller sets the first five. */
struct gather {
	struct arena *arena;
	struct dl_parser *parser;
	struct dl_str root; /* ends with a slash, or is empty */
	const struct conf *conf;
	const struct dl_convert *convert;
	struct gather_held *held; /* all that was read, the newest first */
	struct merge merge;	  /* points into it */
};

/* Reads a file; path is relative to the root, or absolute. *ret lives as long
 * as the gather. Fails as dl_file_read(). */
int gather_read(
    struct gather *, struct dl_str path, size_t max, struct dl_str *ret, struct dl_error *reterr);

/* Reads and parses all sources; one that fails fails all. There is no today
 * for them: a text must not change its meaning over night. Fails as
 * input_find(), dl_file_read() and dl_parse(). */
int gather_sources(struct gather *, struct dl_error *reterr);

/* The calendar that was parsed first; NULL: none was. */
const struct dl_calendar *gather_first(const struct gather *);

/* The warnings of all, in the order of the sources. Fails with DL_NOMEM. */
int gather_warnings(
    const struct gather *, struct dl_error **ret, size_t *ret_n, struct dl_error *reterr);

void gather_free(struct gather *);

#endif
