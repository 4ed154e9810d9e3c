/* SPDX-License-Identifier: MIT */
/* Programs that are measured as a whole, and the files they read. */
#ifndef TESTS_BENCH_PROCESS_H
#define TESTS_BENCH_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define MEGABYTE   1e6
#define BENCH_PATH 600

/* Leaves with a message unless it holds. */
void bench_must(bool holds, const char *what);
/* v is sorted. */
double bench_median(double *v, size_t n);

struct bench_run {
	double cpu, wall; /* seconds; cpu: user and system, of all threads */
	double megabytes; /* resident at most */
};

/* A program with a file as its input, and nothing made of its output. What this
 * process holds when it starts one counts as resident in it, too. */
struct bench_run bench_run(const char *const *args, const char *input);

/* A new folder for temporary files, and the path of a file in it. */
void bench_file(char path[BENCH_PATH], const char *name);
void bench_file_remove(const char *path); /* the folder, too */
FILE *bench_create(const char *path);

#endif
