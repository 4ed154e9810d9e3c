/* SPDX-License-Identifier: MIT */
/* The script is read from a copy in which what breaks JSON is mended without
 * moving a byte, so that each value has its place in the page. */
#include "source/jsonld.h"

#include <string.h>

#include "base/buf.h"
#include "base/json_read.h"
#include "base/str.h"
#include "source/jsonwalk.h"
#include "source/schema.h"

/* Objects inside each other that are looked into. A list of a graph of events
 * with parts, places and addresses is eight deep. */
#define DEPTH_MAX 12
/* Values of one list (performers, parts). */
#define VALUES_MAX 2000

struct jsonld {
	struct html *h;
	struct facts *f;
	const char *copy; /* copy[0] is source byte from */
	uint32_t from;
	struct dl_str place; /* of the event around the one at hand; empty: none */
};

static struct dl_span span_of(const struct jsonld *j, struct dl_str value)
{
	uint32_t at = j->from + (uint32_t)(value.p - j->copy);
	return (struct dl_span){at, at + (uint32_t)value.n};
}

/* ---- mending ----------------------------------------------------------------------- */

static void blank(char *p, size_t n)
{
	memset(p, ' ', n);
}

/* A comment at p: its length, or 0. */
static size_t comment(const char *p, size_t n)
{
	struct dl_str s = {p, n};
	if (str_starts(s, STR("//")))
		return str_find(s, '\n');
	if (!str_starts(s, STR("/*")))
		return 0;
	for (size_t i = 2; i + 1 < n; i++)
		if (p[i] == '*' && p[i + 1] == '/')
			return i + 2;
	return n;
}

/* Is the next thing behind p a closing bracket? */
static bool closes(const char *p, size_t n)
{
	size_t i = 0;
	while (i < n && is_space((unsigned char)p[i]))
		i++;
	return i < n && (p[i] == '}' || p[i] == ']');
}

/* Comments first, then commas before a bracket; line breaks in strings become
 * spaces. */
static void mend(char *p, size_t n)
{
	for (int pass = 0; pass < 2; pass++) {
		bool string = false;
		for (size_t i = 0; i < n; i++) {
			if (string && p[i] == '\\') {
				i++;
			} else if (p[i] == '"') {
				string = !string;
			} else if (string) {
				if ((unsigned char)p[i] < 0x20)
					p[i] = ' ';
			} else if (pass == 0 && p[i] == '/') {
				size_t length = comment(p + i, n - i);
				blank(p + i, length);
			} else if (pass == 1 &&
				   (p[i] == ';' || (p[i] == ',' && closes(p + i + 1, n - i - 1)))) {
				p[i] = ' ';
			}
		}
	}
}

/* "&quot;name&quot;": the quotes stay next to what they hold. */
static void mend_quotes(char *p, size_t n)
{
	bool open = false;
	for (size_t i = 0; i + 6 <= n; i++) {
		if (p[i] != '&' || memcmp(p + i, "&quot;", 6) != 0)
			continue;
		blank(p + i, 6);
		p[open ? i : i + 5] = '"';
		open = !open;
		i += 5;
	}
}

/* What people put around scripts so that old browsers pass over them. */
static void drop_wrapping(char *p, size_t n)
{
	static const char *const marks[] = {
	    "<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*<![CDATA[*/", "/*]]>*/"};
	for (int side = 0; side < 2; side++)
		for (size_t i = 0; i < 2 * sizeof(marks) / sizeof(marks[0]); i++) {
			struct dl_str s = str_trim((struct dl_str){p, n});
			struct dl_str mark = str_of(marks[i % (sizeof(marks) / sizeof(marks[0]))]);
			if (str_starts(s, mark))
				blank(p + (s.p - p), mark.n);
			else if (str_ends(s, mark))
				blank(p + (s.p - p) + (s.n - mark.n), mark.n);
		}
}

/* ---- values ------------------------------------------------------------------------ */

static struct dl_str member(struct dl_str object, const char *name)
{
	struct jsonwalk w = jsonwalk_begin(object);
	while (w.object && jsonwalk_next(&w))
		if (str_eq_fold(w.key, str_of(name)))
			return w.value;
	return STR("");
}

