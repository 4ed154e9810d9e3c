/* SPDX-License-Identifier: MIT */
#include "base/width.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Asks for the picture of a character that has a plain form too. */
#define EMOJI_STYLE 0xFE0F

static size_t column_count(uint32_t c)
{
	if (c < 0x7F)
		return c >= 0x20;
	return c == EMOJI_STYLE ? 2 : (size_t)utf8proc_charwidth((utf8proc_int32_t)c);
}

/* Cuts the first character off *s; 0 bytes: the end, or no UTF-8. */
static size_t next(struct dl_str *s, size_t *ret_columns)
{
	uint32_t c, before;
	utf8proc_int32_t state = 0;
	size_t n = utf8_decode(*s, &before), more;
	*ret_columns = 0;
	if (n == 0)
		return 0;
	*ret_columns = column_count(before);
	while ((more = utf8_decode((struct dl_str){s->p + n, s->n - n}, &c)) != 0) {
		/* Nearly all text: no tables. */
		if (c < 0x300 && before < 0x300)
			break;
		if (utf8proc_grapheme_break_stateful(
			(utf8proc_int32_t)before, (utf8proc_int32_t)c, &state))
			break;
		size_t wide = column_count(c);
		*ret_columns = wide > *ret_columns ? wide : *ret_columns;
		before = c;
		n += more;
	}
	/* Two letters make a flag. */
	if (before >= 0x1F1E6 && before <= 0x1F1FF && n > 4)
		*ret_columns = 2;
	*s = (struct dl_str){s->p + n, s->n - n};
	return n;
}

size_t width_of(struct dl_str s)
{
	size_t columns = 0, wide;
	while (next(&s, &wide) != 0)
		columns += wide;
	return columns;
}

size_t dl_text_columns(struct dl_str s)
{
	return width_of(s);
}

struct dl_str width_head(struct dl_str s, size_t columns)
{
	struct dl_str rest = s;
	size_t used = 0, wide, n = 0, more;
	while ((more = next(&rest, &wide)) != 0 && used + wide <= columns) {
		used += wide;
		n += more;
	}
	return (struct dl_str){s.p, n};
}

struct dl_str width_tail(struct dl_str s, size_t columns)
{
	size_t all = width_of(s), wide;
	while (all > columns && next(&s, &wide) != 0)
		all -= wide;
	return s;
}
