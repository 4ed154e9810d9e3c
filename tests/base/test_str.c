/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <check.h>
#include <string.h>

Suite *suite_base_str(void);

static void is(struct dl_str got, const char *want)
{
	ck_assert_msg(
	    str_eq(got, str_of(want)), "got '%.*s', expected '%s'", (int)got.n, got.p, want);
}

START_TEST(comparing)
{
	ck_assert(str_eq(STR(""), (struct dl_str){NULL, 0}));
	ck_assert(!str_eq(STR("a"), STR("ab")));
	ck_assert(str_eq_fold(STR("MiXed 1"), STR("mIxED 1")));
	ck_assert(!str_eq_fold(STR("["), STR("{")));
	ck_assert_int_lt(str_cmp(STR("a"), STR("ab")), 0);
	ck_assert_int_lt(str_cmp(STR("ab"), STR("b")), 0);
	ck_assert_int_gt(str_cmp(STR("\xC3"), STR("z")), 0);
	ck_assert_int_eq(str_cmp(STR("ab"), STR("ab")), 0);
	ck_assert_int_eq(str_cmp((struct dl_str){NULL, 0}, STR("")), 0);
}
END_TEST

START_TEST(ends)
{
	ck_assert(str_starts(STR("feed.conf"), STR("feed")));
	ck_assert(str_starts(STR("x"), STR("")));
	ck_assert(!str_starts(STR("f"), STR("feed")));
	ck_assert(str_ends(STR("feed.conf"), STR(".conf")));
	ck_assert(!str_ends(STR("FEED.CONF"), STR(".conf")));
	ck_assert(str_ends_fold(STR("FEED.CONF"), STR(".conf")));
	ck_assert(str_ends((struct dl_str){NULL, 0}, STR("")));
}
END_TEST

START_TEST(parts)
{
	is(str_sub(STR("abcdef"), (struct dl_span){2, 4}), "cd");
	is(str_sub(STR("abcdef"), (struct dl_span){4, 99}), "ef");
	is(str_sub(STR("abcdef"), (struct dl_span){9, 99}), "");
	is(str_sub(STR("abcdef"), (struct dl_span){4, 2}), "");
	is(str_trim(STR(" \t a b \r\n")), "a b");
	is(str_trim(STR(" \n")), "");
	ck_assert_uint_eq(str_find(STR("abc"), 'c'), 2);
	ck_assert_uint_eq(str_find(STR("abc"), 'x'), 3);
	ck_assert_uint_eq(str_find((struct dl_str){NULL, 0}, 'x'), 0);
}
END_TEST

START_TEST(splitting)
{
	struct dl_str rest = STR("a,,b,");
	is(str_split(&rest, ','), "a");
	is(str_split(&rest, ','), "");
	is(str_split(&rest, ','), "b");
	ck_assert_ptr_nonnull(rest.p);
	is(str_split(&rest, ','), "");
	ck_assert_ptr_null(rest.p);
	is(str_split(&rest, ','), "");
}
END_TEST

START_TEST(nearest_names)
{
	static const char *const names[] = {"title", "timezone", "color", "gone", "link", NULL};
	static const struct {
		const char *word, *want;
	} rows[] = {{"titel", "title"}, {"Title", "title"}, {"time-zone", "timezone"},
	    {"colour", "color"}, {"gnoe", "gone"}, {"lnk", "link"}, {"links", "link"}, {"x", NULL},
	    {"", NULL}, {"description", NULL},
	    {"titletitletitletitletitletitletitletitletitle", NULL}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *got = dl_nearest(str_of(rows[i].word), names);
		ck_assert_msg(
		    got == rows[i].want || (got && rows[i].want && !strcmp(got, rows[i].want)),
		    "'%s' is near '%s', expected '%s'", rows[i].word, got ? got : "-",
		    rows[i].want ? rows[i].want : "-");
	}
}
END_TEST

Suite *suite_base_str(void)
{
	Suite *suite = suite_create("base/str");
	TCase *t = tcase_create("str");
	tcase_add_test(t, comparing);
	tcase_add_test(t, ends);
	tcase_add_test(t, parts);
	tcase_add_test(t, splitting);
	tcase_add_test(t, nearest_names);
	suite_add_tcase(suite, t);
	return suite;
}
