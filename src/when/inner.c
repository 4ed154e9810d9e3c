/* SPDX-License-Identifier: MIT */
#include "when/inner.h"

#include "when/holiday.h"
#include "when/join.h"

enum value_unit inner_grain(const struct window *w, const struct value *v)
{
	if (v->has & (HAS_CLOCK | HAS_PART))
		return UNIT_MINUTE;
	switch (v->kind) {
	case VALUE_DATE:
		if (v->has & (HAS_DAY | HAS_WEEKDAY))
			return UNIT_DAY;
		if (v->has & HAS_MONTH)
			return UNIT_MONTH;
		if (v->has & (HAS_SEASON | HAS_QUARTER | HAS_HALF))
			return UNIT_QUARTER;
		return v->has & HAS_DECADE    ? UNIT_DECADE
		       : v->has & HAS_CENTURY ? UNIT_CENTURY
					      : UNIT_YEAR;
	case VALUE_DAY:
		return UNIT_DAY;
	case VALUE_HOLIDAY:
		if (v->unit != UNIT_NONE)
			return v->unit;
		return holiday_lasts(v->holiday) ? UNIT_WEEK : UNIT_DAY;
	case VALUE_UNIT:
	case VALUE_NTH:
		return v->unit;
	case VALUE_OFFSET:
		if (v->base == BASE_INNER && v->inner != 0 && v->unit > UNIT_DAY)
			return inner_grain(w, &w->inners[v->inner - 1]) == UNIT_DAY ? UNIT_DAY
										    : v->unit;
		return v->unit == UNIT_WEEK || v->unit == UNIT_FORTNIGHT ? UNIT_DAY : v->unit;
	default:
		return UNIT_NONE;
	}
}

/* Days and the weeks and weekends made of them, against months and above. */
static bool is_coarser(enum value_unit a, enum value_unit b)
{
	if (a == UNIT_WEEKEND || a == UNIT_FORTNIGHT)
		a = UNIT_WEEK;
	if (b == UNIT_WEEKEND || b == UNIT_FORTNIGHT)
		b = UNIT_WEEK;
	return a > b;
}

static bool put_inside(struct window *w, struct value *outer, const struct value *v)
{
	int depth = 1;
	for (uint32_t i = v->inner; i != 0; i = w->inners[i - 1].inner)
		depth++;
	if (depth > VALUE_DEPTH || w->n_inners == WINDOW_MAX)
		return false;
	w->inners[w->n_inners++] = *v;
	outer->inner = (uint32_t)w->n_inners;
	outer->latent = false;
	return true;
}

/* "two days after", "the first Monday of", "the week of" and what follows. */
static bool fill_hook(struct window *w, struct value *a, const struct value *b)
{
	enum value_unit grain = inner_grain(w, b);
	if (a->hook != HOOK_NONE && a->kind == VALUE_OFFSET && b->kind == VALUE_VAGUE &&
	    b->dir == 0 && b->base == BASE_REFERENCE) { /* "20 minutes before | now" */
		a->base = BASE_REFERENCE;
		a->hook = HOOK_NONE;
		return true;
	}
	if (a->hook == HOOK_NONE || grain == UNIT_NONE || b->refused)
		return false;
	if (a->kind == VALUE_NTH && !is_coarser(grain, a->unit == UNIT_NONE ? UNIT_DAY : a->unit))
		return false;
	bool timed = a->kind == VALUE_OFFSET && a->unit <= UNIT_HOUR;
	if (grain == UNIT_MINUTE && !timed && a->kind != VALUE_OFFSET)
		return false;
	if (a->kind == VALUE_UNIT && is_coarser(grain, a->unit))
		return false;
	if (!put_inside(w, a, b))
		return false;
	/* no month has a ninth Friday */
	a->refused = (a->has & HAS_WEEKDAY) != 0 && a->nth > 5 && grain <= UNIT_MONTH;
	a->base = BASE_INNER;
	a->hook = HOOK_NONE;
	return true;
}

static const uint32_t clockless = ~(uint32_t)(HAS_CLOCK | HAS_MERIDIEM | HAS_PART | HAS_SECOND);

/* "Monday of | next week", "the 5th of | next month", "July 25 of | that year". */
static bool fill_fields(struct window *w, struct value *a, const struct value *b)
{
	bool weeks = b->unit == UNIT_WEEK || b->unit == UNIT_FORTNIGHT;
	if (b->kind == VALUE_OFFSET && b->base == BASE_REFERENCE && b->hook == HOOK_NONE &&
	    (weeks || b->unit == UNIT_MONTH || b->unit == UNIT_YEAR) && a->kind == VALUE_DATE &&
	    a->inner == 0 && a->hook == HOOK_NONE && a->has == HAS_WEEKDAY) {
		/* "Monday | two weeks from now": of that week; "| two months from now": the first
		 */
		a->base = weeks ? BASE_REFERENCE : BASE_INNER;
		a->dir = 1;
		return put_inside(w, a, b);
	}
	/* "Monday | two weeks from now" */
	if (b->kind == VALUE_OFFSET && b->hook == HOOK_NONE && b->dir > 0 && b->unit >= UNIT_WEEK &&
	    a->kind == VALUE_DATE && a->has == HAS_WEEKDAY && a->hook == HOOK_NONE && a->inner == 0)
		return put_inside(w, a, b);
	if (b->kind != VALUE_UNIT || b->hook != HOOK_NONE)
		return false;
	bool number = (join_is_number(a) || join_is_day_alone(a)) && a->day != 0;
	uint32_t has = a->has & clockless;
	if (number && b->unit == UNIT_MONTH) {
		uint8_t day = a->day;
		*a = (struct value){.kind = VALUE_DATE, .day = day, .has = HAS_DAY};
	} else if (a->kind != VALUE_DATE || a->inner != 0)
		return false;
	else if (b->unit == UNIT_WEEK && has == HAS_WEEKDAY)
		;
	else if (b->unit != UNIT_YEAR || (has & (HAS_YEAR | HAS_DIR)) != 0 ||
		 (has & (HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF)) == 0)
		return false;
	return put_inside(w, a, b);
}

bool inner_behind(struct window *w, size_t i, struct value *ret)
{
	struct value v = w->members[i].value;
	const struct value *b = &w->members[i + 1].value;
	if (!fill_hook(w, &v, b) && !fill_fields(w, &v, b))
		return false;
	*ret = v;
	return true;
}

bool inner_before(struct window *w, size_t i, struct value *ret)
{
	struct value v = w->members[i + 1].value;
	if (!(v.sign && fill_hook(w, &v, &w->members[i].value)) &&
	    !fill_fields(w, &v, &w->members[i].value))
		return false;
	*ret = v;
	return true;
}
