/* SPDX-License-Identifier: MIT */
#include "score/gold.h"

#include "base/str.h"
#include "base/utf8.h"

#include <utf8proc.h>

/* Words of a title or a place that are compared, and letters of each. */
#define WORDS_MAX   64
#define LETTERS_MAX 40

struct words {
	uint32_t v[WORDS_MAX][LETTERS_MAX]; /* ends with 0 */
	size_t n;
};

static const char *const common[] = {"the", "a", "an", "of", "and", "at", "in", "on", "for", "to",
    "by", "with", "from", "is", "will", "be", "was", "were", "has", "have", "it", "its", "this",
    "that", "as", "or"};

static bool is_common(const uint32_t *word)
{
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++) {
		size_t k = 0;
		while (common[i][k] != '\0' && word[k] == (uint32_t)common[i][k])
			k++;
		if (common[i][k] == '\0' && word[k] == 0)
			return true;
	}
	return false;
}

static bool is_letter(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
	       (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

/* Kana, Han and hangul: a word each. */
static bool stands_alone(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) ||
	       (c >= 0xac00 && c <= 0xd7af);
}

static void close_word(struct words *w, size_t *letters)
{
	if (*letters == 0)
		return;
	w->v[w->n][*letters] = 0;
	*letters = 0;
	if (!is_common(w->v[w->n]))
		w->n++;
}

static void split(struct dl_str s, struct words *w)
{
	size_t letters = 0, n;
	uint32_t c;
	w->n = 0;
	for (; w->n < WORDS_MAX && (n = utf8_decode(s, &c)) != 0; s.p += n, s.n -= n) {
		if (!is_letter(c) || stands_alone(c))
			close_word(w, &letters);
		if (!is_letter(c) || w->n == WORDS_MAX || letters == LETTERS_MAX - 1)
			continue;
		w->v[w->n][letters++] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
		if (stands_alone(c))
			close_word(w, &letters);
	}
	if (w->n < WORDS_MAX)
		close_word(w, &letters);
}

static bool same(const uint32_t *a, const uint32_t *b)
{
	while (*a != 0 && *a == *b)
		a++, b++;
	return *a == *b;
}

/* Crosses the word off b, if it is there. */
static bool take(struct words *b, const uint32_t *word)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!same(b->v[i], word))
			continue;
		b->v[i][0] = UINT32_MAX; /* no letter */
		return true;
	}
	return false;
}

double gold_words(struct dl_str s, struct dl_str t)
{
	struct words a, b;
	size_t n = 0;
	split(s, &a);
	split(t, &b);
	if (a.n == 0 || b.n == 0)
		return 0;
	for (size_t i = 0; i < a.n; i++)
		n += take(&b, a.v[i]);
	return 2 * (double)n / (double)(a.n + b.n);
}
