/* SPDX-License-Identifier: MIT */
/* Phrases are found left to right, longest first; then neighbours are joined
 * in the order of the table `joins`, the tightest first:
 *
 *   zone     5 pm | EST
 *   prefix   early | May 2026,  about | two hours
 *   weekday  Friday, | 3 May         3 May | (Friday)
 *   amount   2 hours and | 30 minutes   in 1 year, | 3 months
 *   inside   two days after | 3 May   Monday of | next week
 *   clock    3 May | at | 5 pm       5 pm | on | 3 May     the morning of | 3 May
 *   numbers  6, | 13 | and | 20      (days without a month, so far)
 *   range    3 May | to | 5 May      6 | - | 8 May         9 | - | 11 am
 *   list     6 and 13 | May          3 May | and | 5 May
 *   year     6 - 8 May | , 2026
 *
 * A join either melts two members into one (a date and its clock) or chains
 * them (the ends of a range, the days of a list); members of a chain then
 * share what only one of them says: month, year, am or pm, the day. */
#include "when/compose.h"

#include <string.h>

#include "base/str.h"
#include "when/amount.h"
#include "when/beside.h"
#include "when/chain.h"
#include "when/era.h"
#include "when/hours.h"
#include "when/inner.h"
#include "when/join.h"
#include "when/member.h"
#include "when/modify.h"
#include "when/number.h"
#include "when/phrase.h"
#include "when/recur.h"
#include "when/stand.h"
#include "when/weekdays.h"

/* LEX_JOIN of a word that is "at" and "to": what it stands between decides. */
#define JOIN_BOTH 5

/* Most tokens that a gap can have: ", at the", ", à partir de". */
#define GAP_MAX 4

static enum gap gap_token(const struct lex_token *t)
{
	switch (t->literal) {
	case LIT_COMMA:
		return GAP_COMMA;
	case LIT_DASH:
		return GAP_DASH;
	case LIT_SLASH:
		return GAP_SLASH;
	case LIT_OPEN:
		return GAP_OPEN;
	case LIT_AND_SIGN:
		return GAP_AND;
	case LIT_AT_SIGN:
		return GAP_AT;
	default:
		break;
	}
	if ((t->mask & LEX_BIT(LEX_JOIN)) == 0)
		return (t->mask & LEX_BIT(LEX_BETWEEN)) != 0 ||
			       ((t->mask & LEX_BIT(LEX_APPROX)) && lex_value(t, LEX_APPROX) == 0)
			   ? GAP_AT
			   : GAP_OTHER;
	static const enum gap by_value[] = {
	    GAP_OTHER, GAP_AND, GAP_TO, GAP_AT, GAP_NEXT, [JOIN_BOTH] = GAP_AT};
	int32_t v = lex_value(t, LEX_JOIN);
	return v < 0 || (size_t)v >= sizeof(by_value) / sizeof(by_value[0]) ? GAP_OTHER
									    : by_value[v];
}

/* "de 9 h | à | 12 h", "9 h à 12 h"; but "le 3 mai | à | 18 h" */
static bool may_range(const struct window *w, const struct member *a, const struct member *b)
{
	if (a->first > 0 && (w->tokens[a->first - 1].roles & ROLE_FROM) != 0)
		return join_is_clock(&a->value) || !join_is_clock(&b->value);
	return join_is_clock(&a->value) && join_is_clock(&b->value);
}

enum gap compose_gap(const struct window *w, const struct member *a, const struct member *b)
{
	size_t from = a->last + a->tail + 1u, to = b->first;
	enum gap gap = GAP_NEXT;
	bool both = false;
	if (to > from + GAP_MAX)
		return GAP_OTHER;
	for (size_t i = from; i < to; i++) {
		enum gap g = gap_token(&w->tokens[i]);
		if (lex_value(&w->tokens[i], LEX_JOIN) == JOIN_BOTH) {
			if (gap == GAP_TO) /* "jusqu'à" */
				continue;
			both = true;
		}
		/* "the" only after "of", "in", "to" */
		if (g == GAP_NEXT && gap != GAP_AT && gap != GAP_TO && gap != GAP_AND)
			return GAP_OTHER;
		if (gap == GAP_NEXT || (gap == GAP_COMMA && g != GAP_COMMA))
			gap = g;
		else if (g != GAP_NEXT && g != gap)
			return GAP_OTHER;
	}
	if (both && gap == GAP_AT && may_range(w, a, b))
		gap = GAP_TO;
	/* "10 Uhr | am Morgen", "7 | abends": the little word is in the second */
	if (gap == GAP_NEXT && to == from &&
	    (b->value.skip != 0 || (w->tokens[to].mask & LEX_BIT(LEX_PARTS)) != 0))
		gap = GAP_AT;
	return gap;
}

static void add_rules(struct member *to, const struct member *from)
{
	for (size_t i = 0; i < from->n_rules && to->n_rules < WHEN_MAX_RULES; i++)
		to->rules[to->n_rules++] = from->rules[i];
}

