/* SPDX-License-Identifier: MIT */
#include "event/uid.h"

#include <string.h>

#include "base/str.h"
#include "lang/fold.h"

/* Fixed for ever: another key would give every subscriber every event anew. */
static const uint8_t uid_key[16] = {
    'd', 'a', 't', 'e', 'l', 'i', 'n', 'e', ' ', 'u', 'i', 'd', ' ', 'k', 'e', 'y'};

static uint64_t rotate(uint64_t x, int n)
{
	return x << n | x >> (64 - n);
}

static void rounds(uint64_t v[4], int n)
{
	while (n-- > 0) {
		v[0] += v[1];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[0] = rotate(v[0], 32);
		v[2] += v[3];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] += v[3];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[2] += v[1];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[2] = rotate(v[2], 32);
	}
}

static uint64_t load(const uint8_t *p, size_t n)
{
	uint64_t x = 0;
	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)p[i] << (8 * i);
	return x;
}

static void store(uint8_t *p, uint64_t x)
{
	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)(x >> (8 * i));
}

void uid_hash(const uint8_t key[16], struct dl_str data, uint8_t ret[16])
{
	const uint8_t *p = (const uint8_t *)data.p;
	uint64_t k0 = load(key, 8), k1 = load(key + 8, 8);
	uint64_t v[4] = {k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d ^ 0xee,
	    k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573};
	size_t whole = data.n / 8 * 8;
	for (size_t i = 0; i <= whole; i += 8) {
		uint64_t m = i < whole ? load(p + i, 8)
				       : (data.n == whole ? 0 : load(p + whole, data.n - whole)) |
					     (uint64_t)data.n << 56;
		v[3] ^= m;
		rounds(v, 2);
		v[0] ^= m;
	}
	v[2] ^= 0xee;
	rounds(v, 4);
	store(ret, v[0] ^ v[1] ^ v[2] ^ v[3]);
	v[1] ^= 0xdd;
	rounds(v, 4);
	store(ret + 8, v[0] ^ v[1] ^ v[2] ^ v[3]);
}

/* Letters and digits in lower case without marks; runs of anything else are
 * one space between them. */
struct dl_str uid_normal(struct arena *a, struct dl_str title)
{
	char *out = arena_alloc(a, 1, title.n + 1);
	if (out == NULL)
		return (struct dl_str){NULL, 0};
	size_t k = 0;
	for (size_t i = 0; i < title.n;) {
		uint32_t c = 0;
		size_t len = fold_next(title.p + i, title.n - i, &c);
		char f = fold_char(c);
		bool word = f != 0 ? is_alpha((unsigned char)f) || is_digit((unsigned char)f)
				   : c >= 0x80 && (c < 0x2000 || c > 0x206F) && c >= 0xC0;
		if (!word && k != 0 && out[k - 1] != ' ')
			out[k++] = ' ';
		if (word && f != 0)
			out[k++] = f;
		else if (word)
			for (size_t j = 0; j < len; j++)
				out[k++] = title.p[i + j];
		i += len;
	}
	while (k != 0 && out[k - 1] == ' ')
		k--;
	return (struct dl_str){out, k};
}

struct dl_str uid_make(
    struct arena *a, struct dl_str identity, struct dl_str title, struct dl_str which)
{
	static const char hex[] = "0123456789abcdef";
	struct dl_str normal = uid_normal(a, title);
	char *data = arena_alloc(a, 1, identity.n + normal.n + which.n + 2);
	char *text = arena_alloc(a, 1, 37);
	if (normal.p == NULL || data == NULL || text == NULL)
		return (struct dl_str){NULL, 0};
	struct dl_str parts[3] = {identity, normal, which};
	size_t n = 0;
	for (int i = 0; i < 3; i++) { /* NUL between them: no text holds one */
		if (parts[i].n != 0)
			memcpy(data + n, parts[i].p, parts[i].n);
		n += parts[i].n + (i < 2);
	}
	uint8_t h[16];
	uid_hash(uid_key, (struct dl_str){data, n}, h);
	h[6] = (uint8_t)(0x80 | (h[6] & 0x0F)); /* version 8 */
	h[8] = (uint8_t)(0x80 | (h[8] & 0x3F)); /* variant */
	size_t k = 0;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text[k++] = '-';
		text[k++] = hex[h[i] >> 4];
		text[k++] = hex[h[i] & 15];
	}
	return (struct dl_str){text, k};
}
