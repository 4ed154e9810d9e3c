/* SPDX-License-Identifier: MIT */
#include "when/chain.h"

#include "when/civil.h"
#include "when/hours.h"
#include "when/join.h"

/* Chains member i to the next, if they fit. */
static void join_next(struct window *w, size_t i, enum member_link how)
{
	struct member *a = &w->members[i], *b = a + 1;
	struct value x = a->value, y = b->value;
	if (!join_share(&x, &y, how == LINK_RANGE))
		return;
	a->value = x;
	b->value = y;
	a->next = how;
	b->chained = true;
}

/* "6, 13", "9 - 11 am", "8 pm - 11": binds tighter than a date and its clock do. */
static bool is_tight(const struct value *a, const struct value *b)
{
	return (join_is_number(a) && join_is_number(b)) || (hours_are(a) && hours_are(b)) ||
	       (join_is_number(a) && a->nought);
}

/* "June 9, | 10 | , 2022": the year behind it says that it is a day too. */
static bool is_day_of_year(const struct window *w, size_t i)
{
	const struct member *m = &w->members[i];
	return i + 1 < w->n_members && join_is_number(&m->value) && m->value.day != 0 &&
	       m[1].value.kind == VALUE_DATE && m[1].value.has == HAS_YEAR &&
	       (compose_gap(w, m, m + 1) & (GAP_COMMA | GAP_NEXT)) != 0;
}

/* "Mon, | Wed and Fri" */
static bool is_weekday_of_list(const struct member *a, const struct member *b)
{
	return a->value.kind == VALUE_DATE && a->value.has == HAS_WEEKDAY &&
	       b->value.kind == VALUE_DATE && b->value.has == HAS_WEEKDAY && b->next == LINK_LIST;
}

void chain_all(struct window *w, bool tight)
{
	for (size_t i = w->n_members; i-- > 1;) {
		struct member *a = &w->members[i - 1], *b = a + 1;
		if (b->chained || (tight && !is_tight(&a->value, &b->value)))
			continue;
		enum gap gap = compose_gap(w, a, b);
		bool comma_ok = join_is_number(&a->value) ||
				(join_is_number(&b->value) && b->next != LINK_NONE) ||
				is_day_of_year(w, i) || is_weekday_of_list(a, b);
		bool between =
		    a->first > 0 && (w->tokens[a->first - 1].mask & LEX_BIT(LEX_BETWEEN));
		bool clocks = join_is_clock(&a->value) && join_is_clock(&b->value);
		if (tight && clocks && gap == GAP_COMMA)
			continue;
		if (gap == GAP_DASH || gap == GAP_TO || (gap == GAP_AND && between))
			join_next(w, i - 1, LINK_RANGE);
		else if (gap == GAP_AND || (gap == GAP_COMMA && comma_ok) || gap == GAP_SLASH)
			join_next(w, i - 1, LINK_LIST);
	}
}

void chain_numbers(struct window *w)
{
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t k = 1; k < w->n_members; k++) {
			size_t i = pass == 0 ? w->n_members - k : k;
			struct member *a = &w->members[i - 1], *b = a + 1;
			if (b->chained && (join_is_number(&a->value) != join_is_number(&b->value)))
				(void)join_share(&a->value, &b->value, false);
		}
}

/* "6 - 8 May | , 2026", "Dec 28 - Jan 7, 2027": the last date of a chain lends
 * its year to the ones before; a later month in front means the year before. */
void chain_years(struct window *w)
{
	for (size_t i = 0; i + 1 < w->n_members;) {
		struct member *a = &w->members[i], *b = a + 1;
		bool year = b->value.kind == VALUE_DATE && b->value.has == HAS_YEAR && !b->chained;
		/* "Thu Oct 26 11:00:09 2023": asctime(3) has the year behind the clock */
		bool clock = year && (a->value.has & HAS_CLOCK) != 0 && i + 2 >= w->n_members &&
			     compose_gap(w, a, b) == GAP_NEXT;
		bool behind = clock && a->chained && hours_are(&a->value) && i > 0;
		if (behind && join_names_month(&a[-1].value) && !(a[-1].value.has & HAS_YEAR)) {
			a[-1].value.year = b->value.year;
			a[-1].value.has |= HAS_YEAR;
			compose_melt(w, i, WHEN_JOIN_YEAR);
		} else if (year && (a->chained || clock) && join_names_month(&a->value) &&
			   !(a->value.has & HAS_YEAR) &&
			   (compose_gap(w, a, b) & (GAP_COMMA | GAP_NEXT)) != 0) {
			a->value.year = b->value.year;
			a->value.has |= HAS_YEAR;
			compose_melt(w, i, WHEN_JOIN_YEAR);
		} else
			i++;
	}
	static const uint32_t parts = HAS_MONTH | HAS_QUARTER | HAS_HALF | HAS_SEASON;
	for (size_t i = w->n_members; i-- > 1;) {
		struct value *a = &w->members[i - 1].value, *b = &w->members[i].value;
		if (!w->members[i].chained || !(b->has & HAS_YEAR) || (a->has & HAS_YEAR) ||
		    a->kind != VALUE_DATE || (a->has & b->has & parts) == 0)
			continue;
		a->year =
		    b->year - (a->month > b->month || a->quarter > b->quarter || a->half > b->half);
		a->has |= HAS_YEAR;
		a->shared |= HAS_YEAR;
	}
}

/* "31 and 30 April": the month that was lent has no such day. */
void chain_refuse_days(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++) {
		struct value *v = &w->members[i].value;
		if (join_names_month(v) &&
		    !civil_valid(v->has & HAS_YEAR ? v->year : 2000, v->month, v->day))
			v->refused = true;
	}
}
