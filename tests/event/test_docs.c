/* SPDX-License-Identifier: MIT */
/* Whole documents: tests/event/docs/NAME.{txt,md,html} and what a person would
 * put into a calendar, docs/NAME.events. Lines of the latter:
 *
 *     # a comment
 *     ref 2026-05-01             options, before the first event
 *     tz Europe/Vienna
 *     = title of the document
 *     + 2026-05-04T09:30/2026-05-04T10:45 | Opening lecture | Hall A, Ghent | Europe/Brussels | …
 *     ! 1:20 warning text
 *     - "since 2018" background.since
 *
 * After zone: part and window, status, rrule, "not" and the days it
 * leaves out, "after N" (the N-th event of the file, from 1), people. ACCEPT=1
 * rewrites the files, comments and options kept. */
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dateline/dateline.h>

#include "base/buf.h"
#include "base/str.h"
#include "event/build.h"
#include "source/source.h"

#define FOLDER "tests/event/docs/"

/* Paths of the documents in the folder, sorted. */
static glob_t found;
static const char *docs[256];
static int n_docs;

static void find_docs(void)
{
	if (n_docs != 0 || glob(FOLDER "*", 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc && n_docs < 256; i++)
		if (!str_ends(str_of(found.gl_pathv[i]), STR(".events")))
			docs[n_docs++] = found.gl_pathv[i] + sizeof(FOLDER) - 1;
}

/* ---- one document as lines ---------------------------------------------------- */

static void put_civil(struct buf *b, struct dl_civil c, enum dl_precision p)
{
	buf_printf(b, "%04d", c.year);
	if (p >= DL_SEASON)
		buf_printf(b, "-%02d", c.month);
	if (p >= DL_DAY)
		buf_printf(b, "-%02d", c.day);
	if (p == DL_MINUTE)
		buf_printf(b, "T%02d:%02d", c.hour, c.minute);
}

static void put_str(struct buf *b, struct dl_str s)
{
	buf_add(b, s.n == 0 ? STR("-") : s);
}

static size_t index_of(const struct dl_calendar *c, struct dl_str uid)
{
	for (size_t i = 0; i < c->n_events; i++)
		if (str_eq(c->events[i].uid, uid))
			return i + 1;
	return 0;
}

static void put_event(struct buf *b, const struct dl_calendar *c, const struct dl_event *e)
{
	buf_z(b, "+ ");
	if (e->has_start) {
		put_civil(b, e->start, e->precision);
		if (e->precision == DL_DECADE || e->precision == DL_CENTURY ||
		    e->precision == DL_SEASON)
			buf_printf(b, " %s", dl_precision_name(e->precision));
	} else if (e->has_time) {
		buf_printf(b, "at %02d:%02d", e->start.hour, e->start.minute);
	} else {
		buf_byte(b, '-');
	}
	if (e->has_end) {
		buf_byte(b, '/');
		put_civil(b, e->end, e->precision);
	}
	buf_z(b, e->approximate ? " ~ | " : " | ");
	put_str(b, e->title);
	buf_z(b, " | ");
	put_str(b, e->location);
	buf_z(b, " | ");
	put_str(b, e->tz);
	if (e->precision == DL_PART && e->has_window)
		buf_printf(b, " | %s %02d:%02d-%02d:%02d", dl_part_name(e->part), e->window[0].hour,
		    e->window[0].minute, e->window[1].hour, e->window[1].minute);
	if (e->status != DL_CONFIRMED)
		buf_printf(b, " | %s", dl_event_status_name(e->status));
	if (e->rrule.n != 0)
		buf_printf(b, " | %.*s", (int)e->rrule.n, e->rrule.p);
	for (size_t i = 0; i < e->after.n; i++)
		buf_printf(b, " | after %zu", index_of(c, e->after.v[i]));
	for (size_t i = 0; i < e->exdates.n; i++)
		buf_printf(b, "%s%.*s", i == 0 ? " | not " : ", ", (int)e->exdates.v[i].n,
		    e->exdates.v[i].p);
	for (size_t i = 0; i < e->people.n; i++)
		buf_printf(b, "%s%.*s", i == 0 ? " | with " : ", ", (int)e->people.v[i].n,
		    e->people.v[i].p);
	buf_byte(b, '\n');
}

static void put_verdicts(struct buf *b, const struct text_doc *doc, const struct when_list *list,
    const struct event_verdicts *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->v[i].event != UINT32_MAX)
			continue;
		struct dl_str s = str_sub(doc->text, list->v[v->v[i].expr].span);
		buf_printf(b, "- \"%.*s\" %s\n", (int)s.n, s.p, v->v[i].reason);
	}
}

struct reading {
	struct arena arena;
	struct text_doc doc;
	struct when_list list;
	struct dl_calendar cal;
	struct event_verdicts verdicts;
};

static void read_doc(struct reading *r, const char *name, struct dl_str bytes, struct dl_options *o)
{
	struct dl_error err = {.status = DL_OK};
	o->path = str_of(name);
	int rc = source_read(&r->arena, STR(""), str_of(name), bytes, &r->doc, &err);
	if (rc == 0)
		rc = when_find(&r->arena, &r->doc, o, &r->list, &err);
	if (rc == 0)
		rc = event_build(&r->arena, &r->doc, &r->list, o, &r->cal, &r->verdicts, &err);
	ck_assert_msg(rc == 0, "%s: %s", name, err.text);
}