static void drop(struct window *w, size_t i)
{
	memmove(&w->members[i], &w->members[i + 1], (w->n_members - i - 1) * sizeof(w->members[0]));
	w->n_members--;
}

/* The parenthesis that was opened inside a member belongs to it. */
static void close_inside(const struct window *w, struct member *m)
{
	int open = 0;
	for (size_t i = m->first; i <= m->last; i++)
		open += (w->tokens[i].literal == LIT_OPEN) - (w->tokens[i].literal == LIT_CLOSE);
	if (open > 0 && m->last + 1u < w->n && w->tokens[m->last + 1].literal == LIT_CLOSE)
		m->last++;
}

void compose_melt(struct window *w, size_t i, enum when_join join)
{
	struct member *a = &w->members[i], *b = a + 1;
	trace_join(w, a, b, join);
	a->last = b->last;
	a->tail = b->tail;
	a->next = b->next;
	a->joined = true;
	add_rules(a, b);
	drop(w, i + 1);
	close_inside(w, a);
}

typedef bool melt_fn(struct value *a, const struct value *b);

/* Joins whose members become one, the tightest first. */
static const struct {
	melt_fn *join;
	enum when_join name;
	unsigned gaps;
} melts[] = {
    {join_weekday, WHEN_JOIN_WEEKDAY, GAP_NEXT | GAP_COMMA | GAP_OPEN},
    {hours_part, WHEN_JOIN_PART, GAP_AT},
    {amount_join, WHEN_JOIN_AMOUNT, GAP_NEXT | GAP_COMMA | GAP_AND},
    {join_clock, WHEN_JOIN_CLOCK, GAP_NEXT | GAP_COMMA | GAP_AT | GAP_OPEN | GAP_DASH},
};

/* Places in melts: a day and its weekday, a day and its clock or part. */
#define MELT_WEEKDAY 0
#define MELT_CLOCK   3

/* What is counted from a date, or a part of one, takes it inside; from the
 * right, so that "the day after the first Monday of May" nests. */
static void nest_all(struct window *w)
{
	for (size_t i = w->n_members; i-- > 1;) {
		struct member *a = &w->members[i - 1], *b = a + 1;
		enum gap gap = compose_gap(w, a, b);
		struct value v;
		bool range =
		    i + 1 < w->n_members && (compose_gap(w, b, b + 1) & (GAP_TO | GAP_DASH)) != 0;
		bool timed = a->value.hook != HOOK_NONE && a->value.kind == VALUE_OFFSET &&
			     a->value.unit <= UNIT_HOUR && i + 1 < w->n_members;
		if (timed && (compose_gap(w, b, b + 1) & (GAP_NEXT | GAP_AT)) != 0 &&
		    join_clock(&b->value, &b[1].value)) /* "2 hours before | noon | tomorrow" */
			compose_melt(w, i, WHEN_JOIN_CLOCK);
		if (range && (w->tokens[a->last].roles & ROLE_FROM) != 0)
			continue; /* "two weeks from | 3 May to 17 May": how long, and when */
		if (a->value.hook != HOOK_NONE && w->tokens[a->last + 1].literal == LIT_COMMA)
			continue; /* "two years before, in 1482" */
		bool behind = (gap & (GAP_NEXT | GAP_AT | GAP_COMMA)) != 0 &&
			      !(gap == GAP_COMMA && a->value.hook != HOOK_NONE) &&
			      inner_behind(w, i - 1, &v);
		if (!behind && ((gap & (GAP_NEXT | GAP_AT)) == 0 || !inner_before(w, i - 1, &v)))
			continue;
		a->value = v;
		compose_melt(w, i - 1, WHEN_JOIN_INSIDE);
	}
}

/* Does a word that is no part of it follow at once? */
static bool runs_on(const struct window *w, const struct member *m)
{
	size_t i = w->tokens[m->last].stop;
	return i + 1 < w->text.n && w->text.p[i] == ' ' &&
	       (is_alpha((unsigned char)w->text.p[i + 1]) ||
		   is_digit((unsigned char)w->text.p[i + 1]));
}

/* A hook that caught nothing: its row without the last word is read instead.
 * "two weeks from | the council" and "two weeks after | they met" are two
 * weeks, "last year in | a speech" is last year; "two weeks after." is a date. */
