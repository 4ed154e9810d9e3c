/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "mkhash.h"
#include "mklang.h"

static const char *outdir;

FILE *file_new(const char *name)
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

void file_done(FILE *f)
{
	if (fflush(f) != 0 || ferror(f) || fclose(f) != 0) {
		fputs("mklang: cannot write\n", stderr);
		exit(1);
	}
}

void put_upper(FILE *f, const char *s)
{
	for (; *s != '\0'; s++)
		fputc(*s == '-' ? '_' : toupper((unsigned char)*s), f);
}

void put_quoted(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', f);
		fputc(*s, f);
	}
	fputc('"', f);
}

/* Eight bytes from s on, the first the lowest; zero behind the end. */
static uint64_t eight(const char *s, size_t n)
{
	uint64_t v = 0;
	for (size_t i = 0; i < n && i < LANG_HASH_STEP; i++)
		v |= (uint64_t)(unsigned char)s[i] << 8 * i;
	return v;
}

static uint32_t hash(const char *s)
{
	return lang_hash_text(s, strlen(s));
}

/* Bits for the hashes there are: a word without one is not looked up. */
static void write_filter(FILE *f, int lang)
{
	uint32_t bits[LANG_FILTER_WORDS] = {0};
	for (int i = 0; i < all.n_words; i++) {
		if (all.words[i].lang != lang)
			continue;
		uint32_t h = hash(all.words[i].text) >> 16;
		bits[h >> 5] |= UINT32_C(1) << (h & 31);
	}
	fprintf(f, "static const uint32_t filter_%d[] = {", lang);
	for (int i = 0; i < LANG_FILTER_WORDS; i++)
		fprintf(f, "%s%#xu,", i % 8 == 0 ? "\n" : "", bits[i]);
	fputs("\n};\n", f);
}

/* What a byte begins, for those that are not looked at more closely: when/seek.c. */
static void write_kinds(FILE *f)
{
	fputs("const uint8_t lang_kinds[256] = {", f);
	for (int c = 0; c < 256; c++) {
		const char *kind = "LEX_BYTE_OTHER";
		if (c >= 0x80)
			kind = "LEX_BYTE_HIGH";
		else if (isalpha(c))
			kind = "LEX_BYTE_LETTER";
		else if (isspace(c))
			kind = "LEX_BYTE_SPACE";
		else if (isdigit(c) || c == ':')
			kind = "LEX_BYTE_CLOSER";
		else
			for (int i = 0; i < all.n_lits; i++)
				if (all.literals[i][0] == c && all.literals[i][1] == '\0')
					kind = "LEX_BYTE_SIGN";
		fprintf(f, "%s%s,", c % 4 == 0 ? "\n" : " ", kind);
	}
	fputs("\n};\n", f);
}

/* Of the words of one language. */
static void write_hash(FILE *f, int lang)
{
	uint32_t *hashes = must(calloc((size_t)all.n_words + 1, sizeof(*hashes)));
	uint32_t *words = must(calloc((size_t)all.n_words + 1, sizeof(*words)));
	uint32_t n = 0;
	char prefix[32];
	struct mkhash h;
	for (int i = 0; i < all.n_words; i++)
		if (all.words[i].lang == lang) {
			hashes[n] = hash(all.words[i].text);
			words[n++] = (uint32_t)i + 1;
		}
	snprintf(prefix, sizeof(prefix), "lang_words_%d", lang);
	mkhash_build("mklang", hashes, n, 0, &h);
	mkhash_write(f, &h, prefix, "const", words);
	fprintf(f, "enum { N_SLOTS_%d = %u, N_BUCKETS_%d = %u };\n", lang, h.n_slots, lang,
	    h.n_buckets);
	mkhash_free(&h);
	free(hashes);
	free(words);
}

