/* SPDX-License-Identifier: MIT */
/* What we write, libical reads: the same values, and for each time the instant
 * that the tz database means. */
#include <check.h>
#include <errno.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/io.h"
#include "base/str.h"
#include "base/tzif.h"
#include "base/utf8.h"
#include "case.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"

static const char *const cases[] = {"founding", "programme", "chronology", "hostile", "empty",
    "recurring", "status", "floating", "zones"};
enum { N_CASES = sizeof(cases) / sizeof(*cases) };

static struct arena arena;
static struct dl_calendar calendar;
static struct buf out;

static void setup_case(const char *name)
{
	char path[256];
	snprintf(path, sizeof(path), "tests/emit/%s/calendar.txt", name);
	case_read(&arena, path, &calendar);
	struct dl_sink sink = buf_sink(&out);
	ck_assert_int_eq(emit_ics.emit(&calendar, &sink, NULL), 0);
}

static void teardown(void)
{
	arena_free(&arena);
	buf_free(&out);
}

static icalcomponent *parse(void)
{
	buf_byte(&out, '\0');
	ck_assert_int_eq(out.failed, DL_OK);
	icalcomponent *c = icalparser_parse_string(out.p);
	ck_assert_ptr_nonnull(c);
	ck_assert_int_eq(icalcomponent_count_errors(c), 0);
	ck_assert(icalrestriction_check(c));
	return c;
}

static const struct dl_event *find_event(const char *uid)
{
	for (size_t i = 0; i < calendar.n_events; i++)
		if (str_eq(calendar.events[i].uid, str_of(uid)))
			return &calendar.events[i];
	ck_abort_msg("no event %s", uid);
	return NULL;
}

static void assert_line(struct dl_str got, struct dl_str want)
{
	struct buf b = {.alloc = NULL};
	clean_line(&b, want);
	ck_assert_msg(str_eq(got, buf_str(&b)), "%.*s, not %.*s", (int)got.n, got.p, (int)b.n, b.p);
	buf_free(&b);
}

static void check_text(icalcomponent *vevent, const struct dl_event *e)
{
	struct dl_str summary = str_of(icalcomponent_get_summary(vevent));
	struct buf title = {.alloc = NULL};
	clean_line(&title, clean_or(e->title, STR("Untitled")));
	ck_assert(str_starts(summary, buf_str(&title)));
	buf_free(&title);
	const char *location = icalcomponent_get_location(vevent);
	assert_line(str_of(location), e->location);
	ck_assert_int_eq(icalcomponent_get_sequence(vevent), (int)e->sequence);
	icalproperty_status status = icalcomponent_get_status(vevent);
	ck_assert_int_eq(status == ICAL_STATUS_CANCELLED, e->status == DL_CANCELLED);
	bool fuzzy = e->precision < DL_DAY || e->approximate || e->status == DL_TENTATIVE;
	ck_assert_int_eq(status == ICAL_STATUS_TENTATIVE, fuzzy && e->status != DL_CANCELLED);
	size_t n = 0;
	for (icalproperty *p = icalcomponent_get_first_property(vevent, ICAL_RELATEDTO_PROPERTY);
	     p != NULL; p = icalcomponent_get_next_property(vevent, ICAL_RELATEDTO_PROPERTY))
		assert_line(str_of(icalproperty_get_relatedto(p)), e->after.v[n++]);
	ck_assert_uint_eq(n, e->after.n);
}

static void check_days(icalcomponent *vevent, const struct dl_event *e)
{
	struct icaltimetype start = icalcomponent_get_dtstart(vevent);
	struct icaltimetype end = icalcomponent_get_dtend(vevent);
	ck_assert(icaltime_is_date(start) == icaltime_is_date(end));
	ck_assert_int_eq(icaltime_compare(start, end), -1);
	if (e->has_start) {
		ck_assert_int_eq(start.year, e->start.year);
		ck_assert_int_eq(start.month, e->start.month);
		ck_assert_int_eq(start.day, e->start.day);
	}
	if (e->precision == DL_DAY || e->precision < DL_DAY)
		ck_assert(icaltime_is_date(start));
	if (!icaltime_is_date(start)) /* nothing floats */
		ck_assert(icaltime_is_utc(start) || icaltime_get_timezone(start) != NULL);
}

