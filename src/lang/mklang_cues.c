/* SPDX-License-Identifier: MIT */
/* The cue table, and the hash that finds what begins with a word. */
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "mklang.h"

static int cue_order(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;
	int c = x->lang - y->lang;
	if (c == 0)
		c = strcmp(x->text, y->text);
	return c != 0 ? c : x->class - y->class;
}

static int n_words(const char *text)
{
	int n = 1;
	for (; *text != '\0'; text++)
		n += *text == ' ';
	return n;
}

static void write_classes(void)
{
	FILE *f = file_new("lang-cues.h");
	fputs("enum lang_cue_class {\n", f);
	for (int i = 0; i < all.n_cue_classes; i++) {
		fputs("\tLANG_CUE_", f);
		put_upper(f, all.cue_classes[i]);
		fputs(",\n", f);
	}
	fputs("\tLANG_CUE_N\n};\n", f);
	file_done(f);
}

static void write_table(FILE *f)
{
	fputs("const struct lang_cue lang_cues[] = {\n", f);
	for (int i = 0; i < all.n_cues; i++) {
		const struct cue *c = &all.cues[i];
		fputs("\t{", f);
		put_quoted(f, c->text);
		fprintf(
		    f, ", %zu, %d, %d, %d, ", strlen(c->text), n_words(c->text), c->lang, c->class);
		put_quoted(f, c->value);
		fputs("},\n", f);
	}
	fputs("\t{\"\", 0, 0, 0, 0, \"\"}\n};\n", f);
	fprintf(f, "const size_t lang_n_cues = %d;\n", all.n_cues);
}

/* ---- keys: whole cues, and words that cues begin with ----------------------- */

struct key {
	char *text;
	int lang;
	int first, n_exact, n; /* cues: from first on; those that are the text; all */
};

static struct key keys[2 * MAX_CUES];
static int n_keys;

static int text_order(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int c = x->lang - y->lang;
	return c != 0 ? c : strcmp(x->text, y->text);
}

static char *first_word(const char *text)
{
	size_t n = strcspn(text, " ");
	char *s = must(malloc(n + 1));
	memcpy(s, text, n);
	s[n] = '\0';
	return s;
}

/* The cues of a key lie together: what is lower than a space is in no cue. */
static void fill_key(struct key *k)
{
	size_t n = strlen(k->text);
	k->first = 0;
	while (all.cues[k->first].lang != k->lang || strcmp(all.cues[k->first].text, k->text) < 0)
		k->first++;
	k->n_exact = k->n = 0;
	for (int i = k->first; i < all.n_cues && strncmp(all.cues[i].text, k->text, n) == 0; i++) {
		if (all.cues[i].lang != k->lang)
			break;
		if (all.cues[i].text[n] != '\0' && all.cues[i].text[n] != ' ')
			break;
		k->n++;
		k->n_exact += all.cues[i].text[n] == '\0';
	}
}

static void find_keys(void)
{
	int n = 0;
	for (int i = 0; i < all.n_cues; i++) {
		int lang = all.cues[i].lang;
		keys[n_keys++] = (struct key){.text = all.cues[i].text, .lang = lang};
		if (n_words(all.cues[i].text) > 1)
			keys[n_keys++] =
			    (struct key){.text = first_word(all.cues[i].text), .lang = lang};
	}
	qsort(keys, (size_t)n_keys, sizeof(keys[0]), text_order);
	for (int i = 0; i < n_keys; i++)
		if (n == 0 || text_order(&keys[n - 1], &keys[i]) != 0)
			keys[n++] = keys[i];
	n_keys = n;
	for (int i = 0; i < n_keys; i++)
		fill_key(&keys[i]);
}

static void write_key(FILE *f, const struct key *k)
{
	uint64_t exact = 0;
	for (int i = k->first; i < k->first + k->n_exact; i++)
		exact |= UINT64_C(1) << all.cues[i].class % 64;
	uint64_t head[2] = {0, 0};
	for (size_t i = 0; i < 16 && k->text[i] != '\0'; i++)
		head[i / 8] |= (uint64_t)(unsigned char)k->text[i] << i % 8 * 8;
	fputs("\t{", f);
	put_quoted(f, k->text);
	fprintf(f,
	    ", {UINT64_C(0x%llx), UINT64_C(0x%llx)}, UINT64_C(0x%llx), %d, %d, %d, %zu, %d},\n",
	    (unsigned long long)head[0], (unsigned long long)head[1], (unsigned long long)exact,
	    k->first, k->n_exact, k->n, strlen(k->text), k->lang);
}

/* Open addressing, half full: a slot has the key's number + 1 and the upper
 * half of its hash, so that a word that is no key is told by that alone. */
static void write_slots(FILE *f)
{
	uint32_t n = 64;
	while (n < 2 * (uint32_t)n_keys)
		n *= 2;
	uint32_t *slots = must(calloc(n, sizeof(*slots)));
	for (int i = 0; i < n_keys; i++) {
		size_t length = strlen(keys[i].text);
		uint32_t h = lang_hash_from((uint64_t)keys[i].lang, keys[i].text, length);
		uint32_t at = h & (n - 1);
		while (slots[at] != 0)
			at = (at + 1) & (n - 1);
		slots[at] = (h & 0xFFFF0000) | (uint32_t)(i + 1);
	}
	fputs("const uint32_t lang_cue_slots[] = {", f);
	for (uint32_t i = 0; i < n; i++)
		fprintf(f, "%s%#xu,", i % 8 == 0 ? "\n" : "", slots[i]);
	fprintf(f, "\n};\nconst uint32_t lang_n_cue_slots = %uu;\n", n);
	free(slots);
}

static void write_habits(FILE *f)
{
	fputs("const struct lang_habits lang_habits[] = {\n", f);
	for (int l = 0; l < all.n_langs; l++)
		fprintf(f, "\t{%d, %d, %d, %d, %d},\n", all.habits[l].verb_second,
		    all.habits[l].compounds, all.habits[l].dot_day, all.habits[l].elides,
		    all.habits[l].article_dates);
	fputs("};\nconst struct lang_say lang_says[] = {\n", f);
	for (int l = 0; l < all.n_langs; l++)
		for (int i = 0; i < all.habits[l].n_says; i++) {
			char *say = all.habits[l].says[i], *space = strchr(say, ' ');
			*space = '\0';
			fprintf(f, "\t{%d, ", l);
			put_quoted(f, say);
			fputs(", ", f);
			put_quoted(f, space + 1);
			fputs("},\n", f);
		}
	fputs("\t{0, NULL, NULL}\n};\n", f);
}

void write_cues(void)
{
	write_classes();
	FILE *f = file_new("lang-cues.inc");
	qsort(all.cues, (size_t)all.n_cues, sizeof(all.cues[0]), cue_order);
	fputs("const char *const lang_names[] = {", f);
	for (int i = 0; i < all.n_langs; i++)
		fprintf(f, "\"%s\", ", all.langs[i]);
	fprintf(f, "NULL};\nconst size_t lang_n_names = %d;\n", all.n_langs);
	write_table(f);
	write_habits(f);
	find_keys();
	fputs("const struct lang_cue_key lang_cue_keys[] = {\n", f);
	for (int i = 0; i < n_keys; i++)
		write_key(f, &keys[i]);
	fputs("\t{\"\", {0, 0}, 0, 0, 0, 0, 0, 0}\n};\n", f);
	write_slots(f);
	file_done(f);
}
