/* SPDX-License-Identifier: MIT */
/* A pager between standard output and the terminal, where one was asked for. */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include <stdbool.h>

/* From now on standard output goes to $DATELINE_PAGER, else $PAGER, else less
 * -FRX; where it is no terminal, nothing happens. Call it when there is something
 * to show. Returns 0, or the exit code after a message. */
int pager_start(void);
/* Waits for the one at work to be left; standard output is closed by then.
 * Returns 0, or the exit code after a message if it could not be run. */
int pager_finish(void);

/* Is there one? */
bool pager_runs(void);

#endif
