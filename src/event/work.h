/* SPDX-License-Identifier: MIT */
/* What the files of this folder share while one document is worked on.
 *
 * The way of a document: blocks become units (unit.c: a sentence, a list item,
 * a heading, a table row, a "name: value" line); what is in force follows the
 * headings (force.c); a unit's time expressions are gathered into slots
 * (slot.c); each slot becomes a candidate or stays background with a named
 * reason (prose.c for sentences, line.c for the rest, record.c for fields and
 * rows); order.c, merge.c and finish.c make events of the candidates. */
#ifndef EVENT_WORK_H
#define EVENT_WORK_H

#include "event/build.h"
#include "event/place.h"
#include "event/words.h"

#define NO_CAND UINT32_MAX

/* Titles are cut at a word (product.md; RFC 5545 has no limit). */
#define TITLE_MAX 80
/* Longer places are sentences in disguise. */
#define PLACE_MAX     120
#define MAX_PEOPLE    8
#define MAX_OWN_RULES 6

/* Expressions that say one thing together: the ends of a range, a date and the
 * clock beside it, one instant in several zones. */
struct slot {
	uint32_t first, last; /* expressions, inclusive */
	uint32_t start, end;  /* the ones that give start and end; end: WHEN_NONE */
	uint32_t day;	      /* the one that names the day, where start is a clock; else start */
	bool paired;	      /* "Weekly" call: Thursday 15:00: how often says expression often */
	uint32_t often;
	uint32_t until; /* the hours are those of each day up to this one, else WHEN_NONE */
	bool moved;	/* a bare clock on another day than the expression was given: on */
	struct dl_civil on;
	bool listed;	     /* one of several days of one list */
	struct dl_span span; /* bytes, the little word before it included */
};

/* What is taken off the confidence, in percent, for what was not written but
 * assumed, or for how it was read. The rest, of 95, says how much was written. */
enum doubt {
	DOUBT_YEAR = 5,	      /* no year beside the date, and no weekday that fits one only */
	DOUBT_DAY = 10,	      /* "that evening", a bare clock: the day of another sentence */
	DOUBT_TODAY = 20,     /* read against the day of reading, for want of a reference */
	DOUBT_CLASH = 30,     /* the weekday is not that of the date */
	DOUBT_READINGS = 30,  /* 03/04: another reading is as good */
	DOUBT_ABOUT = 5,      /* "c. 1868" */
	DOUBT_HEADING = 5,    /* named by the heading, not by its own words */
	DOUBT_SENTENCE = 15,  /* named by words near the date, without verb or noun of events */
	DOUBT_ORDER = 15,     /* dated by "subsequently" alone */
	DOUBT_PLACE = 3,      /* in the place of another sentence or of the heading */
	DOUBT_WITHIN = 5,     /* in the place of a longer event */
	DOUBT_ZONE = 5,	      /* zone of most places of the document */
	DOUBT_TENTATIVE = 10, /* "provisional", "may be held" */
};

/* What a fully written event is worth, in percent; nothing read by rules is certain. */
#define CONFIDENCE_MOST 95

/* Where a title comes from, weakest first: merging keeps the strongest. */
enum title_from {
	TITLE_FROM_DOCUMENT,
	TITLE_FROM_HEADING,
	TITLE_FROM_NEAR, /* words near the date */
	TITLE_FROM_NOUN, /* the event's noun beside the date */
	TITLE_FROM_CLAUSE,
	TITLE_FROM_LABEL /* list label, cell, field */
};

/* A future event. event.uid, edtf, rules and source.path come last (finish.c). */
struct cand {
	struct dl_event event;
	struct slot slot;
	bool has_slot;	     /* false: a connective alone dates it */
	struct dl_span span; /* bytes of text */
	struct place place;
	enum title_from title_from;
	uint32_t after;	   /* candidate it comes after, or NO_CAND */
	bool follows;	   /* "subsequently": ordered after the one before */
	bool narrated;	   /* prose that reports, in order of the telling */
	bool whole;	   /* the occasion as a whole: its heading, its field */
	uint32_t topic;	   /* number of the heading it stands under */
	uint32_t parent;   /* candidate of the item whose list it stands in, or NO_CAND */
	uint32_t merged;   /* candidate it was merged into, or NO_CAND */
	struct dl_str who; /* what its title begins with: who does it */
	const char *reason;
	const char *rules[MAX_OWN_RULES];
	size_t n_rules;
	bool due;   /* a deadline at the hour of all of its list */
	bool daily; /* at its hours on each day up to last, which is exclusive */
	struct dl_civil last;
	bool zone_guessed;		  /* event.tz is that of most places of the document */
	const struct text_record *record; /* what states it; NULL: the prose tells it */
	/* Stated: it stands in for an occurrence of the series with this UID, on that day. */
	struct dl_str series, replaces;
	/* Stated: the candidate of prose that says another time, or NO_CAND. */
	uint32_t contradicts;
	struct dl_str people[MAX_PEOPLE];
	size_t n_people;
	int doubt; /* percent taken off the confidence */
};

