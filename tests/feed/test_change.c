/* SPDX-License-Identifier: MIT */
/* What a run makes of the last one: stamps, gone events, the guard; and how
 * the events of several sources come together. */
#include "feed/change.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_feed_change(void);

#define DAY 86400

static struct arena arena;
static struct conf conf;
static struct state state; /* of the last run */
static struct change change;

static void enter(void)
{
	arena = (struct arena){0};
	conf = (struct conf){.path = STR("feeds/x/feed.conf"), .gone_days = 30, .guard_drop = 40};
	state = (struct state){0};
}

static void leave(void)
{
	arena_free(&arena);
}

/* "uid title day [source]" → an event in May 2026. */
static struct merge_event event_of(const char *row)
{
	char uid[40], title[40], from[40] = "one";
	int day;
	ck_assert_int_ge(sscanf(row, "%39s %39s %d %39s", uid, title, &day, from), 3);
	return (struct merge_event){
	    .event = {.uid = arena_str(&arena, str_of(uid)),
		.title = arena_str(&arena, str_of(title)),
		.precision = DL_DAY,
		.has_start = true,
		.start = {2026, 5, (uint8_t)day, 0, 0, 0}},
	    .from = arena_str(&arena, str_of(from)),
	};
}

/* The events of the rows, which are separated by commas. */
static struct merge merge_of(const char *rows)
{
	struct merge m = {arena_array(&arena, struct merge_event, 20), 0, 20};
	char copy[400];
	snprintf(copy, sizeof(copy), "%s", rows);
	for (char *row = strtok(copy, ","); row != NULL; row = strtok(NULL, ","))
		m.v[m.n++] = event_of(row);
	ck_assert_int_eq(merge_finish(&arena, &m, NULL), 0);
	return m;
}

/* A run: what it publishes, as "uid status sequence modified; …", and counts. */
static void run(const char *rows, int64_t now, const char *want, uint32_t added, uint32_t changed,
    uint32_t removed)
{
	struct merge m = merge_of(rows);
	struct dl_error e = {0};
	char got[1000] = "";
	size_t n = 0;
	ck_assert_int_eq(change_find(&arena, &conf, &state, &m, now, &change, &e), 0);
	for (size_t i = 0; i < change.n_events; i++) {
		const struct dl_event *v = &change.events[i];
		n += (size_t)snprintf(got + n, sizeof(got) - n, "%s%.*s %s %u %lld", n ? "; " : "",
		    (int)v->uid.n, v->uid.p, dl_event_status_name(v->status), v->sequence,
		    (long long)v->modified);
	}
	ck_assert_str_eq(got, want);
	ck_assert_uint_eq(change.added, added);
	ck_assert_uint_eq(change.changed, changed);
	ck_assert_uint_eq(change.removed, removed);
	state = change.next;
	state.modified = now;
}

START_TEST(only_what_changed_moves)
{
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	ck_assert(change.touched);
	run("a fair 1,b market 2", 200, "a confirmed 0 100; b confirmed 0 100", 0, 0, 0);
	ck_assert(!change.touched);
	run("a fair 1,b market 3", 300, "a confirmed 0 100; b confirmed 1 300", 0, 1, 0);
	run("a Fair 4,b market 3,c new 9", 400,
	    "b confirmed 1 300; a confirmed 1 400; c confirmed 0 400", 1, 1, 0);
	ck_assert_int_eq(state.v[0].event.created, 100);
	run("a Fair 4,b market 3,c new 9", 500,
	    "b confirmed 1 300; a confirmed 1 400; c confirmed 0 400", 0, 0, 0);
}
END_TEST

/* A clock that stands still or was set back does not keep a stamp back. */
START_TEST(stamps_never_go_back)
{
	run("a fair 1", 1000, "a confirmed 0 1000", 1, 0, 0);
	run("a fair 2", 1000, "a confirmed 1 1001", 0, 1, 0);
	run("a fair 3", 500, "a confirmed 2 1002", 0, 1, 0);
}
END_TEST

/* merge_finish() and match_uids() leave no two; were there any, nothing of it
 * may reach the state. */
START_TEST(one_uid_twice)
{
	struct merge m = merge_of("a fair 1,b market 2");
	struct dl_error e = {0};
	m.v[1].event.uid = m.v[0].event.uid;
	change = (struct change){0}; /* all tests may share a process */
	ck_assert_int_eq(change_find(&arena, &conf, &state, &m, 100, &change, &e), -1);
	ck_assert_int_eq(e.status, DL_GUARD);
	ck_assert_ptr_null(change.events);
}
END_TEST

