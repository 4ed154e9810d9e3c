/* SPDX-License-Identifier: MIT */
#include "feed/match.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_feed_match(void);

static struct arena arena;
static struct state last;
static struct merge merge;

static void enter(void)
{
	arena = (struct arena){0};
	last = (struct state){.v = arena_array(&arena, struct state_record, 20)};
	merge = (struct merge){.v = arena_array(&arena, struct merge_event, 20), .cap = 20};
}

static void leave(void)
{
	arena_free(&arena);
}

static struct dl_event event_of(const char *uid, const char *title, int hour)
{
	return (struct dl_event){.uid = str_of(uid),
	    .title = str_of(title),
	    .precision = hour < 0 ? DL_DAY : DL_MINUTE,
	    .has_start = true,
	    .start = {2026, 5, 3, hour < 0 ? 0 : (uint8_t)hour, 0, 0}};
}

static struct state_record *was(const char *uid, const char *title, int hour)
{
	struct state_record *r = &last.v[last.n++];
	*r = (struct state_record){.event = event_of(uid, title, hour), .from = STR("one")};
	return r;
}

static struct dl_event *now(const char *uid, const char *title, int hour)
{
	struct merge_event *e = &merge.v[merge.n++];
	*e = (struct merge_event){.event = event_of(uid, title, hour), .from = STR("one")};
	return &e->event;
}

static void match(void)
{
	ck_assert_int_eq(match_uids(&arena, &last, &merge, NULL), 0);
}

static void is(size_t i, const char *uid, const char *made)
{
	const struct merge_event *e = &merge.v[i];
	ck_assert_msg(str_eq(e->event.uid, str_of(uid)) && str_eq(e->made, str_of(made)),
	    "%zu is '%.*s', made '%.*s'", i, (int)e->event.uid.n, e->event.uid.p, (int)e->made.n,
	    e->made.p);
}

START_TEST(known_ones_stay)
{
	was("a", "Fair", -1);
	was("b", "Market", -1);
	now("b", "Something else", 9);
	now("a", "Fair", -1);
	now("c", "Fair", 3);
	match();
	is(0, "b", "");
	is(1, "a", "");
	is(2, "c", "");
}
END_TEST

START_TEST(a_new_title)
{
	was("a", "Boat race", -1);
	was("b", "Concert", -1);
	now("x", "Boat race on the river", -1);
	now("b", "Concert", -1);
	match();
	is(0, "a", "x");
	is(1, "b", "");
}
END_TEST

/* The next runs know it by what was made of its new title, and it can be
 * changed again. */
START_TEST(a_new_title_stays_known)
{
	was("a", "Boat race on the river", -1)->made = STR("x");
	now("x", "Boat race on the river", 9);
	match();
	is(0, "a", "x");
	merge.n = 0;
	now("y", "River race", -1);
	match();
	is(0, "a", "y");
	merge.n = 0;
	now("a", "Boat race", 9);
	now("x", "Boat race on the river", 9);
	match();
	is(0, "a-2", "a");
	is(1, "a", "x");
}
END_TEST

/* Back under its first title it needs no second name. */
START_TEST(the_old_title_again)
{
	was("a", "Boat race on the river", -1)->made = STR("x");
	now("a", "Boat race", -1);
	match();
	is(0, "a", "");
}
END_TEST

START_TEST(the_best_is_taken_and_once)
{
	was("a", "Tour of the old mill", -1);
	was("b", "Tour of the new mill and the old harbour", -1);
	now("x", "A tour of the old mill", -1);
	now("y", "The old mill", -1);
	match();
	is(0, "a", "x");
	is(1, "b", "y");
}
END_TEST

START_TEST(what_is_not_the_same)
{
	was("a", "Opening", -1);
	was("b", "Dinner", 19);
	was("c", "Cancelled walk", -1)->gone = 100;
	was("d", "Other source", -1)->from = STR("two");
	now("w", "Closing", -1);
	now("x", "Dinner party", 20);
	now("y", "Cancelled walks and walk", -1);
	now("z", "Other source", -1);
	match();
	is(0, "w", "");
	is(1, "x", "");
	is(2, "y", "");
	is(3, "z", "");
}
END_TEST

