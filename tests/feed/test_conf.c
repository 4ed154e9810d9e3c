/* SPDX-License-Identifier: MIT */
#include "feed/conf.h"

#include "base/str.h"
#include "nth.h"
#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_feed_conf(void);

static struct arena arena;

static void enter(void)
{
	arena = (struct arena){0};
}

static void leave(void)
{
	arena_free(&arena);
}

static int read_conf(const char *text, struct conf *ret, struct dl_error *err)
{
	return conf_read(&arena, STR("x"), STR("feeds/x/feed.conf"), str_of(text), ret, err);
}

static struct conf read_good(const char *text)
{
	struct conf c = {0};
	struct dl_error e = {0};
	ck_assert_msg(read_conf(text, &c, &e) == 0, "%u:%u: %s", e.line, e.column, e.text);
	return c;
}

static void is(struct dl_str got, const char *want)
{
	ck_assert_msg(
	    str_eq(got, str_of(want)), "got '%.*s', expected '%s'", (int)got.n, got.p, want);
}

START_TEST(an_empty_one_has_defaults)
{
	struct conf c = read_good("");
	is(c.title, "");
	ck_assert_int_eq(c.gone, CONF_CANCEL);
	ck_assert_uint_eq(c.gone_days, 30);
	ck_assert_uint_eq(c.guard_drop, 40);
	ck_assert_uint_eq(c.n_sources, 0);
	ck_assert_uint_eq(c.n_outputs, 4);
	is(c.outputs[0].path, "public/x.ics");
	is(c.outputs[1].path, "public/x.json");
	is(c.outputs[2].path, "public/x.atom");
	is(c.outputs[3].path, "public/x.html");
}
END_TEST

START_TEST(all_of_it)
{
	struct conf c = read_good(
	    "# comment\r\n"
	    "title = \"The \\\"Old\\\" Mill\" // comment\n"
	    "description = 'A feed: {with} #signs, and \\n'\n"
	    "/* a comment\n   of two lines */ link = https://example.org/mill\n"
	    "base-url = \"http://example.org/feeds\"\n"
	    "timezone = Europe/Vienna  languages = {en, 'en-GB' , }\n"
	    "day-order = dmy prefer = future week-start = sunday\n"
	    "hemisphere = south color = teal refresh = 12h\n"
	    "categories = {music, \"open air\"}\n"
	    "gone = \"keep 10d\" guard-drop = 25%\n"
	    "source agenda { file = {a.txt, \"b c.txt\"} from = text anchor = 2026-01-15\n"
	    "                timezone = Asia/Tokyo language = en }\n"
	    "source \"other one\" { file = x anchor = file-mtime }\n"
	    "output \"ics\" { path = out/x.ics }\n"
	    "output json { }\n");
	is(c.title, "The \"Old\" Mill");
	is(c.description, "A feed: {with} #signs, and \\n");
	is(c.link, "https://example.org/mill");
	is(c.base_url, "http://example.org/feeds/");
	is(c.timezone, "Europe/Vienna");
	ck_assert_uint_eq(c.languages.n, 2);
	is(c.languages.v[1], "en-GB");
	ck_assert_int_eq(c.day_order, DL_ORDER_DMY);
	ck_assert_int_eq(c.prefer, DL_PREFER_FUTURE);
	ck_assert_int_eq(c.week_start, DL_WEEK_SUNDAY);
	ck_assert_int_eq(c.hemisphere, DL_SOUTH);
	is(c.color, "teal");
	ck_assert_uint_eq(c.refresh_minutes, 720);
	is(c.categories.v[1], "open air");
	ck_assert_int_eq(c.gone, CONF_KEEP);
	ck_assert_uint_eq(c.gone_days, 10);
	ck_assert_uint_eq(c.guard_drop, 25);
	ck_assert_uint_eq(c.n_sources, 2);
	is(c.sources[0].name, "agenda");
	ck_assert_uint_eq(c.sources[0].files.n, 2);
	is(c.sources[0].files.v[1], "b c.txt");
	is(c.sources[0].from, "text");
	ck_assert_int_eq(c.sources[0].anchor, CONF_ANCHOR_DATE);
	is(c.sources[0].date, "2026-01-15");
	is(c.sources[0].timezone, "Asia/Tokyo");
	is(c.sources[0].language, "en");
	is(c.sources[1].name, "other one");
	ck_assert_int_eq(c.sources[1].anchor, CONF_ANCHOR_MTIME);
	ck_assert_uint_eq(c.n_outputs, 2);
	is(c.outputs[0].path, "out/x.ics");
	is(c.outputs[1].path, "public/x.json");
}
END_TEST

