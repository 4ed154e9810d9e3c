/* SPDX-License-Identifier: MIT */
#include "when/lead.h"

/* The value of "no" and "not" in LEX_COMPARE. */
#define NEGATION 5

/* Values of LEX_TRAIL from here on are of words that need no "or" before them. */
#define TRAIL_ALONE 100

static const struct lex_token *at(const struct window *w, size_t first, size_t back)
{
	static const struct lex_token none = {.kind = LEX_UNKNOWN};
	return first >= back ? &w->tokens[first - back] : &none;
}

static enum when_lead lead_of(const struct lex_token *t)
{
	return t->mask & LEX_BIT(LEX_LEAD) ? (enum when_lead)lex_value(t, LEX_LEAD)
					   : WHEN_LEAD_NONE;
}

/* What includes the time itself: "on or after". From, not since: it may be to come. */
static enum when_lead inclusive(enum when_lead lead)
{
	return lead == WHEN_LEAD_AFTER	  ? WHEN_LEAD_FROM
	       : lead == WHEN_LEAD_BEFORE ? WHEN_LEAD_UNTIL
					  : lead;
}

/* "no later than" is until, "not before" is from. */
static enum when_lead negated(enum when_lead lead)
{
	return lead == WHEN_LEAD_AFTER	  ? WHEN_LEAD_UNTIL
	       : lead == WHEN_LEAD_BEFORE ? WHEN_LEAD_FROM
					  : lead;
}

static bool is_no(const struct lex_token *t)
{
	return (t->mask & LEX_BIT(LEX_COMPARE)) && lex_value(t, LEX_COMPARE) == NEGATION;
}

enum when_lead lead_before(const struct window *w, size_t first, bool *ret_toward)
{
	const struct lex_token *t = at(w, first, 1), *b = at(w, first, 2), *c = at(w, first, 3);
	enum when_lead lead = lead_of(t), before = lead_of(b);
	*ret_toward = false;
	if ((t->mask & LEX_BIT(LEX_THAN)) && (b->mask & LEX_BIT(LEX_THANLEAD))) {
		lead = (enum when_lead)lex_value(b, LEX_THANLEAD);
		return is_no(c) ? negated(lead) : lead;
	}
	if ((t->roles & ROLE_AS) != 0 && (c->roles & ROLE_AS) != 0 && (b->mask & LEX_BIT(LEX_MOD)))
		return lex_value(b, LEX_MOD) == 1 ? WHEN_LEAD_FROM : WHEN_LEAD_UNTIL;
	if ((t->roles & ROLE_TO) != 0) {
		*ret_toward = (b->mask & LEX_BIT(LEX_THANLEAD)) == 0;
		return *ret_toward ? lead : (enum when_lead)lex_value(b, LEX_THANLEAD);
	}
	if (is_no(b))
		return negated(lead);
	if ((b->mask & LEX_BIT(LEX_JOIN)) && lex_value(b, LEX_JOIN) == 1 &&
	    lead_of(c) == WHEN_LEAD_AT)
		return inclusive(lead);
	/* "from on", "seit dem", "jusqu'au", "à partir de" */
	bool wider = before >= WHEN_LEAD_SINCE && before <= WHEN_LEAD_AFTER;
	return (lead == WHEN_LEAD_AT || lead == WHEN_LEAD_OF) && wider ? before : lead;
}

enum when_lead lead_behind(const struct window *w, const struct member *m, uint8_t *ret_n)
{
	size_t i = m->last + 1u;
	*ret_n = 0;
	if (i >= w->n)
		return WHEN_LEAD_NONE;
	bool joined =
	    (w->tokens[i].mask & LEX_BIT(LEX_JOIN)) && lex_value(&w->tokens[i], LEX_JOIN) == 1;
	if (joined && ++i >= w->n)
		return WHEN_LEAD_NONE;
	const struct lex_token *t = &w->tokens[i], *next = i + 1 < w->n ? t + 1 : NULL;
	int32_t trail = lex_value(t, LEX_TRAIL);
	if (trail == 0 || joined != (trail < TRAIL_ALONE))
		return WHEN_LEAD_NONE;
	/* "after 2016 and before 2018": it belongs to what follows */
	bool leads = (t->mask & LEX_BIT(LEX_LEAD)) != 0;
	if (leads && (next != NULL ? next->kind != LEX_PUNCT
				   : w->text.n > t->stop && w->text.p[t->stop] == ' '))
		return WHEN_LEAD_NONE;
	*ret_n = (uint8_t)(i - m->last);
	return (enum when_lead)(trail % TRAIL_ALONE);
}
