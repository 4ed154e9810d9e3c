/* SPDX-License-Identifier: MIT */
/* The time expressions of JSON lines: the whole program beside wc and grep, the
 * stages by themselves, and texts made to be slow. Prints; leaves the process
 * with a message when something cannot be done. */
#ifndef TESTS_BENCH_SPEED_H
#define TESTS_BENCH_SPEED_H

#include <stddef.h>

/* program: the built dateline; megabytes: of each generated file; samples: files
 * of our own, repeated. Files are made in a temporary folder that goes again. */
void bench_speed(const char *program, size_t megabytes, char **samples);
void bench_worst(void);
/* Events: a stream of so many megabytes of mixed documents, and large files
 * (extract.c). */
void bench_extract(const char *program, size_t megabytes);

/* CPU seconds of this process so far. */
double bench_cpu(void);

#endif
