/* SPDX-License-Identifier: MIT */
#include "cli/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What one file may take: a book is done in seconds, a file made to unpack to
 * gigabytes never is. */
#define SECONDS_MAX 60
#define MEMORY_MAX  ((rlim_t)2 << 30)
/* Of its own words, the first line is shown. */
#define SAID_BYTES 160

#define CANNOT_RUN 127 /* what the child says when there is no such program */

struct child {
	pid_t pid;
	int in, out, err;  /* pipes, ours; -1: closed */
	struct dl_str pdf; /* what is still to be written */
	char said[SAID_BYTES];
	size_t n_said;
	bool full; /* the sink takes no more */
	bool late;
};

static int say(struct dl_error *e, enum dl_status status, const char *fmt, ...)
{
	va_list ap;
	e->status = status;
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	return -1;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* In the child: only what is safe after fork() in a program with threads. */
static void run(int in, int out, int err)
{
	char *const argv[] = {(char[]){"pdftotext"}, (char[]){"-layout"}, (char[]){"-enc"},
	    (char[]){"UTF-8"}, (char[]){"-"}, (char[]){"-"}, NULL};
	struct rlimit memory = {MEMORY_MAX, MEMORY_MAX}, time = {SECONDS_MAX, SECONDS_MAX};
	struct rlimit core = {0, 0};
	setrlimit(RLIMIT_AS, &memory);
	setrlimit(RLIMIT_CPU, &time);
	setrlimit(RLIMIT_CORE, &core);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(err, STDERR_FILENO) >= 0)
		execvp(argv[0], argv);
	_exit(CANNOT_RUN);
}

/* Pipes that no other child gets: closed on exec, and above the three streams,
 * which may be closed themselves. */
static int make_pipe(int fds[2])
{
	int made[2];
	if (pipe(made) != 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fds[i] = fcntl(made[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		close(made[i]);
	}
	if (fds[0] >= 0 && fds[1] >= 0)
		return 0;
	shut(&fds[0]);
	shut(&fds[1]);
	return -1;
}

static int start(struct child *c)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
	c->pid = -1;
	if (make_pipe(in) == 0 && make_pipe(out) == 0 && make_pipe(err) == 0)
		c->pid = fork();
	if (c->pid == 0)
		run(in[0], out[1], err[1]);
	shut(&in[0]);
	shut(&out[1]);
	shut(&err[1]);
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	if (c->pid > 0) {
		fcntl(c->in, F_SETFL, O_NONBLOCK);
		return 0;
	}
	shut(&c->in);
	shut(&c->out);
	shut(&c->err);
	return -1;
}

static void feed(struct child *c)
{
	ssize_t n = c->pdf.n == 0 ? 0 : write(c->in, c->pdf.p, c->pdf.n);
	if (n > 0)
		c->pdf = (struct dl_str){c->pdf.p + n, c->pdf.n - (size_t)n};
	if (c->pdf.n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(&c->in); /* it has all, or wants no more */
}

static void take(struct child *c, struct dl_sink *text)
{
	char bytes[65536];
	ssize_t n = read(c->out, bytes, sizeof(bytes));
	if (n == 0 || (n < 0 && errno != EINTR))
		shut(&c->out);
	if (n > 0 && text->write(text->ctx, bytes, (size_t)n) != 0)
		c->full = true;
}

static void listen_to(struct child *c)
{
	char bytes[1024];
	ssize_t n = read(c->err, bytes, sizeof(bytes));
	if (n == 0 || (n < 0 && errno != EINTR))
		shut(&c->err);
	for (ssize_t i = 0; i < n && c->n_said + 1 < sizeof(c->said); i++)
		if (c->n_said == 0 || c->said[c->n_said - 1] != '\n')
			c->said[c->n_said++] = bytes[i];
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until it has closed its output, takes too long, or says too much. */
static void talk(struct child *c, struct dl_sink *text)
{
	int64_t end = now() + (int64_t)SECONDS_MAX * 1000;
	while ((c->out >= 0 || c->err >= 0) && !c->full) {
		struct pollfd p[3] = {
		    {c->in, POLLOUT, 0}, {c->out, POLLIN, 0}, {c->err, POLLIN, 0}};
		int64_t left = end - now();
		c->late = left <= 0;
		if (c->late)
			return;
		if (poll(p, 3, (int)left) < 0)
			continue; /* interrupted */
		if (c->in >= 0 && p[0].revents != 0)
			feed(c);
		if (c->out >= 0 && p[1].revents != 0)
			take(c, text);
		if (c->err >= 0 && p[2].revents != 0)
			listen_to(c);
	}
}

/* Its words without "Syntax Error (12): " in front and what ends the line. */
static const char *words(struct child *c)
{
	c->said[c->n_said] = '\0';
	c->said[strcspn(c->said, "\r\n")] = '\0';
	for (size_t i = 0; c->said[i] != '\0'; i++)
		if ((unsigned char)c->said[i] < 0x20 || (unsigned char)c->said[i] >= 0x7F)
			c->said[i] = '?';
	return c->said;
}

static int convert(void *ctx, struct dl_str pdf, struct dl_sink *text, struct dl_error *reterr)
{
	struct child c = {.pdf = pdf};
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int status = 0;
	(void)ctx;
	sigaction(SIGPIPE, &ignore, &before); /* it may stop reading */
	if (start(&c) != 0) {
		sigaction(SIGPIPE, &before, NULL);
		return say(reterr, DL_IO, "pdftotext cannot be started: %s", strerror(errno));
	}
	talk(&c, text);
	if (c.full || c.late)
		kill(c.pid, SIGKILL);
	shut(&c.in);
	shut(&c.out);
	shut(&c.err);
	while (waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGPIPE, &before, NULL);
	if (c.full)
		return say(reterr, DL_LIMIT, "the PDF file has too much text");
	if (c.late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return say(reterr, DL_LIMIT, "pdftotext took more than %d seconds", SECONDS_MAX);
	if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_RUN)
		return say(reterr, DL_UNSUPPORTED,
		    "this is a PDF file, which is read through pdftotext, and that is not "
		    "installed; it comes with poppler-utils");
	if (WIFSIGNALED(status))
		return say(
		    reterr, DL_SYNTAX, "pdftotext was stopped by signal %d", WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return say(reterr, DL_SYNTAX, "pdftotext cannot read it: %s",
		    c.n_said == 0 ? "it does not say why" : words(&c));
	return 0;
}

const struct dl_convert pdf_convert = {convert, NULL};
