/* SPDX-License-Identifier: MIT */
#include "text/url.h"

#include <string.h>

#include "base/str.h"

/* Where an address that starts at s.p ends: at the first byte that RFC 3986
 * does not allow, less the punctuation of the sentence around it. A ")" stays
 * if its "(" is in the address. */
static size_t url_length(struct dl_str s)
{
	size_t n = 0;
	int brackets = 0;
	while (n < s.n && s.p[n] > ' ' && s.p[n] < 0x7F && strchr("<>\"`{}|\\^", s.p[n]) == NULL) {
		brackets += s.p[n] == '(';
		if (s.p[n] == ')' && brackets-- == 0)
			break;
		n++;
	}
	while (n > 0 && strchr(".,;:!?'*_", s.p[n - 1]) != NULL)
		n--;
	return n;
}

/* The next address at or after *at; *at moves behind it. */
static bool next_url(struct dl_str text, size_t *at, struct dl_span *ret)
{
	while (*at < text.n) {
		const char *colon = memchr(text.p + *at, ':', text.n - *at);
		if (colon == NULL)
			break;
		size_t c = (size_t)(colon - text.p), scheme;
		struct dl_str before = {text.p, c}, after = {colon, text.n - c};
		*at = c + 1;
		if (str_ends_fold(before, STR("https")))
			scheme = 5;
		else if (str_ends_fold(before, STR("http")))
			scheme = 4;
		else
			continue;
		if (!str_starts(after, STR("://")) ||
		    (c > scheme && is_alpha((unsigned char)text.p[c - scheme - 1])))
			continue;
		size_t start = c - scheme;
		size_t n = url_length((struct dl_str){text.p + start, text.n - start});
		if (n <= scheme + 3)
			continue;
		*ret = (struct dl_span){(uint32_t)start, (uint32_t)(start + n)};
		*at = start + n;
		return true;
	}
	*at = text.n;
	return false;
}

static bool push(struct arena *arena, struct text_doc *d, size_t *cap, struct text_link link)
{
	struct text_link *v = arena_grow(arena, d->links, sizeof(*v), d->n_links, cap);
	if (v == NULL)
		return false;
	d->links = v;
	v[d->n_links++] = link;
	return true;
}

bool url_find_all(struct arena *arena, struct text_doc *d)
{
	const struct text_link *old = d->links;
	size_t at = 0, cap = 0, i = 0, n = d->n_links;
	struct dl_span span;
	bool more = next_url(d->text, &at, &span);
	if (!more)
		return true;
	d->links = NULL;
	d->n_links = 0;
	while (more || i < n) {
		bool is_new = more && (i == n || span.start < old[i].span.start);
		struct text_link link = {span, str_sub(d->text, span)};
		if (!push(arena, d, &cap, is_new ? link : old[i]))
			return false;
		if (is_new)
			more = next_url(d->text, &at, &span);
		/* What stands in a link is that link's. */
		while (!is_new && more && span.start < old[i].span.end)
			more = next_url(d->text, &at, &span);
		i += !is_new;
	}
	return true;
}
