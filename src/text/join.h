/* SPDX-License-Identifier: MIT */
/* Documents one after the other as one: the parts of a mail, the text between
 * its quotations. Each was read by a reader of its own. */
#ifndef TEXT_JOIN_H
#define TEXT_JOIN_H

#include "base/arena.h"
#include "text/doc.h"

struct text_join {
	struct arena *arena;
	struct text_doc *doc;
	enum dl_status failed; /* DL_OK, DL_NOMEM or DL_LIMIT: the first failure is kept */
	struct decoded source;
	char *text;
	size_t n_text, cap_text;
	struct text_piece *pieces;
	size_t n_pieces, cap_pieces, cap_blocks, cap_links, cap_times;
	struct text_fact *facts;
	struct text_record *records;
	size_t cap_facts, cap_records;
	uint32_t tables, groups; /* numbers given so far */
};

/* doc->path and doc->raw are set; max: bytes of source that all may have, 0: as
 * many as there can be. */
void text_join_begin(struct text_join *, struct arena *, struct text_doc *, size_t max);
/* Appends a document. Byte i of its source is byte from + i of what over leads from,
 * into doc->raw; over may be empty. Nothing of it need live on. Title, language and publication are
 * those of the first that says. */
void text_join_add(
    struct text_join *, const struct text_doc *, const struct origin *over, uint32_t from);
/* Hands it over: 0, or -1 with DL_NOMEM or DL_LIMIT. */
int text_join_finish(struct text_join *, struct dl_error *reterr);

#endif
