/* SPDX-License-Identifier: MIT */
#include "when/hours.h"

#include "base/str.h"
#include "when/join.h"

/* The last hour that is meant as one of the afternoon without its pm. */
#define AFTERNOON_LAST 6

static bool is_number(const struct value *v)
{
	return join_is_number(v) && v->hour >= 1 && v->hour <= 24;
}

static bool is_clock(const struct value *v)
{
	return v->kind == VALUE_NONE && (v->has & HAS_CLOCK) != 0;
}

bool hours_are(const struct value *v)
{
	return is_number(v) || is_clock(v);
}

/* Has a part of the day and no hour: "this evening", "the morning". */
static bool is_part(const struct value *v)
{
	return (v->has & (HAS_PART | HAS_CLOCK)) == HAS_PART;
}

static void make_clock(struct value *v)
{
	if (!join_is_number(v))
		return;
	uint8_t hour = v->hour, minute = v->minute;
	bool nought = v->nought;
	*v = (struct value){.kind = VALUE_NONE, .has = HAS_CLOCK, .hour = hour, .minute = minute};
	v->nought = nought;
	v->spoken = hour <= 12 && !nought;
	if (hour > 12 || nought)
		v->has |= HAS_MERIDIEM;
}

static int minutes_of(const struct value *v)
{
	return v->hour * 60 + v->minute;
}

/* May twelve hours be added to it? */
static bool may_be_pm(const struct value *v)
{
	return !(v->has & HAS_MERIDIEM) && !v->nought && v->hour < 12;
}

static void add_twelve(struct value *v)
{
	v->hour = (uint8_t)(v->hour + 12);
	v->has |= HAS_MERIDIEM;
}

/* "9 - 1730": behind an hour with its nought a year is a clock, but "50" of a text about
 * 50 BC is a year. */
static bool year_clock(const struct value *a, struct value *b)
{
	if (!a->nought || b->kind != VALUE_DATE || b->has != HAS_YEAR || b->year % 100 > 59 ||
	    b->year < 100 || b->year >= 2400)
		return false;
	int32_t n = b->year;
	*b = (struct value){.kind = VALUE_NONE, .has = HAS_CLOCK | HAS_MERIDIEM};
	b->hour = (uint8_t)(n / 100);
	b->minute = (uint8_t)(n % 100);
	b->nought = true;
	return true;
}

static bool has_day(const struct value *v)
{
	return v->kind != VALUE_NONE && v->kind != VALUE_NUMBER;
}

/* "Thu 15:00 till Fri 10:00" */
static bool own_days(const struct value *a, const struct value *b)
{
	return has_day(a) && has_day(b) && a->shared == 0;
}

bool hours_share(struct value *a, struct value *b)
{
	(void)year_clock(a, b);
	bool whole = (b->has & HAS_CLOCK) != 0, before = (a->has & HAS_CLOCK) != 0;
	if ((!is_number(a) && !before) || (!is_number(b) && !whole) ||
	    (!whole && !before && !a->nought))
		return false;
	make_clock(a);
	make_clock(b);
	if (a->counts24 || b->counts24) {
		a->counts24 = b->counts24 = true;
		if (a->dotted != b->dotted) /* "14.30 bis 16 Uhr" */
			a->dotted = b->dotted = a->latent = b->latent = false;
	} else if (may_be_pm(a) && (b->has & HAS_MERIDIEM) && b->hour >= 12 &&
		   minutes_of(a) + 12 * 60 < minutes_of(b) + (b->hour < 24)) /* 9 - 11 pm */
		add_twelve(a);
	else if ((b->has & HAS_MERIDIEM) && !b->nought && a->hour <= 12)
		a->has |= HAS_MERIDIEM; /* 9 - 3 pm */
	if (may_be_pm(b) && !b->counts24 && !own_days(a, b) && minutes_of(b) <= minutes_of(a) &&
	    minutes_of(b) + 12 * 60 > minutes_of(a))
		add_twelve(b);
	if ((b->has & HAS_OFFSET) && !(a->has & HAS_OFFSET)) {
		a->offset_minutes = b->offset_minutes;
		a->zone = b->zone;
		a->zone_varies = b->zone_varies;
		a->has |= HAS_OFFSET;
	}
	return true;
}

