/* SPDX-License-Identifier: MIT */
/* What `extract` writes where, decided before anything is read. */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include <dateline/emit.h>

#include "cli/opts.h"

#include <sys/types.h>

/* More formats than there are would name one twice. */
#define FORMATS_MAX 16

enum where { TO_STDOUT, TO_FILE, TO_FOLDER };

struct file_id {
	dev_t device;
	ino_t inode;
};

struct plan {
	const struct dl_emitter *formats[FORMATS_MAX];
	size_t n_formats;
	enum where where;
	const char *path;	/* of the file or folder */
	struct file_id *inputs; /* none of them may be written over; sorted */
	size_t n_inputs;
};

/* From --to and --output. -1 after a message. */
int plan_make(const struct args *, struct plan *ret);
/* Looks at the names of inputs and outputs. Returns 0, or the exit code after a
 * message. */
int plan_check(struct plan *, char **files);
void plan_free(struct plan *);

/* Where the output of an input goes, a buffer of PATH_MAX bytes. Returns 0, or the
 * exit code after a message. */
int plan_path(const struct plan *, const struct dl_emitter *, const char *input, char *ret);

bool plan_is(const struct dl_emitter *, const char *name);

/* "docs/spring.md" → "spring"; ".notes" stays. */
struct dl_str plan_base_name(const char *path);

#endif
