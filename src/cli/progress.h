/* SPDX-License-Identifier: MIT */
/* How far it is, on one line of standard error that is written over and taken
 * away again: only on a terminal that can, only after a second. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	size_t files; /* 0: not said */
	uint64_t bytes;
	size_t files_done;
	uint64_t bytes_done;
	int64_t since; /* milliseconds of a clock that is never set; 0: not wanted */
	int64_t drawn;
	bool shown;
};

/* files, bytes: how much there is to do; 0: nobody knows. */
void progress_begin(struct progress *, size_t files, uint64_t bytes);
/* Shows it, if it is time to; call it often. */
void progress_show(struct progress *);
/* Takes the line away, before anything else is written to the terminal, and at the
 * end. */
void progress_hide(struct progress *);

#endif
