/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <string.h>

Suite *suite_base_arena(void);

START_TEST(memory_is_zeroed_and_aligned)
{
	struct arena a = {0};
	for (size_t n = 1; n < 300; n++) {
		unsigned char *p = arena_alloc(&a, 1, n);
		ck_assert_ptr_nonnull(p);
		ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			ck_assert_uint_eq(p[i], 0);
		memset(p, 0xAA, n);
	}
	arena_free(&a);
}
END_TEST

START_TEST(none_of_something_is_a_pointer)
{
	struct arena a = {0};
	ck_assert_ptr_nonnull(arena_alloc(&a, 8, 0));
	ck_assert_ptr_nonnull(arena_str(&a, (struct dl_str){NULL, 0}).p);
	arena_free(&a);
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
	struct arena a = {0};
	ck_assert_ptr_null(arena_alloc(&a, SIZE_MAX, 2));
	ck_assert_ptr_null(arena_alloc(&a, 2, SIZE_MAX));
	ck_assert_ptr_null(arena_alloc(&a, 1, SIZE_MAX));
	ck_assert_ptr_null(arena_alloc(&a, 16, SIZE_MAX / 16));
	arena_free(&a);
}
END_TEST

START_TEST(strings_end_with_nul)
{
	struct arena a = {0};
	struct dl_str s = arena_str(&a, (struct dl_str){"abcdef", 3});
	ck_assert_uint_eq(s.n, 3);
	ck_assert_str_eq(s.p, "abc");
	s = arena_printf(&a, "%s-%d", "x", 42);
	ck_assert_uint_eq(s.n, 4);
	ck_assert_str_eq(s.p, "x-42");
	arena_free(&a);
}
END_TEST

START_TEST(arrays_grow_and_keep_what_is_in_them)
{
	struct arena a = {0};
	size_t cap = 0, n = 0;
	int *v = NULL;
	for (; n < 1000; n++) {
		v = arena_grow(&a, v, sizeof(*v), n, &cap);
		ck_assert_ptr_nonnull(v);
		v[n] = (int)n;
	}
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(v[i], (int)i);
	arena_free(&a);
}
END_TEST

/* Beside other things; the big one in its place takes no more than it holds. */
START_TEST(long_arrays_grow_where_they_are)
{
	enum { MANY = 100000 };
	struct nth c = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&c);
	struct arena a = {.alloc = &alloc};
	size_t cap[2] = {0, 0};
	size_t *v[2] = {NULL, NULL};
	for (size_t n = 0; n < MANY; n++)
		for (size_t k = 0; k < 2; k++) {
			v[k] = arena_regrow(&a, v[k], sizeof(*v[k]), n, &cap[k]);
			ck_assert_ptr_nonnull(v[k]);
			v[k][n] = n + k;
			*(char *)arena_alloc(&a, 1, 1) = 'x';
		}
	for (size_t n = 0; n < MANY; n++)
		ck_assert(v[0][n] == n && v[1][n] == n + 1);
	ck_assert_uint_ge(a.total, (cap[0] + cap[1]) * sizeof(*v[0]));
	ck_assert_uint_le(
	    a.total, (cap[0] + cap[1]) * sizeof(*v[0]) + 4 * MANY * sizeof(max_align_t));
	c.left = 0;
	ck_assert_ptr_null(arena_regrow(&a, v[0], sizeof(*v[0]), cap[0], &cap[0]));
	ck_assert_uint_eq(v[0][MANY - 1], MANY - 1);
	arena_free(&a);
	ck_assert_int_eq(c.live, 0);
	ck_assert_uint_eq(a.total, 0);
}
END_TEST

START_TEST(a_reset_arena_keeps_its_memory)
{
	struct nth c = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&c);
	struct arena a = {.alloc = &alloc};
	for (int round = 0; round < 5; round++) {
		for (int i = 0; i < 10; i++) {
			char *p = arena_alloc(&a, 1, 50000);
			ck_assert_ptr_nonnull(p);
			for (size_t k = 0; k < 50000; k++)
				ck_assert(p[k] == 0);
			p[round] = 'x';
		}
		ck_assert(round == 0 ? c.live > 1 : c.live == 1);
		arena_reset(&a);
	}
	ck_assert_int_eq(c.calls, 11); /* ten, then one that is all of them */
	arena_free(&a);
	ck_assert_int_eq(c.live, 0);
	ck_assert_uint_eq(a.total, 0);
}
END_TEST

/* What was taken for a book is given back. */
START_TEST(a_reset_arena_keeps_no_more_than_it_should)
{
	struct nth c = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&c);
	struct arena a = {.alloc = &alloc};
	for (int i = 0; i < 9; i++)
		ck_assert_ptr_nonnull(arena_alloc(&a, 1, ARENA_KEEP / 8));
	arena_reset(&a);
	ck_assert_int_eq(c.live, 1);
	ck_assert_uint_le(a.total, ARENA_KEEP / 8);
	arena_free(&a);
}
END_TEST

START_TEST(no_memory_is_null)
{
	struct nth c = {.left = 0};
	struct dl_alloc alloc = nth_alloc(&c);
	struct arena a = {.alloc = &alloc};
	size_t cap = 0;
	ck_assert_ptr_null(arena_alloc(&a, 1, 1));
	ck_assert_ptr_null(arena_str(&a, STR("x")).p);
	ck_assert_ptr_null(arena_printf(&a, "x").p);
	ck_assert_ptr_null(arena_grow(&a, NULL, 1, 0, &cap));
	ck_assert_uint_eq(cap, 0);
	arena_free(&a);
}
END_TEST

Suite *suite_base_arena(void)
{
	Suite *suite = suite_create("base/arena");
	TCase *t = tcase_create("arena");
	tcase_add_test(t, memory_is_zeroed_and_aligned);
	tcase_add_test(t, none_of_something_is_a_pointer);
	tcase_add_test(t, sizes_that_overflow_are_refused);
	tcase_add_test(t, strings_end_with_nul);
	tcase_add_test(t, arrays_grow_and_keep_what_is_in_them);
	tcase_add_test(t, long_arrays_grow_where_they_are);
	tcase_add_test(t, a_reset_arena_keeps_its_memory);
	tcase_add_test(t, a_reset_arena_keeps_no_more_than_it_should);
	tcase_add_test(t, no_memory_is_null);
	suite_add_tcase(suite, t);
	return suite;
}
