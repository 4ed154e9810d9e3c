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
/* Events of one line that are explained: a table without breaks has some. */
#define LINE_EVENTS 64

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

void explain_label(const struct explainer *x, const char *name)
{
	explain_sgr(x, SGR_CYAN);
	buf_printf(x->out, "  %-9s ", name);
	explain_sgr(x, SGR_PLAIN);
}

void explain_other(const struct explainer *x, uint32_t expr)
{
	struct dl_span at = text_span_to_source(&x->parsed->doc, x->parsed->list.v[expr].span);
	explain_quote(x->out, str_sub(x->parsed->doc.source, at));
	buf_z(x->out, " at ");
	explain_place(x, at.start);
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
	explain_label(x, "assumed");
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
static void put_convention(const struct explainer *x, const struct when_expr *e)
{
	struct buf *b = x->out;
	if (e->grain == WHEN_GRAIN_PART && e->has_from && e->has_to) {
		explain_label(x, "assumed");
		buf_printf(b, "%02u:00 to %02u:00 from the convention for %s\n", e->from.hour,
		    e->to.hour == 0 ? 24 : e->to.hour, dl_part_name(e->part));
	}
	if (e->n_alternatives != 0) {
		explain_label(x, "assumed");
		buf_z(b, "the day before the month from the convention\n");
	}
	if (e->grain == WHEN_GRAIN_SEASON && e->has_from) {
		explain_label(x, "assumed");
		buf_printf(b, "month %u and the two after it from the convention\n", e->from.month);
	}
}

static void put_reading(const struct explainer *x, const struct when_expr *e)
{
	struct buf *b = x->out;
	explain_label(x, "reads");
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
		explain_label(x, i == 0 ? "or" : "");
		buf_printf(b, "%.*s\n", (int)e->alternatives[i].n, e->alternatives[i].p);
	}
	if (e->weekday_clash) {
		explain_label(x, "warning");
		buf_z(b, "the weekday is not that of the date\n");
	}
}

static void put_verdict(const struct explainer *x, uint32_t i)
{
	const struct event_verdicts *all = x->verdicts;
	for (uint32_t n = x->first[i]; n != 0; n = x->next[n - 1]) {
		uint32_t k = n - 1;
		explain_label(x, "so");
		if (all->v[k].event == UINT32_MAX) {
			buf_z(x->out, "background: ");
			explain_reason(x, str_of(all->v[k].reason));
			buf_byte(x->out, '\n');
			continue;
		}
		const struct dl_event *e = &x->calendar->events[all->v[k].event];
		buf_printf(x->out, "event \"%.*s\": ", (int)e->title.n, e->title.p);
		explain_reason(x, str_of(all->v[k].reason));
		buf_byte(x->out, '\n');
		explain_zone(x, e);
	}
}

void explain_expr(const struct explainer *x, uint32_t i)
{
	const struct when_expr *e = &x->parsed->list.v[i];
	struct dl_span at = text_span_to_source(&x->parsed->doc, e->span);
	explain_sgr(x, SGR_BOLD);
	explain_place(x, at.start);
	buf_z(x->out, ": ");
	explain_quote(x->out, str_sub(x->parsed->doc.source, at));
	explain_sgr(x, SGR_PLAIN);
	buf_printf(x->out, " (bytes %u-%u)\n", at.start, at.end);
	if (x->close)
		explain_excerpt(x, "text", at);
	put_reading(x, e);
	static const char *const relations[] = {
	    "nothing but the relation", "nothing but the relation", "the length", "the recurrence"};
	explain_known(x, e->known, relations[e->type]);
	put_assumption(x, e, "year", e->year_from);
	put_assumption(x, e, "month", e->month_from);
	put_assumption(x, e, "day", e->day_from);
	put_convention(x, e);
	explain_tree(x, i);
	put_verdict(x, i);
	buf_byte(x->out, '\n');
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

static uint32_t line_of(const struct explainer *x, uint32_t expr)
{
	uint32_t line, column;
	struct dl_span at = text_span_to_source(&x->parsed->doc, x->parsed->list.v[expr].span);
	text_position(&x->parsed->doc, at.start, &line, &column);
	return line;
}

static uint32_t event_of(const struct explainer *x, uint32_t expr)
{
	return x->first[expr] == 0 ? UINT32_MAX : x->verdicts->v[x->first[expr] - 1].event;
}

struct events {
	uint32_t v[LINE_EVENTS];
	size_t n;
};

static void add_event(struct events *set, uint32_t event)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i] == event)
			return;
	if (event != UINT32_MAX && set->n < LINE_EVENTS)
		set->v[set->n++] = event;
}

/* The events that begin on a line or have a time there, with all that belongs to
 * them; then what else is there. */
static bool explain_line(const struct explainer *x, uint32_t wanted)
{
	const struct when_list *l = &x->parsed->list;
	struct events here = {.n = 0};
	bool found = false;
	for (uint32_t i = 0; i < l->n; i++)
		if (line_of(x, i) == wanted)
			add_event(&here, event_of(x, i));
	for (uint32_t i = 0; i < x->calendar->n_events; i++)
		if (x->calendar->events[i].source.line == wanted)
			add_event(&here, i);
	for (size_t i = 0; i < here.n; i++, found = true) {
		buf_z(x->out, found ? "\n" : "");
		explain_event(x, here.v[i]);
	}
	for (uint32_t i = 0; i < l->n; i++) {
		if (line_of(x, i) != wanted || event_of(x, i) != UINT32_MAX)
			continue;
		buf_z(x->out, found ? "\n" : "");
		explain_expr(x, i);
		found = true;
	}
	return found;
}

static bool explain_uid(const struct explainer *x, struct dl_str uid)
{
	for (uint32_t i = 0; i < x->calendar->n_events; i++)
		if (str_eq(x->calendar->events[i].uid, uid)) {
			explain_event(x, i);
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
		explain_expr(x, i);
	buf_printf(
	    x->out, "%zu time expressions, %zu events\n", x->parsed->list.n, x->calendar->n_events);
}

static int flush(
    struct dl_parser *p, struct dl_look look, struct dl_sink *out, struct dl_error *reterr)
{
	struct buf folded = {.alloc = p->alloc};
	if (look.columns == 0 || p->out.failed != DL_OK)
		return parser_flush(p, out, reterr);
	explain_fold(&folded, buf_str(&p->out), look.columns);
	buf_clear(&p->out);
	int rc = buf_check(&folded, reterr);
	if (rc == 0 && folded.n != 0 && out->write(out->ctx, folded.p, folded.n) != 0)
		rc = fail(reterr, DL_IO, "the output could not be written");
	buf_free(&folded);
	return rc;
}

int dl_explain(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct dl_str query, const struct dl_look *look, struct dl_sink *out, struct dl_error *reterr)
{
	struct parsed parsed;
	struct dl_calendar *c = NULL;
	struct event_verdicts verdicts = {.n = 0};
	struct when_derivation why;
	if (dl_options_check(o, reterr) != 0 ||
	    parser_explain(p, o, source, &parsed, &why, reterr) != 0 ||
	    parser_events(p, o, &parsed, &c, &verdicts, reterr) != 0)
		return -1;
	struct explainer x = {&parsed, &why, c, &verdicts, NULL, NULL, &p->out,
	    look != NULL ? *look : (struct dl_look){0, false}, query.n != 0};
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
	return flush(p, x.look, out, reterr);
}
