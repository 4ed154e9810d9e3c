/* SPDX-License-Identifier: MIT */
/* Text to measure with: the same each time, made of words of our own. */
#ifndef TESTS_BENCH_TEXT_H
#define TESTS_BENCH_TEXT_H

#include <dateline/base.h>

#include <stdio.h>

/* What a generated text is like. */
enum bench_kind {
	BENCH_PROSE, /* a time expression in some eighty words, as in news and reports */
	BENCH_DENSE  /* one in ten, as in programmes and chronologies */
};

/* A document of size bytes and a little more, from *random on. */
struct dl_str bench_document(enum bench_kind, uint32_t *random, size_t size);
/* A line of JSON: {"id":n,"text":…}. False: it could not be written. */
bool bench_line(FILE *, unsigned n, struct dl_str text);

#endif
