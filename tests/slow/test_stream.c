/* SPDX-License-Identifier: MIT */
/* A stream of JSON lines takes the memory of its longest line, not of all. */
#include "sh.h"

#include <check.h>
#include <sys/resource.h>

Suite *suite_slow_stream(void);

/* The most memory that any process started so far has taken, in KiB, after a
 * stream of n lines has gone through. */
static long most_memory(int n)
{
	struct rusage use;
	struct sh got = sh("awk 'BEGIN { for (i = 0; i < %d; i++) print "
			   "\"{\\\"id\\\":\" i \",\\\"text\\\":\\\"On 3 May 2026 at 5pm we meet, "
			   "and on 9 May.\\\"}\" }' |"
			   " ASAN_OPTIONS=quarantine_size_mb=1 '%s/dateline' extract --jsonl | "
			   "tail -n 1 | cut -d, -f1",
	    n, sh_build());
	ck_assert_int_eq(got.code, 0);
	ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &use), 0);
	return use.ru_maxrss;
}

START_TEST(many_lines)
{
	long few = most_memory(500), many = most_memory(4000);
	ck_assert_msg(many < few + few / 4, "%ld KiB, then %ld KiB", few, many);
}
END_TEST

Suite *suite_slow_stream(void)
{
	Suite *suite = suite_create("slow/stream");
	TCase *t = tcase_create("stream");
	tcase_add_test(t, many_lines);
	suite_add_tcase(suite, t);
	return suite;
}
