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
static void write_filter(FILE *f)
{
	static uint32_t bits[LANG_FILTER_WORDS];
	for (int i = 0; i < all.n_words; i++) {
		uint32_t h = hash(all.words[i].text) >> 16;
		bits[h >> 5] |= UINT32_C(1) << (h & 31);
	}
	fprintf(f, "const uint32_t lang_filter[] = {");
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
			for (int i = 0; i < all.n_words; i++)
				if (all.words[i].text[0] == c && all.words[i].text[1] == '\0')
					kind = "LEX_BYTE_SIGN";
		fprintf(f, "%s%s,", c % 4 == 0 ? "\n" : " ", kind);
	}
	fputs("\n};\n", f);
}

static void write_hash(FILE *f)
{
	uint32_t *hashes = must(calloc((size_t)all.n_words + 1, sizeof(*hashes)));
	struct mkhash h;
	for (int i = 0; i < all.n_words; i++)
		hashes[i] = hash(all.words[i].text);
	mkhash_build("mklang", hashes, (uint32_t)all.n_words, 0, &h);
	mkhash_write(f, &h, "lang", "const", NULL);
	mkhash_free(&h);
	free(hashes);
}

static void write_words(FILE *f)
{
	fputs("const struct lex_word lang_words[] = {\n"
	      "\t{\"\", {0, 0}, 0, false, 0, 0, 0, {{0, 0, 0}}},\n",
	    f);
	for (int i = 0; i < all.n_words; i++) {
		const struct word *w = &all.words[i];
		uint64_t mask = 0;
		fputs("\t{", f);
		put_quoted(f, w->text);
		for (int k = 0; k < w->n; k++)
			mask |= UINT64_C(1) << w->senses[k].class;
		size_t n = strlen(w->text);
		fprintf(f, ", {UINT64_C(0x%llx), UINT64_C(0x%llx)}, %zu, %d, %d, %d, ",
		    (unsigned long long)eight(w->text, n),
		    (unsigned long long)(n > 8 ? eight(w->text + 8, n - 8) : 0), n, w->dot, w->lit,
		    w->n);
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

static int write_edges(FILE *f, int node, struct ordered *v)
{
	int n = 0;
	for (int e = all.nodes[node].first; e != 0; e = all.edges[e - 1].next, n++)
		v[n] = (struct ordered){&all.edges[e - 1], n};
	qsort(v, (size_t)n, sizeof(*v), edge_order);
	for (int i = 0; i < n; i++) {
		int sym = v[i].edge->sym;
		fprintf(f, "{%d, %d, %d, %d},\n", sym < LITERAL ? sym : -1,
		    sym < LITERAL ? 0 : sym - LITERAL, v[i].edge->target, v[i].order);
	}
	return n;
}

static void write_node(FILE *f, int node, int first)
{
	uint64_t classes = 0, literals = 0;
	int n_literals = 0;
	for (int e = all.nodes[node].first; e != 0; e = all.edges[e - 1].next) {
		int sym = all.edges[e - 1].sym;
		if (sym < LITERAL) {
			classes |= UINT64_C(1) << sym;
			continue;
		}
		literals |= UINT64_C(1) << (sym - LITERAL) % 64;
		n_literals++;
	}
	fprintf(f, "{UINT64_C(0x%llx), UINT64_C(0x%llx), %d, %d, %d},\n",
	    (unsigned long long)classes, (unsigned long long)literals, first, n_literals,
	    all.nodes[node].row);
}

static void write_trie(FILE *f)
{
	int *first = must(calloc((size_t)all.n_nodes, sizeof(*first)));
	struct ordered *v = must(calloc((size_t)all.n_edges + 1, sizeof(*v)));
	fputs("const struct phrase_edge lang_edges[] = {\n", f);
	for (int i = 0, at = 0; i < all.n_nodes; i++) {
		first[i] = at;
		at += write_edges(f, i, v);
	}
	fputs("\t{-1, 0, 0, 0}\n};\nconst struct phrase_node lang_nodes[] = {\n", f);
	for (int i = 0; i < all.n_nodes; i++)
		write_node(f, i, first[i]);
	fputs("};\n", f);
	free(first);
	free(v);
}

static void write_tables(void)
{
	FILE *f = file_new("lang.inc");
	write_hash(f);
	write_filter(f);
	write_kinds(f);
	write_words(f);
	write_trie(f);
	fputs("const uint8_t lang_signs[128] = {", f);
	for (int i = 0; i < all.n_words; i++)
		if (ispunct((unsigned char)all.words[i].text[0]) && all.words[i].text[1] == '\0')
			fprintf(f, "[%d] = %d, ", all.words[i].text[0], all.words[i].lit);
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
	f = file_new("lang-literals.h");
	fputs("enum lex_literal {\n\tLIT_NONE,\n", f);
	for (int i = 0; i < all.n_words; i++) {
		const char *s = all.words[i].text;
		if (all.words[i].lit == 0)
			continue;
		bool plain = true;
		for (const char *p = s; *p != '\0'; p++)
			plain = plain && islower((unsigned char)*p);
		if (plain) {
			fputs("\tLIT_", f);
			put_upper(f, s);
			fprintf(f, " = %d,\n", all.words[i].lit);
		}
	}
	fputs("};\n", f);
	static const char *const names[] = {",", "COMMA", ".", "DOT", "-", "DASH", "/", "SLASH",
	    "(", "OPEN", ")", "CLOSE", ":", "COLON", ";", "SEMICOLON", "'", "QUOTE", "&",
	    "AND_SIGN", "@", "AT_SIGN", "+", "PLUS_SIGN"};
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k += 2)
		fprintf(f, "#define LIT_%s %d\n", names[k + 1], literal(names[k]));
	file_done(f);
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
