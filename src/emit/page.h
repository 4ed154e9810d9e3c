/* SPDX-License-Identifier: MIT */
/* The web timeline's parts. */
#ifndef EMIT_PAGE_H
#define EMIT_PAGE_H

#include <dateline/event.h>

#include "base/buf.h"
#include "emit/zones.h"

/* The style sheet. */
extern const char page_style[];

/* What the headings of a timeline name, fine to coarse. */
enum page_level { PAGE_DAY, PAGE_MONTH, PAGE_SEASON, PAGE_YEAR, PAGE_DECADE, PAGE_CENTURY };

/* The finest level under whose headings there is more than one event as a
 * rule; with few events what their range asks for. */
enum page_level page_level_of(const struct dl_calendar *);

/* Do two events that follow one another stand under the same heading? An event
 * coarser than the level has a heading of its own kind: "19th century" over
 * years, "spring 1945" over months. Both have a start. */
bool page_same_group(const struct dl_event *, const struct dl_event *, enum page_level);

/* "Sunday, 21 September 2025", "September 2025", "1868", "1860s", "19th century" */
void page_put_heading(struct buf *, const struct dl_event *, enum page_level);
/* An id for the heading that stands before this event. */
void page_put_heading_id(struct buf *, const struct dl_event *);

/* What an event's entry needs to know of the page around it. */
struct page {
	const struct dl_calendar *calendar;
	enum page_level level;
	struct dl_str common_tz; /* said once; events in another say so, if empty all do */
	struct dl_str
	    language; /* of the document, if the page's words are of another; else empty */
	struct zones *zones;
};

/* <li>…</li> of the i-th event. Fails with DL_NOMEM. */
int page_put_event(struct buf *, const struct page *, size_t i, struct dl_error *reterr);

/* lang="de" with a space in front, or nothing. */
void page_put_lang(struct buf *, const struct page *);

#endif
