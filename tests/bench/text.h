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
/* A document as offices, societies and papers publish them (mixed.c); *ret_format
 * is what it is written in, for bench_line(). */
struct dl_str bench_mixed(uint32_t *random, const char **ret_format);
/* The same of one format, of size bytes and a little more. */
struct dl_str bench_large(uint32_t *random, const char *format, size_t size);
/* A line of JSON: {"id":n,"format":…,"text":…}; format NULL: left out. False: it could
 * not be written. */
bool bench_line(FILE *, unsigned n, const char *format, struct dl_str text);

#endif
