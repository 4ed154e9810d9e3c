/* SPDX-License-Identifier: MIT */
#include "event/survey.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/clause.h"
#include "event/sentence.h"
#include "event/slot.h"
#include "event/title.h"
#include "when/civil.h"

/* So much of a text says where it is at home (bytes). */
#define SURVEY_BYTES (32 * 1024)
/* … and in which language it is. */
#define LANGUAGE_BYTES 4096
/* Words of a place's name that are tried, longest first. */
#define NAME_WORDS 3
/* Zones that are counted; a text with more is at home nowhere. */
#define MAX_ZONES 12
/* Sentences that begin with a year or month before a text is a chronicle. */
#define CHRONICLE_LEAST 4

struct vote {
	struct dl_str zone;
	int weight;
};

/* A country or a name in two words says more than a bare one, which may be a
 * person's, a company's or no name at all ("Rivers" is a state). */
static int weight_of(const struct place *p)
{
	bool words = str_find(p->text, ' ') < p->text.n;
	return p->kind == PLACE_COUNTRY || words ? 2 : 1;
}

static void add_vote(struct vote v[MAX_ZONES], const struct place *p)
{
	for (size_t i = 0; i < MAX_ZONES; i++) {
		if (v[i].weight != 0 && !str_eq(v[i].zone, p->zone))
			continue;
		v[i].zone = p->zone;
		v[i].weight += weight_of(p);
		return;
	}
}

/* The longest place that begins at word i; words it has, 0: none. A lone word
 * counts only as a place: "in Reading", ", Leeds". */
static size_t read_name(const struct words *ws, size_t i, struct place *ret)
{
	const struct word *x = &ws->v[i];
	if (!x->capital || x->time || words_is(ws, i, CUE(HONORIFIC)))
		return 0;
	for (size_t n = NAME_WORDS; n > 0; n--) {
		if (i + n > ws->n || ws->v[i + n - 1].punct != 0 || !ws->v[i + n - 1].capital)
			continue;
		struct dl_span s = {x->span.start, ws->v[i + n - 1].span.end};
		if (!place_find(str_sub(ws->text, s), ret) || ret->zone.n == 0)
			continue;
		bool placed = i > 0 && (words_is(ws, i - 1, CUE(PLACEWORD)) ||
					   ws->v[i - 1].punct == ',' || ws->v[i - 1].punct == '@');
		bool large = ret->kind != PLACE_CITY;
		return placed || large || n > 1 ? n : 0;
	}
	return 0;
}

int survey_words(struct work *w)
{
	uint32_t end = (uint32_t)(w->doc->text.n < SURVEY_BYTES ? w->doc->text.n : SURVEY_BYTES);
	while (end > 0 && ((unsigned char)w->doc->text.p[end - 1] & 0x80) != 0)
		end--;
	return words_read_head(&w->words, end) ? 0 : work_nomem(w);
}

void survey_zone(struct work *w)
{
	struct vote votes[MAX_ZONES] = {{.weight = 0}};
	struct words head = {.text = w->doc->text,
	    .v = w->words.head,
	    .n = w->words.n_head,
	    .language = w->words.language};
	/* March is a town, too. */
	for (uint32_t e = 0; e < w->list->n && w->list->v[e].span.start < w->words.head_end; e++)
		words_mark_time(&head, w->list, e);
	struct place p = {.kind = PLACE_NONE};
	for (size_t i = 0; i < head.n;) {
		size_t n = read_name(&head, i, &p);
		if (n != 0)
			add_vote(votes, &p);
		i += n == 0 ? 1 : n;
	}
	int all = 0, best = 0;
	for (int i = 0; i < MAX_ZONES; i++) {
		all += votes[i].weight;
		best = votes[i].weight > votes[best].weight ? i : best;
	}
	if (votes[best].weight >= 2 && votes[best].weight * 10 >= all * 6)
		w->guess = votes[best].zone;
}

