/* SPDX-License-Identifier: MIT */
/* Event or background. The rules are tried in the order of the list at the
 * end of this file; the first that has something to say decides. Each reason
 * is printed by `dateline explain`, so its name must speak for itself. */
#include "event/decide.h"

#include <string.h>

#include "base/str.h"
#include "event/byline.h"
#include "event/cand.h"
#include "event/force.h"
#include "event/slot.h"
#include "when/civil.h"

/* News tells of the last days; what lies further back is history told in
 * passing, unless the document opens with it. */
#define NEWS_DAYS      3
#define LEAD_DAYS      31
#define LEAD_SENTENCES 2
/* Words on each side of a date in which a cue is about that date. */
#define NEAR_WORDS 6

static const struct when_expr *expr(const struct work *w, const struct scene *s)
{
	return &w->list->v[s->slot->start];
}

/* Is there a cue within n words before the slot, in its clause? */
static bool cue_before(const struct work *w, const struct scene *s, uint64_t classes, size_t n)
{
	for (size_t i = s->first, k = 0; i > s->part.first && k < n; k++) {
		i--;
		if (words_is(&w->words, i, classes) && !w->words.v[i].time)
			return true;
	}
	return false;
}

static bool cue_after(const struct work *w, const struct scene *s, uint64_t classes, size_t n)
{
	for (size_t i = s->end, k = 0; i < s->part.end && k < n; i++, k++)
		if (words_is(&w->words, i, classes) && !w->words.v[i].time)
			return true;
	return false;
}

static bool cue_anywhere(const struct work *w, struct range r, uint64_t classes)
{
	for (size_t i = r.first; i < r.end; i++)
		if (words_is(&w->words, i, classes) && !w->words.v[i].time)
			return true;
	return false;
}

static int64_t day_number(struct dl_civil c)
{
	return civil_days(c);
}

/* "No meeting on …", "there will be no call on …", "we will not meet on …". */
bool decide_none(const struct work *w, const struct scene *s)
{
	const struct words *ws = &w->words;
	const uint64_t happens = CUE(HELD) | CUE(OCCUR) | CUE(STAGE);
	if (s->has_clause && s->clause.negated && s->clause.tense != TENSE_PAST)
		return words_is(ws, s->clause.main, happens) ||
		       words_is(ws, s->clause.main, CUE(SERIES));
	for (size_t i = s->first, k = 0; i > s->part.first && k < NEAR_WORDS; k++) {
		i--;
		const char *value = "";
		if (ws->v[i].punct == '.' || ws->v[i].punct == ':')
			return false;
		if (words_cue(ws, i, LANG_CUE_SERIES, &value) == 0 || ws->v[i].time ||
		    strcmp(value, "none") != 0)
			continue;
		for (size_t n = i + 1; n < s->first && n < i + 5; n++)
			if (words_is(ws, n, CUE(NOUN)) || words_is(ws, n, CUE(SERIES)))
				return !words_is(ws, n, CUE(PREPOSITION));
		return false;
	}
	return false;
}

bool decide_anchor(const struct work *w, struct dl_civil *ret)
{
	if (w->dated && !(w->minutes && w->has_story))
		*ret = w->list->reference;
	else if (w->has_story)
		*ret = w->story;
	return w->dated || w->has_story;
}

/* Days from the anchor to the slot; false: unknown. */
static bool days_after(const struct work *w, const struct scene *s, int64_t *ret)
{
	struct dl_civil anchor;
	const struct when_expr *x = expr(w, s);
	if (!decide_anchor(w, &anchor) || !x->has_from)
		return false;
	*ret = day_number(s->slot->moved ? s->slot->on : x->from) - day_number(anchor);
	return true;
}

static bool is_future(const struct work *w, const struct scene *s)
{
	int64_t days = 0;
	if (s->has_clause && s->clause.tense == TENSE_FUTURE)
		return true;
	return days_after(w, s, &days) && days > 0 &&
	       !(s->has_clause && s->clause.tense == TENSE_PAST && !s->clause.passive);
}

