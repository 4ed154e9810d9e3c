/* SPDX-License-Identifier: MIT */
/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, up to U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <dateline/base.h>

/* Decodes the character at s.p: returns its length in bytes (1-4), or 0 if
 * there is none or it is malformed. */
size_t utf8_decode(struct dl_str s, uint32_t *ret);
/* Bytes of the longest valid prefix; s.n if all of it is valid. */
size_t utf8_valid(struct dl_str s);
/* Code points of valid text. */
size_t utf8_count(struct dl_str s);
/* The longest prefix of valid text of at most n code points. */
struct dl_str utf8_head(struct dl_str s, size_t n);
/* Writes c (1-4 bytes) and returns how many. */
size_t utf8_encode(uint32_t c, char out[4]);

#endif
