/* SPDX-License-Identifier: MIT */
#include "feed/state.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_feed_state(void);

static struct arena arena;

static void enter(void)
{
	arena = (struct arena){0};
}

static void leave(void)
{
	arena_free(&arena);
}

/* Every field there is, and text that wants to break the lines. */
static const char full[] = "dateline-state 1\n"
			   "modified 1767323045\n"
			   "calendar title Mill \\\\ town\n"
			   "calendar refresh 720\n"
			   "\n"
			   "event a@x\n"
			   "\tfrom agenda\n"
			   "\tsequence 3\n"
			   "\tcreated 1767300000\n"
			   "\tmodified 1767323045\n"
			   "\tgone 1767323045\n"
			   "\ttitle Tab\\x09, line\\nand \\\\ end \\x7F\n"
			   "\tprecision part\n"
			   "\tapproximate\n"
			   "\tstart 2026-05-03T06:00:00\n"
			   "\tend 2026-05-03T12:00:00\n"
			   "\tpart morning\n"
			   "\twindow 2026-05-03T06:00:00 2026-05-03T11:20:00\n"
			   "\tedtf 2026-05-03\n"
			   "\ttz Europe/Vienna\n"
			   "\trrule FREQ=WEEKLY;BYDAY=MO\n"
			   "\tclock 06:00\n"
			   "\tlocation Grüne Wiese 上海\n"
			   "\tgeo 48210000 -16370000\n"
			   "\tperson A. Nother\n"
			   "\tperson B. Other\n"
			   "\turl https://example.org/\n"
			   "\tdescription One.\\nTwo.\n"
			   "\tquote On the morning\n"
			   "\tcategory music\n"
			   "\tstatus cancelled\n"
			   "\tafter 0@x\n"
			   "\tpath feeds/x/source.txt\n"
			   "\tspan 10 200\n"
			   "\tplace 3 1\n"
			   "\tconfidence 90\n"
			   "\tknown 7\n"
			   "\trule en.date.mdy\n"
			   "\trule event.verb\n"
			   "\n"
			   "event b@x\n"
			   "\tfrom agenda\n"
			   "\tsequence 0\n"
			   "\ttitle Long ago\n"
			   "\tprecision century\n"
			   "\tstart -43-01-01T00:00:00\n"
			   "\n"
			   "event c@x\n"
			   "\tfrom agenda\n"
			   "\tsequence 9\n"
			   "\tcreated 1\n"
			   "\tmodified 2\n"
			   "\tgone 3\n"
			   "\thidden\n";

static int read_state(const char *text, struct state *ret, struct dl_error *err)
{
	return state_read(&arena, STR("x.state"), str_of(text), ret, err);
}

START_TEST(what_is_written_is_read_and_written_again)
{
	struct state s = {0};
	struct dl_error e = {0};
	struct buf b = {0};
	ck_assert_msg(read_state(full, &s, &e) == 0, "%u:%u: %s", e.line, e.column, e.text);
	state_write(&b, &s);
	buf_byte(&b, '\0');
	ck_assert_str_eq(b.p, full);
	buf_free(&b);
}
END_TEST

START_TEST(what_it_says)
{
	struct state s = {0};
	ck_assert_int_eq(read_state(full, &s, NULL), 0);
	ck_assert_uint_eq(s.n, 3);
	ck_assert_int_eq(s.modified, 1767323045);
	ck_assert(str_eq(s.head, STR("calendar title Mill \\\\ town\ncalendar refresh 720\n")));
	const struct dl_event *e = &s.v[0].event;
	ck_assert(str_eq(e->uid, STR("a@x")));
	ck_assert(str_eq(e->title, STR("Tab\t, line\nand \\ end \x7F")));
	ck_assert_uint_eq(e->sequence, 3);
	ck_assert_int_eq(e->precision, DL_PART);
	ck_assert_int_eq(e->part, DL_PART_MORNING);
	ck_assert_int_eq(e->status, DL_CANCELLED);
	ck_assert(e->approximate && e->has_start && e->has_end && e->has_window && e->has_time);
	ck_assert_int_eq(e->window[1].minute, 20);
	ck_assert_double_eq_tol(e->latitude, 48.21, 1e-9);
	ck_assert_double_eq_tol(e->longitude, -16.37, 1e-9);
	ck_assert_uint_eq(e->people.n, 2);
	ck_assert_uint_eq(e->source.column, 1);
	ck_assert_int_eq(s.v[1].event.start.year, -43);
	ck_assert(!s.v[1].event.has_end);
	ck_assert(s.v[2].hidden);
	ck_assert_int_eq(s.v[2].gone, 3);
}
END_TEST