/* ---- rules: NULL when they have nothing to say ----------------------------- */

static const char *section(const struct work *w, const struct scene *s)
{
	(void)s;
	return force_is_background(w) ? "background.section" : NULL;
}

static const char *itself(const struct work *w, const struct scene *s)
{
	return cand_refuse(w, s->slot);
}

/* "Act of 1 May 2012", "letter of 13 May": the date belongs to a noun. */
static const char *attribute(const struct work *w, const struct scene *s)
{
	const struct when_expr *x = expr(w, s);
	if (x->lead == WHEN_LEAD_OF && s->first > s->part.first)
		return "background.attribute";
	bool coarse = x->grain <= WHEN_GRAIN_MONTH;
	if (coarse && (cue_before(w, s, CUE(LAW), 2) || cue_after(w, s, CUE(LAW), 2)))
		return "background.law";
	return NULL;
}

/* "This policy was adopted on …": the document speaks of itself. */
static bool speaks_of_itself(const struct work *w, const struct scene *s)
{
	const struct words *ws = &w->words;
	size_t i = s->clause.subject.first;
	bool this = i > 0 && words_is(ws, i - 1, CUE(DEICTIC));
	if (s->has_clause && i < s->clause.subject.end && words_is(ws, i, CUE(DEICTIC))) {
		this = true;
		i++;
	}
	return this && words_is(ws, i, CUE(DOCUMENT));
}

static const char *stamp(const struct work *w, const struct scene *s)
{
	if (s->has_clause && speaks_of_itself(w, s))
		return "background.stamp";
	/* "Last updated on …", "3 May 2026 Posted in News": whatever verb that is. */
	for (size_t i = s->all.first; i < s->all.end && i < s->all.first + 2; i++) {
		size_t n = words_cue(&w->words, i, LANG_CUE_STAMP, NULL);
		/* "As adopted on … and amended on … and …": all of them */
		bool all = n > 1 && i == s->all.first;
		if (n != 0 && s->first > i && (all || s->first < i + 5))
			return "background.stamp";
	}
	if (s->initial && words_is(&w->words, s->end, CUE(STAMP)))
		return "background.stamp";
	if (s->has_clause || s->entry)
		return NULL;
	if (byline_is(w, s->slot))
		return "background.stamp";
	return cue_before(w, s, CUE(STAMP), 4) || (s->initial && cue_after(w, s, CUE(STAMP), 3))
		   ? "background.stamp"
		   : NULL;
}

static const char *anniversary(const struct work *w, const struct scene *s)
{
	if (is_future(w, s) || expr(w, s)->grain >= WHEN_GRAIN_DAY)
		return NULL;
	return cue_before(w, s, CUE(ANNIVERSARY), NEAR_WORDS) ||
		       cue_after(w, s, CUE(ANNIVERSARY), NEAR_WORDS)
		   ? "background.anniversary"
		   : NULL;
}

static const char *superseded(const struct work *w, const struct scene *s)
{
	if (cue_before(w, s, CUE(SUPERSEDED), 4))
		return "background.superseded";
	/* "moved from 3 May to 10 May": the first of the two is over. */
	const char *status = cand_status(&w->words, s->part);
	bool moved = status != NULL && strcmp(status, "moved") == 0;
	return moved && expr(w, s)->lead == WHEN_LEAD_FROM ? "background.superseded" : NULL;
}

/* "The minister said on Monday that …": the date of the saying. */
static const char *speech(const struct work *w, const struct scene *s)
{
	const struct words *ws = &w->words;
	for (size_t i = s->first, k = 0; i > s->part.first && k < 3; k++) {
		i--;
		if (ws->v[i].punct != 0)
			break;
		bool active = i == 0 || !words_is(ws, i - 1, CUE(AUX));
		if (words_is(ws, i, CUE(REPORT)) && !ws->v[i].time && active)
			return "background.speech";
	}
	if (!s->has_clause)
		return NULL;
	/* "The line today announced that its night train will start …" */
	size_t i = s->clause.verb.end;
	while (i < s->part.end && ws->v[i].time)
		i++;
	bool said = s->clause.kind == CLAUSE_VERB && !s->clause.passive &&
		    words_is(ws, i, CUE(COMPLEMENT)) && s->first < i;
	return said || s->clause.kind == CLAUSE_REPORT ? "background.speech" : NULL;
}

