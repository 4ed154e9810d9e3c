/* SPDX-License-Identifier: MIT */
/* Names as keys: Latin letters without marks and in lower case, everything
 * between words one space, "St." as "Saint". The table of places is made with
 * it and looked up with it, so both sides agree. */
#ifndef LANG_FOLD_H
#define LANG_FOLD_H

#include <stddef.h>
#include <stdint.h>

/* Longest key; longer names are cut, on both sides alike. */
#define FOLD_MAX 63

/* The ASCII letter under the marks; 0: there is none; '\'' for the quotation
 * marks that serve as apostrophes; ' ' for what only parts words. */
static inline char fold_char(uint32_t c)
{
	/* U+00C0 … U+00FF */
	static const char latin1[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuyts"
				     "aaaaaaaceeeeiiiidnooooo\0ouuuuyty";
	/* U+0100 … U+017F */
	static const char extended[] = "aaaaaaccccccccddddeeeeeeeeeegggg"
				       "gggghhhhiiiiiiiiiijjjjkkkllllllll"
				       "llnnnnnnnnnoooooooorrrrrrsssssss"
				       "sttttttuuuuuuuuuuuuwwyyyzzzzzzs";
	/* U+1E00 … U+1EFF */
	static const char additional[] =
	    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn"
	    "ooooooooppppRRRRrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzz"
	    "htwyasssssaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooo"
	    "uuuuuuuuuuuuuuyyyyyyyylLvVyY";
	if (c < 0x80)
		return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F)
		return ' ';
	if (c == 0x2018 || c == 0x2019 || c == 0x02BC)
		return '\'';
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	char f = 0;
	if (c >= 0xC0 && c <= 0xFF)
		f = latin1[c - 0xC0];
	else if (c >= 0x100 && c <= 0x17F)
		f = extended[c - 0x100];
	else if (c >= 0x1E00 && c <= 0x1EFF)
		f = additional[c - 0x1E00];
	else if (c == 0x1A0 || c == 0x1A1)
		f = 'o';
	else if (c == 0x1AF || c == 0x1B0)
		f = 'u';
	else if (c == 0x1DD || c == 0x18F || c == 0x259)
		f = 'e';
	else if (c == 0x218 || c == 0x219)
		f = 's';
	else if (c == 0x21A || c == 0x21B)
		f = 't';
	return (char)(f >= 'A' && f <= 'Z' ? f + 32 : f);
}

/* Decodes one character of valid UTF-8 at s (n > 0 bytes left). */
static inline size_t fold_next(const char *s, size_t n, uint32_t *ret)
{
	unsigned char b = (unsigned char)s[0];
	size_t len = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
	if (len > n)
		len = n;
	uint32_t c = len == 1 ? b : b & (0xFFu >> (len + 1));
	for (size_t i = 1; i < len; i++)
		c = c << 6 | ((unsigned char)s[i] & 0x3F);
	*ret = c;
	return len;
}

/* Writes the key of a name to out (NUL-terminated) and returns its length.
 * Letters of other scripts stay as they are. */
static inline size_t fold_key(const char *s, size_t n, char out[FOLD_MAX + 1])
{
	size_t k = 0;
	for (size_t i = 0; i < n && k < FOLD_MAX;) {
		uint32_t c = 0;
		size_t len = fold_next(s + i, n - i, &c);
		char f = fold_char(c);
		if (f == '\'' || f == '.' || (c >= 0x300 && c < 0x370)) {
			i += len; /* "D.C." is "dc", "L'Aquila" "laquila" */
			continue;
		}
		if (f == '-' || f == ',' || (f >= '\t' && f <= '\r'))
			f = ' ';
		if (f == ' ') {
			if (k >= 2 && out[k - 1] == 't' && out[k - 2] == 's' &&
			    (k == 2 || out[k - 3] == ' ') && k + 4 < FOLD_MAX) {
				out[k - 1] = 'a';
				out[k++] = 'i';
				out[k++] = 'n';
				out[k++] = 't';
			}
			if (k != 0 && out[k - 1] != ' ')
				out[k++] = ' ';
		} else if (f != 0) {
			out[k++] = f;
		} else {
			for (size_t j = 0; j < len && k < FOLD_MAX; j++)
				out[k++] = s[i + j];
		}
		i += len;
	}
	while (k != 0 && out[k - 1] == ' ')
		k--;
	out[k] = '\0';
	return k;
}

#endif
