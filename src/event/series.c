/* SPDX-License-Identifier: MIT */
#include "event/series.h"

#include <string.h>

#include "base/str.h"
#include "event/series_rule.h"
#include "event/slot.h"
#include "lang/lang.h"
#include "when/civil.h"

/* Bytes between a repetition and what tells more of it ("; the next one is on "). */
#define APART 40
/* A summer is left out, not a decade (days); and days of one series. */
#define EXCEPT_DAYS 400
#define EXCEPT_MAX  64

enum role { ROLE_NONE, ROLE_FIRST, ROLE_EXCEPT };

static const struct when_expr *expr(const struct work *w, uint32_t i)
{
	return &w->list->v[i];
}

/* What the words before an expression say of it: "next on", "(no meetings in". */
static enum role gap_role(const struct work *w, uint32_t from, uint32_t to)
{
	enum role role = ROLE_NONE;
	if (to <= from || to - from > APART)
		return ROLE_NONE;
	struct dl_str rest = str_sub(w->doc->text, (struct dl_span){from, to});
	while (rest.n != 0) {
		size_t n = 0;
		while (n < rest.n && (is_alpha((unsigned char)rest.p[n]) || rest.p[n] == '-'))
			n++;
		struct dl_str word = {rest.p, n};
		const struct lang_cue *cue =
		    lang_cue_find(w->words.language, word, LANG_CUE_SERIES);
		if (cue != NULL && strcmp(cue->value, "first") == 0)
			role = ROLE_FIRST;
		else if (cue != NULL && strcmp(cue->value, "same") != 0)
			role = ROLE_EXCEPT;
		else if (n > 1 && cue == NULL &&
			 !(role == ROLE_EXCEPT &&
			     lang_cue_find(w->words.language, word, LANG_CUE_NOUN) != NULL))
			return ROLE_NONE;
		n += n == 0;
		rest.p += n;
		rest.n -= n;
	}
	return role;
}

/* The role of an expression behind the set; a list shares that of its first. */
static enum role role_of(const struct work *w, uint32_t set, uint32_t e)
{
	const struct when_expr *x = expr(w, e);
	if (x->set == set && x->bound != WHEN_BOUND_NONE)
		return x->bound == WHEN_BOUND_EXCEPT ? ROLE_EXCEPT
		       : x->bound == WHEN_BOUND_FROM ? ROLE_FIRST
						     : ROLE_NONE;
	for (uint32_t k = e; k > set + 1 && expr(w, k - 1)->list_next == k;)
		e = --k;
	return e == 0 ? ROLE_NONE : gap_role(w, expr(w, e - 1)->span.end, expr(w, e)->span.start);
}

size_t series_parted(const struct work *w, uint32_t from, uint32_t to)
{
	struct dl_str rest = str_sub(w->doc->text, (struct dl_span){from, to});
	size_t words = 0;
	while (rest.n != 0) {
		size_t n = 0;
		while (n < rest.n &&
		       (is_alpha((unsigned char)rest.p[n]) || (n != 0 && rest.p[n] == '-')))
			n++;
		struct dl_str word = {rest.p, n};
		words += n > 1 &&
			 lang_cue_find(w->words.language, word, LANG_CUE_PREPOSITION) == NULL &&
			 lang_cue_find(w->words.language, word, LANG_CUE_DETERMINER) == NULL &&
			 lang_cue_find(w->words.language, word, LANG_CUE_CONJUNCTION) == NULL;
		n += n == 0;
		rest.p += n;
		rest.n -= n;
	}
	return words;
}

struct dl_civil series_year(const struct when_expr *x, struct dl_str rule)
{
	if ((x->known & DL_KNOWN_YEAR) != 0 || x->grain < WHEN_GRAIN_DAY || rule_on(rule, x->from))
		return x->from;
	struct dl_civil before = civil_add_months(x->from, -12);
	return rule_on(rule, before) ? before : x->from;
}

static bool is_bare_clock(const struct when_expr *x)
{
	return x->type == WHEN_TIME && (x->known & (DL_KNOWN_DAY | DL_KNOWN_WEEKDAY)) == 0 &&
	       grain_is_clock(x->grain);
}

