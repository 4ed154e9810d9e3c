/* SPDX-License-Identifier: MIT */
/* The text of a PDF file, laid out as on its pages, a form feed behind each
 * (pdftotext -layout): what repeats at the edges of the pages is left out, words
 * that were hyphenated at the end of a line are joined, and the rest is read as
 * plain text. Bytes and lines are those of that text. */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "source/readers.h"
#include "text/origin.h"

/* Running heads are looked for in documents of so many pages … */
#define PAGES_LEAST 3
/* … among so many lines at each edge of a page, of a short one only the outermost. */
#define EDGE_LINES 2
#define SHORT_PAGE 10
/* A head is on at least this share of the pages, in percent (left and right pages
 * may differ). */
#define HEAD_SHARE 40
/* Hashes of lines at edges that are counted; a power of two. */
#define HEADS 4096

struct pdf {
	struct decoded out;
	struct dl_str text;
	uint32_t *counts; /* by hash: pages that have such a line at an edge */
	uint32_t pages;
};

/* A line from at on, without its end; *next: where the next begins. */
static struct dl_str line_at(struct dl_str text, size_t at, size_t end, size_t *next)
{
	const char *p = memchr(text.p + at, '\n', end - at);
	size_t stop = p == NULL ? end : (size_t)(p - text.p);
	*next = p == NULL ? end : stop + 1;
	return (struct dl_str){text.p + at, stop - at};
}

/* Of the letters of a line; digits count as one, spaces not at all. */
static uint32_t hash_of(struct dl_str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (is_space(c) || c == '\f' ||
		    (is_digit(c) && i > 0 && is_digit((unsigned char)s.p[i - 1])))
			continue;
		h = (h ^ (is_digit(c) ? '0' : c)) * 16777619u;
	}
	return h & (HEADS - 1);
}

static bool is_blank(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_space((unsigned char)s.p[i]) && s.p[i] != '\f')
			return false;
	return true;
}

/* "3", "- 3 -", "3/12" */
static bool is_number(struct dl_str s)
{
	bool digit = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		digit |= is_digit(c);
		if (!is_digit(c) && !is_space(c) && strchr("-/|[]().", c) == NULL)
			return false;
	}
	return digit && s.n < 40 && str_trim(s).n < 12;
}

/* Lines of a page that are not blank. */
static size_t count_lines(struct dl_str text, size_t from, size_t end)
{
	size_t n = 0, next;
	for (size_t at = from; at < end; at = next)
		n += !is_blank(line_at(text, at, end, &next));
	return n;
}

static bool is_edge(size_t k, size_t n)
{
	size_t edge = n < SHORT_PAGE ? 1 : EDGE_LINES;
	return k < edge || k + edge >= n;
}

/* Counts the lines at the edges of a page. */
static void count_page(struct pdf *p, size_t from, size_t end)
{
	size_t n = count_lines(p->text, from, end), k = 0, next;
	for (size_t at = from; at < end; at = next) {
		struct dl_str line = line_at(p->text, at, end, &next);
		if (is_blank(line))
			continue;
		if (is_edge(k, n))
			p->counts[hash_of(line)]++;
		k++;
	}
}

static bool is_head(const struct pdf *p, struct dl_str line)
{
	if (p->pages > 1 && is_number(line))
		return true;
	return p->pages >= PAGES_LEAST &&
	       (uint64_t)p->counts[hash_of(line)] * 100 >= (uint64_t)p->pages * HEAD_SHARE &&
	       p->counts[hash_of(line)] >= PAGES_LEAST - 1;
}

/* Does a word go on in the next line? ("docu-" and then "ment") */
static bool goes_on(struct dl_str text, struct dl_str line, size_t next, size_t *ret_word)
{
	size_t n = line.n;
	while (next < text.n && text.p[next] == ' ')
		next++;
	*ret_word = next;
	return n > 1 && line.p[n - 1] == '-' && is_alpha((unsigned char)line.p[n - 2]) &&
	       !is_upper(line.p[n - 2]) && next < text.n && is_alpha((unsigned char)text.p[next]) &&
	       !is_upper(text.p[next]);
}

/* Appends a page without its heads; returns where the next one begins. */
static void read_page(struct pdf *p, size_t from, size_t end)
{
	size_t n = count_lines(p->text, from, end), k = 0, next;
	for (size_t at = from; at < end; at = next) {
		struct dl_str line = line_at(p->text, at, end, &next);
		size_t word;
		bool blank = is_blank(line);
		bool head = !blank && is_edge(k, n) && is_head(p, line);
		k += !blank;
		if (head)
			continue;
		while (line.n != 0 && line.p[0] == '\f')
			line = (struct dl_str){line.p + 1, line.n - 1};
		uint32_t start = (uint32_t)(line.p - p->text.p);
		if (goes_on(p->text, line, next, &word) && word < end) {
			decoded_run(&p->out, (struct dl_str){line.p, line.n - 1}, start);
			next = word;
			continue;
		}
		decoded_run(&p->out, line, start);
		decoded_run(&p->out, STR("\n"), start + (uint32_t)line.n);
	}
}

static size_t page_end(struct dl_str text, size_t from)
{
	const char *p = memchr(text.p + from, '\f', text.n - from);
	return p == NULL ? text.n : (size_t)(p - text.p);
}

static int read_pdf(struct arena *arena, struct text_doc *ret, struct dl_error *reterr)
{
	struct pdf p = {.out = {.arena = arena}, .text = ret->source};
	p.counts = arena_array(arena, uint32_t, HEADS);
	if (p.counts == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	for (size_t at = 0; at < p.text.n; p.pages++) {
		size_t end = page_end(p.text, at);
		count_page(&p, at, end);
		at = end + 1;
	}
	for (size_t at = 0; at < p.text.n;) {
		size_t end = page_end(p.text, at);
		read_page(&p, at, end);
		/* A paragraph may go on over the page: no blank line is put there. */
		at = end + 1;
	}
	if (p.out.failed != DL_OK)
		return fail(reterr, p.out.failed, "%s",
		    p.out.failed == DL_NOMEM ? "out of memory" : "the text is too long");
	ret->source = decoded_text(&p.out);
	ret->origin = decoded_origin(&p.out);
	return source_prose.read(arena, ret, reterr);
}

/* What is a PDF file by its content was converted before it came here. */
static int sniff(struct dl_str head)
{
	(void)head;
	return 0;
}

static const char *const extensions[] = {NULL};
static const char *const aliases[] = {NULL};

const struct source_reader source_pdf = {
    .name = "pdf",
    .aliases = aliases,
    .media_type = "application/pdf",
    .extensions = extensions,
    .summary = "PDF, through pdftotext",
    .sniff = sniff,
    .read = read_pdf,
};
