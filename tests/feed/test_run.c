/* SPDX-License-Identifier: MIT */
/* dl_feed_build() from a definition to files. */
#include <dateline/dateline.h>

#include "feed_folder.h"
#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_feed_run(void);

#define FOUR                                                                                       \
	"- 3 May 2026: Spring fair\n- 7 June 2026: Summer concert\n"                               \
	"- 4 July 2026: Boat race\n- 12 September 2026: Harvest market\n"

static void enter(void)
{
	folder_enter();
	folder_put("feeds/x/feed.conf", "title = \"The quay\"\n");
	folder_put("feeds/x/source.txt", FOUR);
}

static void is_built(int64_t now, const char *summary)
{
	struct folder_run got = folder_build(now, false, false);
	ck_assert_str_eq(got.error.text, "");
	ck_assert_str_eq(got.summary, summary);
}

START_TEST(first_and_again)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_age();
	is_built(2000, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(folder_touched(), "");
}
END_TEST

/* A text whose events stay, but not where they stand in it. */
START_TEST(lines_that_move)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt", "\n\n" FOUR);
	folder_age();
	is_built(2000, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(folder_touched(), "");
}
END_TEST

/* Where there is no description the words of the source are published: they
 * change with a stamp. */
START_TEST(words_that_change)
{
	folder_put("feeds/x/source.txt", "The old fair opens on 3 May 2026, they said.\n");
	is_built(1000, "x +1 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt", "The old fair opens on 3 May 2026, he said.\n");
	is_built(1000, "x +0 ~1 -0 4 files\n");
	ck_assert_str_eq(sh("cd '%s/public' && grep -c ^SEQUENCE:1 x.ics;"
			    "grep -c '^DTSTAMP:19700101T001641Z' x.ics;"
			    "grep -c '<updated>1970-01-01T00:16:41Z' x.atom",
			     folder)
			     .out,
	    "1\n1\n2\n");
}
END_TEST

START_TEST(one_of_two_moves)
{
	folder_put("feeds/x/feed.conf", "timezone = Europe/Vienna\n");
	folder_put("feeds/x/source.txt",
	    "- 4 March 2026, 19:00: Council meeting\n- 1 April 2026, 19:00: Council meeting\n");
	is_built(1000, "x +2 ~0 -0 4 files\n");
	struct sh before = sh("cd '%s' && grep ^UID public/x.ics | tee uids", folder);
	ck_assert_str_ne(before.out, "");
	folder_put("feeds/x/source.txt",
	    "- 4 March 2026, 20:00: Council meeting\n- 1 April 2026, 19:00: Council meeting\n");
	is_built(2000, "x +0 ~1 -0 4 files\n");
	ck_assert_str_eq(sh("cd '%s' && grep ^UID public/x.ics | diff uids -", folder).out, "");
	is_built(3000, "x +0 ~0 -0 0 files\n");
}
END_TEST

