/* SPDX-License-Identifier: MIT */
/* The tense of a sentence, read off the verb nearest to the expression: words
 * of the class `tense`, and English regular pasts ("moved"). */
#include "when/resolve.h"

#include "base/str.h"
#include "when/lex.h"

/* How far a verb is looked for on each side, in bytes: a long clause. */
#define REACH 160

static bool ends_sentence(struct dl_str s, size_t i)
{
	if (s.p[i] == '!' || s.p[i] == '?')
		return true;
	return s.p[i] == '.' && i + 2 < s.n && is_space(s.p[i + 1]) && is_upper(s.p[i + 2]) &&
	       i > 2 && is_lower(s.p[i - 1]) && is_lower(s.p[i - 2]);
}

static int word_tense(struct dl_str w)
{
	int32_t v;
	if (lex_word_in(w, LEX_TENSE, &v))
		return (int)v;
	if (w.n > 4 && is_lower(w.p[0]) && str_ends(w, STR("ed")) && !str_ends(w, STR("eed")))
		return -1;
	return 0;
}

/* The verb nearest to the end (back) or the start of a stretch of text. */
static int scan(struct dl_str s, bool back)
{
	int found = 0;
	for (size_t i = 0; i < s.n;) {
		size_t n = 0;
		while (i + n < s.n && is_alpha(s.p[i + n]))
			n++;
		if (n == 0) {
			i++;
			continue;
		}
		int t = word_tense((struct dl_str){s.p + i, n});
		if (t != 0 && !back)
			return t;
		found = t != 0 ? t : found;
		i += n;
	}
	return found;
}

int resolve_tense(struct dl_str s, struct dl_span at)
{
	size_t start = at.start, end = at.end;
	while (start > 0 && at.start - start < REACH && !ends_sentence(s, start - 1))
		start--;
	while (end < s.n && end - at.end < REACH && !ends_sentence(s, end))
		end++;
	int t = scan((struct dl_str){s.p + start, at.start - start}, true);
	return t != 0 ? t : scan((struct dl_str){s.p + at.end, end - at.end}, false);
}
