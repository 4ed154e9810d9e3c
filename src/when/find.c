/* SPDX-License-Identifier: MIT */
/* Block by block: tokens gather in a window as long as they are words of the
 * lexicon, numbers or light punctuation; a window with an anchor in it is
 * composed into expressions; almost all text never fills one. Then all
 * expressions are resolved in reading order. */
#include "when/when.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "when/announce.h"
#include "when/bound.h"
#include "when/civil.h"
#include "when/compose.h"
#include "when/cursor.h"
#include "when/dotted.h"
#include "when/interval.h"
#include "when/language.h"
#include "when/lead.h"
#include "when/lex.h"
#include "when/narrate.h"
#include "when/order.h"
#include "when/resolve.h"
#include "when/tables.h"
#include "when/timeline.h"
#include "when/zone.h"

/* Without one of these in it a window has no expression. */
static const uint64_t anchors =
    LEX_BIT(LEX_MONTH) | LEX_BIT(LEX_MONTHALONE) | LEX_BIT(LEX_WDAY) | LEX_BIT(LEX_WDAYAB) |
    LEX_BIT(LEX_WDAYS) | LEX_BIT(LEX_WDAYLOW) | LEX_BIT(LEX_UNIT) | LEX_BIT(LEX_UNIT1) |
    LEX_BIT(LEX_AMPM) | LEX_BIT(LEX_CLOCKNAME) | LEX_BIT(LEX_PART) | LEX_BIT(LEX_SEASON) |
    LEX_BIT(LEX_QUARTERNAME) | LEX_BIT(LEX_ERA) | LEX_BIT(LEX_DAYREF) | LEX_BIT(LEX_VAGUE) |
    LEX_BIT(LEX_FREQ) | LEX_BIT(LEX_SPAN) | LEX_BIT(LEX_YEAR) | LEX_BIT(LEX_CLOCK) |
    LEX_BIT(LEX_ISODATE) | LEX_BIT(LEX_NUMDATE) | LEX_BIT(LEX_NUMDATE2) | LEX_BIT(LEX_DECADE) |
    LEX_BIT(LEX_CLOCK4) | LEX_BIT(LEX_CLOCKWORD) | LEX_BIT(LEX_TENS) | LEX_BIT(LEX_HOLIDAY) |
    LEX_BIT(LEX_ANCHOR);

/* Two of them may say a year: "nineteen | ninety-six". */
static const uint64_t spelled = LEX_BIT(LEX_NUM) | LEX_BIT(LEX_TENS);

/* Looked at for their tense, as what a number belongs to (beside.c), or where they
 * touch one ("1h30m"); no part of any expression by themselves. */
static const uint64_t asides = LEX_BIT(LEX_TENSE) | LEX_BIT(LEX_NOUN) | LEX_BIT(LEX_SPANUNIT);

/* After these a zone may stand: "5 pm EST", "14:00 (UTC+2)". */
static const uint64_t clockish = LEX_BIT(LEX_CLOCK) | LEX_BIT(LEX_CLOCK4) | LEX_BIT(LEX_AMPM) |
				 LEX_BIT(LEX_CLOCKNAME) | LEX_BIT(LEX_ISODATE);

/* Tokens of a date that has no word of one in it: "25 12 2026", "on the first". */
#define LONE_MAX   5
#define LONE_BYTES 24

/* Spaces that part columns. */
#define COLUMN_SPACES 3

/* How much punctuation may close a block. */
#define TAIL_MAX 8

struct finder {
	struct arena *arena;
	const struct text_doc *doc;
	struct lex_hunt hunt;
	uint64_t anchors; /* of hunt; with numbers, once a year of antiquity was named */
	struct window w;
	struct zone_memory zones;
	uint64_t seen;	  /* classes of the window's tokens */
	size_t n_spelled; /* numbers in words among them */
	uint32_t block;
	uint32_t cased_block; /* 1 + the block that uncased is of */
	bool uncased;
	uint32_t block_start; /* byte where the scanned text of the block begins */
	struct when_expr *exprs;
	struct value *values;
	struct value *inners;
	struct recur *recurs;
	size_t n, cap, values_cap, n_inners, inners_cap, n_recurs, recurs_cap;
	bool nomem;
};

