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
	struct dl_look look;
	bool close; /* one line or event is asked for: with lines of the source */
};

/* SGR, where look has colours; SGR_PLAIN after each. */
#define SGR_PLAIN "\x1B[0m"
#define SGR_BOLD  "\x1B[1m"
#define SGR_FAINT "\x1B[2m"
#define SGR_GREEN "\x1B[32m"
#define SGR_CYAN  "\x1B[36m"
void explain_sgr(const struct explainer *, const char *sgr);

/* "it is struck out (background.struck)" */
void explain_reason(const struct explainer *, struct dl_str id);
/* The lines of the source around a span of it, which is underlined. */
void explain_excerpt(const struct explainer *, const char *label, struct dl_span);
/* Breaks lines so that they fit. */
void explain_fold(struct buf *out, struct dl_str text, size_t columns);

/* "  written   " */
void explain_label(const struct explainer *, const char *name);
/* "release.txt:3:5" */
void explain_place(const struct explainer *, uint32_t source_offset);
/* Text on one line, in quotes: breaks and controls as spaces, shortened. */
void explain_quote(struct buf *, struct dl_str);
/* The words of another expression and their place. */
void explain_other(const struct explainer *, uint32_t expr);

/* An event and its expressions; an expression; parts of both. relation: what words
 * say that name no field. */
void explain_event(const struct explainer *, uint32_t index);
void explain_expr(const struct explainer *, uint32_t expr);
void explain_known(const struct explainer *, uint16_t known, const char *relation);
void explain_zone(const struct explainer *, const struct dl_event *);

/* The rows and joins that made an expression, and what it is chained to. */
void explain_tree(const struct explainer *, uint32_t expr);

#endif
