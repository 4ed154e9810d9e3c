/* SPDX-License-Identifier: MIT */
/* JSON lines in, JSON lines out: dateline(1), JSON LINES. */
#include <jansson.h>

#include "api/parser.h"
#include "base/err.h"
#include "base/json.h"
#include "base/str.h"
#include "emit/json.h"
#include "source/source.h"

static struct dl_str text_of(const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);
	if (!json_is_string(v))
		return (struct dl_str){NULL, 0};
	return (struct dl_str){json_string_value(v), json_string_length(v)};
}

static void take(struct dl_str *to, const json_t *object, const char *key)
{
	struct dl_str s = text_of(object, key);
	if (s.n != 0)
		*to = s;
}

static int take_prefer(enum dl_prefer *to, struct dl_str s, struct dl_error *reterr)
{
	if (s.n == 0)
		return 0;
	if (str_eq(s, STR("past")))
		*to = DL_PREFER_PAST;
	else if (str_eq(s, STR("future")))
		*to = DL_PREFER_FUTURE;
	else if (str_eq(s, STR("nearest")))
		*to = DL_PREFER_NEAREST;
	else
		return fail(reterr, DL_USAGE,
		    "\"prefer\" is '%.*s', expected past, future or nearest",
		    (int)(s.n < 40 ? s.n : 40), s.p);
	return 0;
}

/* A zone of a line may be an offset ("+02:00"): it says nothing about dates
 * and is no default for events; only names are kept. */
static void take_zone(struct dl_options *o, const json_t *object)
{
	struct dl_str s = text_of(object, "tz");
	if (s.n != 0 && s.p[0] != '+' && s.p[0] != '-')
		o->tz = s;
}

/* "markdown", "html", "text" and their kin; what we cannot read is the
 * reader's error. Languages we do not know are read as English numbers are:
 * the line gets what is found. */
static int line_options(const json_t *object, struct dl_options *o, struct dl_error *reterr)
{
	take(&o->ref, object, "dct");
	take(&o->ref, object, "ref");
	take(&o->from, object, "format");
	take_zone(o, object);
	struct dl_str lang = text_of(object, "lang");
	if (str_starts(lang, STR("en")))
		o->lang = lang;
	if (take_prefer(&o->prefer, text_of(object, "prefer"), reterr) != 0)
		return -1;
	return dl_options_check(o, reterr);
}

static int write_events(struct dl_parser *p, const struct dl_options *o,
    const struct parsed *parsed, struct dl_error *reterr)
{
	struct dl_calendar *c = NULL;
	if (parser_events(p, o, parsed, &c, NULL, reterr) != 0)
		return -1;
	int rc = 0;
	json_put_key(&p->out, "events");
	buf_byte(&p->out, '[');
	for (size_t i = 0; i < c->n_events && rc == 0; i++) {
		if (i != 0)
			buf_byte(&p->out, ',');
		rc = event_json_write(&c->events[i], &p->out, reterr);
	}
	buf_byte(&p->out, ']');
	dl_calendar_free(c);
	return rc;
}

static int answer(struct dl_parser *p, enum dl_jsonl kind, const json_t *object,
    const struct dl_options *defaults, struct dl_error *reterr)
{
	struct dl_options o = *defaults;
	struct parsed parsed;
	if (!json_is_object(object))
		return fail(reterr, DL_SYNTAX,
		    "the line is no JSON object, expected {\"id\",\"text\",...}");
	const json_t *text = json_object_get(object, "text");
	if (!json_is_string(text))
		return fail(reterr, DL_SYNTAX, "no \"text\" in the line, expected a string");
	struct dl_str source = {json_string_value(text), json_string_length(text)};
	if (line_options(object, &o, reterr) != 0)
		return -1;
	if (kind == DL_JSONL_TIMEX && o.from.n == 0)
		o.from = STR("text");
	/* the id names the line; its looks ("a.eml") say nothing about the text */
	if (o.from.n == 0)
		o.from = str_of(source_find(o.from, o.from, source)->name);
	take(&o.path, object, "id");
	if (parser_read(p, &o, source, &parsed, reterr) != 0)
		return -1;
	if (kind == DL_JSONL_EXTRACT)
		return write_events(p, &o, &parsed, reterr);
	json_put_key(&p->out, "timexes");
	buf_byte(&p->out, '[');
	timex_write(&parsed, &o, false, &p->out);
	buf_byte(&p->out, ']');
	return 0;
}

/* {"id":… as it came, any JSON value */
static void begin(struct buf *b, const json_t *object)
{
	json_t *id = json_is_object(object) ? json_object_get(object, "id") : NULL;
	buf_byte(b, '{');
	if (id == NULL)
		return;
	json_put_key(b, "id");
	char *text = json_dumps(id, JSON_COMPACT | JSON_ENCODE_ANY);
	if (text == NULL)
		b->failed = DL_NOMEM;
	buf_z(b, text == NULL ? "null" : text);
	free(text);
}

static void put_error(struct buf *b, const struct dl_error *e)
{
	json_put_key(b, "error");
	buf_byte(b, '{');
	json_put_field(b, "text", str_of(e->text));
	if (e->line != 0)
		buf_printf(b, ",\"line\":%u,\"column\":%u", e->line, e->column);
	buf_byte(b, '}');
}

int dl_jsonl_line(struct dl_parser *p, enum dl_jsonl kind, const struct dl_options *defaults,
    struct dl_str line, struct dl_sink *out, struct dl_error *reterr)
{
	json_error_t json_error;
	struct dl_error error = {.status = DL_OK};
	json_t *object =
	    json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &json_error);
	int rc = 0;
	begin(&p->out, object);
	if (object == NULL && json_error_code(&json_error) == json_error_out_of_memory)
		rc = fail(&error, DL_NOMEM, "out of memory");
	else if (object == NULL)
		rc = fail(&error, DL_SYNTAX, "malformed JSON: %s", json_error.text);
	else
		rc = answer(p, kind, object, defaults, &error);
	if (rc != 0 && error.status != DL_NOMEM) {
		buf_clear(&p->out);
		begin(&p->out, object);
		if (error.line == 0 && object == NULL && json_error.column > 0) {
			error.line = 1;
			error.column = (uint32_t)json_error.column;
		}
		put_error(&p->out, &error);
		rc = 0;
	}
	json_decref(object);
	if (rc != 0) {
		buf_clear(&p->out);
		return fail(reterr, DL_NOMEM, "out of memory");
	}
	buf_z(&p->out, "}\n");
	return parser_flush(p, out, reterr);
}
