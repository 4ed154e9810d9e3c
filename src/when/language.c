/* SPDX-License-Identifier: MIT */
/* The little words of a text tell its language: every third or fourth word is
 * one of a few dozen ("of", "und", "les"), and names of months and days help where
 * there is no sentence. A word votes for each language that has it, a name twice. */
#include "when/language.h"

#include "base/str.h"
#include "lang/lang.h"
#include "when/cursor.h"
#include "when/lexicon.h"

/* After so many votes with a lead of two thirds nothing changes any more. */
#define VOTES_SURE 48
/* What is looked at of a text whose words say little: tables, names. */
#define TEXT_LOOKED 16384

/* The languages of the word of n letters at the cursor: lang_lexicons. */
static uint64_t vote(const struct cursor *c, uint32_t n)
{
	struct lexicon_key key = {{0}};
	if (n > LEXICON_WORD_MAX)
		return 0;
	bool small = false;
	for (uint32_t i = 0; i < n; i++) {
		char b = c->p[c->i + i];
		small |= !is_upper((unsigned char)b);
		put_lower(key.text, i, b);
	}
	if (!small) /* the UN and DIE are no words of French and German */
		return 0;
	return lang_words[lexicon_find(c->lexicon, &key, n)].mask;
}

static size_t most(const uint16_t *votes)
{
	size_t best = 0;
	for (size_t i = 1; i < lang_n_names; i++)
		if (votes[i] > votes[best])
			best = i;
	return best;
}

size_t language_of_text(struct dl_str text, size_t none)
{
	uint16_t votes[LANG_MAX] = {0}, all = 0;
	struct cursor c = {text.p, (uint32_t)(text.n < TEXT_LOOKED ? text.n : TEXT_LOOKED), 0,
	    &lang_lexicons[lang_n_names]};
	while (c.i < c.n) {
		uint32_t n = 0, sign;
		struct cursor k = c;
		for (; is_letter(peek(&k, 0)) && (peek(&k, 0) < 0x80 || sign_at(&k, &sign) == '\0');
		     k.i++)
			n++;
		if (n == 0) {
			c.i++;
			continue;
		}
		uint64_t mask = vote(&c, n);
		c.i += n;
		if (mask == 0)
			continue;
		for (size_t i = 0; i < lang_n_names; i++)
			votes[i] =
			    (uint16_t)(votes[i] + (mask >> i & 1) + (mask >> (LANG_MAX + i) & 1));
		if (++all % VOTES_SURE == 0) {
			size_t best = most(votes);
			bool sure = true;
			for (size_t i = 0; i < lang_n_names; i++)
				sure = sure && (i == best || votes[i] * 3 < votes[best]);
			if (sure)
				return best;
		}
	}
	size_t best = most(votes);
	/* "Avril and Julie": the language of most texts is not left for a name */
	return votes[best] <= 2 * votes[none] ? none : best;
}

size_t language_of(const struct text_doc *doc, const struct dl_options *options)
{
	size_t i = lang_index(options->lang);
	if (i == lang_n_names)
		i = lang_index(doc->language);
	return i < lang_n_names ? i : language_of_text(doc->text, 0);
}
