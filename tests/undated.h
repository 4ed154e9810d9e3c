/* SPDX-License-Identifier: MIT */
/* Texts in which nothing is temporal (tests/when/negative.txt, prose.txt): every
 * expression that is found in them is an error. */
#ifndef UNDATED_H
#define UNDATED_H

#include <stddef.h>

struct undated {
	size_t lines, words, found;
};

/* Reads the lines of a file, each as a document of its own, in a language (NULL: the
 * one it shows), against a reference in
 * the middle of a working week; report (may be NULL) gets the place, the line and
 * the JSON of what was found in it. Ends the process if it cannot. */
struct undated undated_read(const char *path, const char *lang,
    void (*report)(const char *place, const char *line, const char *json));

#endif
