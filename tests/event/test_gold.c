/* SPDX-License-Identifier: MIT */
/* How well events are found in the documents of tests/event/gold, and whether the
 * scorer that says so (tests/score) counts as it should. */
#include <check.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "score/gold.h"

/* Percent that the documents reach now, rounded down. Never lowered: what makes it
 * fall is a mistake, or a document that shows one. */
#define FLOOR_F1    85
#define FLOOR_MACRO 84

START_TEST(floor_holds)
{
	struct gold_scores s;
	gold_folder("tests/event/gold", false, &s);
	double macro = s.all.f1_sum / (double)s.all.documents;
	ck_assert_uint_ge(s.all.documents, 24);
	ck_assert_msg(gold_f1(&s.all) >= FLOOR_F1,
	    "F1 is %.1f, under %d; make score, or score-gold -v tests/event/gold, says why",
	    gold_f1(&s.all), FLOOR_F1);
	ck_assert_msg(macro >= FLOOR_MACRO, "F1 by document is %.1f, under %d", macro, FLOOR_MACRO);
}
END_TEST

/* What documents do (tests/README.md). */
static const char *const shown[] = {"no-year", "list", "background", "clock12", "weekday",
    "day-range", "day-in-force", "place-in-force", "deadline", "zone", "timed-range", "told-twice",
    "clock-forms", "table", "relative", "several-zones", "wrong-season", "coarse", "recurring",
    "tentative", "part-order", "moved"};
#define SHOWN_LEAST 3

/* A word of the list behind "# shows". */
static bool shows(struct dl_str list, struct dl_str what)
{
	while (list.n != 0)
		if (str_eq(str_split(&list, ' '), what))
			return true;
	return false;
}

