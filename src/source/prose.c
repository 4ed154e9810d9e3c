/* SPDX-License-Identifier: MIT */
/* Plain text. What a writer means by lines and gaps, in the order of trust:
 *
 *   - Lines without a blank line between them stand together (a group). A line
 *     of quotation marks ("> …", as in mail) is quoted text; a change of its
 *     depth is a gap.
 *   - "Name: value" lines, two or more, as the very first group, are the head of
 *     the document: fields.
 *   - A line over a row of = or - is a heading; so is a line of capitals. Rows
 *     alone are ornament.
 *   - A bullet, or a number of a list that counts from 1, begins an item; lines
 *     that are indented, or that the item was wrapped to, go on with it. A
 *     number that does not count ("15. März") is part of the text: in many
 *     languages it is a date.
 *   - Lines of as many parts with wide gaps between them, that begin below one
 *     another, are a table (columns.h).
 *   - What is left is taken apart by text/lines.c: wrapped text, a paragraph a
 *     line, or entries. An indented line after a finished sentence begins a
 *     paragraph, as in books.
 *   - A short line alone, without an end of a sentence and with text after it,
 *     is a heading, unless the next is just such a line (a list, a poem). A line
 *     that says only a day is one even then.
 *
 * Headings have levels for the order in which they hold: 1 for the first line
 * and "===", 2 for "---" and capitals, 3 for other short lines, 4 for days, 6
 * for those inside a group.
 *
 * Text that has nothing to clean and no quotation marks is not copied: it is
 * the source. */
#include "source/readers.h"

#include <string.h>

#include "base/str.h"
#include "source/columns.h"
#include "source/head.h"
#include "source/mark.h"
#include "source/quoted.h"
#include "source/sniff.h"
#include "text/builder.h"
#include "text/lines.h"

#define MAX_DEPTH 32

struct prose {
	struct text_builder *b;
	struct dl_str text;
	struct quoted quoted;
	bool seen; /* a group was read */

	/* The list that lines can go on with. */
	uint32_t indents[MAX_DEPTH];
	uint8_t depth;
	unsigned number; /* of the last item; 0: bullets, or no list */
};

static struct dl_str line_str(const struct prose *p, const struct line *line)
{
	return str_sub(p->text, line->span);
}

/* Lines of one group: no blank line between them, quoted alike. */
struct group {
	uint32_t at, end;
	uint32_t quoted; /* depth */
	bool single;	 /* one line */
};

static bool next_group(struct prose *p, uint32_t at, struct group *ret)
{
	uint32_t end = (uint32_t)p->text.n;
	struct line line = {.next = at};
	do {
		at = line.next;
		if (at >= end)
			return false;
		line = line_at(p->text, at, end);
	} while (line.span.start == line.span.end);
	*ret = (struct group){at, line.next, quoted_at(&p->quoted, at), true};
	while (ret->end < end) {
		line = line_at(p->text, ret->end, end);
		if (line.span.start == line.span.end ||
		    quoted_at(&p->quoted, ret->end) != ret->quoted)
			break;
		ret->end = line.next;
		ret->single = false;
	}
	return true;
}

/* A row of one sign, perhaps with spaces; ret_level as an underline. */
static bool is_rule(struct dl_str s, uint8_t *ret_level)
{
	size_t n = 0;
	if (s.n == 0 || strchr("=-_*~#+.", s.p[0]) == NULL)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != s.p[0] && s.p[i] != ' ')
			return false;
		n += s.p[i] == s.p[0];
	}
	*ret_level = s.p[0] == '=' ? 1 : s.p[0] == '-' ? 2 : 3;
	return n >= 3;
}

/* A heading in capitals has at least this many of them: "BBC" alone is none. */
#define CAPITALS_MIN 4

#define HEADING_WIDTH 64

static bool is_capitals(struct dl_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (is_lower((unsigned char)s.p[i]))
			return false;
		n += is_upper((unsigned char)s.p[i]);
	}
	return n >= CAPITALS_MIN;
}

static bool counts_on(const struct prose *p, const struct line *line, unsigned number)
{
	struct dl_span rest = {line->next, (uint32_t)p->text.n};
	return mark_counts_on(str_sub(p->text, rest), line->indent, number);
}

