/* SPDX-License-Identifier: MIT */
/* Perfect hashes for the host programs: hash and displace, as lang/hash.h looks
 * them up. */
#ifndef LANG_MKHASH_H
#define LANG_MKHASH_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct mkhash {
	uint32_t n_buckets, n_slots; /* n_buckets: a power of two */
	uint16_t *disp;		     /* by bucket */
	uint32_t *slots;	     /* index of the hash there, from 1; 0: empty */
};

/* A slot of its own for each of n hashes, at most 65535, all different. Ends the
 * program, as who, where none is found. n_slots 0: a power of two, at most half full. */
void mkhash_build(
    const char *who, const uint32_t *hashes, uint32_t n, uint32_t n_slots, struct mkhash *ret);
/* Writes PREFIX_disp[], PREFIX_slots[], PREFIX_n_slots and PREFIX_n_buckets, each
 * after storage ("static const"), with values[i] for slot content i + 1 and 0 for
 * an empty one; values NULL: i + 1. */
void mkhash_write(
    FILE *, const struct mkhash *, const char *prefix, const char *storage, const uint32_t *values);
void mkhash_free(struct mkhash *);

#endif
