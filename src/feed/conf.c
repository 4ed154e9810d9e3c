/* SPDX-License-Identifier: MIT */
/* libconfuse reads the definition, after scan.c has found it sound: it knows
 * quotes, escapes and lists. What the values mean is checked here, each at its
 * place in the file. libconfuse never opens a file for us (the text comes from
 * memory and its include() is not among the keys), and prints nothing (its
 * errors come to note_error). */
#include "feed/conf.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "feed/scan.h"
#include "feed/value.h"
#include "source/source.h"
#include "when/civil.h"
#include "when/zone.h"

/* Definitions are written by hand; this bounds what libconfuse allocates. */
#define CONF_TEXT_MAX ((size_t)64 * 1024)

const struct conf_key conf_keys[] = {
    {CONF_TOP, "title", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "description", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "link", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "base-url", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "timezone", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "languages", CONF_LIST, CONF_TOP},
    {CONF_TOP, "day-order", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "prefer", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "color", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "refresh", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "categories", CONF_LIST, CONF_TOP},
    {CONF_TOP, "gone", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "guard-drop", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "source", CONF_SECTION, CONF_SOURCE},
    {CONF_TOP, "output", CONF_SECTION, CONF_OUTPUT},
    {CONF_TOP, "push", CONF_LATER, CONF_PUSH},
    {CONF_SOURCE, "file", CONF_LIST, CONF_TOP},
    {CONF_SOURCE, "url", CONF_LATER, CONF_TOP},
    {CONF_SOURCE, "from", CONF_TEXT, CONF_TOP},
    {CONF_SOURCE, "anchor", CONF_TEXT, CONF_TOP},
    {CONF_SOURCE, "timezone", CONF_TEXT, CONF_TOP},
    {CONF_SOURCE, "language", CONF_TEXT, CONF_TOP},
    {CONF_OUTPUT, "path", CONF_TEXT, CONF_TOP},
    {CONF_TOP, NULL, CONF_TEXT, CONF_TOP},
};

enum { KEYS = sizeof(conf_keys) / sizeof(conf_keys[0]) };

struct reader {
	struct arena *arena;
	struct conf *conf;
	struct scan scan;
	cfg_t *cfg;	  /* the section being read */
	uint32_t section; /* its number; 0: top level */
	enum conf_section kind;
	struct dl_error *err;
};

static const struct conf_key *key_named(const struct reader *r, const char *name)
{
	const struct conf_key *k = conf_keys;
	while (k->section != r->kind || strcmp(k->name, name) != 0)
		k++;
	return k;
}

static uint32_t place(const struct reader *r, const char *name, uint32_t index)
{
	return scan_find(&r->scan, r->section, key_named(r, name), index);
}

#define FAIL(r, name, index, ...)                                                                  \
	fail_at((r)->err, DL_DEFINITION, (r)->conf->path, (r)->conf->text, place(r, name, index),  \
	    __VA_ARGS__)

static int fail_memory(struct reader *r)
{
	return fail(r->err, DL_NOMEM, "out of memory");
}

/* Values */

static int get(struct reader *r, const char *name, struct dl_str *ret)
{
	const char *z = cfg_getstr(r->cfg, name);
	if (z == NULL)
		return 0;
	*ret = arena_str(r->arena, str_trim(str_of(z)));
	if (ret->p == NULL)
		return fail_memory(r);
	return ret->n != 0 ? 0 : FAIL(r, name, 0, "'%s' is empty", name);
}

static int get_list(struct reader *r, const char *name, struct dl_strs *ret)
{
	unsigned n = cfg_size(r->cfg, name);
	ret->v = arena_array(r->arena, struct dl_str, n);
	if (ret->v == NULL)
		return fail_memory(r);
	for (unsigned i = 0; i < n; i++) {
		ret->v[i] = arena_str(r->arena, str_trim(str_of(cfg_getnstr(r->cfg, name, i))));
		if (ret->v[i].p == NULL)
			return fail_memory(r);
		if (ret->v[i].n == 0)
			return FAIL(r, name, i, "'%s' has an empty value", name);
	}
	ret->n = n;
	return 0;
}

/* Index of value among names, in *ret; what: such a value, for people. */
static int get_choice(
    struct reader *r, const char *name, const char *what, const char *const *names, int *ret)
{
	struct dl_str s = {NULL, 0};
	if (get(r, name, &s) < 0)
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
		return FAIL(
		    r, name, 0, "unknown %s '%.*s', did you mean '%s'?", what, shown, s.p, near);
	return FAIL(
	    r, name, 0, "unknown %s '%.*s', expected '%s' or the like", what, shown, s.p, names[0]);
}

