/* SPDX-License-Identifier: MIT */
/* make bench: how fast dateline is, and how much memory it takes, over text
 * that is the same each time. CPU time, of the median or the best of some runs.
 * Time expressions are measured by speed.c, beside wc and grep; events and
 * output here. */
#include <dateline/dateline.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/process.h"
#include "bench/speed.h"

enum { RUNS = 3 };

/* ---- memory: what the library asks for, and the most it held at once ------ */

struct count {
	size_t now, peak, calls;
};
/* Before each block, with the alignment of the C library's own. */
union head {
	size_t n;
	max_align_t align;
};

static void *count_realloc(void *ctx, void *p, size_t n)
{
	struct count *count = ctx;
	union head *old = p ? (union head *)p - 1 : NULL;
	size_t old_n = old ? old->n : 0;

	if (n == 0) {
		count->now -= old_n;
		free(old);
		return NULL;
	}
	union head *head = realloc(old, sizeof *head + n);
	if (!head)
		return NULL;
	head->n = n;
	count->now += n - old_n;
	count->calls++;
	if (count->now > count->peak)
		count->peak = count->now;
	return head + 1;
}

/* ---- text ------------------------------------------------------------------ */

/* @: a date that comes once in forty years, #: a number. One sentence in three
 * names a time, about as in minutes and press releases. */
static const char *const sentences[] = {
    "The committee looked at the plan for the new bridge and asked for another drawing. ",
    "On @, the library in Leeds opens its reading room. ",
    "Nobody could say how many lanterns were left in the cellar. ",
    "Members talked about the budget, which has grown by # percent. ",
    "The choir sings at 7.30 pm on the following day. ",
    "A second opinion will be asked for, and paid for out of the reserve.\n\n",
    "The hall of mirrors opens on @ at 18:00. ",
    "The keeper thanked all who had helped with the boats. ",
    "Paper, ink and # boxes of envelopes were ordered from the usual shop. ",
};

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};

static int write_slot(char *p, size_t n, char slot, unsigned i)
{
	if (slot == '@')
		return snprintf(
		    p, n, "%u %s %u", i % 28 + 1, months[i / 28 % 12], 2027 + i / (28 * 12) % 40);
	return snprintf(p, n, "%u", i % 90 + 10);
}

static struct dl_str write_text(size_t n)
{
	enum { LONGEST = 256 };
	char *p = malloc(n + LONGEST);
	size_t at = 0;

	for (unsigned i = 0; p && at < n; i++) {
		const char *s = sentences[i % (sizeof sentences / sizeof *sentences)];
		size_t before = strcspn(s, "@#");
		memcpy(p + at, s, before);
		at += before;
		if (s[before])
			at += (size_t)write_slot(p + at, LONGEST / 2, s[before], i);
		if (s[before])
			at += (size_t)snprintf(p + at, LONGEST / 2, "%s", s + before + 1);
	}
	return (struct dl_str){p, p ? at : 0};
}

/* ---- the things measured ----------------------------------------------------- */

struct job {
	struct dl_parser *parser;
	struct dl_options options;
	struct dl_str text;
	const struct dl_calendar *calendar; /* for the emitters */
	const struct dl_emitter *emitter;
	size_t events, written;
};

static int take(void *ctx, const char *p, size_t n)
{
	(void)p;
	*(size_t *)ctx += n;
	return 0;
}

static int run_extract(struct job *job, struct dl_error *err)
{
	struct dl_calendar *calendar;

	if (dl_parse(job->parser, &job->options, job->text, &calendar, err) < 0)
		return -1;
	job->events = calendar->n_events;
	dl_calendar_free(calendar);
	return 0;
}

static int run_emit(struct job *job, struct dl_error *err)
{
	struct dl_sink sink = {take, &job->written};

	return job->emitter->emit(job->calendar, &sink, err);
}

double bench_cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* CPU seconds of the best run; leaves with a message if it fails. */
static double measure(int (*run)(struct job *, struct dl_error *), struct job *job)
{
	double best = 0;

	for (int i = 0; i < RUNS; i++) {
		struct dl_error err = {0};
		double from = bench_cpu();
		job->written = 0;
		if (run(job, &err) < 0) {
			fprintf(stderr, "bench: %s\n", err.text);
			exit(EXIT_FAILURE);
		}
		double took = bench_cpu() - from;
		if (i == 0 || took < best)
			best = took;
	}
	return best;
}

static void measure_emitters(struct job *job)
{
	struct dl_error err = {0};
	struct dl_calendar *calendar;

	if (dl_parse(job->parser, &job->options, job->text, &calendar, &err) < 0)
		exit(EXIT_FAILURE);
	job->calendar = calendar;
	for (const struct dl_emitter *const *e = dl_emitters; *e; e++) {
		job->emitter = *e;
		double took = measure(run_emit, job);
		printf("to %-8s %9.0f events/s %7.1f MB/s\n", (*e)->name,
		    (double)calendar->n_events / took, (double)job->written / MEGABYTE / took);
	}
	dl_calendar_free(calendar);
}

int main(int argc, char **argv)
{
	enum { EXTRACT_MEGABYTES = 4 };
	size_t megabytes = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	struct count count = {0};
	struct dl_alloc alloc = {count_realloc, &count};
	struct job job = {.text = write_text(EXTRACT_MEGABYTES * (size_t)MEGABYTE)};
	double mb = (double)job.text.n / MEGABYTE;

	job.options.path = (struct dl_str){"bench.txt", strlen("bench.txt")};
	job.options.ref = (struct dl_str){"2027-01-15", strlen("2027-01-15")};
	if (!job.text.p || dl_parser_new(&alloc, &job.parser, NULL) < 0)
		return EXIT_FAILURE;

	if (megabytes == 0) {
		fputs("usage: bench PROGRAM MEGABYTES [SAMPLE ...]\n", stderr);
		return EXIT_FAILURE;
	}
	bench_extract(argv[1], megabytes);
	bench_speed(argv[1], megabytes, argv + 3);
	bench_worst();
	printf("events of %.1f MB of generated minutes\n", mb);
	count.peak = count.now;
	count.calls = 0;
	double extract = measure(run_extract, &job);
	printf("%-11s %7.1f MB/s; %zu events, at most %.1f MB held, "
	       "%.0f allocations per MB\n",
	    "extract", mb / extract, job.events, (double)count.peak / MEGABYTE,
	    (double)count.calls / RUNS / mb);
	measure_emitters(&job);

	dl_parser_free(job.parser);
	free((char *)job.text.p);
	return EXIT_SUCCESS;
}
