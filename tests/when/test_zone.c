/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>

#include "base/str.h"
#include "when/zone.h"

static void scans(const char *text, size_t length, const char *iana, int minutes)
{
	struct dl_str name = {NULL, 0};
	int got = 0;
	bool fixed;
	ck_assert_uint_eq(zone_scan(NULL, str_of(text), &name, &got, &fixed), length);
	if (length == 0)
		return;
	ck_assert_msg(str_eq(name, str_of(iana)), "%s", text);
	ck_assert_int_eq(got, minutes);
}

START_TEST(scan)
{
	scans("EST, then", 3, "America/New_York", -300);
	scans("UTC+2 and", 5, "", 120);
	scans("GMT -03:30", 10, "", -210);
	scans("UTC", 3, "Etc/UTC", 0);
	scans("+0530", 5, "", 330);
	scans("Europe/Vienna.", 13, "Europe/Vienna", 0);
	scans("AoE)", 3, "Etc/GMT+12", -720);
	scans("-11:30", 0, "", 0); /* the end of a range */
	scans("ESTATE", 0, "", 0);
	scans("Eastern Standard Time", 21, "America/New_York", -300);
	scans("pacific time", 12, "America/Los_Angeles", -480);
	scans("Pacific Hotel", 0, "", 0);
	scans("gmt", 3, "Etc/GMT", 0);
	scans("New York time.", 13, "America/New_York", -300);
	scans("Europe/Nowhere", 0, "", 0);
	scans("est", 0, "", 0);
	scans("UTC2", 0, "", 0);
	scans("", 0, "", 0);
}
END_TEST

/* Names are looked up once; with too many that are none, only known ones count. */
START_TEST(memory)
{
	struct arena arena = {0};
	struct zone_memory m = {.arena = &arena};
	static char names[ZONE_MISSING + 1][16];
	struct dl_str name;
	int minutes;
	bool fixed;
	ck_assert_uint_eq(zone_scan(&m, STR("Europe/Vienna"), &name, &minutes, &fixed), 13);
	ck_assert_uint_eq(m.n, 1);
	for (size_t i = 0; i <= ZONE_MISSING; i++)
		for (int twice = 0; twice < 2; twice++) {
			snprintf(names[i], sizeof(names[i]), "Smith/Jones%u", (unsigned)i);
			struct dl_str s = str_of(names[i]);
			ck_assert_uint_eq(zone_scan(&m, s, &name, &minutes, &fixed), 0);
		}
	ck_assert_uint_eq(m.n_missing, ZONE_MISSING);
	ck_assert_uint_eq(zone_scan(&m, STR("Asia/Tokyo"), &name, &minutes, &fixed), 0);
	ck_assert_uint_eq(zone_scan(&m, STR("Europe/Vienna"), &name, &minutes, &fixed), 13);
	arena_free(&arena);
}
END_TEST

START_TEST(offsets)
{
	int m;
	ck_assert(zone_offset(STR("Europe/Vienna"), (struct dl_civil){2026, 7, 1, 12, 0, 0}, &m));
	ck_assert_int_eq(m, 120);
	ck_assert(zone_offset(STR("Europe/Vienna"), (struct dl_civil){2026, 1, 1, 12, 0, 0}, &m));
	ck_assert_int_eq(m, 60);
	/* the hour that the clocks skip: the offset before the change */
	ck_assert(zone_offset(STR("Europe/Vienna"), (struct dl_civil){2026, 3, 29, 2, 30, 0}, &m));
	ck_assert_int_eq(m, 60);
	ck_assert(!zone_offset(STR("Europe/Nowhere"), (struct dl_civil){2026, 1, 1, 12, 0, 0}, &m));
}
END_TEST

START_TEST(names)
{
	ck_assert(zone_exists(STR("Asia/Shanghai")));
	ck_assert(!zone_exists(STR("")));
	ck_assert(!zone_exists(STR("../etc/passwd")));
	ck_assert(!zone_exists(STR("Asia/")));
	ck_assert(!zone_exists(STR("Mars/Olympus")));
}
END_TEST

Suite *suite_when_zone(void);
Suite *suite_when_zone(void)
{
	Suite *s = suite_create("when/zone");
	TCase *tc = tcase_create("zone");
	tcase_add_test(tc, scan);
	tcase_add_test(tc, memory);
	tcase_add_test(tc, offsets);
	tcase_add_test(tc, names);
	suite_add_tcase(s, tc);
	return s;
}
