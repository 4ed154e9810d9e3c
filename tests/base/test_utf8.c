/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/str.h"

#include <check.h>
#include <string.h>

Suite *suite_base_utf8(void);

static bool comes_back(uint32_t c)
{
	char p[4];
	uint32_t back = 0, none;
	size_t n = utf8_encode(c, p);

	return utf8_decode((struct dl_str){p, n}, &back) == n && back == c &&
	       utf8_valid((struct dl_str){p, n}) == n &&
	       utf8_decode((struct dl_str){p, n - 1}, &none) == 0;
}

/* Every code point there is comes back as it was. Check notes each assertion,
 * and a million notes take half a gigabyte: so one is made of a failure only. */
START_TEST(all_code_points)
{
	for (uint32_t c = 1; c < 0x110000; c++)
		if ((c < 0xD800 || c >= 0xE000) && !comes_back(c))
			ck_abort_msg("U+%04X", (unsigned)c);
}
END_TEST

static const char *const malformed[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(",
    "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82", "\xE2(\xA1", "\xED\xA0\x80", "\xED\xBF\xBF",
    "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
    "\xF8\x88\x80\x80\x80", "\xFE", "\xFF"};

/* Malformed bytes are found wherever they stand, also behind the eight bytes
 * that are looked at in one go. */
START_TEST(malformed_bytes)
{
	struct dl_str bad = str_of(malformed[_i]);
	uint32_t c;
	ck_assert_uint_eq(utf8_decode(bad, &c), 0);
	for (size_t before = 0; before < 20; before++) {
		char text[40];
		memset(text, 'a', sizeof(text));
		memcpy(text + before, bad.p, bad.n);
		ck_assert_uint_eq(utf8_valid((struct dl_str){text, sizeof(text)}), before);
		ck_assert_uint_eq(utf8_valid((struct dl_str){text, before + bad.n}), before);
	}
}
END_TEST

START_TEST(counting)
{
	struct dl_str s = STR("aä上😀");
	ck_assert_uint_eq(utf8_count(s), 4);
	ck_assert_uint_eq(utf8_count(STR("")), 0);
	/* also where eight bytes are counted in one go, and past them */
	ck_assert_uint_eq(utf8_count(STR("äöü上😀\x7F~abcdefghä上上上上上")), 21);
	ck_assert_uint_eq(utf8_head(s, 0).n, 0);
	ck_assert_uint_eq(utf8_head(s, 2).n, 3);
	ck_assert_uint_eq(utf8_head(s, 3).n, 6);
	ck_assert_uint_eq(utf8_head(s, 4).n, 10);
	ck_assert_uint_eq(utf8_head(s, 99).n, 10);
}
END_TEST

Suite *suite_base_utf8(void)
{
	Suite *suite = suite_create("base/utf8");
	TCase *t = tcase_create("utf8");
	tcase_add_test(t, all_code_points);
	tcase_add_loop_test(t, malformed_bytes, 0, sizeof(malformed) / sizeof(malformed[0]));
	tcase_add_test(t, counting);
	suite_add_tcase(suite, t);
	return suite;
}
