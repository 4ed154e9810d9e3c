/* SPDX-License-Identifier: MIT */
#include "event/subject.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/cand.h"
#include "event/clause.h"
#include "event/draft.h"
#include "event/title.h"

/* A name longer than this leaves no room for what it qualifies (characters). */
#define NAME_MAX_CHARS 48
/* A title or heading longer than this is a text (bytes). */
#define TEXT_BYTES 240

/* ---- parts ------------------------------------------------------------------- */

/* Nothing but words that stand over any list ("Programme", "Key dates")? */
static bool is_generic(const struct words *ws, struct range r)
{
	bool any = false;
	for (size_t i = r.first; i < r.end;) {
		size_t n = words_cue(ws, i, LANG_CUE_GENERIC, NULL);
		if (n == 0)
			n = words_cue(ws, i, LANG_CUE_LEAD, NULL);
		if (n == 0 && ws->v[i].punct == 0 && !ws->v[i].number)
			return false;
		any |= n != 0;
		i += n == 0 ? 1 : n;
	}
	return any || r.first == r.end;
}

static bool parts(const struct words *ws, size_t i)
{
	return words_boundary_dash(ws, i) || ws->v[i].punct == ':' || ws->v[i].punct == '|' ||
	       ws->v[i].punct == '*';
}

/* "Delta Days – Programme", "Agenda: Delta Days": the part that names. */
static struct range naming_part(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end; i++) {
		if (!parts(ws, i))
			continue;
		if (is_generic(ws, (struct range){i + 1, r.end}))
			r.end = i;
		else if (is_generic(ws, (struct range){r.first, i}))
			r.first = i + 1;
	}
	/* "Important dates of the Delta Days", "Call for papers – Delta Days" */
	for (size_t n = 1; n != 0 && r.first < r.end; r.first += n) {
		n = words_cue(ws, r.first, LANG_CUE_LEAD, NULL);
		if (n != 0 && r.first + n < r.end && words_is(ws, r.first + n, CUE(PREPOSITION)))
			n++;
		n = r.first + n < r.end ? n : 0;
		bool small = ws->v[r.first].punct != 0 || words_is(ws, r.first, CUE(DETERMINER));
		if (n == 0 && small && ws->v[r.first].punct != '"')
			n = 1;
	}
	return r;
}

static bool has_year(const struct words *ws, struct range r)
{
	for (size_t i = r.first; i < r.end; i++)
		if (ws->v[i].number && ws->v[i].span.end - ws->v[i].span.start == 4)
			return true;
	return false;
}

/* "The Delta Days 2026 schedule": the words that say what is known of it. */
static struct range without_generic(const struct words *ws, struct range r)
{
	while (r.end > r.first + 1 && !ws->v[r.end - 1].capital &&
	       words_is(ws, r.end - 1, CUE(GENERIC)) && !words_is(ws, r.end - 1, CUE(NOUN)))
		r.end--;
	return r;
}

/* The subject of a headline, if it is an event's name. */
static bool headline(const struct words *ws, struct range in, struct range *ret)
{
	struct clause c;
	if (!clause_find(ws, in, &c) || c.subject.first >= c.subject.end || c.pronoun)
		return false;
	struct range r = without_generic(ws, naming_part(ws, c.subject));
	if (r.first >= r.end || !(title_names_event(ws, r) || has_year(ws, r)))
		return false;
	*ret = r;
	return true;
}

/* "Board meetings" → "Board meeting": the last noun of events that is a plural
 * of another, at the end or before a preposition. */
static struct dl_str singular(struct work *w, struct dl_str text)
{
	for (size_t i = 0, end; i < text.n; i = end + 1) {
		end = i + str_find((struct dl_str){text.p + i, text.n - i}, ' ');
		struct dl_str word = {text.p + i, end - i}, rest = {text.p + end, text.n - end};
		struct dl_str next = str_trim(rest);
		next.n = str_find(next, ' ');
		bool last = next.n == 0 ||
			    lang_cue_find(w->words.language, next, LANG_CUE_PREPOSITION) != NULL ||
			    i == 0;
		const struct lang_cue *noun = lang_cue_find(w->words.language, word, LANG_CUE_NOUN);
		bool name = noun != NULL && strcmp(noun->value, "plural") == 0;
		if (!last || name)
			continue;
		struct dl_str one = title_base(w, word, LANG_CUE_NOUN);
		if (one.n == word.n)
			continue;
		return arena_printf(w->arena, "%.*s%.*s%.*s", (int)i, text.p, (int)one.n, one.p,
		    (int)rest.n, rest.n == 0 ? "" : rest.p);
	}
	return text;
}

/* Dates of the document that a title of its own has been written with; the year
 * alone is part of a name. */
