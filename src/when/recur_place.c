/* SPDX-License-Identifier: MIT */
#include "when/recur_read.h"

#include "base/str.h"
#include "when/join.h"

static void put_days(struct recur_reader *p, const int *nth, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p->r.days |= UINT32_C(1) << (nth[i] < 0 ? 0 : nth[i]);
}

/* Behind ordinals: what is counted. "Tuesday", "day", "weekday"; false: nothing
 * that a rule could count. */
static bool read_counted(struct recur_reader *p, const int *nth, size_t n)
{
	size_t t = p->t;
	uint8_t bits = recur_weekday(p, t);
	int32_t unit = lex_value(recur_at(p, t), LEX_UNIT);
	if (bits == 0 && (unit == UNIT_DAY || unit == UNIT_NONE)) {
		put_days(p, nth, n);
		p->t += unit == UNIT_DAY;
		return true;
	}
	if (bits == 0)
		return false;
	p->t++;
	p->r.weekdays = bits;
	p->r.position = !recur_one(bits);
	p->r.n_nth = (uint8_t)n;
	for (size_t i = 0; i < n; i++)
		p->r.nth[i] = (int8_t)nth[i];
	return true;
}

/* "of the month", "of each year", "in May" behind a place. */
static bool read_whole(struct recur_reader *p)
{
	size_t t = p->t;
	if (!recur_is(p, t, ROLE_OF) && !recur_is(p, t, ROLE_IN))
		return false;
	t++;
	size_t from = p->t;
	p->t = t;
	if (recur_months(p)) {
		p->v.unit = UNIT_YEAR;
		return recur_border(p, p->t);
	}
	p->t = from;
	t += recur_is(p, t, ROLE_THE) || recur_role(p, t) == RECUR_EVERY;
	int32_t unit = lex_value(recur_at(p, t), LEX_UNIT1);
	if (unit != UNIT_MONTH && unit != UNIT_YEAR && unit != UNIT_WEEK)
		return false;
	p->v.unit = (enum value_unit)unit;
	p->t = t + 1;
	return true;
}

/* "the 2nd and 4th Tuesday of | every month": what stands before a set that
 * names a unit only. The reader is on the first ordinal. */
bool recur_before(struct recur_reader *p)
{
	int nth[RECUR_NTH];
	int32_t edge = 0;
	size_t t = p->t + recur_is(p, p->t, ROLE_THE);
	if (recur_in(p, t, LEX_EDGE) && recur_is(p, t + 1, ROLE_OF)) {
		edge = lex_value(recur_at(p, t), LEX_EDGE);
		if (edge == 2)
			return false;
		put_days(p, edge == 1 ? (int[]){1} : (int[]){-1}, 1);
		p->t = t + 1;
	} else {
		size_t n = recur_nths(p, false, nth);
		if (n == 0 || !read_counted(p, nth, n))
			return false;
	}
	if (!recur_is(p, p->t, ROLE_OF) && !recur_is(p, p->t, ROLE_IN)) {
		/* "1st and 3rd Wednesdays": of each month */
		p->v = (struct value){.kind = VALUE_SET, .unit = UNIT_MONTH, .amount = 1000};
		return p->r.n_nth != 0 && recur_in(p, p->t - 1, LEX_WDAYS);
	}
	const struct member *m = recur_member(p, p->t + 1);
	if (p->r.n_nth != 0 && recur_is(p, p->t + 1, ROLE_THE) &&
	    lex_value(recur_at(p, p->t + 2), LEX_UNIT1) == UNIT_MONTH &&
	    recur_border(p, p->t + 3)) {
		p->v = (struct value){.kind = VALUE_SET, .unit = UNIT_MONTH, .amount = 1000};
		p->t += 3;
		return true;
	}
	if (m == NULL || m->value.kind != VALUE_SET || m->value.has != 0 ||
	    m->value.unit < UNIT_WEEK)
		return false;
	p->v = m->value;
	p->t = m->last + 1u;
	return true;
}

