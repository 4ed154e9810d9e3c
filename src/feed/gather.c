/* SPDX-License-Identifier: MIT */
#include "feed/gather.h"

#include <dateline/io.h>

#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/str.h"
#include "feed/input.h"
#include "when/civil.h"
#include "when/zone.h"

/* dl_parse() takes no more. */
#define SOURCE_MAX ((size_t)1 << 30)

static int fail_memory(struct dl_error *err)
{
	return fail(err, DL_NOMEM, "out of memory");
}

static struct gather_held *hold(struct gather *g)
{
	struct gather_held *h = arena_new(g->arena, struct gather_held);
	if (h == NULL)
		return NULL;
	h->next = g->held;
	g->held = h;
	return h;
}

int gather_read(
    struct gather *g, struct dl_str path, size_t max, struct dl_str *ret, struct dl_error *reterr)
{
	struct gather_held *h = hold(g);
	struct dl_str opened = input_path(g->arena, g->root, path);
	if (h == NULL || opened.p == NULL)
		return fail_memory(reterr);
	/* a feed is built without anybody at hand: nothing may make it wait */
	if (io_is_special(opened.p))
		return fail_in(reterr, DL_IO, opened, "is a pipe or a device, expected a file");
	if (dl_file_read(g->arena->alloc, opened.p, max, &h->bytes, reterr) < 0)
		return -1;
	h->opened = opened;
	*ret = h->bytes;
	return 0;
}

/* The date of a moment in a zone; without a zone in UTC. */
static struct dl_str date_of(struct arena *a, int64_t seconds, struct dl_str zone)
{
	struct dl_civil c =
	    civil_add_minutes((struct dl_civil){.year = 1970, .month = 1, .day = 1}, seconds / 60);
	int minutes = 0;
	if (zone.n != 0 && zone_offset(zone, c, &minutes))
		c = civil_add_minutes(c, minutes);
	return arena_printf(a, "%04d-%02u-%02u", (int)c.year, c.month, c.day);
}

/* What UIDs are made from: the feed and the section, so that they survive a
 * file that is moved; with several files in a section also their names, as the section has them:
 * "x/s.md" and "y/s.md" are two. */
static struct dl_str identity(
    struct gather *g, const struct conf_source *s, const struct input_file *file)
{
	const struct conf *c = g->conf;
	bool section = c->n_sources != 0;
	return arena_printf(g->arena, "%.*s%s%.*s%s%.*s", (int)c->name.n, c->name.p,
	    section ? "/" : "", section ? (int)s->name.n : 0, s->name.p,
	    file->name.n != 0 ? "/" : "", (int)file->name.n, file->name.p);
}

static int make_options(struct gather *g, const struct conf_source *s,
    const struct input_file *file, struct dl_options *ret)
{
	const struct conf *c = g->conf;
	struct dl_str zone = s->timezone.n != 0 ? s->timezone : c->timezone;
	*ret = (struct dl_options){
	    .path = file->path,
	    .from = s->from,
	    .tz = zone,
	    .lang = s->language,
	    .identity = identity(g, s, file),
	    .prefer = c->prefer,
	    .day_order = c->day_order,
	    .week_start = c->week_start,
	    .hemisphere = c->hemisphere,
	    .convert = g->convert,
	};
	if (ret->lang.n == 0 && c->languages.n == 1)
		ret->lang = c->languages.v[0];
	if (s->anchor == CONF_ANCHOR_DATE)
		ret->ref = s->date;
	else if (s->anchor == CONF_ANCHOR_MTIME)
		ret->ref = date_of(g->arena, file->mtime, zone);
	bool full = s->anchor != CONF_ANCHOR_PUBLISHED && ret->ref.p == NULL;
	return full || ret->identity.p == NULL ? -1 : 0;
}

static int parse_file(struct gather *g, const struct conf_source *s, const struct input_file *file,
    struct dl_error *err)
{
	struct dl_str text;
	struct dl_options options;
	struct gather_held *h = hold(g);
	if (h == NULL || make_options(g, s, file, &options) < 0)
		return fail_memory(err);
	if (gather_read(g, file->path, SOURCE_MAX, &text, err) < 0)
		return -1;
	if (dl_parse(g->parser, &options, text, &h->calendar, err) < 0)
		return -1;
	return merge_add(g->arena, &g->merge, h->calendar, s->name, &g->conf->categories, err);
}

static int parse_source(struct gather *g, const struct conf_source *s, struct dl_error *err)
{
	struct input_files files;
	if (input_find(g->arena, g->root, g->conf, s, &files, err) < 0)
		return -1;
	for (size_t i = 0; i < files.n; i++)
		if (parse_file(g, s, &files.v[i], err) < 0)
			return -1;
	return 0;
}

int gather_sources(struct gather *g, struct dl_error *reterr)
{
	static struct dl_str pattern = {"source.*", 8};
	const struct conf_source only = {.name = STR("source"), .files = {&pattern, 1}};
	if (g->conf->n_sources == 0 && parse_source(g, &only, reterr) < 0)
		return -1;
	for (size_t i = 0; i < g->conf->n_sources; i++)
		if (parse_source(g, &g->conf->sources[i], reterr) < 0)
			return -1;
	return merge_finish(g->arena, &g->merge, reterr);
}

const struct dl_calendar *gather_first(const struct gather *g)
{
	const struct dl_calendar *first = NULL;
	for (const struct gather_held *h = g->held; h != NULL; h = h->next)
		if (h->calendar != NULL)
			first = h->calendar;
	return first;
}

static size_t count_warnings(const struct gather_held *h)
{
	return h->calendar != NULL ? h->calendar->n_warnings : 0;
}

int gather_warnings(
    const struct gather *g, struct dl_error **ret, size_t *ret_n, struct dl_error *reterr)
{
	size_t n = 0;
	for (const struct gather_held *h = g->held; h != NULL; h = h->next)
		n += count_warnings(h);
	struct dl_error *v = arena_array(g->arena, struct dl_error, n);
	if (v == NULL)
		return fail_memory(reterr);
	size_t left = n;
	for (const struct gather_held *h = g->held; h != NULL; h = h->next) {
		left -= count_warnings(h);
		if (count_warnings(h) != 0)
			memcpy(v + left, h->calendar->warnings, count_warnings(h) * sizeof(*v));
	}
	*ret = v;
	*ret_n = n;
	return 0;
}

void gather_free(struct gather *g)
{
	for (const struct gather_held *h = g->held; h != NULL; h = h->next) {
		dl_calendar_free(h->calendar);
		dl_bytes_free(g->arena->alloc, h->bytes);
	}
	g->held = NULL;
}