START_TEST(gone_and_cancelled)
{
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	run("b market 2", 200, "a cancelled 1 200; b confirmed 0 100", 0, 0, 1);
	run("b market 2", 300, "a cancelled 1 200; b confirmed 0 100", 0, 0, 0);
	ck_assert(!change.touched);
	run("b market 2", 200 + 30 * DAY - 1, "a cancelled 1 200; b confirmed 0 100", 0, 0, 0);
	run("b market 2", 200 + 30 * DAY, "b confirmed 0 100", 0, 0, 0);
	ck_assert(change.touched);
	run("b market 2", 201 + 30 * DAY, "b confirmed 0 100", 0, 0, 0);
	ck_assert(!change.touched);
}
END_TEST

START_TEST(cancelled_and_back)
{
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	run("b market 2", 200, "a cancelled 1 200; b confirmed 0 100", 0, 0, 1);
	run("a fair 1,b market 2", 300, "a confirmed 2 300; b confirmed 0 100", 0, 1, 0);
	ck_assert_int_eq(state.v[0].gone, 0);
	ck_assert_int_eq(state.v[0].event.created, 100);
}
END_TEST

/* The SEQUENCE of an event that was dropped goes on: a client that still has
 * it would ignore a lower one. */
START_TEST(dropped_and_back)
{
	conf.gone = CONF_DROP;
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	run("a fair 9,b market 2", 150, "b confirmed 0 100; a confirmed 1 150", 0, 1, 0);
	run("b market 2", 200, "b confirmed 0 100", 0, 0, 1);
	ck_assert(change.touched);
	run("b market 2", 300, "b confirmed 0 100", 0, 0, 0);
	ck_assert(!change.touched);
	run("a fair 9,b market 2", 400, "b confirmed 0 100; a confirmed 2 400", 1, 0, 0);
}
END_TEST

START_TEST(a_dropped_event_is_forgotten_in_the_end)
{
	conf.gone = CONF_DROP;
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	run("b market 2", 200, "b confirmed 0 100", 0, 0, 1);
	ck_assert_uint_eq(state.n, 2);
	run("b market 2", 200 + 400 * DAY, "b confirmed 0 100", 0, 0, 0);
	ck_assert_uint_eq(state.n, 1);
	ck_assert(!change.touched);
}
END_TEST

START_TEST(gone_and_kept)
{
	conf.gone = CONF_KEEP;
	conf.gone_days = 2;
	run("a fair 1,b market 2", 100, "a confirmed 0 100; b confirmed 0 100", 2, 0, 0);
	run("b market 2", 200, "a confirmed 0 100; b confirmed 0 100", 0, 0, 0);
	ck_assert(!change.touched);
	run("a fair 1,b market 2", 300, "a confirmed 0 100; b confirmed 0 100", 0, 0, 0);
	run("b market 2", 400, "a confirmed 0 100; b confirmed 0 100", 0, 0, 0);
	run("b market 2", 400 + 2 * DAY, "b confirmed 0 100", 0, 0, 1);
	ck_assert(change.touched);
}
END_TEST

/* An event that its source called off, then left out, has been called off. */
START_TEST(cancelled_before_it_was_gone)
{
	run("a fair 1", 100, "a confirmed 0 100", 1, 0, 0);
	state.v[0].event.status = DL_CANCELLED;
	run("", 200, "a cancelled 0 100", 0, 0, 1);
}
END_TEST

static int guard(const char *rows, struct dl_error *err)
{
	struct merge m = merge_of(rows);
	*err = (struct dl_error){0};
	return change_guard(&arena, &conf, &state, &m, err);
}

START_TEST(the_guard_counts_each_source)
{
	struct dl_error e;
	ck_assert_int_eq(guard("", &e), 0);
	run("a t 1 one,b t 2 one,c t 3 one,d t 4 two,e t 5 two", 100,
	    "a confirmed 0 100; b confirmed 0 100; c confirmed 0 100; d confirmed 0 100; "
	    "e confirmed 0 100",
	    5, 0, 0);
	ck_assert_int_eq(guard("a t 1 one,b t 2 one,d t 4 two,e t 5 two", &e), 0);
	ck_assert_int_eq(guard("a t 1 one,d t 4 two,e t 5 two", &e), -1);
	ck_assert_int_eq(e.status, DL_GUARD);
	ck_assert_str_eq(e.source, "feeds/x/feed.conf");
	ck_assert_ptr_nonnull(strstr(e.text, "source \"one\" lost 2 of 3 events"));
	ck_assert_int_eq(guard("a t 1 one,b t 2 one,c t 3 one,d t 4 two", &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, "source \"two\" lost 1 of 2 events"));
	conf.guard_drop = 67;
	ck_assert_int_eq(guard("a t 1 one,d t 4 two,e t 5 two", &e), 0);
	conf.guard_drop = 100;
	ck_assert_int_eq(guard("d t 4 two,e t 5 two", &e), -1);
	ck_assert_int_eq(guard("z t 1 one,d t 4 two,e t 5 two", &e), 0);
	conf.guard_drop = 0;
	ck_assert_int_eq(
	    guard("a t 1 one,b t 2 one,c t 3 one,d t 4 two,e t 5 two,f t 6 two", &e), 0);
	ck_assert_int_eq(guard("a t 1 one,b t 2 one,c t 3 one,d t 4 two", &e), -1);
}
END_TEST

