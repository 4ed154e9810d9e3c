/* SPDX-License-Identifier: MIT */
#include "bench/speed.h"

#include <dateline/dateline.h>
#include <dateline/io.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/parser.h"
#include "base/json_read.h"
#include "base/str.h"
#include "bench/process.h"
#include "bench/text.h"
#include "nth.h"
#include "source/source.h"
#include "when/lex.h"
#include "when/tables.h"
#include "worst.h"

enum { RUNS = 5 };

/* ---- whole processes ---------------------------------------------------------- */

static void compare(const char *program, const char *path, double mb)
{
	const char *const ours[] = {program, "timex", "--jsonl", NULL};
	const char *const wc[] = {"wc", "-w", NULL}, *const grep[] = {"grep", "-c", "year", NULL};
	double t[RUNS], w[RUNS], g[RUNS];
	for (int i = 0; i < RUNS; i++) { /* in turns, so that a busy machine is busy for all */
		t[i] = bench_run(ours, path).cpu;
		w[i] = bench_run(wc, path).cpu;
		g[i] = bench_run(grep, path).cpu;
	}
	double timex = bench_median(t, RUNS), words = bench_median(w, RUNS),
	       year = bench_median(g, RUNS);
	printf("  %-22s %7.1f MB/s\n", "timex --jsonl", mb / timex);
	printf("  %-22s %7.1f MB/s   timex is %.2f of it\n", "wc -w", mb / words, words / timex);
	printf("  %-22s %7.0f MB/s   timex is %.3f of it\n", "grep -c year",
	    mb / (year < 1e-3 ? 1e-3 : year), year / timex);
}

/* ---- stages -------------------------------------------------------------------- */

enum stage { JSON, TEXT, SEEK, FIND, WRITE, STAGES };

struct clocks {
	double at, spent[STAGES];
};

static void stop(struct clocks *c, enum stage stage)
{
	double now = bench_cpu();
	c->spent[stage] += now - c->at;
	c->at = now;
}

/* Passes over the text without making anything of what is found. */
static size_t seek(const struct text_doc *doc)
{
	static const struct lex_hunt hunt = {.anchors = LEX_BIT(LEX_ISODATE)};
	size_t n = 0;
	for (size_t i = 0; i < doc->n_blocks; i++) {
		struct dl_str text = {doc->text.p, doc->blocks[i].span.end};
		uint32_t at = doc->blocks[i].span.start;
		while (lex_seek(lang_lexicons, text, &at, &hunt)) {
			struct lex_token t;
			while (
			    lex_next(lang_lexicons, text, &at, &t) && (t.mask & hunt.anchors) == 0)
				;
			n++;
		}
	}
	return n;
}

static void take_line(struct dl_parser *p, struct dl_str line, struct clocks *c)
{
	struct json_field field = {.name = "text"};
	struct dl_options o = {.from = STR("text"), .ref = STR("2026-11-23")};
	struct parsed parsed = {.list = {.n = 0}};
	c->at = bench_cpu();
	bench_must(json_read(&p->in, line, &field, 1, NULL) == 0, "a line is no JSON");
	stop(c, JSON);
	arena_reset(&p->scratch);
	bench_must(source_read(&p->scratch, o.from, STR(""), field.string, &parsed.doc, NULL) == 0,
	    "a text cannot be read");
	stop(c, TEXT);
	(void)seek(&parsed.doc);
	stop(c, SEEK);
	bench_must(
	    when_find(&p->scratch, &parsed.doc, &o, &parsed.list, NULL) == 0, "out of memory");
	stop(c, FIND);
	timex_write(&parsed, &o, false, &p->out);
	buf_clear(&p->out);
	stop(c, WRITE);
}

static void print_stages(struct dl_str lines, double mb)
{
	static const char *const names[] = {
	    "JSON read", "text read", "words passed over", "expressions", "JSON written"};
	struct clocks c = {0};
	struct dl_parser *p;
	bench_must(dl_parser_new(NULL, &p, NULL) == 0, "out of memory");
	for (struct dl_str rest = lines; rest.n != 0;)
		take_line(p, str_split(&rest, '\n'), &c);
	dl_parser_free(p);
	/* the search for expressions passes over the words, too */
	c.spent[FIND] -= c.spent[SEEK] < c.spent[FIND] ? c.spent[SEEK] : c.spent[FIND];
	for (int i = 0; i < STAGES; i++)
		printf("    %-20s %7.2f ns/byte\n", names[i], c.spent[i] / mb * 1e3);
}

static int swallow(void *ctx, const char *p, size_t n)
{
	(void)p;
	*(size_t *)ctx += n;
	return 0;
}

static void print_allocations(struct dl_str lines, double mb)
{
	struct nth count = {.left = -1};
	struct dl_alloc alloc = nth_alloc(&count);
	struct dl_options o = {.from = STR("text")};
	size_t written = 0;
	struct dl_sink out = {swallow, &written};
	struct dl_parser *p;
	bench_must(dl_parser_new(&alloc, &p, NULL) == 0, "out of memory");
	for (struct dl_str rest = lines; rest.n != 0;)
		bench_must(
		    dl_jsonl_line(p, DL_JSONL_TIMEX, &o, str_split(&rest, '\n'), &out, NULL) == 0,
		    "out of memory");
	dl_parser_free(p);
	printf("  %-22s %7.2f a megabyte, %.2f MB written for each read\n", "allocations",
	    (double)count.calls / mb, (double)written / MEGABYTE / mb);
}

