/* SPDX-License-Identifier: MIT */
/* What has been told so far, and what it says of a field that is left out. */
#include "when/narrate.h"

#include "base/days.h"
#include "base/str.h"
#include "when/announce.h"
#include "when/civil.h"
#include "when/timeline.h"

/* A month this near is meant, whatever the tense: the one eleven months away
 * would be "last September". */
#define NEAR_DAYS 75
#define YEAR_DAYS 365

/* How far into a text its title reaches, where no sign tells it from the rest. */
#define TITLE_BYTES 64

/* A note or the entry of a list, no sentence. */
#define TERSE_BYTES  64
#define TERSE_DOTTED 16 /* "1 Sept." */
/* and it is about what is to come, or hardly over */
#define TERSE_DAYS 10

int narrate_direction(const struct discourse *d, const struct when_expr *e)
{
	switch (d->options->prefer) {
	case DL_PREFER_PAST:
		return -1;
	case DL_PREFER_FUTURE:
		return 1;
	case DL_PREFER_NEAREST:
		return 0;
	case DL_PREFER_AUTO:
		break;
	}
	if (e->lead == WHEN_LEAD_SINCE) /* what began then has begun */
		return -1;
	struct dl_span block = d->doc->blocks[e->block].span;
	struct dl_span at = {e->span.start - block.start, e->span.end - block.start};
	return resolve_tense(d->lexicon, str_sub(d->doc->text, block), at);
}

bool narrate_is_present(const struct discourse *d, const struct when_expr *e)
{
	struct dl_span block = d->doc->blocks[e->block].span;
	struct dl_span at = {e->span.start - block.start, e->span.end - block.start};
	return resolve_is_present(d->lexicon, str_sub(d->doc->text, block), at);
}

bool narrate_is_terse(const struct discourse *d, const struct when_expr *e)
{
	struct dl_str block = str_trim(str_sub(d->doc->text, d->doc->blocks[e->block].span));
	return block.n <= TERSE_BYTES && (block.n <= TERSE_DOTTED || !str_ends(block, STR(".")));
}

/* Narration goes forward: after December, "in April" is next year's; a step
 * back of a few months stays in the year. */
static int32_t year_after(struct dl_civil told, int month, int day)
{
	int64_t best = INT64_MAX;
	int32_t year = told.year;
	for (int32_t y = told.year - 1; y <= told.year + 1; y++) {
		int64_t away = days_from_date(y, month, 1) + day - 1 - civil_days(told);
		int64_t cost = away >= 0 ? away * 2 : -away * 3;
		if (cost < best) {
			best = cost;
			year = y;
		}
	}
	return year;
}

/* "The early years, 1955-1963" dates nothing below it. */
static bool one_year(const struct discourse *d, const struct when_expr *head)
{
	return head->range_end == WHEN_NONE ||
	       d->exprs[head->range_end].from.year == head->from.year;
}

/* The year that a month (and day) without one is of. */
int32_t narrate_year(
    const struct discourse *d, struct when_expr *e, const struct value *v, enum when_from *ret_from)
{
	const struct timeline_entry *plan = d->timeline == NULL ? NULL : &d->timeline[d->now];
	bool own = e->span.start == d->exprs[d->now].span.start;
	if (plan != NULL && own && plan->placed && plan->after != WHEN_NONE) {
		const struct text_block *b = &d->doc->blocks[d->exprs[plan->after].block];
		*ret_from = b->kind == TEXT_HEADING ? WHEN_FROM_HEADING : WHEN_FROM_YEAR;
		e->antecedent = plan->after;
		return plan->year;
	}
	const struct when_expr *head = d->head == WHEN_NONE ? NULL : &d->exprs[d->head];
	uint32_t last = d->narrative || d->dated == WHEN_NONE ? d->date : d->dated;
	const struct when_expr *told = last == WHEN_NONE ? NULL : &d->exprs[last];
	int day = v->has & HAS_DAY ? v->day : 15;
	bool since = told != NULL && last > d->head && told->year_from == WHEN_FROM_TEXT;
	if (head != NULL && one_year(d, head) && !since) {
		*ret_from = WHEN_FROM_HEADING;
		e->antecedent = d->head;
		return head->from.year;
	}
	/* A date told after the heading with a year of its own is what goes on. */
	bool goes_on = head != NULL && since && one_year(d, head);
	if (told != NULL && (!d->strong || d->narrative || goes_on)) {
		*ret_from = WHEN_FROM_YEAR;
		e->antecedent = last;
		return told->grain < WHEN_GRAIN_MONTH ? told->from.year
						      : year_after(told->from, v->month, day);
	}
	if (!d->has_reference)
		return INT32_MIN;
	*ret_from = WHEN_FROM_REFERENCE;
	int dir = narrate_direction(d, e);
	int32_t year = d->reference.year;
	int64_t away = (v->month - d->reference.month) * 31 + day - d->reference.day;
	if (!(v->has & HAS_DAY) && v->month == d->reference.month)
		away = 0;
	if (d->options->prefer == DL_PREFER_FUTURE)
		return away < 0 ? year + 1 : year;
	if (d->options->prefer == DL_PREFER_PAST)
		return away > 0 ? year - 1 : year;
	if (dir == 0 && d->options->prefer == DL_PREFER_AUTO && narrate_is_terse(d, e))
		return away < -TERSE_DAYS	       ? year + 1
		       : away > YEAR_DAYS - TERSE_DAYS ? year - 1
						       : year;
	/* "the concert is on 5 June", but "the rate is 2% in June" */
	bool ahead = dir == 0 && (v->has & HAS_DAY) && d->options->prefer == DL_PREFER_AUTO &&
		     narrate_is_present(d, e);
	if (dir > 0 || ahead)
		return away < -NEAR_DAYS ? year + 1 : year;
	if (dir < 0)
		return away > NEAR_DAYS ? year - 1 : year;
	return away > 186 ? year - 1 : away < -186 ? year + 1 : year;
}

