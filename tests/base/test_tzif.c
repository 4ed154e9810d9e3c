/* SPDX-License-Identifier: MIT */
/* Zones out of TZif files: those of this machine, and made ones that are cut,
 * lie or have a footer of every kind. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/days.h"
#include "base/str.h"
#include "base/tzif.h"

static struct arena arena;

static void teardown(void)
{
	arena_free(&arena);
}

/* "2025-09-21T11:20" in seconds since 1970-01-01T00:00 */
static int64_t at(const char *text)
{
	int year, month, day, hour, minute;
	ck_assert_int_eq(sscanf(text, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute), 5);
	return days_from_date(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

/* ---- the tz database ---------------------------------------------------------- */

static const struct {
	const char *zone, *local;
	int minutes; /* east of UTC */
	const char *name;
} rows[] = {
    {"Europe/Vienna", "2026-01-15T12:00", 60, "CET"},
    {"Europe/Vienna", "2026-07-15T12:00", 120, "CEST"},
    {"Europe/Vienna", "2026-03-29T01:59", 60, "CET"},
    {"Europe/Vienna", "2026-03-29T02:30", 60, "CEST"}, /* a gap: the offset before it */
    {"Europe/Vienna", "2026-03-29T03:00", 120, "CEST"},
    {"Europe/Vienna", "2026-10-25T01:59", 120, "CEST"},
    {"Europe/Vienna", "2026-10-25T02:30", 120, "CEST"}, /* an overlap: likewise */
    {"Europe/Vienna", "2026-10-25T03:00", 60, "CET"},
    {"Europe/Vienna", "2399-07-15T12:00", 120, "CEST"},
    {"America/New_York", "2026-03-08T12:00", -240, "EDT"},
    {"America/New_York", "2006-03-15T12:00", -300, "EST"},
    {"America/St_Johns", "2026-07-01T12:00", -150, "NDT"},
    {"Asia/Shanghai", "2025-09-21T11:20", 480, "CST"},
    {"Asia/Shanghai", "1988-07-01T12:00", 540, "CDT"},
    {"Asia/Kolkata", "2040-07-01T12:00", 330, "IST"},
    {"Asia/Jerusalem", "2014-03-29T12:00", 180, "IDT"},
    {"Australia/Lord_Howe", "2050-01-15T12:00", 660, "+11"},
    {"Australia/Lord_Howe", "2050-07-15T12:00", 630, "+1030"},
    {"Europe/Dublin", "2050-01-15T12:00", 0, "GMT"},
    {"Europe/London", "1970-01-15T12:00", 60, "BST"},
    {"Pacific/Apia", "2011-12-29T12:00", -600, "-10"},
    {"Pacific/Apia", "2011-12-31T12:00", 840, "+14"},
    {"Etc/GMT+12", "2026-01-01T00:00", -720, "-12"},
    {"UTC", "1600-01-01T00:00", 0, "UTC"},
};

START_TEST(database)
{
	struct tzif z;
	struct dl_error error = {.status = DL_OK};
	ck_assert_msg(tzif_open(&arena, str_of(rows[_i].zone), &z, &error) == 0, "%s", error.text);
	int64_t local = at(rows[_i].local), utc = tzif_utc(&z, local);
	ck_assert_int_eq(local - utc, rows[_i].minutes * 60);
	ck_assert_str_eq(tzif_at(&z, utc).name, rows[_i].name);
	/* Spelled out, the footer says the same. */
	ck_assert_int_eq(tzif_expand(&arena, &z, 2060, NULL), 0);
	ck_assert_int_eq(tzif_utc(&z, local), utc);
}
END_TEST

static const char *const no_zones[] = {"", "/", "Europe", "Europe/", "/Europe/Vienna",
    "europe//vienna", "Europe/Vienna/", "../zoneinfo/UTC", "Europe/../UTC", "Mars/Olympus",
    "Europe/Vienna\n", "zone.tab", "localtime", "posixrules",
    "Europe/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

START_TEST(no_such_zone)
{
	struct tzif z;
	struct dl_error error = {.status = DL_OK};
	ck_assert_int_eq(tzif_open(&arena, str_of(no_zones[_i]), &z, &error), -1);
	ck_assert_int_eq(error.status, DL_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "unknown time zone"));
}
END_TEST

/* ---- made files ----------------------------------------------------------------- */

static void put32(struct buf *b, int64_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_byte(b, (char)((uint64_t)v >> shift));
}

static void put64(struct buf *b, int64_t v)
{
	put32(b, (int64_t)((uint64_t)v >> 32));
	put32(b, v);
}

struct made {
	char version;
	uint32_t n_leap, n_time, n_type;
	int64_t times[4];
	unsigned char indices[4];
	int32_t offsets[2];
	const char *footer;
};

static void put_header(struct buf *b, const struct made *m, bool counts)
{
	static const char zeros[15];
	buf_z(b, "TZif");
	buf_byte(b, m->version);
	buf_add(b, (struct dl_str){zeros, sizeof(zeros)});
	put32(b, 0);
	put32(b, 0);
	put32(b, counts ? m->n_leap : 0);
	put32(b, counts ? m->n_time : 0);
	put32(b, counts ? m->n_type : 1);
	put32(b, counts ? 8 : 1);
}

/* A version 2 file: an empty block of version 1, then the true one. */
static void make(struct buf *b, const struct made *m)
{
	put_header(b, m, false);
	buf_add(b, (struct dl_str){"\0\0\0\0\0\0", 6});
	buf_byte(b, '\0');
	put_header(b, m, true);
	for (uint32_t i = 0; i < m->n_time; i++)
		put64(b, m->times[i % 4]);
	for (uint32_t i = 0; i < m->n_time; i++)
		buf_byte(b, (char)m->indices[i % 4]);
	for (uint32_t i = 0; i < m->n_type; i++) {
		put32(b, m->offsets[i % 2]);
		buf_byte(b, (char)(i % 2));
		buf_byte(b, (char)(4 * (i % 2)));
	}
	buf_add(b, (struct dl_str){"STD\0DST\0", 8});
	for (uint32_t i = 0; i < 12 * m->n_leap; i++)
		buf_byte(b, '\0');
	buf_z(b, m->footer);
}

static const struct made plain = {.version = '2',
    .n_time = 2,
    .n_type = 2,
    .times = {0, 1000},
    .indices = {1, 0},
    .offsets = {3600, 7200},
    .footer = "\nSTD-1DST,M3.5.0,M10.5.0/3\n"};

static int parse(const struct made *m, struct tzif *ret)
{
	struct buf b = {.alloc = NULL};
	make(&b, m);
	struct dl_error error = {.status = DL_OK};
	int rc = tzif_parse(&arena, buf_str(&b), ret, &error);
	ck_assert_int_eq(error.status, rc == 0 ? DL_OK : DL_SYNTAX);
	buf_free(&b);
	return rc;
}

START_TEST(made_file)
{
	struct tzif z;
	ck_assert_int_eq(parse(&plain, &z), 0);
	ck_assert_uint_eq(z.n, 2);
	ck_assert_int_eq(tzif_at(&z, -1).offset, 3600);
	ck_assert_int_eq(tzif_at(&z, 0).offset, 7200);
	ck_assert_int_eq(tzif_at(&z, 999).offset, 7200);
	ck_assert_int_eq(tzif_at(&z, 1000).offset, 3600);
	ck_assert_int_eq(tzif_at(&z, at("2026-07-01T00:00")).offset, 7200);
	ck_assert_str_eq(tzif_at(&z, at("2026-07-01T00:00")).name, "DST");
}
END_TEST

START_TEST(cut_files)
{
	struct buf b = {.alloc = NULL};
	struct tzif z;
	make(&b, &plain);
	for (size_t n = 0; n < b.n; n++) {
		struct dl_error error = {.status = DL_OK};
		ck_assert_int_eq(tzif_parse(&arena, (struct dl_str){b.p, n}, &z, &error), -1);
		ck_assert_int_eq(error.status, DL_SYNTAX);
	}
	buf_free(&b);
}
END_TEST

START_TEST(lying_files)
{
	struct tzif z;
	struct made m = plain;
	m.n_leap = 1;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.n_type = 0;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.n_type = 257;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.n_time = 5001;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.indices[1] = 2;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.times[1] = 0;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.times[1] = INT64_MAX;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.times[0] = INT64_MIN;
	ck_assert_int_eq(parse(&m, &z), -1);
	m = plain, m.offsets[0] = 100000;
	ck_assert_int_eq(parse(&m, &z), -1);
}
END_TEST

static const struct {
	const char *footer;
	int january, july; /* minutes in 2026; 9999: not accepted */
} footers[] = {{"\n\n", 60, 60}, {"\nXYZ-2\n", 120, 120}, {"\n<-03>3\n", -180, -180},
    {"\n<+0545>-5:45\n", 345, 345}, {"\nSTD-1DST,M3.5.0,M10.5.0/3\n", 60, 120},
    {"\nSTD-10DST,M10.1.0,M4.1.0/3\n", 660, 600},
    {"\n<-02>2<-01>,M3.5.0/-1,M10.5.0/0\n", -120, -60},
    {"\nEET-2EEST,M3.4.4/50,M10.4.4/50\n", 120, 180}, {"\nIST-1GMT0,M10.5.0,M3.5.0/1\n", 0, 60},
    {"\nSTD-1DST-1:30,J60,J300\n", 60, 90}, {"\nSTD-1DST,59,299/1:30:15\n", 60, 120}, {"", 9999, 0},
    {"\n", 9999, 0}, {"\nSTD\n", 9999, 0}, {"\nST-1\n", 9999, 0}, {"\nSTD-1DST\n", 9999, 0},
    {"\nSTD-1DST,M3.5.0\n", 9999, 0}, {"\nSTD-1DST,M13.5.0,M10.5.0\n", 9999, 0},
    {"\nSTD-1DST,M3.6.0,M10.5.0\n", 9999, 0}, {"\nSTD-1DST,M3.5.7,M10.5.0\n", 9999, 0},
    {"\nSTD-1DST,J0,J300\n", 9999, 0}, {"\nSTD-1DST,J366,J300\n", 9999, 0},
    {"\nSTD-1DST,M3.5.0/168,M10.5.0\n", 9999, 0}, {"\nSTD-25\n", 9999, 0}, {"\n<STD-1\n", 9999, 0},
    {"\nSTD-1DST,M3.5.0,M10.5.0x\n", 9999, 0}};

START_TEST(footer)
{
	struct made m = plain;
	struct tzif z;
	m.footer = footers[_i].footer;
	int rc = parse(&m, &z);
	ck_assert_int_eq(rc, footers[_i].january == 9999 ? -1 : 0);
	if (rc < 0)
		return;
	ck_assert_int_eq(tzif_at(&z, at("2026-01-15T00:00")).offset, footers[_i].january * 60);
	ck_assert_int_eq(tzif_at(&z, at("2026-07-15T00:00")).offset, footers[_i].july * 60);
	ck_assert_int_eq(tzif_expand(&arena, &z, 2030, NULL), 0);
	ck_assert_int_eq(tzif_at(&z, at("2026-07-15T00:00")).offset, footers[_i].july * 60);
}
END_TEST

/* ---- memory ------------------------------------------------------------------------ */

struct some {
	size_t left;
};

static void *give(void *ctx, void *p, size_t n)
{
	struct some *s = ctx;
	if (n == 0) {
		free(p);
		return NULL;
	}
	return s->left-- == 0 ? NULL : realloc(p, n);
}

START_TEST(memory_gives_out)
{
	int rc = -1;
	size_t n = 0;
	for (; rc != 0; n++) {
		struct some some = {n};
		struct dl_alloc alloc = {give, &some};
		struct arena a = {.alloc = &alloc};
		struct tzif z;
		struct dl_error error = {.status = DL_OK};
		rc = tzif_open(&a, STR("Europe/Vienna"), &z, &error);
		if (rc == 0)
			rc = tzif_expand(&a, &z, 30000, &error);
		ck_assert_int_eq(error.status, rc == 0 ? DL_OK : DL_NOMEM);
		arena_free(&a);
	}
	ck_assert_uint_gt(n, 2);
}
END_TEST

/* ---- days ---------------------------------------------------------------------------- */

START_TEST(days)
{
	int32_t year;
	int month, day;
	ck_assert_int_eq(days_from_date(1970, 1, 1), 0);
	ck_assert_int_eq(days_from_date(2000, 2, 29), 11016);
	ck_assert_int_eq(days_from_date(1, 1, 1), -719162);
	ck_assert_int_eq(days_weekday(0), 4);
	ck_assert_int_eq(days_weekday(days_from_date(2025, 9, 21)), 7);
	ck_assert_int_eq(days_weekday(days_from_date(-43, 3, 15)), 5);
	ck_assert_int_eq(days_in_month(1900, 2), 28);
	ck_assert_int_eq(days_in_month(2000, 2), 29);
	ck_assert_int_eq(days_in_month(2000, 13), 0);
	int64_t last = days_from_date(-801, 12, 31);
	bool same = true; /* asserted once: an assertion costs more than the rest */
	for (int64_t n = last + 1; n < days_from_date(2500, 1, 1) && same; n++) {
		days_to_date(n, &year, &month, &day);
		same = days_from_date(year, month, day) == n && day >= 1 &&
		       day <= days_in_month(year, month);
	}
	ck_assert_msg(same, "%d-%d-%d", (int)year, month, day);
	days_to_date(days_from_date(999999, 12, 31), &year, &month, &day);
	ck_assert(year == 999999 && month == 12 && day == 31);
	days_to_date(days_from_date(-999999, 1, 1), &year, &month, &day);
	ck_assert(year == -999999 && month == 1 && day == 1);
}
END_TEST

Suite *suite_base_tzif(void);
Suite *suite_base_tzif(void)
{
	Suite *s = suite_create("base/tzif");
	TCase *tc = tcase_create("tzif");
	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, database, 0, sizeof(rows) / sizeof(*rows));
	tcase_add_loop_test(tc, no_such_zone, 0, sizeof(no_zones) / sizeof(*no_zones));
	tcase_add_test(tc, made_file);
	tcase_add_test(tc, cut_files);
	tcase_add_test(tc, lying_files);
	tcase_add_loop_test(tc, footer, 0, sizeof(footers) / sizeof(*footers));
	tcase_add_test(tc, memory_gives_out);
	tcase_add_test(tc, days);
	suite_add_tcase(s, tc);
	return s;
}
