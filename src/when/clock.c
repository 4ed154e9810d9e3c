/* SPDX-License-Identifier: MIT */
#include "when/clock.h"

#include <string.h>

#include "base/str.h"
#include "when/civil.h"
#include "when/date.h"
#include "when/narrate.h"
#include "when/relative.h"

/* Takes an edge of a part of the day: half of it, its middle half, the hours
 * before it, or what of the night is left of the day. */
static void set_edge(struct when_expr *e, int64_t from, int64_t to, const struct value *v)
{
	struct dl_civil day = e->from;
	int64_t half = (to - from) * 30;
	from *= 60;
	to *= 60;
	if (v->part == DL_PART_NIGHT && v->kind == VALUE_DAY) { /* tonight, last night */
		to = 24 * 60;
		half = (to - from) / 2;
	}
	if (v->edge == EDGE_SMALL)
		from = 0;
	if (v->edge == EDGE_EARLY || v->edge == EDGE_SMALL)
		to = from + half;
	else if (v->edge == EDGE_LATE)
		from = to - half;
	else if (v->edge == EDGE_MID) {
		from += half / 2;
		to -= half / 2;
	}
	e->from = civil_add_minutes(day, from);
	e->to = civil_add_minutes(day, to);
}

void clock_put(struct when_expr *e, const struct value *v)
{
	static const uint8_t hours[][2] = {
#define X(name, text, from, to) {from, to},
	    DL_PART_OF_DAY(X)
#undef X
	};
	struct dl_civil day = e->from;
	if (v->has & HAS_CLOCK) {
		e->type = WHEN_TIME;
		e->grain = v->has & HAS_SECOND ? WHEN_GRAIN_SECOND : WHEN_GRAIN_MINUTE;
		/* 24:00 is tomorrow's 0:00 */
		e->from = civil_add_minutes(day, v->hour * 60 + v->minute);
		e->from.second = v->second;
		e->has_to = false;
	} else if (v->has & HAS_PART) {
		e->type = WHEN_TIME;
		e->grain = WHEN_GRAIN_PART;
		e->part = (enum dl_part)v->part;
		set_edge(e, hours[v->part][0], hours[v->part][1], v);
	}
}

/* Bytes of little words around a clock that somebody types: "at around". */
#define TYPED_BYTES 10

/* Is the clock all there is? Then it is typed for what is to come. */
static bool is_typed(const struct discourse *d, const struct when_expr *e)
{
	struct dl_span block = d->doc->blocks[e->block].span;
	return d->n == 1 && e->lead != WHEN_LEAD_SINCE && d->doc->n_blocks == 1 &&
	       narrate_is_terse(d, e) &&
	       block.end - block.start <= e->span.end - e->span.start + TYPED_BYTES;
}

/* The day of a bare clock: that of writing, unless nothing else is said, or the caller wants what
 * is to come, or what has been ("at 9", written at 10). */
static struct dl_civil clock_day(
    const struct discourse *d, const struct when_expr *e, const struct value *v)
{
	struct dl_civil now = d->reference;
	int minutes = (v->hour - now.hour) * 60 + v->minute - now.minute;
	if (!(v->has & HAS_CLOCK))
		return now;
	if (d->options->prefer == DL_PREFER_AUTO && is_typed(d, e) && minutes < 0)
		return civil_add_days(now, 1);
	if (d->options->prefer == DL_PREFER_FUTURE && minutes < 0)
		return civil_add_days(now, 1);
	return d->options->prefer == DL_PREFER_PAST && minutes > 0 ? civil_add_days(now, -1) : now;
}

/* Clocks of a sentence that its first day may follow, and the bytes up to that day
 * where it has no clock of its own: "7 pm sharp on the 5th of May". */
#define AHEAD_CLOCKS 3
#define AHEAD_BYTES  16

/* "Doors 7 pm, start 8 pm on 5 May": nothing told a day yet, and the same sentence
 * does at a later clock. Its place in exprs, or WHEN_NONE. */
static uint32_t day_ahead(const struct discourse *d, const struct value *v)
{
	static const uint32_t day = HAS_MONTH | HAS_DAY;
	if (!(v->has & HAS_CLOCK))
		return WHEN_NONE;
	for (uint32_t k = d->now + 1; k < d->n && k <= d->now + AHEAD_CLOCKS; k++) {
		struct dl_span gap = {d->exprs[k - 1].span.end, d->exprs[k].span.start};
		const struct value *next = &d->values[k];
		if (d->exprs[k].block != d->exprs[d->now].block || gap.end < gap.start)
			return WHEN_NONE;
		for (uint32_t i = gap.start; i < gap.end; i++)
			if (memchr(".;!?\n", d->doc->text.p[i], 5) != NULL)
				return WHEN_NONE;
		if (next->kind == VALUE_NONE && (next->has & HAS_CLOCK))
			continue;
		if (next->kind != VALUE_DATE || (next->has & day) != day || next->inner != 0 ||
		    d->exprs[k].range_end != WHEN_NONE)
			return WHEN_NONE;
		return (next->has & HAS_CLOCK) || gap.end - gap.start <= AHEAD_BYTES ? k
										     : WHEN_NONE;
	}
	return WHEN_NONE;
}

bool clock_set_bare(struct discourse *d, struct when_expr *e, const struct value *v)
{
	e->anaphoric = true;
	e->type = WHEN_TIME;
	if (d->day != WHEN_NONE) {
		struct dl_civil day = d->exprs[d->day].from;
		e->antecedent = d->day;
		e->day_from =
		    d->exprs[d->day].block == e->block ? WHEN_FROM_DAY : WHEN_FROM_HEADING;
		if (d->day != d->head)
			e->day_from = WHEN_FROM_DAY;
		/* what was told may have been a night that ran into the next day */
		relative_set_day(e, day);
		return true;
	}
	uint32_t ahead = day_ahead(d, v);
	if (ahead != WHEN_NONE) {
		struct when_expr day = d->exprs[ahead];
		if (date_set(d, &day, &d->values[ahead]) && day.has_from) {
			e->antecedent = ahead;
			e->day_from = WHEN_FROM_DAY;
			relative_set_day(e, day.from);
			return true;
		}
	}
	if (!d->has_reference || !d->strong || d->narrative)
		return false;
	e->day_from = WHEN_FROM_REFERENCE;
	relative_set_day(e, clock_day(d, e, v));
	return true;
}

void clock_put_zone(struct discourse *d, struct when_expr *e, const struct value *v)
{
	int minutes = v->offset_minutes;
	if (!(v->has & HAS_OFFSET))
		return;
	e->zone = v->zone;
	if (v->zone_varies &&
	    (!e->has_from || !zone_offset_kept(&d->zones, v->zone, e->from, &minutes)))
		return;
	e->has_offset = true;
	e->offset_minutes = (int16_t)minutes;
}
