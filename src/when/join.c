/* SPDX-License-Identifier: MIT */
#include "when/join.h"

#include "when/hours.h"

bool join_is_clock(const struct value *v) /* a clock or part of day that lacks its day */
{
	return v->kind == VALUE_NONE && (v->has & (HAS_CLOCK | HAS_PART)) != 0;
}

bool join_is_day(const struct value *v) /* names a day and could take a clock */
{
	if ((v->has & (HAS_CLOCK | HAS_PART)) != 0)
		return false;
	return v->kind == VALUE_DAY || (v->kind == VALUE_HOLIDAY && v->unit == UNIT_NONE) ||
	       (v->kind == VALUE_DATE && (v->has & (HAS_DAY | HAS_WEEKDAY))) ||
	       (v->kind == VALUE_NTH && v->hook == HOOK_NONE &&
		   (v->unit == UNIT_DAY || (v->has & HAS_WEEKDAY))) ||
	       (v->kind == VALUE_OFFSET && (v->unit == UNIT_DAY || v->unit == UNIT_WEEK)) ||
	       (v->kind == VALUE_NTH && v->inner != 0 && v->unit == UNIT_DAY) ||
	       (v->kind == VALUE_SET && v->unit >= UNIT_DAY);
}

bool join_is_number(const struct value *v)
{
	return v->kind == VALUE_NUMBER;
}

static bool is_weekday(const struct value *v)
{
	return v->kind == VALUE_DATE && (v->has & ~(uint32_t)HAS_DIR) == HAS_WEEKDAY &&
	       v->hook == HOOK_NONE;
}

static bool is_full_day(const struct value *v)
{
	return v->kind == VALUE_DATE && (v->has & HAS_DAY) && (v->has & HAS_MONTH) &&
	       !(v->has & HAS_WEEKDAY);
}

/* Takes over what b says and a lacks. */
static void absorb(struct value *a, const struct value *b)
{
	static const uint32_t clock = HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_OFFSET;
	if (b->has & HAS_CLOCK) {
		a->hour = b->hour;
		a->minute = b->minute;
		a->second = b->second;
		a->has |= b->has & clock;
		a->offset_minutes = b->offset_minutes;
		a->zone = b->zone;
		a->zone_varies = b->zone_varies;
		a->spoken = b->spoken;
		a->nought = b->nought;
		a->counts24 = b->counts24;
	}
	if (b->has & HAS_PART) {
		a->part = b->part;
		a->edge = b->edge;
		a->mod = a->mod == NULL ? b->mod : a->mod;
		a->has |= HAS_PART;
	}
	if (b->has & HAS_WEEKDAY) {
		a->weekday = b->weekday;
		a->has |= HAS_WEEKDAY;
	}
	if (b->approximate)
		a->approximate = true;
	if (b->led != 0)
		a->led = b->led;
}

bool join_weekday(struct value *a, const struct value *b)
{
	if (is_weekday(a) && is_full_day(b)) {
		uint8_t weekday = a->weekday;
		*a = *b;
		a->weekday = weekday;
		a->has |= HAS_WEEKDAY;
		return true;
	}
	if (!is_full_day(a) || !is_weekday(b))
		return false;
	absorb(a, b);
	return true;
}

bool join_clock(struct value *a, const struct value *b)
{
	if (join_is_day(a) && join_is_clock(b)) {
		absorb(a, b);
		a->latent = false;
		return true;
	}
	if (!join_is_clock(a) || !join_is_day(b))
		return false;
	struct value v = *b;
	absorb(&v, a);
	*a = v;
	a->latent = false;
	return true;
}

static void put_day(struct value *v, const struct value *like)
{
	uint8_t day = v->day;
	uint32_t has = like->has & (HAS_YEAR | HAS_MONTH);
	*v = (struct value){
	    .kind = VALUE_DATE, .year = like->year, .month = like->month, .day = day};
	v->has = has | HAS_DAY;
	v->shared = has;
}

bool join_is_day_alone(const struct value *v)
{
	return v->kind == VALUE_DATE && v->has == HAS_DAY && v->inner == 0;
}

bool join_names_month(const struct value *v)
{
	return v->kind == VALUE_DATE && (v->has & HAS_MONTH) && (v->has & HAS_DAY);
}

/* Plans reach this far; "2015-32" is a number. Of the past, reigns are longer. */
#define SHORT_RANGE_MAX 15

/* "1914 - 18" */
static bool short_year(const struct value *a, struct value *b)
{
	int32_t year = a->year / 100 * 100 + b->amount;
	/* "2007-08" is two years, but "2007-09" may be a month of one */
	bool next = b->digits == 2 && year == a->year + 1;
	if ((b->amount < 10 && !next) || b->amount > 99 || year <= a->year ||
	    (a->year >= 2000 && year > a->year + SHORT_RANGE_MAX))
		return false;
	*b = (struct value){.kind = VALUE_DATE, .has = HAS_YEAR, .year = year};
	return true;
}