/* Two files of one base name, titles that change, and the old title again. */
START_TEST(no_uid_twice)
{
	const char *race = "- 4 March 2026, 19:00: Great boat race\n";
	folder_put("feeds/x/feed.conf",
	    "guard-drop = 100\nsource \"s\" { file = {\"x/s.md\", \"y/s.md\"} }\n"
	    "output ndjson { path = x.ndjson }\n");
	folder_put("feeds/x/x/s.md", "- 4 March 2026, 19:00: Boat race\n");
	folder_put("feeds/x/y/s.md", "- 9 March 2026, 19:00: Picnic\n");
	is_built(1000, "x +2 ~0 -0 1 files\n");
	folder_put("feeds/x/x/s.md", race);
	is_built(2000, "x +0 ~1 -0 1 files\n");
	char text[200];
	snprintf(text, sizeof(text), "%s- 1 April 2026, 19:00: Boat race\n", race);
	folder_put("feeds/x/x/s.md", text);
	folder_put(
	    "feeds/x/y/s.md", "- 9 March 2026, 19:00: Picnic\n- 1 May 2026, 19:00: Boat race\n");
	is_built(3000, "x +2 ~0 -0 1 files\n");
	is_built(4000, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(
	    sh("cd '%s' && sed 's/.*\"uid\":\"\\([^\"]*\\)\".*/\\1/' x.ndjson | sort -u | wc -l | "
	       "tr -d ' '",
		folder)
		.out,
	    "4\n");
}
END_TEST

/* One of two files of one base name goes: the other's event keeps its UID. */
START_TEST(files_of_one_name)
{
	folder_put("feeds/x/feed.conf", "guard-drop = 100\ngone = drop\n"
					"source s { file = {\"x/s.md\", \"y/s.md\"} }\n"
					"output ndjson { path = x.ndjson }\n");
	folder_put("feeds/x/x/s.md", "- 4 March 2026, 19:00: Boat race\n");
	folder_put("feeds/x/y/s.md", "- 9 March 2026, 19:00: Boat race\n");
	is_built(1000, "x +2 ~0 -0 1 files\n");
	ck_assert_int_eq(sh("cd '%s' && grep 03-09 x.ndjson >before", folder).code, 0);
	folder_put("feeds/x/x/s.md", "");
	is_built(2000, "x +0 ~0 -1 1 files\n");
	ck_assert_str_eq(sh("cd '%s' && diff before x.ndjson", folder).out, "");
}
END_TEST

START_TEST(backups_of_editors)
{
	folder_put("feeds/x/source.txt~", "- 1 May 2026: Old\n");
	folder_put("feeds/x/source.txt.BAK", "- 1 May 2026: Old\n");
	folder_put("feeds/x/source.orig", "- 1 May 2026: Old\n");
	folder_put("feeds/x/source.txt.swp", "\xFF\n");
	folder_put("feeds/x/source.tmp", "\xFF\n");
	is_built(1000, "x +4 ~0 -0 4 files\n");
}
END_TEST

/* SOURCE_DATE_EPOCH=0 */
START_TEST(the_first_second)
{
	is_built(0, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt",
	    "- 3 May 2026: Spring fair\n- 7 June 2026: Summer concert\n- 4 July 2026: Boat race\n");
	is_built(0, "x +0 ~0 -1 4 files\n");
	is_built(0, "x +0 ~0 -0 0 files\n");
	struct folder_run got = folder_build(31 * 86400, false, false);
	ck_assert_str_eq(got.summary, "x +0 ~0 -0 4 files\n");
}
END_TEST

START_TEST(one_event_changes)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt",
	    "- 3 May 2026: Spring fair\n- 8 June 2026: Summer concert\n"
	    "- 4 July 2026: Boat race on the river\n- 12 September 2026: Harvest market\n");
	is_built(2000, "x +0 ~2 -0 4 files\n");
	ck_assert_str_eq(sh("cd '%s' && grep -c '^SEQUENCE:1' public/x.ics;"
			    "grep -c '^DTSTAMP:19700101T003320Z' public/x.ics;"
			    "grep -c '^DTSTAMP:19700101T001640Z' public/x.ics",
			     folder)
			     .out,
	    "2\n2\n2\n");
	folder_age();
	is_built(3000, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(folder_touched(), "");
}
END_TEST

START_TEST(an_event_is_cancelled_and_leaves)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt",
	    "- 3 May 2026: Spring fair\n- 7 June 2026: Summer concert\n- 4 July 2026: Boat race\n");
	is_built(2000, "x +0 ~0 -1 4 files\n");
	ck_assert_str_eq(sh("cd '%s' && grep -c STATUS:CANCELLED public/x.ics", folder).out, "1\n");
	is_built(3000, "x +0 ~0 -0 0 files\n");
	struct folder_run got = folder_build(2000 + 31 * 86400, false, false);
	ck_assert_str_eq(got.summary, "x +0 ~0 -0 4 files\n");
	ck_assert_int_eq(sh("cd '%s' && grep -q Harvest public/x.ics", folder).code, 1);
}
END_TEST

/* What stops a build stops it before anything is written. */
static void is_refused(enum dl_status status, const char *place)
{
	folder_age();
	struct folder_run got = folder_build(2000, false, false);
	char at[200];
	snprintf(at, sizeof(at), "%s:%u:%u", got.error.source, got.error.line, got.error.column);
	ck_assert_msg(got.error.status == status && !strcmp(at, place), "%s: %s (%d)", at,
	    got.error.text, got.error.status);
	ck_assert_str_eq(folder_touched(), "");
}

