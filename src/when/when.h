/* SPDX-License-Identifier: MIT */
/* Text → time expressions, resolved against the document. The one header of
 * this folder that other folders include (and civil.h, zone.h). */
#ifndef WHEN_WHEN_H
#define WHEN_WHEN_H

#include <dateline/base.h>
#include <dateline/event.h>
#include <dateline/parse.h>

#include "base/arena.h"
#include "text/doc.h"

enum when_type { WHEN_DATE, WHEN_TIME, WHEN_DURATION, WHEN_SET };

/* The finest field a reading says something about. */
enum when_grain {
	WHEN_GRAIN_NONE, /* PAST_REF and the like */
	WHEN_GRAIN_CENTURY,
	WHEN_GRAIN_DECADE,
	WHEN_GRAIN_YEAR,
	WHEN_GRAIN_HALF,
	WHEN_GRAIN_QUARTER,
	WHEN_GRAIN_SEASON,
	WHEN_GRAIN_MONTH,
	WHEN_GRAIN_WEEK,
	WHEN_GRAIN_WEEKEND,
	WHEN_GRAIN_DAY,
	WHEN_GRAIN_PART,
	WHEN_GRAIN_HOUR,
	WHEN_GRAIN_MINUTE,
	WHEN_GRAIN_SECOND
};

/* The little word before the expression, outside its span: what it does with it. */
enum when_lead {
	WHEN_LEAD_NONE,
	WHEN_LEAD_AT, /* on, at, in: happens then */
	WHEN_LEAD_SINCE,
	WHEN_LEAD_FROM,
	WHEN_LEAD_UNTIL,
	WHEN_LEAD_BY,
	WHEN_LEAD_BEFORE,
	WHEN_LEAD_AFTER,
	WHEN_LEAD_DURING,
	WHEN_LEAD_FOR,
	WHEN_LEAD_OF, /* "programme of 2025", "Act of 1998": belongs to a noun */
	WHEN_LEAD_WITHIN
};

/* What an expression is to a recurrence beside it. */
enum when_bound {
	WHEN_BOUND_NONE,
	WHEN_BOUND_FROM,   /* starting 3 May */
	WHEN_BOUND_UNTIL,  /* until June: not in June */
	WHEN_BOUND_TO,	   /* from May to June: June too */
	WHEN_BOUND_FOR,	   /* for six weeks */
	WHEN_BOUND_WITHIN, /* in July: from its first day to its last */
	WHEN_BOUND_CLOCK,  /* at 21:00, told behind the other bounds */
	WHEN_BOUND_EXCEPT  /* except in July */
};

/* Where a field that was not written came from. */
enum when_from {
	WHEN_FROM_TEXT,	     /* written in the expression */
	WHEN_FROM_REFERENCE, /* the document's reference date */
	WHEN_FROM_DAY,	     /* the day in force: expression .antecedent */
	WHEN_FROM_YEAR,	     /* the year in force: expression .antecedent */
	WHEN_FROM_HEADING,   /* a heading above it: expression .antecedent */
	WHEN_FROM_RANGE,     /* the other end of its range or its list */
	WHEN_FROM_WEEKDAY,   /* the only year in which the weekday fits */
	WHEN_FROM_RULE	     /* a convention of the rule */
};

#define WHEN_NONE      UINT32_MAX
#define WHEN_MAX_RULES 8
#define WHEN_VALUE_MAX 40

struct when_expr {
	struct dl_span span; /* bytes of doc->text: the TIMEX3 extent */
	uint32_t block;	     /* index into doc->blocks */
	enum when_type type;
	enum when_grain grain;
	enum when_lead lead;

	char
	    value[WHEN_VALUE_MAX]; /* TIMEX3: "2025-09-21T11:20", "P2Y", "XXXX-WXX-2", "PAST_REF" */
	const char *mod; /* TIMEX3: "APPROX", "START", "MID", "END", "BEFORE" … or NULL */

	/* The resolved local interval, to exclusive. A point has from only. open:
	 * one side is missing because the text leaves it open ("since 2018"). */
	bool has_from, has_to, open;
	struct dl_civil from, to;
	enum dl_part part; /* morning …; else DL_PART_NONE */
	bool approximate;
	struct dl_str edtf; /* of the reading, without clock; empty if it has none */

