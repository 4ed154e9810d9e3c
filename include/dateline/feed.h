/* SPDX-License-Identifier: MIT */
/* Feeds: a definition (feeds/NAME/feed.conf, dateline-feed(5)) is read, its
 * sources are extracted, compared with the last run and published. */
#ifndef DATELINE_FEED_H
#define DATELINE_FEED_H

#include <dateline/base.h>
#include <dateline/event.h>
#include <dateline/parse.h>

#ifdef __cplusplus
extern "C" {
#endif

struct dl_run {
	struct dl_str root; /* folder with feeds/ and public/; empty: the current one */
	int64_t now;	    /* seconds since 1970-01-01T00:00Z: the time of this run */
	bool dry_run;	    /* write nothing */
	const struct dl_convert *convert; /* for PDF sources; may be NULL */
	bool force;			  /* publish though a guard says no */
};

/* An event that a run added (before NULL), changed or removed (after NULL; it may
 * still be published, as cancelled). */
struct dl_feed_change {
	const struct dl_event *before, *after;
};

/* What a run did, or with dry_run would do, with one feed. */
struct dl_feed_report {
	struct dl_str name;
	uint32_t added, changed, removed;
	const struct dl_feed_change *changes; /* those counted, by time; live as calendar does */
	size_t n_changes;
	uint32_t files_written; /* outputs whose bytes changed, also with dry_run */
	const struct dl_calendar
	    *calendar;		       /* what is published now; lives until the report returns */
	const struct dl_strs *outputs; /* paths relative to root */
	struct dl_error error;	       /* status DL_OK: fine. Otherwise nothing was published */
};

/* Builds the feeds named in names, or with n_names 0 each folder of root/feeds
 * that has a feed.conf, in the order of their names. One feed's failure does
 * not keep the others back. report is called once a feed. Returns 0 if all
 * went well, else -1 and in *reterr the error of the first feed that failed.
 * Builds at the same time, of several processes, wait for each other; in one
 * process only one may run, as libconfuse's scanner is global. Fails with
 * DL_DEFINITION, DL_USAGE (no such feed), DL_GUARD, and as dl_file_read(),
 * dl_file_write() and dl_parse(). */
DL_API int dl_feed_build(const struct dl_run *, const struct dl_str *names, size_t n_names,
    void (*report)(void *ctx, const struct dl_feed_report *), void *ctx, struct dl_error *reterr);

#ifdef __cplusplus
}
#endif
#endif
