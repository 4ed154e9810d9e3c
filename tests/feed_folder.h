/* SPDX-License-Identifier: MIT */
/* A folder with feeds, for tests of dl_feed_build(). */
#ifndef TESTS_FEED_FOLDER_H
#define TESTS_FEED_FOLDER_H

#include <dateline/feed.h>

extern char folder[256];

/* Before and after each test. */
void folder_enter(void);
void folder_leave(void);

/* Makes a file, and the folders it is in. */
void folder_put(const char *path, const char *text);

/* What a run said: the first error, and for each feed a line, "NAME +1 ~0 -0
 * 4 files" or "NAME SOURCE:LINE:COLUMN: TEXT". */
struct folder_run {
	struct dl_error error;
	char summary[2000];
};
struct folder_run folder_build(int64_t now, bool dry_run, bool force);

/* Makes everything old, so that folder_touched() lists what is written later
 * under public/, one path a line. */
void folder_age(void);
const char *folder_touched(void);

#endif
