/* SPDX-License-Identifier: MIT */
/* The fields of a record in the state file: one table, read and written. */
#ifndef FEED_FIELD_H
#define FEED_FIELD_H

#include "feed/state.h"

enum field_group { FIELD_RECORD, FIELD_CONTENT, FIELD_PROVENANCE, FIELD_GROUPS };

enum field_type {
	FIELD_TEXT,
	FIELD_LIST,
	FIELD_FLAG,
	FIELD_CIVIL,
	FIELD_WINDOW,
	FIELD_CLOCK,
	FIELD_PRECISION,
	FIELD_PART,
	FIELD_STATUS,
	FIELD_GEO,
	FIELD_PAIR,
	FIELD_U8,
	FIELD_U16,
	FIELD_U32,
	FIELD_STAMP
};

struct field {
	enum field_group group;
	const char *name;
	enum field_type type;
	size_t at;  /* offset in struct state_record */
	size_t has; /* CIVIL, WINDOW, CLOCK, GEO: offset of the flag that says it is set */
};

/* What the enums are called in a line; ends with NULL. */
const char *const *field_names(enum field_type);

/* Appends "\tname value\n" for each field of the group that is not empty. */
void field_put_all(struct buf *, const struct state_record *, enum field_group);

/* The field of a line, NULL: there is none of that name. */
const struct field *field_find(struct dl_str name);
/* Reads a value into its record. Returns NULL, "out of memory", or what was
 * expected instead. */
const char *field_take(
    struct arena *, const struct field *, struct dl_str value, struct state_record *);
/* May a record have several lines of it? */
bool field_is_list(const struct field *);
/* A number of its own for each field, below FIELD_COUNT_MAX. */
unsigned field_number(const struct field *);
#define FIELD_COUNT_MAX 64

/* Text as it stands in a line. */
void field_put_text(struct buf *, struct dl_str);

/* What field_take() returns when there is no memory: compare the pointer. */
extern const char field_no_memory[];

/* A whole number and nothing else. */
bool field_number_of(struct dl_str, int64_t min, int64_t max, int64_t *ret);

#endif