/* Bytes of the mark if the line is an item of a list. */
static size_t item_mark(struct prose *p, const struct line *line)
{
	unsigned number;
	struct dl_str s = line_str(p, line);
	size_t n = mark_length(s, &number);
	uint8_t level;
	if (n == 0 || is_rule(s, &level))
		return 0;
	if (number == 0)
		return n;
	if ((p->number != 0 && (number == p->number + 1 || (number == 1 && p->number == 1))) ||
	    (number == 1 && counts_on(p, line, number)))
		return n;
	return 0;
}

static uint8_t item_level(struct prose *p, uint32_t indent)
{
	while (p->depth > 0 && p->indents[p->depth - 1] > indent)
		p->depth--;
	if (p->depth == 0 || (p->indents[p->depth - 1] < indent && p->depth < MAX_DEPTH))
		p->indents[p->depth++] = indent;
	return p->depth;
}

static void add_block(
    struct prose *p, const struct group *g, enum text_kind kind, uint8_t level, struct dl_span span)
{
	struct text_block block = {.kind = kind,
	    .level = level,
	    .group = p->b->group,
	    .head_cell = TEXT_NO_BLOCK,
	    .span = span};
	if (kind == TEXT_PARAGRAPH && g->quoted != 0) {
		block.kind = TEXT_QUOTE;
		block.level = g->quoted > UINT8_MAX ? UINT8_MAX : (uint8_t)g->quoted;
	}
	text_add_lines(p->b, &block);
}

static uint32_t read_item(
    struct prose *p, const struct group *g, const struct line *first, size_t mark)
{
	struct dl_span span = {first->span.start + (uint32_t)mark, first->span.end};
	struct line line = *first;
	mark_length(line_str(p, first), &p->number);
	while (line.next < g->end) {
		struct line next = line_at(p->text, line.next, g->end);
		if (item_mark(p, &next) != 0 ||
		    (next.indent <= first->indent && lines_is_forced(&line, &next, p->b->wrap)))
			break;
		span.end = next.span.end;
		line = next;
	}
	add_block(p, g, TEXT_ITEM, item_level(p, first->indent), span);
	return line.next;
}

/* May the line, alone, be a heading? */
static bool may_head(struct dl_str s, const struct line *line)
{
	enum lines_entry kind = line_entry(s);
	return line->width <= HEADING_WIDTH && !line_is_closed(s) && !line_is_lower(s) &&
	       (kind == LINES_PLAIN || (kind != LINES_CLOCK && line_is_bare(s)) ||
		   (kind == LINES_WEAK && str_find(s, ':') == s.n));
}

/* Level of the heading that the only line of a group is; 0: it is none. */
static uint8_t lone_heading(struct prose *p, const struct group *g, const struct line *line)
{
	struct dl_str s = line_str(p, line);
	struct group next;
	size_t quote = p->quoted.at;
	if (g->quoted != 0 || !may_head(s, line))
		return 0;
	bool is_last = !next_group(p, g->end, &next);
	p->quoted.at = quote; /* this was only a look ahead */
	if (is_last)
		return 0;
	if (line_is_bare(s))
		return 4;
	if (!p->seen)
		return 1;
	struct line below = line_at(p->text, next.at, next.end);
	struct dl_str b = line_str(p, &below);
	unsigned number;
	bool alike =
	    next.single && may_head(b, &below) && !line_is_bare(b) && mark_length(b, &number) == 0;
	return alike ? 0 : 3;
}

/* Level of the heading that a line within a group is; 0: none. *ret_next: where
 * the lines after it (and its underline) start. */
static uint8_t group_heading(
    struct prose *p, const struct group *g, const struct line *line, uint32_t *ret_next)
{
	struct dl_str s = line_str(p, line);
	uint8_t level = 0;
	*ret_next = line->next;
	if (line->next < g->end) {
		struct line below = line_at(p->text, line->next, g->end);
		if (is_rule(line_str(p, &below), &level) &&
		    str_find(line_str(p, &below), ' ') == below.span.end - below.span.start &&
		    line->width <= HEADING_WIDTH * 2) {
			*ret_next = below.next;
			return level;
		}
	}
	bool capitals = line->width <= HEADING_WIDTH && is_capitals(s) && !line_is_closed(s) &&
			line_entry(s) < LINES_YEAR;
	return capitals && g->quoted == 0 ? 2 : 0;
}