/* What is gone already counts no more. */
START_TEST(the_guard_forgets_what_is_gone)
{
	struct dl_error e;
	run("a t 1,b t 2,c t 3", 100, "a confirmed 0 100; b confirmed 0 100; c confirmed 0 100", 3,
	    0, 0);
	run("a t 1,b t 2", 200, "a confirmed 0 100; b confirmed 0 100; c cancelled 1 200", 0, 0, 1);
	ck_assert_int_eq(guard("a t 1", &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, "lost 1 of 2 events"));
	ck_assert_int_eq(guard("a t 1,b t 2", &e), 0);
}
END_TEST

START_TEST(uids_that_clash_are_numbered)
{
	struct merge m = merge_of("x@h one 3,x@h two 1,x-2@h three 2,x@h four 4,y five 5,y six 6");
	static const char *const want[] = {"x-3@h", "x-2@h", "x@h", "x-4@h", "y", "y-2"};
	for (size_t i = 0; i < m.n; i++)
		ck_assert_msg(str_eq(m.v[i].event.uid, str_of(want[i])), "%zu: '%.*s'", i,
		    (int)m.v[i].event.uid.n, m.v[i].event.uid.p);
}
END_TEST

START_TEST(events_are_sorted_and_stay_in_place)
{
	struct merge m = merge_of("a t 5,b t 1,c t 5,d t 2,e t 5");
	m.v[3].event.precision = DL_MONTH; /* c, of three that start together */
	m.v[0].event.has_start = false;	   /* b */
	ck_assert_int_eq(merge_finish(&arena, &m, NULL), 0);
	char got[20] = "";
	for (size_t i = 0; i < m.n; i++)
		got[i] = *m.v[i].event.uid.p;
	ck_assert_str_eq(got, "dcaeb");
}
END_TEST

START_TEST(categories_are_added_once)
{
	struct dl_str own[] = {STR("Music")}, more[] = {STR("music"), STR("town")};
	struct dl_event e = {.uid = STR("a"), .title = STR("t"), .categories = {own, 1}};
	struct dl_calendar c = {.events = &e, .n_events = 1};
	struct merge m = {0};
	ck_assert_int_eq(merge_add(&arena, &m, &c, STR("s"), &(struct dl_strs){more, 2}, NULL), 0);
	ck_assert_uint_eq(m.v[0].event.categories.n, 2);
	ck_assert(str_eq(m.v[0].event.categories.v[1], STR("town")));
	ck_assert_uint_eq(e.categories.n, 1);
}
END_TEST

START_TEST(without_memory)
{
	run("a t 1,b t 2,c t 3", 100, "a confirmed 0 100; b confirmed 0 100; c confirmed 0 100", 3,
	    0, 0);
	struct merge m = merge_of("a T 1,b t 2,d t 4");
	int rc = -1;
	long n = 0;
	for (; rc != 0; n++) {
		struct nth counter = {.left = n};
		struct dl_alloc alloc = nth_alloc(&counter);
		struct arena a = {.alloc = &alloc};
		struct dl_error e = {0};
		struct merge copy = m;
		rc = change_guard(&a, &conf, &state, &m, &e);
		if (rc == 0)
			rc = merge_finish(&a, &copy, &e);
		if (rc == 0)
			rc = change_find(&a, &conf, &state, &copy, 200, &change, &e);
		ck_assert_int_eq(e.status, rc == 0 ? DL_OK : DL_NOMEM);
		arena_free(&a);
		ck_assert_int_eq(counter.live, 0);
	}
	ck_assert_int_gt(n, 2);
}
END_TEST

Suite *suite_feed_change(void)
{
	Suite *suite = suite_create("feed/change");
	TCase *t = tcase_create("change");
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, only_what_changed_moves);
	tcase_add_test(t, stamps_never_go_back);
	tcase_add_test(t, one_uid_twice);
	tcase_add_test(t, gone_and_cancelled);
	tcase_add_test(t, cancelled_and_back);
	tcase_add_test(t, dropped_and_back);
	tcase_add_test(t, a_dropped_event_is_forgotten_in_the_end);
	tcase_add_test(t, gone_and_kept);
	tcase_add_test(t, cancelled_before_it_was_gone);
	tcase_add_test(t, the_guard_counts_each_source);
	tcase_add_test(t, the_guard_forgets_what_is_gone);
	tcase_add_test(t, uids_that_clash_are_numbered);
	tcase_add_test(t, events_are_sorted_and_stay_in_place);
	tcase_add_test(t, categories_are_added_once);
	tcase_add_test(t, without_memory);
	suite_add_tcase(suite, t);
	return suite;
}
