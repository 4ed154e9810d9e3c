/* SPDX-License-Identifier: MIT */
#include "when/stand.h"

#include "base/str.h"
#include "when/cursor.h"
#include "when/dotted.h"
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

bool stand_followed(const struct window *w, size_t i)
{
	static const uint64_t little = LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_JOIN) | LEX_BIT(LEX_DIR) |
				       LEX_BIT(LEX_APPROX) | LEX_BIT(LEX_RECUR);
	if (i + 2 < w->n && w->tokens[i + 1].literal == LIT_DASH &&
	    w->tokens[i + 1].start == w->tokens[i].end &&
	    w->tokens[i + 2].start == w->tokens[i + 1].end) /* "the third-quarter loss" */
		i++;
	if (i + 1 < w->n)
		return w->tokens[i + 1].kind != LEX_PUNCT &&
		       (w->tokens[i + 1].mask &
			   (little | LEX_BIT(LEX_CLOCK) | LEX_BIT(LEX_HOUR))) == 0;
	struct cursor c = {w->text.p, (uint32_t)w->text.n, w->tokens[i].stop, w->lexicon};
	uint32_t n = space_length(&c);
	c.i += n;
	return n != 0 && (is_letter(peek(&c, 0)) || is_digit(peek(&c, 0)));
}

/* The text says nothing else, as when somebody types a date: "in May", "15/2". A
 * cell of a table that says it has a meaning of its own. */
static bool is_whole(const struct window *w, const struct member *m)
{
	static const uint64_t little = LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_JOIN);
	const struct lex_token *one = &w->tokens[0];
	/* a text that is only "may", "jan" or "sun" says nothing; "in may", "Sun" and
	 * "sun." do, and "tue" is no other word */
	bool word = m->value.small || m->value.has == HAS_MONTH;
	if (!w->is_text || (w->n == 1 && word && m->value.latent && one->kind == LEX_WORD &&
			       !one->cap && one->stop == one->end))
		return false;
	for (size_t i = 0; i < w->n; i++) {
		const struct lex_token *t = &w->tokens[i];
		if ((i < m->first || i > m->last) && t->kind != LEX_PUNCT &&
		    !(m->value.fraction && (t->mask & LEX_BIT(LEX_NUMDATE2)) != 0) &&
		    (i > m->last || (t->mask & little) == 0))
			return false;
	}
	return true;
}

/* Names of months and days that are words of another meaning without their
 * capital: enough must be around them. */
static bool small_stands(const struct window *w, const struct member *m)
{
	const struct value *v = &m->value;
	bool ordinal = false, of = false, word = false;
	for (size_t i = m->first; i <= m->last; i++) {
		const struct lex_token *t = &w->tokens[i];
		bool ord = (t->mask & LEX_BIT(LEX_ORD)) != 0;
		ordinal = ordinal || (ord && t->kind == LEX_NUMBER);
		word = word || (ord && t->kind == LEX_WORD);
		of = of || (t->roles & ROLE_OF) != 0;
	}
	/* "they sat at 10" */
	const struct lex_token *t = &w->tokens[m->first];
	if (m->joined && (t->mask & LEX_BIT(LEX_TENSE)) != 0 && (t[1].roles & ROLE_AT) != 0)
		return is_whole(w, m);
	if (m->joined || is_whole(w, m))
		return true;
	if (!(v->has & HAS_DAY))
		return w->uncased && is_led(w, m) && !stand_followed(w, m->last);
	if (ordinal || of || (v->has & HAS_YEAR) != 0)
		return true;
	bool on = m->first > 0 && (w->tokens[m->first - 1].roles & ROLE_ON) != 0;
	return (on || (w->uncased && !word)) && !stand_followed(w, m->last);
}