START_TEST(read_back)
{
	setup_case(cases[_i]);
	icalcomponent *c = parse();
	size_t n = 0;
	for (icalcomponent *v = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
	     v != NULL; v = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT), n++) {
		const struct dl_event *e = find_event(icalcomponent_get_uid(v));
		check_text(v, e);
		check_days(v, e);
	}
	icalproperty *x = icalcomponent_get_first_property(c, ICAL_X_PROPERTY);
	size_t omitted = 0;
	for (; x != NULL; x = icalcomponent_get_next_property(c, ICAL_X_PROPERTY))
		if (strcmp(icalproperty_get_x_name(x), "X-DATELINE-OMITTED") == 0)
			omitted = strtoul(icalproperty_get_value_as_string(x), NULL, 10);
	ck_assert_uint_eq(n + omitted, calendar.n_events);
	icalproperty *name = icalcomponent_get_first_property(c, ICAL_NAME_PROPERTY);
	assert_line(str_of(icalproperty_get_name(name)), calendar.title);
	icalcomponent_free(c);
}
END_TEST

/* The wall clock time of DTSTART, through the VTIMEZONE of the file, is the
 * instant that it is through the tz database. */
START_TEST(instants)
{
	setup_case("zones");
	icalcomponent *c = parse();
	size_t n = 0;
	for (icalcomponent *v = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
	     v != NULL; v = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT), n++) {
		const struct dl_event *e = find_event(icalcomponent_get_uid(v));
		struct tzif zone;
		ck_assert_int_eq(tzif_open(&arena, e->tz, &zone, NULL), 0);
		struct icaltimetype start = icalcomponent_get_dtstart(v);
		icaltimezone *tz = icalcomponent_get_timezone(c, icaltime_get_tzid(start));
		ck_assert_ptr_nonnull(tz);
		int offset = icaltimezone_get_utc_offset(tz, &start, NULL);
		int64_t local = iso_seconds(e->start);
		/* libical takes the later offset in a gap and in an overlap. */
		if (!str_ends(e->title, STR("in the gap")) && !str_ends(e->title, STR("overlap")))
			ck_assert_msg(
			    local - tzif_utc(&zone, local) == offset, "%s: %d", e->title.p, offset);
	}
	ck_assert_uint_eq(n, calendar.n_events);
	icalcomponent_free(c);
}
END_TEST

/* A VTIMEZONE for some years agrees with the tz database in all of them. */
static const struct {
	const char *zone;
	int32_t first, last;
} spans[] = {{"Europe/Vienna", 1970, 2100}, {"America/New_York", 1960, 2060},
    {"America/St_Johns", 1985, 2030}, {"Asia/Shanghai", 1985, 1995}, {"Asia/Jerusalem", 2010, 2040},
    {"Asia/Gaza", 2015, 2030}, {"Africa/Casablanca", 2010, 2040}, {"America/Sao_Paulo", 2005, 2020},
    {"Pacific/Apia", 2009, 2025}, {"Australia/Lord_Howe", 1980, 2050},
    {"Europe/Dublin", 1965, 2045}, {"Asia/Tehran", 2000, 2030}, {"America/Nuuk", 2015, 2045},
    {"Etc/GMT+12", 1990, 2030}, {"Antarctica/Troll", 2000, 2045}, {"Asia/Kolkata", 1946, 2050}};

START_TEST(whole_zones)
{
	struct dl_str name = str_of(spans[_i].zone);
	struct dl_event events[2] = {{.uid = STR("a"),
					 .title = STR("a"),
					 .precision = DL_MINUTE,
					 .has_start = true,
					 .tz = name,
					 .start = {spans[_i].first, 1, 1, 0, 0, 0}},
	    {.uid = STR("b"),
		.title = STR("b"),
		.precision = DL_MINUTE,
		.has_start = true,
		.tz = name,
		.start = {spans[_i].last, 12, 31, 22, 0, 0}}};
	struct dl_calendar c = {.events = events, .n_events = 2};
	struct dl_sink sink = buf_sink(&out);
	ck_assert_int_eq(emit_ics.emit(&c, &sink, NULL), 0);
	icalcomponent *ics = parse();
	icaltimezone *tz = icalcomponent_get_timezone(ics, spans[_i].zone);
	struct tzif zone;
	ck_assert_ptr_nonnull(tz);
	ck_assert_int_eq(tzif_open(&arena, name, &zone, NULL), 0);
	int64_t last = iso_seconds(events[1].start);
	/* A prime number of hours: every hour of the day has its turn. */
	for (int64_t utc = iso_seconds(events[0].start); utc < last; utc += 61 * 3600) {
		struct dl_civil t = iso_civil(utc);
		struct icaltimetype when = icaltime_null_time();
		when.year = t.year, when.month = t.month, when.day = t.day, when.hour = t.hour;
		int offset = icaltimezone_get_utc_offset_of_utc_time(tz, &when, NULL);
		/* Asserted only when wrong: an assertion costs more than the rest. */
		if (offset != tzif_at(&zone, utc).offset)
			ck_abort_msg("%s %04d-%02d-%02dT%02d: %d", spans[_i].zone, (int)t.year,
			    t.month, t.day, t.hour, offset);
	}
	icalcomponent_free(ics);
}
END_TEST

