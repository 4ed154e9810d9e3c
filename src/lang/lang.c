/* SPDX-License-Identifier: MIT */
#include "lang/lang.h"

#include <string.h>

#include "base/str.h"
#include "lang-cues.inc"

/* Longest cue that is looked up; mklang allows 255. */
#define CUE_MAX 255

const struct lang_cue *lang_cue_find(struct dl_str words, enum lang_cue_class class)
{
	char key[CUE_MAX + 1];
	if (words.n == 0 || words.n > CUE_MAX)
		return NULL;
	for (size_t i = 0; i < words.n; i++)
		key[i] = to_lower(words.p[i]);
	key[words.n] = '\0';
	size_t low = 0, high = lang_n_cues;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = strcmp(lang_cues[mid].text, key);
		if (c == 0)
			c = (lang_cues[mid].class > class) - (lang_cues[mid].class < class);
		if (c == 0)
			return &lang_cues[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
