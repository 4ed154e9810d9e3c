/* SPDX-License-Identifier: MIT */
/* Time expressions as JSON: dateline(1), TIME EXPRESSIONS. */
#include "api/parser.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"

/* Two digits behind a sign. */
static char *put_two(char *p, char sign, int v)
{
	p[0] = sign;
	p[1] = (char)('0' + v / 10 % 10);
	p[2] = (char)('0' + v % 10);
	return p + 3;
}

/* What one field of digits or grain takes, at most. */
#define FIELD_MAX 64

static char *put_bytes(char *p, struct dl_str s)
{
	if (s.n != 0)
		memcpy(p, s.p, s.n);
	return p + s.n;
}

/* At least so many digits. */
static char *put_digits(char *p, uint32_t v, size_t width)
{
	char digits[10];
	size_t i = sizeof(digits);
	do
		digits[--i] = (char)('0' + v % 10);
	while ((v /= 10) != 0 || sizeof(digits) - i < width);
	return put_bytes(p, (struct dl_str){digits + i, sizeof(digits) - i});
}

static char *put_civil(char *p, struct dl_str key, struct dl_civil c, enum when_grain grain)
{
	p = put_bytes(p, key);
	if (c.year < 0)
		*p++ = '-';
	p = put_digits(p, (uint32_t)(c.year < 0 ? -c.year : c.year), 4);
	p = put_two(p, '-', c.month);
	p = put_two(p, '-', c.day);
	if (grain >= WHEN_GRAIN_PART) {
		p = put_two(p, 'T', c.hour);
		p = put_two(p, ':', c.minute);
	}
	if (grain == WHEN_GRAIN_SECOND)
		p = put_two(p, ':', c.second);
	*p++ = '"';
	return p;
}

static struct dl_str grain_name(enum when_grain grain)
{
	static const struct dl_str names[] = {STR(""), STR("century"), STR("decade"), STR("year"),
	    STR("half"), STR("quarter"), STR("season"), STR("month"), STR("week"), STR("weekend"),
	    STR("day"), STR("part"), STR("hour"), STR("minute"), STR("second")};
	return names[grain];
}

static void put_rules(struct buf *b, const struct when_expr *e)
{
	buf_add(b, STR(",\"rule\":\""));
	for (size_t i = 0; i < e->n_rules; i++) {
		if (i != 0)
			buf_byte(b, '+');
		buf_z(b, when_rule_name(e->rules[i]));
	}
	buf_byte(b, '"');
}

