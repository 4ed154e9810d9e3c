/* SPDX-License-Identifier: MIT */
#include "spec.h"

#include <dateline/dateline.h>

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy(const char *s, size_t n)
{
	char *p = malloc(n + 1);
	if (p == NULL)
		abort();
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

static char *trimmed(const char *s, size_t n)
{
	while (n != 0 && isspace((unsigned char)*s))
		s++, n--;
	while (n != 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return copy(s, n);
}

struct state {
	char *ref, *prefer, *tz, *order, *week, *hemisphere, *lang;
	bool intervals, rules;
};

static void set(char **to, const char *value)
{
	free(*to);
	*to = value == NULL ? NULL : copy(value, strlen(value));
}

static void read_with(struct state *st, char *s)
{
	set(&st->prefer, NULL);
	set(&st->tz, NULL);
	set(&st->order, NULL);
	set(&st->week, NULL);
	set(&st->hemisphere, NULL);
	set(&st->lang, NULL);
	st->intervals = st->rules = false;
	for (char *w = strtok(s, " "); w != NULL; w = strtok(NULL, " ")) {
		if (strncmp(w, "prefer=", 7) == 0)
			set(&st->prefer, w + 7);
		else if (strncmp(w, "tz=", 3) == 0)
			set(&st->tz, w + 3);
		else if (strncmp(w, "order=", 6) == 0)
			set(&st->order, w + 6);
		else if (strncmp(w, "week-start=", 11) == 0)
			set(&st->week, w + 11);
		else if (strncmp(w, "hemisphere=", 11) == 0)
			set(&st->hemisphere, w + 11);
		else if (strncmp(w, "lang=", 5) == 0)
			set(&st->lang, w + 5);
		else if (strcmp(w, "intervals") == 0)
			st->intervals = true;
		else if (strcmp(w, "rules") == 0)
			st->intervals = st->rules = true;
		else
			fprintf(stderr, "spec: unknown option '%s'\n", w), exit(1);
	}
}

static char *dup(const char *s)
{
	return s == NULL ? NULL : copy(s, strlen(s));
}

static bool read_row(
    struct spec_row *r, const struct state *st, char *s, const char *path, int line)
{
	char *arrow = strstr(s, "=>"), *why = strstr(s, "  #");
	char place[300];
	if (arrow == NULL)
		return false;
	if (why != NULL && why > arrow)
		*why = '\0';
	char *right = trimmed(arrow + 2, strlen(arrow + 2));
	char *gap = strstr(right, "  ");
	snprintf(place, sizeof(place), "%s:%d", path, line);
	*r = (struct spec_row){.place = dup(place),
	    .text = trimmed(s, (size_t)(arrow - s)),
	    .ref = dup(st->ref),
	    .prefer = dup(st->prefer),
	    .tz = dup(st->tz),
	    .order = dup(st->order),
	    .week = dup(st->week),
	    .hemisphere = dup(st->hemisphere),
	    .lang = dup(st->lang),
	    .intervals = st->intervals,
	    .rules = st->rules};
	r->rule = gap == NULL ? NULL : trimmed(gap, strlen(gap));
	r->want = trimmed(right, gap == NULL ? strlen(right) : (size_t)(gap - right));
	free(right);
	return true;
}

struct spec_row *spec_read(const char *path, size_t *ret_n)
{
	FILE *f = fopen(path, "r");
	struct spec_row *rows = NULL;
	struct state st = {0};
	char line[2048];
	size_t n = 0;
	if (f == NULL) {
		fprintf(stderr, "spec: cannot open %s\n", path);
		exit(1);
	}
	for (int at = 1; fgets(line, sizeof(line), f) != NULL; at++) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#' || line[0] == '/')
			continue;
		if (strncmp(line, "ref ", 4) == 0)
			set(&st.ref, line + 4);
		else if (strncmp(line, "with", 4) == 0 && (line[4] == ' ' || line[4] == '\0'))
			read_with(&st, line + 4);
		else {
			rows = realloc(rows, (n + 1) * sizeof(*rows));
			if (rows == NULL || !read_row(&rows[n++], &st, line, path, at)) {
				fprintf(stderr, "%s:%d: expected: text => readings\n", path, at);
				exit(1);
			}
		}
	}
	fclose(f);
	set(&st.ref, NULL);
	read_with(&st, line + strlen(line));
	*ret_n = n;
	return rows;
}

void spec_free(struct spec_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(rows[i].place);
		free(rows[i].text);
		free(rows[i].want);
		free(rows[i].rule);
		free(rows[i].ref);
		free(rows[i].prefer);
		free(rows[i].tz);
		free(rows[i].order);
		free(rows[i].week);
		free(rows[i].hemisphere);
		free(rows[i].lang);
	}
	free(rows);
}

