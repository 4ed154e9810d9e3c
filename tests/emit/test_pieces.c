/* SPDX-License-Identifier: MIT */
/* What the writers are made of: clean text, folded lines, links, escapes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "emit/clean.h"
#include "emit/line.h"
#include "emit/link.h"
#include "emit/markup.h"
#include "emit/slot.h"

#define ASSERT_BUF(b, text)                                                                        \
	ck_assert_msg(str_eq(buf_str(&(b)), str_of(text)), "got: %.*s", (int)(b).n, (b).p)

static const struct {
	const char *in, *text, *line;
} cleanings[] = {
    {"", "", ""},
    {"plain", "plain", "plain"},
    {" two  words ", " two  words ", "two words"},
    {"a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"},
    {"a\tb\n\n c", "a\tb\n\n c", "a b c"},
    {"bell\a esc\x1b del\x7f", "bell esc del", "bell esc del"},
    {"a \x01 b", "a  b", "a b"},
    {"nel\xC2\x85ls\xE2\x80\xA8ps\xE2\x80\xA9.", "nel\nls\nps\n.", "nel ls ps ."},
    {"c1\xC2\x9B.", "c1.", "c1."},
    {"bom\xEF\xBB\xBF.", "bom.", "bom."},
    {"nonchar\xEF\xBF\xBE\xEF\xBF\xBF.", "nonchar.", "nonchar."},
    {"bad\xFF\xC3(", "bad\xEF\xBF\xBD\xEF\xBF\xBD(", "bad\xEF\xBF\xBD\xEF\xBF\xBD("},
    {"cut\xE2\x82", "cut\xEF\xBF\xBD\xEF\xBF\xBD", "cut\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xF0\x9F\x8E\x89 \xE4\xBC\x9A", "\xF0\x9F\x8E\x89 \xE4\xBC\x9A",
	"\xF0\x9F\x8E\x89 \xE4\xBC\x9A"},
};

START_TEST(clean)
{
	struct buf b = {.alloc = NULL};
	clean_put(&b, str_of(cleanings[_i].in), CLEAN_TEXT);
	ASSERT_BUF(b, cleanings[_i].text);
	buf_clear(&b);
	clean_line(&b, str_of(cleanings[_i].in));
	ASSERT_BUF(b, cleanings[_i].line);
	buf_free(&b);
}
END_TEST

START_TEST(blank)
{
	ck_assert(clean_blank(STR("")));
	ck_assert(clean_blank(STR(" \n\t\r\x01\xEF\xBB\xBF\xE2\x80\xA8")));
	ck_assert(!clean_blank(STR(" \x01.")));
	ck_assert(!clean_blank(STR("\xFF")));
	ck_assert(str_eq(clean_or(STR(" "), STR("x")), STR("x")));
	ck_assert(str_eq(clean_or(STR(" y"), STR("x")), STR(" y")));
}
END_TEST

/* Every byte value, in runs of every length to 200, at every place of a line:
 * no physical line is over 75 octets, is broken UTF-8, or ends in an escape. */
START_TEST(folding)
{
	static const char *const letters[] = {
	    "x", ",", "\n", "\\", "\xC3\xA9", "\xE4\xBC\x9A", "\xF0\x9F\x8E\x89"};
	const char *letter = letters[_i];
	struct buf text = {.alloc = NULL}, out = {.alloc = NULL};
	for (size_t shift = 0; shift < 80; shift++) {
		buf_clear(&text);
		for (size_t i = 0; i < shift; i++)
			buf_byte(&text, 'a');
		for (size_t i = 0; i < 120; i++)
			buf_z(&text, letter);
		buf_clear(&out);
		line_put_text(&out, "SUMMARY", buf_str(&text));
		struct dl_str rest = buf_str(&out);
		while (rest.n != 0) {
			struct dl_str line = str_split(&rest, '\n');
			size_t backslashes = 0;
			while (backslashes + 1 < line.n && line.p[line.n - 2 - backslashes] == '\\')
				backslashes++;
			if (!str_ends(line, STR("\r")) || line.n > 76 ||
			    utf8_valid(line) != line.n || backslashes % 2 != 0)
				ck_abort_msg("shift %zu: %.*s", shift, (int)line.n, line.p);
		}
	}
	buf_free(&text);
	buf_free(&out);
}
END_TEST

START_TEST(parameters)
{
	struct buf b = {.alloc = NULL};
	struct line l = line_begin(&b, "X-A");
	line_param(&l, "P", STR("plain"));
	line_param(&l, "Q", STR("a:b;c,\"d\"\x01\n"));
	line_text(&l, STR("one, two"));
	line_comma(&l);
	line_text(&l, STR("three; four\\"));
	line_end(&l);
	ASSERT_BUF(b, "X-A;P=plain;Q=\"a:b;c,d \":one\\, two,three\\; four\\\\\r\n");
	buf_clear(&b);
	l = line_begin(&b, "X-EMPTY");
	line_end(&l);
	ASSERT_BUF(b, "X-EMPTY:\r\n");
	buf_free(&b);
}
END_TEST

