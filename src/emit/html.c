/* SPDX-License-Identifier: MIT */
/* The web timeline: one file, no script, nothing loaded from anywhere. */
#include <string.h>

#include "base/str.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/json.h"
#include "emit/link.h"
#include "emit/markup.h"
#include "emit/page.h"
#include "emit/words.h"

/* Few headings need no list of them, and a list too long is no help. */
#define JUMP_LEAST 4
#define JUMP_MOST  120

struct writer {
	const struct dl_calendar *calendar;
	struct page page;
	struct buf scratch;
	struct buf *out;
};

static void put_scratch(struct writer *w)
{
	markup_text(w->out, buf_str(&w->scratch), CLEAN_LINE);
	out_settle(w->out, &w->scratch);
}

static struct dl_str title_of(const struct dl_calendar *c)
{
	return str_trim(clean_or(c->title, clean_or(c->name, STR("Events"))));
}

/* A link to an output beside the page. */
static void put_neighbour(struct writer *w, const char *extension)
{
	markup_text(w->out, w->calendar->name, CLEAN_LINE);
	buf_printf(w->out, ".%s", extension);
}

static void put_alternates(struct writer *w)
{
	static const struct {
		const char *extension, *type, *title;
	} others[] = {{"ics", "text/calendar", "Calendar"},
	    {"json", "application/feed+json", "JSON Feed"},
	    {"atom", "application/atom+xml", "Atom"}};
	for (size_t i = 0; i < 3 && w->calendar->name.n != 0; i++) {
		buf_printf(w->out, "<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"",
		    others[i].type, others[i].title);
		put_neighbour(w, others[i].extension);
		buf_z(w->out, "\">\n");
	}
}

static bool is_word(struct dl_str s)
{
	size_t i = 0;
	while (i < s.n && is_alpha((unsigned char)s.p[i]))
		i++;
	return i == s.n && s.n != 0;
}

