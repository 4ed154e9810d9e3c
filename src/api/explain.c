/* SPDX-License-Identifier: MIT */
/* Why: each time expression with its bytes, its reading, what was written and
 * what was assumed and from what, the rows that fired, and what became of it. */
#include "api/explain.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

/* Code points of source text that are shown of an event. */
#define QUOTE_MAX 160

void explain_place(const struct explainer *x, uint32_t source_offset)
{
	uint32_t line, column;
	text_position(&x->parsed->doc, source_offset, &line, &column);
	buf_add(x->out, x->parsed->doc.path);
	buf_printf(x->out, "%s%u:%u", x->parsed->doc.path.n == 0 ? "" : ":", line, column);
}

void explain_quote(struct buf *b, struct dl_str s)
{
	struct dl_str head = utf8_head(s, QUOTE_MAX);
	buf_byte(b, '"');
	for (size_t i = 0; i < head.n; i++)
		buf_byte(b, (unsigned char)head.p[i] < 0x20 || head.p[i] == 0x7F ? ' ' : head.p[i]);
	buf_z(b, head.n < s.n ? "…\"" : "\"");
}

void explain_label(struct buf *b, const char *name)
{
	buf_printf(b, "  %-9s ", name);
}

void explain_other(const struct explainer *x, uint32_t expr)
{
	struct dl_span at = text_span_to_source(&x->parsed->doc, x->parsed->list.v[expr].span);
	explain_quote(x->out, str_sub(x->parsed->doc.source, at));
	buf_z(x->out, " at ");
	explain_place(x, at.start);
}

/* relation: what words say that name no field */
static void put_known(struct buf *b, uint16_t known, const char *relation)
{
	static const struct {
		uint16_t bit;
		const char *name;
	} names[] = {
#define X(name, text, bit) {bit, text},
	    DL_KNOWN(X)
#undef X
	};
	bool any = false;
	explain_label(b, "written");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (known & names[i].bit) {
			buf_printf(b, "%s%s", any ? ", " : "", names[i].name);
			any = true;
		}
	if (!any)
		buf_z(b, relation);
	buf_byte(b, '\n');
}

static void put_reference(struct buf *b, const struct when_list *l)
{
	static const char *const from[] = {
	    "nothing", "the reference given", "the document's own date", "today's date"};
	buf_printf(b, "%s %04d-%02d-%02d", from[l->reference_from], l->reference.year,
	    l->reference.month, l->reference.day);
}

static void put_assumption(
    const struct explainer *x, const struct when_expr *e, const char *field, enum when_from from)
{
	static const char *const texts[] = {"", "", "the day in force", "the year in force",
	    "the heading above", "the other end of its range or list", "the weekday beside it",
	    "the rule's convention"};
	struct buf *b = x->out;
	if (from == WHEN_FROM_TEXT)
		return;
	explain_label(b, "assumed");
	buf_printf(b, "%s from ", field);
	if (from == WHEN_FROM_REFERENCE)
		put_reference(b, &x->parsed->list);
	else
		buf_z(b, texts[from]);
	if (e->antecedent != WHEN_NONE && from != WHEN_FROM_REFERENCE && from != WHEN_FROM_RANGE) {
		buf_z(b, ": ");
		explain_other(x, e->antecedent);
	}
	buf_byte(b, '\n');
}

/* What neither the text nor the document says. */
static void put_convention(struct buf *b, const struct when_expr *e)
{
	if (e->grain == WHEN_GRAIN_PART && e->has_from && e->has_to) {
		explain_label(b, "assumed");
		buf_printf(b, "%02u:00 to %02u:00 from the convention for %s\n", e->from.hour,
		    e->to.hour == 0 ? 24 : e->to.hour, dl_part_name(e->part));
	}
	if (e->n_alternatives != 0) {
		explain_label(b, "assumed");
		buf_z(b, "the day before the month from the convention\n");
	}
	if (e->grain == WHEN_GRAIN_SEASON && e->has_from) {
		explain_label(b, "assumed");
		buf_printf(b, "month %u and the two after it from the convention\n", e->from.month);
	}
}

static void put_reading(const struct explainer *x, const struct when_expr *e)
{
	struct buf *b = x->out;
	explain_label(b, "reads");
	buf_z(b, e->value);
	if (e->mod != NULL)
		buf_printf(b, " (%s)", e->mod);
	if (e->edtf.n != 0 && !str_eq(e->edtf, str_of(e->value)))
		buf_printf(b, ", EDTF %.*s", (int)e->edtf.n, e->edtf.p);
	if (e->rrule[0] != '\0')
		buf_printf(b, ", RRULE %s", e->rrule);
	if (e->zone.n != 0)
		buf_printf(b, ", zone %.*s", (int)e->zone.n, e->zone.p);
	buf_byte(b, '\n');
	for (size_t i = 0; i < e->n_alternatives; i++) {
		explain_label(b, i == 0 ? "or" : "");
		buf_printf(b, "%.*s\n", (int)e->alternatives[i].n, e->alternatives[i].p);
	}
	if (e->weekday_clash) {
		explain_label(b, "warning");
		buf_z(b, "the weekday is not that of the date\n");
	}
}

