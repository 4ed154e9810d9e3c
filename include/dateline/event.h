/* SPDX-License-Identifier: MIT */
/* Events as people mean them: civil time, precision kept, and for each field
 * whether it was written or assumed. Plain structs; everything a calendar
 * points to lives in the calendar and goes with dl_calendar_free(). */
#ifndef DATELINE_EVENT_H
#define DATELINE_EVENT_H

#include <dateline/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Wall clock in the proleptic Gregorian calendar with astronomical years
 * (0 is 1 BC, as ISO 8601 and EDTF count). Fields finer than the precision
 * that goes with it hold their smallest value (month 1, day 1, 00:00). */
struct dl_civil {
	int32_t year;
	uint8_t month;	/* 1-12 */
	uint8_t day;	/* 1-31 */
	uint8_t hour;	/* 0-23 */
	uint8_t minute; /* 0-59 */
	uint8_t second; /* 0-60 */
};

/* name as JSON has it, coarse to fine */
#define DL_PRECISION(X)                                                                            \
	X(CENTURY, "century")                                                                      \
	X(DECADE, "decade")                                                                        \
	X(YEAR, "year")                                                                            \
	X(SEASON, "season")                                                                        \
	X(MONTH, "month")                                                                          \
	X(DAY, "day")                                                                              \
	X(PART, "part")                                                                            \
	X(MINUTE, "minute")

enum dl_precision {
#define DL_PRECISION_ENUM(name, text) DL_##name,
	DL_PRECISION(DL_PRECISION_ENUM)
#undef DL_PRECISION_ENUM
};

/* name, JSON, first hour, hour after the last (over 24: of the next day) */
#define DL_PART_OF_DAY(X)                                                                          \
	X(NONE, "", 0, 24)                                                                         \
	X(MORNING, "morning", 6, 12)                                                               \
	X(NOON, "noon", 12, 13)                                                                    \
	X(AFTERNOON, "afternoon", 12, 18)                                                          \
	X(EVENING, "evening", 18, 24)                                                              \
	X(NIGHT, "night", 18, 30)

enum dl_part {
#define DL_PART_ENUM(name, text, from, to) DL_PART_##name,
	DL_PART_OF_DAY(DL_PART_ENUM)
#undef DL_PART_ENUM
};

enum dl_event_status { DL_CONFIRMED, DL_TENTATIVE, DL_CANCELLED };

/* Fields that stood in the text beside the event; a field that has a value but
 * not its bit was assumed (from a heading, the sentence before, the place). */
#define DL_KNOWN(X)                                                                                \
	X(YEAR, "year", 1)                                                                         \
	X(MONTH, "month", 2)                                                                       \
	X(DAY, "day", 4)                                                                           \
	X(WEEKDAY, "weekday", 8)                                                                   \
	X(TIME, "time", 16)                                                                        \
	X(END, "end", 32)                                                                          \
	X(TZ, "tz", 64)                                                                            \
	X(LOCATION, "location", 128)                                                               \
	X(TITLE, "title", 256)                                                                     \
	X(PART, "part", 512)

enum dl_known {
#define DL_KNOWN_ENUM(name, text, bit) DL_KNOWN_##name = bit,
	DL_KNOWN(DL_KNOWN_ENUM)
#undef DL_KNOWN_ENUM
};

/* The bytes of the source, as it was read, that an event comes from. */
struct dl_source {
	struct dl_str path;    /* as the caller named it; empty: unnamed stream */
	struct dl_span span;   /* bytes of the source, end exclusive */
	uint32_t line, column; /* of span.start; 1-based, columns in code points */
	struct dl_str quote;   /* the readable text of the span: tags and markup away, spaces
				* folded, at most 500 bytes */
};

struct dl_strs {
	struct dl_str *v;
	size_t n;
};

struct dl_event {
	struct dl_str uid;   /* stable across runs; RFC 7986 section 5.3 */
	struct dl_str title; /* at most 80 characters, never empty */

	enum dl_precision precision;
	bool approximate; /* "c. 1868" */
	bool has_start;	  /* false: only rrule and time ("every Monday at 9") */
	bool has_end;	  /* false: the text names no end */
	struct dl_civil start;
	struct dl_civil end;	   /* exclusive */
	enum dl_part part;	   /* with DL_PART precision */
	bool has_window;	   /* with DL_PART precision: when it can have been */
	struct dl_civil window[2]; /* from inclusive, to exclusive */
	struct dl_str edtf;	   /* ISO 8601-2 level 1, season codes 21-24, "~" for circa */
	struct dl_str tz;	   /* IANA name; empty: floating, or a whole day and more */
	struct dl_str rrule;	   /* RFC 5545 section 3.3.10, without "RRULE:"; empty: once */
	struct dl_strs exdates;	   /* days or, with hours, local times that rrule leaves out:
				    * "2026-05-25", "2026-05-25T19:00" */
	bool has_time;		   /* recurring without a first date: start.hour and .minute hold */

	struct dl_str location;
	bool has_geo;
	double latitude, longitude; /* WGS 84, degrees */
	struct dl_strs people;
	struct dl_str url;
	struct dl_str description; /* plain text, paragraphs separated by \n */
	struct dl_strs categories;
	enum dl_event_status status;
	struct dl_strs after; /* uids of events that come before this one */

	uint8_t confidence; /* percent */
	uint16_t known;	    /* enum dl_known, or-ed */
	struct dl_source source;
	struct dl_strs rules; /* ids of the rules that made it, "en.date.mdy" … */

	/* The record of publication, kept by the feed across runs. Seconds since
	 * 1970-01-01T00:00Z. An emitter stamps with these and never with a clock. */
	uint32_t sequence;
	int64_t created, modified;
};

/* What is published together. Events are sorted by start (coarser first),
 * then by place in the source. */
struct dl_calendar {
	struct dl_str name;  /* short, for file names and ids; ASCII; may be empty */
	struct dl_str title; /* for people */
	struct dl_str description;
	struct dl_str link;	  /* page about it */
	struct dl_str base_url;	  /* where the outputs are published, ending in "/"; may be empty */
	struct dl_str tz;	  /* default IANA zone; may be empty */
	struct dl_str language;	  /* BCP 47; may be empty */
	struct dl_str color;	  /* a CSS3 colour name (RFC 7986 section 5.9); may be empty */
	uint32_t refresh_minutes; /* 0: say nothing (RFC 7986 section 5.7) */
	int64_t modified;	  /* newest change of any event or of the title */
	struct dl_event *events;
	size_t n_events;
	struct dl_error *warnings; /* contradictions and the like; none of them stopped us */
	size_t n_warnings;
	void *region; /* private */
};

/* Gives everything back. NULL is fine. */
DL_API void dl_calendar_free(struct dl_calendar *);

/* The JSON names above. */
DL_API const char *dl_precision_name(enum dl_precision);
DL_API const char *dl_part_name(enum dl_part); /* "" for DL_PART_NONE */
DL_API const char *dl_event_status_name(enum dl_event_status);

#ifdef __cplusplus
}
#endif
#endif
