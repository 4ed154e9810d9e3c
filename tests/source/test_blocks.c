/* SPDX-License-Identifier: MIT */
/* Each document of tests/source/docs gives the blocks of NAME.blocks beside it.
 * ACCEPT=1 in the environment writes those files instead: look at the diff. */
#include <check.h>
#include <dateline/io.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "blocks.h"
#include "source/source.h"

Suite *suite_source_blocks(void);

#define FOLDER	   "tests/source/docs"
#define MAX_DOCS   100
#define PATH_BYTES 300

static char docs[MAX_DOCS][PATH_BYTES];
static int n_docs;

static int is_doc(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !str_ends(str_of(entry->d_name), STR(".blocks"));
}

static void find_docs(void)
{
	struct dirent **v;
	int n = scandir(FOLDER, &v, is_doc, alphasort);
	for (n_docs = 0; n_docs < n && n_docs < MAX_DOCS; n_docs++)
		snprintf(docs[n_docs], PATH_BYTES, FOLDER "/%s", v[n_docs]->d_name);
	for (int i = 0; i < n; i++)
		free(v[i]);
	free(v);
}

static struct dl_str read_file(const char *path)
{
	struct dl_str s = {NULL, 0};
	struct dl_error error = {.status = DL_OK};
	ck_assert_msg(
	    dl_file_read(NULL, path, 1 << 20, &s, &error) == 0, "%s: %s", path, error.text);
	return s;
}

/* The first line in which two texts differ, for a message. */
static struct dl_str first_difference(struct dl_str want, struct dl_str got)
{
	struct dl_str a, b;
	do {
		a = str_split(&want, '\n');
		b = str_split(&got, '\n');
	} while (str_eq(a, b) && want.n != 0 && got.n != 0);
	return b;
}

START_TEST(blocks)
{
	const char *path = docs[_i];
	char golden[PATH_BYTES + 8];
	struct arena arena = {.alloc = NULL};
	struct text_doc doc;
	struct dl_error error = {.status = DL_OK};
	struct buf got = {.alloc = NULL};
	struct dl_str source = read_file(path);
	snprintf(golden, sizeof(golden), "%s.blocks", path);
	ck_assert_msg(source_read(&arena, STR(""), str_of(path), source, &doc, &error) == 0, "%s",
	    error.text);
	const char *fault = blocks_fault(&doc);
	ck_assert_msg(fault == NULL, "%s: %s", path, fault);
	blocks_print(&doc, &got);
	if (getenv("ACCEPT") != NULL) {
		ck_assert_int_eq(dl_file_write(golden, buf_str(&got), NULL, &error), 0);
	} else {
		struct dl_str want = read_file(golden),
			      line = first_difference(want, buf_str(&got));
		ck_assert_msg(str_eq(want, buf_str(&got)), "%s differs at: %.*s", golden,
		    (int)line.n, line.p);
		dl_bytes_free(NULL, want);
	}
	buf_free(&got);
	arena_free(&arena);
	dl_bytes_free(NULL, source);
}
END_TEST

START_TEST(there_are_docs)
{
	ck_assert_int_gt(n_docs, 15);
}
END_TEST

Suite *suite_source_blocks(void)
{
	find_docs();
	Suite *suite = suite_create("source/blocks");
	TCase *t = tcase_create("blocks");
	tcase_add_test(t, there_are_docs);
	tcase_add_loop_test(t, blocks, 0, n_docs);
	suite_add_tcase(suite, t);
	return suite;
}
