/* SPDX-License-Identifier: MIT */
/* Any bytes as a document: whatever the text, time expressions are in order
 * and inside it, end after they begin, and have values, rules and JSON that others can
 * read. The first two bytes choose the options. */
#include <dateline/dateline.h>
#include <jansson.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "source/source.h"
#include "when/civil.h"
#include "when/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *what, const struct when_expr *e)
{
	if (holds)
		return;
	if (e != NULL)
		fprintf(stderr, "%u-%u value %s rrule %s: ", e->span.start, e->span.end, e->value,
		    e->rrule == NULL ? "" : e->rrule);
	fprintf(stderr, "%s\n", what);
	abort();
}

static struct dl_options options_of(const uint8_t *data)
{
	struct dl_options o = {.from = STR("text")};
	o.prefer = (enum dl_prefer)(data[0] & 3);
	o.day_order = (enum dl_day_order)((data[0] >> 2 & 3) % 3);
	o.ref = data[0] & 16 ? STR("2026-11-23T09:00") : STR("");
	o.week_start = data[0] & 32 ? DL_WEEK_SUNDAY : DL_WEEK_MONDAY;
	o.hemisphere = data[0] & 64 ? DL_SOUTH : DL_NORTH;
	o.intervals = (data[0] & 128) != 0;
	static const struct dl_str langs[] = {
	    STR(""), STR("en-US"), STR("en"), STR("de"), STR("fr")};
	o.lang = langs[((data[1] & 3) + (data[1] >> 5)) % 5];
	o.tz = data[1] & 4 ? STR("Europe/London") : STR("");
	if (data[1] & 8)
		o.ref = STR("9999-12-31");
	return o;
}

static void check_rule(const struct when_expr *e)
{
	if (e->rrule == NULL || e->rrule[0] == '\0')
		return;
	struct icalrecurrencetype r = icalrecurrencetype_from_string(e->rrule);
	demand(r.freq != ICAL_NO_RECURRENCE, "no rule of RFC 5545", e);
	icalmemory_free_ring();
}

static void check_expr(const struct when_list *list, size_t i, size_t bytes)
{
	const struct when_expr *e = &list->v[i];
	demand(e->span.start < e->span.end && e->span.end <= bytes, "outside the text", e);
	size_t before = i; /* what another expression tells as well lies inside that one */
	while (before > 0 && list->v[before - 1].absorbed)
		before--;
	demand(before == 0 || e->absorbed || e->span.start >= list->v[before - 1].span.end,
	    "out of order", e);
	demand(e->antecedent == WHEN_NONE || (e->antecedent < list->n && e->antecedent != i),
	    "leans on nothing", e);
	demand(e->range_end == WHEN_NONE || (e->range_end == i + 1 && i + 1 < list->n),
	    "ends nowhere", e);
	demand(e->set == WHEN_NONE || (e->set < list->n && list->v[e->set].type == WHEN_SET),
	    "bounds nothing", e);
	demand(!e->has_from || !e->has_to || civil_cmp(e->from, e->to) <= 0, "ends early", e);
	demand(!e->has_from || civil_valid(e->from.year, e->from.month, e->from.day), "no day", e);
	demand(!e->has_to || civil_valid(e->to.year, e->to.month, e->to.day), "no last day", e);
	demand(e->value[0] != '\0', "no value", e);
	demand(strlen(e->value) < WHEN_VALUE_MAX - 1, "value cut off", e);
	const char *clock = e->type == WHEN_TIME ? strchr(e->value, 'T') : NULL;
	size_t digits = clock == NULL ? 5 : strlen(clock + 1); /* MO, 09:30, 09:30:15 */
	demand(digits == 2 || digits == 5 || digits == 8, "no clock", e);
	demand(e->edtf.n < WHEN_VALUE_MAX - 1, "EDTF cut off", e);
	check_rule(e);
}

static int collect(void *ctx, const char *p, size_t n)
{
	buf_add(ctx, (struct dl_str){p, n});
	return 0;
}

/* Each line is a JSON object whose interval goes forward. */
static void check_json(const struct dl_options *o, struct dl_str text)
{
	static struct dl_parser *parser; /* kept, as in a stream of texts */
	struct buf b = {0};
	struct dl_sink out = {collect, &b};
	if (parser == NULL)
		demand(dl_parser_new(NULL, &parser, NULL) == 0, "no parser", NULL);
	if (dl_timex(parser, o, text, &out, NULL) == 0)
		for (size_t at = 0; at < b.n;) {
			size_t n = (size_t)((char *)memchr(b.p + at, '\n', b.n - at) - (b.p + at));
			json_t *line = json_loadb(b.p + at, n, JSON_REJECT_DUPLICATES, NULL);
			const char *from = json_string_value(json_object_get(line, "from"));
			const char *to = json_string_value(json_object_get(line, "to"));
			demand(line != NULL, "no JSON", NULL);
			if (from != NULL && to != NULL && from[0] != '-' && to[0] != '-' &&
			    strcspn(from, "-") == strcspn(to, "-") && strcmp(from, to) > 0 &&
			    strncmp(from, to, strlen(to)) != 0) {
				fwrite(b.p + at, 1, n, stderr);
				demand(false, "goes back", NULL);
			}
			json_decref(line);
			at += n + 1;
		}
	buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = {0};
	struct text_doc doc = {.path = STR("fuzz")};
	struct when_list list;
	struct when_derivation why;
	if (size < 2)
		return 0;
	struct dl_options o = options_of(data);
	struct dl_str text = {(const char *)data + 2, size - 2};
	if (source_read(&arena, o.from, STR("fuzz"), text, &doc, NULL) == 0 &&
	    (data[1] & 16 ? when_explain(&arena, &doc, &o, &list, &why, NULL)
			  : when_find(&arena, &doc, &o, &list, NULL)) == 0)
		for (size_t i = 0; i < list.n; i++)
			check_expr(&list, i, doc.text.n);
	arena_free(&arena);
	check_json(&o, text);
	return 0;
}
