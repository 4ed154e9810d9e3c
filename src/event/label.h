/* SPDX-License-Identifier: MIT */
/* The words of an entry beside its time: title, place, speakers. */
#ifndef EVENT_LABEL_H
#define EVENT_LABEL_H

#include "event/title.h"
#include "event/where.h"
#include "event/work.h"

struct label {
	struct title title;  /* text empty: there is none */
	struct where where;  /* place.text empty: there is none */
	struct range people; /* words; empty: nobody */
	bool generic;	     /* nothing but "Programme", "Day 2" */
	bool is_break;	     /* "Coffee break" */
};

/* Reads "Opening concert (Great Hall) — Ada King", "Lyon, France". -1: no memory. */
int label_read(struct work *, struct range, struct label *ret);

/* The words on the other side of the time, once the title is known: a place or
 * people, or nothing of use. */
int label_after(struct work *, struct range, struct label *);

#endif
