/* SPDX-License-Identifier: MIT */
/* contrib/bootstrap on systems that lack everything, where the package manager
 * is a stand-in that notes how it was called. */
#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_house_bootstrap(void);

/* Runs bootstrap with nothing in PATH but what it needs itself and `has`. */
static struct sh boot(const char *has, const char *rest)
{
	char folder[256];

	snprintf(folder, sizeof folder, "%s", sh_folder_new());
	struct sh ret =
	    sh("cd contrib; bin='%s'; for c in cat env; do ln -s $(command -v $c) $bin; done;"
	       "printf '#!/bin/sh\\necho \"${uid:-0}\"\\n' >$bin/id;"
	       "printf '#!/bin/sh\\necho sudo \"$@\"; \"$@\"\\n' >$bin/sudo;"
	       "for c in apt-get apt-cache dnf apk pacman brew; do"
	       "  printf '#!/bin/sh\\necho \"${0##*/} $*\"\\n' >$bin/$c; done;"
	       "chmod +x $bin/id $bin/sudo $bin/apt* $bin/dnf $bin/apk $bin/pacman $bin/brew;"
	       "for c in apt-get dnf apk pacman brew sudo; do case ' %s ' in *\" $c \"*) ;;"
	       "  *) rm $bin/$c; esac; done; unset DEPS; export PATH=$bin; %s",
		folder, has, rest);
	sh_folder_remove(folder);
	return ret;
}

#define SAYS(got, text) ck_assert_msg(strstr((got).out, text) != NULL, "said: %s", (got).out)

static const struct {
	const char *manager, *calls;
} managers[] = {
    {"apt-get", "--no-install-recommends install gcc "},
    {"dnf", "dnf -y --setopt=install_weak_deps=False install gcc "},
    {"apk", "apk add --update-cache gcc "},
    {"pacman", "pacman -S --needed --noconfirm gcc "},
    {"brew", "brew install make "},
};

START_TEST(each_manager)
{
	struct sh got = boot(managers[_i].manager, "./bootstrap build");

	SAYS(got, "bootstrap: installing with ");
	SAYS(got, managers[_i].calls);
	SAYS(got, "libical");
	/* The stand-in installs nothing, and that is noticed. */
	SAYS(got, "yet these are not found: ");
	ck_assert_int_eq(got.code, 1);
	ck_assert_msg(strstr(got.out, "valgrind") == NULL, "tests' needs in: %s", got.out);
}
END_TEST

START_TEST(only_says)
{
	struct sh got = boot("dnf", "./bootstrap -n test");

	SAYS(got, "would install with dnf: gcc ");
	SAYS(got, " check-devel poppler-utils valgrind\n");
	ck_assert_int_eq(got.code, 0);
}
END_TEST

START_TEST(sudo_when_not_root)
{
	SAYS(boot("apk sudo", "export uid=1000; ./bootstrap"), "sudo apk add ");
	ck_assert_msg(!strstr(boot("apk sudo", "./bootstrap").out, "sudo"), "sudo though root");

	struct sh got = boot("apk", "export uid=1000; ./bootstrap");
	SAYS(got, "neither root nor sudo to install with apk: gcc ");
	ck_assert_int_eq(got.code, 1);
}
END_TEST

START_TEST(unknown_manager)
{
	struct sh got = boot("", "./bootstrap");

	SAYS(got, "no package manager that it knows");
	SAYS(got, "libconfuse");
	ck_assert_int_eq(got.code, 1);
}
END_TEST

START_TEST(nothing_to_do)
{
	struct sh got = boot("apt-get", "DEPS=0 ./bootstrap");

	ck_assert_str_eq(got.out, "");
	ck_assert_int_eq(got.code, 0);
	got = boot("apt-get", "./bootstrap everything");
	SAYS(got, "no group 'everything'");
	ck_assert_int_eq(got.code, 1);
}
END_TEST

Suite *suite_house_bootstrap(void)
{
	Suite *suite = suite_create("house/bootstrap");
	TCase *managing = tcase_create("managers"), *limits = tcase_create("limits");

	tcase_add_loop_test(managing, each_manager, 0, sizeof managers / sizeof *managers);
	suite_add_tcase(suite, managing);
	tcase_add_test(limits, only_says);
	tcase_add_test(limits, sudo_when_not_root);
	tcase_add_test(limits, unknown_manager);
	tcase_add_test(limits, nothing_to_do);
	suite_add_tcase(suite, limits);
	return suite;
}