bool survey_is_chronicle(const struct work *w)
{
	size_t initial = 0, dated = 0;
	for (size_t i = 0; i < w->list->n; i++) {
		const struct when_expr *x = &w->list->v[i];
		const struct text_block *b = &w->doc->blocks[x->block];
		bool prose =
		    b->kind == TEXT_PARAGRAPH || b->kind == TEXT_ITEM || b->kind == TEXT_QUOTE;
		if (x->type != WHEN_DATE || !x->has_from || !prose)
			continue;
		dated++;
		/* "In the spring of 1945 …": at most two short words before it. */
		uint32_t at = x->span.start,
			 from = at > b->span.start + 12 ? at - 12 : b->span.start;
		bool start = from == b->span.start;
		for (uint32_t k = from; k < at && !start; k++)
			start = w->doc->text.p[k] == '.' || w->doc->text.p[k] == '\n';
		initial += start && x->grain <= WHEN_GRAIN_MONTH && (x->known & DL_KNOWN_YEAR) != 0;
	}
	return initial >= CHRONICLE_LEAST && initial * 2 >= dated;
}

/* What a first sentence says in short: "City Library reopens". */
static int set_sentence_title(struct work *w, struct dl_span span, uint32_t first)
{
	struct title t = {.text = {NULL, 0}};
	struct slot slot;
	struct clause c;
	if (!words_read(&w->words, span))
		return work_nomem(w);
	uint32_t e = first, end = first;
	while (end < w->list->n && w->list->v[end].span.start < span.end)
		end++;
	while (slot_next(w, &e, end, &slot))
		slot_mark(w, &slot);
	struct range all = {0, w->words.n};
	/* A dateline first: "GHENT, 3 May –". */
	for (size_t i = 1; i < all.end && i < 12; i++)
		if (w->words.v[i].punct == '-' && w->words.v[i].spaced && w->words.v[i - 1].time)
			all.first = i + 1;
	if (!clause_find(&w->words, all, &c) ||
	    !title_of_clause(w, &c, (struct range){0, 0}, STR(""), &t))
		t.text = title_fit(w, title_plain(w, all, TITLE_MAX * 4));
	w->cal->title = arena_str(w->kept, t.text);
	return w->cal->title.p == NULL ? work_nomem(w) : 0;
}

static bool is_named(const struct work *w, const struct text_block *b)
{
	struct dl_str text = str_sub(w->doc->text, b->span);
	return str_trim(text).n != 0 &&
	       cue_whole(w->words.language, text, LANG_CUE_GENERIC) == NULL;
}

/* The document's own title, its first heading that names something, else what
 * its first sentence says. */
int survey_title(struct work *w)
{
	const struct text_doc *doc = w->doc;
	struct dl_str text = doc->title;
	for (size_t i = 0; i < doc->n_blocks && text.n == 0; i++)
		if (doc->blocks[i].kind == TEXT_HEADING && is_named(w, &doc->blocks[i]))
			text = str_trim(str_sub(doc->text, doc->blocks[i].span));
	uint32_t e = 0;
	for (size_t i = 0; i < doc->n_blocks && text.n == 0; i++) {
		const struct text_block *b = &doc->blocks[i];
		struct dl_span rest = b->span, span;
		bool prose =
		    b->kind == TEXT_PARAGRAPH || b->kind == TEXT_QUOTE || b->kind == TEXT_ITEM;
		if (prose && is_named(w, b) && sentence_next(doc->text, w->list, &e, &rest, &span))
			return set_sentence_title(w, span, e);
	}
	w->headed = text.n != 0 && cue_whole(LANG_ANY, text, LANG_CUE_GENERIC) == NULL;
	w->cal->title = arena_str(w->kept, title_fit(w, text));
	return w->cal->title.p == NULL ? work_nomem(w) : 0;
}

/* The language that was given, or said, or whose cues the text's beginning has. */
int survey_language(struct work *w)
{
	struct dl_str said = w->options->lang.n != 0 ? w->options->lang : w->doc->language;
	if (said.n != 0) {
		w->cal->language = arena_str(w->kept, said);
		return w->cal->language.p == NULL ? work_nomem(w) : 0;
	}
	size_t votes = 0, n = 0;
	static const uint64_t little =
	    CUE(PREPOSITION) | CUE(DETERMINER) | CUE(AUX) | CUE(CONJUNCTION);
	for (; n < w->words.n_head && w->words.head[n].span.end <= LANGUAGE_BYTES; n++)
		votes += (w->words.head[n].cues & little) != 0;
	/* An eighth of the words of any text are such little words. */
	if (votes * 8 > n)
		w->cal->language = str_of(lang_names[w->words.language]);
	return 0;
}

