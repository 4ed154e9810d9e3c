/* SPDX-License-Identifier: MIT */
/* The way back from bytes that had to be decoded (a charset, a transfer
 * encoding, the quotes of a CSV cell) to the bytes as they were read. */
#ifndef TEXT_ORIGIN_H
#define TEXT_ORIGIN_H

#include <dateline/base.h>

#include "base/arena.h"

/* From decoded offset at on, unit bytes stand for raw_unit bytes from raw on, the
 * next unit bytes for the raw_unit bytes after those, and so on until the next
 * piece: ASCII in UTF-16 is 1 for 2, a line of base64 is 3 for 4, a run of plain
 * text is 1 for 1. raw_unit 0: made up, nothing stands for them. */
struct origin_piece {
	uint32_t at, raw;
	uint16_t unit, raw_unit;
};

/* Sorted by at; the first has at 0. n 0: nothing was decoded, an offset is itself. */
struct origin {
	const struct origin_piece *v;
	size_t n;
};

/* The raw byte at which the unit that holds decoded byte at begins. */
uint32_t origin_start(const struct origin *, uint32_t at);
/* Just after the raw bytes of the unit that holds decoded byte at - 1; for 0 as
 * origin_start(). */
uint32_t origin_end(const struct origin *, uint32_t at);
/* Both; never backwards. */
struct dl_span origin_span(const struct origin *, struct dl_span);

/* How decoded bytes are collected. The first failure is kept, everything after
 * it is ignored. Zero it and set arena; over may be set to the origin of the
 * bytes that are decoded here, if they were decoded from others themselves. */
struct decoded {
	struct arena *arena;
	const struct origin *over;
	enum dl_status failed; /* DL_OK, DL_NOMEM, or DL_LIMIT (over max) */
	size_t max;	       /* bytes; 0: TEXT_MAX */
	char *text;
	size_t n, cap;
	struct origin_piece *pieces;
	size_t n_pieces, cap_pieces;
};

/* Appends bytes, each of which stands for the byte from + its index. */
void decoded_run(struct decoded *, struct dl_str, uint32_t from);
/* Appends bytes that together stand for from..to; at most 65535 of either. */
void decoded_unit(struct decoded *, struct dl_str, uint32_t from, uint32_t to);
/* Appends what was decoded elsewhere, with its way back (into the raw bytes). */
void decoded_append(struct decoded *, struct dl_str, const struct origin *);
struct dl_str decoded_text(const struct decoded *);
struct origin decoded_origin(const struct decoded *);

#endif
