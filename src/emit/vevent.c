/* SPDX-License-Identifier: MIT */
#include "emit/vevent.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/line.h"
#include "emit/link.h"
#include "emit/recur.h"
#include "emit/words.h"

struct writer {
	struct buf *out, *scratch;
};

/* What has been put into the scratch buffer becomes the value of a line. */
static void put_scratch(struct writer *w, const char *name, bool is_text)
{
	if (w->scratch->n != 0 && is_text)
		line_put_text(w->out, name, buf_str(w->scratch));
	else if (w->scratch->n != 0)
		line_put(w->out, name, buf_str(w->scratch));
	out_settle(w->out, w->scratch);
}

static void put_line_of(struct writer *w, const char *name, struct dl_str text)
{
	clean_line(w->scratch, text);
	put_scratch(w, name, true);
}

static void put_time(struct writer *w, const char *name, struct dl_civil c, const struct vevent *v)
{
	struct line l = line_begin(w->out, name);
	bool is_time = v->slot.kind == SLOT_HOURS;
	iso_put_basic(w->scratch, c, is_time);
	if (!is_time)
		line_param(&l, "VALUE", STR("DATE"));
	else if (v->tzid.n != 0)
		line_param(&l, "TZID", v->tzid);
	else
		buf_byte(w->scratch, 'Z');
	line_value(&l, buf_str(w->scratch));
	line_end(&l);
	out_settle(w->out, w->scratch);
}

/* Of DTSTART's kind (RFC 5545 section 3.8.5.1); a day stands for its hour. */
static void put_exdates(struct writer *w, const struct vevent *v)
{
	for (size_t i = 0; i < v->event->exdates.n; i++) {
		struct dl_civil c;
		bool has_clock = false;
		if (!iso_read(v->event->exdates.v[i], &c, &has_clock))
			continue;
		if (!has_clock) {
			c.hour = v->slot.start.hour;
			c.minute = v->slot.start.minute;
		}
		c.second = v->slot.start.second;
		put_time(w, "EXDATE", c, v);
	}
}

static void put_times(struct writer *w, const struct vevent *v)
{
	put_time(w, "DTSTART", v->slot.start, v);
	put_time(w, "DTEND", v->slot.end, v);
	recur_put(w->scratch, v->event->rrule, v->slot.kind == SLOT_HOURS ? v->zone : NULL);
	put_scratch(w, "RRULE", false);
	if (v->event->rrule.n != 0)
		put_exdates(w, v);
}

static void put_summary(struct writer *w, const struct vevent *v)
{
	const struct dl_event *e = v->event;
	clean_line(w->scratch, clean_or(e->title, STR("Untitled")));
	if (v->slot.when_in_title) {
		buf_z(w->scratch, " (");
		if (v->slot.fuzzy)
			words_put_when(w->scratch, e);
		else
			words_put_clock(w->scratch, e);
		buf_byte(w->scratch, ')');
	}
	put_scratch(w, "SUMMARY", true);
}

static void put_status(struct writer *w, const struct vevent *v)
{
	buf_printf(w->out, "STATUS:%s\r\n", slot_status(v->event));
	bool is_free = v->slot.free || v->event->status == DL_CANCELLED;
	buf_printf(w->out, "TRANSP:%s\r\n", is_free ? "TRANSPARENT" : "OPAQUE");
}

/* Six digits after the point, without the locale's idea of one. */
static void put_geo(struct writer *w, const struct dl_event *e)
{
	if (!e->has_geo || !(fabs(e->latitude) <= 90) || !(fabs(e->longitude) <= 180))
		return;
	long lat = lround(fabs(e->latitude) * 1e6), lon = lround(fabs(e->longitude) * 1e6);
	buf_printf(w->out, "GEO:%s%ld.%06ld;%s%ld.%06ld\r\n", e->latitude < 0 ? "-" : "",
	    lat / 1000000, lat % 1000000, e->longitude < 0 ? "-" : "", lon / 1000000,
	    lon % 1000000);
}

