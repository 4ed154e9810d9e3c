/* SPDX-License-Identifier: MIT */
#include "base/json_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/eight.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

#define JSON_ARRAY UINT32_MAX

struct json_key {
	struct dl_str text;
	size_t at; /* where it stands, for the message */
};

struct reading {
	struct json_reader *r;
	struct dl_str s;
	size_t at, depth;
	struct json_field *fields;
	size_t n_fields;
	struct json_field *field; /* whose value comes next; NULL: nobody asked for it */
	struct dl_error *error;
};

static int wrong(const struct reading *k, size_t at, const char *what)
{
	return fail_at(k->error, DL_SYNTAX, STR(""), k->s, at, "malformed JSON: %s", what);
}

static int no_memory(const struct reading *k)
{
	return fail(k->error, DL_NOMEM, "out of memory");
}

/* The byte at the cursor; past the end 0, which no JSON has outside a string. */
static unsigned char peek(const struct reading *k)
{
	return k->at < k->s.n ? (unsigned char)k->s.p[k->at] : '\0';
}

static void skip_space(struct reading *k)
{
	for (;; k->at++) {
		unsigned char c = peek(k);
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
			return;
	}
}

/* ---- strings --------------------------------------------------------------- */

/* Bytes from i on that stand for themselves and are ASCII. */
static size_t plain_run(struct dl_str s, size_t i)
{
	size_t from = i;
	for (; s.n - i >= 8; i += 8) {
		uint64_t w = eight_load(s.p + i);
		uint64_t other = eight_equal(w, '"') | eight_equal(w, '\\') | eight_below(w, 0x20) |
				 eight_high(w);
		if (other != 0)
			return i - from + eight_first(other);
	}
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '"' || c == '\\' || c < 0x20 || c >= 0x80)
			break;
	}
	return i - from;
}

