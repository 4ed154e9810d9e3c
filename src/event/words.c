/* SPDX-License-Identifier: MIT */
#include "event/words.h"

#include <string.h>

#include "base/eight.h"
#include "base/str.h"
#include "base/utf8.h"

/* Longest cue compared; mklang allows 255. */
#define CUE_BYTES 96

static bool is_word_byte(unsigned char c)
{
	return is_alpha(c) || is_digit(c) || c >= 0x80 || c == '_';
}

/* Most of a text: ASCII letters and digits. */
static bool is_plain(unsigned char c)
{
	return (unsigned)(c | 0x20) - 'a' < 26 || (unsigned)c - '0' < 10;
}

/* Punctuation beyond ASCII that matters here, as the ASCII character that does
 * the same; 0: c is (part of) a word. */
static char fold_punct(uint32_t c)
{
	switch (c) {
	case 0x2010: /* hyphens, dashes, minus */
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:
		return '-';
	case 0x201C: /* quotation marks */
	case 0x201D:
	case 0x201E:
	case 0x00AB:
	case 0x00BB:
	case 0x300C:
	case 0x300D:
		return '"';
	case 0x2018:
		return '\'';
	case 0x3002: /* CJK full stop, comma and the like */
		return '.';
	case 0xFF0C:
	case 0x3001:
		return ',';
	case 0xFF1A:
		return ':';
	case 0xFF1B:
		return ';';
	case 0xFF08:
		return '(';
	case 0xFF09:
		return ')';
	case 0x2022: /* bullets and arrows */
	case 0x00B7:
	case 0x2023:
	case 0x25CF:
	case 0x2192:
	case 0x2026:
		return '*';
	case 0x00A0: /* spaces */
	case 0x202F:
	case 0x2009:
	case 0x3000:
	case 0x200B:
		return ' ';
	default:
		return 0;
	}
}

/* The character at s: its length, and what it is. */
static size_t peek(const char *p, size_t n, char *ret_punct, bool *ret_space)
{
	unsigned char c = (unsigned char)p[0];
	*ret_space = is_space(c);
	if (c < 0x80) {
		*ret_punct = is_word_byte(c) || *ret_space ? 0 : (char)c;
		return 1;
	}
	uint32_t code = 0;
	size_t len = utf8_decode((struct dl_str){p, n}, &code);
	char f = len == 0 ? '*' : fold_punct(code);
	*ret_space = f == ' ';
	*ret_punct = f == ' ' ? 0 : f;
	return len == 0 ? 1 : len;
}

/* Is the mark at p inside a word ("o'clock", "re-entry", "node.js", "AT&T")? */
static bool joins(const char *p, size_t n, size_t i, size_t len)
{
	if (i == 0 || i + len >= n || !is_word_byte((unsigned char)p[i + len]))
		return false;
	unsigned char c = (unsigned char)p[i];
	if (c == '-' || c == '\'' || c == '&' || c == '@' || c == '.')
		return c != '.' || !is_space((unsigned char)p[i + 1]);
	return len == 3 && memcmp(p + i, "\xE2\x80\x99", 3) == 0;
}

static bool is_url(const char *p, size_t n)
{
	struct dl_str s = {p, n};
	if (p[0] != 'h' && p[0] != 'w')
		return false;
	return str_starts(s, STR("http://")) || str_starts(s, STR("https://")) ||
	       str_starts(s, STR("www."));
}

/* Bytes of a web address at p. */
static size_t url_length(const char *p, size_t n)
{
	size_t i = 0;
	while (i < n && !is_space((unsigned char)p[i]))
		i++;
	while (i > 0 && (p[i - 1] == '.' || p[i - 1] == ',' || p[i - 1] == ')'))
		i--;
	return i;
}

/* Bytes of the word at p, of which the first i are. */
static size_t word_length(const char *p, size_t n, size_t i)
{
	if (is_url(p, n))
		return url_length(p, n);
	for (;;) {
		while (i < n && is_plain((unsigned char)p[i]))
			i++;
		if (i == n || p[i] == ' ')
			break;
		char punct;
		bool space;
		size_t len = peek(p + i, n - i, &punct, &space);
		bool apostrophe = len == 3 && memcmp(p + i, "\xE2\x80\x99", 3) == 0;
		if (space || ((punct != 0 || apostrophe) && !joins(p, n, i, len)))
			break;
		i += len;
	}
	return i == 0 ? 1 : i;
}

