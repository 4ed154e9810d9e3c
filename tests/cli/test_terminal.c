/* SPDX-License-Identifier: MIT */
/* What a person sees: the program on a pseudo-terminal. */
#define _XOPEN_SOURCE 700 /* posix_openpt() */

#include "sh.h"

#include <dateline/base.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_cli_terminal(void);

#define ESC "\x1B["

static char folder[256];

static void set_up(void)
{
	snprintf(folder, sizeof(folder), "%s", sh_folder_new());
	FILE *f;
	char path[300];
	snprintf(path, sizeof(path), "%s/in.md", folder);
	f = fopen(path, "w");
	ck_assert(f != NULL);
	fputs(
	    "# Summer school 2027\n\n## Monday, 5 July 2027\n\n"
	    "- 09:30 Opening lecture on what the rings of trees tell of drought, fire and frost "
	    "(Hall A)\n"
	    "- 14:00 Workshop 会议室 with wide characters 会议室会议室会议室会议室会议室 (Hall B)\n"
	    "- 16:00 Panel (cancelled)\n\n"
	    "The fair opens on Monday, 3 May 2028.\n",
	    f);
	fclose(f);
}

static void tear_down(void)
{
	sh_folder_remove(folder);
}

struct seen {
	char text[16384]; /* what came to the terminal; newlines as \n */
	int code;
};

static int open_terminal(int columns, char name[64])
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	snprintf(name, 64, "%s", ptsname(master));
	struct winsize size = {.ws_row = 24, .ws_col = (unsigned short)columns};
	ck_assert_int_eq(ioctl(master, TIOCSWINSZ, &size), 0);
	return master;
}

/* The program, for commands that run in another folder. */
static void name_program(void)
{
	char program[400];
	snprintf(program, sizeof(program), "%s/dateline", sh_build());
	setenv("DATELINE", program, 1);
}

