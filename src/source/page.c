/* SPDX-License-Identifier: MIT */
/* What a renderer would show as a block is one:
 *
 *   - Headings, paragraphs, items, quotes, cells; text that stands between them
 *     is a paragraph. Two <br> in a row are a gap, one is a line break, and lines
 *     that are entries become items (text/lines.h).
 *   - <dl> is a table of two columns, terms and what is said of them: "10:00" and
 *     "Opening" belong together as in a row.
 *   - A table with a table in it lays out the page: its own cells are paragraphs.
 *   - <pre> is text with lines, unless <code> is in it.
 *   - Bold does not hold beyond the end of a block: an unclosed <b> would set the
 *     rest of the page in bold. An unclosed <s> does, as browsers have it.
 *
 * Text is taken from the source by place and its references are read here, so
 * that each byte has its place. */
#include "source/page.h"

#include "base/str.h"
#include "source/furniture.h"
#include "source/screen.h"

static struct page_context *here(struct page *p)
{
	return &p->stack[p->depth - 1];
}

static void run_out(struct page *p)
{
	if (p->b->failed == DL_OK)
		p->b->failed = DL_NOMEM;
}

/* ---- text ---------------------------------------------------------------- */

static void open_block(struct page *p)
{
	struct page_context *c = here(p);
	struct text_builder *b = p->b;
	enum text_kind kind = c->kind;
	if (kind == TEXT_ITEM && !p->item_starts)
		kind = TEXT_PARAGRAPH;
	p->item_starts = false;
	b->furniture = c->furniture;
	b->group = c->group != 0 ? c->group : ++p->group;
	text_open(b, kind);
	b->now.level = c->level;
	if (kind != TEXT_CELL)
		return;
	b->now.table = c->grid->number;
	b->now.row = c->cell.row;
	b->now.column = c->cell.column;
	b->now.header = c->cell.header;
	b->now.head_cell = grid_head_of(c->grid, &c->cell);
}

static void end_block(struct page *p)
{
	text_close(p->b);
	p->b->styles[TEXT_STRONG].depth = 0;
	p->gap = PAGE_NO_GAP;
}

static bool ends_line(const struct text_builder *b)
{
	return b->n == b->now.span.start || b->text[b->n - 1] == '\n';
}

/* Before a character that is no white space. */
static void begin_word(struct page *p)
{
	struct text_builder *b = p->b;
	if (!b->open)
		open_block(p);
	else if (p->gap != PAGE_NO_GAP && !ends_line(b) && b->doc->source.p[p->gap] == ' ')
		text_add(b, p->gap, p->gap + 1);
	else if (p->gap != PAGE_NO_GAP && !ends_line(b))
		text_put(b, STR(" "), p->gap, p->gap + 1);
	p->gap = PAGE_NO_GAP;
}

static void add_line_break(struct page *p, uint32_t from, uint32_t to)
{
	struct text_builder *b = p->b;
	p->gap = PAGE_NO_GAP;
	if (!b->open || b->failed != DL_OK)
		return;
	if (ends_line(b))
		end_block(p);
	else
		text_put(b, STR("\n"), from, to);
}

/* Bytes of running text: up to markup, a reference, or white space that is more
 * than one space between two words. */
static uint32_t run_length(const char *s, uint32_t n, bool pre)
{
	uint32_t i = 0;
	for (; i < n && s[i] != '<' && s[i] != '&'; i++) {
		if (!is_space((unsigned char)s[i]) || (pre && s[i] != '\n'))
			continue;
		bool word_after = i + 1 < n && !is_space((unsigned char)s[i + 1]) &&
				  s[i + 1] != '<' && s[i + 1] != '&';
		if (pre || s[i] != ' ' || !word_after)
			break;
	}
	return i;
}

/* One step through the text at s; returns the bytes it took. */
static uint32_t add_some(struct page *p, struct dl_str s, uint32_t at, bool pre)
{
	char text[16];
	size_t n_text = 0, n = 0;
	struct tag tag;
	if (*s.p == '<' && (n = tag_at(s, &tag)) != 0)
		return (uint32_t)n; /* the parser did not heed it */
	if (pre && *s.p == '\n') {
		add_line_break(p, at, at + 1);
		return 1;
	}
	if (!pre && is_space((unsigned char)*s.p)) {
		p->gap = p->gap == PAGE_NO_GAP ? at : p->gap;
		return 1;
	}
	begin_word(p);
	if (*s.p == '&' && (n = html_decode(p->h, s, text, &n_text)) != 0)
		text_put(p->b, (struct dl_str){text, n_text}, at, at + (uint32_t)n);
	else
		text_add(
		    p->b, at, at + (uint32_t)(n = 1 + run_length(s.p + 1, (uint32_t)s.n - 1, pre)));
	return (uint32_t)n;
}

