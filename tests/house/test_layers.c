/* SPDX-License-Identifier: MIT */
/* `make layers` has to fail on a tree that breaks a rule, and only then. */
#include "sh.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_house_layers(void);

#define RULES "low :\\nhigh : low\\n! foreign.h high/one.c\\n! fence/ high/\\n"

static const struct {
	const char *file, *include; /* the tree: this file with this line in it */
	const char *complaint;	    /* NULL: the tree is fine */
} trees[] = {
    {"src/low/a.c", "#include \"low/a.h\"", NULL},
    {"src/high/a.c", "#include \"low/a.h\"", NULL},
    {"src/high/a.c", "#include \"generated.h\"", NULL},
    {"src/high/a.c", "#include <dateline/base.h>", NULL},
    {"src/high/one.c", "#include <foreign.h>", NULL},
    {"src/high/two.c", "#include <fence/x.h>", NULL},
    {"include/dateline/a.h", "#include <dateline/base.h>", NULL},
    {"src/low/a.c", "#include \"high/a.h\"", "src/low/a.c:1: low may not include high/a.h"},
    {"src/low/a.c", "  #  include <high/a.h>", "src/low/a.c:1: low may not include high/a.h"},
    {"src/low/a.c", "#include \"../high/a.h\"", "src/low/a.c:1: name headers from src/"},
    {"src/high/two.c", "#include <foreign.h>",
	"src/high/two.c:1: <foreign.h> is only for high/one.c"},
    {"src/low/a.c", "#include <fence/x.h>", "src/low/a.c:1: <fence/x.h> is only for high/"},
    {"src/other/a.c", "int x;", "src/LAYERS has no line for the folder other"},
    {"include/dateline/a.h", "#include \"low/a.h\"", "may not include low/a.h"},
    {"include/dateline/a.h", "#include \"a.h\"", "a public header includes only"},
};

static struct sh check(const char *rules, const char *file, const char *line)
{
	char folder[256];

	snprintf(folder, sizeof folder, "%s", sh_folder_new());
	struct sh ret = sh(
	    "awk=$PWD/src/layers.awk; cd '%s'; mkdir -p src $(dirname %s); printf '%s' >src/LAYERS;"
	    "echo '%s' >%s; awk -f $awk src/LAYERS %s",
	    folder, file, rules, line, file, file);
	sh_folder_remove(folder);
	return ret;
}

START_TEST(includes)
{
	struct sh got = check(RULES, trees[_i].file, trees[_i].include);

	if (!trees[_i].complaint) {
		ck_assert_str_eq(got.out, "");
		ck_assert_int_eq(got.code, 0);
	} else {
		ck_assert_msg(strstr(got.out, trees[_i].complaint) != NULL, "said: %s", got.out);
		ck_assert_int_eq(got.code, 1);
	}
}
END_TEST

START_TEST(order)
{
	struct sh got = check("low : high\\nhigh :\\n", "src/low/a.c", "int x;");

	ck_assert_msg(
	    strstr(got.out, "low names high, which is not above it") != NULL, "%s", got.out);
	ck_assert_int_eq(got.code, 1);
}
END_TEST

/* The tree as it is. */
START_TEST(ours)
{
	struct sh got = sh("awk -f src/layers.awk src/LAYERS src/*/*.[ch] include/dateline/*.h");

	ck_assert_str_eq(got.out, "");
	ck_assert_int_eq(got.code, 0);
}
END_TEST

Suite *suite_house_layers(void)
{
	Suite *suite = suite_create("house/layers");
	TCase *rules = tcase_create("rules");

	tcase_add_loop_test(rules, includes, 0, sizeof trees / sizeof *trees);
	tcase_add_test(rules, order);
	tcase_add_test(rules, ours);
	suite_add_tcase(suite, rules);
	return suite;
}
