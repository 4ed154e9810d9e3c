/* SPDX-License-Identifier: MIT */
/* HTML. The page is screened (screen.c), gumbo makes a tree of what is left, and
 * the tree is walked in the order of its text, without recursion, for page.c to
 * make blocks of it. The tree is only asked where text and tags stand; they are
 * read from the source.
 *
 * gumbo gets its memory from dl_alloc. It does not expect that there is none, so
 * there is no way back into it then: we jump out of it, and free what it took. */
#include "source/readers.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdalign.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "source/html.h"
#include "source/page.h"
#include "source/screen.h"
#include "source/skeleton.h"
#include "source/sniff.h"
#include "source/stated.h"

/* ---- gumbo's memory ------------------------------------------------------ */

/* A tree takes up to 120 times its page ("<p><p><p>…"), an ordinary one 10 times. */
#define TREE_MAX_BASE  ((size_t)64 << 20)
#define TREE_MAX_TIMES 160

union chunk {
	struct {
		union chunk *next, *before;
		size_t size;
	} is;
	max_align_t align;
};

struct memory {
	const struct dl_alloc *alloc;
	union chunk all; /* a ring */
	size_t total, max;
	enum dl_status failed;
	jmp_buf out;
};

static void *take(void *user, size_t n)
{
	struct memory *m = user;
	union chunk *c = NULL;
	if (n > m->max - m->total)
		m->failed = DL_LIMIT;
	else if ((c = alloc_realloc(m->alloc, NULL, sizeof(*c) + n)) == NULL)
		m->failed = DL_NOMEM;
	if (c == NULL)
		longjmp(m->out, 1);
	c->is.size = n;
	m->total += n;
	c->is.before = &m->all;
	c->is.next = m->all.is.next;
	c->is.next->is.before = m->all.is.next = c;
	return c + 1;
}

static void give(void *user, void *p)
{
	struct memory *m = user;
	if (p == NULL)
		return;
	union chunk *c = (union chunk *)p - 1;
	c->is.before->is.next = c->is.next;
	c->is.next->is.before = c->is.before;
	m->total -= c->is.size;
	alloc_realloc(m->alloc, c, 0);
}

static void begin_memory(struct memory *m, const struct dl_alloc *alloc, size_t n)
{
	memset(m, 0, sizeof(*m));
	m->alloc = alloc;
	m->max = TREE_MAX_BASE + TREE_MAX_TIMES * n;
	m->all.is.next = m->all.is.before = &m->all;
}

/* Instead of gumbo_destroy_output(), which recurses as deep as the tree is. */
static void free_memory(struct memory *m)
{
	while (m->all.is.next != &m->all)
		give(m, m->all.is.next + 1);
}

/* NULL: m->failed says why. */
static GumboOutput *parse(struct memory *m, const char *html, size_t n)
{
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = take;
	options.deallocator = give;
	options.userdata = m;
	options.max_errors = 0;
	if (setjmp(m->out) != 0)
		return NULL;
	return gumbo_parse_with_options(&options, html, n);
}

/* ---- the walk ------------------------------------------------------------ */

struct frame {
	const GumboNode *node;
	unsigned child; /* the next one */
};

struct walk {
	struct page page;
	struct arena *arena;
	struct dl_str source;
	struct skeleton copy; /* what gumbo has read; its places are counted from base */
	uint32_t base, end;
	struct frame *stack;
	size_t depth, cap;
};

/* Source offset of a pointer into the copy. */
static uint32_t place(const struct walk *w, const char *p)
{
	return w->base + w->copy.at[p - w->copy.p];
}

/* Markup of the source at an offset. */
static uint32_t read_tag(const struct walk *w, uint32_t at, struct tag *ret)
{
	return (uint32_t)tag_at(str_sub(w->source, (struct dl_span){at, w->end}), ret);
}

static bool is_head_row(const GumboNode *row)
{
	size_t heads = 0;
	for (unsigned i = 0; i < row->v.element.children.length; i++) {
		const GumboNode *cell = row->v.element.children.data[i];
		if (cell->type != GUMBO_NODE_ELEMENT)
			continue;
		if (cell->v.element.tag != GUMBO_TAG_TH)
			return false;
		heads++;
	}
	return heads != 0;
}

