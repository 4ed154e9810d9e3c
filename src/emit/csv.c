/* SPDX-License-Identifier: MIT */
/* RFC 4180: a header, CRLF, quotes where needed. Dates as in the JSON. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"

/* Someone else's text that a spreadsheet would run as a formula. It gets an
 * apostrophe in front, which spreadsheets hide. Not in RFC 4180. */
static bool is_formula(struct dl_str s)
{
	return s.n != 0 && strchr("=+-@", s.p[0]) != NULL && s.p[0] != '\0';
}

static void put_quoted(struct buf *out, struct dl_str s)
{
	buf_byte(out, '"');
	if (is_formula(s))
		buf_byte(out, '\'');
	for (struct dl_str piece; (piece = clean_next(&s, CLEAN_TEXT)).n != 0;)
		for (size_t i = 0; i < piece.n; i++) {
			if (piece.p[i] == '"')
				buf_byte(out, '"');
			buf_byte(out, piece.p[i]);
		}
	buf_byte(out, '"');
}

static void put_text(struct buf *out, struct dl_str s)
{
	bool plain = !is_formula(s);
	for (size_t i = 0; i < s.n && plain; i++)
		plain = s.p[i] >= ' ' && s.p[i] < 0x7F && s.p[i] != '"' && s.p[i] != ',';
	if (plain)
		buf_add(out, s);
	else
		put_quoted(out, s);
	buf_byte(out, ',');
}

/* "a; b" */
static void put_list(struct buf *out, struct dl_strs list)
{
	struct buf joined = {.alloc = out->alloc};
	for (size_t i = 0; i < list.n; i++) {
		buf_z(&joined, i == 0 ? "" : "; ");
		clean_line(&joined, list.v[i]);
	}
	put_text(out, buf_str(&joined));
	if (joined.failed != DL_OK)
		out->failed = joined.failed;
	buf_free(&joined);
}

/* Degrees without the locale's decimal point, six digits: a tenth of a metre. */
static void put_degrees(struct buf *out, double degrees)
{
	long micro = lround(fabs(degrees) * 1e6);
	buf_printf(out, "%s%ld.%06ld", degrees < 0 ? "-" : "", micro / 1000000, micro % 1000000);
}

static void put_times(struct buf *out, const struct dl_event *e)
{
	if (e->has_start)
		iso_put(out, e->start, e->precision);
	buf_byte(out, ',');
	if (e->has_start && e->has_end)
		iso_put(out, e->end, e->precision);
	buf_printf(out, ",%s,%s,", dl_precision_name(e->precision), dl_part_name(e->part));
	put_text(out, e->edtf);
	put_text(out, e->tz);
	put_text(out, e->rrule);
	if (!e->has_start && e->has_time)
		buf_printf(out, "%02d:%02d", e->start.hour, e->start.minute);
	buf_byte(out, ',');
}

static void put_event(struct buf *out, const struct dl_event *e)
{
	put_text(out, e->uid);
	put_text(out, e->title);
	put_times(out, e);
	put_text(out, e->location);
	bool geo = e->has_geo && fabs(e->latitude) <= 90 && fabs(e->longitude) <= 180;
	if (geo)
		put_degrees(out, e->latitude);
	buf_byte(out, ',');
	if (geo)
		put_degrees(out, e->longitude);
	buf_byte(out, ',');
	put_text(out, e->url);
	buf_printf(out, "%s,", dl_event_status_name(e->status));
	put_list(out, e->people);
	put_list(out, e->categories);
	put_text(out, e->description);
	put_list(out, e->after);
	put_text(out, e->source.path);
	buf_printf(out, "%u,%u,%u.%02u\r\n", e->source.line, e->source.column, e->confidence / 100u,
	    e->confidence % 100u);
}

int csv_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	buf_z(&out->buf,
	    "uid,title,start,end,precision,part,edtf,tz,rrule,time,location,latitude,"
	    "longitude,url,status,people,categories,description,after,source,line,column,"
	    "confidence\r\n");
	for (size_t i = 0; i < c->n_events; i++) {
		put_event(&out->buf, &c->events[i]);
		if (out_flush(out, reterr) < 0)
			return -1;
	}
	return 0;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(csv_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_csv = {"csv", "text/csv; charset=utf-8; header=present", "csv",
    "a table for spreadsheets (RFC 4180)", emit};