/* Is there no more than a comma, a bracket or a little word between the two? */
#define JOIN_MAX 12
static bool adjoins(const struct work *w, const struct slot *a, const struct slot *b)
{
	uint32_t from = a->span.end, to = b->span.start;
	if (to < from || to - from > JOIN_MAX)
		return false;
	struct dl_str gap = str_sub(w->doc->text, (struct dl_span){from, to});
	for (size_t i = 0; i < gap.n; i++)
		if (strchr(";|\t.", gap.p[i]) != NULL)
			return false;
	/* "Daily stand-up: 9:45" is called so. */
	return strstr(expr(w, a->start)->rrule, "BY") != NULL || series_parted(w, from, to) == 0;
}

/* "ten weeks" right behind it, not "for ten weeks now". */
static bool is_length(const struct work *w, const struct slot *a, const struct slot *b)
{
	const struct when_expr *y = expr(w, b->start);
	return y->type == WHEN_DURATION && y->value[0] == 'P' &&
	       is_digit((unsigned char)y->value[1]) && adjoins(w, a, b) &&
	       b->span.start - a->span.end <= 3;
}

/* "Tuesdays 18:00 | – | 19:30, starting 8 September": the end of the hours, read
 * on the first day. */
static bool is_end_and_first(const struct work *w, uint32_t set, uint32_t e)
{
	const struct when_expr *x = expr(w, set), *y = expr(w, e);
	if (!x->has_clock || !grain_is_clock(y->grain) || y->type != WHEN_TIME || !y->has_from ||
	    (y->known & DL_KNOWN_DAY) == 0 || y->span.start < x->span.end ||
	    y->span.start - x->span.end > 5)
		return false;
	struct dl_str gap =
	    str_trim(str_sub(w->doc->text, (struct dl_span){x->span.end, y->span.start}));
	return str_eq(gap, STR("-")) || str_eq(gap, STR("\xE2\x80\x93")) || str_eq(gap, STR("to"));
}

bool series_takes(const struct work *w, const struct slot *a, const struct slot *b)
{
	const struct when_expr *x = expr(w, a->start), *y = expr(w, b->start);
	if (x->type != WHEN_SET || x->rrule[0] == '\0')
		return false;
	if (y->set == a->start && y->bound != WHEN_BOUND_NONE)
		return true;
	if (y->type == WHEN_SET)
		return !y->has_clock && b->span.start - a->span.end <= 24;
	if (is_length(w, a, b))
		return true;
	if (is_bare_clock(y))
		return !x->has_clock && adjoins(w, a, b);
	if (is_end_and_first(w, a->start, b->start))
		return true;
	if (y->type == WHEN_DATE && y->grain == WHEN_GRAIN_MONTH)
		/* "every first Sunday | of the month", "every Tuesday | in May" */
		return (b->span.start - a->span.end <= 4 &&
			   (y->known == 0 || y->lead == WHEN_LEAD_AT)) ||
		       role_of(w, a->start, b->start) == ROLE_EXCEPT;
	if (y->type == WHEN_DATE && y->grain == WHEN_GRAIN_DAY && b->end != WHEN_NONE &&
	    b->span.start - a->span.end <= 24)
		return true;
	return y->grain >= WHEN_GRAIN_DAY && y->has_from &&
	       role_of(w, a->start, b->start) != ROLE_NONE;
}

/* ---- the rule ------------------------------------------------------------------ */

static struct dl_str rule_part(const char *rule, const char *name)
{
	const char *at = strstr(rule, name);
	if (at == NULL)
		return (struct dl_str){NULL, 0};
	return (struct dl_str){at, strcspn(at, ";")};
}

/* A rule for an event that says its clock itself, and its bounds by a COUNT: no
 * BYHOUR of one hour, no UNTIL. */
static struct dl_str event_rule(struct work *w, const char *rule)
{
	const char *hour = strstr(rule, ";BYHOUR="), *until = strstr(rule, ";UNTIL=");
	size_t n = until != NULL ? (size_t)(until - rule) : strlen(rule);
	if (hour == NULL || memchr(hour, ',', strcspn(hour + 1, ";")) != NULL)
		return arena_str(w->arena, (struct dl_str){rule, n});
	size_t core = (size_t)(hour - rule);
	size_t rest = core + strcspn(hour, "M"); /* of ";BYMINUTE=", which follows */
	rest += strcspn(rule + rest, ";");
	if (rest > n)
		rest = n;
	return arena_printf(w->arena, "%.*s%.*s", (int)core, rule, (int)(n - rest), rule + rest);
}

