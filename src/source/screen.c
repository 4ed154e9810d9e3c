/* SPDX-License-Identifier: MIT */
/* Gumbo builds the tree that the HTML standard wants, and that tree can be far
 * larger, and take far longer, than the page: a stack of open elements is
 * searched for each tag, an unclosed <b> is opened again in each paragraph, an
 * attribute is compared with all others of its tag. Ten megabytes of "<div>" or
 * of "<font><p>" would keep it busy for hours.
 *
 * We need little of that tree: which text belongs to which block. So gumbo gets
 * a page in which
 *
 *   - only the elements below are left, without attributes; the reader takes
 *     attributes from the source, by place;
 *   - inline markup is a comment. The reader finds it by place as well, and
 *     reads <a>, <b>, <s>, <time> in the order in which they stand (inline.c);
 *   - what is not text (scripts, drawings, forms) is one comment, tags and all;
 *   - no more than SCREEN_DEPTH elements are open at any time. What is deeper
 *     is a comment, and still ends the block before it.
 *
 * For the last, the stack of open elements is kept here as the standard keeps it
 * (sections 13.2.4.2 and 13.2.6.4.7): which start tags close a <p>, an <li>, a
 * cell, and which end tags have an element in scope. It never pops what gumbo
 * does not, so that gumbo's stack is at most a small multiple (the <tbody>, <tr>
 * it adds to a <table>) of ours. */
#include "source/screen.h"

#include <string.h>

#include "base/str.h"
#include "source/tag.h"

enum {
	DROP = 1,     /* not text: becomes one comment with all in it */
	ROOT = 2,     /* html, head, body: only the start tags are left */
	VOID = 4,     /* has no content and no end tag */
	BLOCK = 8,    /* ends the block before it */
	P_ENDS = 16,  /* its start tag closes an open p */
	BARRIER = 32, /* end tags do not reach what is outside it */
	RAW = 64      /* content is not markup */
};

/* Elements as they can close each other. */
enum kind { OTHER, P, LI, DT, DD, HEADING, TABLE, SECTION, ROW, CELL };

static const struct element {
	const char *name;
	uint8_t flags;
	uint8_t kind;
} elements[] = {
    {"address", BLOCK | P_ENDS, OTHER},
    {"article", BLOCK | P_ENDS, OTHER},
    {"aside", BLOCK | P_ENDS, OTHER},
    {"audio", DROP, OTHER},
    {"blockquote", BLOCK | P_ENDS, OTHER},
    {"body", ROOT, OTHER},
    {"br", VOID, OTHER},
    {"button", DROP, OTHER},
    {"canvas", DROP, OTHER},
    {"caption", BLOCK | BARRIER, SECTION},
    {"center", BLOCK | P_ENDS, OTHER},
    {"datalist", DROP, OTHER},
    {"dd", BLOCK | P_ENDS, DD},
    {"details", BLOCK | P_ENDS, OTHER},
    {"dir", BLOCK | P_ENDS, OTHER},
    {"div", BLOCK | P_ENDS, OTHER},
    {"dl", BLOCK | P_ENDS, OTHER},
    {"dt", BLOCK | P_ENDS, DT},
    {"fieldset", BLOCK | P_ENDS, OTHER},
    {"figcaption", BLOCK | P_ENDS, OTHER},
    {"figure", BLOCK | P_ENDS, OTHER},
    {"footer", BLOCK | P_ENDS, OTHER},
    {"h1", BLOCK | P_ENDS, HEADING},
    {"h2", BLOCK | P_ENDS, HEADING},
    {"h3", BLOCK | P_ENDS, HEADING},
    {"h4", BLOCK | P_ENDS, HEADING},
    {"h5", BLOCK | P_ENDS, HEADING},
    {"h6", BLOCK | P_ENDS, HEADING},
    {"head", ROOT, OTHER},
    {"header", BLOCK | P_ENDS, OTHER},
    {"hgroup", BLOCK | P_ENDS, OTHER},
    {"hr", BLOCK | VOID | P_ENDS, OTHER},
    {"html", ROOT, OTHER},
    {"iframe", DROP | RAW, OTHER},
    {"li", BLOCK | P_ENDS, LI},
    {"main", BLOCK | P_ENDS, OTHER},
    {"math", DROP, OTHER},
    {"menu", BLOCK | P_ENDS, OTHER},
    {"meta", VOID, OTHER},
    {"nav", BLOCK | P_ENDS, OTHER},
    {"noembed", DROP | RAW, OTHER},
    {"noframes", DROP | RAW, OTHER},
    {"noscript", DROP, OTHER},
    {"object", DROP, OTHER},
    {"ol", BLOCK | P_ENDS, OTHER},
    {"p", BLOCK | P_ENDS, P},
    {"pre", BLOCK | P_ENDS, OTHER},
    {"script", DROP | RAW, OTHER},
    {"section", BLOCK | P_ENDS, OTHER},
    {"select", DROP, OTHER},
    {"style", DROP | RAW, OTHER},
    {"summary", BLOCK | P_ENDS, OTHER},
    {"svg", DROP, OTHER},
    {"table", BLOCK | BARRIER, TABLE},
    {"tbody", BLOCK, SECTION},
    {"td", BLOCK | BARRIER, CELL},
    {"template", DROP, OTHER},
    {"textarea", DROP | RAW, OTHER},
    {"tfoot", BLOCK, SECTION},
    {"th", BLOCK | BARRIER, CELL},
    {"thead", BLOCK, SECTION},
    {"title", RAW, OTHER},
    {"tr", BLOCK, ROW},
    {"ul", BLOCK | P_ENDS, OTHER},
    {"video", DROP, OTHER},
};
#define N_ELEMENTS (sizeof(elements) / sizeof(elements[0]))

