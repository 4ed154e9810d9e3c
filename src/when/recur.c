/* SPDX-License-Identifier: MIT */
#include "when/recur.h"

#include <string.h>

#include "base/str.h"
#include "when/join.h"

/* Longest interval of a recurrence. */
#define INTERVAL_MAX 1000

/* A recurrence that is being read. */
struct reader {
	const struct window *w;
	size_t t; /* the next token */
	struct value v;
	struct recur r;
};

static const struct lex_token *at(const struct reader *p, size_t t)
{
	static const struct lex_token none = {.kind = LEX_UNKNOWN};
	return t < p->w->n ? &p->w->tokens[t] : &none;
}

static bool is_in(const struct reader *p, size_t t, enum lex_class class)
{
	return (at(p, t)->mask & LEX_BIT(class)) != 0;
}

static int32_t role(const struct reader *p, size_t t)
{
	return lex_value(at(p, t), LEX_RECUR);
}

static bool is_literal(const struct reader *p, size_t t, uint16_t literal)
{
	return at(p, t)->literal == literal;
}

/* "on", "in" */
static bool is_on(const struct reader *p, size_t t)
{
	return lex_value(at(p, t), LEX_LEAD) == WHEN_LEAD_AT && !is_literal(p, t, LIT_AT);
}

static bool is_for(const struct reader *p, size_t t)
{
	return lex_value(at(p, t), LEX_LEAD) == WHEN_LEAD_FOR;
}

/* "at", "@" */
static bool is_at(const struct reader *p, size_t t)
{
	return is_literal(p, t, LIT_AT) ||
	       (at(p, t)->kind == LEX_PUNCT && lex_value(at(p, t), LEX_JOIN) == 3);
}

/* The member that begins at a token; NULL: none. */
static const struct member *member_at(const struct reader *p, size_t t)
{
	for (size_t i = 0; i < p->w->n_members; i++)
		if (p->w->members[i].first == t)
			return &p->w->members[i];
	return NULL;
}

/* Does no member lie across this place between two tokens? */
static bool is_border(const struct reader *p, size_t t)
{
	for (size_t i = 0; i < p->w->n_members; i++)
		if (p->w->members[i].first < t && p->w->members[i].last >= t)
			return false;
	return true;
}

/* Does a word that the lexicon does not know follow the token before t? */
static bool ends_here(const struct reader *p, size_t t)
{
	size_t stop = p->w->tokens[t - 1].stop;
	if (t < p->w->n)
		return p->w->tokens[t].kind == LEX_PUNCT || role(p, t) != 0 ||
		       (p->w->tokens[t].mask & (LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_JOIN))) != 0;
	return stop + 1 >= p->w->text.n || p->w->text.p[stop] != ' ' ||
	       !is_alpha((unsigned char)p->w->text.p[stop + 1]);
}

/* ---- lists ---------------------------------------------------------------- */

/* A comma, "and", or both, perhaps with "the", "on", "in" behind; the token behind them. */
static size_t separator(const struct reader *p, size_t t)
{
	size_t from = t;
	t += is_literal(p, t, LIT_COMMA);
	t += is_literal(p, t, LIT_SLASH) || is_literal(p, t, LIT_AND_SIGN) ||
	     (is_in(p, t, LEX_JOIN) && lex_value(at(p, t), LEX_JOIN) == 1);
	if (t == from)
		return from;
	t += is_on(p, t) || is_literal(p, t, LIT_AT);
	return t + is_literal(p, t, LIT_THE);
}

static bool is_through(const struct reader *p, size_t t)
{
	return is_literal(p, t, LIT_DASH) ||
	       (is_in(p, t, LEX_JOIN) && lex_value(at(p, t), LEX_JOIN) == 2);
}

