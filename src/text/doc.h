/* SPDX-License-Identifier: MIT */
/* What a reader (source/) makes of a source: readable text in blocks, and the
 * way back from each byte of it to the bytes as they were read. */
#ifndef TEXT_DOC_H
#define TEXT_DOC_H

#include <dateline/base.h>

#include "base/arena.h"
#include "text/origin.h"

enum text_kind {
	TEXT_PARAGRAPH, /* level: of the item that it goes on with, or 0 */
	TEXT_HEADING,	/* level 1-6; 6 too for a short bold line, and for one over its entries */
	TEXT_ITEM,	/* list item's own text, or a line that is an entry of its own ("10:00
			 * Opening"); level = depth, 1-based */
	TEXT_CELL,	/* table cell; row and column, 0-based; row 0 is the header row if any */
	TEXT_FIELD,	/* front matter or a head of "name: value" lines: span is the value without
			 * its quotes, name lies before it; level = depth, 1-based */
	TEXT_QUOTE,	/* quoted text; level = depth */
	TEXT_CODE	/* not prose: no expressions are looked for */
};

#define TEXT_NO_BLOCK UINT32_MAX

/* Offsets are 32 bits wide, and a text can be a little longer than its source. */
#define TEXT_MAX ((size_t)1 << 30)

/* A column is counted from the nearest of these, so that a look-up in a line
 * of ten million bytes costs no more than one of a page. */
#define TEXT_COUNT_STEP 4096

struct text_block {
	enum text_kind kind;
	uint8_t level;
	bool struck;	/* struck through as a whole: superseded */
	bool header;	/* TEXT_CELL: cell of a header row */
	bool strong;	/* set in bold as a whole: often a heading in all but name */
	bool furniture; /* HTML: navigation, page footer …: the site's, not the document's */
	uint32_t row, column;
	uint32_t table;	     /* TEXT_CELL: number of the table in the document, 0-based */
	uint32_t head_cell;  /* TEXT_CELL: block of the header cell above it, or TEXT_NO_BLOCK */
	uint32_t group;	     /* what stood together has the same: lines without a blank line between
			      * them, items of a list, cells of a table, a front matter */
	struct dl_span span; /* bytes of text; within a block "\n" is a soft line break */
	struct dl_span name; /* TEXT_FIELD: the name before the colon; empty otherwise */
};

/* A link: the text that is one, and where it goes. */
struct text_link {
	struct dl_span span; /* bytes of text */
	struct dl_str url;   /* as written, entities read, not made absolute */
};

/* What the source says to machines about a span: <time datetime="…">. */
struct text_time {
	struct dl_span span;
	struct dl_str datetime; /* as written, not parsed */
};

/* From text offset at on, text byte at + i is source byte source + i, until
 * the next piece. Sorted; the first has at 0. Where text has bytes that the
 * source does not (the "\n" between blocks, an entity's character), they map
 * to the piece's first source byte: step is 0 then, else 1. */
struct text_piece {
	uint32_t at, source;
	uint8_t step;
	uint8_t width; /* step 0: source bytes that the piece stands for, at most 255 */
};

/* What a source says of an event to machines: JSON-LD, microdata, h-event, a
 * VEVENT, a line of NDJSON. Dates are ISO 8601, to the precision that was written,
 * extended ("2026-03-10", "2026-03-10T09:00", with "Z" or "+01:00" where the source
 * gives an offset); ends are exclusive; the rest is as the names say. A reader turns
 * its own format into these; event/stated.c makes the event. */
#define TEXT_FACT(X)                                                                               \
	X(UID) /* the source's own */                                                              \
	X(TITLE)                                                                                   \
	X(START)                                                                                   \
	X(END)                                                                                     \
	X(DURATION) /* RFC 5545 section 3.3.6, "PT90M" */                                          \
	X(ZONE)	    /* IANA name, of start and end */                                              \
	X(PART)	    /* "morning" … */                                                            \
	X(LOCATION)                                                                                \
	X(GEO) /* "31.2,121.5": degrees, latitude first */                                         \
	X(URL)                                                                                     \
	X(DESCRIPTION) /* plain text */                                                            \
	X(STATUS)      /* confirmed, tentative, cancelled */                                       \
	X(PERSON)      /* one fact each */                                                         \
	X(CATEGORY)    /* one fact each */                                                         \
	X(RRULE)       /* RFC 5545 section 3.3.10 */                                               \
	X(EXDATE)      /* one fact each */                                                         \
	X(REPLACES)    /* RECURRENCE-ID: the start that this one takes the place of */             \
	X(SEQUENCE)                                                                                \
	/* of events that dateline wrote itself (emit/ndjson.c) */                                 \
	X(PRECISION)  /* "decade" …: of start and end, where ISO 8601 cannot say it */           \
	X(WINDOW)     /* "from/to" of a part of the day */                                         \
	X(EDTF)	      /* with "~" for circa */                                                     \
	X(CONFIDENCE) /* percent */                                                                \
	X(KNOWN)      /* one fact each: "year" … */                                              \
	X(AFTER)      /* uid of one that comes before; one fact each */

