/* SPDX-License-Identifier: MIT */
/* Any bytes as a page that states events: in JSON-LD, in the attributes of its
 * elements. The first byte says which of them stand around the rest. */
#include <stdlib.h>

#include "base/buf.h"
#include "blocks.h"
#include "source/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const around[][2] = {
	    {"<script type=\"application/ld+json\">", "</script>"},
	    {"<script type=\"application/ld+json\">{\"@type\":\"Event\",", "}</script>"},
	    {"<div itemscope itemtype=\"https://schema.org/Event\">", "</div>"},
	    {"<div class=\"h-event\">", "</div>"}};
	struct arena arena = {0};
	struct text_doc doc;
	struct buf page = {.alloc = NULL};
	if (size == 0)
		return 0;
	buf_z(&page, around[data[0] % 4][0]);
	buf_add(&page, (struct dl_str){(const char *)data + 1, size - 1});
	buf_z(&page, around[data[0] % 4][1]);
	if (source_read(&arena, STR("html"), STR("fuzz"), buf_str(&page), &doc, NULL) == 0 &&
	    blocks_fault(&doc) != NULL)
		abort();
	buf_free(&page);
	arena_free(&arena);
	return 0;
}
