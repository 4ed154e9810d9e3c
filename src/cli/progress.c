/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/tty.h"

/* Milliseconds: what is over sooner needs no bar; how often one looks anew. */
#define PATIENCE 1000
#define EVERY	 100
/* Columns of the bar itself. */
#define BAR 20
/* Of the whole line with the longest numbers. */
#define LINE_MAX_BYTES 160

static int64_t now(void)
{
	struct timespec t;
	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, size_t files, uint64_t bytes)
{
	*p = (struct progress){.files = files, .bytes = bytes};
	if (tty_is_live(STDERR_FILENO))
		p->since = now();
}

/* "812 kB", "3.4 MB" */
static int put_bytes(char *to, size_t size, uint64_t n)
{
	static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
	double value = (double)n;
	size_t unit = 0;
	for (; value >= 1000 && unit < 4; unit++)
		value /= 1000;
	return snprintf(
	    to, size, unit > 1 && value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

static int put_bar(char *to, size_t size, uint64_t done, uint64_t all)
{
	char bar[BAR + 1];
	int full = (int)((double)(done < all ? done : all) / (double)all * BAR);
	for (int i = 0; i < BAR; i++)
		bar[i] = i < full ? '#' : '-';
	bar[BAR] = '\0';
	return snprintf(to, size, "[%s] ", bar);
}

static void put_line(const struct progress *p, char *line, size_t size)
{
	int n = 0;
	*line = '\0';
	if (p->bytes != 0)
		n += put_bar(line, size, p->bytes_done, p->bytes);
	if (p->files > 1)
		n += snprintf(
		    line + n, size - (size_t)n, "%zu of %zu files, ", p->files_done, p->files);
	n += put_bytes(line + n, size - (size_t)n, p->bytes_done);
	if (p->bytes != 0) {
		n += snprintf(line + n, size - (size_t)n, " of ");
		n += put_bytes(line + n, size - (size_t)n, p->bytes);
	}
	snprintf(line + n, size - (size_t)n, ", %d s", (int)((p->drawn - p->since) / 1000));
}

void progress_show(struct progress *p)
{
	int64_t t = p->since == 0 ? 0 : now();
	if (p->since == 0 || t - p->since < PATIENCE || t - p->drawn < EVERY)
		return;
	char line[LINE_MAX_BYTES];
	p->drawn = t;
	p->shown = true;
	put_line(p, line, sizeof(line));
	/* Short of the last column: some terminals break the line there. */
	fprintf(stderr, "\r%.*s\x1B[K", (int)tty_look(STDERR_FILENO).columns - 1, line);
	fflush(stderr);
}

void progress_hide(struct progress *p)
{
	if (!p->shown)
		return;
	fputs("\r\x1B[K", stderr);
	fflush(stderr);
	p->shown = false;
}
