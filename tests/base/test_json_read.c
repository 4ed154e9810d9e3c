/* SPDX-License-Identifier: MIT */
/* What is JSON, what is not, and where a mistake is. */
#include "base/json_read.h"

#include "base/str.h"
#include "nth.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *suite_base_json_read(void);

static struct json_field fields[2];

static int read_with(struct json_reader *r, struct dl_str text, struct dl_error *e)
{
	fields[0] = (struct json_field){.name = "id"};
	fields[1] = (struct json_field){.name = "text"};
	return json_read(r, text, fields, 2, e);
}

static void ck_str(struct dl_str is, const char *want)
{
	ck_assert_msg(str_eq(is, str_of(want)), "'%.*s', expected '%s'", (int)is.n, is.p, want);
}

static const struct {
	const char *line, *id, *text; /* id as it stands; text as it reads */
} good[] = {
    {"{}", NULL, NULL},
    {" \t{ \"id\" : 7 , \"text\" : \"x\" }\r\n", "7", "x"},
    {"{\"id\":[1, {\"id\":2,\"text\":3}],\"text\":\"\"}", "[1, {\"id\":2,\"text\":3}]", ""},
    {"{\"\\u0069d\":null,\"x\":{\"text\":\"no\"},\"text\":\"a\\\"b\\\\\\/\\b\\f\\n\\r\\t\"}",
	"null", "a\"b\\/\b\f\n\r\t"},
    {"{\"text\":\"\\u00e4\\u4E0a\\ud83d\\ude00 \xC3\xA4\xE4\xB8\x8A\xF0\x9F\x98\x80\x7F\"}", NULL,
	"\xC3\xA4\xE4\xB8\x8A\xF0\x9F\x98\x80 \xC3\xA4\xE4\xB8\x8A\xF0\x9F\x98\x80\x7F"},
    {"{\"id\":-0.50e+007,\"a\":0,\"b\":1e5,\"c\":123456789012345678901234567890}", "-0.50e+007",
	NULL},
    {"{\"a\":{\"a\":{\"a\":[]}},\"id\":true}", "true", NULL},
};

START_TEST(what_is_json)
{
	struct json_reader r = {0};
	struct dl_error e = {.status = DL_OK};
	ck_assert_msg(
	    read_with(&r, str_of(good[_i].line), &e) == 0, "%s: %s", good[_i].line, e.text);
	ck_assert((fields[0].raw.p == NULL) == (good[_i].id == NULL));
	if (good[_i].id != NULL)
		ck_str(fields[0].raw, good[_i].id);
	ck_assert((fields[1].string.p == NULL) == (good[_i].text == NULL));
	if (good[_i].text != NULL)
		ck_str(fields[1].string, good[_i].text);
	json_reader_free(&r);
}
END_TEST

static const struct {
	const char *line;
	unsigned column; /* of the mistake */
} bad[] = {
    {"", 1},
    {"  ", 3},
    {"[]", 1},
    {"x", 1},
    {"{", 2},
    {"{\"id\"", 6},
    {"{\"id\":", 7},
    {"{\"id\":1", 8},
    {"{\"id\":1,", 9},
    {"{\"id\":1,}", 9},
    {"{\"id\":1]", 8},
    {"{\"id\":[1,]}", 10},
    {"{\"id\":[1}", 9},
    {"{id:1}", 2},
    {"{\"id\" 1}", 7},
    {"{\"id\":1} x", 10},
    {"{\"id\":1}{}", 9},
    {"{\"id\":01}", 7},
    {"{\"id\":-}", 7},
    {"{\"id\":1.}", 7},
    {"{\"id\":1e}", 7},
    {"{\"id\":.5}", 7},
    {"{\"id\":+1}", 7},
    {"{\"id\":nul}", 7},
    {"{\"id\":True}", 7},
    {"{\"id\":\"abc}", 7},
    {"{\"id\":\"ab\\", 10},
    {"{\"id\":\"ab\\x\"}", 10},
    {"{\"id\":\"ab\\u12g4\"}", 10},
    {"{\"id\":\"ab\\ud800\"}", 10},
    {"{\"id\":\"ab\\ud800\\u0041\"}", 10},
    {"{\"id\":\"ab\\udc00\"}", 10},
    {"{\"id\":\"a\tb\"}", 9},
    {"{\"\xC3\xA4\":\"\xC3\xA4\xFF\"}", 8},
    {"{\"id\":\"\xED\xA0\x80\"}", 8},
    {"{\"id\":\"\xC0\xAF\"}", 8},
    {"{\"a\\u0000\":1}", 2},
    {"{\"id\":1,\"x\":2,\"i\\u0064\":3}", 15},
    {"{\"x\":[{\"a\":1,\"b\":2,\"a\":3}]}", 20},
};

