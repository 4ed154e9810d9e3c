/* SPDX-License-Identifier: MIT */
/* Markdown: CommonMark with tables, task lists and strike-through, as md4c has
 * them. md4c hands out pointers into the text it was given, so the place of each
 * piece in the source is a subtraction.
 *
 * It is given a copy (mdcopy.h), since the source need not end in a line break and
 * md4c 0.4.8 looks one byte ahead in places, and since some marks have to be
 * hidden from it. Text is taken from the source by place, so what is changed in
 * the copy never reaches it.
 *
 * Where dated texts need another reading than a renderer's:
 *   - Indented text is text. Times and places are indented far more often than
 *     code; code that is meant to be code stands in fences.
 *   - "15. März" begins a list for Markdown, and the day would be lost. The number
 *     stays with the item unless the list counts from 0 or 1 (source/mark.h).
 *   - Raw HTML is read as HTML: old pages are half of each.
 *   - A cell's column is counted by the "|" before it: md4c 0.4.8 drops the empty
 *     cell of "a || b", and the date would stand under the wrong header.
 *
 * md4c works in linear time but for three things: a table emits its missing cells
 * and a reference is expanded where it is used, which the limit below stops; and
 * blank lines go through all open lists, whose depth mdcopy.c cuts. It allocates
 * with the C library, whatever dl_alloc says. */
#include "source/readers.h"

#include <md4c.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "source/html.h"
#include "source/front.h"
#include "source/grid.h"
#include "source/mark.h"
#include "source/mdcopy.h"
#include "source/screen.h"
#include "source/sniff.h"
#include "text/lines.h"

/* Table cells, and bytes of link targets, may be this many times the source's
 * bytes, and some more. A table of ten thousand columns with rows of one cell, or
 * a long target used by each "[a]", is past it. */
#define EXPANSION      8
#define EXPANSION_BASE 65536

#define MAX_LISTS 64 /* deeper lists are read as this deep */

struct list {
	bool counts; /* ordered */
	bool seen;   /* it has items, the last of them numbered: */
	unsigned last;
	bool keeps_mark; /* numbers are part of the text from here on */
};

struct md {
	struct text_builder b;
	struct html html;
	struct evidence evidence;
	const char *copy;
	uint32_t base; /* source offset of copy[0] */
	uint32_t size;
	uint32_t last; /* offset in copy behind the last text */
	size_t spent;  /* of the expansion */
	bool limited;

	unsigned lists, quotes, images;
	struct list list[MAX_LISTS];
	bool item_starts;   /* nothing of the item was read */
	uint32_t groups;    /* given out */
	struct dl_span raw; /* HTML not yet read, in the source; empty: none */
	bool in_raw;

	struct grid grid;
	uint32_t column;
	bool in_cell, in_head;
	uint32_t scanned; /* offset in copy up to which the row's "|" are counted, or NO_ROW */
	uint32_t lead;	  /* 1 if the row begins with "|" */
};

#define NO_ROW UINT32_MAX

/* Counts n bytes that are not the source's. */
static void spend(struct md *m, size_t n)
{
	m->spent += n;
	m->limited |= m->spent / EXPANSION > (size_t)m->size + EXPANSION_BASE;
}

/* What a callback returns: positive numbers do not stop md4c everywhere. */
static int goes_on(const struct md *m)
{
	return m->limited || m->b.failed != DL_OK ? -1 : 0;
}

/* Offset of md4c's pointer in the copy; false: it points elsewhere. */
static bool offset_of(const struct md *m, const char *p, size_t n, uint32_t *ret)
{
	uintptr_t at = (uintptr_t)p, start = (uintptr_t)m->copy;
	if (at < start || at + n > start + m->size)
		return false;
	*ret = (uint32_t)(at - start);
	return true;
}

static void read_raw(struct md *m)
{
	struct dl_span raw = m->raw;
	m->raw = (struct dl_span){0, 0};
	if (raw.end > raw.start) {
		uint32_t group = m->b.group;
		html_append(&m->html, raw.start, raw.end);
		m->groups = m->b.group > m->groups ? m->b.group : m->groups;
		m->b.group = group;
	}
}

