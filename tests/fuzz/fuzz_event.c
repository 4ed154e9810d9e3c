/* SPDX-License-Identifier: MIT */
/* Any text as a document of any kind that is read here: what comes out has to
 * keep the promises of <dateline/event.h>. The first byte chooses the kind. */
#include <dateline/dateline.h>

#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/build.h"
#include "source/source.h"

static void check_event(const struct text_doc *doc, const struct dl_event *e)
{
	if (e->title.n == 0 || utf8_valid(e->title) != e->title.n || utf8_count(e->title) > 80)
		abort();
	if (e->uid.n == 0 || utf8_valid(e->uid) != e->uid.n ||
	    utf8_valid(e->location) != e->location.n)
		abort();
	if (e->source.span.start > e->source.span.end || e->source.span.end > doc->source.n)
		abort();
	if (e->source.quote.n > 500 || utf8_valid(e->source.quote) != e->source.quote.n)
		abort();
	if (!e->has_start && e->rrule.n == 0)
		abort();
	if (e->confidence == 0 || e->confidence > 100)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const kinds[] = {"text", "markdown", "html", "csv", "ics", "ndjson"};
	struct arena arena = {.alloc = NULL};
	struct text_doc doc = {.path = STR("fuzz")};
	struct when_list list;
	struct dl_calendar cal = {.n_events = 0};
	struct event_verdicts verdicts;
	if (size == 0)
		return 0;
	struct dl_options o = {.from = str_of(kinds[data[0] % 6])};
	o.ref = (data[0] & 16) != 0 ? STR("2026-11-23T09:00") : STR("");
	struct dl_str text = {(const char *)data + 1, size - 1};
	if (source_read(&arena, o.from, STR("fuzz"), text, &doc, NULL) == 0 &&
	    when_find(&arena, &doc, &o, &list, NULL) == 0 &&
	    event_build(&arena, &doc, &list, &o, &cal, &verdicts, NULL) == 0) {
		for (size_t i = 0; i < cal.n_events; i++)
			check_event(&doc, &cal.events[i]);
		for (size_t i = 0; i < verdicts.n; i++)
			if (verdicts.v[i].reason == NULL ||
			    (verdicts.v[i].event != UINT32_MAX &&
				verdicts.v[i].event >= cal.n_events))
				abort();
	}
	arena_free(&arena);
	return 0;
}
