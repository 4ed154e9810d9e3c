/* SPDX-License-Identifier: MIT */
#include "event/draft.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "event/title.h"

void draft_put(struct draft *d, struct dl_str s, bool spaced)
{
	size_t need = s.n + 3;
	if (s.n == 0 || d->n + need > sizeof(d->text))
		return;
	if (d->n != 0 && d->comma != 0)
		d->text[d->n++] = d->comma;
	if (d->n != 0 && (spaced || d->comma != 0))
		d->text[d->n++] = ' ';
	d->comma = 0;
	memcpy(d->text + d->n, s.p, s.n);
	d->n += s.n;
}

static bool is_link(struct dl_str s)
{
	return str_starts(s, STR("http")) || str_starts(s, STR("www."));
}

/* One past the bracket that opens at word i and holds nothing but times; i: there
 * is none ("Day 2 (Thursday): Soils"). */
static size_t empty_bracket(const struct words *ws, size_t i, size_t end)
{
	size_t k = i;
	if (ws->v[i].punct != '(' && ws->v[i].punct != '[')
		return i;
	for (k++; k < end && ws->v[k].punct != ')' && ws->v[k].punct != ']'; k++)
		if (ws->v[k].punct == 0 && !ws->v[k].time)
			return i;
	return k < end ? k + 1 : i;
}

bool draft_name_year(const struct words *ws, size_t i, size_t first)
{
	if (i >= ws->n)
		return false;
	const struct word *w = &ws->v[i];
	return w->time && w->number && w->span.end - w->span.start == 4 && i > first &&
	       ws->v[i - 1].capital && !ws->v[i - 1].time && !ws->v[i - 1].aside &&
	       !(i + 1 < ws->n && ws->v[i + 1].time);
}

/* Appends the words of a range but for times, links, and what keep leaves out. */
void draft_range(
    const struct words *ws, struct draft *d, struct range r, struct range skip, int keep)
{
	bool dropped = true;
	for (size_t i = r.first; i < r.end; i++) {
		size_t past = empty_bracket(ws, i, r.end);
		if (past > i) {
			i = past - 1;
			dropped = true;
			continue;
		}
		const struct word *w = &ws->v[i];
		struct dl_str s = words_text(ws, i);
		size_t praise =
		    (keep & KEEP_PRAISE) != 0 ? 0 : words_cue(ws, i, LANG_CUE_PRAISE, NULL);
		bool gone = (w->time && !draft_name_year(ws, i, r.first)) ||
			    (w->aside && (keep & KEEP_ASIDES) == 0) || is_link(s) ||
			    (i >= skip.first && i < skip.end) ||
			    (praise != 0 && i + praise < r.end && !w->capital);
		if (gone) {
			dropped = true;
			i += praise > 1 ? praise - 1 : 0;
			continue;
		}
		if (w->punct == ',' || w->punct == ';' || w->punct == ':') {
			d->comma = d->n == 0 ? 0 : w->punct;
			continue;
		}
		if (w->punct == '*' || w->punct == '_')
			continue;
		draft_put(d, s, w->spaced || dropped || d->comma != 0);
		dropped = false;
	}
	d->comma = 0;
}

void draft_word(struct draft *d, const char *z)
{
	draft_put(d, str_of(z), true);
}

/* ---- fitting --------------------------------------------------------------- */

static bool is_weak(size_t language, struct dl_str word)
{
	return lang_cue_find(language, word, LANG_CUE_DETERMINER) != NULL ||
	       lang_cue_find(language, word, LANG_CUE_PREPOSITION) != NULL ||
	       lang_cue_find(language, word, LANG_CUE_CONJUNCTION) != NULL ||
	       lang_cue_find(language, word, LANG_CUE_RELATIVE) != NULL ||
	       lang_cue_find(language, word, LANG_CUE_AUX) != NULL;
}

static struct dl_str last_word(struct dl_str s)
{
	size_t i = s.n;
	while (i > 0 && s.p[i - 1] != ' ')
		i--;
	return (struct dl_str){s.p + i, s.n - i};
}

static bool is_loose(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == ':' || c == '-' || c == '/' || c == '|' ||
	       c == '(' || c == '[' || c == '*' || c == '@' || c == '~' || c == '=' || c == '>' ||
	       c == '<' || c == '#' || c == '+';
}

/* Punctuation and dashes off both ends; the full stop, too, unless it belongs
 * to an abbreviation ("Inc."). */
