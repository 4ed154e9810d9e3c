/* SPDX-License-Identifier: MIT */
/* What <dateline/io.h> stands on: the system calls, replaceable so that a test
 * can fail the n-th of them or stop the world after it, and the few things
 * about files that feed/ needs besides reading and writing. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include <dateline/io.h>

#include <sys/types.h>

/* Each as POSIX has it. Anything that changes a disk goes through here. */
struct io_calls {
	int (*open)(const char *path, int flags, mode_t mode);
	ssize_t (*read)(int fd, void *p, size_t n);
	ssize_t (*write)(int fd, const void *p, size_t n);
	int (*fsync)(int fd);
	int (*close)(int fd);
	int (*rename)(const char *from, const char *to);
	int (*unlink)(const char *path);
	int (*mkdir)(const char *path, mode_t mode);
};

/* What io.c calls. Only tests assign to it. */
extern struct io_calls io_calls;

/* Does the file at path hold just these bytes? A missing or unreadable file
 * does not. */
bool io_same(const char *path, struct dl_str bytes);

/* Is there nothing at path? False also if that cannot be told. */
bool io_is_missing(const char *path);

/* Is there something at path that is neither a file nor a folder: a pipe, a
 * device? Reading it might never end. */
bool io_is_special(const char *path);

/* Do both paths lead to one file that is there, by whatever name? */
bool io_is_same(const char *a, const char *b);

/* Makes the folders of path that are missing; all of path is folders. Fails
 * with DL_IO and names the folder. */
int io_make_folders(const char *path, struct dl_error *reterr);

/* Opens the folder and waits until no other process or thread holds its lock.
 * *ret goes to io_unlock(). Fails with DL_IO. */
int io_lock_folder(const char *path, int *ret, struct dl_error *reterr);
void io_unlock(int lock);

#endif
