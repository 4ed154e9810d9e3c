/* SPDX-License-Identifier: MIT */
/* Sources made to hurt: what a reader allocates for four times as much is about
 * four times as much, and it comes back. The time is not looked at, but a reader
 * that takes the square of it would not come back from these before the test's
 * own limit. */
#include <check.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/str.h"
#include "nth.h"
#include "source/source.h"

Suite *suite_slow_source(void);

/* Bytes of the larger source; it has to be enough for the square of it to show. */
#define LARGE (1u << 20)

#define MAIL	   "From: a@b.c\nSubject: x\n"
#define PARTS	   MAIL "Content-Type: multipart/mixed; boundary=b\n\n"
#define ENCODED(x) MAIL "Content-Transfer-Encoding: " x "\n\n"

#define EVENT  "BEGIN:VEVENT\nDTSTART:20270101\nEND:VEVENT\n"
#define SCRIPT "<script type=application/ld+json>"

static const struct {
	const char *from, *before, *again;
} rows[] = {
    {"text", "", "a\n"},
    {"text", "", "a"},
    {"text", "", "A 12\n\n"},
    {"text", "", "1. a\n"},
    {"text", "", "10:00 a\n"},
    {"text", "", ">"},
    {"text", "", "> a\n>> b\n"},
    {"text", "", "\xC2\xAD"},
    {"text", "", "https://a.b "},
    {"text", "", "A: 1\n"},
    {"markdown", "", "a\n"},
    {"markdown", "", "a"},
    {"markdown", "", ">"},
    {"markdown", "", "*"},
    {"markdown", "", "["},
    {"markdown", "", "**a "},
    {"markdown", "", "[a]("},
    {"markdown", "", "[a]: b\n"},
    {"markdown", "", "<div>a\n\n"},
    {"markdown", "", "<b>"},
    {"markdown", "", "&eacute;"},
    {"markdown", "", "~~a~~ b "},
    {"markdown", "", "15. a\n"},
    {"markdown", "", "- - - - a\n"},
    {"markdown", "|a|\n|-|\n", "|b|\n"},
    {"markdown", "---\na: b\n", "k: v\n"},
    {"html", "", "a "},
    {"html", "", "<div>"},
    {"html", "", "<p>"},
    {"html", "", "<b>"},
    {"html", "", "<font><p>"},
    {"html", "", "<a href=x>y"},
    {"html", "", "<table>"},
    {"html", "", "<table><tr><td>"},
    {"html", "", "<table>x<tr>y"},
    {"html", "", "<ul><li>"},
    {"html", "", "<li><dd>"},
    {"html", "", "<h1><li>"},
    {"html", "", "<div></p>"},
    {"html", "", "</x>"},
    {"html", "", "<svg>"},
    {"html", "", "<select><div>"},
    {"html", "", "<!--"},
    {"html", "", "&eacute;"},
    {"html", "<div ", "a=b "},
    {"html", "<div class='", "a-b "},
    {"html", "<table><tr><td rowspan=65000 colspan=1000>", "<tr><td>"},
    {"html", "<meta charset=gbk>", "\xD4\xC2 "},
    {"text", "\xE9", "a\xE9\xC3\xA9"},
    {"email", MAIL, "A: b\n"},
    {"email", "From a\n" MAIL, "\n\nFrom a\n"},
    {"email", MAIL "\n", "a "},
    {"email", MAIL "\n", "-- \n"},
    {"email", MAIL "\n", "On 1, b wrote:\n"},
    {"email", MAIL "\n", "From: a\nb\n"},
    {"email", MAIL "\n", "-- Forwarded message --\nFrom: a\nDate: 1\nSubject: b\n\n"},
    {"email", MAIL "\n", "a\n> b\n"},
    {"email", MAIL "Content-Type: text/plain; format=flowed\n\n", "a \n"},
    {"email", MAIL "Content-Type: text/html\n\n", "<div class=gmail_quote>"},
    {"email", ENCODED("base64"), "QUJD\n"},
    {"email", ENCODED("quoted-printable"), "=C3=A9 =\n"},
    {"email", PARTS, "--b\n\n"},
    {"email", PARTS, "--b\n\nthe doors open at 5 pm, come by the yard\n"},
    {"csv", "", "a,"},
    {"csv", "", "a,b\n"},
    {"csv", "", "\"\"\"\",\n"},
    {"csv", "", "\"a"},
    {"csv", "", "\n"},
    {"csv", "a,b\n", "\""},
    {"csv", "a,b\n\"", "c,d\n"},
    {"ics", "", EVENT},
    {"ics", "", "BEGIN:VEVENT\n"},
    {"ics", "BEGIN:VEVENT\n", "BEGIN:X\n"},
    {"ics", "BEGIN:VEVENT\nDESCRIPTION:a", "\n b"},
    {"ics", "BEGIN:VEVENT\nRDATE:20270101", ",20270102"},
    {"ics", "", "BEGIN:VTIMEZONE\nTZID:a\nEND:VTIMEZONE\n"},
    {"ics", "", "x\n"},
    {"text", "", "a   b   c\n"},
    {"text", "", "a\t"},
    {"pdf", "", "a-\n"},
    {"pdf", "", "3\n\f"},
    {"pdf", "", "Page 3\n\n\fon 3 May 2027 a fair opens in Ber-\n  gen\n"},
    {"ndjson", "", "{\"title\":\"a\",\"start\":\"2027-01-01\"}\n"},
    {"ndjson", "", "{\n"},
    {"ndjson", "{\"tags\":[", "\"a\","},
    {"html", SCRIPT, "{"},
    {"html", SCRIPT "[", "{\"@type\":\"Event\"},"},
    {"html", SCRIPT, "{\"a\":"},
    {"html", SCRIPT, "/*"},
    {"html", "", SCRIPT "{"},
    {"html", "", SCRIPT "{}</script>"},
    {"html", "", "<b itemscope itemtype=Event>"},
    {"html", "<b itemscope itemtype=Event>", "<b itemprop=name>"},
    {"html", "<b itemscope itemtype=Event>", "<b itemprop=location itemscope>"},
    {"html", "<b class=vevent>", "<b class=dtstart><b class=value>1"},
};
enum { N_ROWS = sizeof(rows) / sizeof(*rows) };

