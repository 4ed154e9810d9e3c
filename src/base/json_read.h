/* SPDX-License-Identifier: MIT */
/* Reading JSON (RFC 8259), for the case that is read a million times: one
 * object whose strings are wanted. What is not asked for is checked all the
 * same: syntax, UTF-8, surrogates, keys that come twice. */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include <dateline/base.h>

/* Objects and arrays inside each other; more are an error. */
#define JSON_DEPTH_MAX 2048

/* A member to look for. */
struct json_field {
	const char *name;
	struct dl_str raw;    /* its value as it stands in the text; p NULL: there is none */
	struct dl_str string; /* of a string, what it says; else p NULL */
};

struct json_key;

/* Memory that one text after the other is read with. All zero but alloc at first. */
struct json_reader {
	const struct dl_alloc *alloc; /* NULL: the C library's */
	char *strings;		      /* those with escapes in them, as they read */
	size_t n_strings, cap_strings;
	struct json_key *keys; /* of the objects that are open, outermost first */
	size_t n_keys, cap_keys;
	uint32_t first_key[JSON_DEPTH_MAX]; /* of each open object; JSON_ARRAY: it is an array */
};

/* Reads a text that is one object, and fills in fields[].raw and string: they
 * point into the text or live until the next call. Strings may hold U+0000, names
 * not; a number may have any size. Fails with DL_SYNTAX and the place of the
 * mistake, DL_LIMIT for 4 GiB and more, DL_NOMEM. */
int json_read(struct json_reader *, struct dl_str text, struct json_field *fields, size_t n,
    struct dl_error *reterr);
void json_reader_free(struct json_reader *);

#endif