START_TEST(a_byte_order_mark)
{
	is(read_good("\xEF\xBB\xBFtitle = x\n").title, "x");
}
END_TEST

static const struct {
	const char *text;
	uint32_t line, column;
	const char *what;
} mistakes[] = {
    {"titel = x", 1, 1, "unknown key 'titel', did you mean 'title'?"},
    {"\n  frobnicate = x", 2, 3, "unknown key 'frobnicate'; dateline-feed(5) lists them"},
    {"source \"a\" { title = x }", 1, 14, "unknown key 'title' in a source"},
    {"source \"a\" { fil = x }", 1, 14, "did you mean 'file'?"},
    {"output \"ics\" { pth = x }", 1, 16, "unknown key 'pth' in an output, did you mean 'path'?"},
    {"title = a\ntitle = b", 2, 1, "'title' is set twice"},
    {"title = \"x\ny\"", 1, 9, "not closed on its line"},
    {"title = 'x", 1, 9, "not closed on its line"},
    {"title = x /* y", 1, 11, "never closed, expected */"},
    {"title", 1, 6, "expected = after 'title'"},
    {"title =", 1, 8, "expected a value of 'title'"},
    {"title = {a, b}", 1, 9, "expected a value of 'title'"},
    {"title == x", 1, 8, "expected a value of 'title'"},
    {"title += x", 1, 7, "unexpected '+'"},
    {"title = a b", 1, 11, "unknown key 'b'"},
    {"gone = keep 30d", 1, 13, "unexpected '30d', put a value that has spaces in quotes"},
    {"= x", 1, 1, "expected a key"},
    {"\"title\" = x", 1, 1, "expected a key"},
    {"title = x }", 1, 11, "expected a key"},
    {"languages = {de en}", 1, 17, "expected , or }"},
    {"languages = {de", 1, 16, "expected , or }"},
    {"languages = {,}", 1, 14, "expected a value of 'languages' or }"},
    {"link = https://x/#y", 1, 18, "unexpected '#' in a word"},
    {"link = https://x/?a=b", 1, 20, "expected a key"},
    {"title = \"\\x41\"", 1, 10, "unknown escape"},
    {"title = \"\\101\"", 1, 10, "unknown escape"},
    {"title = ${HOME}", 1, 9, "${...} is not replaced"},
    {"title = \"a ${HOME}\"", 1, 12, "${...} is not replaced"},
    {"title = '${HOME}'", 1, 10, "${...} is not replaced"},
    {"include(\"/etc/hostname\")", 1, 8, "unexpected '('"},
    {"include = \"/etc/hostname\"", 1, 1, "unknown key 'include'"},
    {"title = \xFF", 1, 9, "not UTF-8"},
    {"title = a\x01z", 1, 10, "control character 01"},
    {"title = a\rb", 1, 10, "carriage return"},
    {"title = \"\"", 1, 9, "'title' is empty"},
    {"title = \" \"", 1, 9, "'title' is empty"},
    {"categories = {a, \"\"}", 1, 18, "'categories' has an empty value"},
    {"timezone = Europe/Wien", 1, 12, "unknown time zone 'Europe/Wien'"},
    {"languages = {en, \"not one\"}", 1, 18, "'not one' is no language"},
    {"languages = {en, xx}", 1, 18, "unknown language 'xx', expected en, de or fr"},
    {"source a { file = a language = xx }", 1, 32, "unknown language 'xx', expected en, de or fr"},
    {"output ics { path = out/.. }", 1, 21, "'path' names a folder"},
    {"output ics { path = a/x }\noutput json { path = \"a//b/.././x\" }", 2, 22,
	"two outputs are written to"},
    {"day-order = dym", 1, 13, "unknown day order 'dym', did you mean 'dmy'?"},
    {"prefer = futur", 1, 10, "did you mean 'future'?"},
    {"week-start = sundy", 1, 14, "did you mean 'sunday'?"},
    {"hemisphere = soth", 1, 14, "did you mean 'south'?"},
    {"color = tael", 1, 9, "unknown colour 'tael', did you mean 'teal'?"},
    {"color = \"#ff0000\"", 1, 9, "unknown colour '#ff0000'"},
    {"link = example.org", 1, 8, "'link' is no address"},
    {"base-url = \"https://x/a b\"", 1, 12, "'base-url' is no address"},
    {"refresh = 12", 1, 11, "'12' is no interval"},
    {"refresh = 0h", 1, 11, "'0h' is no interval"},
    {"refresh = 366d", 1, 11, "'366d' is no interval"},
    {"refresh = 99999999999999999999h", 1, 11, "no interval"},
    {"gone = vanish", 1, 8, "'vanish' is unknown, expected cancel, drop, keep"},
    {"gone = \"drop 3d\"", 1, 8, "'drop 3d' is unknown"},
    {"gone = \"keep 0d\"", 1, 8, "'keep 0d' is unknown"},
    {"gone = \"keep 3h\"", 1, 8, "'keep 3h' is unknown"},
    {"guard-drop = 101", 1, 14, "'101' is no share"},
    {"guard-drop = -1", 1, 14, "'-1' is no share"},
    {"source { file = x }", 1, 8, "expected the name of the source, as in source \"agenda\" {"},
    {"source \"a\" file = x", 1, 12, "expected { after the name of the source"},
    {"source \"a\" { file = x", 1, 8, "this source is never closed, expected }"},
    {"source \"a\" { source \"b\" { } }", 1, 14, "unknown key 'source' in a source"},
    {"source \"a\" { }", 1, 8, "source \"a\" has no file"},
    {"source \"\" { file = x }", 1, 8, "the name of this source is empty"},
    {"source a { file = x }\nsource \"a\" { file = y }", 2, 8, "a source of this name already"},
    {"source a { file = x }\nsource b { file = y anchor = soon }", 2, 30, "'soon' is no date"},
    {"source a { file = x }\nsource b { file = y timezone = Mars }", 2, 32, "zone 'Mars'"},
    {"source a { file = x from = markdwon }", 1, 28,
	"unknown type of source 'markdwon', did you mean 'markdown'?"},
    {"source a { file = x language = \"?\" }", 1, 32, "'?' is no language"},
    {"source a { url = \"https://x\" }", 1, 12, "'url' is not supported by this version"},
    {"push \"town\" { kind = caldav }", 1, 1, "'push' is not supported by this version"},
    {"output \"isc\" { }", 1, 8, "unknown format 'isc', did you mean 'ics'?"},
    {"output ics { path = out/ }", 1, 21, "'path' names a folder"},
    {"output ics { path = a } output json { path = a }", 1, 46, "two outputs are written to 'a'"},
};

