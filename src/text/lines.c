/* SPDX-License-Identifier: MIT */
/* Which line breaks mean something.
 *
 * A press release wrapped at 72 columns, a programme with one time a line, and
 * a chronology all come as lines, and the same "\n" is nothing in the first and
 * everything in the others. What decides, strongest first:
 *
 * 1. Lines over LINES_LONG columns are whole paragraphs; where one line of those
 *    that stand together is that long, each of them is a paragraph.
 * 2. A break is forced if the first word of the next line would have fitted on
 *    the line, given the column at which this text is wrapped (the width that
 *    nine tenths of its fuller lines keep to). Wrapped text has no forced
 *    breaks but its last ones, whatever the language.
 * 3. After a forced break, a line that begins like an entry (entry.c) is one,
 *    if there are at least two of them and at least a third of the lines that
 *    follow a forced break are. What follows goes with it: a place below the
 *    time, a sentence that was wrapped. One such line alone proves nothing: it
 *    may be the middle of an address. Entries with clock times, dates or years
 *    in front also begin after a full line, if the entries do so from the first
 *    on.
 * 4. Where no line begins like an entry but all breaks are forced and at least
 *    half the lines pair a label with a number ("Entries close: 19 July"), each
 *    line is an entry.
 * 5. All else is running text, breaks and all.
 *
 * Among entries, a line that says only a day, with clock times under it, is
 * their heading: "Friday 13 March", "Day 2 (Thursday)". So is a short plain
 * line ("MONDAY"), if the first line is one and they are fewer than half the
 * times. But where clock times come first, "Room 12" below one is its place,
 * and where days lead, a heading has the shape of the first ("Friday 13 March"
 * is word, number, word). */
#include "text/lines.h"

#include <string.h>

#include "base/eight.h"
#include "base/str.h"
#include "base/utf8.h"

static bool is_wide(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
	       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
	       (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) || c >= 0x20000;
}

/* Columns of the white space that the line begins with; *at moves behind it. */
static uint32_t measure_indent(struct dl_str text, uint32_t *at, uint32_t end)
{
	uint32_t columns = 0;
	for (; *at < end && is_space((unsigned char)text.p[*at]); (*at)++)
		columns = text.p[*at] == '\t' ? columns / 8 * 8 + 8 : columns + 1;
	return columns;
}

/* Width and first word; of a line over LINES_LONG only that it is one. */
static void measure_words(struct dl_str s, struct line *line)
{
	uint32_t columns = 0;
	line->first_word = 0;
	for (size_t i = 0; i < s.n && columns <= LINES_LONG;) {
		while (line->first_word != 0 && s.n - i >= 8 && columns <= LINES_LONG &&
		       eight_high(eight_load(s.p + i)) == 0) {
			columns += 8;
			i += 8;
		}
		if (i == s.n)
			break;
		uint32_t c;
		size_t n = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		if (n == 0)
			n = 1, c = '?';
		bool wide = n > 1 && is_wide(c);
		if ((c == ' ' || c == '\t' || wide) && line->first_word == 0)
			line->first_word = columns == 0 ? 2 : columns;
		columns += wide ? 2 : 1;
		i += n;
	}
	if (line->first_word == 0)
		line->first_word = columns;
	line->width = line->indent + columns;
}

struct line line_at(struct dl_str text, uint32_t at, uint32_t end)
{
	const char *nl = memchr(text.p + at, '\n', end - at);
	struct line line = {.next = nl == NULL ? end : (uint32_t)(nl - text.p) + 1};
	line.span = (struct dl_span){at, nl == NULL ? end : line.next - 1};
	line.indent = measure_indent(text, &line.span.start, line.span.end);
	while (
	    line.span.end > line.span.start && is_space((unsigned char)text.p[line.span.end - 1]))
		line.span.end--;
	measure_words(str_sub(text, line.span), &line);
	return line;
}

bool line_is_lower(struct dl_str line)
{
	return line.n != 0 && is_lower((unsigned char)line.p[0]);
}

static bool ends_any(struct dl_str line, const char *const *list)
{
	static const char *const after[] = {")", "]", "\"", "'", "”", "’", "»", "“", NULL};
	for (size_t i = 0; after[i] != NULL; i++)
		if (str_ends(line, str_of(after[i]))) {
			line.n -= strlen(after[i]);
			break;
		}
	for (; *list != NULL; list++)
		if (str_ends(line, str_of(*list)))
			return true;
	return false;
}

bool line_is_sentence(struct dl_str line)
{
	static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？", NULL};
	return ends_any(line, ends);
}

bool line_is_closed(struct dl_str line)
{
	static const char *const ends[] = {";", ",", "；", "，", "、", NULL};
	return ends_any(line, ends) || line_is_sentence(line);
}

