/* SPDX-License-Identifier: MIT */
/* Content lines of iCalendar (RFC 5545 section 3.1): name, parameters, value,
 * CRLF; folded at 75 octets, never inside a UTF-8 character or an escape.
 *
 * By hand, since libical 3.0 folds between a backslash and its letter, leaves
 * "," and ";" of X-WR-CALNAME and CATEGORIES as they are, switches the
 * process's locale around GEO, and knows no allocator. The tests read every
 * output back with libical. */
#ifndef EMIT_LINE_H
#define EMIT_LINE_H

#include <dateline/base.h>

#include "base/buf.h"

/* A line is begun, gets parameters, then its value in one or more pieces, and
 * is ended. */
struct line {
	struct buf *out;
	unsigned column; /* octets in the current physical line */
	bool has_value;
};

struct line line_begin(struct buf *, const char *name);
/* The value is quoted where it has to be; what even quotes cannot hold (RFC
 * 5545: DQUOTE and controls) is left out. */
void line_param(struct line *, const char *name, struct dl_str value);
/* A value, or the next piece of one, as it is: ASCII. */
void line_value(struct line *, struct dl_str);
/* A piece of TEXT (section 3.3.11), clean and escaped. */
void line_text(struct line *, struct dl_str);
/* A comma between two values. */
void line_comma(struct line *);
void line_end(struct line *);

/* A whole line without parameters. */
void line_put(struct buf *, const char *name, struct dl_str value);
void line_put_text(struct buf *, const char *name, struct dl_str text);
/* An instant in UTC, seconds since 1970-01-01T00:00Z; before that: that. */
void line_put_stamp(struct buf *, const char *name, int64_t seconds);

#endif
