/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

struct dl_str str_of(const char *z)
{
	return (struct dl_str){z, z == NULL ? 0 : strlen(z)};
}

struct dl_str str_sub(struct dl_str s, struct dl_span at)
{
	size_t start = at.start < s.n ? at.start : s.n;
	size_t end = at.end < s.n ? at.end : s.n;
	if (s.p == NULL || end < start)
		return (struct dl_str){s.p, 0};
	return (struct dl_str){s.p + start, end - start};
}

bool str_eq(struct dl_str a, struct dl_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_eq_fold(struct dl_str a, struct dl_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (to_lower(a.p[i]) != to_lower(b.p[i]))
			return false;
	return true;
}

int str_cmp(struct dl_str a, struct dl_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);
	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(struct dl_str s, struct dl_str prefix)
{
	return s.n >= prefix.n && str_eq((struct dl_str){s.p, prefix.n}, prefix);
}

static struct dl_str tail(struct dl_str s, size_t n)
{
	return (struct dl_str){s.p + (s.n - n), n};
}

bool str_ends(struct dl_str s, struct dl_str suffix)
{
	return s.n >= suffix.n && (suffix.n == 0 || str_eq(tail(s, suffix.n), suffix));
}

bool str_ends_fold(struct dl_str s, struct dl_str suffix)
{
	return s.n >= suffix.n && (suffix.n == 0 || str_eq_fold(tail(s, suffix.n), suffix));
}

struct dl_str str_trim(struct dl_str s)
{
	while (s.n != 0 && is_space((unsigned char)s.p[0]))
		s.p++, s.n--;
	while (s.n != 0 && is_space((unsigned char)s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t str_find(struct dl_str s, char c)
{
	const char *p = s.n == 0 ? NULL : memchr(s.p, c, s.n);
	return p == NULL ? s.n : (size_t)(p - s.p);
}

struct dl_str str_split(struct dl_str *rest, char sep)
{
	size_t at = str_find(*rest, sep);
	struct dl_str first = {rest->p, at};
	if (at == rest->n)
		*rest = (struct dl_str){NULL, 0};
	else
		*rest = (struct dl_str){rest->p + at + 1, rest->n - at - 1};
	return first;
}
