/* SPDX-License-Identifier: MIT */
#include "emit/json.h"

#include <math.h>

#include "base/json.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/iso.h"
#include "emit/json_value.h"

/* A clean string (clean.h). */
static void put_clean(struct buf *b, struct dl_str s)
{
	struct dl_str rest = s;
	struct dl_str piece = clean_next(&rest, CLEAN_TEXT);
	if (rest.n == 0) {
		json_put_string(b, piece);
		return;
	}
	struct buf text = {.alloc = b->alloc};
	clean_put(&text, s, CLEAN_TEXT);
	json_put_string(b, buf_str(&text));
	if (text.failed != DL_OK)
		b->failed = text.failed;
	buf_free(&text);
}

/* Nothing when it is empty. */
static void put_text(struct buf *b, const char *key, struct dl_str s)
{
	if (s.n == 0)
		return;
	json_put_key(b, key);
	put_clean(b, s);
}

/* A name of ours. */
static void put_name(struct buf *b, const char *key, const char *name)
{
	json_put_key(b, key);
	json_put_string(b, str_of(name));
}

static void put_list(struct buf *b, struct dl_strs strs)
{
	buf_byte(b, '[');
	for (size_t i = 0; i < strs.n; i++) {
		if (i != 0)
			buf_byte(b, ',');
		put_clean(b, strs.v[i]);
	}
	buf_byte(b, ']');
}

static void put_strings(struct buf *b, const char *key, struct dl_strs strs)
{
	if (strs.n == 0)
		return;
	json_put_key(b, key);
	put_list(b, strs);
}

static void put_date(struct buf *b, struct dl_civil c, enum dl_precision precision)
{
	buf_byte(b, '"');
	iso_put(b, c, precision);
	buf_byte(b, '"');
}

static void put_real(struct buf *b, double n)
{
	if (json_value_put(json_real(n), JSON_ENCODE_ANY, b, NULL) < 0 && b->failed == DL_OK)
		b->failed = DL_NOMEM;
}

static void put_times(struct buf *b, const struct dl_event *e)
{
	json_put_key(b, "start");
	if (e->has_start)
		put_date(b, e->start, e->precision);
	else
		buf_z(b, "null");
	if (e->has_start && e->has_end) {
		json_put_key(b, "end");
		put_date(b, e->end, e->precision);
	}
	put_name(b, "precision", dl_precision_name(e->precision));
	if (e->part != DL_PART_NONE)
		put_name(b, "part", dl_part_name(e->part));
	if (e->has_window) {
		json_put_key(b, "window");
		buf_byte(b, '[');
		put_date(b, e->window[0], DL_MINUTE);
		buf_byte(b, ',');
		put_date(b, e->window[1], DL_MINUTE);
		buf_byte(b, ']');
	}
	json_put_key(b, "edtf");
	put_clean(b, e->edtf);
	put_text(b, "tz", e->tz);
}

static void put_place(struct buf *b, const struct dl_event *e)
{
	put_text(b, "location", e->location);
	if (e->has_geo && isfinite(e->latitude) && isfinite(e->longitude)) {
		json_put_key(b, "geo");
		buf_byte(b, '[');
		put_real(b, e->latitude);
		buf_byte(b, ',');
		put_real(b, e->longitude);
		buf_byte(b, ']');
	}
	put_strings(b, "people", e->people);
	put_text(b, "url", e->url);
}

/* Percent as a part of one: 0.85, 0.9, 1.0. */
static void put_percent(struct buf *b, int percent)
{
	unsigned n = percent < 0 ? 0 : (unsigned)percent;
	if (n % 10 == 0)
		buf_printf(b, "%u.%u", n / 100, n / 10 % 10);
	else
		buf_printf(b, "%u.%02u", n / 100, n % 100);
}

static void put_rest(struct buf *b, const struct dl_event *e)
{
	put_name(b, "status", dl_event_status_name(e->status));
	put_text(b, "rrule", e->rrule);
	put_strings(b, "exdate", e->exdates);
	if (!e->has_start && e->has_time) {
		json_put_key(b, "time");
		buf_printf(b, "\"%02d:%02d\"", e->start.hour, e->start.minute);
	}
	put_strings(b, "after", e->after);
	put_text(b, "description", e->description);
	put_strings(b, "categories", e->categories);
	json_put_key(b, "confidence");
	put_percent(b, e->confidence);
}

static void put_source(struct buf *b, const struct dl_source *s)
{
	json_put_key(b, "source");
	buf_byte(b, '{');
	json_put_key(b, "path");
	put_clean(b, s->path);
	buf_printf(b, ",\"start\":%u,\"end\":%u,\"line\":%u,\"column\":%u", s->span.start,
	    s->span.end, s->line, s->column);
	put_text(b, "quote", s->quote);
	buf_byte(b, '}');
}

static void put_known(struct buf *b, unsigned known)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {
#define X(name, text, bit) {bit, text},
	    DL_KNOWN(X)
#undef X
	};
	json_put_key(b, "known");
	buf_byte(b, '[');
	for (size_t i = 0, n = 0; i < sizeof(names) / sizeof(*names); i++) {
		if ((known & names[i].bit) == 0)
			continue;
		if (n++ != 0)
			buf_byte(b, ',');
		json_put_string(b, str_of(names[i].name));
	}
	buf_byte(b, ']');
}

int event_json_write(const struct dl_event *e, struct buf *out, struct dl_error *reterr)
{
	buf_byte(out, '{');
	json_put_key(out, "uid");
	put_clean(out, e->uid);
	json_put_key(out, "title");
	put_clean(out, e->title);
	put_times(out, e);
	put_place(out, e);
	put_rest(out, e);
	put_source(out, &e->source);
	put_known(out, e->known);
	json_put_key(out, "rules");
	put_list(out, e->rules);
	buf_byte(out, '}');
	return buf_check(out, reterr);
}
