/* SPDX-License-Identifier: MIT */
/* Which feeds there are, and building one after the other. */
#include <dateline/feed.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/str.h"
#include "feed/input.h"
#include "feed/run.h"

struct names {
	struct dl_str *v;
	size_t n, cap;
};

static int by_bytes(const void *x, const void *y)
{
	return str_cmp(*(const struct dl_str *)x, *(const struct dl_str *)y);
}

static int fail_memory(struct dl_error *err)
{
	return fail(err, DL_NOMEM, "out of memory");
}

/* Is there a feeds/NAME/feed.conf? */
static int is_feed(
    struct arena *a, struct dl_str folder, const char *name, bool *ret, struct dl_error *err)
{
	struct stat st;
	struct dl_str path = arena_printf(a, "%s/%s/feed.conf", folder.p, name);
	if (path.p == NULL)
		return fail_memory(err);
	*ret = *name != '.' && stat(path.p, &st) == 0;
	return 0;
}

static int add_name(struct arena *a, struct names *names, const char *name, struct dl_error *err)
{
	struct dl_str *v = arena_grow(a, names->v, sizeof(*v), names->n, &names->cap);
	if (v == NULL)
		return fail_memory(err);
	names->v = v;
	v[names->n] = arena_str(a, str_of(name));
	return v[names->n++].p != NULL ? 0 : fail_memory(err);
}

/* All feeds of the root, sorted. */
static int find_feeds(struct arena *a, struct dl_str root, struct names *ret, struct dl_error *err)
{
	struct dl_str folder = input_path(a, root, STR("feeds"));
	if (folder.p == NULL)
		return fail_memory(err);
	DIR *dir = opendir(folder.p);
	if (dir == NULL)
		return fail_in(err, DL_DEFINITION, folder, "%s",
		    errno == ENOENT ? "there is no such folder, expected it to hold the feeds"
				    : "cannot read this folder, expected it to hold the feeds");
	int rc = 0;
	for (struct dirent *d; rc == 0 && (d = readdir(dir)) != NULL;) {
		bool found = false;
		rc = is_feed(a, folder, d->d_name, &found, err);
		if (rc == 0 && found)
			rc = add_name(a, ret, d->d_name, err);
	}
	closedir(dir);
	if (rc == 0 && ret->n == 0)
		rc = fail_in(err, DL_DEFINITION, folder, "no feed here, expected NAME/feed.conf");
	if (rc == 0)
		qsort(ret->v, ret->n, sizeof(*ret->v), by_bytes);
	return rc;
}

/* A feed that was asked for by name but is not there: which was meant? */
static int check_name(struct arena *a, struct dl_str root, struct dl_str name, struct dl_error *err)
{
	struct names all = {0};
	if (find_feeds(a, root, &all, err) < 0)
		return -1;
	const char **names = arena_array(a, const char *, all.n + 1);
	if (names == NULL)
		return fail_memory(err);
	for (size_t i = 0; i < all.n; i++) {
		names[i] = all.v[i].p;
		if (str_eq(all.v[i], name))
			return 0;
	}
	const char *near = dl_nearest(name, names);
	int shown = name.n < 64 ? (int)name.n : 64;
	if (near != NULL)
		return fail(err, DL_USAGE, "there is no feed '%.*s', did you mean '%s'?", shown,
		    name.p, near);
	return fail(err, DL_USAGE, "there is no feed '%.*s', expected feeds/%.*s/feed.conf", shown,
	    name.p, shown, name.p);
}

static bool has_name(const struct names *names, struct dl_str name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_eq(names->v[i], name))
			return true;
	return false;
}

/* The feeds that were asked for, each once. */
static int find_names(struct arena *a, struct dl_str root, const struct dl_str *v, size_t n,
    struct names *ret, struct dl_error *err)
{
	if (n == 0)
		return find_feeds(a, root, ret, err);
	for (size_t i = 0; i < n; i++) {
		struct dl_str name = arena_str(a, v[i]);
		if (name.p == NULL)
			return fail_memory(err);
		if (has_name(ret, name))
			continue;
		if (check_name(a, root, name, err) < 0 || add_name(a, ret, name.p, err) < 0)
			return -1;
	}
	return 0;
}

/* "DIR" → "DIR/", so that a path is made by putting both together. */
static struct dl_str root_of(struct arena *a, struct dl_str root)
{
	if (root.n == 0 || str_ends(root, STR("/")))
		return arena_str(a, root);
	return arena_printf(a, "%.*s/", (int)root.n, root.p);
}

int dl_feed_build(const struct dl_run *run, const struct dl_str *names, size_t n_names,
    void (*report)(void *ctx, const struct dl_feed_report *), void *ctx, struct dl_error *reterr)
{
	struct arena arena = {0};
	struct dl_error error = {0};
	struct dl_parser *parser = NULL;
	struct names found = {0};
	struct run_claims claims = {.arena = &arena};
	struct dl_str root = root_of(&arena, run->root);
	int rc = root.p != NULL ? 0 : fail_memory(&error);
	if (rc == 0)
		rc = find_names(&arena, root, names, n_names, &found, &error);
	if (rc == 0)
		rc = dl_parser_new(NULL, &parser, &error);
	size_t n = rc == 0 ? found.n : 0;
	for (size_t i = 0; i < n; i++)
		rc |= run_feed(NULL, parser, run, root, found.v[i], &claims, report, ctx, &error);
	if (parser != NULL)
		dl_parser_free(parser);
	arena_free(&arena);
	if (rc < 0 && reterr != NULL && reterr->status == DL_OK)
		*reterr = error;
	return rc < 0 ? -1 : 0;
}
