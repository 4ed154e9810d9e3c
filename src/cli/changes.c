/* SPDX-License-Identifier: MIT */
#include "cli/changes.h"

#include <stdio.h>
#include <string.h>

static bool is_equal(struct dl_str a, struct dl_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static bool is_one_day(struct dl_civil a, struct dl_civil b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool is_one_time(struct dl_civil a, struct dl_civil b)
{
	return is_one_day(a, b) && a.hour == b.hour && a.minute == b.minute;
}

/* Prints text so that a terminal obeys nothing in it. */
static void put(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		putchar(c < 0x20 || c == 0x7F ? '?' : c);
	}
}

static void put_quoted(struct dl_str s)
{
	if (s.n == 0) {
		printf("none");
		return;
	}
	putchar('"');
	put(s);
	putchar('"');
}

static void put_time(struct dl_civil c, bool with_day)
{
	if (with_day)
		printf("%04ld-%02u-%02u ", (long)c.year, c.month, c.day);
	printf("%02u:%02u", c.hour, c.minute);
}

static void put_when(const struct dl_event *e)
{
	if (e->has_start && e->precision == DL_MINUTE)
		put_time(e->start, true);
	else if (e->has_start) {
		put(e->edtf);
		if (e->part != DL_PART_NONE)
			printf(" %s", dl_part_name(e->part));
	} else {
		put(e->rrule);
		if (e->has_time)
			printf(" %02u:%02u", e->start.hour, e->start.minute);
	}
}

/* The differences that are named, with what separates them. */
struct list {
	const struct dl_event *before, *after;
	unsigned n;
};

static void begin(struct list *l, const char *name)
{
	printf("%s%s", l->n++ == 0 ? ": " : ", ", name);
}

static bool has_clock(const struct dl_event *e)
{
	return e->has_start && e->precision == DL_MINUTE;
}

static void put_start(struct list *l)
{
	const struct dl_event *a = l->before, *b = l->after;
	bool clocks = has_clock(a) && has_clock(b);
	if (clocks ? is_one_time(a->start, b->start)
		   : a->precision == b->precision && a->part == b->part &&
			 a->has_start == b->has_start && is_one_time(a->start, b->start) &&
			 is_equal(a->edtf, b->edtf) && is_equal(a->rrule, b->rrule))
		return;
	begin(l, "");
	if (clocks && is_one_day(a->start, b->start)) {
		put_time(a->start, false);
		printf(" -> ");
		put_time(b->start, false);
		return;
	}
	put_when(a);
	printf(" -> ");
	put_when(b);
}

static void put_end_of(const struct dl_event *e)
{
	if (e->has_end)
		put_time(e->end, !is_one_day(e->start, e->end));
	else
		printf("none");
}

/* Of whole days the dates have said it. */
static void put_end(struct list *l)
{
	const struct dl_event *a = l->before, *b = l->after;
	if (!has_clock(a) || !has_clock(b) ||
	    (a->has_end == b->has_end && (!a->has_end || is_one_time(a->end, b->end))))
		return;
	begin(l, "end ");
	put_end_of(a);
	printf(" -> ");
	put_end_of(b);
}

static void put_text(struct list *l, const char *name, struct dl_str a, struct dl_str b)
{
	if (is_equal(a, b))
		return;
	begin(l, name);
	put_quoted(a);
	printf(" -> ");
	put_quoted(b);
}

static void put_differences(const struct dl_feed_change *c)
{
	struct list l = {c->before, c->after, 0};
	put_start(&l);
	put_end(&l);
	put_text(&l, "title ", c->before->title, c->after->title);
	put_text(&l, "place ", c->before->location, c->after->location);
	if (c->before->status != c->after->status) {
		begin(&l, dl_event_status_name(c->before->status));
		printf(" -> %s", dl_event_status_name(c->after->status));
	}
	if (l.n == 0)
		begin(&l, "details");
}

void changes_print(const struct dl_feed_report *r)
{
	for (size_t i = 0; i < r->n_changes; i++) {
		const struct dl_feed_change *c = &r->changes[i];
		const struct dl_event *e = c->after != NULL ? c->after : c->before;
		printf("    %c ", c->before == NULL ? '+' : c->after == NULL ? '-' : '~');
		put_when(e);
		printf("  ");
		put(e->title);
		if (c->before != NULL && c->after != NULL)
			put_differences(c);
		putchar('\n');
	}
}