	struct dl_str zone; /* IANA name, where the expression names one; else empty */
	bool has_offset;
	int16_t offset_minutes; /* east of UTC, of from, where zone or offset is written */
	const char *rrule;	/* WHEN_SET: RFC 5545 section 3.3.10; else "" */
	bool has_clock;		/* WHEN_SET: "every Monday at 9": clock_* hold */
	uint8_t clock_hour, clock_minute;

	/* A bound or exception of the recurrence that is expression `set`. */
	enum when_bound bound;
	uint32_t set; /* or WHEN_NONE */

	/* Ranges: the two ends are two expressions (one with options.intervals).
	 * range_end: of the first, the index of the second; else WHEN_NONE. list_next
	 * likewise for "6, 13 and 20 May". */
	uint32_t range_end, list_next;
	/* Several zones for one instant ("7am PST / 10am EST"): index of the first of
	 * them, or WHEN_NONE. */
	uint32_t same_instant;

	/* With options.intervals: another expression tells it too ("tomorrow" of
	 * "tomorrow before 5 pm"). */
	bool absorbed;

	uint16_t known; /* enum dl_known: fields written in the expression */
	enum when_from year_from, month_from, day_from;
	uint32_t antecedent; /* the expression it leans on, or WHEN_NONE */
	bool bare;	     /* a holiday without year, clock or preposition, in no range or list */
	bool modifier;	     /* such a one before a noun: "Christmas market" */
	bool anaphoric;	     /* "the same day", "that evening", a bare clock */
	bool weekday_clash;  /* the written weekday is not that of the date */
	uint8_t written_weekday; /* 1 Monday … 7 Sunday; 0 none */

	/* Readings that stay open (03/04 without evidence): the TIMEX3 values. */
	const struct dl_str *alternatives;
	size_t n_alternatives;

	uint16_t rules[WHEN_MAX_RULES]; /* rows fired, see when_rule_name() */
	uint8_t n_rules;
};

struct when_list {
	struct when_expr *v; /* by span.start */
	size_t n;
	size_t language; /* the document's: index into lang_names (lang/lang.h) */
	/* The reference the document was read against: what the caller gave, else
	 * what the document said of itself. */
	bool has_reference;
	struct dl_civil reference;
	enum { WHEN_REF_NONE, WHEN_REF_GIVEN, WHEN_REF_DOCUMENT, WHEN_REF_TODAY } reference_from;
};

/* How a part of an expression was made. */
enum when_join {
	WHEN_JOIN_ROW,	   /* a row of a language file */
	WHEN_JOIN_NUMBER,  /* a number that its neighbour makes a day or an hour */
	WHEN_JOIN_WEEKDAY, /* Friday, | 3 May */
	WHEN_JOIN_PART,	   /* 9 | in the morning */
	WHEN_JOIN_AMOUNT,  /* two hours | and ten minutes */
	WHEN_JOIN_CLOCK,   /* 3 May | at 5 pm */
	WHEN_JOIN_INSIDE,  /* two days after | 3 May */
	WHEN_JOIN_YEAR,	   /* 6 - 8 May | , 2026 */
	WHEN_JOIN_RECUR,   /* every Monday | at 9 am */
	WHEN_JOIN_ZONE,	   /* 5 pm | EST */
	WHEN_JOIN_MOD	   /* early | May,  about | 1868 */
};

/* A node of the derivation. */
struct when_node {
	struct dl_span span; /* bytes of doc->text */
	enum when_join join;
	uint16_t row;	      /* WHEN_JOIN_ROW: see when_rule_name() */
	uint32_t left, right; /* nodes of the parts, counted from 1; 0: none */
};

struct when_derivation {
	const struct when_node *nodes;
	const uint32_t *roots; /* by expression: a node, counted from 1 */
	size_t n_roots;
};

/* Finds and resolves all expressions of a document. The list lives in the
 * arena. Fails with DL_NOMEM. */
int when_find(struct arena *, const struct text_doc *, const struct dl_options *,
    struct when_list *ret, struct dl_error *reterr);

/* The same, and how each was made. */
int when_explain(struct arena *, const struct text_doc *, const struct dl_options *,
    struct when_list *ret, struct when_derivation *ret_why, struct dl_error *reterr);

/* "en.date.mdy" */
const char *when_rule_name(uint16_t rule);
/* "en.lang:41" */
const char *when_rule_place(uint16_t rule);

#endif
