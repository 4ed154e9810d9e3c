/* SPDX-License-Identifier: MIT */
/* Aligned columns for a terminal: when, what, where, and the line it stands
 * on. No colours: the library does not know what it writes to. */
#include <utf8proc.h>

#include "base/str.h"
#include "base/utf8.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/words.h"

enum { WHEN, TITLE, PLACE, SOURCE, N_COLUMNS };

/* A place that is longer is cut: it is a sentence, not a place. */
#define PLACE_WIDTH 40

/* Columns a terminal gives a character. What turns the direction of the whole
 * line around (U+202A-202E, U+2066-2069) is left out before. */
static int width_of(uint32_t c)
{
	return c >= 0x20 && c < 0x7F ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
}

static bool is_turning(uint32_t c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static size_t width(struct dl_str s)
{
	size_t columns = 0, n;
	uint32_t c;
	for (; (n = utf8_decode(s, &c)) != 0; s.p += n, s.n -= n)
		columns += (size_t)width_of(c);
	return columns;
}

/* Takes the bytes from start on through the terminal's eyes; past most columns
 * comes an ellipsis. */
static void tidy(struct buf *b, size_t start, size_t most)
{
	struct dl_str rest = {b->p + start, b->n - start};
	size_t to = start, columns = 0, n, fits = start;
	uint32_t c;
	for (; (n = utf8_decode(rest, &c)) != 0; rest.p += n, rest.n -= n) {
		if (is_turning(c))
			continue;
		columns += (size_t)width_of(c);
		if (columns > most)
			break;
		for (size_t i = 0; i < n; i++)
			b->p[to++] = rest.p[i];
		if (columns < most)
			fits = to;
	}
	b->n = columns > most ? fits : to;
	if (columns > most)
		buf_z(b, "\xE2\x80\xA6");
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

static void put_cell(struct buf *out, const struct dl_event *e, int column)
{
	size_t start = out->n;
	switch (column) {
	case WHEN:
		put_when(out, e);
		break;
	case TITLE:
		clean_line(out, e->title);
		if (e->status != DL_CONFIRMED)
			buf_printf(out, " [%s]", dl_event_status_name(e->status));
		break;
	case PLACE:
		clean_line(out, e->location);
		break;
	default:
		clean_line(out, e->source.path);
		if (e->source.line != 0)
			buf_printf(
			    out, "%s%u", e->source.path.n == 0 ? "line " : ":", e->source.line);
	}
	if (out->failed == DL_OK)
		tidy(out, start, column == PLACE ? PLACE_WIDTH : SIZE_MAX);
}

/* columns[N_COLUMNS - 1] is the last and not padded. */
static void put_row(struct buf *out, const struct dl_event *e, const size_t *columns)
{
	static const char *const heads[] = {"WHEN", "WHAT", "WHERE", "SOURCE"};
	size_t pending = 0;
	for (int i = 0; i < N_COLUMNS; i++) {
		if (columns[i] == 0)
			continue;
		for (; pending != 0; pending--)
			buf_byte(out, ' ');
		size_t start = out->n;
		if (e == NULL)
			buf_z(out, heads[i]);
		else
			put_cell(out, e, i);
		size_t used = out->failed != DL_OK
				  ? 0
				  : width((struct dl_str){out->p + start, out->n - start});
		pending = (used < columns[i] ? columns[i] - used : 0) + 2;
	}
	while (out->n != 0 && out->p[out->n - 1] == ' ')
		out->n--;
	buf_byte(out, '\n');
}

/* How wide each column has to be; 0: nothing in it. */
static int measure(
    const struct dl_calendar *c, const struct dl_alloc *alloc, size_t *ret, struct dl_error *reterr)
{
	static const size_t least[] = {4, 4, 5, 6}; /* of the heads */
	struct buf cell = {.alloc = alloc};
	int rc = 0;
	for (int i = 0; i < N_COLUMNS; i++) {
		ret[i] = 0;
		for (size_t k = 0; k < c->n_events && rc == 0; k++) {
			buf_clear(&cell);
			put_cell(&cell, &c->events[k], i);
			rc = buf_check(&cell, reterr);
			size_t w = rc == 0 ? width(buf_str(&cell)) : 0;
			if (w > ret[i])
				ret[i] = w;
		}
		if (ret[i] != 0 && ret[i] < least[i])
			ret[i] = least[i];
	}
	buf_free(&cell);
	return rc;
}

int table_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	size_t columns[N_COLUMNS];
	if (measure(c, out->buf.alloc, columns, reterr) < 0)
		return -1;
	if (c->n_events != 0)
		put_row(&out->buf, NULL, columns);
	for (size_t i = 0; i < c->n_events; i++) {
		put_row(&out->buf, &c->events[i], columns);
		if (out_flush(out, reterr) < 0)
			return -1;
	}
	return 0;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(table_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_table = {"table", "text/plain; charset=utf-8", "txt",
    "aligned columns for people: when, what, where, source line", emit};