START_TEST(same_minute_and_place)
{
	was("a", "Budget debate", 19)->event.location = STR("Town hall");
	was("b", "Dinner", 20);
	now("x", "Council meets", 19)->location = STR("town hall");
	now("y", "Supper", 20);
	match();
	is(0, "a", "x");
	is(1, "y", "");
}
END_TEST

/* A number must not be one that another event comes with. */
START_TEST(numbers_that_are_taken)
{
	was("U", "Great boat race", -1)->made = STR("V");
	now("V", "Great boat race", -1);
	now("U", "Boat race", 9);
	now("U-2", "Boat race", 10);
	now("U-4", "Boat race", 11);
	match();
	is(0, "U", "V");
	is(1, "U-3", "U");
	is(2, "U-2", "");
	is(3, "U-4", "");
}
END_TEST

START_TEST(one_of_several_moves)
{
	was("a", "Council meeting", 19);
	was("b", "Council meeting", 9);
	was("c", "Dinner", 12);
	now("b", "Council meeting", 9);
	now("x", "Council  Meeting", 20);
	now("d", "Dinner party", 13);
	match();
	is(0, "b", "");
	is(1, "a", "x");
	is(2, "d", "");
}
END_TEST

/* The nearest pair goes first, whatever the order; other sources and events
 * that were gone already take no part. */
START_TEST(all_of_several_move)
{
	was("a", "Council meeting", 8);
	was("b", "Council meeting", 16);
	was("c", "Council meeting", 20)->gone = 100;
	was("d", "Council meeting", 17)->from = STR("two");
	now("x", "Council meeting", 14);
	now("y", "Council meeting", 17);
	now("z", "Council meeting", 21);
	match();
	is(0, "a", "x");
	is(1, "b", "y");
	is(2, "z", "");
}
END_TEST

START_TEST(after_goes_along)
{
	struct dl_str order[] = {STR("x"), STR("b"), STR("?")};
	was("a", "Boat race", -1);
	was("b", "Dinner", 20);
	now("x", "Boat race on the river", -1);
	now("b", "Dinner", 20)->after = (struct dl_strs){order, 3};
	match();
	const struct dl_strs *after = &merge.v[1].event.after;
	ck_assert(str_eq(after->v[0], STR("a")));
	ck_assert(str_eq(after->v[1], STR("b")));
	ck_assert(str_eq(after->v[2], STR("?")));
	ck_assert(str_eq(order[0], STR("x")));
}
END_TEST

START_TEST(without_memory)
{
	struct dl_str order[] = {STR("x")};
	was("a", "Boat race", -1);
	now("x", "Boat race on the river", -1);
	now("z", "Dinner", 20)->after = (struct dl_strs){order, 1};
	/* A region takes memory 64 KiB at a time: one that is nearly full shows
	 * each allocation. */
	for (size_t used = 0; used < 2000; used += 16) {
		struct nth counter = {.left = 1};
		struct dl_alloc alloc = nth_alloc(&counter);
		struct arena a = {.alloc = &alloc};
		struct merge copy = {arena_array(&arena, struct merge_event, 2), 2, 2};
		struct dl_error e = {0};
		memcpy(copy.v, merge.v, 2 * sizeof(*copy.v));
		ck_assert_ptr_nonnull(arena_alloc(&a, 1, 64 * 1024 - used));
		int rc = match_uids(&a, &last, &copy, &e);
		ck_assert_int_eq(e.status, rc == 0 ? DL_OK : DL_NOMEM);
		arena_free(&a);
		ck_assert_int_eq(counter.live, 0);
	}
}
END_TEST

Suite *suite_feed_match(void)
{
	Suite *suite = suite_create("feed/match");
	TCase *t = tcase_create("match");
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, known_ones_stay);
	tcase_add_test(t, a_new_title);
	tcase_add_test(t, a_new_title_stays_known);
	tcase_add_test(t, the_old_title_again);
	tcase_add_test(t, the_best_is_taken_and_once);
	tcase_add_test(t, what_is_not_the_same);
	tcase_add_test(t, same_minute_and_place);
	tcase_add_test(t, numbers_that_are_taken);
	tcase_add_test(t, one_of_several_moves);
	tcase_add_test(t, all_of_several_move);
	tcase_add_test(t, after_goes_along);
	tcase_add_test(t, without_memory);
	suite_add_tcase(suite, t);
	return suite;
}