/* A holiday alone: it may only name something. */
static bool is_bare(const struct finder *f, const struct member *m)
{
	const struct lex_token *t = f->w.tokens;
	bool led = m->first > 0 && (t[m->first - 1].mask & LEX_BIT(LEX_LEAD)) != 0;
	return m->value.kind == VALUE_HOLIDAY && !m->joined && !led && !m->chained &&
	       m->next == LINK_NONE && (m->value.has & (HAS_YEAR | HAS_DIR)) == 0;
}

/* Before a word that belongs to no expression: "the Christmas market". */
static bool names_noun(const struct finder *f, const struct member *m)
{
	const struct lex_token *last = &f->w.tokens[m->last];
	struct dl_str text = f->doc->text;
	uint32_t at = last->stop + 1;
	if (m->last + 1u < f->w.n && (last[1].mask & LEX_BIT(LEX_NOUN)) == 0)
		return false;
	return at < text.n && text.p[at - 1] == ' ' && is_letter((unsigned char)text.p[at]);
}

static void add_member(struct finder *f, const struct member *m, size_t n_before)
{
	const struct lex_token *t = f->w.tokens;
	f->exprs = arena_regrow(f->arena, f->exprs, sizeof(*f->exprs), f->n, &f->cap);
	f->values = arena_regrow(f->arena, f->values, sizeof(*f->values), f->n, &f->values_cap);
	if (f->exprs == NULL || f->values == NULL) {
		f->nomem = true;
		return;
	}
	struct when_expr *e = &f->exprs[f->n];
	size_t first = (size_t)m->first + m->skip;
	memset(e, 0, sizeof(*e));
	e->span = (struct dl_span){t[first].start, t[m->last].end};
	e->block = f->block;
	e->range_end = m->next == LINK_RANGE ? (uint32_t)f->n + 1 : WHEN_NONE;
	e->list_next = m->next == LINK_LIST ? (uint32_t)f->n + 1 : WHEN_NONE;
	e->same_instant = e->antecedent = WHEN_NONE;
	e->rrule = "";
	e->bare = is_bare(f, m);
	/* "27 October – Halloween special": a name, not the end of a range */
	bool chained = m->value.kind == VALUE_HOLIDAY && !m->joined && m->chained &&
		       m->next == LINK_NONE && (m->value.has & (HAS_YEAR | HAS_DIR)) == 0;
	e->bare |= chained && names_noun(f, m);
	e->modifier = e->bare && names_noun(f, m);
	bool toward;
	e->lead = lead_before(&f->w, first, &toward);
	/* "du 3 au 5 mars": what is "of" elsewhere */
	if ((e->lead == WHEN_LEAD_OF || e->lead == WHEN_LEAD_AT) && m->next == LINK_RANGE &&
	    first > 0 && (t[first - 1].roles & ROLE_FROM) != 0)
		e->lead = WHEN_LEAD_FROM;
	if (m->value.led != WHEN_LEAD_NONE)
		e->lead = (enum when_lead)m->value.led;
	if (m->chained && n_before > 0 && f->exprs[f->n - 1].range_end == f->n)
		e->lead = f->exprs[f->n - 1].lead; /* "since 3 - 5 May" leads both */
	bool instant = (m->value.has & HAS_OFFSET) && (m->value.has & HAS_CLOCK);
	if (m->chained && instant && f->n > 0 && f->exprs[f->n - 1].list_next == f->n &&
	    (f->values[f->n - 1].has & HAS_OFFSET)) {
		struct when_expr *before = &f->exprs[f->n - 1];
		if (before->same_instant == WHEN_NONE)
			before->same_instant = (uint32_t)f->n - 1;
		e->same_instant = before->same_instant;
	}
	memcpy(e->rules, m->rules, sizeof(m->rules));
	e->n_rules = m->n_rules;
	trace_root(f->w.trace, m);
	f->values[f->n] = m->value;
	f->values[f->n].toward = toward;
	if (m->value.inner != 0)
		f->values[f->n].inner += (uint32_t)f->n_inners;
	if (m->value.recur != 0)
		f->values[f->n].recur += (uint32_t)f->n_recurs;
	e->bound = m->bound;
	e->set = m->set == 0 ? WHEN_NONE : (uint32_t)(f->n - n_before + m->set - 1);
	f->n++;
}