/* How often from the second, which weekday from the first unless the second
 * says it better ("first Monday"). */
static struct dl_str joined_rule(struct work *w, const char *first, const char *second)
{
	struct dl_str day = rule_part(first, "BYDAY=");
	if (*second == '\0' || rule_part(second, "BYDAY=").n != 0 || day.n == 0)
		return event_rule(w, *second == '\0' ? first : second);
	return arena_printf(w->arena, "%s;%.*s", second, (int)day.n, day.p);
}

/* ---- reading -------------------------------------------------------------------- */

struct series {
	struct dl_str rule;
	bool has_first, exact; /* exact: the day of the next one itself */
	bool has_last, has_clock, has_until;
	struct dl_civil first, last, clock, until;
	int count;
};

/* "T14:30" of a TIMEX3 value. */
static bool clock_of(const struct when_expr *x, struct dl_civil *ret)
{
	const char *t = strchr(x->value, 'T');
	if (x->has_from && grain_is_clock(x->grain)) {
		*ret = x->from;
		return true;
	}
	if (t == NULL || strlen(t) < 3 || !is_digit((unsigned char)t[1]) ||
	    !is_digit((unsigned char)t[2]))
		return false;
	bool minutes =
	    t[3] == ':' && is_digit((unsigned char)t[4]) && is_digit((unsigned char)t[5]);
	*ret = (struct dl_civil){.hour = (uint8_t)((t[1] - '0') * 10 + (t[2] - '0')),
	    .minute = (uint8_t)(minutes ? (t[4] - '0') * 10 + (t[5] - '0') : 0)};
	return ret->hour < 24 && ret->minute < 60;
}

static void take_clock(struct series *r, const struct work *w, uint32_t e)
{
	const struct when_expr *x = expr(w, e);
	struct dl_civil clock;
	if (!grain_is_clock(x->grain) || !clock_of(x, &clock))
		return;
	if (!r->has_clock) {
		r->clock = clock;
		r->has_clock = true;
	}
	if (!r->has_until && x->range_end != WHEN_NONE && x->range_end < w->list->n)
		r->has_until = grain_is_clock(expr(w, x->range_end)->grain) &&
			       clock_of(expr(w, x->range_end), &r->until);
}

static void take_first(struct series *r, struct dl_civil day, bool exact)
{
	if (r->has_first)
		return;
	r->has_first = true;
	r->exact = exact;
	r->first = day;
}

static struct dl_civil last_of(const struct when_expr *x)
{
	return x->has_to && !grain_is_clock(x->grain) ? civil_add_days(x->to, -1) : x->from;
}

static struct dl_civil last_of_day(const struct when_expr *x, struct dl_civil from)
{
	return x->grain >= WHEN_GRAIN_DAY ? from : last_of(x);
}

static void take_last(struct series *r, const struct when_expr *x)
{
	if (r->has_last || (!x->has_to && !x->has_from))
		return;
	r->has_last = true;
	r->last = last_of(x);
}

static void take_length(struct series *r, const char *value)
{
	int n = 0, i = 1;
	for (; is_digit((unsigned char)value[i]) && n < 1000; i++)
		n = n * 10 + (value[i] - '0');
	bool weeks = value[i] == 'W' && str_starts(r->rule, STR("FREQ=WEEKLY"));
	bool months = value[i] == 'M' && str_starts(r->rule, STR("FREQ=MONTHLY"));
	if ((weeks || months) && n >= rule_interval(r->rule))
		r->count = n / rule_interval(r->rule);
}

