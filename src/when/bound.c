/* SPDX-License-Identifier: MIT */
#include "when/bound.h"

#include <string.h>

#include "base/fmt.h"
#include "when/amount.h"
#include "when/civil.h"

/* The bound of a kind that belongs to exprs[i]; NULL: none. */
static const struct when_expr *find(const struct discourse *d, uint32_t i, enum when_bound bound)
{
	if (i > 0 && d->exprs[i - 1].set == i && d->exprs[i - 1].bound == bound)
		return &d->exprs[i - 1];
	for (uint32_t k = i + 1; k < d->n && d->exprs[k].set == i; k++)
		if (d->exprs[k].bound == bound)
			return &d->exprs[k];
	return NULL;
}

/* Years on until it ends after a day, if no year was written. */
static struct when_expr after(
    const struct discourse *d, const struct when_expr *x, struct dl_civil day)
{
	const struct value *v = &d->values[x - d->exprs];
	struct when_expr y = *x;
	bool open = v->kind == VALUE_DATE && (v->has & HAS_MONTH) && !(v->has & HAS_YEAR);
	struct dl_civil end = x->has_to ? x->to : x->from;
	if (!open || civil_days(end) > civil_days(day))
		return y;
	int64_t months = 12 * ((civil_days(day) - civil_days(end)) / 366 + 1);
	y.from = civil_add_months(x->from, months);
	if (x->has_to)
		y.to = civil_add_months(x->to, months);
	return y;
}

static struct dl_civil length_from(const struct value *v, struct dl_civil day)
{
	struct value length = *v;
	int32_t months;
	int64_t seconds;
	if (v->kind == VALUE_UNIT)
		length.amount = 1000;
	amount_parts(&length, &months, &seconds);
	return civil_add_days(civil_add_months(day, months), seconds / 86400);
}

/* Years that RFC 5545 can write. */
#define YEAR_MAX 9999

static void set_end(struct when_expr *e, struct dl_civil last, bool last_too, char *rrule)
{
	size_t n = strlen(rrule);
	if (last.year > YEAR_FAR || last.year < -YEAR_FAR) /* "for 10000 centuries" */
		return;
	last.hour = last.minute = last.second = 0;
	if (last.year < 0 || last.year > YEAR_MAX ||
	    (e->has_from && civil_days(last) < civil_days(e->from)))
		return; /* "for 99999 years", "starting in 2027 until 2024" */
	e->to = last_too ? civil_add_days(last, 1) : last;
	e->has_to = true;
	if (n != 0 && strstr(rrule, "COUNT") == NULL &&
	    fmt_print(rrule + n, FORMAT_RRULE_MAX - n, ";UNTIL=%04d%02d%02d", last.year, last.month,
		last.day) >= FORMAT_RRULE_MAX - n)
		rrule[n] = '\0';
}

/* Where a stretch ends, or the last of a range: "in June and July". */
static struct dl_civil within_end(
    const struct discourse *d, const struct when_expr *x, const struct when_expr *moved)
{
	uint32_t next = x->range_end != WHEN_NONE ? x->range_end : x->list_next;
	if (next == WHEN_NONE || next >= d->n || !d->exprs[next].has_to)
		return moved->to;
	struct when_expr y = after(d, &d->exprs[next], civil_add_days(moved->to, -1));
	return civil_days(y.to) > civil_days(moved->to) ? y.to : moved->to;
}

void bound_set(const struct discourse *d, uint32_t i, char rrule[FORMAT_RRULE_MAX])
{
	struct when_expr *e = &d->exprs[i];
	struct dl_civil start = d->reference;
	const struct when_expr *x = find(d, i, WHEN_BOUND_FROM);
	bool known = d->has_reference;
	if (x != NULL && x->has_from) {
		struct when_expr y = d->has_reference ? after(d, x, d->reference) : *x;
		start = e->from = y.from;
		e->has_from = known = y.from.year <= YEAR_MAX;
	}
	start.hour = start.minute = start.second = 0;
	if ((x = find(d, i, WHEN_BOUND_WITHIN)) != NULL && x->has_from && x->has_to) {
		struct when_expr y = known ? after(d, x, start) : *x;
		e->from = y.from;
		e->has_from = true;
		set_end(e, civil_add_days(within_end(d, x, &y), -1), true, rrule);
	} else if ((x = find(d, i, WHEN_BOUND_TO)) != NULL && x->has_from) {
		struct when_expr y = known ? after(d, x, start) : *x;
		set_end(e, y.has_to ? civil_add_days(y.to, -1) : y.from, true, rrule);
	} else if ((x = find(d, i, WHEN_BOUND_UNTIL)) != NULL && x->has_from) {
		struct when_expr y = known ? after(d, x, start) : *x;
		set_end(e, y.from, y.grain >= WHEN_GRAIN_DAY, rrule);
	} else if ((x = find(d, i, WHEN_BOUND_FOR)) != NULL && x->has_from && x->has_to &&
		   d->values[x - d->exprs].inner != 0) {
		e->from = x->from; /* "six weeks starting 1 June" */
		e->has_from = true;
		set_end(e, x->to, false, rrule);
	} else if (x != NULL && known)
		set_end(e, length_from(&d->values[x - d->exprs], start), false, rrule);
}
