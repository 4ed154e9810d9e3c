/* SPDX-License-Identifier: MIT */
/* Atom (RFC 4287). "updated" is when an entry last changed, never when the
 * event takes place; that stands in xCal (RFC 6321) inside the entry. */
#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/link.h"
#include "emit/markup.h"
#include "emit/slot.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define XCAL "urn:ietf:params:xml:ns:icalendar-2.0"

struct writer {
	xmlTextWriterPtr xml;
	const struct dl_calendar *calendar;
	struct out *out;
	struct buf scratch; /* an element's text in the making */
	bool failed;	    /* libxml2 said no: it has no memory, or our buffer is full */
};

static void check(struct writer *w, int rc)
{
	w->failed |= rc < 0;
}

static const xmlChar *xml(const char *z)
{
	return (const xmlChar *)z;
}

static void open_element(struct writer *w, const char *name)
{
	check(w, xmlTextWriterStartElement(w->xml, xml(name)));
}

static void close_element(struct writer *w)
{
	check(w, xmlTextWriterEndElement(w->xml));
}

static void attribute(struct writer *w, const char *name, const char *value)
{
	check(w, xmlTextWriterWriteAttribute(w->xml, xml(name), xml(value)));
}

/* The scratch buffer as a string that ends with NUL; clean text has none inside. */
static const char *taken(struct writer *w)
{
	buf_byte(&w->scratch, '\0');
	return w->scratch.failed == DL_OK ? w->scratch.p : "";
}

static void settle(struct writer *w)
{
	w->failed |= w->scratch.failed != DL_OK;
	buf_clear(&w->scratch);
}

/* <name>what the scratch buffer holds</name>, nothing if that is nothing. */
static void element(struct writer *w, const char *name)
{
	if (w->scratch.n != 0)
		check(w, xmlTextWriterWriteElement(w->xml, xml(name), xml(taken(w))));
	settle(w);
}

static void element_line(struct writer *w, const char *name, struct dl_str text)
{
	clean_line(&w->scratch, text);
	element(w, name);
}

static void element_time(struct writer *w, const char *name, int64_t seconds)
{
	iso_put_utc(&w->scratch, seconds);
	element(w, name);
}

/* <link/> to what the scratch buffer holds. */
static void link_element(struct writer *w, const char *rel, const char *type)
{
	if (w->scratch.n != 0) {
		open_element(w, "link");
		attribute(w, "rel", rel);
		if (type != NULL)
			attribute(w, "type", type);
		attribute(w, "href", taken(w));
		close_element(w);
	}
	settle(w);
}

static void put_author(struct writer *w, struct dl_str name)
{
	open_element(w, "author"); /* section 4.1.1: a feed has one */
	element_line(w, "name", name);
	close_element(w);
}

/* RFC 4287 section 4.2.15: no entry is newer than its feed. */
static int64_t newest(const struct dl_calendar *c)
{
	int64_t t = c->modified;
	for (size_t i = 0; i < c->n_events; i++)
		if (c->events[i].modified > t)
			t = c->events[i].modified;
	return t;
}

static void put_head(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	struct dl_str title = clean_or(c->title, clean_or(c->name, STR("Events")));
	link_put_uuid(&w->scratch, c, STR(""));
	element(w, "id");
	element_line(w, "title", title);
	element_line(w, "subtitle", c->description);
	element_time(w, "updated", newest(c));
	put_author(w, title);
	link_put_output(&w->scratch, c, "atom");
	link_element(w, "self", "application/atom+xml");
	if (!link_put(&w->scratch, c->link))
		link_put_output(&w->scratch, c, "html");
	link_element(w, "alternate", "text/html");
	open_element(w, "generator");
	check(w, xmlTextWriterWriteString(w->xml, xml("dateline")));
	close_element(w);
}

/* RFC 6321 section 3.4: <name><parameters/><type>value</type></name>; the
 * scratch buffer holds the value. */
static void xcal_element(struct writer *w, const char *name, const char *type, struct dl_str tzid)
{
	if (w->scratch.n == 0) {
		settle(w);
		return;
	}
	open_element(w, name);
	if (tzid.n != 0) {
		struct buf value = w->scratch;
		w->scratch = (struct buf){.alloc = value.alloc};
		open_element(w, "parameters");
		open_element(w, "tzid");
		element_line(w, "text", tzid);
		close_element(w);
		close_element(w);
		buf_free(&w->scratch);
		w->scratch = value;
	}
	element(w, type);
	close_element(w);
}

/* Seconds are written out: RFC 6321 section 3.6.5 wants all of the time. */
static void xcal_time(
    struct writer *w, const char *name, struct dl_civil c, const struct dl_event *e)
{
	bool is_time = e->precision == DL_MINUTE;
	iso_put(&w->scratch, c, is_time ? DL_MINUTE : DL_DAY);
	if (is_time)
		buf_z(&w->scratch, ":00");
	xcal_element(w, name, is_time ? "date-time" : "date", is_time ? e->tz : STR(""));
}