static int get_zone(struct reader *r, struct dl_str *ret)
{
	if (get(r, "timezone", ret) < 0)
		return -1;
	if (ret->n == 0 || zone_exists(*ret))
		return 0;
	return FAIL(r, "timezone", 0,
	    "unknown time zone '%.*s', expected an IANA name such as Europe/Vienna",
	    (int)utf8_head(*ret, 40).n, ret->p);
}

static int check_language(struct reader *r, const char *name, uint32_t index, struct dl_str s)
{
	if (s.n == 0 || value_is_language(s))
		return 0;
	return FAIL(r, name, index, "'%.*s' is no language, expected a BCP 47 tag such as de",
	    (int)utf8_head(s, 40).n, s.p);
}

static int get_languages(struct reader *r)
{
	struct dl_strs *l = &r->conf->languages;
	if (get_list(r, "languages", l) < 0)
		return -1;
	for (uint32_t i = 0; i < l->n; i++)
		if (check_language(r, "languages", i, l->v[i]) < 0)
			return -1;
	return 0;
}

static int get_url(struct reader *r, const char *name, struct dl_str *ret)
{
	if (get(r, name, ret) < 0)
		return -1;
	if (ret->n == 0 || value_is_url(*ret))
		return 0;
	return FAIL(r, name, 0, "'%s' is no address, expected https://...", name);
}

static int get_base_url(struct reader *r)
{
	struct dl_str *url = &r->conf->base_url;
	if (get_url(r, "base-url", url) < 0)
		return -1;
	if (url->n == 0 || str_ends(*url, STR("/")))
		return 0;
	*url = arena_printf(r->arena, "%s/", url->p);
	return url->p != NULL ? 0 : fail_memory(r);
}

static int get_color(struct reader *r)
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
static int fail_value(struct reader *r, const char *name, struct dl_str s, const char *what)
{
	return FAIL(r, name, 0, "'%.*s' is %s", (int)utf8_head(s, 40).n, s.p, what);
}

static int get_policies(struct reader *r)
{
	struct conf *c = r->conf;
	struct dl_str refresh = {NULL, 0}, gone = refresh, guard = refresh;
	c->guard_at = place(r, "guard-drop", 0);
	if (get(r, "refresh", &refresh) < 0 || get(r, "gone", &gone) < 0 ||
	    get(r, "guard-drop", &guard) < 0)
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

static int get_hints(struct reader *r)
{
	static const char *const prefers[] = {"auto", "past", "future", "nearest", NULL};
	static const char *const orders[] = {"auto", "dmy", "mdy", NULL};
	int prefer = DL_PREFER_AUTO, order = DL_ORDER_AUTO;
	if (get_choice(r, "prefer", "preference", prefers, &prefer) < 0 ||
	    get_choice(r, "day-order", "day order", orders, &order) < 0)
		return -1;
	r->conf->prefer = (enum dl_prefer)prefer;
	r->conf->day_order = (enum dl_day_order)order;
	return 0;
}

static int get_top(struct reader *r)
{
	struct conf *c = r->conf;
	if (get(r, "title", &c->title) < 0 || get(r, "description", &c->description) < 0 ||
	    get_url(r, "link", &c->link) < 0 || get_base_url(r) < 0 ||
	    get_zone(r, &c->timezone) < 0 || get_languages(r) < 0 || get_hints(r) < 0 ||
	    get_color(r) < 0 || get_list(r, "categories", &c->categories) < 0 ||
	    get_policies(r) < 0)
		return -1;
	return 0;
}

/* Sections */

static int get_title(struct reader *r, struct dl_str *ret)
{
	*ret = arena_str(r->arena, str_trim(str_of(cfg_title(r->cfg))));
	if (ret->p == NULL)
		return fail_memory(r);
	if (ret->n != 0)
		return 0;
	r->kind = CONF_TOP;
	return fail_at(r->err, DL_DEFINITION, r->conf->path, r->conf->text,
	    place(r, cfg_name(r->cfg), 0), "the name of this %s is empty", cfg_name(r->cfg));
}

/* "published", "file-mtime", or a date */
static int get_anchor(struct reader *r, struct conf_source *ret)
{
	struct dl_civil civil;
	bool has_clock;
	if (get(r, "anchor", &ret->date) < 0)
		return -1;
	if (ret->date.n == 0 || str_eq(ret->date, STR("published")))
		ret->anchor = CONF_ANCHOR_PUBLISHED;
	else if (str_eq(ret->date, STR("file-mtime")))
		ret->anchor = CONF_ANCHOR_MTIME;
	else if (civil_parse(ret->date, &civil, &has_clock))
		ret->anchor = CONF_ANCHOR_DATE;
	else
		return FAIL(r, "anchor", 0,
		    "'%.*s' is no date, expected published, file-mtime or YYYY-MM-DD",
		    (int)utf8_head(ret->date, 40).n, ret->date.p);
	return 0;
}

static int get_from(struct reader *r, struct conf_source *ret)
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

static int get_source(struct reader *r, struct conf_source *ret)
{
	if (get_title(r, &ret->name) < 0 || get_list(r, "file", &ret->files) < 0 ||
	    get_from(r, ret) < 0 || get_anchor(r, ret) < 0 || get_zone(r, &ret->timezone) < 0 ||
	    get(r, "language", &ret->language) < 0 ||
	    check_language(r, "language", 0, ret->language) < 0)
		return -1;
	ret->at = place(r, "file", 0);
	if (ret->files.n != 0)
		return 0;
	r->kind = CONF_TOP;
	return FAIL(r, "source", 0, "source \"%.*s\" has no file", (int)utf8_head(ret->name, 40).n,
	    ret->name.p);
}

static int fail_emitter(struct reader *r, struct dl_str name)
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
		return FAIL(r, "output", 0, "unknown format '%.*s', did you mean '%s'?", shown,
		    name.p, near);
	return FAIL(r, "output", 0, "unknown format '%.*s', expected ics, json, atom or html",
	    shown, name.p);
}

