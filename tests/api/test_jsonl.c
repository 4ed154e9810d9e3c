/* SPDX-License-Identifier: MIT */
/* Lines in, lines out: identity, order of keys, mistakes in their place. */
#include <check.h>
#include <dateline/dateline.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static int append(void *ctx, const char *p, size_t n)
{
	return strncat(ctx, p, n) == NULL;
}

static json_t *answer(enum dl_jsonl kind, struct dl_str line)
{
	char text[65536] = "";
	struct dl_sink out = {append, text};
	struct dl_options o = {.path = {NULL, 0}};
	struct dl_error e = {.status = DL_OK};
	struct dl_parser *p;
	ck_assert_int_eq(dl_parser_new(NULL, &p, &e), 0);
	ck_assert_msg(dl_jsonl_line(p, kind, &o, line, &out, &e) == 0, "%s", e.text);
	dl_parser_free(p);
	size_t n = strlen(text);
	ck_assert(n > 0 && text[n - 1] == '\n' && strchr(text, '\n') == text + n - 1);
	json_t *object = json_loads(text, 0, NULL);
	ck_assert_msg(object != NULL, "%s", text);
	return object;
}

static json_t *timex(const char *line)
{
	return answer(DL_JSONL_TIMEX, (struct dl_str){line, strlen(line)});
}

START_TEST(identity)
{
	static const char *const ids[] = {"\"a\"", "7", "null", "[1,{\"x\":2}]", "\"\\u00e4\""};
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		char line[200];
		snprintf(line, sizeof(line), "{\"id\":%s,\"text\":\"on 4 June 2021\"}", ids[i]);
		json_t *o = timex(line), *id = json_loads(ids[i], JSON_DECODE_ANY, NULL);
		ck_assert(json_equal(json_object_get(o, "id"), id));
		ck_assert_uint_eq(json_array_size(json_object_get(o, "timexes")), 1);
		json_decref(o);
		json_decref(id);
	}
	json_t *o = timex("{\"text\":\"on 4 June 2021\"}");
	ck_assert_ptr_null(json_object_get(o, "id"));
	json_decref(o);
}
END_TEST

START_TEST(byte_offsets)
{
	json_t *o = timex("{\"id\":1,\"text\":\"\\u00dcber \\ud83d\\ude00 4 June 2021.\"}");
	json_t *t = json_array_get(json_object_get(o, "timexes"), 0);
	ck_assert_int_eq(json_integer_value(json_object_get(t, "start")), 11);
	ck_assert_int_eq(json_integer_value(json_object_get(t, "end")), 22);
	ck_assert_str_eq(json_string_value(json_object_get(t, "text")), "4 June 2021");
	json_decref(o);
}
END_TEST

START_TEST(mistakes)
{
	static const char *const lines[] = {"", "nonsense", "[]", "{\"id\":1}",
	    "{\"id\":1,\"text\":3}", "{\"id\":1,\"text\":\"x\",\"dct\":\"yesterday\"}",
	    "{\"id\":1,\"text\":\"x\",\"prefer\":\"sideways\"}",
	    "{\"id\":1,\"text\":\"x\",\"tz\":\"Europe/Nowhere\"}", "{\"id\":1,\"text\":\"x\"",
	    "{\"id\":1,\"text\":\"\xff\"}", "{\"id\":1,\"id\":2,\"text\":\"x\"}",
	    "{\"id\":1,\"text\":\"x\",\"format\":\"papyrus\"}"};
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		json_t *o = timex(lines[i]);
		const json_t *e = json_object_get(o, "error");
		ck_assert_msg(json_is_object(e), "%s", lines[i]);
		ck_assert_msg(json_string_length(json_object_get(e, "text")) > 0, "%s", lines[i]);
		ck_assert_ptr_null(json_object_get(o, "timexes"));
		json_decref(o);
	}
}
END_TEST

START_TEST(events)
{
	const char *line = "{\"id\":\"x\",\"text\":\"The gallery opens on 4 June 2021.\"}";
	json_t *o = answer(DL_JSONL_EXTRACT, (struct dl_str){line, strlen(line)});
	const json_t *e = json_array_get(json_object_get(o, "events"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(e, "start")), "2021-06-04");
	ck_assert_str_eq(json_string_value(json_object_get(e, "precision")), "day");
	ck_assert_ptr_null(json_object_get(e, "tz"));
	json_decref(o);
}
END_TEST

Suite *suite_api_jsonl(void);
Suite *suite_api_jsonl(void)
{
	Suite *s = suite_create("api/jsonl");
	TCase *tc = tcase_create("jsonl");
	tcase_add_test(tc, identity);
	tcase_add_test(tc, byte_offsets);
	tcase_add_test(tc, mistakes);
	tcase_add_test(tc, events);
	suite_add_tcase(s, tc);
	return s;
}
