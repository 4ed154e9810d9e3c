/* SPDX-License-Identifier: MIT */
/* A walk over the trie of all rows: each token takes the edges of its classes
 * and of its literal. Leftmost is the caller's part; longest, then first in
 * file, is decided here. Tokens have at most a handful of edges that fit, and
 * rows are short, so the walk is bounded by the shape of the rows, never by
 * the text. */
#include "when/phrase.h"

#include "when/tables.h"

struct walk {
	const struct lex_token *tokens;
	size_t n;
	int8_t classes[PHRASE_MAX];
	size_t best_n;
	uint16_t best_row;
	struct value best;
};

static void accept(struct walk *w, size_t depth, uint16_t row)
{
	if (depth < w->best_n || (depth == w->best_n && row > w->best_row))
		return;
	struct match m = {w->tokens, w->classes, depth, lang_rows[row].arg};
	struct value v = {.kind = VALUE_NONE};
	if (!lang_rows[row].produce(&m, &v))
		return;
	v.latent = v.latent || lang_rows[row].latent;
	v.history = lang_rows[row].history;
	w->best = v;
	w->best_n = depth;
	w->best_row = row;
}

static void step(struct walk *w, uint16_t node, size_t depth)
{
	const struct phrase_node *at = &lang_nodes[node];
	if (at->row != 0)
		accept(w, depth, at->row);
	if (depth == w->n || depth == PHRASE_MAX)
		return;
	const struct lex_token *t = &w->tokens[depth];
	for (size_t i = 0; i < at->n_edges; i++) {
		const struct phrase_edge *e = &lang_edges[at->first + i];
		bool fits = e->class >= 0 ? (t->mask >> e->class & 1) != 0
					  : t->literal != 0 && t->literal == e->literal;
		if (!fits)
			continue;
		w->classes[depth] = e->class;
		step(w, e->target, depth + 1);
	}
}

size_t phrase_match(const struct lex_token *tokens, size_t n, struct value *ret, uint16_t *ret_row)
{
	struct walk w = {.tokens = tokens, .n = n};
	step(&w, 0, 0);
	if (w.best_n == 0)
		return 0;
	*ret = w.best;
	*ret_row = w.best_row;
	return w.best_n;
}

const struct lex_token *match_token(const struct match *m, enum lex_class class, size_t nth)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->classes[i] == (int8_t) class && nth-- == 0)
			return &m->tokens[i];
	return NULL;
}

int32_t match_value(const struct match *m, enum lex_class class, size_t nth, int32_t def)
{
	const struct lex_token *t = match_token(m, class, nth);
	return t == NULL ? def : lex_value(t, class);
}
