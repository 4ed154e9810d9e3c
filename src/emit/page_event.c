/* SPDX-License-Identifier: MIT */
/* One event of the web timeline: when on the left, what on the right. */
#include <string.h>

#include "base/days.h"
#include "base/str.h"
#include "emit/emit.h"
#include "emit/iso.h"
#include "emit/link.h"
#include "emit/markup.h"
#include "emit/page.h"
#include "emit/words.h"

/* How far back "after" is looked for: a relation is to something just told. */
#define AFTER_WITHIN 64

struct writer {
	struct buf *out;
	struct buf scratch;
	const struct page *page;
};

static void put_scratch(struct writer *w)
{
	markup_text(w->out, buf_str(&w->scratch), CLEAN_LINE);
	out_settle(w->out, &w->scratch);
}

static void put_line(struct buf *out, struct dl_str s)
{
	markup_text(out, str_trim(s), CLEAN_LINE);
}

void page_put_lang(struct buf *out, const struct page *page)
{
	if (page->language.n != 0) {
		buf_z(out, " lang=\"");
		markup_text(out, page->language, CLEAN_LINE);
		buf_byte(out, '"');
	}
}

/* "Sun 21" is enough under the month's heading. */
static bool is_day_of_month(const struct dl_event *e)
{
	struct dl_civil from, to;
	iso_span(e, &from, &to);
	return e->precision >= DL_PART || (e->precision == DL_DAY && !e->approximate &&
					      iso_seconds(to) - iso_seconds(from) <= 86400);
}

/* Under a day's heading the clock, under a month's the day too, else all of it. */
static void put_when_words(struct writer *w, const struct dl_event *e)
{
	struct buf *b = &w->scratch;
	bool one_day = e->has_start && is_day_of_month(e);
	bool in_day = w->page->level == PAGE_DAY && one_day;
	bool in_month = w->page->level == PAGE_MONTH && one_day;
	if (!in_day && !in_month) {
		struct dl_event once = *e;
		if (e->has_start) /* the rule has a line of its own */
			once.rrule = STR("");
		words_put_when(b, &once);
		put_scratch(w);
		return;
	}
	if (in_month) {
		int weekday = days_weekday(days_floor_div(iso_seconds(e->start), 86400));
		buf_printf(w->out, "<b>%d</b> <span class=\"weekday\">%s</span>", e->start.day,
		    words_weekday(weekday));
	}
	words_put_clock(b, e);
	if (in_day && b->n == 0)
		buf_z(b, "all day");
	if (b->n != 0)
		buf_z(w->out, "<span class=\"clock\">");
	bool has_clock = b->n != 0;
	put_scratch(w);
	buf_z(w->out, has_clock ? "</span>" : "");
}

static int put_when(struct writer *w, const struct dl_event *e, struct dl_error *reterr)
{
	const struct tzif *zone;
	if (zones_try(w->page->zones, e->tz, &zone, reterr) < 0)
		return -1;
	buf_z(w->out, "<p class=\"when\">");
	bool has_form = markup_datetime(&w->scratch, e, zone);
	if (has_form)
		buf_printf(w->out, "<time datetime=\"%.*s\">", (int)w->scratch.n, w->scratch.p);
	out_settle(w->out, &w->scratch);
	put_when_words(w, e);
	buf_z(w->out, has_form ? "</time>" : "");
	bool has_hours = e->precision >= DL_PART || e->has_time;
	if (has_hours && e->tz.n != 0 && !str_eq(e->tz, w->page->common_tz)) {
		buf_z(w->out, " <span class=\"zone\">");
		put_line(w->out, e->tz);
		buf_z(w->out, "</span>");
	}
	buf_z(w->out, "</p>\n");
	return 0;
}

static void put_title(struct writer *w, const struct dl_event *e)
{
	bool cancelled = e->status == DL_CANCELLED;
	buf_z(w->out, "<h3");
	page_put_lang(w->out, w->page);
	buf_z(w->out, " dir=\"auto\">");
	bool linked = link_put(&w->scratch, e->url);
	if (linked) {
		buf_z(w->out, "<a href=\"");
		put_scratch(w);
		buf_z(w->out, "\">");
	}
	buf_z(w->out, cancelled ? "<s>" : "");
	put_line(w->out, clean_or(e->title, STR("Untitled")));
	buf_z(w->out, cancelled ? "</s>" : "");
	buf_z(w->out, linked ? "</a>" : "");
	buf_z(w->out, "</h3>\n");
	if (e->status != DL_CONFIRMED)
		buf_printf(w->out, "<p class=\"status %s\">%s</p>\n",
		    cancelled ? "cancelled" : "tentative", cancelled ? "Cancelled" : "Tentative");
}