/* Of a list the first, of an object its value or name. */
static struct dl_str plain_value(struct dl_str value)
{
	for (int i = 0; i < 3; i++) {
		struct jsonwalk w = jsonwalk_begin(value);
		if (jsonwalk_is(value, '[')) {
			if (!jsonwalk_next(&w))
				return STR("");
			value = w.value;
		} else if (jsonwalk_is(value, '{')) {
			struct dl_str v = member(value, "@value");
			value = v.n != 0 ? v : member(value, "name");
		}
	}
	return value;
}

static struct dl_str text_of(struct jsonld *j, struct dl_str value)
{
	struct dl_str s = jsonwalk_text(j->f->arena, plain_value(value));
	if (s.p == NULL)
		j->f->failed = DL_NOMEM;
	return s.p == NULL ? STR("") : schema_text(j->h, s);
}

static enum schema_type type_of(struct jsonld *j, struct dl_str object)
{
	struct dl_str value = member(object, "@type");
	if (!jsonwalk_is(value, '['))
		return schema_type_of(text_of(j, value));
	struct jsonwalk w = jsonwalk_begin(value);
	while (jsonwalk_next(&w)) {
		enum schema_type type = schema_type_of(text_of(j, w.value));
		if (type != SCHEMA_OTHER)
			return type;
	}
	return SCHEMA_OTHER;
}

/* ---- places, people ------------------------------------------------------------------ */

static void read_place(struct jsonld *j, struct dl_str value, struct schema_place *p, int depth)
{
	if (!jsonwalk_is(value, '{')) {
		if (p->text.n == 0)
			p->text = text_of(j, value);
		return;
	}
	p->online |= type_of(j, value) == SCHEMA_ONLINE;
	struct jsonwalk w = jsonwalk_begin(value);
	while (jsonwalk_next(&w)) {
		struct dl_str word = schema_word(w.key);
		bool nested = jsonwalk_is(w.value, '{') || jsonwalk_is(w.value, '[');
		bool inner = str_eq(word, STR("address")) || str_eq(word, STR("geo"));
		if (nested && inner && depth < 3) {
			struct jsonwalk first = jsonwalk_begin(w.value);
			bool list = jsonwalk_is(w.value, '[') && jsonwalk_next(&first);
			read_place(j, list ? first.value : w.value, p, depth + 1);
		} else {
			schema_place_take(p, word, text_of(j, w.value));
		}
	}
}

/* Of several the first that is a place on earth. */
static void add_place(struct jsonld *j, uint32_t record, struct dl_str value)
{
	struct schema_place best = {.online = false};
	struct jsonwalk w = jsonwalk_begin(value);
	if (!jsonwalk_is(value, '['))
		read_place(j, value, &best, 0);
	for (size_t i = 0; jsonwalk_is(value, '[') && i < VALUES_MAX && jsonwalk_next(&w); i++) {
		struct schema_place p = {.online = false};
		read_place(j, w.value, &p, 0);
		if (i == 0 || (best.online && !p.online))
			best = p;
	}
	/* A link is where one clicks; a calendar shows it as an address. */
	if (!schema_place_add(j->f, record, &best, span_of(j, value)))
		j->f->failed = DL_NOMEM;
}

static void add_people(struct jsonld *j, uint32_t record, struct dl_str key, struct dl_str value)
{
	struct jsonwalk w = jsonwalk_begin(value);
	if (!jsonwalk_is(value, '[')) {
		schema_event_take(j->f, record, key, text_of(j, value), span_of(j, value));
		return;
	}
	for (size_t i = 0; i < VALUES_MAX && jsonwalk_next(&w); i++)
		schema_event_take(j->f, record, key, text_of(j, w.value), span_of(j, w.value));
}

/* ---- recurrence ------------------------------------------------------------------------ */

/* "P2W" → FREQ=WEEKLY;INTERVAL=2 */
static bool put_frequency(struct buf *b, struct dl_str s)
{
	static const struct {
		char unit;
		const char *name;
	} units[] = {{'D', "DAILY"}, {'W', "WEEKLY"}, {'M', "MONTHLY"}, {'Y', "YEARLY"}};
	unsigned n = 0;
	size_t i = 1;
	for (; i < s.n && i < 4 && is_digit((unsigned char)s.p[i]); i++)
		n = n * 10 + (unsigned)(s.p[i] - '0');
	if (s.n < 3 || s.p[0] != 'P' || n == 0 || i + 1 != s.n)
		return false;
	for (size_t k = 0; k < 4; k++)
		if (units[k].unit == s.p[i]) {
			buf_printf(b, "FREQ=%s", units[k].name);
			if (n > 1)
				buf_printf(b, ";INTERVAL=%u", n);
			return true;
		}
	return false;
}

