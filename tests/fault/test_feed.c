/* SPDX-License-Identifier: MIT */
/* A feed whose disk or memory fails: the old files or the new ones, each whole,
 * and the next run makes them what an undisturbed one would have. */
#include <dateline/dateline.h>

#include "disk.h"
#include "feed/run.h"
#include "feed_folder.h"
#include "nth.h"
#include "sh.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

Suite *suite_fault_feed(void);

#define OLD "- 3 May 2026: Spring fair\n- 7 June 2026: Summer concert\n- 4 July 2026: Boat race\n"
#define NEW                                                                                        \
	"- 3 May 2026: Spring fair\n- 8 June 2026: Summer concert\n- 9 July 2026: Lantern walk\n"

/* public/ after the old text, and after the new one: copies in old/ and new/. */
static void enter(void)
{
	folder_enter();
	folder_put("feeds/x/feed.conf", "title = \"The quay\"\n");
	folder_put("feeds/x/source.txt", OLD);
	ck_assert_int_eq(folder_build(1000, false, false).error.status, DL_OK);
	ck_assert_int_eq(sh("cd '%s' && cp -Rp public old", folder).code, 0);
	folder_put("feeds/x/source.txt", NEW);
	ck_assert_int_eq(folder_build(2000, false, false).error.status, DL_OK);
	ck_assert_int_eq(sh("cd '%s' && mv public new", folder).code, 0);
}

static void reset(void)
{
	ck_assert_int_eq(sh("cd '%s' && rm -rf public && cp -Rp old public", folder).code, 0);
}

/* Each file is the old one or the new one, and there is no other. */
static void is_whole(int n)
{
	struct sh got = sh("cd '%s/public' && for f in $(find . -type f); do "
			   "cmp -s $f ../old/$f || cmp -s $f ../new/$f || echo $f; done",
	    folder);
	ck_assert_msg(strcmp(got.out, "") == 0, "call %d left %s", n, got.out);
}

static void is_new(int n)
{
	struct sh got = sh("cd '%s' && diff -r new public && find public -name '*.dltmp'", folder);
	ck_assert_msg(got.code == 0 && !strcmp(got.out, ""), "call %d: %s", n, got.out);
}

/* The run after the failure is later, but the stamps are those of the first
 * run that got as far as deciding them. */
START_TEST(each_call_fails_once)
{
	int n = 0, failures = 0;
	for (bool done = false; !done; n++) {
		reset();
		disk_fail_after(n, false, ENOSPC);
		struct folder_run got = folder_build(2000, false, false);
		disk_restore();
		is_whole(n);
		ck_assert_str_eq(sh("find '%s/public' -name '*.dltmp'", folder).out, "");
		failures += got.error.status == DL_IO;
		done =
		    got.error.status == DL_OK && got.summary[0] != '\0' && failures > 0 && n > 25;
		ck_assert_int_eq(folder_build(2000, false, false).error.status, DL_OK);
		is_new(n);
	}
	ck_assert_int_gt(failures, 15);
}
END_TEST

START_TEST(killed_after_each_call)
{
	int n = 0, failures = 0;
	for (bool done = false; !done; n++) {
		reset();
		disk_fail_after(n, true, EIO);
		struct folder_run got = folder_build(2000, false, false);
		disk_restore();
		ck_assert_str_eq(
		    sh("cd '%s/public' && for f in $(find . -type f ! -name '*.dltmp'); "
		       "do cmp -s $f ../old/$f || cmp -s $f ../new/$f || echo $f; done",
			folder)
			.out,
		    "");
		failures += got.error.status == DL_IO;
		done = got.error.status == DL_OK && n > 25;
		bool decided =
		    sh("cd '%s' && cmp -s new/.dateline/x.state public/.dateline/x.state", folder)
			.code == 0;
		/* Once the state is there a later run repeats the very bytes. */
		ck_assert_int_eq(
		    folder_build(decided ? 5000 : 2000, false, false).error.status, DL_OK);
		is_new(n);
	}
	ck_assert_int_gt(failures, 20);
}
END_TEST

static void ignore(void *ctx, const struct dl_feed_report *r)
{
	(void)ctx;
	(void)r;
}

/* Without memory nothing is written and nothing is lost. */
START_TEST(nth_allocation)
{
	char root[300];
	struct dl_run run = {.now = 2000};
	int rc = -1;
	long n = 0;
	snprintf(root, sizeof(root), "%s/", folder);
	for (; rc != 0; n++) {
		struct nth counter = {.left = n};
		struct dl_alloc alloc = nth_alloc(&counter);
		struct dl_parser *parser = NULL;
		struct dl_error e = {0};
		struct arena a = {0};
		struct run_claims claims = {.arena = &a};
		if (n % 10 == 0)
			reset();
		rc = dl_parser_new(&alloc, &parser, &e);
		if (rc == 0)
			rc = run_feed(&alloc, parser, &run, (struct dl_str){root, strlen(root)},
			    (struct dl_str){"x", 1}, &claims, ignore, NULL, &e);
		ck_assert_msg(e.status == (rc == 0 ? DL_OK : DL_NOMEM), "%ld: %s", n, e.text);
		if (parser != NULL)
			dl_parser_free(parser);
		arena_free(&a);
		ck_assert_int_eq(counter.live, 0);
		if (rc != 0 && n % 10 == 0)
			is_whole((int)n);
	}
	is_new((int)n);
	ck_assert_int_gt(n, 10);
}
END_TEST

Suite *suite_fault_feed(void)
{
	Suite *suite = suite_create("fault/feed");
	TCase *t = tcase_create("feed");
	tcase_add_checked_fixture(t, enter, folder_leave);
	tcase_add_test(t, each_call_fails_once);
	tcase_add_test(t, killed_after_each_call);
	tcase_add_test(t, nth_allocation);
	suite_add_tcase(suite, t);
	return suite;
}
