/* SPDX-License-Identifier: MIT */
#include "source/cite.h"

#include "base/str.h"
#include "source/tag.h"

/* Quotations are nested, one for each answer; deeper ones are one. */
#define DEPTH_MAX 64

static bool has_word(struct dl_str names, const char *const *words)
{
	while (names.n != 0) {
		struct dl_str name = str_split(&names, ' ');
		for (size_t i = 0; words[i] != NULL; i++)
			if (str_eq_fold(name, str_of(words[i])))
				return true;
	}
	return false;
}

/* A box that is open: its element, and how many of the same are open in it. */
struct box {
	char first; /* letter of its name: b or d */
	bool signature;
	uint32_t inner;
};

struct finder {
	struct arena *arena;
	struct cites *ret;
	struct box boxes[DEPTH_MAX];
	size_t n;
};

static bool note(struct finder *f, size_t at)
{
	struct cites *r = f->ret;
	struct cite *v = arena_regrow(f->arena, r->v, sizeof(*v), r->n, &r->cap);
	if (v == NULL)
		return false;
	r->v = v;
	struct cite *c = &v[r->n++];
	*c = (struct cite){.at = (uint32_t)at};
	for (size_t i = 0; i < f->n; i++) {
		c->depth += !f->boxes[i].signature;
		c->signature |= f->boxes[i].signature;
	}
	return true;
}

static bool begins_quote(const struct finder *f, const struct tag *tag, bool quote)
{
	static const char *const quotes[] = {
	    "gmail_quote", "yahoo_quoted", "protonmail_quote", "zmail_extra", NULL};
	if (!quote)
		return has_word(tag_value(tag, "class"), quotes);
	return f->n != 0 || str_eq_fold(tag_value(tag, "type"), STR("cite")) ||
	       has_word(tag_value(tag, "class"), quotes);
}

static bool open_tag(struct finder *f, const struct tag *tag, bool quote, size_t at)
{
	static const char *const signatures[] = {
	    "gmail_signature", "moz-signature", "protonmail_signature_block", NULL};
	bool signature = !quote && has_word(tag_value(tag, "class"), signatures);
	char first = quote ? 'b' : 'd';
	if (f->n < DEPTH_MAX && (signature || begins_quote(f, tag, quote))) {
		f->boxes[f->n++] = (struct box){first, signature, 0};
		return note(f, at);
	}
	if (f->n != 0 && f->boxes[f->n - 1].first == first)
		f->boxes[f->n - 1].inner++;
	return true;
}

static bool close_tag(struct finder *f, bool quote, size_t at)
{
	char first = quote ? 'b' : 'd';
	if (f->n == 0 || f->boxes[f->n - 1].first != first)
		return true;
	if (f->boxes[f->n - 1].inner-- != 0)
		return true;
	f->n--;
	return note(f, at);
}

bool cite_find(struct arena *arena, struct dl_str html, struct cites *ret)
{
	struct finder f = {.arena = arena, .ret = ret};
	*ret = (struct cites){NULL, 0, 0};
	for (size_t i = 0; i < html.n;) {
		struct tag tag;
		i += str_find((struct dl_str){html.p + i, html.n - i}, '<');
		size_t n = i < html.n ? tag_at((struct dl_str){html.p + i, html.n - i}, &tag) : 0;
		bool quote = n != 0 && str_eq_fold(tag.name, STR("blockquote"));
		bool box = n != 0 && (quote || str_eq_fold(tag.name, STR("div")));
		if (box && !(tag.is_end ? close_tag(&f, quote, i) : open_tag(&f, &tag, quote, i)))
			return false;
		i += n == 0 ? 1 : n;
	}
	return true;
}

struct cite cite_at(const struct cites *c, uint32_t at)
{
	size_t lo = 0, hi = c->n; /* those that begin at or before at */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (c->v[mid].at <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo == 0 ? (struct cite){0, 0, false} : c->v[lo - 1];
}

bool cite_is_structured(struct dl_str html, size_t *ret_words)
{
	static const char *const names[] = {
	    "li", "dt", "th", "h1", "h2", "h3", "h4", "h5", "h6", "time", NULL};
	size_t words = 0;
	bool is = false;
	for (size_t i = 0; i < html.n;) {
		struct tag tag;
		size_t text = str_find((struct dl_str){html.p + i, html.n - i}, '<');
		for (size_t k = i; k < i + text; k++)
			words += !is_space((unsigned char)html.p[k]);
		i += text;
		struct dl_str rest = {html.p + i, html.n - i};
		size_t n = i < html.n ? tag_at(rest, &tag) : 0;
		if (n != 0 && !tag.is_end) {
			is |= has_word(tag.name, names) || tag_value(&tag, "itemprop").p != NULL ||
			      str_eq_fold(tag_value(&tag, "type"), STR("application/ld+json"));
			if (str_eq_fold(tag.name, STR("style")) ||
			    str_eq_fold(tag.name, STR("script"))) {
				rest = (struct dl_str){rest.p + n, rest.n - n};
				n += tag_find_end(rest, tag.name);
			}
		}
		i += n == 0 ? 1 : n;
	}
	*ret_words = words;
	return is;
}
