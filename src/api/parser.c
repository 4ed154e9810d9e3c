/* SPDX-License-Identifier: MIT */
#include "api/parser.h"

#include <stdio.h>
#include <string.h>

#include "api/keep.h"
#include "base/err.h"
#include "base/str.h"
#include "lang/lang.h"
#include "source/source.h"
#include "when/civil.h"
#include "when/zone.h"

const char *dl_version(void)
{
	return DL_VERSION;
}

int dl_parser_new(const struct dl_alloc *alloc, struct dl_parser **ret, struct dl_error *reterr)
{
	struct dl_parser *p = alloc_realloc(alloc, NULL, sizeof(*p));
	if (p == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	memset(p, 0, sizeof(*p));
	p->alloc = p->scratch.alloc = p->work.alloc = p->events.alloc = p->out.alloc = p->in.alloc =
	    alloc;
	*ret = p;
	return 0;
}

void dl_parser_free(struct dl_parser *p)
{
	if (p == NULL)
		return;
	arena_free(&p->scratch);
	arena_free(&p->work);
	arena_free(&p->events);
	buf_free(&p->text);
	buf_free(&p->out);
	json_reader_free(&p->in);
	alloc_realloc(p->alloc, p, 0);
}

static int check_date(struct dl_str date, const char *name, struct dl_error *reterr)
{
	struct dl_civil c;
	bool clock;
	if (date.n == 0 || civil_parse(date, &c, &clock))
		return 0;
	return fail(reterr, DL_USAGE,
	    "%s '%.*s' is no date, expected YYYY-MM-DD or YYYY-MM-DDTHH:MM", name,
	    (int)(date.n < 40 ? date.n : 40), date.p);
}

int dl_options_check(const struct dl_options *o, struct dl_error *reterr)
{
	if (check_date(o->ref, "reference", reterr) != 0 ||
	    check_date(o->today, "today", reterr) != 0)
		return -1;
	if (keep_check(o, reterr) != 0)
		return -1;
	if (o->tz.n != 0 && !zone_exists(o->tz))
		return fail(reterr, DL_USAGE,
		    "unknown time zone '%.*s', expected a name of the tz database such as "
		    "Europe/Vienna",
		    (int)(o->tz.n < 40 ? o->tz.n : 40), o->tz.p);
	if (o->lang.n != 0 && lang_index(o->lang) == lang_n_names) {
		char names[LANG_MAX * 8] = "";
		size_t n = 0;
		for (size_t i = 0; i < lang_n_names && n + 16 < sizeof(names); i++)
			n += (size_t)snprintf(names + n, sizeof(names) - n, "%s%s",
			    i == 0		   ? ""
			    : i + 1 < lang_n_names ? ", "
						   : " or ",
			    lang_names[i]);
		return fail(reterr, DL_USAGE, "unknown language '%.*s', expected %s",
		    (int)(o->lang.n < 40 ? o->lang.n : 40), o->lang.p, names);
	}
	if (o->from.n != 0 && source_find(o->from, STR(""), STR("")) == NULL) {
		char names[SOURCE_NAMES_MAX];
		source_names(names, sizeof(names));
		return fail(reterr, DL_USAGE, "unknown source type '%.*s', expected %s",
		    (int)(o->from.n < 40 ? o->from.n : 40), o->from.p, names);
	}
	return 0;
}

static int read_doc(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct parsed *ret, struct dl_error *reterr)
{
	memset(ret, 0, sizeof(*ret));
	arena_reset(&p->scratch);
	struct dl_str from = o->from;
	if (parser_convert(p, o, &source, &from, reterr) != 0)
		return -1;
	return source_read(&p->scratch, from, o->path, source, &ret->doc, reterr);
}

int parser_explain(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct parsed *ret, struct when_derivation *ret_why, struct dl_error *reterr)
{
	if (read_doc(p, o, source, ret, reterr) != 0)
		return -1;
	return when_explain(&p->scratch, &ret->doc, o, &ret->list, ret_why, reterr);
}

int parser_read(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct parsed *ret, struct dl_error *reterr)
{
	if (read_doc(p, o, source, ret, reterr) != 0)
		return -1;
	return when_find(&p->scratch, &ret->doc, o, &ret->list, reterr);
}

void dl_calendar_free(struct dl_calendar *c)
{
	if (c == NULL)
		return;
	struct arena region = *(struct arena *)c->region; /* it holds itself */
	arena_free(&region);
}

int parser_events(struct dl_parser *p, const struct dl_options *o, const struct parsed *parsed,
    struct dl_calendar **ret, struct event_verdicts *verdicts, struct dl_error *reterr)
{
	struct arena region = {.alloc = p->alloc};
	struct arena *kept = arena_new(&region, struct arena);
	struct dl_calendar *c = arena_new(&region, struct dl_calendar);
	if (kept == NULL || c == NULL) {
		arena_free(&region);
		return fail(reterr, DL_NOMEM, "out of memory");
	}
	int rc = event_build_with(
	    &p->work, &region, &parsed->doc, &parsed->list, o, c, verdicts, reterr);
	arena_reset(&p->work);
	if (rc == 0 && verdicts == NULL) /* they name events by their number */
		rc = keep_asked(o, c, &p->scratch, reterr);
	if (rc != 0) {
		arena_free(&region);
		return -1;
	}
	*kept = region;
	c->region = kept;
	*ret = c;
	return 0;
}

int parser_line_events(struct dl_parser *p, const struct dl_options *o, const struct parsed *parsed,
    struct dl_calendar *ret, struct dl_error *reterr)
{
	*ret = (struct dl_calendar){.n_events = 0};
	int rc = event_build_with(
	    &p->work, &p->events, &parsed->doc, &parsed->list, o, ret, NULL, reterr);
	arena_reset(&p->work);
	return rc == 0 ? keep_asked(o, ret, &p->scratch, reterr) : -1;
}

int dl_parse(struct dl_parser *p, const struct dl_options *o, struct dl_str source,
    struct dl_calendar **ret, struct dl_error *reterr)
{
	struct parsed parsed;
	if (dl_options_check(o, reterr) != 0 || parser_read(p, o, source, &parsed, reterr) != 0)
		return -1;
	return parser_events(p, o, &parsed, ret, NULL, reterr);
}

int parser_flush(struct dl_parser *p, struct dl_sink *out, struct dl_error *reterr)
{
	int rc = buf_check(&p->out, reterr);
	if (rc == 0 && p->out.n != 0 && out->write(out->ctx, p->out.p, p->out.n) != 0)
		rc = fail(reterr, DL_IO, "the output could not be written");
	buf_clear(&p->out);
	return rc;
}
