/* SPDX-License-Identifier: MIT */
/* The builder by itself: styles, links, and what it does to characters. */
#include <check.h>

#include "base/str.h"
#include "blocks.h"
#include "text/builder.h"

Suite *suite_text_builder(void);

static struct arena arena;
static struct text_doc doc;
static struct text_builder b;

static void begin(const char *source)
{
	doc = (struct text_doc){.source = str_of(source)};
	text_begin(&b, &arena, &doc);
}

static void teardown(void)
{
	arena_free(&arena);
}

static void finish(void)
{
	ck_assert_int_eq(text_finish(&b, NULL), 0);
	const char *fault = blocks_fault(&doc);
	ck_assert_msg(fault == NULL, "%s", fault);
}

static void assert_text(struct dl_span span, const char *want)
{
	struct dl_str got = str_sub(doc.text, span);
	ck_assert_msg(str_eq(got, str_of(want)), "\"%.*s\", not \"%s\"", (int)got.n, got.p, want);
}

START_TEST(struck_words_go)
{
	/*     0         1         2         3 */
	/*     0123456789012345678901234567890123 */
	begin("on ~~Monday, 3 May~~ Tuesday at [8]");
	text_open(&b, TEXT_PARAGRAPH);
	text_add(&b, 0, 3);
	text_style(&b, TEXT_STRUCK, true);
	text_add(&b, 5, 18);
	text_style(&b, TEXT_STRUCK, false);
	text_style(&b, TEXT_STRONG, true);
	text_add(&b, 20, 32);
	text_style(&b, TEXT_STRONG, false);
	text_set_link(&b, STR("/at"));
	text_add(&b, 33, 34);
	text_set_link(&b, (struct dl_str){NULL, 0});
	finish();
	ck_assert_uint_eq(doc.n_blocks, 1);
	ck_assert(!doc.blocks[0].struck);
	ck_assert(!doc.blocks[0].strong);
	assert_text(doc.blocks[0].span, "on  Tuesday at 8");
	ck_assert_uint_eq(text_to_source(&doc, 4), 21);
	ck_assert_uint_eq(text_to_source(&doc, 15), 33);
	ck_assert_uint_eq(doc.n_links, 1);
	assert_text(doc.links[0].span, "8");
}
END_TEST

START_TEST(struck_block_stays)
{
	begin("3 May 4 May");
	text_open(&b, TEXT_ITEM);
	text_add(&b, 5, 6);
	text_style(&b, TEXT_STRUCK, true);
	text_add(&b, 0, 2);
	text_style(&b, TEXT_STRONG, true); /* nested, and pieces of it */
	text_add(&b, 2, 5);
	text_style(&b, TEXT_STRONG, false);
	text_style(&b, TEXT_STRUCK, false);
	text_open(&b, TEXT_ITEM);
	text_add(&b, 6, 11);
	finish();
	ck_assert_uint_eq(doc.n_blocks, 2);
	ck_assert(doc.blocks[0].struck);
	assert_text(doc.blocks[0].span, "3 May");
	ck_assert(!doc.blocks[1].struck);
}
END_TEST

START_TEST(styles_nest_and_close_too_often)
{
	begin("abc");
	text_style(&b, TEXT_STRONG, false);
	text_style(&b, TEXT_STRONG, true);
	text_style(&b, TEXT_STRONG, true);
	text_style(&b, TEXT_STRONG, false);
	text_open(&b, TEXT_ITEM);
	text_add(&b, 0, 3);
	finish();
	ck_assert(doc.blocks[0].strong);
}
END_TEST

START_TEST(empty_blocks_vanish)
{
	begin("  x  \n ");
	text_open(&b, TEXT_HEADING);
	text_add(&b, 0, 2);
	text_open(&b, TEXT_HEADING);
	text_set_link(&b, STR("u"));
	text_add(&b, 5, 7);
	text_open(&b, TEXT_CODE);
	text_set_link(&b, (struct dl_str){NULL, 0});
	text_add(&b, 0, 5);
	finish();
	ck_assert_uint_eq(doc.n_blocks, 1);
	ck_assert_uint_eq(doc.n_links, 0);
	assert_text(doc.blocks[0].span, "x");
	ck_assert_uint_eq(text_to_source(&doc, doc.blocks[0].span.start), 2);
}
END_TEST

