/* SPDX-License-Identifier: MIT */
/* How a file is replaced, and what a kill at each step leaves behind:
 *
 *   open .NAME.N.dltmp (O_EXCL) and lock it    the old file, and a stray temporary
 *   write, fsync, close                        the same
 *   rename over NAME                           the new file
 *   fsync the folder                           the new file, certain to survive power loss
 *
 * A stray temporary is nobody's: its lock went with the process that held it.
 * The next write to the same NAME takes the lock and removes it, so there is
 * never more than one for each file and they need no cleaning by hand. Names
 * start with a dot, so that no web server lists them.
 *
 * A path that is a symbolic link is written through: the file behind it is
 * replaced and the link stays, because people link public/x.ics to where the
 * web server looks. What is there and is no regular file (a pipe, /dev/null)
 * is written to in place. */
/* realpath() */
#define _XOPEN_SOURCE 700

#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Ten writers of one file at the same moment are a mistake, not load. */
#define TEMP_TRIES 10

static int sys_open(const char *path, int flags, mode_t mode)
{
	return open(path, flags, mode);
}

struct io_calls io_calls = {sys_open, read, write, fsync, close, rename, unlink, mkdir};

/* "cannot WHAT: No such file or directory" about path; returns -1. */
static int fail_errno(struct dl_error *err, const char *path, const char *what, int code)
{
	char text[128];
	if (strerror_r(code, text, sizeof(text)) != 0)
		snprintf(text, sizeof(text), "error %d", code);
	return fail_in(err, DL_IO, str_of(path), "cannot %s: %s", what, text);
}

