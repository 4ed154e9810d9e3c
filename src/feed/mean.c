/* SPDX-License-Identifier: MIT */
/* What the values of a definition mean; each mistake at its place. */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "feed/conf_reader.h"
#include "feed/path.h"
#include "feed/value.h"
#include "source/source.h"
#include "when/civil.h"
#include "when/zone.h"

/* Index of value among names, in *ret; what: such a value, for people. */
static int get_choice(
    struct conf_reader *r, const char *name, const char *what, const char *const *names, int *ret)
{
	struct dl_str s = {NULL, 0};
	if (conf_get(r, name, &s) < 0)
		return -1;
	if (s.n == 0)
		return 0;
	for (int i = 0; names[i] != NULL; i++)
		if (str_eq(s, str_of(names[i]))) {
			*ret = i;
			return 0;
		}
	const char *near = dl_nearest(s, names);
	int shown = (int)utf8_head(s, 40).n;
	if (near != NULL)
		return CONF_FAIL(
		    r, name, 0, "unknown %s '%.*s', did you mean '%s'?", what, shown, s.p, near);
	return CONF_FAIL(
	    r, name, 0, "unknown %s '%.*s', expected '%s' or the like", what, shown, s.p, names[0]);
}

static int get_zone(struct conf_reader *r, struct dl_str *ret)
{
	if (conf_get(r, "timezone", ret) < 0)
		return -1;
	if (ret->n == 0 || zone_exists(*ret))
		return 0;
	return CONF_FAIL(r, "timezone", 0,
	    "unknown time zone '%.*s', expected an IANA name such as Europe/Vienna",
	    (int)utf8_head(*ret, 40).n, ret->p);
}

static int check_language(struct conf_reader *r, const char *name, uint32_t index, struct dl_str s)
{
	struct dl_error error = {0};
	if (s.n == 0)
		return 0;
	if (!value_is_language(s))
		return CONF_FAIL(r, name, index,
		    "'%.*s' is no language, expected a BCP 47 tag such as en",
		    (int)utf8_head(s, 40).n, s.p);
	/* As for --lang: a text is not read in a language that this build has not. */
	if (dl_options_check(&(struct dl_options){.lang = s}, &error) < 0)
		return CONF_FAIL(r, name, index, "%s", error.text);
	return 0;
}

static int get_languages(struct conf_reader *r)
{
	struct dl_strs *l = &r->conf->languages;
	if (conf_get_list(r, "languages", l) < 0)
		return -1;
	for (uint32_t i = 0; i < l->n; i++)
		if (check_language(r, "languages", i, l->v[i]) < 0)
			return -1;
	return 0;
}

static int get_url(struct conf_reader *r, const char *name, struct dl_str *ret)
{
	if (conf_get(r, name, ret) < 0)
		return -1;
	if (ret->n == 0 || value_is_url(*ret))
		return 0;
	return CONF_FAIL(r, name, 0, "'%s' is no address, expected https://...", name);
}

static int get_base_url(struct conf_reader *r)
{
	struct dl_str *url = &r->conf->base_url;
	if (get_url(r, "base-url", url) < 0)
		return -1;
	if (url->n == 0 || str_ends(*url, STR("/")))
		return 0;
	*url = arena_printf(r->arena, "%s/", url->p);
	return url->p != NULL ? 0 : conf_fail_memory(r);
}

static int get_color(struct conf_reader *r)
{
	static const char *const colors[] = {
#include "feed/colors.inc"
	    NULL};
	int color = -1;
	if (get_choice(r, "color", "colour", colors, &color) < 0)
		return -1;
	if (color >= 0)
		r->conf->color = str_of(colors[color]);
	return 0;
}

/* "'WHAT' is no …" about the value of name. */
static int fail_value(struct conf_reader *r, const char *name, struct dl_str s, const char *what)
{
	return CONF_FAIL(r, name, 0, "'%.*s' is %s", (int)utf8_head(s, 40).n, s.p, what);
}

static int get_policies(struct conf_reader *r)
{
	struct conf *c = r->conf;
	struct dl_str refresh = {NULL, 0}, gone = refresh, guard = refresh;
	c->guard_at = conf_place(r, "guard-drop", 0);
	if (conf_get(r, "refresh", &refresh) < 0 || conf_get(r, "gone", &gone) < 0 ||
	    conf_get(r, "guard-drop", &guard) < 0)
		return -1;
	if (!value_refresh(refresh, &c->refresh_minutes))
		return fail_value(r, "refresh", refresh,
		    "no interval, expected minutes, hours or days up to a year: 30m, 12h, 1d");
	if (!value_gone(gone, &c->gone, &c->gone_days))
		return fail_value(
		    r, "gone", gone, "unknown, expected cancel, drop, keep or \"keep 30d\"");
	if (!value_share(guard, &c->guard_drop))
		return fail_value(
		    r, "guard-drop", guard, "no share, expected percent from 0 to 100");
	return 0;
}

static int get_hints(struct conf_reader *r)
{
	static const char *const prefers[] = {"auto", "past", "future", "nearest", NULL};
	static const char *const orders[] = {"auto", "dmy", "mdy", NULL};
	static const char *const days[] = {"monday", "sunday", NULL};
	static const char *const hemispheres[] = {"north", "south", NULL};
	int prefer = DL_PREFER_AUTO, order = DL_ORDER_AUTO, day = DL_WEEK_MONDAY;
	int hemisphere = DL_NORTH;
	if (get_choice(r, "prefer", "preference", prefers, &prefer) < 0 ||
	    get_choice(r, "day-order", "day order", orders, &order) < 0 ||
	    get_choice(r, "week-start", "first day of the week", days, &day) < 0 ||
	    get_choice(r, "hemisphere", "hemisphere", hemispheres, &hemisphere) < 0)
		return -1;
	r->conf->prefer = (enum dl_prefer)prefer;
	r->conf->day_order = (enum dl_day_order)order;
	r->conf->week_start = (enum dl_week_start)day;
	r->conf->hemisphere = (enum dl_hemisphere)hemisphere;
	return 0;
}

