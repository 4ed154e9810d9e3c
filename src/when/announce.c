/* SPDX-License-Identifier: MIT */
#include "when/announce.h"

#include <string.h>

#include "when/civil.h"
#include "when/narrate.h"
#include "when/relative.h"
#include "when/weekday.h"

/* In more days than these a weekday alone is not enough to say which. */
#define WEEKDAY_DAYS 14
/* What lasts longer has no first day that anybody goes to. */
#define ANNOUNCED_DAYS 366

/* ---- what counts days ------------------------------------------------------- */

/* Roughly: it says only whether days are announced at all. */
static bool are_days(const struct value *a, const struct value *b, int most)
{
	static const uint32_t day = HAS_MONTH | HAS_DAY;
	if (a->kind != VALUE_DATE || b->kind != VALUE_DATE || (a->has & day) != day ||
	    (b->has & day) != day)
		return false;
	int days = (b->month - a->month) * 31 + b->day - a->day;
	days += days < 0 ? 12 * 31 : 0;
	return days > 0 && days <= most;
}

/* On a line of its own, first on it with a mark behind, or after "on". */
static bool stands(const struct text_doc *doc, const struct when_expr *e)
{
	struct dl_span block = doc->blocks[e->block].span;
	const char *p = doc->text.p;
	uint32_t at = e->span.start, end = e->span.end;
	if (e->lead == WHEN_LEAD_AT)
		return true;
	while (at > block.start && (p[at - 1] == ' ' || p[at - 1] == '*'))
		at--;
	while (end < block.end && (p[end] == ' ' || p[end] == '*'))
		end++;
	bool first = at == block.start || p[at - 1] == '\n' || p[at - 1] == '(';
	/* Other marks are those of ASCII and the dashes of UTF-8. */
	return first && (end == block.end || strchr("\n,:;()-|\xE2", p[end]) != NULL);
}

void announce_settle(
    const struct text_doc *doc, const struct when_expr *exprs, struct value *values, size_t n)
{
	bool announced = false;
	for (size_t i = 0; i < n; i++) {
		struct value *v = &values[i];
		if (v->base == BASE_ANNOUNCED)
			v->dropped = !announced || !stands(doc, &exprs[i]);
		else if (i + 1 < n && exprs[i].range_end == i + 1)
			announced |= are_days(v, &values[i + 1], ANNOUNCED_DAYS - 1);
		else if (i + 1 < n && exprs[i].list_next == i + 1)
			announced |= are_days(v, &values[i + 1], 1);
	}
}

/* ---- what is announced ------------------------------------------------------ */

static struct announced *latest(struct discourse *d)
{
	return d->n_announced == 0 ? NULL : &d->announced[d->n_announced - 1];
}

static void add(struct discourse *d, struct announced a)
{
	if (d->n_announced == ANNOUNCED_MAX) {
		/* The first was the document's own as often as not. */
		for (size_t i = 1; i + 1 < ANNOUNCED_MAX; i++)
			d->announced[i] = d->announced[i + 1];
		d->n_announced--;
	}
	d->announced[d->n_announced++] = a;
}

/* "12-14 June": both days written. */
static bool range_of(const struct discourse *d, uint32_t i, int64_t *ret_from, int64_t *ret_to)
{
	const struct when_expr *e = &d->exprs[i];
	if (i == 0 || d->exprs[i - 1].range_end != i)
		return false;
	const struct when_expr *first = &d->exprs[i - 1];
	if (!first->has_from || first->grain < WHEN_GRAIN_DAY || !(first->known & DL_KNOWN_DAY) ||
	    !(e->known & DL_KNOWN_DAY))
		return false;
	*ret_from = civil_days(first->from);
	*ret_to = civil_days(e->from) + 1;
	return *ret_to - *ret_from > 1 && *ret_to - *ret_from <= ANNOUNCED_DAYS;
}

/* "13 and 14 June": expression i goes on with the list of the one before. */
static bool continues(const struct discourse *d, uint32_t i, int64_t from)
{
	return i > 0 && d->exprs[i - 1].list_next == i && d->n_announced != 0 &&
	       d->announced[d->n_announced - 1].told + 1 == i &&
	       d->announced[d->n_announced - 1].to == from;
}

