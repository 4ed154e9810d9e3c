/* SPDX-License-Identifier: MIT */
/* The shared library exports what include/dateline/ declares with DL_API and
 * nothing else, and needs no more than it says. */
#include "sh.h"

#include <check.h>

Suite *suite_house_library(void);

/* The address sanitizer marks each exported variable with an __odr_asan. of its own. */
START_TEST(exports)
{
	struct sh got =
	    sh("b='%s'; nm -D --defined-only $b/libdateline.so | awk '$3 !~ /^__odr_asan/ { print "
	       "$3 }' | sort "
	       ">$b/exported;"
	       "cat include/dateline/*.h | tr '\\n' ' ' | tr ';' '\\n' |"
	       " sed -n 's/.*DL_API [^(]*[^a-z_]\\(dl_[a-z_]*\\)[([].*/\\1/p' | sort >$b/declared;"
	       "diff $b/declared $b/exported",
		sh_build());

	ck_assert_str_eq(got.out, "");
	ck_assert_int_eq(got.code, 0);
}
END_TEST

START_TEST(soname)
{
	struct sh got =
	    sh("objdump -p '%s/libdateline.so' | awk '/SONAME/ { print $2 }'", sh_build());

	ck_assert_str_eq(got.out, "libdateline.so.0\n");
}
END_TEST

Suite *suite_house_library(void)
{
	Suite *suite = suite_create("house/library");
	TCase *shared = tcase_create("shared");

	tcase_add_test(shared, exports);
	tcase_add_test(shared, soname);
	suite_add_tcase(suite, shared);
	return suite;
}