#define TITLE_DATES 16
static void mark_dates(const struct work *w, struct words *ws)
{
	for (uint32_t e = 0; e < w->list->n && e < TITLE_DATES; e++) {
		const struct when_expr *x = &w->list->v[e];
		struct dl_str date = str_sub(w->doc->text, x->span);
		if (x->type != WHEN_DATE || x->grain < WHEN_GRAIN_MONTH || x->bare)
			continue;
		for (size_t at = 0; at + date.n <= ws->text.n; at++) {
			if (!str_eq((struct dl_str){ws->text.p + at, date.n}, date))
				continue;
			for (size_t i = words_at(ws, (uint32_t)at);
			     i < ws->n && ws->v[i].span.start < at + date.n; i++)
				ws->v[i].time = true;
		}
	}
}

static struct range without_dates(const struct words *ws, struct range r)
{
	while (r.end > r.first && (ws->v[r.end - 1].time || ws->v[r.end - 1].punct != 0) &&
	       ws->v[r.end - 1].punct != '"' && ws->v[r.end - 1].punct != ')')
		r.end--;
	while (r.first < r.end && (ws->v[r.first].time || ws->v[r.first].punct != 0) &&
	       ws->v[r.first].punct != '"')
		r.first++;
	return r;
}

struct dl_str subject_name(struct work *w, struct dl_str text, bool one)
{
	if (text.n == 0 || text.n > TEXT_BYTES)
		return text;
	struct words ws = {.arena = w->arena, .text = text, .language = w->words.language};
	if (!words_read(&ws, (struct dl_span){0, (uint32_t)text.n}))
		return (struct dl_str){NULL, 0};
	mark_dates(w, &ws);
	struct range all = without_dates(&ws, (struct range){0, ws.n});
	all = naming_part(&ws, all);
	struct range r = all;
	bool found = headline(&ws, all, &r);
	if (!found && r.first >= r.end)
		r = (struct range){0, ws.n};
	struct dl_str s = draft_strip(words_between(&ws, r.first, r.end));
	if (s.n == 0)
		s = text;
	s = title_fit(w, s);
	return one && s.p != NULL ? singular(w, s) : s;
}

bool subject_is_tour(struct dl_str name)
{
	for (struct dl_str rest = name; rest.p != NULL;) {
		const struct lang_cue *cue =
		    lang_cue_find(LANG_ANY, draft_strip(str_split(&rest, ' ')), LANG_CUE_NOUN);
		if (cue != NULL && strcmp(cue->value, "tour") == 0)
			return true;
	}
	return false;
}

/* ---- qualifying ----------------------------------------------------------------- */

/* A word that any event's list of dates has? */
static bool is_bare_word(const struct words *ws, size_t i, size_t *ret_n)
{
	static const enum lang_cue_class classes[] = {LANG_CUE_BARE, LANG_CUE_NOUN,
	    LANG_CUE_GENERIC, LANG_CUE_DEADLINE, LANG_CUE_OCCUR, LANG_CUE_DETERMINER,
	    LANG_CUE_PREPOSITION, LANG_CUE_CONJUNCTION, LANG_CUE_STATUS, LANG_CUE_BREAK,
	    LANG_CUE_QUANTITY, LANG_CUE_AUX};
	*ret_n = 0;
	for (size_t k = 0; k < sizeof(classes) / sizeof(classes[0]); k++) {
		size_t n = words_cue(ws, i, classes[k], NULL);
		*ret_n = n > *ret_n ? n : *ret_n;
	}
	return *ret_n != 0;
}

static bool is_bare(const struct words *ws)
{
	bool any = false;
	for (size_t i = 0, n = 0; i < ws->n; i += n) {
		n = 1;
		if (ws->v[i].punct != 0 || ws->v[i].number || ws->v[i].aside)
			continue;
		if (!is_bare_word(ws, i, &n))
			return false;
		any = true;
	}
	return any;
}

/* Is it of something handed in or sent out ("Author notification")? */
static bool is_paperwork(const struct words *ws)
{
	for (size_t i = 0; i < ws->n; i++) {
		const char *value = "";
		if (words_cue(ws, i, LANG_CUE_BARE, &value) != 0 && strcmp(value, "paper") == 0)
			return true;
		if (words_is(ws, i, CUE(DEADLINE)))
			return true;
	}
	return false;
}

/* May the event's title be taken for any other document's? A session of a
 * programme may: its day says where it belongs. */
static bool wants_subject(const struct cand *c)
{
	bool own_day = c->has_slot && (c->event.known & DL_KNOWN_DAY) != 0;
	return c->merged == NO_CAND && own_day && !c->whole &&
	       c->title_from != TITLE_FROM_DOCUMENT && c->title_from != TITLE_FROM_HEADING &&
	       c->event.title.n != 0 && c->event.rrule.n == 0;
}

/* Has the title nothing that the name has not ("Conference")? */
static bool adds_nothing(struct dl_str title, struct dl_str name)
{
	for (struct dl_str rest = title; rest.p != NULL;) {
		struct dl_str t = str_split(&rest, ' ');
		bool found = false;
		for (size_t i = 0; i + t.n <= name.n && !found; i++)
			found = str_eq_fold((struct dl_str){name.p + i, t.n}, t);
		if (!found)
			return false;
	}
	return true;
}

