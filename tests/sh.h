/* SPDX-License-Identifier: MIT */
/* For tests that run programs: a shell command with its output and exit code,
 * and a folder to work in. All of them fail the test when they cannot. */
#ifndef TESTS_SH_H
#define TESTS_SH_H

#include <stddef.h>

struct sh {
	int code;	 /* exit code; 128 + n: ended by signal n */
	char out[16384]; /* what it printed, standard error as well; NUL-terminated, cut */
};

/* Runs a command, printf-style, with /bin/sh in the current folder. */
struct sh sh(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A new empty folder; its path lives until the next call. */
const char *sh_folder_new(void);
/* Removes it with all that is in it. */
void sh_folder_remove(const char *path);

/* The folder of build products, an absolute path: where dateline lies. */
const char *sh_build(void);

#endif
