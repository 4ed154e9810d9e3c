/* SPDX-License-Identifier: MIT */
/* What is at the other end of standard output and standard error. */
#ifndef CLI_TTY_H
#define CLI_TTY_H

#include <dateline/base.h>

/* How to write to a file descriptor: its width and colours if it is a terminal,
 * else all zero. COLUMNS goes before the terminal's own width; NO_COLOR (not
 * empty) and TERM=dumb take the colours. */
struct dl_look tty_look(int fd);

/* Is it one on which a line can be written over? TERM=dumb cannot. */
bool tty_is_live(int fd);

#endif