void page_text(struct page *p, uint32_t from, uint32_t to)
{
	bool pre = here(p)->pre;
	if (p->h->unspoken)
		return;
	while (from < to && p->b->failed == DL_OK) {
		struct dl_span rest = {from, to};
		from += add_some(p, str_sub(p->b->doc->source, rest), from, pre);
	}
}

void page_tag(struct page *p, const struct tag *tag, uint32_t from, uint32_t to)
{
	if (screen_is_block(tag->name))
		end_block(p);
	else
		html_inline(p->h, tag, from, to);
}

/* ---- what a page says of itself ------------------------------------------ */

static void take_evidence(struct page *p, struct dl_str name, struct dl_str value)
{
	struct html *h = p->h;
	if (name.n != 0 &&
	    !evidence_take(h->evidence, p->b->arena, p->b->doc, name, html_value(h, value)))
		run_out(p);
}

static void take_meta(struct page *p, const struct tag *tag)
{
	static const char *const keys[] = {"property", "name", "itemprop", "http-equiv", NULL};
	struct dl_str content = tag_value(tag, "content");
	for (size_t i = 0; content.n != 0 && keys[i] != NULL; i++)
		take_evidence(p, tag_value(tag, keys[i]), content);
}

void page_title(struct page *p, uint32_t from, uint32_t to)
{
	if (!p->has_title)
		take_evidence(
		    p, STR("title"), str_sub(p->b->doc->source, (struct dl_span){from, to}));
	p->has_title = true;
}

/* ---- elements ------------------------------------------------------------ */

static uint8_t one_more(uint8_t n)
{
	return n < UINT8_MAX ? n + 1 : n;
}

static void enter_heading(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	c->kind = TEXT_HEADING;
	c->level = e->name.n == 2 ? (uint8_t)(e->name.p[1] - '0') : 6;
}

static void enter_list(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)e;
	c->lists = one_more(c->lists);
	c->group = c->group != 0 ? c->group : ++p->group;
}

static void enter_item(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)e;
	c->kind = TEXT_ITEM;
	c->level = c->lists == 0 ? 1 : c->lists;
	c->is_item = p->item_starts = true;
}

static void enter_quote(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	(void)e;
	c->quotes = one_more(c->quotes);
	c->kind = TEXT_QUOTE;
	c->level = c->quotes;
}

static void enter_pre(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	c->pre = true;
	if (e->is_code)
		c->kind = TEXT_CODE;
}

static void enter_article(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	c->furniture = c->furniture && str_eq(e->name, STR("section"));
	c->in_article = true;
}

static void mark_layout(struct page *p, uint32_t number)
{
	while (p->n_layout <= number - p->first_table) {
		bool *v =
		    arena_grow(p->b->arena, p->layout, sizeof(*v), p->n_layout, &p->cap_layout);
		if (v == NULL) {
			run_out(p);
			return;
		}
		p->layout = v;
		v[p->n_layout++] = false;
	}
	p->layout[number - p->first_table] = true;
}

static void enter_table(struct page *p, struct page_context *c, const struct page_element *e)
{
	bool is_list = str_eq(e->name, STR("dl"));
	struct grid *g = arena_new(p->b->arena, struct grid);
	if (g == NULL) {
		run_out(p);
		return;
	}
	if (!is_list && c->grid != NULL && !c->grid->is_list && c->kind == TEXT_CELL)
		mark_layout(p, c->grid->number);
	grid_begin(g, p->b->n_tables++, is_list);
	c->grid = g;
	c->kind = TEXT_PARAGRAPH;
	c->level = 0;
	c->group = ++p->group;
	if (str_eq_fold(tag_value(&e->tag, "role"), STR("presentation")))
		mark_layout(p, g->number);
}

static void enter_part(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	if (c->grid != NULL)
		c->grid->in_head = str_eq(e->name, STR("thead"));
}

static void enter_row(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	if (c->grid != NULL)
		grid_row(c->grid, e->all_heads);
}

static void enter_cell(struct page *p, struct page_context *c, const struct page_element *e)
{
	if (c->grid == NULL)
		return;
	if (!grid_cell(c->grid, p->b->arena, &e->tag, &c->cell))
		run_out(p);
	c->kind = TEXT_CELL;
	c->level = 0;
	c->is_cell = true;
}

static void enter_term(struct page *p, struct page_context *c, const struct page_element *e)
{
	(void)p;
	if (c->grid == NULL || !c->grid->is_list)
		return;
	c->cell = grid_term(c->grid, str_eq(e->name, STR("dd")));
	c->kind = TEXT_CELL;
	c->level = 0;
}

