/* SPDX-License-Identifier: MIT */
/* JSON lines in, JSON lines out: dateline(1), JSON LINES. */
#include "api/parser.h"
#include "base/err.h"
#include "base/json.h"
#include "base/str.h"
#include "emit/json.h"
#include "source/source.h"

/* What we look for in a line. */
enum field {
	ID,
	TEXT,
	DCT,
	REF,
	FORMAT,
	TZ,
	LANGUAGE,
	PREFER,
	DAY_ORDER,
	WEEK_START,
	HEMISPHERE,
	FIELDS
};

struct line {
	struct json_field fields[FIELDS];
};

static int read_line(
    struct json_reader *r, struct dl_str text, struct line *ret, struct dl_error *reterr)
{
	*ret = (struct line){{[ID] = {.name = "id"},
	    [TEXT] = {.name = "text"},
	    [DCT] = {.name = "dct"},
	    [REF] = {.name = "ref"},
	    [FORMAT] = {.name = "format"},
	    [TZ] = {.name = "tz"},
	    [LANGUAGE] = {.name = "lang"},
	    [PREFER] = {.name = "prefer"},
	    [DAY_ORDER] = {.name = "day-order"},
	    [WEEK_START] = {.name = "week-start"},
	    [HEMISPHERE] = {.name = "hemisphere"}}};
	return json_read(r, text, ret->fields, FIELDS, reterr);
}

/* A string that is not one, or is empty, changes nothing. */
static void take(struct dl_str *to, const struct line *line, enum field field)
{
	if (line->fields[field].string.n != 0)
		*to = line->fields[field].string;
}

/* The index of what a field says in names, which ends with NULL and whose first
 * may be left out; absent: *ret is not touched. */
static int take_choice(int *ret, const struct line *line, enum field field,
    const char *const *names, const char *expected, struct dl_error *reterr)
{
	struct dl_str s = line->fields[field].string;
	if (s.n == 0)
		return 0;
	for (int i = 0; names[i] != NULL; i++)
		if (str_eq(s, str_of(names[i]))) {
			*ret = i;
			return 0;
		}
	return fail(reterr, DL_USAGE, "\"%s\" is '%.*s', expected %s", line->fields[field].name,
	    (int)(s.n < 40 ? s.n : 40), s.p, expected);
}

/* In the order of the enums of dateline/parse.h. */
static int take_choices(const struct line *line, struct dl_options *o, struct dl_error *reterr)
{
	static const char *const prefers[] = {"auto", "past", "future", "nearest", NULL};
	static const char *const orders[] = {"auto", "dmy", "mdy", NULL};
	static const char *const days[] = {"monday", "sunday", NULL};
	static const char *const hemispheres[] = {"north", "south", NULL};
	int prefer = (int)o->prefer, order = (int)o->day_order, day = (int)o->week_start;
	int hemisphere = (int)o->hemisphere;
	if (take_choice(&prefer, line, PREFER, prefers, "past, future or nearest", reterr) != 0 ||
	    take_choice(&order, line, DAY_ORDER, orders, "dmy or mdy", reterr) != 0 ||
	    take_choice(&day, line, WEEK_START, days, "monday or sunday", reterr) != 0 ||
	    take_choice(&hemisphere, line, HEMISPHERE, hemispheres, "north or south", reterr) != 0)
		return -1;
	o->prefer = (enum dl_prefer)prefer;
	o->day_order = (enum dl_day_order)order;
	o->week_start = (enum dl_week_start)day;
	o->hemisphere = (enum dl_hemisphere)hemisphere;
	return 0;
}

/* A zone of a line may be an offset ("+02:00"): it says nothing about dates
 * and is no default for events; only names are kept. */
static void take_zone(struct dl_options *o, struct dl_str s)
{
	if (s.n != 0 && s.p[0] != '+' && s.p[0] != '-')
		o->tz = s;
}

/* "markdown", "html", "text" and their kin; what we cannot read is the
 * reader's error. Languages we do not know are read as English numbers are:
 * the line gets what is found. */
static int line_options(const struct line *line, struct dl_options *o, struct dl_error *reterr)
{
	take(&o->ref, line, DCT);
	take(&o->ref, line, REF);
	take(&o->from, line, FORMAT);
	take_zone(o, line->fields[TZ].string);
	if (str_starts(line->fields[LANGUAGE].string, STR("en")))
		take(&o->lang, line, LANGUAGE);
	if (take_choices(line, o, reterr) != 0)
		return -1;
	return dl_options_check(o, reterr);
}

static int write_events(struct dl_parser *p, const struct dl_options *o,
    const struct parsed *parsed, struct dl_error *reterr)
{
	struct dl_calendar c;
	int rc = parser_line_events(p, o, parsed, &c, reterr);
	if (rc == 0) {
		json_put_key(&p->out, "events");
		buf_byte(&p->out, '[');
	}
	for (size_t i = 0; rc == 0 && i < c.n_events; i++) {
		if (i != 0)
			buf_byte(&p->out, ',');
		rc = event_json_write(&c.events[i], &p->out, reterr);
	}
	buf_byte(&p->out, ']');
	arena_reset(&p->events);
	return rc;
}

static int answer(struct dl_parser *p, enum dl_jsonl kind, const struct line *line,
    const struct dl_options *defaults, struct dl_error *reterr)
{
	struct dl_options o = *defaults;
	struct parsed parsed;
	struct dl_str source = line->fields[TEXT].string;
	if (source.p == NULL)
		return fail(reterr, DL_SYNTAX, "no \"text\" in the line, expected a string");
	if (line_options(line, &o, reterr) != 0)
		return -1;
	if (kind == DL_JSONL_TIMEX && o.from.n == 0)
		o.from = STR("text");
	/* the id names the line; its looks ("a.eml") say nothing about the text */
	if (o.from.n == 0)
		o.from = str_of(source_find(o.from, o.from, source)->name);
	take(&o.path, line, ID);
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
static void begin(struct buf *b, const struct line *line)
{
	const struct json_field *id = &line->fields[ID];
	buf_byte(b, '{');
	if (id->raw.p == NULL)
		return;
	json_put_key(b, "id");
	if (id->string.p != NULL)
		json_put_string(b, id->string);
	else
		json_put_raw(b, id->raw);
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
    struct dl_str text, struct dl_sink *out, struct dl_error *reterr)
{
	struct dl_error error = {.status = DL_OK};
	struct line line;
	int rc = read_line(&p->in, text, &line, &error);
	if (rc != 0) /* half a line has no id */
		line.fields[ID] = (struct json_field){.name = "id"};
	begin(&p->out, &line);
	if (rc == 0)
		rc = answer(p, kind, &line, defaults, &error);
	if (rc != 0 && error.status != DL_NOMEM) {
		buf_clear(&p->out);
		begin(&p->out, &line);
		put_error(&p->out, &error);
		rc = 0;
	}
	if (rc != 0) {
		buf_clear(&p->out);
		return fail(reterr, DL_NOMEM, "out of memory");
	}
	buf_z(&p->out, "}\n");
	return parser_flush(p, out, reterr);
}
