/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "source/html.h"

void html_begin(struct html *h, struct text_builder *b, struct evidence *evidence)
{
	memset(h, 0, sizeof(*h));
	h->b = b;
	h->evidence = evidence;
}

/* Windows-1252 bytes that people write as numbers (HTML standard, section
 * 13.2.5.80): "&#150;" is a dash. */
static const uint16_t c1[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C,
    0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

static int digit_of(char c, unsigned base)
{
	int d = is_digit((unsigned char)c) ? c - '0'
					   : (to_lower(c) >= 'a' ? to_lower(c) - 'a' + 10 : 99);
	return d >= 0 && (unsigned)d < base ? d : -1;
}

/* s begins with "&#" */
static size_t decode_number(struct dl_str s, char ret[16], size_t *ret_n)
{
	bool hex = s.n > 2 && to_lower(s.p[2]) == 'x';
	size_t start = hex ? 3 : 2, i = start;
	uint32_t c = 0;
	for (; i < s.n && digit_of(s.p[i], hex ? 16 : 10) >= 0; i++)
		if (c <= 0x10FFFF)
			c = c * (hex ? 16 : 10) + (uint32_t)digit_of(s.p[i], hex ? 16 : 10);
	if (i == start)
		return 0;
	if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c >= 0x80 && c < 0xA0)
		c = c1[c - 0x80];
	char out[4];
	*ret_n = utf8_encode(c, out);
	memcpy(ret, out, *ret_n);
	return i + (i < s.n && s.p[i] == ';');
}

static struct html_reference *find_slot(struct html *h, struct dl_str name)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < name.n; i++)
		hash = (hash ^ (unsigned char)name.p[i]) * 16777619u;
	return &h->references[(hash ^ hash >> 8 ^ hash >> 16) % HTML_REFERENCES];
}

size_t html_decode(struct html *h, struct dl_str s, char ret[16], size_t *ret_n)
{
	if (s.n < 3 || s.p[0] != '&')
		return 0;
	if (s.p[1] == '#')
		return decode_number(s, ret, ret_n);
	size_t n = 1;
	while (n < s.n && n < HTML_REFERENCE_MAX &&
	       (is_alpha((unsigned char)s.p[n]) || is_digit((unsigned char)s.p[n])))
		n++;
	if (n == 1 || n >= HTML_REFERENCE_MAX)
		return 0;
	n += n < s.n && s.p[n] == ';';
	struct dl_str name = {s.p + 1, n - 1};
	struct html_reference *r = find_slot(h, name);
	if (r->n_name != name.n || memcmp(r->name, name.p, name.n) != 0) {
		*r = (struct html_reference){.n_name = (uint8_t)name.n};
		memcpy(r->name, name.p, name.n);
		if (!html_look_up(h->b, r)) {
			h->b->failed = DL_NOMEM;
			r->n_name = 0;
			return 0;
		}
	}
	*ret_n = r->n;
	memcpy(ret, r->text, r->n);
	return r->n == 0 ? 0 : r->used + 1u;
}

struct dl_str html_value(struct html *h, struct dl_str s)
{
	if (str_find(s, '&') == s.n)
		return s;
	/* No reference is shorter than what it stands for but "&nGt;" and its like,
	 * 5 bytes for 6. */
	char *to = arena_alloc(h->b->arena, 2, s.n);
	if (to == NULL) {
		h->b->failed = DL_NOMEM;
		return (struct dl_str){NULL, 0};
	}
	size_t n = 0;
	for (size_t i = 0; i < s.n;) {
		char text[16];
		size_t n_text = 0,
		       used = html_decode(h, (struct dl_str){s.p + i, s.n - i}, text, &n_text);
		if (used == 0) {
			to[n++] = s.p[i++];
			continue;
		}
		memcpy(to + n, text, n_text);
		n += n_text;
		i += used;
	}
	return (struct dl_str){to, n};
}

static void take_time(struct html *h, const struct tag *tag)
{
	struct dl_str datetime = html_value(h, tag_value(tag, "datetime"));
	text_set_time(h->b, datetime.n == 0 ? (struct dl_str){NULL, 0} : datetime);
	struct dl_str property = tag_value(tag, "itemprop");
	if (tag_value(tag, "pubdate").p != NULL)
		property = STR("pubdate");
	if (property.n != 0 && datetime.n != 0 &&
	    !evidence_take(h->evidence, h->b->arena, h->b->doc, property, datetime))
		h->b->failed = DL_NOMEM;
}

static bool is_any(struct dl_str name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq_fold(name, str_of(*list)))
			return true;
	return false;
}

void html_inline(struct html *h, const struct tag *tag, uint32_t from, uint32_t to)
{
	static const char *const strong[] = {"b", "strong", NULL};
	static const char *const struck[] = {"s", "del", "strike", NULL};
	static const char *const unspoken[] = {"rt", "rp", NULL};
	struct text_builder *b = h->b;
	bool start = !tag->is_end;
	if (is_any(tag->name, strong)) {
		text_style(b, TEXT_STRONG, start);
	} else if (is_any(tag->name, struck)) {
		text_style(b, TEXT_STRUCK, start);
	} else if (is_any(tag->name, unspoken)) {
		h->unspoken = start;
	} else if (str_eq_fold(tag->name, STR("ruby"))) {
		h->unspoken = 0;
	} else if (str_eq_fold(tag->name, STR("a"))) {
		struct dl_str url = {NULL, 0};
		if (start)
			url = html_value(h, tag_value(tag, "href"));
		text_set_link(b, url);
	} else if (str_eq_fold(tag->name, STR("time"))) {
		if (start)
			take_time(h, tag);
		else
			text_set_time(b, (struct dl_str){NULL, 0});
	} else if (str_eq_fold(tag->name, STR("br")) && b->open) {
		text_put(b, STR("\n"), from, to);
	}
}
