/* SPDX-License-Identifier: MIT */
/* The parser behind <dateline/parse.h>: one document at a time through source,
 * when and event. */
#ifndef API_PARSER_H
#define API_PARSER_H

#include <dateline/dateline.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_read.h"
#include "event/build.h"
#include "text/doc.h"
#include "when/when.h"

struct dl_parser {
	const struct dl_alloc *alloc;
	struct arena scratch;  /* of the document at hand; reset with each */
	struct arena work;     /* of the search for events; empty between documents */
	struct arena events;   /* of a line's calendar; empty between lines */
	struct buf text;       /* of a PDF file */
	struct buf out;	       /* a line or an answer being written */
	struct json_reader in; /* of JSON lines */
};

/* A document as far as its time expressions; lives in parser->scratch. */
struct parsed {
	struct text_doc doc;
	struct when_list list;
};

/* convert.c: where the source is a PDF file, its text takes its place, in p->text,
 * and *from becomes "pdf". Fails as dl_parse(). */
int parser_convert(struct dl_parser *, const struct dl_options *, struct dl_str *source,
    struct dl_str *from, struct dl_error *reterr);

/* Resets scratch and reads a document. Fails as dl_parse(). */
int parser_read(struct dl_parser *, const struct dl_options *, struct dl_str source,
    struct parsed *ret, struct dl_error *reterr);

/* The same, and how the expressions were made; that lives in scratch too. */
int parser_explain(struct dl_parser *, const struct dl_options *, struct dl_str source,
    struct parsed *ret, struct when_derivation *ret_why, struct dl_error *reterr);

/* Events into a fresh calendar that has a region of its own. verdicts may be
 * NULL; they live in the calendar. Fails as dl_parse(). */
int parser_events(struct dl_parser *, const struct dl_options *, const struct parsed *,
    struct dl_calendar **ret, struct event_verdicts *verdicts, struct dl_error *reterr);

/* The same for a moment: the calendar lives in parser->events, which is the
 * caller's to reset, also when it fails. */
int parser_line_events(struct dl_parser *, const struct dl_options *, const struct parsed *,
    struct dl_calendar *ret, struct dl_error *reterr);

/* Appends {"id"?,"timexes":[…]}'s list, without brackets, separated by commas,
 * or, with lines, one object a line. */
void timex_write(const struct parsed *, const struct dl_options *, bool lines, struct buf *);

/* Hands the parser's output to a sink and empties it. Fails with DL_NOMEM,
 * DL_LIMIT, DL_IO. */
int parser_flush(struct dl_parser *, struct dl_sink *, struct dl_error *reterr);

#endif
