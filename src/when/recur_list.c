/* SPDX-License-Identifier: MIT */
#include "when/recur_read.h"

#include "base/str.h"
#include "when/when.h"

const struct lex_token *recur_at(const struct recur_reader *p, size_t t)
{
	static const struct lex_token none = {.kind = LEX_UNKNOWN};
	return t < p->w->n ? &p->w->tokens[t] : &none;
}

bool recur_in(const struct recur_reader *p, size_t t, enum lex_class class)
{
	return (recur_at(p, t)->mask & LEX_BIT(class)) != 0;
}

int32_t recur_role(const struct recur_reader *p, size_t t)
{
	return lex_value(recur_at(p, t), LEX_RECUR);
}

bool recur_literal(const struct recur_reader *p, size_t t, uint16_t literal)
{
	return recur_at(p, t)->literal == literal;
}

bool recur_is(const struct recur_reader *p, size_t t, unsigned roles)
{
	return (recur_at(p, t)->roles & roles) != 0;
}

/* "on", "in" */
bool recur_on(const struct recur_reader *p, size_t t)
{
	return lex_value(recur_at(p, t), LEX_LEAD) == WHEN_LEAD_AT && !recur_is(p, t, ROLE_AT);
}

bool recur_for(const struct recur_reader *p, size_t t)
{
	return lex_value(recur_at(p, t), LEX_LEAD) == WHEN_LEAD_FOR;
}

/* "at", "@" */
bool recur_clockward(const struct recur_reader *p, size_t t)
{
	return recur_is(p, t, ROLE_AT) ||
	       (recur_at(p, t)->kind == LEX_PUNCT && lex_value(recur_at(p, t), LEX_JOIN) == 3);
}

/* The last member that begins at a token or before it; NULL: none. */
static const struct member *member_before(const struct recur_reader *p, size_t t)
{
	size_t low = 0, high = p->w->n_members;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (p->w->members[mid].first <= t)
			low = mid + 1;
		else
			high = mid;
	}
	return low == 0 ? NULL : &p->w->members[low - 1];
}

const struct member *recur_member(const struct recur_reader *p, size_t t)
{
	const struct member *m = member_before(p, t);
	return m != NULL && m->first == t ? m : NULL;
}

bool recur_border(const struct recur_reader *p, size_t t)
{
	const struct member *m = t == 0 ? NULL : member_before(p, t - 1);
	return m == NULL || m->last < t;
}

/* Does a word that the lexicon does not know follow the token before t? */
bool recur_ends(const struct recur_reader *p, size_t t)
{
	size_t stop = p->w->tokens[t - 1].stop;
	if (t < p->w->n)
		return p->w->tokens[t].kind == LEX_PUNCT || recur_role(p, t) != 0 ||
		       (p->w->tokens[t].mask & (LEX_BIT(LEX_LEAD) | LEX_BIT(LEX_JOIN))) != 0;
	return stop + 1 >= p->w->text.n || p->w->text.p[stop] != ' ' ||
	       !is_alpha((unsigned char)p->w->text.p[stop + 1]);
}

/* A comma, "and", or both, perhaps with "the", "on", "in" behind; the token behind them. */
size_t recur_separator(const struct recur_reader *p, size_t t)
{
	size_t from = t;
	t += recur_literal(p, t, LIT_COMMA);
	t += recur_literal(p, t, LIT_SLASH) || recur_literal(p, t, LIT_AND_SIGN) ||
	     (recur_in(p, t, LEX_JOIN) && lex_value(recur_at(p, t), LEX_JOIN) == 1);
	if (t == from)
		return from;
	t += recur_on(p, t) || recur_is(p, t, ROLE_AT);
	return t + recur_is(p, t, ROLE_THE);
}

bool recur_through(const struct recur_reader *p, size_t t)
{
	return recur_literal(p, t, LIT_DASH) ||
	       (recur_in(p, t, LEX_JOIN) && lex_value(recur_at(p, t), LEX_JOIN) == 2);
}

