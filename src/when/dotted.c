/* SPDX-License-Identifier: MIT */
#include "when/dotted.h"

#include "base/str.h"
#include "when/cursor.h"
#include "when/hours.h"
#include "when/join.h"

/* Lines that begin with a dotted clock, from which on a document has a timetable. */
#define TIMETABLE 2
/* Share of them, in percent, that must not be earlier than the one before. */
#define TIMETABLE_ORDERED 60
/* Timetables begin in the morning; "1.05 Scope", "2.50 Coffee" are other lists. */
#define EARLY_HOUR 6

/* Nobody meets at 19.37. */
static bool is_round(const struct value *v)
{
	return v->minute % 5 == 0;
}

static bool is_open(const struct value *v)
{
	return v->dotted && (v->has & HAS_OFFSET) == 0;
}

static bool begins_line(const struct window *w, const struct member *m)
{
	uint32_t at = w->tokens[m->first].start;
	if (m->first == 0 && w->opens_block)
		return true;
	while (at > 0 && (w->text.p[at - 1] == ' ' || w->text.p[at - 1] == '\t'))
		at--;
	return at == 0 || w->text.p[at - 1] == '\n';
}

/* What follows is no unit that it may be an amount of: nothing, punctuation, or a
 * word with a capital letter ("19.30 Town Hall"). */
static bool ends_well(const struct window *w, const struct member *m)
{
	uint32_t at = w->tokens[m->last].stop;
	if (at < w->text.n && w->text.p[at] == '%')
		return false;
	while (at < w->text.n && w->text.p[at] == ' ')
		at++;
	if (at >= w->text.n)
		return true;
	unsigned char b = (unsigned char)w->text.p[at];
	return !is_digit(b) && (!is_alpha(b) || is_upper((char)b)) && b != '$' && b != '%' &&
	       !str_starts((struct dl_str){w->text.p + at, w->text.n - at}, STR("€")) &&
	       !str_starts((struct dl_str){w->text.p + at, w->text.n - at}, STR("£"));
}

static bool follows_clock(const struct window *w, const struct member *m)
{
	return w->n_members > 0 && m > w->members && join_is_clock(&m[-1].value) &&
	       m[-1].value.dotted && m[-1].last + 2u == m->first;
}

static bool follows_day(const struct window *w, const struct member *m)
{
	if (m == w->members || m[-1].last + 2u < m->first || !join_is_day(&m[-1].value))
		return false;
	return m[-1].last + 1u == m->first || w->tokens[m->first - 1].literal == LIT_COMMA;
}

/* "9.30 - 10.45", "9.30 to 11 am", not in the middle of a sentence. */
static bool opens_range(const struct window *w, const struct member *m)
{
	size_t i = m->last + 1u;
	uint32_t at = w->tokens[m->first].start;
	if (i + 1 >= w->n ||
	    (w->tokens[i].literal != LIT_DASH && (w->tokens[i].roles & ROLE_TO) == 0))
		return false;
	while (at > 0 && w->text.p[at - 1] == ' ')
		at--;
	unsigned char before = at == 0 ? '\n' : (unsigned char)w->text.p[at - 1];
	return (w->tokens[i + 1].mask & (LEX_BIT(LEX_CLOCK) | LEX_BIT(LEX_CLOCK4))) != 0 &&
	       !is_alpha(before) && !is_digit(before);
}

bool dotted_fit(const struct window *w, const struct member *m)
{
	const struct value *v = &m->value;
	if (!is_open(v) || hours_led(w, m->first) || follows_clock(w, m))
		return true;
	return is_round(v) &&
	       (begins_line(w, m) || opens_range(w, m) || (follows_day(w, m) && ends_well(w, m)));
}

bool dotted_stands(const struct window *w, const struct member *m)
{
	const struct value *v = &m->value;
	if (!is_open(v) || v->kind != VALUE_NONE || !is_round(v))
		return false;
	if (m->chained)
		return m > w->members && (m[-1].value.has & HAS_CLOCK) != 0;
	if (begins_line(w, m) || (m->next == LINK_RANGE && opens_range(w, m)))
		return true;
	return hours_led(w, m->first) && (m->next == LINK_RANGE || ends_well(w, m));
}

/* Is it one that only the document can decide on? */
static bool is_pending(const struct value *v)
{
	return is_open(v) && v->kind == VALUE_NONE;
}

static bool begins_line_at(const struct text_doc *doc, const struct when_expr *e)
{
	uint32_t at = e->span.start, from = doc->blocks[e->block].span.start;
	while (at > from && doc->text.p[at - 1] == ' ')
		at--;
	return at == from || doc->text.p[at - 1] == '\n';
}

/* A block in which a day is said. */
static bool has_day(const struct when_expr *exprs, const struct value *values, size_t n, size_t i)
{
	uint32_t block = exprs[i].block;
	for (size_t k = i; k-- > 0 && exprs[k].block == block;)
		if (join_is_day(&values[k]))
			return true;
	for (size_t k = i + 1; k < n && exprs[k].block == block; k++)
		if (join_is_day(&values[k]))
			return true;
	return false;
}

static bool has_money(const struct text_doc *doc, const struct when_expr *e)
{
	struct dl_span s = doc->blocks[e->block].span;
	struct dl_str text = {doc->text.p + s.start, s.end - s.start};
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '$' || text.p[i] == '%' ||
		    str_starts((struct dl_str){text.p + i, text.n - i}, STR("€")) ||
		    str_starts((struct dl_str){text.p + i, text.n - i}, STR("£")))
			return true;
	return false;
}

/* What the clocks that begin lines say together. */
struct timetable {
	size_t lines, ordered, early;
	int last; /* minutes of the day */
};

static struct timetable survey(
    const struct text_doc *doc, const struct when_expr *exprs, const struct value *values, size_t n)
{
	struct timetable t = {0};
	for (size_t i = 0; i < n; i++) {
		if (!is_pending(&values[i]) || !begins_line_at(doc, &exprs[i]))
			continue;
		int minutes = values[i].hour * 60 + values[i].minute;
		t.ordered += t.lines != 0 && minutes >= t.last;
		t.early += values[i].hour < EARLY_HOUR;
		t.last = minutes;
		t.lines++;
	}
	return t;
}

void dotted_settle(
    const struct text_doc *doc, const struct when_expr *exprs, struct value *values, size_t n)
{
	size_t certain = 0, pending = 0;
	for (size_t i = 0; i < n; i++) {
		certain += values[i].dotted && values[i].kind != VALUE_NONE;
		pending += is_pending(&values[i]);
	}
	if (pending == 0)
		return;
	struct timetable t = survey(doc, exprs, values, n);
	bool timetable = t.lines >= TIMETABLE && t.early * 2 <= t.lines &&
			 t.ordered * 100 >= (t.lines - 1) * TIMETABLE_ORDERED;
	for (size_t i = 0; i < n; i++) {
		if (!is_pending(&values[i]))
			continue;
		bool first = i > 0 && exprs[i - 1].range_end == i;
		if (first)
			values[i].dropped = is_pending(&values[i - 1]) && values[i - 1].dropped;
		else if (begins_line_at(doc, &exprs[i]) && exprs[i].range_end == WHEN_NONE)
			values[i].dropped = !timetable;
		else if (begins_line_at(doc, &exprs[i]))
			values[i].dropped =
			    !timetable && certain == 0 && !has_day(exprs, values, n, i);
		else
			values[i].dropped =
			    has_money(doc, &exprs[i]) ||
			    (!timetable && certain == 0 && !has_day(exprs, values, n, i));
	}
}
