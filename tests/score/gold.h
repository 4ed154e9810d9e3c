/* SPDX-License-Identifier: MIT */
/* Documents with the events that a person would put into a calendar, and how far
 * the events that dateline finds agree with them. NAME.gold lies beside NAME.md
 * (or .txt, .html, .eml …); tests/README.md describes its lines. */
#ifndef TESTS_SCORE_GOLD_H
#define TESTS_SCORE_GOLD_H

#include <dateline/dateline.h>

/* Events of a document, places where one of them is told, bytes of either file:
 * far more than a person annotates; a file that has more is a mistake. */
#define GOLD_EVENTS_MAX 256
#define GOLD_PLACES_MAX 12
#define GOLD_BYTES_MAX	((size_t)1 << 20)

struct gold_lines {
	uint32_t first, last; /* 1-based, inclusive, of the document */
};

struct gold_event {
	uint32_t row;	   /* of the .gold file */
	bool tolerated;	   /* finding it is neither right nor wrong */
	bool has_start;	   /* false: a recurrence, of which hour and minute are known */
	bool has_end;	   /* false: the document names none */
	bool zone_written; /* not just the zone of the place */
	enum dl_precision precision, end_precision;
	enum dl_part part;
	struct dl_civil start, end; /* end is exclusive */
	struct dl_str title, location, tz, rrule;
	enum dl_event_status status;
	struct gold_lines places[GOLD_PLACES_MAX]; /* at least one */
	size_t n_places;
};

struct gold {
	char path[512];	      /* of the .gold file */
	char document[512];   /* the file it is about */
	struct dl_str source; /* bytes of the latter */
	struct dl_str text;   /* bytes of the former; the strings above point into it */
	struct dl_options options;
	struct gold_event *events;
	size_t n;
};

/* Reads NAME.gold and its document; ends the process with a message that names
 * file and line if it cannot. To be freed with gold_free(). */
struct gold *gold_read(const char *path);
void gold_free(struct gold *);

/* ---- the parts of a comparison --------------------------------------------- */

/* How well the words of two texts agree, 0 to 1: F1 over words without regard to
 * case, order and the commonest words of English; a Han, kana or hangul character
 * counts as a word. */
double gold_words(struct dl_str, struct dl_str);

/* A prediction beside a gold event: may they be the same, and how near are they? 0: they
 * are not. source is the document. */
double gold_weight(const struct gold_event *, const struct dl_event *, struct dl_str source);

/* Whether a field agrees; of fields that the gold event has. */
bool gold_start_right(const struct gold_event *, const struct dl_event *);
bool gold_end_right(const struct gold_event *, const struct dl_event *);
bool gold_zone_right(const struct gold_event *, const struct dl_event *);
bool gold_rrule_right(const struct gold_event *, const struct dl_event *);
/* An end of its own for an event that has none in the gold set. */
bool gold_end_invented(const struct gold_event *, const struct dl_event *);

/* One-to-one with the greatest sum: ret[i] is the column of row i, or SIZE_MAX.
 * weights has rows * columns values, none negative; 0 forbids a pair. */
void gold_assign(const double *weights, size_t rows, size_t columns, size_t *ret);

/* ---- counting ---------------------------------------------------------------- */

struct gold_share {
	size_t right, of;
};

struct gold_tally {
	size_t documents, events; /* events: without the tolerated ones */
	size_t found, spurious, missed;
	size_t again; /* of the spurious ones: one that was found already */
	size_t invented_ends;
	double f1_sum; /* over documents */
	double title_sum, place_sum;
	size_t n_places;
	struct gold_share start; /* of those with an hour or a part of the day */
	struct gold_share end, zone, zone_written, status, rrule;
};

/* Writes errors as "file:line: what" to stdout if it is asked to. */
void gold_count(struct gold_tally *, const struct gold *, const struct dl_calendar *, bool report);
void gold_add(struct gold_tally *, const struct gold_tally *);
/* Percent. Of nothing: 100. */
double gold_f1(const struct gold_tally *);

/* Kinds are the part of a name before the first dash, in the order of the files. */
#define GOLD_KINDS_MAX 32

struct gold_scores {
	struct gold_tally all;
	size_t n;
	struct gold_kind {
		char name[32];
		struct gold_tally tally;
	} kinds[GOLD_KINDS_MAX];
};

/* Reads all documents of a folder as the library reads them; in one that it cannot
 * read nothing was found, and stderr says why. report: as above. Ends the process if
 * a .gold file is wrong. */
void gold_folder(const char *folder, bool report, struct gold_scores *ret);

#endif