/* Keeps the values inside the window's members, and what recurs; they are counted
 * on from here. */
static void add_inners(struct finder *f)
{
	const struct window *w = &f->w;
	for (size_t i = 0; i < w->n_inners; i++) {
		f->inners = arena_regrow(
		    f->arena, f->inners, sizeof(*f->inners), f->n_inners + i, &f->inners_cap);
		if (f->inners == NULL) {
			f->nomem = true;
			return;
		}
		struct value *v = &f->inners[f->n_inners + i];
		*v = w->inners[i];
		if (v->inner != 0)
			v->inner += (uint32_t)f->n_inners;
	}
	f->n_inners += w->n_inners;
	for (size_t i = 0; i < w->n_recurs; i++) {
		f->recurs = arena_regrow(
		    f->arena, f->recurs, sizeof(*f->recurs), f->n_recurs, &f->recurs_cap);
		if (f->recurs == NULL) {
			f->nomem = true;
			return;
		}
		f->recurs[f->n_recurs++] = w->recurs[i];
	}
}

/* Is there nothing to read behind byte at of the block? */
static bool is_end(const struct finder *f, uint32_t at)
{
	struct dl_str rest = {f->doc->text.p + at, f->doc->blocks[f->block].span.end - (size_t)at};
	size_t i = 0;
	while (i < rest.n && i < TAIL_MAX && !is_alpha(rest.p[i]) && !is_digit(rest.p[i]) &&
	       rest.p[i] != '!' && (unsigned char)rest.p[i] < 0x80)
		i++;
	return i == rest.n;
}

/* Has the block no capital letter? Looked up once. */
static bool is_uncased(struct finder *f)
{
	struct dl_span span = f->doc->blocks[f->block].span;
	if (f->cased_block == f->block + 1)
		return f->uncased;
	f->cased_block = f->block + 1;
	f->uncased = true;
	for (uint32_t i = span.start; i < span.end && f->uncased; i++)
		f->uncased = !is_upper(f->doc->text.p[i]);
	return f->uncased;
}

/* Composes the first n tokens of the window. */
static void compose(struct finder *f, size_t n)
{
	struct window *w = &f->w;
	size_t all = w->n;
	w->text = f->doc->text;
	w->opens_block = n != 0 && w->tokens[0].start == f->block_start;
	w->is_text =
	    f->doc->n_blocks == 1 && w->opens_block && n == all && is_end(f, w->tokens[n - 1].stop);
	w->uncased = is_uncased(f);
	w->n = n;
	compose_window(w);
	w->n = all;
	if (w->has_era) {
		f->anchors |= LEX_BIT(LEX_NUM);
		f->hunt.anchors |= LEX_BIT(LEX_NUM);
	}
	for (size_t i = 0; i < w->n_members && !f->nomem; i++)
		add_member(f, &w->members[i], i);
	if (!f->nomem)
		add_inners(f);
}

/* Starts over with the window's tokens. */
static void forget(struct finder *f)
{
	f->seen = 0;
	f->n_spelled = 0;
}

static void see(struct finder *f, const struct lex_token *t)
{
	f->seen |= t->mask;
	f->n_spelled += t->kind == LEX_WORD && (t->mask & spelled) != 0;
}

/* Can there be an expression in what was seen? */
static bool may_hold(const struct finder *f)
{
	return (f->seen & f->anchors) != 0 || f->n_spelled > 1;
}

/* "15/2", "the 1st": numbers are a date where a block says nothing else. */
static bool is_lone_number(const struct finder *f)
{
	const struct window *w = &f->w;
	return w->n > 1 && w->n <= LONE_MAX &&
	       (f->seen & (LEX_BIT(LEX_DAY) | LEX_BIT(LEX_ORD))) != 0 &&
	       w->tokens[0].start == f->block_start && is_end(f, w->tokens[w->n - 1].stop);
}

