/* SPDX-License-Identifier: MIT */
/* The way back from decoded bytes, through one and two decodings. */
#include <check.h>

#include "base/str.h"
#include "text/doc.h"
#include "text/origin.h"

static struct arena arena;

static void setup(void)
{
	arena = (struct arena){0};
}

static void teardown(void)
{
	arena_free(&arena);
}

static void is_span(const struct origin *o, uint32_t start, uint32_t end, uint32_t a, uint32_t b)
{
	struct dl_span s = origin_span(o, (struct dl_span){start, end});
	ck_assert_uint_eq(s.start, a);
	ck_assert_uint_eq(s.end, b);
}

START_TEST(nothing_decoded)
{
	struct origin none = {NULL, 0};
	is_span(&none, 3, 9, 3, 9);
	is_span(&none, 3, 3, 3, 3);
}
END_TEST

/* "a=C3=A9b" is "aéb": one raw byte, two of three, one. */
START_TEST(quoted_printable)
{
	struct decoded d = {.arena = &arena};
	decoded_run(&d, STR("a"), 0);
	decoded_unit(&d, STR("\xC3"), 1, 4);
	decoded_unit(&d, STR("\xA9"), 4, 7);
	decoded_run(&d, STR("b"), 7);
	struct origin o = decoded_origin(&d);
	ck_assert_uint_eq(o.n, 3);
	is_span(&o, 0, 4, 0, 8);
	is_span(&o, 1, 3, 1, 7);
	is_span(&o, 2, 3, 4, 7);
	is_span(&o, 3, 4, 7, 8);
}
END_TEST

/* Units of three for four go on; a byte within one stands for all of it. */
START_TEST(base64)
{
	struct decoded d = {.arena = &arena};
	decoded_unit(&d, STR("abc"), 10, 14);
	decoded_unit(&d, STR("def"), 14, 18);
	decoded_unit(&d, STR("gh"), 19, 23);
	struct origin o = decoded_origin(&d);
	ck_assert_uint_eq(o.n, 2);
	is_span(&o, 0, 6, 10, 18);
	is_span(&o, 4, 5, 14, 18);
	is_span(&o, 6, 8, 19, 23);
}
END_TEST

/* Latin-1 in quoted-printable: "=E9" is one byte, and two of UTF-8. */
START_TEST(two_decodings)
{
	struct decoded inner = {.arena = &arena};
	decoded_run(&inner, STR("x"), 100);
	decoded_unit(&inner, STR("\xE9"), 101, 104);
	decoded_run(&inner, STR("yz"), 104);
	struct origin below = decoded_origin(&inner);
	struct decoded d = {.arena = &arena, .over = &below};
	decoded_run(&d, STR("x"), 0);
	decoded_unit(&d, STR("\xC3\xA9"), 1, 2);
	decoded_run(&d, STR("yz"), 2);
	struct origin o = decoded_origin(&d);
	is_span(&o, 0, 1, 100, 101);
	is_span(&o, 1, 3, 101, 104);
	is_span(&o, 3, 5, 104, 106);

	struct decoded all = {.arena = &arena};
	decoded_unit(&all, STR("\n"), 0, 0);
	decoded_append(&all, decoded_text(&d), &o);
	o = decoded_origin(&all);
	is_span(&o, 2, 4, 101, 104);
}
END_TEST

START_TEST(limit_is_kept)
{
	struct decoded d = {.arena = &arena, .max = 4};
	decoded_run(&d, STR("abc"), 0);
	decoded_run(&d, STR("de"), 3);
	decoded_run(&d, STR("f"), 5);
	ck_assert_int_eq(d.failed, DL_LIMIT);
	ck_assert_uint_eq(d.n, 3);
}
END_TEST

/* "é\nü€" in UTF-16: what is published are the bytes, lines and columns of the file. */
START_TEST(positions_in_utf16)
{
	static const char le[] = "\xE9\0\n\0\xFC\0\xAC\x20", be[] = "\0\xE9\0\n\0\xFC\x20\xAC";
	for (int big = 0; big < 2; big++) {
		struct decoded d = {.arena = &arena};
		decoded_unit(&d, STR("\xC3\xA9"), 0, 2);
		decoded_unit(&d, STR("\n"), 2, 4);
		decoded_unit(&d, STR("\xC3\xBC"), 4, 6);
		decoded_unit(&d, STR("\xE2\x82\xAC"), 6, 8);
		struct text_doc doc = {.raw = {big ? be : le, 8},
		    .source = decoded_text(&d),
		    .origin = decoded_origin(&d),
		    .encoding = big ? TEXT_UTF16BE : TEXT_UTF16LE};
		ck_assert_int_eq(text_index_lines(&arena, &doc, NULL), 0);
		ck_assert_uint_eq(doc.n_lines, 2);
		uint32_t line, column;
		text_position(&doc, 5, &line, &column);
		ck_assert_uint_eq(line, 2);
		ck_assert_uint_eq(column, 2);
		struct dl_span raw = text_raw_span(&doc, (struct dl_span){3, 8});
		ck_assert_uint_eq(raw.start, 4);
		ck_assert_uint_eq(raw.end, 8);
	}
}
END_TEST

Suite *suite_text_origin(void)
{
	Suite *s = suite_create("text/origin");
	TCase *c = tcase_create("origin");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, nothing_decoded);
	tcase_add_test(c, quoted_printable);
	tcase_add_test(c, base64);
	tcase_add_test(c, two_decodings);
	tcase_add_test(c, limit_is_kept);
	tcase_add_test(c, positions_in_utf16);
	suite_add_tcase(s, c);
	return s;
}
