/* SPDX-License-Identifier: MIT */
/* Tokens → values, by the rows of the language files. */
#ifndef WHEN_PHRASE_H
#define WHEN_PHRASE_H

#include "when/lex.h"
#include "when/value.h"

/* A row that matched, as its production sees it. */
struct match {
	const struct lex_token *tokens; /* of the row, in order */
	const int8_t *classes;		/* what each stood for; -1: a literal */
	size_t n;
	int arg; /* of the row: "unit.offset:1" */
};

/* Makes the value; false: not this after all (31 February). */
typedef bool produce_fn(const struct match *, struct value *ret);

struct phrase_edge {
	int8_t class; /* -1: literal */
	uint16_t literal;
	uint16_t target;
	uint16_t order; /* among the node's edges, in the language files */
};
/* Its edges: those of classes by class, then those of literals by literal. */
struct phrase_node {
	uint64_t classes;  /* that it has edges for */
	uint64_t literals; /* bits of literal % 64 that it has edges for */
	uint16_t first, n_literals;
	uint16_t row; /* that ends here; 0: none */
};
struct phrase_row {
	const char *name, *place; /* "en.date.mdy", "en.lang:41" */
	produce_fn *produce;
	int arg;
	bool latent, history, typed; /* mklang.c */
};

/* Longest row of the language files, in tokens. */
#define PHRASE_MAX 24

/* The longest row that matches at tokens[0] and whose production agrees.
 * Returns how many tokens it takes, 0: none. */
size_t phrase_match(const struct lexicon *, const struct lex_token *tokens, size_t n,
    struct value *ret, uint16_t *ret_row);

/* The nth token that stood for a class: its value; absent: def. */
int32_t match_value(const struct match *, enum lex_class, size_t nth, int32_t def);
const struct lex_token *match_token(const struct match *, enum lex_class, size_t nth);

#endif
