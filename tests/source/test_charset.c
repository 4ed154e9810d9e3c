/* SPDX-License-Identifier: MIT */
/* Files that are not UTF-8: what they say, what was assumed, and which bytes of
 * the file each character is. */
#include "base/err.h" /* before check.h, whose fail() is a macro */

#include <check.h>
#include <string.h>

#include "base/str.h"
#include "blocks.h"
#include "source/charset.h"
#include "source/source.h"

Suite *suite_source_charset(void);

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

#define BYTES(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

/* mark: what the text has in UTF-8; raw: the bytes of the source it must lead to. */
static const struct {
	struct dl_str source, mark, raw;
	uint32_t line, column;
	const char *warning; /* "": none */
} reads[] = {
    {BYTES("Caf\xC3\xA9 on 3 May\n"), BYTES("\xC3\xA9"), BYTES("\xC3\xA9"), 1, 4, ""},
    {BYTES("one\nCaf\xE9 on 3 May\n"), BYTES("\xC3\xA9"), BYTES("\xE9"), 2, 4,
	"byte 0xE9 is not UTF-8, and no charset is declared; read as Windows-1252"},
    {BYTES("\xE9\xE9 3\x96"
	   "5 May"),
	BYTES("\xE2\x80\x93"), BYTES("\x96"), 1, 5, "byte 0xE9"},
    /* one stray byte in UTF-8 */
    {BYTES("Caf\xC3\xA9, Ch\xE2teau, \xC3\x9C"
	   "ber"),
	BYTES("\xC3\xA2"), BYTES("\xE2"), 1, 9, "byte 0xE2 is not UTF-8, though the rest is"},
    {BYTES("Caf\xC3\xA9 \xE2\x82"), BYTES("\xEF\xBF\xBD"), BYTES("\xE2\x82"), 1, 6,
	"the last character is cut off"},
    /* what is declared */
    {BYTES("<meta charset='iso-8859-1'>\n<p>Caf\xE9 here</p>"), BYTES("\xC3\xA9"), BYTES("\xE9"), 2,
	7, ""},
    {BYTES("<meta content=\"text/html; charset=windows-1251\" http-equiv=Content-Type><p>\xEC\xE0"
	   "\xFF</p>"),
	BYTES("\xD0\xBC\xD0\xB0\xD1\x8F"), BYTES("\xEC\xE0\xFF"), 1, 76, ""},
    {BYTES("<?xml version='1.0' encoding='ISO-8859-2'?><html><p>\xB3 is a letter</p>"),
	BYTES("\xC5\x82"), BYTES("\xB3"), 1, 53, ""},
    {BYTES("# -*- coding: latin-1 -*-\n\nCaf\xE9 on 3 May\n"), BYTES("\xC3\xA9"), BYTES("\xE9"), 3,
	4, ""},
    {BYTES("<meta charset=shift_jis><p>\x83\x4E \x8C\x8E</p>"), BYTES("\xE6\x9C\x88"),
	BYTES("\x8C\x8E"), 1, 0, ""},
    {BYTES("<meta charset=gbk><p>5\xD4\xC2"
	   "3\xC8\xD5</p>"),
	BYTES("\xE6\x97\xA5"), BYTES("\xC8\xD5"), 1, 0, ""},
    {BYTES("<meta charset=iso-2022-jp><p>\x1B$B7n\x1B(B 5</p>"), BYTES("\xE6\x9C\x88"), BYTES("7n"),
	1, 0, ""},
    {BYTES("<meta charset=euc-kr><p>5\xBF\xF9 \xFF</p>"), BYTES("\xEC\x9B\x94"), BYTES("\xBF\xF9"),
	1, 0, "byte 0xFF is no character of the declared charset EUC-KR"},
    {BYTES("<meta charset=big5><p>\xA4\xEB \xA4"), BYTES("\xE6\x9C\x88"), BYTES("\xA4\xEB"), 1, 0,
	"the last character is cut off"},
    /* what is declared, and not so */
    {BYTES("<meta charset=latin1><p>Caf\xC3\xA9 here</p>"), BYTES("\xC3\xA9"), BYTES("\xC3\xA9"), 1,
	28, ""},
    {BYTES("<meta charset=utf-8><p>Caf\xE9 here</p>"), BYTES("\xC3\xA9"), BYTES("\xE9"), 1, 27,
	"the declared charset 'utf-8' is not it"},
    {BYTES("<meta charset=klingon><p>Caf\xE9 here</p>"), BYTES("\xC3\xA9"), BYTES("\xE9"), 1, 29,
	"the declared charset 'klingon' is unknown"},
    /* UTF-16 */
    {BYTES("\xFF\xFE"
	   "a\0\n\0\xE9\0x\0"),
	BYTES("\xC3\xA9"), BYTES("\xE9\0"), 2, 1, ""},
    {BYTES("\xFE\xFF\0a\0\n\xD8\x3D\xDE\x00\0x"), BYTES("\xF0\x9F\x98\x80"),
	BYTES("\xD8\x3D\xDE\x00"), 2, 1, ""},
    {BYTES("\xFE\xFF\0a\xD8\x3D\0x\0"), BYTES("\xEF\xBF\xBD"), BYTES("\xD8\x3D"), 1, 3,
	"the last character is cut off"},
};
enum { N_READS = sizeof(reads) / sizeof(*reads) };

