/* SPDX-License-Identifier: MIT */
/* Any bytes in any charset: what comes out is UTF-8, and leads back into them.
 * The first byte chooses the charset, the rest is the text. */
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"
#include "source/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const labels[] = {"", "utf-8", "latin1", "windows-1251", "gbk", "big5",
	    "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp", "iso-2022-kr", "koi8-r", "unknown"};
	if (size == 0)
		return 0;
	struct arena arena = {0};
	struct decoded d = {.arena = &arena};
	struct charset_report r;
	struct dl_str s = {(const char *)data + 1, size - 1};
	charset_decode(&d, str_of(labels[data[0] % (sizeof(labels) / sizeof(*labels))]), s, 0, &r);
	struct dl_str text = decoded_text(&d);
	struct origin o = decoded_origin(&d);
	if (d.failed != DL_OK || utf8_valid(text) != text.n || r.bad > s.n || r.used == NULL)
		abort();
	uint32_t before = 0;
	for (uint32_t i = 0; i < text.n; i++) {
		struct dl_span raw = origin_span(&o, (struct dl_span){i, i + 1});
		if (raw.start < before || raw.end > s.n || raw.start > raw.end)
			abort();
		before = raw.start;
	}
	struct text_doc doc = {
	    .raw = {(const char *)data, size}, .source = {(const char *)data, size}};
	if (charset_read(&arena, &doc, NULL) == 0 && doc.origin.n != 0 &&
	    utf8_valid(doc.source) != doc.source.n)
		abort();
	arena_free(&arena);
	return 0;
}
