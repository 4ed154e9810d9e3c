/* SPDX-License-Identifier: MIT */
#include <dateline/base.h>

#include <string.h>

#include "base/str.h"

/* Longer than any name of ours; bounds the work and the row. */
#define NAME_LENGTH_MAX 40

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits (a letter more, less or other, or two swapped) that turn a into b. */
static size_t distance(struct dl_str a, struct dl_str b)
{
	size_t rows[3][NAME_LENGTH_MAX + 1];
	for (size_t j = 0; j <= b.n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *row = rows[i % 3], *above = rows[(i - 1) % 3];
		char c = to_lower(a.p[i - 1]);
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] + (c != b.p[j - 1]));
			if (i > 1 && j > 1 && c == b.p[j - 2] && to_lower(a.p[i - 2]) == b.p[j - 1])
				row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
		}
	}
	return rows[a.n % 3][b.n];
}

const char *dl_nearest(struct dl_str word, const char *const *names)
{
	const char *best = NULL;
	/* One letter of three wrong is still a typing mistake. */
	size_t limit = (word.n + 1) / 3;
	if (word.n == 0 || word.n > NAME_LENGTH_MAX)
		return NULL;
	for (; *names != NULL; names++) {
		struct dl_str name = str_of(*names);
		size_t d = name.n <= NAME_LENGTH_MAX ? distance(word, name) : limit + 1;
		if (d <= limit && (best == NULL || d < limit)) {
			limit = d;
			best = *names;
		}
	}
	return best;
}
