/* SPDX-License-Identifier: MIT */
/* The driver: block by block in reading order; then order, merging, finish. */
#include "event/aside.h"
#include "event/build.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "event/cand.h"
#include "event/card.h"
#include "event/clause.h"
#include "event/finish.h"
#include "event/force.h"
#include "event/label.h"
#include "event/line.h"
#include "event/merge.h"
#include "event/order.h"
#include "event/prose.h"
#include "event/record.h"
#include "event/sentence.h"
#include "event/series.h"
#include "event/slot.h"
#include "event/subject.h"
#include "event/stated.h"
#include "event/survey.h"
#include "event/zonal.h"
#include "event/table.h"
#include "event/title.h"
#include "event/tried.h"
#include "text/isotime.h"
#include "when/civil.h"

/* A bold line up to this is a heading in all but name (bytes). */
/* Bytes between the times of what is nothing but when: ", ", " - ". */
#define BARE_GAP 5

#define STRONG_MAX 120
/* "Place of the meeting:" and the like (bytes). */
#define LABEL_MAX 40
/* Levels below the six of headings. */
#define STRONG_LEVEL 7
/* More contradictions than anyone reads. */
#define MAX_WARNINGS 100

/* ---- blocks ------------------------------------------------------------------- */

/* The expressions of a span; those before it are passed. */
static void take_exprs(struct work *w, struct dl_span s, uint32_t *ret_first, uint32_t *ret_end)
{
	while (w->next_expr < w->list->n && w->list->v[w->next_expr].span.start < s.start)
		w->next_expr++;
	*ret_first = w->next_expr;
	while (w->next_expr < w->list->n && w->list->v[w->next_expr].span.start < s.end)
		w->next_expr++;
	*ret_end = w->next_expr;
}

/* line: the first of them may be one. */
/* "Saturday, May 9, 8:30am-1pm." is nothing but when: the sentence behind it, if it
 * has no time of its own, says what. Takes it in. */
static bool joins_next(struct work *w, uint32_t first, uint32_t end, uint32_t *at,
    struct dl_span *rest, struct dl_span *span)
{
	uint32_t to = span->start;
	for (uint32_t e = first; e < end; e++) {
		if (w->list->v[e].span.start > to + BARE_GAP)
			return false;
		to = w->list->v[e].span.end > to ? w->list->v[e].span.end : to;
	}
	struct dl_span more = *rest, next;
	uint32_t then = *at;
	if (first == end || span->end > to + 1 ||
	    !sentence_next(w->doc->text, w->list, &then, &more, &next) ||
	    (w->next_expr < w->list->n && w->list->v[w->next_expr].span.start < next.end))
		return false;
	*rest = more;
	*at = then;
	span->end = next.end;
	return true;
}

static int read_sentences(struct work *w, struct dl_span rest, bool entry, bool line_first)
{
	struct dl_span span;
	uint32_t at = w->next_expr, first = 0, end = 0;
	bool head = entry || line_first;
	while (sentence_next(w->doc->text, w->list, &at, &rest, &span)) {
		take_exprs(w, span, &first, &end);
		bool line = head && first == end;
		if (entry && head && !line && joins_next(w, first, end, &at, &rest, &span))
			line = true;
		if (head && !line) {
			if (!words_read(&w->words, span))
				return work_nomem(w);
			/* Of an entry the first sentence is its line: "1868: Foundation
			 * stone laid. The bishop came." */
			line = line_fits(w, first, end, entry);
		}
		head = false;
		int status = line ? line_unit(w, span, first, end, entry ? LINE_ITEM : LINE_TEXT)
				  : prose_sentence(w, span, first, end, entry);
		if (status < 0)
			return -1;
	}
	return 0;
}

/* Could this block be one line: short, or a time and a separator first? Most
 * paragraphs are ruled out by their length, without reading their words. */
static bool is_line(struct work *w, const struct text_block *b, bool *ret_nomem)
{
	uint32_t save = w->next_expr, first = 0, end = 0, bytes = b->span.end - b->span.start;
	take_exprs(w, b->span, &first, &end);
	w->next_expr = save;
	if (bytes > SENTENCE_MAX || (bytes > LINE_BYTES && first == end) ||
	    (bytes > LINE_BYTES && w->list->v[first].span.start > b->span.start + LINE_BYTES / 2))
		return false;
	*ret_nomem = !words_read(&w->words, b->span);
	return !*ret_nomem && (line_fits(w, first, end, b->kind == TEXT_ITEM) ||
				  (first == end && w->words.n < 12));
}