static void put_categories(struct writer *w, const struct dl_event *e)
{
	if (e->categories.n == 0)
		return;
	struct line l = line_begin(w->out, "CATEGORIES");
	for (size_t i = 0; i < e->categories.n; i++) {
		if (i != 0)
			line_comma(&l);
		line_text(&l, e->categories.v[i]);
	}
	line_end(&l);
}

static void begin_paragraph(struct buf *b)
{
	if (b->n != 0)
		buf_z(b, "\n\n");
}

/* When, if hours and days cannot say it; the text; who; else what the source says. */
static void put_description(struct writer *w, const struct vevent *v)
{
	const struct dl_event *e = v->event;
	struct buf *b = w->scratch;
	if (v->slot.when_in_title || e->precision == DL_PART) {
		buf_z(b, "When: ");
		words_put_when(b, e);
	}
	if (!clean_blank(e->description)) {
		begin_paragraph(b);
		clean_put(b, str_trim(e->description), CLEAN_TEXT);
	}
	for (size_t i = 0; i < e->people.n; i++) {
		if (i == 0)
			begin_paragraph(b);
		buf_z(b, i == 0 ? "With " : ", ");
		clean_line(b, e->people.v[i]);
	}
	if (clean_blank(e->description) && !clean_blank(e->source.quote)) {
		begin_paragraph(b);
		buf_z(b, "\xE2\x80\x9C");
		clean_line(b, e->source.quote);
		buf_z(b, "\xE2\x80\x9D");
	}
	put_scratch(w, "DESCRIPTION", true);
}

/* RFC 9253 section 5: DEPENDS-ON is the one relation whose direction nobody can
 * misread. FINISHTOSTART says more than "afterwards" does, and which of the two
 * has to finish is read both ways. */
static void put_relations(struct writer *w, const struct dl_event *e)
{
	for (size_t i = 0; i < e->after.n; i++) {
		struct line l = line_begin(w->out, "RELATED-TO");
		line_param(&l, "RELTYPE", STR("DEPENDS-ON"));
		line_text(&l, e->after.v[i]);
		line_end(&l);
	}
}

static void put_own(struct writer *w, const struct vevent *v)
{
	const struct dl_event *e = v->event;
	put_line_of(w, "X-DATELINE-EDTF", e->edtf);
	if (v->start_assumed)
		buf_z(w->out, "X-DATELINE-START:ASSUMED\r\n");
	if (v->slot.end_assumed)
		buf_z(w->out, "X-DATELINE-END:ASSUMED\r\n");
	if (e->source.path.n == 0)
		return;
	clean_line(w->scratch, link_source_name(e->source.path));
	buf_printf(w->scratch, ":%u", (unsigned)e->source.line);
	put_scratch(w, "X-DATELINE-SOURCE", true);
}

void vevent_put(
    struct buf *out, struct buf *scratch, const struct dl_calendar *c, const struct vevent *v)
{
	struct writer w = {out, scratch};
	const struct dl_event *e = v->event;
	buf_z(out, "BEGIN:VEVENT\r\n");
	put_line_of(&w, "UID", e->uid);
	line_put_stamp(out, "DTSTAMP", e->modified);
	if (e->created > 0)
		line_put_stamp(out, "CREATED", e->created);
	if (e->modified > 0)
		line_put_stamp(out, "LAST-MODIFIED", e->modified);
	buf_printf(out, "SEQUENCE:%u\r\n", (unsigned)e->sequence);
	put_times(&w, v);
	put_summary(&w, v);
	put_status(&w, v);
	put_line_of(&w, "LOCATION", e->location);
	put_geo(&w, e);
	link_put_event(scratch, c, e);
	put_scratch(&w, "URL", false);
	put_categories(&w, e);
	put_description(&w, v);
	put_relations(&w, e);
	put_own(&w, v);
	buf_z(out, "END:VEVENT\r\n");
}