static int hex_value(char c)
{
	if (is_digit((unsigned char)c))
		return c - '0';
	c = to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four digits at the cursor; -1: they are not there. */
static int32_t read_unit(struct reading *k)
{
	int32_t unit = 0;
	for (int i = 0; i < 4; i++, k->at++) {
		int v = k->at < k->s.n ? hex_value(k->s.p[k->at]) : -1;
		if (v < 0)
			return -1;
		unit = unit * 16 + v;
	}
	return unit;
}

/* The cursor is behind "\u". */
static int read_code_point(struct reading *k, uint32_t *ret)
{
	size_t from = k->at - 2;
	int32_t c = read_unit(k);
	if (c < 0)
		return wrong(k, from, "four hexadecimal digits expected after '\\u'");
	struct dl_str rest = {k->s.p + k->at, k->s.n - k->at};
	if (c >= 0xD800 && c < 0xDC00 && str_starts(rest, STR("\\u"))) {
		k->at += 2;
		int32_t low = read_unit(k);
		if (low >= 0xDC00 && low < 0xE000) {
			*ret = 0x10000 + ((uint32_t)(c - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
			return 0;
		}
	}
	if (c >= 0xD800 && c < 0xE000)
		return wrong(k, from, "half of a surrogate pair");
	*ret = (uint32_t)c;
	return 0;
}

static void keep(struct json_reader *r, const char *p, size_t n)
{
	memcpy(r->strings + r->n_strings, p, n);
	r->n_strings += n;
}

/* The cursor is on a backslash. */
static int read_escape(struct reading *k)
{
	static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
	k->at++;
	unsigned char c = peek(k);
	const char *name = c == '\0' ? NULL : strchr(names, c);
	k->at++;
	if (name != NULL) {
		keep(k->r, &values[name - names], 1);
		return 0;
	}
	uint32_t point = 0;
	char bytes[4];
	if (c != 'u')
		return wrong(k, k->at - 2, "no such escape");
	if (read_code_point(k, &point) != 0)
		return -1;
	keep(k->r, bytes, utf8_encode(point, bytes));
	return 0;
}

/* No string is longer than the text, so that one piece of memory holds all of
 * one text and need not move. */
static bool reserve_strings(struct reading *k)
{
	struct json_reader *r = k->r;
	if (r->cap_strings >= k->s.n)
		return true;
	size_t cap = r->cap_strings + r->cap_strings / 2;
	cap = cap < k->s.n ? k->s.n : cap;
	char *p = alloc_realloc(r->alloc, r->strings, cap);
	if (p == NULL)
		return false;
	r->strings = p;
	r->cap_strings = cap;
	return true;
}

/* The cursor is on the quote, and moves behind the other one. */
static int read_string(struct reading *k, struct dl_str *ret)
{
	struct json_reader *r = k->r;
	size_t open = k->at++, from = k->at, kept = r->n_strings;
	bool escaped = false;
	for (;;) {
		k->at += plain_run(k->s, k->at);
		unsigned char c = peek(k);
		uint32_t point;
		if (k->at >= k->s.n)
			return wrong(k, open, "the string has no end");
		if (c >= 0x80) {
			struct dl_str rest = {k->s.p + k->at, k->s.n - k->at};
			size_t n = utf8_decode(rest, &point);
			if (n == 0)
				return wrong(k, k->at, "a byte that is not UTF-8");
			k->at += n;
			continue;
		}
		if (c < 0x20)
			return wrong(k, k->at, "a control character in a string");
		if (c == '\\' && !escaped && !reserve_strings(k))
			return no_memory(k);
		escaped = escaped || c == '\\';
		if (escaped)
			keep(r, k->s.p + from, k->at - from);
		if (c == '"')
			break;
		if (read_escape(k) != 0)
			return -1;
		from = k->at;
	}
	*ret = escaped ? (struct dl_str){r->strings + kept, r->n_strings - kept}
		       : (struct dl_str){k->s.p + from, k->at - from};
	k->at++;
	return 0;
}

/* ---- names that come twice ------------------------------------------------- */

static bool key_after(const struct json_key *a, const struct json_key *b)
{
	int c = str_cmp(a->text, b->text);
	return c > 0 || (c == 0 && a->at > b->at);
}

/* Moves v[i] down the heap of n. */
static void sift(struct json_key *v, size_t i, size_t n)
{
	struct json_key x = v[i];
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && key_after(&v[child + 1], &v[child]))
			child++;
		if (!key_after(&v[child], &x))
			break;
		v[i] = v[child];
	}
	v[i] = x;
}

/* Heap sort: no input makes it slow, and it takes no memory. */
static void sort_keys(struct json_key *v, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift(v, i, n);
	for (size_t i = n; i-- > 1;) {
		struct json_key x = v[0];
		v[0] = v[i];
		v[i] = x;
		sift(v, 0, i);
	}
}

/* The innermost object ends: its keys go. */
static int close_object(struct reading *k)
{
	struct json_reader *r = k->r;
	size_t first = r->first_key[k->depth - 1], n = r->n_keys - first;
	r->n_keys = first;
	if (n < 2)
		return 0;
	struct json_key *v = r->keys + first;
	sort_keys(v, n);
	for (size_t i = 1; i < n; i++)
		if (str_eq(v[i - 1].text, v[i].text))
			return wrong(k, v[i].at, "a name that the object has already");
	return 0;
}

static bool add_key(struct json_reader *r, struct dl_str text, size_t at)
{
	if (r->n_keys == r->cap_keys) {
		size_t cap = r->cap_keys == 0 ? 32 : r->cap_keys * 2;
		struct json_key *p = alloc_realloc(r->alloc, r->keys, cap * sizeof(*p));
		if (p == NULL)
			return false;
		r->keys = p;
		r->cap_keys = cap;
	}
	r->keys[r->n_keys++] = (struct json_key){text, at};
	return true;
}

/* "name": and the space after it. */
static int read_key(struct reading *k)
{
	struct dl_str name;
	size_t at = k->at;
	if (peek(k) != '"')
		return wrong(k, at, "expected a name in quotes");
	if (read_string(k, &name) != 0)
		return -1;
	if (str_find(name, '\0') != name.n)
		return wrong(k, at, "a NUL byte in a name");
	if (!add_key(k->r, name, at))
		return no_memory(k);
	for (size_t i = 0; i < k->n_fields && k->depth == 1; i++)
		if (str_eq(name, str_of(k->fields[i].name)))
			k->field = &k->fields[i];
	skip_space(k);
	if (peek(k) != ':')
		return wrong(k, k->at, "expected ':' after a name");
	k->at++;
	skip_space(k);
	return 0;
}

/* ---- values ---------------------------------------------------------------- */

static size_t skip_digits(struct reading *k)
{
	size_t from = k->at;
	while (is_digit(peek(k)))
		k->at++;
	return k->at - from;
}

static int read_number(struct reading *k)
{
	size_t from = k->at;
	k->at += peek(k) == '-';
	bool zero = peek(k) == '0';
	size_t n = skip_digits(k);
	bool good = n == 1 || (n > 1 && !zero);
	if (good && peek(k) == '.') {
		k->at++;
		good = skip_digits(k) != 0;
	}
	if (good && (peek(k) == 'e' || peek(k) == 'E')) {
		k->at++;
		k->at += peek(k) == '+' || peek(k) == '-';
		good = skip_digits(k) != 0;
	}
	return good ? 0 : wrong(k, from, "no number");
}

static int read_word(struct reading *k)
{
	static const char *const words[] = {"true", "false", "null"};
	struct dl_str rest = {k->s.p + k->at, k->s.n - k->at};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(rest, str_of(words[i]))) {
			k->at += strlen(words[i]);
			return 0;
		}
	return wrong(k, k->at, k->at < k->s.n ? "expected a value" : "the text ends too soon");
}