/* Whatever bytes an event has, its state can be read again. */
START_TEST(all_bytes)
{
	char bytes[256];
	struct state_record r = {.event = {.uid = STR("a"), .has_start = true}};
	struct state s = {.modified = 1, .v = &r, .n = 1}, back = {0};
	struct buf b = {0};
	for (int i = 0; i < 256; i++)
		bytes[i] = (char)(255 - i);
	r.event.start = (struct dl_civil){2026, 1, 1, 0, 0, 0};
	r.event.title = (struct dl_str){bytes, sizeof(bytes)};
	state_write(&b, &s);
	ck_assert_int_eq(state_read(&arena, STR("x"), buf_str(&b), &back, NULL), 0);
	ck_assert(str_eq(back.v[0].event.title, r.event.title));
	buf_free(&b);
}
END_TEST

START_TEST(content_is_what_people_see)
{
	struct state s = {0};
	struct buf a = {0}, b = {0};
	ck_assert_int_eq(read_state(full, &s, NULL), 0);
	struct dl_event *e = &s.v[0].event;
	state_content(&a, e);
	e->source.line++;
	e->confidence = 1;
	e->known = 0;
	e->rules.n = 0;
	e->sequence++;
	e->modified++;
	e->created++;
	state_content(&b, e);
	ck_assert(str_eq(buf_str(&a), buf_str(&b)));
	ck_assert_ptr_nonnull(strstr(full, "\ttitle Tab"));
	e->location = STR("elsewhere");
	buf_clear(&b);
	state_content(&b, e);
	ck_assert(!str_eq(buf_str(&a), buf_str(&b)));
	buf_clear(&a);
	e->source.quote = STR("elsewhere");
	state_content(&a, e);
	ck_assert(!str_eq(buf_str(&a), buf_str(&b)));
	buf_free(&a);
	buf_free(&b);
}
END_TEST

#define HEAD  "dateline-state 1\nmodified 1\n"
#define EVENT HEAD "\nevent a\n\ttitle t\n\tstart 2026-01-01T00:00:00\n"

static const struct {
	const char *text;
	uint32_t line, column;
	const char *what;
} damages[] = {
    {"", 1, 1, "no state of dateline"},
    {"BEGIN:VCALENDAR\n", 1, 1, "no state of dateline"},
    {"dateline-state x\n", 1, 1, "no state of dateline"},
    {"dateline-state 1\n", 1, 1, "expected \"modified\""},
    {"dateline-state 1\nmodified x\n", 2, 1, "expected \"modified\""},
    {"dateline-state 1\nmodified -1\n", 2, 1, "expected \"modified\""},
    {HEAD "calendar title x", 3, 17, "the last line has no end"},
    {HEAD "\ntitle x\n", 4, 1, "expected an event or a field"},
    {HEAD "\ttitle x\n", 3, 1, "expected an event or a field"},
    {HEAD "\nevent \n", 4, 1, "malformed UID"},
    {HEAD "\nevent a\\q\n", 4, 1, "malformed UID"},
    {HEAD "\nevent a\n\tstart 2026-01-01T00:00:00\n", 5, 1, "has no title"},
    {HEAD "\nevent a\n\ttitle x\n", 5, 1, "has no start"},
    {HEAD "\nevent a\n\ttitle x\n\nevent b\n", 7, 1, "has no start"},
    {EVENT "\nevent a\n", 8, 1, "not in the order of their UIDs"},
    {EVENT "\nevent A\n", 8, 1, "not in the order of their UIDs"},
    {EVENT "\tcolour red\n", 7, 2, "unknown field 'colour'"},
    {EVENT "\ttitle again\n", 7, 2, "field 'title' again"},
    {EVENT "\tsequence -1\n", 7, 11, "malformed 'sequence', expected a whole number"},
    {EVENT "\tsequence 99999999999\n", 7, 11, "malformed 'sequence'"},
    {EVENT "\tsequence\n", 7, 2, "malformed 'sequence'"},
    {EVENT "\tconfidence 101\n", 7, 13, "malformed 'confidence'"},
    {EVENT "\tmodified 999999999999999999999999\n", 7, 11, "malformed 'modified'"},
    {EVENT "\tprecision minutes\n", 7, 12, "malformed 'precision'"},
    {EVENT "\tend 2026-02-30T00:00:00\n", 7, 6, "malformed 'end', expected YYYY-MM-DD"},
    {EVENT "\tend 2026-01-01T24:00:00\n", 7, 6, "malformed 'end'"},
    {EVENT "\tend 2026-01-01\n", 7, 6, "malformed 'end'"},
    {EVENT "\tend 9999999-01-01T00:00:00\n", 7, 6, "malformed 'end'"},
    {EVENT "\tend --1-01-01T00:00:00\n", 7, 6, "malformed 'end'"},
    {EVENT "\tend -\n", 7, 6, "malformed 'end'"},
    {EVENT "\twindow 2026-01-01T00:00:00\n", 7, 9, "malformed 'window'"},
    {EVENT "\tclock 9\n", 7, 8, "malformed 'clock', expected HH:MM"},
    {EVENT "\tgeo 1 999999999\n", 7, 6, "malformed 'geo'"},
    {EVENT "\tspan 1\n", 7, 7, "malformed 'span', expected two whole numbers"},
    {EVENT "\tapproximate yes\n", 7, 14, "expected nothing after the name"},
    {EVENT "\turl a\\\n", 7, 6, "malformed 'url'"},
    {EVENT "\turl a\\x4\n", 7, 6, "malformed 'url'"},
    {EVENT "\turl a\\x4g\n", 7, 6, "malformed 'url'"},
    {EVENT "\turl \xFF\n", 7, 6, "this byte is not UTF-8"},
};

