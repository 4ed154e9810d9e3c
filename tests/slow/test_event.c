/* SPDX-License-Identifier: MIT */
/* Texts full of dates, and texts that would make a careless reader of events
 * slow. Four times the text may take four times the work; a square would take
 * sixteen. Only event_build() is timed, as a ratio within one run, the best of
 * three, with room for a busy machine. */
#include <check.h>
#include <dateline/dateline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "event/build.h"
#include "source/source.h"

#define SMALL ((size_t)192 * 1024)
/* Between linear (4) and square (16). */
#define RATIO_MAX 8.0

static const struct {
	const char *name, *from, *unit;
} worst[] = {
    {"entries", "markdown", "- 4 May 2026, 19:00: Choir practice (Hall A) with Ada King\n"},
    {"one day", "markdown", "- 10:00 Talk by Ada King, Leeds\n"},
    {"sentences", "text", "On 4 May 2026 the council of Graz opened the bridge. "},
    {"one sentence", "text", "on 4 May 2026 the council met in Graz and "},
    {"told again", "text", "The fair takes place on 4 May 2026 in Leeds.\n\n"},
    {"afterwards", "text", "On 4 May 2026 Ada King met Bo Li. Afterwards, they signed the plan. "},
    {"headings", "markdown", "## 4 May 2026\n\n"},
    {"opening brackets", "text", "4 May 2026 (((((((((((((((( "},
    {"commas", "text", "in Graz, in Leeds, in Paris, 4 May 2026, "},
    {"names", "text", "Ada King, Bo Li, Cy Vale and Di Stone, 4 May 2026, met. "},
    {"labels", "text", "Date: 4 May 2026\nWhere: Leeds\n\n"},
    {"rows", "markdown", "| 4 May 2026 | 10:00 | Choir | Leeds |\n"},
    {"semicolons", "markdown", "- Monday: Leeds, 12pm; York, 1pm; Graz, 2pm\n"},
    {"one word", "text", "aaaaaaaaaa"},
    {"conjunctions", "text", "and and and who which that 4 May and "},
    {"stated lines", "ndjson",
	"{\"uid\":\"a\",\"title\":\"Fair\",\"start\":\"2026-05-04\",\"place\":\"Leeds\"}\n"},
    {"one series", "ics",
	"BEGIN:VEVENT\nUID:a\nDTSTART:20260504\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
	"BEGIN:VEVENT\nUID:a\nDTSTART:20260504\nRECURRENCE-ID:20260504\nEND:VEVENT\n"},
    {"stated and told", "html",
	"<p itemscope itemtype=Event><b itemprop=name>Fair</b><b itemprop=startDate "
	"content=2026-05-04></b></p><p>The fair is on 4 May 2026.</p>"},
    {"table rows", "csv", "4 May 2026,10:00,Choir,Leeds\n"},
    {"full stops", "text", ". . . . 4 May 2026. "},
};

struct timed {
	double seconds;
	size_t events;
};

static struct timed build(size_t i, size_t size)
{
	struct arena arena = {.alloc = NULL};
	struct text_doc doc = {.path = {NULL, 0}};
	struct when_list list;
	struct dl_calendar cal = {.n_events = 0};
	struct dl_options o = {.from = str_of(worst[i].from)};
	struct dl_error e = {.status = DL_OK};
	char *text = malloc(size);
	size_t n = strlen(worst[i].unit);
	ck_assert_ptr_nonnull(text);
	for (size_t k = 0; k < size; k++)
		text[k] = worst[i].unit[k % n];
	struct dl_str source = {text, size};
	int rc = source_read(&arena, o.from, o.path, source, &doc, &e);
	if (rc == 0)
		rc = when_find(&arena, &doc, &o, &list, &e);
	ck_assert_msg(rc == 0, "%s", e.text);
	clock_t from = clock();
	rc = event_build(&arena, &doc, &list, &o, &cal, NULL, &e);
	clock_t to = clock();
	ck_assert_msg(rc == 0, "%s", e.text);
	arena_free(&arena);
	free(text);
	return (struct timed){(double)(to - from) / CLOCKS_PER_SEC, cal.n_events};
}

START_TEST(linear)
{
	double best = 1e9;
	for (int i = 0; i < 3 && best > RATIO_MAX; i++) {
		double small = build((size_t)_i, SMALL).seconds,
		       large = build((size_t)_i, 4 * SMALL).seconds;
		double ratio = large / (small < 1e-3 ? 1e-3 : small);
		best = ratio < best ? ratio : best;
		if (getenv("VERBOSE") != NULL)
			printf("%-20s %.3f s %.3f s %.1f\n", worst[_i].name, small, large, ratio);
	}
	ck_assert_msg(best <= RATIO_MAX, "%s: four times the text takes %.1f times as long",
	    worst[_i].name, best);
}
END_TEST

Suite *suite_slow_event(void);
Suite *suite_slow_event(void)
{
	Suite *s = suite_create("slow/event");
	TCase *tc = tcase_create("linear");
	tcase_add_loop_test(tc, linear, 0, (int)(sizeof(worst) / sizeof(worst[0])));
	suite_add_tcase(s, tc);
	return s;
}
