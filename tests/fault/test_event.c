/* SPDX-License-Identifier: MIT */
/* The n-th allocation fails, all after it or only that one, for every n: DL_NOMEM each
 * time, the calendar untouched, nothing left behind. */
#include <check.h>
#include <dateline/dateline.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/build.h"
#include "nth.h"
#include "source/source.h"

/* Every kind of unit, so that every path allocates. */
static const char text[] =
    "---\ntitle: Spring fair, 2 May 2026\ndate: 2026-04-01\nlocation: Old Mill, Leeds\n---\n\n"
    "# Spring fair, 2-4 May 2026, Leeds\n\n"
    "On 1 April 2026 Ada King, Mayor of Leeds, met with Bo Li in York. Later, King and Li signed "
    "the Fair Act. The opening takes place on 2 May 2026 and runs until 4 May 2026. It is "
    "provisional.\n\n"
    "## Saturday 2 May\n\n"
    "- 10:00-11:30 Parade (Hall A) \xE2\x80\x94 Ada King\n- 11:30 Lunch\n- Monday, 4 May: York, "
    "1pm; Ripon, 2pm\n"
    "- every Monday at 18:00: rehearsal\n\n"
    "Date: 9 May 2026\nTime: 7 pm\nWhere: Old Mill\nTitle: Dinner\n\n"
    "| Date | Time | What |\n|---|---|---|\n| 9 May 2026 | 10:00 | Choir |\n\n"
    "The choir sings on Tuesday, 13 May 2026. The fair opens on 2 May 2026 at 9am PDT / 12pm "
    "EDT.\n";

/* What is stated, and told again. */
static const char page[] =
    "<div itemscope itemtype=Event><h2 itemprop=name>Spring fair of the whole valley, with music "
    "and "
    "with all the bells that there are</h2><time itemprop=startDate datetime=2026-05-02T10:00Z>2 "
    "May "
    "2026</time><meta itemprop=endDate content=2026-05-02T18:00+01:00><p itemprop=location>Old "
    "Mill, Leeds</p><b itemprop=performer>Ada King</b><i itemprop=keywords>a,b</i></div>"
    "<p>The Spring fair of the whole valley is on 2 May 2026 at 11 am in York.</p>\n";

static const struct {
	const char *from, *text;
	size_t size, events;
	long calls;
} docs[] = {{"markdown", text, sizeof(text) - 1, 8, 15}, {"html", page, sizeof(page) - 1, 1, 8}};

/* So often that every array has to grow and every region to get another block. */
#define TIMES 60

START_TEST(allocations)
{
	long calls = 0;
	static char many[TIMES * (sizeof(text) + sizeof(page))];
	size_t doc_i = (size_t)_i / 2, length = docs[doc_i].size;
	size_t size = 0;
	for (int i = 0; i < TIMES; i++) {
		memcpy(many + size, docs[doc_i].text, length);
		size += length;
	}
	struct dl_str source = {many, size};
	for (long n = 0;; n++) {
		struct arena arena = {.alloc = NULL};
		struct text_doc doc = {.path = {NULL, 0}};
		struct when_list list;
		struct dl_options o = {.from = str_of(docs[doc_i].from), .identity = STR("x")};
		struct dl_error e = {.status = DL_OK};
		ck_assert_int_eq(source_read(&arena, o.from, o.path, source, &doc, &e), 0);
		ck_assert_int_eq(when_find(&arena, &doc, &o, &list, &e), 0);
		/* The stage's own memory, counted from its first allocation. */
		struct nth count = {.left = n, .once = _i % 2 != 0};
		struct dl_alloc alloc = nth_alloc(&count);
		struct arena own = {.alloc = &alloc};
		struct dl_calendar cal = {.n_events = 77};
		struct event_verdicts verdicts = {.n = 77};
		int rc = event_build(&own, &doc, &list, &o, &cal, &verdicts, &e);
		if (rc != 0) {
			ck_assert_int_eq(e.status, DL_NOMEM);
			ck_assert_uint_eq(cal.n_events, 77);
		} else {
			ck_assert_uint_ge(cal.n_events, docs[doc_i].events);
			ck_assert_uint_eq(verdicts.n, list.n);
		}
		arena_free(&own);
		arena_free(&arena);
		ck_assert_int_eq(count.live, 0);
		calls = count.calls;
		ck_assert(rc != 0 || !count.once || count.left >= 0); /* never without a part */
		if (rc == 0)
			break;
	}
	ck_assert_int_ge(calls, docs[doc_i].calls);
}
END_TEST

Suite *suite_fault_event(void);
Suite *suite_fault_event(void)
{
	Suite *s = suite_create("fault/event");
	TCase *tc = tcase_create("memory");
	tcase_add_loop_test(tc, allocations, 0, 4);
	suite_add_tcase(s, tc);
	return s;
}
