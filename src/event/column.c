/* SPDX-License-Identifier: MIT */
#include "event/column.h"

#include <string.h>

#include "base/str.h"
#include "event/cand.h"
#include "event/record.h"
#include "event/slot.h"

/* First expression of a block or after it. */
static uint32_t first_expr(const struct work *w, uint32_t block)
{
	uint32_t low = 0, high = (uint32_t)w->list->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (w->list->v[mid].block < block)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct dl_str cell_text(const struct work *w, uint32_t block)
{
	return str_trim(str_sub(w->doc->text, w->doc->blocks[block].span));
}

/* "Monday 4 May 2026", and nothing beside it but the name of a theme? */
static bool read_day(struct work *w, uint32_t block, struct slot *ret)
{
	uint32_t e = first_expr(w, block), end = first_expr(w, block + 1);
	struct slot s, more;
	if (!slot_next(w, &e, end, &s) || slot_next(w, &e, end, &more))
		return false;
	const struct when_expr *x = &w->list->v[s.start];
	if (x->type != WHEN_DATE || x->grain != WHEN_GRAIN_DAY || !x->has_from ||
	    s.end != WHEN_NONE || s.span.start > w->doc->blocks[block].span.start + 12)
		return false;
	*ret = s;
	return true;
}

/* "Room 1", "Track B", "Main stage": parallel to others. words holds the cell. */
static bool is_track(struct work *w, struct where *ret)
{
	const struct words *ws = &w->words;
	struct range all = {0, ws->n};
	bool track = false;
	if (where_whole(w, all, ret))
		return true;
	for (size_t i = 0; i < ws->n; i++) {
		const struct lang_cue *cue =
		    lang_cue_find(ws->language, words_text(ws, i), LANG_CUE_LABEL);
		track |= cue != NULL &&
			 (strcmp(cue->value, "track") == 0 || strcmp(cue->value, "place") == 0);
	}
	*ret = (struct where){.words = {0, 0}};
	return track && ws->n <= 6;
}

/* The name of a column, told by the header cell. */
static bool read_head(struct work *w, struct column *c, uint32_t block)
{
	struct dl_str text = cell_text(w, block);
	c->named = text.n != 0;
	c->role = record_role(text);
	c->has_day = c->role == NULL && read_day(w, block, &c->day);
	if (c->role != NULL || c->has_day || text.n == 0)
		return true;
	if (!words_read(&w->words, w->doc->blocks[block].span))
		return false;
	c->track = is_track(w, &c->where);
	return true;
}

bool table_is_header(const struct work *w, uint32_t block, uint32_t end)
{
	size_t named = 0;
	struct work *mutable = (struct work *)w; /* slots are read, not kept */
	struct slot day;
	for (uint32_t b = block; b < end; b++) {
		struct dl_str text = cell_text(w, b);
		bool role = record_role(text) != NULL;
		if (!role && text.n != 0 && !read_day(mutable, b, &day) && b != block)
			return false;
		named += role;
	}
	return named > 0 && w->doc->blocks[block].row == 0 && end - block > 1;
}

/* A lone column named like a room is what the room is used for, not a track. */
static void settle(struct table *t)
{
	size_t tracks = 0, titles = 0, days = 0;
	for (size_t i = 0; i < t->n; i++) {
		tracks += t->v[i].track;
		days += t->v[i].has_day;
		titles += t->v[i].role != NULL && strcmp(t->v[i].role, "title") == 0;
	}
	for (size_t i = 0; i < t->n; i++)
		t->v[i].track &= tracks > 1 && titles == 0 && days == 0;
	t->grid = days != 0 || (tracks > 1 && titles == 0);
}

struct table *table_of(struct work *w, uint32_t block, uint32_t end)
{
	const struct text_block *b = &w->doc->blocks[block];
	if (w->table != NULL && w->table->number == b->table)
		return w->table;
	struct table *t = w->table;
	if (t == NULL)
		t = w->table = arena_new(w->arena, struct table);
	if (t == NULL) {
		work_nomem(w);
		return NULL;
	}
	*t = (struct table){.number = b->table};
	bool head = b->header || table_is_header(w, block, end);
	for (uint32_t i = block; head && i < end; i++) {
		uint32_t column = w->doc->blocks[i].column;
		if (column >= MAX_COLUMNS)
			break;
		t->n = column + 1u > t->n ? column + 1u : t->n;
		if (!read_head(w, &t->v[column], i)) {
			work_nomem(w);
			return NULL;
		}
	}
	settle(t);
	return t;
}

const struct column *table_column(const struct table *t, const struct text_block *b)
{
	static const struct column none = {.role = NULL};
	return b->column < t->n ? &t->v[b->column] : &none;
}
