/* SPDX-License-Identifier: MIT */
#include "when/member.h"

#include <string.h>

#include "when/beside.h"
#include "when/dotted.h"
#include "when/hours.h"
#include "when/lead.h"
#include "when/number.h"
#include "when/phrase.h"
#include "when/stand.h"
#include "when/zone.h"

/* A zone behind a member, or the last token of its row ("1630 UTC"). */
static void take_zone(struct window *w, struct member *m)
{
	size_t i = m->last + 1u;
	bool paren = i < w->n && w->tokens[i].literal == LIT_OPEN;
	if (w->tokens[m->last].mask & LEX_BIT(LEX_ZONE))
		i = m->last;
	else
		i += paren;
	if (i >= w->n || !(w->tokens[i].mask & LEX_BIT(LEX_ZONE)) || !(m->value.has & HAS_CLOCK))
		return;
	if (w->tokens[i].v[0] == ZONE_LOCAL) { /* "3 pm local time" */
		bool closed = paren && i + 1 < w->n && w->tokens[i + 1].literal == LIT_CLOSE;
		m->tail = (uint8_t)(i - m->last + closed);
		return;
	}
	m->value.offset_minutes = (int16_t)w->tokens[i].v[0];
	m->value.zone = w->zones[w->tokens[i].v[1]];
	m->value.zone_varies = w->tokens[i].v[2] == 0;
	m->value.has |= HAS_OFFSET;
	bool behind = i > m->last;
	m->last = (uint8_t)(i + (paren && i + 1 < w->n && w->tokens[i + 1].literal == LIT_CLOSE));
	if (behind)
		trace_words(w, m, WHEN_JOIN_ZONE);
}

/* "44", "9", "five", "0930": the day or hour of a neighbour. */
static bool number_value(const struct lex_token *t, struct value *v)
{
	if (t->kind == LEX_WORD && (t->mask & LEX_BIT(LEX_ORD))) { /* "ninth" */
		int32_t n = lex_value(t, LEX_ORD);
		*v = (struct value){.kind = VALUE_NUMBER, .latent = true, .amount = n, .hour = 99};
		v->day = (uint8_t)(n >= 1 && n <= 31 ? n : 0);
		return v->day != 0;
	}
	static const uint64_t classes =
	    LEX_BIT(LEX_DAY) | LEX_BIT(LEX_HOUR) | LEX_BIT(LEX_YEAR2) | LEX_BIT(LEX_NUM);
	if ((t->mask & classes) == 0 || (t->kind != LEX_NUMBER && t->kind != LEX_WORD))
		return false;
	bool digits = t->kind == LEX_NUMBER && t->v[LEX_ORIGIN] != NUMBER_AMOUNT;
	int32_t n = digits ? t->v[LEX_V] : lex_value(t, LEX_NUM);
	bool day = digits && (t->mask & ~LEX_BIT(LEX_NUM)) != 0;
	*v = (struct value){.kind = VALUE_NUMBER, .latent = true, .amount = n};
	v->digits = (uint8_t)(digits ? t->end - t->start : 0);
	v->day = (uint8_t)(day && n <= 31 ? n : 0);
	v->hour = (uint8_t)(n >= 1 && n <= (digits ? 24 : 12) && (day || !digits) &&
				    (t->mask & LEX_BIT(LEX_ORD)) == 0
				? n
				: 99);
	if (n < 1000 && (t->mask & LEX_BIT(LEX_CLOCK4)) && t->end - t->start == 4) {
		v->nought = true;
		v->hour = (uint8_t)(n / 100);
		v->minute = (uint8_t)(n % 100);
		return true;
	}
	return day || v->hour != 99;
}

/* Does what stands behind token i, the last of the value's n, rule it out? */
static bool is_cut(const struct window *w, const struct value *v, size_t i, size_t n)
{
	static const uint64_t names = LEX_BIT(LEX_WDAY) | LEX_BIT(LEX_WDAYAB) | LEX_BIT(LEX_MONTH) |
				      LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_SEASON) | LEX_BIT(LEX_PART) |
				      LEX_BIT(LEX_QUARTERNAME);
	/* "at 10 Downing Street", "in May 20 ships sank" */
	bool day =
	    (v->has & HAS_DAY) && n == 2 && i >= n && (w->tokens[i - n].roles & ROLE_IN) != 0;
	bool hour = (v->has & (HAS_CLOCK | HAS_MERIDIEM)) == HAS_CLOCK;
	if ((day || hour) && beside_counts(w, i))
		return true;
	if (v->ends == VALUE_ENDS_NAMES && i + 2 < w->n && w->tokens[i + 1].literal == LIT_DASH)
		i++;
	/* "you may | 3 days later" */
	if (v->small && i + 1 < w->n && (w->tokens[i].mask & LEX_BIT(LEX_NUM)) != 0 &&
	    (w->tokens[i + 1].mask & LEX_BIT(LEX_UNIT)) != 0)
		return true;
	if (v->ends == VALUE_ENDS_TEXT)
		return !w->is_text || n != w->n;
	if (v->ends == VALUE_ENDS_WORDS)
		return stand_followed(w, i);
	return v->ends == VALUE_ENDS_NAMES && i + 1 < w->n && (w->tokens[i + 1].mask & names) != 0;
}

void member_find(struct window *w)
{
	w->n_members = 0;
	for (size_t i = 0; i < w->n;) {
		struct member *m = &w->members[w->n_members];
		uint16_t row = 0;
		size_t n = phrase_match(w->lexicon, w->tokens + i, w->n - i, &m->value, &row);
		while (n != 0 && is_cut(w, &m->value, i + n - 1, n))
			n = phrase_match(w->lexicon, w->tokens + i, n - 1, &m->value, &row);
		if (n == 0 && (!number_value(&w->tokens[i], &m->value) ||
				  beside_is_named(w, w->tokens[i].start) || beside_counts(w, i))) {
			i++;
			continue;
		}
		memset((char *)m + sizeof(m->value), 0, sizeof(*m) - sizeof(m->value));
		m->first = (uint8_t)i;
		m->skip = m->value.skip;
		m->last = (uint8_t)(i + (n == 0 ? 0 : n - 1));
		if (row != 0)
			m->rules[m->n_rules++] = row;
		trace_row(w, m, row);
		i = m->last + 1u;
		take_zone(w, m);
		if (!dotted_fit(w, m))
			continue;
		uint8_t tail = m->tail;
		m->value.led = (uint8_t)lead_behind(w, m, &m->tail);
		if (m->tail == 0)
			m->tail = tail;
		if (m->last + 1u > i)
			i = m->last + 1u;
		w->n_members++;
	}
}