struct dl_str draft_strip(struct dl_str s)
{
	static const char *const dashes[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA2",
	    "\xC2\xB7", "\xE2\x86\x92", "\xE2\x80\x95"};
	for (bool again = true; again;) {
		again = false;
		while (s.n != 0 &&
		       (is_loose(s.p[0]) || s.p[0] == '.' || s.p[0] == ')' || s.p[0] == ']'))
			s.p++, s.n--;
		while (s.n != 0 && is_loose(s.p[s.n - 1]))
			s.n--;
		for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
			struct dl_str d = str_of(dashes[i]);
			if (str_starts(s, d)) {
				s.p += d.n, s.n -= d.n;
				again = true;
			}
			if (str_ends(s, d)) {
				s.n -= d.n;
				again = true;
			}
		}
		if (s.n != 0 && s.p[s.n - 1] == '.') {
			struct dl_str w = last_word((struct dl_str){s.p, s.n - 1});
			if (w.n > 3 || lang_cue_find(LANG_ANY, w, LANG_CUE_ABBREVIATION) == NULL) {
				s.n--;
				again = true;
			}
		}
	}
	return s;
}

/* The longest head of at most TITLE_MAX characters that ends well: at a comma
 * or dash past the middle, else at a word that can stand last. */
static struct dl_str cut(size_t language, struct dl_str s)
{
	struct dl_str head = utf8_head(s, TITLE_MAX + 1);
	if (head.n == s.n && utf8_count(s) <= TITLE_MAX)
		return s;
	size_t end = 0, soft = 0;
	for (size_t i = 1; i < head.n; i++) {
		if (head.p[i] != ' ')
			continue;
		end = i;
		char before = head.p[i - 1];
		if (before == ',' || before == ';' || before == ':' || before == '.')
			soft = i;
		if (i + 3 < head.n &&
		    (head.p[i + 1] == '(' || memcmp(head.p + i + 1, "\xE2\x80\x93", 3) == 0 ||
			memcmp(head.p + i + 1, "\xE2\x80\x94", 3) == 0 ||
			memcmp(head.p + i + 1, "- ", 2) == 0))
			soft = i;
	}
	if (soft > head.n / 2)
		end = soft;
	if (end == 0) /* no spaces: a script without them, or one long word */
		return utf8_head(s, TITLE_MAX);
	s = draft_strip((struct dl_str){s.p, end});
	while (s.n != 0 && is_weak(language, last_word(s)) && last_word(s).n != s.n)
		s = draft_strip((struct dl_str){s.p, s.n - last_word(s).n});
	return s;
}

/* The bracket that nothing closes ("Drawings (comments | by 4 May"), or s.n. */
static size_t open_bracket(struct dl_str s)
{
	size_t at = s.n;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '(')
			at = i;
		else if (s.p[i] == ')')
			at = s.n;
	}
	return at;
}

struct dl_str title_fit(struct work *w, struct dl_str text)
{
	struct draft d = {.n = 0};
	text = draft_strip(text);
	bool space = false;
	size_t open = open_bracket(text);
	for (size_t i = 0; i < text.n && d.n + 2 < sizeof(d.text); i++) {
		if (i == open)
			continue;
		if (is_space((unsigned char)text.p[i])) {
			space = true;
			continue;
		}
		if (space)
			d.text[d.n++] = ' ';
		space = false;
		d.text[d.n++] = text.p[i];
	}
	struct dl_str s = {d.text, d.n};
	s = cut(w->words.language, (struct dl_str){d.text, utf8_valid(s)});
	struct dl_str ret = arena_str(w->arena, s);
	if (ret.p != NULL && ret.n != 0 && is_lower((unsigned char)ret.p[0])) {
		struct dl_str first = ret;
		first.n = str_find(ret, ' ');
		/* "code4lib", "iPhone" and addresses keep their small letter. */
		bool plain = true;
		for (size_t i = 1; i < first.n; i++)
			plain &= !is_upper((unsigned char)first.p[i]) &&
				 !is_digit((unsigned char)first.p[i]) && first.p[i] != '.' &&
				 first.p[i] != '@' && first.p[i] != '/';
		if (plain)
			((char *)ret.p)[0] = (char)(ret.p[0] - 32);
	}
	return ret;
}

struct dl_str title_plain(struct work *w, struct range r, size_t max)
{
	struct draft d = {.n = 0};
	draft_range(&w->words, &d, r, (struct range){0, 0}, KEEP_PRAISE);
	struct dl_str s = draft_strip((struct dl_str){d.text, d.n});
	return arena_str(w->arena, utf8_head(s, max));
}
