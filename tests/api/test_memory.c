/* SPDX-License-Identifier: MIT */
/* The n-th allocation fails, for every n: each call says DL_NOMEM, leaks
 * nothing, and the parser works again afterwards. */
#include <check.h>
#include <dateline/dateline.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nth.h"

static const char text[] =
    "The ferry museum opened on 4 June 2021 in Bergen. On the evening of the same day the mayor,\n"
    "Ida Moe, met with the captains. At 8:15 p.m., a dinner was held.\n\n"
    "- 03/04/2022: first tour\n- every Monday at 9 am: rowing\n- 6, 13 and 20 May 2023: regatta\n";

static const char jsonl[] = "{\"id\":7,\"text\":\"The ferry museum opened on 4 June 2021 in "
			    "Bergen.\",\"ref\":\"2021-06-05\"}";

/* Fails once `left` allocations have been made; blocks are counted. */
struct counter {
	long left, live;
};

static void *counting(void *ctx, void *p, size_t n)
{
	struct counter *c = ctx;
	if (n == 0) {
		c->live -= p != NULL;
		free(p);
		return NULL;
	}
	if (c->left-- <= 0)
		return NULL;
	c->live += p == NULL;
	return realloc(p, n);
}

static int swallow(void *ctx, const char *p, size_t n)
{
	(void)p;
	*(size_t *)ctx += n;
	return 0;
}

typedef int call_fn(struct dl_parser *, struct dl_sink *, struct dl_error *);

static struct dl_str str(const char *z)
{
	return (struct dl_str){z, strlen(z)};
}

static int call_timex(struct dl_parser *p, struct dl_sink *out, struct dl_error *e)
{
	struct dl_options o = {.path = str("x.txt")};
	return dl_timex(p, &o, str(text), out, e);
}

static int call_parse(struct dl_parser *p, struct dl_sink *out, struct dl_error *e)
{
	struct dl_options o = {.path = str("x.txt")};
	struct dl_calendar *c = NULL;
	int rc = dl_parse(p, &o, str(text), &c, e);
	if (rc == 0)
		out->write(out->ctx, "", c->n_events);
	else
		ck_assert_ptr_null(c);
	dl_calendar_free(c);
	return rc;
}

static int call_explain(struct dl_parser *p, struct dl_sink *out, struct dl_error *e)
{
	struct dl_options o = {.path = str("x.txt")};
	return dl_explain(p, &o, str(text), str(""), NULL, out, e);
}

static int call_jsonl(struct dl_parser *p, struct dl_sink *out, struct dl_error *e)
{
	struct dl_options o = {.path = str("x.txt")};
	return dl_jsonl_line(p, DL_JSONL_EXTRACT, &o, str(jsonl), out, e);
}

static call_fn *const calls[] = {call_timex, call_parse, call_explain, call_jsonl};

/* More allocations than any of the calls makes. */
#define ENOUGH 5000

START_TEST(nth_allocation)
{
	struct counter c = {0, 0};
	struct dl_alloc alloc = {counting, &c};
	long n = 0;
	for (int rc = -1; rc != 0; n++) {
		struct dl_parser *p = NULL;
		struct dl_error e = {.status = DL_OK};
		size_t written = 0;
		struct dl_sink out = {swallow, &written};
		ck_assert_int_lt(n, ENOUGH);
		c.left = n;
		rc = dl_parser_new(&alloc, &p, &e);
		if (rc == 0)
			rc = calls[_i](p, &out, &e);
		if (rc != 0) {
			ck_assert_int_eq(e.status, DL_NOMEM);
			c.left = ENOUGH;
			e.status = DL_OK;
			if (p != NULL)
				ck_assert_int_eq(calls[_i](p, &out, &e), 0);
		}
		if (p != NULL)
			ck_assert_uint_gt(written, 0);
		dl_parser_free(p);
		ck_assert_int_eq(c.live, 0);
	}
	ck_assert_int_gt(n, 1);
}
END_TEST

/* A document of some kilobytes as a line: n is different in each. */
static struct dl_str write_line(char *p, size_t size, int n)
{
	int at = snprintf(p, size, "{\"id\":%d,\"text\":\"", n);
	for (int i = 0; i < 30 + n % 7; i++)
		at += snprintf(p + at, size - (size_t)at,
		    "The choir of the parish met for the %dth time on %d May 2024 at 7.30 pm. "
		    "Nobody could say how many lanterns were left in the cellar.\\n\\n",
		    i + 4, i % 28 + 1);
	at += snprintf(p + at, size - (size_t)at, "\"}");
	return (struct dl_str){p, (size_t)at};
}

/* Once warm, a stream of documents takes no memory; one call in a hundred
 * documents is room for a longer one. */
START_TEST(a_stream_allocates_next_to_nothing)
{
	enum { WARM = 20, LINES = 220 };
	static char line[32768];
	struct nth count = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&count);
	struct dl_options o = {.from = str("text")};
	struct dl_error e = {.status = DL_OK};
	size_t written = 0, bytes = 0;
	struct dl_sink out = {swallow, &written};
	struct dl_parser *p;
	long before = 0;
	ck_assert_int_eq(dl_parser_new(&alloc, &p, &e), 0);
	for (int i = 0; i < LINES; i++) {
		struct dl_str s = write_line(line, sizeof(line), i);
		if (i == WARM)
			before = count.calls;
		bytes += i < WARM ? 0 : s.n;
		ck_assert_int_eq(dl_jsonl_line(p, DL_JSONL_TIMEX, &o, s, &out, &e), 0);
	}
	ck_assert_uint_gt(bytes, 800000);
	ck_assert_uint_gt(written, bytes / 8);
	ck_assert_int_le(count.calls - before, 2);
	dl_parser_free(p);
	ck_assert_int_eq(count.live, 0);
}
END_TEST

static int refuse(void *ctx, const char *p, size_t n)
{
	(void)ctx;
	(void)p;
	(void)n;
	return -1;
}

START_TEST(sink_refuses)
{
	struct dl_parser *p = NULL;
	ck_assert_int_eq(dl_parser_new(NULL, &p, NULL), 0);
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		struct dl_error e = {.status = DL_OK};
		struct dl_sink out = {refuse, NULL};
		if (calls[i] == call_parse)
			continue;
		ck_assert_int_eq(calls[i](p, &out, &e), -1);
		ck_assert_int_eq(e.status, DL_IO);
	}
	dl_parser_free(p);
}
END_TEST

Suite *suite_api_memory(void);
Suite *suite_api_memory(void)
{
	Suite *s = suite_create("api/memory");
	TCase *tc = tcase_create("memory");
	tcase_add_loop_test(tc, nth_allocation, 0, (int)(sizeof(calls) / sizeof(calls[0])));
	tcase_add_test(tc, sink_refuses);
	tcase_add_test(tc, a_stream_allocates_next_to_nothing);
	suite_add_tcase(s, tc);
	return s;
}