/* "3/4", "in 6/8": said as a fraction even where nothing else is said. */
static bool is_fraction(const struct window *w, const struct member *m)
{
	const struct lex_token *t = &w->tokens[m->first];
	if (!m->value.fraction || m->joined || m->first != m->last)
		return false;
	return t->v[1] == 3 || t->v[1] == 4 || t->v[1] == 8 || t->v[1] == 16 ||
	       (m->first > 0 && (t[-1].roles & ROLE_IN) != 0);
}

/* A year by itself opens an entry ("1868 Foundation stone laid"), or fills
 * parentheses. */
static bool is_apart(const struct window *w, const struct member *m)
{
	if (m->value.kind != VALUE_DATE || m->value.has != HAS_YEAR || m->value.vague)
		return false;
	bool closed = m->last + 1u < w->n && w->tokens[m->last + 1].literal == LIT_CLOSE;
	/* "the 2000 Olympics", but "the 2000 seats" */
	size_t i = w->tokens[m->last].stop;
	if (m->first > 0 && (w->tokens[m->first - 1].roles & ROLE_THE) != 0 && i + 2 < w->text.n &&
	    w->text.p[i] == ' ' && is_upper((unsigned char)w->text.p[i + 1]) &&
	    is_lower((unsigned char)w->text.p[i + 2]))
		return true;
	return m->first == 0 ? w->opens_block
			     : closed && w->tokens[m->first - 1].literal == LIT_OPEN;
}

/* "April O'Neil": a month that is a first name too, before a capital; so a short
 * weekday. */
static bool is_name(const struct window *w, const struct member *m)
{
	const struct lex_token *t = &w->tokens[m->last];
	bool capital = t->stop + 1 < w->text.n && w->text.p[t->stop] == ' ' &&
		       is_upper((unsigned char)w->text.p[t->stop + 1]);
	/* "after Sun Tzu"; but "on Sun", and "Sun Opening" in a programme */
	if ((t->mask & LEX_BIT(LEX_WDAYAB)) && m->first == m->last && !m->joined && is_led(w, m))
		return capital && lex_value(t - 1, LEX_LEAD) != WHEN_LEAD_AT;
	if (m->value.has != HAS_MONTH || !(t->mask & LEX_BIT(LEX_FORENAME)) || is_led(w, m))
		return false;
	/* "June-Smith", but "April-June" */
	return t->stop + 1 < w->text.n &&
	       (w->text.p[t->stop] == ' ' || (w->text.p[t->stop] == '-' && m->next == LINK_NONE)) &&
	       is_upper((unsigned char)w->text.p[t->stop + 1]);
}

/* How far before "a week" an amount is looked for: "$1.5 million of tickets". */
#define RATE_WORDS 4
/* and the longest of them, in bytes: "fifty-thousand-dollar" */
#define RATE_WORD 32

/* "four flights | a week": an amount right before it makes it a rate. */
static bool is_rate(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->first].start;
	const char *p = w->text.p;
	for (size_t words = 0; words < RATE_WORDS && i > 1 && p[i - 1] == ' '; words++) {
		size_t end = --i;
		while (i > 0 && end - i < RATE_WORD &&
		       (is_alpha(p[i - 1]) || is_digit(p[i - 1]) || p[i - 1] == '.' ||
			   p[i - 1] == '%' || p[i - 1] == '-'))
			i--;
		struct dl_str word = {p + i, end - i};
		int32_t v;
		if (word.n == 0)
			return false;
		if (is_digit(word.p[0]) || lex_word_in(w->lexicon, word, LEX_NUM, &v) ||
		    lex_word_in(w->lexicon, word, LEX_TENS, &v))
			return true;
		if (words == 0 && (lex_word_in(w->lexicon, word, LEX_LEAD, &v) ||
				      lex_word_in(w->lexicon, word, LEX_APPROX, &v) ||
				      lex_word_in(w->lexicon, word, LEX_THAN, &v) ||
				      lex_word_in(w->lexicon, word, LEX_COMPARE, &v) ||
				      lex_word_in(w->lexicon, word, LEX_JOIN, &v) ||
				      lex_word_in(w->lexicon, word, LEX_TENSE, &v)))
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
	return n != 0 && !lex_word_in(w->lexicon, next, LEX_LEAD, &v) &&
	       !lex_word_in(w->lexicon, next, LEX_JOIN, &v) &&
	       !lex_word_in(w->lexicon, next, LEX_TENSE, &v);
}