START_TEST(what_stops_it)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/feed.conf", "title = \"The quay\"\ntimezone = Mars\n");
	is_refused(DL_DEFINITION, "feeds/x/feed.conf:2:12");
	folder_put("feeds/x/feed.conf", "source a { file = missing.txt }\n");
	is_refused(DL_IO, "feeds/x/feed.conf:1:19");
	folder_put("feeds/x/feed.conf", "source a { file = \"*/x.txt\" }\n");
	is_refused(DL_DEFINITION, "feeds/x/feed.conf:1:19");
	folder_put("feeds/x/feed.conf", "");
	folder_put("feeds/x/source.txt", "On 3 May\n2026 a \1\2\3\4\5\6\7\1\2 fair\n");
	is_refused(DL_ENCODING, "feeds/x/source.txt:2:8");
	folder_put("feeds/x/source.txt", "");
	is_refused(DL_GUARD, "feeds/x/feed.conf:0:0");
	folder_put("feeds/x/feed.conf", "title = x\nguard-drop = 50\n");
	folder_put("feeds/x/source.txt", "- 3 May 2026: Spring fair\n");
	is_refused(DL_GUARD, "feeds/x/feed.conf:2:14");
	folder_put("feeds/x/feed.conf", "guard-drop = 75\n");
	is_built(3000, "x +0 ~0 -3 4 files\n");
}
END_TEST

START_TEST(force_overrides_the_guard)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/source.txt", "");
	struct folder_run got = folder_build(2000, false, true);
	ck_assert_str_eq(got.summary, "x +0 ~0 -4 4 files\n");
}
END_TEST

/* Stamps start again; the page, which shows none, stays as it is. */
START_TEST(a_lost_state)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	ck_assert_int_eq(sh("cd '%s' && grep ^UID public/x.ics >before && "
			    "rm public/.dateline/x.state",
			     folder)
			     .code,
	    0);
	is_built(2000, "x +4 ~0 -0 3 files\n");
	ck_assert_str_eq(sh("cd '%s' && grep ^UID public/x.ics | diff before -", folder).out, "");
}
END_TEST

START_TEST(a_damaged_state)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("public/.dateline/x.state", "dateline-state 1\nmodified 1000\n\nevent a\n");
	folder_age();
	struct folder_run got = folder_build(2000, false, false);
	ck_assert_int_eq(got.error.status, DL_SYNTAX);
	ck_assert_str_eq(got.error.source, "public/.dateline/x.state");
	ck_assert_ptr_nonnull(strstr(got.error.text, "--force starts a new one"));
	ck_assert_str_eq(folder_touched(), "");
	got = folder_build(2000, false, true);
	ck_assert_str_eq(got.summary, "x +4 ~0 -0 3 files\n");
	is_built(3000, "x +0 ~0 -0 0 files\n");
}
END_TEST

START_TEST(a_dry_run_writes_nothing)
{
	struct folder_run got = folder_build(1000, true, false);
	ck_assert_str_eq(got.summary, "x +4 ~0 -0 4 files\n");
	ck_assert_int_eq(sh("[ -e '%s/public' ]", folder).code, 1);
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_age();
	got = folder_build(2000, true, false);
	ck_assert_str_eq(got.summary, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(folder_touched(), "");
}
END_TEST

/* An output that somebody changed or removed is made anew. */
START_TEST(outputs_that_are_not_ours_any_more)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	ck_assert_int_eq(
	    sh("cd '%s/public' && cp x.ics ../x.ics && echo >>x.ics && rm x.html", folder).code, 0);
	is_built(2000, "x +0 ~0 -0 2 files\n");
	ck_assert_int_eq(sh("cd '%s' && cmp x.ics public/x.ics", folder).code, 0);
}
END_TEST

START_TEST(a_new_head_moves_no_event)
{
	is_built(1000, "x +4 ~0 -0 4 files\n");
	folder_put("feeds/x/feed.conf", "title = \"The old quay\"\n");
	struct folder_run got = folder_build(2000, false, false);
	ck_assert_int_eq(strncmp(got.summary, "x +0 ~0 -0 ", 11), 0);
	ck_assert_str_eq(sh("cd '%s/public' && grep -c ^SEQUENCE:1 x.ics; grep -c 'old quay' x.ics;"
			    "grep -c '^modified 2000' .dateline/x.state",
			     folder)
			     .out,
	    "0\n2\n1\n");
}
END_TEST

START_TEST(several_sources)
{
	folder_put("feeds/x/feed.conf",
	    "categories = {quay}\n"
	    "source talks { file = talks.txt }\n"
	    "source inbox { file = \"inbox/*.txt\" }\n"
	    "source far { file = elsewhere/far.txt anchor = 2026-01-01 }\n"
	    "output ndjson { path = out/all.ndjson }\n");
	folder_put("feeds/x/talks.txt", "- 5 May 2026: Talk\n");
	folder_put("inbox/b.txt", "- 3 May 2026: Second\n");
	folder_put("inbox/a.txt", "- 3 May 2026: First\n");
	folder_put("inbox/c.md", "- 1 May 2026: Not this\n");
	folder_put("inbox/.d.txt", "- 1 May 2026: Nor this\n");
	folder_put("elsewhere/far.txt", "- 4 May: Far\n");
	is_built(1000, "x +4 ~0 -0 1 files\n");
	ck_assert_str_eq(
	    sh("cd '%s' && sed 's/.*\"title\":\"\\([^\"]*\\)\".*/\\1/' out/all.ndjson", folder).out,
	    "First\nSecond\nFar\nTalk\n");
	ck_assert_str_eq(sh("cd '%s' && grep -c '\"path\":\"inbox/b.txt\"' out/all.ndjson;"
			    "ls -A public/.dateline",
			     folder)
			     .out,
	    "1\nx.state\n");
}
END_TEST

