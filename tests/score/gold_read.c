/* SPDX-License-Identifier: MIT */
#include "score/gold.h"

#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

struct reader {
	struct gold *gold;
	uint32_t row;
};

static _Noreturn void fail(const struct reader *r, const char *fmt, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%u: ", r->gold->path, r->row);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* ---- numbers and times -------------------------------------------------------- */

/* Exactly n digits off the front of *s. */
static int number(const struct reader *r, struct dl_str *s, size_t n)
{
	int v = 0;
	for (size_t i = 0; i < n; i++) {
		if (i >= s->n || !is_digit(s->p[i]))
			fail(r, "expected %zu digits at \"%.*s\"", n, (int)s->n, s->p);
		v = v * 10 + (s->p[i] - '0');
	}
	*s = (struct dl_str){s->p + n, s->n - n};
	return v;
}

static bool skip(struct dl_str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = (struct dl_str){s->p + 1, s->n - 1};
	return true;
}

static void clock_time(const struct reader *r, struct dl_str *s, struct dl_civil *c)
{
	c->hour = (uint8_t)number(r, s, 2);
	if (!skip(s, ':'))
		fail(r, "expected HH:MM");
	c->minute = (uint8_t)number(r, s, 2);
	if (c->hour > 23 || c->minute > 59)
		fail(r, "there is no such hour");
}

/* "2026", "2026-03", "2026-03-09", "2026-03-09T14:00": returns how fine it is. */
static enum dl_precision civil(const struct reader *r, struct dl_str *s, struct dl_civil *ret)
{
	*ret = (struct dl_civil){.year = number(r, s, 4), .month = 1, .day = 1};
	if (!skip(s, '-'))
		return DL_YEAR;
	ret->month = (uint8_t)number(r, s, 2);
	if (!skip(s, '-'))
		return DL_MONTH;
	ret->day = (uint8_t)number(r, s, 2);
	if (ret->month < 1 || ret->month > 12 || ret->day < 1 || ret->day > 31)
		fail(r, "there is no such day");
	if (!skip(s, 'T'))
		return DL_DAY;
	clock_time(r, s, ret);
	return DL_MINUTE;
}

static enum dl_part part_named(struct dl_str name)
{
	for (int i = DL_PART_MORNING; i <= DL_PART_NIGHT; i++)
		if (str_eq(name, str_of(dl_part_name((enum dl_part)i))))
			return (enum dl_part)i;
	return DL_PART_NONE;
}

static void when(const struct reader *r, struct dl_str s, struct gold_event *e)
{
	if (skip(&s, '*')) {
		s = str_trim(s);
		clock_time(r, &s, &e->start);
		e->precision = DL_MINUTE;
	} else {
		e->has_start = true;
		e->precision = civil(r, &s, &e->start);
	}
	if (skip(&s, '/')) {
		e->has_end = true;
		e->end_precision = civil(r, &s, &e->end);
	} else if (skip(&s, ' ')) {
		e->part = part_named(s);
		e->precision = DL_PART;
		s.n = e->part != DL_PART_NONE ? 0 : s.n;
	}
	if (s.n != 0)
		fail(r, "\"%.*s\" is no time", (int)s.n, s.p);
}

/* ---- fields -------------------------------------------------------------------- */

static void lines(const struct reader *r, struct dl_str list, struct gold_event *e)
{
	while (list.n != 0) {
		struct dl_str to = str_split(&list, ','), from = str_split(&to, '-');
		if (e->n_places == GOLD_PLACES_MAX)
			fail(r, "more than %d places", GOLD_PLACES_MAX);
		struct gold_lines *l = &e->places[e->n_places++];
		l->first = (uint32_t)number(r, &from, from.n);
		l->last = to.n == 0 ? l->first : (uint32_t)number(r, &to, to.n);
	}
}

static void status(const struct reader *r, struct dl_str name, struct gold_event *e)
{
	for (int i = DL_CONFIRMED; i <= DL_CANCELLED; i++) {
		e->status = (enum dl_event_status)i;
		if (str_eq(name, str_of(dl_event_status_name(e->status))))
			return;
	}
	fail(r, "\"%.*s\" is no status", (int)name.n, name.p);
}

/* "line=12-13,40; status=cancelled; rrule=FREQ=WEEKLY;BYDAY=MO; explicit" */
static void attribute(const struct reader *r, struct dl_str pair, struct gold_event *e)
{
	struct dl_str value = str_trim(pair), name = str_split(&value, '=');
	if (str_eq(name, STR("line")))
		lines(r, value, e);
	else if (str_eq(name, STR("status")))
		status(r, value, e);
	else if (str_eq(name, STR("rrule")))
		e->rrule = value;
	else if (str_eq(name, STR("explicit")))
		e->zone_written = true;
	else if (e->rrule.p != NULL &&
		 (str_starts(name, STR("BY")) || str_eq(name, STR("INTERVAL"))))
		e->rrule.n = (size_t)(pair.p + pair.n - e->rrule.p); /* the rule goes on */
	else
		fail(r, "\"%.*s\" is no attribute", (int)name.n, name.p);
}

static struct dl_str field(const struct reader *r, struct dl_str *rest)
{
	if (rest->p == NULL)
		fail(r, "expected: when | title | place | zone | line=…");
	struct dl_str s = str_trim(str_split(rest, '|'));
	return str_eq(s, STR("-")) ? (struct dl_str){NULL, 0} : s;
}

static void event(struct reader *r, struct dl_str line)
{
	struct gold *g = r->gold;
	if (g->n == GOLD_EVENTS_MAX)
		fail(r, "more than %d events", GOLD_EVENTS_MAX);
	struct gold_event *e = &g->events[g->n++];
	*e = (struct gold_event){.row = r->row, .tolerated = line.p[0] == '?'};
	struct dl_str rest = {line.p + 1, line.n - 1};
	when(r, field(r, &rest), e);
	e->title = field(r, &rest);
	e->location = field(r, &rest);
	e->tz = field(r, &rest);
	while (rest.n != 0)
		attribute(r, str_split(&rest, ';'), e);
	if (e->n_places == 0 || e->title.n == 0)
		fail(r, "an event needs a title and line=…");
	if (!e->has_start && e->rrule.n == 0)
		fail(r, "an event without a date needs rrule=…");
}

static void option(struct reader *r, struct dl_str line)
{
	struct dl_str value = {line.p + 1, line.n - 1};
	value = str_trim(value);
	struct dl_str name = str_split(&value, ' ');
	struct dl_options *o = &r->gold->options;
	if (str_eq(name, STR("ref")))
		o->ref = value;
	else if (str_eq(name, STR("tz")))
		o->tz = value;
	else if (str_eq(name, STR("lang")))
		o->lang = value;
	else if (str_eq(name, STR("from")))
		o->from = value;
	else
		fail(r, "\"%.*s\" is no option", (int)name.n, name.p);
}

static void rows(struct reader *r)
{
	struct dl_str rest = r->gold->text;
	while (rest.n != 0) {
		struct dl_str line = str_trim(str_split(&rest, '\n'));
		r->row++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == '@')
			option(r, line);
		else if (line.p[0] == '+' || line.p[0] == '?')
			event(r, line);
		else
			fail(r, "a line starts with + ? @ or #");
	}
}

