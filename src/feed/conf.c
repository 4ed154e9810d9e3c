/* SPDX-License-Identifier: MIT */
/* libconfuse reads the definition, after scan.c has found it sound: it knows
 * quotes, escapes and lists. What the values mean is checked in mean.c, each at
 * its place in the file. libconfuse never opens a file for us (the text comes from
 * memory and its include() is not among the keys), and prints nothing (its
 * errors come to note_error). */
#include "feed/conf.h"

#include <confuse.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "feed/conf_reader.h"

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
    {CONF_TOP, "week-start", CONF_TEXT, CONF_TOP},
    {CONF_TOP, "hemisphere", CONF_TEXT, CONF_TOP},
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

static const struct conf_key *key_named(const struct conf_reader *r, const char *name)
{
	const struct conf_key *k = conf_keys;
	while (k->section != r->kind || strcmp(k->name, name) != 0)
		k++;
	return k;
}

uint32_t conf_place(const struct conf_reader *r, const char *name, uint32_t index)
{
	return scan_find(&r->scan, r->section, key_named(r, name), index);
}

int conf_fail_memory(struct conf_reader *r)
{
	return fail(r->err, DL_NOMEM, "out of memory");
}

/* Values */

int conf_get(struct conf_reader *r, const char *name, struct dl_str *ret)
{
	const char *z = cfg_getstr(r->cfg, name);
	if (z == NULL)
		return 0;
	*ret = arena_str(r->arena, str_trim(str_of(z)));
	if (ret->p == NULL)
		return conf_fail_memory(r);
	return ret->n != 0 ? 0 : CONF_FAIL(r, name, 0, "'%s' is empty", name);
}

int conf_get_list(struct conf_reader *r, const char *name, struct dl_strs *ret)
{
	unsigned n = cfg_size(r->cfg, name);
	ret->v = arena_array(r->arena, struct dl_str, n);
	if (ret->v == NULL)
		return conf_fail_memory(r);
	for (unsigned i = 0; i < n; i++) {
		ret->v[i] = arena_str(r->arena, str_trim(str_of(cfg_getnstr(r->cfg, name, i))));
		if (ret->v[i].p == NULL)
			return conf_fail_memory(r);
		if (ret->v[i].n == 0)
			return CONF_FAIL(r, name, i, "'%s' has an empty value", name);
	}
	ret->n = n;
	return 0;
}

int conf_get_title(struct conf_reader *r, struct dl_str *ret)
{
	*ret = arena_str(r->arena, str_trim(str_of(cfg_title(r->cfg))));
	if (ret->p == NULL)
		return conf_fail_memory(r);
	if (ret->n != 0)
		return 0;
	r->kind = CONF_TOP;
	return fail_at(r->err, DL_DEFINITION, r->conf->path, r->conf->text,
	    conf_place(r, cfg_name(r->cfg), 0), "the name of this %s is empty", cfg_name(r->cfg));
}

/* Number of the i-th section of a kind, as scan.c counts them. */
static uint32_t section_number(const struct conf_reader *r, const char *name, unsigned i)
{
	for (size_t k = 0; k < r->scan.n; k++) {
		const struct scan_value *v = &r->scan.v[k];
		if (v->key->type == CONF_SECTION && strcmp(v->key->name, name) == 0 && i-- == 0)
			return v->section;
	}
	return 0;
}

static void enter(
    struct conf_reader *r, cfg_t *cfg, const char *name, enum conf_section kind, unsigned i)
{
	r->cfg = cfg_getnsec(cfg, name, i);
	r->section = section_number(r, name, i);
	r->kind = kind;
}

static int get_sections(struct conf_reader *r, cfg_t *cfg)
{
	struct conf *c = r->conf;
	unsigned n_sources = cfg_size(cfg, "source"), n_outputs = cfg_size(cfg, "output");
	c->sources = arena_array(r->arena, struct conf_source, n_sources);
	c->outputs = arena_array(r->arena, struct conf_output, n_outputs);
	if (c->sources == NULL || c->outputs == NULL)
		return conf_fail_memory(r);
	for (unsigned i = 0; i < n_sources; i++) {
		enter(r, cfg, "source", CONF_SOURCE, i);
		if (conf_read_source(r, &c->sources[i]) < 0)
			return -1;
		c->n_sources = i + 1;
	}
	for (unsigned i = 0; i < n_outputs; i++) {
		enter(r, cfg, "output", CONF_OUTPUT, i);
		if (conf_read_output(r, &c->outputs[i]) < 0)
			return -1;
		c->n_outputs = i + 1;
	}
	return n_outputs != 0 ? 0 : conf_add_outputs(r);
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
static int read_text(struct conf_reader *r, const char *text)
{
	cfg_opt_t sub[2][KEYS], opts[KEYS];
	fill_options(CONF_SOURCE, NULL, sub[0]);
	fill_options(CONF_OUTPUT, NULL, sub[1]);
	fill_options(CONF_TOP, sub, opts);
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	if (cfg == NULL)
		return conf_fail_memory(r);
	cfg_set_error_function(cfg, note_error);
	error_line = 0;
	int rc = cfg_parse_buf(cfg, text) == CFG_SUCCESS ? 0 : -1;
	if (rc < 0)
		fail_at(r->err, DL_DEFINITION, r->conf->path, r->conf->text,
		    line_offset(r->conf->text, error_line),
		    "this line cannot be read, expected key = value");
	r->cfg = cfg;
	if (rc == 0)
		rc = conf_read_top(r);
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
	struct conf_reader r = {.arena = arena, .conf = &conf, .kind = CONF_TOP, .err = &error};
	int rc = 0;
	if (conf.text.n > CONF_TEXT_MAX)
		rc = fail_in(&error, DL_DEFINITION, path, "larger than %zu bytes", CONF_TEXT_MAX);
	struct dl_str copy = rc == 0 ? arena_str(arena, conf.text) : conf.text;
	if (rc == 0 && copy.p == NULL)
		rc = conf_fail_memory(&r);
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