static void put_offset(struct buf *b, const struct when_expr *e)
{
	int minutes = e->offset_minutes < 0 ? -e->offset_minutes : e->offset_minutes;
	json_put_field(b, "zone", e->zone);
	if (!e->has_offset)
		return;
	json_put_key(b, "offset");
	buf_printf(
	    b, "\"%c%02d:%02d\"", e->offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* What a recurrence leaves out: dates, and what recurs itself. */
static void put_exceptions(struct buf *b, const struct when_list *list, size_t set)
{
	static const char *const names[] = {"exdate", "exrule"};
	for (int rules = 0; rules < 2; rules++) {
		const char *sep = "[";
		for (size_t i = set + 1; i < list->n && list->v[i].set == set; i++) {
			const struct when_expr *x = &list->v[i];
			if (x->bound != WHEN_BOUND_EXCEPT || (x->type == WHEN_SET) != (rules == 1))
				continue;
			if (*sep == '[')
				json_put_key(b, names[rules]);
			buf_z(b, sep);
			json_put_string(b, str_of(rules ? x->rrule : x->value));
			sep = ",";
		}
		if (*sep == ',')
			buf_byte(b, ']');
	}
}

/* end: the other end of a range that is written as one expression, or NULL. */
static char *put_interval(char *p, const struct when_expr *e, const struct when_expr *end)
{
	const struct dl_str to = STR(",\"to\":\"");
	if (e->has_from)
		p = put_civil(p, STR(",\"from\":\""), e->from, e->grain);
	if (e->type == WHEN_SET) /* the hour it ends at each time has no day */
		end = NULL;
	if (end != NULL && end->has_to)
		p = put_civil(p, to, end->to, end->grain);
	else if (end != NULL && end->has_from && e->type != WHEN_SET) /* "Mondays 2 - 4 pm" */
		p = put_civil(p, to, end->from, end->grain);
	else if (e->has_to)
		p = put_civil(p, to, e->to, e->grain);
	if (e->open && end == NULL)
		p = put_bytes(p, STR(",\"open\":true"));
	return p;
}

/* The expression, and with its bounds where they are one. */
static struct dl_span span_of(const struct when_list *list, size_t i, bool whole)
{
	struct dl_span span = list->v[i].span;
	if (!whole || list->v[i].type != WHEN_SET)
		return span;
	if (i > 0 && list->v[i - 1].set == i)
		span.start = list->v[i - 1].span.start;
	for (size_t k = i + 1; k < list->n && list->v[k].set == i; k++)
		span.end = list->v[k].span.end;
	return span;
}

static void put_expr(struct buf *b, const struct parsed *p, const struct when_expr *e,
    const struct when_expr *end, bool whole)
{
	const struct text_doc *doc = &p->doc;
	size_t index = (size_t)(e - p->list.v);
	static const struct dl_str types[] = {STR(",\"type\":\"DATE\",\"value\":"),
	    STR(",\"type\":\"TIME\",\"value\":"), STR(",\"type\":\"DURATION\",\"value\":"),
	    STR(",\"type\":\"SET\",\"value\":")};
	struct dl_span span = span_of(&p->list, index, whole);
	if (end != NULL)
		span.end = end->span.end;
	struct dl_span at = text_span_to_source(doc, span), raw = text_raw_span(doc, at);
	char *to = buf_room(b, 2 * FIELD_MAX);
	if (to == NULL)
		return;
	to = put_digits(put_bytes(to, STR("{\"start\":")), raw.start, 1);
	to = put_digits(put_bytes(to, STR(",\"end\":")), raw.end, 1);
	buf_wrote(b, put_bytes(to, STR(",\"text\":")));
	json_put_string(b, str_sub(doc->source, at));
	buf_add(b, types[e->type]);
	json_put_string(b, str_of(e->value));
	json_put_field(b, "mod", str_of(e->mod));
	to = buf_room(b, 4 * FIELD_MAX);
	if (to == NULL)
		return;
	to = put_interval(to, e, end);
	if (e->grain != WHEN_GRAIN_NONE) {
		to = put_bytes(to, STR(",\"grain\":\""));
		to = put_bytes(to, grain_name(e->grain));
		*to++ = '"';
	}
	buf_wrote(b, to);
	put_offset(b, e);
	json_put_field(b, "rrule", str_of(e->rrule));
	if (e->type == WHEN_SET)
		put_exceptions(b, &p->list, index);
	if (e->n_alternatives != 0) {
		json_put_key(b, "alternatives");
		buf_byte(b, '[');
		for (size_t i = 0; i < e->n_alternatives; i++) {
			if (i != 0)
				buf_byte(b, ',');
			json_put_string(b, e->alternatives[i]);
		}
		buf_byte(b, ']');
	}
	put_rules(b, e);
	buf_byte(b, '}');
}

void timex_write(const struct parsed *p, const struct dl_options *o, bool lines, struct buf *b)
{
	bool first = true;
	for (size_t i = 0; i < p->list.n; i++) {
		const struct when_expr *e = &p->list.v[i];
		bool pair = o->intervals && e->range_end != WHEN_NONE && e->range_end < p->list.n;
		if (e->absorbed || (o->intervals && e->set != WHEN_NONE))
			continue;
		if (!lines && !first)
			buf_byte(b, ',');
		first = false;
		put_expr(b, p, e, pair ? &p->list.v[e->range_end] : NULL, o->intervals);
		if (lines)
			buf_byte(b, '\n');
		if (pair)
			i = e->range_end;
	}
}

int dl_timex(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct dl_sink *out, struct dl_error *reterr)
{
	struct parsed parsed;
	if (dl_options_check(o, reterr) != 0 || parser_read(p, o, source, &parsed, reterr) != 0)
		return -1;
	timex_write(&parsed, o, true, &p->out);
	return parser_flush(p, out, reterr);
}
