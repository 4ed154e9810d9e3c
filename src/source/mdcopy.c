/* SPDX-License-Identifier: MIT */
#include "source/mdcopy.h"

#include <string.h>

#include "base/str.h"

/* Containers beyond these numbers are text. md4c 0.4.8 goes through all open
 * lists for each blank line; "- - - - …" and then blank lines would make that
 * the square of the source. No text that people wrote nests as deep. */
#define MAX_MARKS  100 /* in a line */
#define MAX_COLUMN 400

/* Is p[at] the mark of a container? ("-----" is none.) */
static bool is_mark(const char *p, size_t at, size_t n)
{
	if (p[at] == '>')
		return true;
	return strchr("-+*.)", p[at]) != NULL && at + 1 < n &&
	       (p[at + 1] == ' ' || p[at + 1] == '\t');
}

/* Hides the marks of deep containers in a line, and says where the next starts. */
static size_t hide_marks(char *p, size_t at, size_t n)
{
	size_t column = 0, marks = 0;
	for (; at < n && p[at] != '\n'; at++) {
		bool mark = is_mark(p, at, n);
		if (!mark && p[at] != ' ' && p[at] != '\t' && !is_digit((unsigned char)p[at]))
			break;
		marks += mark;
		if (mark && (marks > MAX_MARKS || column > MAX_COLUMN))
			p[at] = ';';
		column += p[at] == '\t' ? 4 : 1;
	}
	const char *nl = at < n ? memchr(p + at, '\n', n - at) : NULL;
	return nl == NULL ? n : (size_t)(nl - p) + 1;
}

char *mdcopy_make(struct arena *arena, struct dl_str s)
{
	char *copy = arena_alloc(arena, 1, s.n + 2);
	if (copy == NULL)
		return NULL;
	for (size_t i = 0; i < s.n; i++) {
		bool single = s.p[i] == '~' && (i == 0 || s.p[i - 1] != '~') &&
			      (i + 1 == s.n || s.p[i + 1] != '~');
		copy[i] = single ? ';' : s.p[i]; /* punctuation too, but no mark */
	}
	for (size_t i = 0; i < s.n;)
		i = hide_marks(copy, i, s.n);
	copy[s.n] = '\n';
	return copy;
}