/* The hour of the day that an hour of a part of it is. */
static void into_part(struct value *v, uint8_t part)
{
	bool pm =
	    part >= DL_PART_AFTERNOON && v->hour < 12 && !(part == DL_PART_NIGHT && v->hour < 6);
	if (may_be_pm(v) && pm)
		v->hour = (uint8_t)(v->hour + 12);
	else if (v->hour == 12 && !(v->has & HAS_MERIDIEM) && part != DL_PART_AFTERNOON &&
		 part != DL_PART_NOON)
		v->hour = part == DL_PART_MORNING ? 0 : 24;
	v->has = (v->has & ~(uint32_t)HAS_PART) | HAS_CLOCK | HAS_MERIDIEM;
	v->spoken = false;
}

bool hours_part(struct value *a, const struct value *b)
{
	if (!join_is_clock(b) || !is_part(b) || !hours_are(a) || (a->has & HAS_MERIDIEM))
		return false;
	make_clock(a);
	into_part(a, b->part);
	a->latent = false;
	return true;
}

bool hours_led(const struct window *w, size_t token)
{
	if (token == 0)
		return false;
	const struct lex_token *t = &w->tokens[token - 1];
	return (t->roles & ROLE_AT) != 0 || t->literal == LIT_AT_SIGN ||
	       (t->roles & ROLE_FROM) != 0 ||
	       (t->mask & (LEX_BIT(LEX_BETWEEN) | LEX_BIT(LEX_APPROX))) != 0;
}

static bool is_at(const struct window *w, const struct member *m)
{
	return hours_led(w, m->first);
}

/* until 9, after 9, before 9 | tomorrow morning */
static bool is_led(const struct window *w, const struct member *m)
{
	const struct lex_token *t = m->first > 0 ? &w->tokens[m->first - 1] : NULL;
	int32_t lead = t != NULL && (t->mask & LEX_BIT(LEX_LEAD)) ? lex_value(t, LEX_LEAD) : 0;
	return lead == WHEN_LEAD_UNTIL || lead == WHEN_LEAD_BEFORE || lead == WHEN_LEAD_AFTER ||
	       lead == WHEN_LEAD_SINCE || lead == WHEN_LEAD_BY;
}

/* Nothing goes on behind it: "tonight 7." but not "tonight 7 people". */
static bool is_last(const struct window *w, const struct member *m)
{
	uint32_t at = w->tokens[m->last].stop;
	while (at < w->text.n && w->text.p[at] == ' ')
		at++;
	return at >= w->text.n || (!is_alpha(w->text.p[at]) && !is_digit(w->text.p[at]) &&
				      (w->text.p[at] & 0x80) == 0 && w->text.p[at] != '%');
}

static bool opens(const struct window *w, const struct member *m)
{
	return m->first == 0 && w->opens_block;
}

/* Puts the hour of one onto the day or part of the other. */
static struct value onto(const struct value *day, const struct value *hour)
{
	struct value h = *hour, v = *day;
	bool part = is_part(day);
	make_clock(&h);
	if (part && !(h.has & HAS_MERIDIEM))
		into_part(&h, day->part);
	v.hour = h.hour;
	v.minute = h.minute;
	v.second = h.second;
	v.has &= ~(uint32_t)HAS_PART;
	v.has |= h.has & (HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_OFFSET);
	v.part = 0;
	v.edge = 0;
	v.mod = h.mod;
	v.spoken = h.spoken;
	v.nought = h.nought;
	v.counts24 = h.counts24;
	v.approximate = h.approximate;
	v.offset_minutes = h.offset_minutes;
	v.zone = h.zone;
	v.zone_varies = h.zone_varies;
	v.latent = false;
	return v;
}

/* "Monday 3-8", "from 9 to 11 this morning": the ends of a range that only
 * a day or a part of it makes into hours. Scores are not: 3-1, 21-17. */
static bool ranges_hours(const struct value *a, const struct value *b)
{
	if (!is_number(a) || !is_number(b))
		return false;
	return a->hour < b->hour || (a->hour >= 7 && a->hour <= 12 && b->hour <= 8);
}

