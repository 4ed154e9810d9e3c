/* SPDX-License-Identifier: MIT */
/* Any bytes as a line of JSON: taken or refused as jansson does it, and the
 * same strings. Only numbers differ (what overflows there is a number here), and
 * NUL bytes, which no JSON has. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/json_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void compare_string(const struct json_field *f, const json_t *theirs)
{
	demand(json_is_string(theirs) == (f->string.p != NULL));
	if (f->string.p == NULL)
		return;
	demand(f->string.n == json_string_length(theirs));
	demand(memcmp(f->string.p, json_string_value(theirs), f->string.n) == 0);
}

/* Without its spaces a value is the same value. */
static void compare_raw(const struct json_field *f, const json_t *theirs)
{
	struct buf b = {0};
	demand((theirs != NULL) == (f->raw.p != NULL));
	if (theirs == NULL)
		return;
	json_put_raw(&b, f->raw);
	json_t *again = json_loadb(b.p, b.n, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
	demand(again != NULL && json_equal(again, theirs));
	json_decref(again);
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct json_reader reader; /* kept, as in a stream of lines */
	struct json_field fields[] = {{.name = "id"}, {.name = "text"}};
	struct dl_error e = {.status = DL_OK};
	json_error_t error;
	char *line = malloc(size == 0 ? 1 : size); /* so that a look past the end is found */
	demand(line != NULL);
	memcpy(line, data, size);
	json_t *theirs = json_loadb(line, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	int rc = json_read(&reader, (struct dl_str){line, size}, fields, 2, &e);
	if (rc != 0)
		demand(e.status == DL_SYNTAX && e.line >= 1 && e.column >= 1);
	if (memchr(line, '\0', size) != NULL)
		demand(rc != 0); /* jansson overlooks a NUL behind a number */
	else if (theirs != NULL && json_is_object(theirs)) {
		demand(rc == 0);
		for (size_t i = 0; i < 2; i++) {
			compare_string(&fields[i], json_object_get(theirs, fields[i].name));
			compare_raw(&fields[i], json_object_get(theirs, fields[i].name));
		}
	} else if (theirs != NULL || json_error_code(&error) != json_error_numeric_overflow)
		demand(rc != 0);
	json_decref(theirs);
	free(line);
	return 0;
}
