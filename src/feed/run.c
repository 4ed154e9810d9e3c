/* SPDX-License-Identifier: MIT */
/* definition → sources → events → comparison with the last run → files.
 *
 * All outputs are made in memory first; then the state is written, then the
 * outputs, each by rename. So a kill leaves one of these:
 *
 *   before the state       the old state, the old outputs: as if nothing had run
 *   after the state        the new state, some outputs still old
 *
 * The state comes first because it decides the stamps: the next run finds the
 * events unchanged against it, makes the same bytes again and replaces what is
 * still old. No SEQUENCE moves twice. The other way round a run that cannot
 * write its state would publish a fresh LAST-MODIFIED each time.
 *
 * A lock on the state folder makes a second run wait. */
#include "feed/run.h"

#include <dateline/emit.h>
#include <dateline/io.h>

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/str.h"
#include "feed/change.h"
#include "feed/gather.h"
#include "feed/input.h"
#include "feed/match.h"
#include "feed/path.h"
#include "feed/state.h"

#define STATE_FOLDER "public/.dateline"

/* Definitions are checked again by conf_read(); this bounds the reading. */
#define DEFINITION_MAX ((size_t)1 << 20)
#define STATE_MAX      ((size_t)256 << 20)

struct run {
	struct arena arena;
	const struct dl_run *options;
	struct dl_str root, name;
	struct conf conf;
	struct gather gather;
	struct dl_calendar calendar; /* what is published */
	struct dl_strs outputs;
	struct buf *bytes; /* of each output */
	struct state last;
	struct change change;
	int lock; /* -1: none */
	struct run_claims *claims;
	struct dl_feed_report report;
	struct dl_error *err; /* = &report.error */
};

static int fail_memory(struct run *r)
{
	return fail(r->err, DL_NOMEM, "out of memory");
}

/* Definition */

/* A name is part of file names, ids and messages. */
static bool is_name(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_alpha((unsigned char)s.p[i]) && !is_digit((unsigned char)s.p[i]) &&
		    s.p[i] != '-' && s.p[i] != '_' && (s.p[i] != '.' || i == 0))
			return false;
	return s.n != 0 && s.n <= 64;
}

static int read_definition(struct run *r)
{
	struct dl_str text;
	if (!is_name(r->name))
		return fail(r->err, DL_USAGE,
		    "'%.*s' is no name of a feed, expected letters, digits, - and _",
		    r->name.n < 80 ? (int)r->name.n : 80, r->name.p);
	struct dl_str path =
	    arena_printf(&r->arena, "feeds/%.*s/feed.conf", (int)r->name.n, r->name.p);
	if (path.p == NULL)
		return fail_memory(r);
	if (gather_read(&r->gather, path, DEFINITION_MAX, &text, r->err) < 0)
		return -1;
	return conf_read(&r->arena, r->name, path, text, &r->conf, r->err);
}

static int fail_output(struct run *r, const struct conf_output *o, const char *why)
{
	return fail_at(r->err, DL_DEFINITION, r->conf.path, r->conf.text, o->at,
	    "'%.*s' cannot be an output, %s", o->path.n < 80 ? (int)o->path.n : 80, o->path.p, why);
}

/* The path of an output as the root sees it: an absolute one that leads into an
 * absolute root is made relative. */
static int plain_in_root(struct run *r, const struct conf_output *o, struct dl_str *ret)
{
	struct dl_str root;
	*ret = o->plain;
	if (r->root.n == 0 || *r->root.p != '/')
		return 0;
	if (path_plain(&r->arena, r->root, &root) < 0)
		return fail_memory(r);
	if (str_starts(*ret, root) && ret->n > root.n + 1 && ret->p[root.n] == '/')
		*ret = (struct dl_str){ret->p + root.n + 1, ret->n - root.n - 1};
	return 0;
}

/* Two feeds that write one file would replace each other's at every run; and
 * what dateline itself reads is nobody's output. */
static int check_output(struct run *r, const struct conf_output *o, struct dl_str plain)
{
	const struct run_claims *c = r->claims;
	if (str_starts(plain, STR(STATE_FOLDER "/")))
		return fail_output(r, o, "the state files are in that folder");
	if (str_starts(plain, STR("feeds/")) && str_ends(plain, STR("/feed.conf")))
		return fail_output(r, o, "it is the definition of a feed");
	for (size_t k = 0; k < c->n; k++)
		if (str_eq(c->v[k], plain))
			return fail_output(r, o, "another feed writes it already");
	return 0;
}

