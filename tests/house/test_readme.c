/* SPDX-License-Identifier: MIT */
/* The session in README.md is what the program prints today. */
#include "sh.h"

#include <check.h>
#include <stdio.h>

Suite *suite_house_readme(void);

static char folder[256];

static void open_folder(void)
{
	snprintf(folder, sizeof folder, "%s", sh_folder_new());
}

static void close_folder(void)
{
	sh_folder_remove(folder);
}

/* What README.md shows below "    $ COMMAND", up to the next command. */
static void show(const char *command, const char *into)
{
	struct sh got = sh("awk -v c='    $ %s' '/^    / { if ($0 ~ /^    [$] /) on = $0 == c;"
			   " else if (on) print substr($0, 5); next } { on = 0 }'"
			   " README.md >'%s/%s'; test -s '%s/%s'",
	    command, folder, into, folder, into);

	ck_assert_msg(got.code == 0, "README.md shows nothing below $ %s", command);
}

START_TEST(session)
{
	show("cat notice.txt", "notice.txt");
	show("dateline extract notice.txt", "shown");
	struct sh got = sh("PATH='%s':$PATH; cd '%s'; dateline extract notice.txt | diff shown -;"
			   "dateline extract --to ics -o choir.ics notice.txt;"
			   "grep -c ^BEGIN:VEVENT choir.ics",
	    sh_build(), folder);

	ck_assert_str_eq(got.out, "3\n");
}
END_TEST

/* Each command that the table of the README names is one that help knows. */
START_TEST(commands)
{
	struct sh got = sh("for c in $(sed -n 's/^| `dateline \\([a-z]*\\).*/\\1/p' README.md); do"
			   " '%s/dateline' $c --help | head -1 | grep -qw $c || echo no $c; done",
	    sh_build());

	ck_assert_str_eq(got.out, "");
}
END_TEST

Suite *suite_house_readme(void)
{
	Suite *suite = suite_create("house/readme");
	TCase *shown = tcase_create("shown");

	tcase_add_checked_fixture(shown, open_folder, close_folder);
	tcase_add_test(shown, session);
	tcase_add_test(shown, commands);
	suite_add_tcase(suite, shown);
	return suite;
}
