/* SPDX-License-Identifier: MIT */
/* Aligned columns for people: when, what, where, and the line it stands on. For
 * a terminal they are cut to its width, coloured, and a day is said once. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/width.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/words.h"

enum { WHEN, TITLE, PLACE, SOURCE, N_COLUMNS };

/* A place that is longer is cut: it is a sentence, not a place. */
#define PLACE_WIDTH 40
#define ELLIPSIS    "\xE2\x80\xA6"
/* Columns between two columns. */
#define GAP 2
/* What a title keeps beside its tag; with less room the tag is cut as well. */
#define TAGGED_LEAST 3

/* Of each column: the width of its head; what it keeps on a narrow terminal; how
 * much less than the others it has to give (a title two columns for each of a
 * place). */
static const struct {
	const char *name;
	size_t head, least, weight;
} shapes[] = {{"WHEN", 4, 22, 2}, {"WHAT", 4, 14, 2}, {"WHERE", 5, 6, 1}, {"SOURCE", 6, 10, 2}};

/* SGR: select graphic rendition. A new one follows only PLAIN. */
#define PLAIN "\x1B[0m"
#define BOLD  "\x1B[1m"
#define FAINT "\x1B[2m"
#define RED   "\x1B[31m"
#define GREEN "\x1B[32m"
#define CYAN  "\x1B[36m"

/* What turns the direction of the whole line around (U+202A-202E, U+2066-2069). */
static bool is_turning(const char *p, size_t n)
{
	const unsigned char *u = (const unsigned char *)p;
	return n >= 3 && u[0] == 0xE2 &&
	       ((u[1] == 0x80 && u[2] >= 0xAA && u[2] <= 0xAE) ||
		   (u[1] == 0x81 && u[2] >= 0xA6 && u[2] <= 0xA9));
}

/* Leaves them out of the bytes from start on. */
static void untwist(struct buf *b, size_t start)
{
	size_t to = start;
	for (size_t i = start; i < b->n; i++) {
		if (is_turning(b->p + i, b->n - i))
			i += 2;
		else
			b->p[to++] = b->p[i];
	}
	b->n = to;
}

/* Cuts the bytes from start on to so many columns, with an ellipsis. */
static void cut_end(struct buf *b, size_t start, size_t most)
{
	struct dl_str s = {b->p + start, b->n - start};
	if (width_of(s) <= most)
		return;
	b->n = start + width_head(s, most - (most > 0)).n;
	if (most > 0)
		buf_z(b, ELLIPSIS);
}

/* The same at the front: of a path the end says most. */
static void cut_front(struct buf *b, size_t start, size_t most)
{
	struct dl_str s = {b->p + start, b->n - start};
	if (width_of(s) <= most || most == 0)
		return;
	struct dl_str tail = width_tail(s, most - 1);
	size_t from = (size_t)(tail.p - b->p), dots = strlen(ELLIPSIS);
	/* Where less was cut than the ellipsis has bytes, there is room to make. */
	buf_z(b, ELLIPSIS);
	if (b->failed != DL_OK)
		return;
	memmove(b->p + start + dots, b->p + from, tail.n);
	memcpy(b->p + start, ELLIPSIS, dots);
	b->n = start + dots + tail.n;
}

static void put_day(struct buf *out, struct dl_civil c)
{
	iso_put(out, c, DL_DAY);
}

/* Sorts and reads like the dates in a file listing: "2025-09-21 11:20-12:00",
 * "2025-09-21 morning", "2025-09-21/23". Coarser ones are in words. */
static void put_when(struct buf *out, const struct dl_event *e)
{
	if (!e->has_start || e->precision < DL_MONTH) {
		words_put_when(out, e);
		return;
	}
	buf_z(out, e->approximate ? "c. " : "");
	struct dl_civil from, to;
	iso_span(e, &from, &to);
	iso_put(out, from, e->precision == DL_MONTH ? DL_MONTH : DL_DAY);
	struct dl_civil last = iso_add_days(to, -1);
	if (e->precision == DL_MONTH && e->has_end) {
		buf_byte(out, '/');
		iso_put(out, last, DL_MONTH);
	} else if (e->precision == DL_DAY && iso_seconds(last) > iso_seconds(from)) {
		buf_byte(out, '/');
		put_day(out, last);
	} else if (e->precision == DL_PART)
		buf_printf(out, " %s", dl_part_name(e->part));
	else if (e->precision == DL_MINUTE)
		buf_printf(out, " %02d:%02d", e->start.hour, e->start.minute);
	bool clock = e->precision == DL_MINUTE && iso_seconds(to) > iso_seconds(from);
	if (clock && iso_seconds(iso_midnight(to)) == iso_seconds(iso_midnight(from)))
		buf_printf(out, "-%02d:%02d", to.hour, to.minute);
	else if (clock) {
		buf_byte(out, '/');
		put_day(out, to);
		buf_printf(out, " %02d:%02d", to.hour, to.minute);
	}
}