/* Does the title have the name's words already? */
static bool names_it(struct dl_str title, struct dl_str name)
{
	for (struct dl_str rest = name; rest.p != NULL;) {
		struct dl_str t = str_split(&rest, ' ');
		if (t.n > 3 && lang_cue_find(LANG_ANY, t, LANG_CUE_NOUN) == NULL)
			for (size_t i = 0; i + t.n <= title.n; i++)
				if (str_eq_fold((struct dl_str){title.p + i, t.n}, t))
					return true;
	}
	return false;
}

/* Does the text name one event, so that it can stand before others' titles? */
static bool is_name(struct work *w, struct dl_str text)
{
	struct words ws = {.arena = w->arena, .text = text, .language = w->words.language};
	struct clause c;
	if (text.n == 0 || utf8_count(text) > NAME_MAX_CHARS ||
	    !words_read(&ws, (struct dl_span){0, (uint32_t)text.n}))
		return false;
	struct range all = {0, ws.n};
	return (title_names_event(&ws, all) || has_year(&ws, all)) && !is_bare(&ws) &&
	       !clause_find(&ws, all, &c);
}

/* "delta 2026 conference" → "delta 2026": a kind in small letters after a year. */
static struct dl_str without_kind(struct dl_str s)
{
	size_t i = s.n;
	while (i > 0 && s.p[i - 1] != ' ')
		i--;
	struct dl_str last = {s.p + i, s.n - i};
	bool after_year = i > 4 && is_digit((unsigned char)s.p[i - 2]);
	if (!after_year || last.n == 0 || !is_lower((unsigned char)last.p[0]) ||
	    lang_cue_find(LANG_ANY, last, LANG_CUE_NOUN) == NULL)
		return s;
	s.n = i - 1;
	return s;
}

/* "Workshop on Quiet Machines (WQM 2027)" → "WQM 2027". */
static struct dl_str short_name(struct dl_str s)
{
	size_t open = str_find(s, '(');
	if (open + 3 >= s.n || s.p[s.n - 1] != ')' || !is_upper((unsigned char)s.p[open + 1]) ||
	    !(is_upper((unsigned char)s.p[open + 2]) || is_upper((unsigned char)s.p[open + 3])))
		return s;
	struct dl_str in = {s.p + open + 1, s.n - open - 2};
	return in.n < open && str_find(in, ',') == in.n ? in : s;
}

/* "Webinar: Bees on roofs" → "Bees on roofs", where another colon follows. */
static struct dl_str without_colon(struct dl_str s)
{
	size_t i = str_find(s, ':');
	struct dl_str first = {s.p, i};
	if (i >= s.n || lang_cue_find(LANG_ANY, first, LANG_CUE_NOUN) == NULL)
		return s;
	return str_trim((struct dl_str){s.p + i + 1, s.n - i - 1});
}

/* One title with the name before it, or instead of it. */
static int qualify(struct work *w, struct cand *c, struct dl_str name)
{
	struct words ws = {
	    .arena = w->arena, .text = c->event.title, .language = w->words.language};
	if (!words_read(&ws, (struct dl_span){0, (uint32_t)ws.text.n}))
		return work_nomem(w);
	if (!is_bare(&ws))
		return 0;
	/* Where it takes place was the heading's, or the main event's, to say. */
	bool inherited = (c->event.known & DL_KNOWN_LOCATION) == 0;
	if (inherited && (c->event.precision <= DL_DAY || c->due) && !c->event.has_end &&
	    is_paperwork(&ws)) {
		c->event.location = (struct dl_str){NULL, 0};
		c->event.has_geo = false;
	}
	if (name.n == 0)
		return 0;
	struct dl_str first = short_name(without_colon(without_kind(name))), title = c->event.title;
	if (adds_nothing(title, name))
		c->event.title = name;
	else if (!names_it(title, first) && utf8_count(first) + utf8_count(title) + 2 <= TITLE_MAX)
		c->event.title = arena_printf(
		    w->arena, "%.*s: %.*s", (int)first.n, first.p, (int)title.n, title.p);
	if (c->event.title.p == NULL)
		return work_nomem(w);
	cand_rule(c, "title.subject");
	return 0;
}

int subject_qualify(struct work *w)
{
	struct dl_str own = w->headed && is_name(w, w->subject) ? w->subject : STR("");
	uint32_t parent = NO_CAND; /* of the one before, whose name is known */
	bool named = false;
	for (size_t i = 0; i < w->n; i++) {
		struct cand *c = &w->cands[i];
		if (!wants_subject(c))
			continue;
		if (c->parent != NO_CAND && c->parent != parent) {
			parent = c->parent;
			named = is_name(w, w->cands[parent].event.title);
		}
		struct dl_str name =
		    c->parent != NO_CAND && named ? w->cands[parent].event.title : own;
		if (qualify(w, c, name) < 0)
			return -1;
	}
	return 0;
}
