/* SPDX-License-Identifier: MIT */
/* Files: read whole, replaced by rename, and neither torn nor littered when
 * any of the system calls fails or the world stops after it. */
#include "base/io.h"

#include "base/str.h"
#include "disk.h"
#include "nth.h"
#include "sh.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_base_io(void);

static char folder[256], path[300];
static struct io_calls real;

static void enter(void)
{
	snprintf(folder, sizeof(folder), "%s", sh_folder_new());
	snprintf(path, sizeof(path), "%s/out.ics", folder);
	real = io_calls;
}

static void leave(void)
{
	io_calls = real;
	sh_folder_remove(folder);
}

static void put(const char *text)
{
	FILE *f = fopen(path, "wb");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static bool holds(const char *text)
{
	struct dl_str got;
	if (dl_file_read(NULL, path, 1 << 20, &got, NULL) < 0)
		return false;
	bool same = str_eq(got, str_of(text));
	dl_bytes_free(NULL, got);
	return same;
}

/* Names in the folder, dot files too. */
static const char *names(void)
{
	static struct sh list;
	list = sh("ls -A '%s' | tr '\\n' ' '", folder);
	return list.out;
}

static ino_t inode(void)
{
	struct stat st;
	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_ino;
}

/* Reading */

START_TEST(reading)
{
	struct dl_str got;
	struct dl_error e = {0};
	put("hello");
	ck_assert_int_eq(dl_file_read(NULL, path, 5, &got, &e), 0);
	ck_assert(str_eq(got, STR("hello")));
	dl_bytes_free(NULL, got);
	ck_assert_int_eq(dl_file_read(NULL, path, 4, &got, &e), -1);
	ck_assert_int_eq(e.status, DL_LIMIT);
	put("");
	ck_assert_int_eq(dl_file_read(NULL, path, 0, &got, NULL), 0);
	ck_assert_uint_eq(got.n, 0);
	dl_bytes_free(NULL, got);
}
END_TEST

START_TEST(what_cannot_be_read)
{
	struct dl_str got;
	struct dl_error e = {0};
	ck_assert_int_eq(dl_file_read(NULL, path, 99, &got, &e), -1);
	ck_assert_int_eq(e.status, DL_IO);
	ck_assert_str_eq(e.text, "cannot open: No such file or directory");
	ck_assert_str_eq(e.source, path);
	e = (struct dl_error){0};
	ck_assert_int_eq(dl_file_read(NULL, folder, 99, &got, &e), -1);
	ck_assert_int_eq(e.status, DL_IO);
	ck_assert_str_eq(e.text, "cannot read: Is a directory");
}
END_TEST

static int interruptions;

static ssize_t read_one(int fd, void *p, size_t n)
{
	if (interruptions++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	return real.read(fd, p, n != 0);
}

START_TEST(short_and_interrupted_reads)
{
	put("one byte at a time");
	io_calls.read = read_one;
	ck_assert(holds("one byte at a time"));
	ck_assert(io_same(path, STR("one byte at a time")));
	ck_assert(!io_same(path, STR("one byte at a time.")));
	ck_assert(!io_same(path, STR("one byte at a timE")));
}
END_TEST

START_TEST(reading_without_memory)
{
	put("hello");
	for (long n = 0;; n++) {
		struct nth c = {.left = n};
		struct dl_alloc alloc = nth_alloc(&c);
		struct dl_error e = {0};
		struct dl_str got;
		if (dl_file_read(&alloc, path, 99, &got, &e) == 0) {
			dl_bytes_free(&alloc, got);
			ck_assert_int_eq(c.live, 0);
			ck_assert_int_gt(n, 0);
			break;
		}
		ck_assert_int_eq(e.status, DL_NOMEM);
		ck_assert_int_eq(c.live, 0);
	}
}
END_TEST

/* Writing */

START_TEST(writing)
{
	bool written = false;
	ck_assert_int_eq(dl_file_write(path, STR("new"), &written, NULL), 0);
	ck_assert(written);
	ck_assert(holds("new"));
	ck_assert_str_eq(names(), "out.ics ");
	ck_assert_int_eq(dl_file_write(path, STR(""), &written, NULL), 0);
	ck_assert(written);
	ck_assert(holds(""));
}
END_TEST

START_TEST(the_same_bytes_are_not_written)
{
	bool written = true;
	put("same");
	ino_t before = inode();
	ck_assert_int_eq(dl_file_write(path, STR("same"), &written, NULL), 0);
	ck_assert(!written);
	ck_assert(inode() == before);
	ck_assert_int_eq(dl_file_write(path, STR("SAME"), &written, NULL), 0);
	ck_assert(written);
	ck_assert(inode() != before);
}
END_TEST

START_TEST(missing_folders_are_made)
{
	snprintf(path, sizeof(path), "%s/a/b//c/out.ics", folder);
	ck_assert_int_eq(dl_file_write(path, STR("x"), NULL, NULL), 0);
	ck_assert(holds("x"));
}
END_TEST

START_TEST(paths_that_are_no_file)
{
	struct dl_error e = {0};
	ck_assert_int_eq(dl_file_write(folder, STR("x"), NULL, &e), -1);
	ck_assert_str_eq(e.text, "cannot write: Is a directory");
	put("a file");
	snprintf(path, sizeof(path), "%s/out.ics/x", folder);
	e = (struct dl_error){0};
	ck_assert_int_eq(dl_file_write(path, STR("x"), NULL, &e), -1);
	ck_assert_int_eq(e.status, DL_IO);
	ck_assert_int_eq(dl_file_write("", STR("x"), NULL, NULL), -1);
	ck_assert_int_eq(dl_file_write("./", STR("x"), NULL, NULL), -1);
}
END_TEST

/* A new file is 0644 as far as the umask lets it; one that is replaced keeps
 * its permissions. */
START_TEST(permissions)
{
	struct stat st;
	mode_t mask = umask(027);
	ck_assert_int_eq(dl_file_write(path, STR("x"), NULL, NULL), 0);
	stat(path, &st);
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	chmod(path, 0604);
	ck_assert_int_eq(dl_file_write(path, STR("y"), NULL, NULL), 0);
	stat(path, &st);
	ck_assert_int_eq(st.st_mode & 0777, 0604);
	umask(mask);
}
END_TEST

/* The file behind a symbolic link is replaced, the link stays. */
START_TEST(symbolic_links)
{
	struct stat st;
	struct dl_error e = {0};
	ck_assert_int_eq(sh("cd '%s' && mkdir web && echo old >web/real && "
			    "ln -s web/real out.ics && ln -s nowhere dangling",
			     folder)
			     .code,
	    0);
	ck_assert_int_eq(dl_file_write(path, STR("new"), NULL, NULL), 0);
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert(holds("new"));
	ck_assert_str_eq(sh("ls -A '%s/web'", folder).out, "real\n");
	snprintf(path, sizeof(path), "%s/dangling", folder);
	ck_assert_int_eq(dl_file_write(path, STR("new"), NULL, &e), -1);
	ck_assert_str_eq(e.text, "cannot follow the symbolic link: No such file or directory");
}
END_TEST

START_TEST(a_device_is_written_to)
{
	struct stat st;
	ck_assert_int_eq(dl_file_write("/dev/null", STR("x"), NULL, NULL), 0);
	ck_assert_int_eq(stat("/dev/null", &st), 0);
	ck_assert(S_ISCHR(st.st_mode));
}
END_TEST

/* Failing calls */

START_TEST(each_call_fails_once)
{
	int n = 0;
	for (int rc = -1; rc != 0; n++) {
		struct dl_error e = {0};
		put("the old file");
		disk_fail_after(n, false, ENOSPC);
		rc = dl_file_write(path, STR("the new file"), NULL, &e);
		disk_restore();
		ck_assert(holds("the old file") || holds("the new file"));
		ck_assert_str_eq(names(), "out.ics ");
		if (rc == 0)
			continue;
		ck_assert_int_eq(e.status, DL_IO);
		ck_assert_ptr_nonnull(strstr(e.text, "No space left on device"));
	}
	ck_assert_int_gt(n, 4);
}
END_TEST

/* What a killed run leaves is removed by the next write. */
START_TEST(killed_after_each_call)
{
	int n = 0;
	for (int rc = -1; rc != 0; n++) {
		put("the old file");
		disk_fail_after(n, true, EIO);
		rc = dl_file_write(path, STR("the new file"), NULL, NULL);
		disk_restore();
		ck_assert(holds("the old file") || holds("the new file"));
		ck_assert_int_eq(dl_file_write(path, STR("the next file"), NULL, NULL), 0);
		ck_assert(holds("the next file"));
		ck_assert_str_eq(names(), "out.ics ");
	}
	ck_assert_int_gt(n, 4);
}
END_TEST

static ssize_t write_one(int fd, const void *p, size_t n)
{
	if (interruptions++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	return real.write(fd, p, n != 0);
}

static int fsync_interrupted(int fd)
{
	if (interruptions++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	return real.fsync(fd);
}

START_TEST(short_and_interrupted_writes)
{
	io_calls.write = write_one;
	io_calls.fsync = fsync_interrupted;
	ck_assert_int_eq(dl_file_write(path, STR("one byte at a time"), NULL, NULL), 0);
	ck_assert(holds("one byte at a time"));
}
END_TEST

static int fsync_folder_unsupported(int fd)
{
	struct stat st;
	ck_assert_int_eq(fstat(fd, &st), 0);
	if (!S_ISDIR(st.st_mode))
		return real.fsync(fd);
	errno = EINVAL;
	return -1;
}

START_TEST(a_folder_that_cannot_be_synced)
{
	io_calls.fsync = fsync_folder_unsupported;
	ck_assert_int_eq(dl_file_write(path, STR("x"), NULL, NULL), 0);
}
END_TEST

/* A temporary file whose writer lives is not taken from it, one whose writer
 * is gone is removed. */
START_TEST(a_temporary_file_in_use_stays)
{
	char temp[300];
	snprintf(temp, sizeof(temp), "%s/.out.ics.0.dltmp", folder);
	int fd = open(temp, O_WRONLY | O_CREAT, 0644);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert_int_eq(dl_file_write(path, STR("x"), NULL, NULL), 0);
	ck_assert_str_eq(names(), ".out.ics.0.dltmp out.ics ");
	close(fd);
	ck_assert_int_eq(dl_file_write(path, STR("y"), NULL, NULL), 0);
	ck_assert_str_eq(names(), "out.ics ");
}
END_TEST

/* Writers and readers at once: each read finds a whole file. */
START_TEST(many_writers)
{
	char big[2][20000];
	memset(big[0], 'a', sizeof(big[0]));
	memset(big[1], 'b', sizeof(big[1]));
	ck_assert_int_eq(
	    dl_file_write(path, (struct dl_str){big[0], sizeof(big[0])}, NULL, NULL), 0);
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	for (int i = 0; i < 200; i++) {
		const char *p = big[(i + (child == 0)) % 2];
		int rc = dl_file_write(path, (struct dl_str){p, sizeof(big[0])}, NULL, NULL);
		if (child == 0 && rc < 0)
			_exit(1);
		if (child == 0)
			continue;
		struct dl_str got;
		ck_assert_int_eq(rc, 0);
		ck_assert_int_eq(dl_file_read(NULL, path, 1 << 20, &got, NULL), 0);
		ck_assert_uint_eq(got.n, sizeof(big[0]));
		ck_assert_int_eq(memcmp(got.p, big[*got.p == 'b'], got.n), 0);
		dl_bytes_free(NULL, got);
	}
	if (child == 0)
		_exit(0);
	int status;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	ck_assert_str_eq(names(), "out.ics ");
}
END_TEST

Suite *suite_base_io(void)
{
	Suite *suite = suite_create("base/io");
	TCase *t = tcase_create("io");
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, reading);
	tcase_add_test(t, what_cannot_be_read);
	tcase_add_test(t, short_and_interrupted_reads);
	tcase_add_test(t, reading_without_memory);
	tcase_add_test(t, writing);
	tcase_add_test(t, the_same_bytes_are_not_written);
	tcase_add_test(t, missing_folders_are_made);
	tcase_add_test(t, paths_that_are_no_file);
	tcase_add_test(t, permissions);
	tcase_add_test(t, symbolic_links);
	tcase_add_test(t, a_device_is_written_to);
	tcase_add_test(t, each_call_fails_once);
	tcase_add_test(t, killed_after_each_call);
	tcase_add_test(t, short_and_interrupted_writes);
	tcase_add_test(t, a_folder_that_cannot_be_synced);
	tcase_add_test(t, a_temporary_file_in_use_stays);
	tcase_add_test(t, many_writers);
	suite_add_tcase(suite, t);
	return suite;
}
