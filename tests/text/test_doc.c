/* SPDX-License-Identifier: MIT */
/* The way back from text to source, lines and columns, and what is no text. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h" /* before check.h, whose fail() is a macro */

#include <check.h>

#include "base/str.h"
#include "text/doc.h"

Suite *suite_text_doc(void);

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

#define BYTES(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static const struct {
	struct dl_str source;
	enum dl_status status;
	uint32_t line, column;
	const char *text;
} checks[] = {
    {BYTES("Caf\xC3\xA9 on 3 May\n"), DL_OK, 0, 0, ""},
    {BYTES(""), DL_OK, 0, 0, ""},
    {BYTES("one\ntwo \xFF"), DL_ENCODING, 2, 5, "byte 0xFF is not UTF-8"},
    {BYTES("Stra\xDF"
	   "e"),
	DL_ENCODING, 1, 5, "byte 0xDF is not UTF-8"},
    {BYTES("cut off \xE2\x82"), DL_ENCODING, 1, 9, "byte 0xE2 is not UTF-8"},
    {BYTES("a\0b\xFF"), DL_ENCODING, 1, 2, "a NUL byte"},
    {BYTES("a\xFF\0"), DL_ENCODING, 1, 2, "byte 0xFF"},
    {BYTES("x\1\2\3\4\5\6\7\1\2\3\4\5\6\7"), DL_ENCODING, 1, 2, "control characters"},
    {BYTES("page\fbreak \x1B[1mbold\x1B[0m \x7F\1\2"), DL_OK, 0, 0, ""},
};
enum { N_CHECKS = sizeof(checks) / sizeof(*checks) };

START_TEST(check)
{
	struct dl_error e = {.status = DL_OK};
	int r = text_check(STR("notes.txt"), checks[_i].source, &e);
	ck_assert_int_eq(e.status, checks[_i].status);
	ck_assert_int_eq(r, checks[_i].status == DL_OK ? 0 : -1);
	ck_assert_uint_eq(e.line, checks[_i].line);
	ck_assert_uint_eq(e.column, checks[_i].column);
	ck_assert_msg(strstr(e.text, checks[_i].text) != NULL, "%s", e.text);
	if (r < 0)
		ck_assert_str_eq(e.source, "notes.txt");
}
END_TEST

START_TEST(too_long)
{
	struct dl_error e = {.status = DL_OK};
	struct dl_str huge = {"", TEXT_MAX + 1}; /* refused by its length alone */
	ck_assert_int_eq(text_check(STR("big"), huge, &e), -1);
	ck_assert_int_eq(e.status, DL_LIMIT);
}
END_TEST

/* "Caf&eacute;<b>s" as "Cafés": C a f é s */
static const struct text_piece pieces[] = {
    {0, 10, 1, 0}, {3, 13, 0, 8}, {5, 24, 1, 0}, {6, 25, 0, 0}};

static struct text_doc mapped(void)
{
	return (struct text_doc){.source = {"          Caf&eacute;<b>s   ", 28},
	    .text = STR("Caf\xC3\xA9s\n"),
	    .pieces = pieces,
	    .n_pieces = 4};
}

START_TEST(map)
{
	struct text_doc d = mapped();
	static const uint32_t to[] = {10, 11, 12, 13, 13, 24, 25, 25};
	for (uint32_t i = 0; i < 8; i++)
		ck_assert_uint_eq(text_to_source(&d, i), to[i]);
	ck_assert_uint_eq(text_to_source(&d, 99), 25);
	static const struct {
		struct dl_span text, source;
	} spans[] = {{{0, 3}, {10, 13}}, {{0, 5}, {10, 21}}, {{3, 5}, {13, 21}}, {{0, 6}, {10, 25}},
	    {{5, 6}, {24, 25}}, {{2, 2}, {12, 12}}, {{0, 99}, {10, 25}}};
	for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++) {
		struct dl_span s = text_span_to_source(&d, spans[i].text);
		ck_assert_uint_eq(s.start, spans[i].source.start);
		ck_assert_uint_eq(s.end, spans[i].source.end);
	}
}
END_TEST

START_TEST(no_map)
{
	struct text_doc d = {.source = STR("plain"), .text = STR("plain")};
	ck_assert_uint_eq(text_to_source(&d, 3), 3);
	ck_assert_uint_eq(text_to_source(&d, 99), 5);
	struct dl_span s = text_span_to_source(&d, (struct dl_span){1, 4});
	ck_assert_uint_eq(s.start, 1);
	ck_assert_uint_eq(s.end, 4);
}
END_TEST

/* Lines of all lengths, characters of all lengths, over several steps of counts. */
START_TEST(positions)
{
	static const char *const words[] = {
	    "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x8E\x89", "\n"};
	char *p = malloc(40000);
	size_t n = 0;
	for (unsigned i = 0, r = 1; n < 39000; i++) {
		r = r * 1103515245 + 12345;
		unsigned pick = r >> 16;
		const char *w = words[pick % 300 == 0 ? 4 : pick % 4];
		memcpy(p + n, w, strlen(w));
		n += strlen(w);
	}
	struct text_doc d = {.source = {p, n}};
	ck_assert_int_eq(text_index_lines(&arena, &d, NULL), 0);
	for (uint32_t at = 0; at <= n; at++) {
		uint32_t line, column, want_line, want_column;
		if (at < n && ((unsigned char)p[at] & 0xC0) == 0x80)
			continue;
		if (at % 7 != 0 && at % TEXT_COUNT_STEP > 20)
			continue;
		text_position(&d, at, &line, &column);
		err_position(d.source, at, &want_line, &want_column);
		ck_assert_uint_eq(line, want_line);
		ck_assert_uint_eq(column, want_column);
	}
	free(p);
}
END_TEST

START_TEST(lines_of_little)
{
	static const struct {
		const char *text;
		size_t lines;
	} rows[] = {{"", 1}, {"a", 1}, {"a\n", 2}, {"\n\n", 3}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text_doc d = {.source = str_of(rows[i].text)};
		uint32_t line, column;
		ck_assert_int_eq(text_index_lines(&arena, &d, NULL), 0);
		ck_assert_uint_eq(d.n_lines, rows[i].lines);
		text_position(&d, 1000, &line, &column);
		ck_assert_uint_eq(line, rows[i].lines);
	}
}
END_TEST

START_TEST(block_at)
{
	struct text_block v[] = {{.span = {2, 5}}, {.span = {6, 7}}, {.span = {7, 9}}};
	struct text_doc d = {.text = STR("0123456789"), .blocks = v, .n_blocks = 3};
	static const uint32_t want[] = {
	    TEXT_NO_BLOCK, TEXT_NO_BLOCK, 0, 0, 0, TEXT_NO_BLOCK, 1, 2, 2, TEXT_NO_BLOCK};
	for (uint32_t i = 0; i < 10; i++)
		ck_assert_uint_eq(text_block_at(&d, i), want[i]);
	d.n_blocks = 0;
	ck_assert_uint_eq(text_block_at(&d, 0), TEXT_NO_BLOCK);
}
END_TEST

Suite *suite_text_doc(void)
{
	Suite *suite = suite_create("text/doc");
	TCase *t = tcase_create("doc");
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_loop_test(t, check, 0, N_CHECKS);
	tcase_add_test(t, too_long);
	tcase_add_test(t, map);
	tcase_add_test(t, no_map);
	tcase_add_test(t, positions);
	tcase_add_test(t, lines_of_little);
	tcase_add_test(t, block_at);
	suite_add_tcase(suite, t);
	return suite;
}
