/* SPDX-License-Identifier: MIT */
#include "disk.h"

#include <errno.h>
#include <fcntl.h>

#include "base/io.h"

static struct io_calls real;
static bool replaced;
static int countdown; /* calls until one fails; negative: none does */
static bool killed;   /* after the failure all fail */
static int code;

static bool fails(void)
{
	if (countdown == 0 && killed) {
		errno = EIO;
		return true;
	}
	if (countdown < 0 || countdown-- != 0)
		return false;
	if (killed)
		countdown = 0;
	errno = code;
	return true;
}

static int open_or_fail(const char *name, int flags, mode_t mode)
{
	return (flags & O_CREAT) && fails() ? -1 : real.open(name, flags, mode);
}

/* Half of the bytes reach the disk. */
static ssize_t write_or_fail(int fd, const void *p, size_t n)
{
	if (!fails())
		return real.write(fd, p, n);
	int cause = errno;
	if (n > 1 && !killed)
		(void)!real.write(fd, p, n / 2);
	errno = cause;
	return -1;
}

static int fsync_or_fail(int fd)
{
	return fails() ? -1 : real.fsync(fd);
}

static int rename_or_fail(const char *from, const char *to)
{
	return fails() ? -1 : real.rename(from, to);
}

static int unlink_or_fail(const char *name)
{
	return fails() ? -1 : real.unlink(name);
}

static int mkdir_or_fail(const char *name, mode_t mode)
{
	return fails() ? -1 : real.mkdir(name, mode);
}

void disk_fail_after(int n, bool kill, int cause)
{
	if (!replaced)
		real = io_calls;
	replaced = true;
	countdown = n;
	killed = kill;
	code = cause;
	io_calls.open = open_or_fail;
	io_calls.write = write_or_fail;
	io_calls.fsync = fsync_or_fail;
	io_calls.rename = rename_or_fail;
	io_calls.unlink = unlink_or_fail;
	io_calls.mkdir = mkdir_or_fail;
}

void disk_restore(void)
{
	if (replaced)
		io_calls = real;
	replaced = false;
}
