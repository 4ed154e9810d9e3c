/* SPDX-License-Identifier: MIT */
#include "case.h"

#include <check.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum type {
	TEXT,
	TEXTS,
	DATE,
	NUMBER32,
	NUMBER64,
	NUMBER16,
	NUMBER8,
	PRECISION,
	PART,
	STATUS,
	FLAG,
	TIME,
	WINDOW,
	GEO,
	SOURCE
};

struct field {
	const char *name;
	enum type type;
	size_t at;
	size_t flag; /* a bool that says that there is one */
};

#define NO_FLAG SIZE_MAX
#define C(name) offsetof(struct dl_calendar, name)
#define E(name) offsetof(struct dl_event, name)

static const struct field calendar_fields[] = {{"name", TEXT, C(name), NO_FLAG},
    {"title", TEXT, C(title), NO_FLAG}, {"description", TEXT, C(description), NO_FLAG},
    {"link", TEXT, C(link), NO_FLAG}, {"base_url", TEXT, C(base_url), NO_FLAG},
    {"tz", TEXT, C(tz), NO_FLAG}, {"language", TEXT, C(language), NO_FLAG},
    {"color", TEXT, C(color), NO_FLAG}, {"refresh", NUMBER32, C(refresh_minutes), NO_FLAG},
    {"modified", NUMBER64, C(modified), NO_FLAG}, {NULL, TEXT, 0, 0}};

static const struct field event_fields[] = {{"uid", TEXT, E(uid), NO_FLAG},
    {"title", TEXT, E(title), NO_FLAG}, {"precision", PRECISION, E(precision), NO_FLAG},
    {"approximate", FLAG, E(approximate), NO_FLAG}, {"start", DATE, E(start), E(has_start)},
    {"end", DATE, E(end), E(has_end)}, {"part", PART, E(part), NO_FLAG},
    {"window", WINDOW, E(window), E(has_window)}, {"edtf", TEXT, E(edtf), NO_FLAG},
    {"tz", TEXT, E(tz), NO_FLAG}, {"rrule", TEXT, E(rrule), NO_FLAG},
    {"exdate", TEXTS, E(exdates), NO_FLAG}, {"time", TIME, E(start), E(has_time)},
    {"location", TEXT, E(location), NO_FLAG}, {"geo", GEO, E(latitude), E(has_geo)},
    {"people", TEXTS, E(people), NO_FLAG}, {"url", TEXT, E(url), NO_FLAG},
    {"description", TEXT, E(description), NO_FLAG}, {"category", TEXTS, E(categories), NO_FLAG},
    {"status", STATUS, E(status), NO_FLAG}, {"after", TEXTS, E(after), NO_FLAG},
    {"confidence", NUMBER8, E(confidence), NO_FLAG}, {"known", NUMBER16, E(known), NO_FLAG},
    {"source", SOURCE, E(source), NO_FLAG}, {"quote", TEXT, E(source.quote), NO_FLAG},
    {"rule", TEXTS, E(rules), NO_FLAG}, {"sequence", NUMBER32, E(sequence), NO_FLAG},
    {"created", NUMBER64, E(created), NO_FLAG}, {"modified", NUMBER64, E(modified), NO_FLAG},
    {NULL, TEXT, 0, 0}};

/* Undoes \n, \t, \\ and \xHH. */
static struct dl_str unescape(struct arena *a, const char *p)
{
	char *to = arena_array(a, char, strlen(p) + 1);
	size_t n = 0;
	ck_assert_ptr_nonnull(to);
	while (*p != '\0') {
		if (p[0] != '\\') {
			to[n++] = *p++;
		} else if (p[1] == 'x') {
			to[n++] = (char)strtol((char[]){p[2], p[3], '\0'}, NULL, 16);
			p += 4;
		} else {
			to[n++] = p[1] == 'n' ? '\n' : p[1] == 't' ? '\t' : p[1];
			p += 2;
		}
	}
	return (struct dl_str){to, n};
}

