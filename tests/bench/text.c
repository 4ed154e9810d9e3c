/* SPDX-License-Identifier: MIT */
#include "bench/text.h"

#include <stdlib.h>
#include <string.h>

#include "bench/writer.h"

struct dl_str bench_document(enum bench_kind kind, uint32_t *random, size_t size)
{
	struct writer w = {.p = malloc(size + WRITER_MOST), .random = *random};
	for (unsigned i = 1; w.p != NULL && w.n < size; i++) {
		writer_sentence(&w, kind == BENCH_DENSE || i % 6 == 0);
		if (i % (kind == BENCH_DENSE ? 3 : 6) == 0) {
			w.n--;
			writer_put(&w, "\n\n");
		}
	}
	*random = w.random;
	return (struct dl_str){w.p, w.p == NULL ? 0 : w.n};
}

bool bench_line(FILE *f, unsigned n, const char *format, struct dl_str text)
{
	fprintf(f, "{\"id\":%u,\"dct\":\"2026-11-23\",", n);
	if (format != NULL)
		fprintf(f, "\"format\":\"%s\",", format);
	fputs("\"text\":\"", f);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			fputs("\\n", f);
		else if ((unsigned char)text.p[i] < 0x20)
			fprintf(f, "\\u%04x", text.p[i]);
		else {
			if (text.p[i] == '"' || text.p[i] == '\\')
				fputc('\\', f);
			fputc(text.p[i], f);
		}
	fputs("\"}\n", f);
	return ferror(f) == 0;
}
