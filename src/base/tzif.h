/* SPDX-License-Identifier: MIT */
/* Zones of the tz database as the system installs them (TZif, RFC 9636): the
 * changes of a zone's clock, and from a wall clock to UTC. Read by our own
 * hand because libical 3.0 turns the files into rules that are not theirs for
 * a fifth of the zones (America/St_Johns until today, Asia/Jerusalem 2013-16,
 * Asia/Shanghai 1987-89, Europe/London 1930-78). */
#ifndef BASE_TZIF_H
#define BASE_TZIF_H

#include <dateline/base.h>

#include "base/arena.h"

/* What a clock shows. */
struct tzif_type {
	int32_t offset;	  /* seconds east of UTC */
	bool dst;	  /* as the file has it: in Europe/Dublin the winter is */
	const char *name; /* "CET", "-03" */
};

struct tzif_change {
	int64_t at; /* seconds since 1970-01-01T00:00Z */
	struct tzif_type to;
};

/* One of the two changes of a year. */
struct tzif_rule {
	enum { TZIF_MONTH_WEEK, TZIF_JULIAN, TZIF_DAY } kind;
	int month, week, weekday; /* week 5: the last; weekday 0 Sunday … 6 */
	int day;		  /* TZIF_JULIAN 1-365, TZIF_DAY 0-365 */
	int32_t time;		  /* seconds after local midnight, -167 h … 167 h */
};

struct tzif {
	struct tzif_type first; /* before the first change */
	struct tzif_change *v;	/* ascending */
	size_t n;
	/* After the last change of v: the footer. has_dst false: nothing changes
	 * any more. */
	bool has_dst;
	struct tzif_type standard, summer;
	struct tzif_rule to_summer, to_standard;
};

/* Reads a TZif file of any version; everything lives in the arena. Fails with
 * DL_SYNTAX (no TZif, cut off, leap seconds) and DL_NOMEM. */
int tzif_parse(struct arena *, struct dl_str bytes, struct tzif *ret, struct dl_error *reterr);

/* The zone of an IANA name. Fails with DL_USAGE (there is no such zone), DL_IO
 * (this machine has no tz database), DL_SYNTAX and DL_NOMEM. */
int tzif_open(struct arena *, struct dl_str iana, struct tzif *ret, struct dl_error *reterr);

/* Appends the footer's changes to v through the end of a year, so that a file
 * that spells them out and one that does not look alike. Fails with DL_NOMEM. */
int tzif_expand(struct arena *, struct tzif *, int32_t last_year, struct dl_error *reterr);

/* What the clock shows at an instant, any year. */
struct tzif_type tzif_at(const struct tzif *, int64_t utc);

/* The instant of a wall clock time, both in seconds since 1970-01-01T00:00.
 * In a gap or an overlap the offset before the change counts (RFC 5545
 * section 3.3.5). */
int64_t tzif_utc(const struct tzif *, int64_t local);

#endif