/* "Friday's decision": the date of a thing, unless the thing is an event. */
static const char *possessive(const struct work *w, const struct scene *s)
{
	const struct words *ws = &w->words;
	struct dl_str rest = {ws->text.p + s->slot->span.end, ws->text.n - s->slot->span.end};
	bool owned = str_starts(rest, STR("'s")) || str_starts(rest, STR("\xE2\x80\x99s"));
	if (!owned)
		return NULL;
	return cue_after(w, s, CUE(NOUN), 3) ? NULL : "background.attribute";
}

/* "24 days after the council knew": counted from something that has no date here. */
static const char *relative(const struct work *w, const struct scene *s)
{
	const struct words *ws = &w->words;
	const struct when_expr *x = expr(w, s);
	bool follows = words_is(ws, s->end, CUE(SEQUEL)) ||
		       (s->end > 0 && words_is(ws, s->end - 1, CUE(SEQUEL)));
	/* "one hour later": than what, if no hour was told? */
	bool hourless = x->known == 0 && grain_is_clock(x->grain) && x->antecedent != WHEN_NONE &&
			!grain_is_clock(w->list->v[x->antecedent].grain);
	return (x->known == 0 && follows) || hourless ? "background.relative" : NULL;
}

static const char *recurring(const struct work *w, const struct scene *s)
{
	const struct when_expr *x = expr(w, s);
	if (s->slot->paired)
		return "event.recurring";
	if (x->type != WHEN_SET)
		return NULL;
	bool placed = strstr(x->rrule, "BYDAY") != NULL || strstr(x->rrule, "BYMONTH") != NULL ||
		      x->has_clock;
	return placed ? "event.recurring" : "background.set";
}

/* Does the clause begin with a verb: "Sign up on the wiki before …"? */
static bool asks(const struct work *w, const struct scene *s)
{
	size_t i = s->part.first;
	while (i < s->first && (words_is(&w->words, i, CUE(OPENER)) || w->words.v[i].punct != 0))
		i++;
	return i < s->first && words_is(&w->words, i, CUE(BASE) | CUE(DEADLINE));
}

static const char *deadline(const struct work *w, const struct scene *s)
{
	const struct when_expr *x = expr(w, s);
	if (x->grain < WHEN_GRAIN_DAY)
		return NULL;
	/* "Questions can be sent until …" */
	bool told = s->has_clause && s->clause.tense == TENSE_PAST && !s->clause.passive;
	if (x->lead == WHEN_LEAD_UNTIL && s->has_clause && s->clause.passive &&
	    s->clause.tense == TENSE_FUTURE)
		return "event.deadline";
	/* "Schools can apply until …", "Motions must reach the clerk by …" */
	bool last = x->lead == WHEN_LEAD_BEFORE || x->lead == WHEN_LEAD_UNTIL;
	if ((last || x->lead == WHEN_LEAD_BY) && s->has_clause && s->clause.asked &&
	    !s->clause.negated)
		return "event.deadline";
	/* "Please sign up by …", "Sign up before …" */
	if (!s->has_clause && !s->initial && (x->lead == WHEN_LEAD_BY || (last && asks(w, s))))
		return "event.deadline";
	/* "postponed until tomorrow" is no last day. */
	const char *status = cand_status(&w->words, s->part);
	if (!cue_anywhere(w, s->part, CUE(DEADLINE)) ||
	    (status != NULL && strcmp(status, "moved") == 0))
		return NULL;
	bool lead =
	    x->lead == WHEN_LEAD_BY || x->lead == WHEN_LEAD_UNTIL || x->lead == WHEN_LEAD_BEFORE;
	return lead || (!told && (cue_before(w, s, CUE(DEADLINE), 8) ||
				     cue_after(w, s, CUE(DEADLINE), 4)))
		   ? "event.deadline"
		   : NULL;
}

