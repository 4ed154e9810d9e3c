/* SPDX-License-Identifier: MIT */
#include "base/days.h"
#include "emit/iso.h"
#include "emit/link.h"
#include "emit/page.h"
#include "emit/words.h"

/* The coarsest precision that still fits under a heading of the level. */
static enum dl_precision precision_of(enum page_level level)
{
	static const enum dl_precision least[] = {
	    [PAGE_DAY] = DL_DAY,
	    [PAGE_MONTH] = DL_MONTH,
	    [PAGE_SEASON] = DL_SEASON,
	    [PAGE_YEAR] = DL_YEAR,
	    [PAGE_DECADE] = DL_DECADE,
	    [PAGE_CENTURY] = DL_CENTURY,
	};
	return least[level];
}

/* The level an event's own heading has. */
static enum page_level level_for(const struct dl_event *e, enum page_level level)
{
	while (level < PAGE_CENTURY && e->precision < precision_of(level))
		level++;
	return level;
}

/* Two events have the same number if they stand under the same heading. The
 * 19th century began in 1801, and so does its number change. */
static int64_t number_of(const struct dl_event *e, enum page_level level)
{
	struct dl_civil c = e->start;
	switch (level) {
	case PAGE_DAY:
		return days_floor_div(iso_seconds(c), 86400);
	case PAGE_MONTH:
	case PAGE_SEASON:
		return (int64_t)c.year * 12 + c.month;
	case PAGE_YEAR:
		return c.year;
	case PAGE_DECADE:
		return days_floor_div(c.year, 10);
	case PAGE_CENTURY:
		break;
	}
	return days_floor_div(
	    (int64_t)c.year - (e->precision != DL_CENTURY || c.year % 100 != 0), 100);
}

bool page_same_group(const struct dl_event *a, const struct dl_event *b, enum page_level level)
{
	enum page_level of_a = level_for(a, level), of_b = level_for(b, level);
	return of_a == of_b && number_of(a, of_a) == number_of(b, of_b);
}

/* The i-th event's predecessor among those with a date; NULL: it is the first. */
static const struct dl_event *dated_before(const struct dl_calendar *c, size_t i)
{
	while (i-- != 0)
		if (c->events[i].has_start)
			return &c->events[i];
	return NULL;
}

static size_t count_groups(const struct dl_calendar *c, enum page_level level, size_t *ret_dated)
{
	size_t n = 0;
	*ret_dated = 0;
	for (size_t i = 0; i < c->n_events; i++) {
		if (!c->events[i].has_start)
			continue;
		const struct dl_event *before = dated_before(c, i);
		n += before == NULL || !page_same_group(before, &c->events[i], level);
		++*ret_dated;
	}
	return n;
}

enum page_level page_level_of(const struct dl_calendar *c)
{
	size_t dated = 0;
	for (int level = PAGE_DAY; level <= PAGE_CENTURY; level++)
		if (level != PAGE_SEASON &&
		    count_groups(c, (enum page_level)level, &dated) * 3 <= dated * 2)
			return (enum page_level)level;
	const struct dl_event *last = dated_before(c, c->n_events), *first = last;
	for (size_t i = 0; i < c->n_events && first == last; i++)
		if (c->events[i].has_start)
			first = &c->events[i];
	int64_t years = last == NULL ? 0 : (int64_t)last->start.year - first->start.year;
	return years <= 3     ? PAGE_MONTH
	       : years <= 40  ? PAGE_YEAR
	       : years <= 300 ? PAGE_DECADE
			      : PAGE_CENTURY;
}

/* A heading is what words say of an event with just its precision. */
static struct dl_event stand_in(const struct dl_event *e, enum page_level level)
{
	struct dl_event h = {.has_start = true,
	    .precision = precision_of(level),
	    .start = e->start,
	    .edtf = e->edtf};
	if (level == PAGE_DECADE)
		h.start.year = (int32_t)days_floor_div(h.start.year, 10) * 10;
	if (level == PAGE_CENTURY && e->precision != DL_CENTURY && h.start.year > 0)
		h.start.year -= (h.start.year - 1) % 100;
	return h;
}

void page_put_heading(struct buf *out, const struct dl_event *e, enum page_level level)
{
	enum page_level own = level_for(e, level);
	struct dl_event h = stand_in(e, own);
	if (own == PAGE_DAY)
		buf_printf(out, "%s, ",
		    words_weekday(days_weekday(days_floor_div(iso_seconds(h.start), 86400))));
	words_put_when(out, &h);
}

void page_put_heading_id(struct buf *out, const struct dl_event *e)
{
	buf_byte(out, 'h');
	link_put_anchor(out, e->uid);
}
