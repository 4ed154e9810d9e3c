/* SPDX-License-Identifier: MIT */
/* A stream of JSON lines takes the memory of those that are being answered, not of all. */
#include "sh.h"

#include <check.h>
#include <sys/resource.h>

Suite *suite_slow_stream(void);

/* The most memory that any process started so far has taken, in KiB, after a
 * stream of n lines has gone through. */
static long most_memory(int n)
{
	struct rusage use;
	struct sh got =
	    sh("awk 'BEGIN { for (i = 0; i < %d; i++) print "
	       "\"{\\\"id\\\":\" i \",\\\"text\\\":\\\"On 3 May 2026 at 5pm we meet, "
	       "and on 9 May.\\\"}\" }' |"
	       " ASAN_OPTIONS=quarantine_size_mb=1 '%s/dateline' extract --jsonl -j 2 | "
	       "tail -n 1 | cut -d, -f1",
		n, sh_build());
	ck_assert_int_eq(got.code, 0);
	ck_assert_int_eq(getrusage(RUSAGE_CHILDREN, &use), 0);
	return use.ru_maxrss;
}

/* What comes out does not depend on how many threads there are, also where lines
 * take long, are bad, or are longer than what is handed to a thread at once. */
START_TEST(any_number_of_threads)
{
	const char *folder = sh_folder_new();
	struct sh got = sh("cd '%s' && awk 'BEGIN { for (i = 0; i < 3000; i++) {"
			   " n = i %% 100 == 50 ? 3000 : i %% 7; t = \"\";"
			   " for (k = 0; k < n; k++) t = t \"The hall opens on \" k %% 28 + 1"
			   " \" May 2026 at 5pm. \";"
			   " print i %% 31 == 5 ? \"no line\" :"
			   " \"{\\\"id\\\":\" i \",\\\"text\\\":\\\"\" t \"\\\"}\" } }' >in;"
			   " for j in 1 2 3 7; do '%s/dateline' extract --jsonl -j $j in | cksum;"
			   " done | sort -u | wc -l",
	    folder, sh_build());
	sh_folder_remove(folder);
	ck_assert_int_eq(got.code, 0);
	ck_assert_str_eq(got.out, "1\n");
}
END_TEST

START_TEST(many_lines)
{
	/* the first has more than may be waiting at once */
	long few = most_memory(20000), many = most_memory(80000);
	ck_assert_msg(many < few + few / 4, "%ld KiB, then %ld KiB", few, many);
}
END_TEST

Suite *suite_slow_stream(void)
{
	Suite *suite = suite_create("slow/stream");
	TCase *t = tcase_create("stream");
	tcase_add_test(t, many_lines);
	tcase_add_test(t, any_number_of_threads);
	suite_add_tcase(suite, t);
	return suite;
}
