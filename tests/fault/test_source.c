/* SPDX-License-Identifier: MIT */
/* Readers when memory gives out at the n-th allocation, for each n: DL_NOMEM,
 * nothing lost, and the same blocks as ever once there is memory. gumbo
 * allocates through the same allocator; md4c does not, and is not reached. */
#include <check.h>
#include <dateline/io.h>
#include <stdlib.h>

#include "blocks.h"
#include "nth.h"
#include "source/source.h"

Suite *suite_fault_source(void);

static const char *const docs[] = {"tests/source/docs/programme.txt",
    "tests/source/docs/letter.txt", "tests/source/docs/front.md", "tests/source/docs/inline.md",
    "tests/source/docs/table.md", "tests/source/docs/raw.md", "tests/source/docs/page.html",
    "tests/source/docs/tables.html", "tests/source/docs/latin1.html", "tests/source/docs/reply.eml",
    "tests/source/docs/gmail.eml", "tests/source/docs/quotes.csv", "tests/event/docs/calendar.ics",
    "tests/event/docs/stated-lines.ndjson", "tests/event/docs/stated-contradiction.html",
    "tests/event/docs/stated-markup.html", "tests/fuzz/pdf/pages"};
enum { N_DOCS = sizeof(docs) / sizeof(*docs) };

/* The arena takes 64 KiB at a time, so a short document is one allocation of it;
 * this many more documents follow, to have it grow. */
#define TIMES 200

static struct dl_str load(const char *path)
{
	struct dl_str s;
	struct buf b = {.alloc = NULL};
	ck_assert_int_eq(dl_file_read(NULL, path, 1 << 20, &s, NULL), 0);
	for (int i = 0; i < TIMES; i++)
		buf_add(&b, s);
	dl_bytes_free(NULL, s);
	return buf_str(&b);
}

static int run(
    const char *path, struct dl_str source, struct nth *nth, struct dl_error *e, size_t *ret_blocks)
{
	struct dl_alloc alloc = nth_alloc(nth);
	struct arena arena = {.alloc = &alloc};
	struct text_doc doc;
	/* The text of a PDF file does not look like one. */
	struct dl_str from = strstr(path, "/pdf/") != NULL ? STR("pdf") : STR("");
	int r = source_read(&arena, from, str_of(path), source, &doc, e);
	if (r == 0)
		*ret_blocks = doc.n_blocks;
	arena_free(&arena);
	ck_assert_int_eq(nth->live, 0);
	return r;
}

START_TEST(nth_allocation)
{
	struct dl_str source = load(docs[_i]);
	struct nth all = {.left = -1};
	struct dl_error e = {.status = DL_OK};
	size_t want = 0, got = 0;
	ck_assert_int_eq(run(docs[_i], source, &all, &e, &want), 0);
	ck_assert_int_gt(all.calls, 3);
	/* Each of the first, which are the most different, then some of the many. */
	long step = 1;
	for (long n = 0; n < all.calls; n += step) {
		struct nth nth = {.left = n};
		e = (struct dl_error){.status = DL_OK};
		int r = run(docs[_i], source, &nth, &e, &got);
		ck_assert_msg(r == -1 && e.status == DL_NOMEM, "%s: allocation %ld: %d, %s",
		    docs[_i], n, r, e.text);
		if (n >= 300)
			step = all.calls / 50 + 1;
	}
	struct nth enough = {.left = all.calls};
	ck_assert_int_eq(run(docs[_i], source, &enough, NULL, &got), 0);
	ck_assert_uint_eq(got, want);
	free((char *)(uintptr_t)source.p);
}
END_TEST

Suite *suite_fault_source(void)
{
	Suite *suite = suite_create("fault/source");
	TCase *t = tcase_create("source");
	tcase_add_loop_test(t, nth_allocation, 0, N_DOCS);
	suite_add_tcase(suite, t);
	return suite;
}
