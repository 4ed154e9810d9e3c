/* SPDX-License-Identifier: MIT */
/* One event: its lines of the source, and for each field where it is from. */
#include <string.h>

#include "api/explain.h"
#include "api/reasons.h"
#include "base/str.h"

/* Column in which the words for rules begin. */
#define RULE_COLUMNS 22

/* relation: what words say that name no field */
void explain_known(const struct explainer *x, uint16_t known, const char *relation)
{
	struct buf *b = x->out;
	static const struct {
		uint16_t bit;
		const char *name;
	} names[] = {
#define X(name, text, bit) {bit, text},
	    DL_KNOWN(X)
#undef X
	};
	bool any = false;
	explain_label(x, "written");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (known & names[i].bit) {
			buf_printf(b, "%s%s", any ? ", " : "", names[i].name);
			any = true;
		}
	if (!any)
		buf_z(b, relation);
	buf_byte(b, '\n');
}

/* The rules of the event whose ids begin so, in words. */
static void put_rules_of(const struct explainer *x, const struct dl_event *e, const char *kind)
{
	for (size_t i = 0; i < e->rules.n; i++)
		if (str_starts(e->rules.v[i], str_of(kind))) {
			buf_z(x->out, ", ");
			explain_reason(x, e->rules.v[i]);
		}
}

/* "Europe/Dublin, assumed, the zone of the place (zone.place): Galway" */
void explain_zone(const struct explainer *x, const struct dl_event *e)
{
	if (e->tz.n == 0)
		return;
	explain_label(x, "zone");
	buf_add(x->out, e->tz);
	buf_z(x->out, e->known & DL_KNOWN_TZ ? ", written" : ", assumed");
	put_rules_of(x, e, "zone.");
	for (size_t i = 0; i < e->rules.n; i++)
		if (str_eq(e->rules.v[i], STR("zone.place")) && e->location.n != 0) {
			buf_z(x->out, ": ");
			buf_add(x->out, e->location);
		}
	buf_byte(x->out, '\n');
}

/* Where the text says a place first: that is what it was taken from, mostly. */
static void put_first_said(const struct explainer *x, struct dl_str place)
{
	const struct text_doc *doc = &x->parsed->doc;
	for (size_t i = 0; place.n != 0 && i + place.n <= doc->text.n; i++) {
		const char *p = memchr(doc->text.p + i, place.p[0], doc->text.n - place.n + 1 - i);
		if (p == NULL)
			return;
		i = (size_t)(p - doc->text.p);
		if (memcmp(p, place.p, place.n) != 0)
			continue;
		buf_z(x->out, ", said at ");
		explain_place(x, text_to_source(doc, (uint32_t)i));
		return;
	}
}

static void put_where(const struct explainer *x, const struct dl_event *e)
{
	if (e->location.n == 0)
		return;
	bool written = (e->known & DL_KNOWN_LOCATION) != 0;
	explain_label(x, "where");
	buf_add(x->out, e->location);
	buf_z(x->out, written ? ", written" : ", assumed");
	put_rules_of(x, e, "place.");
	if (!written)
		put_first_said(x, e->location);
	buf_byte(x->out, '\n');
}

/* Where the title comes from; more than one rule may have had a part in it. */
static void put_title(const struct explainer *x, const struct dl_event *e)
{
	bool first = true;
	for (size_t i = 0; i < e->rules.n; i++) {
		if (reason_of_title(e->rules.v[i]) == NULL)
			continue;
		explain_label(x, first ? "title" : "");
		first = false;
		explain_reason(x, e->rules.v[i]);
		buf_byte(x->out, '\n');
	}
}

static void put_after(const struct explainer *x, const struct dl_strs *uids)
{
	for (size_t i = 0; i < uids->n; i++) {
		explain_label(x, i == 0 ? "after" : "");
		for (size_t k = 0; k < x->calendar->n_events; k++)
			if (str_eq(x->calendar->events[k].uid, uids->v[i]))
				buf_printf(x->out, "\"%.*s\" ", (int)x->calendar->events[k].title.n,
				    x->calendar->events[k].title.p);
		buf_add(x->out, uids->v[i]);
		buf_byte(x->out, '\n');
	}
}