static int get_output(struct reader *r, struct conf_output *ret)
{
	struct dl_str name;
	if (get_title(r, &name) < 0)
		return -1;
	ret->emitter = dl_emitter_find(name);
	if (ret->emitter == NULL)
		return fail_emitter(r, name);
	if (get(r, "path", &ret->path) < 0)
		return -1;
	ret->at = place(r, "path", 0);
	if (str_ends(ret->path, STR("/")))
		return FAIL(r, "path", 0, "'path' names a folder, expected a file");
	if (ret->path.n == 0)
		ret->path = arena_printf(r->arena, "public/%.*s.%s", (int)r->conf->name.n,
		    r->conf->name.p, ret->emitter->extension);
	if (ret->path.p == NULL)
		return fail_memory(r);
	for (const struct conf_output *o = r->conf->outputs; o != ret; o++)
		if (str_eq(o->path, ret->path))
			return FAIL(r, "path", 0, "two outputs are written to '%.*s'",
			    (int)utf8_head(ret->path, 40).n, ret->path.p);
	return 0;
}

/* What is published if the definition names no output. */
static int add_default_outputs(struct reader *r)
{
	static const char *const names[] = {"ics", "json", "atom", "html"};
	struct conf *c = r->conf;
	c->outputs = arena_array(r->arena, struct conf_output, 4);
	if (c->outputs == NULL)
		return fail_memory(r);
	for (size_t i = 0; i < 4; i++) {
		const struct dl_emitter *e = dl_emitter_find(str_of(names[i]));
		if (e == NULL)
			continue;
		struct conf_output *o = &c->outputs[c->n_outputs++];
		o->emitter = e;
		o->path = arena_printf(
		    r->arena, "public/%.*s.%s", (int)c->name.n, c->name.p, e->extension);
		if (o->path.p == NULL)
			return fail_memory(r);
	}
	return 0;
}

/* Number of the i-th section of a kind, as scan.c counts them. */
static uint32_t section_number(const struct reader *r, const char *name, unsigned i)
{
	for (size_t k = 0; k < r->scan.n; k++) {
		const struct scan_value *v = &r->scan.v[k];
		if (v->key->type == CONF_SECTION && strcmp(v->key->name, name) == 0 && i-- == 0)
			return v->section;
	}
	return 0;
}

static void enter(
    struct reader *r, cfg_t *cfg, const char *name, enum conf_section kind, unsigned i)
{
	r->cfg = cfg_getnsec(cfg, name, i);
	r->section = section_number(r, name, i);
	r->kind = kind;
}