/* "every 4th of July", "every 1st and 15th (of the month)", "every May", "every
 * third of May", "every first Monday of May". The reader is behind "every". */
bool recur_every(struct recur_reader *p)
{
	int nth[RECUR_NTH];
	p->v = (struct value){.kind = VALUE_SET, .unit = UNIT_MONTH, .amount = 1000};
	if (recur_months(p)) {
		p->v.unit = UNIT_YEAR;
		size_t n = recur_nths(p, true, nth);
		put_days(p, nth, n);
		return true;
	}
	bool digits = recur_at(p, p->t)->kind == LEX_NUMBER;
	size_t n = recur_nths(p, true, nth);
	bool ordinal = n != 0 && !recur_bare(p);
	if (n == 0 || !read_counted(p, nth, n))
		return false;
	if (recur_months(p)) { /* "every 25 December" */
		p->v.unit = UNIT_YEAR;
		return true;
	}
	if (!ordinal)
		return false;
	return read_whole(p) || (digits && p->r.days != 0 && recur_ends(p, p->t));
}

/* "9", "9 am", "17:30" at t; false: no clock. */
static bool read_clock(struct recur_reader *p, bool bare)
{
	const struct member *m = recur_member(p, p->t);
	const struct value *c = m == NULL ? NULL : &m->value;
	struct value number;
	if (c == NULL)
		return false;
	size_t next = m->last + 1u;
	if (join_is_number(c) && bare && c->hour <= 24 && recur_ends(p, next)) {
		number = (struct value){.hour = c->hour, .has = HAS_CLOCK};
		c = &number;
	} else if (!join_is_clock(c) || !(c->has & HAS_CLOCK))
		return false;
	uint8_t hour = c->hour;
	bool pm = (p->v.has & HAS_PART) != 0 && p->v.part >= DL_PART_AFTERNOON &&
		  !(c->has & HAS_MERIDIEM) && hour < 12 &&
		  !(p->v.part == DL_PART_NIGHT && hour < 6);
	hour = (uint8_t)(hour + (pm ? 12 : 0));
	if (!(p->v.has & HAS_CLOCK)) {
		p->v.hour = hour;
		p->v.minute = c->minute;
		p->v.has |= HAS_CLOCK | (c->has & (HAS_MERIDIEM | HAS_OFFSET));
		p->v.offset_minutes = c->offset_minutes;
		p->v.zone = c->zone;
		p->v.zone_varies = c->zone_varies;
	} else if ((p->v.has & c->has & HAS_OFFSET) && !str_eq(p->v.zone, c->zone)) {
		/* "17:00 CET / 16:00 UTC": one hour, told twice */
	} else if (p->r.n_clocks < RECUR_CLOCKS) {
		p->r.hours[p->r.n_clocks] = hour;
		p->r.minutes[p->r.n_clocks++] = c->minute;
	}
	p->t = next;
	return true;
}

static bool read_clocks(struct recur_reader *p, bool bare)
{
	if ((p->v.has & HAS_CLOCK) || !read_clock(p, bare))
		return false;
	for (;;) {
		size_t from = p->t;
		p->t = recur_separator(p, from);
		if (p->t == from || !read_clock(p, bare)) {
			p->t = from;
			break;
		}
	}
	p->v.has &= ~(uint32_t)HAS_PART;
	return true;
}

/* "morning", "in the evening" */
static bool read_part(struct recur_reader *p)
{
	int32_t part = lex_value(recur_at(p, p->t), LEX_PART);
	if (part == 0)
		part = lex_value(recur_at(p, p->t), LEX_PARTS);
	if (part == 0 || (p->v.has & (HAS_PART | HAS_CLOCK)) != 0 || p->v.unit < UNIT_DAY)
		return false;
	p->v.part = (uint8_t)part;
	p->v.has |= HAS_PART;
	p->t++;
	return true;
}

