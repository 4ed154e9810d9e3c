/* SPDX-License-Identifier: MIT */
#include "event/sentence.h"

#include <string.h>

#include "base/eight.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lang/lang.h"

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Closing quotes and brackets may follow the full stop. */
static uint32_t skip_closers(struct dl_str text, uint32_t i, uint32_t end)
{
	static const char *const closers[] = {
	    "\"", "'", ")", "]", "*", "_", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", NULL};
	for (size_t k = 0; closers[k] != NULL && i < end;) {
		size_t n = strlen(closers[k]);
		if (end - i >= n && memcmp(text.p + i, closers[k], n) == 0) {
			i += (uint32_t)n;
			k = 0;
		} else {
			k++;
		}
	}
	return i;
}

/* The word that ends before at, as far as the start of the text. */
static struct dl_str word_before(struct dl_str text, uint32_t start, uint32_t at)
{
	uint32_t i = at;
	while (i > start && at - i < 32 && !is_space((unsigned char)text.p[i - 1]) &&
	       strchr("([\"'*_/,;:", text.p[i - 1]) == NULL)
		i--;
	return (struct dl_str){text.p + i, at - i};
}

static struct dl_str word_after(struct dl_str text, uint32_t at, uint32_t end)
{
	uint32_t i = at;
	while (i < end && i - at < 32 &&
	       (is_alpha((unsigned char)text.p[i]) || (unsigned char)text.p[i] >= 0x80))
		i++;
	return (struct dl_str){text.p + at, i - at};
}

static bool all_digits(struct dl_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit((unsigned char)s.p[i]))
			return false;
	return s.n != 0;
}

/* Is the full stop at `at` part of a word, with the text going on at next? */
static bool is_abbreviation(
    size_t language, struct dl_str text, uint32_t start, uint32_t at, uint32_t next, uint32_t end)
{
	struct dl_str before = word_before(text, start, at), after = word_after(text, next, end);
	if (before.n == 0)
		return false;
	bool starter = after.n != 0 && lang_cue_find(language, after, LANG_CUE_STARTER) != NULL &&
		       is_upper((unsigned char)after.p[0]);
	if (before.n == 1 && is_upper((unsigned char)before.p[0]))
		return !starter; /* an initial: "J. Smith" */
	/* "1. Welcome": the number of an item, at the start only; "der 1. Vorsitzende". */
	bool ordinal = lang_habits[language].dot_day && before.n <= 2 && !starter;
	if (all_digits(before) && (before.p == text.p + start || ordinal))
		return true;
	if (lang_cue_find(language, before, LANG_CUE_ABBREVIATION) == NULL)
		return false;
	/* "at 9 a.m. The mayor": those that can end a sentence do before a word
	 * that begins one; "Dr. No" and "St. In" never do. */
	return !starter || lang_cue_find(language, before, LANG_CUE_HONORIFIC) != NULL;
}

/* Does the text at next look like the start of a sentence? */
static bool may_begin(struct dl_str text, uint32_t next, uint32_t end)
{
	uint32_t i = next;
	while (i < end && strchr("\"'([*_", text.p[i]) != NULL)
		i++;
	if (i >= end)
		return true;
	unsigned char c = (unsigned char)text.p[i];
	return is_upper(c) || is_digit(c) || c >= 0x80 || c == '-' || c == '#' || c == '@';
}

/* Bytes of the mark that can end a sentence at i; 0: none is there. */
static uint32_t terminator(struct dl_str text, uint32_t i, uint32_t end)
{
	char c = text.p[i];
	if (c == '.' || c == '!' || c == '?')
		return 1;
	if (((unsigned char)c & 0xF0) == 0xE0 && end - i >= 3) {
		static const char *const marks[] = {
		    "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", NULL}; /* 。！？ */
		for (size_t k = 0; marks[k] != NULL; k++)
			if (memcmp(text.p + i, marks[k], 3) == 0)
				return 3;
	}
	return 0;
}

/* The next byte that terminator() has to look at, or end. */
static uint32_t next_mark(struct dl_str text, uint32_t i, uint32_t end)
{
	for (; end - i >= 8; i += 8) {
		uint64_t w = eight_load(text.p + i);
		uint64_t marks =
		    eight_equal(w, '.') | eight_equal(w, '!') | eight_equal(w, '?') | eight_high(w);
		if (marks != 0)
			return i + eight_first(marks);
	}
	while (i < end && (unsigned char)text.p[i] < 0x80 && terminator(text, i, end) == 0)
		i++;
	return i;
}

/* The last space before the ceiling, else a character's edge. */
static uint32_t cut(struct dl_str text, uint32_t start, uint32_t end)
{
	for (uint32_t i = end; i > start + SENTENCE_MAX / 2; i--)
		if (is_space((unsigned char)text.p[i - 1]))
			return i;
	while (end > start + 1 && is_continuation(text.p[end]))
		end--;
	return end;
}

static uint32_t find_end(
    struct dl_str text, const struct when_list *list, uint32_t expr, struct dl_span rest)
{
	uint32_t end = rest.end - rest.start > SENTENCE_MAX ? rest.start + SENTENCE_MAX : rest.end;
	for (uint32_t i = next_mark(text, rest.start, end); i < end; i = next_mark(text, i, end)) {
		while (expr < list->n && list->v[expr].span.end <= i)
			expr++;
		uint32_t n = terminator(text, i, rest.end);
		if (n == 0) {
			i++;
			continue;
		}
		uint32_t after = skip_closers(text, i + n, rest.end), next = after;
		while (next < rest.end && is_space((unsigned char)text.p[next]))
			next++;
		bool inside = expr < list->n && list->v[expr].span.start <= i &&
			      list->v[expr].span.end > next;
		bool parted = n == 3 || next > after || next == rest.end;
		/* The full stop of "Dec." may be the expression's own or not. */
		bool belongs = expr < list->n && list->v[expr].span.start <= i &&
			       list->v[expr].span.end > i && next < rest.end &&
			       lang_cue_find(list->language, word_after(text, next, rest.end),
				   LANG_CUE_STARTER) == NULL;
		if (parted && !inside && !belongs && may_begin(text, next, rest.end) &&
		    !(text.p[i] == '.' && n == 1 &&
			is_abbreviation(list->language, text, rest.start, i, next, rest.end)))
			return after;
		i = after > i + n ? after : i + n;
	}
	return end == rest.end ? end : cut(text, rest.start, end);
}

bool sentence_next(struct dl_str text, const struct when_list *list, uint32_t *expr,
    struct dl_span *rest, struct dl_span *ret)
{
	while (rest->start < rest->end && is_space((unsigned char)text.p[rest->start]))
		rest->start++;
	while (rest->end > rest->start && is_space((unsigned char)text.p[rest->end - 1]))
		rest->end--;
	if (rest->start == rest->end)
		return false;
	while (*expr < list->n && list->v[*expr].span.end <= rest->start)
		++*expr;
	uint32_t end = find_end(text, list, *expr, *rest);
	*ret = (struct dl_span){rest->start, end};
	while (ret->end > ret->start && is_space((unsigned char)text.p[ret->end - 1]))
		ret->end--;
	rest->start = end;
	return true;
}
