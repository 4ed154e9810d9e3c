/* SPDX-License-Identifier: MIT */
#include "api/explain.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Column of the places of rows; longer lines push theirs to the right. */
#define PLACE_COLUMN 58
/* Deeper trees are cut; a window of tokens does not make one. */
#define DEPTH_MAX 16
/* Bytes of the lines that lead down to a node: five a level. */
#define STEM_MAX (DEPTH_MAX * 5 + 1)

/* In the order of enum when_join. */
static const char *const join_names[] = {"", "", "weekday join", "part of day join", "amount join",
    "clock join", "inside join", "year join", "recurrence join", "zone join", "mod join"};

static void put_indent(const struct explainer *x, const char *stem, bool first)
{
	if (first)
		explain_label(x, "tree");
	else
		explain_label(x, "");
	buf_z(x->out, stem);
}

/* Pads the line that began at byte `from` of the buffer to a column. */
static void pad(struct buf *b, size_t from, size_t column)
{
	size_t width =
	    b->failed != DL_OK ? column : utf8_count((struct dl_str){b->p + from, b->n - from});
	do
		buf_byte(b, ' ');
	while (++width < column);
}

/* One line: the row or the join, and the words. */
static void put_node(const struct explainer *x, const struct when_node *n, size_t line, bool root)
{
	struct buf *b = x->out;
	struct dl_str words = str_sub(x->parsed->doc.text, n->span);
	switch (n->join) {
	case WHEN_JOIN_ROW:
		buf_printf(b, "%s ", when_rule_name(n->row));
		explain_quote(b, words);
		pad(b, line, PLACE_COLUMN);
		buf_z(b, when_rule_place(n->row));
		break;
	case WHEN_JOIN_NUMBER:
		buf_z(b, "number ");
		explain_quote(b, words);
		break;
	default:
		buf_z(b, join_names[n->join]);
		if (root)
			break;
		buf_byte(b, ' ');
		explain_quote(b, words);
	}
	buf_byte(b, '\n');
}

/* The words that a zone or mod join adds to what is below it, without spaces
 * and signs around them. */
static struct dl_str added_words(
    const struct explainer *x, const struct when_node *n, const struct when_node *below)
{
	struct dl_span span = {n->span.start, below->span.start};
	if (n->join == WHEN_JOIN_ZONE)
		span = (struct dl_span){below->span.end, n->span.end};
	struct dl_str s = str_sub(x->parsed->doc.text, span);
	while (s.n != 0 && strchr(" -(\n", s.p[0]) != NULL)
		s = (struct dl_str){s.p + 1, s.n - 1};
	while (s.n != 0 && strchr(" -)\n", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

static void put_words(const struct explainer *x, const char *stem, bool last, struct dl_str words)
{
	put_indent(x, stem, false);
	buf_z(x->out, last ? "└─ " : "├─ ");
	explain_quote(x->out, words);
	buf_byte(x->out, '\n');
}

struct place {
	uint32_t node; /* counted from 1 */
	size_t depth;
	bool last; /* of its siblings */
};

static void put_tree(const struct explainer *x, const char *stem, struct place at)
{
	char below[STEM_MAX];
	if (at.node == 0 || at.depth == DEPTH_MAX)
		return;
	const struct when_node *n = &x->why->nodes[at.node - 1];
	bool root = at.depth == 0;
	size_t line = x->out->n;
	put_indent(x, stem, root);
	if (!root)
		buf_z(x->out, at.last ? "└─ " : "├─ ");
	put_node(x, n, line, root);
	size_t length = strlen(stem);
	memcpy(below, stem, length + 1);
	if (!root)
		strcpy(below + length, at.last ? "   " : "│  ");
	bool words = n->join == WHEN_JOIN_ZONE || n->join == WHEN_JOIN_MOD;
	if (words && n->left != 0 && n->join == WHEN_JOIN_MOD)
		put_words(x, below, false, added_words(x, n, &x->why->nodes[n->left - 1]));
	put_tree(x, below,
	    (struct place){n->left, at.depth + 1, n->join != WHEN_JOIN_ZONE && n->right == 0});
	if (words && n->left != 0 && n->join == WHEN_JOIN_ZONE)
		put_words(x, below, true, added_words(x, n, &x->why->nodes[n->left - 1]));
	put_tree(x, below, (struct place){n->right, at.depth + 1, true});
}

static void put_chain(const struct explainer *x, const char *name, uint32_t other)
{
	explain_label(x, name);
	explain_other(x, other);
	buf_byte(x->out, '\n');
}

void explain_tree(const struct explainer *x, uint32_t expr)
{
	const struct when_list *l = &x->parsed->list;
	const struct when_expr *e = &l->v[expr];
	if (expr < x->why->n_roots)
		put_tree(x, "", (struct place){x->why->roots[expr], 0, true});
	if (expr > 0 && l->v[expr - 1].range_end == expr)
		put_chain(x, "from", expr - 1);
	if (e->range_end != WHEN_NONE)
		put_chain(x, "to", e->range_end);
	if (expr > 0 && l->v[expr - 1].list_next == expr)
		put_chain(x, "after", expr - 1);
	if (e->list_next != WHEN_NONE)
		put_chain(x, "and", e->list_next);
}