static void part_range(struct value *a, struct value *b, const struct value *day)
{
	make_clock(a);
	make_clock(b);
	if (!is_part(day))
		return;
	if (!(b->has & HAS_MERIDIEM))
		into_part(b, day->part);
	if (!(a->has & HAS_MERIDIEM))
		into_part(a, day->part);
}

/* Member i names a day or a part of one, the two behind it are numbers. */
static bool range_behind(struct window *w, size_t i, enum gap gap)
{
	if (i + 2 >= w->n_members || w->members[i + 1].next != LINK_RANGE)
		return false;
	struct member *m = &w->members[i], *a = m + 1, *b = m + 2;
	bool day = join_is_day(&m->value) || is_part(&m->value);
	if (!day || !ranges_hours(&a->value, &b->value))
		return false;
	if (!(gap == GAP_AT && is_at(w, a)) && !((gap & (GAP_NEXT | GAP_COMMA)) && is_last(w, b)))
		return false;
	part_range(&a->value, &b->value, &m->value);
	if (compose_of_several(w, i)) /* "Mon - Fri | 9 - 5" */
		return false;
	m->value = onto(&m->value, &a->value);
	return true;
}

/* The same before it: "between 5 and 6 in the afternoon". */
static bool range_before(struct window *w, size_t i)
{
	if (i == 0 || w->members[i - 1].next != LINK_RANGE)
		return false;
	struct member *a = &w->members[i - 1], *b = a + 1, *m = a + 2;
	if (!ranges_hours(&a->value, &b->value) || !(is_at(w, a) || opens(w, a)))
		return false;
	part_range(&a->value, &b->value, &m->value);
	b->value = onto(&m->value, &b->value);
	return true;
}

/* Members i and i + 1 become one: the value is in a. */
static bool join(struct window *w, size_t i, enum gap gap)
{
	struct member *a = &w->members[i], *b = a + 1;
	struct value *x = &a->value, *y = &b->value;
	bool near = (gap & (GAP_NEXT | GAP_COMMA)) != 0, at = gap == GAP_AT && is_at(w, b);
	if (!near && gap != GAP_AT)
		return false;
	if (range_behind(w, i, gap))
		return true;
	if (is_number(x) && (is_part(y) || join_is_day(y)) && range_before(w, i))
		return true;
	if (is_number(x) && is_part(y) && y->kind == VALUE_NONE && gap != GAP_AT)
		return false;					      /* three night markets */
	if (hours_are(x) && !(x->has & HAS_MERIDIEM) && is_part(y)) { /* 7 tonight */
		if (is_number(x) && !is_at(w, a) && !is_led(w, a) && !opens(w, a) &&
		    a->next == LINK_NONE && !a->chained)
			return false;
		*x = onto(y, x);
		return true;
	}
	if (is_clock(x) && is_part(y) && y->kind != VALUE_NONE) { /* 8 pm tonight */
		*x = onto(y, x);
		return true;
	}
	if (is_part(x) && hours_are(y) && (!is_number(y) || at || (near && is_last(w, b)))) {
		if (is_clock(y) && !near && !at)
			return false;
		*x = onto(x, y); /* tonight at 7 */
		return true;
	}
	bool about = at && (w->tokens[b->first - 1].mask & LEX_BIT(LEX_APPROX)) != 0;
	if (join_is_day(x) && is_number(y) && at && b->next == LINK_NONE &&
	    (!about || is_last(w, b))) { /* tomorrow at 5 */
		*x = onto(x, y);
		return true;
	}
	if (is_number(x) && join_is_day(y) && (is_at(w, a) || is_led(w, a)) &&
	    a->next == LINK_NONE) {
		*x = onto(y, x); /* at 5 on Friday */
		return true;
	}
	bool timed = (x->has & (HAS_CLOCK | HAS_MERIDIEM)) == HAS_CLOCK && !x->nought;
	if (timed && x->kind != VALUE_NONE && is_part(y) && y->kind == VALUE_NONE && near) {
		into_part(x, y->part); /* 5:30 tomorrow | evening */
		return true;
	}
	return false;
}