static int collect(void *ctx, const char *p, size_t n)
{
	char **text = ctx;
	size_t old = *text == NULL ? 0 : strlen(*text);
	char *more = realloc(*text, old + n + 1);
	if (more == NULL)
		return -1;
	memcpy(more + old, p, n);
	more[old + n] = '\0';
	*text = more;
	return 0;
}

static void append(char **text, const char *s)
{
	if (collect(text, s, strlen(s)) != 0)
		abort();
}

static const char *field(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));
	return s == NULL ? "" : s;
}

static struct dl_str str(const char *z)
{
	return (struct dl_str){z, z == NULL ? 0 : strlen(z)};
}

static struct dl_options options_of(const struct spec_row *r)
{
	struct dl_options o = {
	    .ref = str(r->ref), .tz = str(r->tz), .from = str("text"), .intervals = r->intervals};
	if (r->prefer != NULL)
		o.prefer = r->prefer[0] == 'p'	 ? DL_PREFER_PAST
			   : r->prefer[0] == 'f' ? DL_PREFER_FUTURE
						 : DL_PREFER_NEAREST;
	if (r->lang != NULL)
		o.lang = str(r->lang);
	if (r->order != NULL)
		o.day_order = r->order[0] == 'd' ? DL_ORDER_DMY : DL_ORDER_MDY;
	if (r->week != NULL && strcmp(r->week, "sunday") == 0)
		o.week_start = DL_WEEK_SUNDAY;
	if (r->hemisphere != NULL && strcmp(r->hemisphere, "south") == 0)
		o.hemisphere = DL_SOUTH;
	return o;
}

static void add_list(const json_t *o, const char *name, char **result)
{
	const json_t *list = json_object_get(o, name);
	for (size_t i = 0; i < json_array_size(list); i++) {
		append(result, " not ");
		append(result, json_string_value(json_array_get(list, i)));
	}
}

static void add_reading(const struct spec_row *r, const json_t *o, char **result, char **rules)
{
	const json_t *others = json_object_get(o, "alternatives");
	append(result, **result == '\0' ? "" : " | ");
	const char *rule = field(o, "rrule");
	if (r->rules && *rule != '\0') {
		append(result, rule + strlen("FREQ="));
		add_list(o, "exdate", result);
		add_list(o, "exrule", result);
	} else if (r->intervals && (*field(o, "from") != '\0' || *field(o, "to") != '\0')) {
		append(result, field(o, "from"));
		append(result, "/");
		append(result, field(o, "to"));
	} else
		append(result, field(o, "value"));
	for (size_t i = 0; i < json_array_size(others); i++) {
		append(result, " ? ");
		append(result, json_string_value(json_array_get(others, i)));
	}
	append(rules, "+");
	append(rules, field(o, "rule"));
}

char *spec_result(const struct spec_row *r, char **ret_rules)
{
	struct dl_parser *p;
	struct dl_error e = {.status = DL_OK};
	struct dl_options o = options_of(r);
	char *lines = NULL, *result = dup(""), *rules = dup("");
	struct dl_sink out = {collect, &lines};
	if (dl_parser_new(NULL, &p, &e) != 0 || dl_timex(p, &o, str(r->text), &out, &e) != 0)
		append(&result, e.text);
	dl_parser_free(p);
	for (char *s = lines; s != NULL && *s != '\0';) {
		char *next = strchr(s, '\n');
		json_t *object = json_loadb(s, (size_t)(next - s), 0, NULL);
		add_reading(r, object, &result, &rules);
		json_decref(object);
		s = next + 1;
	}
	free(lines);
	if (*result == '\0')
		append(&result, "-");
	*ret_rules = rules;
	return result;
}
