/* SPDX-License-Identifier: MIT */
/* Files as dateline reads and writes them: whole, and never torn. */
#ifndef DATELINE_IO_H
#define DATELINE_IO_H

#include <dateline/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads a whole file, or standard input for "-". *ret is allocated with alloc
 * and given back with dl_bytes_free(). Fails with DL_IO (missing, a directory,
 * unreadable), DL_LIMIT (over max bytes) and DL_NOMEM. */
DL_API int dl_file_read(const struct dl_alloc *alloc, const char *path, size_t max,
    struct dl_str *ret, struct dl_error *reterr);
DL_API void dl_bytes_free(const struct dl_alloc *alloc, struct dl_str bytes);

/* Puts bytes at path: written to a temporary file beside it, synced, renamed.
 * A file that already holds just these bytes is left alone, its mtime too.
 * *ret_written (may be NULL) says whether it was written. Missing folders are
 * made. The file behind a symbolic link is replaced and the link stays; what is
 * there and is no regular file (a pipe) is written to. Permissions are those of
 * the file that was there, else 0644 less the umask. Fails with DL_IO; then the
 * old file is as it was, or the new one is there but may not outlive a power
 * cut. */
DL_API int dl_file_write(
    const char *path, struct dl_str bytes, bool *ret_written, struct dl_error *reterr);

#ifdef __cplusplus
}
#endif
#endif