/* Hours said for all of a list: of its events, or of its deadlines. */
struct hours {
	bool set;
	struct slot slot;
};

/* What holds from a heading on until the next one of its level or above. */
struct frame {
	struct dl_str title; /* of the heading, dates taken off; empty: only a date or generic */
	struct dl_str entry; /* the same for one of the entries below it */
	struct place place;
	struct dl_str zone;
	bool background;     /* education, references, change log … */
	bool has_day, moved; /* moved: another day than the expression was read as */
	struct dl_civil day;
	uint32_t number;
	struct hours hours, due;
	uint32_t cand; /* an item's: the candidate it made, or NO_CAND */
};

/* The document, six levels of headings, a bold line; then items that have a list
 * of their own. */
#define HEADING_FRAMES 8
#define FRAMES	       12

struct force {
	struct frame v[FRAMES];
	int top;  /* the deepest in use */
	int base; /* the deepest that is no item's */
	uint32_t headings;
	/* Narrative: the place and the candidate last told. */
	struct place place;
	uint32_t place_topic; /* heading it was told under */
	uint32_t last;
};

/* "Date: … Time: … Where: …": lines that describe one event together. */
struct record {
	bool open, front; /* front: of the front matter */
	struct slot date, time, end;
	bool has_date, has_time, has_end;
	bool when; /* a name said that the date is the event's */
	struct dl_str title, place, people, url, status;
	struct dl_span span;
	uint32_t lines;
};

struct work {
	struct arena *arena; /* for the work; gone when it is done */
	struct arena *kept;  /* the caller's: what the calendar points to */
	const struct text_doc *doc;
	const struct when_list *list;
	const struct dl_options *options;
	struct dl_calendar *cal;
	struct dl_error *reterr;

	struct words words; /* of the unit at hand */
	struct force force;
	struct record record;
	uint32_t next_expr; /* first expression not yet passed */

	struct table *table; /* the one at hand (column.h); NULL: none yet */
	struct cand *cands;
	size_t n, cap;
	struct tried *tried;  /* titles considered, for explain; NULL: nobody asks */
	const char **reasons; /* by expression; NULL: none yet */
	uint32_t *owners;     /* by expression: candidate or NO_CAND */

	bool dated; /* the reference is the day of writing, not merely a date of the text */
	struct dl_str subject, entry; /* what cal->title is about; for one entry of its list */
	bool headed;		      /* cal->title is the document's own, or its first heading */
	bool minutes;		      /* of a meeting: what was before it is told in passing */
	bool chronicle;	   /* sentences that begin with a year or month are its entries */
	bool over_list;	   /* the block at hand is an item with a list of its own */
	bool has_line_day; /* the day that the line at hand named last */
	struct dl_civil line_day;
	struct dl_str person, thing; /* subjects told last, for "she" and "it" */
	bool thing_happens;	     /* it is an event by its noun */
	bool has_home;		     /* where it was written, by its dateline */
	struct place home;
	bool has_story; /* the day the prose is about */
	struct dl_civil story;
	uint32_t sentences;	/* of prose, passed so far */
	uint32_t made, made_in; /* candidate of the last sentence that made one; its number */
	bool has_ahead;		/* the day to come that was told of last */
	struct dl_civil ahead;
	struct dl_str zone_said; /* that the document says for all times; empty: none */
	unsigned zones_said;	 /* different ones that it says */
	struct dl_str guess;	 /* zone of most places of the document; empty: they differ */
};

/* -1, with DL_NOMEM. */
int work_nomem(struct work *);
/* Says why the expressions of a slot made no event. */
void work_background(struct work *, const struct slot *, const char *reason);
/* The same for all of [first, end) that have no reason yet. */
void work_background_rest(struct work *, uint32_t first, uint32_t end, const char *reason);
/* A new candidate, zeroed but for what is none; NULL: no memory (said). */
struct cand *work_add(struct work *, const char *reason);
/* Notes a rule id (a constant string); more than MAX_OWN_RULES are dropped. */
void cand_rule(struct cand *, const char *id);

#endif