static int open_again(const char *path, int flags, mode_t mode)
{
	int fd;
	do
		fd = io_calls.open(path, flags | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static ssize_t read_again(int fd, void *p, size_t n)
{
	ssize_t got;
	do
		got = io_calls.read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

static int write_all(int fd, struct dl_str s)
{
	while (s.n != 0) {
		ssize_t n = io_calls.write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

static int sync_again(int fd)
{
	int rc;
	do
		rc = io_calls.fsync(fd);
	while (rc < 0 && errno == EINTR);
	return rc;
}

/* Reading */

struct bytes {
	const struct dl_alloc *alloc;
	char *p;
	size_t n, cap;
};

static bool grow(struct bytes *b, size_t cap)
{
	char *p = alloc_realloc(b->alloc, b->p, cap);
	if (p == NULL)
		return false;
	b->p = p;
	b->cap = cap;
	return true;
}

/* The first buffer: all of a regular file and one byte to see its end. */
static size_t first_size(int fd, size_t max)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0)
		return 64 * 1024;
	return (uintmax_t)st.st_size < max ? (size_t)st.st_size + 1 : max + 1;
}

static int read_fd(int fd, const char *path, size_t max, struct bytes *b, struct dl_error *err)
{
	if (!grow(b, first_size(fd, max)))
		return fail_in(err, DL_NOMEM, str_of(path), "out of memory");
	for (;;) {
		ssize_t got = read_again(fd, b->p + b->n, b->cap - b->n);
		if (got < 0)
			return fail_errno(err, path, "read", errno);
		if (got == 0)
			return 0;
		b->n += (size_t)got;
		if (b->n > max)
			return fail_in(err, DL_LIMIT, str_of(path), "larger than %zu bytes", max);
		if (b->n == b->cap && !grow(b, b->cap > SIZE_MAX / 2 ? 0 : b->cap * 2))
			return fail_in(err, DL_NOMEM, str_of(path), "out of memory");
	}
}

int dl_file_read(const struct dl_alloc *alloc, const char *path, size_t max, struct dl_str *ret,
    struct dl_error *reterr)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open_again(path, O_RDONLY, 0);
	if (fd < 0)
		return fail_errno(reterr, path, "open", errno);
	if (max > SIZE_MAX - 1)
		max = SIZE_MAX - 1;
	struct bytes b = {alloc, NULL, 0, 0};
	int rc = read_fd(fd, is_stdin ? "stdin" : path, max, &b, reterr);
	if (!is_stdin)
		io_calls.close(fd);
	if (rc == 0)
		*ret = (struct dl_str){b.p, b.n};
	else if (b.p != NULL)
		alloc_realloc(alloc, b.p, 0);
	return rc;
}

void dl_bytes_free(const struct dl_alloc *alloc, struct dl_str bytes)
{
	if (bytes.p != NULL)
		alloc_realloc(alloc, (void *)(uintptr_t)bytes.p, 0);
}

bool io_same(const char *path, struct dl_str bytes)
{
	int fd = open_again(path, O_RDONLY | O_NONBLOCK, 0);
	if (fd < 0)
		return false;
	struct stat st;
	bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uintmax_t)st.st_size == bytes.n;
	char chunk[16 * 1024];
	while (same && bytes.n != 0) {
		ssize_t got = read_again(fd, chunk, sizeof(chunk));
		same =
		    got > 0 && (size_t)got <= bytes.n && memcmp(chunk, bytes.p, (size_t)got) == 0;
		if (same) {
			bytes.p += got;
			bytes.n -= (size_t)got;
		}
	}
	io_calls.close(fd);
	return same;
}

bool io_is_missing(const char *path)
{
	struct stat st;
	return lstat(path, &st) != 0 && errno == ENOENT;
}

bool io_is_special(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

bool io_is_same(const char *a, const char *b)
{
	struct stat x, y;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Folders */

static int make_folder(const char *path, struct dl_error *err)
{
	if (io_calls.mkdir(path, 0777) == 0)
		return 0;
	int code = errno;
	struct stat st;
	if (code == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	return fail_errno(err, path, "make the folder", code == EEXIST ? ENOTDIR : code);
}

int io_make_folders(const char *path, struct dl_error *reterr)
{
	struct stat st;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	char part[PATH_MAX];
	size_t n = strlen(path);
	if (n >= sizeof(part))
		return fail_errno(reterr, path, "make the folder", ENAMETOOLONG);
	for (size_t i = 1; i <= n; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (make_folder(part, reterr) < 0)
			return -1;
	}
	return 0;
}

int io_lock_folder(const char *path, int *ret, struct dl_error *reterr)
{
	int fd = open_again(path, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0)
		return fail_errno(reterr, path, "open the folder", errno);
	int rc;
	do
		rc = flock(fd, LOCK_EX);
	while (rc < 0 && errno == EINTR);
	if (rc < 0) {
		int code = errno;
		io_calls.close(fd);
		return fail_errno(reterr, path, "lock the folder", code);
	}
	*ret = fd;
	return 0;
}

void io_unlock(int lock)
{
	io_calls.close(lock);
}

/* Writing */

/* Where a write goes: the file itself, symbolic links followed, and its folder. */
struct target {
	char path[PATH_MAX];
	char folder[PATH_MAX];
	const char *name; /* into path, after the last slash */
	bool exists;
	struct stat st; /* of what is there, if exists */
};

static void split_path(struct target *t)
{
	char *slash = strrchr(t->path, '/');
	t->name = slash == NULL ? t->path : slash + 1;
	size_t n = slash == NULL ? 0 : (size_t)(slash - t->path);
	if (slash == NULL)
		strcpy(t->folder, ".");
	else if (n == 0)
		strcpy(t->folder, "/");
	else {
		memcpy(t->folder, t->path, n);
		t->folder[n] = '\0';
	}
}

static int find_target(const char *path, struct target *t, struct dl_error *err)
{
	size_t n = strlen(path);
	if (n >= sizeof(t->path))
		return fail_errno(err, path, "write", ENAMETOOLONG);
	memcpy(t->path, path, n + 1);
	struct stat link;
	t->exists = lstat(path, &link) == 0;
	if (t->exists && S_ISLNK(link.st_mode)) {
		char *real = realpath(path, NULL);
		if (real == NULL)
			return fail_errno(err, path, "follow the symbolic link", errno);
		snprintf(t->path, sizeof(t->path), "%s", real);
		free(real);
	}
	if (t->exists && stat(t->path, &t->st) != 0)
		return fail_errno(err, path, "write", errno);
	if (t->exists && S_ISDIR(t->st.st_mode))
		return fail_errno(err, path, "write", EISDIR);
	split_path(t);
	if (*t->name == '\0')
		return fail_errno(err, path, "write", n == 0 ? ENOENT : EISDIR);
	return t->exists ? 0 : io_make_folders(t->folder, err);
}

/* A temporary file that nobody holds a lock on is left from a run that was
 * killed. Between opening and locking it another process may have removed it
 * and made its own of that name: the name must still lead to what we hold. */
static void remove_stray(const char *temp)
{
	int fd = open_again(temp, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	if (fd < 0)
		return;
	struct stat held, named;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &held) == 0 &&
	    lstat(temp, &named) == 0 && held.st_dev == named.st_dev && held.st_ino == named.st_ino)
		io_calls.unlink(temp);
	io_calls.close(fd);
}

/* Makes the temporary file, locked. A remover of strays can be faster than our
 * lock; then the file has no name any more, and the next try makes another. */
static int open_temp(const struct target *t, char *temp, size_t size, struct dl_error *err)
{
	for (int i = 0; i < TEMP_TRIES; i++) {
		if (snprintf(temp, size, "%s/.%s.%d.dltmp", t->folder, t->name, i) >= (int)size)
			return fail_errno(err, t->path, "write", ENAMETOOLONG);
		remove_stray(temp);
		int fd = open_again(temp, O_WRONLY | O_CREAT | O_EXCL, 0644);
		if (fd < 0 && errno == EEXIST)
			continue;
		if (fd < 0)
			return fail_errno(err, t->path, "write", errno);
		struct stat st;
		if ((flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
		    fstat(fd, &st) == 0 && st.st_nlink != 0)
			return fd;
		io_calls.close(fd);
	}
	return fail_errno(err, t->path, "write", EBUSY);
}

/* The new file is to be read by whom the old one was. That its owner cannot be
 * kept by a run that is not root's is no failure. */
static int copy_mode(int fd, const struct target *t)
{
	struct stat st;
	if (!t->exists || fstat(fd, &st) != 0)
		return 0;
	if (st.st_uid != t->st.st_uid || st.st_gid != t->st.st_gid)
		if (fchown(fd, t->st.st_uid, t->st.st_gid) != 0 && errno != EPERM)
			return -1;
	return fchmod(fd, t->st.st_mode & 0777);
}

static int fill_temp(int fd, const struct target *t, struct dl_str bytes)
{
	if (copy_mode(fd, t) < 0 || write_all(fd, bytes) < 0 || sync_again(fd) < 0)
		return -1;
	return 0;
}

/* Some file systems cannot sync a folder and say EINVAL; nothing is lost by it
 * that they could have kept. */
static int sync_folder(const struct target *t)
{
	int fd = open_again(t->folder, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0)
		return errno == EACCES ? 0 : -1;
	int rc = sync_again(fd), code = errno;
	io_calls.close(fd);
	errno = code;
	return rc < 0 && code != EINVAL ? -1 : 0;
}

static int replace(const struct target *t, struct dl_str bytes, struct dl_error *err)
{
	char temp[PATH_MAX];
	int fd = open_temp(t, temp, sizeof(temp), err);
	if (fd < 0)
		return -1;
	int rc = fill_temp(fd, t, bytes);
	/* Closed last, as the lock must outlive the name: a temporary without one
	 * is a stray. What close() could say, fsync() has said. */
	if (rc == 0)
		rc = io_calls.rename(temp, t->path);
	int code = errno;
	if (rc < 0)
		io_calls.unlink(temp);
	io_calls.close(fd);
	if (rc < 0)
		return fail_errno(err, t->path, "write", code);
	if (sync_folder(t) < 0)
		return fail_errno(err, t->folder, "sync the folder", errno);
	return 0;
}

static int write_in_place(const struct target *t, struct dl_str bytes, struct dl_error *err)
{
	int fd = open_again(t->path, O_WRONLY, 0);
	if (fd < 0)
		return fail_errno(err, t->path, "open", errno);
	int rc = write_all(fd, bytes), code = errno;
	if (io_calls.close(fd) < 0 && rc == 0) {
		rc = -1;
		code = errno;
	}
	return rc < 0 ? fail_errno(err, t->path, "write", code) : 0;
}

int dl_file_write(const char *path, struct dl_str bytes, bool *ret_written, struct dl_error *reterr)
{
	struct target t;
	if (find_target(path, &t, reterr) < 0)
		return -1;
	bool regular = !t.exists || S_ISREG(t.st.st_mode);
	bool same = regular && t.exists && io_same(t.path, bytes);
	int rc = same	   ? 0
		 : regular ? replace(&t, bytes, reterr)
			   : write_in_place(&t, bytes, reterr);
	if (rc == 0 && ret_written != NULL)
		*ret_written = !same;
	return rc;
}
