/* SPDX-License-Identifier: MIT */
#include "when/modify.h"

static bool takes_mod(const struct value *v)
{
	return v->kind == VALUE_UNIT ||
	       (v->kind == VALUE_DATE && !(v->has & (HAS_DAY | HAS_WEEKDAY | HAS_CLOCK)));
}

/* "about 1868", "about 5 pm"; but "over two weeks" only. */
static bool takes_approx(const struct value *v, int32_t kind)
{
	if (v->kind == VALUE_DURATION || v->kind == VALUE_OFFSET)
		return true;
	return kind == 0 && v->has != HAS_WEEKDAY &&
	       (v->kind == VALUE_DATE || (v->has & HAS_CLOCK));
}

/* "late | yesterday", "earlier | Sunday" */
static bool takes_early(const struct value *v)
{
	return v->kind == VALUE_DAY || v->kind == VALUE_UNIT ||
	       (v->kind == VALUE_DATE && (v->has & HAS_WEEKDAY));
}

/* Class compare: "no", which turns 1 less and 2 more into 4 at least and 3 at most. */
#define COMPARE_NO 5

/* "more than", "at least", "over" before token i: its kind, and where it
 * begins in *ret; -1: none. */
static int32_t approx_before(const struct window *w, size_t i, size_t *ret)
{
	const struct lex_token *t = &w->tokens[i];
	*ret = i;
	if (t->mask & LEX_BIT(LEX_APPROX))
		return lex_value(t, LEX_APPROX);
	if (i == 0)
		return -1;
	*ret = i - 1;
	if ((t->mask & LEX_BIT(LEX_THAN)) && (t[-1].mask & LEX_BIT(LEX_COMPARE))) {
		int32_t kind = lex_value(t - 1, LEX_COMPARE);
		bool no = i > 1 && (t[-2].mask & LEX_BIT(LEX_COMPARE)) &&
			  lex_value(t - 2, LEX_COMPARE) == COMPARE_NO;
		*ret -= no; /* "no more than": at most */
		return no ? COMPARE_NO - kind : kind == COMPARE_NO ? -1 : kind;
	}
	if ((t->mask & LEX_BIT(LEX_COMPARE)) && (t[-1].roles & ROLE_AT) != 0 &&
	    lex_value(t, LEX_COMPARE) != COMPARE_NO)
		return lex_value(t, LEX_COMPARE);
	return -1;
}

/* "the end of | May": where it begins in *ret; 0: no such words. */
static int32_t edge_before(const struct window *w, size_t i, size_t *ret)
{
	const struct lex_token *t = &w->tokens[i];
	if (i == 0 || (t->roles & ROLE_OF) == 0 || !(t[-1].mask & LEX_BIT(LEX_EDGE)))
		return 0;
	*ret = i - 1;
	if (i > 1 && (t[-2].roles & ROLE_THE) != 0)
		*ret = i - 2;
	return lex_value(t - 1, LEX_EDGE);
}

/* Takes the words before a member into it; tokens before `bound` belong to others. */
static void modify(struct window *w, struct member *m, size_t bound)
{
	static const char *const mods[] = {"", "START", "MID", "END"};
	static const char *const approx[] = {
	    "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"};
	if (m->first <= bound)
		return;
	size_t i = m->first - 1u;
	bool in = (w->tokens[i].roles & ROLE_IN) != 0 && i > bound &&
		  (w->tokens[i - 1].mask & LEX_BIT(LEX_MOD)) != 0; /* "late in 1862" */
	if ((w->tokens[i].literal == LIT_DASH && i > bound) || in)
		i--;
	const struct lex_token *t = &w->tokens[i];
	bool the = (w->tokens[m->first].roles & ROLE_THE) != 0;
	size_t begin = i;
	int32_t kind = edge_before(w, i, &begin);
	if (in && ((lex_value(t, LEX_MOD) & 1) == 0 || m->value.unit == UNIT_DAY))
		return; /* "in the middle in May"; "late in the day" is no date of ours */
	if (kind != 0 && begin >= bound && takes_mod(&m->value)) {
		m->value.mod = mods[kind];
		m->value.latent = false;
		m->first = (uint8_t)begin;
	} else if ((t->mask & LEX_BIT(LEX_MOD)) && lex_value(t, LEX_MOD) != 0 &&
		   takes_mod(&m->value)) {
		m->value.mod = mods[lex_value(t, LEX_MOD)];
		m->value.latent = false;
		m->first = (uint8_t)i;
		if (i > bound && (w->tokens[i - 1].roles & ROLE_THE) != 0)
			m->first--;
	} else if ((t->mask & LEX_BIT(LEX_MOD)) && takes_early(&m->value) &&
		   ((m->value.has & HAS_PART) != 0 ||
		       (lex_value(t, LEX_MOD) != 2 && i + 1u == m->first))) {
		if (lex_value(t, LEX_MOD) != 0)
			m->value.mod = mods[lex_value(t, LEX_MOD)];
		if ((m->value.has & (HAS_PART | HAS_CLOCK)) == HAS_PART)
			m->value.edge = (uint8_t)lex_value(t, LEX_MOD);
		m->first = (uint8_t)i;
	} else if ((kind = approx_before(w, i, &begin)) >= 0 && begin >= bound &&
		   (!the || begin != i) && !m->value.latent && takes_approx(&m->value, kind)) {
		m->value.mod = approx[kind];
		m->value.approximate = kind <= 1;
		m->first = (uint8_t)begin;
	}
}

void modify_all(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		uint8_t first = m->first;
		modify(w, m, i == 0 ? 0 : m[-1].last + 1u);
		if (m->first == first)
			continue;
		m->skip = 0;
		trace_words(w, m, WHEN_JOIN_MOD);
	}
}
