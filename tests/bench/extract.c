/* SPDX-License-Identifier: MIT */
/* Documents to events: a stream of mixed documents, and large files. */
#include <dateline/io.h>

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/parser.h"
#include "base/str.h"
#include "bench/process.h"
#include "bench/speed.h"
#include "bench/text.h"

enum { RUNS = 5, LARGE_MEGABYTES = 10 };

/* Times as medians, memory as the most of all runs. */
static struct bench_run runs(const char *const *args, const char *input)
{
	double cpu[RUNS], wall[RUNS];
	struct bench_run ret = {.megabytes = 0};
	for (int i = 0; i < RUNS; i++) {
		struct bench_run r = bench_run(args, input);
		cpu[i] = r.cpu;
		wall[i] = r.wall;
		ret.megabytes = r.megabytes > ret.megabytes ? r.megabytes : ret.megabytes;
	}
	ret.cpu = bench_median(cpu, RUNS);
	ret.wall = bench_median(wall, RUNS);
	return ret;
}

static double print_runs(const char *name, const char *const *args, const char *input, double mb)
{
	struct bench_run r = runs(args, input);
	printf("  %-22s %7.1f MB/s, %.2f s of processor for %.2f s, %.1f MB resident\n", name,
	    mb / r.wall, r.cpu, r.wall, r.megabytes);
	return r.cpu;
}

/* ---- a stream ------------------------------------------------------------------- */

/* Texts of which the numbers of expressions and events are counted. */
#define COUNTED 1000

static void count(struct dl_parser *p, const char *format, struct dl_str text, size_t counts[2])
{
	struct dl_options o = {.from = str_of(format), .ref = STR("2026-11-23")};
	struct dl_calendar *c;
	struct parsed parsed;
	bench_must(parser_read(p, &o, text, &parsed, NULL) == 0 &&
		       parser_events(p, &o, &parsed, &c, NULL, NULL) == 0,
	    "a text cannot be read");
	counts[0] += parsed.list.n;
	counts[1] += c->n_events;
	dl_calendar_free(c);
}

static void write_mixed(const char *path, size_t bytes)
{
	FILE *f = bench_create(path);
	uint32_t random = 20261124;
	size_t counts[2] = {0, 0}, counted = 0, all = 0;
	unsigned n = 0;
	struct dl_parser *p;
	bench_must(dl_parser_new(NULL, &p, NULL) == 0, "out of memory");
	for (; (size_t)ftell(f) < bytes; n++) {
		const char *format;
		struct dl_str s = bench_mixed(&random, &format);
		bench_must(s.p != NULL && bench_line(f, n, format, s), path);
		all += s.n;
		if (n < COUNTED) {
			count(p, format, s, counts);
			counted += s.n;
		}
		free((char *)s.p);
	}
	bench_must(fclose(f) == 0, path);
	dl_parser_free(p);
	printf("mixed documents, %.0f MB of JSON lines: %.1f KB each, %.1f expressions and %.1f "
	       "events per KB\n",
	    (double)all / MEGABYTE, (double)all / n / 1e3,
	    (double)counts[0] / (double)counted * 1e3, (double)counts[1] / (double)counted * 1e3);
}

static void bench_stream(const char *program, size_t bytes)
{
	const char *const extract[] = {program, "extract", "--jsonl", NULL};
	const char *const wc[] = {"wc", "-w", NULL};
	char path[BENCH_PATH];
	bench_file(path, "mixed.jsonl");
	write_mixed(path, bytes);
	double mb = (double)bytes / MEGABYTE;
	double cpu = print_runs("extract --jsonl", extract, path, mb);
	double words = runs(wc, path).cpu;
	printf("  %-22s %7.1f MB/s   extract takes %.1f times its processor time\n", "wc -w",
	    mb / words, cpu / words);
	bench_file_remove(path);
}

/* ---- large files ------------------------------------------------------------------ */

static double gumbo_seconds(struct dl_str s)
{
	double v[RUNS];
	for (int i = 0; i < RUNS; i++) {
		double from = bench_cpu();
		GumboOutput *out = gumbo_parse_with_options(&kGumboDefaultOptions, s.p, s.n);
		gumbo_destroy_output(&kGumboDefaultOptions, out);
		v[i] = bench_cpu() - from;
	}
	return bench_median(v, RUNS);
}

static void bench_large_file(const char *program, const char *format, const char *name)
{
	const char *args[] = {program, "extract", "--to", "ndjson", "--from", format, NULL, NULL};
	char path[BENCH_PATH], title[40];
	uint32_t random = 20261125;
	struct dl_str s = bench_large(&random, format, LARGE_MEGABYTES * (size_t)MEGABYTE);
	double mb = (double)s.n / MEGABYTE;
	bench_must(s.p != NULL, "out of memory");
	bench_file(path, name);
	FILE *f = bench_create(path);
	bench_must(fwrite(s.p, 1, s.n, f) == s.n && fclose(f) == 0, path);
	free((char *)s.p);
	args[6] = path;
	snprintf(title, sizeof(title), "%.0f MB of %s", mb, format);
	double cpu = print_runs(title, args, "/dev/null", mb);
	bench_must(dl_file_read(NULL, path, SIZE_MAX, &s, NULL) == 0, path);
	if (strcmp(format, "html") == 0) {
		double gumbo = gumbo_seconds(s);
		printf("  %-22s %7.1f MB/s   extract takes %.1f times its time\n", "gumbo alone",
		    mb / gumbo, cpu / gumbo);
	}
	dl_bytes_free(NULL, s);
	bench_file_remove(path);
}

void bench_extract(const char *program, size_t megabytes)
{
	bench_stream(program, megabytes * (size_t)MEGABYTE);
	printf("large files\n");
	bench_large_file(program, "text", "large.txt");
	bench_large_file(program, "markdown", "large.md");
	bench_large_file(program, "html", "large.html");
}
