/* SPDX-License-Identifier: MIT */
#include "emit/emit.h"
#include "emit/json.h"

int ndjson_write(const struct dl_calendar *c, struct out *out, struct dl_error *reterr)
{
	for (size_t i = 0; i < c->n_events; i++) {
		if (event_json_write(&c->events[i], &out->buf, reterr) < 0)
			return -1;
		buf_byte(&out->buf, '\n');
		if (out_flush(out, reterr) < 0)
			return -1;
	}
	return 0;
}

static int emit(const struct dl_calendar *c, struct dl_sink *sink, struct dl_error *reterr)
{
	return out_run(ndjson_write, c, NULL, sink, reterr);
}

const struct dl_emitter emit_ndjson = {"ndjson", "application/x-ndjson; charset=utf-8", "ndjson",
    "normalised events, one JSON object a line", emit};
