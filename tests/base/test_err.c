/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include "base/str.h"
#include "base/utf8.h"

#include <check.h>
#include <string.h>

/* Check has a macro of this name. */
#undef fail

Suite *suite_base_err(void);

START_TEST(exit_codes)
{
	ck_assert_int_eq(dl_status_exit(DL_OK), 0);
	ck_assert_int_eq(dl_status_exit(DL_USAGE), 1);
	ck_assert_int_eq(dl_status_exit(DL_DEFINITION), 1);
	ck_assert_int_eq(dl_status_exit(DL_IO), 2);
	ck_assert_int_eq(dl_status_exit(DL_ENCODING), 2);
	ck_assert_int_eq(dl_status_exit(DL_UNSUPPORTED), 2);
	ck_assert_int_eq(dl_status_exit(DL_GUARD), 3);
	ck_assert_int_eq(dl_status_exit(DL_PUSH), 4);
	ck_assert_int_eq(dl_status_exit(DL_DIFFERS), 5);
	ck_assert_str_eq(dl_status_text(DL_OK), "success");
}
END_TEST

START_TEST(the_first_cause_stays)
{
	struct dl_error e = {0};
	ck_assert_int_eq(fail(&e, DL_IO, "first %d", 1), -1);
	ck_assert_int_eq(fail_in(&e, DL_NOMEM, STR("x"), "second"), -1);
	ck_assert_int_eq(fail_at(&e, DL_NOMEM, STR("x"), STR("y"), 0, "third"), -1);
	ck_assert_int_eq(e.status, DL_IO);
	ck_assert_str_eq(e.text, "first 1");
	ck_assert_int_eq(fail(NULL, DL_IO, "nobody asks"), -1);
}
END_TEST

static const struct {
	const char *text;
	size_t offset;
	uint32_t line, column;
	const char *excerpt;
	uint32_t caret;
} places[] = {
    {"one\ntwo\nthree", 0, 1, 1, "one", 0},
    {"one\ntwo\nthree", 3, 1, 4, "one", 3},
    {"one\ntwo\nthree", 4, 2, 1, "two", 0},
    {"one\ntwo\nthree", 10, 3, 3, "three", 2},
    {"one\ntwo\nthree", 99, 3, 6, "three", 5},
    {"one\r\ntwo\r\n", 5, 2, 1, "two", 0},
    {"one\n", 4, 2, 1, "", 0},
    {"", 0, 1, 1, "", 0},
    {"äöü x", 7, 1, 5, "äöü x", 4},
    {"上海 x", 7, 1, 4, "上海 x", 3},
    {"a\tb\x1B[0m\x7Fz", 8, 1, 9, "a b?[0m?z", 8},
};

START_TEST(a_place)
{
	struct dl_error e = {0};
	fail_at(&e, DL_SYNTAX, STR("file"), str_of(places[_i].text), places[_i].offset, "wrong");
	ck_assert_uint_eq(e.line, places[_i].line);
	ck_assert_uint_eq(e.column, places[_i].column);
	ck_assert_str_eq(e.excerpt, places[_i].excerpt);
	ck_assert_uint_eq(e.caret, places[_i].caret);
	ck_assert_str_eq(e.source, "file");
}
END_TEST

/* Malformed bytes count as one column each and are shown as '?'. */
START_TEST(a_place_in_malformed_text)
{
	struct dl_error e = {0};
	fail_at(&e, DL_ENCODING, STR("f"), STR("ab\xFF\xFE\xC3z"), 5, "wrong");
	ck_assert_uint_eq(e.caret, 5);
	ck_assert_str_eq(e.excerpt, "ab???z");
	ck_assert_uint_eq(e.column, 6);
}
END_TEST

START_TEST(a_long_line_is_shown_around_the_place)
{
	char line[4000];
	struct dl_error e = {0};
	memset(line, 'a', sizeof(line));
	line[2000] = 'X';
	fail_at(&e, DL_SYNTAX, STR("f"), (struct dl_str){line, sizeof(line)}, 2000, "wrong");
	ck_assert_uint_eq(e.column, 2001);
	ck_assert_uint_lt(e.caret, 60);
	ck_assert_int_eq(e.excerpt[e.caret], 'X');
}
END_TEST

/* What is too long for its field is cut between characters: a path at its
 * front, as its end says more. */
START_TEST(long_things_are_cut)
{
	char path[1000], text[1000];
	struct dl_error e = {0};
	for (size_t i = 0; i < sizeof(path) - 1; i += 2)
		memcpy(path + i, "\xC3\xA4", 2);
	memcpy(text, path, sizeof(path));
	memcpy(path + 990, "/x.txt", 7);
	text[999] = '\0';
	fail_in(&e, DL_IO, (struct dl_str){path, 996}, "a%.*s", 998, text);
	ck_assert_uint_eq(utf8_valid(str_of(e.text)), strlen(e.text));
	ck_assert_uint_gt(strlen(e.text), 230);
	ck_assert_uint_eq(utf8_valid(str_of(e.source)), strlen(e.source));
	ck_assert(str_starts(str_of(e.source), STR("...")));
	ck_assert(str_ends(str_of(e.source), STR("/x.txt")));
}
END_TEST

Suite *suite_base_err(void)
{
	Suite *suite = suite_create("base/err");
	TCase *t = tcase_create("err");
	tcase_add_test(t, exit_codes);
	tcase_add_test(t, the_first_cause_stays);
	tcase_add_loop_test(t, a_place, 0, sizeof(places) / sizeof(places[0]));
	tcase_add_test(t, a_place_in_malformed_text);
	tcase_add_test(t, a_long_line_is_shown_around_the_place);
	tcase_add_test(t, long_things_are_cut);
	suite_add_tcase(suite, t);
	return suite;
}