#define CAPTION_MAX 64

bool line_is_caption(struct dl_str line)
{
	size_t digits = 0;
	for (size_t i = 0; i < line.n && i <= CAPTION_MAX; i++) {
		if (line.p[i] == '\n')
			return false;
		digits += is_digit((unsigned char)line.p[i]);
	}
	return line.n <= CAPTION_MAX && !line_is_closed(line) && !line_is_lower(line) &&
	       (digits == 0 || line_is_bare(line));
}

/* A label is no longer than this, in bytes. */
#define LABEL_MAX 64

bool line_is_pair(struct dl_str line)
{
	static const char *const separators[] = {
	    ": ", ":\t", " - ", " – ", " — ", "\t", "   ", "....", NULL};
	size_t at = 0;
	for (; at < line.n && at < LABEL_MAX; at++) {
		if (is_digit((unsigned char)line.p[at]))
			return false;
		size_t i = 0;
		if (strchr(": \t.", line.p[at]) == NULL) /* no separator begins so */
			continue;
		while (
		    separators[i] != NULL &&
		    !str_starts((struct dl_str){line.p + at, line.n - at}, str_of(separators[i])))
			i++;
		if (separators[i] != NULL)
			break;
	}
	if (at == 0 || at >= LABEL_MAX)
		return false;
	while (at < line.n && !is_digit((unsigned char)line.p[at]))
		at++;
	return at < line.n;
}

/* Text is not wrapped at fewer columns: shorter lines are a list or a poem. */
#define WRAP_MIN 45

uint32_t lines_wrap(struct dl_str text)
{
	size_t widths[LINES_LONG + 1] = {0}, n = 0;
	struct line line = {0};
	for (uint32_t at = 0, end = (uint32_t)text.n; at < end; at = line.next) {
		uint32_t before = line.width; /* 0: a blank line, or none */
		line = line_at(text, at, end);
		if (line.span.start == line.span.end)
			line.width = 0;
		if (line.width != 0 && before >= WRAP_MIN && before <= LINES_LONG) {
			widths[before]++;
			n++;
		}
	}
	size_t seen = 0;
	for (uint32_t w = 0; n != 0 && w <= LINES_LONG; w++) {
		seen += widths[w];
		if (seen >= n - n / 10)
			return w;
	}
	return 0;
}

bool lines_is_forced(const struct line *line, const struct line *next, uint32_t wrap)
{
	/* People who wrap by hand stop a little early. */
	return wrap == 0 || line->width > LINES_LONG ||
	       line->width + 1 + next->first_word + wrap / 10 <= wrap;
}

/* A plain line that may be the heading of some entries among others, and one
 * that announces them all, are no wider. */
#define HEAD_WIDTH	   32
#define ANNOUNCEMENT_WIDTH 64

static bool may_head(struct dl_str text, const struct line *line, uint32_t width)
{
	struct dl_str s = str_sub(text, line->span);
	return line->width <= width && !line_is_closed(s) && !line_is_lower(s);
}

enum lines_kind lines_single(struct dl_str line)
{
	bool is_entry =
	    line.n <= LINES_LONG && line_entry(line) > LINES_WEAK && !line_is_sentence(line);
	return is_entry && !line_is_bare(line) ? LINES_ENTRY : LINES_TEXT;
}

struct census {
	size_t lines, starts, entries, clocks, heads, pairs, lower;
	bool is_long, head_first;
	enum lines_entry lead;
	unsigned lead_shape;
};

static void count_line(struct census *c, struct dl_str text, const struct line *line, bool forced,
    enum lines_entry before)
{
	struct dl_str s = str_sub(text, line->span);
	enum lines_entry kind = line_entry(s);
	bool starts = c->lines == 0 || forced || (kind > LINES_WEAK && kind == c->lead);
	c->lines++;
	c->is_long |= line->width > LINES_LONG;
	c->starts += forced || c->lines == 1;
	c->lower += line_is_lower(s);
	c->pairs += line_is_pair(s);
	if (!starts || kind == LINES_PLAIN)
		return;
	if (c->entries++ == 0) {
		c->lead = kind;
		c->lead_shape = line_shape(s);
		c->head_first = kind == LINES_CLOCK && c->lines == 2 && before == LINES_PLAIN;
	}
	c->clocks += kind == LINES_CLOCK;
}