enum text_fact_kind {
#define TEXT_FACT_ENUM(name) TEXT_FACT_##name,
	TEXT_FACT(TEXT_FACT_ENUM)
#undef TEXT_FACT_ENUM
};

struct text_fact {
	enum text_fact_kind kind;
	struct dl_str value;   /* clean UTF-8; in the arena or the source */
	struct dl_span source; /* bytes of doc->source */
};

struct text_record {
	const char *rule;      /* which way it was told, a rule id: "source.json-ld" */
	struct dl_span source; /* bytes of doc->source: all of it */
	size_t first, n;       /* of doc->facts */
	uint32_t block;	       /* the text that tells it to people (microdata), or TEXT_NO_BLOCK */
};

/* How the bytes as read are counted in lines and columns. */
enum text_encoding {
	TEXT_UTF8,    /* and what is only partly so: a byte that begins no character is one */
	TEXT_BYTES,   /* a column a byte: Latin-1 and other charsets */
	TEXT_UTF16LE, /* with surrogate pairs as one */
	TEXT_UTF16BE
};

struct text_doc {
	struct dl_str path;   /* as the caller named it */
	struct dl_str raw;    /* bytes as read; borrowed from the caller. p NULL: source is */
	struct dl_str source; /* what the reader read, valid UTF-8: raw itself, or what was decoded
			       * from it, which lives in the arena */
	struct origin origin; /* from source to raw */
	enum text_encoding encoding; /* of raw */
	struct dl_str text; /* valid UTF-8; may be the source itself. No control characters but
			     * "\n" and "\t", no soft hyphens or other invisible characters, no
			     * space but " " (text_clean()). Struck words inside a block that is
			     * not struck as a whole are left out */
	const struct text_piece *pieces; /* NULL: text is the source, byte for byte */
	size_t n_pieces;
	struct text_block *blocks; /* in reading order, not overlapping */
	size_t n_blocks;
	struct text_link *links; /* sorted by span.start */
	size_t n_links;
	struct text_time *times; /* sorted by span.start */
	size_t n_times;
	const struct text_fact *facts; /* by record, in the order of the source */
	size_t n_facts;
	const struct text_record *records;
	size_t n_records;
	/* What the reader had to assume or to leave out; offset is one of source until
	 * text_index_lines() makes line, column and offset those of raw. */
	struct dl_error *warnings;
	size_t n_warnings, cap_warnings;
	uint32_t *lines; /* raw offset of each line's start; lines[0] is 0 */
	size_t n_lines;
	uint32_t *counts; /* columns before each TEXT_COUNT_STEP-th raw byte */
	/* Evidence the source type carries by itself; empty if none. In the arena. */
	struct dl_str title, language, published; /* published: as written, not parsed */
};

/* Source bytes over TEXT_MAX, or that are not UTF-8, are errors (DL_LIMIT,
 * DL_ENCODING at the first bad byte); NUL bytes, and more control characters
 * than a text has, are DL_ENCODING too. */
int text_check(struct dl_str path, struct dl_str source, struct dl_error *reterr);

/* Does it have a NUL byte, or more control characters than a text has? */
bool text_is_binary(struct dl_str);

/* More than anyone reads; those after it are dropped. */
#define TEXT_WARNINGS_MAX 100

/* Adds a warning about a byte of doc->source. false: no memory. */
bool text_warn(struct arena *, struct text_doc *, enum dl_status, size_t source_offset,
    const char *fmt, ...) DL_PRINTF(5, 6);

/* Source offset of a text offset; an end offset maps to just after the source
 * of the byte before it. */
uint32_t text_to_source(const struct text_doc *, uint32_t at);
struct dl_span text_span_to_source(const struct text_doc *, struct dl_span);
/* The bytes as read that a span of the source stands for: what is published. */
struct dl_span text_raw_span(const struct text_doc *, struct dl_span source);
/* Line and column (code points), 1-based, of a source offset, in the bytes as read. */
void text_position(
    const struct text_doc *, uint32_t source_offset, uint32_t *ret_line, uint32_t *ret_column);
/* Index of the block that holds a text offset, or TEXT_NO_BLOCK. */
uint32_t text_block_at(const struct text_doc *, uint32_t at);
/* Fills lines, n_lines and counts from raw, and places the warnings. Fails with
 * DL_NOMEM. */
int text_index_lines(struct arena *, struct text_doc *, struct dl_error *reterr);

#endif