static int compare(struct dl_str name, const char *z)
{
	size_t i = 0;
	for (; i < name.n && z[i] != '\0'; i++) {
		int d = to_lower(name.p[i]) - z[i];
		if (d != 0)
			return d;
	}
	return i < name.n ? 1 : z[i] != '\0' ? -1 : 0;
}

static const struct element *find(struct dl_str name)
{
	size_t lo = 0, hi = N_ELEMENTS;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = compare(name, elements[mid].name);
		if (d == 0)
			return &elements[mid];
		if (d < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

bool screen_is_block(struct dl_str name)
{
	static const char *const more[] = {"dialog", "form", "legend", "option", "search", NULL};
	const struct element *e = find(name);
	for (size_t i = 0; e == NULL && more[i] != NULL; i++)
		if (compare(name, more[i]) == 0)
			return true;
	return e != NULL && (e->flags & BLOCK) != 0;
}

struct screen {
	char *p;
	size_t n;
	const struct element *open[SCREEN_DEPTH];
	size_t depth;
	size_t over;		  /* start tags beyond it whose end is to come */
	bool endless[N_ELEMENTS]; /* no end tag of it follows */
};

static void blank(struct screen *s, size_t at, size_t n)
{
	memset(s->p + at, ' ', n);
	s->p[at] = '<';
	s->p[at + 1] = '?';
	s->p[at + n - 1] = '>';
}

/* Blanks a tag's attributes, or with an end tag what stands there. */
static void strip(struct screen *s, const struct tag *tag)
{
	memset(s->p + (tag->attributes.p - s->p), ' ', tag->attributes.n);
}

/* Closes the innermost element that is one of a set of kinds, and all in it,
 * unless one of the second set, or a barrier, is open inside it. */
static void close_kind(struct screen *s, unsigned kinds, unsigned stops)
{
	for (size_t i = s->depth; i > 0; i--) {
		const struct element *e = s->open[i - 1];
		if (kinds >> e->kind & 1) {
			s->depth = i - 1;
			return;
		}
		if ((stops >> e->kind & 1) || (e->flags & BARRIER) != 0)
			return;
	}
}

#define SET(kind) (1u << (kind))

/* Parts of a table, as deep as the innermost table. */
static void close_parts(struct screen *s, unsigned kinds)
{
	size_t i = s->depth, found = s->depth;
	for (; i > 0 && s->open[i - 1]->kind != TABLE; i--)
		if (kinds >> s->open[i - 1]->kind & 1)
			found = i - 1;
	if (i > 0)
		s->depth = found;
}

static void close_implied(struct screen *s, const struct element *e)
{
	if (e->flags & P_ENDS)
		close_kind(s, SET(P), 0);
	switch (e->kind) {
	case LI: /* address, div and p do not stop the search; those count as OTHER */
		close_kind(s, SET(LI), SET(DT) | SET(DD) | SET(HEADING) | SET(OTHER));
		break;
	case DT:
	case DD:
		close_kind(s, SET(DT) | SET(DD), SET(LI) | SET(HEADING) | SET(OTHER));
		break;
	case HEADING:
		if (s->depth > 0 && s->open[s->depth - 1]->kind == HEADING)
			s->depth--;
		break;
	case CELL:
		close_parts(s, SET(CELL));
		break;
	case ROW:
		close_parts(s, SET(CELL) | SET(ROW));
		break;
	case SECTION:
		close_parts(s, SET(CELL) | SET(ROW) | SET(SECTION));
		break;
	default:
		break;
	}
}

static void close_end(struct screen *s, const struct element *e)
{
	if (e->kind == LI) { /* a list inside stops it; other elements are counted as one */
		close_kind(s, SET(LI), SET(OTHER));
		return;
	}
	for (size_t i = s->depth; i > 0; i--) {
		const struct element *open = s->open[i - 1];
		if (open == e || (e->kind == HEADING && open->kind == HEADING)) {
			s->depth = i - 1;
			return;
		}
		/* An end tag of a table's part reaches through its cells. */
		if ((open->flags & BARRIER) != 0 && (e->kind < TABLE || open->kind == TABLE))
			return;
	}
}

/* Where the element that starts at offset at ends, if an end tag follows. */
static size_t element_end(
    struct screen *s, const struct element *e, size_t after, struct dl_str name)
{
	size_t id = (size_t)(e - elements);
	struct dl_str rest = {s->p + after, s->n - after};
	size_t n = s->endless[id] ? rest.n : tag_find_end(rest, name);
	if (n == rest.n) {
		s->endless[id] = true;
		return 0;
	}
	struct tag end;
	return after + n + tag_at((struct dl_str){rest.p + n, rest.n - n}, &end);
}

/* A start tag; returns where to go on. */
static size_t start(
    struct screen *s, const struct element *e, const struct tag *tag, size_t at, size_t end)
{
	if ((e->flags & (DROP | RAW)) != 0) {
		size_t to = element_end(s, e, end, tag->name);
		if (to == 0 && (e->flags & DROP) != 0 && (e->flags & RAW) != 0)
			to = s->n; /* a script that does not end is all there is */
		if (to == 0 || (e->flags & DROP) != 0)
			blank(s, at, (to == 0 ? end : to) - at);
		else
			strip(s, tag);
		return to == 0 ? end : to;
	}
	strip(s, tag);
	if ((e->flags & ROOT) != 0)
		return end;
	if (s->over == 0)
		close_implied(s, e);
	if ((e->flags & VOID) != 0)
		return end;
	if (s->depth == SCREEN_DEPTH) {
		s->over++;
		blank(s, at, end - at);
		return end;
	}
	s->open[s->depth++] = e;
	return end;
}

static void finish(
    struct screen *s, const struct element *e, const struct tag *tag, size_t at, size_t end)
{
	bool held = s->over != 0 && (e->flags & BLOCK) != 0;
	s->over -= held;
	if (held || (e->flags & BLOCK) == 0) {
		blank(s, at, end - at);
		return;
	}
	strip(s, tag);
	close_end(s, e);
}

void screen_html(char *html, size_t n)
{
	struct screen s = {.p = html, .n = n};
	for (size_t i = 0; i < n;) {
		const char *p = memchr(html + i, '<', n - i);
		if (p == NULL)
			break;
		struct tag tag;
		size_t at = (size_t)(p - html);
		size_t length = tag_at((struct dl_str){p, n - at}, &tag), end = at + length;
		i = length == 0 ? at + 1 : end;
		if (length == 0 || tag.name.n == 0)
			continue;
		const struct element *e = find(tag.name);
		if (html[end - 1] != '>' || end - at < 3)
			memset(html + at, ' ', length); /* the end came first */
		else if (e == NULL)
			blank(&s, at, length);
		else if (tag.is_end)
			finish(&s, e, &tag, at, end);
		else
			i = start(&s, e, &tag, at, end);
	}
}
