/* SPDX-License-Identifier: MIT */
/* feeds/NAME/feed.conf → struct conf. The keys, for people: dateline-feed(5). */
#ifndef FEED_CONF_H
#define FEED_CONF_H

#include <dateline/emit.h>
#include <dateline/event.h>
#include <dateline/parse.h>

#include "base/arena.h"

/* What happens to an event that its source no longer has. */
enum conf_gone { CONF_CANCEL, CONF_DROP, CONF_KEEP };

enum conf_anchor { CONF_ANCHOR_PUBLISHED, CONF_ANCHOR_DATE, CONF_ANCHOR_MTIME };

struct conf_source {
	struct dl_str name;
	struct dl_strs files;	/* as written: paths or patterns */
	uint32_t at;		/* offset of the first file's name in the definition */
	struct dl_str from;	/* reader, or empty */
	struct dl_str timezone; /* or empty: the feed's */
	struct dl_str language; /* or empty: decided from the text */
	enum conf_anchor anchor;
	struct dl_str date; /* with CONF_ANCHOR_DATE */
};

struct conf_output {
	const struct dl_emitter *emitter;
	struct dl_str path;  /* relative to the root, or absolute */
	struct dl_str plain; /* the same as path_plain() has it, to compare */
	uint32_t at;	     /* offset of the path in the definition */
};

struct conf {
	struct dl_str name, path, text; /* borrowed: of the feed, of its definition, its bytes */
	struct dl_str title, description, link, base_url, timezone, color; /* empty: not set */
	struct dl_strs languages, categories;
	enum dl_prefer prefer;
	enum dl_day_order day_order;
	enum dl_week_start week_start;
	enum dl_hemisphere hemisphere;
	uint32_t refresh_minutes; /* 0: not set */
	enum conf_gone gone;
	uint32_t gone_days;  /* how long a cancelled or kept event stays */
	uint32_t guard_drop; /* percent */
	uint32_t guard_at;   /* offset of its value in the definition; 0: it is not set there */
	struct conf_source *sources;
	size_t n_sources; /* 0: source.* beside the definition */
	struct conf_output *outputs;
	size_t n_outputs; /* at least 1 */
};

/* Reads a definition. Everything lives in the arena, except that name, path
 * and text are borrowed. Opens no file. libconfuse's scanner is global: one
 * call at a time in a process. Fails with DL_DEFINITION at the place of the
 * mistake and with DL_NOMEM. */
int conf_read(struct arena *, struct dl_str name, struct dl_str path, struct dl_str text,
    struct conf *ret, struct dl_error *reterr);

/* The keys, for the test that compares them with the manual page. */
enum conf_section { CONF_TOP, CONF_SOURCE, CONF_OUTPUT, CONF_PUSH };
enum conf_type { CONF_TEXT, CONF_LIST, CONF_SECTION, CONF_LATER };
struct conf_key {
	enum conf_section section; /* where it stands */
	const char *name;
	enum conf_type type;	 /* CONF_LATER: known, but not in this version */
	enum conf_section opens; /* with CONF_SECTION */
};
extern const struct conf_key conf_keys[]; /* ends with a NULL name */

#endif
