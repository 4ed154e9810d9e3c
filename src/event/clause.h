/* SPDX-License-Identifier: MIT */
/* The skeleton of a clause: who, did what, to whom. Not a parser: it looks for
 * the finite verb by its cues and takes the noun phrases on both sides. What
 * it cannot read it leaves alone, and the title falls back on plainer means. */
#ifndef EVENT_CLAUSE_H
#define EVENT_CLAUSE_H

#include "event/words.h"

/* Words from first to before end. */
struct range {
	size_t first, end;
};

enum clause_verb {
	CLAUSE_HELD,	 /* "was held", "takes place": the subject is the event */
	CLAUSE_OCCUR,	 /* "opens", "begins": the subject and the verb are */
	CLAUSE_CONCLUDE, /* "signed": the object and the participle are */
	CLAUSE_STAGE,	 /* "will host": the object is */
	CLAUSE_VERB,	 /* any other verb, known or after an auxiliary */
	CLAUSE_BE,	 /* "will be" with a time, a place or a noun */
	CLAUSE_REPORT	 /* "said": what is said may be an event, the saying is none */
};

enum clause_tense { TENSE_PAST, TENSE_NOW, TENSE_FUTURE, TENSE_PERHAPS };

struct clause {
	struct range subject; /* empty: none, or a pronoun (then pronoun is set) */
	struct range before;  /* first part of a subject in two ("A, for X, and B signed") */
	struct range verb;    /* auxiliaries, adverbs and the verb */
	struct range object;  /* what follows, as far as a title wants it; may be empty */
	enum clause_verb kind;
	enum clause_tense tense;
	bool passive, negated, pronoun;
	bool asked;	   /* "can", "must": it is up to the reader */
	struct dl_str who; /* for a pronoun: whom it stands for, if that is known */
	const char *value; /* of the verb's cue: "meets", "signed"; "" or NULL: the word itself */
	size_t main;	   /* the verb's own word, verb.end if there is none (CLAUSE_BE) */
};

/* The first clause with a finite verb in the range; false: there is none. */
bool clause_find(const struct words *, struct range in, struct clause *ret);

/* Moves a clause on to the verb that "and" joins to it last before word at. */
void clause_advance(const struct words *, struct range in, size_t at, struct clause *);

/* The part of a sentence around word i: after the "that" of what is said, after
 * a semicolon; the whole range when nothing parts it. */
struct range clause_around(const struct words *, struct range in, size_t i);

/* Is the range a name of one person or more ("Dr. Ada King", "A, B and C")? */
bool clause_is_person(const struct words *, struct range);

#endif
