/* SPDX-License-Identifier: MIT */
/* Eight bytes at a time in a 64-bit word: plain C, any machine. The flags are
 * bit 7 of each byte that is meant, the other bits are 0. */
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include <stdint.h>
#include <string.h>

/* The same byte eight times. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (uint64_t)(byte))

static inline uint64_t eight_load(const char *p)
{
	uint64_t w;
	memcpy(&w, p, sizeof(w));
	return w;
}

/* The first byte the lowest. */
static inline uint64_t eight_little(const char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return eight_load(p);
#else
	uint64_t w = 0;
	for (unsigned i = 0; i < sizeof(w); i++)
		w |= (uint64_t)(unsigned char)p[i] << 8 * i;
	return w;
#endif
}

/* Bytes of 0x80 and more. */
static inline uint64_t eight_high(uint64_t w)
{
	return w & EIGHT(0x80);
}

/* Bytes equal to b. */
static inline uint64_t eight_equal(uint64_t w, unsigned char b)
{
	uint64_t x = w ^ EIGHT(b);
	return ~(((x & EIGHT(0x7F)) + EIGHT(0x7F)) | x) & EIGHT(0x80);
}

/* Bytes below b, which is at most 0x80. */
static inline uint64_t eight_below(uint64_t w, unsigned char b)
{
	return ~((w & EIGHT(0x7F)) + EIGHT(0x80 - b)) & ~w & EIGHT(0x80);
}

/* Bytes that are letters of ASCII. */
static inline uint64_t eight_letters(uint64_t w)
{
	uint64_t x = (w | EIGHT(0x20)) & EIGHT(0x7F);
	uint64_t from_a = x + EIGHT(0x80 - 'a'), past_z = x + EIGHT(0x80 - 'z' - 1);
	return from_a & ~past_z & ~w & EIGHT(0x80);
}

/* Bytes that are digits. */
static inline uint64_t eight_digits(uint64_t w)
{
	uint64_t x = w & EIGHT(0x7F);
	uint64_t from_0 = x + EIGHT(0x80 - '0'), past_9 = x + EIGHT(0x80 - '9' - 1);
	return from_0 & ~past_9 & ~w & EIGHT(0x80);
}

/* How many bytes are flagged. */
static inline unsigned eight_count(uint64_t flags)
{
	return (unsigned)((flags >> 7) * EIGHT(1) >> 56);
}

/* Bits that are set. */
static inline unsigned bits_count(uint64_t w)
{
	w -= w >> 1 & UINT64_C(0x5555555555555555);
	w = (w & UINT64_C(0x3333333333333333)) + (w >> 2 & UINT64_C(0x3333333333333333));
	return (unsigned)(((w + (w >> 4)) & EIGHT(0x0F)) * EIGHT(1) >> 56);
}

/* Which byte is the first flagged, counted as they lie in memory; there is one. */
static inline unsigned eight_first(uint64_t flags)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (unsigned)__builtin_ctzll(flags) / 8;
#else
	unsigned char bytes[sizeof(flags)];
	unsigned i = 0;
	memcpy(bytes, &flags, sizeof(flags));
	while (bytes[i] == 0)
		i++;
	return i;
#endif
}

#endif
