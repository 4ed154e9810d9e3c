/* SPDX-License-Identifier: MIT */
#include "source/front.h"

#include "base/str.h"

/* Deeper nesting is read as this deep. */
#define MAX_DEPTH 16

/* Longest key, in bytes. */
#define KEY_MAX 64

struct key {
	uint32_t indent;
	struct dl_span name; /* bytes of the text */
};

struct front {
	struct text_builder *b;
	struct evidence *evidence;
	struct key keys[MAX_DEPTH];
	uint8_t depth;
	char sign; /* between key and value: ':' or '=' */
};

static struct dl_str source_str(const struct front *f, struct dl_span s)
{
	return str_sub(f->b->doc->source, s);
}

/* The line at offset at, without white space at its end. */
static struct dl_span next_line(
    const struct front *f, uint32_t at, uint32_t end, uint32_t *ret_next)
{
	struct dl_str rest = source_str(f, (struct dl_span){at, end});
	size_t n = str_find(rest, '\n');
	*ret_next = at + (uint32_t)(n < rest.n ? n + 1 : n);
	while (n > 0 && is_space((unsigned char)rest.p[n - 1]))
		n--;
	return (struct dl_span){at, at + (uint32_t)n};
}

static uint32_t indent_of(const struct front *f, struct dl_span *line)
{
	uint32_t n = 0;
	while (
	    line->start < line->end && is_space((unsigned char)f->b->doc->source.p[line->start])) {
		line->start++;
		n++;
	}
	return n;
}