/* Years, decades, quarters in running text count or compare; they are no
 * entries of a calendar unless the text is a chronicle. */
static const char *coarse(const struct work *w, const struct scene *s)
{
	const struct when_expr *x = expr(w, s);
	if (x->grain >= WHEN_GRAIN_WEEKEND)
		return NULL;
	if (cue_anywhere(w, s->part, CUE(STATISTIC)))
		return "background.statistic";
	if (s->initial && (w->chronicle || s->entry) && s->has_clause &&
	    x->grain != WHEN_GRAIN_WEEK)
		return "event.chronicle";
	if (x->grain <= WHEN_GRAIN_YEAR)
		return "background.year";
	if (x->grain == WHEN_GRAIN_WEEK || x->grain == WHEN_GRAIN_QUARTER ||
	    x->grain == WHEN_GRAIN_HALF)
		return "background.period";
	/* "this month" alone is when, not what. */
	bool named = (x->known & (DL_KNOWN_MONTH | DL_KNOWN_YEAR)) != 0;
	return named && is_future(w, s) && s->has_clause ? "event.future" : "background.period";
}

static const char *history(const struct work *w, const struct scene *s)
{
	if (w->minutes && w->has_story && expr(w, s)->has_from && expr(w, s)->type != WHEN_SET &&
	    day_number(expr(w, s)->from) < day_number(w->story))
		return "background.history";
	if (s->entry)
		return NULL;
	int64_t days = 0;
	bool past = !s->has_clause || s->clause.tense != TENSE_FUTURE;
	if (past && cue_before(w, s, CUE(HISTORY), 3))
		return "background.history";
	if (!days_after(w, s, &days) || days >= -NEWS_DAYS)
		return NULL;
	if (w->has_story && day_number(w->story) == day_number(expr(w, s)->from))
		return NULL;
	bool lead = w->sentences < LEAD_SENTENCES && days >= -LEAD_DAYS;
	return lead ? NULL : "background.history";
}

static const char *negated(const struct work *w, const struct scene *s)
{
	const char *status = cand_status(&w->words, s->part);
	bool cancelled = status != NULL && strcmp(status, "cancelled") == 0;
	return s->has_clause && s->clause.negated && !cancelled ? "background.negated" : NULL;
}

static const char *unclear(const struct work *w, const struct scene *s)
{
	/* "Join today": a day that is only pointed at, and nothing that happens. */
	if (expr(w, s)->known == 0 && !s->has_clause && !cue_anywhere(w, s->part, CUE(NOUN)))
		return "background.unclear";
	if (!s->has_clause && s->slot->first != s->slot->last &&
	    cue_anywhere(w, s->part, CUE(STATISTIC)))
		return "background.statistic";
	/* A date in brackets after a name: a life, a source. */
	bool aside = s->first < w->words.n && w->words.v[s->first].aside;
	if (aside && expr(w, s)->grain < WHEN_GRAIN_DAY)
		return "background.citation";
	return NULL;
}

static const char *event(const struct work *w, const struct scene *s)
{
	if (is_future(w, s))
		return "event.future";
	if (s->has_clause)
		return "event.reported";
	int64_t days = 0;
	struct dl_civil anchor;
	bool told = !decide_anchor(w, &anchor) || (days_after(w, s, &days) && days >= 0);
	if (s->entry || told || cue_anywhere(w, s->part, CUE(NOUN)))
		return "event.mentioned";
	return "background.unclear";
}

const char *decide(const struct work *w, const struct scene *s)
{
	static const char *(*const rules[])(const struct work *, const struct scene *) = {section,
	    itself, recurring, attribute, possessive, relative, superseded, negated, stamp,
	    deadline, anniversary, speech, coarse, history, unclear, event};
	const char *reason = NULL;
	for (size_t i = 0; reason == NULL && i < sizeof(rules) / sizeof(rules[0]); i++)
		reason = rules[i](w, s);
	return reason;
}
