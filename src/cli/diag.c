/* SPDX-License-Identifier: MIT */
#include "cli/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Prints text so that a terminal obeys nothing in it. */
static void put(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		putc(c < 0x20 || c == 0x7F ? '?' : c, stderr);
	}
}

/* Reads one code point of valid UTF-8; *p is moved behind it. */
static unsigned long next_code(const char **p)
{
	unsigned char c = (unsigned char)*(*p)++;
	unsigned long code = c < 0x80 ? c : c < 0xE0 ? c & 0x1Fu : c < 0xF0 ? c & 0x0Fu : c & 7u;
	while (((unsigned char)**p & 0xC0) == 0x80)
		code = code << 6 | ((unsigned char)*(*p)++ & 0x3Fu);
	return code;
}

/* Terminal cells of the scripts that matter for a caret: East Asian wide ones
 * take two (UAX 11), combining marks and joiners none. wcwidth() would need a
 * locale. */
static int cells(unsigned long c)
{
	static const struct {
		unsigned long first, last;
		int width;
	} ranges[] = {{0x0300, 0x036F, 0}, {0x1100, 0x115F, 2}, {0x200B, 0x200F, 0},
	    {0x2E80, 0x303E, 2}, {0x3041, 0xA4CF, 2}, {0xAC00, 0xD7A3, 2}, {0xF900, 0xFAFF, 2},
	    {0xFE00, 0xFE0F, 0}, {0xFE30, 0xFE6F, 2}, {0xFF00, 0xFF60, 2}, {0xFFE0, 0xFFE6, 2},
	    {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2}, {0x20000, 0x3FFFD, 2}};
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].width;
	return 1;
}

static void put_excerpt(const struct dl_error *e)
{
	int width = 0;
	const char *p = e->excerpt;
	for (uint32_t i = 0; i < e->caret && *p != '\0'; i++)
		width += cells(next_code(&p));
	fputs("    ", stderr);
	put(e->excerpt);
	fprintf(stderr, "\n    %*s^\n", width, "");
}

static void put_error(const struct dl_error *e, const char *kind)
{
	put(*e->source != '\0' ? e->source : "dateline");
	if (e->line != 0)
		fprintf(stderr, ":%lu:%lu", (unsigned long)e->line, (unsigned long)e->column);
	fprintf(stderr, ": %s", kind);
	put(*e->text != '\0' ? e->text : dl_status_text(e->status));
	putc('\n', stderr);
	if (e->line != 0 && *e->excerpt != '\0')
		put_excerpt(e);
}

int diag_error(const struct dl_error *e)
{
	put_error(e, "");
	return dl_status_exit(e->status);
}

void diag_warning(const struct dl_error *e)
{
	put_error(e, "warning: ");
}

void diag_file(const char *path, const char *what, int code)
{
	put(path);
	fprintf(stderr, ": cannot %s: %s\n", what, strerror(code));
}

void diag_empty(const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	put(is_stdin ? "stdin" : path);
	fputs(": no events", stderr);
	if (!is_stdin) {
		fputs("; `dateline explain ", stderr);
		put(path);
		fputs("` says why", stderr);
	}
	putc('\n', stderr);
}

int diag_usage(const char *command, const char *fmt, ...)
{
	char text[400];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	fputs("dateline", stderr);
	if (command != NULL)
		fprintf(stderr, " %s", command);
	fputs(": ", stderr);
	put(text);
	putc('\n', stderr);
	return -1;
}
