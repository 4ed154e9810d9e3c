/* SPDX-License-Identifier: MIT */
/* Values in a document → civil time. The only place that knows a reference. */
#ifndef WHEN_RESOLVE_H
#define WHEN_RESOLVE_H

#include "when/lex.h"
#include "when/value.h"
#include "when/when.h"
#include "when/zone.h"

struct timeline_entry;

/* Things announced one within the other or in turn; a text that announces more is
 * a list of them, and the latest counts. */
#define ANNOUNCED_MAX 8

/* Days, as civil_days() counts, to exclusive, that are one thing ("12-14 June"). */
struct announced {
	int64_t from, to;
	uint32_t told; /* the expression that said so */
	uint8_t level; /* of the heading it was told under; 0: none */
	bool title;    /* before any second heading: it is the document's */
};

/* What has been told so far. */
struct discourse {
	struct zone_memory zones;
	const struct text_doc *doc;
	const struct dl_options *options;
	const struct lexicon *lexicon; /* of the document's language */
	const struct value *values;    /* parallel to exprs */
	const struct value *inners;    /* value.inner - 1 */
	const struct recur *recurs;    /* value.recur - 1 */
	struct when_expr *exprs;
	uint32_t n; /* of both */
	bool has_reference;
	bool strong; /* the reference is when the document was written, not a guess */
	struct dl_civil reference;
	bool narrative;	  /* tells of years long before it was written: history, a chronicle */
	uint32_t day;	  /* the expression that set the day in force, or WHEN_NONE */
	uint32_t date;	  /* the last expression that said a year, a month or more */
	uint32_t dated;	  /* the last that said a month or a day: where the telling stands */
	uint32_t quarter; /* the quarter or half year that was named last */
	uint32_t period;  /* the last of them, or a length in months or fiscal year named since */
	uint32_t head;	  /* the last of them that stood in a heading */
	uint8_t head_level;
	struct announced announced[ANNOUNCED_MAX]; /* latest last */
	size_t n_announced;
	size_t headings;		       /* looked at */
	uint8_t level;			       /* of the last of them */
	uint32_t block;			       /* headings up to here have been looked at */
	uint32_t now;			       /* the expression that is resolved */
	const struct timeline_entry *timeline; /* parallel to exprs; NULL: no history */
};

/* Resolves exprs[i]; all before it are resolved. */
void resolve_expr(struct discourse *, uint32_t i);

/* Narrows exprs[i] to the part that is meant: "early May", "later this week".
 * When all are resolved: what is told next goes on from the whole. */
void resolve_part(struct discourse *, uint32_t i);

/* ISO 8601 and EDTF write four digits; years beyond are no answer of ours. */
#define YEAR_FAR 9999

/* A value that says year, month and day by itself: the first step, before any
 * reference is known. */
bool resolve_is_full(const struct value *);

/* Tense of the sentence around a span: -1 past, 1 future, 0 unknown. */
int resolve_tense(const struct lexicon *, struct dl_str block, struct dl_span expr);
/* Is the verb before it of the present: "the concert is on 5 June"? */
bool resolve_is_present(const struct lexicon *, struct dl_str block, struct dl_span expr);
/* Is it the word between a period and its last day ("the quarter | ended | 30 June")? */
bool resolve_ends_period(const struct lexicon *, struct dl_str between);

/* Room for the longest rule that recur.h can hold: 31 days, 12 months, 28 nth
 * weekdays, 7 hours and their names. */
#define FORMAT_RRULE_MAX 400

/* Fills value from from, to and grain (when/format.c); recur: of a VALUE_SET that
 * has one, else NULL. */
void format_expr(struct when_expr *, const struct value *, const struct recur *);
/* TIMEX3 of enum dl_part and of a season, 1 spring … 4 winter: "MO", "SP"; "" for 0. */
const char *format_part(uint8_t part);
const char *format_season(int season);
/* TIMEX3 of a length of time, and of a VALUE_SET. */
void format_length(const struct value *, char out[WHEN_VALUE_MAX]);
void format_set(const struct value *, const struct recur *, char out[WHEN_VALUE_MAX]);
/* RRULE of a VALUE_SET without its bounds; "": no rule says that. */
void format_rrule(const struct value *, const struct recur *, char out[FORMAT_RRULE_MAX]);
/* EDTF of an expression, into out (at least WHEN_VALUE_MAX bytes); "" if it has none. */
void format_edtf(const struct when_expr *, const struct value *, char *out);

#endif
