/* SPDX-License-Identifier: MIT */
/* Where the tz database lies, and which names may be asked of it. */
#include <dateline/io.h>

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/tzif.h"

/* Linux and the BSDs; older Unix; musl without the first. */
static const char *const folders[] = {
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"};
enum { N_FOLDERS = sizeof(folders) / sizeof(*folders) };

/* The longest name of the database has 32 bytes. */
#define MAX_NAME 64
/* The largest file of the database has 4 KiB. */
#define MAX_FILE ((size_t)256 * 1024)

/* Letters, digits and _ + - in parts separated by single slashes: no name
 * leads out of the folder. */
static bool is_name(struct dl_str s)
{
	char last = '/';
	for (size_t i = 0; i < s.n; last = s.p[i++]) {
		int c = (unsigned char)s.p[i];
		if (c == '/' ? last == '/'
			     : !is_alpha(c) && !is_digit(c) && strchr("_+-", c) == NULL)
			return false;
	}
	/* Links of this machine, not zones of the database. */
	bool local = str_eq(s, STR("localtime")) || str_eq(s, STR("posixrules"));
	return s.n <= MAX_NAME && last != '/' && !local;
}

/* Puts the file's bytes into the arena; none in that folder: *ret stays empty.
 * Fails with DL_NOMEM. */
static int read_zone(struct arena *a, const char *folder, struct dl_str name, struct dl_str *ret,
    struct dl_error *reterr)
{
	struct dl_error unread = {.status = DL_OK};
	struct dl_str path = arena_printf(a, "%s/%.*s", folder, (int)name.n, name.p);
	struct dl_str bytes;
	if (path.p == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	if (dl_file_read(a->alloc, path.p, MAX_FILE, &bytes, &unread) < 0)
		return unread.status == DL_NOMEM ? fail(reterr, DL_NOMEM, "out of memory") : 0;
	*ret = arena_str(a, bytes);
	dl_bytes_free(a->alloc, bytes);
	return ret->p == NULL ? fail(reterr, DL_NOMEM, "out of memory") : 0;
}

static int find_zone(
    struct arena *a, struct dl_str name, struct dl_str *ret, struct dl_error *reterr)
{
	*ret = (struct dl_str){NULL, 0};
	for (int i = 0; i < N_FOLDERS && ret->p == NULL; i++)
		if (read_zone(a, folders[i], name, ret, reterr) < 0)
			return -1;
	return 0;
}

int tzif_open(struct arena *a, struct dl_str iana, struct tzif *ret, struct dl_error *reterr)
{
	struct dl_str bytes = {NULL, 0};
	if (is_name(iana) && find_zone(a, iana, &bytes, reterr) < 0)
		return -1;
	if (bytes.p != NULL)
		return tzif_parse(a, bytes, ret, reterr);
	if (find_zone(a, STR("UTC"), &bytes, reterr) < 0)
		return -1;
	if (bytes.p == NULL)
		return fail(reterr, DL_IO,
		    "no time zone database in %s; expected the package tzdata", folders[0]);
	return fail(reterr, DL_USAGE,
	    "unknown time zone '%.*s', expected a name like Europe/Vienna", (int)iana.n, iana.p);
}
