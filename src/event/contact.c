/* SPDX-License-Identifier: MIT */
#include "event/contact.h"

#include <string.h>

#include "base/str.h"

/* Words at the start of a unit in which its label is looked for. */
#define LABEL_WORDS 3
/* Digits of a telephone number, area code or not, and its groups. */
#define PHONE_DIGITS 7
#define PHONE_GROUPS 2
/* Units are looked through this far. */
#define UNIT_WORDS 60

static size_t digits_of(struct dl_str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += is_digit((unsigned char)s.p[i]);
	return n;
}

/* … but not that of a meeting ("Weekly call, Tuesdays 14:00, dial 555-0123"). */
static bool has_phone(const struct words *ws)
{
	size_t digits = 0, groups = 0;
	for (size_t i = 0; i < ws->n && i < UNIT_WORDS; i++)
		if (words_is(ws, i, CUE(NOUN) | CUE(SERIES)))
			return false;
	for (size_t i = 0; i < ws->n && i < UNIT_WORDS; i++) {
		const struct word *x = &ws->v[i];
		if (x->number && !x->time && x->punct == 0) {
			digits += digits_of(words_text(ws, i));
			groups++;
		} else if (x->punct == 0 || strchr("-/+().*", x->punct) == NULL) {
			digits = groups = 0;
		}
		if (digits >= PHONE_DIGITS && groups >= PHONE_GROUPS)
			return true;
	}
	return false;
}

/* "Press office:", "Opening hours" */
static bool has_label(const struct words *ws)
{
	for (size_t i = 0; i < ws->n && i < LABEL_WORDS; i++) {
		const char *value = "";
		size_t n = words_cue(ws, i, LANG_CUE_LABEL, &value);
		if (n == 0 || strcmp(value, "contact") != 0)
			continue;
		/* "Call for papers", "Contact day" go on as something else. */
		return i + n >= ws->n || ws->v[i + n].punct != 0 || ws->v[i + n].time ||
		       ws->v[i + n].number || words_is(ws, i + n, CUE(AUX));
	}
	return false;
}

/* "The museum is open …", "Library opens …": a house does so all the time. */
static bool is_open(const struct words *ws, size_t before)
{
	size_t i = 0;
	while (i < ws->n && words_is(ws, i, CUE(DETERMINER)))
		i++;
	bool house = false;
	const char *value = "";
	for (size_t end = i + LABEL_WORDS; i < end && i < before; i++) {
		if (words_is(ws, i, CUE(VENUE)))
			house = true;
		else if (house && words_is(ws, i, CUE(AUX)))
			continue;
		else if (house && words_cue(ws, i, LANG_CUE_OCCUR, &value) != 0)
			return strcmp(value, "opens") == 0;
	}
	return false;
}

bool contact_hours(const struct work *w, const struct slot *s)
{
	static const uint16_t dated = DL_KNOWN_YEAR | DL_KNOWN_MONTH | DL_KNOWN_DAY;
	const struct words *ws = &w->words;
	const struct when_expr *x = &w->list->v[s->start], *day = &w->list->v[s->day];
	if (((x->known | day->known) & dated) != 0 || ws->n == 0)
		return false;
	bool clock = x->type == WHEN_SET || x->grain >= WHEN_GRAIN_PART ||
		     (x->known & DL_KNOWN_WEEKDAY) != 0;
	if (!clock)
		return false;
	if (has_label(ws) || has_phone(ws))
		return true;
	return x->type == WHEN_SET && is_open(ws, words_at(ws, s->span.start));
}