static int claim_outputs(struct run *r)
{
	struct run_claims *c = r->claims;
	size_t n = r->conf.n_outputs;
	r->outputs.v = arena_array(&r->arena, struct dl_str, n);
	struct dl_str *plain = arena_array(&r->arena, struct dl_str, n);
	if (r->outputs.v == NULL || plain == NULL)
		return fail_memory(r);
	for (size_t i = 0; i < n; i++) {
		const struct conf_output *o = &r->conf.outputs[i];
		if (plain_in_root(r, o, &plain[i]) < 0 || check_output(r, o, plain[i]) < 0)
			return -1;
		r->outputs.v[r->outputs.n++] = o->path;
	}
	for (size_t i = 0; i < n; i++) {
		struct dl_str *v = arena_grow(c->arena, c->v, sizeof(*v), c->n, &c->cap);
		struct dl_str path = arena_str(c->arena, plain[i]);
		if (v == NULL || path.p == NULL)
			return fail_memory(r);
		c->v = v;
		v[c->n++] = path;
	}
	return 0;
}

/* What was read, the definition and the sources, is found by the file and not
 * by its name: a link leads there, too. */
static int check_read(struct run *r)
{
	for (size_t i = 0; i < r->conf.n_outputs; i++) {
		const struct conf_output *o = &r->conf.outputs[i];
		struct dl_str opened = input_path(&r->arena, r->root, o->path);
		if (opened.p == NULL)
			return fail_memory(r);
		for (const struct gather_held *h = r->gather.held; h != NULL; h = h->next)
			if (h->opened.p != NULL && io_is_same(opened.p, h->opened.p))
				return fail_output(r, o, "it is a file that this feed reads");
	}
	return 0;
}

/* The calendar */

static void describe_calendar(struct run *r)
{
	const struct dl_calendar *first = gather_first(&r->gather);
	const struct conf *c = &r->conf;
	struct dl_str title = first != NULL && first->title.n != 0 ? first->title : c->name;
	struct dl_str language = first != NULL ? first->language : c->name;
	r->calendar = (struct dl_calendar){
	    .name = c->name,
	    .title = c->title.n != 0 ? c->title : title,
	    .description = c->description,
	    .link = c->link,
	    .base_url = c->base_url,
	    .tz = c->timezone,
	    .language = c->languages.n != 0 ? c->languages.v[0] : language,
	    .color = c->color,
	    .refresh_minutes = c->refresh_minutes,
	};
}

/* Comparison */

static struct dl_str state_path(struct run *r)
{
	return arena_printf(&r->arena, STATE_FOLDER "/%.*s.state", (int)r->name.n, r->name.p);
}

/* The state as it is; without one, which is the first run or a lost file, an
 * empty one. */
static int load_state(struct run *r, struct dl_str path)
{
	struct dl_str text, opened = input_path(&r->arena, r->root, path);
	if (opened.p == NULL)
		return fail_memory(r);
	if (io_is_missing(opened.p))
		return 0;
	if (gather_read(&r->gather, path, STATE_MAX, &text, r->err) < 0)
		return -1;
	return state_read(&r->arena, path, text, &r->last, r->err);
}

static int read_state(struct run *r)
{
	struct dl_str path = state_path(r);
	if (path.p == NULL)
		return fail_memory(r);
	if (load_state(r, path) == 0)
		return 0;
	if (r->err->status == DL_SYNTAX && r->options->force) {
		*r->err = (struct dl_error){0};
		return 0;
	}
	const char more[] = "; --force starts a new one";
	size_t n = strlen(r->err->text);
	if (r->err->status == DL_SYNTAX && n + sizeof(more) <= sizeof(r->err->text))
		memcpy(r->err->text + n, more, sizeof(more));
	return -1;
}

static int compare(struct run *r)
{
	struct change *c = &r->change;
	struct buf head = {.alloc = r->arena.alloc};
	if (match_uids(&r->arena, &r->last, &r->gather.merge, r->err) < 0)
		return -1;
	if (!r->options->force &&
	    change_guard(&r->arena, &r->conf, &r->last, &r->gather.merge, r->err) < 0)
		return -1;
	/* 0 in a state means "never": SOURCE_DATE_EPOCH=0 is a second later. */
	int64_t now = r->options->now > 0 ? r->options->now : 1;
	if (change_find(&r->arena, &r->conf, &r->last, &r->gather.merge, now, c, r->err) < 0)
		return -1;
	state_head(&head, &r->calendar);
	int rc = buf_check(&head, r->err);
	c->next.head = arena_str(&r->arena, buf_str(&head));
	buf_free(&head);
	if (rc < 0 || c->next.head.p == NULL)
		return fail_memory(r);
	c->touched |= !str_eq(c->next.head, r->last.head);
	c->next.modified = r->last.modified;
	if (c->touched || r->last.modified == 0)
		c->next.modified = now > r->last.modified ? now : r->last.modified + 1;
	r->calendar.events = c->events;
	r->calendar.n_events = c->n_events;
	r->calendar.modified = c->next.modified;
	return 0;
}

