/* SPDX-License-Identifier: MIT */
/* Writers when memory or the sink gives out: an error, nothing lost, and the
 * same bytes as ever afterwards. */
#include <check.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "case.h"
#include "emit/emit.h"

/* libxml2 2.9 loses the element it is about to open (xmlTextWriterStartElement:
 * the entry, its name, its link) when it cannot put it on its stack. */
static const struct {
	const char *name;
	out_writer *write;
	size_t lost; /* blocks that a library may lose when it has no memory */
} writers[] = {{"ics", ics_write, 0}, {"json", jsonfeed_write, 0}, {"atom", atom_write, 3},
    {"html", html_write, 0}, {"ndjson", ndjson_write, 0}, {"csv", csv_write, 0},
    {"table", table_write, 0}};
enum { N_WRITERS = sizeof(writers) / sizeof(*writers) };

static struct arena arena;
static struct dl_calendar calendar;

static void setup(void)
{
	/* What libxml2 and jansson allocate once and keep must not be counted. */
	xmlInitParser();
	case_read(&arena, "tests/emit/programme/calendar.txt", &calendar);
}

static void teardown(void)
{
	arena_free(&arena);
}

/* ---- an allocator that gives out -------------------------------------------- */

/* Blocks are linked, so that what a library lost can be given back for it. */
struct block {
	struct block *before, *after;
	size_t run; /* in which it was allocated */
	alignas(max_align_t) char data[];
};

static struct {
	size_t left; /* allocations until it does; SIZE_MAX: never */
	size_t live; /* blocks not given back */
	size_t run;
	struct block *blocks;
} memory;

static struct block *block_of(void *p)
{
	return (struct block *)((char *)p - offsetof(struct block, data));
}

static void unlink_block(struct block *b)
{
	*(b->before == NULL ? &memory.blocks : &b->before->after) = b->after;
	if (b->after != NULL)
		b->after->before = b->before;
	memory.live--;
}

static void *link_block(struct block *b)
{
	*b = (struct block){NULL, memory.blocks, memory.run};
	if (b->after != NULL)
		b->after->before = b;
	memory.blocks = b;
	memory.live++;
	return b->data;
}

static void *give(void *ctx, void *p, size_t n)
{
	(void)ctx;
	struct block *old = p == NULL ? NULL : block_of(p);
	if (n != 0 && memory.left == 0)
		return NULL;
	if (n != 0 && memory.left != SIZE_MAX)
		memory.left--;
	if (old != NULL)
		unlink_block(old);
	if (n == 0) {
		free(old);
		return NULL;
	}
	struct block *b = realloc(old, sizeof(*b) + n);
	if (b == NULL)
		abort(); /* real memory has run out: no test can go on */
	return link_block(b);
}

/* Gives back what is left of this run; how many blocks that was. */
static size_t sweep(void)
{
	size_t n = 0;
	for (struct block *b = memory.blocks, *next; b != NULL; b = next) {
		next = b->after;
		if (b->run != memory.run)
			continue;
		unlink_block(b);
		free(b);
		n++;
	}
	return n;
}

static void *give_new(size_t n)
{
	return give(NULL, NULL, n);
}

static void *give_more(void *p, size_t n)
{
	return give(NULL, p, n);
}

static void give_back(void *p)
{
	give(NULL, p, 0);
}

static char *give_copy(const char *z)
{
	char *p = give_new(strlen(z) + 1);
	return p == NULL ? NULL : strcpy(p, z);
}

static void take_libraries(void)
{
	json_set_alloc_funcs(give_new, give_back);
	xmlMemSetup(give_back, give_new, give_more, give_copy);
}

static void return_libraries(void)
{
	json_set_alloc_funcs(malloc, free);
	xmlMemSetup(free, malloc, realloc, strdup);
}

static const struct dl_alloc alloc = {give, NULL};

static int run(int i, struct buf *ret, struct dl_error *error)
{
	struct dl_sink sink = buf_sink(ret);
	return out_run(writers[i].write, &calendar, &alloc, &sink, error);
}