/* One expression beside the repetition. */
static void take(struct series *r, const struct work *w, uint32_t set, uint32_t e)
{
	const struct when_expr *x = expr(w, e);
	bool end = e > 0 && (expr(w, e - 1)->range_end == e ||
				(e == set + 1 && is_end_and_first(w, set, e)));
	enum role role = role_of(w, set, e);
	if (x->type == WHEN_SET)
		return;
	if (x->type == WHEN_DURATION) {
		take_length(r, x->value);
		return;
	}
	if (end && expr(w, e - 1)->type != WHEN_SET) {
		/* "24 June, 18:00": the end of the days, with the hour of each. */
		if (!grain_is_clock(expr(w, e - 1)->grain) || (x->known & DL_KNOWN_DAY) != 0)
			take_clock(r, w, e);
		return;
	}
	if (end) { /* "Tuesdays 18:00 – 19:30, starting 8 September" */
		r->has_until = clock_of(x, &r->until);
		if ((x->known & DL_KNOWN_DAY) != 0 && x->has_from)
			take_first(r, x->from, false);
		return;
	}
	take_clock(r, w, e);
	if (is_bare_clock(x) || role == ROLE_EXCEPT || !x->has_from ||
	    (x->grain == WHEN_GRAIN_MONTH && x->known == 0))
		return;
	bool bounded = x->set == set && x->bound != WHEN_BOUND_NONE;
	if (bounded ? x->bound == WHEN_BOUND_FROM : true)
		take_first(r, x->from, !bounded && role == ROLE_FIRST);
	if (!bounded && x->range_end != WHEN_NONE)
		take_last(r, expr(w, x->range_end));
	else if (!bounded && x->grain == WHEN_GRAIN_MONTH)
		take_last(r, x);
}

/* "Weekly call: Thursday 15:00", "Daily stand-up: 9:45". */
static struct dl_str paired_rule(struct work *w, const struct when_expr *x, const char *often)
{
	static const char names[7][3] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	struct dl_str rule = event_rule(w, often);
	if ((x->known & DL_KNOWN_WEEKDAY) == 0 || rule.p == NULL ||
	    !str_starts(rule, STR("FREQ=WEEKLY")))
		return rule;
	return arena_printf(
	    w->arena, "%.*s;BYDAY=%s", (int)rule.n, rule.p, names[civil_weekday(x->from) - 1]);
}

static bool read_rule(struct work *w, const struct slot *s, struct series *r)
{
	const struct when_expr *x = expr(w, s->start);
	const char *other = s->paired ? expr(w, s->often)->rrule : "";
	if (s->paired && x->type != WHEN_SET) {
		r->rule = paired_rule(w, x, other);
		return r->rule.n != 0;
	}
	for (uint32_t e = s->first; e <= s->last; e++)
		if (e != s->start && expr(w, e)->type == WHEN_SET &&
		    expr(w, e)->bound != WHEN_BOUND_EXCEPT)
			other = expr(w, e)->rrule;
	r->rule = *other == '\0' ? event_rule(w, x->rrule) : joined_rule(w, x->rrule, other);
	return r->rule.n != 0;
}

static void read(const struct work *w, const struct slot *s, struct series *r)
{
	const struct when_expr *x = expr(w, s->start);
	r->has_clock = x->has_clock;
	r->clock = (struct dl_civil){.hour = x->clock_hour, .minute = x->clock_minute};
	if (x->type != WHEN_SET) {
		take_clock(r, w, s->start);
		return;
	}
	if (x->has_from)
		take_first(r, x->from, false);
	if (x->has_to) {
		r->has_last = true;
		r->last = civil_add_days(x->to, -1);
	}
	for (uint32_t e = s->first; e <= s->last; e++)
		if (e != s->start)
			take(r, w, s->start, e);
}

/* ---- what is left out ------------------------------------------------------------ */

bool series_on(struct dl_str rrule, struct dl_civil day)
{
	return rule_on(rrule, day);
}

static bool add_exdate(struct work *w, struct cand *c, struct dl_civil day)
{
	struct dl_event *ev = &c->event;
	bool clock = ev->precision == DL_MINUTE;
	if (ev->exdates.n == EXCEPT_MAX)
		return true;
	if (ev->exdates.v == NULL) {
		ev->exdates.v = arena_array(w->arena, struct dl_str, EXCEPT_MAX);
		if (ev->exdates.v == NULL)
			return false;
	}
	struct dl_str text =
	    clock ? arena_printf(w->arena, "%04d-%02d-%02dT%02d:%02d", (int)day.year, day.month,
			day.day, ev->start.hour, ev->start.minute)
		  : arena_printf(w->arena, "%04d-%02d-%02d", (int)day.year, day.month, day.day);
	if (text.p == NULL)
		return false;
	size_t i = ev->exdates.n;
	for (size_t k = 0; k < i; k++)
		if (str_eq(ev->exdates.v[k], text))
			return true;
	ev->exdates.v[ev->exdates.n++] = text;
	return true;
}

