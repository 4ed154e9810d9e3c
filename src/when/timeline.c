/* SPDX-License-Identifier: MIT */
/* A history is told mostly forward, in small steps. A path through it says of
 * each date which year it is of, and of each written year whether the telling
 * went there or only mentioned it. Each step has a price; the few cheapest
 * paths are kept from date to date, and the cheapest at the end is the one
 * that is believed. Prices are in half months of going forward. */
#include "when/timeline.h"

#include "base/days.h"
#include "base/str.h"
#include "when/stretch.h"

/* Paths kept. Two of the same position are one, so these differ; the right one
 * is rarely beyond the third. */
#define PATHS 4

/* A written year that is only mentioned; one with a month is seldom that, and
 * one that opens its sentence ("In 1958, …") is what the sentence goes on
 * about; after "since", "before", "of" it often is. */
#define ASIDE_YEAR  16
#define ASIDE_DATE  40
#define ASIDE_OPENS 24
#define ASIDE_LED   8
/* To go back to the story after it within a paragraph, without saying so. */
#define RESUMED 20
/* A year that the heading above does not have. */
#define OUTSIDE 24
/* A new year that is not said: "in January" after December. */
#define UNSAID 10
/* "by December" of something past. */
#define BEHIND 20
/* "Friday, 3 May" in a year in which that is no Friday. */
#define WRONG_WEEKDAY 30

/* Levels of headings are 1 to this. */
#define HEAD_LOWEST 6

struct path {
	int32_t price;
	struct stretch at;
	uint32_t told;	/* the expression that brought it there */
	int32_t year;	/* of the last date, told or mentioned: "of the same year" */
	bool aside;	/* the last date was only mentioned … */
	uint32_t block; /* … there */
};

/* How a path came to an expression. */
struct step {
	int32_t year;
	uint32_t after;
	uint8_t parent;
	bool aside;
};

struct timeline {
	const struct discourse *d;
	struct step *steps; /* PATHS of each expression */
	struct path paths[PATHS], next[PATHS];
	size_t n_paths, n_next;
	struct step *now; /* the steps of the expression that is looked at */
	bool has_head;	  /* a heading's year or years hold */
	uint32_t head;
	uint8_t head_level;
	int32_t head_first, head_last;
	uint32_t block; /* looked at up to here */
	bool placed;	/* the expression before */
	bool south;	/* where winter is in July */
};

/* Keeps a path if it is among the cheapest; of two at one place, the cheaper. */
static void offer(struct timeline *t, struct path p, struct step s)
{
	size_t i = 0, n = t->n_next;
	for (; i < n; i++)
		if (t->next[i].at.from == p.at.from && t->next[i].at.to == p.at.to) {
			if (t->next[i].price <= p.price)
				return;
			break;
		}
	if (i == n && n < PATHS)
		t->n_next++;
	else if (i == n && t->next[--i].price <= p.price)
		return;
	for (; i > 0 && t->next[i - 1].price > p.price; i--) {
		t->next[i] = t->next[i - 1];
		t->now[i] = t->now[i - 1];
	}
	t->next[i] = p;
	t->now[i] = s;
}

static void next_round(struct timeline *t)
{
	for (size_t i = 0; i < t->n_next; i++)
		t->paths[i] = t->next[i];
	t->n_paths = t->n_next;
	t->n_next = 0;
}

static bool outside(const struct timeline *t, int32_t year)
{
	return t->has_head && (year < t->head_first || year > t->head_last);
}

/* "In 1958, …" at the beginning of a sentence. */
static bool opens_sentence(const struct discourse *d, const struct when_expr *e)
{
	struct dl_str s = d->doc->text;
	size_t i = e->span.start, start = d->doc->blocks[e->block].span.start;
	while (i > start && s.p[i - 1] == ' ')
		i--;
	while (i > start && is_alpha((unsigned char)s.p[i - 1]))
		i--;
	if (!is_upper((unsigned char)s.p[i]) && e->span.start != start)
		return false;
	while (i > start && s.p[i - 1] == ' ')
		i--;
	return i == start || s.p[i - 1] == '.' || s.p[i - 1] == '\n' || s.p[i - 1] == '!' ||
	       s.p[i - 1] == '?';
}

/* "since May": looked back at; "the Act of 1998" too, but not "the night of 3 May". */
static bool is_mention(const struct when_expr *e, const struct value *v)
{
	return e->lead == WHEN_LEAD_SINCE || e->lead == WHEN_LEAD_BEFORE ||
	       (e->lead == WHEN_LEAD_OF && (v->has & HAS_YEAR));
}

/* "by December", "until March": what is told leads up to it. */
static bool is_ahead(const struct when_expr *e)
{
	return e->lead == WHEN_LEAD_BY || e->lead == WHEN_LEAD_UNTIL;
}

static int32_t aside_price(const struct timeline *t, uint32_t i, const struct value *v)
{
	const struct when_expr *e = &t->d->exprs[i];
	int32_t price = v->has & HAS_MONTH ? ASIDE_DATE : ASIDE_YEAR;
	if (is_mention(e, v))
		price -= ASIDE_LED;
	if (opens_sentence(t->d, e))
		price += ASIDE_OPENS;
	return price;
}

