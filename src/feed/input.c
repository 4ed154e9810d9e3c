/* SPDX-License-Identifier: MIT */
#include "feed/input.h"

#include <dirent.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

struct finder {
	struct arena *arena;
	struct dl_str root;
	const struct conf *conf;
	uint32_t at;   /* of the name in the definition */
	size_t folder; /* bytes of a path that lead to the folder of the definition; 0: none */
	struct input_files *ret;
	struct dl_error *err;
};

static int fail_memory(struct finder *f)
{
	return fail(f->err, DL_NOMEM, "out of memory");
}

struct dl_str input_path(struct arena *a, struct dl_str root, struct dl_str path)
{
	if (path.n != 0 && *path.p == '/')
		return arena_str(a, path);
	return arena_printf(a, "%.*s%.*s", (int)root.n, root.p, (int)path.n, path.p);
}

static bool is_pattern(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '*' || s.p[i] == '?' || s.p[i] == '[')
			return true;
	return false;
}

/* Index of the last part of a path. */
static size_t last_part(struct dl_str path)
{
	size_t n = path.n;
	while (n != 0 && path.p[n - 1] != '/')
		n--;
	return n;
}

static int add(struct finder *f, struct dl_str path, bool named)
{
	struct stat st;
	struct input_files *r = f->ret;
	struct input_file file = {.path = arena_str(f->arena, path)};
	file.opened = input_path(f->arena, f->root, path);
	if (file.path.p == NULL || file.opened.p == NULL)
		return fail_memory(f);
	/* What a pattern meets and is no file (a folder) is not meant. What is
	 * named is read, and reading says what is wrong with it. */
	if (stat(file.opened.p, &st) != 0 || (!named && !S_ISREG(st.st_mode)))
		return 0;
	file.mtime = (int64_t)st.st_mtime;
	file.name = (struct dl_str){file.path.p + f->folder, file.path.n - f->folder};
	struct input_file *v = arena_grow(f->arena, r->v, sizeof(*v), r->n, &r->cap);
	if (v == NULL)
		return fail_memory(f);
	r->v = v;
	v[r->n++] = file;
	return 0;
}

/* What editors and patch(1) leave beside a file. */
static bool is_backup(struct dl_str name)
{
	static const char *const ends[] = {"~", ".bak", ".orig", ".swp", ".tmp"};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends_fold(name, str_of(ends[i])))
			return true;
	return false;
}

/* The files of a folder whose name fits; folder ends with a slash. */
static int add_matches(struct finder *f, struct dl_str folder, const char *pattern)
{
	struct dl_str opened = input_path(f->arena, f->root, folder);
	if (opened.p == NULL)
		return fail_memory(f);
	DIR *dir = opendir(opened.n == 0 ? "." : opened.p);
	int rc = 0;
	for (struct dirent *d; dir != NULL && rc == 0 && (d = readdir(dir)) != NULL;) {
		if (fnmatch(pattern, d->d_name, FNM_PERIOD | FNM_NOESCAPE) != 0)
			continue;
		/* A pattern that somebody wrote means what it says. */
		if (f->conf->n_sources == 0 && is_backup(str_of(d->d_name)))
			continue;
		struct dl_str path =
		    arena_printf(f->arena, "%.*s%s", (int)folder.n, folder.p, d->d_name);
		rc = path.p == NULL ? fail_memory(f) : add(f, path, false);
	}
	if (dir != NULL)
		closedir(dir);
	return rc;
}

static int by_path(const void *x, const void *y)
{
	const struct input_file *a = x, *b = y;
	return str_cmp(a->path, b->path);
}

/* Adds what a path or pattern, relative to the root, leads to: perhaps nothing. */
static int add_path(struct finder *f, struct dl_str path)
{
	size_t part = last_part(path), before = f->ret->n;
	struct dl_str folder = {path.p, part}, last = {path.p + part, path.n - part};
	if (!is_pattern(last))
		return add(f, path, true);
	/* path is NUL-terminated, so its last part is too. */
	if (add_matches(f, folder, last.p) < 0)
		return -1;
	if (f->ret->n > before)
		qsort(f->ret->v + before, f->ret->n - before, sizeof(*f->ret->v), by_path);
	return 0;
}

static int add_name(struct finder *f, struct dl_str name)
{
	size_t before = f->ret->n;
	struct dl_str folder = {f->conf->path.p, last_part(f->conf->path)};
	bool absolute = name.n != 0 && *name.p == '/';
	if (is_pattern((struct dl_str){name.p, last_part(name)}))
		return fail_at(f->err, DL_DEFINITION, f->conf->path, f->conf->text, f->at,
		    "a pattern can only be in the last part of a path");
	struct dl_str beside = absolute ? arena_str(f->arena, name)
					: arena_printf(f->arena, "%.*s%.*s", (int)folder.n,
					      folder.p, (int)name.n, name.p);
	struct dl_str from_root = arena_str(f->arena, name);
	if (beside.p == NULL || from_root.p == NULL)
		return fail_memory(f);
	f->folder = absolute ? 0 : folder.n;
	if (add_path(f, beside) < 0)
		return -1;
	f->folder = 0;
	if (f->ret->n == before && !absolute && add_path(f, from_root) < 0)
		return -1;
	if (f->ret->n != before)
		return 0;
	int shown = (int)utf8_head(name, 80).n;
	return fail_at(f->err, DL_IO, f->conf->path, f->conf->text, f->at,
	    absolute ? "there is no file '%.*s'"
		     : "there is no file '%.*s', neither beside the definition nor from the root",
	    shown, name.p);
}

int input_find(struct arena *arena, struct dl_str root, const struct conf *conf,
    const struct conf_source *source, struct input_files *ret, struct dl_error *reterr)
{
	struct finder f = {.arena = arena,
	    .root = root,
	    .conf = conf,
	    .at = source->at,
	    .ret = ret,
	    .err = reterr};
	*ret = (struct input_files){0};
	for (size_t i = 0; i < source->files.n; i++)
		if (add_name(&f, source->files.v[i]) < 0)
			return -1;
	if (source->files.n == 1 && !is_pattern(source->files.v[0]))
		ret->v[0].name = (struct dl_str){NULL, 0};
	return 0;
}
