/* SPDX-License-Identifier: MIT */
#include "source/foreign.h"

#include "base/str.h"

#define NAMES(...)                                                                                 \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}
#define MAGIC(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static const struct foreign foreigners[] = {
    {NAMES("pdf"), MAGIC("%PDF-"), "this is a PDF file", "pdftotext -layout makes text of it"},
    {NAMES("docx", "odt", "xlsx", "ods", "pptx", "epub", "zip"), MAGIC("PK\003\004"),
	"this is a zip archive or an office document", "save it as text or HTML first"},
    {NAMES("doc", "xls", "ppt"), MAGIC("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
	"this is an old office document", "save it as text or HTML first"},
    {NAMES("rtf"), MAGIC("{\\rtf"), "this is a Rich Text file", "save it as text first"},
    {NAMES("gz", "gzip", "tgz"), MAGIC("\x1F\x8B"), "this is compressed with gzip",
	"uncompress it first"},
    {NAMES("xz"),
	MAGIC("\xFD"
	      "7zXZ"),
	"this is compressed with xz", "uncompress it first"},
    {NAMES("bz2"), MAGIC("BZh9"), "this is compressed with bzip2", "uncompress it first"},
    {NAMES("png"), MAGIC("\x89PNG\r\n"), "this is a PNG picture", ""},
    {NAMES("jpg", "jpeg"), MAGIC("\xFF\xD8\xFF"), "this is a JPEG picture", ""},
    {NAMES("gif"), MAGIC("GIF89a"), "this is a GIF picture", ""},
};

static bool is_named(const struct foreign *f, struct dl_str name)
{
	for (const char *const *z = f->names; *z != NULL; z++)
		if (str_eq_fold(name, str_of(*z)))
			return true;
	return false;
}

const struct foreign *foreign_find(
    struct dl_str from, struct dl_str extension, struct dl_str source)
{
	const size_t n = sizeof(foreigners) / sizeof(foreigners[0]);
	struct dl_str name = from.n != 0 ? from : extension;
	if (from.n == 0 && str_starts(source, STR("\xEF\xBB\xBF")))
		source = (struct dl_str){source.p + 3, source.n - 3};
	for (size_t i = 0; from.n == 0 && i < n; i++)
		if (foreigners[i].magic.n != 0 && str_starts(source, foreigners[i].magic))
			return &foreigners[i];
	/* Where the content would say it, an extension alone proves nothing. */
	for (size_t i = 0; name.n != 0 && i < n; i++)
		if ((from.n != 0 || foreigners[i].magic.n == 0) && is_named(&foreigners[i], name))
			return &foreigners[i];
	return NULL;
}
