/* SPDX-License-Identifier: MIT */
#include "source/phrase.h"

#include <string.h>

#include "base/str.h"

struct mail_phrase {
	uint8_t kind;
	const char *pattern; /* "*" is any text */
};

#include "mail.inc"

/* No name of a line in a head, and no prefix of a subject, is longer. */
#define NAME_MAX_BYTES 24
/* "[list-name]" before a subject. */
#define LIST_MAX_BYTES 40

void phrase_add(struct phrase_line *l, struct dl_str s)
{
	l->whole = l->n == 0 || l->whole;
	if (l->n != 0 && l->n < PHRASE_MAX)
		l->p[l->n++] = ' ';
	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++) {
		char c = to_lower(s.p[i]);
		if (c == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0') { /* no-break space */
			c = ' ';
			i++;
		}
		if (is_space((unsigned char)c)) {
			if (l->n != 0 && l->p[l->n - 1] == ' ')
				continue;
			c = ' ';
		}
		if (l->n == PHRASE_MAX) {
			l->whole = false;
			break;
		}
		l->p[l->n++] = c;
	}
	l->p[l->n] = '\0';
}

/* Both in small letters. */
static bool fits(const char *pattern, const char *s)
{
	const char *star = NULL, *from = NULL;
	while (*s != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			from = s;
		} else if (*pattern == *s) {
			pattern++;
			s++;
		} else if (star != NULL) {
			pattern = star;
			s = ++from;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

bool phrase_is(enum phrase kind, const struct phrase_line *l)
{
	if (!l->whole)
		return false;
	for (size_t i = 0; i < sizeof(mail_phrases) / sizeof(mail_phrases[0]); i++)
		if (mail_phrases[i].kind == kind && fits(mail_phrases[i].pattern, l->p))
			return true;
	return false;
}

/* The name before a colon, with what follows in *rest; empty: there is none. */
static struct dl_str name_before(struct dl_str s, struct dl_str *rest)
{
	static const char wide[] = "\xEF\xBC\x9A"; /* the colon of Chinese and Japanese */
	for (size_t i = 0; i < s.n && i <= NAME_MAX_BYTES; i++) {
		size_t n = s.p[i] == ':' ? 1 : 0;
		if (s.n - i >= 3 && memcmp(s.p + i, wide, 3) == 0)
			n = 3;
		if (n == 0)
			continue;
		*rest = (struct dl_str){s.p + i + n, s.n - i - n};
		return str_trim((struct dl_str){s.p, i});
	}
	return (struct dl_str){NULL, 0};
}

static bool is_name(enum phrase kind, struct dl_str name)
{
	struct phrase_line l = {.n = 0};
	if (name.n == 0)
		return false;
	phrase_add(&l, name);
	l.n -= l.n != 0 && l.p[l.n - 1] == ' ';
	l.p[l.n] = '\0';
	return phrase_is(kind, &l);
}

struct dl_str phrase_value(enum phrase name, struct dl_str line)
{
	struct dl_str rest = {NULL, 0}, s = str_trim(line);
	while (s.n != 0 && *s.p == '*') /* "*From:* Ann", what was bold */
		s = (struct dl_str){s.p + 1, s.n - 1};
	if (!is_name(name, name_before(s, &rest)))
		return (struct dl_str){NULL, 0};
	while (rest.n != 0 && *rest.p == '*')
		rest = (struct dl_str){rest.p + 1, rest.n - 1};
	return str_trim(rest);
}

/* "Re: x", "RE[2]: x", "Re^2: x" → x */
static bool cut_prefix(struct dl_str *s, bool *ret_forward)
{
	struct dl_str rest, name = name_before(*s, &rest);
	while (name.n != 0 && (is_digit((unsigned char)name.p[name.n - 1]) ||
				  strchr("[]()^", name.p[name.n - 1]) != NULL))
		name.n--;
	bool forward = is_name(PHRASE_FWD, name);
	if (!forward && !is_name(PHRASE_RE, name))
		return false;
	*ret_forward |= forward;
	*s = str_trim(rest);
	return true;
}

/* "[list-name] x" → x; what is in brackets has no space, or it is a word of the
 * writer's: "[Save the date] x". */
static bool cut_list(struct dl_str *s)
{
	size_t end = str_find(*s, ']');
	if (s->n == 0 || *s->p != '[' || end > LIST_MAX_BYTES || end + 1 >= s->n ||
	    str_find((struct dl_str){s->p, end}, ' ') < end)
		return false;
	*s = str_trim((struct dl_str){s->p + end + 1, s->n - end - 1});
	return true;
}

struct dl_str phrase_subject(struct dl_str s, bool *ret_forward)
{
	*ret_forward = false;
	for (s = str_trim(s); cut_prefix(&s, ret_forward) || cut_list(&s);)
		;
	return s;
}
