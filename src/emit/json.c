/* SPDX-License-Identifier: MIT */
#include "emit/json.h"

#include <math.h>

#include "base/err.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/iso.h"
#include "emit/json_value.h"
#include "emit/link.h"

json_t *json_value_take(struct buf *b)
{
	json_t *s = b->failed == DL_OK ? json_stringn(b->n == 0 ? "" : b->p, b->n) : NULL;
	buf_free(b);
	return s;
}

json_t *json_value_text(struct dl_str s)
{
	struct dl_str rest = s;
	struct dl_str piece = clean_next(&rest, CLEAN_TEXT);
	if (rest.n == 0)
		return json_stringn(piece.n == 0 ? "" : piece.p, piece.n);
	struct buf b = {.alloc = NULL};
	clean_put(&b, s, CLEAN_TEXT);
	return json_value_take(&b);
}

bool json_value_set(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) == 0;
}

bool json_value_set_text(json_t *object, const char *key, struct dl_str s)
{
	return s.n == 0 || json_value_set(object, key, json_value_text(s));
}

static json_t *list_of(struct dl_strs strs)
{
	json_t *list = json_array();
	for (size_t i = 0; list != NULL && i < strs.n; i++)
		if (json_array_append_new(list, json_value_text(strs.v[i])) < 0) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static bool set_list(json_t *o, const char *key, struct dl_strs strs)
{
	return strs.n == 0 || json_value_set(o, key, list_of(strs));
}

static json_t *date_of(struct dl_civil c, enum dl_precision precision)
{
	struct buf b = {.alloc = NULL};
	iso_put(&b, c, precision);
	return json_value_take(&b);
}

static json_t *known_of(unsigned known)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {
#define X(name, text, bit) {bit, text},
	    DL_KNOWN(X)
#undef X
	};
	json_t *list = json_array();
	for (size_t i = 0; list != NULL && i < sizeof(names) / sizeof(*names); i++)
		if ((known & names[i].bit) != 0 &&
		    json_array_append_new(list, json_string(names[i].name)) < 0) {
			json_decref(list);
			return NULL;
		}
	return list;
}

static bool set_times(json_t *o, const struct dl_event *e)
{
	bool ok = json_value_set(
	    o, "start", e->has_start ? date_of(e->start, e->precision) : json_null());
	if (e->has_start && e->has_end)
		ok = ok && json_value_set(o, "end", date_of(e->end, e->precision));
	ok = ok && json_value_set(o, "precision", json_string(dl_precision_name(e->precision)));
	if (e->part != DL_PART_NONE)
		ok = ok && json_value_set(o, "part", json_string(dl_part_name(e->part)));
	if (e->has_window)
		ok = ok && json_value_set(o, "window",
			       json_pack("[o,o]", date_of(e->window[0], DL_MINUTE),
				   date_of(e->window[1], DL_MINUTE)));
	return ok && json_value_set(o, "edtf", json_value_text(e->edtf)) &&
	       json_value_set_text(o, "tz", e->tz);
}

static bool set_place(json_t *o, const struct dl_event *e)
{
	bool ok = json_value_set_text(o, "location", e->location);
	if (e->has_geo && isfinite(e->latitude) && isfinite(e->longitude))
		ok = ok && json_value_set(o, "geo", json_pack("[f,f]", e->latitude, e->longitude));
	return ok && set_list(o, "people", e->people) && json_value_set_text(o, "url", e->url);
}

static bool set_rest(json_t *o, const struct dl_event *e)
{
	bool ok = json_value_set(o, "status", json_string(dl_event_status_name(e->status))) &&
		  json_value_set_text(o, "rrule", e->rrule);
	if (!e->has_start && e->has_time)
		ok = ok && json_value_set(o, "time",
			       json_sprintf("%02d:%02d", e->start.hour, e->start.minute));
	return ok && set_list(o, "after", e->after) &&
	       json_value_set_text(o, "description", e->description) &&
	       set_list(o, "categories", e->categories) &&
	       json_value_set(o, "confidence", json_real(e->confidence / 100.0));
}

static json_t *source_of(const struct dl_source *s)
{
	json_t *o = json_object();
	if (json_value_set(o, "path", json_value_text(s->path)) &&
	    json_value_set(o, "start", json_integer(s->span.start)) &&
	    json_value_set(o, "end", json_integer(s->span.end)) &&
	    json_value_set(o, "line", json_integer(s->line)) &&
	    json_value_set(o, "column", json_integer(s->column)) &&
	    json_value_set_text(o, "quote", s->quote))
		return o;
	json_decref(o);
	return NULL;
}

json_t *json_value_event(const struct dl_event *e)
{
	json_t *o = json_object();
	if (json_value_set(o, "uid", json_value_text(e->uid)) &&
	    json_value_set(o, "title", json_value_text(e->title)) && set_times(o, e) &&
	    set_place(o, e) && set_rest(o, e) &&
	    json_value_set(o, "source", source_of(&e->source)) &&
	    json_value_set(o, "known", known_of(e->known)) &&
	    json_value_set(o, "rules", list_of(e->rules)))
		return o;
	json_decref(o);
	return NULL;
}

static int add_bytes(const char *p, size_t n, void *ctx)
{
	struct buf *b = ctx;
	buf_add(b, (struct dl_str){p, n});
	return b->failed == DL_OK ? 0 : -1;
}

int json_value_put(json_t *value, size_t flags, struct buf *out, struct dl_error *reterr)
{
	int rc = value == NULL
		     ? -1
		     : json_dump_callback(value, add_bytes, out, flags | JSON_REAL_PRECISION(9));
	json_decref(value);
	if (buf_check(out, reterr) < 0)
		return -1;
	return rc == 0 ? 0 : fail(reterr, DL_NOMEM, "out of memory");
}

int json_value_put_edited(json_t *value, size_t flags, char c, const char *other, struct buf *out,
    struct dl_error *reterr)
{
	struct buf raw = {.alloc = out->alloc};
	int rc = json_value_put(value, flags, &raw, reterr);
	struct dl_str rest = buf_str(&raw);
	while (rc == 0 && rest.n != 0) {
		size_t n = str_find(rest, c);
		buf_add(out, (struct dl_str){rest.p, n});
		if (n == rest.n)
			break;
		buf_z(out, other);
		rest.p += n + 1;
		rest.n -= n + 1;
	}
	buf_free(&raw);
	return rc;
}

int event_json_write(const struct dl_event *e, struct buf *out, struct dl_error *reterr)
{
	return json_value_put(json_value_event(e), JSON_COMPACT, out, reterr);
}