/* <code> is screened out: a comment, and the first of them where it matters. */
static bool has_code(const struct walk *w, const GumboNode *pre)
{
	for (unsigned i = 0; i < pre->v.element.children.length; i++) {
		const GumboNode *child = pre->v.element.children.data[i];
		struct tag tag;
		if (child->type == GUMBO_NODE_COMMENT)
			return read_tag(w, place(w, child->v.text.original_text.data), &tag) != 0 &&
			       str_eq_fold(tag.name, STR("code"));
		if (child->type == GUMBO_NODE_TEXT)
			return false;
	}
	return false;
}

static void push(struct walk *w, const GumboNode *node)
{
	struct frame *v = arena_grow(w->arena, w->stack, sizeof(*v), w->depth, &w->cap);
	if (v == NULL) {
		w->page.b->failed = DL_NOMEM;
		return;
	}
	w->stack = v;
	v[w->depth++] = (struct frame){node, 0};
}

static void enter_element(struct walk *w, const GumboNode *node)
{
	const GumboElement *g = &node->v.element;
	struct page_element e = {.name = str_of(gumbo_normalized_tagname(g->tag))};
	if (g->original_tag.length != 0) {
		e.at = place(w, g->original_tag.data);
		e.end = e.at + read_tag(w, e.at, &e.tag);
	}
	if (g->tag == GUMBO_TAG_TITLE) {
		const GumboNode *text = g->children.length == 0 ? NULL : g->children.data[0];
		GumboStringPiece t = text == NULL ? kGumboEmptyString : text->v.text.original_text;
		if (t.length != 0)
			page_title(&w->page, place(w, t.data), place(w, t.data + t.length));
		return;
	}
	e.all_heads = g->tag == GUMBO_TAG_TR && is_head_row(node);
	e.is_code = g->tag == GUMBO_TAG_PRE && has_code(w, node);
	if (page_enter(&w->page, &e))
		push(w, node);
}

static void enter(struct walk *w, const GumboNode *node)
{
	GumboStringPiece text = node->v.text.original_text;
	struct tag tag;
	switch (node->type) {
	case GUMBO_NODE_ELEMENT:
		enter_element(w, node);
		break;
	case GUMBO_NODE_COMMENT: { /* markup that was screened out, if the source has a tag there */
		uint32_t at = place(w, text.data), n = read_tag(w, at, &tag);
		if (n != 0 && tag.name.n != 0)
			page_tag(&w->page, &tag, at, at + n);
		break;
	}
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_CDATA:
	case GUMBO_NODE_WHITESPACE:
		if (text.length != 0)
			page_text(&w->page, place(w, text.data), place(w, text.data + text.length));
		break;
	default: /* templates are screened out */
		break;
	}
}

static void walk(struct walk *w, const GumboNode *document)
{
	push(w, document);
	while (w->depth != 0 && w->page.b->failed == DL_OK) {
		struct frame *f = &w->stack[w->depth - 1];
		bool top = f->node->type == GUMBO_NODE_DOCUMENT;
		const GumboVector *children =
		    top ? &f->node->v.document.children : &f->node->v.element.children;
		if (f->child < children->length) {
			enter(w, children->data[f->child++]);
			continue;
		}
		if (!top)
			page_leave(&w->page);
		w->depth--;
	}
}

static bool has_article(struct dl_str html)
{
	for (size_t i = 0; i < html.n; i++) {
		i += str_find((struct dl_str){html.p + i, html.n - i}, '<');
		struct tag tag;
		struct dl_str rest = {html.p + i, html.n - i};
		if (rest.n > 5 &&
		    (rest.p[1] == 'm' || rest.p[1] == 'M' || rest.p[1] == 'a' ||
			rest.p[1] == 'A') &&
		    tag_at(rest, &tag) != 0 &&
		    (str_eq_fold(tag.name, STR("main")) || str_eq_fold(tag.name, STR("article"))))
			return true;
	}
	return false;
}

