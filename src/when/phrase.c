/* SPDX-License-Identifier: MIT */
/* A walk over the trie of all rows: each token takes the edges of its classes
 * and of its literal. Leftmost is the caller's part; longest, then first in
 * file, is decided here. Edges are looked up, not gone through, so that a walk
 * costs the same whatever the number of rows; tokens have at most a handful of
 * edges that fit, and rows are short, so it is bounded by the shape of the rows,
 * never by the text. */
#include "when/phrase.h"

#include "base/eight.h"
#include "when/tables.h"

struct walk {
	const struct lexicon *lexicon;
	const struct lex_token *tokens;
	size_t n;
	int8_t classes[PHRASE_MAX];
	size_t best_n;
	uint16_t best_row;
	struct value values[2]; /* the best, and one being made */
	unsigned best;
};

static void accept(struct walk *w, size_t depth, uint16_t row)
{
	if (depth < w->best_n || (depth == w->best_n && row > w->best_row))
		return;
	struct match m = {w->tokens, w->classes, depth, lang_rows[row].arg};
	struct value *v = &w->values[1 - w->best];
	*v = (struct value){.kind = VALUE_NONE};
	if (!lang_rows[row].produce(&m, v))
		return;
	v->latent = v->latent || lang_rows[row].latent;
	v->history = lang_rows[row].history;
	if (lang_rows[row].typed)
		v->ends = VALUE_ENDS_TEXT;
	for (size_t i = 0; i < depth && !v->small; i++)
		v->small = w->classes[i] >= 0 &&
			   lex_is_small(&w->tokens[i], (enum lex_class)w->classes[i]);
	w->best = 1 - w->best;
	w->best_n = depth;
	w->best_row = row;
}

/* Classes of one token; more than a word's senses and a number's shapes. */
#define FITS_MAX 16

/* The edge of a literal, which the node has or not. */
static const struct phrase_edge *find_literal(
    const struct phrase_edge *edges, size_t n, uint16_t literal)
{
	size_t low = 0;
	while (low < n) {
		size_t mid = low + (n - low) / 2;
		if (edges[mid].literal < literal)
			low = mid + 1;
		else
			n = mid;
	}
	return edges + low;
}

/* Edges that a token can take, in the order of the language files. */
static size_t fitting(const struct phrase_edge *edges, const struct phrase_node *at,
    const struct lex_token *t, const struct phrase_edge *ret[FITS_MAX])
{
	edges += at->first;
	size_t n = 0;
	for (uint64_t fits = t->mask & at->classes; fits != 0 && n + 1 < FITS_MAX;
	     fits &= fits - 1) {
		uint64_t below = (fits & -fits) - 1;
		ret[n++] = edges + bits_count(at->classes & below);
	}
	if (t->literal != 0 && (at->literals >> t->literal % 64 & 1) != 0) {
		edges += bits_count(at->classes);
		const struct phrase_edge *e = find_literal(edges, at->n_literals, t->literal);
		if (e < edges + at->n_literals && e->literal == t->literal)
			ret[n++] = e;
	}
	for (size_t i = 1; i < n; i++) {
		const struct phrase_edge *e = ret[i];
		size_t k = i;
		for (; k > 0 && ret[k - 1]->order > e->order; k--)
			ret[k] = ret[k - 1];
		ret[k] = e;
	}
	return n;
}

static void step(struct walk *w, uint16_t node, size_t depth)
{
	const struct phrase_node *at = &w->lexicon->nodes[node];
	if (at->row != 0)
		accept(w, depth, at->row);
	if (depth == w->n || depth == PHRASE_MAX)
		return;
	const struct phrase_edge *fits[FITS_MAX];
	size_t n = fitting(w->lexicon->edges, at, &w->tokens[depth], fits);
	for (size_t i = 0; i < n; i++) {
		w->classes[depth] = fits[i]->class;
		step(w, fits[i]->target, depth + 1);
	}
}

size_t phrase_match(const struct lexicon *lexicon, const struct lex_token *tokens, size_t n,
    struct value *ret, uint16_t *ret_row)
{
	struct walk w;
	w.lexicon = lexicon;
	w.tokens = tokens;
	w.n = n;
	w.best_n = w.best_row = 0;
	w.best = 0;
	step(&w, 0, 0);
	if (w.best_n == 0)
		return 0;
	*ret = w.values[w.best];
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
