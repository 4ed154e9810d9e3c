/* SPDX-License-Identifier: MIT */
/* Which lines are entries: rows of lines.spec, and lines that stand together. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "text/lines.h"

Suite *suite_text_lines(void);

#define SPEC	 "tests/text/lines.spec"
#define MAX_ROWS 200

static char rows[MAX_ROWS][160];
static int places[MAX_ROWS], n_rows;

static void read_rows(void)
{
	FILE *f = fopen(SPEC, "r");
	int line = 0;
	while (f != NULL && n_rows < MAX_ROWS && fgets(rows[n_rows], sizeof(rows[0]), f) != NULL) {
		line++;
		rows[n_rows][strcspn(rows[n_rows], "\n")] = '\0';
		if (rows[n_rows][0] != '#' && rows[n_rows][0] != '\0')
			places[n_rows++] = line;
	}
	if (f != NULL)
		fclose(f);
}

START_TEST(row)
{
	static const char *const kinds[] = {"plain", "weak", "year", "date", "clock"};
	const char *arrow = strstr(rows[_i], " => ");
	ck_assert_msg(arrow != NULL, SPEC ":%d: no arrow", places[_i]);
	struct dl_str line = {rows[_i], (size_t)(arrow - rows[_i])};
	enum lines_entry kind = line_entry(line);
	ck_assert_msg(kind < LINES_ENTRIES, SPEC ":%d: kind %d", places[_i], kind);
	char got[40];
	bool bare = kind != LINES_PLAIN && line_is_bare(line);
	snprintf(got, sizeof(got), "%s%s", kinds[kind], bare ? ", bare" : "");
	ck_assert_msg(
	    strcmp(got, arrow + 4) == 0, SPEC ":%d: %s gives %s", places[_i], rows[_i], got);
}
END_TEST

START_TEST(there_are_rows)
{
	ck_assert_int_gt(n_rows, 40);
}
END_TEST

/* Parts with their kinds: "h:" heading, "e:" entry, "t:" text, " | " between. */
static const struct {
	const char *text, *parts;
	uint32_t wrap;
} groups[] = {
    {"10:00 A\n11:00 B\nRoom 12\n12:00 C", "e:10:00 A | e:11:00 B\nRoom 12 | e:12:00 C", 0},
    {"Friday 1 May\n10:00 A\nSaturday 2 May\n11:00 B",
	"h:Friday 1 May | e:10:00 A | h:Saturday 2 May | e:11:00 B", 0},
    {"MONDAY\n10:00 A\n11:00 B\n12:00 C\n13:00 D\nTUESDAY\n10:00 E",
	"h:MONDAY | e:10:00 A | e:11:00 B | e:12:00 C | e:13:00 D | h:TUESDAY | e:10:00 E", 0},
    {"10:00 A\nMain hall\n11:00 B\nYard", "e:10:00 A\nMain hall | e:11:00 B\nYard", 0},
    {"Programme:\n10:00 A\n11:00 B", "h:Programme: | e:10:00 A | e:11:00 B", 0},
    {"1868\nStone laid\n1870\nOpened", "e:1868\nStone laid | e:1870\nOpened", 0},
    {"Spring concert\nFriday 8 May, 7pm\nTown Hall",
	"t:Spring concert\nFriday 8 May, 7pm\nTown Hall", 0},
    {"Entries: 19 July\nJudging: 7 August", "e:Entries: 19 July | e:Judging: 7 August", 0},
    {"Key dates\nEntries: 19 July\nJudging: 7 August",
	"h:Key dates | e:Entries: 19 July | e:Judging: 7 August", 0},
    {"Oak Hall\nMain Street 5\n12345 Lowbridge", "t:Oak Hall\nMain Street 5\n12345 Lowbridge", 0},
    /* Wrapped at 60: the second and third lines only happen to begin like entries. */
    {"The bridge was opened by the mayor and closed again in spring\n"
     "1868 - and nobody knows why, since the papers of the year of\n"
     "1870 - are lost like those of the years before and after it.",
	"t:The bridge was opened by the mayor and closed again in spring\n"
	"1868 - and nobody knows why, since the papers of the year of\n"
	"1870 - are lost like those of the years before and after it.",
	62},
    {"one\n\n\n two \n", "t:one\n\n\n two \n", 0},
};
enum { N_GROUPS = sizeof(groups) / sizeof(*groups) };

