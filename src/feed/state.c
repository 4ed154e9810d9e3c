/* SPDX-License-Identifier: MIT */
#include "feed/state.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "feed/field.h"

#define MAGIC	"dateline-state "
#define VERSION 1

/* Writing */

static void put_record(struct buf *b, const struct state_record *r)
{
	buf_z(b, "\nevent ");
	field_put_text(b, r->event.uid);
	buf_byte(b, '\n');
	field_put_all(b, r, FIELD_RECORD);
	if (r->hidden)
		return;
	field_put_all(b, r, FIELD_CONTENT);
	field_put_all(b, r, FIELD_PROVENANCE);
}

void state_write(struct buf *b, const struct state *s)
{
	buf_printf(b, MAGIC "%d\nmodified %lld\n", VERSION, (long long)s->modified);
	buf_add(b, s->head);
	for (size_t i = 0; i < s->n; i++)
		put_record(b, &s->v[i]);
}

static void put_head(struct buf *b, const char *name, struct dl_str value)
{
	if (value.n == 0)
		return;
	buf_printf(b, "calendar %s ", name);
	field_put_text(b, value);
	buf_byte(b, '\n');
}

void state_head(struct buf *b, const struct dl_calendar *c)
{
	put_head(b, "title", c->title);
	put_head(b, "description", c->description);
	put_head(b, "link", c->link);
	put_head(b, "base-url", c->base_url);
	put_head(b, "timezone", c->tz);
	put_head(b, "language", c->language);
	put_head(b, "color", c->color);
	if (c->refresh_minutes != 0)
		buf_printf(b, "calendar refresh %lu\n", (unsigned long)c->refresh_minutes);
}

void state_content(struct buf *b, const struct dl_event *e)
{
	field_put_all(b, &(struct state_record){.event = *e}, FIELD_CONTENT);
}

/* Reading */

struct reader {
	struct arena *arena;
	struct dl_str path, text, rest;
	struct dl_str line; /* the current one, without \n */
	struct state *ret;
	size_t cap;
	uint64_t seen; /* fields of the current record, by number */
	struct dl_error *err;
};

static size_t offset_of(const struct reader *r, const char *p)
{
	return (size_t)(p - r->text.p);
}

#define FAIL(r, p, ...)                                                                            \
	fail_at((r)->err, DL_SYNTAX, (r)->path, (r)->text, offset_of(r, p), __VA_ARGS__)

static bool next_line(struct reader *r)
{
	if (r->rest.n == 0)
		return false;
	r->line = str_split(&r->rest, '\n');
	return true;
}

static int begin_record(struct reader *r, struct dl_str uid)
{
	struct state *s = r->ret;
	struct state_record *v = arena_grow(r->arena, s->v, sizeof(*v), s->n, &r->cap);
	if (v == NULL)
		return fail(r->err, DL_NOMEM, "out of memory");
	s->v = v;
	struct state_record *record = &v[s->n];
	memset(record, 0, sizeof(*record));
	const char *bad = field_take(r->arena, field_find(STR("title")), uid, record);
	if (bad == field_no_memory)
		return fail(r->err, DL_NOMEM, "out of memory");
	if (bad != NULL || uid.n == 0)
		return FAIL(r, r->line.p, "malformed UID");
	record->event.uid = record->event.title;
	record->event.title = (struct dl_str){NULL, 0};
	if (s->n != 0 && str_cmp(v[s->n - 1].event.uid, record->event.uid) >= 0)
		return FAIL(r, r->line.p, "events are not in the order of their UIDs");
	s->n++;
	r->seen = 0;
	return 0;
}

/* A published event has what an emitter relies on. */
static int end_record(struct reader *r)
{
	const struct state_record *last = r->ret->n == 0 ? NULL : &r->ret->v[r->ret->n - 1];
	if (last == NULL || last->hidden)
		return 0;
	const struct dl_event *e = &last->event;
	if (e->title.n != 0 && (e->has_start || e->rrule.n != 0))
		return 0;
	return FAIL(r, r->line.p, "the event before this line has no %s",
	    e->title.n == 0 ? "title" : "start");
}

