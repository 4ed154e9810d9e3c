/* SPDX-License-Identifier: MIT */
#include "when/weekdays.h"

#include "when/join.h"

/* More weekdays than a week has are not told. */
#define WEEKDAYS_MAX 7

static const unsigned between = GAP_AND | GAP_COMMA | GAP_SLASH;
static const unsigned through = GAP_DASH | GAP_TO;
static const unsigned before = GAP_NEXT | GAP_COMMA | GAP_OPEN;

static bool is_weekday(const struct member *m)
{
	return m->value.kind == VALUE_DATE && m->value.has == HAS_WEEKDAY && m->value.dir == 0;
}

/* "Sunday 5th": the last weekday and the first day in one. */
static bool is_both(const struct member *m)
{
	static const uint32_t both = HAS_WEEKDAY | HAS_DAY;
	return m->value.kind == VALUE_DATE && (m->value.has & both) == both &&
	       (m->value.has & HAS_CLOCK) == 0;
}

static bool is_day(const struct member *m)
{
	if (join_is_number(&m->value))
		return m->value.day != 0;
	return m->value.kind == VALUE_DATE && (m->value.has & HAS_DAY) != 0 &&
	       (m->value.has & (HAS_CLOCK | HAS_WEEKDAY)) == 0;
}

/* What stands between members i and i + 1 is one of these. */
static bool parted(const struct window *w, size_t i, unsigned gaps)
{
	return i + 1 < w->n_members &&
	       (compose_gap(w, &w->members[i], &w->members[i + 1]) & gaps) != 0;
}

/* Weekdays and as many days after them, from member i on. */
struct run {
	size_t weekdays; /* members that are only weekdays */
	bool both;	 /* the member behind them is the last weekday and the first day */
	size_t days;	 /* members, the one that is both counted */
};

static bool run_at(const struct window *w, size_t i, struct run *ret)
{
	struct run r = {.weekdays = 1};
	unsigned gaps = parted(w, i, through) ? through : between;
	size_t k = i;
	while (r.weekdays < WEEKDAYS_MAX && parted(w, k, gaps) && is_weekday(&w->members[k + 1])) {
		r.weekdays++;
		k++;
	}
	r.both = parted(w, k, gaps) && is_both(&w->members[k + 1]);
	size_t n = r.weekdays + r.both;
	if (n < 2 || (gaps == through && n != 2))
		return false;
	if (!r.both && !parted(w, k, before))
		return false;
	bool month = false;
	for (k++; k < w->n_members && r.days < n; k++) {
		const struct member *m = &w->members[k];
		if (!is_day(m) && !(r.both && r.days == 0))
			return false;
		month |= m->value.kind == VALUE_DATE && (m->value.has & HAS_MONTH) != 0;
		r.days++;
		if (r.days < n && !parted(w, k, gaps))
			return false;
	}
	*ret = r;
	return r.days == n && month;
}

/* Days [first, first + n) get the month that one of them has, if they ascend. */
static void share_month(struct window *w, size_t first, size_t n)
{
	const struct value *month = NULL;
	for (size_t k = 0; k < n; k++) {
		const struct value *v = &w->members[first + k].value;
		if (k != 0 && w->members[first + k - 1].value.day >= v->day)
			return;
		if (v->kind == VALUE_DATE && (v->has & HAS_MONTH) != 0)
			month = v;
	}
	struct value like = *month;
	for (size_t k = 0; k < n; k++) {
		struct value *v = &w->members[first + k].value;
		if (v->kind == VALUE_DATE && (v->has & HAS_MONTH) != 0)
			continue;
		uint32_t has = like.has & (HAS_YEAR | HAS_MONTH);
		*v = (struct value){.kind = VALUE_DATE,
		    .has = has | HAS_DAY,
		    .year = like.year,
		    .month = like.month,
		    .day = v->day,
		    .shared = has};
	}
}

static void fold(struct window *w, size_t i, const struct run *r)
{
	uint8_t weekdays[WEEKDAYS_MAX + 1];
	size_t n = r->weekdays + r->both, first = i + r->weekdays;
	for (size_t k = 0; k < n; k++)
		weekdays[k] = w->members[i + k].value.weekday;
	share_month(w, first, n);
	for (size_t k = 0; k < n; k++) {
		struct value *v = &w->members[first + k].value;
		if (v->kind != VALUE_DATE)
			continue;
		v->weekday = weekdays[k];
		v->has |= HAS_WEEKDAY;
	}
	struct value day = w->members[first].value;
	for (size_t k = 0; k < r->weekdays; k++)
		compose_melt(w, i, WHEN_JOIN_WEEKDAY);
	w->members[i].value = day;
	w->members[i].joined = true;
}

/* "April, | 1-2, 2027": a comma too many. Only with a range and a year, "in April, 3
 * to 5 people" being something else. */
static bool is_parted_month(const struct window *w, size_t i)
{
	const struct member *m = &w->members[i];
	return i + 3 < w->n_members && m->value.kind == VALUE_DATE && m->value.has == HAS_MONTH &&
	       parted(w, i, GAP_COMMA) && join_is_number(&m[1].value) && m[1].value.day != 0 &&
	       parted(w, i + 1, through) && join_is_number(&m[2].value) &&
	       m[2].value.day > m[1].value.day && parted(w, i + 2, GAP_COMMA | GAP_NEXT) &&
	       m[3].value.kind == VALUE_DATE && m[3].value.has == HAS_YEAR;
}

void weekdays_fold(struct window *w)
{
	for (size_t i = 0; i + 3 < w->n_members; i++) {
		struct value *v = &w->members[i].value;
		if (!is_parted_month(w, i))
			continue;
		v->day = w->members[i + 1].value.day;
		v->has |= HAS_DAY;
		compose_melt(w, i, WHEN_JOIN_NUMBER);
	}
	for (size_t i = 0; i + 2 < w->n_members; i++) {
		struct run r;
		if (is_weekday(&w->members[i]) && run_at(w, i, &r))
			fold(w, i, &r);
	}
}
