/* SPDX-License-Identifier: MIT */
/* How a reader makes a document: it appends bytes of the source, or characters
 * that stand for some of them, opens and closes blocks around them, and checks
 * once, at the end. The first failure is kept and everything after it is
 * ignored.
 *
 * Struck words: markup strikes out what is superseded ("~~Monday~~ Tuesday"),
 * and a superseded date must not be read as a valid one. A block that is struck
 * as a whole keeps its text and says so (struct text_block.struck); struck words
 * inside a block that stands are left out of the text, and the map goes on
 * behind them. */
#ifndef TEXT_BUILDER_H
#define TEXT_BUILDER_H

#include "base/arena.h"
#include "text/doc.h"

enum text_style { TEXT_STRUCK, TEXT_STRONG, TEXT_STYLES };

struct text_range {
	uint32_t start, end;
	uint32_t before; /* bytes of the ranges before this one */
};

struct text_ranges {
	struct text_range *v;
	size_t n, cap;
	unsigned depth; /* markup that is open: nested, so a number */
};

struct text_builder {
	struct arena *arena;
	struct text_doc *doc;
	enum dl_status failed; /* DL_OK, DL_NOMEM or DL_LIMIT */

	struct dl_str borrowed; /* p not NULL: the text is the source */
	char *text;
	size_t n, cap;
	struct text_piece *pieces;
	size_t n_pieces, cap_pieces;
	size_t cap_blocks, cap_links, cap_times;

	/* What the next block gets; the reader changes it as it goes. */
	bool furniture;
	uint32_t group;
	uint32_t n_tables; /* numbered so far */
	/* Columns at which the source wraps its lines (lines_wrap()); 0: never. */
	uint32_t wrap;

	/* The open block. */
	bool open;
	struct text_block now; /* kind, level, row … are the reader's to change until it closes */
	size_t first_piece, first_link, first_time;
	struct text_ranges styles[TEXT_STYLES];
	struct dl_str url; /* of the link that is open; p NULL: none */
	uint32_t url_from;
	struct dl_str datetime; /* of the time element that is open; p NULL: none */
	uint32_t datetime_from;
};

/* Starts a document; doc->path and doc->source are set. */
void text_begin(struct text_builder *, struct arena *, struct text_doc *);

/* Makes the source the text, byte for byte; nothing can be appended then. It
 * has to be clean (text/clean.h). */
void text_borrow(struct text_builder *);
/* Appends bytes from..to of the source, cleaned (text/clean.h). */
void text_add(struct text_builder *, uint32_t from, uint32_t to);
/* Appends bytes that stand for source bytes from..to: a decoded entity, a line
 * break; to == from if they stand for none. Cleaned too. */
void text_put(struct text_builder *, struct dl_str, uint32_t from, uint32_t to);

/* Opens a block; closes one that is open. */
void text_open(struct text_builder *, enum text_kind);
/* Closes the open block, if one is: white space goes off both ends, and a block
 * without text vanishes. A paragraph, item, quote or cell whose lines are
 * entries of their own becomes several blocks (text/lines.h). */
void text_close(struct text_builder *);
/* Adds a finished block whose span is of text that is there already. */
void text_add_block(struct text_builder *, const struct text_block *);
/* The same, but the span has lines, and becomes several blocks if they are
 * entries of their own, as in text_close(). */
void text_add_lines(struct text_builder *, const struct text_block *);

/* Markup of a style begins (on) or ends. */
void text_style(struct text_builder *, enum text_style, bool on);
/* A link begins (url.p not NULL, lives as long as the arena) or ends. It is
 * recorded once for each block that it has text in. */
void text_set_link(struct text_builder *, struct dl_str url);
void text_set_time(struct text_builder *, struct dl_str datetime); /* the same for a time element */

/* Records the addresses that stand in the text itself ("https://…"), hands
 * everything over to doc and says whether it went well: 0, or -1 with DL_NOMEM
 * or DL_LIMIT (the text outgrew its offsets). */
int text_finish(struct text_builder *, struct dl_error *reterr);

#endif