/* "Mon", "Fridays", "weekday": bits of the days of the week; 0: none. */
static uint8_t weekday_bits(const struct reader *p, size_t t)
{
	int32_t day = lex_value(at(p, t), LEX_WDAY), of = role(p, t);
	if (day == 0)
		day = lex_value(at(p, t), LEX_WDAYLOW);
	if (day == 0)
		day = lex_value(at(p, t), LEX_WDAYS);
	if (day == 0 && (of == RECUR_WEEKDAY || of == RECUR_WEEKEND))
		day = of;
	if (day == 0 && lex_value(at(p, t), LEX_UNIT) == UNIT_WEEKEND)
		day = RECUR_WEEKEND;
	return day == 8 ? 0x1f : day == 9 ? 0x60 : day != 0 ? (uint8_t)(1u << (day - 1)) : 0;
}

static bool is_one_day(uint8_t bits)
{
	return bits != 0 && (bits & (bits - 1)) == 0;
}

/* Monday to Thursday */
static uint8_t span_bits(uint8_t first, uint8_t last)
{
	uint8_t bits = first;
	for (uint8_t b = first; b != last; bits |= b)
		b = b == 0x40 ? 1 : (uint8_t)(b << 1);
	return bits;
}

/* "Monday and Friday", "Tue-Thu" at the reader; false: no weekday. */
static bool read_weekdays(struct reader *p)
{
	uint8_t bits = weekday_bits(p, p->t), last = bits;
	if (bits == 0)
		return false;
	p->t++;
	for (;;) {
		size_t t = separator(p, p->t);
		bool through = is_through(p, p->t) && is_one_day(last);
		t += through;
		uint8_t day = t == p->t ? 0 : weekday_bits(p, t);
		if (day == 0 || !is_border(p, t + 1) || !is_border(p, t))
			break;
		bits |= through && is_one_day(day) ? span_bits(last, day) : day;
		last = day;
		p->t = t + 1;
	}
	p->r.weekdays |= bits;
	return true;
}

/* "first", "2nd", "last" at t; 0: none. bare: "15" will do too. */
static int nth_at(const struct reader *p, size_t t, bool bare)
{
	if (is_literal(p, t, LIT_LAST))
		return -1;
	int32_t v = lex_value(at(p, t), LEX_ORD);
	if (v == 0 && bare && is_in(p, t, LEX_DAY))
		v = lex_value(at(p, t), LEX_DAY);
	return v >= 1 && v <= 31 ? (int)v : 0;
}

/* "1st and 15th", "first and last"; how many were read. */
static size_t read_nths(struct reader *p, bool bare, int nth[RECUR_NTH])
{
	size_t n = 0, t = p->t;
	t += is_literal(p, t, LIT_THE);
	while (n < RECUR_NTH && (nth[n] = nth_at(p, t, bare)) != 0) {
		n++;
		p->t = t + 1;
		t = separator(p, p->t);
		if (t == p->t)
			break;
	}
	return n;
}

/* "May", "June and August", "June to August" */
static bool read_months(struct reader *p)
{
	int32_t last = lex_value(at(p, p->t), LEX_MONTH);
	if (last == 0)
		return false;
	p->r.months |= (uint16_t)(1u << last);
	p->t++;
	for (;;) {
		size_t t = separator(p, p->t);
		int32_t month = t == p->t ? 0 : lex_value(at(p, t), LEX_MONTH);
		if (month == 0 || !is_border(p, t + 1))
			return true;
		p->r.months |= (uint16_t)(1u << month);
		p->t = t + 1;
	}
}

/* ---- places --------------------------------------------------------------- */

static void put_days(struct reader *p, const int *nth, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p->r.days |= UINT32_C(1) << (nth[i] < 0 ? 0 : nth[i]);
}

/* Behind ordinals: what is counted. "Tuesday", "day", "weekday"; false: nothing
 * that a rule could count. */
static bool read_counted(struct reader *p, const int *nth, size_t n)
{
	size_t t = p->t;
	uint8_t bits = weekday_bits(p, t);
	int32_t unit = lex_value(at(p, t), LEX_UNIT);
	if (bits == 0 && (unit == UNIT_DAY || unit == UNIT_NONE)) {
		put_days(p, nth, n);
		p->t += unit == UNIT_DAY;
		return true;
	}
	if (bits == 0)
		return false;
	p->t++;
	p->r.weekdays = bits;
	p->r.position = !is_one_day(bits);
	p->r.n_nth = (uint8_t)n;
	for (size_t i = 0; i < n; i++)
		p->r.nth[i] = (int8_t)nth[i];
	return true;
}

