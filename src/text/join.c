/* SPDX-License-Identifier: MIT */
#include "text/join.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"

void text_join_begin(struct text_join *j, struct arena *arena, struct text_doc *doc, size_t max)
{
	memset(j, 0, sizeof(*j));
	j->arena = j->source.arena = arena;
	j->source.max = max;
	j->doc = doc;
}

/* What a part's numbers become. */
struct shift {
	uint32_t text, source, block;
};

/* Room for n more in an array; keeps the failure. */
static void *grow(struct text_join *j, void *array, size_t size, size_t n, size_t *cap)
{
	void *p = j->failed == DL_OK ? arena_regrow(j->arena, array, size, n, cap) : NULL;
	if (p == NULL && j->failed == DL_OK)
		j->failed = DL_NOMEM;
	return p;
}

static struct dl_span shifted(struct dl_span s, uint32_t by)
{
	return (struct dl_span){s.start + by, s.end + by};
}

static void add_piece(struct text_join *j, struct text_piece p)
{
	struct text_piece *v = grow(j, j->pieces, sizeof(*v), j->n_pieces, &j->cap_pieces);
	if (v == NULL)
		return;
	j->pieces = v;
	v[j->n_pieces++] = p;
}

static void add_text(struct text_join *j, struct dl_str s)
{
	if (s.n > 2 * TEXT_MAX - j->n_text)
		j->failed = DL_LIMIT;
	size_t cap = j->cap_text == 0 ? 4096 : j->cap_text;
	while (cap - j->n_text < s.n)
		cap *= 2;
	if (cap != j->cap_text && j->failed == DL_OK) {
		char *p = arena_array(j->arena, char, cap);
		if (p == NULL) {
			j->failed = DL_NOMEM;
			return;
		}
		if (j->n_text != 0)
			memcpy(p, j->text, j->n_text);
		j->text = p;
		j->cap_text = cap;
	}
	if (j->failed != DL_OK || s.n == 0)
		return;
	memcpy(j->text + j->n_text, s.p, s.n);
	j->n_text += s.n;
}

/* What stands between two documents: a line break that is nobody's. */
static void part_them(struct text_join *j)
{
	struct decoded *d = &j->source;
	if (d->n != 0 && d->text[d->n - 1] != '\n') {
		struct origin o = decoded_origin(d);
		uint32_t raw = origin_end(&o, (uint32_t)d->n);
		decoded_unit(d, STR("\n"), raw, raw);
	}
	if (j->n_text == 0 || j->text[j->n_text - 1] == '\n')
		return;
	add_piece(j, (struct text_piece){(uint32_t)j->n_text, (uint32_t)d->n, 0, 0});
	add_text(j, STR("\n"));
}

static void add_blocks(struct text_join *j, const struct text_doc *part, const struct shift *by)
{
	uint32_t tables = j->tables, groups = j->groups;
	for (size_t i = 0; i < part->n_blocks; i++) {
		struct text_doc *doc = j->doc;
		struct text_block *v =
		    grow(j, doc->blocks, sizeof(*v), doc->n_blocks, &j->cap_blocks);
		if (v == NULL)
			return;
		doc->blocks = v;
		struct text_block *b = v + doc->n_blocks++;
		*b = part->blocks[i];
		b->span = shifted(b->span, by->text);
		if (b->kind == TEXT_FIELD)
			b->name = shifted(b->name, by->text);
		if (b->head_cell != TEXT_NO_BLOCK)
			b->head_cell += by->block;
		if (b->kind == TEXT_CELL) {
			b->table += tables;
			j->tables = j->tables > b->table ? j->tables : b->table + 1;
		}
		b->group += groups;
		j->groups = j->groups > b->group ? j->groups : b->group + 1;
	}
}

static struct dl_str copy(struct text_join *j, struct dl_str s)
{
	struct dl_str kept = s.n == 0 ? STR("") : arena_str(j->arena, s);
	if (kept.p == NULL && j->failed == DL_OK)
		j->failed = DL_NOMEM;
	return kept;
}

