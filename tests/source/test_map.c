/* SPDX-License-Identifier: MIT */
/* Documents put together at random from what each source type is made of: what
 * holds for every document holds for them, and each letter of the text stands at
 * its place in the source (blocks.h). */
#include <check.h>
#include <stdlib.h>

#include "blocks.h"
#include "source/source.h"

Suite *suite_source_map(void);

enum { SEEDS = 40, DOCUMENTS = 60, PIECES = 60 };

static const char *const prose[] = {"word ", "Two words", "\n", "\n\n", "\r\n", "\r", "  ", "\t",
    "10:00 ", "1868  ", "c. 1740 ", "Friday 13 March 2026", "- ", "* ", "1. ", "2. ", "15. ", "a) ",
    "> ", ">> ", "===\n", "---\n", "Name: value\n", "CAPITALS", ". ", ", ", ": ", "\xC2\xAD",
    "\xC2\xA0", "\xE2\x80\xAF", "\xC3\xA9", "\xE4\xBA\xAC", "\xEF\xBB\xBF", "https://a.b/c",
    "a line that is long enough to be taken for one that was wrapped by hand at its end\n", NULL};

static const char *const markdown[] = {"word ", "\n", "\n\n", "  \n", "\r\n", "# ", "## ", "- ",
    "  - ", "1. ", "15. ", "> ", "    ", "*", "**", "_", "~~", "~", "`", "```\n", "[text]", "(url)",
    "[a]: b\n", "![alt](src)", "<b>", "</b>", "<br>", "<s>", "</s>", "<div>\n", "</div>\n\n",
    "<h2>", "</h2>", "<table><tr><td>", "<!-- c -->", "| a | b |\n", "|---|---|\n", "|", "||",
    "&eacute;", "&#8211;", "&", "\\", "\\*", "---\n", "key: \"v\"\n", "10:00 ", "3 May", "\t",
    "\xC3\xA9", "\xC2\xA0", "<a href=x&amp;y>", "</a>", "<time datetime=1>", "<http://x.y>", NULL};

static const char *const html[] = {"word ", "\n", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>",
    "<i>", "<s>", "</s>", "<del>", "</del>", "<a href='x&amp;y'>", "</a>", "<br>", "<hr>", "<ul>",
    "</ul>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "<th>", "<td rowspan=2>",
    "<th colspan=3>", "<thead>", "<caption>", "<dl>", "<dt>", "<dd>", "</dl>", "<h1>", "</h1>",
    "<h2>", "<pre>", "</pre>", "<pre><code>", "<blockquote>", "<nav>", "</nav>", "<main>",
    "<footer>", "<p hidden>", "<!-- x -->", "<!x>", "<?x>", "</x>", "<script>a<b", "</script>",
    "<title>", "</title>", "<select>", "</select>", "<svg>", "</svg>", "<ruby>", "<rt>", "</ruby>",
    "&eacute;", "&amp", "&#65;", "&nosuch;", "&", "<", ">", "\"", "10:00 ", "3 May ", "\xC3\xA9",
    "\xC2\xA0", "\xC2\xAD", "\t", "\r\n", "<time datetime=1>", "</time>", "<body>", "</html>",
    NULL};

static const struct {
	const char *from;
	const char *const *pieces;
} kinds[] = {{"text", prose}, {"markdown", markdown}, {"html", html}};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void put_document(struct buf *b, const char *const *pieces, uint32_t *state)
{
	size_t n = 0;
	while (pieces[n] != NULL)
		n++;
	for (uint32_t i = next_random(state) % PIECES; i > 0; i--)
		buf_z(b, pieces[next_random(state) % n]);
}

START_TEST(random_documents)
{
	const char *from = kinds[_i % KINDS].from;
	uint32_t state = (uint32_t)_i;
	struct arena arena = {.alloc = NULL};
	struct buf source = {.alloc = NULL};
	for (int i = 0; i < DOCUMENTS; i++) {
		struct text_doc doc;
		struct dl_error e = {.status = DL_OK};
		buf_clear(&source);
		put_document(&source, kinds[_i % KINDS].pieces, &state);
		struct dl_str s = buf_str(&source);
		ck_assert_msg(
		    source_read(&arena, str_of(from), STR("r"), s, &doc, &e) == 0, "%s", e.text);
		const char *fault = blocks_fault(&doc);
		ck_assert_msg(
		    fault == NULL, "%s: %s: %.*s", from, fault == NULL ? "" : fault, (int)s.n, s.p);
		arena_reset(&arena);
	}
	buf_free(&source);
	arena_free(&arena);
}
END_TEST

Suite *suite_source_map(void)
{
	Suite *suite = suite_create("source/map");
	TCase *t = tcase_create("map");
	tcase_add_loop_test(t, random_documents, 0, SEEDS * KINDS);
	suite_add_tcase(suite, t);
	return suite;
}
