/* SPDX-License-Identifier: MIT */
#include "event/force.h"

struct frame *force_enter(struct work *w, int level)
{
	if (level < 1)
		level = 1;
	if (level > FRAMES - 1)
		level = FRAMES - 1;
	struct force *f = &w->force;
	/* Levels that were left out ("#" then "###") hold nothing. */
	while (f->top < level) {
		uint32_t number = f->v[f->top].number;
		f->v[++f->top] = (struct frame){.number = number};
	}
	f->top = level;
	f->v[level] = (struct frame){.number = ++f->headings};
	/* A new section is a new story, told wherever it says. */
	f->last = NO_CAND;
	return &f->v[level];
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

bool force_is_background(const struct work *w)
{
	for (int i = w->force.top; i >= 0; i--)
		if (w->force.v[i].background)
			return true;
	return false;
}