/* "told ``60 Minutes'' that": capitals in quotes make a name of it. */
static bool is_title(const struct window *w, const struct member *m)
{
	const struct lex_token *unit = &w->tokens[m->last];
	size_t i = w->tokens[m->first].start;
	const char *p = w->text.p;
	if ((m->value.kind != VALUE_DURATION && m->value.kind != VALUE_UNIT) || !unit->cap ||
	    unit->end < unit->start + 2 || !is_lower((unsigned char)p[unit->start + 1]))
		return false;
	return i > 0 && (p[i - 1] == '"' || p[i - 1] == '`' || p[i - 1] == '\'');
}

/* "the year | ended 31 March" */
static bool before_end(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->last].stop, n = 0;
	while (i < w->text.n && w->text.p[i] == ' ')
		i++;
	while (i + n < w->text.n && is_alpha((unsigned char)w->text.p[i + n]))
		n++;
	return resolve_ends_period(w->lexicon, (struct dl_str){w->text.p + i, n});
}

/* "on 3/4", "from 10/1 to 11/7", "5/1 - 5/7/2027" */
static bool fraction_stands(const struct window *w, const struct member *m)
{
	const struct lex_token *t = &w->tokens[m->first];
	bool share =
	    m->first == m->last && t->v[0] < t->v[1] &&
	    (t->v[1] == 2 || t->v[1] == 3 || t->v[1] == 4 || t->v[1] == 8 || t->v[1] == 16);
	if ((m->value.has & HAS_YEAR) != 0 || (m->chained && !share))
		return true; /* the first of them stands already */
	if (!is_led(w, m) || (t[-1].roles & ROLE_IN) != 0)
		return false;
	int32_t lead = lex_value(&t[-1], LEX_LEAD);
	if (lead == WHEN_LEAD_AT)
		return true;
	bool range = m->next == LINK_RANGE && lead == WHEN_LEAD_FROM;
	bool open =
	    lead == WHEN_LEAD_SINCE || lead == WHEN_LEAD_BEFORE || lead == WHEN_LEAD_AFTER ||
	    (lead == WHEN_LEAD_UNTIL && (t[-1].roles & ROLE_TO) == 0) || lead == WHEN_LEAD_BY;
	return !share && (range || (open && !stand_followed(w, m->last)));
}

bool stand_alone(const struct window *w, struct member *m)
{
	mark_rate(w, m);
	bool chained = m->chained || m->next != LINK_NONE;
	if (join_is_number(&m->value) || m->value.refused || is_name(w, m) || is_title(w, m))
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
		return dotted_stands(w, m);
	if (m->value.weak && !m->joined && !chained)
		return hours_led(w, m->first);
	if (m->value.small && !small_stands(w, m))
		return false;
	if (join_is_clock(&m->value) && (m->value.has & HAS_PART) && is_whole(w, m))
		return true; /* "early morning" */
	if (m->value.kind == VALUE_DATE && m->value.has != HAS_YEAR && is_whole(w, m) &&
	    !is_fraction(w, m))
		return true;
	if (m->value.fraction && !m->joined)
		return fraction_stands(w, m);
	/* "everyday clothes", "lit everyday." */
	if (m->value.kind == VALUE_SET && m->value.latent && !(m->value.has & HAS_PART) &&
	    !stand_followed(w, m->last))
		return true;
	if (!m->value.latent || m->joined || chained || is_led(w, m) || is_apart(w, m))
		return true;
	/* "the summer offensive" */
	m->value.history = m->value.kind == VALUE_DATE && m->value.has == HAS_SEASON;
	return m->value.history;
}
