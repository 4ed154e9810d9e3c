/* SPDX-License-Identifier: MIT */
/* Slices. ASCII folding only: what needs more of Unicode is in utf8.h. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <dateline/base.h>

#define STR(literal) ((struct dl_str){"" literal, sizeof(literal) - 1})

struct dl_str str_of(const char *z);		      /* NULL gives {NULL, 0} */
struct dl_str str_sub(struct dl_str, struct dl_span); /* clamped to the slice */
bool str_eq(struct dl_str, struct dl_str);
bool str_eq_fold(struct dl_str, struct dl_str); /* A-Z as a-z */
int str_cmp(struct dl_str, struct dl_str);	/* as memcmp, shorter first */
bool str_starts(struct dl_str, struct dl_str prefix);
bool str_ends(struct dl_str, struct dl_str suffix);
bool str_ends_fold(struct dl_str, struct dl_str suffix);
struct dl_str str_trim(struct dl_str); /* ASCII white space off both ends */
/* Cuts the part before the first sep off *rest and returns it; without a sep
 * that is all of it, and *rest becomes {NULL, 0}. */
struct dl_str str_split(struct dl_str *rest, char sep);
/* Index of the first c, or s.n. */
size_t str_find(struct dl_str s, char c);

static inline bool is_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}
static inline bool is_upper(int c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool is_lower(int c)
{
	return c >= 'a' && c <= 'z';
}
static inline bool is_alpha(int c)
{
	return is_upper(c) || is_lower(c);
}
static inline char to_lower(char c)
{
	return is_upper((unsigned char)c) ? (char)(c + 32) : c;
}
/* Puts byte b of a word in lower case behind the i bytes before it: ASCII, and
 * U+00C0 to U+00DE. */
static inline void put_lower(char *word, size_t i, char b)
{
	unsigned char u = (unsigned char)b;
	bool latin =
	    u >= 0x80 && u <= 0x9E && u != 0x97 && i > 0 && (unsigned char)word[i - 1] == 0xC3;
	word[i] = latin ? (char)(u + 0x20) : to_lower(b);
}

#endif