static void put_days(struct jsonld *j, struct buf *b, struct dl_str value)
{
	static const char *const days[] = {
	    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	struct jsonwalk w = jsonwalk_begin(value);
	bool list = jsonwalk_is(value, '['), first = true;
	for (int i = 0; i < 7 && value.n != 0 && (list ? jsonwalk_next(&w) : i == 0); i++) {
		struct dl_str word = schema_word(text_of(j, list ? w.value : value));
		for (int k = 0; k < 7; k++) {
			if (!str_eq_fold(word, str_of(days[k])) &&
			    !(word.n == 2 && str_eq_fold(word, (struct dl_str){days[k], 2})))
				continue;
			buf_printf(b, "%s%c%c", first ? ";BYDAY=" : ",", days[k][0],
			    days[k][1] - 'a' + 'A');
			first = false;
		}
	}
}

static void put_until(struct jsonld *j, struct buf *b, struct dl_str object)
{
	struct isotime t;
	struct dl_str count = text_of(j, member(object, "repeatCount"));
	if (count.n != 0 && count.n < 6 && is_digit((unsigned char)count.p[0]))
		buf_printf(b, ";COUNT=%.*s", (int)count.n, count.p);
	else if (isotime_read(text_of(j, member(object, "endDate")), &t) && t.precision >= DL_DAY)
		buf_printf(b, ";UNTIL=%04d%02d%02d", (int)t.at.year, t.at.month, t.at.day);
}

/* eventSchedule: a rule, and the first day and hours of it. */
static void read_schedule(struct jsonld *j, uint32_t record, struct dl_str value)
{
	struct jsonwalk first = jsonwalk_begin(value);
	if (jsonwalk_is(value, '[') && jsonwalk_next(&first))
		value = first.value;
	struct buf b = {.alloc = j->f->arena->alloc, .max = 500};
	struct dl_span span = span_of(j, value);
	if (!jsonwalk_is(value, '{') ||
	    !put_frequency(&b, text_of(j, member(value, "repeatFrequency")))) {
		buf_free(&b);
		return;
	}
	put_days(j, &b, member(value, "byDay"));
	put_until(j, &b, value);
	facts_add(j->f, record, TEXT_FACT_RRULE, buf_str(&b), span);
	buf_clear(&b);
	struct dl_str date = text_of(j, member(value, "startDate"));
	struct dl_str time = text_of(j, member(value, "startTime"));
	struct dl_str end = text_of(j, member(value, "endTime"));
	bool joined = date.n <= 10;
	buf_add(&b, date);
	if (time.n != 0 && joined)
		buf_printf(&b, "T%.*s", (int)time.n, time.p);
	facts_add_time(j->f, record, TEXT_FACT_START, buf_str(&b), false, span);
	buf_free(&b);
	if (end.n != 0)
		facts_add_time(j->f, record, TEXT_FACT_END, end, false, span);
	facts_add(j->f, record, TEXT_FACT_DURATION, text_of(j, member(value, "duration")), span);
	facts_add(
	    j->f, record, TEXT_FACT_ZONE, text_of(j, member(value, "scheduleTimezone")), span);
	struct jsonwalk except = jsonwalk_begin(member(value, "exceptDate"));
	while (jsonwalk_next(&except))
		facts_add(j->f, record, TEXT_FACT_EXDATE, text_of(j, except.value),
		    span_of(j, except.value));
}

/* ---- events -------------------------------------------------------------------------------- */

static void visit(struct jsonld *j, struct dl_str value, int depth);

static void read_member(struct jsonld *j, uint32_t record, struct dl_str key, struct dl_str value)
{
	static const char *const people[] = {
	    "performer", "performers", "organizer", "instructor", "actor", "speaker"};
	struct dl_str word = schema_word(key);
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		if (str_eq(word, str_of(people[i]))) {
			add_people(j, record, word, value);
			return;
		}
	if (str_eq(word, STR("location")))
		add_place(j, record, value);
	else if (str_eq(word, STR("eventSchedule")))
		read_schedule(j, record, value);
	else if (str_eq(word, STR("keywords")) && jsonwalk_is(value, '['))
		add_people(j, record, word, value);
	else
		schema_event_take(j->f, record, word, text_of(j, value), span_of(j, value));
}

static void read_event(struct jsonld *j, struct dl_str object, int depth)
{
	uint32_t record = facts_open(j->f, "source.json-ld", span_of(j, object));
	struct jsonwalk w = jsonwalk_begin(object);
	while (j->f->failed == DL_OK && jsonwalk_next(&w))
		read_member(j, record, w.key, w.value);
	struct dl_str around = j->place, own = facts_get(j->f, record, TEXT_FACT_LOCATION);
	if (own.n == 0)
		facts_add(j->f, record, TEXT_FACT_LOCATION, around, span_of(j, object));
	w = jsonwalk_begin(object);
	while (j->f->failed == DL_OK && jsonwalk_next(&w)) {
		struct dl_str word = schema_word(w.key);
		bool part = str_eq(word, STR("subEvent")) || str_eq(word, STR("subEvents"));
		j->place = part ? own.n != 0 ? own : around : STR("");
		if (part || str_eq(word, STR("superEvent")))
			visit(j, w.value, depth + 1);
	}
	j->place = around;
}

/* Anything may hold events: a graph, a list, a course, a place. */
static void visit(struct jsonld *j, struct dl_str value, int depth)
{
	struct jsonwalk w = jsonwalk_begin(value);
	if (depth > DEPTH_MAX || j->f->failed != DL_OK)
		return;
	if (jsonwalk_is(value, '{') && type_of(j, value) == SCHEMA_EVENT) {
		read_event(j, value, depth);
		return;
	}
	while (j->f->failed == DL_OK && jsonwalk_next(&w))
		if (jsonwalk_is(w.value, '{') || jsonwalk_is(w.value, '['))
			visit(j, w.value, depth + 1);
}

/* ---- scripts -------------------------------------------------------------------------------- */

/* The values of a script: one object, a list of them, or several in a row. */
static bool check(struct jsonld *j, struct dl_str s, struct dl_error *error)
{
	struct json_reader reader = {.alloc = j->f->arena->alloc};
	s = str_trim(s);
	bool list = jsonwalk_is(s, '[');
	bool ok = list && s.p[s.n - 1] == ']';
	struct jsonwalk w = jsonwalk_begin(s);
	if (!list)
		ok = json_read(&reader, s, NULL, 0, error) == 0;
	struct dl_str at = s;
	while (ok && list && jsonwalk_next(&w)) {
		at = w.value;
		ok = !jsonwalk_is(at, '{') || json_read(&reader, at, NULL, 0, error) == 0;
	}
	error->offset += j->from + (uint32_t)(at.p - j->copy);
	json_reader_free(&reader);
	if (error->status == DL_NOMEM)
		j->f->failed = DL_NOMEM;
	return ok;
}

void jsonld_read(struct html *h, struct facts *f, struct dl_span span)
{
	size_t n = span.end - span.start;
	char *copy = arena_alloc(f->arena, 1, n + 1);
	if (copy == NULL) {
		f->failed = DL_NOMEM;
		return;
	}
	if (n == 0)
		return;
	memcpy(copy, f->doc->source.p + span.start, n);
	struct jsonld j = {.h = h, .f = f, .copy = copy, .from = span.start};
	struct dl_error first = {.status = DL_OK}, second = {.status = DL_OK};
	struct dl_str s = {copy, n};
	drop_wrapping(copy, n);
	if (str_trim(s).n == 0)
		return;
	bool ok = check(&j, s, &first);
	if (!ok && f->failed == DL_OK) {
		uint32_t at = first.offset < span.end ? first.offset : span.start;
		mend_quotes(copy, n);
		mend(copy, n);
		ok = check(&j, s, &second);
		facts_warn(f, at, "%s%s", first.text[0] == '\0' ? "malformed JSON" : first.text,
		    ok ? "; read as it was meant" : "; the script is left out");
	}
	if (ok)
		visit(&j, str_trim(s), 0);
}
