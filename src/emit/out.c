/* SPDX-License-Identifier: MIT */
#include "base/err.h"
#include "emit/emit.h"

/* Some hundred events a write: memory stays flat however long the calendar. */
#define CHUNK ((size_t)64 * 1024)

int out_finish(struct out *out, struct dl_error *reterr)
{
	if (buf_check(&out->buf, reterr) < 0)
		return -1;
	if (out->buf.n != 0 && out->sink->write(out->sink->ctx, out->buf.p, out->buf.n) != 0)
		return fail(reterr, DL_IO, "the output could not be written");
	buf_clear(&out->buf);
	return 0;
}

int out_flush(struct out *out, struct dl_error *reterr)
{
	if (out->buf.failed == DL_OK && out->buf.n < CHUNK)
		return 0;
	return out_finish(out, reterr);
}

void out_settle(struct buf *out, struct buf *scratch)
{
	if (scratch->failed != DL_OK && out->failed == DL_OK)
		out->failed = scratch->failed;
	buf_clear(scratch);
}

int out_run(out_writer *write, const struct dl_calendar *calendar, const struct dl_alloc *alloc,
    struct dl_sink *sink, struct dl_error *reterr)
{
	struct out out = {.buf = {.alloc = alloc}, .sink = sink};
	int rc = write(calendar, &out, reterr);
	if (rc == 0)
		rc = out_finish(&out, reterr);
	buf_free(&out.buf);
	return rc;
}
