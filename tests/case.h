/* SPDX-License-Identifier: MIT */
/* Calendars written down for tests, a field a line:
 *
 *     # a comment
 *     name harbour              fields of struct dl_calendar …
 *     event                     … until the first of these
 *     uid 1@harbour             fields of struct dl_event
 *     start 2025-09-21T11:20    as the precision says; -0043 is 44 BC
 *     precision minute
 *     window 2025-09-21T06:00 2025-09-21T11:20
 *     geo 48.21 16.37
 *     people A. Nother          once for each; so are category, after, rule
 *     created 1758448800        seconds; sequence, confidence, known are numbers too
 *     source a/b.txt 120 180 7 3
 *
 * \n, \t, \\ and \xHH stand for bytes. A name that is no field ends the test. */
#ifndef TESTS_CASE_H
#define TESTS_CASE_H

#include <dateline/event.h>

#include "base/arena.h"

/* Everything lives in the arena. */
void case_read(struct arena *, const char *path, struct dl_calendar *ret);
/* n events made from those of the calendar, again and again, each with a uid
 * and a title of its own. */
void case_multiply(struct arena *, struct dl_calendar *, size_t n);

#endif