static void put_rules(const struct explainer *x, const struct dl_strs *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		const char *words = dl_rule_words(rules->v[i]);
		explain_label(x, i == 0 ? "rules" : "");
		buf_printf(x->out, "%-*.*s %s\n", RULE_COLUMNS, (int)rules->v[i].n, rules->v[i].p,
		    words != NULL ? words : "");
	}
}

static void put_when(const struct explainer *x, const struct dl_event *e)
{
	struct buf *b = x->out;
	explain_label(x, "when");
	if (e->has_start)
		buf_printf(b, "%.*s, precision %s", (int)e->edtf.n, e->edtf.p,
		    dl_precision_name(e->precision));
	if (e->rrule.n != 0)
		buf_printf(
		    b, "%sRRULE %.*s", e->has_start ? ", " : "", (int)e->rrule.n, e->rrule.p);
	if (e->precision == DL_MINUTE && (e->has_start || e->has_time))
		buf_printf(b, ", at %02d:%02d", e->start.hour, e->start.minute);
	if (e->part != DL_PART_NONE)
		buf_printf(b, ", %s", dl_part_name(e->part));
	if (e->has_window)
		buf_printf(b, " between %02d:%02d and %02d:%02d", e->window[0].hour,
		    e->window[0].minute, e->window[1].hour, e->window[1].minute);
	if (e->status != DL_CONFIRMED)
		buf_printf(b, ", %s", dl_event_status_name(e->status));
	buf_byte(b, '\n');
}

static void put_source(const struct explainer *x, const struct dl_event *e)
{
	if (x->parsed->doc.origin.n == 0) {
		explain_excerpt(x, "source", e->source.span);
		return;
	}
	/* The span is one of the bytes as read, which are not those of the text. */
	explain_label(x, "source");
	explain_quote(x->out, e->source.quote);
	buf_byte(x->out, '\n');
}

/* The titles that were considered too. */
static void put_other_titles(const struct explainer *x, uint32_t index)
{
	const struct event_verdicts *all = x->verdicts;
	bool first = true;
	for (size_t i = 0; i < all->n_titles; i++) {
		if (all->titles[i].event != index)
			continue;
		explain_label(x, first ? "not" : "");
		first = false;
		explain_quote(x->out, all->titles[i].text);
		buf_z(x->out, ": ");
		explain_reason(x, str_of(all->titles[i].why));
		buf_byte(x->out, '\n');
	}
}

void explain_event(const struct explainer *x, uint32_t index)
{
	const struct dl_event *e = &x->calendar->events[index];
	struct dl_str path = x->parsed->doc.path;
	explain_sgr(x, SGR_BOLD);
	buf_printf(x->out, "%.*s%s%u:%u: event \"%.*s\"", (int)path.n, path.p,
	    path.n == 0 ? "" : ":", e->source.line, e->source.column, (int)e->title.n, e->title.p);
	explain_sgr(x, SGR_PLAIN);
	buf_printf(x->out, " (bytes %u-%u)\n", e->source.span.start, e->source.span.end);
	put_source(x, e);
	explain_label(x, "uid");
	buf_printf(x->out, "%.*s\n", (int)e->uid.n, e->uid.p);
	put_when(x, e);
	explain_zone(x, e);
	put_where(x, e);
	put_title(x, e);
	put_other_titles(x, index);
	explain_known(x, e->known, "nothing");
	put_after(x, &e->after);
	put_rules(x, &e->rules);
	explain_label(x, "sure");
	buf_printf(x->out, "%u %%\n", e->confidence);
	for (uint32_t i = 0; i < x->verdicts->n; i++)
		if (x->verdicts->v[i].event == index &&
		    x->verdicts->v[i].expr < x->parsed->list.n) {
			buf_byte(x->out, '\n');
			explain_expr(x, x->verdicts->v[i].expr);
		}
}
