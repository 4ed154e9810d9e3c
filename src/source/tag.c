/* SPDX-License-Identifier: MIT */
#include "source/tag.h"

#include <string.h>

#include "base/str.h"

static struct dl_str skip(struct dl_str s, size_t n)
{
	return (struct dl_str){s.p + n, s.n - n};
}

static int first(struct dl_str s)
{
	return s.n == 0 ? 0 : (unsigned char)s.p[0];
}

/* Bytes up to and with the first ">". */
static size_t to_angle(struct dl_str s)
{
	size_t n = str_find(s, '>');
	return n < s.n ? n + 1 : n;
}

/* s begins with "<!--" */
static size_t comment_length(struct dl_str s)
{
	size_t i = 4;
	if (str_starts(skip(s, i), STR(">")) || str_starts(skip(s, i), STR("->")))
		return i + to_angle(skip(s, i));
	while (i < s.n) {
		i += str_find(skip(s, i), '-');
		if (str_starts(skip(s, i), STR("-->")))
			return i + 3;
		if (str_starts(skip(s, i), STR("--!>")))
			return i + 4;
		i += i < s.n;
	}
	return s.n;
}

/* White space between attributes. A lone "/" is none of its own there. */
static struct dl_str skip_gap(struct dl_str s)
{
	while (s.n != 0 && (is_space((unsigned char)s.p[0]) || s.p[0] == '/'))
		s = skip(s, 1);
	return s;
}

bool tag_attribute(struct dl_str *rest, struct dl_str *ret_name, struct dl_str *ret_value)
{
	struct dl_str s = skip_gap(*rest);
	if (s.n == 0 || s.p[0] == '>')
		return false;
	size_t n = 1; /* a "=" in front belongs to the name */
	while (n < s.n && !is_space((unsigned char)s.p[n]) && strchr("/>=", s.p[n]) == NULL)
		n++;
	*ret_name = (struct dl_str){s.p, n};
	*ret_value = (struct dl_str){s.p + n, 0};
	*rest = s = skip(s, n);
	while (s.n != 0 && is_space((unsigned char)s.p[0]))
		s = skip(s, 1);
	if (first(s) != '=')
		return true;
	do
		s = skip(s, 1);
	while (s.n != 0 && is_space((unsigned char)s.p[0]));
	int quote = first(s);
	if (quote == '"' || quote == '\'') {
		s = skip(s, 1);
		n = str_find(s, (char)quote);
		*rest = skip(s, n < s.n ? n + 1 : n);
	} else {
		for (n = 0; n < s.n && !is_space((unsigned char)s.p[n]) && s.p[n] != '>'; n++)
			;
		*rest = skip(s, n);
	}
	*ret_value = (struct dl_str){s.p, n};
	return true;
}

static size_t name_length(struct dl_str s)
{
	size_t n = 0;
	while (n < s.n && !is_space((unsigned char)s.p[n]) && s.p[n] != '/' && s.p[n] != '>')
		n++;
	return n;
}

size_t tag_at(struct dl_str s, struct tag *ret)
{
	*ret = (struct tag){.is_end = s.n > 1 && s.p[1] == '/'};
	size_t i = ret->is_end ? 2 : 1;
	if (i >= s.n)
		return 0;
	if (!is_alpha((unsigned char)s.p[i])) {
		if (str_starts(s, STR("<!--")))
			return comment_length(s);
		return ret->is_end || s.p[1] == '!' || s.p[1] == '?' ? i + to_angle(skip(s, i)) : 0;
	}
	size_t n = name_length(skip(s, i));
	ret->name = (struct dl_str){s.p + i, n};
	struct dl_str rest = skip(s, i + n), name, value;
	ret->attributes = rest;
	while (tag_attribute(&rest, &name, &value))
		;
	rest = skip_gap(rest);
	ret->attributes.n = (size_t)(rest.p - ret->attributes.p);
	return (size_t)(rest.p - s.p) + (rest.n != 0);
}

struct dl_str tag_value(const struct tag *tag, const char *name)
{
	struct dl_str rest = tag->attributes, key, value;
	while (tag_attribute(&rest, &key, &value))
		if (str_eq_fold(key, str_of(name)))
			return value;
	return (struct dl_str){NULL, 0};
}

size_t tag_find_end(struct dl_str s, struct dl_str name)
{
	for (size_t i = 0; i < s.n; i++) {
		i += str_find(skip(s, i), '<');
		struct dl_str at = skip(s, i);
		if (at.n <= name.n + 2 || at.p[1] != '/')
			continue;
		char after = at.p[name.n + 2];
		if (str_eq_fold((struct dl_str){at.p + 2, name.n}, name) &&
		    (is_space((unsigned char)after) || after == '>' || after == '/'))
			return i;
	}
	return s.n;
}
