/* SPDX-License-Identifier: MIT */
/* Host program: mklang -o DIR FILE.lang … turns the language files into
 *
 *   DIR/lang.inc         lexicon (perfect hash), phrase trie, rule names
 *   DIR/lang-classes.h   enum lex_class: the word classes
 *   DIR/lang-cues.h      enum lang_cue_class
 *   DIR/lang-cues.inc    the cue table
 *   DIR/lang-NAME.spec   every example as a test row, every `not` line too
 *
 * The format, one directive a line, `#` at the start of a line for comments:
 *
 *   language NAME            what follows belongs to this language
 *   ref YYYY-MM-DDTHH:MM     the reference of the examples that follow
 *   word CLASS  w w = 1 · w = 2    words of a class and their value. A word
 *                            ending in ^ counts only with a capital letter, one
 *                            ending in ^^ is not the word at all without one, one
 *                            ending in . may carry a dot ("sept.", "march^"); with
 *                            dots or hyphens inside it is read as one word all the same
 *   row PATTERN  PRODUCTION[:ARG] [latent|history|typed]  # example => TIMEX3 value | value
 *                            PATTERN: <class>, literal words and punctuation,
 *                            (a|b) for one of several, ? for "may be absent".
 *                            latent: only led by a little word or joined to
 *                            something; history: only in a text of years past;
 *                            typed: only where the text says nothing else
 *   not TEXT                 no time expression in TEXT
 *   cue CLASS  phrase, phrase = value
 *
 * and of the language as a whole:
 *
 *   role NAME word word      what C asks a little word for: the, of, in … (ROLE_THE)
 *   often word word          the language is told by them (detect.c), as by the
 *                            words of its classes `telling`, below
 *   split <a> <b>            a word of the first class and one of the second are
 *                            written as one: "Freitagabend"
 *   suffix st nd rd th       letters that make an ordinal of the number they touch
 *   decade s                 … that make a decade of it: "1990s"
 *   shape dot-day            "3." is an ordinal
 *   shape elides             "l'an": the apostrophe parts words, and is not seen
 *   shape decimal-comma      "2,5" and "1.000"
 *   shape verb-second        the verb is the second phrase, whatever the first is
 *   shape compounds          "Eröffnungskonzert" is a "konzert"
 *   shape article-dates      "le 3 mai": the article belongs to the date
 *   say due fällig           what titles say for a word of C's
 *   month-first en en-US     tags of those who write 12/31
 *
 * Each language has a lexicon and a trie of its own; classes, literals, roles and
 * the classes of cues are shared. The language of the first file is that of texts
 * that do not show theirs. The words of all files are read before the rows of any;
 * the rows of en.lang come before those of en-clock.lang and its like. Same files,
 * same bytes: input order and sorted tables, fixed hash. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mklang.h"

/* Longest line of a language file, with its newline. */
#define LINE_MAX_ 4096

/* Classes that the lexer gives to tokens by shape; the file's come after. */
static const char *const builtin[] = {"num", "day", "ord", "year", "year2", "hour", "clock",
    "isodate", "numdate", "numdate2", "decade", "clock4", "zone", "span"};

/* Classes whose words tell a language, beside those of `often`. */
static const char *const telling[] = {"month", "wday", "wdays", "dayref", "unit", "part", "parts",
    "season", "freq", "num", "tens", "ord", "recur", "dir", "clockword", "clockname", "vague",
    "anchor"};

struct mklang all;
static int lang = -1;
static const char *file;
static int line_no;
static char *ref;
static bool words_only; /* the first of two readings: any file may use any word */

