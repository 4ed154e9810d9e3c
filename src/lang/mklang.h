/* SPDX-License-Identifier: MIT */
/* What mklang has read (mklang.c) and writes (mklang_write.c). */
#ifndef LANG_MKLANG_H
#define LANG_MKLANG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Ceilings of the tables; a language adds some 500 words and 200 rows. */
#define MAX_CLASSES	60 /* bits of the token's class mask */
#define MAX_WORDS	16384
#define MAX_SENSES	5
#define MAX_ROWS	4096
#define MAX_LITERALS	4096
#define MAX_NODES	65000 /* of a language */
#define MAX_CUE_CLASSES 255
#define MAX_CUES	16384
#define MAX_LANGS	32 /* bits of the mask of lang/detect.c, and tables of this program */
#define MAX_SAYS	16
#define MAX_ROLES	16 /* bits of a word's roles */
#define MAX_SUFFIXES	7  /* when/tables.h has one more */
#define MAX_SUFFIX	5  /* bytes */
#define MAX_EXAMPLES	16384
#define MAX_ITEMS	24 /* of a row: the window of the matcher */

struct sense {
	int class;
	int value;
	bool cap;
};
struct word {
	char *text;
	int lang;
	int lit; /* literal number, 0: none */
	unsigned roles;
	bool opens;	/* a word with a dot or hyphen begins with it */
	int cut;	/* bytes of the first of two words written as one; 0: it is one */
	unsigned often; /* of the words that tell languages apart: bit per language */
	unsigned tells; /* of those that tell more: names of months and the like */
	bool dot, strict;
	int n;
	struct sense senses[MAX_SENSES];
};
struct row {
	char *name, *place, *production;
	int line, arg;
	bool latent, history, typed;
	const char *file;
};
struct edge {
	int sym; /* class: 0…; literal: 1000 + number */
	int target;
	int next;
};
struct node {
	int first; /* edge + 1 */
	int row;   /* row + 1 */
};
struct cue {
	char *text, *value;
	int class, lang;
};
struct example {
	char *text, *value, *place, *ref;
	char *rule; /* that has to fire; NULL: none */
	int lang;
};

#define LITERAL 1000
/* The language of the words that tell languages apart. */
#define OFTEN (MAX_LANGS - 1)

/* The rows of one language. */
struct trie {
	struct node *nodes;
	int n_nodes;
	struct edge *edges;
	int n_edges;
};
struct suffixes {
	char v[MAX_SUFFIXES][MAX_SUFFIX + 1];
	int n;
};
/* How a language writes numbers: the directives `suffix` and `shape`. */
struct habits {
	struct suffixes suffixes, decades;
	bool dot_day, elides, decimal_comma, verb_second, compounds, article_dates;
	char *says[MAX_SAYS]; /* "and=und" */
	int n_says;
	char *month_first; /* tags of those who write the month first; or NULL */
};

/* All that the files said, in their order. */
struct mklang {
	char *classes[MAX_CLASSES];
	int n_classes;
	char *cue_classes[MAX_CUE_CLASSES];
	int n_cue_classes;
	char *langs[MAX_LANGS];
	int n_langs;
	char *roles[MAX_ROLES];
	int n_roles;
	struct habits habits[MAX_LANGS];
	struct trie tries[MAX_LANGS];
	char *literals[MAX_LITERALS];
	int n_lits;
	struct word words[MAX_WORDS];
	int n_words;
	struct row rows[MAX_ROWS];
	int n_rows;
	struct cue cues[MAX_CUES];
	int n_cues;
	struct example examples[MAX_EXAMPLES];
	int n_examples;
};

extern struct mklang all;

/* Number of a literal word of a row; it gets one if it has none. The same in all
 * languages. */
int literal(const char *text);
void *must(void *p); /* p, or the end of the program when it is NULL */

/* Writes all tables into a folder; ends the program when it cannot. */
void write_all(const char *dir);
void write_cues(void); /* the part of it in mklang_cues.c */

/* A file of that folder, with its first line; and its end. */
FILE *file_new(const char *name);
void file_done(FILE *);
void put_upper(FILE *, const char *); /* "not-yet" as NOT_YET */
void put_quoted(FILE *, const char *);

#endif