int conf_read_top(struct conf_reader *r)
{
	struct conf *c = r->conf;
	if (conf_get(r, "title", &c->title) < 0 ||
	    conf_get(r, "description", &c->description) < 0 || get_url(r, "link", &c->link) < 0 ||
	    get_base_url(r) < 0 || get_zone(r, &c->timezone) < 0 || get_languages(r) < 0 ||
	    get_hints(r) < 0 || get_color(r) < 0 ||
	    conf_get_list(r, "categories", &c->categories) < 0 || get_policies(r) < 0)
		return -1;
	return 0;
}

/* Sections */

/* "published", "file-mtime", or a date */
static int get_anchor(struct conf_reader *r, struct conf_source *ret)
{
	struct dl_civil civil;
	bool has_clock;
	if (conf_get(r, "anchor", &ret->date) < 0)
		return -1;
	if (ret->date.n == 0 || str_eq(ret->date, STR("published")))
		ret->anchor = CONF_ANCHOR_PUBLISHED;
	else if (str_eq(ret->date, STR("file-mtime")))
		ret->anchor = CONF_ANCHOR_MTIME;
	else if (civil_parse(ret->date, &civil, &has_clock))
		ret->anchor = CONF_ANCHOR_DATE;
	else
		return CONF_FAIL(r, "anchor", 0,
		    "'%.*s' is no date, expected published, file-mtime or YYYY-MM-DD",
		    (int)utf8_head(ret->date, 40).n, ret->date.p);
	return 0;
}

static int get_from(struct conf_reader *r, struct conf_source *ret)
{
	const char *names[32];
	size_t n = 0;
	int from = -1;
	for (; source_readers[n] != NULL && n < 31; n++)
		names[n] = source_readers[n]->name;
	names[n] = NULL;
	if (get_choice(r, "from", "type of source", names, &from) < 0)
		return -1;
	if (from >= 0)
		ret->from = str_of(names[from]);
	return 0;
}

int conf_read_source(struct conf_reader *r, struct conf_source *ret)
{
	if (conf_get_title(r, &ret->name) < 0 || conf_get_list(r, "file", &ret->files) < 0 ||
	    get_from(r, ret) < 0 || get_anchor(r, ret) < 0 || get_zone(r, &ret->timezone) < 0 ||
	    conf_get(r, "language", &ret->language) < 0 ||
	    check_language(r, "language", 0, ret->language) < 0)
		return -1;
	ret->at = conf_place(r, "file", 0);
	if (ret->files.n != 0)
		return 0;
	r->kind = CONF_TOP;
	return CONF_FAIL(r, "source", 0, "source \"%.*s\" has no file",
	    (int)utf8_head(ret->name, 40).n, ret->name.p);
}

static int fail_emitter(struct conf_reader *r, struct dl_str name)
{
	const char *names[64];
	size_t n = 0;
	for (; dl_emitters[n] != NULL && n < 63; n++)
		names[n] = dl_emitters[n]->name;
	names[n] = NULL;
	const char *near = dl_nearest(name, names);
	int shown = (int)utf8_head(name, 40).n;
	r->kind = CONF_TOP;
	if (near != NULL)
		return CONF_FAIL(r, "output", 0, "unknown format '%.*s', did you mean '%s'?", shown,
		    name.p, near);
	return CONF_FAIL(r, "output", 0, "unknown format '%.*s', expected ics, json, atom or html",
	    shown, name.p);
}

int conf_read_output(struct conf_reader *r, struct conf_output *ret)
{
	struct dl_str name;
	if (conf_get_title(r, &name) < 0)
		return -1;
	ret->emitter = dl_emitter_find(name);
	if (ret->emitter == NULL)
		return fail_emitter(r, name);
	if (conf_get(r, "path", &ret->path) < 0)
		return -1;
	ret->at = conf_place(r, "path", 0);
	if (ret->path.n == 0)
		ret->path = arena_printf(r->arena, "public/%.*s.%s", (int)r->conf->name.n,
		    r->conf->name.p, ret->emitter->extension);
	if (ret->path.p == NULL || path_plain(r->arena, ret->path, &ret->plain) < 0)
		return conf_fail_memory(r);
	if (path_is_folder(ret->path))
		return CONF_FAIL(r, "path", 0, "'path' names a folder, expected a file");
	for (const struct conf_output *o = r->conf->outputs; o != ret; o++)
		if (str_eq(o->plain, ret->plain))
			return CONF_FAIL(r, "path", 0, "two outputs are written to '%.*s'",
			    (int)utf8_head(ret->path, 40).n, ret->path.p);
	return 0;
}

int conf_add_outputs(struct conf_reader *r)
{
	static const char *const names[] = {"ics", "json", "atom", "html"};
	struct conf *c = r->conf;
	c->outputs = arena_array(r->arena, struct conf_output, 4);
	if (c->outputs == NULL)
		return conf_fail_memory(r);
	for (size_t i = 0; i < 4; i++) {
		const struct dl_emitter *e = dl_emitter_find(str_of(names[i]));
		if (e == NULL)
			continue;
		struct conf_output *o = &c->outputs[c->n_outputs++];
		o->emitter = e;
		o->path = arena_printf(
		    r->arena, "public/%.*s.%s", (int)c->name.n, c->name.p, e->extension);
		if (o->path.p == NULL)
			return conf_fail_memory(r);
		o->plain = o->path;
	}
	return 0;
}