static int read_item(struct work *w, const struct text_block *b)
{
	bool card = false;
	if (card_read(w, b, &card) < 0)
		return -1;
	if (card)
		return 0;
	bool nomem = false, line = is_line(w, b, &nomem);
	if (nomem)
		return work_nomem(w);
	uint32_t first = 0, end = 0;
	const char *stop =
	    line ? memchr(w->doc->text.p + b->span.start, '.', b->span.end - b->span.start) : NULL;
	if (!line || stop != NULL)
		return read_sentences(w, b->span, true, true);
	take_exprs(w, b->span, &first, &end);
	return line_unit(w, b->span, first, end, LINE_ITEM);
}

/* What an item's own words are for the list below it: its event, else its name. */
static int name_list(struct work *w, const struct text_block *b, size_t made)
{
	struct frame *f = &w->force.v[w->force.top];
	if (w->n > made) {
		const struct cand *c = &w->cands[made];
		const struct dl_event *ev = &c->event;
		bool day = ev->has_start && ev->precision >= DL_DAY && !ev->has_end;
		f->cand = (uint32_t)made;
		f->title = f->entry = ev->title;
		f->place = c->place;
		f->has_day = day && ev->rrule.n == 0;
		f->day = ev->start;
		return 0;
	}
	struct dl_str text = str_trim(str_sub(w->doc->text, b->span));
	struct clause c;
	struct label label;
	if (text.n > STRONG_MAX || f->has_day)
		return 0;
	if (!words_read(&w->words, b->span))
		return work_nomem(w);
	struct range all = {0, w->words.n};
	if (clause_find(&w->words, all, &c))
		return 0;
	if (label_read(w, all, &label) < 0)
		return -1;
	if (label.generic || label.title.text.n == 0)
		return 0;
	f->title = label.title.text;
	f->entry = subject_name(w, f->title, true);
	f->place = label.where.place;
	return f->entry.p == NULL ? work_nomem(w) : 0;
}

/* An item; one with a list of its own is that list's heading, too. */
static int read_list_item(struct work *w, const struct text_block *b, const struct text_block *next)
{
	size_t made = w->n;
	force_leave_items(w, b->level - 1);
	w->over_list = next != NULL && next->kind == TEXT_ITEM && next->level > b->level;
	if (w->over_list)
		force_enter_item(w, b->level);
	int status = read_item(w, b);
	if (status == 0 && w->over_list)
		status = name_list(w, b, made);
	w->over_list = false;
	return status;
}

/* A bold line that is a sentence is one that somebody meant. words holds it. */
static bool names(const struct work *w, const struct text_block *b)
{
	char last = w->doc->text.p[b->span.end - 1];
	struct clause c;
	return last != '.' && last != '!' && last != '?' && w->words.n != 0 &&
	       !clause_find(&w->words, (struct range){0, w->words.n}, &c);
}

/* One past the line that begins at `at`. */
static uint32_t line_end(const struct work *w, uint32_t at, uint32_t end)
{
	const char *p = memchr(w->doc->text.p + at, '\n', end - at);
	return p == NULL ? end : (uint32_t)(p + 1 - w->doc->text.p);
}

/* Does the line begin with "Date:", "Where:" …? */
static bool is_labelled(const struct work *w, uint32_t at, uint32_t end)
{
	struct dl_str line = str_trim(str_sub(w->doc->text, (struct dl_span){at, end}));
	size_t colon = str_find(line, ':');
	return colon < line.n && colon < LABEL_MAX &&
	       record_role((struct dl_str){line.p, colon}) != NULL;
}

/* Lines "Date: …", "Where: …" in one paragraph; what has no name goes on from
 * the line before. False: it is none of that kind. */
