/* SPDX-License-Identifier: MIT */
/* Readers: bytes of a source type → a document. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include <dateline/base.h>

#include "text/doc.h"

struct source_reader {
	const char *name;	    /* "text", "markdown", "html": as --from takes it */
	const char *const *aliases; /* other names that --from takes; ends with NULL */
	const char *media_type;
	const char *const *extensions; /* without dot, ends with NULL */
	const char *summary;	       /* for --help */
	/* How sure the content itself makes us, 0-100. head: the first 4 KiB. */
	int (*sniff)(struct dl_str head);
	bool decodes; /* the source is any bytes; the reader makes source and origin itself */
	/* ret->path, ret->raw and ret->source are set by the caller, and so are origin
	 * and encoding where the source had to be decoded; everything else lives in the
	 * arena. A reader that decodes more itself (the parts of a mail) puts source and
	 * origin anew. Fails with DL_NOMEM, DL_ENCODING, DL_SYNTAX, DL_LIMIT. */
	int (*read)(struct arena *, struct text_doc *ret, struct dl_error *reterr);
};

/* All of them, ends with NULL. */
extern const struct source_reader *const source_readers[];

/* from: a name, or empty for content and path. Never NULL for an empty from
 * (prose is the fallback); NULL when from names no reader. */
const struct source_reader *source_find(
    struct dl_str from, struct dl_str path, struct dl_str source);

/* "text, markdown or html": what from can be, for messages; cut if out is short. */
#define SOURCE_NAMES_MAX 120
void source_names(char *out, size_t size);

/* Finds the reader, decodes what is no UTF-8 (source/charset.h), checks (text_check()) and reads;
 * ret->path and ret->source are set, and the lines are indexed. A source without a byte is a
 * document without a block. Fails as the reader, as text_check(), with DL_USAGE when from names no
 * reader, and with DL_UNSUPPORTED for what is recognised but has no reader in this build (mail,
 * PDF, …). */
int source_read(struct arena *, struct dl_str from, struct dl_str path, struct dl_str source,
    struct text_doc *ret, struct dl_error *reterr);

#endif