static void add_links(struct text_join *j, const struct text_doc *part, const struct shift *by)
{
	struct text_doc *doc = j->doc;
	for (size_t i = 0; i < part->n_links; i++) {
		struct text_link *v = grow(j, doc->links, sizeof(*v), doc->n_links, &j->cap_links);
		if (v == NULL)
			return;
		doc->links = v;
		v[doc->n_links++] = (struct text_link){
		    shifted(part->links[i].span, by->text), copy(j, part->links[i].url)};
	}
	for (size_t i = 0; i < part->n_times; i++) {
		struct text_time *v = grow(j, doc->times, sizeof(*v), doc->n_times, &j->cap_times);
		if (v == NULL)
			return;
		doc->times = v;
		v[doc->n_times++] = (struct text_time){
		    shifted(part->times[i].span, by->text), copy(j, part->times[i].datetime)};
	}
}

static void add_records(struct text_join *j, const struct text_doc *part, const struct shift *by)
{
	struct text_doc *doc = j->doc;
	size_t first = doc->n_facts;
	for (size_t i = 0; i < part->n_facts; i++) {
		struct text_fact *v = grow(j, j->facts, sizeof(*v), doc->n_facts, &j->cap_facts);
		if (v == NULL)
			return;
		j->facts = v;
		v[doc->n_facts] = part->facts[i];
		v[doc->n_facts].value = copy(j, part->facts[i].value);
		v[doc->n_facts].source = shifted(part->facts[i].source, by->source);
		doc->n_facts++;
	}
	for (size_t i = 0; i < part->n_records; i++) {
		struct text_record *v =
		    grow(j, j->records, sizeof(*v), doc->n_records, &j->cap_records);
		if (v == NULL)
			return;
		j->records = v;
		v[doc->n_records] = part->records[i];
		v[doc->n_records].first += first;
		v[doc->n_records].source = shifted(part->records[i].source, by->source);
		if (part->records[i].block != TEXT_NO_BLOCK)
			v[doc->n_records].block += by->block;
		doc->n_records++;
	}
}

static void add_warnings(struct text_join *j, const struct text_doc *part, const struct shift *by)
{
	struct text_doc *doc = j->doc;
	for (size_t i = 0; i < part->n_warnings && doc->n_warnings < TEXT_WARNINGS_MAX; i++) {
		struct dl_error *v =
		    grow(j, doc->warnings, sizeof(*v), doc->n_warnings, &doc->cap_warnings);
		if (v == NULL)
			return;
		doc->warnings = v;
		v[doc->n_warnings] = part->warnings[i];
		v[doc->n_warnings++].offset += by->source;
	}
}

static void take_evidence(struct text_join *j, struct dl_str *to, struct dl_str from)
{
	if (to->n == 0 && from.n != 0)
		*to = copy(j, from);
}

void text_join_add(
    struct text_join *j, const struct text_doc *part, const struct origin *over, uint32_t from)
{
	part_them(j);
	struct shift by = {(uint32_t)j->n_text, (uint32_t)j->source.n, (uint32_t)j->doc->n_blocks};
	j->source.over = over;
	decoded_run(&j->source, part->source, from);
	j->source.over = NULL;
	if (j->source.failed != DL_OK) {
		j->failed = j->failed != DL_OK ? j->failed : j->source.failed;
		return;
	}
	if (part->n_pieces == 0 && part->text.n != 0)
		add_piece(j, (struct text_piece){by.text, by.source, 1, 0});
	for (size_t i = 0; i < part->n_pieces; i++) {
		struct text_piece p = part->pieces[i];
		p.at += by.text;
		p.source += by.source;
		add_piece(j, p);
	}
	add_text(j, part->text);
	add_blocks(j, part, &by);
	add_links(j, part, &by);
	add_records(j, part, &by);
	add_warnings(j, part, &by);
	take_evidence(j, &j->doc->title, part->title);
	take_evidence(j, &j->doc->language, part->language);
	take_evidence(j, &j->doc->published, part->published);
}

int text_join_finish(struct text_join *j, struct dl_error *reterr)
{
	struct text_doc *doc = j->doc;
	if (j->failed == DL_LIMIT)
		return fail_in(reterr, DL_LIMIT, doc->path,
		    "the text is longer than %zu bytes, expected less",
		    j->source.max != 0 ? j->source.max : TEXT_MAX);
	if (j->failed != DL_OK)
		return fail(reterr, j->failed, "out of memory");
	doc->source = decoded_text(&j->source);
	doc->origin = decoded_origin(&j->source);
	doc->text = (struct dl_str){j->n_text == 0 ? "" : j->text, j->n_text};
	doc->pieces = j->pieces;
	doc->n_pieces = j->n_pieces;
	doc->facts = j->facts;
	doc->records = j->records;
	return 0;
}
