/* SPDX-License-Identifier: MIT */
#include "score/gold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for a time or an error of fields. */
#define NOTE_MAX 200

struct comparison {
	const struct gold *gold;
	const struct dl_calendar *found;
	double *weights; /* gold->n rows, found->n_events columns */
	size_t *column;	 /* of each gold event; SIZE_MAX: none */
	bool *taken;	 /* of each event found */
	bool report;
};

/* ---- what is said about errors ---------------------------------------------------- */

static void put_time(char out[NOTE_MAX], struct dl_civil c, enum dl_precision p)
{
	if (p < DL_MONTH)
		snprintf(out, NOTE_MAX, "%04d", c.year);
	else if (p == DL_MONTH)
		snprintf(out, NOTE_MAX, "%04d-%02d", c.year, c.month);
	else if (p < DL_MINUTE)
		snprintf(out, NOTE_MAX, "%04d-%02d-%02d", c.year, c.month, c.day);
	else
		snprintf(out, NOTE_MAX, "%04d-%02d-%02dT%02d:%02d", c.year, c.month, c.day, c.hour,
		    c.minute);
}

static void say(const struct comparison *c, uint32_t line, const char *what, const char *time,
    struct dl_str title)
{
	if (c->report)
		printf("%s:%u: %s: %s %.*s\n", c->gold->document, line, what, time, (int)title.n,
		    title.p);
}

static void say_gold(const struct comparison *c, const struct gold_event *g, const char *what)
{
	char time[NOTE_MAX];
	put_time(time, g->start, g->precision);
	if (!g->has_start)
		snprintf(time, sizeof(time), "* %02d:%02d", g->start.hour, g->start.minute);
	say(c, g->places[0].first, what, time, g->title);
}

static void say_found(const struct comparison *c, const struct dl_event *e, const char *what)
{
	char time[NOTE_MAX];
	put_time(time, e->start, e->precision);
	if (!e->has_start)
		snprintf(time, sizeof(time), "* %.*s", (int)(e->rrule.n < 60 ? e->rrule.n : 60),
		    e->rrule.n == 0 ? "" : e->rrule.p);
	say(c, e->source.line, what, time, e->title);
}

static void say_times(const struct comparison *c, const struct gold_event *g, const char *field,
    struct dl_civil got, enum dl_precision precision)
{
	char what[NOTE_MAX], time[NOTE_MAX];
	put_time(time, got, precision);
	snprintf(what, sizeof(what), "%s %.30s", field, time);
	say_gold(c, g, what);
}

static void say_strings(
    const struct comparison *c, const struct gold_event *g, const char *field, struct dl_str got)
{
	char what[NOTE_MAX];
	snprintf(what, sizeof(what), "%s \"%.*s\"", field, (int)(got.n < 80 ? got.n : 80),
	    got.n == 0 ? "" : got.p);
	say_gold(c, g, what);
}

/* ---- fields of a pair --------------------------------------------------------------- */

static bool share(struct gold_share *s, bool right)
{
	s->of++;
	s->right += right;
	return right;
}

static void count_times(struct gold_tally *t, const struct comparison *c,
    const struct gold_event *g, const struct dl_event *e)
{
	if (g->precision >= DL_PART && !share(&t->start, gold_start_right(g, e)))
		say_times(c, g, "wrong start", e->start, e->precision);
	if (g->has_end && !share(&t->end, gold_end_right(g, e))) {
		if (e->has_end)
			say_times(c, g, "wrong end", e->end, e->precision);
		else
			say_gold(c, g, "no end");
	}
	if (gold_end_invented(g, e)) {
		t->invented_ends++;
		say_times(c, g, "invented end", e->end, e->precision);
	}
}

static void count_zone(struct gold_tally *t, const struct comparison *c, const struct gold_event *g,
    const struct dl_event *e)
{
	if (g->precision != DL_MINUTE || g->tz.n == 0)
		return;
	bool right = share(&t->zone, gold_zone_right(g, e));
	if (g->zone_written)
		share(&t->zone_written, right);
	if (!right)
		say_strings(c, g, g->zone_written ? "wrong zone" : "wrong zone of place", e->tz);
}

