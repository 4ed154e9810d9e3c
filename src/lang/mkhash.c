/* SPDX-License-Identifier: MIT */
#include "mkhash.h"

#include <stdlib.h>

#include "hash.h"

/* Displacements tried for a bucket before giving up; they are 16 bits wide. */
#define MAX_DISP UINT16_MAX

static void *zeroed(const char *who, size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size);
	if (p == NULL) {
		fprintf(stderr, "%s: out of memory\n", who);
		exit(1);
	}
	return p;
}

/* Puts the hashes members[0 … m) into free slots with one displacement. */
static void place(const char *who, const uint32_t *hashes, const uint32_t *members, uint32_t m,
    struct mkhash *ret, uint32_t bucket)
{
	for (uint32_t d = 0; d <= MAX_DISP; d++) {
		uint32_t k = 0;
		for (; k < m; k++) {
			uint32_t s = lang_hash_slot(hashes[members[k]], d, ret->n_slots);
			if (ret->slots[s] != 0)
				break;
			ret->slots[s] = members[k] + 1;
		}
		if (k == m) {
			ret->disp[bucket] = (uint16_t)d;
			return;
		}
		while (k-- > 0)
			ret->slots[lang_hash_slot(hashes[members[k]], d, ret->n_slots)] = 0;
	}
	fprintf(stderr, "%s: no perfect hash found; two texts alike?\n", who);
	exit(1);
}

/* Buckets are filled largest first. */
void mkhash_build(
    const char *who, const uint32_t *hashes, uint32_t n, uint32_t n_slots, struct mkhash *ret)
{
	uint32_t n_buckets = 256;
	while (n_buckets < n / 2)
		n_buckets *= 2;
	if (n_slots == 0)
		for (n_slots = 1024; n_slots < 2 * n;)
			n_slots *= 2;
	*ret = (struct mkhash){.n_buckets = n_buckets,
	    .n_slots = n_slots,
	    .disp = zeroed(who, n_buckets, sizeof(*ret->disp)),
	    .slots = zeroed(who, n_slots, sizeof(*ret->slots))};
	/* The hashes by bucket: bucket b has members[first[b] … first[b + 1]). */
	uint32_t *first = zeroed(who, n_buckets + 1, sizeof(*first));
	uint32_t *members = zeroed(who, n, sizeof(*members));
	uint32_t *filled = zeroed(who, n_buckets, sizeof(*filled));
	uint32_t most = 0;
	for (uint32_t i = 0; i < n; i++)
		first[(hashes[i] & (n_buckets - 1)) + 1]++;
	for (uint32_t b = 0; b < n_buckets; b++) {
		most = first[b + 1] > most ? first[b + 1] : most;
		first[b + 1] += first[b];
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t b = hashes[i] & (n_buckets - 1);
		members[first[b] + filled[b]++] = i;
	}
	for (uint32_t size = most; size > 0; size--)
		for (uint32_t b = 0; b < n_buckets; b++)
			if (filled[b] == size)
				place(who, hashes, members + first[b], size, ret, b);
	free(first);
	free(members);
	free(filled);
}

void mkhash_write(FILE *f, const struct mkhash *h, const char *prefix, const char *storage,
    const uint32_t *values)
{
	fprintf(f, "%s uint16_t %s_disp[] = {", storage, prefix);
	for (uint32_t i = 0; i < h->n_buckets; i++)
		fprintf(f, "%s%u,", i % 16 == 0 ? "\n" : "", (unsigned)h->disp[i]);
	fprintf(f, "\n};\n%s uint16_t %s_slots[] = {", storage, prefix);
	for (uint32_t i = 0; i < h->n_slots; i++) {
		uint32_t v = h->slots[i];
		fprintf(f, "%s%u,", i % 16 == 0 ? "\n" : "",
		    v != 0 && values != NULL ? values[v - 1] : v);
	}
	fprintf(f, "\n};\n%s uint32_t %s_n_slots = %uu, %s_n_buckets = %uu;\n", storage, prefix,
	    h->n_slots, prefix, h->n_buckets);
}

void mkhash_free(struct mkhash *h)
{
	free(h->disp);
	free(h->slots);
}
