/* SPDX-License-Identifier: MIT */
/* Each shipped feed is its own end-to-end test: built by the program in an
 * empty folder at a fixed time it has to give feeds/NAME/expect.ics, byte for
 * byte. ACCEPT=1 (make accept) replaces expect.ics instead. */
#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_feed_feeds(void);

/* The "now" of all runs: 2026-01-02T03:04:05Z. */
#define EPOCH "1767323045"

static char folder[256]; /* has a copy of feeds/ */

static void copy_feeds(void)
{
	snprintf(folder, sizeof folder, "%s", sh_folder_new());
	ck_assert_int_eq(sh("cp -R feeds '%s'", folder).code, 0);
}

static void remove_feeds(void)
{
	sh_folder_remove(folder);
}

/* dateline build, in the copy. */
static struct sh build(const char *epoch, const char *rest)
{
	return sh("SOURCE_DATE_EPOCH=%s TZ=Pacific/Apia '%s/dateline' build -C '%s' %s", epoch,
	    sh_build(), folder, rest);
}

static void is_silent_success(struct sh got)
{
	ck_assert_str_eq(got.out, "");
	ck_assert_int_eq(got.code, 0);
}

START_TEST(as_expected)
{
	is_silent_success(build(EPOCH, ""));
	if (getenv("ACCEPT") != NULL)
		is_silent_success(sh("cd feeds; for f in *; do [ ! -d $f ] || "
				     "cp '%s'/public/$f.ics $f/expect.ics; done",
		    folder));
	is_silent_success(sh("for f in feeds/*/; do f=${f#feeds/}; f=${f%%/};"
			     "diff -u feeds/$f/expect.ics '%s'/public/$f.ics; done",
	    folder));
}
END_TEST

START_TEST(all_outputs)
{
	is_silent_success(build(EPOCH, ""));
	is_silent_success(sh("for f in feeds/*/; do f=${f#feeds/}; f=${f%%/};"
			     "for x in ics json atom html; do"
			     "  [ -s '%s'/public/$f.$x ] || echo no $f.$x; done; done",
	    folder));
}
END_TEST

/* A later run over the same text: not a byte and not an mtime changes. */
START_TEST(unchanged_is_untouched)
{
	is_silent_success(build(EPOCH, ""));
	is_silent_success(
	    sh("cd '%s'; find public -type f | sort | xargs cksum >sums;"
	       "find public -exec touch -t 200001010000 {} +; touch -t 200001020000 mark",
		folder));
	is_silent_success(build("1767409445", ""));
	is_silent_success(sh("cd '%s'; find public -type f | sort | xargs cksum | diff sums -;"
			     "find public -type f -newer mark",
	    folder));
}
END_TEST

/* The same text gives the same bytes, whatever the place and the language. */
START_TEST(same_bytes_anywhere)
{
	is_silent_success(build(EPOCH, ""));
	is_silent_success(sh("cd '%s'; mv public first", folder));
	is_silent_success(
	    sh("cd '%s'; SOURCE_DATE_EPOCH=" EPOCH " LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "
	       "'%s/dateline' build",
		folder, sh_build()));
	is_silent_success(sh("cd '%s'; diff -r first public", folder));
}
END_TEST

Suite *suite_feed_feeds(void)
{
	Suite *suite = suite_create("feed/feeds");
	TCase *shipped = tcase_create("shipped");

	tcase_add_checked_fixture(shipped, copy_feeds, remove_feeds);
	tcase_add_test(shipped, as_expected);
	tcase_add_test(shipped, all_outputs);
	tcase_add_test(shipped, unchanged_is_untouched);
	tcase_add_test(shipped, same_bytes_anywhere);
	suite_add_tcase(suite, shipped);
	return suite;
}