static void count_words(struct gold_tally *t, const struct comparison *c,
    const struct gold_event *g, const struct dl_event *e)
{
	double title = gold_words(g->title, e->title);
	t->title_sum += title;
	if (title < 0.5)
		say_strings(c, g, "title", e->title);
	if (g->location.n == 0)
		return;
	double place = gold_words(g->location, e->location);
	t->n_places++;
	t->place_sum += place;
	if (place < 0.5)
		say_strings(c, g, "place", e->location);
}

static void count_pair(struct gold_tally *t, const struct comparison *c, const struct gold_event *g,
    const struct dl_event *e)
{
	t->found++;
	count_times(t, c, g, e);
	count_zone(t, c, g, e);
	count_words(t, c, g, e);
	if (g->status != DL_CONFIRMED && !share(&t->status, e->status == g->status))
		say_gold(c, g, g->status == DL_CANCELLED ? "not cancelled" : "not tentative");
	if (g->rrule.n != 0 && !share(&t->rrule, gold_rrule_right(g, e)))
		say_strings(c, g, "wrong rrule", e->rrule);
}

/* ---- a document ----------------------------------------------------------------------- */

static void compare(struct comparison *c)
{
	size_t columns = c->found->n_events;
	for (size_t i = 0; i < c->gold->n; i++)
		for (size_t j = 0; j < columns; j++)
			c->weights[i * columns + j] =
			    gold_weight(&c->gold->events[i], &c->found->events[j], c->gold->source);
	gold_assign(c->weights, c->gold->n, columns, c->column);
	for (size_t i = 0; i < c->gold->n; i++)
		if (c->column[i] != SIZE_MAX)
			c->taken[c->column[i]] = true;
}

static void count_gold(struct gold_tally *t, const struct comparison *c)
{
	for (size_t i = 0; i < c->gold->n; i++) {
		const struct gold_event *g = &c->gold->events[i];
		if (g->tolerated)
			continue;
		t->events++;
		if (c->column[i] != SIZE_MAX) {
			count_pair(t, c, g, &c->found->events[c->column[i]]);
		} else {
			t->missed++;
			say_gold(c, g, "missed");
		}
	}
}

/* What else the j-th event found could have been: a tolerated one, or one that is
 * taken, or nothing. */
static void count_left(struct gold_tally *t, const struct comparison *c, size_t j)
{
	bool again = false;
	for (size_t i = 0; i < c->gold->n; i++) {
		if (c->weights[i * c->found->n_events + j] <= 0)
			continue;
		if (c->gold->events[i].tolerated)
			return;
		again = true;
	}
	t->spurious++;
	t->again += again;
	say_found(c, &c->found->events[j], again ? "found again" : "spurious");
}

void gold_count(
    struct gold_tally *ret, const struct gold *g, const struct dl_calendar *found, bool report)
{
	struct gold_tally t = {.documents = 1};
	size_t cells = g->n * found->n_events;
	struct comparison c = {g, found, calloc(cells + 1, sizeof(double)),
	    calloc(g->n + 1, sizeof(size_t)), calloc(found->n_events + 1, sizeof(bool)), report};
	if (c.weights == NULL || c.column == NULL || c.taken == NULL)
		exit(1);
	compare(&c);
	count_gold(&t, &c);
	for (size_t j = 0; j < found->n_events; j++)
		if (!c.taken[j])
			count_left(&t, &c, j);
	t.f1_sum = gold_f1(&t);
	gold_add(ret, &t);
	free(c.weights);
	free(c.column);
	free(c.taken);
}

/* ---- sums -------------------------------------------------------------------------------- */

double gold_f1(const struct gold_tally *t)
{
	size_t n = 2 * t->found + t->spurious + t->missed;
	return n == 0 ? 100 : 200 * (double)t->found / (double)n;
}

static void add_share(struct gold_share *to, struct gold_share s)
{
	to->right += s.right;
	to->of += s.of;
}

void gold_add(struct gold_tally *to, const struct gold_tally *t)
{
	to->documents += t->documents;
	to->events += t->events;
	to->found += t->found;
	to->spurious += t->spurious;
	to->missed += t->missed;
	to->again += t->again;
	to->invented_ends += t->invented_ends;
	to->f1_sum += t->f1_sum;
	to->title_sum += t->title_sum;
	to->place_sum += t->place_sum;
	to->n_places += t->n_places;
	add_share(&to->start, t->start);
	add_share(&to->end, t->end);
	add_share(&to->zone, t->zone);
	add_share(&to->zone_written, t->zone_written);
	add_share(&to->status, t->status);
	add_share(&to->rrule, t->rrule);
}
