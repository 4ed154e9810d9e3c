/* SPDX-License-Identifier: MIT */
/* Texts that would make a careless matcher slow: a unit, again and again.
 * tests/slow holds the growth of their cost down, make bench prints it. */
#ifndef TESTS_WORST_H
#define TESTS_WORST_H

static const struct {
	const char *name, *unit;
} worst[] = {
    {"months and days", "march 12 march 12 May "},
    {"ones", "1 1 1 "},
    {"the first of", "the first of "},
    {"little words", "in in in "},
    {"every every", "every every "},
    {"may may may", "may may may "},
    {"months and ordinals", "May 3rd June second "},
    {"long numbers", "123456789012345678901234567890 "},
    {"dashes", "5-6-7 - 8 - "},
    {"clocks", "10:00-11:00, "},
    {"a list of days", "3, 4, 5 and "},
    {"opening parentheses", "3 May ((( "},
    {"closing parentheses", "(((3 May))) "},
    {"weekdays", "Monday, Tuesday "},
    {"units", "two years three months "},
    {"number words", "two thousand nineteen hundred "},
    {"no spaces", "3May2021"},
    {"zones", "5 pm 5 pm EST / "},
    {"days of days", "the day after the last Friday before the week after "},
    {"recurrences", "every Monday, Tuesday and 3 May except in July "},
    {"holidays", "Easter Christmas New Year to "},
    {"years of antiquity", "480 BC - 479, in 478; "},
    {"a single word", "aaaaaaaa"},
    {"dotted letters", "a.b.c."},
    {"names with dots", "a.b.example "},
    {"clocks and a zone", "10:00 10:00 10:00 UTC "},
    {"years later", "10000 years later it moved. "},
    {"one line", "The hall opens on 3 May at 5 pm, said the keeper on Monday. "},
    {"lines", "3 May\n\n"},
    {"beyond ASCII", "\xE2\x80\x93 5\xE2\x80\x93"
		     "6 \xC3\xA9 "},
};

#define N_WORST (sizeof(worst) / sizeof(worst[0]))

#endif