static void die(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: ", file, line_no);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

void *must(void *p)
{
	if (p == NULL) {
		fputs("mklang: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

static char *copy(const char *s)
{
	char *p = must(malloc(strlen(s) + 1));
	return strcpy(p, s);
}

static char *trim(char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	size_t n = strlen(s);
	while (n != 0 && isspace((unsigned char)s[n - 1]))
		s[--n] = '\0';
	return s;
}

static int name_index(char **names, int *n, int max, const char *name, bool add)
{
	for (int i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	if (!add)
		return -1;
	if (*n == max)
		die("more than %d names, '%s' is one too many", max, name);
	names[*n] = copy(name);
	return (*n)++;
}

static struct word *word_get(const char *text, int of)
{
	for (int i = 0; i < all.n_words; i++)
		if (all.words[i].lang == of && strcmp(all.words[i].text, text) == 0)
			return &all.words[i];
	if (all.n_words == MAX_WORDS)
		die("more than %d words", MAX_WORDS);
	all.words[all.n_words].text = copy(text);
	all.words[all.n_words].lang = of;
	return &all.words[all.n_words++];
}

int literal(const char *text)
{
	int n = 1 + name_index(all.literals, &all.n_lits, MAX_LITERALS, text, true);
	if (lang >= 0 && !ispunct((unsigned char)text[0]))
		word_get(text, lang)->lit = n;
	return n;
}

/* Classes whose values C uses as indexes, and the largest they may have. */
static const struct {
	const char *class;
	int most;
} limits[] = {{"mod", 3}, {"edge", 3}, {"approx", 4}, {"compare", 5}, {"join", 5}, {"lead", 11},
    {"unit", 12}, {"unit1", 12}, {"unit2", 12}, {"units", 12}, {"part", 5}, {"season", 4},
    {"seasonalone", 4}, {"wday", 7}, {"wdayab", 7}, {"wdays", 9}, {"month", 12}, {"freq", 12}};

static void check_value(const char *word, int class, int value)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		if (strcmp(limits[i].class, all.classes[class]) == 0 &&
		    (value < 0 || value > limits[i].most))
			die("'%s' = %d: values of %s go from 0 to %d", word, value, limits[i].class,
			    limits[i].most);
}

static void add_sense(const char *text, int class, int value)
{
	char buf[256];
	size_t n = strlen(text);
	bool strict = n > 2 && text[n - 1] == '^' && text[n - 2] == '^';
	n -= strict;
	bool cap = n > 1 && text[n - 1] == '^';
	if (n >= sizeof(buf))
		die("word of %zu bytes, at most %zu", n, sizeof(buf) - 1);
	memcpy(buf, text, n + 1);
	if (cap)
		buf[--n] = '\0';
	bool dot = n > 1 && buf[n - 1] == '.';
	if (dot)
		buf[--n] = '\0';
	check_value(buf, class, value);
	size_t first = strcspn(buf, ".-"); /* "après-midi": its first word tells of it */
	if (first > 0 && first < n) {
		char head[256];
		memcpy(head, buf, first);
		head[first] = '\0';
		word_get(head, lang)->opens = true;
	}
	struct word *w = word_get(buf, lang);
	w->dot = w->dot || dot;
	w->strict = w->strict || strict;
	for (int i = 0; i < w->n; i++)
		if (w->senses[i].class == class)
			die("'%s' is in class %s already", buf, all.classes[class]);
	if (w->n == MAX_SENSES)
		die("'%s' has more than %d meanings", buf, MAX_SENSES);
	w->senses[w->n++] = (struct sense){class, value, cap};
}

/* "month  january jan = 1 · february feb = 2" */
static void read_word(char *s)
{
	char *name = strtok(s, " \t");
	char *rest = strtok(NULL, "");
	if (name == NULL || rest == NULL)
		die("expected: word CLASS words = value");
	int class = name_index(all.classes, &all.n_classes, MAX_CLASSES, name, true);
	while (rest != NULL) {
		char *dot = strstr(rest, "·");
		if (dot != NULL)
			*dot = '\0';
		char *eq = strchr(rest, '=');
		int value = 0;
		if (eq != NULL) {
			char *end;
			*eq = '\0';
			value = (int)strtol(eq + 1, &end, 10);
			if (*trim(end) != '\0')
				die("'%s' is no number", trim(eq + 1));
		}
		for (char *w = strtok(rest, " \t"); w != NULL; w = strtok(NULL, " \t"))
			add_sense(w, class, value);
		rest = dot == NULL ? NULL : dot + strlen("·");
	}
}

static int child(int node, int sym)
{
	struct trie *t = &all.tries[lang];
	int *link = &t->nodes[node].first;
	while (*link != 0) {
		if (t->edges[*link - 1].sym == sym)
			return t->edges[*link - 1].target;
		link = &t->edges[*link - 1].next;
	}
	if (t->n_nodes == MAX_NODES)
		die("more than %d trie nodes: too many optional parts", MAX_NODES);
	t->edges[t->n_edges] = (struct edge){sym, t->n_nodes, 0};
	*link = ++t->n_edges;
	return t->n_nodes++;
}

/* One memory for all nodes there can be: links into it stay. */
static void begin_trie(struct trie *t)
{
	t->nodes = must(calloc(MAX_NODES, sizeof(*t->nodes)));
	t->edges = must(calloc(MAX_NODES, sizeof(*t->edges)));
	t->n_nodes = 1;
}

static int symbol(const char *item)
{
	size_t n = strlen(item);
	if (item[0] != '<')
		return LITERAL + literal(item);
	char name[64];
	if (n < 3 || item[n - 1] != '>' || n - 2 >= sizeof(name))
		die("'%s': expected <class>", item);
	memcpy(name, item + 1, n - 2);
	name[n - 2] = '\0';
	int class = name_index(all.classes, &all.n_classes, MAX_CLASSES, name, false);
	if (class < 0)
		die("no words of class <%s> so far", name);
	return class;
}

static void insert(int node, char **items, int n, int row, bool any)
{
	if (n == 0) {
		if (!any)
			die("all parts are optional");
		struct node *end = &all.tries[lang].nodes[node];
		if (end->row == 0)
			end->row = row + 1;
		return;
	}
	char item[256];
	snprintf(item, sizeof(item), "%s", items[0]);
	size_t len = strlen(item);
	if (len > 1 && item[len - 1] == '?') {
		item[--len] = '\0';
		insert(node, items + 1, n - 1, row, any);
	}
	if (item[0] == '(' && len > 2 && item[len - 1] == ')') {
		item[len - 1] = '\0';
		char *save = NULL;
		for (char *a = strtok_r(item + 1, "|", &save); a != NULL;
		     a = strtok_r(NULL, "|", &save))
			insert(child(node, symbol(a)), items + 1, n - 1, row, true);
		return;
	}
	insert(child(node, symbol(item)), items + 1, n - 1, row, true);
}

static char *place(void)
{
	const char *base = strrchr(file, '/');
	char buf[300];
	snprintf(buf, sizeof(buf), "%s:%d", base == NULL ? file : base + 1, line_no);
	return copy(buf);
}

static void add_example(const char *text, const char *value, const char *rule)
{
	if (all.n_examples == MAX_EXAMPLES)
		die("more than %d examples", MAX_EXAMPLES);
	all.examples[all.n_examples++] = (struct example){copy(text), copy(value), place(),
	    ref == NULL ? copy("") : ref, rule == NULL ? NULL : copy(rule), lang};
}

static void read_example(char *s, const char *rule)
{
	char *arrow = strstr(s, "=>");
	if (arrow == NULL)
		die("the example lacks '=> value'");
	*arrow = '\0';
	add_example(trim(s), trim(arrow + 2), rule);
}

/* "<day> of? <month> ,? <year>?   date.dmy:1 latent   # 3 May 2026 => 2026-05-03" */
static void read_row(char *s)
{
	char *hash = strstr(s, " # ");
	if (hash != NULL)
		*hash = '\0';
	s = trim(s);
	char *gap = strstr(s, "  ");
	if (gap == NULL)
		die("expected: row PATTERN  PRODUCTION (two spaces between)");
	*gap = '\0';
	char *items[MAX_ITEMS];
	int n = 0;
	char *production = strtok(trim(gap + 1), " \t"), *flag = strtok(NULL, " \t");
	struct row *r = &all.rows[all.n_rows];
	if (all.n_rows == MAX_ROWS || production == NULL)
		die("too many rows, or a row without production");
	char *colon = strchr(production, ':');
	r->arg = colon == NULL ? 0 : atoi(colon + 1);
	if (colon != NULL)
		*colon = '\0';
	char name[128];
	snprintf(name, sizeof(name), "%s.%s", all.langs[lang], production);
	*r = (struct row){copy(name), place(), copy(production), line_no, r->arg,
	    flag != NULL && strcmp(flag, "latent") == 0,
	    flag != NULL && strcmp(flag, "history") == 0,
	    flag != NULL && strcmp(flag, "typed") == 0, file};
	if (hash != NULL)
		read_example(hash + 3, name);
	if (flag != NULL && !r->latent && !r->history && !r->typed)
		die("'%s': expected 'latent', 'history', 'typed' or nothing after the production",
		    flag);
	for (char *p = r->production; *p != '\0'; p++)
		if (*p == '.')
			*p = '_';
	char *save = NULL;
	for (char *i = strtok_r(s, " \t", &save); i != NULL; i = strtok_r(NULL, " \t", &save)) {
		if (n == MAX_ITEMS)
			die("more than %d parts in a row", MAX_ITEMS);
		items[n++] = i;
	}
	insert(0, items, n, all.n_rows, false);
	all.n_rows++;
}

/* "s'est" is two words where apostrophes part them, as event/words.c reads them. */
static char *part_elisions(char *s, char *out, size_t size)
{
	size_t n = 0;
	if (!all.habits[lang].elides)
		return s;
	for (; *s != '\0' && n + 3 < size; s++) {
		out[n++] = *s;
		if (*s == '\'' && s[1] != '\0' && s[1] != ' ')
			out[n++] = ' ';
	}
	out[n] = '\0';
	return out;
}

static void read_cue(char *s)
{
	char *name = strtok(s, " \t");
	char *rest = strtok(NULL, "");
	if (name == NULL || rest == NULL)
		die("expected: cue CLASS phrase, phrase = value");
	int class = name_index(all.cue_classes, &all.n_cue_classes, 255, name, true);
	char *eq = strchr(rest, '=');
	const char *value = "";
	if (eq != NULL) {
		*eq = '\0';
		value = trim(eq + 1);
	}
	for (char *p = strtok(rest, ","); p != NULL; p = strtok(NULL, ",")) {
		char parted[512];
		p = part_elisions(trim(p), parted, sizeof(parted));
		if (*p == '\0' || strlen(p) > 255)
			die("an empty phrase, or one of over 255 bytes");
		for (int i = 0; i < all.n_cues; i++)
			if (all.cues[i].class == class && all.cues[i].lang == lang &&
			    strcmp(all.cues[i].text, p) == 0)
				die("'%s' is in class %s already", p, name);
		if (all.n_cues == MAX_CUES)
			die("more than %d cues", MAX_CUES);
		all.cues[all.n_cues++] = (struct cue){copy(p), copy(value), class, lang};
	}
}

/* "the der die das": by their first letters' order of appearance. */
static void read_role(char *s)
{
	char *name = strtok(s, " \t");
	if (name == NULL)
		die("expected: role NAME word word");
	unsigned bit = 1u << name_index(all.roles, &all.n_roles, MAX_ROLES, name, true);
	for (char *w = strtok(NULL, " \t"); w != NULL; w = strtok(NULL, " \t")) {
		literal(w);
		word_get(w, lang)->roles |= bit;
	}
}

static void read_often(char *s)
{
	for (char *w = strtok(s, " \t"); w != NULL; w = strtok(NULL, " \t"))
		word_get(w, OFTEN)->often |= 1u << lang;
}

static bool in_class(const struct word *w, int class)
{
	for (int i = 0; i < w->n; i++)
		if (w->senses[i].class == class)
			return true;
	return false;
}

static int class_of(const char *item)
{
	if (item == NULL || item[0] != '<')
		die("expected: split <class> <class>");
	return symbol(item);
}

/* Abbreviations with a dot are not joined. */
static void read_split(char *s)
{
	int a = class_of(strtok(s, " \t")), b = class_of(strtok(NULL, " \t"));
	int n = all.n_words;
	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++) {
			const struct word *x = &all.words[i], *y = &all.words[k];
			char both[256];
			if (x->lang != lang || y->lang != lang || x->dot || y->dot ||
			    !in_class(x, a) || !in_class(y, b))
				continue;
			snprintf(both, sizeof(both), "%s%s", x->text, y->text);
			struct word *w = word_get(both, lang);
			if (w->n == 0 && w->lit == 0)
				w->cut = (int)strlen(x->text);
		}
}

static void read_suffix(struct suffixes *h, char *s)
{
	for (char *w = strtok(s, " \t"); w != NULL; w = strtok(NULL, " \t")) {
		if (h->n == MAX_SUFFIXES || strlen(w) > MAX_SUFFIX)
			die("more than %d suffixes, or one of over %d bytes", MAX_SUFFIXES,
			    MAX_SUFFIX);
		strcpy(h->v[h->n++], w);
	}
}

static void read_shape(const char *s)
{
	struct habits *h = &all.habits[lang];
	if (strcmp(s, "dot-day") == 0)
		h->dot_day = true;
	else if (strcmp(s, "elides") == 0)
		h->elides = true;
	else if (strcmp(s, "decimal-comma") == 0)
		h->decimal_comma = true;
	else if (strcmp(s, "verb-second") == 0)
		h->verb_second = true;
	else if (strcmp(s, "compounds") == 0)
		h->compounds = true;
	else if (strcmp(s, "article-dates") == 0)
		h->article_dates = true;
	else
		die("'%s': no such shape, see the head of mklang.c", s);
}

/* "due fällig" */
static void read_say(const char *s)
{
	struct habits *h = &all.habits[lang];
	if (h->n_says == MAX_SAYS || strchr(s, ' ') == NULL)
		die("expected: say WORD what titles say for it, at most %d", MAX_SAYS);
	h->says[h->n_says++] = copy(s);
}

static void read_language(const char *name)
{
	int n = all.n_langs;
	if (name == NULL)
		die("expected: language NAME");
	lang = name_index(all.langs, &all.n_langs, MAX_LANGS - 1, name, true);
	if (all.n_langs > n)
		begin_trie(&all.tries[lang]);
}

/* What says something of the language as a whole; false: something else. */
static bool read_habit(const char *verb, char *rest)
{
	if (strcmp(verb, "role") == 0)
		read_role(rest);
	else if (strcmp(verb, "often") == 0)
		read_often(rest);
	else if (strcmp(verb, "split") == 0)
		read_split(rest);
	else if (strcmp(verb, "suffix") == 0)
		read_suffix(&all.habits[lang].suffixes, rest);
	else if (strcmp(verb, "decade") == 0)
		read_suffix(&all.habits[lang].decades, rest);
	else if (strcmp(verb, "say") == 0)
		read_say(rest);
	else if (strcmp(verb, "shape") == 0)
		read_shape(rest);
	else if (strcmp(verb, "month-first") == 0)
		all.habits[lang].month_first = copy(rest);
	else
		return false;
	return true;
}

static void read_line(char *s)
{
	char *verb = s, *rest = s;
	while (*rest != '\0' && !isspace((unsigned char)*rest))
		rest++;
	if (*rest != '\0')
		*rest++ = '\0';
	rest = trim(rest);
	if (strcmp(verb, "language") == 0)
		read_language(strtok(rest, " \t"));
	else if (lang < 0)
		die("expected 'language NAME' first");
	else if (strcmp(verb, "word") == 0 && words_only)
		read_word(rest);
	else if (strcmp(verb, "word") == 0 || words_only)
		return;
	else if (strcmp(verb, "row") == 0)
		read_row(rest);
	else if (strcmp(verb, "cue") == 0)
		read_cue(rest);
	else if (strcmp(verb, "not") == 0)
		add_example(rest, "-", NULL);
	else if (strcmp(verb, "ref") == 0)
		ref = copy(rest);
	else if (!read_habit(verb, rest))
		die("'%s': expected language, ref, word, row, not, cue or what is said of a "
		    "language as a whole",
		    verb);
}

static void read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	char buf[LINE_MAX_];
	file = path;
	line_no = 0;
	lang = -1;
	if (f == NULL)
		die("cannot open");
	while (fgets(buf, sizeof(buf), f) != NULL) {
		line_no++;
		if (strchr(buf, '\n') == NULL && !feof(f))
			die("line of over %zu bytes", sizeof(buf) - 2);
		char *s = trim(buf);
		if (*s != '\0' && *s != '#')
			read_line(s);
	}
	if (ferror(f))
		die("cannot read");
	fclose(f);
}

/* "en.lang" before "en-clock.lang" */
static void read_files(char **paths, int n, bool words)
{
	words_only = words;
	for (int part = 0; part < 2; part++)
		for (int i = 0; i < n; i++) {
			const char *base = strrchr(paths[i], '/');
			if ((strchr(base == NULL ? paths[i] : base, '-') != NULL) == (part == 1))
				read_file(paths[i]);
		}
}

/* The words that tell languages apart: those of `often`, and of some classes. */
static void tell_languages(void)
{
	int n = all.n_words;
	for (size_t t = 0; t < sizeof(telling) / sizeof(telling[0]); t++) {
		int class = name_index(all.classes, &all.n_classes, MAX_CLASSES, telling[t], true);
		for (int i = 0; i < n; i++) {
			const struct word *w = &all.words[i];
			if (w->lang == OFTEN || !in_class(w, class) || strlen(w->text) < 3)
				continue;
			struct word *o = word_get(w->text, OFTEN);
			if ((o->often >> w->lang & 1) == 0)
				o->tells |= 1u << w->lang;
		}
	}
}

int main(int argc, char **argv)
{
	file = "mklang";
	if (argc < 4 || strcmp(argv[1], "-o") != 0) {
		fputs("usage: mklang -o DIR FILE.lang ...\n", stderr);
		return 1;
	}
	for (size_t i = 0; i < sizeof(builtin) / sizeof(builtin[0]); i++)
		name_index(all.classes, &all.n_classes, MAX_CLASSES, builtin[i], true);
	static const char punct[] = ",.-/():;'&+~@\"";
	for (const char *p = punct; *p != '\0'; p++)
		literal((char[]){*p, '\0'});
	read_files(argv + 3, argc - 3, true);
	read_files(argv + 3, argc - 3, false);
	tell_languages();
	write_all(argv[2]);
	return 0;
}
