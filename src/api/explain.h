/* SPDX-License-Identifier: MIT */
/* What the parts of `explain` share: explain.c has the facts of an expression,
 * explain_tree.c how it was made. */
#ifndef API_EXPLAIN_H
#define API_EXPLAIN_H

#include "api/parser.h"

struct explainer {
	const struct parsed *parsed;
	const struct when_derivation *why;
	const struct dl_calendar *calendar;
	const struct event_verdicts *verdicts;
	uint32_t *first, *next; /* verdict + 1 by expression, and the one after it; 0: none */
	struct buf *out;
};

/* "  written   " */
void explain_label(struct buf *, const char *name);
/* "release.txt:3:5" */
void explain_place(const struct explainer *, uint32_t source_offset);
/* Text on one line, in quotes: breaks and controls as spaces, shortened. */
void explain_quote(struct buf *, struct dl_str);
/* The words of another expression and their place. */
void explain_other(const struct explainer *, uint32_t expr);

/* The rows and joins that made an expression, and what it is chained to. */
void explain_tree(const struct explainer *, uint32_t expr);

#endif
