/* SPDX-License-Identifier: MIT */
/* A disk that fails. */
#ifndef TESTS_DISK_H
#define TESTS_DISK_H

#include <stdbool.h>

/* The call after n more that would change something (make a file or folder,
 * write, sync, rename, remove) fails with the errno cause; a write that fails
 * has written half. kill: it and everything after it does nothing, which is
 * what a kill looks like from the disk. */
void disk_fail_after(int n, bool kill, int cause);
/* A disk that works. */
void disk_restore(void);

#endif
