/* SPDX-License-Identifier: MIT */
#include "cli/pager.h"

#include <dateline/base.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/diag.h"

/* What the shell exits with for a program that it cannot find or run. */
#define SHELL_CANNOT 126

static FILE *pager; /* to its standard input; NULL: there is none */
static const char *command;

static const char *variable(const char *name)
{
	const char *z = getenv(name);
	return z != NULL && *z != '\0' ? z : NULL;
}

bool pager_runs(void)
{
	return pager != NULL;
}

int pager_start(void)
{
	if (pager != NULL || !isatty(STDOUT_FILENO))
		return 0;
	const char *own = variable("DATELINE_PAGER"), *usual = variable("PAGER");
	command = own != NULL ? own : usual != NULL ? usual : "less -FRX";
	/* For a plain "less": colours, and short output without a key to press. */
	setenv("LESS", "FRX", 0);
	fflush(stdout);
	pager = popen(command, "w");
	if (pager == NULL || dup2(fileno(pager), STDOUT_FILENO) < 0) {
		diag_usage(NULL, "cannot start the pager '%s': %s", command, strerror(errno));
		return dl_status_exit(DL_IO);
	}
	/* Its keys are for it; when it is left early, writing fails and that is all. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	return 0;
}

int pager_finish(void)
{
	if (pager == NULL)
		return 0;
	close(STDOUT_FILENO);
	int status = pclose(pager);
	pager = NULL;
	if (!WIFEXITED(status) || WEXITSTATUS(status) < SHELL_CANNOT)
		return 0;
	diag_usage(NULL, "the pager '%s' could not be run", command);
	return dl_status_exit(DL_IO);
}
