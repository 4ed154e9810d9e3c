/* SPDX-License-Identifier: MIT */
/* The lines of an input of any length. */
#ifndef CLI_INCOMING_H
#define CLI_INCOMING_H

#include <dateline/base.h>

/* The longest line: a large document as JSON. Without a ceiling one missing
 * newline would take all memory. */
#define INCOMING_LONGEST ((size_t)64 << 20)

struct incoming {
	int fd;
	/* Called before reading waits for what is not there yet. */
	void (*idle)(void *ctx);
	void *ctx;
	char *p;
	size_t at, scanned, n, cap; /* line starts at p + at; no newline before p + scanned */
	bool end;
	enum dl_status status; /* why reading stopped, DL_OK at the end of the input */
	int code;	       /* errno, with DL_IO */
};

/* The next line without its newline, valid until the next call. One over the limit
 * comes back as *ret_long and empty. False: there are no more. */
bool incoming_next(struct incoming *, struct dl_str *ret, bool *ret_long);
void incoming_free(struct incoming *);

#endif