static void free_hooks(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		struct value v = {.kind = VALUE_NONE};
		uint16_t row = 0;
		if (m->value.sign && m->value.hook != HOOK_NONE) {
			m->value.hook = HOOK_NONE;
			if (w->is_text && w->n_members == 1)
				continue;
			const struct lex_token *last = &w->tokens[m->last];
			/* "the change was +2 years"; "-105s" is what it says in some table */
			m->value.kind = VALUE_DURATION;
			m->value.refused = (last->mask & LEX_BIT(LEX_SPAN)) != 0 && last->v[2] > 0;
			m->value.base = BASE_REFERENCE;
			m->value.dir = 0;
			m->first++;
			continue;
		}
		if (m->value.hook == HOOK_NONE || (m->value.hook == HOOK_MAY && !runs_on(w, m)))
			continue;
		static const uint64_t weekdays = LEX_BIT(LEX_WDAY) | LEX_BIT(LEX_WDAYAB);
		if (m->value.kind == VALUE_NTH && (w->tokens[m->last].mask & weekdays) != 0) {
			/* "the first Monday | since": the weekday alone */
			v = (struct value){.kind = VALUE_DATE,
			    .has = HAS_WEEKDAY,
			    .weekday = m->value.weekday,
			    .latent = m->value.small,
			    .small = m->value.small};
			m->value = v;
			m->first = m->last;
			m->skip = 0;
			continue;
		}
		size_t n = m->last + 1u - m->first;
		do
			n = phrase_match(w->lexicon, w->tokens + m->first, n - 1, &v, &row);
		while (n > 1 && (v.hook != HOOK_NONE || v.ends == VALUE_ENDS_WORDS));
		if (n == 0 || v.hook != HOOK_NONE || v.ends == VALUE_ENDS_WORDS) {
			m->value.refused = true;
			continue;
		}
		m->value = v;
		m->skip = v.skip;
		m->last = (uint8_t)(m->first + n - 1);
		m->rules[m->n_rules - 1] = row;
		trace_row(w, m, row);
	}
}

/* "3-5 March, | 9 am - 5 pm", "Monday to Friday | 9 to 5": hours of each of the
 * days, not of the last alone. */
bool compose_of_several(const struct window *w, size_t i)
{
	static const unsigned gaps = GAP_DASH | GAP_TO | GAP_AND | GAP_COMMA | GAP_SLASH;
	const struct member *a = &w->members[i], *b = a + 1;
	if (i == 0 || b->next != LINK_RANGE ||
	    (!hours_are(&b->value) && !join_is_clock(&b->value)) || !join_is_day(&a->value) ||
	    (compose_gap(w, a - 1, a) & gaps) == 0)
		return false;
	const struct value *before = &a[-1].value;
	return (join_is_number(before) && before->day != 0) ||
	       (join_is_day(before) && !(before->has & HAS_CLOCK));
}

/* "Sat 10 am - 1 pm, | Sun 2 - 4 pm": its hours have their day, and b has its own. */
static bool has_its_day(const struct window *w, size_t i, enum gap gap)
{
	const struct member *a = &w->members[i], *b = a + 1;
	if (!join_is_clock(&a->value) || !join_is_day(&b->value))
		return false;
	if (gap == GAP_OPEN) /* "10 am - 5 pm (Thursdays until 8)" */
		return b->last + 1u < w->n && w->tokens[b->last + 1].literal != LIT_CLOSE &&
		       b->next == LINK_NONE;
	return gap == GAP_COMMA && i > 0 && a[-1].next == LINK_RANGE &&
	       (a[-1].value.has & HAS_CLOCK) != 0 && a[-1].value.kind != VALUE_NONE;
}

static void melt_kind(struct window *w, size_t k)
{
	for (size_t i = 0; i + 1 < w->n_members;) {
		struct member *a = &w->members[i], *b = a + 1;
		enum gap gap = compose_gap(w, a, b);
		bool fits =
		    (gap & melts[k].gaps) != 0 && !(k == MELT_WEEKDAY && a->chained) &&
		    !(k == MELT_CLOCK && (compose_of_several(w, i) || has_its_day(w, i, gap)));
		if (fits && melts[k].join(&a->value, &b->value))
			compose_melt(w, i, melts[k].name);
		else
			i++;
	}
}

/* A clock belongs to the whole: "two days after 3 May | at noon". */
static void melt_all(struct window *w)
{
	melt_kind(w, MELT_WEEKDAY);
	melt_kind(w, 1);
	melt_kind(w, 2);
	recur_join(w);
	nest_all(w);
	free_hooks(w);
	melt_kind(w, MELT_CLOCK);
	hours_melt(w);
}

void compose_window(struct window *w)
{
	w->n_inners = w->n_recurs = 0;
	number_fold(w);
	era_fold(w);
	member_find(w);
	weekdays_fold(w);
	chain_all(w, true);
	melt_all(w);
	modify_all(w);
	chain_all(w, false);
	chain_numbers(w);
	melt_kind(w, MELT_WEEKDAY); /* "Thursday | 3 - Sunday 6 June" */
	melt_kind(w, MELT_CLOCK);   /* "the night of | 3 - 4 May" */
	hours_settle(w);
	hours_lengths(w);
	chain_years(w);
	chain_refuse_days(w);
	beside_refuse(w);
	size_t kept = 0;
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		if (stand_alone(w, m)) {
			w->members[kept++] = *m;
			continue;
		}
		if (kept > 0 && m->chained)
			w->members[kept - 1].next = LINK_NONE;
		if (i + 1 < w->n_members)
			w->members[i + 1].chained = false;
	}
	w->n_members = kept;
	recur_bind(w);
	for (size_t i = 0; i < w->n_members; i++) { /* "from autumn 2026 to spring" */
		struct member *m = &w->members[i];
		if (m->chained || m->next != LINK_NONE || m->set != 0)
			m->value.history = false;
	}
}