START_TEST(memory_gives_out)
{
	struct buf want = {.alloc = NULL}, got = {.alloc = NULL};
	memory.left = SIZE_MAX;
	take_libraries();
	int first = run(_i, &want, NULL); /* libraries keep what they set up once */
	size_t n = 0, lost = 0;
	int rc = -1, status = DL_NOMEM;
	/* Every 7th after the first hundred: each place is met with every event. */
	for (; rc != 0 && status == DL_NOMEM && lost <= writers[_i].lost; n += n < 100 ? 1 : 7) {
		struct dl_error error = {.status = DL_OK};
		buf_clear(&got);
		memory.run++;
		memory.left = n;
		rc = run(_i, &got, &error);
		memory.left = SIZE_MAX;
		status = (int)error.status;
		lost = sweep();
	}
	return_libraries();
	ck_assert_int_eq(first, 0);
	ck_assert_msg(rc == 0, "%s, allocation %zu: status %d, %zu blocks lost", writers[_i].name,
	    n, status, lost);
	ck_assert_uint_gt(n, 3);
	ck_assert_uint_eq(lost, 0);
	ck_assert(str_eq(buf_str(&got), buf_str(&want)));
	buf_free(&want);
	buf_free(&got);
}
END_TEST

/* ---- a sink that gives out ---------------------------------------------------- */

struct sink {
	size_t left;
	size_t writes, bytes;
};

static int write_some(void *ctx, const char *p, size_t n)
{
	struct sink *s = ctx;
	(void)p;
	s->writes++;
	s->bytes += n;
	return s->left-- == 0 ? -1 : 0;
}

START_TEST(sink_gives_out)
{
	case_multiply(&arena, &calendar, 900);
	struct sink all = {.left = SIZE_MAX};
	struct dl_sink sink = {write_some, &all};
	ck_assert_int_eq(out_run(writers[_i].write, &calendar, NULL, &sink, NULL), 0);
	ck_assert_uint_ge(all.writes, 2);
	for (size_t n = 0; n < all.writes; n++) {
		struct sink some = {.left = n};
		struct dl_error error = {.status = DL_OK};
		sink.ctx = &some;
		ck_assert_int_eq(out_run(writers[_i].write, &calendar, NULL, &sink, &error), -1);
		ck_assert_int_eq(error.status, DL_IO);
		ck_assert_uint_eq(some.writes, n + 1); /* it is not asked again */
	}
}
END_TEST

/* ---- work grows with the calendar, not faster --------------------------------- */

static size_t allocations(int i, size_t n, size_t *ret_bytes)
{
	struct sink count = {.left = SIZE_MAX};
	struct dl_sink sink = {write_some, &count};
	case_multiply(&arena, &calendar, n);
	memory.left = SIZE_MAX - 1;
	take_libraries();
	memory.run++;
	int rc = out_run(writers[i].write, &calendar, &alloc, &sink, NULL);
	return_libraries();
	ck_assert_int_eq(rc, 0);
	*ret_bytes = count.bytes;
	return SIZE_MAX - 1 - memory.left;
}

START_TEST(four_times_the_events)
{
	size_t bytes, more_bytes;
	size_t some = allocations(_i, 200, &bytes);
	size_t more = allocations(_i, 800, &more_bytes);
	ck_assert_uint_lt(more, some * 5 + 100);
	ck_assert_uint_lt(more_bytes, bytes * 5);
}
END_TEST

Suite *suite_fault_emit(void);
Suite *suite_fault_emit(void)
{
	Suite *s = suite_create("fault/emit");
	TCase *tc = tcase_create("emit");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, memory_gives_out, 0, N_WRITERS);
	tcase_add_loop_test(tc, sink_gives_out, 0, N_WRITERS);
	tcase_add_loop_test(tc, four_times_the_events, 0, N_WRITERS);
	suite_add_tcase(s, tc);
	return s;
}