/* "Europe/Dublin, zone.place: Galway" */
static void put_zone(struct buf *b, const struct dl_event *e)
{
	if (e->tz.n == 0)
		return;
	explain_label(b, "zone");
	buf_add(b, e->tz);
	if (e->known & DL_KNOWN_TZ)
		buf_z(b, ", written");
	for (size_t i = 0; i < e->rules.n; i++) {
		if (!str_starts(e->rules.v[i], STR("zone.")))
			continue;
		buf_z(b, ", ");
		buf_add(b, e->rules.v[i]);
		if (str_eq(e->rules.v[i], STR("zone.place"))) {
			buf_z(b, ": ");
			buf_add(b, e->location);
		}
	}
	buf_byte(b, '\n');
}

static void put_verdict(const struct explainer *x, uint32_t i)
{
	const struct event_verdicts *all = x->verdicts;
	for (uint32_t n = x->first[i]; n != 0; n = x->next[n - 1]) {
		uint32_t k = n - 1;
		explain_label(x->out, "so");
		if (all->v[k].event == UINT32_MAX) {
			buf_printf(x->out, "background: %s\n", all->v[k].reason);
			continue;
		}
		const struct dl_event *e = &x->calendar->events[all->v[k].event];
		buf_printf(
		    x->out, "event \"%.*s\": %s\n", (int)e->title.n, e->title.p, all->v[k].reason);
		put_zone(x->out, e);
	}
}

static void put_expr(const struct explainer *x, uint32_t i)
{
	const struct when_expr *e = &x->parsed->list.v[i];
	struct dl_span at = text_span_to_source(&x->parsed->doc, e->span);
	explain_place(x, at.start);
	buf_z(x->out, ": ");
	explain_quote(x->out, str_sub(x->parsed->doc.source, at));
	buf_printf(x->out, " (bytes %u-%u)\n", at.start, at.end);
	put_reading(x, e);
	static const char *const relations[] = {
	    "nothing but the relation", "nothing but the relation", "the length", "the recurrence"};
	put_known(x->out, e->known, relations[e->type]);
	put_assumption(x, e, "year", e->year_from);
	put_assumption(x, e, "month", e->month_from);
	put_assumption(x, e, "day", e->day_from);
	put_convention(x->out, e);
	explain_tree(x, i);
	put_verdict(x, i);
	buf_byte(x->out, '\n');
}

static void put_list(struct buf *b, const char *name, const struct dl_strs *list)
{
	for (size_t i = 0; i < list->n; i++) {
		explain_label(b, i == 0 ? name : "");
		buf_printf(b, "%.*s\n", (int)list->v[i].n, list->v[i].p);
	}
}

static void put_event(const struct explainer *x, uint32_t index)
{
	const struct dl_event *e = &x->calendar->events[index];
	const struct text_doc *doc = &x->parsed->doc;
	buf_add(x->out, doc->path);
	buf_printf(
	    x->out, "%s%u:%u", doc->path.n == 0 ? "" : ":", e->source.line, e->source.column);
	buf_printf(x->out, ": event \"%.*s\" (bytes %u-%u)\n", (int)e->title.n, e->title.p,
	    e->source.span.start, e->source.span.end);
	explain_label(x->out, "source");
	explain_quote(
	    x->out, doc->origin.n == 0 ? str_sub(doc->source, e->source.span) : e->source.quote);
	buf_byte(x->out, '\n');
	explain_label(x->out, "uid");
	buf_printf(x->out, "%.*s\n", (int)e->uid.n, e->uid.p);
	explain_label(x->out, "when");
	buf_printf(x->out, "%.*s, precision %s", (int)e->edtf.n, e->edtf.p,
	    dl_precision_name(e->precision));
	if (e->precision == DL_MINUTE)
		buf_printf(x->out, ", at %02d:%02d", e->start.hour, e->start.minute);
	if (e->part != DL_PART_NONE)
		buf_printf(x->out, ", %s", dl_part_name(e->part));
	if (e->has_window)
		buf_printf(x->out, " between %02d:%02d and %02d:%02d", e->window[0].hour,
		    e->window[0].minute, e->window[1].hour, e->window[1].minute);
	if (e->tz.n != 0)
		buf_printf(x->out, ", zone %.*s (%s)", (int)e->tz.n, e->tz.p,
		    e->known & DL_KNOWN_TZ ? "written" : "assumed");
	buf_byte(x->out, '\n');
	if (e->location.n != 0) {
		explain_label(x->out, "where");
		buf_printf(x->out, "%.*s (%s)\n", (int)e->location.n, e->location.p,
		    e->known & DL_KNOWN_LOCATION ? "written" : "assumed");
	}
	put_known(x->out, e->known, "nothing");
	put_list(x->out, "after", &e->after);
	put_list(x->out, "rules", &e->rules);
	explain_label(x->out, "sure");
	buf_printf(x->out, "%u %%\n", e->confidence);
	for (uint32_t i = 0; i < x->verdicts->n; i++)
		if (x->verdicts->v[i].event == index &&
		    x->verdicts->v[i].expr < x->parsed->list.n) {
			buf_byte(x->out, '\n');
			put_expr(x, x->verdicts->v[i].expr);
		}
}