/* Files */

static int emit_all(struct run *r)
{
	r->bytes = arena_array(&r->arena, struct buf, r->conf.n_outputs);
	if (r->bytes == NULL)
		return fail_memory(r);
	for (size_t i = 0; i < r->conf.n_outputs; i++) {
		struct buf *b = &r->bytes[i];
		b->alloc = r->arena.alloc;
		struct dl_sink sink = buf_sink(b);
		int rc = r->conf.outputs[i].emitter->emit(&r->calendar, &sink, r->err);
		/* A sink that refused for want of memory is no I/O error. */
		if (b->failed != DL_OK) {
			*r->err = (struct dl_error){0};
			return buf_check(b, r->err);
		}
		if (rc < 0)
			return -1;
	}
	return 0;
}

static int put_file(struct run *r, struct dl_str path, struct dl_str bytes, bool *ret_written)
{
	struct dl_str opened = input_path(&r->arena, r->root, path);
	if (opened.p == NULL)
		return fail_memory(r);
	if (!r->options->dry_run)
		return dl_file_write(opened.p, bytes, ret_written, r->err);
	*ret_written = !io_same(opened.p, bytes);
	return 0;
}

static int put_state(struct run *r)
{
	struct buf b = {.alloc = r->arena.alloc};
	struct dl_str path = state_path(r);
	bool written;
	if (path.p == NULL)
		return fail_memory(r);
	state_write(&b, &r->change.next);
	int rc = buf_check(&b, r->err);
	if (rc == 0 && !r->options->dry_run)
		rc = put_file(r, path, buf_str(&b), &written);
	buf_free(&b);
	return rc;
}

/* One output that cannot be written does not keep the others back. */
static int put_outputs(struct run *r)
{
	int rc = 0;
	for (size_t i = 0; i < r->conf.n_outputs; i++) {
		bool written = false;
		if (put_file(r, r->outputs.v[i], buf_str(&r->bytes[i]), &written) < 0)
			rc = -1;
		r->report.files_written += written;
	}
	return rc;
}

/* The whole of it */

static int lock(struct run *r)
{
	struct dl_str folder = input_path(&r->arena, r->root, STR(STATE_FOLDER));
	if (folder.p == NULL)
		return fail_memory(r);
	if (r->options->dry_run)
		return 0;
	if (io_make_folders(folder.p, r->err) < 0)
		return -1;
	return io_lock_folder(folder.p, &r->lock, r->err);
}

static int build(struct run *r)
{
	if (read_definition(r) < 0 || claim_outputs(r) < 0 || lock(r) < 0 ||
	    gather_sources(&r->gather, r->err) < 0 || check_read(r) < 0)
		return -1;
	describe_calendar(r);
	struct dl_calendar *c = &r->calendar;
	if (gather_warnings(&r->gather, &c->warnings, &c->n_warnings, r->err) < 0 ||
	    read_state(r) < 0 || compare(r) < 0 || emit_all(r) < 0 || put_state(r) < 0)
		return -1;
	return put_outputs(r);
}

static void give_back(struct run *r)
{
	if (r->lock >= 0)
		io_unlock(r->lock);
	for (size_t i = 0; r->bytes != NULL && i < r->conf.n_outputs; i++)
		buf_free(&r->bytes[i]);
	gather_free(&r->gather);
	arena_free(&r->arena);
}

int run_feed(const struct dl_alloc *alloc, struct dl_parser *parser, const struct dl_run *options,
    struct dl_str root, struct dl_str name, struct run_claims *claims,
    void (*report)(void *ctx, const struct dl_feed_report *), void *ctx, struct dl_error *reterr)
{
	struct run r = {.arena.alloc = alloc,
	    .options = options,
	    .root = root,
	    .name = name,
	    .lock = -1,
	    .claims = claims};
	struct dl_feed_report *out = &r.report;
	r.gather = (struct gather){.arena = &r.arena,
	    .parser = parser,
	    .root = root,
	    .conf = &r.conf,
	    .convert = options->convert};
	out->name = name;
	r.err = &out->error;
	int rc = build(&r);
	if (rc == 0) {
		out->added = r.change.added;
		out->changed = r.change.changed;
		out->removed = r.change.removed;
		out->changes = r.change.list;
		out->n_changes = r.change.n_list;
		out->calendar = &r.calendar;
		out->outputs = &r.outputs;
	} else if (reterr != NULL && reterr->status == DL_OK)
		*reterr = out->error;
	if (report != NULL)
		report(ctx, out);
	give_back(&r);
	return rc;
}