/* ---- files --------------------------------------------------------------------- */

static void generate(const char *path, enum bench_kind kind, size_t bytes)
{
	FILE *f = bench_create(path);
	uint32_t random = 20261123;
	for (unsigned n = 0; (size_t)ftell(f) < bytes; n++) {
		struct dl_str s = bench_document(kind, &random, 3000 + n * 37 % 2000);
		bench_must(s.p != NULL && bench_line(f, n, NULL, s), path);
		free((char *)s.p);
	}
	bench_must(fclose(f) == 0, path);
}

static void repeat(const char *path, char **samples, size_t bytes)
{
	FILE *f = bench_create(path);
	struct dl_error e = {.status = DL_OK};
	struct dl_str s;
	unsigned n_samples = 0;
	while (samples[n_samples] != NULL)
		n_samples++;
	for (unsigned n = 0; (size_t)ftell(f) < bytes; n++) {
		bench_must(
		    dl_file_read(NULL, samples[n % n_samples], SIZE_MAX, &s, &e) == 0, e.text);
		bench_must(bench_line(f, n, NULL, s), path);
		dl_bytes_free(NULL, s);
	}
	bench_must(fclose(f) == 0, path);
}

static void measure(const char *program, const char *name, const char *path)
{
	struct dl_error e = {.status = DL_OK};
	struct dl_str lines;
	bench_must(dl_file_read(NULL, path, SIZE_MAX, &lines, &e) == 0, e.text);
	double mb = (double)lines.n / MEGABYTE;
	printf("%s, %.0f MB of JSON lines\n", name, mb);
	compare(program, path, mb);
	print_allocations(lines, mb);
	print_stages(lines, mb);
	dl_bytes_free(NULL, lines);
}

void bench_speed(const char *program, size_t megabytes, char **samples)
{
	char path[BENCH_PATH];
	size_t bytes = megabytes * (size_t)MEGABYTE;
	bench_file(path, "lines.jsonl");
	setenv("LC_ALL", "C.UTF-8", 1);
	generate(path, BENCH_PROSE, bytes);
	measure(program, "prose", path);
	generate(path, BENCH_DENSE, bytes / 4);
	measure(program, "date-dense text", path);
	if (samples[0] != NULL) {
		repeat(path, samples, bytes / 4);
		measure(program, "our own samples", path);
	}
	bench_file_remove(path);
}

/* ---- growth -------------------------------------------------------------------- */

static double take_text(const char *unit, size_t size)
{
	struct dl_parser *p;
	bench_must(dl_parser_new(NULL, &p, NULL) == 0, "out of memory");
	char *text = malloc(size);
	size_t n = strlen(unit), written = 0;
	struct dl_options o = {.from = STR("text")};
	struct dl_sink out = {swallow, &written};
	bench_must(text != NULL, "out of memory");
	for (size_t i = 0; i < size; i++)
		text[i] = unit[i % n];
	for (size_t i = size - 1; ((unsigned char)text[i] & 0x80) != 0; i--)
		text[i] = ' '; /* no half character at the end */
	double best = 1e9;
	for (int i = 0; i < 3; i++) {
		double from = bench_cpu();
		bench_must(dl_timex(p, &o, (struct dl_str){text, size}, &out, NULL) == 0, unit);
		double took = bench_cpu() - from;
		best = took < best ? took : best;
	}
	free(text);
	dl_parser_free(p);
	return best;
}

/* In a process of its own: the pages that a smaller text has left to the heap
 * are no gain of the text after it. */
static double take_apart(const char *unit, size_t size)
{
	int ends[2], status;
	double took = 0;
	bench_must(pipe(ends) == 0, "no pipe");
	fflush(stdout);
	pid_t child = fork();
	bench_must(child >= 0, "no process");
	if (child == 0) {
		took = take_text(unit, size);
		_exit(write(ends[1], &took, sizeof(took)) == (ssize_t)sizeof(took) ? 0 : 1);
	}
	close(ends[1]);
	bench_must(read(ends[0], &took, sizeof(took)) == (ssize_t)sizeof(took), unit);
	close(ends[0]);
	bench_must(waitpid(child, &status, 0) == child && status == 0, unit);
	return took;
}

void bench_worst(void)
{
	enum { SMALL = 1 << 20 };
	printf("texts made to be slow: 1 MiB of each, and how much longer 4 MiB take\n");
	for (size_t i = 0; i < N_WORST; i++) {
		double small = take_apart(worst[i].unit, SMALL);
		double large = take_apart(worst[i].unit, 4 * (size_t)SMALL);
		printf("  %-22s %7.1f MB/s   %.2f times\n", worst[i].name, SMALL / MEGABYTE / small,
		    large / small);
	}
}