/* Does the line begin something new after the line before it, of a run that
 * begins with first? */
static bool begins_new(struct prose *p, const struct group *g, const struct line *first,
    const struct line *line, const struct line *next)
{
	uint8_t level;
	uint32_t ignored;
	struct dl_str s = line_str(p, line);
	bool forced = lines_is_forced(line, next, p->b->wrap);
	if (is_rule(line_str(p, next), &level) ||
	    (forced && group_heading(p, g, next, &ignored) != 0))
		return true;
	if (item_mark(p, next) != 0)
		return forced || line_is_closed(s);
	/* A paragraph that is set in, as in books; but not what goes on with an entry. */
	return forced && next->indent >= first->indent + 2 && line_is_sentence(s) &&
	       line_entry(line_str(p, first)) == LINES_PLAIN;
}

static uint32_t read_run(struct prose *p, const struct group *g, const struct line *first)
{
	struct line line = *first, next;
	bool single = true;
	while (line.next < g->end) {
		next = line_at(p->text, line.next, g->end);
		if (begins_new(p, g, first, &line, &next))
			break;
		line = next;
		single = false;
	}
	struct dl_str s = line_str(p, first);
	bool announces = single && line.next < g->end && item_mark(p, &next) != 0 &&
			 line.width <= HEADING_WIDTH && !line_is_closed(s) && !line_is_lower(s);
	if (announces)
		add_block(p, g, TEXT_HEADING, 6, first->span);
	else
		add_block(
		    p, g, TEXT_PARAGRAPH, 0, (struct dl_span){first->span.start, line.span.end});
	return line.next;
}

static void set_title(struct prose *p, struct dl_span span)
{
	if (p->b->doc->title.p != NULL || p->seen)
		return;
	p->b->doc->title = arena_str(p->b->arena, str_sub(p->text, span));
	if (p->b->doc->title.p == NULL)
		p->b->failed = DL_NOMEM;
}

static void read_group(struct prose *p, const struct group *g)
{
	struct line line;
	for (uint32_t at = g->at; at < g->end;) {
		line = line_at(p->text, at, g->end);
		uint8_t level;
		uint32_t next = line.next;
		if (is_rule(line_str(p, &line), &level)) {
			at = next;
			continue;
		}
		size_t mark = item_mark(p, &line);
		if (mark == 0)
			level = group_heading(p, g, &line, &next);
		if (mark == 0 && level == 0 && g->single)
			level = lone_heading(p, g, &line);
		if (mark != 0) {
			at = read_item(p, g, &line, mark);
			continue;
		}
		if (line.indent == 0)
			p->depth = 0, p->number = 0;
		if (level == 0) {
			at = read_run(p, g, &line);
			continue;
		}
		set_title(p, line.span);
		add_block(p, g, TEXT_HEADING, level, line.span);
		at = next;
	}
}

static int read_prose(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct text_builder b;
	text_begin(&b, arena, ret);
	struct prose p = {.b = &b};
	p.text = quoted_load(&p.quoted, &b);
	b.wrap = lines_wrap(p.text);
	/* A borrowed text keeps its byte order mark, before the first group. */
	struct group g = {.end = str_starts(p.text, STR("\xEF\xBB\xBF")) ? 3 : 0};
	bool first = true;
	for (; b.failed == DL_OK && next_group(&p, g.end, &g); first = false) {
		b.group++;
		if (first && g.quoted == 0 && head_is(p.text, (struct dl_span){g.at, g.end})) {
			head_read(&b, p.text, (struct dl_span){g.at, g.end});
			continue;
		}
		/* A list's lines are wrapped to its marks, not to columns. */
		struct line line = line_at(p.text, g.at, g.end);
		bool table = g.quoted == 0 && item_mark(&p, &line) == 0 &&
			     columns_read(&b, p.text, (struct dl_span){g.at, g.end});
		if (!table)
			read_group(&p, &g);
		p.seen = true;
	}
	return text_finish(&b, reterr);
}

static const char *const extensions[] = {"txt", "text", "asc", NULL};
static const char *const aliases[] = {"txt", "plain", "prose", NULL};

const struct source_reader source_prose = {
    .name = "text",
    .aliases = aliases,
    .media_type = "text/plain",
    .extensions = extensions,
    .summary = "plain text",
    .sniff = sniff_text,
    .read = read_prose,
};