START_TEST(damage)
{
	struct state s;
	struct dl_error e = {0};
	ck_assert_int_eq(read_state(damages[_i].text, &s, &e), -1);
	ck_assert_int_eq(e.status, DL_SYNTAX);
	ck_assert_msg(e.line == damages[_i].line && e.column == damages[_i].column &&
			  strstr(e.text, damages[_i].what),
	    "%s\ngives %u:%u: %s\nexpected %u:%u: …%s…", damages[_i].text, e.line, e.column, e.text,
	    damages[_i].line, damages[_i].column, damages[_i].what);
}
END_TEST

START_TEST(a_later_version)
{
	struct state s;
	struct dl_error e = {0};
	ck_assert_int_eq(read_state("dateline-state 2\nsomething else\n", &s, &e), -1);
	ck_assert_int_eq(e.status, DL_UNSUPPORTED);
}
END_TEST

/* Cut anywhere, or with any byte another, it is read or refused. */
START_TEST(every_cut_and_every_flip)
{
	char text[sizeof(full)];
	for (size_t n = 0; n < sizeof(full); n++) {
		struct state s = {0};
		state_read(&arena, STR("x"), (struct dl_str){full, n}, &s, NULL);
		for (int bit = 0; bit < 8; bit++) {
			memcpy(text, full, sizeof(full));
			text[n] = (char)(text[n] ^ 1 << bit);
			state_read(
			    &arena, STR("x"), (struct dl_str){text, sizeof(full) - 1}, &s, NULL);
		}
		arena_reset(&arena);
	}
	ck_assert_ptr_nonnull(arena.blocks);
}
END_TEST

START_TEST(without_memory)
{
	int rc = -1;
	long n = 0;
	for (; rc != 0; n++) {
		struct nth counter = {.left = n};
		struct dl_alloc alloc = nth_alloc(&counter);
		struct arena a = {.alloc = &alloc};
		struct state s;
		struct dl_error e = {0};
		rc = state_read(&a, STR("x"), str_of(full), &s, &e);
		ck_assert_int_eq(e.status, rc == 0 ? DL_OK : DL_NOMEM);
		arena_free(&a);
		ck_assert_int_eq(counter.live, 0);
	}
	ck_assert_int_gt(n, 1);
}
END_TEST

/* Reading takes memory in proportion to the text. */
static size_t memory_for(size_t events)
{
	struct arena a = {0};
	struct buf b = {0};
	struct state s;
	buf_z(&b, HEAD);
	for (size_t i = 0; i < events; i++) {
		buf_printf(&b, "\nevent %08zu\n\ttitle x\n\tstart 2026-01-01T00:00:00\n", i);
		for (int k = 0; k < 20; k++)
			buf_z(&b, "\tperson \\\\A\n");
	}
	ck_assert_int_eq(state_read(&a, STR("x"), buf_str(&b), &s, NULL), 0);
	ck_assert_uint_eq(s.n, events);
	size_t total = a.total;
	arena_free(&a);
	buf_free(&b);
	return total;
}

START_TEST(memory_grows_with_the_text)
{
	size_t once = memory_for(2000), four = memory_for(8000);
	ck_assert_msg(four < 6 * once, "%zu bytes, then %zu", once, four);
}
END_TEST

Suite *suite_feed_state(void)
{
	Suite *suite = suite_create("feed/state");
	TCase *t = tcase_create("state");
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, what_is_written_is_read_and_written_again);
	tcase_add_test(t, what_it_says);
	tcase_add_test(t, all_bytes);
	tcase_add_test(t, content_is_what_people_see);
	tcase_add_loop_test(t, damage, 0, sizeof(damages) / sizeof(damages[0]));
	tcase_add_test(t, a_later_version);
	tcase_add_test(t, every_cut_and_every_flip);
	tcase_add_test(t, without_memory);
	tcase_add_test(t, memory_grows_with_the_text);
	suite_add_tcase(suite, t);
	return suite;
}