static void put_all(struct buf *b, const struct reading *r)
{
	buf_printf(b, "= %.*s\n", (int)r->cal.title.n, r->cal.title.p);
	for (size_t i = 0; i < r->cal.n_events; i++)
		put_event(b, &r->cal, &r->cal.events[i]);
	for (size_t i = 0; i < r->cal.n_warnings; i++)
		buf_printf(b, "! %u:%u %s\n", r->cal.warnings[i].line, r->cal.warnings[i].column,
		    r->cal.warnings[i].text);
	put_verdicts(b, &r->doc, &r->list, &r->verdicts);
}

/* ---- the expectation ----------------------------------------------------------- */

/* Comments and options go to `head`, the rest is what must come out. */
static void split_expected(
    struct dl_str text, struct buf *head, struct buf *body, struct dl_options *o)
{
	while (text.p != NULL && text.n != 0) {
		struct dl_str line = str_split(&text, '\n');
		bool option = str_starts(line, STR("ref ")) || str_starts(line, STR("tz "));
		struct buf *to = option || str_starts(line, STR("#")) ? head : body;
		buf_add(to, line);
		buf_byte(to, '\n');
		if (str_starts(line, STR("ref ")))
			o->ref = (struct dl_str){line.p + 4, line.n - 4};
		if (str_starts(line, STR("tz ")))
			o->tz = (struct dl_str){line.p + 3, line.n - 3};
	}
}

static void events_path(char *out, size_t size, const char *name)
{
	snprintf(out, size, FOLDER "%.*s.events", (int)strcspn(name, "."), name);
}

static void accept(const char *path, const struct buf *head, const struct buf *got)
{
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fprintf(f, "%.*s%.*s", (int)head->n, head->n == 0 ? "" : head->p, (int)got->n, got->p);
	ck_assert_int_eq(fclose(f), 0);
}

/* Line by line, so that the message says which. */
static void compare(const char *path, struct dl_str want, struct dl_str got)
{
	while (want.n != 0 || got.n != 0) {
		struct dl_str a = want.n == 0 ? want : str_split(&want, '\n');
		struct dl_str b = got.n == 0 ? got : str_split(&got, '\n');
		ck_assert_msg(str_eq(a, b), "%s:\n  want %.*s\n  got  %.*s", path, (int)a.n,
		    a.n == 0 ? "" : a.p, (int)b.n, b.n == 0 ? "" : b.p);
	}
}

START_TEST(document)
{
	const char *name = docs[_i];
	char path[256], events[256];
	struct dl_str bytes, expected = {NULL, 0};
	struct dl_error err = {.status = DL_OK};
	snprintf(path, sizeof(path), FOLDER "%s", name);
	events_path(events, sizeof(events), name);
	ck_assert_msg(dl_file_read(NULL, path, 1 << 20, &bytes, &err) == 0, "%s", err.text);
	bool accepting = getenv("ACCEPT") != NULL;
	if (dl_file_read(NULL, events, 1 << 20, &expected, &err) != 0)
		ck_assert_msg(accepting, "%s: %s", events, err.text);
	struct buf head = {.n = 0}, body = {.n = 0}, got = {.n = 0};
	struct dl_options o = {.path = {NULL, 0}};
	split_expected(expected, &head, &body, &o);
	struct reading r = {.doc = {.path = {NULL, 0}}};
	read_doc(&r, name, bytes, &o);
	put_all(&got, &r);
	if (accepting)
		accept(events, &head, &got);
	else
		compare(events, buf_str(&body), buf_str(&got));
	arena_free(&r.arena);
	dl_bytes_free(NULL, bytes);
	dl_bytes_free(NULL, expected);
	buf_free(&head);
	buf_free(&body);
	buf_free(&got);
}
END_TEST

/* Two readings give the same bytes, whatever lay in memory before. */
START_TEST(same_again)
{
	char path[256];
	struct dl_str bytes;
	struct buf a = {.n = 0}, b = {.n = 0};
	struct dl_options o = {.path = {NULL, 0}};
	snprintf(path, sizeof(path), FOLDER "%s", docs[_i]);
	ck_assert_int_eq(dl_file_read(NULL, path, 1 << 20, &bytes, NULL), 0);
	for (int k = 0; k < 2; k++) {
		struct reading r = {.doc = {.path = {NULL, 0}}};
		read_doc(&r, docs[_i], bytes, &o);
		put_all(k == 0 ? &a : &b, &r);
		arena_free(&r.arena);
	}
	ck_assert(str_eq(buf_str(&a), buf_str(&b)));
	dl_bytes_free(NULL, bytes);
	buf_free(&a);
	buf_free(&b);
}
END_TEST

Suite *suite_event_docs(void);
Suite *suite_event_docs(void)
{
	Suite *s = suite_create("event/docs");
	TCase *tc = tcase_create("documents");
	find_docs();
	tcase_add_loop_test(tc, document, 0, n_docs);
	tcase_add_loop_test(tc, same_again, 0, n_docs);
	suite_add_tcase(s, tc);
	return s;
}
