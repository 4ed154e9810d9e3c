/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/eight.h"

size_t utf8_decode(struct dl_str s, uint32_t *ret)
{
	if (s.n == 0)
		return 0;
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c = p[0];
	if (c < 0x80) {
		*ret = c;
		return 1;
	}
	size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	if (c < 0xC2 || c > 0xF4 || s.n < n)
		return 0;
	c &= 0x7Fu >> n;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if ((n == 3 && c < 0x800) || (n == 4 && (c < 0x10000 || c > 0x10FFFF)) ||
	    (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*ret = c;
	return n;
}

size_t utf8_valid(struct dl_str s)
{
	size_t i = 0;
	while (i < s.n) {
		/* Most text is ASCII. */
		while (s.n - i >= 32 &&
		       eight_high(eight_load(s.p + i) | eight_load(s.p + i + 8) |
				  eight_load(s.p + i + 16) | eight_load(s.p + i + 24)) == 0)
			i += 32;
		while (s.n - i >= 8 && eight_high(eight_load(s.p + i)) == 0)
			i += 8;
		if (i == s.n)
			break;
		uint32_t c;
		size_t n = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		if (n == 0)
			return i;
		i += n;
	}
	return i;
}

static bool is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

size_t utf8_count(struct dl_str s)
{
	size_t n = 0, i = 0;
	for (; s.n - i >= 8; i += 8) {
		uint64_t w = eight_load(s.p + i);
		n += 8 - eight_count(eight_high(w & ~(w << 1)));
	}
	for (; i < s.n; i++)
		n += !is_tail(s.p[i]);
	return n;
}

struct dl_str utf8_head(struct dl_str s, size_t n)
{
	size_t i = 0;
	while (i < s.n) {
		if (!is_tail(s.p[i]) && n-- == 0)
			break;
		i++;
	}
	return (struct dl_str){s.p, i};
}

size_t utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(0xF00u >> n | c);
	return n;
}
