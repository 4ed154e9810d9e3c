/* SPDX-License-Identifier: MIT */
#include "cli/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/tty.h"

#define PLAIN	"\x1B[0m"
#define BOLD	"\x1B[1m"
#define GREEN	"\x1B[32m"
#define MAGENTA "\x1B[35m"

/* Columns before an excerpt, and one free behind it. */
#define MARGIN 5

/* Prints text so that a terminal obeys nothing in it. */
static void put(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;
		putc(c < 0x20 || c == 0x7F ? '?' : c, stderr);
	}
}

/* SGR, on a terminal with colours; looked up once. */
static const char *sgr(const char *code)
{
	static int color = -1;
	if (color < 0)
		color = tty_look(STDERR_FILENO).color;
	return color ? code : "";
}

/* Bytes before the character behind p. */
static size_t char_bytes(const char *p)
{
	size_t n = 1;
	while (((unsigned char)p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

static size_t columns_of(const char *p, size_t n)
{
	return dl_text_columns((struct dl_str){p, n});
}

/* What a line of a terminal shows of an excerpt: from..to, with the caret in it. */
static void window(const char *text, size_t caret, size_t columns, size_t *from, size_t *to)
{
	*from = 0;
	*to = strlen(text);
	while (columns_of(text + *from, caret - *from) > columns * 2 / 3)
		*from += char_bytes(text + *from);
	size_t end = *from;
	while (
	    end < *to && columns_of(text + *from, end + char_bytes(text + end) - *from) <= columns)
		end += char_bytes(text + end);
	*to = end;
}

static void put_excerpt(const struct dl_error *e)
{
	char text[sizeof(e->excerpt)];
	size_t caret = 0, from, to, columns = tty_look(STDERR_FILENO).columns;
	snprintf(text, sizeof(text), "%s", e->excerpt);
	for (char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = '?';
	for (uint32_t i = 0; i < e->caret && text[caret] != '\0'; i++)
		caret += char_bytes(text + caret);
	window(text, caret, columns > MARGIN ? columns - MARGIN : sizeof(text), &from, &to);
	fprintf(stderr, "    %.*s\n    %*s%s^%s\n", (int)(to - from), text + from,
	    (int)columns_of(text + from, caret - from), "", sgr(GREEN), sgr(PLAIN));
}

static void put_error(const struct dl_error *e, const char *kind, const char *color)
{
	fputs(sgr(BOLD), stderr);
	put(*e->source != '\0' ? e->source : "dateline");
	if (e->line != 0)
		fprintf(stderr, ":%lu:%lu", (unsigned long)e->line, (unsigned long)e->column);
	fprintf(stderr, ":%s %s%s%s", sgr(PLAIN), sgr(color), kind, sgr(PLAIN));
	put(*e->text != '\0' ? e->text : dl_status_text(e->status));
	putc('\n', stderr);
	if (e->line != 0 && *e->excerpt != '\0')
		put_excerpt(e);
}

/* ---- what was said ---------------------------------------------------------- */

static struct {
	uint64_t *v; /* hashes; 0: free */
	size_t n, cap;
} said;

/* FNV-1a */
static uint64_t hash_bytes(uint64_t h, const void *p, size_t n)
{
	const unsigned char *u = p;
	for (size_t i = 0; i < n; i++)
		h = (h ^ u[i]) * 0x100000001B3u;
	return h;
}

static uint64_t hash_of(const struct dl_error *e)
{
	uint64_t h = hash_bytes(0xCBF29CE484222325u, e->source, strlen(e->source));
	h = hash_bytes(h, &e->line, sizeof(e->line));
	h = hash_bytes(h, &e->column, sizeof(e->column));
	h = hash_bytes(h, e->text, strlen(e->text));
	return h == 0 ? 1 : h;
}

static uint64_t *find(uint64_t *v, size_t cap, uint64_t h)
{
	size_t i = (size_t)h & (cap - 1);
	while (v[i] != 0 && v[i] != h)
		i = (i + 1) & (cap - 1);
	return &v[i];
}

/* Half of the places stay free. Without memory all is new. */
static void grow(void)
{
	size_t cap = said.cap == 0 ? 256 : said.cap * 2;
	uint64_t *v = calloc(cap, sizeof(*v));
	if (v == NULL)
		return;
	for (size_t i = 0; i < said.cap; i++)
		if (said.v[i] != 0)
			*find(v, cap, said.v[i]) = said.v[i];
	free(said.v);
	said.v = v;
	said.cap = cap;
}

static bool was_said(const struct dl_error *e)
{
	uint64_t h = hash_of(e);
	if (said.n * 2 >= said.cap)
		grow();
	if (said.n * 2 >= said.cap)
		return false;
	uint64_t *place = find(said.v, said.cap, h);
	bool again = *place == h;
	*place = h;
	said.n += !again;
	return again;
}

int diag_error(const struct dl_error *e)
{
	put_error(e, "", "");
	return dl_status_exit(e->status);
}

void diag_warning(const struct dl_error *e)
{
	if (!was_said(e))
		put_error(e, "warning: ", MAGENTA);
}

void diag_file(const char *path, const char *what, int code)
{
	put(path);
	fprintf(stderr, ": cannot %s: %s\n", what, strerror(code));
}

void diag_empty(const char *path, bool chosen)
{
	bool is_stdin = strcmp(path, "-") == 0;
	put(is_stdin ? "stdin" : path);
	fputs(chosen ? ": no such events" : ": no events", stderr);
	if (!is_stdin && !chosen) {
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