/* What is said behind a title and not cut off with it: " [cancelled]", " [every
 * Tuesday]". */
static void put_tag(struct buf *out, const struct dl_event *e)
{
	if (e->status != DL_CONFIRMED)
		buf_printf(out, " [%s]", dl_event_status_name(e->status));
	if (!e->has_start || e->rrule.n == 0)
		return;
	buf_z(out, " [");
	words_put_rule(out, e->rrule);
	buf_byte(out, ']');
}

static void put_title(struct buf *out, const struct dl_event *e, size_t most, size_t *ret_split)
{
	size_t start = out->n;
	put_tag(out, e);
	if (out->failed != DL_OK)
		return;
	size_t tag = width_of((struct dl_str){out->p + start, out->n - start});
	out->n = start;
	clean_line(out, e->title);
	if (out->failed != DL_OK)
		return;
	untwist(out, start);
	cut_end(out, start, tag + TAGGED_LEAST <= most ? most - tag : most);
	*ret_split = out->n;
	put_tag(out, e);
}

static void put_source(struct buf *out, const struct dl_event *e)
{
	clean_line(out, e->source.path);
	if (e->source.line != 0)
		buf_printf(out, "%s%u", e->source.path.n == 0 ? "line " : ":", e->source.line);
}

/* Where the day ends in a cell that says one and more: "2025-09-21 | 11:20". */
static size_t day_end(struct dl_str cell, const struct dl_event *e)
{
	bool plain = e->has_start && !e->approximate && e->precision >= DL_DAY;
	return plain ? str_find(cell, ' ') : cell.n;
}

/* Makes the cell of a column, at most so wide; returns its width. It has two
 * parts, day and hours or title and tag. */
static size_t make_cell(
    struct buf *cell, const struct dl_event *e, int column, size_t most, size_t *ret_split)
{
	buf_clear(cell);
	*ret_split = SIZE_MAX;
	switch (column) {
	case WHEN:
		put_when(cell, e);
		*ret_split = day_end(buf_str(cell), e);
		break;
	case TITLE:
		put_title(cell, e, most, ret_split);
		break;
	case PLACE:
		clean_line(cell, e->location);
		most = most < PLACE_WIDTH ? most : PLACE_WIDTH;
		break;
	default:
		put_source(cell, e);
	}
	if (cell->failed == DL_OK)
		untwist(cell, 0);
	if (cell->failed == DL_OK)
		(column == SOURCE ? cut_front : cut_end)(cell, 0, most);
	if (cell->failed != DL_OK)
		return 0;
	*ret_split = *ret_split < cell->n ? *ret_split : cell->n;
	return width_of(buf_str(cell));
}

/* ---- rows ------------------------------------------------------------------ */

struct sheet {
	struct dl_table *table;
	struct buf *out, cell;
};

static void put_spaces(struct buf *out, size_t n)
{
	for (; n != 0; n--)
		buf_byte(out, ' ');
}

static void put_in(const struct sheet *s, const char *sgr, struct dl_str text)
{
	if (s->table->look.color && sgr != NULL && text.n != 0)
		buf_printf(s->out, "%s%.*s" PLAIN, sgr, (int)text.n, text.p);
	else
		buf_add(s->out, text);
}

/* A day that the row above has too is faint, or without colours not said. */
static void put_day_part(const struct sheet *s, struct dl_str day)
{
	struct dl_table *t = s->table;
	bool terminal = t->look.columns != 0 || t->look.color;
	bool again = terminal && day.n < sizeof(t->day) && str_eq(day, str_of(t->day));
	if (again && !t->look.color)
		put_spaces(s->out, width_of(day));
	else
		put_in(s, again ? FAINT : CYAN, day);
	if (day.n < sizeof(t->day))
		snprintf(t->day, sizeof(t->day), "%.*s", (int)day.n, day.p);
	else
		t->day[0] = '\0';
}

static void put_cell(const struct sheet *s, const struct dl_event *e, int column, size_t split)
{
	struct dl_str first = {s->cell.p, split}, more = {s->cell.p + split, s->cell.n - split};
	static const char *const sgrs[] = {CYAN, NULL, GREEN, FAINT};
	if (column == WHEN && more.n != 0)
		put_day_part(s, first);
	else
		put_in(s, sgrs[column], first);
	if (column == WHEN)
		put_in(s, NULL, more);
	else
		put_in(s, e->status == DL_CANCELLED ? RED : FAINT, more);
}

static void put_row(struct sheet *s, const struct dl_event *e)
{
	size_t pending = 0, split;
	for (int i = 0; i < N_COLUMNS; i++) {
		size_t most = s->table->widths[i];
		if (most == 0)
			continue;
		/* What is not for a terminal is not cut. */
		size_t cut = s->table->look.columns != 0 ? most : SIZE_MAX;
		size_t used = make_cell(&s->cell, e, i, cut, &split);
		if (s->cell.failed == DL_OK && s->cell.n != 0) {
			put_spaces(s->out, pending);
			put_cell(s, e, i, split);
			pending = 0;
		}
		pending += (used < most ? most - used : 0) + GAP;
	}
	buf_byte(s->out, '\n');
}

