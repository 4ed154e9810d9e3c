/* SPDX-License-Identifier: MIT */
#include "source/jsonwalk.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static bool is_gap(char c)
{
	return c == ',' || c == ':' || is_space((unsigned char)c);
}

/* Bytes of the string that s begins with, quotes included. */
static size_t string_length(struct dl_str s)
{
	size_t i = 1;
	while (i < s.n && s.p[i] != '"')
		i += s.p[i] == '\\' ? 2 : 1;
	return i < s.n ? i + 1 : s.n;
}

/* Bytes of the value that s begins with. */
static size_t value_length(struct dl_str s)
{
	size_t depth = 0, i = 0;
	while (i < s.n) {
		char c = s.p[i];
		if (c == '"') {
			i += string_length((struct dl_str){s.p + i, s.n - i});
		} else if (c == '{' || c == '[') {
			depth++;
			i++;
		} else if (c == '}' || c == ']') {
			if (depth == 0)
				return i;
			depth--;
			i++;
		} else if (depth != 0) {
			i++;
			continue;
		} else if (is_gap(c)) {
			return i;
		} else {
			i++;
			continue;
		}
		if (depth == 0)
			return i;
	}
	return i;
}

static struct dl_str cut(struct dl_str *rest)
{
	size_t n = value_length(*rest);
	struct dl_str v = {rest->p, n};
	rest->p += n;
	rest->n -= n;
	return v;
}

static void skip(struct dl_str *rest)
{
	while (rest->n != 0 && is_gap(*rest->p)) {
		rest->p++;
		rest->n--;
	}
}

struct jsonwalk jsonwalk_begin(struct dl_str value)
{
	struct jsonwalk w = {.object = jsonwalk_is(value, '{')};
	if (value.n >= 2 && (w.object || value.p[0] == '['))
		w.rest = (struct dl_str){value.p + 1, value.n - 2};
	return w;
}

bool jsonwalk_next(struct jsonwalk *w)
{
	skip(&w->rest);
	if (w->rest.n == 0)
		return false;
	if (w->object) {
		w->key = cut(&w->rest);
		if (w->key.n < 2 || w->key.p[0] != '"')
			return false;
		w->key = (struct dl_str){w->key.p + 1, w->key.n - 2};
		skip(&w->rest);
		if (w->rest.n == 0)
			return false;
	}
	w->value = cut(&w->rest);
	return w->value.n != 0;
}

static int hex(char c)
{
	if (is_digit((unsigned char)c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

static uint32_t unit(const char *p)
{
	return (uint32_t)(hex(p[0]) << 12 | hex(p[1]) << 8 | hex(p[2]) << 4 | hex(p[3]));
}

/* The escape at s.p[0] == '\\': bytes taken; what it stands for goes to out. */
static size_t unescape(struct dl_str s, char out[4], size_t *ret_n)
{
	static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
	*ret_n = 1;
	if (s.n < 2) {
		out[0] = '\\';
		return s.n;
	}
	if (s.p[1] != 'u' || s.n < 6) {
		const char *name = memchr(names, s.p[1], sizeof(names) - 1);
		out[0] = name == NULL ? s.p[1] : values[name - names];
		return 2;
	}
	uint32_t c = unit(s.p + 2);
	size_t used = 6;
	if (c >= 0xD800 && c < 0xDC00 && s.n >= 12 && s.p[6] == '\\' && s.p[7] == 'u') {
		uint32_t low = unit(s.p + 8);
		if (low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			used = 12;
		}
	}
	*ret_n = utf8_encode(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, out);
	return used;
}

struct dl_str jsonwalk_text(struct arena *arena, struct dl_str value)
{
	bool number = value.n != 0 && (is_digit((unsigned char)value.p[0]) || value.p[0] == '-');
	if (number)
		return value;
	if (value.n < 2 || value.p[0] != '"')
		return STR("");
	struct dl_str s = {value.p + 1, value.n - 2};
	if (s.n == 0 || memchr(s.p, '\\', s.n) == NULL)
		return s;
	char *to = arena_alloc(arena, 1, s.n);
	size_t n = 0;
	for (size_t i = 0; to != NULL && i < s.n;) {
		char out[4] = {s.p[i]};
		size_t n_out = 1;
		i += s.p[i] == '\\' ? unescape((struct dl_str){s.p + i, s.n - i}, out, &n_out) : 1;
		memcpy(to + n, out, n_out);
		n += n_out;
	}
	return (struct dl_str){to, n};
}
