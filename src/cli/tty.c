/* SPDX-License-Identifier: MIT */
#include "cli/tty.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Where nobody knows the width (a serial line), and bounds of what is said. */
#define COLUMNS_USUAL 80
#define COLUMNS_LEAST 20
#define COLUMNS_MOST  10000

static uint32_t environment_columns(void)
{
	const char *z = getenv("COLUMNS");
	char *end;
	if (z == NULL || *z < '0' || *z > '9')
		return 0;
	unsigned long n = strtoul(z, &end, 10);
	return *end == '\0' && n <= COLUMNS_MOST ? (uint32_t)n : 0;
}

static uint32_t columns(int fd)
{
	struct winsize size;
	uint32_t n = environment_columns();
	if (n == 0 && ioctl(fd, TIOCGWINSZ, &size) == 0)
		n = size.ws_col;
	if (n == 0)
		return COLUMNS_USUAL;
	return n < COLUMNS_LEAST ? COLUMNS_LEAST : n;
}

bool tty_is_live(int fd)
{
	const char *term = getenv("TERM");
	return isatty(fd) && term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
}

struct dl_look tty_look(int fd)
{
	const char *no_color = getenv("NO_COLOR");
	if (!isatty(fd))
		return (struct dl_look){0, false};
	return (struct dl_look){
	    columns(fd), tty_is_live(fd) && (no_color == NULL || *no_color == '\0')};
}