static void open_nested(struct reading *k, bool object)
{
	k->r->first_key[k->depth++] = object ? (uint32_t)k->r->n_keys : JSON_ARRAY;
	k->at++;
}

/* A value that has no others inside, or the beginning of one that has. */
static int read_value(struct reading *k)
{
	unsigned char c = peek(k);
	struct dl_str ignored;
	if (k->depth == JSON_DEPTH_MAX)
		return fail_at(k->error, DL_SYNTAX, STR(""), k->s, k->at,
		    "malformed JSON: more than %d values inside each other", JSON_DEPTH_MAX);
	if (c == '{' || c == '[') {
		open_nested(k, c == '{');
		return 0;
	}
	if (c == '"')
		return read_string(
		    k, k->field != NULL && k->depth == 1 ? &k->field->string : &ignored);
	return c == '-' || is_digit(c) ? read_number(k) : read_word(k);
}

/* Closes what ends at the cursor, and what ends with that. Leaves the cursor on
 * the next value, or at the end of the text with depth 0. */
static int go_on(struct reading *k, bool opened)
{
	for (;; opened = false) {
		if (k->depth == 1 && k->field != NULL) {
			k->field->raw.n = (size_t)(k->s.p + k->at - k->field->raw.p);
			k->field = NULL;
		}
		if (k->depth == 0)
			return 0;
		bool object = k->r->first_key[k->depth - 1] != JSON_ARRAY;
		skip_space(k);
		unsigned char c = peek(k);
		if (c == (object ? '}' : ']')) {
			k->at++;
			if (object && close_object(k) != 0)
				return -1;
			k->depth--;
			continue;
		}
		if (!opened && c != ',')
			return wrong(
			    k, k->at, object ? "expected ',' or '}'" : "expected ',' or ']'");
		k->at += !opened;
		skip_space(k);
		if (object && read_key(k) != 0)
			return -1;
		if (k->depth == 1 && k->field != NULL)
			k->field->raw.p = k->s.p + k->at;
		return 0;
	}
}

int json_read(struct json_reader *r, struct dl_str text, struct json_field *fields, size_t n,
    struct dl_error *reterr)
{
	struct reading k = {.r = r, .s = text, .fields = fields, .n_fields = n, .error = reterr};
	r->n_strings = r->n_keys = 0;
	for (size_t i = 0; i < n; i++)
		fields[i].raw = fields[i].string = (struct dl_str){NULL, 0};
	skip_space(&k);
	if (text.n >= JSON_ARRAY)
		return fail(reterr, DL_LIMIT, "%zu bytes of JSON, expected less than %u", text.n,
		    JSON_ARRAY);
	if (peek(&k) != '{')
		return wrong(&k, k.at, "expected an object, which begins with '{'");
	do {
		size_t depth = k.depth;
		if (read_value(&k) != 0 || go_on(&k, k.depth > depth) != 0)
			return -1;
	} while (k.depth != 0);
	skip_space(&k);
	return k.at == text.n ? 0 : wrong(&k, k.at, "expected nothing more");
}

void json_reader_free(struct json_reader *r)
{
	if (r->strings != NULL)
		alloc_realloc(r->alloc, r->strings, 0);
	if (r->keys != NULL)
		alloc_realloc(r->alloc, r->keys, 0);
	*r = (struct json_reader){.alloc = r->alloc};
}