START_TEST(what_is_not)
{
	struct json_reader r = {0};
	struct dl_error e = {.status = DL_OK};
	ck_assert_msg(read_with(&r, str_of(bad[_i].line), &e) == -1, "%s", bad[_i].line);
	ck_assert_int_eq(e.status, DL_SYNTAX);
	ck_assert_uint_eq(e.line, 1);
	ck_assert_msg(e.column == bad[_i].column, "%s: column %u", bad[_i].line, e.column);
	json_reader_free(&r);
}
END_TEST

/* A NUL byte is told from the end of the text, and is fit for a string only as
 * an escape. */
START_TEST(nul_bytes)
{
	struct json_reader r = {0};
	struct dl_error e = {.status = DL_OK};
	ck_assert_int_eq(read_with(&r, STR("{\"text\":\"a\\u0000b\"}"), &e), 0);
	ck_assert(str_eq(fields[1].string, STR("a\0b")));
	ck_assert_int_eq(read_with(&r, STR("{\"text\":\"a\0b\"}"), NULL), -1);
	ck_assert_int_eq(read_with(&r, STR("{\"text\":1\0}"), NULL), -1);
	ck_assert_int_eq(read_with(&r, STR("{\"text\":1}\0"), NULL), -1);
	json_reader_free(&r);
}
END_TEST

static int read_nested(struct json_reader *r, size_t depth, struct dl_error *e)
{
	static char line[3 * JSON_DEPTH_MAX];
	int n = snprintf(line, sizeof(line), "{\"id\":%*s", (int)depth - 1, "");
	memset(line + 6, '[', depth - 1);
	memset(line + n, ']', depth - 1);
	line[(size_t)n + depth - 1] = '}';
	return read_with(r, (struct dl_str){line, (size_t)n + depth}, e);
}

START_TEST(depth)
{
	struct json_reader r = {0};
	struct dl_error e = {.status = DL_OK};
	ck_assert_int_eq(read_nested(&r, JSON_DEPTH_MAX, &e), 0);
	ck_assert_uint_eq(fields[0].raw.n, 2 * (JSON_DEPTH_MAX - 1));
	ck_assert_int_eq(read_nested(&r, JSON_DEPTH_MAX + 1, &e), -1);
	ck_assert_int_eq(e.status, DL_SYNTAX);
	json_reader_free(&r);
}
END_TEST

/* Forty names, so that memory for them grows twice. */
static const char long_line[] =
    "{\"text\":\"a\\nb\",\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,"
    "\"i\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"k\":"
    "1,"
    "\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1,\"r\":1,\"s\":1,\"t\":1,\"u\":1,\"v\":1,"
    "\"w\":1,\"x\":1,\"y\":1,\"z\":1,\"aa\":1,\"ab\":1}}";

START_TEST(nth_allocation)
{
	struct nth count = {.left = 0};
	struct dl_alloc alloc = nth_alloc(&count);
	int rc = -1, n = 0;
	for (; rc != 0; n++) {
		struct json_reader r = {.alloc = &alloc};
		struct dl_error e = {.status = DL_OK};
		count.left = n;
		rc = read_with(&r, str_of(long_line), &e);
		ck_assert(rc == 0 || e.status == DL_NOMEM);
		count.left = -1;
		ck_assert_int_eq(read_with(&r, str_of(long_line), NULL), 0);
		json_reader_free(&r);
		ck_assert_int_eq(count.live, 0);
	}
	ck_assert_int_eq(n, 4); /* strings, names, more names; then none */
}
END_TEST

Suite *suite_base_json_read(void)
{
	Suite *suite = suite_create("base/json_read");
	TCase *t = tcase_create("json_read");
	tcase_add_loop_test(t, what_is_json, 0, (int)(sizeof(good) / sizeof(good[0])));
	tcase_add_loop_test(t, what_is_not, 0, (int)(sizeof(bad) / sizeof(bad[0])));
	tcase_add_test(t, nul_bytes);
	tcase_add_test(t, depth);
	tcase_add_test(t, nth_allocation);
	suite_add_tcase(suite, t);
	return suite;
}