static bool read_labels(struct work *w, const struct text_block *b, int *ret_status)
{
	size_t labels = 0;
	if (b->span.end - b->span.start > SENTENCE_MAX ||
	    line_end(w, b->span.start, b->span.end) == b->span.end)
		return false;
	for (uint32_t at = b->span.start, end; at < b->span.end; at = end) {
		end = line_end(w, at, b->span.end);
		labels += is_labelled(w, at, end);
	}
	*ret_status = 0;
	for (uint32_t at = b->span.start, end, first, stop;
	     labels > 1 && at < b->span.end && *ret_status == 0; at = end) {
		end = line_end(w, at, b->span.end);
		while (end < b->span.end && !is_labelled(w, end, line_end(w, end, b->span.end)))
			end = line_end(w, end, b->span.end);
		take_exprs(w, (struct dl_span){at, end}, &first, &stop);
		*ret_status = line_unit(w, (struct dl_span){at, end}, first, stop, LINE_TEXT);
	}
	return labels > 1;
}

static int read_paragraph(struct work *w, const struct text_block *b)
{
	int status = 0;
	bool card = false;
	if (read_labels(w, b, &status))
		return status;
	if (card_read(w, b, &card) < 0)
		return -1;
	if (card)
		return 0;
	uint32_t first = 0, end = 0;
	bool nomem = false, line = is_line(w, b, &nomem);
	if (nomem)
		return work_nomem(w);
	bool heading = b->strong && b->span.end - b->span.start <= STRONG_MAX && names(w, b);
	if (heading)
		force_enter(w, STRONG_LEVEL);
	/* "Thursday's call: 16:00 UTC. Same link as always." is two sentences. */
	bool stop =
	    line && !heading &&
	    memchr(w->doc->text.p + b->span.start, '.', b->span.end - b->span.start) != NULL;
	if ((!line && !heading) || stop)
		return read_sentences(w, b->span, false, stop);
	take_exprs(w, b->span, &first, &end);
	return line_unit(w, b->span, first, end, heading ? LINE_STRONG : LINE_TEXT);
}

static int read_heading(struct work *w, const struct text_block *b)
{
	uint32_t first = 0, end = 0;
	take_exprs(w, b->span, &first, &end);
	force_enter(w, b->level > 6 ? 6 : b->level);
	return line_unit(w, b->span, first, end, LINE_HEADING);
}

static int read_field(struct work *w, const struct text_block *b)
{
	uint32_t first = 0, end = 0;
	take_exprs(w, b->span, &first, &end);
	return record_field(w, b, first, end);
}

/* One past the last cell of the row that begins at i. */
static uint32_t row_end(const struct text_doc *doc, uint32_t i)
{
	uint32_t end = i + 1;
	while (end < doc->n_blocks && doc->blocks[end].kind == TEXT_CELL &&
	       doc->blocks[end].table == doc->blocks[i].table &&
	       doc->blocks[end].row == doc->blocks[i].row)
		end++;
	return end;
}

/* Does a record end before this block? Lines of one record stand together. */
static bool ends_record(const struct work *w, uint32_t i)
{
	const struct text_block *b = &w->doc->blocks[i];
	if (!w->record.open || i == 0)
		return false;
	const struct text_block *before = &w->doc->blocks[i - 1];
	if (w->record.front || b->kind == TEXT_FIELD)
		return b->kind != TEXT_FIELD || before->kind != TEXT_FIELD;
	return b->kind == TEXT_HEADING || b->kind == TEXT_CELL || b->strong;
}

static int read_block(struct work *w, uint32_t *i)
{
	const struct text_block *b = &w->doc->blocks[*i];
	if (ends_record(w, *i) && record_flush(w) < 0)
		return -1;
	if (b->kind == TEXT_CELL) {
		uint32_t first = *i;
		force_leave_items(w, 0);
		*i = row_end(w->doc, first);
		return table_row(w, first, *i);
	}
	++*i;
	if (b->furniture && b->kind == TEXT_QUOTE) { /* what a mail answers */
		uint32_t first, end;
		take_exprs(w, b->span, &first, &end);
		work_background_rest(w, first, end, "background.quoted");
		return 0;
	}
	if (b->kind != TEXT_ITEM)
		force_leave_items(w, b->kind == TEXT_PARAGRAPH ? b->level : 0);
	switch (b->kind) {
	case TEXT_HEADING:
		return read_heading(w, b);
	case TEXT_ITEM:
		return read_list_item(w, b, *i < w->doc->n_blocks ? b + 1 : NULL);
	case TEXT_FIELD:
		return read_field(w, b);
	case TEXT_PARAGRAPH:
	case TEXT_QUOTE:
		return read_paragraph(w, b);
	case TEXT_CELL:
	case TEXT_CODE:
		break;
	}
	return 0;
}