static struct census take_census(struct dl_str text, struct dl_span span, uint32_t wrap)
{
	struct census c = {0};
	struct line before = {0};
	enum lines_entry kind_before = LINES_PLAIN;
	for (uint32_t at = span.start; at < span.end;) {
		struct line line = line_at(text, at, span.end);
		at = line.next;
		if (line.span.start == line.span.end)
			continue;
		count_line(&c, text, &line, c.lines != 0 && lines_is_forced(&before, &line, wrap),
		    kind_before);
		enum lines_entry kind = line_entry(str_sub(text, line.span));
		c.heads += kind == LINES_CLOCK && kind_before == LINES_PLAIN && c.lines > 1 &&
			   may_head(text, &before, HEAD_WIDTH);
		kind_before = kind;
		before = line;
	}
	return c;
}

void lines_begin(struct lines *l, struct dl_str text, struct dl_span span, uint32_t wrap)
{
	*l = (struct lines){
	    .text = text, .wrap = wrap, .at = span.start, .end = span.end, .is_first = true};
	struct census c = take_census(text, span, wrap);
	if (c.is_long) {
		l->mode = LINES_BY_PARAGRAPH;
	} else if (c.entries >= 2 && c.entries * 3 >= c.starts) {
		l->mode = LINES_BY_ENTRY;
		l->lead = c.lead;
		l->lead_shape = c.lead != LINES_CLOCK && c.clocks != 0 ? c.lead_shape : 0;
		l->plain_heads = c.head_first && c.heads * 2 <= c.clocks;
	} else if (c.lines >= 2 && c.starts == c.lines && c.lower == 0 && c.pairs >= 2 &&
		   c.pairs * 2 >= c.lines) {
		l->mode = LINES_BY_LINE;
	}
}

/* Does the line, among entries, begin one? */
static enum lines_entry begins(const struct lines *l, const struct line *line, bool forced)
{
	struct dl_str s = str_sub(l->text, line->span);
	enum lines_entry kind = line_entry(s);
	if (kind == LINES_PLAIN || (!forced && (kind == LINES_WEAK || kind != l->lead)))
		return LINES_PLAIN;
	if (kind == LINES_WEAK && l->lead == LINES_CLOCK)
		return LINES_PLAIN;
	if (kind == LINES_WEAK && l->lead_shape != 0 && line_shape(s) != l->lead_shape)
		return LINES_PLAIN;
	return kind;
}

/* Is the line the heading of the one after it? */
static bool heads(const struct lines *l, const struct line *line, enum lines_entry kind)
{
	if (line->next >= l->end)
		return false;
	struct line next = line_at(l->text, line->next, l->end);
	enum lines_entry below = line_entry(str_sub(l->text, next.span));
	if (kind == LINES_PLAIN)
		return l->plain_heads && below == LINES_CLOCK &&
		       may_head(l->text, line, HEAD_WIDTH);
	return kind != LINES_CLOCK && below != LINES_PLAIN && below != kind &&
	       line_is_bare(str_sub(l->text, line->span));
}

static enum lines_kind next_entry(struct lines *l, struct line line, struct dl_span *ret)
{
	enum lines_entry kind = begins(l, &line, true);
	bool announces =
	    l->is_first && kind == LINES_PLAIN && may_head(l->text, &line, ANNOUNCEMENT_WIDTH);
	*ret = line.span;
	if (heads(l, &line, kind))
		return LINES_HEADING;
	while (l->at < l->end) {
		struct line next = line_at(l->text, l->at, l->end);
		bool forced = lines_is_forced(&line, &next, l->wrap);
		enum lines_entry begun = begins(l, &next, forced);
		if (begun != LINES_PLAIN || (forced && heads(l, &next, begun)))
			break;
		announces = false;
		if (next.span.end > next.span.start)
			ret->end = next.span.end;
		l->at = next.next;
		line = next;
	}
	if (announces)
		return LINES_HEADING;
	return kind == LINES_PLAIN ? LINES_TEXT : LINES_ENTRY;
}

bool lines_next(struct lines *l, struct dl_span *ret, enum lines_kind *ret_kind)
{
	struct line line;
	do {
		if (l->at >= l->end)
			return false;
		line = line_at(l->text, l->at, l->end);
		l->at = line.next;
	} while (line.span.start == line.span.end);
	*ret = line.span;
	*ret_kind = LINES_TEXT;
	switch (l->mode) {
	case LINES_RUNNING:
		ret->end = l->end;
		l->at = l->end;
		break;
	case LINES_BY_PARAGRAPH:
		*ret_kind = lines_single(str_sub(l->text, line.span));
		break;
	case LINES_BY_LINE:
		*ret_kind = l->is_first && !line_is_pair(str_sub(l->text, line.span)) &&
				    may_head(l->text, &line, ANNOUNCEMENT_WIDTH)
				? LINES_HEADING
				: LINES_ENTRY;
		break;
	case LINES_BY_ENTRY:
		*ret_kind = next_entry(l, line, ret);
		break;
	}
	l->is_first = false;
	return true;
}
