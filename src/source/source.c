/* SPDX-License-Identifier: MIT */
#include "source/source.h"

#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "source/charset.h"
#include "source/foreign.h"
#include "source/readers.h"

const struct source_reader *const source_readers[] = {
    &source_prose,
    &source_markdown,
    &source_html,
    &source_email,
    &source_csv,
    &source_tsv,
    &source_ics,
    &source_ndjson,
    &source_pdf,
    NULL,
};

/* A name promises less than a document that says outright what it is ("<!DOCTYPE
 * html>" in a file called .txt), and more than what merely looks like it. */
#define EXTENSION_SURE 60

#define HEAD_BYTES 4096

/* The part of a path behind its last dot; empty if there is none. */
static struct dl_str extension_of(struct dl_str path)
{
	size_t i = path.n;
	while (i > 0 && path.p[i - 1] != '.' && path.p[i - 1] != '/')
		i--;
	if (i == 0 || path.p[i - 1] != '.')
		return (struct dl_str){NULL, 0};
	return (struct dl_str){path.p + i, path.n - i};
}

static bool is_listed(const char *const *list, struct dl_str s)
{
	for (; *list != NULL; list++)
		if (str_eq_fold(s, str_of(*list)))
			return true;
	return false;
}

static const struct source_reader *find_named(struct dl_str name)
{
	for (size_t i = 0; source_readers[i] != NULL; i++)
		if (str_eq_fold(name, str_of(source_readers[i]->name)) ||
		    is_listed(source_readers[i]->aliases, name))
			return source_readers[i];
	return NULL;
}

const struct source_reader *source_find(
    struct dl_str from, struct dl_str path, struct dl_str source)
{
	if (from.n != 0)
		return find_named(from);
	struct dl_str extension = extension_of(path);
	struct dl_str head = str_sub(source, (struct dl_span){0, HEAD_BYTES});
	const struct source_reader *best = &source_prose;
	int sure = -1;
	for (size_t i = 0; source_readers[i] != NULL; i++) {
		int n = source_readers[i]->sniff(head);
		if (n < EXTENSION_SURE && extension.n != 0 &&
		    is_listed(source_readers[i]->extensions, extension))
			n = EXTENSION_SURE;
		if (n > sure) {
			best = source_readers[i];
			sure = n;
		}
	}
	return best;
}

void source_names(char *out, size_t size)
{
	size_t n = 0;
	*out = '\0';
	for (size_t i = 0; source_readers[i] != NULL && n < size; i++) {
		const char *before = i == 0 ? "" : source_readers[i + 1] == NULL ? " or " : ", ";
		n += (size_t)snprintf(out + n, size - n, "%s%s", before, source_readers[i]->name);
	}
}

int source_read(struct arena *arena, struct dl_str from, struct dl_str path, struct dl_str source,
    struct text_doc *ret, struct dl_error *reterr)
{
	const struct source_reader *reader = source_find(from, path, source);
	char names[SOURCE_NAMES_MAX];
	source_names(names, sizeof(names));
	const struct foreign *foreign = foreign_find(from, extension_of(path), source);
	if (foreign != NULL && (from.n == 0 || reader == NULL))
		return fail_in(reterr, DL_UNSUPPORTED, path,
		    "%s, which this build cannot read, expected %s%s%s", foreign->looks_like, names,
		    foreign->hint[0] == '\0' ? "" : "; ", foreign->hint);
	if (reader == NULL)
		return fail(reterr, DL_USAGE, "unknown source type '%.*s', expected %s",
		    (int)(from.n < 40 ? from.n : 40), from.p, names);
	struct text_doc doc = {.path = path, .raw = source, .source = source};
	if (source.n > TEXT_MAX || !reader->decodes) {
		if (charset_read(arena, &doc, reterr) < 0 ||
		    text_check(path, doc.source, reterr) < 0)
			return -1;
	}
	if (reader->read(arena, &doc, reterr) < 0 || text_index_lines(arena, &doc, reterr) < 0)
		return -1;
	*ret = doc;
	return 0;
}
