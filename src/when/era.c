/* SPDX-License-Identifier: MIT */
#include "when/era.h"

#include <string.h>

#include "base/str.h"
#include "when/number.h"

/* Years of four digits at most. */
#define ERA_MAX 9999

/* A number without an era is a year if one so near was named before it; below
 * ERA_BARE_MIN it is a day or an hour as well. */
#define ERA_NEAR     100
#define ERA_BARE_MIN 32

static bool is_number(const struct window *w, size_t i)
{
	const struct lex_token *t = &w->tokens[i];
	return t->kind == LEX_NUMBER && (t->mask & LEX_BIT(LEX_NUM)) && !t->tainted &&
	       t->v[1] == 0 && t->v[LEX_V] >= 1 && t->v[LEX_V] <= ERA_MAX;
}

static bool is_era_year(const struct window *w, size_t i)
{
	const struct lex_token *t = &w->tokens[i];
	return t->mask == LEX_BIT(LEX_YEAR) && t->v[LEX_ORIGIN] == NUMBER_ERA;
}

static void set_year(struct window *w, size_t i, int32_t n, bool before)
{
	struct lex_token *t = &w->tokens[i];
	t->mask = LEX_BIT(LEX_YEAR);
	t->v[LEX_V] = before ? 1 - n : n;
	t->v[LEX_ORIGIN] = NUMBER_ERA;
	w->has_era = true;
	w->era_year = t->v[LEX_V];
}

/* Tokens i+1 … last become a part of token i. */
static void swallow(struct window *w, size_t i, size_t last)
{
	w->tokens[i].end = w->tokens[last].end;
	w->tokens[i].stop = w->tokens[last].stop;
	memmove(&w->tokens[i + 1], &w->tokens[last + 1], (w->n - last - 1) * sizeof(w->tokens[0]));
	w->n -= last - i;
}

/* How a year is written: 1 BC is year 0. */
static int32_t named(int32_t year)
{
	return year <= 0 ? 1 - year : year;
}

enum joint { JOINT_NONE, JOINT_RANGE, JOINT_LIST, JOINT_SLASH };

static enum joint joint(const struct lex_token *t)
{
	if (t->literal == LIT_SLASH)
		return JOINT_SLASH;
	if (t->literal == LIT_DASH)
		return JOINT_RANGE;
	if (!(t->mask & LEX_BIT(LEX_JOIN)))
		return JOINT_NONE;
	int32_t v = lex_value(t, LEX_JOIN);
	return v == 2 ? JOINT_RANGE : v == 1 ? JOINT_LIST : JOINT_NONE;
}

/* The second of "480-79" in full. */
static int32_t in_full(int32_t first, int32_t second, enum joint by)
{
	bool cut = by != JOINT_LIST && second < 100 && first >= 100;
	return cut ? first / 100 * 100 + second : second;
}

/* Do two numbers follow each other as years do, those before Christ downwards? */
static bool in_order(int32_t first, int32_t second, bool before)
{
	return before ? first > second : first < second;
}

/* "499 - | 449 BC", "490 and | 480 BC": the number before the year at i is one
 * as well. Returns its place, or i. */
static size_t spread_back(struct window *w, size_t i, bool before)
{
	size_t gap = i;
	if (gap > 0 && (w->tokens[gap - 1].mask & LEX_BIT(LEX_APPROX)))
		gap--;
	if (gap < 2 || !is_number(w, gap - 2))
		return i;
	enum joint by = joint(&w->tokens[gap - 1]);
	int32_t first = w->tokens[gap - 2].v[LEX_V], second = named(w->tokens[i].v[LEX_V]);
	int32_t full = in_full(first, second, by);
	if (by == JOINT_NONE || (by == JOINT_LIST && first < ERA_BARE_MIN))
		return i;
	if (in_order(first, full, before))
		second = full;
	if (!in_order(first, second, before))
		return i;
	if (by == JOINT_SLASH) { /* a year that began in one of ours and ended in the next */
		swallow(w, gap - 2, i);
		set_year(w, gap - 2, first, before);
		return i;
	}
	set_year(w, gap - 2, first, before);
	set_year(w, i, second, before);
	return gap - 2;
}

/* "AD", "A.D.": not "Ad 1" or "five ad slots" */
static bool in_capitals(const struct window *w, const struct lex_token *t)
{
	for (uint32_t i = t->start; i < t->end; i++)
		if (is_lower((unsigned char)w->text.p[i]))
			return false;
	return true;
}

