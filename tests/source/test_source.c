/* SPDX-License-Identifier: MIT */
/* Which reader takes a source, and what people are told when none does. */
#include "base/err.h" /* before check.h, whose fail() is a macro */

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "blocks.h"
#include "source/source.h"

Suite *suite_source_source(void);

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

static const struct {
	const char *from, *path, *source, *reader; /* reader NULL: none */
} finds[] = {
    {"", "a.txt", "plain", "text"},
    {"", "a.TXT", "plain", "text"},
    {"", "a.md", "plain", "markdown"},
    {"", "dir.md/notes", "plain", "text"},
    {"", "a.htm", "plain", "html"},
    {"", "", "", "text"},
    {"", "-", "<!DOCTYPE html><p>x", "html"},
    {"", "-", "\xEF\xBB\xBF \n<html><p>x", "html"},
    {"", "-", "<%@ page %>\n<!DOCTYPE html>\n<html>", "html"},
    {"", "a.txt", "<!doctype HTML>\n", "html"},
    {"", "a.txt", "Use the <html> tag", "html"},
    {"", "a.txt", "see <b>here</b>", "text"},
    {"", "-", "<div>\n<p>one</p>\n<p>two</p></div>", "html"},
    {"", "-", "# Title\n\n* [a](b)\n\n## Next\n\n**bold**", "markdown"},
    {"", "-", "---\ntitle: x\n---\n\nText", "markdown"},
    {"", "-", "---\r\ntitle: x\r\n---\r\n", "markdown"},
    {"", "a.txt", "# Title\n\n* [a](b)\n\n## Next\n\n**bold**", "text"},
    {"", "-", "Ordinary text.\n- with\n- items\n", "text"},
    {"text", "a.html", "<html>", "text"},
    {"plain", "", "", "text"},
    {"txt", "", "", "text"},
    {"md", "", "", "markdown"},
    {"Markdown", "", "", "markdown"},
    {"htm", "", "", "html"},
    {"", "a.eml", "From: a@b.c\n\nHi", "email"},
    {"", "a.txt", "From: a@b.c\nTo: d@e.f\nSubject: x\n\nHi", "text"},
    {"", "-", "Received: by a\nMessage-ID: <x>\nSubject: y\n\nHi", "email"},
    {"", "a.txt", "From a@b.c Tue Mar  3 09:12:44 2026\nReceived: by a\n b\nMIME-Version: 1.0\n",
	"email"},
    {"mail", "", "", "email"},
    {"", "-", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "ics"},
    {"", "a.txt", "\xEF\xBB\xBF\nbegin:vcalendar\n", "ics"},
    {"", "a.ics", "nothing yet", "ics"},
    {"icalendar", "", "", "ics"},
    {"", "-", "{\"title\":\"Fair\",\"start\":\"2027-05-08\"}\n{\"title\":\"Walk\"}\n", "ndjson"},
    {"", "-", "{ curly: not JSON }", "text"},
    {"", "a.jsonl", "\n", "ndjson"},
    {"jsonl", "", "", "ndjson"},
    {"", "a.csv", "", "csv"},
    {"", "a.tab", "", "tsv"},
    {"", "-", "Title,Date,Place\nFair,2027-05-08,Leeds\nWalk,2027-05-09,York\n", "csv"},
    {"", "-", "Datum;Titel;Ort\r\n08.05.2027;Markt;Graz\r\n09.05.2027;Lauf;Linz\r\n", "csv"},
    {"", "-", "First, second, third.\nOne, two, three.\nSo, it, goes.\n", "text"},
    {"tsv", "", "", "tsv"},
    {"docx", "", "", NULL},
    {"tex", "", "", NULL},
};
enum { N_FINDS = sizeof(finds) / sizeof(*finds) };

