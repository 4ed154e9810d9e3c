/* SPDX-License-Identifier: MIT */
#include "undated.h"

#include <dateline/dateline.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest paragraph of the files; what it gives fits into it too. */
#define TEXT_MAX 8192

struct answer {
	char json[TEXT_MAX];
	size_t n;
};

static int take(void *ctx, const char *p, size_t n)
{
	struct answer *a = ctx;
	if (n >= sizeof(a->json) - a->n)
		return -1;
	memcpy(a->json + a->n, p, n);
	a->n += n;
	a->json[a->n] = '\0';
	return 0;
}

static size_t count_words(const char *s)
{
	size_t n = 0;
	for (; *s != '\0'; s++)
		n += !isspace((unsigned char)*s) && (s[1] == '\0' || isspace((unsigned char)s[1]));
	return n;
}

static void die(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(1);
}

struct undated undated_read(const char *path, const char *lang,
    void (*report)(const char *place, const char *line, const char *json))
{
	struct undated u = {0};
	struct dl_options o = {.ref = {"2026-11-24T09:00", 16}, .from = {"text", 4}};
	if (lang != NULL)
		o.lang = (struct dl_str){lang, strlen(lang)};
	struct dl_error e = {.status = DL_OK};
	struct dl_parser *p = NULL;
	char line[TEXT_MAX], place[300];
	FILE *f = fopen(path, "r");
	if (f == NULL || dl_parser_new(NULL, &p, &e) != 0)
		die(path, "cannot open it");
	for (int at = 1; fgets(line, sizeof(line), f) != NULL; at++) {
		struct answer a = {.n = 0};
		struct dl_sink out = {take, &a};
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0' || (line[0] == '#' && (line[1] == ' ' || line[1] == '\0')))
			continue;
		if (dl_timex(p, &o, (struct dl_str){line, strlen(line)}, &out, &e) != 0)
			die(path, e.text);
		u.lines++;
		u.words += count_words(line);
		for (size_t i = 0; i < a.n; i++)
			u.found += a.json[i] == '\n';
		snprintf(place, sizeof(place), "%s:%d", path, at);
		if (a.n != 0 && report != NULL)
			report(place, line, a.json);
	}
	dl_parser_free(p);
	fclose(f);
	return u;
}
