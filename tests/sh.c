/* SPDX-License-Identifier: MIT */
#include "sh.h"

#include <check.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct sh sh(const char *fmt, ...)
{
	struct sh ret = {0};
	char command[8192], wrapped[sizeof command + 32];
	va_list args;

	va_start(args, fmt);
	int n = vsnprintf(command, sizeof command, fmt, args);
	va_end(args);
	ck_assert_msg(n >= 0 && (size_t)n < sizeof command, "command is too long: %s", fmt);
	snprintf(wrapped, sizeof wrapped, "{ %s\n} </dev/null 2>&1", command);

	FILE *pipe = popen(wrapped, "r");
	ck_assert_msg(pipe != NULL, "cannot run %s", command);
	size_t got = fread(ret.out, 1, sizeof ret.out - 1, pipe);
	ret.out[got] = '\0';
	while (getc(pipe) != EOF)
		; /* a full pipe would stop the command */
	int status = pclose(pipe);
	ret.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return ret;
}

const char *sh_folder_new(void)
{
	static char path[PATH_MAX];
	const char *tmp = getenv("TMPDIR");

	snprintf(path, sizeof path, "%s/dateline-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	ck_assert_msg(mkdtemp(path) != NULL, "cannot make %s", path);
	return path;
}

void sh_folder_remove(const char *path)
{
	ck_assert_int_eq(sh("chmod -R u+rwX '%s'; rm -rf '%s'", path, path).code, 0);
}

const char *sh_build(void)
{
	static char path[PATH_MAX];
	const char *build = getenv("DATELINE_BUILD");
	size_t n = 0;

	if (!build)
		build = "build";
	if (*build != '/') {
		ck_assert_msg(getcwd(path, sizeof path - 1) != NULL, "no current folder");
		n = strlen(path);
		path[n++] = '/';
	}
	snprintf(path + n, sizeof path - n, "%s", build);
	return path;
}