START_TEST(cleaning)
{
	begin("a\xC2\xA0"
	      "b\xC2\xAD"
	      "c\r\nd\re\xE2\x80\xA8"
	      "f\1g\xE2\x80\x8E"
	      "12\xE3\x80\x80"
	      "h\xE2\x80\x8C"
	      "i");
	text_open(&b, TEXT_CODE);
	text_add(&b, 0, (uint32_t)doc.source.n);
	finish();
	assert_text(doc.blocks[0].span, "a bc\nd\ne\nf g12 h\xE2\x80\x8C"
					"i");
	/* An end goes behind all bytes that a character stands for. */
	ck_assert_uint_eq(text_span_to_source(&doc, (struct dl_span){0, 2}).end, 3);
}
END_TEST

START_TEST(links_over_blocks)
{
	begin("one two");
	text_set_link(&b, STR("/x"));
	text_open(&b, TEXT_ITEM);
	text_add(&b, 0, 4);
	text_open(&b, TEXT_ITEM);
	text_add(&b, 4, 7);
	text_set_link(&b, STR("/y"));
	finish();
	ck_assert_uint_eq(doc.n_links, 2);
	assert_text(doc.links[0].span, "one");
	assert_text(doc.links[1].span, "two");
}
END_TEST

static const struct {
	const char *text, *url; /* NULL: none */
} urls[] = {
    {"see https://example.org/a?b=c#d.", "https://example.org/a?b=c#d"},
    {"(http://example.org/x)", "http://example.org/x"},
    {"http://example.org/x_(y)", "http://example.org/x_(y)"},
    {"<https://example.org>", "https://example.org"},
    {"HTTPS://EXAMPLE.ORG/, then", "HTTPS://EXAMPLE.ORG/"},
    {"https:// nothing", NULL},
    {"xhttp://example.org", NULL},
    {"at 10:30 http", NULL},
    {":", NULL},
    {"https://例.org", NULL},
    {"\"https://example.org/a\"", "https://example.org/a"},
};
enum { N_URLS = sizeof(urls) / sizeof(*urls) };

START_TEST(addresses)
{
	begin(urls[_i].text);
	text_borrow(&b);
	finish();
	ck_assert_uint_eq(doc.n_links, urls[_i].url != NULL);
	if (urls[_i].url != NULL)
		ck_assert_msg(str_eq(doc.links[0].url, str_of(urls[_i].url)), "%.*s",
		    (int)doc.links[0].url.n, doc.links[0].url.p);
}
END_TEST

START_TEST(addresses_beside_links)
{
	begin("http://a.b http://c.d http://e.f");
	text_open(&b, TEXT_PARAGRAPH);
	text_add(&b, 0, 11);
	text_set_link(&b, STR("/c"));
	text_add(&b, 11, 21);
	text_set_link(&b, (struct dl_str){NULL, 0});
	text_add(&b, 21, 32);
	finish();
	ck_assert_uint_eq(doc.n_links, 3);
	ck_assert(str_eq(doc.links[0].url, STR("http://a.b")));
	ck_assert(str_eq(doc.links[1].url, STR("/c")));
	ck_assert(str_eq(doc.links[2].url, STR("http://e.f")));
}
END_TEST

Suite *suite_text_builder(void)
{
	Suite *suite = suite_create("text/builder");
	TCase *t = tcase_create("builder");
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, struck_words_go);
	tcase_add_test(t, struck_block_stays);
	tcase_add_test(t, styles_nest_and_close_too_often);
	tcase_add_test(t, empty_blocks_vanish);
	tcase_add_test(t, cleaning);
	tcase_add_test(t, links_over_blocks);
	tcase_add_loop_test(t, addresses, 0, N_URLS);
	tcase_add_test(t, addresses_beside_links);
	suite_add_tcase(suite, t);
	return suite;
}