/* The date of a file, in the zone of the feed. */
START_TEST(an_anchor_of_file_times)
{
	folder_put("feeds/x/feed.conf", "timezone = Pacific/Kiritimati\n"
					"source a { file = source.txt anchor = file-mtime }\n"
					"output ndjson { path = x.ndjson }\n");
	folder_put("feeds/x/source.txt", "Tomorrow the fair opens.\n");
	ck_assert_int_eq(
	    sh("cd '%s' && TZ=UTC touch -t 202603041200 feeds/x/source.txt", folder).code, 0);
	is_built(1000, "x +1 ~0 -0 1 files\n");
	ck_assert_str_eq(
	    sh("cd '%s' && grep -c '\"start\":\"2026-03-06' x.ndjson", folder).out, "1\n");
}
END_TEST

/* There is no today: a relative date without an anchor stays open. */
START_TEST(now_dates_nothing)
{
	folder_put("feeds/x/source.txt", FOUR "\nTomorrow the lamp is lit.\n");
	is_built(1767323045, "x +4 ~0 -0 4 files\n");
	is_built(1797323045, "x +0 ~0 -0 0 files\n");
}
END_TEST

START_TEST(one_feed_does_not_keep_the_others_back)
{
	folder_put("feeds/b/feed.conf", "titel = x\n");
	folder_put("feeds/y/feed.conf", "");
	folder_put("feeds/y/source.txt", FOUR);
	folder_put("feeds/no-feed/notes.txt", "");
	struct folder_run got = folder_build(1000, false, false);
	ck_assert_str_eq(got.summary,
	    "b feeds/b/feed.conf:1:1: unknown key 'titel', did you mean 'title'?\n"
	    "x +4 ~0 -0 4 files\ny +4 ~0 -0 4 files\n");
	ck_assert_int_eq(got.error.status, DL_DEFINITION);
}
END_TEST

START_TEST(two_feeds_and_one_output)
{
	folder_put("feeds/y/feed.conf", "output ics { path = public/x.ics }\n");
	folder_put("feeds/y/source.txt", FOUR);
	struct folder_run got = folder_build(1000, false, false);
	ck_assert_str_eq(got.summary, "x +4 ~0 -0 4 files\n"
				      "y feeds/y/feed.conf:1:21: 'public/x.ics' cannot be an "
				      "output, another feed writes it already\n");
}
END_TEST

/* However the path is written; one that begins with a slash gets the folder. */
START_TEST(outputs_that_cannot_be)
{
	static const struct {
		const char *path, *why;
	} rows[] = {
	    {"./public//w/../x.ics", "another feed writes it already"},
	    {"feeds/y/source.txt", "it is a file that this feed reads"},
	    {"link", "it is a file that this feed reads"},
	    {"public/../feeds/y/feed.conf", "it is the definition of a feed"},
	    {"feeds/new/feed.conf", "it is the definition of a feed"},
	    {"public/.dateline/y.state", "the state files are in that folder"},
	    {"/public/.dateline/y.state", "the state files are in that folder"},
	    {"/public/x.ics", "another feed writes it already"},
	};
	folder_put("feeds/y/source.txt", FOUR);
	ck_assert_int_eq(sh("ln -s feeds/y/source.txt '%s/link'", folder).code, 0);
	is_built(1000, "x +4 ~0 -0 4 files\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char path[600], text[700];
		bool absolute = *rows[i].path == '/';
		snprintf(path, sizeof(path), "%s%s", absolute ? folder : "", rows[i].path);
		snprintf(text, sizeof(text), "output ics { path = \"%s\" }\n", path);
		folder_put("feeds/y/feed.conf", text);
		folder_age();
		struct folder_run got = folder_build(2000, false, false);
		ck_assert_int_eq(got.error.status, DL_DEFINITION);
		ck_assert_msg(got.error.column == 21 && strstr(got.error.text, rows[i].why) != NULL,
		    "%s: %s", path, got.error.text);
		ck_assert_str_eq(folder_touched(), "");
	}
}
END_TEST