START_TEST(find)
{
	const struct source_reader *r =
	    source_find(str_of(finds[_i].from), str_of(finds[_i].path), str_of(finds[_i].source));
	if (finds[_i].reader == NULL) {
		ck_assert_ptr_null(r);
		return;
	}
	ck_assert_ptr_nonnull(r);
	ck_assert_msg(strcmp(r->name, finds[_i].reader) == 0, "row %d: %s for %s", _i, r->name,
	    finds[_i].source);
}
END_TEST

#define BYTES(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static const struct {
	const char *from, *path;
	struct dl_str source;
	enum dl_status status;
	const char *text;
} refusals[] = {
    {"", "a.pdf", BYTES("%PDF-1.7\n\xFF\0"), DL_UNSUPPORTED, "a PDF file"},
    {"", "-", BYTES("%PDF-1.7\n"), DL_UNSUPPORTED, "pdftotext"},
    {"", "-",
	BYTES("\xEF\xBB\xBF"
	      "{\\rtf1"),
	DL_UNSUPPORTED, "Rich Text"},
    {"", "a.docx", BYTES("PK\3\4\0\0"), DL_UNSUPPORTED, "office document"},
    {"", "-", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), DL_UNSUPPORTED, "old office document"},
    {"", "-", BYTES("\x1F\x8B\x08"), DL_UNSUPPORTED, "gzip"},
    {"", "-", BYTES("\x89PNG\r\n\x1A\n"), DL_UNSUPPORTED, "PNG"},
    {"", "-", BYTES("\xFF\xD8\xFF\xE0"), DL_UNSUPPORTED, "JPEG"},
    {"tex", "-", BYTES("x"), DL_USAGE, "unknown source type 'tex', expected text, markdown, html"},
    {"text", "-", BYTES("%PDF-1.7 \xFF\0"), DL_ENCODING, "0xFF"},
    {"", "a.html", BYTES("<p>\xDF\1\2\3\4\5\6\7\10\1"), DL_ENCODING, "0xDF is not UTF-8"},
    {"", "a.md", BYTES("a\0b"), DL_ENCODING, "NUL"},
};
enum { N_REFUSALS = sizeof(refusals) / sizeof(*refusals) };

START_TEST(refuse)
{
	struct text_doc doc = {.n_blocks = 77};
	struct dl_error e = {.status = DL_OK};
	int r = source_read(&arena, str_of(refusals[_i].from), str_of(refusals[_i].path),
	    refusals[_i].source, &doc, &e);
	ck_assert_int_eq(r, -1);
	ck_assert_int_eq(e.status, refusals[_i].status);
	ck_assert_msg(strstr(e.text, refusals[_i].text) != NULL, "%s", e.text);
	ck_assert_uint_eq(doc.n_blocks, 77);
	ck_assert_int_eq(source_read(&arena, str_of(refusals[_i].from), str_of(refusals[_i].path),
			     refusals[_i].source, &doc, NULL),
	    -1);
}
END_TEST

/* A name alone refuses nothing that its content does not. */
START_TEST(names_prove_little)
{
	struct text_doc doc;
	ck_assert_int_eq(
	    source_read(&arena, STR(""), STR("notes.pdf"), STR("On 3 May."), &doc, NULL), 0);
	ck_assert_uint_eq(doc.n_blocks, 1);
}
END_TEST

START_TEST(nothing_to_read)
{
	for (size_t i = 0; source_readers[i] != NULL; i++) {
		struct text_doc doc;
		struct dl_str none = {NULL, 0};
		ck_assert_int_eq(
		    source_read(&arena, str_of(source_readers[i]->name), none, none, &doc, NULL),
		    0);
		ck_assert_uint_eq(doc.n_blocks, 0);
		ck_assert_uint_eq(doc.n_lines, 1);
		ck_assert_ptr_null(blocks_fault(&doc));
	}
}
END_TEST