/* Lower case for ASCII and Latin-1, typographic apostrophes as "'"; at most
 * CUE_BYTES - 1, and zero bytes behind it. */
static size_t lower(struct dl_str s, char out[CUE_BYTES + LANG_CUE_PAD])
{
	size_t k = 0;
	for (size_t i = 0; i < s.n && k + 1 < CUE_BYTES; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80) {
			out[k++] = to_lower((char)c);
		} else if (c == 0xE2 && i + 2 < s.n && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0) {
			out[k++] = '\'';
			i += 2;
		} else if (c <= 0x9E && i > 0 && (unsigned char)s.p[i - 1] == 0xC3) {
			out[k++] = (char)(c == 0x97 ? c : c + 0x20);
		} else {
			out[k++] = (char)c;
		}
	}
	memset(out + k, 0, LANG_CUE_PAD);
	return k;
}

/* A cue of several words whose first is word i: do the others follow, joined by
 * single spaces? rest is what it says behind that word and a space. */
static bool cue_goes_on(const struct words *ws, size_t i, const struct lang_cue *cue, const char *t)
{
	if (i + cue->words > ws->n)
		return false;
	for (size_t k = 1; k < cue->words; k++) {
		char key[CUE_BYTES + LANG_CUE_PAD];
		const struct word *w = &ws->v[i + k];
		if (w->punct != 0 && w->punct != '&')
			return false;
		/* most are told apart by a letter */
		char c = ws->text.p[w->span.start];
		if ((unsigned char)c < 0x80 && to_lower(c) != *t)
			return false;
		size_t n = lower(words_text(ws, i + k), key);
		if (strncmp(t, key, n) != 0 || (t[n] != ' ' && t[n] != '\0'))
			return false;
		t += n + (t[n] == ' ');
	}
	return *t == '\0';
}

static bool cue_matches(const struct words *ws, size_t i, const struct lang_cue *cue)
{
	if (cue->words == 1) /* it is why the word has it */
		return true;
	const char *space = strchr(cue->text, ' ');
	return space != NULL && cue_goes_on(ws, i, cue, space + 1);
}

/* Zero but for the n lowest bytes. */
static uint64_t lowest(uint64_t w, size_t n)
{
	return n >= 8 ? w : w & ((UINT64_C(1) << n * 8) - 1);
}

static const struct lang_cue_key *find_key(const struct words *ws, struct dl_span s)
{
	size_t n = s.end - s.start;
	if (n <= 16 && s.start + 16 <= ws->text.n) {
		const char *p = ws->text.p + s.start;
		uint64_t v[2] = {
		    lowest(eight_little(p), n), n > 8 ? lowest(eight_little(p + 8), n - 8) : 0};
		if (eight_high(v[0] | v[1]) == 0) {
			v[0] |= eight_letters(v[0]) >> 2; /* 0x20: lower case */
			v[1] |= eight_letters(v[1]) >> 2;
			return lang_cue_key_short(ws->language, v, n);
		}
	}
	char text[CUE_BYTES + LANG_CUE_PAD];
	n = lower(str_sub(ws->text, s), text);
	return n == 0 || n + 1 == CUE_BYTES ? NULL : lang_cue_key(ws->language, text, n);
}

/* The shortest end of a compound that is looked up, and what stands before it. */
#define COMPOUND_END   4
#define COMPOUND_START 3

/* "Eröffnungskonzert" is what a "konzert" is: the longest end that is a cue says it. */
static void mark_compound(struct words *ws, size_t i)
{
	static const uint64_t kinds = CUE(NOUN) | CUE(VENUE) | CUE(ORG) | CUE(DEADLINE) | CUE(LAW) |
				      CUE(ANNIVERSARY) | CUE(DOCUMENT);
	struct dl_span s = ws->v[i].span;
	if (s.end - s.start > CUE_BYTES)
		return;
	for (s.start += COMPOUND_START; s.start + COMPOUND_END <= s.end; s.start++) {
		if (((unsigned char)ws->text.p[s.start] & 0xC0) == 0x80)
			continue;
		const struct lang_cue_key *key = find_key(ws, s);
		if (key == NULL || (key->exact & kinds) == 0)
			continue;
		ws->v[i].cues |= key->exact & kinds;
		ws->v[i].cue_first = key->first;
		ws->v[i].cue_n = key->n_exact;
		return;
	}
}