struct cost {
	size_t bytes;
	long calls;
};

static struct cost cost_of(int row, size_t size)
{
	struct buf b = {.alloc = NULL};
	struct nth nth = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&nth);
	struct arena arena = {.alloc = &alloc};
	struct text_doc doc;
	struct dl_error e = {.status = DL_OK};
	buf_z(&b, rows[row].before);
	while (b.n < size)
		buf_z(&b, rows[row].again);
	int r = source_read(&arena, str_of(rows[row].from), STR("slow"), buf_str(&b), &doc, &e);
	ck_assert_msg(r == 0, "%s", e.text);
	struct cost cost = {arena.total, nth.calls};
	arena_free(&arena);
	buf_free(&b);
	return cost;
}

START_TEST(four_times_as_much)
{
	struct cost small = cost_of(_i, LARGE / 4), large = cost_of(_i, LARGE);
	ck_assert_msg(large.bytes < small.bytes * 6 && large.calls < small.calls * 6 + 100,
	    "%s: %zu bytes in %ld calls, then %zu in %ld", rows[_i].again, small.bytes, small.calls,
	    large.bytes, large.calls);
	/* A block takes 48 bytes, and an array that grew has left its smaller selves behind. */
	ck_assert_msg(
	    large.bytes < (size_t)LARGE * 80, "%s: %zu bytes", rows[_i].again, large.bytes);
}
END_TEST

/* Blank lines below lists that are nested as deep as the source is long: the
 * depth is cut, or each of them would go through all lists. */
START_TEST(deep_lists)
{
	struct buf b = {.alloc = NULL};
	struct arena arena = {.alloc = NULL};
	struct text_doc doc;
	for (size_t i = 0; i < LARGE / 8; i++)
		buf_z(&b, "- ");
	buf_z(&b, "a");
	for (size_t i = 0; i < LARGE / 4; i++)
		buf_z(&b, "\n");
	ck_assert_int_eq(
	    source_read(&arena, STR("markdown"), STR("x"), buf_str(&b), &doc, NULL), 0);
	ck_assert_uint_eq(doc.n_blocks, 1);
	arena_free(&arena);
	buf_free(&b);
}
END_TEST

Suite *suite_slow_source(void)
{
	Suite *suite = suite_create("slow/source");
	TCase *t = tcase_create("source");
	tcase_add_loop_test(t, four_times_as_much, 0, N_ROWS);
	tcase_add_test(t, deep_lists);
	suite_add_tcase(suite, t);
	return suite;
}