/* "Friday until | 6", "tomorrow after | 9", "from | 9 for two hours": an hour
 * that stays an expression of its own. */
static void clock_beside(struct window *w, size_t i)
{
	struct member *a = &w->members[i], *b = a + 1;
	if (b->first != a->last + 2u)
		return;
	const struct lex_token *t = &w->tokens[a->last + 1];
	bool lasts = (t->mask & LEX_BIT(LEX_LEAD)) && lex_value(t, LEX_LEAD) == WHEN_LEAD_FOR;
	if (is_number(&a->value) && a->next == LINK_NONE && !a->chained && is_at(w, a) && lasts &&
	    b->value.kind == VALUE_DURATION && b->value.unit <= UNIT_HOUR)
		make_clock(&a->value);
	/* but "rose on Friday by 5", "set Friday to 3" */
	bool amount = (t->roles & ROLE_TO) != 0 ||
		      ((t->mask & LEX_BIT(LEX_LEAD)) && lex_value(t, LEX_LEAD) == WHEN_LEAD_BY);
	if (join_is_day(&a->value) && is_number(&b->value) && b->next == LINK_NONE &&
	    is_led(w, b) && !amount && is_last(w, b))
		make_clock(&b->value);
}

void hours_melt(struct window *w)
{
	for (size_t i = 0; i + 1 < w->n_members; i++)
		clock_beside(w, i);
	for (size_t i = 0; i + 1 < w->n_members;) {
		enum gap gap = compose_gap(w, &w->members[i], &w->members[i + 1]);
		if (join(w, i, gap))
			compose_melt(w, i, WHEN_JOIN_CLOCK);
		else
			i++;
	}
}

/* "9 - 11 am | on 3 May": the day of the second is that of the first. */
static void share_day(struct value *a, const struct value *b)
{
	static const uint32_t clock = HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_PART | HAS_OFFSET;
	struct value v = onto(b, a);
	v.shared = b->has & ~clock;
	v.latent = a->latent;
	*a = v;
}

/* "at 5", "9 to 11" when nothing else is said. */
static void settle_typed(struct window *w)
{
	struct member *a = &w->members[0], *b = a + 1;
	bool range =
	    w->n_members == 2 && a->next == LINK_RANGE && ranges_hours(&a->value, &b->value);
	if (!w->is_text || !(range || w->n_members == 1) || !is_at(w, a) ||
	    !is_last(w, range ? b : a))
		return;
	if (is_number(&a->value))
		make_clock(&a->value);
	if (range)
		make_clock(&b->value);
}

void hours_settle(struct window *w)
{
	settle_typed(w);
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		bool range = i > 0 && m->chained && w->members[i - 1].next == LINK_RANGE;
		struct value *v = &m->value, *a = range ? &m[-1].value : NULL;
		if (range && ((a->has | v->has) & HAS_CLOCK))
			range = hours_share(a, v);
		if ((v->has & HAS_CLOCK) && v->spoken && !v->counts24 && may_be_pm(v) &&
		    v->hour >= 1 && v->hour <= AFTERNOON_LAST &&
		    !(range && minutes_of(v) > minutes_of(a)))
			add_twelve(v);
		if (range && is_clock(a) && (v->has & HAS_CLOCK) && has_day(v))
			share_day(a, v);
	}
	/* "9 am and 2 pm on Friday" */
	for (size_t i = w->n_members; i-- > 1;) {
		struct member *a = &w->members[i - 1], *b = a + 1;
		if (a->next == LINK_LIST && is_clock(&a->value) && has_day(&b->value) &&
		    (b->value.has & HAS_CLOCK))
			share_day(&a->value, &b->value);
	}
}

void hours_lengths(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		if (!is_clock(&m->value) || m->value.unit != UNIT_HOUR || m->joined || m->chained ||
		    m->next != LINK_NONE || (m->value.has & HAS_OFFSET) || is_at(w, m))
			continue;
		m->value = (struct value){
		    .kind = VALUE_DURATION, .unit = UNIT_HOUR, .amount = m->value.hour * 1000};
	}
}
