/* SPDX-License-Identifier: MIT */
/* Values that stand side by side → expressions. */
#ifndef WHEN_COMPOSE_H
#define WHEN_COMPOSE_H

#include "when/lex.h"
#include "when/trace.h"
#include "when/value.h"
#include "when/when.h"

/* Tokens of a window: a run of words of the lexicon, numbers and light
 * punctuation. Longer runs are cut; no expression of ours comes near it. */
#define WINDOW_MAX 64

/* Zones named in one window: each has a clock before it. */
#define WINDOW_ZONES (WINDOW_MAX / 2)

/* Recurrences with a record in one window; more than one is rare. */
#define WINDOW_RECURS 16

enum member_link { LINK_NONE, LINK_RANGE, LINK_LIST };

/* One expression of the window. */
struct member {
	struct value value;    /* comes first: member_find() */
	uint8_t first, last;   /* tokens, both inclusive */
	enum member_link next; /* how the member after it belongs to it */
	uint8_t skip;	       /* its first tokens that are outside the TIMEX3 extent */
	uint8_t tail;	       /* tokens behind it that belong to it: "or later" */
	enum when_bound bound; /* what it is to the recurrence `set` */
	uint8_t set;	       /* 1 + index of a member; 0: none */
	bool chained;	       /* belongs to the member before it */
	bool joined;	       /* made of more than one phrase */
	uint16_t rules[WHEN_MAX_RULES];
	uint8_t n_rules;
	uint32_t node; /* of window.trace */
};

struct window {
	const struct lexicon *lexicon;
	struct dl_str text;
	struct lex_token tokens[WINDOW_MAX];
	size_t n;
	struct member members[WINDOW_MAX];
	size_t n_members;
	struct dl_str zones[WINDOW_ZONES]; /* IANA names of LEX_ZONE tokens: v[1] */
	size_t n_zones;
	struct value inners[WINDOW_MAX]; /* values inside members' values */
	size_t n_inners;
	struct recur recurs[WINDOW_RECURS];
	size_t n_recurs;
	struct trace *trace; /* NULL: nobody asks */
	bool opens_block;    /* the first token is the first of its block */
	bool has_era;	     /* era_year: the last year of this document with its era */
	int32_t era_year;
	bool is_text; /* the document says nothing else */
	bool uncased; /* the block has no capital letter: none is missed */
};

/* What stands between two members. */
enum gap {
	GAP_NEXT = 1 << 0, /* nothing */
	GAP_COMMA = 1 << 1,
	GAP_DASH = 1 << 2,
	GAP_AT = 1 << 3,  /* at, on, in, of, from (the), around, between */
	GAP_TO = 1 << 4,  /* to, until, through */
	GAP_AND = 1 << 5, /* and, or, &; with a comma or without */
	GAP_SLASH = 1 << 6,
	GAP_OPEN = 1 << 7, /* an opening parenthesis */
	GAP_OTHER = 1 << 8
};

enum gap compose_gap(const struct window *, const struct member *, const struct member *);
/* Members i and i + 1 become one, with the value of i. */
void compose_melt(struct window *, size_t i, enum when_join);

/* "3-5 March, | 9 am - 5 pm": are the hours behind member i of each of several days? */
bool compose_of_several(const struct window *, size_t i);

/* Fills members from tokens: phrases, then joins by binding power, then what
 * was left unjoined and cannot stand alone is dropped. */
void compose_window(struct window *);

#endif