static void new_group(struct md *m)
{
	if (m->lists == 0)
		m->b.group = ++m->groups;
}

static void open_block(struct md *m, enum text_kind kind, unsigned level)
{
	new_group(m);
	text_open(&m->b, kind);
	m->b.now.level = (uint8_t)(level > UINT8_MAX ? UINT8_MAX : level);
}

/* A paragraph, wherever it is. */
static void open_text(struct md *m)
{
	if (m->lists != 0)
		open_block(m, m->item_starts ? TEXT_ITEM : TEXT_PARAGRAPH, m->lists);
	else if (m->quotes != 0)
		open_block(m, TEXT_QUOTE, m->quotes);
	else
		open_block(m, TEXT_PARAGRAPH, 0);
}

/* Start of the line that offset at of the copy is in. */
static uint32_t line_start(const struct md *m, uint32_t at)
{
	while (at > 0 && m->copy[at - 1] != '\n')
		at--;
	return at;
}

/* The mark of an item whose text starts at offset at of the copy: a number, then
 * "." or ")". Empty: there is none. */
static struct dl_span find_mark(const struct md *m, uint32_t at)
{
	while (at > 0 && strchr(" \t*_~`[<", m->copy[at - 1]) != NULL)
		at--;
	uint32_t start = at == 0 ? 0 : at - 1;
	if (at == 0 || (m->copy[start] != '.' && m->copy[start] != ')'))
		return (struct dl_span){at, at};
	while (start > 0 && is_digit((unsigned char)m->copy[start - 1]))
		start--;
	return (struct dl_span){start, at};
}

/* Does the list count from here on? */
static bool counts_on(const struct md *m, struct dl_span mark, unsigned number)
{
	struct dl_str rest = {m->copy + mark.end, m->size - mark.end};
	str_split(&rest, '\n');
	return number <= 1 && mark_counts_on(rest, mark.start - line_start(m, mark.start), number);
}

/* The number in front of an item, if its list does not count with it. */
static void add_mark(struct md *m, uint32_t at)
{
	struct list *l = &m->list[(m->lists < MAX_LISTS ? m->lists : MAX_LISTS) - 1];
	struct dl_span mark = find_mark(m, at);
	unsigned number = 0;
	if (!l->counts || mark.end - mark.start < 2)
		return;
	for (uint32_t i = mark.start; is_digit((unsigned char)m->copy[i]); i++)
		number = number * 10 + (unsigned)(m->copy[i] - '0');
	bool goes_on =
	    l->seen ? number == l->last + 1 || number == l->last : counts_on(m, mark, number);
	l->keeps_mark |= !goes_on;
	l->seen = true;
	l->last = number;
	if (l->keeps_mark) {
		text_add(&m->b, m->base + mark.start, m->base + mark.end);
		text_put(&m->b, STR(" "), m->base + mark.end, m->base + mark.end);
	}
}

/* The column of the cell whose text starts at offset at of the copy. */
static void count_columns(struct md *m, uint32_t at)
{
	if (m->scanned == NO_ROW) {
		m->scanned = line_start(m, at);
		m->lead = UINT32_MAX;
		m->column = 0;
	}
	for (; m->scanned < at; m->scanned++) {
		if (m->copy[m->scanned] == '\\')
			m->scanned++;
		else if (m->copy[m->scanned] == '|')
			m->column++;
	}
	if (m->lead == UINT32_MAX)
		m->lead = m->column != 0;
	m->b.now.column = m->column - m->lead;
}

static void open_cell(struct md *m)
{
	text_open(&m->b, TEXT_CELL);
	m->b.now.table = m->grid.number;
	m->b.now.row = m->grid.row;
	m->b.now.header = m->in_head;
}

