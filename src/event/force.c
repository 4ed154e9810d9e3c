/* SPDX-License-Identifier: MIT */
#include "event/force.h"

/* Levels that were left out ("#" then "###") hold nothing. */
static struct frame *open_frame(struct force *f, int level)
{
	while (f->top < level) {
		uint32_t number = f->v[f->top].number, cand = f->v[f->top].cand;
		f->v[++f->top] = (struct frame){.number = number, .cand = cand};
	}
	f->top = level;
	f->v[level] = (struct frame){.number = f->headings, .cand = NO_CAND};
	return &f->v[level];
}

struct frame *force_enter(struct work *w, int level)
{
	if (level < 1)
		level = 1;
	if (level > HEADING_FRAMES - 1)
		level = HEADING_FRAMES - 1;
	struct force *f = &w->force;
	f->headings++;
	open_frame(f, level);
	f->base = level;
	/* A new section is a new story, told wherever it says. */
	f->last = NO_CAND;
	return &f->v[level];
}

struct frame *force_enter_item(struct work *w, int depth)
{
	int level = HEADING_FRAMES - 1 + (depth < 1 ? 1 : depth);
	return open_frame(&w->force, level > FRAMES - 1 ? FRAMES - 1 : level);
}

void force_leave_items(struct work *w, int depth)
{
	struct force *f = &w->force;
	int level = HEADING_FRAMES - 1 + (depth < 0 ? 0 : depth);
	if (f->top > level)
		f->top = level > f->base && depth > 0 ? level : f->base;
	if (depth <= 0)
		f->top = f->base;
}

static const struct place *frame_place(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].place.text.n != 0)
			return &w->force.v[i].place;
	return NULL;
}

const struct place *force_place(const struct work *w)
{
	const struct place *p = frame_place(w);
	bool here =
	    w->force.place.text.n != 0 && w->force.place_topic == w->force.v[w->force.top].number;
	return p != NULL ? p : here ? &w->force.place : NULL;
}

const struct place *force_narrative_place(const struct work *w)
{
	return w->force.place.text.n != 0 ? &w->force.place : frame_place(w);
}

struct dl_str force_zone(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].zone.n != 0)
			return w->force.v[i].zone;
	return (struct dl_str){NULL, 0};
}

struct dl_str force_title(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].title.n != 0)
			return w->force.v[i].title;
	return w->headed ? w->cal->title : (struct dl_str){NULL, 0};
}

struct dl_str force_entry(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].title.n != 0)
			return w->force.v[i].entry.n != 0 ? w->force.v[i].entry
							  : w->force.v[i].title;
	return w->headed ? w->entry : (struct dl_str){NULL, 0};
}

bool force_is_background(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].background)
			return true;
	return false;
}
