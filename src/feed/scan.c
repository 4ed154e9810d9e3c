/* SPDX-License-Identifier: MIT */
/*     file    = { entry }
 *     entry   = WORD "=" value | WORD title "{" { entry } "}"
 *     value   = title | "{" [ title { "," title } [ "," ] ] "}"
 *     title   = WORD | "…" | '…'
 *
 * with comments from "#" or "//" to the end of the line and between slash-stars. */
#include "feed/scan.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

enum token { END, WORD, STRING, EQUALS, OPEN, CLOSE, COMMA };

struct scanner {
	struct arena *arena;
	struct dl_str path, text;
	size_t at;	    /* behind the token */
	enum token token;   /* the current one */
	size_t start;	    /* where it begins */
	struct dl_str word; /* its text: WORD, or STRING without quotes and undecoded */
	uint32_t section, n_sections;
	struct scan *ret;
	struct dl_error *err;
};

#define FAIL(s, offset, ...)                                                                       \
	fail_at((s)->err, DL_DEFINITION, (s)->path, (s)->text, offset, __VA_ARGS__)

static int peek(const struct scanner *s, size_t ahead)
{
	return s->at + ahead < s->text.n ? (unsigned char)s->text.p[s->at + ahead] : -1;
}

static void skip_line(struct scanner *s)
{
	while (peek(s, 0) >= 0 && peek(s, 0) != '\n')
		s->at++;
}

static int skip_comment(struct scanner *s)
{
	size_t start = s->at;
	for (s->at += 2; peek(s, 1) >= 0; s->at++)
		if (peek(s, 0) == '*' && peek(s, 1) == '/') {
			s->at += 2;
			return 0;
		}
	return FAIL(s, start, "this comment is never closed, expected */");
}

static int skip_blank(struct scanner *s)
{
	for (;;) {
		int c = peek(s, 0);
		if (c == ' ' || c == '\t' || c == '\n' || (c == '\r' && peek(s, 1) == '\n'))
			s->at++;
		else if (c == '#' || (c == '/' && peek(s, 1) == '/'))
			skip_line(s);
		else if (c == '/' && peek(s, 1) == '*') {
			if (skip_comment(s) < 0)
				return -1;
		} else
			return 0;
	}
}

static bool ends_word(int c)
{
	return c < 0 || c <= ' ' || strchr("\"'={}()+,#", c) != NULL;
}

static int next_word(struct scanner *s)
{
	while (!ends_word(peek(s, 0)))
		s->at++;
	if (s->at == s->start)
		return FAIL(s, s->start, "unexpected '%c', put text that has it in quotes",
		    s->text.p[s->start]);
	if (peek(s, 0) > 0 && strchr("\"'()+#", peek(s, 0)) != NULL)
		return FAIL(s, s->at, "unexpected '%c' in a word, put the whole of it in quotes",
		    s->text.p[s->at]);
	s->token = WORD;
	s->word = str_sub(s->text, (struct dl_span){(uint32_t)s->start, (uint32_t)s->at});
	return 0;
}

static int next_string(struct scanner *s)
{
	int quote = peek(s, 0);
	for (s->at++; peek(s, 0) != quote; s->at++) {
		if (peek(s, 0) < 0 || peek(s, 0) == '\n')
			return FAIL(
			    s, s->start, "this text is not closed on its line, expected %c", quote);
		/* Between single quotes a backslash escapes only itself and the quote. */
		if (peek(s, 0) != '\\' || peek(s, 1) < ' ')
			continue;
		if (quote == '"' && (peek(s, 1) < 0 || strchr("\"'\\nt", peek(s, 1)) == NULL))
			return FAIL(s, s->at, "unknown escape, expected one of \\\" \\\\ \\n \\t");
		s->at++;
	}
	s->token = STRING;
	s->word = str_sub(s->text, (struct dl_span){(uint32_t)s->start + 1, (uint32_t)s->at});
	s->at++;
	return 0;
}

