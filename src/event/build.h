/* SPDX-License-Identifier: MIT */
/* Time expressions and the text around them → events. */
#ifndef EVENT_BUILD_H
#define EVENT_BUILD_H

#include <dateline/event.h>
#include <dateline/parse.h>

#include "base/arena.h"
#include "text/doc.h"
#include "when/when.h"

/* Why an expression became an event or stayed background; for explain. */
struct event_verdict {
	uint32_t expr;	    /* index into the list */
	uint32_t event;	    /* index into ret->events, or UINT32_MAX: background */
	const char *reason; /* a rule id, "event.future", "background.since" … */
};

/* A title that was considered for an event and not taken. */
struct event_title {
	uint32_t event; /* index into ret->events */
	uint32_t order; /* of being considered */
	struct dl_str text;
	const char *why; /* a rule id */
};

struct event_verdicts {
	struct event_verdict *v;
	size_t n;
	struct event_title *titles; /* by event */
	size_t n_titles;
};

/* Fills ret->events (sorted), ret->title, ret->language and ret->warnings;
 * everything lives in the arena except what doc borrows. ret_verdicts may be
 * NULL. Fails with DL_NOMEM. */
int event_build(struct arena *, const struct text_doc *, const struct when_list *,
    const struct dl_options *, struct dl_calendar *ret, struct event_verdicts *ret_verdicts,
    struct dl_error *reterr);
/* The same, with memory for the work that the caller resets after it, and so need
 * not be asked for again with each document. */
int event_build_with(struct arena *scratch, struct arena *, const struct text_doc *,
    const struct when_list *, const struct dl_options *, struct dl_calendar *ret,
    struct event_verdicts *ret_verdicts, struct dl_error *reterr);

#endif