/* ---- warnings -------------------------------------------------------------------- */

static const char *weekday(int n)
{
	static const char *const names[] = {
	    "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	return names[n >= 1 && n <= 7 ? n : 0];
}

/* The nearest day with the written weekday: the other candidate. */
static struct dl_civil nearest(struct dl_civil day, int written)
{
	int off = (written - civil_weekday(day) + 7) % 7;
	return civil_add_days(day, off > 3 ? off - 7 : off);
}

/* Line and column are those of the file as it was read. */
static void place(struct work *w, struct dl_error *err, uint32_t at)
{
	text_position(w->doc, at, &err->line, &err->column);
	err->offset = text_raw_span(w->doc, (struct dl_span){at, at}).start;
}

static int warn(struct work *w, const struct when_expr *x, struct dl_error *err)
{
	const struct text_doc *doc = w->doc;
	struct dl_str said = str_sub(doc->text, x->span);
	struct dl_civil other = nearest(x->from, x->written_weekday);
	uint32_t at = text_to_source(doc, x->span.start);
	fail_at(err, DL_SYNTAX, doc->path, doc->source, at,
	    "'%.*s' contradicts itself: %04d-%02d-%02d is a %s; %s is %04d-%02d-%02d",
	    (int)(said.n < 60 ? said.n : 60), said.p, (int)x->from.year, x->from.month, x->from.day,
	    weekday(civil_weekday(x->from)), weekday(x->written_weekday), (int)other.year,
	    other.month, other.day);
	place(w, err, at);
	return 0;
}

/* The page says another time to machines than to people. */
static void warn_stated(struct work *w, const struct cand *c, struct dl_error *err)
{
	const struct text_doc *doc = w->doc;
	const struct cand *d = &w->cands[c->contradicts];
	char stated[ISOTIME_MAX], told[ISOTIME_MAX];
	size_t n = isotime_write(
	    &(struct isotime){c->event.start, c->event.precision, .has_date = true}, stated);
	size_t m = isotime_write(
	    &(struct isotime){d->event.start, d->event.precision, .has_date = true}, told);
	uint32_t at = text_to_source(doc, d->span.start);
	fail_at(err, DL_SYNTAX, doc->path, doc->source, at,
	    "'%.*s' is told for %.*s, but stated for %.*s (which is taken)",
	    (int)(c->event.title.n < 60 ? c->event.title.n : 60), c->event.title.p, (int)m, told,
	    (int)n, stated);
	place(w, err, at);
}

static int set_warnings(struct work *w)
{
	const struct text_doc *doc = w->doc;
	size_t n = doc->n_warnings;
	for (size_t i = 0; i < w->n && n < MAX_WARNINGS; i++)
		n += w->cands[i].contradicts != NO_CAND;
	for (size_t i = 0; i < w->list->n && n < MAX_WARNINGS; i++)
		n += w->list->v[i].weekday_clash && w->list->v[i].has_from;
	struct dl_error *v = arena_array(w->kept, struct dl_error, n);
	if (v == NULL)
		return work_nomem(w);
	w->cal->warnings = v;
	for (; w->cal->n_warnings < doc->n_warnings; w->cal->n_warnings++)
		v[w->cal->n_warnings] = doc->warnings[w->cal->n_warnings];
	for (size_t i = 0; i < w->n && w->cal->n_warnings < n; i++)
		if (w->cands[i].contradicts != NO_CAND)
			warn_stated(w, &w->cands[i], &v[w->cal->n_warnings++]);
	for (size_t i = 0; i < w->list->n && w->cal->n_warnings < n; i++)
		if (w->list->v[i].weekday_clash && w->list->v[i].has_from &&
		    warn(w, &w->list->v[i], &v[w->cal->n_warnings++]) < 0)
			return -1;
	return 0;
}

/* ---- all of it ------------------------------------------------------------------- */

static int set_verdicts(struct work *w, const uint32_t *index, struct event_verdicts *ret)
{
	if (ret == NULL)
		return 0;
	ret->v = arena_array(w->kept, struct event_verdict, w->list->n);
	if (ret->v == NULL)
		return work_nomem(w);
	ret->n = w->list->n;
	for (uint32_t e = 0; e < w->list->n; e++) {
		uint32_t owner = w->owners[e];
		const char *reason = w->reasons[e] != NULL ? w->reasons[e] : "background.unclear";
		ret->v[e] =
		    (struct event_verdict){e, owner == NO_CAND ? UINT32_MAX : index[owner], reason};
	}
	return 0;
}

static int read_all(struct work *w)
{
	w->chronicle = survey_is_chronicle(w);
	w->minutes = survey_is_minutes(w);
	survey_reference(w);
	survey_zone(w);
	for (uint32_t i = 0; i < w->doc->n_blocks;)
		if (read_block(w, &i) < 0)
			return -1;
	return record_flush(w) < 0 ? -1 : stated_read(w);
}

static int set_subject(struct work *w)
{
	w->subject = subject_name(w, w->cal->title, false);
	w->entry = subject_name(w, w->cal->title, true);
	bool ok = w->cal->title.n == 0 || (w->subject.p != NULL && w->entry.p != NULL);
	return ok ? 0 : work_nomem(w);
}

static int run(struct work *w, struct event_verdicts *ret_verdicts)
{
	w->reasons = arena_array(w->arena, const char *, w->list->n);
	w->owners = arena_array(w->arena, uint32_t, w->list->n);
	if (w->reasons == NULL || w->owners == NULL)
		return work_nomem(w);
	for (size_t e = 0; e < w->list->n; e++)
		w->owners[e] = NO_CAND;
	if (survey_words(w) < 0 || survey_title(w) < 0 || set_subject(w) < 0 ||
	    survey_language(w) < 0 || read_all(w) < 0)
		return -1;
	series_next(w);
	zonal_apply(w);
	order_windows(w);
	if (stated_merge(w) < 0 || merge_same(w) < 0)
		return -1;
	order_places(w);
	if (subject_qualify(w) < 0)
		return -1;
	uint32_t *index = arena_array(w->arena, uint32_t, w->n);
	if (index == NULL)
		return work_nomem(w);
	if (finish_events(w, index) < 0 || set_warnings(w) < 0)
		return -1;
	if (set_verdicts(w, index, ret_verdicts) < 0)
		return -1;
	return w->tried != NULL ? tried_list(w, index, ret_verdicts) : 0;
}

int event_build_with(struct arena *scratch, struct arena *arena, const struct text_doc *doc,
    const struct when_list *list, const struct dl_options *options, struct dl_calendar *ret,
    struct event_verdicts *ret_verdicts, struct dl_error *reterr)
{
	struct dl_calendar cal = *ret;
	struct tried tried = {.n = 0};
	struct work w = {.arena = scratch,
	    .kept = arena,
	    .doc = doc,
	    .list = list,
	    .options = options,
	    .cal = &cal,
	    .reterr = reterr,
	    .force = {.v = {{.cand = NO_CAND}}, .last = NO_CAND},
	    .made = NO_CAND,
	    .tried = ret_verdicts != NULL ? &tried : NULL};
	w.words = (struct words){.arena = scratch, .text = doc->text, .language = list->language};
	struct when_list telling;
	uint32_t *from = NULL;
	int status = -1;
	if (!aside_drop(scratch, doc->text, list, &telling, &from)) {
		status = work_nomem(&w);
	} else {
		w.list = &telling;
		status = run(&w, ret_verdicts);
	}
	if (status == 0 && ret_verdicts != NULL && from != NULL &&
	    !aside_restore(arena, ret_verdicts, from, list->n))
		status = work_nomem(&w);
	if (status == 0 && (scratch->failed || arena->failed)) /* a field would be missing */
		status = work_nomem(&w);
	if (status == 0)
		*ret = cal;
	return status;
}

int event_build(struct arena *arena, const struct text_doc *doc, const struct when_list *list,
    const struct dl_options *options, struct dl_calendar *ret, struct event_verdicts *ret_verdicts,
    struct dl_error *reterr)
{
	struct arena scratch = {.alloc = arena->alloc};
	int status =
	    event_build_with(&scratch, arena, doc, list, options, ret, ret_verdicts, reterr);
	arena_free(&scratch);
	return status;
}