static void write_words(FILE *f)
{
	fputs("const struct lex_word lang_words[] = {\n"
	      "\t{\"\", {0, 0}, 0, false, false, 0, 0, 0, 0, 0, {{0, 0, 0}}},\n",
	    f);
	for (int i = 0; i < all.n_words; i++) {
		const struct word *w = &all.words[i];
		uint64_t mask = w->often | (uint64_t)w->tells << MAX_LANGS | w->tells;
		fputs("\t{", f);
		put_quoted(f, w->text);
		for (int k = 0; k < w->n; k++)
			mask |= UINT64_C(1) << w->senses[k].class;
		size_t n = strlen(w->text);
		fprintf(f, ", {UINT64_C(0x%llx), UINT64_C(0x%llx)}, %zu, %d, %d, %d, %d, %u, %d, ",
		    (unsigned long long)eight(w->text, n),
		    (unsigned long long)(n > 8 ? eight(w->text + 8, n - 8) : 0), n, w->dot,
		    w->strict, w->opens ? LEX_OPENS : w->cut, w->n, w->roles, w->lit);
		fprintf(f, "UINT64_C(0x%llx), {", (unsigned long long)mask);
		for (int k = 0; k < w->n; k++)
			fprintf(f, "{%d, %d, %d},", w->senses[k].class, w->senses[k].cap,
			    w->senses[k].value);
		fputs(w->n == 0 ? "{0, 0, 0}}},\n" : "}},\n", f);
	}
	fputs("};\n", f);
}

/* An edge of a node, and how many come before it in the files. */
struct ordered {
	const struct edge *edge;
	int order;
};

/* Classes first, each kind by number: literals have higher ones. */
static int edge_order(const void *a, const void *b)
{
	return ((const struct ordered *)a)->edge->sym - ((const struct ordered *)b)->edge->sym;
}

static int write_edges(FILE *f, const struct trie *t, int node, struct ordered *v)
{
	int n = 0;
	for (int e = t->nodes[node].first; e != 0; e = t->edges[e - 1].next, n++)
		v[n] = (struct ordered){&t->edges[e - 1], n};
	qsort(v, (size_t)n, sizeof(*v), edge_order);
	for (int i = 0; i < n; i++) {
		int sym = v[i].edge->sym;
		fprintf(f, "{%d, %d, %d, %d},\n", sym < LITERAL ? sym : -1,
		    sym < LITERAL ? 0 : sym - LITERAL, v[i].edge->target, v[i].order);
	}
	return n;
}

static void write_node(FILE *f, const struct trie *t, int node, int first)
{
	uint64_t classes = 0, literals = 0;
	int n_literals = 0;
	for (int e = t->nodes[node].first; e != 0; e = t->edges[e - 1].next) {
		int sym = t->edges[e - 1].sym;
		if (sym < LITERAL) {
			classes |= UINT64_C(1) << sym;
			continue;
		}
		literals |= UINT64_C(1) << (sym - LITERAL) % 64;
		n_literals++;
	}
	fprintf(f, "{UINT64_C(0x%llx), UINT64_C(0x%llx), %d, %d, %d},\n",
	    (unsigned long long)classes, (unsigned long long)literals, first, n_literals,
	    t->nodes[node].row);
}

static void write_trie(FILE *f, int lang)
{
	const struct trie *t = &all.tries[lang];
	int *first = must(calloc((size_t)t->n_nodes, sizeof(*first)));
	struct ordered *v = must(calloc((size_t)t->n_edges + 1, sizeof(*v)));
	fprintf(f, "static const struct phrase_edge edges_%d[] = {\n", lang);
	for (int i = 0, at = 0; i < t->n_nodes; i++) {
		first[i] = at;
		at += write_edges(f, t, i, v);
	}
	fprintf(f, "\t{-1, 0, 0, 0}\n};\nstatic const struct phrase_node nodes_%d[] = {\n", lang);
	for (int i = 0; i < t->n_nodes; i++)
		write_node(f, t, i, first[i]);
	fputs("};\n", f);
	free(first);
	free(v);
}

static void write_suffixes(FILE *f, const struct suffixes *s)
{
	fputs("{", f);
	for (int i = 0; i <= s->n; i++) {
		put_quoted(f, i < s->n ? s->v[i] : "");
		fputs(", ", f);
	}
	fputs("}, ", f);
}

static void write_lexicon(FILE *f, int lang)
{
	const struct habits *h = &all.habits[lang];
	bool often = lang == OFTEN;
	fprintf(f,
	    "\t{lang_words_%d_disp, lang_words_%d_slots, filter_%d, N_SLOTS_%d, N_BUCKETS_%d, ",
	    lang, lang, lang, lang, lang);
	if (often)
		fputs("NULL, NULL, ", f);
	else
		fprintf(f, "nodes_%d, edges_%d, ", lang, lang);
	fprintf(f, "%s, %s, %s, ", h->dot_day ? "true" : "false", h->elides ? "true" : "false",
	    h->decimal_comma ? "true" : "false");
	write_suffixes(f, &h->suffixes);
	write_suffixes(f, &h->decades);
	put_quoted(f, h->month_first == NULL ? "" : h->month_first);
	fputs("},\n", f);
}