static const struct {
	const char *in, *out; /* NULL: no link */
} links[] = {{"https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"},
    {"HTTP://a.example", "HTTP://a.example"}, {" https://a.example/ ", "https://a.example/"},
    {"mailto:a@b.example", "mailto:a@b.example"}, {"javascript:alert(1)", NULL},
    {"JaVaScRiPt:alert(1)", NULL}, {"data:text/html,x", NULL}, {"//a.example", NULL}, {"/a", NULL},
    {"a.html", NULL}, {"", NULL}, {"https://", NULL}, {"ftp://a", NULL},
    {"https://a.example/\"><script>", "https://a.example/%22%3E%3Cscript%3E"},
    {"https://a.example/\xC3\xA9 \n\\^`{|}", "https://a.example/%C3%A9%20%0A%5C%5E%60%7B%7C%7D"},
    {"https://a.example/100%", "https://a.example/100%25"},
    {"https://a.example/%zz", "https://a.example/%25zz"},
    {"https://[::1]:8/[x]", "https://[::1]:8/%5Bx%5D"},
    {"https://a.example/#b#c", "https://a.example/#b%23c"}};

START_TEST(link_out)
{
	struct buf b = {.alloc = NULL};
	bool is_link = link_put(&b, str_of(links[_i].in));
	ck_assert_int_eq(is_link, links[_i].out != NULL);
	ASSERT_BUF(b, links[_i].out == NULL ? "" : links[_i].out);
	buf_free(&b);
}
END_TEST

START_TEST(identifiers)
{
	struct dl_calendar a = {.name = STR("a"), .title = STR("A")}, b = {.title = STR("A")};
	struct buf one = {.alloc = NULL}, two = {.alloc = NULL};
	link_put_uuid(&one, &a, STR("x"));
	ck_assert_uint_eq(one.n, strlen("urn:uuid:00000000-0000-8000-8000-000000000000"));
	ck_assert_int_eq(one.p[23], '8'); /* version and variant, RFC 9562 section 5.8 */
	ck_assert(strchr("89ab", one.p[28]) != NULL);
	link_put_uuid(&two, &a, STR("y"));
	ck_assert(!str_eq(buf_str(&one), buf_str(&two)));
	buf_clear(&two);
	link_put_uuid(&two, &b, STR("x"));
	ck_assert(!str_eq(buf_str(&one), buf_str(&two)));
	buf_clear(&two);
	link_put_uuid(&two, &a, STR("x"));
	ck_assert(str_eq(buf_str(&one), buf_str(&two)));
	buf_free(&one);
	buf_free(&two);
}
END_TEST

START_TEST(escapes)
{
	struct buf b = {.alloc = NULL};
	markup_text(&b, STR("<a href='x'>\"&amp;\"</a>"), CLEAN_LINE);
	ASSERT_BUF(b, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;");
	buf_clear(&b);
	markup_paragraphs(&b, STR("\n\none\ntwo\n \n\nthree<\n"));
	ASSERT_BUF(b, "<p>one<br>two</p><p>three&lt;</p>");
	buf_clear(&b);
	markup_paragraphs(&b, STR(" \n "));
	ASSERT_BUF(b, "");
	buf_free(&b);
}
END_TEST

/* iCalendar and xCal say the same of one event. */
START_TEST(statuses)
{
	struct dl_event e = {
	    .has_start = true, .precision = DL_DAY, .start = {2026, 5, 3, 0, 0, 0}};
	ck_assert_str_eq(slot_status(&e), "CONFIRMED");
	e.approximate = true;
	ck_assert_str_eq(slot_status(&e), "TENTATIVE");
	e.status = DL_CANCELLED;
	ck_assert_str_eq(slot_status(&e), "CANCELLED");
	e = (struct dl_event){.has_start = true, .precision = DL_MONTH, .start = e.start};
	ck_assert_str_eq(slot_status(&e), "TENTATIVE");
}
END_TEST

/* The days at the edge of what calendar applications know. */
START_TEST(years)
{
	static const struct {
		int32_t year;
		enum slot_kind kind;
	} edges[] = {{1600, SLOT_NONE}, {1601, SLOT_DAYS}, {4499, SLOT_DAYS}, {4500, SLOT_NONE},
	    {-43, SLOT_NONE}, {0, SLOT_NONE}, {12025, SLOT_NONE}};
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		struct dl_event e = {.precision = DL_YEAR,
		    .has_start = true,
		    .start = {edges[i].year, 1, 1, 0, 0, 0}};
		/* A year ends in the next one: 4500 would need 4501. */
		ck_assert_int_eq(slot_find(&e, NULL).kind, edges[i].kind);
	}
}
END_TEST

Suite *suite_emit_pieces(void);
Suite *suite_emit_pieces(void)
{
	Suite *s = suite_create("emit/pieces");
	TCase *tc = tcase_create("pieces");
	tcase_add_loop_test(tc, clean, 0, sizeof(cleanings) / sizeof(*cleanings));
	tcase_add_test(tc, blank);
	tcase_add_loop_test(tc, folding, 0, 7);
	tcase_add_test(tc, parameters);
	tcase_add_loop_test(tc, link_out, 0, sizeof(links) / sizeof(*links));
	tcase_add_test(tc, identifiers);
	tcase_add_test(tc, escapes);
	tcase_add_test(tc, statuses);
	tcase_add_test(tc, years);
	suite_add_tcase(s, tc);
	return s;
}