/* What has to be known of the first text of a block: where it is. */
static void begin_text(struct md *m, uint32_t at)
{
	struct text_builder *b = &m->b;
	bool item = !b->open && !m->in_cell && m->lists != 0 && m->item_starts;
	if (!b->open && m->in_cell)
		open_cell(m);
	else if (!b->open)
		open_text(m);
	else if (b->n == b->now.span.start)
		item = b->now.kind == TEXT_ITEM;
	if (b->n != b->now.span.start)
		return;
	if (item)
		add_mark(m, at);
	m->item_starts = false;
	if (b->now.kind == TEXT_CELL)
		count_columns(m, at);
}

static void add_break(struct md *m)
{
	if (!m->b.open)
		return;
	const char *nl = memchr(m->copy + m->last, '\n', m->size - m->last);
	uint32_t at = nl == NULL ? m->last : (uint32_t)(nl - m->copy);
	if (nl == NULL)
		text_put(&m->b, STR("\n"), m->base + at, m->base + at);
	else
		text_add(&m->b, m->base + at, m->base + at + 1);
	m->last = at + (nl != NULL);
}

/* The tag of a block inside running text: md4c 0.4.8 takes "<h2>" for one, and
 * people close what they opened ten lines before. */
static void add_block_tag(struct md *m, const struct tag *tag, uint32_t from, uint32_t to)
{
	if (m->in_cell) {
		if (m->b.open)
			text_put(&m->b, STR("\n"), from, to);
		return;
	}
	text_close(&m->b);
	bool heading = !tag->is_end && tag->name.n == 2 && to_lower(tag->name.p[0]) == 'h' &&
		       tag->name.p[1] >= '1' && tag->name.p[1] <= '6';
	if (heading)
		open_block(m, TEXT_HEADING, (unsigned)(tag->name.p[1] - '0'));
}

static void add_tag(struct md *m, uint32_t at, uint32_t n)
{
	struct tag tag;
	struct dl_str s =
	    str_sub(m->b.doc->source, (struct dl_span){m->base + at, m->base + at + n});
	if (s.n == 0 || s.p[0] != '<' || tag_at(s, &tag) == 0 || tag.name.n == 0)
		return;
	if (str_eq_fold(tag.name, STR("script")) || str_eq_fold(tag.name, STR("style")))
		m->html.unspoken = !tag.is_end;
	else if (screen_is_block(tag.name))
		add_block_tag(m, &tag, m->base + at, m->base + at + n);
	else
		html_inline(&m->html, &tag, m->base + at, m->base + at + n);
}

static void add_entity(struct md *m, uint32_t at, uint32_t n)
{
	char text[16];
	size_t n_text = 0;
	struct dl_str s = {m->copy + at, n};
	uint32_t from = m->base + at;
	if (html_decode(&m->html, s, text, &n_text) == n)
		text_put(&m->b, (struct dl_str){text, n_text}, from, from + n);
	else
		text_add(&m->b, from, from + n);
}

static void keep_raw(struct md *m, uint32_t at, uint32_t n)
{
	if (m->raw.end == m->raw.start)
		m->raw.start = m->base + at;
	m->raw.end = m->base + at + n;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE size, void *user)
{
	struct md *m = user;
	uint32_t at, n = (uint32_t)size;
	bool known = offset_of(m, p, n, &at);
	if (m->images != 0)
		return 0;
	if (m->in_raw) {
		if (known)
			keep_raw(m, at, n);
		return 0;
	}
	if (type == MD_TEXT_HTML && known) {
		add_tag(m, at, n);
		m->last = at + n;
	} else if (m->html.unspoken) {
		m->last = known ? at + n : m->last;
	} else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
		add_break(m);
	} else if (!known) {
		/* the line break in a code span, the indentation of code */
		if (m->b.open)
			text_put(
			    &m->b, (struct dl_str){p, n}, m->base + m->last, m->base + m->last);
	} else {
		begin_text(m, at);
		if (type == MD_TEXT_ENTITY)
			add_entity(m, at, n);
		else
			text_add(&m->b, m->base + at, m->base + at + n);
		m->last = at + n;
	}
	return goes_on(m);
}