static int next(struct scanner *s)
{
	if (skip_blank(s) < 0)
		return -1;
	s->start = s->at;
	int c = peek(s, 0);
	if (c == '"' || c == '\'')
		return next_string(s);
	s->token = c < 0      ? END
		   : c == '=' ? EQUALS
		   : c == '{' ? OPEN
		   : c == '}' ? CLOSE
		   : c == ',' ? COMMA
			      : WORD;
	s->word = (struct dl_str){NULL, 0};
	if (s->token == WORD)
		return next_word(s);
	s->at += s->token != END;
	return 0;
}

/* Known keys */

static const struct conf_key *find_key(enum conf_section section, struct dl_str word)
{
	for (const struct conf_key *k = conf_keys; k->name != NULL; k++)
		if (k->section == section && str_eq(word, str_of(k->name)))
			return k;
	return NULL;
}

/* Enough for the keys of any section. */
#define KEYS_MAX 32

static int fail_key(struct scanner *s, enum conf_section section)
{
	static const char *const places[] = {"", " in a source", " in an output", " in a push"};
	const char *names[KEYS_MAX];
	size_t n = 0;
	for (const struct conf_key *k = conf_keys; k->name != NULL && n < KEYS_MAX - 1; k++)
		if (k->section == section)
			names[n++] = k->name;
	names[n] = NULL;
	const char *near = dl_nearest(s->word, names);
	int shown = (int)utf8_head(s->word, 40).n;
	if (near != NULL)
		return FAIL(s, s->start, "unknown key '%.*s'%s, did you mean '%s'?", shown,
		    s->word.p, places[section], near);
	return FAIL(s, s->start, "unknown key '%.*s'%s; dateline-feed(5) lists them", shown,
	    s->word.p, places[section]);
}

static int add_value(struct scanner *s, const struct conf_key *key, uint32_t index)
{
	struct scan *r = s->ret;
	struct scan_value *v = arena_grow(s->arena, r->v, sizeof(*v), r->n, &r->cap);
	if (v == NULL)
		return fail(s->err, DL_NOMEM, "out of memory");
	r->v = v;
	v[r->n++] = (struct scan_value){key, s->section, index, (uint32_t)s->start};
	return 0;
}

static bool is_set(const struct scanner *s, const struct conf_key *key)
{
	for (size_t i = s->ret->n; i > 0 && s->ret->v[i - 1].section == s->section; i--)
		if (s->ret->v[i - 1].key == key)
			return true;
	return false;
}

static bool is_text(const struct scanner *s)
{
	return s->token == WORD || s->token == STRING;
}

static int scan_list(struct scanner *s, const struct conf_key *key)
{
	for (uint32_t i = 0;; i++) {
		if (next(s) < 0)
			return -1;
		if (s->token == CLOSE)
			return next(s);
		if (!is_text(s))
			return FAIL(s, s->start, "expected a value of '%s' or }", key->name);
		if (add_value(s, key, i) < 0 || next(s) < 0)
			return -1;
		if (s->token == CLOSE)
			return next(s);
		if (s->token != COMMA)
			return FAIL(
			    s, s->start, "expected , or } after a value of '%s'", key->name);
	}
}

/* After the key; the current token is to be "=". */
static int scan_value(struct scanner *s, const struct conf_key *key)
{
	size_t key_at = s->start;
	if (is_set(s, key))
		return FAIL(s, key_at, "'%s' is set twice", key->name);
	if (next(s) < 0)
		return -1;
	if (s->token != EQUALS)
		return FAIL(s, s->start, "expected = after '%s'", key->name);
	if (next(s) < 0)
		return -1;
	if (s->token == OPEN && key->type == CONF_LIST)
		return scan_list(s, key);
	if (!is_text(s))
		return FAIL(s, s->start, "expected a value of '%s'", key->name);
	if (add_value(s, key, 0) < 0 || next(s) < 0)
		return -1;
	/* gone = keep 30d */
	if (is_text(s) && s->word.n != 0 && is_digit((unsigned char)*s->word.p))
		return FAIL(s, s->start, "unexpected '%.*s', put a value that has spaces in quotes",
		    (int)utf8_head(s->word, 40).n, s->word.p);
	return 0;
}

