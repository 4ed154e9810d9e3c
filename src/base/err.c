/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

int dl_status_exit(enum dl_status status)
{
	static const int codes[] = {
#define X(name, code, text) [DL_##name] = code,
	    DL_STATUS(X)
#undef X
	};
	return codes[status];
}

const char *dl_status_text(enum dl_status status)
{
	static const char *const texts[] = {
#define X(name, code, text) [DL_##name] = text,
	    DL_STATUS(X)
#undef X
	};
	return texts[status];
}

static bool begin(struct dl_error *err, enum dl_status status)
{
	if (err == NULL || err->status != DL_OK)
		return false;
	memset(err, 0, sizeof(*err));
	err->status = status;
	return true;
}

/* Copies valid UTF-8 into a fixed field without cutting a character in two. */
static void put_text(char *to, size_t size, const char *fmt, va_list ap)
{
	vsnprintf(to, size, fmt, ap);
	to[utf8_valid(str_of(to))] = '\0';
}

/* The end of a path says more than its beginning. */
static void put_source(struct dl_error *err, struct dl_str path)
{
	size_t max = sizeof(err->source) - 1;
	if (path.n <= max) {
		if (path.n != 0)
			memcpy(err->source, path.p, path.n);
		return;
	}
	size_t keep = max - 3;
	const char *p = path.p + (path.n - keep);
	while (keep != 0 && ((unsigned char)*p & 0xC0) == 0x80)
		p++, keep--;
	memcpy(err->source, "...", 3);
	memcpy(err->source + 3, p, keep);
}

int fail(struct dl_error *err, enum dl_status status, const char *fmt, ...)
{
	if (!begin(err, status))
		return -1;
	va_list ap;
	va_start(ap, fmt);
	put_text(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return -1;
}

int fail_in(struct dl_error *err, enum dl_status status, struct dl_str path, const char *fmt, ...)
{
	if (!begin(err, status))
		return -1;
	put_source(err, path);
	va_list ap;
	va_start(ap, fmt);
	put_text(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return -1;
}

static struct dl_str line_at(struct dl_str text, size_t offset)
{
	size_t start = offset, end = offset;
	while (start > 0 && text.p[start - 1] != '\n')
		start--;
	while (end < text.n && text.p[end] != '\n')
		end++;
	if (end > start && text.p[end - 1] == '\r')
		end--;
	return (struct dl_str){text.p + start, end - start};
}

void err_position(struct dl_str text, size_t offset, uint32_t *ret_line, uint32_t *ret_column)
{
	if (offset > text.n)
		offset = text.n;
	uint32_t line = 1;
	size_t start = 0;
	for (size_t i = 0; i < offset; i++)
		if (text.p[i] == '\n') {
			line++;
			start = i + 1;
		}
	*ret_line = line;
	*ret_column = 1 + (uint32_t)utf8_count((struct dl_str){text.p + start, offset - start});
}

/* Code points kept before the caret when a line is long. */
#define EXCERPT_BEFORE 40

/* Copies the line around offset; what a terminal would obey or what is not
 * text is shown as '?', a tab as a space, so that the caret stays in place. */
static void put_excerpt(struct dl_error *err, struct dl_str text, size_t offset)
{
	struct dl_str line = text.n == 0 ? text : line_at(text, offset);
	size_t at = line.n == 0 ? 0 : (size_t)(text.p + offset - line.p);
	if (at > line.n)
		at = line.n;
	size_t i = at, before = 0;
	while (i > 0 && before < EXCERPT_BEFORE)
		if (((unsigned char)line.p[--i] & 0xC0) != 0x80)
			before++;
	size_t n = 0;
	while (i < line.n && n + 4 < sizeof(err->excerpt)) {
		uint32_t c = 0;
		size_t len = utf8_decode((struct dl_str){line.p + i, line.n - i}, &c);
		if (i < at)
			err->caret++;
		if (len == 0 || c == 0x7F || c < 0x20 || (c >= 0x80 && c < 0xA0)) {
			err->excerpt[n++] = c == '\t' ? ' ' : '?';
			i += len == 0 ? 1 : len;
			continue;
		}
		memcpy(err->excerpt + n, line.p + i, len);
		n += len;
		i += len;
	}
}

int fail_at(struct dl_error *err, enum dl_status status, struct dl_str path, struct dl_str text,
    size_t offset, const char *fmt, ...)
{
	if (!begin(err, status))
		return -1;
	if (offset > text.n)
		offset = text.n;
	put_source(err, path);
	err->offset = (uint32_t)offset;
	err_position(text, offset, &err->line, &err->column);
	put_excerpt(err, text, offset);
	va_list ap;
	va_start(ap, fmt);
	put_text(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return -1;
}