START_TEST(enough_of_each)
{
	size_t n = 0;
	glob_t files;
	ck_assert_int_eq(glob("tests/event/gold/*.gold", 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct gold *g = gold_read(files.gl_pathv[i]);
		struct dl_str rest = g->text, line = str_split(&rest, '\n');
		ck_assert_msg(str_starts(line, STR("# shows ")), "%s:1: no \"# shows\"", g->path);
		n += shows(line, str_of(shown[_i]));
		gold_free(g);
	}
	globfree(&files);
	ck_assert_msg(n >= SHOWN_LEAST, "%zu documents show \"%s\"", n, shown[_i]);
}
END_TEST

/* ---- words -------------------------------------------------------------------- */

START_TEST(words)
{
	ck_assert_double_eq(gold_words(STR("Opening of the Hall"), STR("hall, opening")), 1);
	ck_assert_double_eq_tol(gold_words(STR("Old hall"), STR("New hall")), 0.5, 1e-9);
	ck_assert_double_eq(gold_words(STR("Café"), STR("CAFÉ")), 1);
	ck_assert_double_eq_tol(gold_words(STR("ab ab"), STR("ab")), 2.0 / 3, 1e-9);
	ck_assert_double_eq_tol(gold_words(STR("花见节"), STR("花见")), 0.8, 1e-9);
	ck_assert_double_eq(gold_words(STR(""), STR("x")), 0);
	ck_assert_double_eq(gold_words(STR("the of"), STR("the of")), 0);
}
END_TEST

/* More words than are kept, and one that is longer than a word is. */
START_TEST(words_without_end)
{
	static char many[4000];
	for (size_t i = 0; i + 1 < sizeof(many); i++)
		many[i] = i < 2000 || i % 3 != 0 ? 'x' : ' ';
	ck_assert_double_eq(gold_words(str_of(many), str_of(many)), 1);
}
END_TEST

/* ---- one-to-one ----------------------------------------------------------------- */

START_TEST(greatest_sum)
{
	/* Taking the greatest first would leave row 1 alone. */
	const double cross[] = {5, 4, 4, 0};
	const double tall[] = {1, 2, 3};
	const double none[] = {0, 0, 0, 0};
	size_t at[3];
	gold_assign(cross, 2, 2, at);
	ck_assert_uint_eq(at[0], 1);
	ck_assert_uint_eq(at[1], 0);
	gold_assign(tall, 3, 1, at);
	ck_assert_uint_eq(at[0], SIZE_MAX);
	ck_assert_uint_eq(at[1], SIZE_MAX);
	ck_assert_uint_eq(at[2], 0);
	gold_assign(none, 2, 2, at);
	ck_assert_uint_eq(at[0], SIZE_MAX);
	ck_assert_uint_eq(at[1], SIZE_MAX);
	gold_assign(none, 2, 0, at);
	ck_assert_uint_eq(at[1], SIZE_MAX);
}
END_TEST

/* ---- a pair ---------------------------------------------------------------------- */

#define SOURCE STR("one\ntwo\nthree\nfour\n")

/* A talk at 14:00 to 16:00, told in the second line. */
static struct gold_event talk(void)
{
	return (struct gold_event){.has_start = true,
	    .has_end = true,
	    .precision = DL_MINUTE,
	    .end_precision = DL_MINUTE,
	    .start = {.year = 2026, .month = 7, .day = 9, .hour = 14},
	    .end = {.year = 2026, .month = 7, .day = 9, .hour = 16},
	    .title = STR("Talk on owls"),
	    .tz = STR("Europe/Vienna"),
	    .places = {{2, 2}},
	    .n_places = 1};
}

static struct dl_event found(const struct gold_event *g)
{
	return (struct dl_event){.title = g->title,
	    .precision = g->precision,
	    .has_start = g->has_start,
	    .has_end = g->has_end,
	    .start = g->start,
	    .end = g->end,
	    .part = g->part,
	    .tz = g->tz,
	    .rrule = g->rrule,
	    .source = {.span = {4, 7}, .line = 2}};
}

START_TEST(same_event)
{
	struct gold_event g = talk();
	struct dl_event e = found(&g);
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.title = STR("Something else"); /* the line is the same */
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.source.span = (struct dl_span){8, 13}; /* nor is that */
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
	e.title = STR("Owls: a talk");
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.start.hour = 9; /* told apart by day alone */
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.start.day = 10;
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
	e.precision = DL_MONTH;
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.start.month = 8;
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
}
END_TEST

/* What agrees in more is preferred. */
START_TEST(nearer)
{
	struct gold_event g = talk();
	struct dl_event same = found(&g), other = same, elsewhere = same, early = same;
	other.title = STR("Dinner");
	elsewhere.source.span = (struct dl_span){8, 13};
	early.start.hour = 9;
	double w = gold_weight(&g, &same, SOURCE);
	ck_assert_double_gt(w, gold_weight(&g, &other, SOURCE));
	ck_assert_double_gt(w, gold_weight(&g, &elsewhere, SOURCE));
	ck_assert_double_gt(w, gold_weight(&g, &early, SOURCE));
	g.tolerated = true;
	ck_assert_double_gt(w, gold_weight(&g, &same, SOURCE));
}
END_TEST

START_TEST(starts)
{
	struct gold_event g = talk();
	struct dl_event e = found(&g);
	ck_assert(gold_start_right(&g, &e));
	e.tz = STR("UTC"); /* the same wall clock */
	ck_assert(gold_start_right(&g, &e));
	e.start.hour = 12; /* the same instant */
	ck_assert(gold_start_right(&g, &e));
	e.tz = STR("");
	ck_assert(!gold_start_right(&g, &e));
	e.start.hour = 14;
	e.precision = DL_DAY;
	ck_assert(!gold_start_right(&g, &e));
	g.precision = DL_PART;
	g.part = DL_PART_AFTERNOON;
	ck_assert(!gold_start_right(&g, &e));
	e.precision = DL_MINUTE;
	ck_assert(gold_start_right(&g, &e));
	e.start.hour = 18;
	ck_assert(!gold_start_right(&g, &e));
	e.precision = DL_PART;
	e.part = DL_PART_AFTERNOON;
	ck_assert(gold_start_right(&g, &e));
}
END_TEST

START_TEST(over_the_date_line)
{
	struct gold_event g = talk();
	struct dl_event e = found(&g);
	g.tz = STR("Pacific/Auckland");
	g.start.hour = 8;
	e.tz = STR("America/New_York"); /* 20:00 UTC of the 8th */
	e.start.day = 8;
	e.start.hour = 16;
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	ck_assert(gold_start_right(&g, &e));
	ck_assert(gold_zone_right(&g, &e));
	e.start.hour = 6; /* still the 8th over there */
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
}
END_TEST

START_TEST(ends)
{
	struct gold_event g = talk();
	struct dl_event e = found(&g);
	ck_assert(gold_end_right(&g, &e));
	e.end.hour = 17;
	ck_assert(!gold_end_right(&g, &e));
	e.has_end = false;
	ck_assert(!gold_end_right(&g, &e));
	g.precision = g.end_precision = DL_DAY; /* the 9th and the 10th */
	g.start.hour = 0;
	g.end = (struct dl_civil){.year = 2026, .month = 7, .day = 11};
	e = found(&g);
	ck_assert(gold_end_right(&g, &e));
	e.end.day = 10; /* as if the last day were meant */
	ck_assert(!gold_end_right(&g, &e));
	g.has_end = false;
	ck_assert(!gold_end_invented(&g, &e)); /* one whole day has none */
	e.end.day = 11;
	ck_assert(gold_end_invented(&g, &e));
}
END_TEST

START_TEST(zones)
{
	struct gold_event g = talk();
	struct dl_event e = found(&g);
	ck_assert(gold_zone_right(&g, &e));
	e.tz = STR("Europe/Paris");
	ck_assert(gold_zone_right(&g, &e));
	e.tz = STR("Europe/London");
	ck_assert(!gold_zone_right(&g, &e));
	e.tz = STR("");
	ck_assert(!gold_zone_right(&g, &e));
}
END_TEST

START_TEST(rules)
{
	static const struct {
		const char *gold, *found;
		bool same;
	} rows[] = {
	    {"FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO", true},
	    {"FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=4", true},
	    {"FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", false},
	    {"FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;BYDAY=WE,MO", true},
	    {"FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;BYDAY=MO", false},
	    {"FREQ=MONTHLY;BYDAY=3TH", "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3", true},
	    {"FREQ=MONTHLY;BYDAY=3TH", "FREQ=MONTHLY;BYDAY=TH", false},
	    {"FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=1FR", false},
	    {"FREQ=YEARLY", "FREQ=YEARLY", true},
	    {"FREQ=YEARLY", "", false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct gold_event g = talk();
		struct dl_event e = found(&g);
		g.rrule = str_of(rows[i].gold);
		e.rrule = str_of(rows[i].found);
		ck_assert_msg(gold_rrule_right(&g, &e) == rows[i].same, "%s and %s", rows[i].gold,
		    rows[i].found);
	}
}
END_TEST

START_TEST(rule_without_date)
{
	struct gold_event g = talk();
	g.has_start = g.has_end = false;
	g.rrule = STR("FREQ=WEEKLY;BYDAY=TH");
	struct dl_event e = found(&g);
	e.has_time = true;
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	ck_assert(gold_start_right(&g, &e));
	e.start.minute = 30;
	ck_assert(!gold_start_right(&g, &e));
	e.rrule = STR("FREQ=WEEKLY;BYDAY=FR");
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
	e.rrule = STR("");
	e.has_start = true; /* 2026-07-09, a Thursday */
	ck_assert_double_gt(gold_weight(&g, &e, SOURCE), 0);
	e.start.day = 10;
	ck_assert_double_eq(gold_weight(&g, &e, SOURCE), 0);
}
END_TEST

/* ---- a document -------------------------------------------------------------------- */

static struct gold_tally count(struct gold_event *g, size_t n, struct dl_event *e, size_t m)
{
	struct gold gold = {.source = SOURCE, .events = g, .n = n};
	struct dl_calendar c = {.events = e, .n_events = m};
	struct gold_tally t = {0};
	gold_count(&t, &gold, &c, false);
	return t;
}

START_TEST(counts)
{
	struct gold_event g[2] = {talk(), talk()};
	g[1].tolerated = true;
	g[1].title = STR("Supper");
	g[1].places[0] = (struct gold_lines){4, 4};
	g[1].start.day = 12;
	struct dl_event e[4] = {found(&g[0]), found(&g[1]), found(&g[0]), found(&g[0])};
	e[1].source.span = (struct dl_span){14, 18};
	e[3].start.day = 20;
	struct gold_tally t = count(g, 2, e, 4);
	ck_assert_uint_eq(t.events, 1);
	ck_assert_uint_eq(t.found, 1);
	ck_assert_uint_eq(t.missed, 0);
	ck_assert_uint_eq(t.spurious, 2);
	ck_assert_uint_eq(t.again, 1);
	ck_assert_uint_eq(t.start.of, 1);
	ck_assert_uint_eq(t.start.right, 1);
	ck_assert_double_eq_tol(gold_f1(&t), 50, 1e-9);
	t = count(g, 2, e, 0);
	ck_assert_uint_eq(t.missed, 1);
	ck_assert_double_eq(gold_f1(&t), 0);
	t = count(g, 0, e, 0);
	ck_assert_double_eq(gold_f1(&t), 100);
	t = count(g, 0, e, 1);
	ck_assert_double_eq(gold_f1(&t), 0);
}
END_TEST

Suite *suite_event_gold(void);
Suite *suite_event_gold(void)
{
	Suite *s = suite_create("event/gold");
	TCase *documents = tcase_create("documents"), *scorer = tcase_create("scorer");
	tcase_add_test(documents, floor_holds);
	tcase_add_loop_test(documents, enough_of_each, 0, sizeof(shown) / sizeof(shown[0]));
	suite_add_tcase(s, documents);
	tcase_add_test(scorer, words);
	tcase_add_test(scorer, words_without_end);
	tcase_add_test(scorer, greatest_sum);
	tcase_add_test(scorer, same_event);
	tcase_add_test(scorer, nearer);
	tcase_add_test(scorer, starts);
	tcase_add_test(scorer, over_the_date_line);
	tcase_add_test(scorer, ends);
	tcase_add_test(scorer, zones);
	tcase_add_test(scorer, rules);
	tcase_add_test(scorer, rule_without_date);
	tcase_add_test(scorer, counts);
	suite_add_tcase(s, scorer);
	return s;
}