/* "of the month", "of each year", "in May" behind a place. */
static bool read_whole(struct reader *p)
{
	size_t t = p->t;
	if (!is_literal(p, t, LIT_OF) && !is_literal(p, t, LIT_IN))
		return false;
	t++;
	size_t from = p->t;
	p->t = t;
	if (read_months(p)) {
		p->v.unit = UNIT_YEAR;
		return is_border(p, p->t);
	}
	p->t = from;
	t += is_literal(p, t, LIT_THE) || role(p, t) == RECUR_EVERY;
	int32_t unit = lex_value(at(p, t), LEX_UNIT1);
	if (unit != UNIT_MONTH && unit != UNIT_YEAR && unit != UNIT_WEEK)
		return false;
	p->v.unit = (enum value_unit)unit;
	p->t = t + 1;
	return true;
}

/* "the 2nd and 4th Tuesday of | every month": what stands before a set that
 * names a unit only. The reader is on the first ordinal. */
static bool read_before_set(struct reader *p)
{
	int nth[RECUR_NTH];
	int32_t edge = 0;
	size_t t = p->t + is_literal(p, p->t, LIT_THE);
	if (is_in(p, t, LEX_EDGE) && is_literal(p, t + 1, LIT_OF)) {
		edge = lex_value(at(p, t), LEX_EDGE);
		if (edge == 2)
			return false;
		put_days(p, edge == 1 ? (int[]){1} : (int[]){-1}, 1);
		p->t = t + 1;
	} else {
		size_t n = read_nths(p, false, nth);
		if (n == 0 || !read_counted(p, nth, n))
			return false;
	}
	if (!is_literal(p, p->t, LIT_OF) && !is_literal(p, p->t, LIT_IN))
		return false;
	const struct member *m = member_at(p, p->t + 1);
	if (p->r.n_nth != 0 && is_literal(p, p->t + 1, LIT_THE) &&
	    lex_value(at(p, p->t + 2), LEX_UNIT1) == UNIT_MONTH && is_border(p, p->t + 3)) {
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
static bool read_every(struct reader *p)
{
	int nth[RECUR_NTH];
	p->v = (struct value){.kind = VALUE_SET, .unit = UNIT_MONTH, .amount = 1000};
	if (read_months(p)) {
		p->v.unit = UNIT_YEAR;
		size_t n = read_nths(p, true, nth);
		put_days(p, nth, n);
		return true;
	}
	bool digits = at(p, p->t)->kind == LEX_NUMBER;
	size_t n = read_nths(p, false, nth);
	if (n == 0 || !read_counted(p, nth, n))
		return false;
	if (read_months(p)) {
		p->v.unit = UNIT_YEAR;
		return true;
	}
	return read_whole(p) || (digits && p->r.days != 0 && ends_here(p, p->t));
}

/* ---- behind the set ------------------------------------------------------- */

/* "9", "9 am", "17:30" at t; false: no clock. */
static bool read_clock(struct reader *p, bool bare)
{
	const struct member *m = member_at(p, p->t);
	const struct value *c = m == NULL ? NULL : &m->value;
	struct value number;
	if (c == NULL)
		return false;
	size_t next = m->last + 1u;
	if (join_is_number(c) && bare && c->hour <= 24 && ends_here(p, next)) {
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
	} else if (p->r.n_clocks < RECUR_CLOCKS) {
		p->r.hours[p->r.n_clocks] = hour;
		p->r.minutes[p->r.n_clocks++] = c->minute;
	}
	p->t = next;
	return true;
}

static bool read_clocks(struct reader *p, bool bare)
{
	if ((p->v.has & HAS_CLOCK) || !read_clock(p, bare))
		return false;
	for (;;) {
		size_t from = p->t;
		p->t = separator(p, from);
		if (p->t == from || !read_clock(p, bare)) {
			p->t = from;
			break;
		}
	}
	p->v.has &= ~(uint32_t)HAS_PART;
	return true;
}

/* "morning", "in the evening" */
static bool read_part(struct reader *p)
{
	int32_t part = lex_value(at(p, p->t), LEX_PART);
	if (part == 0)
		part = lex_value(at(p, p->t), LEX_PARTS);
	if (part == 0 || (p->v.has & (HAS_PART | HAS_CLOCK)) != 0 || p->v.unit < UNIT_DAY)
		return false;
	p->v.part = (uint8_t)part;
	p->v.has |= HAS_PART;
	p->t++;
	return true;
}

/* "on the 15th", "on 3 May", "on the last Friday", "in week 12", "on Mon and Fri" */
static bool read_place(struct reader *p, bool led)
{
	int nth[RECUR_NTH];
	size_t t;
	int32_t edge;
	bool fresh = p->r.weekdays == 0 && p->r.days == 0;
	if (weekday_bits(p, p->t) != 0 && fresh && p->v.unit >= UNIT_DAY && led)
		return read_weekdays(p);
	if (p->v.unit < UNIT_MONTH)
		return false;
	if (p->r.months == 0 && led && is_in(p, p->t, LEX_MONTH)) {
		if (!read_months(p))
			return false;
		if (fresh)
			put_days(p, nth, read_nths(p, true, nth));
		p->v.unit = UNIT_YEAR;
		return true;
	}
	if (!fresh || !led)
		return false;
	t = p->t + is_literal(p, p->t, LIT_THE);
	edge = lex_value(at(p, t), LEX_EDGE);
	if (edge == 1 || edge == 3) { /* "at the end" */
		put_days(p, edge == 1 ? (int[]){1} : (int[]){-1}, 1);
		p->t = t + 1;
		return !is_literal(p, p->t, LIT_OF) && ends_here(p, p->t);
	}
	size_t day = p->t + is_literal(p, p->t, LIT_THE);
	if (is_literal(p, day, LIT_DAY)) /* "on day 15" */
		p->t = day + 1;
	size_t n = read_nths(p, true, nth);
	bool digits = n != 0 && !(at(p, p->t - 1)->mask & LEX_BIT(LEX_ORD));
	if (n == 0 || !read_counted(p, nth, n))
		return false;
	if (p->r.days != 0 && read_months(p))
		p->v.unit = UNIT_YEAR;
	else if (!read_whole(p) && digits) /* "every year in 12 towns" */
		return ends_here(p, p->t);
	return true;
}

/* "in week 12" */
static bool read_week(struct reader *p)
{
	int32_t n = lex_value(at(p, p->t + 1), LEX_NUM);
	if (lex_value(at(p, p->t), LEX_UNIT1) != UNIT_WEEK || n < 1 || n > 53 || p->r.week != 0)
		return false;
	p->r.week = (uint8_t)n;
	p->v.unit = UNIT_YEAR;
	p->t += 2;
	return true;
}

/* "for 6 times", "for up to 3 occurrences" */
static bool read_count(struct reader *p)
{
	size_t t = p->t;
	if (!is_for(p, t))
		return false;
	t++;
	if (role(p, t) == RECUR_UP && is_literal(p, t + 1, LIT_TO))
		t += 2;
	int32_t n = lex_value(at(p, t), LEX_NUM);
	if (n < 1 || n > INTERVAL_MAX || role(p, t + 1) != RECUR_TIMES)
		return false;
	p->r.count = (uint16_t)n;
	p->t = t + 2;
	return true;
}

/* One thing more behind the set; false: there is none, and the reader stays. */
static bool read_more(struct reader *p)
{
	struct reader k = *p;
	bool comma = is_literal(&k, k.t, LIT_COMMA);
	k.t += comma;
	bool ok = read_count(&k);
	if (!ok) {
		bool on = is_on(&k, k.t), of = is_literal(&k, k.t, LIT_OF), clock = is_at(&k, k.t);
		k.t += on || of || clock;
		struct reader start = k;
		bool the = is_literal(&k, k.t, LIT_THE) && !clock;
		k.t += the;
		ok = (!comma || on) && read_part(&k);
		if (!ok) {
			k = start;
			ok = ((on || of) && read_week(&k)) || read_clocks(&k, clock) ||
			     read_place(&k, on || of || clock);
		}
	}
	if (!ok || !is_border(&k, k.t))
		return false;
	*p = k;
	return true;
}

/* ---- the whole ------------------------------------------------------------ */

/* "every Monday, Wednesday | and Friday" behind a set that is a weekday already. */
static void more_weekdays(struct reader *p)
{
	uint8_t before = p->r.weekdays;
	bool through = is_through(p, p->t) && is_one_day(before);
	struct reader k = *p;
	k.t = through ? k.t + 1 : separator(p, k.t);
	if (before == 0 || p->r.n_nth != 0 || k.t == p->t)
		return;
	/* "every Monday and each Friday" */
	k.t += role(&k, k.t) == RECUR_EVERY;
	uint8_t first = weekday_bits(&k, k.t);
	size_t from = k.t;
	k.r.weekdays = 0;
	if (first == 0 || !is_border(p, from) || !read_weekdays(&k) || !is_border(&k, k.t))
		return;
	/* "every Monday, Friday at noon the hall": a comma alone lists nothing */
	bool comma = is_literal(p, p->t, LIT_COMMA) && from == p->t + 1 && is_one_day(k.r.weekdays);
	if (comma)
		return;
	k.r.weekdays |= before | (through && is_one_day(first) ? span_bits(before, first) : 0);
	*p = k;
}

static bool is_weekday(const struct member *m)
{
	return m != NULL && m->value.kind == VALUE_DATE && m->value.has == HAS_WEEKDAY &&
	       m->value.hook == HOOK_NONE && m->first == m->last;
}

/* "Monday | and Tuesday nights" */
static bool read_nights(struct reader *p)
{
	const struct member *m = member_at(p, p->t);
	if (!is_weekday(m))
		return false;
	uint8_t bits = weekday_bits(p, p->t);
	size_t t = separator(p, p->t + 1);
	const struct member *set = t == p->t + 1 ? NULL : member_at(p, t);
	if (set == NULL || set->value.kind != VALUE_SET || !(set->value.has & HAS_PART) ||
	    !(set->value.has & HAS_WEEKDAY))
		return false;
	p->v = set->value;
	recur_plain(&p->v, &p->r);
	p->r.weekdays |= bits;
	p->t = set->last + 1u;
	return true;
}

/* "from Saturday to Monday nights": the two ends of one stretch. */
static void unset_ends(struct window *w)
{
	for (size_t i = 1; i < w->n_members; i++) {
		const struct member *a = &w->members[i - 1];
		struct member *b = &w->members[i];
		struct reader p = {.w = w};
		if (b->value.kind != VALUE_SET || !(b->value.has & HAS_PART) ||
		    !(b->value.has & HAS_WEEKDAY) || !is_weekday(a) || b->first != a->last + 2u ||
		    !is_through(&p, a->last + 1u))
			continue;
		b->value.kind = VALUE_DATE;
		b->value.unit = UNIT_NONE;
		b->value.amount = 0;
	}
}

/* Reads a recurrence at the reader. */
static bool read_set(struct reader *p)
{
	const struct member *m = member_at(p, p->t);
	struct reader start = *p;
	if (m != NULL && m->value.kind == VALUE_SET) {
		p->v = m->value;
		p->t = m->last + 1u;
		recur_plain(&p->v, &p->r);
	} else if (role(p, p->t) == RECUR_EVERY) {
		p->t++;
		if (!read_every(p) || !is_border(p, p->t))
			return false;
	} else if (!is_border(p, p->t) || (!read_nights(p) && !read_before_set(p))) {
		*p = start;
		return false;
	}
	more_weekdays(p);
	while (read_more(p))
		more_weekdays(p);
	if (p->v.unit == UNIT_DAY && p->r.weekdays != 0 && p->v.amount == 1000)
		p->v.unit = UNIT_WEEK;
	if (p->v.unit == UNIT_WEEK && p->r.months != 0 && p->v.amount == 1000)
		p->v.unit = UNIT_YEAR;
	return true;
}

/* Puts the set over the members of its tokens. */
static void put_set(struct window *w, size_t first, const struct reader *p)
{
	size_t from = 0, to;
	while (from < w->n_members && w->members[from].last < first)
		from++;
	for (to = from; to < w->n_members && w->members[to].first < p->t; to++)
		;
	struct member set = {.value = p->v, .first = (uint8_t)first, .last = (uint8_t)(p->t - 1)};
	set.joined =
	    to != from + 1 || w->members[from].first != first || w->members[from].last + 1u != p->t;
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < w->members[i].n_rules; k++)
			if (set.n_rules < WHEN_MAX_RULES)
				set.rules[set.n_rules++] = w->members[i].rules[k];
	trace_all(w, &set, from, to);
	if (from > 0)
		w->members[from - 1].next = LINK_NONE;
	if (to < w->n_members)
		w->members[to].chained = false;
	if (to == from && w->n_members == WINDOW_MAX)
		return;
	memmove(
	    &w->members[from + 1], &w->members[to], (w->n_members - to) * sizeof(w->members[0]));
	w->n_members += 1 + from - to;
	set.value.recur = (uint32_t)w->n_recurs + 1;
	set.value.latent = p->v.latent && !set.joined;
	if (p->r.weekdays != 0)
		set.value.has |= HAS_WEEKDAY;
	w->recurs[w->n_recurs++] = p->r;
	w->members[from] = set;
}

void recur_plain(const struct value *v, struct recur *ret)
{
	*ret = (struct recur){.n_nth = v->nth != 0};
	ret->nth[0] = v->nth;
	if (v->has & HAS_WEEKDAY)
		ret->weekdays = v->weekday == RECUR_WEEKDAY   ? 0x1f
				: v->weekday == RECUR_WEEKEND ? 0x60
							      : (uint8_t)(1u << (v->weekday - 1));
	else if (v->unit == UNIT_WEEKEND)
		ret->weekdays = 0x60;
}

void recur_join(struct window *w)
{
	bool any = false;
	for (size_t i = 0; i < w->n && !any; i++)
		any = lex_value(&w->tokens[i], LEX_RECUR) == RECUR_EVERY;
	for (size_t i = 0; i < w->n_members && !any; i++)
		any = w->members[i].value.kind == VALUE_SET;
	if (any)
		unset_ends(w);
	for (size_t t = 0; any && t < w->n && w->n_recurs < WINDOW_RECURS; t++) {
		struct reader p = {.w = w, .t = t};
		if (!read_set(&p) || p.t == t)
			continue;
		put_set(w, t, &p);
		t = p.t - 1;
	}
}

/* ---- bounds and exceptions --------------------------------------------------- */

/* Words between a recurrence and its bound: "starting on the", "except for the". */
#define BOUND_GAP 5

static bool is_date(const struct value *v)
{
	return v->kind != VALUE_DURATION && v->kind != VALUE_SET && v->kind != VALUE_VAGUE &&
	       v->kind != VALUE_NUMBER && !join_is_clock(v);
}

static bool bound_fits(enum when_bound bound, const struct value *v)
{
	switch (bound) {
	case WHEN_BOUND_FROM:
	case WHEN_BOUND_UNTIL:
	case WHEN_BOUND_TO:
		return is_date(v);
	case WHEN_BOUND_FOR: /* "for the next month" */
		return (v->kind == VALUE_DURATION && !v->vague) ||
		       (v->kind == VALUE_UNIT && v->dir == 1);
	case WHEN_BOUND_EXCEPT:
		return v->kind != VALUE_NUMBER;
	default:
		return false;
	}
}

/* What the tokens from … to - 1 say that comes behind them; before: what the
 * bound before it was. */
static enum when_bound bound_between(
    const struct reader *p, size_t from, size_t to, enum when_bound before)
{
	enum when_bound bound = WHEN_BOUND_NONE;
	bool list = false;
	if (to > from + BOUND_GAP)
		return WHEN_BOUND_NONE;
	for (size_t t = from; t < to; t++) {
		const struct lex_token *k = at(p, t);
		int32_t of = role(p, t), lead = lex_value(k, LEX_LEAD);
		bool join = is_in(p, t, LEX_JOIN);
		if (of == RECUR_EXCEPT)
			bound = WHEN_BOUND_EXCEPT;
		else if (of == RECUR_START)
			bound = WHEN_BOUND_FROM;
		else if (bound == WHEN_BOUND_NONE && lead == WHEN_LEAD_FROM)
			bound = WHEN_BOUND_FROM;
		else if (bound == WHEN_BOUND_NONE && before == WHEN_BOUND_FROM &&
			 (is_literal(p, t, LIT_TO) || is_literal(p, t, LIT_DASH)))
			bound = WHEN_BOUND_TO;
		else if (bound == WHEN_BOUND_NONE && of == RECUR_THROUGH)
			bound = WHEN_BOUND_TO;
		else if (bound == WHEN_BOUND_NONE && lead == WHEN_LEAD_UNTIL &&
			 !is_literal(p, t, LIT_TO))
			bound = WHEN_BOUND_UNTIL;
		else if (bound == WHEN_BOUND_NONE && is_for(p, t))
			bound = WHEN_BOUND_FOR;
		else if (is_literal(p, t, LIT_COMMA) || is_literal(p, t, LIT_OPEN) ||
			 (join && lex_value(k, LEX_JOIN) == 1))
			list = true;
		else if (!is_on(p, t) && !is_for(p, t) && !is_literal(p, t, LIT_THE) &&
			 !is_literal(p, t, LIT_TO) && of != RECUR_UP)
			return WHEN_BOUND_NONE;
	}
	return bound == WHEN_BOUND_NONE && list && before == WHEN_BOUND_EXCEPT ? before : bound;
}

/* "starting 3 May, | every Monday": the start is told first. */
static bool starts_before(const struct reader *p, const struct member *m, const struct member *set)
{
	size_t t = m->first;
	for (size_t k = m->last + 1u; k < set->first; k++)
		if (!is_literal(p, k, LIT_COMMA) && !is_on(p, k))
			return false;
	t -= t > 0 && at(p, t - 1)->literal != 0 && role(p, t - 1) == 0;
	return t > 0 && role(p, t - 1) == RECUR_START && is_date(&m->value);
}

static void bind_set(struct window *w, size_t i)
{
	struct reader p = {.w = w};
	enum when_bound before = WHEN_BOUND_NONE;
	size_t end = w->members[i].last + 1u;
	if (i > 0 && w->members[i - 1].set == 0 &&
	    starts_before(&p, &w->members[i - 1], &w->members[i])) {
		w->members[i - 1].set = (uint8_t)(i + 1);
		w->members[i - 1].bound = WHEN_BOUND_FROM;
	}
	for (size_t k = i + 1; k < w->n_members; k++) {
		struct member *m = &w->members[k];
		before = bound_between(&p, end, m->first, before);
		if (!bound_fits(before, &m->value))
			break;
		m->set = (uint8_t)(i + 1);
		m->bound = before;
		end = m->last + 1u;
	}
	p.t = end; /* "… starting 3 May, for 6 times" */
	p.t += is_literal(&p, end, LIT_COMMA);
	if (w->members[i].value.recur != 0 && read_count(&p))
		w->recurs[w->members[i].value.recur - 1].count = p.r.count;
}

void recur_bind(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++)
		if (w->members[i].value.kind == VALUE_SET && w->members[i].set == 0)
			bind_set(w, i);
}