/* Elements that are not listed end a block, no more. */
static const struct {
	const char *name;
	void (*enter)(struct page *, struct page_context *, const struct page_element *);
} elements[] = {
    {"article", enter_article},
    {"blockquote", enter_quote},
    {"caption", enter_heading},
    {"dd", enter_term},
    {"dir", enter_list},
    {"dl", enter_table},
    {"dt", enter_term},
    {"h1", enter_heading},
    {"h2", enter_heading},
    {"h3", enter_heading},
    {"h4", enter_heading},
    {"h5", enter_heading},
    {"h6", enter_heading},
    {"li", enter_item},
    {"main", enter_article},
    {"menu", enter_list},
    {"ol", enter_list},
    {"pre", enter_pre},
    {"section", enter_article},
    {"table", enter_table},
    {"tbody", enter_part},
    {"td", enter_cell},
    {"tfoot", enter_part},
    {"th", enter_cell},
    {"thead", enter_part},
    {"tr", enter_row},
    {"ul", enter_list},
};

static void push(struct page *p, const struct page_context *c)
{
	struct page_context *v = arena_grow(p->b->arena, p->stack, sizeof(*v), p->depth, &p->cap);
	if (v == NULL) {
		run_out(p);
		return;
	}
	p->stack = v;
	v[p->depth++] = *c;
}

bool page_enter(struct page *p, const struct page_element *e)
{
	if (str_eq(e->name, STR("meta"))) {
		take_meta(p, &e->tag);
		return false;
	}
	if (str_eq(e->name, STR("br"))) {
		add_line_break(p, e->at, e->end);
		return false;
	}
	end_block(p);
	if (str_eq(e->name, STR("html")))
		take_evidence(p, STR("lang"), tag_value(&e->tag, "lang"));
	if (furniture_is_hidden(&e->tag))
		return false;
	struct page_context c = *here(p);
	c.is_item = c.is_cell = false;
	c.first_block = p->b->doc->n_blocks;
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (str_eq(e->name, str_of(elements[i].name)))
			elements[i].enter(p, &c, e);
	if (furniture_is(&e->tag, c.in_article, p->has_article))
		c.furniture = true;
	push(p, &c);
	return p->b->failed == DL_OK;
}

/* The first text of a header cell that is the cell's own heads those below. */
static void leave_cell(struct page *p, const struct page_context *c)
{
	const struct text_doc *d = p->b->doc;
	size_t i = c->first_block;
	while (i < d->n_blocks &&
	       (d->blocks[i].kind != TEXT_CELL || d->blocks[i].table != c->grid->number))
		i++;
	if (i < d->n_blocks && !grid_head(c->grid, p->b->arena, &c->cell, (uint32_t)i))
		run_out(p);
}

void page_leave(struct page *p)
{
	struct page_context *c = here(p);
	end_block(p);
	if (c->is_item)
		p->item_starts = false;
	if (c->is_cell && c->cell.header)
		leave_cell(p, c);
	p->depth--;
}

/* ---- the page ------------------------------------------------------------ */

void page_begin(struct page *p, struct html *h, bool has_article)
{
	*p = (struct page){.h = h,
	    .b = h->b,
	    .has_article = has_article,
	    .first_table = h->b->n_tables,
	    .first_block = h->b->doc->n_blocks,
	    .group = h->b->group,
	    .gap = PAGE_NO_GAP};
	push(p, &(struct page_context){.kind = TEXT_PARAGRAPH});
}

/* Cells of tables that only lay out the page are paragraphs. */
static void undo_layout(struct page *p)
{
	for (size_t i = p->first_block; p->n_layout != 0 && i < p->b->doc->n_blocks; i++) {
		struct text_block *t = &p->b->doc->blocks[i];
		if (t->kind != TEXT_CELL || t->table - p->first_table >= p->n_layout ||
		    !p->layout[t->table - p->first_table])
			continue;
		*t = (struct text_block){.kind = TEXT_PARAGRAPH,
		    .struck = t->struck,
		    .strong = t->strong,
		    .furniture = t->furniture,
		    .head_cell = TEXT_NO_BLOCK,
		    .group = t->group,
		    .span = t->span};
	}
}

void page_end(struct page *p)
{
	struct text_builder *b = p->b;
	end_block(p);
	undo_layout(p);
	b->group = p->group;
	b->furniture = false;
	b->styles[TEXT_STRUCK].depth = 0;
	p->h->unspoken = false;
	text_set_link(b, (struct dl_str){NULL, 0});
	text_set_time(b, (struct dl_str){NULL, 0});
}
