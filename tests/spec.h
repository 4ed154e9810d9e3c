/* SPDX-License-Identifier: MIT */
/* Rows of *.spec: a text, the readings it must give, and the rule that must
 * have fired:
 *
 *     ref 2026-11-23T09:00            the reference of the rows below
 *     with prefer=past intervals      options of the rows below; "with" alone: none;
 *                                     tz= order= week-start= hemisphere= lang= rules
 *     text => value | value  rule     # why
 *     text => -                       no expression at all
 *
 * A reading is the TIMEX3 value; with intervals it is from/to; with rules it is
 * the RRULE without "FREQ=", and behind it " not " and what is left out. */
#ifndef TESTS_SPEC_H
#define TESTS_SPEC_H

#include <stdbool.h>
#include <stddef.h>

struct spec_row {
	char *place;		  /* file:line */
	char *text, *want, *rule; /* rule NULL: any */
	char *ref, *prefer, *tz, *order, *week, *hemisphere, *lang;
	bool intervals, rules;
};

/* Reads a file's rows; ends the test run with a message if it cannot. */
struct spec_row *spec_read(const char *path, size_t *ret_n);
void spec_free(struct spec_row *, size_t n);
/* What the row gives, as its right side is written; to be freed. *ret_rules
 * likewise: all rules fired, joined by "+". */
char *spec_result(const struct spec_row *, char **ret_rules);

#endif
