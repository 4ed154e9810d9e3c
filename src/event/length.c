/* SPDX-License-Identifier: MIT */
#include "event/length.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/slot.h"
#include "when/civil.h"

/* Expressions between a slot and its length. */
#define LENGTH_NEAR 3
/* Longer things have an end that is told: a month of days, three days of hours. */
#define DAYS_MAX    31
#define MINUTES_MAX (72 * 60)

struct length {
	int days, minutes; /* one of them is 0 */
};

/* "P2D", "P3W", "PT90M", "PT1H30M" of a TIMEX3 value. */
static bool read_value(const char *v, struct length *ret)
{
	struct length l = {0, 0};
	bool clock = false;
	if (*v++ != 'P')
		return false;
	while (*v != '\0') {
		int n = 0;
		if (*v == 'T' && !clock) {
			clock = true;
			v++;
			continue;
		}
		if (!is_digit((unsigned char)*v))
			return false;
		while (is_digit((unsigned char)*v) && n < 10000)
			n = n * 10 + (*v++ - '0');
		if (*v == 'D' && !clock)
			l.days += n;
		else if (*v == 'W' && !clock)
			l.days += 7 * n;
		else if (*v == 'H' && clock)
			l.minutes += 60 * n;
		else if (*v == 'M' && clock)
			l.minutes += n;
		else
			return false;
		v++;
	}
	*ret = l;
	return (l.days == 0) != (l.minutes == 0) && l.days <= DAYS_MAX && l.minutes <= MINUTES_MAX;
}

static bool is_sign(const struct words *ws, size_t i, const char *signs)
{
	return i < ws->n && ws->v[i].punct != 0 && strchr(signs, ws->v[i].punct) != NULL;
}

/* The word before i that is no article. */
static size_t word_before(const struct words *ws, size_t i)
{
	while (i > 0 && words_is(ws, i - 1, CUE(DETERMINER)))
		i--;
	return i;
}

/* "a two-day | workshop", "90-minute walk": one word for how long it is, before
 * a noun, and no stretch before or after which something is ("after a two-day
 * strike"). */
static bool is_adjective(const struct words *ws, struct dl_str text, size_t first, size_t end)
{
	size_t i = word_before(ws, first);
	bool hyphen = str_find(text, '-') < text.n;
	if (!hyphen || end >= ws->n || ws->v[end].punct != 0 || ws->v[end].time)
		return false;
	return i == 0 || !words_is(ws, i - 1, CUE(PREPOSITION) | CUE(SUBORDINATE) | CUE(GENITIVE));
}

/* "(45 min)", ", 90 minutes" at the end. */
static bool is_note(const struct words *ws, size_t first, size_t end)
{
	if (first > 0 && is_sign(ws, first - 1, "(["))
		return is_sign(ws, end, ")]");
	bool last = end >= ws->n || is_sign(ws, end, ".;)") || end == ws->n;
	return last && first > 0 && is_sign(ws, first - 1, ",-:|") && !ws->v[first - 1].aside;
}

/* "lasts | two hours", "for | about 90 minutes" right behind the time. */
static bool is_said(const struct work *w, const struct cand *c, size_t first, size_t end)
{
	const struct words *ws = &w->words;
	size_t i = word_before(ws, first);
	const char *value = "";
	if (words_is(ws, end, CUE(SEQUEL))) /* "takes place a week after" */
		return false;
	for (int k = 0; k < 2 && i > 0; k++, i--) {
		if (words_cue(ws, i - 1, LANG_CUE_LASTING, &value) == 0) {
			if (words_is(ws, i - 1, CUE(QUANTITY))) /* lasts about */
				continue;
			return false;
		}
		if (strcmp(value, "verb") == 0)
			return true;
		size_t slot = slot_word_end(w, &c->slot);
		return slot <= i && i <= slot + 2; /* "at 3 pm for two hours" */
	}
	return false;
}

static bool is_length(const struct work *w, const struct cand *c, uint32_t e, struct length *ret)
{
	const struct words *ws = &w->words;
	const struct when_expr *x = &w->list->v[e];
	if (x->type != WHEN_DURATION || w->owners[e] != NO_CAND || !read_value(x->value, ret))
		return false;
	size_t first = words_at(ws, x->span.start), end = words_at(ws, x->span.end);
	if (first >= ws->n || end <= first)
		return false;
	return is_adjective(ws, str_sub(ws->text, x->span), first, end) ||
	       is_note(ws, first, end) || is_said(w, c, first, end);
}

static bool set_end(struct cand *c, struct length l)
{
	struct dl_event *ev = &c->event;
	if (l.days > 1 && ev->precision == DL_DAY)
		ev->end = civil_add_days(ev->start, l.days);
	else if (l.minutes > 0 && ev->precision == DL_MINUTE)
		ev->end = civil_add_minutes(ev->start, l.minutes);
	else
		return false;
	ev->has_end = true;
	ev->known |= DL_KNOWN_END;
	cand_rule(c, "end.length");
	return true;
}

/* "Bread talk (45 min)": the note is no part of the title. */
static void trim_title(const struct work *w, struct cand *c, uint32_t e)
{
	const struct words *ws = &w->words;
	const struct dl_span s = w->list->v[e].span;
	size_t first = words_at(ws, s.start), end = words_at(ws, s.end);
	bool bracket = first > 0 && is_sign(ws, first - 1, "([") && is_sign(ws, end, ")]");
	struct dl_str note =
	    bracket ? words_between(ws, first - 1, end + 1) : words_between(ws, first, end);
	struct dl_str title = c->event.title;
	if (!is_note(ws, first, end) || !str_ends(title, note) || title.n <= note.n)
		return;
	title.n -= note.n;
	while (title.n != 0 && strchr(" ,-:|", title.p[title.n - 1]) != NULL)
		title.n--;
	if (title.n != 0)
		c->event.title = title;
}

void length_apply(struct work *w, struct cand *c)
{
	const struct dl_event *ev = &c->event;
	struct length l;
	if (!ev->has_start || ev->has_end || c->slot.first >= w->list->n)
		return;
	for (uint32_t e = c->slot.last + 1; e < w->list->n && e <= c->slot.last + LENGTH_NEAR;
	     e++) {
		const struct when_expr *x = &w->list->v[e];
		if (x->type != WHEN_DURATION || x->span.end > c->span.end)
			break;
		if (is_length(w, c, e, &l) && set_end(c, l)) {
			trim_title(w, c, e);
			return;
		}
	}
	for (uint32_t k = 1; k <= LENGTH_NEAR && k <= c->slot.first; k++) {
		uint32_t e = c->slot.first - k;
		const struct when_expr *x = &w->list->v[e];
		if (x->type != WHEN_DURATION || x->span.start < c->span.start)
			break;
		if (is_length(w, c, e, &l) && set_end(c, l))
			return;
	}
}