/* Chains the verdicts of each expression in their order, so that explaining a
 * document stays linear. */
static bool index_verdicts(struct arena *arena, struct explainer *x)
{
	size_t n = x->parsed->list.n;
	x->first = arena_array(arena, uint32_t, n);
	x->next = arena_array(arena, uint32_t, x->verdicts->n);
	if (x->first == NULL || x->next == NULL)
		return false;
	for (size_t k = x->verdicts->n; k > 0; k--) {
		uint32_t expr = x->verdicts->v[k - 1].expr;
		if (expr >= n)
			continue;
		x->next[k - 1] = x->first[expr];
		x->first[expr] = (uint32_t)k;
	}
	return true;
}

/* A line number; 0: the query is none. */
static uint32_t line_number(struct dl_str query)
{
	uint32_t n = 0;
	for (size_t i = 0; i < query.n; i++) {
		if (!is_digit((unsigned char)query.p[i]) || n > 100000000)
			return 0;
		n = n * 10 + (uint32_t)(query.p[i] - '0');
	}
	return n;
}

static bool explain_line(const struct explainer *x, uint32_t wanted)
{
	bool found = false;
	for (uint32_t i = 0; i < x->parsed->list.n; i++) {
		uint32_t line, column;
		struct dl_span at = text_span_to_source(&x->parsed->doc, x->parsed->list.v[i].span);
		text_position(&x->parsed->doc, at.start, &line, &column);
		if (line != wanted)
			continue;
		put_expr(x, i);
		found = true;
	}
	for (uint32_t i = 0; i < x->calendar->n_events; i++)
		if (x->calendar->events[i].source.line == wanted) {
			put_event(x, i);
			found = true;
		}
	return found;
}

static bool explain_uid(const struct explainer *x, struct dl_str uid)
{
	for (uint32_t i = 0; i < x->calendar->n_events; i++)
		if (str_eq(x->calendar->events[i].uid, uid)) {
			put_event(x, i);
			return true;
		}
	return false;
}

static void explain_all(const struct explainer *x)
{
	if (x->parsed->list.has_reference) {
		buf_z(x->out, "read against ");
		put_reference(x->out, &x->parsed->list);
		buf_z(x->out, "\n\n");
	}
	for (uint32_t i = 0; i < x->parsed->list.n; i++)
		put_expr(x, i);
	buf_printf(
	    x->out, "%zu time expressions, %zu events\n", x->parsed->list.n, x->calendar->n_events);
}

int dl_explain(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct dl_str query, struct dl_sink *out, struct dl_error *reterr)
{
	struct parsed parsed;
	struct dl_calendar *c = NULL;
	struct event_verdicts verdicts = {NULL, 0};
	struct when_derivation why;
	if (dl_options_check(o, reterr) != 0 ||
	    parser_explain(p, o, source, &parsed, &why, reterr) != 0 ||
	    parser_events(p, o, &parsed, &c, &verdicts, reterr) != 0)
		return -1;
	struct explainer x = {&parsed, &why, c, &verdicts, NULL, NULL, &p->out};
	if (!index_verdicts(&p->scratch, &x)) {
		dl_calendar_free(c);
		return fail(reterr, DL_NOMEM, "out of memory");
	}
	uint32_t line = line_number(query);
	bool found = true;
	if (query.n == 0)
		explain_all(&x);
	else
		found = line != 0 ? explain_line(&x, line) : explain_uid(&x, query);
	dl_calendar_free(c);
	if (!found) {
		buf_clear(&p->out);
		return fail_in(reterr, DL_USAGE, o->path,
		    "'%.*s' names no event and no line with a time expression, expected a UID or a "
		    "line number",
		    (int)(query.n < 60 ? query.n : 60), query.p);
	}
	return parser_flush(p, out, reterr);
}