START_TEST(mistake)
{
	struct conf c;
	struct dl_error e = {0};
	ck_assert_int_eq(read_conf(mistakes[_i].text, &c, &e), -1);
	ck_assert_int_eq(e.status, DL_DEFINITION);
	ck_assert_str_eq(e.source, "feeds/x/feed.conf");
	ck_assert_msg(e.line == mistakes[_i].line && e.column == mistakes[_i].column &&
			  strstr(e.text, mistakes[_i].what),
	    "%s\ngives %u:%u: %s\nexpected %u:%u: …%s…", mistakes[_i].text, e.line, e.column,
	    e.text, mistakes[_i].line, mistakes[_i].column, mistakes[_i].what);
}
END_TEST

/* libconfuse's scanner is global: a mistake must not show in the next file. */
START_TEST(reading_goes_on_after_a_mistake)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct conf c;
		ck_assert_int_eq(read_conf(mistakes[i].text, &c, NULL), -1);
		is(read_good("title = x").title, "x");
	}
}
END_TEST

START_TEST(a_definition_that_is_no_definition)
{
	static char big[70000];
	struct conf c;
	struct dl_error e = {0};
	memset(big, '#', sizeof(big) - 1);
	ck_assert_int_eq(read_conf(big, &c, &e), -1);
	ck_assert_int_eq(e.status, DL_DEFINITION);
	e = (struct dl_error){0};
	ck_assert_int_eq(conf_read(&arena, STR("x"), STR("f"), STR("title = a\0b"), &c, &e), -1);
	ck_assert_str_eq(e.text, "control character 00");
}
END_TEST