static void flush(struct finder *f)
{
	if (may_hold(f) || is_lone_number(f))
		compose(f, f->w.n);
	f->w.n = f->w.n_zones = 0;
	forget(f);
}

/* A full window is cut behind a comma, a slash or a dot of its second half, so
 * that a long list of dates is not cut inside one of them. */
static void make_room(struct finder *f)
{
	struct window *w = &f->w;
	size_t cut = w->n, zones = 0;
	while (cut > WINDOW_MAX / 2 && w->tokens[cut - 1].literal != LIT_COMMA &&
	       w->tokens[cut - 1].literal != LIT_SLASH && w->tokens[cut - 1].literal != LIT_DOT)
		cut--;
	if (cut == WINDOW_MAX / 2)
		cut = w->n;
	if (may_hold(f))
		compose(f, cut);
	w->n -= cut;
	memmove(w->tokens, w->tokens + cut, w->n * sizeof(w->tokens[0]));
	forget(f);
	for (size_t i = 0; i < w->n; i++) {
		see(f, &w->tokens[i]);
		if (w->tokens[i].mask & LEX_BIT(LEX_ZONE)) {
			w->zones[zones] = w->zones[w->tokens[i].v[1]];
			w->tokens[i].v[1] = (int32_t)zones++;
		}
	}
	w->n_zones = zones;
}

static void push(struct finder *f, const struct lex_token *t)
{
	struct window *w = &f->w;
	if (w->n >= WINDOW_MAX - 1) /* one is kept for the zone behind a clock */
		make_room(f);
	see(f, t);
	w->tokens[w->n++] = *t;
}

/* A zone after a clock is no word of the lexicon; it is looked for by place. */
static bool push_zone(struct finder *f, struct dl_str text, uint32_t *at)
{
	struct window *w = &f->w;
	size_t n = w->n;
	if (n != 0 && w->tokens[n - 1].literal == LIT_OPEN)
		n--;
	if (n == 0 ||
	    !((w->tokens[n - 1].mask & clockish) || (w->tokens[n - 1].roles & ROLE_H) != 0))
		return false;
	uint32_t i = *at;
	while (i < text.n && text.p[i] == ' ')
		i++;
	if (i < text.n && text.p[i] == '-' && i == *at)
		return false;
	struct dl_str iana;
	int minutes;
	bool fixed;
	struct dl_str rest = {text.p + i, text.n - i};
	size_t length = w->tokens[n - 1].mask & LEX_BIT(LEX_AMPM)
			    ? zone_scan_small(&f->zones, rest, &iana, &minutes, &fixed)
			    : zone_scan(&f->zones, rest, &iana, &minutes, &fixed);
	struct cursor behind = {text.p, (uint32_t)text.n, i + (uint32_t)length, w->lexicon};
	if (length == 0 || ((rest.p[0] == '+' || rest.p[0] == '-') &&
			       lex_word_ahead(&behind, LEX_UNIT))) /* "5 May 2027 +10 days" */
		return false;
	struct lex_token t = {.start = i,
	    .end = i + (uint32_t)length,
	    .stop = i + (uint32_t)length,
	    .mask = LEX_BIT(LEX_ZONE),
	    .kind = LEX_WORD};
	t.v[0] = minutes; /* or ZONE_LOCAL */
	t.v[1] = (int32_t)w->n_zones;
	t.v[2] = fixed;
	w->zones[w->n_zones++] = iana;
	w->tokens[w->n++] = t;
	*at = t.end;
	return true;
}

/* Do columns part here ("Round 2   May 1 - 3")? Text that a machine justified has
 * two spaces. */
static bool at_column(struct dl_str text, uint32_t at)
{
	uint32_t i = at;
	while (i < text.n && text.p[i] == ' ')
		i++;
	return i - at >= COLUMN_SPACES;
}