static void put_field(struct writer *w, const char *class, struct dl_str text)
{
	if (clean_blank(text))
		return;
	buf_printf(w->out, "<p class=\"%s\"", class);
	page_put_lang(w->out, w->page);
	buf_z(w->out, " dir=\"auto\">");
	put_line(w->out, text);
	buf_z(w->out, "</p>\n");
}

static void put_rule(struct writer *w, const struct dl_event *e)
{
	if (!e->has_start || e->rrule.n == 0)
		return;
	buf_z(w->out, "<p class=\"rule\">Then ");
	words_put_rule(&w->scratch, e->rrule);
	put_scratch(w);
	buf_z(w->out, "</p>\n");
}

static void put_people(struct writer *w, const struct dl_event *e)
{
	if (e->people.n == 0)
		return;
	buf_z(w->out, "<p class=\"people\">With ");
	for (size_t i = 0; i < e->people.n; i++) {
		buf_z(w->out, i == 0 ? "<bdi>" : ", <bdi>");
		put_line(w->out, e->people.v[i]);
		buf_z(w->out, "</bdi>");
	}
	buf_z(w->out, "</p>\n");
}

static const struct dl_event *find_before(const struct page *p, size_t i, struct dl_str uid)
{
	for (size_t n = 0; i-- != 0 && n < AFTER_WITHIN; n++)
		if (str_eq(p->calendar->events[i].uid, uid))
			return &p->calendar->events[i];
	return NULL;
}

static void put_after(struct writer *w, size_t i)
{
	const struct dl_event *e = &w->page->calendar->events[i];
	for (size_t k = 0; k < e->after.n; k++) {
		const struct dl_event *other = find_before(w->page, i, e->after.v[k]);
		if (other == NULL)
			continue;
		buf_z(w->out, "<p class=\"after\">After <a href=\"#");
		link_put_anchor(w->out, other->uid);
		buf_z(w->out, "\"");
		page_put_lang(w->out, w->page);
		buf_z(w->out, "><bdi>");
		put_line(w->out, other->title);
		buf_z(w->out, "</bdi></a></p>\n");
	}
}

static void put_tags(struct writer *w, const struct dl_event *e)
{
	if (e->categories.n == 0)
		return;
	buf_z(w->out, "<ul class=\"tags\">");
	for (size_t i = 0; i < e->categories.n; i++) {
		buf_z(w->out, "<li dir=\"auto\">");
		put_line(w->out, e->categories.v[i]);
		buf_z(w->out, "</li>");
	}
	buf_z(w->out, "</ul>\n");
}

static void put_source(struct writer *w, const struct dl_event *e)
{
	if (clean_blank(e->source.quote))
		return;
	buf_z(w->out, "<details><summary>In the source</summary>\n<blockquote");
	page_put_lang(w->out, w->page);
	buf_z(w->out, " dir=\"auto\">");
	markup_paragraphs(w->out, e->source.quote);
	buf_z(w->out, "</blockquote>\n");
	if (e->source.path.n != 0 || e->source.line != 0) {
		buf_z(w->out, "<p class=\"cite\">");
		put_line(w->out, link_source_name(e->source.path));
		buf_printf(w->out, "%sline %u</p>\n", e->source.path.n == 0 ? "" : ", ",
		    (unsigned)e->source.line);
	}
	buf_z(w->out, "</details>\n");
}

static const char *kind_of(const struct dl_event *e)
{
	return e->precision < DL_DAY || e->approximate ? "event vague"
	       : e->precision == DL_PART	       ? "event part"
						       : "event";
}

int page_put_event(struct buf *out, const struct page *page, size_t i, struct dl_error *reterr)
{
	struct writer w = {.out = out, .scratch = {.alloc = out->alloc}, .page = page};
	const struct dl_event *e = &page->calendar->events[i];
	buf_printf(
	    out, "<li class=\"%s%s\" id=\"", kind_of(e), e->status == DL_CANCELLED ? " off" : "");
	link_put_anchor(out, e->uid);
	buf_z(out, "\">\n");
	int rc = put_when(&w, e, reterr);
	buf_z(out, "<div class=\"what\">\n");
	put_title(&w, e);
	put_rule(&w, e);
	put_field(&w, "place", e->location);
	put_people(&w, e);
	put_after(&w, i);
	if (!clean_blank(e->description)) {
		buf_z(out, "<div class=\"text\"");
		page_put_lang(out, page);
		buf_z(out, " dir=\"auto\">");
		markup_paragraphs(out, e->description);
		buf_z(out, "</div>\n");
	}
	put_tags(&w, e);
	put_source(&w, e);
	buf_z(out, "</div>\n</li>\n");
	buf_free(&w.scratch);
	return rc;
}