/* Text without a mark or an invisible character is not copied. */
START_TEST(plain_text_is_the_source)
{
	struct text_doc doc;
	struct dl_str s = STR("Heading\n\nText – with “quotes” on 3 May.\n");
	ck_assert_int_eq(source_read(&arena, STR("text"), STR(""), s, &doc, NULL), 0);
	ck_assert_ptr_eq(doc.text.p, s.p);
	ck_assert_uint_eq(doc.n_pieces, 0);
	ck_assert_uint_eq(doc.n_blocks, 2);
}
END_TEST

static struct text_doc read_markdown(struct dl_str source, enum dl_status status)
{
	struct text_doc doc = {.n_blocks = 0};
	struct dl_error e = {.status = DL_OK};
	int r = source_read(&arena, STR("markdown"), STR("a.md"), source, &doc, &e);
	ck_assert_int_eq(e.status, status);
	ck_assert_int_eq(r, status == DL_OK ? 0 : -1);
	return doc;
}

static struct dl_str repeated(const char *before, const char *s, size_t n, const char *after)
{
	struct buf b = {.alloc = NULL};
	buf_z(&b, before);
	while (n-- > 0)
		buf_z(&b, s);
	buf_z(&b, after);
	struct dl_str copy = arena_str(&arena, buf_str(&b));
	buf_free(&b);
	return copy;
}

/* A table of a hundred columns is read (md4c 0.5 takes 128, 0.4 any number);
 * one whose rows have one cell each is far larger than it looks. */
START_TEST(wide_tables)
{
	struct dl_str head = repeated("|a", "|b", 99, "|\n");
	struct buf b = {.alloc = NULL};
	buf_add(&b, head);
	buf_add(&b, repeated("", "|---", 100, "|\n"));
	buf_add(&b, head);
	struct text_doc doc = read_markdown(buf_str(&b), DL_OK);
	ck_assert_uint_eq(doc.n_blocks, 200);
	ck_assert_uint_eq(doc.blocks[199].column, 99);
	ck_assert_uint_eq(doc.blocks[199].head_cell, 99);
	buf_add(&b, repeated("", "|x\n", 20000, ""));
	read_markdown(buf_str(&b), DL_LIMIT);
	buf_free(&b);
}
END_TEST

START_TEST(long_references)
{
	struct dl_str few = repeated("[a]: /", "x", 2000, "\n\n[a] [a]\n");
	struct text_doc doc = read_markdown(few, DL_OK);
	ck_assert_uint_eq(doc.n_links, 2);
	ck_assert_uint_eq(doc.links[1].url.n, 2001);
	struct buf b = {.alloc = NULL};
	buf_add(&b, few);
	buf_add(&b, repeated("", "[a] ", 5000, "\n"));
	read_markdown(buf_str(&b), DL_LIMIT);
	buf_free(&b);
}
END_TEST

START_TEST(names_of_the_table)
{
	for (size_t i = 0; source_readers[i] != NULL; i++) {
		const struct source_reader *r = source_readers[i];
		ck_assert_ptr_eq(source_find(str_of(r->name), STR(""), STR("")), r);
		for (size_t k = 0; r->aliases[k] != NULL; k++)
			ck_assert_ptr_eq(source_find(str_of(r->aliases[k]), STR(""), STR("")), r);
		ck_assert(strlen(r->summary) > 0 && strchr(r->media_type, '/') != NULL);
	}
}
END_TEST

Suite *suite_source_source(void)
{
	Suite *suite = suite_create("source/source");
	TCase *t = tcase_create("source");
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_loop_test(t, find, 0, N_FINDS);
	tcase_add_loop_test(t, refuse, 0, N_REFUSALS);
	tcase_add_test(t, names_prove_little);
	tcase_add_test(t, nothing_to_read);
	tcase_add_test(t, plain_text_is_the_source);
	tcase_add_test(t, wide_tables);
	tcase_add_test(t, long_references);
	tcase_add_test(t, names_of_the_table);
	suite_add_tcase(suite, t);
	return suite;
}
