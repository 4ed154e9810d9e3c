/* SPDX-License-Identifier: MIT */
#include "bench/process.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void bench_must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(EXIT_FAILURE);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double bench_median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_size);
	return v[n / 2];
}

static double wall(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* In a process that has no other children. */
static struct bench_run run(const char *const *args, const char *input)
{
	struct bench_run ret;
	struct rusage used;
	double from = wall();
	pid_t child = fork();
	bench_must(child >= 0, "cannot start a process");
	if (child == 0) {
		if (freopen(input, "r", stdin) != NULL &&
		    freopen("/dev/null", "w", stdout) != NULL &&
		    freopen("/dev/null", "w", stderr) != NULL) /* warnings by the hundred */
			execvp(args[0], (char *const *)args);
		_exit(127);
	}
	int status;
	bench_must(
	    waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) < 2,
	    args[0]);
	ret.wall = wall() - from;
	getrusage(RUSAGE_CHILDREN, &used);
	ret.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
	ret.megabytes = (double)used.ru_maxrss * 1024 / MEGABYTE;
	return ret;
}

struct bench_run bench_run(const char *const *args, const char *input)
{
	int ends[2], status;
	struct bench_run ret;
	bench_must(pipe(ends) == 0, "no pipe");
	fflush(stdout); /* else the child writes it once more */
	pid_t child = fork();
	bench_must(child >= 0, "cannot start a process");
	if (child == 0) {
		ret = run(args, input);
		_exit(write(ends[1], &ret, sizeof(ret)) == (ssize_t)sizeof(ret) ? 0 : 1);
	}
	close(ends[1]);
	bench_must(read(ends[0], &ret, sizeof(ret)) == (ssize_t)sizeof(ret), args[0]);
	close(ends[0]);
	bench_must(waitpid(child, &status, 0) == child && status == 0, args[0]);
	return ret;
}

void bench_file(char path[BENCH_PATH], const char *name)
{
	const char *tmp = getenv("TMPDIR");
	char folder[512];
	snprintf(folder, sizeof(folder), "%s/dateline-bench-XXXXXX", tmp == NULL ? "/tmp" : tmp);
	bench_must(mkdtemp(folder) != NULL, folder);
	snprintf(path, BENCH_PATH, "%s/%s", folder, name);
}

void bench_file_remove(const char *path)
{
	char folder[BENCH_PATH];
	unlink(path);
	snprintf(folder, sizeof(folder), "%s", path);
	*strrchr(folder, '/') = '\0';
	rmdir(folder);
}

FILE *bench_create(const char *path)
{
	FILE *f = fopen(path, "w");
	bench_must(f != NULL, path);
	return f;
}
