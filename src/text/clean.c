/* SPDX-License-Identifier: MIT */
#include "text/clean.h"

#include "base/eight.h"
#include "base/utf8.h"

/* Characters that are there for the eye of a layout program. People who type
 * dates do not type them, yet "11:20 a.m." from a word processor has a narrow
 * no-break space, "Septem-ber" from the web a soft hyphen, and a date copied
 * from a desktop program direction marks around each number.
 *
 * Zero-width joiners and non-joiners (U+200C, U+200D) stay: Persian and Hindi
 * words and emoji are spelled with them. */
static const struct {
	uint16_t first, last;
	uint8_t as;
} specials[] = {
    {0x0000, 0x0008, CLEAN_SPACE},
    {0x000B, 0x000C, CLEAN_SPACE}, /* a page break is no line break: sentences run across it */
    {0x000D, 0x000D, CLEAN_DROP}, {0x000E, 0x001F, CLEAN_SPACE}, {0x007F, 0x0084, CLEAN_SPACE},
    {0x0085, 0x0085, CLEAN_BREAK}, {0x0086, 0x00A0, CLEAN_SPACE}, {0x00AD, 0x00AD, CLEAN_DROP},
    {0x061C, 0x061C, CLEAN_DROP}, {0x1680, 0x1680, CLEAN_SPACE}, {0x180E, 0x180E, CLEAN_DROP},
    {0x2000, 0x200A, CLEAN_SPACE}, {0x200B, 0x200B, CLEAN_DROP}, {0x200E, 0x200F, CLEAN_DROP},
    {0x2028, 0x2029, CLEAN_BREAK}, {0x202A, 0x202E, CLEAN_DROP}, {0x202F, 0x202F, CLEAN_SPACE},
    {0x205F, 0x205F, CLEAN_SPACE}, {0x2060, 0x2064, CLEAN_DROP}, {0x2066, 0x206F, CLEAN_DROP},
    {0x3000, 0x3000, CLEAN_SPACE}, {0xFEFF, 0xFEFF, CLEAN_DROP},
    {0xFFFE, 0xFFFF, CLEAN_SPACE}, /* no characters; XML has no way to say them */
};

enum clean clean_char(uint32_t c)
{
	for (size_t i = 0; i < sizeof(specials) / sizeof(specials[0]) && c >= specials[i].first;
	     i++)
		if (c <= specials[i].last)
			return (enum clean)specials[i].as;
	return CLEAN_KEEP;
}

/* No special character begins with any other byte. */
static bool may_begin_special(unsigned char b)
{
	return b < 0x20
		   ? b != '\n' && b != '\t'
		   : b == 0x7F || b == 0xC2 || b == 0xD8 || (b >= 0xE1 && b <= 0xE3) || b == 0xEF;
}

size_t clean_prefix(struct dl_str s)
{
	size_t i = 0;
	while (i < s.n) {
		while (s.n - i >= 8) { /* most text has nothing but printable ASCII */
			uint64_t w = eight_load(s.p + i);
			if ((eight_below(w, 0x20) | eight_equal(w, 0x7F) | eight_high(w)) != 0)
				break;
			i += 8;
		}
		if (i == s.n)
			break;
		if (!may_begin_special((unsigned char)s.p[i])) {
			i++;
			continue;
		}
		uint32_t c;
		size_t n = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		if (n == 0 || clean_char(c) != CLEAN_KEEP)
			return i;
		i += n;
	}
	return i;
}
