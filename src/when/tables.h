/* SPDX-License-Identifier: MIT */
/* The tables made by mklang; when/tables.c holds them. */
#ifndef WHEN_TABLES_H
#define WHEN_TABLES_H

#include "when/phrase.h"

extern const uint16_t lang_disp[], lang_slots[];
extern const uint32_t lang_filter[];
extern const uint8_t lang_kinds[256]; /* enum lex_byte */
extern const uint32_t lang_n_slots, lang_n_buckets;
extern const struct lex_word lang_words[];
extern const struct phrase_edge lang_edges[];
extern const struct phrase_node lang_nodes[];
extern const struct phrase_row lang_rows[]; /* 1-based */
extern const uint16_t lang_n_rows;
extern const uint8_t lang_signs[128]; /* ASCII sign → literal */

#endif