static void child(const char *name, const char *command)
{
	setsid();
	int fd = open(name, O_RDWR);
	if (fd < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
		_exit(99);
	close(fd);
	if (chdir(folder) != 0)
		_exit(99);
	setenv("TERM", "xterm", 1);
	setenv("SOURCE_DATE_EPOCH", "1767323045", 1);
	setenv("LC_ALL", "C", 1);
	unsetenv("COLUMNS");
	unsetenv("NO_COLOR");
	unsetenv("PAGER");
	unsetenv("DATELINE_PAGER");
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(99);
}

/* Reads until the terminal is closed at the other end. */
static void read_all(int fd, struct seen *ret)
{
	char c;
	size_t n = 0;
	for (;;) {
		ssize_t got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		bool newline = c == '\n' && n != 0 && ret->text[n - 1] == '\r';
		if (newline)
			n--;
		if (n + 1 < sizeof(ret->text))
			ret->text[n++] = c;
	}
	ret->text[n] = '\0';
}

/* Runs a shell command whose three standard files are a terminal so wide. */
static struct seen look(int columns, const char *command)
{
	static struct seen ret;
	char name[64];
	int status, master = open_terminal(columns, name);
	name_program();
	fflush(NULL);
	pid_t pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		child(name, command);
	read_all(master, &ret);
	close(master);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ret.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
	return ret;
}

static bool has(const struct seen *s, const char *part)
{
	return strstr(s->text, part) != NULL;
}

/* Takes SGR sequences out, in place. */
static void bleach(char *text)
{
	char *to = text;
	for (const char *p = text; *p != '\0';) {
		if (strncmp(p, ESC, 2) == 0)
			p += strcspn(p, "mK") + 1;
		else
			*to++ = *p++;
	}
	*to = '\0';
}

static size_t widest_line(const char *text)
{
	size_t most = 0;
	while (*text != '\0') {
		size_t n = strcspn(text, "\n"), w = dl_text_columns((struct dl_str){text, n});
		most = w > most ? w : most;
		text += n + (text[n] == '\n');
	}
	return most;
}

START_TEST(fits_the_width)
{
	static const int widths[] = {30, 44, 60, 80, 100, 120, 200};
	struct seen s = look(widths[_i], "\"$DATELINE\" extract -q in.md");
	ck_assert_int_eq(s.code, 0);
	bleach(s.text);
	ck_assert_int_le((int)widest_line(s.text), widths[_i]);
	/* The lecture does not fit into the narrow ones, and into the wide one it does. */
	ck_assert(has(&s, "Opening"));
	ck_assert_int_eq(has(&s, "\xE2\x80\xA6"), widths[_i] < 120);
	ck_assert_int_eq(has(&s, "in.md:5"), widths[_i] >= 44);
	ck_assert_int_eq(has(&s, "[cancelled]"), widths[_i] >= 44);
}
END_TEST

/* All cells of a column begin in the same column, wide characters or not. */
START_TEST(columns_are_straight)
{
	struct seen s = look(100, "NO_COLOR=1 \"$DATELINE\" extract -q in.md");
	const char *line = s.text;
	size_t at = 0, rows = 0;
	for (; *line != '\0'; line += strcspn(line, "\n") + 1) {
		const char *source = strstr(line, "in.md:");
		source = rows == 0 ? strstr(line, "SOURCE") : source;
		ck_assert(source != NULL);
		size_t here = dl_text_columns((struct dl_str){line, (size_t)(source - line)});
		ck_assert_int_eq((int)here, (int)(rows == 0 ? here : at));
		at = here;
		rows++;
	}
	ck_assert_int_eq((int)rows, 5);
}
END_TEST

START_TEST(explain_fits)
{
	static const int widths[] = {50, 60, 80, 120}; /* a UID takes 48 */
	struct seen s = look(widths[_i], "\"$DATELINE\" explain in.md:6");
	ck_assert_int_eq(s.code, 0);
	bleach(s.text);
	/* The tree is not cut: its lines name places. */
	char *tree = strstr(s.text, "  tree");
	ck_assert(tree != NULL);
	*tree = '\0';
	ck_assert_msg((int)widest_line(s.text) <= widths[_i], "%s", s.text);
	ck_assert(has(&s, "event.item"));
	ck_assert(has(&s, "6 | - 14:00"));
}
END_TEST

START_TEST(columns_variable_goes_before)
{
	struct seen s = look(200, "COLUMNS=60 \"$DATELINE\" extract -q in.md");
	bleach(s.text);
	ck_assert_int_le((int)widest_line(s.text), 60);
	s = look(60, "COLUMNS=nonsense \"$DATELINE\" extract -q in.md");
	bleach(s.text);
	ck_assert_int_le((int)widest_line(s.text), 60);
	ck_assert_int_gt((int)widest_line(s.text), 50);
}
END_TEST

static const struct {
	const char *command;
	bool color;
} palettes[] = {
    {"\"$DATELINE\" extract in.md", true},
    {"NO_COLOR= \"$DATELINE\" extract in.md", true},
    {"NO_COLOR=1 \"$DATELINE\" extract in.md", false},
    {"TERM=dumb \"$DATELINE\" extract in.md", false},
    {"unset TERM; \"$DATELINE\" extract in.md", false},
    {"\"$DATELINE\" extract -q in.md | cat", false},
    {"\"$DATELINE\" extract -q --to ndjson in.md", false},
    {"\"$DATELINE\" explain in.md", true},
    {"NO_COLOR=1 \"$DATELINE\" explain in.md", false},
    {"\"$DATELINE\" explain in.md | cat", false},
};

START_TEST(colors)
{
	struct seen s = look(80, palettes[_i].command);
	ck_assert_int_eq(s.code, 0);
	ck_assert_msg(
	    has(&s, ESC) == palettes[_i].color, "%s printed:\n%s", palettes[_i].command, s.text);
}
END_TEST

START_TEST(a_day_is_said_once)
{
	struct seen s = look(120, "NO_COLOR=1 \"$DATELINE\" extract -q in.md");
	ck_assert(has(&s, "\n2027-07-05 09:30"));
	ck_assert(has(&s, "\n           14:00"));
	/* In colours it is there for who copies it, but faint. */
	s = look(120, "\"$DATELINE\" extract -q in.md");
	ck_assert(has(&s, ESC "2m2027-07-05" ESC "0m 14:00"));
	s = look(120, "\"$DATELINE\" extract -q in.md | cat");
	ck_assert(has(&s, "\n2027-07-05 14:00"));
}
END_TEST

START_TEST(a_warning_fits)
{
	struct seen s =
	    look(40, "mkdir d; for i in 1 2 3 4 5 6; do printf 'word %d; ' $i; done >l.txt;"
		     "echo 'the fair opens on Monday, 3 May 2028, 会.' >>l.txt;"
		     "\"$DATELINE\" extract l.txt >/dev/null");
	ck_assert(has(&s, ESC "35mwarning: "));
	const char *caret = strstr(s.text, ESC "32m^");
	ck_assert(caret != NULL);
	bleach(s.text);
	const char *end = strchr(s.text, '^');
	while (end > s.text && end[-1] != '\n')
		end--;
	const char *excerpt = end - 1;
	while (excerpt > s.text && excerpt[-1] != '\n')
		excerpt--;
	ck_assert_int_lt(
	    (int)dl_text_columns((struct dl_str){excerpt, (size_t)(end - 1 - excerpt)}), 40);
	/* The caret stands below what it is about. */
	ck_assert_int_eq(strncmp(excerpt + strcspn(end, "^"), "Monday", 6), 0);
}
END_TEST

#define SLOWLY "mkfifo slow.md; (sleep 1.5; cat in.md) >slow.md & "

START_TEST(progress)
{
	struct seen s = look(80, SLOWLY "\"$DATELINE\" extract -q slow.md >/dev/null; wait");
	ck_assert_str_eq(s.text, "");
	s = look(80, "rm slow.md; " SLOWLY "\"$DATELINE\" extract in.md slow.md >out; wait");
	ck_assert_msg(has(&s, "] 1 of 2 files, "), "%s", s.text);
	/* Gone when it is done. */
	const char *last = strrchr(s.text, '\r');
	ck_assert(last != NULL);
	ck_assert_msg(strncmp(last, "\r" ESC "K", 4) == 0, "%s", last);
	s = look(80,
	    "rm slow.md; " SLOWLY "\"$DATELINE\" extract in.md slow.md >out 2>err; wait; cat err");
	ck_assert(!has(&s, "files"));
	s = look(
	    80, "rm slow.md; " SLOWLY "TERM=dumb \"$DATELINE\" extract in.md slow.md >out; wait");
	ck_assert(!has(&s, "files"));
	s = look(80, "\"$DATELINE\" extract in.md in.md in.md >out");
	ck_assert(!has(&s, "files"));
}
END_TEST

static const struct {
	const char *command, *part; /* what is seen */
	bool seen;
	int code;
} pagers[] = {
    {"DATELINE_PAGER='sed s/^/P:/' \"$DATELINE\" extract -q --pager in.md", "P:", true, 0},
    {"DATELINE_PAGER='sed s/^/P:/' \"$DATELINE\" extract -q in.md", "P:", false, 0},
    {"DATELINE_PAGER='sed s/^/P:/' \"$DATELINE\" extract -q --pager in.md | cat", "P:", false, 0},
    {"PAGER='sed s/^/Q:/' DATELINE_PAGER='sed s/^/P:/' \"$DATELINE\" extract --pager in.md",
	"P:", true, 0},
    {"PAGER='sed s/^/Q:/' \"$DATELINE\" extract --pager in.md", "Q:", true, 0},
    /* What is wrong is not paged. */
    {"PAGER='sed s/^/Q:/' \"$DATELINE\" extract --pager none.md", "Q:", false, 2},
    {"PAGER='sed s/^/Q:/' \"$DATELINE\" explain --pager in.md", "Q:", true, 0},
    {"PAGER=/none/such \"$DATELINE\" extract -q --pager in.md", "'/none/such' could not be run",
	true, 2},
    /* Left before the end: no news. */
    {"PAGER=true \"$DATELINE\" extract -q --pager in.md", "dateline", false, 0},
    {"PAGER='head -1' \"$DATELINE\" extract -q --pager in.md", "Opening", false, 0},
};

START_TEST(pager)
{
	struct seen s = look(80, pagers[_i].command);
	ck_assert_msg(has(&s, pagers[_i].part) == pagers[_i].seen && s.code == pagers[_i].code,
	    "%s: exit %d, printed:\n%s", pagers[_i].command, s.code, s.text);
}
END_TEST

Suite *suite_cli_terminal(void)
{
	Suite *suite = suite_create("cli/terminal");
	TCase *tcase = tcase_create("looks");
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, fits_the_width, 0, 7);
	tcase_add_test(tcase, columns_are_straight);
	tcase_add_loop_test(tcase, explain_fits, 0, 4);
	tcase_add_test(tcase, columns_variable_goes_before);
	tcase_add_loop_test(tcase, colors, 0, (int)(sizeof(palettes) / sizeof(palettes[0])));
	tcase_add_test(tcase, a_day_is_said_once);
	tcase_add_test(tcase, a_warning_fits);
	suite_add_tcase(suite, tcase);
	tcase = tcase_create("live");
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, progress);
	tcase_add_loop_test(tcase, pager, 0, (int)(sizeof(pagers) / sizeof(pagers[0])));
	suite_add_tcase(suite, tcase);
	return suite;
}