static void mark_cues(struct words *ws, size_t i)
{
	struct word *w = &ws->v[i];
	const struct lang_cue_key *key = find_key(ws, w->span);
	if (key == NULL && w->capital && lang_habits[ws->language].compounds)
		mark_compound(ws, i);
	if (key == NULL)
		return;
	size_t n = key->length;
	bool hides = false; /* a preposition in several words: "due to" is not "due" */
	size_t end = (size_t)key->first + key->n;
	for (size_t k = (size_t)key->first + key->n_exact; k < end; k++) {
		if (!cue_goes_on(ws, i, &lang_cues[k], lang_cues[k].text + n + 1))
			continue;
		hides |= lang_cues[k].class == LANG_CUE_PREPOSITION;
		w->cues |= (uint64_t)1 << lang_cues[k].class;
		if (lang_cues[k].words > w->cue_words)
			w->cue_words = lang_cues[k].words;
	}
	w->cues |= hides ? 0 : key->exact;
	w->cue_first = key->first;
	w->cue_n = key->n;
}

static void shape(struct word *w, struct dl_str s)
{
	w->number = is_digit((unsigned char)s.p[0]);
	unsigned char c = (unsigned char)s.p[0];
	/* Latin-1 capitals are C3 80 … C3 9E; other scripts with capitals (Greek,
	 * Cyrillic, Latin Extended) are told by their first letter alone. */
	uint32_t code = 0;
	if (c >= 0x80)
		utf8_decode(s, &code);
	w->capital = is_upper(c) || (code >= 0xC0 && code <= 0xDE && code != 0xD7) ||
		     (code >= 0x100 && code <= 0x17F && (code & 1) == 0) ||
		     (code >= 0x391 && code <= 0x3A9) || (code >= 0x400 && code <= 0x42F);
	size_t capitals = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (is_lower((unsigned char)s.p[i]))
			return;
		capitals += is_upper((unsigned char)s.p[i]);
	}
	w->upper = capitals >= 2;
}

/* Marks what is in brackets, in one pass: no run of opening brackets makes it
 * look ahead again and again. Deeper nesting than this is not prose. */
#define ASIDE_DEPTH 8

static void mark_asides(struct words *ws)
{
	size_t open[ASIDE_DEPTH], depth = 0;
	for (size_t i = 0; i < ws->n; i++) {
		char c = ws->v[i].punct;
		if (c == '(' || c == '[') {
			if (depth == ASIDE_DEPTH)
				return;
			open[depth++] = i;
		} else if ((c == ')' || c == ']') && depth != 0) {
			for (size_t k = open[--depth]; k <= i; k++)
				ws->v[k].aside = true;
		}
	}
}

/* The end of the ASCII letters and digits from i on, at most end. */
static uint32_t plain_end(struct dl_str text, uint32_t i, uint32_t end)
{
	while (i < end && (size_t)i + 8 <= text.n) {
		uint64_t w = eight_load(text.p + i);
		uint64_t other = (eight_letters(w) | eight_digits(w)) ^ EIGHT(0x80);
		if (other != 0) {
			i += eight_first(other);
			break;
		}
		i += 8;
	}
	while (i < end && is_plain((unsigned char)text.p[i]))
		i++;
	return i < end ? i : end;
}

/* Makes room for the words of so many bytes, about. */
static bool reserve(struct words *ws, size_t bytes)
{
	size_t cap = bytes / 5 + 16;
	if (ws->cap != 0)
		return true;
	ws->v = arena_array(ws->arena, struct word, cap);
	ws->cap = ws->v == NULL ? 0 : cap;
	return ws->v != NULL;
}

static bool grow(struct words *ws)
{
	struct word *grown = arena_regrow(ws->arena, ws->v, sizeof(*ws->v), ws->n, &ws->cap);
	if (grown != NULL)
		ws->v = grown;
	return grown != NULL;
}

/* Longest word that an apostrophe shortens: "puisqu'", "aujourd'". */
#define ELIDED_MAX 10

/* "l'|exposition", "s'|est": bytes of the first word of n bytes, its apostrophe with it. */
static size_t elided(const char *p, size_t n)
{
	for (size_t i = 1; i + 1 < n && i < ELIDED_MAX; i++) {
		if (p[i] == '\'')
			return i + 1;
		if (i + 3 < n && memcmp(p + i, "\xE2\x80\x99", 3) == 0)
			return i + 3;
	}
	return n;
}

