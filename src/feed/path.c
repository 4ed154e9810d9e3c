/* SPDX-License-Identifier: MIT */
#include "feed/path.h"

#include <string.h>

#include "base/str.h"

/* Cuts the last part off the n bytes at p, of which the first root bytes stay.
 * Nothing to cut: ".." itself has to stay. */
static bool cut(const char *p, size_t root, size_t *n)
{
	struct dl_str path = {p + root, *n - root};
	if (path.n == 0)
		return root != 0; /* above "/" is "/" */
	size_t at = path.n;
	while (at != 0 && path.p[at - 1] != '/')
		at--;
	if (str_eq((struct dl_str){path.p + at, path.n - at}, STR("..")))
		return false;
	*n = root + (at == 0 ? 0 : at - 1);
	return true;
}

int path_plain(struct arena *a, struct dl_str path, struct dl_str *ret)
{
	char *p = arena_alloc(a, 1, path.n + 2);
	if (p == NULL)
		return -1;
	size_t root = path.n != 0 && *path.p == '/', n = root;
	p[0] = '/';
	while (path.n != 0) {
		struct dl_str part = str_split(&path, '/');
		if (part.n == 0 || str_eq(part, STR(".")) ||
		    (str_eq(part, STR("..")) && cut(p, root, &n)))
			continue;
		if (n > root)
			p[n++] = '/';
		memcpy(p + n, part.p, part.n);
		n += part.n;
	}
	p[n] = '\0';
	*ret = (struct dl_str){p, n};
	return 0;
}

bool path_is_folder(struct dl_str path)
{
	size_t at = path.n;
	while (at != 0 && path.p[at - 1] != '/')
		at--;
	struct dl_str last = {path.p + at, path.n - at};
	return last.n == 0 || str_eq(last, STR(".")) || str_eq(last, STR(".."));
}
