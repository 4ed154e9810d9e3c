/* SPDX-License-Identifier: MIT */
/* Sentences, words with their cues, clauses and titles, on text that was
 * written for it. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/clause.h"
#include "event/sentence.h"
#include "event/title.h"
#include "event/work.h"

/* ---- sentences ---------------------------------------------------------------- */

/* Each row: a text, its sentences parted by " | ". */
static const char *const sentence_rows[][2] = {
    {"One. Two.", "One. | Two."},
    {"It was late! Was it? Yes.", "It was late! | Was it? | Yes."},
    {"Dr. Ada King spoke. She left.", "Dr. Ada King spoke. | She left."},
    {"They met in St. Gallen. It rained.", "They met in St. Gallen. | It rained."},
    {"J. R. Stone and A. Vale won.", "J. R. Stone and A. Vale won."},
    {"It opens at 9 a.m. The hall is full.", "It opens at 9 a.m. | The hall is full."},
    {"It opens at 9 a.m. Mayor Lee speaks.", "It opens at 9 a.m. Mayor Lee speaks."},
    {"Held by Stone Inc. and others. Fine.", "Held by Stone Inc. and others. | Fine."},
    {"He said: \"We start.\" Then he left.", "He said: \"We start.\" | Then he left."},
    {"(It was cold.) We went in.", "(It was cold.) | We went in."},
    {"Version 2.5 is out. Get it.", "Version 2.5 is out. | Get it."},
    {"See example.org. Bring a lamp.", "See example.org. | Bring a lamp."},
    {"1. Open the door. 2. Close it.", "1. Open the door. | 2. Close it."},
    {"approx. 20 people came. Good.", "approx. 20 people came. | Good."},
    {"Wait ... there is more.", "Wait ... there is more."},
    {"line one\nline two. Line three", "line one\nline two. | Line three"},
    {"  ", ""},
    {"\xE4\xB8\x80\xE3\x80\x82\xE4\xBA\x8C\xE3\x80\x82",
	"\xE4\xB8\x80\xE3\x80\x82 | \xE4\xBA\x8C\xE3\x80\x82"},
};

START_TEST(sentences)
{
	const char *const *row = sentence_rows[_i];
	struct dl_str text = str_of(row[0]);
	struct dl_span rest = {0, (uint32_t)text.n}, span;
	struct when_list none = {.n = 0};
	uint32_t expr = 0;
	char got[400] = "";
	while (sentence_next(text, &none, &expr, &rest, &span)) {
		struct dl_str s = str_sub(text, span);
		size_t n = strlen(got);
		snprintf(got + n, sizeof(got) - n, "%s%.*s", n == 0 ? "" : " | ", (int)s.n, s.p);
	}
	ck_assert_str_eq(got, row[1]);
}
END_TEST

/* A time expression is never cut: "Mon., Dec. 3" without a starter after it. */
START_TEST(sentence_in_expression)
{
	struct dl_str text = STR("We meet on Mon., Dec. 3 in Graz. Come!");
	struct when_expr e = {.span = {11, 23}};
	struct when_list list = {.v = &e, .n = 1};
	struct dl_span rest = {0, (uint32_t)text.n}, span;
	uint32_t at = 0;
	ck_assert(sentence_next(text, &list, &at, &rest, &span));
	ck_assert_uint_eq(span.end, 32);
}
END_TEST

/* A run without an end is cut, at a space if there is one, between characters
 * if not. */
START_TEST(sentence_ceiling)
{
	static char text[3 * SENTENCE_MAX];
	memset(text, 'x', sizeof(text));
	for (size_t i = 7; i < sizeof(text) / 2; i += 8)
		text[i] = ' ';
	memcpy(text + sizeof(text) - 2, "\xC3\xA9", 2);
	struct dl_str all = {text, sizeof(text)};
	struct dl_span rest = {0, sizeof(text)}, span;
	struct when_list none = {.n = 0};
	uint32_t expr = 0, n = 0;
	while (sentence_next(all, &none, &expr, &rest, &span)) {
		ck_assert_uint_le(span.end - span.start, SENTENCE_MAX);
		ck_assert(((unsigned char)text[span.start] & 0xC0) != 0x80);
		n++;
	}
	ck_assert_uint_ge(n, 3);
	ck_assert_uint_le(n, 6);
}
END_TEST

/* ---- clauses and titles --------------------------------------------------------- */

static void begin(struct work *w, struct arena *a, struct text_doc *doc, const char *text)
{
	*doc = (struct text_doc){.text = str_of(text)};
	*w = (struct work){.arena = a, .kept = a, .doc = doc};
	w->words = (struct words){.arena = a, .text = doc->text};
	ck_assert(words_read(&w->words, (struct dl_span){0, (uint32_t)doc->text.n}));
}

/* A sentence (its date already taken out), and the title a calendar has. */
static const char *const title_rows[][2] = {
    {"The new ferry terminal was officially opened.", "New ferry terminal opened"},
    {"A splendid dinner for the crew was held, hosted by the port.", "Dinner for the crew"},
    {"The annual fair will take place on the green.", "Annual fair"},
    {"The exhibition (free of charge) opens to members.", "Exhibition opens to members"},
    {"Ada King, Head of the Survey, met with Bo Li, a painter.", "Ada King meets Bo Li"},
    {"Later, King and Li signed the Map Treaty and the Data Act for the coast.",
	"Map Treaty and the Data Act for the coast signed"},
    {"Marking ten years of work, the Coast Survey published its atlas.",
	"Coast Survey publishes its atlas"},
    {"The council, which meets in Graz, adopted the plan.", "Plan adopted"},
    {"Two clubs and a school will host the spring games.", "Spring games"},
    {"The groups that clean the beach will present their finds.", "Groups present their finds"},
    {"A flood swamped the cellars.", "Flood swamped the cellars"},
    {"The reading planned for the garden has been cancelled.", "Reading"},
    {"Anna Berg opened the new wing and praised the builders.", "Anna Berg opens the new wing"},
    {"The lecture will be in the old mill.", "Lecture"},
};