/* A written year: told, or mentioned by the way. */
static void written(struct timeline *t, uint32_t i, const struct value *v)
{
	struct stretch at;
	if (!stretch_place(v, v->year, t->south, &at))
		at = stretch_years(v->year, v->year);
	for (size_t k = 0; k < t->n_paths; k++) {
		struct path p = t->paths[k];
		struct step s = {v->year, p.told, (uint8_t)k, true};
		int32_t price = p.price;
		p.year = v->year;
		p.aside = true;
		p.block = t->d->exprs[i].block;
		p.price = price + aside_price(t, i, v);
		offer(t, p, s);
		p.price = price + stretch_price(p.at, at) + (outside(t, v->year) ? OUTSIDE : 0);
		p.at = stretch_narrow(p.at, at);
		p.told = i;
		p.aside = s.aside = false;
		offer(t, p, s);
	}
	if (t->n_paths == 0)
		offer(t, (struct path){0, at, i, v->year, false, 0},
		    (struct step){v->year, WHEN_NONE, 0, false});
}

/* "the following spring" that does not follow, "the previous winter" that does. */
static bool is_beside(const struct value *v, struct stretch told, struct stretch at)
{
	return (v->has & HAS_DIR) && (v->dir > 0 ? at.from < told.to : at.to > told.from);
}

/* Years that may be meant: those around where the telling stands. */
static void left_out(struct timeline *t, uint32_t i, const struct value *v)
{
	const struct when_expr *e = &t->d->exprs[i];
	for (size_t k = 0; k < t->n_paths; k++) {
		struct path from = t->paths[k];
		int32_t first = stretch_year(from.at.from), last = stretch_year(from.at.to - 1);
		if (last > first + 2)
			last = first + 2;
		for (int32_t y = first - 1; y <= last + 1; y++) {
			struct path p = from;
			struct stretch at;
			if (!stretch_place(v, y, t->south, &at) || is_beside(v, p.at, at))
				continue;
			p.price += stretch_price(p.at, at) + (outside(t, y) ? OUTSIDE : 0);
			if (y < first || y > last)
				p.price += UNSAID;
			if (p.aside && p.block == e->block)
				p.price += RESUMED;
			if ((v->has & HAS_WEEKDAY) && (v->has & HAS_DAY) &&
			    days_weekday(at.from) != v->weekday)
				p.price += WRONG_WEEKDAY;
			p.year = y;
			if (is_ahead(e) && at.to <= p.at.from)
				p.price += BEHIND;
			p.aside = is_mention(e, v);
			p.block = WHEN_NONE; /* whose year is that of the story */
			if (!p.aside) {
				p.at = stretch_narrow(p.at, at);
				p.told = i;
			}
			offer(t, p, (struct step){y, from.told, (uint8_t)k, p.aside});
		}
	}
}

/* "on 3 May of the same year" */
static void of_that_year(struct timeline *t, uint32_t i, const struct value *v, int32_t years)
{
	for (size_t k = 0; k < t->n_paths; k++) {
		struct path p = t->paths[k];
		struct step s = {p.year + years, p.told, (uint8_t)k, false};
		struct stretch at;
		if (!stretch_place(v, s.year, t->south, &at))
			continue;
		p.price += stretch_price(p.at, at);
		p.at = at;
		p.told = i;
		p.year = s.year;
		p.aside = false;
		offer(t, p, s);
	}
}

/* "the following year", "three years later": the telling goes on from there. */
static void moved(struct timeline *t, uint32_t i, int32_t years)
{
	for (size_t k = 0; k < t->n_paths; k++) {
		struct path p = t->paths[k];
		int32_t y = stretch_year(p.at.from) + years;
		uint32_t after = p.told;
		p.at = stretch_years(y, y);
		p.told = i;
		p.year = y;
		p.aside = false;
		offer(t, p, (struct step){y, after, (uint8_t)k, false});
	}
}

/* The end of a range goes with its beginning; what follows may be anywhere in it. */
static void range_end(struct timeline *t, const struct value *v)
{
	for (size_t k = 0; k < t->n_paths; k++) {
		struct path p = t->paths[k];
		struct step s = {p.year, p.told, (uint8_t)k, p.aside};
		struct stretch at;
		if (v->has & HAS_YEAR)
			s.year = v->year;
		if (!stretch_place(v, s.year, t->south, &at))
			at = stretch_years(s.year, s.year);
		if (!(v->has & HAS_YEAR) && !p.aside && at.to < p.at.from)
			(void)stretch_place(v, ++s.year, t->south, &at);
		if (!p.aside && at.to > p.at.to)
			p.at.to = at.to;
		p.year = s.year;
		offer(t, p, s);
	}
}

/* Years that an expression moves the telling on; 0: none, or not by years. */
static int32_t moves(const struct value *v)
{
	if (v->base != BASE_NARRATED || v->unit != UNIT_YEAR || v->dir <= 0)
		return 0;
	return v->kind == VALUE_UNIT ? 1 : v->kind == VALUE_OFFSET ? v->amount / 1000 : 0;
}