/* "the 6th and | 5th centuries BC", "the 2nd or | 3rd quarter of 2027" */
static bool ordinal_share(struct value *a, const struct value *b)
{
	static const uint32_t counted = HAS_CENTURY | HAS_QUARTER | HAS_HALF;
	bool bare = join_is_number(a) || (a->kind == VALUE_DATE && a->has == HAS_DAY);
	int n = a->day;
	if (!bare || n == 0 || b->kind != VALUE_DATE || (b->has & counted) == 0)
		return false;
	struct value v = *b;
	if (b->has & HAS_CENTURY)
		v.year = b->year < 0 ? 1 - n * 100 : (n - 1) * 100;
	else if (n > (b->has & HAS_QUARTER ? 4 : 2))
		return false;
	v.quarter = b->has & HAS_QUARTER ? (uint8_t)n : 0;
	v.half = b->has & HAS_HALF ? (uint8_t)n : 0;
	v.shared = b->has;
	v.mod = NULL;
	*a = v;
	return true;
}

/* "Friday to | Sunday 6 June", "Thursday 3rd - | Sunday 6th June": the day that the
 * first is of, from the last. */
static bool day_before(struct value *a, const struct value *b)
{
	if (a->kind != VALUE_DATE || a->inner != 0 || !(a->has & HAS_WEEKDAY) ||
	    (a->has & ~(uint32_t)(HAS_WEEKDAY | HAS_DAY)) != 0 || !join_names_month(b) ||
	    !(b->has & HAS_WEEKDAY))
		return false;
	int days = (b->weekday - a->weekday + 7) % 7;
	int day = a->has & HAS_DAY ? a->day : b->day - days;
	if (day < 1 || day >= b->day)
		return false;
	a->day = (uint8_t)day;
	a->month = b->month;
	a->year = b->year;
	a->shared = b->has & (HAS_YEAR | HAS_MONTH);
	a->shared |= a->has & HAS_DAY ? 0 : HAS_DAY;
	a->has |= HAS_DAY | (b->has & (HAS_YEAR | HAS_MONTH));
	return true;
}

/* Lets two members of a chain share what only one says. False: they do not
 * belong together. */
bool join_share(struct value *a, struct value *b, bool range)
{
	if (a->fraction != b->fraction && (join_is_number(a) || join_is_number(b)))
		return false; /* a share that went from 1/8 to 31 */
	if (range && join_is_number(a) && a->nought)
		return hours_share(a, b);
	if (ordinal_share(a, b) || (range && day_before(a, b)))
		return true;
	if (join_is_number(a) && join_is_number(b))
		return (a->day != 0 && b->day != 0) || (range && hours_are(a) && hours_are(b));
	if (join_is_day_alone(a) && join_is_number(b) && b->day != 0 && b->day > a->day &&
	    (range || b->hour == 99)) { /* "on the 3rd and 4th" */
		uint8_t day = b->day;
		*b = (struct value){.kind = VALUE_DATE, .has = HAS_DAY, .day = day};
		return true;
	}
	if ((join_is_number(a) || join_is_day_alone(a)) && join_names_month(b) && a->day != 0) {
		put_day(a, b);
		return !range || a->day <= b->day;
	}
	if ((join_is_number(b) || join_is_day_alone(b)) && join_names_month(a) && b->day != 0) {
		bool ordinal = join_is_day_alone(b) || b->hour == 99;
		put_day(b, a);
		if (range && ordinal && b->day <= a->day &&
		    !(a->has & HAS_YEAR)) /* May 27 to the 3rd */
			b->month = (uint8_t)(b->month == 12 ? 1 : b->month + 1);
		return a->day < b->day || a->month != b->month;
	}
	if (range && join_is_number(b) && a->kind == VALUE_DATE && a->has == HAS_YEAR)
		return short_year(a, b);
	if (range && (join_is_clock(b) || join_is_number(b)) && hours_share(a, b))
		return true;
	if (join_is_number(a) || join_is_number(b))
		return false;
	if (join_is_clock(a) && (b->has & HAS_CLOCK) && range) { /* 9 - 11 am | on 3 May */
		struct value v = *b;
		absorb(&v, a);
		v.shared = b->has & ~(uint32_t)(HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_PART);
		*a = v;
		return true;
	}
	if (range && a->kind == VALUE_DATE && b->kind == VALUE_DATE && a->has == HAS_YEAR &&
	    b->has == HAS_YEAR && b->year < a->year)
		return false; /* "2012-1400" */
	if (a->kind == VALUE_DURATION || b->kind == VALUE_DURATION)
		return a->kind == b->kind;
	if (range && b->kind == VALUE_VAGUE && b->dir == 0) /* from 2 May until now */
		return (a->has & (HAS_CLOCK | HAS_DAY | HAS_WEEKDAY)) != 0 && a->kind != VALUE_SET;
	if (join_is_clock(a) || join_is_clock(b))
		return join_is_clock(a) && join_is_clock(b);
	return a->kind != VALUE_SET && b->kind != VALUE_SET && a->kind != VALUE_VAGUE &&
	       b->kind != VALUE_VAGUE;
}
