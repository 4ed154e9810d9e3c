/* SPDX-License-Identifier: MIT */
/* Text in; time expressions, events and reasons out. */
#ifndef DATELINE_PARSE_H
#define DATELINE_PARSE_H

#include <dateline/base.h>
#include <dateline/event.h>

#ifdef __cplusplus
extern "C" {
#endif

enum dl_prefer { DL_PREFER_AUTO, DL_PREFER_PAST, DL_PREFER_FUTURE, DL_PREFER_NEAREST };
enum dl_day_order { DL_ORDER_AUTO, DL_ORDER_DMY, DL_ORDER_MDY };
/* dateline(1), CONVENTIONS, says what each of these changes. */
enum dl_week_start { DL_WEEK_MONDAY, DL_WEEK_SUNDAY };
enum dl_hemisphere { DL_NORTH, DL_SOUTH };

/* What the library does not read itself: whoever runs it has a program for it. */
struct dl_convert {
	/* Puts the text of a PDF file: UTF-8, laid out in lines as on the page, a form
	 * feed behind each page (as pdftotext -layout writes it). Called in the thread
	 * of the parser. 0, or -1 and why: DL_UNSUPPORTED (there is no such program),
	 * DL_SYNTAX (damaged, locked), DL_LIMIT, DL_IO. */
	int (*pdf)(void *ctx, struct dl_str pdf, struct dl_sink *text, struct dl_error *reterr);
	void *ctx;
};

/* What the caller knows of a document. All zero means: let the document say. */
struct dl_options {
	struct dl_str path; /* how errors and events name the source */
	struct dl_str from; /* source type by name ("text", "markdown", "html", "email"); empty: by
			     * content and path */
	struct dl_str ref; /* when it was written: YYYY-MM-DD or YYYY-MM-DDTHH:MM, local; empty: the
			    * document's own evidence, and without any, relative dates stay open */
	struct dl_str today;	/* the reference of last resort, same form; empty: none */
	struct dl_str tz;	/* IANA zone of last resort */
	struct dl_str lang;	/* BCP 47; empty: decided from the text */
	struct dl_str identity; /* what UIDs are made from together with each event; empty: the last
				 * part of path */
	const struct dl_convert *convert; /* NULL: PDF files are DL_UNSUPPORTED */
	enum dl_prefer prefer;
	enum dl_day_order day_order;
	enum dl_week_start week_start;
	enum dl_hemisphere hemisphere; /* whose seasons are meant */
	bool intervals;		       /* timex: "from A to B" is one expression */
	/* Which events are wanted; the others are left out of calendars and of JSON
	 * lines. Dates are YYYY-MM-DD, YYYY-MM or YYYY, and an event is wanted that
	 * takes place, or may, between the beginning of the first and the end of the
	 * last, on its own clock; empty: no bound. */
	uint8_t min_confidence; /* percent */
	struct dl_str from_date, to_date;
};

/* Holds tables and scratch memory; one thread at a time, any number of
 * documents one after the other. */
struct dl_parser;

/* alloc may be NULL and must outlive the parser. Fails with DL_NOMEM. */
DL_API int dl_parser_new(
    const struct dl_alloc *alloc, struct dl_parser **ret, struct dl_error *reterr);
DL_API void dl_parser_free(struct dl_parser *);

/* Checks zone, reference and language by themselves, so that a command can say
 * so before it reads anything. Fails with DL_USAGE. */
DL_API int dl_options_check(const struct dl_options *, struct dl_error *reterr);

/* Reads a whole document. source may be released after the call. On success
 * *ret is a calendar (perhaps without events; its title is the document's) to
 * be freed with dl_calendar_free(). Fails with DL_NOMEM, DL_ENCODING,
 * DL_SYNTAX, DL_LIMIT (over 1 GiB), DL_UNSUPPORTED, DL_USAGE. */
DL_API int dl_parse(struct dl_parser *, const struct dl_options *, struct dl_str source,
    struct dl_calendar **ret, struct dl_error *reterr);

/* The time expressions alone, one JSON object and "\n" each (dateline(1),
 * TIME EXPRESSIONS). Fails as dl_parse(), and with DL_IO if out does. */
DL_API int dl_timex(struct dl_parser *, const struct dl_options *, struct dl_str source,
    struct dl_sink *out, struct dl_error *reterr);

/* What the id of a rule means ("en.date.dmy", "background.since"; in dl_event.rules
 * and of explain), in a sentence without a stop; NULL: it is none. A constant. */
DL_API const char *dl_rule_words(struct dl_str id);

/* Why: for people, as look says (NULL: in a file). query is an event's uid, a line
 * number, or empty for the whole document: lines of the source, rules fired, what
 * was written, what was assumed and from what, which titles were considered, and
 * which expressions stayed background. Fails as dl_timex(), and with DL_USAGE if
 * query names nothing. */
DL_API int dl_explain(struct dl_parser *, const struct dl_options *, struct dl_str source,
    struct dl_str query, const struct dl_look *look, struct dl_sink *out, struct dl_error *reterr);

enum dl_jsonl { DL_JSONL_TIMEX, DL_JSONL_EXTRACT };

/* One line of a JSON-lines stream, without its newline: {"id","text",…} in,
 * one line out (dateline(1), JSON LINES). A bad line is answered in its place
 * with {"id"?,"error":{…}} and is no failure. defaults hold for what the line
 * leaves out. Fails with DL_NOMEM, DL_LIMIT and DL_IO. */
DL_API int dl_jsonl_line(struct dl_parser *, enum dl_jsonl, const struct dl_options *defaults,
    struct dl_str line, struct dl_sink *out, struct dl_error *reterr);

#ifdef __cplusplus
}
#endif
#endif