/* The level of a heading, 0: none. A dated line over paragraphs ("1861: The
 * flood") is one too; among others of its kind it is an entry of a list. */
static uint8_t head_level(const struct text_doc *doc, uint32_t block)
{
	const struct text_block *b = &doc->blocks[block];
	if (b->kind == TEXT_HEADING)
		return b->level;
	bool over = block + 1 < doc->n_blocks && b[1].kind == TEXT_PARAGRAPH;
	bool among = block > 0 && b[-1].kind == TEXT_ITEM;
	return b->kind == TEXT_ITEM && over && !among ? HEAD_LOWEST : 0;
}

/* Headings up to the block end what headings of their rank dated. */
static void enter_block(struct timeline *t, uint32_t block)
{
	for (; t->block <= block; t->block++) {
		uint8_t level = head_level(t->d->doc, t->block);
		if (level != 0 && t->has_head && level <= t->head_level &&
		    t->d->exprs[t->head].block != t->block)
			t->has_head = false;
	}
}

/* A heading's years hold for what stands below it, and the telling starts at
 * the first of them. */
static void heading(struct timeline *t, uint32_t i, const struct value *v)
{
	const struct when_expr *e = &t->d->exprs[i];
	const struct value *end = e->range_end == WHEN_NONE ? v : &t->d->values[e->range_end];
	t->has_head = true;
	t->head = i;
	t->head_level = head_level(t->d->doc, e->block);
	t->head_first = v->year;
	t->head_last = (end->has & HAS_YEAR) && end->year > v->year ? end->year : v->year;
	if (e->lead == WHEN_LEAD_SINCE || e->lead == WHEN_LEAD_FROM || e->lead == WHEN_LEAD_AFTER)
		t->head_last = e->range_end == WHEN_NONE ? INT32_MAX : t->head_last;
	if (e->lead == WHEN_LEAD_BEFORE || e->lead == WHEN_LEAD_UNTIL || e->lead == WHEN_LEAD_BY)
		t->head_first = INT32_MIN;
}

static bool is_dated(const struct value *v)
{
	bool said = (v->has & HAS_DIR) && v->base != BASE_NARRATED; /* "last May" */
	return v->kind == VALUE_DATE && !said && !(v->has & (HAS_DECADE | HAS_CENTURY)) &&
	       (v->has & (HAS_YEAR | HAS_MONTH | HAS_SEASON | HAS_QUARTER | HAS_HALF));
}

/* "of that year", "of the following year" */
static bool is_told_year(const struct value *v)
{
	return v->kind == VALUE_UNIT && v->base == BASE_NARRATED && v->unit == UNIT_YEAR;
}

/* The value that a date is counted from, itself if from none. */
static const struct value *innermost(const struct timeline *t, const struct value *v)
{
	for (size_t k = 0; v->inner != 0 && k < VALUE_DEPTH; k++)
		v = &t->d->inners[v->inner - 1];
	return v;
}

/* One expression; false: it neither has a year nor needs one. */
static bool look_at(struct timeline *t, uint32_t i)
{
	const struct value *outer = &t->d->values[i], *v = innermost(t, outer);
	const struct when_expr *e = &t->d->exprs[i];
	int32_t years = moves(v);
	bool that_year = v != outer && is_told_year(v) && is_dated(outer);
	if (that_year)
		v = outer;
	bool year = (v->has & HAS_YEAR) != 0;
	bool ends = i > 0 && t->d->exprs[i - 1].range_end == i && t->placed;
	t->placed = false;
	if (!is_dated(v) && years == 0)
		return false;
	enter_block(t, e->block);
	if (ends)
		range_end(t, v);
	else if (that_year)
		of_that_year(t, i, v, innermost(t, v)->dir);
	else if (years != 0)
		moved(t, i, years);
	else if (!year)
		left_out(t, i, v);
	else {
		if (head_level(t->d->doc, e->block) != 0 &&
		    !(t->has_head && t->d->exprs[t->head].block == e->block))
			heading(t, i, v);
		written(t, i, v);
	}
	t->placed = t->n_next != 0;
	if (t->placed)
		next_round(t);
	return t->placed;
}

bool timeline_plan(struct arena *arena, struct discourse *d, size_t n)
{
	struct timeline_entry *plan = arena_array(arena, struct timeline_entry, n);
	struct timeline *t = arena_new(arena, struct timeline);
	if (t == NULL || plan == NULL)
		return n == 0;
	t->d = d;
	t->south = d->options->hemisphere == DL_SOUTH;
	t->steps = arena_array(arena, struct step, n * PATHS);
	if (t->steps == NULL)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		t->now = t->steps + (size_t)i * PATHS;
		plan[i].placed = look_at(t, i);
	}
	size_t path = 0; /* the cheapest is kept first */
	for (size_t i = n; i-- > 0;) {
		if (!plan[i].placed)
			continue;
		const struct step *s = &t->steps[i * PATHS + path];
		plan[i].aside = s->aside;
		plan[i].year = s->year;
		plan[i].after = s->after;
		path = s->parent;
	}
	d->timeline = plan;
	return true;
}