static void put_heads(const struct sheet *s)
{
	size_t pending = 0;
	for (int i = 0; i < N_COLUMNS; i++) {
		size_t most = s->table->widths[i];
		if (most == 0)
			continue;
		put_spaces(s->out, pending);
		put_in(s, BOLD, str_of(shapes[i].name));
		pending = (shapes[i].head < most ? most - shapes[i].head : 0) + GAP;
	}
	buf_byte(s->out, '\n');
}

/* ---- columns --------------------------------------------------------------- */

/* How wide each column has to be; 0: nothing in it. Widths only grow. */
static int measure(struct sheet *s, const struct dl_calendar *c, struct dl_error *reterr)
{
	size_t *widths = s->table->widths, split;
	for (int i = 0; i < N_COLUMNS; i++)
		for (size_t k = 0; k < c->n_events; k++) {
			size_t w = make_cell(&s->cell, &c->events[k], i, SIZE_MAX, &split);
			if (buf_check(&s->cell, reterr) < 0)
				return -1;
			if (w > widths[i])
				widths[i] = w;
			if (widths[i] != 0 && widths[i] < shapes[i].head)
				widths[i] = shapes[i].head;
		}
	return 0;
}

static size_t sum(const size_t *widths)
{
	size_t n = 0;
	for (int i = 0; i < N_COLUMNS; i++)
		n += widths[i] == 0 ? 0 : widths[i] + GAP;
	return n < GAP ? 0 : n - GAP;
}

/* The column with most to give, by its weight; -1: none has any. */
static int widest(const size_t *widths)
{
	int found = -1;
	for (int i = 0; i < N_COLUMNS; i++)
		if (widths[i] > shapes[i].least &&
		    (found < 0 ||
			widths[i] * shapes[found].weight > widths[found] * shapes[i].weight))
			found = i;
	return found;
}

/* Takes columns away where there is most until all fit; on a terminal that is
 * narrower still first the places go, then the lines, and titles get what is left
 * beside the days. */
static void fit(size_t *widths, size_t columns)
{
	static const int goes[] = {PLACE, SOURCE};
	size_t whole[N_COLUMNS];
	for (int i = 0; i < N_COLUMNS; i++)
		whole[i] = widths[i] < columns ? widths[i] : columns;
	for (size_t i = 0;; i++) {
		memcpy(widths, whole, sizeof(whole));
		for (int give; sum(widths) > columns && (give = widest(widths)) >= 0;)
			widths[give]--;
		if (sum(widths) <= columns || i == sizeof(goes) / sizeof(*goes))
			break;
		whole[goes[i]] = 0;
	}
	while (sum(widths) > columns && widths[TITLE] > 1)
		widths[TITLE]--;
	while (sum(widths) > columns && widths[WHEN] > 1)
		widths[WHEN]--;
}

static int begin(
    struct sheet *s, const struct dl_calendar *const *v, size_t n, struct dl_error *reterr)
{
	struct dl_table *t = s->table;
	size_t events = 0;
	for (size_t i = 0; i < n; i++) {
		events += v[i]->n_events;
		if (measure(s, v[i], reterr) < 0)
			return -1;
	}
	if (events == 0)
		return 0;
	for (int i = 0; t->more && i < N_COLUMNS; i++)
		t->widths[i] = t->widths[i] != 0 ? t->widths[i] : shapes[i].head;
	if (t->look.columns != 0)
		fit(t->widths, t->look.columns);
	t->begun = true;
	put_heads(s);
	return 0;
}

static int write_all(struct dl_table *t, const struct dl_calendar *const *v, size_t n,
    struct out *out, struct dl_error *reterr)
{
	struct sheet s = {t, &out->buf, {.alloc = out->buf.alloc}};
	int rc = t->begun ? 0 : begin(&s, v, n, reterr);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rc == 0 && k < v[i]->n_events; k++) {
			put_row(&s, &v[i]->events[k]);
			rc = buf_check(&s.cell, reterr);
			rc = rc == 0 ? out_flush(out, reterr) : rc;
		}
	buf_free(&s.cell);
	return rc;
}

int table_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	struct dl_table t = {.begun = false};
	return write_all(&t, &c, 1, out, reterr);
}

int dl_table_write(struct dl_table *t, const struct dl_calendar *const *v, size_t n,
    struct dl_sink *sink, struct dl_error *reterr)
{
	struct out out = {.sink = sink};
	int rc = write_all(t, v, n, &out, reterr);
	if (rc == 0)
		rc = out_finish(&out, reterr);
	buf_free(&out.buf);
	return rc;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(table_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_table = {"table", "text/plain; charset=utf-8", "txt",
    "aligned columns for people: when, what, where, source line", emit};
