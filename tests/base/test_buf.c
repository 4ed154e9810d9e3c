/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <string.h>

Suite *suite_base_buf(void);

static void holds(const struct buf *b, const char *want)
{
	ck_assert_msg(
	    str_eq(buf_str(b), str_of(want)), "got '%.*s', expected '%s'", (int)b->n, b->p, want);
}

START_TEST(everything_is_appended)
{
	struct buf b = {0};
	buf_z(&b, "one");
	buf_byte(&b, ' ');
	buf_add(&b, STR("two"));
	buf_printf(&b, " %d", 3);
	buf_add(&b, (struct dl_str){NULL, 0});
	buf_z(&b, NULL);
	holds(&b, "one two 3");
	struct dl_sink sink = buf_sink(&b);
	ck_assert_int_eq(sink.write(sink.ctx, "!", 1), 0);
	holds(&b, "one two 3!");
	ck_assert_int_eq(buf_check(&b, NULL), 0);
	buf_clear(&b);
	ck_assert_uint_eq(b.n, 0);
	buf_free(&b);
}
END_TEST

START_TEST(it_grows)
{
	struct buf b = {0};
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "%05d", i);
	ck_assert_uint_eq(b.n, 100000);
	ck_assert_int_eq(memcmp(b.p + 5 * 12345, "12345", 5), 0);
	buf_free(&b);
}
END_TEST

/* Nothing is appended beyond it, not even in part, and nothing after it. */
START_TEST(a_ceiling_holds)
{
	struct buf b = {.max = 10};
	struct dl_error e = {0};
	buf_z(&b, "12345678");
	buf_z(&b, "abc");
	buf_z(&b, "9");
	holds(&b, "12345678");
	struct dl_sink sink = buf_sink(&b);
	ck_assert_int_eq(sink.write(sink.ctx, "9", 1), -1);
	ck_assert_int_eq(buf_check(&b, &e), -1);
	ck_assert_int_eq(e.status, DL_LIMIT);
	buf_clear(&b);
	buf_z(&b, "1234567890");
	ck_assert_int_eq(buf_check(&b, NULL), 0);
	holds(&b, "1234567890");
	buf_free(&b);
}
END_TEST

START_TEST(no_memory_is_said_at_the_end)
{
	struct nth c = {.left = 1};
	struct dl_alloc alloc = nth_alloc(&c);
	struct buf b = {.alloc = &alloc};
	struct dl_error e = {0};
	buf_z(&b, "there is room for this");
	for (int i = 0; i < 100; i++)
		buf_z(&b, "but not for all of these");
	ck_assert_int_eq(buf_check(&b, &e), -1);
	ck_assert_int_eq(e.status, DL_NOMEM);
	buf_free(&b);
	ck_assert_int_eq(c.live, 0);
}
END_TEST

Suite *suite_base_buf(void)
{
	Suite *suite = suite_create("base/buf");
	TCase *t = tcase_create("buf");
	tcase_add_test(t, everything_is_appended);
	tcase_add_test(t, it_grows);
	tcase_add_test(t, a_ceiling_holds);
	tcase_add_test(t, no_memory_is_said_at_the_end);
	suite_add_tcase(suite, t);
	return suite;
}
