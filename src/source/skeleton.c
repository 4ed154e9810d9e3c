/* SPDX-License-Identifier: MIT */
#include "source/skeleton.h"

#include <string.h>

#include "base/str.h"
#include "source/tag.h"

struct out {
	struct arena *arena;
	const char *html;
	size_t n;
	struct skeleton *to; /* its bytes lie before those that are still to be read */
	size_t cap;
	bool failed;
};

static void put(struct out *o, char c, size_t at)
{
	struct skeleton *s = o->to;
	if (s->n == o->cap) {
		uint32_t *v = arena_regrow(o->arena, s->at, sizeof(*v), s->n, &o->cap);
		if (v == NULL) {
			o->failed = true;
			return;
		}
		s->at = v;
	}
	s->at[s->n] = (uint32_t)at;
	s->p[s->n++] = c;
}

/* White space as the HTML standard has it. */
static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Where gumbo says that a text stands which begins at at: for "\r\n" it is "\n". */
static size_t begin(const struct out *o, size_t at, size_t end)
{
	return at + (o->html[at] == '\r' && at + 1 < end && o->html[at + 1] == '\n');
}

static void put_text(struct out *o, size_t at, size_t end)
{
	size_t stop = end;
	/* The first line break in a <pre> does not count, so it stays one. */
	if (at < end && (o->html[at] == '\n' || o->html[at] == '\r')) {
		at = begin(o, at, end);
		put(o, '\n', at++);
	}
	if (at < end && is_blank(o->html[at])) {
		put(o, ' ', begin(o, at, end));
		while (at < end && is_blank(o->html[at]))
			at++;
	}
	if (at == end)
		return;
	while (is_blank(o->html[stop - 1]))
		stop--;
	put(o, 'x', at);
	if (stop < end)
		put(o, ' ', stop);
}

/* The markup at html[at], n bytes of it. */
static void put_markup(struct out *o, const struct tag *tag, size_t at, size_t n)
{
	bool declaration =
	    n > 2 && o->html[at + 1] == '!' && is_alpha((unsigned char)o->html[at + 2]);
	size_t keep = n;
	if (tag->name.n != 0)
		keep = (size_t)(tag->name.p + tag->name.n - (o->html + at));
	else if (!declaration) { /* a comment; so is "<?>" */
		put(o, '<', at);
		put(o, '?', at);
		put(o, '>', at);
		return;
	}
	for (size_t i = 0; i < keep; i++)
		put(o, o->html[at + i], at + i);
	if (keep < n)
		put(o, '>', at + n - 1);
}

bool skeleton_make(struct arena *arena, char *html, size_t n, struct skeleton *ret)
{
	struct out o = {.arena = arena, .html = html, .n = n, .to = ret};
	size_t text = 0; /* where text begins that is not yet written */
	*ret = (struct skeleton){.p = html};
	for (size_t i = 0; i < n && !o.failed;) {
		const char *p = memchr(html + i, '<', n - i);
		if (p == NULL)
			break;
		struct tag tag;
		size_t at = (size_t)(p - html);
		size_t length = tag_at((struct dl_str){p, n - at}, &tag);
		i = at + (length == 0 ? 1 : length);
		if (length == 0) /* text */
			continue;
		bool title = !tag.is_end && str_eq_fold(tag.name, STR("title"));
		put_text(&o, text, at);
		put_markup(&o, &tag, at, length);
		text = i;
		if (title) /* what it holds is text */
			i += tag_find_end((struct dl_str){html + i, n - i}, STR("title"));
	}
	put_text(&o, text, n);
	size_t end = ret->n;
	put(&o, '\0', n);
	ret->n = end;
	return !o.failed;
}
