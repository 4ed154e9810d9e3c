/* SPDX-License-Identifier: MIT */
#include "lang/lang.h"

#include <string.h>

#include "base/eight.h"
#include "base/str.h"
#include "lang-cues.inc"
#include "lang/hash.h"

/* Longest cue that is looked up; mklang allows 255. */
#define CUE_MAX 255

static inline const struct lang_cue_key *find(
    size_t language, uint64_t h, const uint64_t head[2], const char *text, size_t n)
{
	uint32_t hash = lang_hash_end(h), slot;
	/* Half of the slots are empty: the loop ends soon. */
	for (uint32_t at = hash;; at++) {
		slot = lang_cue_slots[at & (lang_n_cue_slots - 1)];
		if (slot == 0)
			return NULL;
		if ((slot ^ hash) >> 16 != 0)
			continue;
		const struct lang_cue_key *key = &lang_cue_keys[(slot & 0xFFFF) - 1];
		if (key->length == n && key->head[0] == head[0] && key->head[1] == head[1] &&
		    key->language == language && (text == NULL || memcmp(key->text, text, n) == 0))
			return key;
	}
}

const struct lang_cue_key *lang_cue_key_short(size_t language, const uint64_t head[2], size_t n)
{
	uint64_t h = lang_hash_step(language, head[0]);
	if (n > LANG_HASH_STEP)
		h = lang_hash_step(h, head[1]);
	return find(language, h, head, NULL, n);
}

const struct lang_cue_key *lang_cue_key(size_t language, const char *text, size_t n)
{
	uint64_t head[2] = {eight_little(text), 0}, h = lang_hash_step(language, head[0]);
	if (n > LANG_HASH_STEP)
		head[1] = eight_little(text + LANG_HASH_STEP);
	for (size_t i = LANG_HASH_STEP; i < n; i += LANG_HASH_STEP)
		h = lang_hash_step(h, eight_little(text + i));
	return find(language, h, head, text, n);
}

size_t lang_index(struct dl_str tag)
{
	size_t i = 0;
	for (size_t n = 0; n < tag.n; n++)
		if (tag.p[n] == '-' || tag.p[n] == '_')
			tag.n = n;
	while (i < lang_n_names && !str_eq_fold(tag, str_of(lang_names[i])))
		i++;
	return i;
}

const char *lang_say(size_t language, const char *word)
{
	const struct lang_say *s = lang_says;
	while (s->word != NULL && (s->language != language || strcmp(s->word, word) != 0))
		s++;
	return s->word == NULL ? word : s->text;
}

static const struct lang_cue *find_exact(
    size_t language, const char *text, size_t n, enum lang_cue_class class)
{
	const struct lang_cue_key *key = lang_cue_key(language, text, n);
	if (key == NULL || (key->exact >> class & 1) == 0)
		return NULL;
	const struct lang_cue *cue = &lang_cues[key->first];
	while (cue->class != class)
		cue++;
	return cue;
}

const struct lang_cue *lang_cue_find(
    size_t language, struct dl_str words, enum lang_cue_class class)
{
	char text[CUE_MAX + LANG_CUE_PAD];
	if (words.n == 0 || words.n > CUE_MAX)
		return NULL;
	for (size_t i = 0; i < words.n; i++)
		put_lower(text, i, words.p[i]);
	memset(text + words.n, 0, LANG_CUE_PAD);
	if (language != LANG_ANY)
		return find_exact(language, text, words.n, class);
	const struct lang_cue *cue = NULL;
	for (size_t l = 0; l < lang_n_names && cue == NULL; l++)
		cue = find_exact(l, text, words.n, class);
	return cue;
}