void announce_remember(struct discourse *d, uint32_t i)
{
	const struct when_expr *e = &d->exprs[i];
	struct announced a = {.told = i, .level = d->level, .title = d->headings < 2};
	if (!e->has_from || e->type == WHEN_DURATION || e->type == WHEN_SET || d->narrative ||
	    e->lead == WHEN_LEAD_SINCE || e->lead == WHEN_LEAD_OF || e->lead == WHEN_LEAD_BEFORE)
		return;
	if (range_of(d, i, &a.from, &a.to)) {
		add(d, a);
		return;
	}
	bool several = (e->grain == WHEN_GRAIN_WEEKEND || e->grain == WHEN_GRAIN_WEEK) &&
		       e->has_to && (e->known & DL_KNOWN_DAY) != 0;
	bool day = e->grain >= WHEN_GRAIN_DAY && (e->known & DL_KNOWN_DAY) != 0 &&
		   ((e->known & DL_KNOWN_MONTH) != 0 || e->month_from == WHEN_FROM_RANGE);
	if (!several && !day)
		return;
	a.from = civil_days(e->from);
	a.to = several ? civil_days(e->to) : a.from + 1;
	if (day && continues(d, i, a.from)) {
		latest(d)->to = a.to;
		latest(d)->told = i;
		return;
	}
	/* A lone day goes by its weekday only where that was written or stands above. */
	bool named = (e->known & DL_KNOWN_WEEKDAY) != 0 || e->list_next != WHEN_NONE ||
		     d->doc->blocks[e->block].kind == TEXT_HEADING;
	if (several || (named && e->range_end == WHEN_NONE))
		add(d, a);
}

void announce_heading(struct discourse *d, int level)
{
	size_t kept = 0;
	for (size_t i = 0; i < d->n_announced; i++)
		if (d->announced[i].level < level || d->announced[i].title)
			d->announced[kept++] = d->announced[i];
	d->n_announced = kept;
	d->level = (uint8_t)level;
	d->headings++;
}

/* ---- what is told of it ------------------------------------------------------- */

static void set(struct discourse *d, struct when_expr *e, const struct announced *a, int64_t day)
{
	e->antecedent = a->told;
	e->day_from = d->doc->blocks[d->exprs[a->told].block].kind == TEXT_HEADING
			  ? WHEN_FROM_HEADING
			  : WHEN_FROM_DAY;
	relative_set_day(e, civil_from_days(day));
}

/* The first day with the weekday from what was told last on, else the first. */
static bool find_weekday(
    const struct discourse *d, const struct announced *a, int weekday, int64_t *ret)
{
	int64_t told = d->day == WHEN_NONE ? a->from : civil_days(d->exprs[d->day].from);
	int64_t start = told > a->from && told < a->to ? told : a->from;
	int64_t off = (weekday - civil_weekday(civil_from_days(start)) + 7) % 7;
	if (start + off >= a->to)
		off -= (start + off - a->from) / 7 * 7;
	*ret = start + off;
	return *ret >= a->from && *ret < a->to;
}

bool announce_weekday(struct discourse *d, struct when_expr *e, const struct value *v)
{
	static const uint32_t of_day =
	    HAS_PART | HAS_CLOCK | HAS_MERIDIEM | HAS_SECOND | HAS_OFFSET;
	int64_t today = d->has_reference ? civil_days(d->reference) : INT64_MIN;
	if ((v->has & ~of_day) != HAS_WEEKDAY || v->base == BASE_NARRATED || d->narrative ||
	    e->lead == WHEN_LEAD_BY || e->lead == WHEN_LEAD_BEFORE || e->lead == WHEN_LEAD_SINCE)
		return false;
	bool terse = narrate_is_terse(d, e);
	int dir = narrate_direction(d, e);
	for (size_t i = d->n_announced; i-- > 0;) {
		const struct announced *a = &d->announced[i];
		int64_t day = 0;
		if (a->to - a->from > WEEKDAY_DAYS || !find_weekday(d, a, v->weekday, &day))
			continue;
		/* What is told of the past is the last such day, unless it is a title. */
		if (!terse && (dir < 0 || (d->strong && day < today)))
			continue;
		set(d, e, a, day);
		return true;
	}
	return false;
}

bool announce_day(struct discourse *d, struct when_expr *e, const struct value *v)
{
	for (size_t i = d->n_announced; i-- > 0;) {
		const struct announced *a = &d->announced[i];
		int64_t day = v->amount > 0 ? a->from + v->amount - 1 : a->to + v->amount;
		if (a->to - a->from < 2 || day < a->from || day >= a->to)
			continue;
		set(d, e, a, day);
		return true;
	}
	return false;
}