static size_t find(struct dl_str s, struct dl_str mark)
{
	for (size_t i = 0; i + mark.n <= s.n; i++)
		if (memcmp(s.p + i, mark.p, mark.n) == 0)
			return i;
	ck_abort_msg("'%.*s' is not in '%.*s'", (int)mark.n, mark.p, (int)s.n, s.p);
	return 0;
}

START_TEST(read)
{
	struct text_doc doc;
	struct dl_error e = {.status = DL_OK};
	ck_assert_msg(
	    source_read(&arena, STR(""), STR("a"), reads[_i].source, &doc, &e) == 0, "%s", e.text);
	ck_assert_ptr_null(blocks_fault(&doc));
	uint32_t at = (uint32_t)find(doc.text, reads[_i].mark), line, column;
	struct dl_span span = {at, at + (uint32_t)reads[_i].mark.n};
	span = text_span_to_source(&doc, span);
	text_position(&doc, span.start, &line, &column);
	ck_assert_uint_eq(line, reads[_i].line);
	if (reads[_i].column != 0)
		ck_assert_uint_eq(column, reads[_i].column);
	struct dl_str raw = str_sub(doc.raw, text_raw_span(&doc, span));
	ck_assert_msg(str_eq(raw, reads[_i].raw), "row %d: %zu bytes", _i, raw.n);
	const char *warning = doc.n_warnings == 0 ? "" : doc.warnings[0].text;
	ck_assert_msg(strstr(warning, reads[_i].warning) != NULL, "%s", warning);
	if (*reads[_i].warning == '\0')
		ck_assert_uint_eq(doc.n_warnings, 0);
}
END_TEST

START_TEST(warnings_are_placed)
{
	struct text_doc doc;
	struct dl_str s = STR("# -*- coding: utf-8 -*-\n\nFr\xFChling");
	ck_assert_int_eq(source_read(&arena, STR(""), STR("a.txt"), s, &doc, NULL), 0);
	ck_assert_uint_eq(doc.n_warnings, 1);
	const struct dl_error *w = doc.warnings;
	ck_assert_int_eq(w->status, DL_ENCODING);
	ck_assert_uint_eq(w->line, 3);
	ck_assert_uint_eq(w->column, 3);
	ck_assert_uint_eq(w->offset, 27);
	ck_assert_str_eq(w->source, "a.txt");
	ck_assert_str_eq(w->excerpt, "Fr\xC3\xBChling");
}
END_TEST

START_TEST(names)
{
	static const struct {
		const char *label, *name;
	} rows[] = {{"latin1", "CP1252"}, {"ISO_8859-1:1987", "CP1252"}, {" US-ASCII ", "CP1252"},
	    {"csISOLatin2", "ISO-8859-2"}, {"x-sjis", "CP932"}, {"GB2312", "GB18030"},
	    {"KOI8-R", "KOI8-R"}, {"utf-8", "UTF-8"}, {"UTF8", "UTF-8"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct charset *c = charset_find(str_of(rows[i].label));
		ck_assert_msg(c != NULL && strcmp(c->name, rows[i].name) == 0, "%s", rows[i].label);
	}
	static const char *const none[] = {"", "-", "UTF-8//IGNORE", "../x", "8859 iso",
	    "a-name-that-is-longer-than-that-of-any-charset-there-is"};
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		ck_assert_msg(charset_find(str_of(none[i])) == NULL, "%s", none[i]);
}
END_TEST

Suite *suite_source_charset(void)
{
	Suite *suite = suite_create("source/charset");
	TCase *t = tcase_create("charset");
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_loop_test(t, read, 0, N_READS);
	tcase_add_test(t, warnings_are_placed);
	tcase_add_test(t, names);
	suite_add_tcase(suite, t);
	return suite;
}