static int read_field(struct reader *r)
{
	struct dl_str value = {r->line.p + 1, r->line.n - 1};
	struct dl_str name = str_split(&value, ' ');
	const struct field *f = field_find(name);
	if (f == NULL)
		return FAIL(r, name.p, "unknown field '%.*s'", (int)utf8_head(name, 40).n, name.p);
	uint64_t bit = UINT64_C(1) << field_number(f);
	if ((r->seen & bit) && !field_is_list(f))
		return FAIL(r, name.p, "field '%.*s' again", (int)name.n, name.p);
	r->seen |= bit;
	const char *bad = field_take(r->arena, f, value, &r->ret->v[r->ret->n - 1]);
	if (bad == field_no_memory)
		return fail(r->err, DL_NOMEM, "out of memory");
	if (bad != NULL)
		return FAIL(r, value.p == NULL ? name.p : value.p, "malformed '%.*s', expected %s",
		    (int)name.n, name.p, bad);
	return 0;
}

static int read_records(struct reader *r)
{
	while (next_line(r)) {
		int rc = 0;
		if (str_starts(r->line, STR("event "))) {
			struct dl_str uid = {r->line.p + 6, r->line.n - 6};
			rc = end_record(r) < 0 ? -1 : begin_record(r, uid);
		} else if (r->line.n > 1 && *r->line.p == '\t' && r->ret->n != 0)
			rc = read_field(r);
		else if (r->line.n != 0)
			rc = FAIL(r, r->line.p, "expected an event or a field");
		if (rc < 0)
			return -1;
	}
	return end_record(r);
}

static int read_version(struct reader *r)
{
	int64_t version;
	if (!next_line(r) || !str_starts(r->line, STR(MAGIC)) ||
	    !field_number_of((struct dl_str){r->line.p + strlen(MAGIC), r->line.n - strlen(MAGIC)},
		1, INT32_MAX, &version))
		return FAIL(
		    r, r->text.p, "no state of dateline, expected \"" MAGIC "%d\"", VERSION);
	if (version > VERSION)
		return fail_at(r->err, DL_UNSUPPORTED, r->path, r->text, 0,
		    "written by a later version of dateline");
	return 0;
}

/* "modified N", then the lines about the calendar, which stay as they are. */
static int read_head(struct reader *r)
{
	const struct dl_str key = STR("modified ");
	struct dl_str number = {NULL, 0};
	if (next_line(r) && str_starts(r->line, key))
		number = (struct dl_str){r->line.p + key.n, r->line.n - key.n};
	if (!field_number_of(number, 0, INT64_C(253402300799), &r->ret->modified))
		return FAIL(r, r->line.p, "expected \"modified\" and a number");
	struct dl_str start = r->rest;
	while (str_starts(r->rest, STR("calendar ")))
		next_line(r);
	if (start.n != r->rest.n)
		r->ret->head = (struct dl_str){start.p, start.n - r->rest.n};
	return 0;
}

int state_read(struct arena *arena, struct dl_str path, struct dl_str text, struct state *ret,
    struct dl_error *reterr)
{
	struct state s = {0};
	struct reader r = {
	    .arena = arena, .path = path, .text = text, .rest = text, .ret = &s, .err = reterr};
	size_t valid = utf8_valid(text), nul = str_find(text, '\0');
	if (valid < text.n || nul < text.n)
		return FAIL(&r, text.p + (valid < nul ? valid : nul), "this byte is not UTF-8");
	/* A file that was cut short, by hand or by a disk, must not pass for whole. */
	if (text.n != 0 && text.p[text.n - 1] != '\n')
		return FAIL(&r, text.p + text.n, "the last line has no end");
	if (read_version(&r) < 0 || read_head(&r) < 0 || read_records(&r) < 0)
		return -1;
	*ret = s;
	return 0;
}
