/* SPDX-License-Identifier: MIT */
/* The tree of a message as a list of its texts, by GMime: where each stands in the
 * source and how it is encoded. Nothing is decoded here but headers. */
#ifndef SOURCE_MIME_H
#define SOURCE_MIME_H

#include "base/arena.h"

enum mime_type { MIME_PLAIN, MIME_HTML, MIME_CALENDAR, MIME_CSV, MIME_MARKDOWN };
enum mime_encoding { MIME_AS_IS, MIME_QUOTED_PRINTABLE, MIME_BASE64 };

struct mime_part {
	enum mime_type type;
	enum mime_encoding encoding;
	struct dl_span body;   /* of the source */
	struct dl_str charset; /* as declared; may be empty */
	bool flowed, del_sp;   /* format=flowed; DelSp=yes */
	bool attached;
	/* The multipart/alternative that it is in (the outermost), counted from 1, 0: none;
	 * and in which of its branches. */
	uint32_t choice, branch;
	uint32_t message; /* 0: the message itself; others it carries, counted from 1 */
};

/* What the head of a message says; decoded, clean, empty if it says nothing. */
struct mime_head {
	struct dl_str subject, language;
	struct dl_str date; /* YYYY-MM-DDTHH:MM, as on the writer's clock */
};

struct mime {
	struct mime_head head;
	struct mime_head *carried; /* of the messages that it carries: message - 1 */
	size_t n_carried, cap_carried;
	struct mime_part *parts; /* in the order of the source */
	size_t n_parts, cap_parts;
	size_t more;   /* messages behind the first in a file in mbox form */
	bool deep;     /* there is more, nested deeper than anybody sends */
	bool too_many; /* there are more parts than are read */
};

/* A date as heads of messages have it, as YYYY-MM-DDTHH:MM; empty: it is none. p NULL:
 * no memory. */
struct dl_str mime_date(struct arena *, struct dl_str);

/* Reads the first message of a source of at most TEXT_MAX bytes. Fails with
 * DL_NOMEM, DL_SYNTAX (no message) and DL_LIMIT (boundaries that would take too
 * long to look for). Any number of threads may. */
int mime_read(struct arena *, struct dl_str path, struct dl_str source, struct mime *ret,
    struct dl_error *reterr);

#endif