static struct dl_civil date_of(const char *text)
{
	int year = 0, month = 1, day = 1, hour = 0, minute = 0;
	ck_assert_int_ge(
	    sscanf(text, "%d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute), 1);
	return (struct dl_civil){.year = year,
	    .month = (uint8_t)month,
	    .day = (uint8_t)day,
	    .hour = (uint8_t)hour,
	    .minute = (uint8_t)minute};
}

static int index_of(const char *word, const char *(*name)(int), int n)
{
	int i = 0;
	while (i < n && strcmp(word, name(i)) != 0)
		i++;
	ck_assert_msg(i < n, "no such word: %s", word);
	return i;
}

static const char *precision_at(int i)
{
	return dl_precision_name((enum dl_precision)i);
}

static const char *part_at(int i)
{
	return dl_part_name((enum dl_part)i);
}

static const char *status_at(int i)
{
	return dl_event_status_name((enum dl_event_status)i);
}

static void append(struct arena *a, struct dl_strs *list, struct dl_str s)
{
	struct dl_str *v = arena_array(a, struct dl_str, list->n + 1);
	ck_assert_ptr_nonnull(v);
	if (list->n != 0)
		memcpy(v, list->v, list->n * sizeof(*v));
	v[list->n++] = s;
	list->v = v;
}

static void read_source(struct arena *a, const char *text, struct dl_source *ret)
{
	char path[256];
	unsigned n[4];
	ck_assert_int_eq(sscanf(text, "%255s %u %u %u %u", path, &n[0], &n[1], &n[2], &n[3]), 5);
	ret->path = arena_str(a, str_of(path));
	ret->span = (struct dl_span){n[0], n[1]};
	ret->line = n[2];
	ret->column = n[3];
}

static void read_value(struct arena *a, enum type type, const char *text, void *at)
{
	long long number = strtoll(text, NULL, 10);
	switch (type) {
	case TEXT:
		*(struct dl_str *)at = unescape(a, text);
		break;
	case TEXTS:
		append(a, at, unescape(a, text));
		break;
	case DATE:
		*(struct dl_civil *)at = date_of(text);
		break;
	case NUMBER64:
		*(int64_t *)at = number;
		break;
	case NUMBER32:
		*(uint32_t *)at = (uint32_t)number;
		break;
	case NUMBER16:
		*(uint16_t *)at = (uint16_t)number;
		break;
	case NUMBER8:
		*(uint8_t *)at = (uint8_t)number;
		break;
	case PRECISION:
		*(enum dl_precision *)at =
		    (enum dl_precision)index_of(text, precision_at, DL_MINUTE + 1);
		break;
	case PART:
		*(enum dl_part *)at = (enum dl_part)index_of(text, part_at, DL_PART_NIGHT + 1);
		break;
	case STATUS:
		*(enum dl_event_status *)at =
		    (enum dl_event_status)index_of(text, status_at, DL_CANCELLED + 1);
		break;
	case FLAG:
		*(bool *)at = strcmp(text, "yes") == 0;
		break;
	case TIME:
		((struct dl_civil *)at)->hour = (uint8_t)number;
		((struct dl_civil *)at)->minute = (uint8_t)strtol(strchr(text, ':') + 1, NULL, 10);
		break;
	case WINDOW:
		((struct dl_civil *)at)[0] = date_of(text);
		((struct dl_civil *)at)[1] = date_of(strchr(text, ' ') + 1);
		break;
	case GEO:
		((double *)at)[0] = strtod(text, NULL);
		((double *)at)[1] = strtod(strchr(text, ' '), NULL);
		break;
	case SOURCE:
		read_source(a, text, at);
	}
}

static void read_field(
    struct arena *a, const struct field *fields, const char *name, const char *text, void *object)
{
	while (fields->name != NULL && strcmp(fields->name, name) != 0)
		fields++;
	ck_assert_msg(fields->name != NULL, "no such field: %s", name);
	read_value(a, fields->type, text, (char *)object + fields->at);
	if (fields->flag != NO_FLAG)
		*(bool *)((char *)object + fields->flag) = true;
}

/* A new event begins as every case would have it. */
static struct dl_event *add_event(struct arena *a, struct dl_calendar *c, size_t *cap)
{
	c->events = arena_grow(a, c->events, sizeof(*c->events), c->n_events, cap);
	ck_assert_ptr_nonnull(c->events);
	struct dl_event *e = &c->events[c->n_events++];
	*e = (struct dl_event){.precision = DL_DAY, .confidence = 90};
	return e;
}

void case_read(struct arena *a, const char *path, struct dl_calendar *ret)
{
	FILE *file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "cannot open %s", path);
	*ret = (struct dl_calendar){.n_events = 0};
	struct dl_event *event = NULL;
	size_t cap = 0;
	char line[4096];
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		size_t name = strcspn(line, " ");
		const char *text = line[name] == '\0' ? "" : line + name + 1;
		line[name] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		if (strcmp(line, "event") == 0)
			event = add_event(a, ret, &cap);
		else if (event == NULL)
			read_field(a, calendar_fields, line, text, ret);
		else
			read_field(a, event_fields, line, text, event);
	}
	fclose(file);
}

void case_multiply(struct arena *a, struct dl_calendar *c, size_t n)
{
	struct dl_event *v = arena_array(a, struct dl_event, n);
	ck_assert_ptr_nonnull(v);
	for (size_t i = 0; i < n; i++) {
		v[i] = c->events[i % c->n_events];
		v[i].uid = arena_printf(a, "%zu-%.*s", i, (int)v[i].uid.n, v[i].uid.p);
		v[i].title = arena_printf(a, "%.*s no. %zu", (int)v[i].title.n, v[i].title.p, i);
		v[i].after = (struct dl_strs){NULL, 0};
	}
	c->events = v;
	c->n_events = n;
}