START_TEST(group)
{
	struct dl_str text = str_of(groups[_i].text);
	struct lines lines;
	struct dl_span span;
	enum lines_kind kind;
	struct buf got = {.alloc = NULL};
	lines_begin(&lines, text, (struct dl_span){0, (uint32_t)text.n}, groups[_i].wrap);
	while (lines_next(&lines, &span, &kind)) {
		buf_z(&got, got.n == 0 ? "" : " | ");
		buf_byte(&got, "the"[kind]);
		buf_byte(&got, ':');
		buf_add(&got, str_sub(text, span));
	}
	buf_byte(&got, '\0');
	ck_assert_str_eq(got.p, groups[_i].parts);
	buf_free(&got);
}
END_TEST

START_TEST(wrap_column)
{
	struct buf b = {.alloc = NULL};
	for (int i = 0; i < 20; i++)
		buf_z(&b, "words and words and words and words and words and words up to here\n");
	buf_z(&b, "short\n\n");
	ck_assert_uint_eq(lines_wrap(buf_str(&b)), 66);
	ck_assert_uint_eq(lines_wrap(STR("a\nb\nc\nd\n")), 0);
	ck_assert_uint_eq(lines_wrap(STR("")), 0);
	buf_free(&b);
}
END_TEST

START_TEST(widths)
{
	struct dl_str s = STR("\t 港口 fair \nnext");
	struct line line = line_at(s, 0, (uint32_t)s.n);
	ck_assert_uint_eq(line.indent, 9);
	ck_assert_uint_eq(line.width, 9 + 4 + 1 + 4);
	ck_assert_uint_eq(line.first_word, 2);
	ck_assert_uint_eq(line.span.start, 2);
	ck_assert_uint_eq(line.span.end, 2 + 6 + 1 + 4);
	ck_assert_uint_eq(line_at(s, line.next, (uint32_t)s.n).next, s.n);
}
END_TEST

START_TEST(ends)
{
	ck_assert(line_is_sentence(STR("It is over.")));
	ck_assert(line_is_sentence(STR("(It is over.)")));
	ck_assert(line_is_sentence(STR("“Over!”")));
	ck_assert(line_is_sentence(STR("结束了。")));
	ck_assert(!line_is_sentence(STR("one, two,")));
	ck_assert(line_is_closed(STR("one, two,")));
	ck_assert(!line_is_closed(STR("Programme:")));
	ck_assert(line_is_pair(STR("Judging - 7 August")));
	ck_assert(line_is_pair(STR("Finals .... 3 May")));
	ck_assert(!line_is_pair(STR("7 August - judging")));
	ck_assert(!line_is_pair(STR("Judging: soon")));
	ck_assert(line_is_caption(STR("Speakers")));
	ck_assert(line_is_caption(STR("Friday 1 May")));
	ck_assert(!line_is_caption(STR("Friday 1 May, 7pm, Town Hall")));
	ck_assert(!line_is_caption(STR("It is over.")));
}
END_TEST

Suite *suite_text_lines(void)
{
	read_rows();
	Suite *suite = suite_create("text/lines");
	TCase *t = tcase_create("lines");
	tcase_add_test(t, there_are_rows);
	tcase_add_loop_test(t, row, 0, n_rows);
	tcase_add_loop_test(t, group, 0, N_GROUPS);
	tcase_add_test(t, wrap_column);
	tcase_add_test(t, widths);
	tcase_add_test(t, ends);
	suite_add_tcase(suite, t);
	return suite;
}
