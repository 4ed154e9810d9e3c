/* SPDX-License-Identifier: MIT */
/* The files that a source section names. */
#ifndef FEED_INPUT_H
#define FEED_INPUT_H

#include "base/arena.h"
#include "feed/conf.h"

struct input_file {
	struct dl_str path;   /* relative to the root, or absolute: as people and events see it */
	struct dl_str opened; /* the same, from the current folder; NUL-terminated */
	struct dl_str name;   /* the path from the definition, or from the root, as the section
				 writes it; empty if the section names one file only */
	int64_t mtime;	      /* seconds since 1970 */
};

struct input_files {
	struct input_file *v; /* sorted by path */
	size_t n, cap;
};

/* Finds them: a relative name is looked for beside the definition first, then
 * from the root. '*', '?' and '[…]' in the last part of a name are patterns.
 * Sources without a section are source.* beside the definition, but for what
 * editors leave there (source.txt~). root ends with
 * a slash or is empty. Fails with DL_IO at the name if there is no such file,
 * with DL_DEFINITION and with DL_NOMEM. */
int input_find(struct arena *, struct dl_str root, const struct conf *, const struct conf_source *,
    struct input_files *ret, struct dl_error *reterr);

/* root + path, or path if that is absolute; NUL-terminated; p NULL: no memory. */
struct dl_str input_path(struct arena *, struct dl_str root, struct dl_str path);

#endif
