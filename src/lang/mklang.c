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
 *                            ending in . may carry a dot ("sept.", "march^")
 *   row PATTERN  PRODUCTION[:ARG] [latent]  # example => TIMEX3 value | value
 *                            PATTERN: <class>, literal words and punctuation,
 *                            (a|b) for one of several, ? for "may be absent"
 *   not TEXT                 no time expression in TEXT
 *   cue CLASS  phrase, phrase = value
 *
 * Same files, same bytes: input order and sorted tables, fixed hash. */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ceilings of the tables; a language adds some 500 words and 200 rows. */
#define MAX_CLASSES  60 /* bits of the token's class mask */
#define MAX_WORDS    16384
#define MAX_SENSES   4
#define MAX_ROWS     4096
#define MAX_NODES    65000
#define MAX_CUES     16384
#define MAX_LANGS    64
#define MAX_EXAMPLES 16384
#define MAX_ITEMS    24 /* of a row: the window of the matcher */
#define LINE_MAX_    4096

struct sense {
	int class;
	int value;
	bool cap;
};
struct word {
	char *text;
	int lit; /* literal number, 0: none */
	bool dot;
	int n;
	struct sense senses[MAX_SENSES];
};
struct row {
	char *name, *place, *production;
	int line, arg;
	bool latent;
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

/* Classes that the lexer gives to tokens by shape; the file's come after. */
static const char *const builtin[] = {"num", "day", "ord", "year", "year2", "hour", "clock",
    "isodate", "numdate", "numdate2", "decade", "clock4", "zone"};

static char *classes[MAX_CLASSES];
static int n_classes;
static char *cue_classes[256];
static int n_cue_classes;
static char *langs[MAX_LANGS];
static int n_langs, lang = -1;
static struct word words[MAX_WORDS];
static int n_words, n_lits;
static struct row rows[MAX_ROWS];
static int n_rows;
static struct node nodes[MAX_NODES];
static int n_nodes = 1;
static struct edge edges[MAX_NODES];
static int n_edges;
static struct cue cues[MAX_CUES];
static int n_cues;
static struct example examples[MAX_EXAMPLES];
static int n_examples;
static const char *file, *outdir;
static int line_no;
static char *ref;

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

static void *must(void *p)
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

static struct word *word_get(const char *text)
{
	for (int i = 0; i < n_words; i++)
		if (strcmp(words[i].text, text) == 0)
			return &words[i];
	if (n_words == MAX_WORDS)
		die("more than %d words", MAX_WORDS);
	words[n_words].text = copy(text);
	return &words[n_words++];
}

static int literal(const char *text)
{
	struct word *w = word_get(text);
	if (w->lit == 0)
		w->lit = ++n_lits;
	return w->lit;
}

static void add_sense(const char *text, int class, int value)
{
	char buf[256];
	size_t n = strlen(text);
	bool cap = n > 1 && text[n - 1] == '^';
	if (n >= sizeof(buf))
		die("word of %zu bytes, at most %zu", n, sizeof(buf) - 1);
	memcpy(buf, text, n + 1);
	if (cap)
		buf[--n] = '\0';
	bool dot = n > 1 && buf[n - 1] == '.';
	if (dot)
		buf[--n] = '\0';
	struct word *w = word_get(buf);
	w->dot = w->dot || dot;
	for (int i = 0; i < w->n; i++)
		if (w->senses[i].class == class)
			die("'%s' is in class %s already", buf, classes[class]);
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
	int class = name_index(classes, &n_classes, MAX_CLASSES, name, true);
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
	int *link = &nodes[node].first;
	while (*link != 0) {
		if (edges[*link - 1].sym == sym)
			return edges[*link - 1].target;
		link = &edges[*link - 1].next;
	}
	if (n_nodes == MAX_NODES)
		die("more than %d trie nodes: too many optional parts", MAX_NODES);
	edges[n_edges] = (struct edge){sym, n_nodes, 0};
	*link = ++n_edges;
	return n_nodes++;
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
	int class = name_index(classes, &n_classes, MAX_CLASSES, name, false);
	if (class < 0)
		die("no words of class <%s> so far", name);
	return class;
}

static void insert(int node, char **items, int n, int row, bool any)
{
	if (n == 0) {
		if (!any)
			die("all parts are optional");
		if (nodes[node].row == 0)
			nodes[node].row = row + 1;
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
	if (n_examples == MAX_EXAMPLES)
		die("more than %d examples", MAX_EXAMPLES);
	examples[n_examples++] = (struct example){copy(text), copy(value), place(),
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
	struct row *r = &rows[n_rows];
	if (n_rows == MAX_ROWS || production == NULL)
		die("too many rows, or a row without production");
	char *colon = strchr(production, ':');
	r->arg = colon == NULL ? 0 : atoi(colon + 1);
	if (colon != NULL)
		*colon = '\0';
	char name[128];
	snprintf(name, sizeof(name), "%s.%s", langs[lang], production);
	*r = (struct row){copy(name), place(), copy(production), line_no, r->arg,
	    flag != NULL && strcmp(flag, "latent") == 0, file};
	if (hash != NULL)
		read_example(hash + 3, name);
	if (flag != NULL && !r->latent)
		die("'%s': expected 'latent' or nothing after the production", flag);
	for (char *p = r->production; *p != '\0'; p++)
		if (*p == '.')
			*p = '_';
	char *save = NULL;
	for (char *i = strtok_r(s, " \t", &save); i != NULL; i = strtok_r(NULL, " \t", &save)) {
		if (n == MAX_ITEMS)
			die("more than %d parts in a row", MAX_ITEMS);
		items[n++] = i;
	}
	insert(0, items, n, n_rows, false);
	n_rows++;
}

static void read_cue(char *s)
{
	char *name = strtok(s, " \t");
	char *rest = strtok(NULL, "");
	if (name == NULL || rest == NULL)
		die("expected: cue CLASS phrase, phrase = value");
	int class = name_index(cue_classes, &n_cue_classes, 255, name, true);
	char *eq = strchr(rest, '=');
	const char *value = "";
	if (eq != NULL) {
		*eq = '\0';
		value = trim(eq + 1);
	}
	for (char *p = strtok(rest, ","); p != NULL; p = strtok(NULL, ",")) {
		p = trim(p);
		if (*p == '\0' || strlen(p) > 255)
			die("an empty phrase, or one of over 255 bytes");
		for (int i = 0; i < n_cues; i++)
			if (cues[i].class == class && cues[i].lang == lang &&
			    strcmp(cues[i].text, p) == 0)
				die("'%s' is in class %s already", p, name);
		if (n_cues == MAX_CUES)
			die("more than %d cues", MAX_CUES);
		cues[n_cues++] = (struct cue){copy(p), copy(value), class, lang};
	}
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
		lang = name_index(langs, &n_langs, MAX_LANGS, strtok(rest, " \t"), true);
	else if (lang < 0)
		die("expected 'language NAME' first");
	else if (strcmp(verb, "word") == 0)
		read_word(rest);
	else if (strcmp(verb, "row") == 0)
		read_row(rest);
	else if (strcmp(verb, "cue") == 0)
		read_cue(rest);
	else if (strcmp(verb, "not") == 0)
		add_example(rest, "-", NULL);
	else if (strcmp(verb, "ref") == 0)
		ref = copy(rest);
	else
		die("'%s': expected language, ref, word, row, not or cue", verb);
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

/* ---- writing ---- */

static FILE *out(const char *name)
{
	char path[1024];
	snprintf(path, sizeof(path), "%s/%s", outdir, name);
	FILE *f = fopen(path, "w");
	if (f == NULL) {
		fprintf(stderr, "mklang: cannot write %s\n", path);
		exit(1);
	}
	fputs("/* Made by mklang from *.lang; do not edit. */\n", f);
	return f;
}

static void done(FILE *f)
{
	if (fflush(f) != 0 || ferror(f) || fclose(f) != 0) {
		fputs("mklang: cannot write\n", stderr);
		exit(1);
	}
}

static void upper(FILE *f, const char *s)
{
	for (; *s != '\0'; s++)
		fputc(*s == '-' ? '_' : toupper((unsigned char)*s), f);
}

static void quoted(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', f);
		fputc(*s, f);
	}
	fputc('"', f);
}

/* Must equal lex_hash() in when/lex.c. */
static uint32_t hash(const char *s)
{
	uint32_t h = 2166136261u;
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h ^ h >> 15;
}

/* Hash and displace: a bucket's displacement sends all its words to free
 * slots. Buckets are filled largest first. */
static void write_hash(FILE *f)
{
	uint32_t n_slots = 1024, n_buckets;
	while (n_slots < (uint32_t)n_words * 2)
		n_slots *= 2;
	n_buckets = n_slots / 4;
	int *slots = must(calloc(n_slots, sizeof(*slots)));
	uint32_t *disp = must(calloc(n_buckets, sizeof(*disp)));
	int *count = must(calloc(n_buckets, sizeof(*count)));
	int most = 0;
	for (int i = 0; i < n_words; i++) {
		int c = ++count[hash(words[i].text) & (n_buckets - 1)];
		most = c > most ? c : most;
	}
	for (int size = most; size > 0; size--)
		for (uint32_t b = 0; b < n_buckets; b++) {
			if (count[b] != size)
				continue;
			int members[64], m = 0;
			for (int i = 0; i < n_words && m < 64; i++)
				if ((hash(words[i].text) & (n_buckets - 1)) == b)
					members[m++] = i;
			uint32_t d = 0;
			for (int placed = 0; placed < m; d++) {
				if (d > 65535) {
					fputs("mklang: no perfect hash found; two words alike?\n",
					    stderr);
					exit(1);
				}
				for (placed = 0; placed < m; placed++) {
					uint32_t h = hash(words[members[placed]].text);
					uint32_t s = ((h >> 10) + d * (h >> 3 | 1)) & (n_slots - 1);
					if (slots[s] != 0)
						break;
					slots[s] = members[placed] + 1;
				}
				if (placed < m) /* take back */
					for (uint32_t s = 0; s < n_slots; s++)
						for (int k = 0; k < placed; k++)
							if (slots[s] == members[k] + 1)
								slots[s] = 0;
			}
			disp[b] = d - 1;
		}
	fputs("const uint16_t lang_disp[] = {", f);
	for (uint32_t i = 0; i < n_buckets; i++)
		fprintf(f, "%s%u,", i % 16 == 0 ? "\n" : "", disp[i]);
	fputs("\n};\nconst uint16_t lang_slots[] = {", f);
	for (uint32_t i = 0; i < n_slots; i++)
		fprintf(f, "%s%d,", i % 16 == 0 ? "\n" : "", slots[i]);
	fputs("\n};\n", f);
	fprintf(
	    f, "const uint32_t lang_n_slots = %uu, lang_n_buckets = %uu;\n", n_slots, n_buckets);
	free(slots);
	free(disp);
	free(count);
}

static void write_words(FILE *f)
{
	fputs("const struct lex_word lang_words[] = {\n\t{\"\", 0, false, 0, 0, 0, {{0, 0, 0}}},\n",
	    f);
	for (int i = 0; i < n_words; i++) {
		const struct word *w = &words[i];
		uint64_t mask = 0;
		fputs("\t{", f);
		quoted(f, w->text);
		for (int k = 0; k < w->n; k++)
			mask |= UINT64_C(1) << w->senses[k].class;
		fprintf(f, ", %zu, %d, %d, %d, UINT64_C(0x%llx), {", strlen(w->text), w->dot,
		    w->lit, w->n, (unsigned long long)mask);
		for (int k = 0; k < w->n; k++)
			fprintf(f, "{%d, %d, %d},", w->senses[k].class, w->senses[k].cap,
			    w->senses[k].value);
		fputs(w->n == 0 ? "{0, 0, 0}}},\n" : "}},\n", f);
	}
	fputs("};\n", f);
}

static void write_trie(FILE *f)
{
	fputs("const struct phrase_edge lang_edges[] = {\n", f);
	int *first = must(calloc((size_t)n_nodes + 1, sizeof(*first)));
	int at = 0;
	for (int i = 0; i < n_nodes; i++) {
		first[i] = at;
		for (int e = nodes[i].first; e != 0; e = edges[e - 1].next, at++)
			fprintf(f, "{%d, %d, %d},\n",
			    edges[e - 1].sym < LITERAL ? edges[e - 1].sym : -1,
			    edges[e - 1].sym < LITERAL ? 0 : edges[e - 1].sym - LITERAL,
			    edges[e - 1].target);
	}
	first[n_nodes] = at;
	fputs("\t{-1, 0, 0}\n};\nconst struct phrase_node lang_nodes[] = {\n", f);
	for (int i = 0; i < n_nodes; i++)
		fprintf(f, "{%d, %d, %d},\n", first[i], first[i + 1] - first[i], nodes[i].row);
	fputs("};\n", f);
	free(first);
}

static void write_tables(void)
{
	FILE *f = out("lang.inc");
	write_hash(f);
	write_words(f);
	write_trie(f);
	fputs("const uint8_t lang_signs[128] = {", f);
	for (int i = 0; i < n_words; i++)
		if (ispunct((unsigned char)words[i].text[0]) && words[i].text[1] == '\0')
			fprintf(f, "[%d] = %d, ", words[i].text[0], words[i].lit);
	fputs("};\n", f);
	fprintf(f, "const uint16_t lang_n_rows = %d;\n", n_rows);
	fputs("const struct phrase_row lang_rows[] = {\n\t{\"\", \"\", NULL, 0, false},\n", f);
	for (int i = 0; i < n_rows; i++) {
		fprintf(f, "#line %d \"%s\"\n\t{", rows[i].line, rows[i].file);
		quoted(f, rows[i].name);
		fputs(", ", f);
		quoted(f, rows[i].place);
		fprintf(f, ", produce_%s, %d, %s},\n", rows[i].production, rows[i].arg,
		    rows[i].latent ? "true" : "false");
	}
	fputs("};\n", f);
	done(f);
	f = out("lang-classes.h");
	fputs("enum lex_class {\n", f);
	for (int i = 0; i < n_classes; i++) {
		fputs("\tLEX_", f);
		upper(f, classes[i]);
		fputs(",\n", f);
	}
	fputs("\tLEX_N_CLASSES\n};\n", f);
	done(f);
	f = out("lang-literals.h");
	fputs("enum lex_literal {\n\tLIT_NONE,\n", f);
	for (int i = 0; i < n_words; i++) {
		const char *s = words[i].text;
		if (words[i].lit == 0)
			continue;
		bool plain = true;
		for (const char *p = s; *p != '\0'; p++)
			plain = plain && islower((unsigned char)*p);
		if (plain) {
			fputs("\tLIT_", f);
			upper(f, s);
			fprintf(f, " = %d,\n", words[i].lit);
		}
	}
	fputs("};\n", f);
	static const char *const names[] = {",", "COMMA", ".", "DOT", "-", "DASH", "/", "SLASH",
	    "(", "OPEN", ")", "CLOSE", ":", "COLON", ";", "SEMICOLON", "'", "QUOTE", "&",
	    "AND_SIGN"};
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k += 2)
		fprintf(f, "#define LIT_%s %d\n", names[k + 1], literal(names[k]));
	done(f);
}

static int cue_order(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;
	int c = strcmp(x->text, y->text);
	if (c == 0)
		c = x->class - y->class;
	return c != 0 ? c : x->lang - y->lang;
}

static void write_cues(void)
{
	FILE *f = out("lang-cues.h");
	fputs("enum lang_cue_class {\n", f);
	for (int i = 0; i < n_cue_classes; i++) {
		fputs("\tLANG_CUE_", f);
		upper(f, cue_classes[i]);
		fputs(",\n", f);
	}
	fputs("\tLANG_CUE_N\n};\n", f);
	done(f);
	f = out("lang-cues.inc");
	qsort(cues, (size_t)n_cues, sizeof(cues[0]), cue_order);
	fputs("const char *const lang_names[] = {", f);
	for (int i = 0; i < n_langs; i++)
		fprintf(f, "\"%s\", ", langs[i]);
	fprintf(f, "NULL};\nconst size_t lang_n_names = %d;\n", n_langs);
	fputs("const struct lang_cue lang_cues[] = {\n", f);
	for (int i = 0; i < n_cues; i++) {
		int n = 1;
		for (const char *p = cues[i].text; *p != '\0'; p++)
			n += *p == ' ';
		fputs("\t{", f);
		quoted(f, cues[i].text);
		fprintf(
		    f, ", %zu, %d, %d, %d, ", strlen(cues[i].text), n, cues[i].lang, cues[i].class);
		quoted(f, cues[i].value);
		fputs("},\n", f);
	}
	fputs("\t{\"\", 0, 0, 0, 0, \"\"}\n};\n", f);
	fprintf(f, "const size_t lang_n_cues = %d;\n", n_cues);
	done(f);
}

static void write_specs(void)
{
	for (int l = 0; l < n_langs; l++) {
		char path[1024];
		snprintf(path, sizeof(path), "%s/lang-%s.spec", outdir, langs[l]);
		FILE *f = fopen(path, "w");
		const char *now = "";
		if (f == NULL) {
			fprintf(stderr, "mklang: cannot write %s\n", path);
			exit(1);
		}
		fputs("# Made by mklang: the examples of the language files.\n", f);
		for (int i = 0; i < n_examples; i++) {
			if (examples[i].lang != l)
				continue;
			if (strcmp(now, examples[i].ref) != 0)
				fprintf(f, "ref %s\n", now = examples[i].ref);
			fprintf(f, "%s => %s%s%s  # %s\n", examples[i].text, examples[i].value,
			    examples[i].rule == NULL ? "" : "  ",
			    examples[i].rule == NULL ? "" : examples[i].rule, examples[i].place);
		}
		done(f);
	}
}

int main(int argc, char **argv)
{
	file = "mklang";
	if (argc < 4 || strcmp(argv[1], "-o") != 0) {
		fputs("usage: mklang -o DIR FILE.lang ...\n", stderr);
		return 1;
	}
	outdir = argv[2];
	for (size_t i = 0; i < sizeof(builtin) / sizeof(builtin[0]); i++)
		name_index(classes, &n_classes, MAX_CLASSES, builtin[i], true);
	static const char punct[] = ",.-/():;'&+~@\"";
	for (const char *p = punct; *p != '\0'; p++)
		literal((char[]){*p, '\0'});
	for (int i = 3; i < argc; i++)
		read_file(argv[i]);
	write_tables();
	write_cues();
	write_specs();
	return 0;
}
