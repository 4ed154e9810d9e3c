/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "event/place.h"
#include "lang/fold.h"

static const struct {
	const char *text, *city, *zone; /* zone NULL: not known at all */
} rows[] = {
    {"Paris", "Paris", "Europe/Paris"},
    {"Paris, Texas", "Paris, Texas", "America/Chicago"},
    {"Cambridge, Massachusetts", "Cambridge, Massachusetts", "America/New_York"},
    {"Cambridge, MA, USA", "Cambridge, MA, USA", "America/New_York"},
    {"Cambridge", "Cambridge", "Europe/London"},
    {"Mill Hall, 4 Long Lane, Leeds", "Leeds", "Europe/London"},
    {"8010 Graz, Austria", "Graz, Austria", "Europe/Vienna"},
    {"St. Louis", "St. Louis", "America/Chicago"},
    {"Saint Louis", "Saint Louis", "America/Chicago"},
    {"Z\xC3\xBCrich", "Z\xC3\xBCrich", "Europe/Zurich"},
    {"Zurich", "Zurich", "Europe/Zurich"},
    {"SHANGHAI", "SHANGHAI", "Asia/Shanghai"},
    {"Washington, D.C.", "Washington, D.C.", "America/New_York"},
    {"the Hague", "the Hague", "Europe/Amsterdam"},
    {"Bombay", "Bombay", "Asia/Kolkata"},
    {"Frankfurt", "Frankfurt", "Europe/Berlin"},
    {"Singapore", "Singapore", "Asia/Singapore"},
    {"Iceland", "Iceland", "Atlantic/Reykjavik"},
    {"California", "California", "America/Los_Angeles"},
    {"United States", "United States", ""}, /* known, of many zones */
    {"Atlanta, Georgia", "Atlanta, Georgia", "America/New_York"},
    {"Leeds, Texas", NULL, NULL}, /* no such town there; nor is it Texas */
    {"Nowhere Hall", NULL, NULL},
    {"", NULL, NULL},
    {",,,", NULL, NULL},
};

START_TEST(places)
{
	struct place p = {.kind = PLACE_NONE};
	bool found = place_read(str_of(rows[_i].text), &p);
	bool known = rows[_i].zone != NULL;
	if (!known && found) /* "Leeds, Texas": the state is known, the town is not there */
		known = str_eq(p.city, STR("Texas"));
	ck_assert_msg(found == known, "%s", rows[_i].text);
	if (rows[_i].zone == NULL)
		return;
	ck_assert_msg(str_eq(p.zone, str_of(rows[_i].zone)), "%s: %.*s", rows[_i].text,
	    (int)p.zone.n, p.zone.p);
	ck_assert_msg(str_eq(p.city, str_of(rows[_i].city)), "%s: %.*s", rows[_i].text,
	    (int)p.city.n, p.city.p);
}
END_TEST

START_TEST(points)
{
	struct place p;
	ck_assert(place_find(STR("Graz"), &p));
	ck_assert(p.has_point && p.kind == PLACE_CITY);
	ck_assert_double_eq_tol(p.latitude, 47.07, 0.05);
	ck_assert_double_eq_tol(p.longitude, 15.45, 0.05);
	ck_assert(place_find(STR("Wellington"), &p));
	ck_assert_double_eq_tol(p.latitude, -41.29, 0.05);
	ck_assert(place_find(STR("Austria"), &p));
	ck_assert(!p.has_point && p.kind == PLACE_COUNTRY);
}
END_TEST

/* Names of any length and any bytes of UTF-8. */
START_TEST(long_names)
{
	char text[1000];
	struct place p;
	memset(text, 'a', sizeof(text));
	ck_assert(!place_read((struct dl_str){text, sizeof(text)}, &p));
	for (size_t i = 1; i < sizeof(text); i += 2)
		text[i] = ',';
	ck_assert(!place_read((struct dl_str){text, sizeof(text)}, &p));
	ck_assert(!place_read(STR("\xF0\x9F\x8F\xA0, \xE4\xB8\x8A"), &p));
}
END_TEST

START_TEST(keys)
{
	static const char *const pairs[][2] = {{"\xC5\x81\xC3\xB3"
						"d\xC5\xBA",
						   "lodz"},
	    {"C\xC3\xB4te d\xE2\x80\x99Ivoire", "cote divoire"},
	    {"Stratford-upon-Avon", "stratford upon avon"}, {"St. Ives", "saint ives"},
	    {"D.C.", "dc"}, {"\xC4\x90\xC3\xA0 N\xE1\xBA\xB5ng", "da nang"},
	    {"\xE4\xB8\x8A\xE6\xB5\xB7", "\xE4\xB8\x8A\xE6\xB5\xB7"}, {"  ", ""}};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		char key[FOLD_MAX + 1];
		fold_key(pairs[i][0], strlen(pairs[i][0]), key);
		ck_assert_str_eq(key, pairs[i][1]);
	}
}
END_TEST

Suite *suite_event_place(void);
Suite *suite_event_place(void)
{
	Suite *s = suite_create("event/place");
	TCase *tc = tcase_create("places");
	tcase_add_loop_test(tc, places, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tc, points);
	tcase_add_test(tc, long_names);
	tcase_add_test(tc, keys);
	suite_add_tcase(s, tc);
	return s;
}