/* Keeps what was told last; a heading's date holds for what stands under it. */
void narrate_remember(struct discourse *d, uint32_t i)
{
	const struct when_expr *e = &d->exprs[i];
	const struct text_block *b = &d->doc->blocks[e->block];
	if (!e->has_from || e->type == WHEN_DURATION || e->type == WHEN_SET)
		return;
	if (b->kind == TEXT_HEADING) {
		d->head = i;
		d->head_level = b->level;
	}
	const struct value *v = &d->values[i];
	bool part = d->narrative && !(v->has & HAS_YEAR); /* "the night of 3 May" */
	/* "Minutes of the meeting of 17 November": a title, though no heading */
	bool title = b->kind == TEXT_HEADING ||
		     (i == 0 && e->grain >= WHEN_GRAIN_DAY && e->span.end <= TITLE_BYTES);
	/* "since 2018", "by 3 May", "the Act of 1998": mentioned, not told */
	if (e->lead == WHEN_LEAD_SINCE || e->lead == WHEN_LEAD_BEFORE ||
	    (e->lead == WHEN_LEAD_OF && !title && !part))
		return;
	/* "Christmas market, 3 May", but "Boxing Day walk, 10 am" on a line of its own */
	if (e->bare && d->day != WHEN_NONE && d->exprs[d->day].block == e->block)
		return;
	if (d->narrative && v->dir < 0 && (v->kind == VALUE_OFFSET || v->kind == VALUE_UNIT))
		return;
	/* "tickets from 24 August", "sign up by 3 May": not where the telling goes */
	bool edge = e->lead == WHEN_LEAD_UNTIL || e->lead == WHEN_LEAD_BY ||
		    (e->lead == WHEN_LEAD_FROM && e->range_end == WHEN_NONE);
	if (edge && d->day != WHEN_NONE)
		return;
	bool range_end = i > 0 && d->exprs[i - 1].range_end == i;
	/* "launched on Tuesday at 9, after a first attempt on Sunday": it is told forward */
	bool back = d->day != WHEN_NONE && !d->narrative && e->grain == WHEN_GRAIN_DAY &&
		    b->kind == TEXT_PARAGRAPH && d->exprs[d->day].block == e->block &&
		    civil_days(e->from) < civil_days(d->exprs[d->day].from);
	if (e->grain >= WHEN_GRAIN_DAY && !range_end && !back)
		d->day = i;
	if (e->grain >= WHEN_GRAIN_DECADE)
		d->date = i;
	if (e->grain >= WHEN_GRAIN_SEASON)
		d->dated = i;
}

/* A heading of the same rank or above, dated or not, ends a dated one. */
void narrate_block(struct discourse *d, uint32_t block)
{
	for (; d->block <= block; d->block++) {
		const struct text_block *b = &d->doc->blocks[d->block];
		if (b->kind == TEXT_HEADING && d->head != WHEN_NONE && b->level <= d->head_level &&
		    d->exprs[d->head].block != d->block)
			d->head = WHEN_NONE;
		if (b->kind == TEXT_HEADING)
			announce_heading(d, b->level);
	}
}

/* Does it count from the day of writing: "yesterday", "last week", "on Friday"? */
static bool is_deictic(const struct value *v)
{
	switch (v->kind) {
	case VALUE_DATE:
		return v->has == HAS_WEEKDAY || (v->has & HAS_DIR) != 0;
	case VALUE_UNIT:
	case VALUE_OFFSET:
	case VALUE_DAY:
		return v->base == BASE_REFERENCE && v->skip == 0; /* "in two weeks": how long */
	default:
		return false;
	}
}

/* So many written years, so large a part of them past, and so many of them for
 * each word that counts from the day of writing, make a text history; a news
 * story that looks back says "yesterday" and "last week" all the same. */
#define NARRATIVE_YEARS	  6
#define NARRATIVE_PART	  0.7
#define NARRATIVE_DEICTIC 4

void narrate_begin(struct discourse *d, size_t n)
{
	size_t years = 0, past = 0, deictic = 0;
	for (size_t i = 0; i < n; i++) {
		const struct value *v = &d->values[i];
		for (uint32_t k = v->inner; k != 0; k = d->inners[k - 1].inner)
			deictic += is_deictic(&d->inners[k - 1]);
		deictic += is_deictic(v);
		if (v->kind == VALUE_DATE && (v->has & HAS_YEAR)) {
			years++;
			past += v->year < d->reference.year;
		}
	}
	d->narrative = years >= NARRATIVE_YEARS && (double)past >= NARRATIVE_PART * (double)years &&
		       past >= NARRATIVE_DEICTIC * deictic;
}

uint32_t narrate_keep(const struct discourse *d, struct value *values, uint32_t *roots, uint32_t n)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (values[i].dropped || (values[i].history && !d->narrative))
			continue;
		uint32_t gone = i - kept;
		struct when_expr e = d->exprs[i];
		e.range_end -= e.range_end == WHEN_NONE ? 0 : gone;
		e.list_next -= e.list_next == WHEN_NONE ? 0 : gone;
		e.same_instant -= e.same_instant == WHEN_NONE ? 0 : gone;
		e.set -= e.set == WHEN_NONE ? 0 : gone;
		if (gone != 0) {
			d->exprs[kept] = e;
			values[kept] = values[i];
			if (roots != NULL)
				roots[kept] = roots[i];
		}
		kept++;
	}
	return kept;
}
