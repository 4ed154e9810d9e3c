/* SPDX-License-Identifier: MIT */
#include <dateline/base.h>

#include <string.h>

#include "base/str.h"

/* Longer than any name of ours; bounds the work and the row. */
#define NAME_LENGTH_MAX 40

/* Edits (a letter more, less or other) that turn a into b. */
static size_t distance(struct dl_str a, struct dl_str b)
{
	size_t row[NAME_LENGTH_MAX + 1];
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t change = diagonal + (to_lower(a.p[i - 1]) != b.p[j - 1]);
			size_t edit = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
			diagonal = row[j];
			row[j] = change < edit ? change : edit;
		}
	}
	return row[b.n];
}

const char *dl_nearest(struct dl_str word, const char *const *names)
{
	const char *best = NULL;
	/* A third of the letters wrong, and one, is still a typing mistake. */
	size_t least = word.n / 3 + 2;
	if (word.n == 0 || word.n > NAME_LENGTH_MAX)
		return NULL;
	for (; *names != NULL; names++) {
		struct dl_str name = str_of(*names);
		size_t d = name.n <= NAME_LENGTH_MAX ? distance(word, name) : least;
		if (d < least) {
			least = d;
			best = *names;
		}
	}
	return best;
}