/* "on the 15th", "on 3 May", "on the last Friday", "in week 12", "on Mon and Fri" */
static bool read_place(struct recur_reader *p, bool led)
{
	int nth[RECUR_NTH];
	size_t t;
	int32_t edge;
	bool fresh = p->r.weekdays == 0 && p->r.days == 0;
	if (recur_weekday(p, p->t) != 0 && fresh && p->v.unit >= UNIT_DAY && led)
		return recur_weekdays(p);
	if (p->v.unit < UNIT_MONTH)
		return false;
	if (p->r.months == 0 && led && recur_in(p, p->t, LEX_MONTH)) {
		if (!recur_months(p))
			return false;
		if (fresh)
			put_days(p, nth, recur_nths(p, true, nth));
		p->v.unit = UNIT_YEAR;
		return true;
	}
	if (!fresh || !led)
		return false;
	t = p->t + recur_is(p, p->t, ROLE_THE);
	edge = lex_value(recur_at(p, t), LEX_EDGE);
	if (edge == 1 || edge == 3) { /* "at the end" */
		put_days(p, edge == 1 ? (int[]){1} : (int[]){-1}, 1);
		p->t = t + 1;
		return !recur_is(p, p->t, ROLE_OF) && recur_ends(p, p->t);
	}
	size_t day = p->t + recur_is(p, p->t, ROLE_THE);
	if (recur_is(p, day, ROLE_DAY)) /* "on day 15" */
		p->t = day + 1;
	size_t n = recur_nths(p, true, nth);
	bool digits = n != 0 && recur_bare(p);
	if (n == 0 || !read_counted(p, nth, n))
		return false;
	if (p->r.days != 0 && recur_months(p))
		p->v.unit = UNIT_YEAR;
	else if (!read_whole(p) && digits) /* "every year in 12 towns" */
		return recur_ends(p, p->t);
	return true;
}

/* "in week 12" */
static bool read_week(struct recur_reader *p)
{
	int32_t n = lex_value(recur_at(p, p->t + 1), LEX_NUM);
	if (lex_value(recur_at(p, p->t), LEX_UNIT1) != UNIT_WEEK || n < 1 || n > 53 ||
	    p->r.week != 0)
		return false;
	p->r.week = (uint8_t)n;
	p->v.unit = UNIT_YEAR;
	p->t += 2;
	return true;
}

/* "for 6 times", "for up to 3 occurrences" */
bool recur_count(struct recur_reader *p)
{
	size_t t = p->t;
	if (!recur_for(p, t))
		return false;
	t++;
	if (recur_role(p, t) == RECUR_UP && recur_is(p, t + 1, ROLE_TO))
		t += 2;
	int32_t n = lex_value(recur_at(p, t), LEX_NUM);
	if (n < 1 || n > RECUR_MAX || recur_role(p, t + 1) != RECUR_TIMES)
		return false;
	p->r.count = (uint16_t)n;
	p->t = t + 2;
	return true;
}

/* One thing more behind the set; false: there is none, and the reader stays. */
bool recur_more(struct recur_reader *p)
{
	struct recur_reader k = *p;
	bool comma = recur_literal(&k, k.t, LIT_COMMA);
	k.t += comma;
	bool ok = recur_count(&k);
	if (!ok) {
		bool on = recur_on(&k, k.t), of = recur_is(&k, k.t, ROLE_OF),
		     clock = recur_clockward(&k, k.t);
		k.t += on || of || clock;
		struct recur_reader start = k;
		bool the = recur_is(&k, k.t, ROLE_THE) && !clock;
		k.t += the;
		ok = (!comma || on) && read_part(&k);
		if (!ok) {
			k = start;
			ok = ((on || of) && read_week(&k)) || read_clocks(&k, clock) ||
			     read_place(&k, on || of || clock);
		}
	}
	if (!ok || !recur_border(&k, k.t))
		return false;
	*p = k;
	return true;
}
