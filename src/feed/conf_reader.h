/* SPDX-License-Identifier: MIT */
/* Between conf.c, which has values from libconfuse, and mean.c, which knows
 * what they may be. */
#ifndef FEED_CONF_READER_H
#define FEED_CONF_READER_H

#include "base/err.h"
#include "feed/conf.h"
#include "feed/scan.h"

struct conf_reader {
	struct arena *arena;
	struct conf *conf;
	struct scan scan;
	void *cfg;	  /* the section being read */
	uint32_t section; /* its number; 0: top level */
	enum conf_section kind;
	struct dl_error *err;
};

/* Offset in the definition of a value of the current section. */
uint32_t conf_place(const struct conf_reader *, const char *name, uint32_t index);
/* Fails at it. */
#define CONF_FAIL(r, name, index, ...)                                                             \
	fail_at((r)->err, DL_DEFINITION, (r)->conf->path, (r)->conf->text,                         \
	    conf_place(r, name, index), __VA_ARGS__)
int conf_fail_memory(struct conf_reader *);

/* The value of a key, trimmed, in the arena; *ret is left alone if it is not
 * set. An empty one fails. */
int conf_get(struct conf_reader *, const char *name, struct dl_str *ret);
int conf_get_list(struct conf_reader *, const char *name, struct dl_strs *ret);
/* The name of the current section. */
int conf_get_title(struct conf_reader *, struct dl_str *ret);

/* mean.c: the keys at the top level, and those of the current section. */
int conf_read_top(struct conf_reader *);
int conf_read_source(struct conf_reader *, struct conf_source *ret);
int conf_read_output(struct conf_reader *, struct conf_output *ret);
/* What is published if the definition names no output. */
int conf_add_outputs(struct conf_reader *);

#endif
