/* SPDX-License-Identifier: MIT */
#include "text/facts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/clean.h"

/* Facts that facts_get() looks at. */
#define LOOK_BACK 64

void facts_begin(struct facts *f, struct arena *arena, struct text_doc *doc)
{
	*f = (struct facts){.arena = arena, .doc = doc};
}

static void run_out(struct facts *f)
{
	f->failed = DL_NOMEM;
}

uint32_t facts_open(struct facts *f, const char *rule, struct dl_span source)
{
	struct text_record *v = f->failed != DL_OK ? NULL
						   : arena_regrow(f->arena, f->records, sizeof(*v),
							 f->n_records, &f->cap_records);
	if (v == NULL) {
		run_out(f);
		return 0;
	}
	f->records = v;
	v[f->n_records] =
	    (struct text_record){.rule = rule, .source = source, .block = TEXT_NO_BLOCK};
	return (uint32_t)f->n_records++;
}

/* Characters that no text has go, and white space is folded: to one line break
 * where lines are kept, else to one space. */
static struct dl_str tidy(struct facts *f, struct dl_str s, bool lines)
{
	char *out = arena_alloc(f->arena, 1, s.n + 1);
	size_t n = 0;
	bool space = false, line = false;
	for (size_t i = 0; out != NULL && i < s.n;) {
		uint32_t c = 0;
		size_t len = utf8_decode((struct dl_str){s.p + i, s.n - i}, &c);
		enum clean as = len == 0 ? CLEAN_DROP : clean_char(c);
		bool is_break = as == CLEAN_BREAK || c == '\n';
		if (is_break || as == CLEAN_SPACE || c == ' ' || c == '\t') {
			space = true;
			line |= is_break;
		} else if (as == CLEAN_KEEP) {
			if (space && n != 0)
				out[n++] = line && lines ? '\n' : ' ';
			space = line = false;
			memcpy(out + n, s.p + i, len);
			n += len;
		}
		i += len == 0 ? 1 : len;
	}
	return (struct dl_str){out, n};
}

void facts_add(struct facts *f, uint32_t record, enum text_fact_kind kind, struct dl_str value,
    struct dl_span source)
{
	value = str_trim(value);
	if (value.n == 0 || f->failed != DL_OK)
		return;
	struct text_fact *v = arena_regrow(f->arena, f->v, sizeof(*v), f->n, &f->cap);
	uint32_t *owners =
	    v == NULL ? NULL
		      : arena_regrow(f->arena, f->owners, sizeof(*owners), f->n, &f->cap_owners);
	if (v != NULL)
		f->v = v;
	if (owners != NULL)
		f->owners = owners;
	struct dl_str copy = {NULL, 0};
	if (owners != NULL)
		copy = tidy(f, value, kind == TEXT_FACT_DESCRIPTION);
	if (copy.p == NULL) {
		run_out(f);
		return;
	}
	if (copy.n == 0)
		return;
	v[f->n] = (struct text_fact){.kind = kind, .value = copy, .source = source};
	owners[f->n++] = record;
}

bool facts_add_time(struct facts *f, uint32_t record, enum text_fact_kind kind, struct dl_str value,
    bool inclusive, struct dl_span source)
{
	struct isotime t;
	char out[ISOTIME_MAX];
	if (!isotime_read(value, &t))
		return false;
	if (inclusive)
		isotime_pass(&t);
	facts_add(f, record, kind, (struct dl_str){out, isotime_write(&t, out)}, source);
	if (t.zone.n != 0 && !facts_has(f, record, TEXT_FACT_ZONE))
		facts_add(f, record, TEXT_FACT_ZONE, t.zone, source);
	return true;
}

struct dl_str facts_get(const struct facts *f, uint32_t record, enum text_fact_kind kind)
{
	for (size_t i = f->n; i > 0 && f->n - i < LOOK_BACK; i--)
		if (f->owners[i - 1] == record && f->v[i - 1].kind == kind)
			return f->v[i - 1].value;
	return (struct dl_str){NULL, 0};
}

void facts_warn(struct facts *f, uint32_t at, const char *fmt, ...)
{
	char text[200];
	va_list ap;
	if (f->failed != DL_OK)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	struct dl_str s = {text, strlen(text)};
	if (!text_warn(f->arena, f->doc, DL_SYNTAX, at, "%.*s", (int)utf8_valid(s), s.p))
		run_out(f);
}

/* Facts in the order of their records (a record's own order is kept). */
static bool sort(struct facts *f)
{
	struct text_fact *v = arena_array(f->arena, struct text_fact, f->n);
	if (v == NULL)
		return false;
	for (size_t i = 0; i < f->n; i++)
		f->records[f->owners[i]].n++;
	for (size_t i = 0, at = 0; i < f->n_records; i++) {
		f->records[i].first = at;
		at += f->records[i].n;
		f->records[i].n = 0;
	}
	for (size_t i = 0; i < f->n; i++) {
		struct text_record *r = &f->records[f->owners[i]];
		v[r->first + r->n++] = f->v[i];
	}
	f->v = v;
	return true;
}

int facts_finish(struct facts *f, struct dl_error *reterr)
{
	if (f->failed != DL_OK || !sort(f))
		return fail(reterr, DL_NOMEM, "out of memory");
	f->doc->facts = f->v;
	f->doc->n_facts = f->n;
	f->doc->records = f->records;
	f->doc->n_records = f->n_records;
	return 0;
}
