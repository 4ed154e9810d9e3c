/* SPDX-License-Identifier: MIT */
/* JSON Feed 1.1 (jsonfeed.org). Each item carries the normalised event in
 * _dateline. */
#include "base/err.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/json_value.h"
#include "emit/link.h"
#include "emit/markup.h"

/* Nothing when the record of publication says nothing. */
static bool set_time(json_t *o, const char *key, int64_t seconds)
{
	if (seconds <= 0)
		return true;
	struct buf b = {.alloc = NULL};
	iso_put_utc(&b, seconds);
	return json_value_set(o, key, json_value_take(&b));
}

/* What the buffer holds, unless it is empty; gives the buffer back. */
static bool set_taken(json_t *o, const char *key, struct buf *b)
{
	if (b->n == 0 && b->failed == DL_OK) {
		buf_free(b);
		return true;
	}
	return json_value_set(o, key, json_value_take(b));
}

static bool set_body(json_t *o, const char *key, void (*put)(struct buf *, const struct dl_event *),
    const struct dl_event *e)
{
	struct buf b = {.alloc = NULL};
	put(&b, e);
	return set_taken(o, key, &b);
}

static bool set_link(json_t *o, const char *key, struct dl_str url)
{
	struct buf b = {.alloc = NULL};
	link_put(&b, url);
	return set_taken(o, key, &b);
}

static bool set_event_link(json_t *o, const struct dl_calendar *c, const struct dl_event *e)
{
	struct buf b = {.alloc = NULL};
	link_put_event(&b, c, e);
	return set_taken(o, "url", &b);
}

static bool set_tags(json_t *o, struct dl_strs tags)
{
	if (tags.n == 0)
		return true;
	json_t *list = json_array();
	bool ok = list != NULL;
	for (size_t i = 0; ok && i < tags.n; i++)
		ok = json_array_append_new(list, json_value_text(tags.v[i])) == 0;
	if (ok)
		return json_value_set(o, "tags", list);
	json_decref(list);
	return false;
}

static json_t *item_of(const struct dl_calendar *c, const struct dl_event *e)
{
	json_t *o = json_object();
	int64_t created = e->created > 0 ? e->created : e->modified;
	bool ok = json_value_set(o, "id", json_value_text(e->uid)) && set_event_link(o, c, e) &&
		  json_value_set(o, "title", json_value_text(e->title)) &&
		  set_body(o, "content_html", markup_body, e) &&
		  set_body(o, "content_text", markup_body_text, e) &&
		  set_body(o, "summary", markup_summary, e) &&
		  set_time(o, "date_published", created) &&
		  set_time(o, "date_modified", e->modified) && set_tags(o, e->categories) &&
		  json_value_set(o, "_dateline", json_value_event(e));
	if (ok)
		return o;
	json_decref(o);
	return NULL;
}

static bool set_output(
    json_t *o, const char *key, const struct dl_calendar *c, const char *extension)
{
	struct buf b = {.alloc = NULL};
	link_put_output(&b, c, extension);
	return set_taken(o, key, &b);
}

/* Everything but the items. */
static json_t *head_of(const struct dl_calendar *c)
{
	struct dl_str shown = clean_or(c->title, clean_or(c->name, STR("Events")));
	json_t *o = json_object();
	bool ok =
	    json_value_set(o, "version", json_string("https://jsonfeed.org/version/1.1")) &&
	    json_value_set(o, "title", json_value_text(shown)) &&
	    set_link(o, "home_page_url", c->link) && set_output(o, "feed_url", c, "json") &&
	    json_value_set_text(o, "description", c->description) &&
	    json_value_set_text(o, "language", c->language) &&
	    json_value_set(o, "authors", json_pack("[{s:o}]", "name", json_value_text(shown)));
	if (ok)
		return o;
	json_decref(o);
	return NULL;
}

/* One item at a time, so that memory does not grow with the calendar. */
int jsonfeed_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	struct buf *b = &out->buf;
	if (json_value_put(head_of(c), JSON_INDENT(2), b, reterr) < 0)
		return -1;
	b->n -= 2; /* "\n}" comes after the items */
	buf_z(b, ",\n  \"items\": [");
	for (size_t i = 0; i < c->n_events; i++) {
		buf_z(b, i == 0 ? "\n    " : ",\n    ");
		/* Deeper in the document; in JSON a line end is never part of a string. */
		if (json_value_put_edited(
			item_of(c, &c->events[i]), JSON_INDENT(2), '\n', "\n    ", b, reterr) < 0 ||
		    out_flush(out, reterr) < 0)
			return -1;
	}
	buf_z(b, c->n_events == 0 ? "]\n}\n" : "\n  ]\n}\n");
	return 0;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(jsonfeed_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_json = {"json", "application/feed+json; charset=utf-8", "json",
    "JSON Feed 1.1, for programs and feed readers", emit};
