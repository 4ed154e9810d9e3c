/* SPDX-License-Identifier: MIT */
#include "emit/json_value.h"

#include "base/err.h"
#include "base/str.h"
#include "emit/clean.h"
#include "emit/json.h"

json_t *json_value_take(struct buf *b)
{
	json_t *s = b->failed == DL_OK ? json_stringn(b->n == 0 ? "" : b->p, b->n) : NULL;
	buf_free(b);
	return s;
}

json_t *json_value_text(struct dl_str s)
{
	struct dl_str rest = s;
	struct dl_str piece = clean_next(&rest, CLEAN_TEXT);
	if (rest.n == 0)
		return json_stringn(piece.n == 0 ? "" : piece.p, piece.n);
	struct buf b = {.alloc = NULL};
	clean_put(&b, s, CLEAN_TEXT);
	return json_value_take(&b);
}

bool json_value_set(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) == 0;
}

bool json_value_set_text(json_t *object, const char *key, struct dl_str s)
{
	return s.n == 0 || json_value_set(object, key, json_value_text(s));
}

json_t *json_value_event(const struct dl_event *e)
{
	struct buf b = {.alloc = NULL};
	json_t *o = NULL;
	if (event_json_write(e, &b, NULL) == 0)
		o = json_loadb(b.p, b.n, JSON_ALLOW_NUL, NULL);
	buf_free(&b);
	return o;
}

static int add_bytes(const char *p, size_t n, void *ctx)
{
	struct buf *b = ctx;
	buf_add(b, (struct dl_str){p, n});
	return b->failed == DL_OK ? 0 : -1;
}

int json_value_put(json_t *value, size_t flags, struct buf *out, struct dl_error *reterr)
{
	int rc = value == NULL
		     ? -1
		     : json_dump_callback(value, add_bytes, out, flags | JSON_REAL_PRECISION(9));
	json_decref(value);
	if (buf_check(out, reterr) < 0)
		return -1;
	return rc == 0 ? 0 : fail(reterr, DL_NOMEM, "out of memory");
}

int json_value_put_edited(json_t *value, size_t flags, char c, const char *other, struct buf *out,
    struct dl_error *reterr)
{
	struct buf raw = {.alloc = out->alloc};
	int rc = json_value_put(value, flags, &raw, reterr);
	struct dl_str rest = buf_str(&raw);
	while (rc == 0 && rest.n != 0) {
		size_t n = str_find(rest, c);
		buf_add(out, (struct dl_str){rest.p, n});
		if (n == rest.n)
			break;
		buf_z(out, other);
		rest.p += n + 1;
		rest.n -= n + 1;
	}
	buf_free(&raw);
	return rc;
}