START_TEST(a_name_said_twice)
{
	struct dl_str names[] = {{"x", 1}, {"x", 1}};
	struct dl_run run = {.root = {folder, strlen(folder)}, .now = 1000};
	struct dl_error error = {0};
	ck_assert_int_eq(dl_feed_build(&run, names, 2, NULL, NULL, &error), 0);
	ck_assert_str_eq(error.text, "");
}
END_TEST

START_TEST(feeds_that_are_not_there)
{
	struct dl_error e = {0};
	struct dl_str names[] = {{"y", 1}, {"../x", 4}};
	struct dl_run run = {.root = {folder, strlen(folder)}};
	ck_assert_int_eq(dl_feed_build(&run, names, 1, NULL, NULL, &e), -1);
	ck_assert_int_eq(e.status, DL_USAGE);
	e = (struct dl_error){0};
	ck_assert_int_eq(dl_feed_build(&run, names + 1, 1, NULL, NULL, &e), -1);
	ck_assert_int_eq(e.status, DL_USAGE);
	ck_assert_int_eq(sh("rm -r '%s/feeds/x'", folder).code, 0);
	e = (struct dl_error){0};
	ck_assert_int_eq(dl_feed_build(&run, NULL, 0, NULL, NULL, &e), -1);
	ck_assert_int_eq(e.status, DL_DEFINITION);
	ck_assert_int_eq(sh("rm -r '%s/feeds'", folder).code, 0);
	e = (struct dl_error){0};
	ck_assert_int_eq(dl_feed_build(&run, NULL, 0, NULL, NULL, &e), -1);
	ck_assert_int_eq(e.status, DL_DEFINITION);
}
END_TEST

/* Builds at once wait for each other; each leaves what one alone would. */
START_TEST(runs_at_once)
{
	enum { RUNS = 6 };
	pid_t children[RUNS];
	for (int i = 0; i < RUNS; i++) {
		children[i] = fork();
		ck_assert_int_ge(children[i], 0);
		if (children[i] == 0) {
			struct dl_run run = {.root = {folder, strlen(folder)}, .now = 1000 + i};
			_exit(dl_feed_build(&run, NULL, 0, NULL, NULL, NULL) == 0 ? 0 : 1);
		}
	}
	for (int i = 0; i < RUNS; i++) {
		int status;
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert_int_eq(status, 0);
	}
	folder_age();
	is_built(9000, "x +0 ~0 -0 0 files\n");
	ck_assert_str_eq(folder_touched(), "");
	ck_assert_str_eq(sh("cd '%s' && grep -c ^SEQUENCE:0 public/x.ics;"
			    "grep ^DTSTAMP public/x.ics | sort -u | wc -l | tr -d ' ';"
			    "find public -name '*.dltmp'",
			     folder)
			     .out,
	    "4\n1\n");
}
END_TEST

Suite *suite_feed_run(void)
{
	Suite *suite = suite_create("feed/run");
	TCase *t = tcase_create("run");
	tcase_add_checked_fixture(t, enter, folder_leave);
	tcase_add_test(t, first_and_again);
	tcase_add_test(t, lines_that_move);
	tcase_add_test(t, words_that_change);
	tcase_add_test(t, one_of_two_moves);
	tcase_add_test(t, no_uid_twice);
	tcase_add_test(t, files_of_one_name);
	tcase_add_test(t, backups_of_editors);
	tcase_add_test(t, the_first_second);
	tcase_add_test(t, one_event_changes);
	tcase_add_test(t, an_event_is_cancelled_and_leaves);
	tcase_add_test(t, what_stops_it);
	tcase_add_test(t, force_overrides_the_guard);
	tcase_add_test(t, a_lost_state);
	tcase_add_test(t, a_damaged_state);
	tcase_add_test(t, a_dry_run_writes_nothing);
	tcase_add_test(t, outputs_that_are_not_ours_any_more);
	tcase_add_test(t, a_new_head_moves_no_event);
	tcase_add_test(t, several_sources);
	tcase_add_test(t, an_anchor_of_file_times);
	tcase_add_test(t, now_dates_nothing);
	tcase_add_test(t, one_feed_does_not_keep_the_others_back);
	tcase_add_test(t, two_feeds_and_one_output);
	tcase_add_test(t, outputs_that_cannot_be);
	tcase_add_test(t, a_name_said_twice);
	tcase_add_test(t, feeds_that_are_not_there);
	tcase_add_test(t, runs_at_once);
	suite_add_tcase(suite, t);
	return suite;
}