START_TEST(lines)
{
	setup_case(cases[_i]);
	struct dl_str rest = buf_str(&out);
	while (rest.n != 0) {
		struct dl_str line = str_split(&rest, '\n');
		ck_assert(str_ends(line, STR("\r")));
		ck_assert_uint_le(line.n, 76);
		ck_assert_uint_eq(utf8_valid(line), line.n);
	}
}
END_TEST

/* A name that is not UTF-8's business: it must not appear where a line would
 * be read as another one. */
START_TEST(no_line_of_its_own)
{
	struct dl_event e = {.uid = STR("x\r\nX-EVIL:1"),
	    .title = STR("t\r\nX-EVIL:2\nX-EVIL:3\rX-EVIL:4"),
	    .tz = STR("Europe/Vienna\r\nX-EVIL:5"),
	    .rrule = STR("FREQ=DAILY\r\nX-EVIL:6"),
	    .edtf = STR("2026\r\nX-EVIL:7"),
	    .location = STR("\nX-EVIL:8"),
	    .url = STR("https://a.example/\r\nX-EVIL:9"),
	    .precision = DL_DAY,
	    .has_start = true,
	    .start = {2026, 1, 1, 0, 0, 0}};
	struct dl_calendar c = {.name = STR("n\r\nX-EVIL:10"),
	    .title = STR("\r\nX-EVIL:11"),
	    .base_url = STR("https://a.example/\r\nX-EVIL:12/"),
	    .tz = STR("\r\nX-EVIL:13"),
	    .color = STR("red\r\nX-EVIL:14"),
	    .events = &e,
	    .n_events = 1};
	struct dl_sink sink = buf_sink(&out);
	ck_assert_int_eq(emit_ics.emit(&c, &sink, NULL), 0);
	buf_byte(&out, '\0');
	ck_assert_ptr_null(strstr(out.p, "\nX-EVIL"));
	ck_assert_ptr_null(strstr(out.p, "\rX-EVIL"));
}
END_TEST

static int open_nothing(const char *path, int flags, mode_t mode)
{
	(void)path, (void)flags, (void)mode;
	errno = ENOENT;
	return -1;
}

/* Where tzdata is not installed: hours cannot be told, and that is said; what
 * needs no zone is written as ever. */
START_TEST(no_tz_database)
{
	setup_case("founding");
	struct buf again = {.alloc = NULL};
	struct dl_sink sink = buf_sink(&again);
	struct dl_error error = {.status = DL_OK};
	struct io_calls calls = io_calls;
	io_calls.open = open_nothing;
	int rc = emit_ics.emit(&calendar, &sink, &error);
	int page = emit_html.emit(&calendar, &sink, NULL);
	calendar.n_events = 1; /* the whole day */
	buf_clear(&again);
	int days = emit_ics.emit(&calendar, &sink, NULL);
	io_calls = calls;
	ck_assert_int_eq(rc, -1);
	ck_assert_int_eq(error.status, DL_IO);
	ck_assert_ptr_nonnull(strstr(error.text, "tzdata"));
	ck_assert_int_eq(page, 0);
	ck_assert_int_eq(days, 0);
	buf_byte(&again, '\0');
	ck_assert_ptr_nonnull(strstr(again.p, "DTSTART;VALUE=DATE:20250921"));
	buf_free(&again);
}
END_TEST

/* Neither the machine's zone nor a second run makes a difference. */
START_TEST(same_bytes)
{
	setup_case(cases[_i]);
	struct buf again = {.alloc = NULL};
	struct dl_sink sink = buf_sink(&again);
	setenv("TZ", "America/New_York", 1);
	tzset();
	int rc = emit_ics.emit(&calendar, &sink, NULL);
	unsetenv("TZ");
	tzset();
	ck_assert_int_eq(rc, 0);
	ck_assert(str_eq(buf_str(&again), buf_str(&out)));
	buf_free(&again);
}
END_TEST

Suite *suite_emit_ics(void);
Suite *suite_emit_ics(void)
{
	Suite *s = suite_create("emit/ics");
	TCase *tc = tcase_create("ics");
	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, read_back, 0, N_CASES);
	tcase_add_loop_test(tc, lines, 0, N_CASES);
	tcase_add_test(tc, instants);
	tcase_add_loop_test(tc, whole_zones, 0, sizeof(spans) / sizeof(*spans));
	tcase_add_test(tc, no_line_of_its_own);
	tcase_add_test(tc, no_tz_database);
	tcase_add_loop_test(tc, same_bytes, 0, N_CASES);
	suite_add_tcase(s, tc);
	return s;
}
