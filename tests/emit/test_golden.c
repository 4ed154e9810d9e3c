/* SPDX-License-Identifier: MIT */
/* tests/emit/CASE/calendar.txt, through every emitter, gives CASE/out.EXT,
 * byte for byte. ACCEPT=1 in the environment writes the files instead: look at
 * the diff. A case is a folder and its name here. */
#include <check.h>
#include <dateline/emit.h>
#include <dateline/io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "case.h"

static const char *const cases[] = {"founding", "programme", "chronology", "hostile", "empty",
    "recurring", "status", "floating", "zones"};
static const char *const formats[] = {"ics", "json", "atom", "html", "ndjson", "csv", "table"};
enum { N_CASES = sizeof(cases) / sizeof(*cases), N_FORMATS = sizeof(formats) / sizeof(*formats) };

static void emit_case(const char *name, const struct dl_emitter *emitter, struct buf *ret)
{
	struct arena a = {.alloc = NULL};
	struct dl_calendar c;
	struct dl_error error = {.status = DL_OK};
	char path[256];
	snprintf(path, sizeof(path), "tests/emit/%s/calendar.txt", name);
	case_read(&a, path, &c);
	struct dl_sink sink = buf_sink(ret);
	ck_assert_msg(emitter->emit(&c, &sink, &error) == 0, "%s: %s", path, error.text);
	arena_free(&a);
}

/* Where two texts part: the line, for a message that helps. */
static size_t line_of_difference(struct dl_str a, struct dl_str b)
{
	size_t line = 1;
	for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		line += a.p[i] == '\n';
	return line;
}

START_TEST(golden)
{
	const char *name = cases[_i / N_FORMATS];
	const struct dl_emitter *emitter = dl_emitter_find(str_of(formats[_i % N_FORMATS]));
	struct buf out = {.alloc = NULL};
	struct dl_str want;
	struct dl_error error = {.status = DL_OK};
	char path[256];
	ck_assert_ptr_nonnull(emitter);
	emit_case(name, emitter, &out);
	snprintf(path, sizeof(path), "tests/emit/%s/out.%s", name, emitter->extension);
	if (getenv("ACCEPT") != NULL)
		ck_assert_msg(
		    dl_file_write(path, buf_str(&out), NULL, &error) == 0, "%s", error.text);
	ck_assert_msg(dl_file_read(NULL, path, BUF_MAX, &want, &error) == 0, "%s", error.text);
	ck_assert_msg(str_eq(buf_str(&out), want), "%s:%zu: differs", path,
	    line_of_difference(buf_str(&out), want));
	dl_bytes_free(NULL, want);
	buf_free(&out);
}
END_TEST

/* The table has no emitter that this file leaves out. */
START_TEST(every_format_has_a_case)
{
	size_t n = 0;
	while (dl_emitters[n] != NULL)
		n++;
	ck_assert_uint_eq(n, N_FORMATS);
	ck_assert_ptr_null(dl_emitter_find(STR("icalendar")));
}
END_TEST

Suite *suite_emit_golden(void);
Suite *suite_emit_golden(void)
{
	Suite *s = suite_create("emit/golden");
	TCase *tc = tcase_create("golden");
	tcase_add_loop_test(tc, golden, 0, N_CASES * N_FORMATS);
	tcase_add_test(tc, every_format_has_a_case);
	suite_add_tcase(s, tc);
	return s;
}