bool series_except(struct work *w, struct cand *c, struct dl_civil from, struct dl_civil to)
{
	int64_t days = civil_days(to) - civil_days(from);
	if (c->event.rrule.n == 0 || days > EXCEPT_DAYS)
		return true;
	for (int64_t i = 0; i < days; i++) {
		struct dl_civil day = civil_add_days(from, i);
		if (rule_on(c->event.rrule, day) && !add_exdate(w, c, day))
			return false;
	}
	return true;
}

static bool leave_out(struct work *w, const struct slot *s, struct cand *c)
{
	for (uint32_t e = s->start + 1; e <= s->last; e++) {
		const struct when_expr *x = expr(w, e);
		if (role_of(w, s->start, e) != ROLE_EXCEPT || !x->has_from || x->type == WHEN_SET)
			continue;
		const struct when_expr *y = x->range_end != WHEN_NONE && !grain_is_clock(x->grain)
						? expr(w, x->range_end)
						: x;
		struct dl_civil from = series_year(x, c->event.rrule);
		if (!series_except(
			w, c, from, civil_add_days(y == x ? last_of_day(x, from) : last_of(y), 1)))
			return false;
	}
	return true;
}

/* ---- the event's time -------------------------------------------------------------- */

static bool set_rule(struct work *w, const struct series *r, struct dl_event *ev)
{
	int count = r->count;
	ev->rrule = r->rule;
	if (rule_bound(r->rule).n != 0)
		return true;
	if (count == 0 && r->has_first && r->has_last && rule_places(r->rule))
		count = rule_count(r->rule, r->first, r->last);
	if (count > 0)
		ev->rrule =
		    arena_printf(w->arena, "%.*s;COUNT=%d", (int)r->rule.n, r->rule.p, count);
	else if (r->has_last && r->last.year > 0 && r->last.year < 10000)
		ev->rrule = arena_printf(w->arena, "%.*s;UNTIL=%04d%02d%02d", (int)r->rule.n,
		    r->rule.p, (int)r->last.year, r->last.month, r->last.day);
	return ev->rrule.p != NULL;
}

static struct dl_civil on_day(struct dl_civil day, struct dl_civil clock)
{
	day.hour = clock.hour;
	day.minute = clock.minute;
	day.second = clock.second;
	return day;
}

static void set_known(const struct work *w, const struct slot *s, struct dl_event *ev)
{
	for (uint32_t e = s->first; e <= s->last; e++)
		ev->known |=
		    expr(w, e)->known & (DL_KNOWN_YEAR | DL_KNOWN_MONTH | DL_KNOWN_DAY |
					    DL_KNOWN_WEEKDAY | DL_KNOWN_TIME | DL_KNOWN_PART);
	if (ev->has_end)
		ev->known |= DL_KNOWN_END;
}

bool series_time(struct work *w, const struct slot *s, struct cand *c)
{
	struct series r = {.count = 0};
	struct dl_event *ev = &c->event;
	if (!read_rule(w, s, &r))
		return false;
	read(w, s, &r);
	if (r.has_first && !r.exact)
		r.first = rule_first(r.rule, r.first);
	if (!set_rule(w, &r, ev))
		return false;
	ev->has_start = r.has_first;
	ev->precision = r.has_clock ? DL_MINUTE : DL_DAY;
	ev->has_time = r.has_clock && !r.has_first;
	const struct dl_civil midnight = {.hour = 0};
	ev->start = r.has_first ? r.first : (struct dl_civil){.month = 1, .day = 1};
	ev->start = on_day(ev->start, r.has_clock ? r.clock : midnight);
	if (r.has_first && r.has_clock && r.has_until) {
		ev->end = on_day(ev->start, r.until);
		if (civil_cmp(ev->end, ev->start) < 0) /* "22:00 – 02:00" */
			ev->end = civil_add_days(ev->end, 1);
		ev->has_end = civil_cmp(ev->end, ev->start) > 0;
	}
	set_known(w, s, ev);
	return leave_out(w, s, c);
}