static int get_sections(struct reader *r, cfg_t *cfg)
{
	struct conf *c = r->conf;
	unsigned n_sources = cfg_size(cfg, "source"), n_outputs = cfg_size(cfg, "output");
	c->sources = arena_array(r->arena, struct conf_source, n_sources);
	c->outputs = arena_array(r->arena, struct conf_output, n_outputs);
	if (c->sources == NULL || c->outputs == NULL)
		return fail_memory(r);
	for (unsigned i = 0; i < n_sources; i++) {
		enter(r, cfg, "source", CONF_SOURCE, i);
		if (get_source(r, &c->sources[i]) < 0)
			return -1;
		c->n_sources = i + 1;
	}
	for (unsigned i = 0; i < n_outputs; i++) {
		enter(r, cfg, "output", CONF_OUTPUT, i);
		if (get_output(r, &c->outputs[i]) < 0)
			return -1;
		c->n_outputs = i + 1;
	}
	return n_outputs != 0 ? 0 : add_default_outputs(r);
}

/* libconfuse */

/* Its error function gets no pointer of ours; its scanner is global anyway. */
static long error_line;

static void note_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	(void)fmt;
	(void)ap;
	if (error_line == 0)
		error_line = cfg->line;
}

static size_t line_offset(struct dl_str text, long line)
{
	size_t at = 0;
	while (--line > 0 && at < text.n)
		at += str_find((struct dl_str){text.p + at, text.n - at}, '\n') + 1;
	return at < text.n ? at : text.n;
}

static void fill_options(enum conf_section section, cfg_opt_t sub[2][KEYS], cfg_opt_t opts[KEYS])
{
	size_t n = 0;
	for (const struct conf_key *k = conf_keys; k->name != NULL; k++) {
		if (k->section != section || k->type == CONF_LATER)
			continue;
		if (k->type == CONF_SECTION)
			opts[n++] = (cfg_opt_t)CFG_SEC(k->name, sub[k->opens == CONF_OUTPUT],
			    CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
		else if (k->type == CONF_LIST)
			opts[n++] = (cfg_opt_t)CFG_STR_LIST(k->name, NULL, CFGF_NODEFAULT);
		else
			opts[n++] = (cfg_opt_t)CFG_STR(k->name, NULL, CFGF_NODEFAULT);
	}
	opts[n] = (cfg_opt_t)CFG_END();
}

/* text is NUL-terminated and has been scanned. */
static int read_text(struct reader *r, const char *text)
{
	cfg_opt_t sub[2][KEYS], opts[KEYS];
	fill_options(CONF_SOURCE, NULL, sub[0]);
	fill_options(CONF_OUTPUT, NULL, sub[1]);
	fill_options(CONF_TOP, sub, opts);
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	if (cfg == NULL)
		return fail_memory(r);
	cfg_set_error_function(cfg, note_error);
	error_line = 0;
	int rc = cfg_parse_buf(cfg, text) == CFG_SUCCESS ? 0 : -1;
	if (rc < 0)
		fail_at(r->err, DL_DEFINITION, r->conf->path, r->conf->text,
		    line_offset(r->conf->text, error_line),
		    "this line cannot be read, expected key = value");
	r->cfg = cfg;
	if (rc == 0)
		rc = get_top(r);
	if (rc == 0)
		rc = get_sections(r, cfg);
	cfg_free(cfg);
	return rc;
}

int conf_read(struct arena *arena, struct dl_str name, struct dl_str path, struct dl_str text,
    struct conf *ret, struct dl_error *reterr)
{
	struct dl_error error = {0};
	struct conf conf = {.name = name, .path = path, .text = text};
	if (str_starts(conf.text, STR("\xEF\xBB\xBF")))
		conf.text = (struct dl_str){text.p + 3, text.n - 3};
	struct reader r = {.arena = arena, .conf = &conf, .kind = CONF_TOP, .err = &error};
	int rc = 0;
	if (conf.text.n > CONF_TEXT_MAX)
		rc = fail_in(&error, DL_DEFINITION, path, "larger than %zu bytes", CONF_TEXT_MAX);
	struct dl_str copy = rc == 0 ? arena_str(arena, conf.text) : conf.text;
	if (rc == 0 && copy.p == NULL)
		rc = fail_memory(&r);
	if (rc == 0)
		rc = scan_text(arena, path, conf.text, &r.scan, &error);
	if (rc == 0)
		rc = read_text(&r, copy.p);
	if (rc == 0)
		*ret = conf;
	else if (reterr != NULL && reterr->status == DL_OK)
		*reterr = error;
	return rc;
}