static void put_head(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	/* Were markup to slip through, it could load and run nothing. */
	buf_z(w->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
		      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	markup_text(w->out, title_of(c), CLEAN_LINE);
	buf_z(w->out, "</title>\n");
	if (!clean_blank(c->description)) {
		buf_z(w->out, "<meta name=\"description\" content=\"");
		markup_text(w->out, str_trim(c->description), CLEAN_LINE);
		buf_z(w->out, "\">\n");
	}
	put_alternates(w);
	buf_printf(w->out, "<style>\n%s", page_style);
	if (is_word(c->color))
		buf_printf(w->out, ":root{--mark:%.*s}\n", (int)c->color.n, c->color.p);
	buf_z(w->out, "</style>\n</head>\n<body>\n");
}

static const struct dl_event *first_dated(const struct dl_calendar *c)
{
	for (size_t i = 0; i < c->n_events; i++)
		if (c->events[i].has_start)
			return &c->events[i];
	return NULL;
}

static const struct dl_event *last_dated(const struct dl_calendar *c)
{
	for (size_t i = c->n_events; i-- != 0;)
		if (c->events[i].has_start)
			return &c->events[i];
	return NULL;
}

/* When an event begins, no finer than a day. */
static struct dl_event begin_of(const struct dl_event *e)
{
	return (struct dl_event){.has_start = true,
	    .start = iso_midnight(e->start),
	    .edtf = e->edtf,
	    .approximate = e->approximate,
	    .precision = e->precision > DL_DAY ? DL_DAY : e->precision};
}

/* "5-7 June 2026", "c. 1868 - 3 May 1990": from the first beginning to the last. */
static void put_range(struct writer *w)
{
	struct dl_event first = begin_of(first_dated(w->calendar));
	struct dl_event last = begin_of(last_dated(w->calendar));
	bool days = first.precision == DL_DAY && last.precision == DL_DAY && !first.approximate &&
		    !last.approximate;
	if (days) {
		first.has_end = true;
		first.end = iso_add_days(last.start, 1);
	}
	words_put_when(&w->scratch, &first);
	put_scratch(w);
	bool same = first.precision == last.precision &&
		    iso_seconds(first.start) == iso_seconds(last.start);
	if (days || same)
		return;
	buf_z(w->out, " \xE2\x80\x93 ");
	words_put_when(&w->scratch, &last);
	put_scratch(w);
}

/* "14 events · c. 1868 – 3 May 1990 · times in Europe/Vienna" */
static void put_facts(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	buf_printf(
	    w->out, "<p class=\"facts\">%zu event%s", c->n_events, c->n_events == 1 ? "" : "s");
	if (first_dated(c) != NULL) {
		buf_z(w->out, " \xC2\xB7 ");
		put_range(w);
	}
	if (w->page.common_tz.n != 0) {
		buf_z(w->out, " \xC2\xB7 times in ");
		markup_text(w->out, w->page.common_tz, CLEAN_LINE);
	}
	buf_z(w->out, "</p>\n");
}

/* webcal: opens the subscribe dialogue of calendar applications; it works only
 * with an address that they can reach. */
static void put_subscribe(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	if (c->name.n == 0)
		return;
	buf_z(w->out, "<nav class=\"subscribe\" aria-label=\"Subscribe\">\n");
	bool published = link_put_output(&w->scratch, c, "ics");
	size_t scheme = str_find(buf_str(&w->scratch), ':');
	if (published && w->scratch.failed == DL_OK) {
		struct dl_str rest = {w->scratch.p + scheme, w->scratch.n - scheme};
		buf_z(w->out, "<a class=\"button\" href=\"webcal");
		markup_text(w->out, rest, CLEAN_LINE);
		buf_z(w->out, "\">Subscribe</a>\n");
	}
	out_settle(w->out, &w->scratch);
	static const char *const others[][2] = {
	    {"ics", "Calendar file"}, {"json", "JSON Feed"}, {"atom", "Atom"}};
	for (size_t i = 0; i < 3; i++) {
		buf_z(w->out, "<a href=\"");
		put_neighbour(w, others[i][0]);
		buf_printf(w->out, "\">%s</a>\n", others[i][1]);
	}
	buf_z(w->out, "</nav>\n");
}

static void put_header(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	bool linked = link_put(&w->scratch, c->link);
	buf_z(w->out, "<header>\n<h1");
	page_put_lang(w->out, &w->page);
	buf_z(w->out, " dir=\"auto\">");
	if (linked) {
		buf_z(w->out, "<a href=\"");
		put_scratch(w);
		buf_z(w->out, "\">");
	}
	markup_text(w->out, title_of(c), CLEAN_LINE);
	buf_z(w->out, linked ? "</a></h1>\n" : "</h1>\n");
	if (!clean_blank(c->description)) {
		buf_z(w->out, "<div class=\"about\"");
		page_put_lang(w->out, &w->page);
		buf_z(w->out, " dir=\"auto\">");
		markup_paragraphs(w->out, c->description);
		buf_z(w->out, "</div>\n");
	}
	put_facts(w);
	put_subscribe(w);
	buf_z(w->out, "</header>\n");
}

/* Does a new heading come before the i-th event? before: the dated event
 * before it, or NULL. */
static bool begins_group(
    const struct writer *w, const struct dl_event *before, const struct dl_event *e)
{
	return before == NULL || !page_same_group(before, e, w->page.level);
}

static void put_jump(struct writer *w)
{
	const struct dl_calendar *c = w->calendar;
	const struct dl_event *before = NULL;
	size_t n = 0;
	for (size_t i = 0; i < c->n_events; i++)
		if (c->events[i].has_start) {
			n += begins_group(w, before, &c->events[i]);
			before = &c->events[i];
		}
	if (n < JUMP_LEAST || n > JUMP_MOST)
		return;
	buf_z(w->out, "<nav class=\"jump\" aria-label=\"Contents\">\n<ul>\n");
	before = NULL;
	for (size_t i = 0; i < c->n_events; i++) {
		const struct dl_event *e = &c->events[i];
		if (!e->has_start)
			continue;
		if (begins_group(w, before, e)) {
			buf_z(w->out, "<li><a href=\"#");
			page_put_heading_id(w->out, e);
			buf_z(w->out, "\">");
			page_put_heading(&w->scratch, e, w->page.level);
			put_scratch(w);
			buf_z(w->out, "</a></li>\n");
		}
		before = e;
	}
	buf_z(w->out, "</ul>\n</nav>\n");
}

static void open_section(struct writer *w, const struct dl_event *e)
{
	buf_z(w->out, "<section aria-labelledby=\"");
	page_put_heading_id(w->out, e);
	buf_z(w->out, "\">\n<h2 id=\"");
	page_put_heading_id(w->out, e);
	buf_z(w->out, "\">");
	page_put_heading(&w->scratch, e, w->page.level);
	put_scratch(w);
	buf_z(w->out, "</h2>\n<ol>\n");
}

#define CLOSE_SECTION "</ol>\n</section>\n"

static int put_dated(struct writer *w, struct out *out, struct dl_error *reterr)
{
	const struct dl_calendar *c = w->calendar;
	const struct dl_event *before = NULL;
	for (size_t i = 0; i < c->n_events; i++) {
		const struct dl_event *e = &c->events[i];
		if (!e->has_start)
			continue;
		if (begins_group(w, before, e)) {
			buf_z(w->out, before == NULL ? "" : CLOSE_SECTION);
			open_section(w, e);
		}
		before = e;
		if (page_put_event(w->out, &w->page, i, reterr) < 0 || out_flush(out, reterr) < 0)
			return -1;
	}
	buf_z(w->out, before == NULL ? "" : CLOSE_SECTION);
	return 0;
}

static int put_regular(struct writer *w, struct out *out, struct dl_error *reterr)
{
	const struct dl_calendar *c = w->calendar;
	bool open = false;
	for (size_t i = 0; i < c->n_events; i++) {
		if (c->events[i].has_start)
			continue;
		if (!open)
			buf_z(w->out, "<section aria-labelledby=\"regularly\">\n"
				      "<h2 id=\"regularly\">Regularly</h2>\n<ol>\n");
		open = true;
		if (page_put_event(w->out, &w->page, i, reterr) < 0 || out_flush(out, reterr) < 0)
			return -1;
	}
	buf_z(w->out, open ? CLOSE_SECTION : "");
	return 0;
}

static int put_page(struct writer *w, struct out *out, struct dl_error *reterr)
{
	put_head(w);
	put_header(w);
	put_jump(w);
	buf_z(w->out, "<main>\n");
	if (w->calendar->n_events == 0)
		buf_z(w->out, "<p class=\"empty\">No events at present.</p>\n");
	if (put_dated(w, out, reterr) < 0 || put_regular(w, out, reterr) < 0)
		return -1;
	buf_z(w->out, "</main>\n<footer>\n<p>Made from the text of its sources by dateline.");
	if (w->calendar->modified > 0) {
		struct dl_event changed = {.has_start = true,
		    .precision = DL_DAY,
		    .start = iso_civil(w->calendar->modified)};
		buf_z(w->out, " Last changed ");
		words_put_when(w->out, &changed);
		buf_byte(w->out, '.');
	}
	buf_z(w->out, "</p>\n</footer>\n");
	if (w->calendar->n_events != 0) {
		buf_z(w->out, "<script type=\"application/ld+json\">");
		if (json_ld_write(w->calendar, out, reterr) < 0)
			return -1;
		buf_z(w->out, "</script>\n");
	}
	buf_z(w->out, "</body>\n</html>\n");
	return 0;
}

static bool has_hours(const struct dl_event *e)
{
	return e->precision >= DL_PART || e->has_time;
}

/* The zone that is said once for all: the calendar's, if an event is in it,
 * else the first event's. Empty when an event's zone is not known: nobody
 * could tell that from being in this one. */
static struct dl_str common_tz(const struct dl_calendar *c)
{
	struct dl_str tz = {NULL, 0};
	for (size_t i = 0; i < c->n_events; i++) {
		const struct dl_event *e = &c->events[i];
		if (!has_hours(e))
			continue;
		if (e->tz.n == 0)
			return (struct dl_str){NULL, 0};
		if (tz.n == 0 || str_eq(e->tz, c->tz))
			tz = e->tz;
	}
	return tz;
}

int html_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	const struct dl_alloc *alloc = out->buf.alloc;
	struct zones zones = {.arena = {.alloc = alloc}};
	struct writer w = {.calendar = c, .scratch = {.alloc = alloc}, .out = &out->buf};
	bool english =
	    c->language.n >= 2 && str_eq_fold((struct dl_str){c->language.p, 2}, STR("en"));
	w.page = (struct page){.calendar = c,
	    .level = page_level_of(c),
	    .common_tz = common_tz(c),
	    .language = english ? STR("") : c->language,
	    .zones = &zones};
	int rc = put_page(&w, out, reterr);
	buf_free(&w.scratch);
	zones_free(&zones);
	return rc;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(html_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_html = {"html", "text/html; charset=utf-8", "html",
    "a timeline as one web page that needs nothing else", emit};