/* "480 BC", "AD 79" at token i, the era's name. */
static void fold_named(struct window *w, size_t i)
{
	bool before = lex_value(&w->tokens[i], LEX_ERA) < 0;
	size_t year;
	if (!before && !in_capitals(w, &w->tokens[i]))
		return;
	if (i > 0 && is_number(w, i - 1)) {
		year = i - 1;
		swallow(w, year, i);
	} else if (!before && i + 1 < w->n && is_number(w, i + 1)) {
		int32_t n = w->tokens[i + 1].v[LEX_V];
		w->tokens[i + 1].start = w->tokens[i].start;
		w->tokens[i] = w->tokens[i + 1];
		swallow(w, i, i + 1);
		w->tokens[i].v[LEX_V] = n;
		year = i;
	} else
		return;
	set_year(w, year, w->tokens[year].v[LEX_V], before);
	for (size_t next; (next = spread_back(w, year, before)) < year; year = next)
		continue;
}

/* A word in lower case that stands in no row is what the number counts: "in
 * 480 ships". */
static bool counts(const struct window *w, size_t i)
{
	struct dl_str s = w->text;
	size_t at = w->tokens[i].stop, n = 0;
	int32_t v;
	if (at + 1 >= s.n || s.p[at] != ' ' || !is_lower((unsigned char)s.p[at + 1]))
		return at < s.n && s.p[at] == '-' && at + 1 < s.n &&
		       is_alpha((unsigned char)s.p[at + 1]);
	at++;
	while (at + n < s.n && is_lower((unsigned char)s.p[at + n]))
		n++;
	struct dl_str word = {s.p + at, n};
	return !lex_word_in(w->lexicon, word, LEX_LEAD, &v) &&
	       !lex_word_in(w->lexicon, word, LEX_JOIN, &v) &&
	       !lex_word_in(w->lexicon, word, LEX_TENSE, &v);
}

/* "In 479," at the beginning of a sentence is a year, whatever follows. */
static bool opens(const struct window *w, size_t lead)
{
	const struct lex_token *t = &w->tokens[lead];
	return t->cap && lex_value(t, LEX_LEAD) != WHEN_LEAD_OF;
}

/* Stands a number at i where a year would? */
static bool takes_year(const struct window *w, size_t i)
{
	static const uint64_t before = LEX_BIT(LEX_SEASON) | LEX_BIT(LEX_MONTH) |
				       LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_BETWEEN) | LEX_BIT(LEX_MOD) |
				       LEX_BIT(LEX_APPROX);
	const struct lex_token *t = &w->tokens[i - 1];
	bool led = (t->mask & LEX_BIT(LEX_LEAD)) != 0;
	if ((t->mask & before) == 0 || (t->roles & ROLE_AT) != 0 ||
	    (led && lex_value(t, LEX_LEAD) == WHEN_LEAD_FOR))
		return false;
	static const uint64_t season = LEX_BIT(LEX_SEASON) | LEX_BIT(LEX_MONTH);
	bool of = i > 1 && (t->roles & ROLE_OF) != 0;
	bool dated = ((of ? t[-1].mask : t->mask) & season) != 0;
	return !counts(w, i) || dated || (led && opens(w, i - 1));
}

/* "(519-516)" */
static bool in_parentheses(const struct window *w, size_t i)
{
	return w->tokens[i - 1].literal == LIT_OPEN && i + 3 < w->n &&
	       w->tokens[i + 1].literal == LIT_DASH && is_number(w, i + 2) &&
	       w->tokens[i + 3].literal == LIT_CLOSE;
}

/* Goes the number at i on from a year before it: "480-79", "between 527 and
 * 525", "in 525 or 524"? */
static enum joint goes_on(const struct window *w, size_t i)
{
	if (i < 2 || !is_era_year(w, i - 2))
		return JOINT_NONE;
	enum joint by = joint(&w->tokens[i - 1]);
	bool between = i > 2 && (w->tokens[i - 3].mask & LEX_BIT(LEX_BETWEEN));
	return by == JOINT_LIST && !between && counts(w, i) ? JOINT_NONE : by;
}

/* "in 479", where years near it were named; "in 480-79" goes on. */
static void fold_bare(struct window *w)
{
	bool before = w->era_year <= 0;
	for (size_t i = 1; i < w->n; i++) {
		if (!is_number(w, i))
			continue;
		int32_t n = w->tokens[i].v[LEX_V], away = n - named(w->era_year);
		enum joint by = goes_on(w, i);
		if (by != JOINT_NONE) {
			int32_t first = named(w->tokens[i - 2].v[LEX_V]);
			n = in_full(first, n, by);
			if (!in_order(first, n, before))
				continue;
			if (by == JOINT_SLASH)
				swallow(w, i - 2, i);
			else
				set_year(w, i, n, before);
		} else if (n >= ERA_BARE_MIN && away <= ERA_NEAR && away >= -ERA_NEAR &&
			   (w->tokens[i].mask & LEX_BIT(LEX_YEAR)) == 0 &&
			   (takes_year(w, i) || in_parentheses(w, i)))
			set_year(w, i, n, before);
	}
}

void era_fold(struct window *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->tokens[i].kind == LEX_WORD && (w->tokens[i].mask & LEX_BIT(LEX_ERA)))
			fold_named(w, i);
	if (w->has_era)
		fold_bare(w);
}