static int scan_entries(struct scanner *s, enum conf_section section);

/* Titles are short lists: comparing each with each is nothing. */
static bool is_title_taken(const struct scanner *s, const struct conf_key *key)
{
	for (size_t i = 0; i < s->ret->n; i++) {
		const struct scan_value *v = &s->ret->v[i];
		struct dl_str there = {s->text.p + v->at, s->text.n - v->at};
		if (v->key != key)
			continue;
		if (*there.p == '"' || *there.p == '\'')
			there.p++, there.n--;
		if (str_starts(there, s->word) &&
		    (there.n == s->word.n || ends_word((unsigned char)there.p[s->word.n])))
			return true;
	}
	return false;
}

static int scan_section(struct scanner *s, const struct conf_key *key)
{
	if (next(s) < 0)
		return -1;
	if (!is_text(s))
		return FAIL(s, s->start, "expected the name of the %s, as in %s \"%s\" {",
		    key->name, key->name, key->opens == CONF_SOURCE ? "agenda" : "ics");
	if (is_title_taken(s, key))
		return FAIL(s, s->start, "there is a %s of this name already", key->name);
	s->section = ++s->n_sections;
	size_t open = s->start;
	if (add_value(s, key, 0) < 0 || next(s) < 0)
		return -1;
	if (s->token != OPEN)
		return FAIL(s, s->start, "expected { after the name of the %s", key->name);
	if (next(s) < 0 || scan_entries(s, key->opens) < 0)
		return -1;
	if (s->token != CLOSE)
		return FAIL(s, open, "this %s is never closed, expected }", key->name);
	s->section = 0;
	return next(s);
}

static int scan_entries(struct scanner *s, enum conf_section section)
{
	while (s->token == WORD) {
		const struct conf_key *key = find_key(section, s->word);
		if (key == NULL)
			return fail_key(s, section);
		if (key->type == CONF_LATER)
			return FAIL(
			    s, s->start, "'%s' is not supported by this version", key->name);
		int rc = key->type == CONF_SECTION ? scan_section(s, key) : scan_value(s, key);
		if (rc < 0)
			return -1;
	}
	if (s->token == END || (s->token == CLOSE && section != CONF_TOP))
		return 0;
	return FAIL(s, s->start, "expected a key");
}

/* Bytes that no definition needs, and ${NAME}: what a feed says must not hang
 * on the environment of the run. */
static int check_bytes(struct scanner *s)
{
	size_t valid = utf8_valid(s->text);
	if (valid < s->text.n)
		return FAIL(s, valid, "this byte is not UTF-8");
	for (size_t i = 0; i < s->text.n; i++) {
		unsigned char c = (unsigned char)s->text.p[i];
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
			return FAIL(s, i, "control character %02X", c);
		if (c == '\r' && (i + 1 == s->text.n || s->text.p[i + 1] != '\n'))
			return FAIL(s, i, "carriage return that ends no line");
		if (c == '$' && i + 1 < s->text.n && s->text.p[i + 1] == '{')
			return FAIL(s, i, "${...} is not replaced here, write the value itself");
	}
	return 0;
}

int scan_text(struct arena *arena, struct dl_str path, struct dl_str text, struct scan *ret,
    struct dl_error *reterr)
{
	struct scanner s = {.arena = arena, .path = path, .text = text, .ret = ret, .err = reterr};
	*ret = (struct scan){0};
	if (check_bytes(&s) < 0 || next(&s) < 0)
		return -1;
	return scan_entries(&s, CONF_TOP);
}

uint32_t scan_find(
    const struct scan *s, uint32_t section, const struct conf_key *key, uint32_t index)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].key == key && s->v[i].section == section && s->v[i].index == index)
			return s->v[i].at;
	return 0;
}