/* ---- files ---------------------------------------------------------------------- */

/* The one other file with the same name before its ending. */
static void find_document(const struct reader *r)
{
	struct gold *g = r->gold;
	size_t stem = strlen(g->path) - strlen("gold");
	char pattern[sizeof(g->path) + 2];
	glob_t found;
	snprintf(pattern, sizeof(pattern), "%.*s*", (int)stem, g->path);
	if (glob(pattern, 0, NULL, &found) != 0 || found.gl_pathc != 2)
		fail(r, "expected one document beside it");
	const char *other = found.gl_pathv[strcmp(found.gl_pathv[0], g->path) == 0 ? 1 : 0];
	snprintf(g->document, sizeof(g->document), "%s", other);
	globfree(&found);
}

struct gold *gold_read(const char *path)
{
	struct gold *g = calloc(1, sizeof(*g));
	struct reader r = {g, 0};
	struct dl_error e = {.status = DL_OK};
	if (g == NULL || (g->events = calloc(GOLD_EVENTS_MAX, sizeof(*g->events))) == NULL)
		exit(1);
	if ((size_t)snprintf(g->path, sizeof(g->path), "%s", path) >= sizeof(g->path))
		fail(&r, "the path is too long");
	find_document(&r);
	if (dl_file_read(NULL, g->path, GOLD_BYTES_MAX, &g->text, &e) != 0 ||
	    dl_file_read(NULL, g->document, GOLD_BYTES_MAX, &g->source, &e) != 0)
		fail(&r, "%s", e.text);
	g->options.path = str_of(g->document);
	rows(&r);
	return g;
}

void gold_free(struct gold *g)
{
	dl_bytes_free(NULL, g->text);
	dl_bytes_free(NULL, g->source);
	free(g->events);
	free(g);
}