/* One run of parts of expressions, and the token behind it. */
static void scan_run(struct finder *f, struct dl_str text, uint32_t *at)
{
	struct lex_token t;
	while (!f->nomem) {
		if (push_zone(f, text, at))
			continue;
		if (f->w.n != 0 && at_column(text, *at))
			flush(f);
		if (!lex_next(f->w.lexicon, text, at, &t) || t.kind == LEX_UNKNOWN ||
		    !lex_is_part(&f->hunt, t.literal, t.mask))
			break;
		push(f, &t);
	}
	flush(f);
}

static void scan_block(struct finder *f, uint32_t index)
{
	const struct text_block *b = &f->doc->blocks[index];
	struct dl_str text = {f->doc->text.p, b->span.end};
	uint32_t at = b->span.start;
	if (b->kind == TEXT_CODE)
		return;
	f->block = index;
	f->block_start = at;
	if (f->doc->n_blocks == 1 &&
	    b->span.end - at <= LONE_BYTES) /* it may have no anchor: "15/2" */
		scan_run(f, text, &at);
	while (!f->nomem && lex_seek(f->w.lexicon, text, &at, &f->hunt))
		scan_run(f, text, &at);
}

/* Blocks at the beginning in which a text says when it was written, bytes before
 * the dash of "GHENT, 3 May 2026 –", and bytes beside a date on a line of its own. */
#define STAMP_BLOCKS 6
#define STAMP_BYTES  80
#define STAMP_BESIDE 12

/* Does the date stand where texts say when they were written: in a field of the
 * head, alone in a paragraph, before a dash with the place? */