static void xcal_text(struct writer *w, const char *name, struct dl_str text)
{
	clean_line(&w->scratch, text);
	xcal_element(w, name, "text", STR(""));
}

/* xCal's dates have four digits and no sign; what lies outside is in EDTF only. */
static void put_xcal(struct writer *w, const struct dl_event *e)
{
	struct dl_civil from, to;
	iso_span(e, &from, &to);
	check(w, xmlTextWriterStartElementNS(w->xml, NULL, xml("vevent"), xml(XCAL)));
	open_element(w, "properties");
	xcal_text(w, "uid", e->uid);
	iso_put_utc(&w->scratch, e->modified);
	xcal_element(w, "dtstamp", "date-time", STR(""));
	if (e->has_start && from.year >= 1 && to.year <= 9999) {
		xcal_time(w, "dtstart", from, e);
		if (iso_seconds(to) > iso_seconds(from))
			xcal_time(w, "dtend", to, e);
	}
	xcal_text(w, "summary", e->title);
	xcal_text(w, "status", str_of(slot_status(e)));
	xcal_text(w, "location", e->location);
	xcal_text(w, "x-dateline-edtf", e->edtf);
	close_element(w);
	close_element(w);
}

static void put_categories(struct writer *w, const struct dl_event *e)
{
	for (size_t i = 0; i < e->categories.n; i++) {
		open_element(w, "category");
		clean_line(&w->scratch, e->categories.v[i]);
		attribute(w, "term", taken(w));
		settle(w);
		close_element(w);
	}
}

static void put_entry(struct writer *w, const struct dl_event *e)
{
	open_element(w, "entry");
	link_put_uuid(&w->scratch, w->calendar, e->uid);
	element(w, "id");
	element_line(w, "title", clean_or(e->title, STR("Untitled")));
	element_time(w, "updated", e->modified);
	if (e->created > 0)
		element_time(w, "published", e->created);
	link_put_event(&w->scratch, w->calendar, e);
	link_element(w, "alternate", "text/html");
	put_categories(w, e);
	markup_summary(&w->scratch, e);
	element(w, "summary");
	open_element(w, "content");
	attribute(w, "type", "html");
	markup_body(&w->scratch, e);
	check(w, xmlTextWriterWriteString(w->xml, xml(taken(w))));
	settle(w);
	close_element(w);
	put_xcal(w, e);
	close_element(w);
}

static int add_bytes(void *ctx, const char *p, int n)
{
	struct out *out = ctx;
	buf_add(&out->buf, (struct dl_str){p, (size_t)n});
	return out->buf.failed == DL_OK ? n : -1;
}

static int check_all(struct writer *w, struct dl_error *reterr)
{
	if (buf_check(&w->out->buf, reterr) < 0)
		return -1;
	return w->failed ? fail(reterr, DL_NOMEM, "out of memory") : 0;
}

static int put_feed(struct writer *w, struct dl_error *reterr)
{
	check(w, xmlTextWriterSetIndent(w->xml, 1));
	check(w, xmlTextWriterSetIndentString(w->xml, xml("  ")));
	check(w, xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL));
	check(w, xmlTextWriterStartElementNS(w->xml, NULL, xml("feed"), xml(ATOM)));
	if (w->calendar->language.n != 0) {
		clean_line(&w->scratch, w->calendar->language);
		attribute(w, "xml:lang", taken(w));
		settle(w);
	}
	put_head(w);
	for (size_t i = 0; i < w->calendar->n_events; i++) {
		put_entry(w, &w->calendar->events[i]);
		check(w, xmlTextWriterFlush(w->xml));
		if (check_all(w, reterr) < 0 || out_flush(w->out, reterr) < 0)
			return -1;
	}
	check(w, xmlTextWriterEndDocument(w->xml));
	return check_all(w, reterr);
}

/* libxml2 would print what went wrong; every failure comes back as a number. */
static void be_silent(void *ctx, const char *message, ...)
{
	(void)ctx;
	(void)message;
}

int atom_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	struct writer w = {.calendar = c, .out = out, .scratch = {.alloc = out->buf.alloc}};
	xmlGenericErrorFunc old = xmlGenericError;
	void *old_context = xmlGenericErrorContext;
	xmlSetGenericErrorFunc(NULL, be_silent);
	xmlOutputBufferPtr bytes = xmlOutputBufferCreateIO(add_bytes, NULL, out, NULL);
	w.xml = bytes == NULL ? NULL : xmlNewTextWriter(bytes);
	int rc = -1;
	if (w.xml != NULL)
		rc = put_feed(&w, reterr);
	else {
		if (bytes != NULL)
			xmlOutputBufferClose(bytes);
		fail(reterr, DL_NOMEM, "out of memory");
	}
	xmlFreeTextWriter(w.xml);
	if (rc < 0)
		xmlResetLastError(); /* it holds memory */
	xmlSetGenericErrorFunc(old_context, old);
	buf_free(&w.scratch);
	return rc;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(atom_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_atom = {
    "atom", "application/atom+xml; charset=utf-8", "atom", "Atom, for feed readers", emit};