/* n values cost what n values cost: the scan compares no value with all. */
START_TEST(a_definition_full_of_values)
{
	static char text[65000];
	size_t n = (size_t)snprintf(text, sizeof(text), "languages = {");
	while (n < sizeof(text) - 10)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "en,");
	snprintf(text + n, sizeof(text) - n, "}");
	ck_assert_uint_gt(read_good(text).languages.n, 20000);
}
END_TEST

START_TEST(without_memory)
{
	static const char text[] = "title = x languages = {en, en-GB} base-url = \"http://x\"\n"
				   "source a { file = {x, y} } output ics { }";
	int rc = -1;
	long n = 0;
	for (; rc != 0; n++) {
		struct nth counter = {.left = n};
		struct dl_alloc alloc = nth_alloc(&counter);
		struct arena a = {.alloc = &alloc};
		struct conf c;
		struct dl_error e = {0};
		rc = conf_read(&a, STR("x"), STR("f"), str_of(text), &c, &e);
		ck_assert_int_eq(e.status, rc == 0 ? DL_OK : DL_NOMEM);
		arena_free(&a);
		ck_assert_int_eq(counter.live, 0);
	}
	ck_assert_int_gt(n, 1);
}
END_TEST

/* Each key is an item of the manual page and the other way round. */
START_TEST(manual)
{
	static char page[40000], item[80];
	FILE *f = fopen("feeds/dateline-feed.5", "r");
	ck_assert_ptr_nonnull(f);
	page[fread(page, 1, sizeof(page) - 1, f)] = '\0';
	fclose(f);
	size_t keys = 0, items = 0;
	for (const struct conf_key *k = conf_keys; k->name != NULL; k++) {
		snprintf(item, sizeof(item), "\n.It Ic %s\n", k->name);
		bool there = strstr(page, item) != NULL;
		snprintf(item, sizeof(item), "\n.It Ic %s Ar ", k->name);
		there |= strstr(page, item) != NULL;
		ck_assert_msg(there == (k->type != CONF_LATER), "%s", k->name);
		keys += k->type != CONF_LATER;
	}
	for (const char *p = page; (p = strstr(p, "\n.It Ic ")) != NULL; p++)
		items++;
	ck_assert_uint_eq(items, keys);
	ck_assert_str_eq(sh("! command -v mandoc >/dev/null || "
			    "mandoc -T lint -W warning feeds/dateline-feed.5")
			     .out,
	    "");
}
END_TEST

Suite *suite_feed_conf(void)
{
	Suite *suite = suite_create("feed/conf");
	TCase *t = tcase_create("conf");
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, an_empty_one_has_defaults);
	tcase_add_test(t, all_of_it);
	tcase_add_test(t, a_byte_order_mark);
	tcase_add_loop_test(t, mistake, 0, sizeof(mistakes) / sizeof(mistakes[0]));
	tcase_add_test(t, reading_goes_on_after_a_mistake);
	tcase_add_test(t, a_definition_that_is_no_definition);
	tcase_add_test(t, a_definition_full_of_values);
	tcase_add_test(t, without_memory);
	tcase_add_test(t, manual);
	suite_add_tcase(suite, t);
	return suite;
}