/* The lexicons of the languages, and behind them that of `often`. */
static void write_lexicons(FILE *f)
{
	for (int l = 0; l <= all.n_langs; l++) {
		int lang = l == all.n_langs ? OFTEN : l;
		write_hash(f, lang);
		write_filter(f, lang);
		if (lang != OFTEN)
			write_trie(f, lang);
	}
	fputs("const struct lexicon lang_lexicons[] = {\n", f);
	for (int l = 0; l < all.n_langs; l++)
		write_lexicon(f, l);
	write_lexicon(f, OFTEN);
	fputs("};\n", f);
}

static void write_literals(void)
{
	FILE *f = file_new("lang-literals.h");
	static const char *const names[] = {",", "COMMA", ".", "DOT", "-", "DASH", "/", "SLASH",
	    "(", "OPEN", ")", "CLOSE", ":", "COLON", ";", "SEMICOLON", "'", "QUOTE", "&",
	    "AND_SIGN", "@", "AT_SIGN", "+", "PLUS_SIGN"};
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k += 2)
		fprintf(f, "#define LIT_%s %d\n", names[k + 1], literal(names[k]));
	fputs("/* What a little word is asked for: bits of lex_word.roles. */\nenum {\n", f);
	for (int i = 0; i < all.n_roles; i++) {
		fputs("\tROLE_", f);
		put_upper(f, all.roles[i]);
		fprintf(f, " = 1 << %d,\n", i);
	}
	fputs("};\n", f);
	file_done(f);
}

static void write_tables(void)
{
	FILE *f = file_new("lang.inc");
	write_lexicons(f);
	write_kinds(f);
	write_words(f);
	fputs("const uint8_t lang_signs[128] = {", f);
	for (int i = 0; i < all.n_lits; i++)
		if (ispunct((unsigned char)all.literals[i][0]) && all.literals[i][1] == '\0')
			fprintf(f, "[%d] = %d, ", all.literals[i][0], i + 1);
	fputs("};\n", f);
	fprintf(f, "const uint16_t lang_n_rows = %d;\n", all.n_rows);
	fputs("const struct phrase_row lang_rows[] = {\n\t{\"\", \"\", NULL, 0, false, false, "
	      "false},\n",
	    f);
	for (int i = 0; i < all.n_rows; i++) {
		fprintf(f, "#line %d \"%s\"\n\t{", all.rows[i].line, all.rows[i].file);
		put_quoted(f, all.rows[i].name);
		fputs(", ", f);
		put_quoted(f, all.rows[i].place);
		fprintf(f, ", produce_%s, %d, %s, %s, %s},\n", all.rows[i].production,
		    all.rows[i].arg, all.rows[i].latent ? "true" : "false",
		    all.rows[i].history ? "true" : "false", all.rows[i].typed ? "true" : "false");
	}
	fputs("};\n", f);
	file_done(f);
	f = file_new("lang-classes.h");
	fputs("enum lex_class {\n", f);
	for (int i = 0; i < all.n_classes; i++) {
		fputs("\tLEX_", f);
		put_upper(f, all.classes[i]);
		fputs(",\n", f);
	}
	fputs("\tLEX_N_CLASSES\n};\n", f);
	file_done(f);
	write_literals();
}

static void write_specs(void)
{
	for (int l = 0; l < all.n_langs; l++) {
		char path[1024];
		snprintf(path, sizeof(path), "%s/lang-%s.spec", outdir, all.langs[l]);
		FILE *f = fopen(path, "w");
		const char *now = "";
		if (f == NULL) {
			fprintf(stderr, "mklang: cannot write %s\n", path);
			exit(1);
		}
		fputs("# Made by mklang: the examples of the language files.\n", f);
		if (l != 0) /* those of the first are read without being told */
			fprintf(f, "with lang=%s\n", all.langs[l]);
		for (int i = 0; i < all.n_examples; i++) {
			if (all.examples[i].lang != l)
				continue;
			if (strcmp(now, all.examples[i].ref) != 0)
				fprintf(f, "ref %s\n", now = all.examples[i].ref);
			fprintf(f, "%s => %s%s%s  # %s\n", all.examples[i].text,
			    all.examples[i].value, all.examples[i].rule == NULL ? "" : "  ",
			    all.examples[i].rule == NULL ? "" : all.examples[i].rule,
			    all.examples[i].place);
		}
		file_done(f);
	}
}

void write_all(const char *dir)
{
	outdir = dir;
	write_tables();
	write_cues();
	write_specs();
}
