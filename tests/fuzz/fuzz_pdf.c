/* SPDX-License-Identifier: MIT */
/* Any bytes as the text of a PDF file: what holds for every document holds for this one. */
#include <stdlib.h>

#include "blocks.h"
#include "source/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct text_doc doc;
	struct dl_str source = {(const char *)data, size};
	if (source_read(&arena, STR("pdf"), STR("fuzz"), source, &doc, NULL) == 0 &&
	    blocks_fault(&doc) != NULL)
		abort();
	arena_free(&arena);
	return 0;
}