/* The words without their cues. */
static bool read_words(struct words *ws, struct dl_span span)
{
	const char *p = ws->text.p;
	bool spaced = true, newline = false;
	ws->n = 0;
	if (!reserve(ws, span.end - span.start))
		return false;
	for (uint32_t i = span.start; i < span.end;) {
		char punct = 0;
		bool space = p[i] == ' ';
		uint32_t len = 1;
		if (space) {
			spaced = true;
			i++;
			continue;
		}
		if (is_plain((unsigned char)p[i]))
			len = plain_end(ws->text, i, span.end) - i;
		else
			len = (uint32_t)peek(p + i, span.end - i, &punct, &space);
		if (space) {
			spaced = true;
			newline |= p[i] == '\n';
			i += len;
			continue;
		}
		if (punct == 0 && i + len < span.end && p[i + len] != ' ')
			len = (uint32_t)word_length(p + i, span.end - i, len);
		if (punct == 0 && lang_habits[ws->language].elides)
			len = (uint32_t)elided(p + i, len);
		if (ws->n == ws->cap && !grow(ws))
			return false;
		struct word *w = &ws->v[ws->n++];
		*w = (struct word){.span = {i, i + len},
		    .punct = punct,
		    .spaced = spaced,
		    .newline = newline,
		    .expr = WHEN_NONE};
		if (punct == 0)
			shape(w, (struct dl_str){p + i, len});
		spaced = newline = false;
		i += len;
	}
	return true;
}

static void mark_word(struct words *ws, size_t i)
{
	char c = ws->v[i].punct;
	if (c == 0 || c == '&' || c == '@' || c == '%')
		mark_cues(ws, i);
}

/* Copies what was read of the text's beginning. False: the span is not in it,
 * or an end of it lies inside a word. */
static bool copy_head(struct words *ws, struct dl_span span, bool *ret_nomem)
{
	struct words head = {.text = ws->text, .v = ws->head, .n = ws->n_head};
	size_t first = words_at(&head, span.start), end = words_at(&head, span.end);
	*ret_nomem = false;
	bool cut = end == head.n && ws->head_end != ws->text.n; /* the last may go on */
	if (first >= end || cut || head.v[end - 1].span.end > span.end ||
	    (first != 0 && head.v[first - 1].span.end > span.start))
		return false;
	for (ws->n = 0; ws->cap < end - first; ws->n = ws->cap)
		if (!grow(ws)) {
			*ret_nomem = true;
			return false;
		}
	ws->n = end - first;
	memcpy(ws->v, head.v + first, ws->n * sizeof(*ws->v));
	ws->v[0].spaced = true;
	struct dl_span before = {span.start, ws->v[0].span.start};
	struct dl_str space = str_sub(ws->text, before);
	ws->v[0].newline = str_find(space, '\n') < space.n;
	for (size_t i = 0; i < ws->n; i++) {
		struct word *w = &ws->v[i];
		w->time = false;
		w->expr = WHEN_NONE;
		if (i + w->cue_words > ws->n) { /* a cue that went on behind the span */
			w->cues = 0;
			w->cue_words = 0;
			mark_word(ws, i);
		}
	}
	return true;
}

bool words_read(struct words *ws, struct dl_span span)
{
	bool nomem;
	if (!copy_head(ws, span, &nomem)) {
		if (nomem || !read_words(ws, span))
			return false;
		for (size_t i = 0; i < ws->n; i++)
			mark_word(ws, i);
	}
	mark_asides(ws);
	return true;
}

bool words_read_first(struct words *ws, struct dl_span span)
{
	if (!read_words(ws, span))
		return false;
	if (ws->n != 0)
		mark_word(ws, 0);
	return true;
}

bool words_read_head(struct words *ws, uint32_t end)
{
	struct words head = {.arena = ws->arena, .text = ws->text, .language = ws->language};
	if (!read_words(&head, (struct dl_span){0, end}))
		return false;
	for (size_t i = 0; i < head.n; i++)
		mark_word(&head, i);
	ws->head = head.v;
	ws->n_head = head.n;
	ws->head_end = end;
	return true;
}

