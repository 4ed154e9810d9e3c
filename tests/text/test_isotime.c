/* SPDX-License-Identifier: MIT */
/* Dates and times for machines: each spelling, and what it is written as. */
#include <check.h>
#include <string.h>

#include "base/str.h"
#include "text/isotime.h"

static const struct {
	const char *text, *want; /* NULL: it is none */
} times[] = {
    {"2027", "2027"},
    {"2027-05", "2027-05"},
    {"2027-05-04", "2027-05-04"},
    {"2027-5-4", "2027-05-04"},
    {"2027/05/04", "2027-05-04"},
    {"20270504", "2027-05-04"},
    {"-0043-03-15", "-0043-03-15"},
    {"+12027", "+12027"},
    {" 2027-05-04T19:00 ", "2027-05-04T19:00"},
    {"2027-05-04 19:00:30.5", "2027-05-04T19:00:30"},
    {"20270504T190000Z", "2027-05-04T19:00Z"},
    {"2027-05-04T19:00+0530", "2027-05-04T19:00+05:30"},
    {"2027-05-04T19:00 -03", "2027-05-04T19:00-03:00"},
    {"2027-05-04T19:00+02:00[Europe/Berlin]", "2027-05-04T19:00+02:00"},
    {"2027-12-31T24:00", "2028-01-01T00:00"},
    {"T9:30", "T09:30"},
    {"9:30", "T09:30"},
    {"", NULL},
    {"5", NULL},
    {"2027-13-01", NULL},
    {"2027-02-29", NULL},
    {"2028-02-30", NULL},
    {"2027-05-04T", NULL},
    {"2027-05-04T25:00", NULL},
    {"2027-05-04T24:30", NULL},
    {"2027-05-04T19:00+24:00", NULL},
    {"2027-05-04T19:00[", NULL},
    {"2027-05-04 evening", NULL},
    {"202705041900", NULL},
    {"04.05.2027", NULL},
};

START_TEST(reads)
{
	struct isotime t;
	char out[ISOTIME_MAX];
	bool ok = isotime_read(str_of(times[_i].text), &t);
	ck_assert_msg(ok == (times[_i].want != NULL), "'%s'", times[_i].text);
	if (!ok)
		return;
	struct dl_str got = {out, isotime_write(&t, out)};
	ck_assert_msg(str_eq(got, str_of(times[_i].want)), "'%s' gives '%.*s'", times[_i].text,
	    (int)got.n, got.p);
}
END_TEST

START_TEST(passes_on)
{
	static const char *const rows[][2] = {{"2027-12-31", "2028-01-01"},
	    {"2028-02-28", "2028-02-29"}, {"2027-12", "2028-01"}, {"2027-03", "2027-04"},
	    {"2027", "2028"}, {"2027-05-04T19:00", "2027-05-04T19:00"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct isotime t;
		char out[ISOTIME_MAX];
		ck_assert(isotime_read(str_of(rows[i][0]), &t));
		isotime_pass(&t);
		struct dl_str got = {out, isotime_write(&t, out)};
		ck_assert_msg(str_eq(got, str_of(rows[i][1])), "%.*s", (int)got.n, got.p);
	}
}
END_TEST

START_TEST(lasts)
{
	static const struct {
		const char *text;
		int64_t minutes; /* -1: it is none */
	} rows[] = {{"PT90M", 90}, {"P1DT2H30M", 1590}, {"P2W", 20160}, {"+PT1H", 60}, {"PT45S", 0},
	    {"P", -1}, {"1H", -1}, {"PT", -1}, {"P1Y", -1}, {"P1M", -1}, {"-PT1H", -1},
	    {"PT99999999H", -1}, {"PT1H ", 60}, {"PT1Hx", -1}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t minutes = -1;
		bool ok = isotime_duration(str_of(rows[i].text), &minutes);
		ck_assert_msg(ok == (rows[i].minutes >= 0), "%s", rows[i].text);
		ck_assert_msg(minutes == rows[i].minutes, "%s", rows[i].text);
	}
}
END_TEST

Suite *suite_text_isotime(void);
Suite *suite_text_isotime(void)
{
	Suite *s = suite_create("text/isotime");
	TCase *t = tcase_create("isotime");
	tcase_add_loop_test(t, reads, 0, (int)(sizeof(times) / sizeof(times[0])));
	tcase_add_test(t, passes_on);
	tcase_add_test(t, lasts);
	suite_add_tcase(s, t);
	return s;
}
