/* SPDX-License-Identifier: MIT */
#include "when/stand.h"

#include "base/str.h"
#include "when/hours.h"
#include "when/join.h"
#include "when/resolve.h"

/* Is there a word before it that an expression stands after? */
static bool is_led(const struct window *w, const struct member *m)
{
	uint64_t before = m->first > 0 ? w->tokens[m->first - 1].mask : 0;
	/* "over the weekend", but "over 2000" is an amount */
	if ((before & LEX_BIT(LEX_APPROX)) && m->value.kind == VALUE_DATE &&
	    m->value.has == HAS_YEAR)
		return false;
	return (before & LEX_BIT(LEX_LEAD)) != 0;
}

/* A year by itself opens an entry ("1868 Foundation stone laid"), or fills
 * parentheses. */
static bool is_apart(const struct window *w, const struct member *m)
{
	if (m->value.kind != VALUE_DATE || m->value.has != HAS_YEAR || m->value.vague)
		return false;
	bool closed = m->last + 1u < w->n && w->tokens[m->last + 1].literal == LIT_CLOSE;
	return m->first == 0 ? w->opens_block
			     : closed && w->tokens[m->first - 1].literal == LIT_OPEN;
}

/* "April O'Neil": a month that is a first name too, before a capital. */
static bool is_name(const struct window *w, const struct member *m)
{
	const struct lex_token *t = &w->tokens[m->last];
	if (m->value.has != HAS_MONTH || !(t->mask & LEX_BIT(LEX_FORENAME)) || is_led(w, m))
		return false;
	/* "June-Smith", but "April-June" */
	return t->stop + 1 < w->text.n &&
	       (w->text.p[t->stop] == ' ' || (w->text.p[t->stop] == '-' && m->next == LINK_NONE)) &&
	       is_upper((unsigned char)w->text.p[t->stop + 1]);
}

/* How far before "a week" an amount is looked for: "$1.5 million of tickets". */
#define RATE_WORDS 4

/* "four flights | a week": an amount right before it makes it a rate. */
static bool is_rate(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->first].start;
	const char *p = w->text.p;
	for (size_t words = 0; words < RATE_WORDS && i > 1 && p[i - 1] == ' '; words++) {
		size_t end = --i;
		while (i > 0 && (is_alpha(p[i - 1]) || is_digit(p[i - 1]) || p[i - 1] == '.' ||
				    p[i - 1] == '%' || p[i - 1] == '-'))
			i--;
		struct dl_str word = {p + i, end - i};
		int32_t v;
		if (word.n == 0)
			return false;
		if (is_digit(word.p[0]) || lex_word_in(word, LEX_NUM, &v) ||
		    lex_word_in(word, LEX_TENS, &v))
			return true;
		if (words == 0 &&
		    (lex_word_in(word, LEX_LEAD, &v) || lex_word_in(word, LEX_APPROX, &v) ||
			lex_word_in(word, LEX_THAN, &v) || lex_word_in(word, LEX_COMPARE, &v) ||
			lex_word_in(word, LEX_JOIN, &v) || lex_word_in(word, LEX_TENSE, &v)))
			return false;
	}
	return false;
}

static void mark_rate(const struct window *w, struct member *m)
{
	struct value *v = &m->value;
	if (v->kind != VALUE_DURATION || !v->one || m->last != m->first + 1 || !is_rate(w, m))
		return;
	v->kind = VALUE_SET;
	v->one = v->latent = false;
}

/* "its quarterly | dividend": a kind of dividend; "meets quarterly in" recurs. */
static bool is_adjective(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->last].stop, n = 0;
	int32_t v;
	if (m->value.kind != VALUE_SET || i >= w->text.n || w->text.p[i] != ' ')
		return false;
	i++;
	while (i + n < w->text.n && is_lower((unsigned char)w->text.p[i + n]))
		n++;
	struct dl_str next = {w->text.p + i, n};
	return n != 0 && !lex_word_in(next, LEX_LEAD, &v) && !lex_word_in(next, LEX_JOIN, &v) &&
	       !lex_word_in(next, LEX_TENSE, &v);
}

/* "the year | ended 31 March" */
static bool before_end(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->last].stop, n = 0;
	while (i < w->text.n && w->text.p[i] == ' ')
		i++;
	while (i + n < w->text.n && is_alpha((unsigned char)w->text.p[i + n]))
		n++;
	return resolve_ends_period((struct dl_str){w->text.p + i, n});
}

bool stand_alone(const struct window *w, struct member *m)
{
	mark_rate(w, m);
	bool chained = m->chained || m->next != LINK_NONE;
	if (join_is_number(&m->value) || m->value.refused || is_name(w, m))
		return false;
	if (m->value.one && m->value.kind == VALUE_SET && (is_rate(w, m) || is_adjective(w, m)))
		return false;
	if (m->value.kind == VALUE_UNIT && m->value.latent && before_end(w, m))
		return true;
	/* "during the day" is no date; "by the end of the day" is */
	if (m->value.kind == VALUE_UNIT && m->value.unit == UNIT_DAY &&
	    m->value.base == BASE_CONTEXT && m->value.mod == NULL)
		return false;
	if (m->value.dotted && !(m->value.has & HAS_OFFSET) && m->value.kind == VALUE_NONE)
		return false;
	if (m->value.weak && !m->joined && !chained)
		return hours_led(w, m->first);
	if (m->value.fraction && !m->joined)
		return is_led(w, m) && w->tokens[m->first - 1].literal != LIT_IN &&
		       lex_value(&w->tokens[m->first - 1], LEX_LEAD) == WHEN_LEAD_AT;
	if (!m->value.latent || m->joined || chained || is_led(w, m) || is_apart(w, m))
		return true;
	/* "the summer offensive" */
	m->value.history = m->value.kind == VALUE_DATE && m->value.has == HAS_SEASON;
	return m->value.history;
}
