/* SPDX-License-Identifier: MIT */
/* What a run changed, for people: one line each on standard output.
 *
 *     + 2026-05-03  Spring fair
 *     ~ 2026-03-04 20:00  Council meeting: 19:00 -> 20:00
 *     - 2026-07-04  Boat race
 */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include <dateline/feed.h>

void changes_print(const struct dl_feed_report *);

#endif
