/* SPDX-License-Identifier: MIT */
/* What the writers share: the way out, and each other. */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include <dateline/emit.h>

#include "base/buf.h"

extern const struct dl_emitter emit_ics, emit_json, emit_atom, emit_html, emit_ndjson, emit_csv,
    emit_table;

/* Bytes on their way to a sink: collected in buf, handed on in chunks. */
struct out {
	struct buf buf;
	struct dl_sink *sink;
};

/* Hands the bytes to the sink once there are enough of them. Fails with DL_IO,
 * and with what happened to the buffer (DL_NOMEM, DL_LIMIT). */
int out_flush(struct out *, struct dl_error *reterr);

/* Hands on what is there. Fails alike. */
int out_finish(struct out *, struct dl_error *reterr);

/* Empties a buffer that held a value in the making; had it failed, out has. */
void out_settle(struct buf *out, struct buf *scratch);

/* A writer appends to out->buf and calls out_flush() now and then. */
typedef int out_writer(const struct dl_calendar *, struct out *, struct dl_error *reterr);

/* Runs a writer to the end of its output. alloc NULL: the C library's; the
 * libraries underneath use that anyway. Fails as the writer and out_flush(). */
int out_run(out_writer *, const struct dl_calendar *, const struct dl_alloc *, struct dl_sink *,
    struct dl_error *reterr);

/* The writers behind the emitters: for tests with an allocator of their own. */
out_writer ics_write, jsonfeed_write, atom_write, html_write, ndjson_write, csv_write, table_write;

#endif
