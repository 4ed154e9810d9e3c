/* SPDX-License-Identifier: MIT */
/* How it looks: lines of the source with what is meant underlined, colours, and
 * lines that fit the terminal. */
#include <string.h>

#include "api/explain.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/width.h"

/* Lines of the source that are shown of an event, and their columns in a file. */
#define EXCERPT_LINES	4
#define EXCERPT_COLUMNS 100
#define EXCERPT_LEAST	20
/* Columns of explain_label(). */
#define LABEL_COLUMNS 12
#define ELLIPSIS      "\xE2\x80\xA6"

void explain_sgr(const struct explainer *x, const char *sgr)
{
	if (x->look.color)
		buf_z(x->out, sgr);
}

void explain_reason(const struct explainer *x, struct dl_str id)
{
	const char *words = dl_rule_words(id);
	buf_z(x->out, words != NULL ? words : "");
	explain_sgr(x, SGR_FAINT);
	buf_printf(x->out, "%s(%.*s)", words != NULL ? " " : "", (int)id.n, id.p);
	explain_sgr(x, SGR_PLAIN);
}

/* Text of one line for a terminal: controls as spaces. */
static void put_plain(struct buf *b, struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_byte(b, (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F ? ' ' : s.p[i]);
}

/* Controls count none in width_of() and are spaces here. */
static size_t columns_of(struct dl_str s)
{
	size_t n = width_of(s);
	for (size_t i = 0; i < s.n; i++)
		n += (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F;
	return n;
}

/* Where a line that is too long begins to be shown: a little before what is meant. */
static struct dl_str window(struct dl_str line, uint32_t from, size_t columns)
{
	struct dl_str before = {line.p, from};
	if (columns_of(line) <= columns || columns_of(before) <= columns / 2)
		return line;
	struct dl_str kept = width_tail(before, columns / 4);
	return (struct dl_str){kept.p, line.n - (size_t)(kept.p - line.p)};
}

struct line {
	struct dl_str text;
	uint32_t number, from, to; /* from..to: bytes that are meant */
	int digits;		   /* of the numbers */
};

static void put_line(const struct explainer *x, const struct line *l, const char *label)
{
	struct buf *b = x->out;
	size_t columns = EXCERPT_COLUMNS, gutter = LABEL_COLUMNS + (size_t)l->digits + 3;
	if (x->look.columns != 0)
		columns = x->look.columns > gutter + EXCERPT_LEAST ? x->look.columns - gutter
								   : EXCERPT_LEAST;
	struct dl_str shown = window(l->text, l->from, columns - 2);
	bool cut = shown.p != l->text.p;
	size_t skipped = (size_t)(shown.p - l->text.p);
	bool more = columns_of(shown) + cut > columns;
	struct dl_str fits = width_head(shown, columns - cut - more);
	size_t from = l->from - skipped, to = l->to - skipped < fits.n ? l->to - skipped : fits.n;
	explain_label(x, label);
	buf_printf(b, "%*u | %s", l->digits, l->number, cut ? ELLIPSIS : "");
	put_plain(b, fits);
	buf_z(b, more ? ELLIPSIS "\n" : "\n");
	if (from >= to)
		return;
	explain_label(x, "");
	size_t lead = columns_of((struct dl_str){fits.p, from}) + cut;
	size_t wide = columns_of((struct dl_str){fits.p + from, to - from});
	buf_printf(b, "%*s | %*s", l->digits, "", (int)lead, "");
	explain_sgr(x, SGR_GREEN);
	for (size_t i = 0; i < wide; i++)
		buf_byte(b, '~');
	explain_sgr(x, SGR_PLAIN);
	buf_byte(b, '\n');
}

void explain_excerpt(const struct explainer *x, const char *label, struct dl_span span)
{
	const struct text_doc *doc = &x->parsed->doc;
	uint32_t at = span.start, column;
	struct line l = {.digits = 1};
	if (span.end > doc->source.n || span.start >= span.end)
		return;
	while (at > 0 && doc->source.p[at - 1] != '\n')
		at--;
	text_position(doc, span.start, &l.number, &column);
	uint32_t last;
	text_position(doc, span.end - 1, &last, &column);
	last = last < l.number + EXCERPT_LINES ? last : l.number + EXCERPT_LINES - 1;
	for (uint32_t n = last; n >= 10; n /= 10)
		l.digits++;
	for (int i = 0; at < span.end && i < EXCERPT_LINES; i++, l.number++) {
		const char *newline = memchr(doc->source.p + at, '\n', doc->source.n - at);
		size_t n =
		    newline == NULL ? doc->source.n - at : (size_t)(newline - doc->source.p) - at;
		l.text = (struct dl_str){doc->source.p + at, n};
		while (l.text.n != 0 && l.text.p[l.text.n - 1] == '\r')
			l.text.n--;
		l.from = span.start > at ? span.start - at : 0;
		l.to = span.end - at < l.text.n ? span.end - at : (uint32_t)l.text.n;
		/* Not the indent of what goes on. */
		while (l.from < l.to && (l.text.p[l.from] == ' ' || l.text.p[l.from] == '\t'))
			l.from++;
		if (l.from <= l.text.n)
			put_line(x, &l, i == 0 ? label : "");
		at += (uint32_t)n + 1;
	}
	if (at < span.end) {
		explain_label(x, "");
		buf_printf(x->out, "%*s | " ELLIPSIS "\n", l.digits, "");
	}
}

/* ---- lines that fit ---------------------------------------------------------- */

/* Bytes of an SGR sequence at p; 0: there is none. */
static size_t sgr_bytes(struct dl_str s)
{
	if (s.n < 3 || s.p[0] != '\x1B' || s.p[1] != '[')
		return 0;
	const char *m = memchr(s.p, 'm', s.n);
	return m == NULL ? 0 : (size_t)(m - s.p) + 1;
}

/* One line, broken at spaces; what goes on stands below the text, not the label. */
static void fold_line(struct buf *out, struct dl_str line, size_t columns)
{
	size_t used = 0, lead = sgr_bytes(line);
	bool labelled = str_starts((struct dl_str){line.p + lead, line.n - lead}, STR("  "));
	size_t indent = labelled ? LABEL_COLUMNS + 2 : 4;
	indent = indent * 2 < columns ? indent : 0;
	for (bool first = true; line.n != 0; first = false) {
		size_t n = 0, wide = 0, sgr;
		while (n < line.n && line.p[n] == ' ')
			n++;
		size_t spaces = n;
		while (n < line.n && line.p[n] != ' ') {
			struct dl_str rest = {line.p + n, line.n - n};
			sgr = sgr_bytes(rest);
			size_t end = n + (sgr != 0 ? sgr : 1);
			while (
			    sgr == 0 && end < line.n && line.p[end] != ' ' && line.p[end] != '\x1B')
				end++;
			wide += sgr != 0 ? 0 : width_of((struct dl_str){line.p + n, end - n});
			n = end;
		}
		if (!first && used > LABEL_COLUMNS && used + spaces + wide > columns) {
			buf_byte(out, '\n');
			for (size_t i = 0; i < indent; i++)
				buf_byte(out, ' ');
			buf_add(out, (struct dl_str){line.p + spaces, n - spaces});
			used = indent + wide;
		} else {
			buf_add(out, (struct dl_str){line.p, n});
			used += spaces + wide;
		}
		line = (struct dl_str){line.p + n, line.n - n};
	}
	buf_byte(out, '\n');
}

void explain_fold(struct buf *out, struct dl_str text, size_t columns)
{
	while (text.n != 0) {
		struct dl_str line = str_split(&text, '\n');
		if (width_of(line) <= columns)
			buf_printf(out, "%.*s\n", (int)line.n, line.p);
		else
			fold_line(out, line, columns);
	}
}