/* Where a link goes: a slice of the source if md4c only points to it. */
static struct dl_str target(struct md *m, const MD_ATTRIBUTE *href)
{
	uint32_t at;
	bool plain = offset_of(m, href->text, href->size, &at);
	for (size_t i = 0; plain && href->size != 0 && href->substr_offsets[i] < href->size; i++)
		plain = href->substr_types[i] == MD_TEXT_NORMAL;
	if (plain)
		return str_sub(
		    m->b.doc->source, (struct dl_span){m->base + at, m->base + at + href->size});
	struct dl_str copy = arena_str(m->b.arena, (struct dl_str){href->text, href->size});
	if (copy.p == NULL)
		m->b.failed = DL_NOMEM;
	return html_value(&m->html, copy);
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct md *m = user;
	if (type == MD_SPAN_IMG || type == MD_SPAN_A) /* alike in memory, as md4c has it */
		spend(m, ((MD_SPAN_A_DETAIL *)detail)->href.size +
			     ((MD_SPAN_A_DETAIL *)detail)->title.size);
	if (type == MD_SPAN_IMG)
		m->images++;
	else if (type == MD_SPAN_STRONG)
		text_style(&m->b, TEXT_STRONG, true);
	else if (type == MD_SPAN_DEL)
		text_style(&m->b, TEXT_STRUCK, true);
	else if (type == MD_SPAN_A && m->images == 0 && !m->limited)
		text_set_link(&m->b, target(m, &((MD_SPAN_A_DETAIL *)detail)->href));
	return goes_on(m);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct md *m = user;
	(void)detail;
	if (type == MD_SPAN_IMG)
		m->images--;
	else if (type == MD_SPAN_STRONG)
		text_style(&m->b, TEXT_STRONG, false);
	else if (type == MD_SPAN_DEL)
		text_style(&m->b, TEXT_STRUCK, false);
	else if (type == MD_SPAN_A && m->images == 0)
		text_set_link(&m->b, (struct dl_str){NULL, 0});
	return goes_on(m);
}

static void enter_list(struct md *m, bool counts)
{
	text_close(&m->b);
	new_group(m);
	if (m->lists < MAX_LISTS)
		m->list[m->lists] = (struct list){.counts = counts};
	m->lists++;
}

static void enter_table(struct md *m)
{
	text_close(&m->b);
	new_group(m);
	/* The columns of the table before serve this one; their headers do not. */
	struct grid_column *columns = m->grid.columns;
	size_t cap = m->grid.cap_columns;
	grid_begin(&m->grid, m->b.n_tables++, false);
	m->grid.columns = columns;
	m->grid.cap_columns = cap;
}

/* Remembers a header cell, or finds the one above a cell of the body. */
static void leave_cell(struct md *m)
{
	struct grid_cell cell = {m->grid.row, m->b.now.column, 1, m->in_head};
	size_t block = m->b.doc->n_blocks;
	m->in_cell = false;
	if (!m->b.open) {
		spend(m, EXPANSION);
		return;
	}
	m->b.now.head_cell = grid_head_of(&m->grid, &cell);
	text_close(&m->b);
	if (m->in_head && m->b.doc->n_blocks != block &&
	    !grid_head(&m->grid, m->b.arena, &cell, (uint32_t)block))
		m->b.failed = DL_NOMEM;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct md *m = user;
	if (type != MD_BLOCK_HTML)
		read_raw(m);
	switch (type) {
	case MD_BLOCK_QUOTE:
		text_close(&m->b);
		m->quotes++;
		break;
	case MD_BLOCK_UL:
		enter_list(m, false);
		break;
	case MD_BLOCK_OL:
		enter_list(m, true);
		break;
	case MD_BLOCK_LI:
		text_close(&m->b);
		m->item_starts = true;
		break;
	case MD_BLOCK_H:
		open_block(m, TEXT_HEADING, ((MD_BLOCK_H_DETAIL *)detail)->level);
		break;
	case MD_BLOCK_CODE:
		open_block(m, TEXT_CODE, 0);
		break;
	case MD_BLOCK_P:
		open_text(m);
		break;
	case MD_BLOCK_HTML:
		text_close(&m->b);
		m->in_raw = true;
		break;
	case MD_BLOCK_TABLE:
		enter_table(m);
		break;
	case MD_BLOCK_TR:
		grid_row(&m->grid, false);
		m->scanned = NO_ROW;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		m->in_cell = true;
		m->in_head = type == MD_BLOCK_TH;
		break;
	default:
		break;
	}
	return goes_on(m);
}