/* "Mon", "Fridays", "weekday": bits of the days of the week; 0: none. */
uint8_t recur_weekday(const struct recur_reader *p, size_t t)
{
	int32_t day = lex_value(recur_at(p, t), LEX_WDAY), of = recur_role(p, t);
	if (day == 0)
		day = lex_value(recur_at(p, t), LEX_WDAYLOW);
	if (day == 0)
		day = lex_value(recur_at(p, t), LEX_WDAYS);
	if (day == 0 && (of == RECUR_WEEKDAY || of == RECUR_WEEKEND))
		day = of;
	if (day == 0 && lex_value(recur_at(p, t), LEX_UNIT) == UNIT_WEEKEND)
		day = RECUR_WEEKEND;
	unsigned bits = day == 8 ? 0x1fu : day == 9 ? 0x60u : day != 0 ? 1u << (day - 1) : 0;
	return (uint8_t)bits;
}

bool recur_one(uint8_t bits)
{
	return bits != 0 && (bits & (bits - 1)) == 0;
}

/* Monday to Thursday */
uint8_t recur_span(uint8_t first, uint8_t last)
{
	uint8_t bits = first;
	for (uint8_t b = first; b != last; bits |= b)
		b = (uint8_t)(b == 0x40 ? 1u : (unsigned)b << 1);
	return bits;
}

/* "Monday and Friday", "Tue-Thu" at the reader; false: no weekday. */
bool recur_weekdays(struct recur_reader *p)
{
	uint8_t bits = recur_weekday(p, p->t), last = bits;
	if (bits == 0)
		return false;
	p->t++;
	for (;;) {
		size_t t = recur_separator(p, p->t);
		bool through = recur_through(p, p->t) && recur_one(last);
		t += through;
		uint8_t day = t == p->t ? 0 : recur_weekday(p, t);
		if (day == 0 || !recur_border(p, t + 1) || !recur_border(p, t))
			break;
		bits |= through && recur_one(day) ? recur_span(last, day) : day;
		last = day;
		p->t = t + 1;
	}
	p->r.weekdays |= bits;
	return true;
}

/* "first", "2nd", "last" at t; 0: none. bare: "15" will do too. */
static int nth_at(const struct recur_reader *p, size_t t, bool bare)
{
	if (recur_is(p, t, ROLE_LAST))
		return -1;
	int32_t v = lex_value(recur_at(p, t), LEX_ORD);
	if (v == 0 && bare && recur_in(p, t, LEX_DAY))
		v = lex_value(recur_at(p, t), LEX_DAY);
	return v >= 1 && v <= 31 ? (int)v : 0;
}

/* "1st and 15th", "first and last"; how many were read. */
size_t recur_nths(struct recur_reader *p, bool bare, int nth[RECUR_NTH])
{
	size_t n = 0, t = p->t;
	t += recur_is(p, t, ROLE_THE);
	while (n < RECUR_NTH && (nth[n] = nth_at(p, t, bare)) != 0) {
		n++;
		p->t = t + 1;
		t = recur_separator(p, p->t);
		if (t == p->t)
			break;
	}
	return n;
}

/* Was the last of them written without "th"? */
bool recur_bare(const struct recur_reader *p)
{
	return !recur_in(p, p->t - 1, LEX_ORD) && !recur_is(p, p->t - 1, ROLE_LAST);
}

/* "May", "June and August", "June to August" */
bool recur_months(struct recur_reader *p)
{
	int32_t last = lex_value(recur_at(p, p->t), LEX_MONTH);
	if (last == 0)
		return false;
	p->r.months |= (uint16_t)(1u << last);
	p->t++;
	for (;;) {
		size_t t = recur_separator(p, p->t);
		int32_t month = t == p->t ? 0 : lex_value(recur_at(p, t), LEX_MONTH);
		if (month == 0 || !recur_border(p, t + 1))
			return true;
		p->r.months |= (uint16_t)(1u << month);
		p->t = t + 1;
	}
}