void words_mark_time(struct words *ws, const struct when_list *list, uint32_t expr)
{
	struct dl_span s = list->v[expr].span;
	size_t first = words_at(ws, s.start), i = first;
	if (i > 0 && ws->v[i - 1].span.end > s.start)
		i--;
	if (i > 0 && lang_habits[ws->language].article_dates && words_is(ws, i - 1, CUE(DEFINITE)))
		ws->v[i - 1].time = true; /* "le 3 mai" */
	for (; i < ws->n && ws->v[i].span.start < s.end; i++) {
		ws->v[i].time = true;
		ws->v[i].expr = expr;
	}
}

size_t words_cue_longest(
    const struct words *ws, size_t i, enum lang_cue_class class, const char **ret_value)
{
	size_t best = 0;
	for (size_t k = 0; k < ws->v[i].cue_n; k++) {
		const struct lang_cue *cue = &lang_cues[ws->v[i].cue_first + k];
		if (cue->class != class || cue->words <= best || !cue_matches(ws, i, cue))
			continue;
		best = cue->words;
		if (ret_value != NULL)
			*ret_value = cue->value;
	}
	return best;
}

struct dl_str words_text(const struct words *ws, size_t i)
{
	return str_sub(ws->text, ws->v[i].span);
}

struct dl_str words_between(const struct words *ws, size_t first, size_t end)
{
	if (first >= end)
		return (struct dl_str){NULL, 0};
	return str_sub(
	    ws->text, (struct dl_span){ws->v[first].span.start, ws->v[end - 1].span.end});
}

size_t words_at(const struct words *ws, uint32_t offset)
{
	size_t low = 0, high = ws->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (ws->v[mid].span.start < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Time expressions and what is in brackets count as absent. */
bool words_gap(const struct words *ws, size_t i)
{
	return ws->v[i].time || ws->v[i].aside;
}

/* Longest ending of the cues (bytes). */
#define ENDING_MAX 4

bool words_ending(const struct words *ws, size_t i, char kind)
{
	struct dl_str s = i < ws->n ? words_text(ws, i) : (struct dl_str){NULL, 0};
	for (size_t n = 1; n <= ENDING_MAX && n + 2 < s.n + 1; n++) {
		struct dl_str ending = {s.p + s.n - n, n};
		const struct lang_cue *cue = lang_cue_find(ws->language, ending, LANG_CUE_ENDING);
		if (cue != NULL && cue->value[0] == kind)
			return true;
	}
	return false;
}

bool words_adverb(const struct words *ws, size_t i)
{
	return words_is(ws, i, CUE(MANNER)) || (!ws->v[i].capital && words_ending(ws, i, 'l') &&
						   !words_is(ws, i, CUE(BASE))); /* "apply" */
}

/* A comma or dash that parts phrases: not in brackets, not inside a date. */
bool words_boundary_dash(const struct words *ws, size_t i)
{
	const struct word *w = &ws->v[i];
	return w->punct == '-' && !w->aside && w->spaced && (i + 1 == ws->n || ws->v[i + 1].spaced);
}

bool words_boundary(const struct words *ws, size_t i)
{
	const struct word *w = &ws->v[i];
	if (w->aside || w->punct == 0)
		return false;
	bool dash = w->punct == '-' && w->spaced && (i + 1 == ws->n || ws->v[i + 1].spaced);
	return w->punct == ',' || w->punct == ';' || w->punct == ':' || dash;
}

const char *cue_whole(size_t language, struct dl_str text, enum lang_cue_class class)
{
	char key[CUE_BYTES + LANG_CUE_PAD];
	while (text.n != 0 && !is_word_byte((unsigned char)text.p[0]))
		text.p++, text.n--;
	while (text.n != 0 && !is_word_byte((unsigned char)text.p[text.n - 1]) &&
	       text.p[text.n - 1] != ')')
		text.n--;
	if (text.n == 0 || text.n + 1 >= CUE_BYTES)
		return NULL;
	size_t n = lower(text, key), k = 0;
	for (size_t i = 0; i < n; i++) { /* "start_date" and double spaces */
		char c = key[i] == '_' || key[i] == '-' || is_space((unsigned char)key[i]) ? ' '
											   : key[i];
		if (c != ' ' || (k != 0 && key[k - 1] != ' '))
			key[k++] = c;
	}
	const struct lang_cue *cue = lang_cue_find(language, (struct dl_str){key, k}, class);
	return cue == NULL ? NULL : cue->value;
}
