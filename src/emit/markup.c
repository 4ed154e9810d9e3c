/* SPDX-License-Identifier: MIT */
#include "emit/markup.h"

#include "base/str.h"
#include "emit/iso.h"
#include "emit/words.h"
#include "emit/zones.h"

static const char *entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void markup_text(struct buf *out, struct dl_str s, enum clean how)
{
	for (struct dl_str piece; (piece = clean_next(&s, how)).n != 0;) {
		size_t from = 0;
		for (size_t i = 0; i < piece.n; i++) {
			const char *entity = entity_of(piece.p[i]);
			if (entity == NULL)
				continue;
			buf_add(out, (struct dl_str){piece.p + from, i - from});
			buf_z(out, entity);
			from = i + 1;
		}
		buf_add(out, (struct dl_str){piece.p + from, piece.n - from});
	}
}

void markup_paragraphs(struct buf *out, struct dl_str text)
{
	bool open = false;
	while (text.n != 0) {
		struct dl_str line = str_split(&text, '\n');
		if (clean_blank(line)) {
			buf_z(out, open ? "</p>" : "");
			open = false;
			continue;
		}
		buf_z(out, open ? "<br>" : "<p>");
		markup_text(out, str_trim(line), CLEAN_LINE);
		open = true;
	}
	buf_z(out, open ? "</p>" : "");
}

bool markup_datetime(struct buf *out, const struct dl_event *e, const struct tzif *zone)
{
	bool has_form = e->precision >= DL_MONTH || e->precision == DL_YEAR;
	if (!e->has_start || !has_form || e->start.year < 1 || e->start.year > 9999)
		return false;
	iso_put(out, e->start, e->precision);
	if (e->precision == DL_MINUTE && zone != NULL)
		zones_put_offset(out, zone, e->start);
	return true;
}

/* The words go through the escape, since a rule beyond words is shown as it is. */
static void put_when(struct buf *out, const struct dl_event *e, bool is_html)
{
	struct buf words = {.alloc = out->alloc};
	words_put_when(&words, e);
	if (e->tz.n != 0 && (e->precision == DL_MINUTE || e->has_time)) {
		buf_z(&words, " (");
		clean_line(&words, e->tz);
		buf_byte(&words, ')');
	}
	if (is_html)
		markup_text(out, buf_str(&words), CLEAN_LINE);
	else
		clean_put(out, buf_str(&words), CLEAN_LINE);
	if (words.failed != DL_OK)
		out->failed = words.failed;
	buf_free(&words);
}

/* "Cancelled: " goes before the date: a reader that sees one line sees it. */
static const char *status_word(const struct dl_event *e)
{
	return e->status == DL_CANCELLED   ? "Cancelled: "
	       : e->status == DL_TENTATIVE ? "Tentative: "
					   : "";
}

#define DOT " \xC2\xB7 "

void markup_body(struct buf *out, const struct dl_event *e)
{
	buf_printf(out, "<p>%s", status_word(e));
	struct buf attribute = {.alloc = out->alloc};
	bool has_form = markup_datetime(&attribute, e, NULL);
	if (has_form)
		buf_printf(out, "<time datetime=\"%.*s\">", (int)attribute.n, attribute.p);
	if (attribute.failed != DL_OK)
		out->failed = attribute.failed;
	buf_free(&attribute);
	put_when(out, e, true);
	buf_z(out, has_form ? "</time>" : "");
	if (!clean_blank(e->location)) {
		buf_z(out, DOT);
		markup_text(out, str_trim(e->location), CLEAN_LINE);
	}
	buf_z(out, "</p>");
	markup_paragraphs(out, e->description);
	if (!clean_blank(e->source.quote)) {
		buf_z(out, "<blockquote>");
		markup_paragraphs(out, e->source.quote);
		buf_z(out, "</blockquote>");
	}
}

void markup_summary(struct buf *out, const struct dl_event *e)
{
	buf_z(out, status_word(e));
	put_when(out, e, false);
	if (!clean_blank(e->location)) {
		buf_z(out, DOT);
		clean_line(out, e->location);
	}
}

void markup_body_text(struct buf *out, const struct dl_event *e)
{
	markup_summary(out, e);
	if (!clean_blank(e->description)) {
		buf_z(out, "\n\n");
		clean_put(out, str_trim(e->description), CLEAN_TEXT);
	}
	if (!clean_blank(e->source.quote)) {
		buf_z(out, "\n\n\xE2\x80\x9C");
		clean_line(out, e->source.quote);
		buf_z(out, "\xE2\x80\x9D");
	}
}