static bool is_stamp(const struct finder *f, const struct when_expr *e)
{
	static const char *const dashes[] = {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "};
	const struct text_block *b = &f->doc->blocks[e->block];
	if (e->block >= STAMP_BLOCKS || b->struck || b->furniture)
		return false;
	if (b->kind == TEXT_FIELD)
		return true;
	if (b->kind != TEXT_PARAGRAPH)
		return false;
	uint32_t before = e->span.start - b->span.start, after = b->span.end - e->span.end;
	if (before + after <= STAMP_BESIDE)
		return true;
	struct dl_str rest = str_sub(f->doc->text, (struct dl_span){e->span.end, b->span.end});
	if (rest.n != 0 && (rest.p[0] == ')' || rest.p[0] == '.'))
		rest.p++, rest.n--;
	bool dash = false;
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		dash = dash || str_starts(rest, str_of(dashes[i]));
	return dash && before != 0 && before < STAMP_BYTES;
}

static void set_reference(struct finder *f, struct discourse *d, struct when_list *ret)
{
	bool clock;
	if (civil_parse(d->options->ref, &d->reference, &clock)) {
		ret->reference_from = WHEN_REF_GIVEN;
		d->strong = true;
	} else if (civil_parse(f->doc->published, &d->reference, &clock)) {
		ret->reference_from = WHEN_REF_DOCUMENT;
		d->strong = true;
	} else {
		for (size_t i = 0; i < f->n && ret->reference_from == WHEN_REF_NONE; i++)
			if (resolve_is_full(&f->values[i]) && f->exprs[i].lead != WHEN_LEAD_SINCE &&
			    f->exprs[i].lead != WHEN_LEAD_OF) {
				const struct value *v = &f->values[i];
				d->reference =
				    (struct dl_civil){v->year, v->month, v->day, 0, 0, 0};
				ret->reference_from = WHEN_REF_DOCUMENT;
				d->strong = is_stamp(f, &f->exprs[i]);
			}
		if (ret->reference_from == WHEN_REF_NONE &&
		    civil_parse(d->options->today, &d->reference, &clock)) {
			ret->reference_from = WHEN_REF_TODAY;
			d->strong = true;
		}
	}
	d->has_reference = ret->has_reference = ret->reference_from != WHEN_REF_NONE;
	ret->reference = d->reference;
}

/* EDTF and RRULE: few expressions have them all, so they live apart. */
static int add_texts(struct finder *f, const struct discourse *d)
{
	char edtf[WHEN_VALUE_MAX], rrule[FORMAT_RRULE_MAX];
	for (size_t i = 0; i < f->n; i++) {
		struct when_expr *e = &f->exprs[i];
		format_edtf(e, &d->values[i], edtf);
		if (edtf[0] != '\0' && (e->edtf = arena_str(f->arena, str_of(edtf))).p == NULL)
			return -1;
		if (e->type != WHEN_SET)
			continue;
		uint32_t recur = d->values[i].recur;
		format_rrule(&d->values[i], recur == 0 ? NULL : &d->recurs[recur - 1], rrule);
		bound_set(d, (uint32_t)i, rrule);
		if ((e->rrule = arena_str(f->arena, str_of(rrule)).p) == NULL)
			return -1;
	}
	return 0;
}

/* trace may be NULL. */
static int find(struct arena *arena, const struct text_doc *doc, const struct dl_options *options,
    struct trace *trace, struct when_list *ret, struct dl_error *reterr)
{
	struct finder *f = arena_new(arena, struct finder);
	struct when_list list = {.reference_from = WHEN_REF_NONE};
	if (f == NULL)
		return fail(reterr, DL_NOMEM, "out of memory");
	f->arena = arena;
	f->doc = doc;
	f->zones.arena = arena;
	f->w.trace = trace;
	list.language = language_of(doc, options);
	f->w.lexicon = &lang_lexicons[list.language];
	f->anchors = anchors;
	f->hunt = (struct lex_hunt){anchors | clockish, spelled, asides};
	for (uint32_t i = 0; i < doc->n_blocks && !f->nomem; i++)
		scan_block(f, i);
	struct discourse d = {.zones = f->zones,
	    .doc = doc,
	    .options = options,
	    .lexicon = f->w.lexicon,
	    .exprs = f->exprs,
	    .values = f->values,
	    .inners = f->inners,
	    .recurs = f->recurs,
	    .n = (uint32_t)f->n,
	    .day = WHEN_NONE,
	    .date = WHEN_NONE,
	    .dated = WHEN_NONE,
	    .quarter = WHEN_NONE,
	    .period = WHEN_NONE,
	    .head = WHEN_NONE};
	if (f->nomem ||
	    order_settle(arena, d.lexicon, doc->text, f->exprs, f->values, f->n, options) != 0)
		return fail(reterr, DL_NOMEM, "out of memory");
	set_reference(f, &d, &list);
	narrate_begin(&d, f->n);
	announce_settle(doc, f->exprs, f->values, f->n);
	dotted_settle(doc, f->exprs, f->values, f->n);
	list.n = f->n = d.n = narrate_keep(&d, f->values, trace == NULL ? NULL : trace->roots, d.n);
	if (trace != NULL)
		trace->n_roots = f->n;
	if (d.narrative && !timeline_plan(arena, &d, f->n))
		return fail(reterr, DL_NOMEM, "out of memory");
	for (uint32_t i = 0; i < f->n; i++)
		resolve_expr(&d, i);
	if (add_texts(f, &d) != 0)
		return fail(reterr, DL_NOMEM, "out of memory");
	for (uint32_t i = 0; i < f->n; i++)
		resolve_part(&d, i);
	if (options->intervals)
		interval_close(&d);
	list.v = f->exprs;
	*ret = list;
	return 0;
}

int when_find(struct arena *arena, const struct text_doc *doc, const struct dl_options *options,
    struct when_list *ret, struct dl_error *reterr)
{
	return find(arena, doc, options, NULL, ret, reterr);
}

int when_explain(struct arena *arena, const struct text_doc *doc, const struct dl_options *options,
    struct when_list *ret, struct when_derivation *ret_why, struct dl_error *reterr)
{
	struct trace trace = {.arena = arena};
	if (find(arena, doc, options, &trace, ret, reterr) != 0)
		return -1;
	if (trace.nomem)
		return fail(reterr, DL_NOMEM, "out of memory");
	*ret_why = (struct when_derivation){trace.nodes, trace.roots, trace.n_roots};
	return 0;
}

const char *when_rule_name(uint16_t rule)
{
	return rule <= lang_n_rows ? lang_rows[rule].name : "";
}

const char *when_rule_place(uint16_t rule)
{
	return rule <= lang_n_rows ? lang_rows[rule].place : "";
}
