/* SPDX-License-Identifier: MIT */
/* What the files that read a record share (stated.c begins). */
#ifndef EVENT_STATED_READ_H
#define EVENT_STATED_READ_H

#include "event/work.h"
#include "text/isotime.h"
#include "when/zone.h"

/* Dates left out of one recurrence; more are a list of dates, not exceptions. */
#define EXDATES_MAX 500

struct stated_reading {
	struct work *w;
	struct zone_memory *zones;
	const struct text_record *record;
	struct cand *c;
	struct isotime start, end, window[2];
	bool has_start, has_end, own; /* own: written by emit/ndjson.c */
	int64_t minutes;	      /* duration; -1: none */
	struct dl_str zone, precision, replaces;
	size_t n_people, n_categories, n_exdates, n_after;
};

/* Start, end, precision and zone, from what was read (stated_time.c). False: no memory. */
bool stated_times(struct stated_reading *);

/* The wall clock of an instant in a zone; false: there is no such zone. */
bool stated_local(
    struct zone_memory *, const struct isotime *, struct dl_str zone, struct dl_civil *ret);

/* Of the stated candidates from first on: exceptions on the clock of their series,
 * one event for each UID, a series without the days that other events stand in
 * for (stated_series.c). -1: no memory. */
int stated_series(struct work *, struct zone_memory *, size_t first);

#endif