/* The first heading of the first level is the title, unless front matter has one. */
static void leave_heading(struct md *m)
{
	bool first = m->b.now.level == 1 && m->b.doc->title.p == NULL;
	size_t before = m->b.doc->n_blocks;
	text_close(&m->b);
	if (!first || m->b.failed != DL_OK || m->b.doc->n_blocks == before)
		return;
	struct dl_str text = {m->b.text, m->b.n};
	m->b.doc->title = arena_str(m->b.arena, str_sub(text, m->b.doc->blocks[before].span));
	if (m->b.doc->title.p == NULL)
		m->b.failed = DL_NOMEM;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct md *m = user;
	(void)detail;
	switch (type) {
	case MD_BLOCK_H:
		leave_heading(m);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		leave_cell(m);
		break;
	case MD_BLOCK_QUOTE:
		text_close(&m->b);
		m->quotes--;
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		text_close(&m->b);
		m->lists--;
		break;
	default:
		text_close(&m->b);
		break;
	}
	/* Raw "<b>" that is not closed holds to the end of its block, no further. */
	m->b.styles[TEXT_STRONG].depth = m->b.styles[TEXT_STRUCK].depth = 0;
	m->html.unspoken = false;
	if (type == MD_BLOCK_LI)
		m->item_starts = false;
	m->in_raw = false;
	return goes_on(m);
}

static int parse(struct md *m, struct dl_error *reterr)
{
	static const MD_PARSER parser = {
	    .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
		     MD_FLAG_NOINDENTEDCODEBLOCKS,
	    .enter_block = on_enter_block,
	    .leave_block = on_leave_block,
	    .enter_span = on_enter_span,
	    .leave_span = on_leave_span,
	    .text = on_text,
	};
	int n = md_parse(m->copy, m->size, &parser, m);
	if (m->limited)
		return fail_at(reterr, DL_LIMIT, m->b.doc->path, m->b.doc->source,
		    m->base + m->last,
		    "a table or link references that would grow far beyond the source, expected "
		    "less than %d times its size",
		    EXPANSION);
	if (n < 0 && m->b.failed == DL_OK)
		m->b.failed = DL_NOMEM;
	read_raw(m);
	return 0;
}

static int read_markdown(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct md *m = arena_new(arena, struct md);
	if (m == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	text_begin(&m->b, arena, ret);
	html_begin(&m->html, &m->b, &m->evidence);
	uint32_t from = str_starts(ret->source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	m->base = front_read(&m->b, &m->evidence, from);
	m->groups = m->b.group;
	m->b.wrap = lines_wrap(ret->source);
	m->size = (uint32_t)ret->source.n - m->base;
	m->copy = mdcopy_make(
	    arena, str_sub(ret->source, (struct dl_span){m->base, (uint32_t)ret->source.n}));
	if (m->copy == NULL)
		m->b.failed = DL_NOMEM;
	else if (parse(m, reterr) < 0)
		return -1;
	return text_finish(&m->b, reterr);
}

static const char *const extensions[] = {"md", "markdown", "mdown", "mkd", "mkdn", "qmd", NULL};
static const char *const aliases[] = {"md", NULL};

const struct source_reader source_markdown = {
    .name = "markdown",
    .aliases = aliases,
    .media_type = "text/markdown",
    .extensions = extensions,
    .summary = "Markdown, with front matter and tables",
    .sniff = sniff_markdown,
    .read = read_markdown,
};