START_TEST(titles)
{
	const char *const *row = title_rows[_i];
	struct arena a = {.alloc = NULL};
	struct text_doc doc;
	struct work w;
	begin(&w, &a, &doc, row[0]);
	struct range all = {0, w.words.n};
	struct clause c;
	struct title t = {.text = {NULL, 0}};
	ck_assert_msg(clause_find(&w.words, all, &c), "no clause in: %s", row[0]);
	ck_assert(title_of_clause(&w, &c, (struct range){0, 0}, STR(""), &t));
	ck_assert_str_eq(t.text.p, row[1]);
	arena_free(&a);
}
END_TEST

static const char *const clauseless[] = {"Concert in the garden", "Doors and windows",
    "the reports of the board", "Opened by the mayor", "a planned visit"};

START_TEST(no_clause)
{
	struct arena a = {.alloc = NULL};
	struct text_doc doc;
	struct work w;
	struct clause c;
	begin(&w, &a, &doc, clauseless[_i]);
	ck_assert_msg(
	    !clause_find(&w.words, (struct range){0, w.words.n}, &c), "%s", clauseless[_i]);
	arena_free(&a);
}
END_TEST

static const struct {
	const char *text, *title;
} fits[] = {
    {"  opening   of the\nmill ", "Opening of the mill"},
    {"\xE2\x80\x93 Dinner, ", "Dinner"},
    {"iPhone repair evening", "iPhone repair evening"},
    {"Ten talks on the long and slow repair of clocks, barometers and other instruments of the sea",
	"Ten talks on the long and slow repair of clocks"},
    {"Seventeen short films about neighbours who never met, made for a festival of the year in "
     "Graz",
	"Seventeen short films about neighbours who never met"},
    {"Report on work done by Stone Inc.", "Report on work done by Stone Inc."},
};

START_TEST(fitting)
{
	struct arena a = {.alloc = NULL};
	struct text_doc doc;
	struct work w;
	begin(&w, &a, &doc, "");
	struct dl_str t = title_fit(&w, str_of(fits[_i].text));
	ck_assert_str_eq(t.p, fits[_i].title);
	arena_free(&a);
}
END_TEST

START_TEST(people)
{
	static const struct {
		const char *text;
		bool person;
	} rows[] = {{"Ada King", true}, {"Dr. Ada King", true}, {"Mayor Lee", true},
	    {"the mayor", false}, {"Ministry of Ports", false}, {"City Council", false},
	    {"Ludwig van der Berg", true}, {"Ada", false}, {"Ada King and Bo Li", true},
	    {"2 March", false}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena a = {.alloc = NULL};
		struct text_doc doc;
		struct work w;
		begin(&w, &a, &doc, rows[i].text);
		bool person = clause_is_person(&w.words, (struct range){0, w.words.n});
		ck_assert_msg(person == rows[i].person, "%s", rows[i].text);
		arena_free(&a);
	}
}
END_TEST

START_TEST(cues)
{
	struct arena a = {.alloc = NULL};
	struct text_doc doc;
	struct work w;
	const char *value = NULL;
	begin(&w, &a, &doc, "Subsequently, she met with him (and his dog).");
	ck_assert(words_is(&w.words, 0, CUE(CONNECTIVE)));
	ck_assert_uint_eq(words_cue(&w.words, 3, LANG_CUE_VERB, &value), 2); /* the longest */
	ck_assert_str_eq(value, "meets");
	ck_assert(!w.words.v[5].aside && w.words.v[6].aside);
	ck_assert_ptr_nonnull(cue_whole(LANG_ANY, STR(" Start_Date: "), LANG_CUE_LABEL));
	ck_assert_ptr_null(cue_whole(LANG_ANY, STR("Startling date"), LANG_CUE_LABEL));
	arena_free(&a);
}
END_TEST

Suite *suite_event_words(void);
Suite *suite_event_words(void)
{
	Suite *s = suite_create("event/words");
	TCase *tc = tcase_create("sentences");
	tcase_add_loop_test(
	    tc, sentences, 0, (int)(sizeof(sentence_rows) / sizeof(sentence_rows[0])));
	tcase_add_test(tc, sentence_in_expression);
	tcase_add_test(tc, sentence_ceiling);
	suite_add_tcase(s, tc);
	tc = tcase_create("titles");
	tcase_add_loop_test(tc, titles, 0, (int)(sizeof(title_rows) / sizeof(title_rows[0])));
	tcase_add_loop_test(tc, no_clause, 0, (int)(sizeof(clauseless) / sizeof(clauseless[0])));
	tcase_add_loop_test(tc, fitting, 0, (int)(sizeof(fits) / sizeof(fits[0])));
	tcase_add_test(tc, people);
	tcase_add_test(tc, cues);
	suite_add_tcase(s, tc);
	return s;
}
