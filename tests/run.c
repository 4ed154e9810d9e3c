/* SPDX-License-Identifier: MIT */
/* Runs the suites that the Makefile found in tests/STAGE/test_NAME.c.
 *
 *     build/run                       everything
 *     build/run when                  the suites of a stage
 *     build/run when/lex text/doc     these suites
 *     build/run when/lex numbers      one case of a suite (or of all suites)
 *     build/run -l                    lists the suites
 *
 * Failures are printed as file:line: first, Check's totals line comes last. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct suite {
	const char *name; /* "when/lex" */
	Suite *(*create)(void);
};

#define SUITE(stage, name, function) Suite *function(void);
#include "suites.h"
#undef SUITE

static const struct suite suites[] = {
#define SUITE(stage, name, function) {stage "/" name, function},
#include "suites.h"
#undef SUITE
};
enum { N_SUITES = sizeof suites / sizeof *suites };

/* A test that hangs has to end; one that is slow on a busy machine or under
 * valgrind must not fail. Check's own default of 4 s is for neither. */
#define SECONDS_PER_TEST "60"

/* "when" and "when/lex" name when/lex; so does when_lex, as the function is called. */
static bool names_suite(const char *arg, const char *name)
{
	size_t n = strlen(arg);
	size_t stage = strcspn(name, "/");

	if (n == stage && !strncmp(arg, name, n))
		return true;
	return n == strlen(name) && !strncmp(arg, name, stage) &&
	       (arg[stage] == '/' || arg[stage] == '_') &&
	       !strcmp(arg + stage + 1, name + stage + 1);
}

static bool names_any_suite(const char *arg)
{
	for (size_t i = 0; i < N_SUITES; i++)
		if (names_suite(arg, suites[i].name))
			return true;
	return false;
}

/* Without a suite among the arguments all suites are wanted. */
static bool is_wanted(const char *name, char **args)
{
	bool narrowed = false;

	for (char **arg = args; *arg; arg++) {
		if (names_suite(*arg, name))
			return true;
		narrowed |= names_any_suite(*arg);
	}
	return !narrowed;
}

static void list(void)
{
	for (size_t i = 0; i < N_SUITES; i++)
		printf("%s\n", suites[i].name);
}

/* Runs the cases among the arguments, or all if there is none; false: an
 * argument is neither suite nor case. cases[i] says how often args[i] is a
 * case of the suites in the runner. */
static bool run(SRunner *runner, char **args, const size_t *cases)
{
	size_t n = 0;

	for (size_t i = 0; args[i]; i++) {
		if (names_any_suite(args[i]))
			continue;
		if (!cases[i]) {
			fprintf(stderr,
			    "run: no suite or case '%s'; build/run -l lists the suites\n", args[i]);
			return false;
		}
		srunner_run(runner, NULL, args[i], CK_SILENT);
		n++;
	}
	if (!n)
		srunner_run_all(runner, CK_SILENT);
	return true;
}

static void report(SRunner *runner)
{
	int n = srunner_ntests_failed(runner);
	TestResult **failed = srunner_failures(runner);

	for (int i = 0; i < n; i++)
		printf("%s:%d: %s: %s\n", tr_lfile(failed[i]), tr_lno(failed[i]),
		    tr_tcname(failed[i]), tr_msg(failed[i]));
	free(failed);
	srunner_print(runner, CK_MINIMAL);
	fflush(stdout); /* the leak check at exit ends the process without */
}

int main(int argc, char **argv)
{
	size_t *cases = calloc((size_t)argc, sizeof *cases);
	SRunner *runner = srunner_create(NULL);
	int failures = 1;

	setenv("CK_DEFAULT_TIMEOUT", SECONDS_PER_TEST, 0);
	setenv("DATELINE_BUILD", "build", 0);
	if (argc == 2 && !strcmp(argv[1], "-l")) {
		list();
		srunner_free(runner);
		free(cases);
		return EXIT_SUCCESS;
	}
	for (size_t i = 0; i < N_SUITES; i++) {
		if (!is_wanted(suites[i].name, argv + 1))
			continue;
		Suite *suite = suites[i].create();
		for (int a = 1; a < argc; a++)
			cases[a - 1] += (size_t)suite_tcase(suite, argv[a]);
		srunner_add_suite(runner, suite);
	}
	if (run(runner, argv + 1, cases)) {
		report(runner);
		failures = srunner_ntests_failed(runner);
	}
	srunner_free(runner);
	free(cases);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
