/* SPDX-License-Identifier: MIT */
/* Any bytes as a document: time expressions found, spans inside the text and
 * in order, whatever the text. The first byte chooses the options. */
#include <dateline/dateline.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "source/source.h"
#include "when/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct text_doc doc = {.path = STR("fuzz")};
	struct when_list list;
	struct dl_options o = {.from = STR("text")};
	if (size == 0)
		return 0;
	o.prefer = (enum dl_prefer)(data[0] & 3);
	o.day_order = (enum dl_day_order)((data[0] >> 2 & 3) % 3);
	o.ref = data[0] & 16 ? STR("2026-11-23T09:00") : STR("");
	struct dl_str text = {(const char *)data + 1, size - 1};
	if (source_read(&arena, o.from, STR("fuzz"), text, &doc, NULL) == 0 &&
	    when_find(&arena, &doc, &o, &list, NULL) == 0)
		for (size_t i = 0; i < list.n; i++) {
			const struct when_expr *e = &list.v[i];
			if (e->span.start >= e->span.end || e->span.end > doc.text.n ||
			    (i > 0 && e->span.start < list.v[i - 1].span.end) ||
			    (e->antecedent != WHEN_NONE && e->antecedent >= i) ||
			    (e->range_end != WHEN_NONE && e->range_end >= list.n))
				abort();
		}
	arena_free(&arena);
	return 0;
}
