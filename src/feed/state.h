/* SPDX-License-Identifier: MIT */
/* What a feed published last, public/.dateline/NAME.state: text, one block for
 * each event, sorted by UID, so that a diff of two states is readable.
 *
 *     dateline-state 1
 *     modified 1767323045
 *     calendar title Town council meetings
 *
 *     event 4f1c2a@example.org
 *     	from agenda
 *     	sequence 1
 *     	created 1767323045
 *     	modified 1767409445
 *     	title Budget debate
 *     	precision minute
 *     	start 2026-03-04T19:00:00
 *     …
 *
 * A field that is empty has no line. Values have \\ \n and \xHH for what would
 * break a line or is not UTF-8. The file is a cache of the past, never of a source: without it
 * the UIDs of events whose titles have not changed stay the same and SEQUENCE starts again. */
#ifndef FEED_STATE_H
#define FEED_STATE_H

#include <dateline/event.h>

#include "base/arena.h"
#include "base/buf.h"

struct state_record {
	struct dl_event event; /* as published; if hidden only uid and the stamps */
	struct dl_str from;    /* name of the source section it came from */
	struct dl_str made;    /* what dl_parse() makes its uid now, if that is another */
	int64_t gone;	       /* since when its source does not have it; 0: it has */
	bool hidden;	       /* published no more; kept so that SEQUENCE goes on if it returns */
};

struct state {
	struct dl_str head; /* lines about the calendar as a whole, as state_head() makes them */
	int64_t modified;   /* newest change of what is published; 0: nothing was ever */
	struct state_record *v; /* sorted by event.uid, each once */
	size_t n;
};

/* Reads a state. Strings point into text or the arena. Fails with DL_SYNTAX at
 * the place, with DL_UNSUPPORTED (a later version's file) and DL_NOMEM. */
int state_read(struct arena *, struct dl_str path, struct dl_str text, struct state *ret,
    struct dl_error *reterr);

/* Appends the whole file. */
void state_write(struct buf *, const struct state *);

/* Appends the lines about the calendar: title, link and so on. */
void state_head(struct buf *, const struct dl_calendar *);

/* Appends the fields of an event whose change is a change for people who
 * subscribed: what, when, where, status and the words of the source, which are
 * published; not where in the source it stands or how sure we are. Two events are the same if these
 * are the same bytes. */
void state_content(struct buf *, const struct dl_event *);

#endif
