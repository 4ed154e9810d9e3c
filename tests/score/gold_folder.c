/* SPDX-License-Identifier: MIT */
#include "score/gold.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct gold_tally *tally_of(struct gold_scores *s, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
	struct gold_kind k = {.name = ""};
	snprintf(k.name, sizeof(k.name), "%.*s", (int)strcspn(name, "-."), name);
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->kinds[i].name, k.name) == 0)
			return &s->kinds[i].tally;
	if (s->n == GOLD_KINDS_MAX) {
		fprintf(stderr, "%s: more than %d kinds of documents\n", path, GOLD_KINDS_MAX);
		exit(1);
	}
	s->kinds[s->n] = k;
	return &s->kinds[s->n++].tally;
}

static void score(struct dl_parser *p, const char *path, bool report, struct gold_scores *s)
{
	struct gold *g = gold_read(path);
	struct dl_calendar none = {.n_events = 0}, *found = NULL;
	struct dl_error e = {.status = DL_OK};
	struct gold_tally t = {0};
	if (dl_parse(p, &g->options, g->source, &found, &e) != 0)
		fprintf(stderr, "%s: %s\n", g->document, e.text);
	gold_count(&t, g, found == NULL ? &none : found, report);
	gold_add(tally_of(s, path), &t);
	gold_add(&s->all, &t);
	dl_calendar_free(found);
	gold_free(g);
}

void gold_folder(const char *folder, bool report, struct gold_scores *ret)
{
	char pattern[512];
	glob_t files;
	struct dl_parser *p = NULL;
	snprintf(pattern, sizeof(pattern), "%s/*.gold", folder);
	*ret = (struct gold_scores){.n = 0};
	if (glob(pattern, 0, NULL, &files) != 0 || dl_parser_new(NULL, &p, NULL) != 0) {
		fprintf(stderr, "%s: no documents there\n", folder);
		exit(1);
	}
	for (size_t i = 0; i < files.gl_pathc; i++)
		score(p, files.gl_pathv[i], report, ret);
	dl_parser_free(p);
	globfree(&files);
}