/* Bytes of the key that the line begins with, without what follows it; 0: none. */
static size_t key_length(const struct front *f, struct dl_str line)
{
	size_t n = 0;
	while (n < line.n && n <= KEY_MAX && line.p[n] != f->sign && line.p[n] != '[' &&
	       line.p[n] != '{' && line.p[n] != '#')
		n++;
	if (n == 0 || n > KEY_MAX || n >= line.n || line.p[n] != f->sign)
		return 0;
	/* "12:30" is no key, and neither is "http://…" */
	if (f->sign == ':' && n + 1 < line.n && !is_space((unsigned char)line.p[n + 1]))
		return 0;
	return n;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Takes quotes off a value, or else the comment behind it. */
static struct dl_span unquote(const struct front *f, struct dl_span s)
{
	const char *p = f->b->doc->source.p;
	if (s.end == s.start)
		return s;
	if (is_quote(p[s.start])) {
		for (uint32_t i = s.start + 1; i < s.end; i++) {
			if (p[i] == '\\' && p[s.start] == '"')
				i++;
			else if (p[i] == p[s.start])
				return (struct dl_span){s.start + 1, i};
		}
		return s;
	}
	for (uint32_t i = s.start + 1; i < s.end; i++)
		if (p[i] == '#' && is_space((unsigned char)p[i - 1])) {
			s.end = i;
			break;
		}
	return s;
}

/* Appends a value; in double quotes a backslash goes, but what it protects stays. */
static void add_value(struct front *f, struct dl_span value)
{
	struct dl_str s = f->b->doc->source;
	bool quoted = value.start > 0 && s.p[value.start - 1] == '"';
	uint32_t from = value.start;
	for (uint32_t i = value.start; quoted && i + 1 < value.end; i++) {
		if (s.p[i] != '\\' || (s.p[i + 1] != '"' && s.p[i + 1] != '\\'))
			continue;
		text_add(f->b, from, i);
		from = ++i;
	}
	text_add(f->b, from, value.end);
}

static void finish_field(struct front *f, struct dl_span name)
{
	struct text_builder *b = f->b;
	uint32_t start = b->now.span.start;
	bool top = f->depth == 1;
	text_close(b);
	if (b->failed != DL_OK || b->n <= start || !top)
		return;
	struct dl_str text = {b->text, b->n};
	if (!evidence_take(f->evidence, b->arena, b->doc, str_sub(text, name),
		str_sub(text, (struct dl_span){start, (uint32_t)b->n})))
		b->failed = DL_NOMEM;
}

/* Opens the block of a value under the innermost key; with a name of its own
 * that is written first. */
static struct dl_span open_field(struct front *f, struct dl_span name)
{
	struct text_builder *b = f->b;
	struct key *key = f->keys + f->depth - 1;
	text_open(b, TEXT_FIELD);
	if (name.end > name.start) {
		key->name.start = (uint32_t)b->n;
		text_add(b, name.start, name.end);
		key->name.end = (uint32_t)b->n;
		text_put(b, STR(": "), name.end, name.end);
	}
	b->now.span.start = (uint32_t)b->n;
	if (key->name.end <= key->name.start) { /* '"": x' */
		key->name = (struct dl_span){0, 0};
		b->now.kind = TEXT_PARAGRAPH;
	}
	b->now.name = key->name;
	b->now.level = f->depth;
	return key->name;
}

static void push_key(struct front *f, uint32_t indent)
{
	while (f->depth > 0 && f->keys[f->depth - 1].indent >= indent)
		f->depth--;
	if (f->depth == MAX_DEPTH)
		f->depth--;
	f->keys[f->depth++] = (struct key){.indent = indent};
}

/* Is the value the head of a block scalar ("|", ">-")? */
static bool is_scalar(struct dl_str value)
{
	return value.n != 0 && value.n <= 3 && (value.p[0] == '|' || value.p[0] == '>');
}

/* Appends the lines of a block scalar; returns where the next line starts. */
static uint32_t read_scalar(struct front *f, uint32_t at, uint32_t end)
{
	uint32_t indent = f->keys[f->depth - 1].indent, next;
	while (at < end) {
		struct dl_span line = next_line(f, at, end, &next);
		bool blank = line.start == line.end;
		if (!blank && indent_of(f, &line) <= indent)
			break;
		text_add(f->b, line.start, line.end);
		text_add(f->b, next - 1, next); /* the "\n" */
		at = next;
	}
	return at;
}

/* One line; returns where the next one starts. */
static uint32_t read_line(struct front *f, uint32_t at, uint32_t end)
{
	uint32_t next;
	struct dl_span line = next_line(f, at, end, &next);
	uint32_t indent = indent_of(f, &line);
	const char *p = f->b->doc->source.p;
	while (line.start + 1 < line.end && p[line.start] == '-' && p[line.start + 1] == ' ') {
		line.start++;
		indent += 1 + indent_of(f, &line);
	}
	if (line.start == line.end || p[line.start] == '#' ||
	    (f->sign == '=' && p[line.start] == '['))
		return next;
	struct dl_span name = {line.start, line.start};
	uint32_t n = (uint32_t)key_length(f, source_str(f, line));
	if (n != 0) {
		name.end = line.start + n;
		line.start += n + 1;
		while (name.end > name.start && is_space((unsigned char)p[name.end - 1]))
			name.end--;
		push_key(f, indent);
		name = unquote(f, name);
	} else if (f->depth == 0) {
		return next;
	}
	indent_of(f, &line);
	struct dl_span value = unquote(f, line);
	struct dl_span known = open_field(f, name);
	if (is_scalar(source_str(f, value)))
		next = read_scalar(f, next, end);
	else
		add_value(f, value);
	finish_field(f, known);
	return next;
}

/* Where the closing fence starts; 0: nowhere, or what is before it is no front
 * matter but a text between two rules. */
static uint32_t find_close(
    const struct front *f, uint32_t from, struct dl_str fence, uint32_t *ret_next)
{
	uint32_t end = (uint32_t)f->b->doc->source.n;
	bool seen = false;
	for (uint32_t at = from; at < end; at = *ret_next) {
		struct dl_span line = next_line(f, at, end, ret_next);
		struct dl_str s = source_str(f, line);
		if (str_eq(s, fence) || (f->sign == ':' && str_eq(s, STR("..."))))
			return at;
		if (seen || s.n == 0 || s.p[0] == '#')
			continue;
		seen = true;
		if (key_length(f, s) == 0 && !(f->sign == '=' && s.p[0] == '['))
			return 0;
	}
	return 0;
}

uint32_t front_read(struct text_builder *b, struct evidence *evidence, uint32_t from)
{
	struct front f = {.b = b, .evidence = evidence, .sign = ':'};
	uint32_t at, next = from;
	struct dl_span line = next_line(&f, from, (uint32_t)b->doc->source.n, &at);
	struct dl_str fence = source_str(&f, line);
	if (str_eq(fence, STR("+++")))
		f.sign = '=';
	else if (!str_eq(fence, STR("---")))
		return from;
	uint32_t end = find_close(&f, at, fence, &next);
	if (end == 0)
		return from;
	b->group++;
	while (at < end && b->failed == DL_OK)
		at = read_line(&f, at, end);
	return next;
}