/* A line with little besides its date (bytes). */
#define STAMP_BYTES 80

/* "Posted on", "Last updated": words of the block before the date or after it. */
static bool has_stamp_word(const struct work *w, struct dl_span span)
{
	struct dl_str rest = str_sub(w->doc->text, span);
	while (rest.n != 0) {
		size_t n = 0;
		while (n < rest.n && is_alpha((unsigned char)rest.p[n]))
			n++;
		if (n != 0 && lang_cue_find(w->words.language, (struct dl_str){rest.p, n},
				  LANG_CUE_STAMP) != NULL)
			return true;
		n += n == 0;
		rest.p += n;
		rest.n -= n;
	}
	return false;
}

/* Does the expression stand as a stamp: in a field, with little around it, or
 * with a dash after it near the beginning ("GHENT, 3 May –")? */
static bool is_written_stamp(const struct work *w, const struct when_expr *x)
{
	const struct text_block *b = &w->doc->blocks[x->block];
	if (b->kind == TEXT_FIELD)
		return true;
	if (b->kind == TEXT_HEADING || b->kind == TEXT_ITEM || b->kind == TEXT_CELL)
		return false;
	uint32_t rest = (b->span.end - b->span.start) - (x->span.end - x->span.start);
	if (rest <= STAMP_BYTES / 4)
		return true;
	struct dl_str after = str_sub(w->doc->text, (struct dl_span){x->span.end, b->span.end});
	bool dash =
	    str_starts(after, STR(" - ")) || str_starts(after, STR(") - ")) ||
	    str_starts(after, STR(" \xE2\x80\x93 ")) || str_starts(after, STR(" \xE2\x80\x94 ")) ||
	    str_starts(after, STR(") \xE2\x80\x93 ")) || str_starts(after, STR(") \xE2\x80\x94 "));
	if (dash && x->span.start - b->span.start < STAMP_BYTES && x->block < 6)
		return true;
	return rest <= STAMP_BYTES * 2 && has_stamp_word(w, b->span);
}

void survey_reference(struct work *w)
{
	const struct when_list *l = w->list;
	w->dated = l->has_reference && l->reference_from == WHEN_REF_GIVEN;
	if (w->dated || !l->has_reference || l->reference_from == WHEN_REF_TODAY)
		return;
	int64_t day = civil_days(l->reference);
	for (size_t i = 0; i < l->n && !w->dated; i++)
		w->dated = l->v[i].has_from && l->v[i].grain >= WHEN_GRAIN_DAY &&
			   civil_days(l->v[i].from) == day && is_written_stamp(w, &l->v[i]);
}

/* Blocks in which a record of a meeting shows itself, and bytes of a label. */
#define MINUTES_BLOCKS 40
#define MINUTES_LABEL  40

bool survey_is_minutes(const struct work *w)
{
	const struct text_doc *doc = w->doc;
	size_t n = doc->n_blocks < MINUTES_BLOCKS ? doc->n_blocks : MINUTES_BLOCKS;
	for (size_t i = 0; i < n; i++) {
		const struct text_block *b = &doc->blocks[i];
		struct dl_str text = str_trim(str_sub(doc->text, b->span));
		struct dl_str name = {text.p, str_find(text, ':')};
		const char *role =
		    name.n > MINUTES_LABEL ? NULL : cue_whole(LANG_ANY, name, LANG_CUE_LABEL);
		bool alone = name.n < text.n || b->kind == TEXT_HEADING || b->strong;
		if (alone && role != NULL && strcmp(role, "present") == 0)
			return true;
		struct dl_str first = {text.p, str_find(text, ' ')};
		const struct lang_cue *cue = lang_cue_find(LANG_ANY, first, LANG_CUE_DOCUMENT);
		if (i < 3 && cue != NULL && strcmp(cue->value, "record") == 0)
			return true;
	}
	return false;
}
