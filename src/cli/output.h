/* SPDX-License-Identifier: MIT */
/* Standard output that notices when it is full or closed, and bytes that grow. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <dateline/base.h>

/* A sink for standard output; it fails once a write has failed. */
struct dl_sink output_stdout(void);
/* Writes out what is buffered. Returns 0, or the exit code after a message; a
 * reader that went away (EPIPE) is no news and gets none. */
int output_finish(void);
/* Has a write failed? More of them would be in vain. */
bool output_failed(void);
/* What is written to a terminal goes through a pager, from the first byte on. */
void output_page(void);
/* Does one show it by now? */
bool output_is_paged(void);
/* For streams, when more input is not there yet. */
void output_flush(void);

/* A sink that keeps what it is given, for a file that is written in one go. */
struct output_bytes {
	char *p;
	size_t n, cap;
};
struct dl_sink output_memory(struct output_bytes *);
void output_free(struct output_bytes *);

#endif