void html_append(struct html *h, uint32_t from, uint32_t to)
{
	struct text_builder *b = h->b;
	size_t n = to - from;
	struct memory memory;
	char *copy = arena_alloc(b->arena, 1, n + SKELETON_MORE);
	if (copy == NULL) {
		b->failed = DL_NOMEM;
		return;
	}
	if (n != 0)
		memcpy(copy, b->doc->source.p + from, n);
	screen_html(copy, n);
	begin_memory(&memory, b->arena->alloc, n);
	struct walk w = {.arena = b->arena, .source = b->doc->source, .base = from, .end = to};
	bool has_main = has_article((struct dl_str){copy, n});
	if (!skeleton_make(b->arena, copy, n, &w.copy)) {
		b->failed = DL_NOMEM;
		return;
	}
	GumboOutput *output = parse(&memory, w.copy.p, w.copy.n);
	if (output == NULL && b->failed == DL_OK)
		b->failed = memory.failed;
	page_begin(&w.page, h, has_main);
	if (output != NULL && b->failed == DL_OK)
		walk(&w, output->document);
	page_end(&w.page);
	free_memory(&memory);
}

/* The text of the only text node in a tree. */
static const char *only_text(const GumboNode *root)
{
	const GumboVector *v = &root->v.element.children;
	for (unsigned i = 0; i < v->length; i++) {
		const GumboNode *node = v->data[i];
		if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
			return node->v.text.text;
		if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_BODY) {
			v = &node->v.element.children;
			i = UINT32_MAX; /* starts again at its first child */
		}
	}
	return NULL;
}

bool html_look_up(struct text_builder *b, struct html_reference *r)
{
	struct memory memory;
	char markup[HTML_REFERENCE_MAX + 1] = "&";
	memcpy(markup + 1, r->name, r->n_name);
	begin_memory(&memory, b->arena->alloc, 0);
	GumboOutput *output = parse(&memory, markup, r->n_name + 1u);
	const char *text = output == NULL ? NULL : only_text(output->root);
	struct dl_str to = str_of(text == NULL ? "" : text), name = {r->name, r->n_name};
	if (to.n != 0 && to.n < sizeof(r->text) + r->n_name &&
	    !(to.n == r->n_name + 1u && memcmp(to.p, markup, to.n) == 0)) {
		/* "&notit;" is a sign and "it;": what both end in was not part of it. */
		while (to.n > 1 && name.n > 1 && to.p[to.n - 1] == name.p[name.n - 1]) {
			size_t tail = 1;
			while (tail < to.n && ((unsigned char)to.p[to.n - tail] & 0xC0) == 0x80)
				tail++;
			if (tail == to.n)
				break;
			to.n--;
			name.n--;
		}
		r->used = (uint8_t)name.n;
		r->n = (uint8_t)(to.n < sizeof(r->text) ? to.n : 0);
		memcpy(r->text, to.p, r->n);
	}
	free_memory(&memory);
	return output != NULL || memory.failed == DL_LIMIT;
}

/* The first heading of the first level, for want of a title. */
static void find_title(struct text_builder *b)
{
	for (size_t i = 0; b->doc->title.p == NULL && i < b->doc->n_blocks; i++) {
		const struct text_block *t = &b->doc->blocks[i];
		if (t->kind != TEXT_HEADING || t->level != 1 || t->furniture)
			continue;
		b->doc->title =
		    arena_str(b->arena, str_sub((struct dl_str){b->text, b->n}, t->span));
		if (b->doc->title.p == NULL)
			b->failed = DL_NOMEM;
	}
}

static int read_html(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct text_builder b;
	struct evidence evidence = {0};
	text_begin(&b, arena, ret);
	struct html *h = arena_new(arena, struct html);
	if (h == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	struct facts facts;
	uint32_t from = str_starts(ret->source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	html_begin(h, &b, &evidence);
	facts_begin(&facts, arena, ret);
	html_append(h, from, (uint32_t)ret->source.n);
	find_title(&b);
	stated_html(h, &facts, from, (uint32_t)ret->source.n);
	return facts_finish(&facts, reterr) < 0 ? -1 : text_finish(&b, reterr);
}

static const char *const extensions[] = {"html", "htm", "xhtml", "shtml", NULL};
static const char *const aliases[] = {"htm", "xhtml", NULL};

const struct source_reader source_html = {
    .name = "html",
    .aliases = aliases,
    .media_type = "text/html",
    .extensions = extensions,
    .summary = "HTML pages",
    .sniff = sniff_html,
    .read = read_html,
};
