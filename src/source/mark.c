/* SPDX-License-Identifier: MIT */
#include "source/mark.h"

#include <string.h>

#include "base/str.h"

static size_t bullet_length(struct dl_str s)
{
	static const char *const bullets[] = {
	    "-", "*", "+", "•", "‣", "◦", "▪", "●", "·", "–", "—", "○", "■", "→", NULL};
	for (size_t i = 0; bullets[i] != NULL; i++)
		if (str_starts(s, str_of(bullets[i])))
			return strlen(bullets[i]);
	return 0;
}

/* "12.", "12)", "(12)", "a)", "(a)" */
static size_t number_length(struct dl_str s, unsigned *ret_number)
{
	size_t open = s.n != 0 && s.p[0] == '(', n = open;
	while (n < s.n && n < open + 3 && is_digit((unsigned char)s.p[n]))
		*ret_number = *ret_number * 10 + (unsigned)(s.p[n++] - '0');
	bool letter = n == open && n < s.n && is_alpha((unsigned char)s.p[n]);
	n += letter;
	if (n == open || n >= s.n)
		return 0;
	bool closed = s.p[n] == ')' || (s.p[n] == '.' && !open && !letter);
	return closed ? n + 1 : 0;
}

size_t mark_length(struct dl_str line, unsigned *ret_number)
{
	*ret_number = 0;
	size_t n = bullet_length(line), gap = 0;
	if (n == 0)
		n = number_length(line, ret_number);
	while (n + gap < line.n && (line.p[n + gap] == ' ' || line.p[n + gap] == '\t'))
		gap++;
	return n != 0 && gap != 0 && n + gap < line.n ? n + gap : 0;
}

/* How far a list may take to its second item. */
#define ITEM_LINES 32
#define ITEM_BYTES 8192

bool mark_counts_on(struct dl_str rest, size_t indent_max, unsigned number)
{
	rest = str_sub(rest, (struct dl_span){0, ITEM_BYTES});
	for (int i = 0; i < ITEM_LINES && rest.n != 0; i++) {
		struct dl_str line = str_split(&rest, '\n'), item = str_trim(line);
		unsigned other;
		if (item.n == 0 || (size_t)(item.p - line.p) > indent_max)
			continue;
		if (mark_length(item, &other) != 0 && other != 0)
			return other == number + 1 || other == number;
	}
	return false;
}
