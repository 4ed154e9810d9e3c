/* SPDX-License-Identifier: MIT */
#include "when/beside.h"

#include "base/str.h"

/* Values of LEX_NOUN are sums of these (lang/en-nouns.lang). */
enum {
	NOUN_NAMED = 1,	   /* room 1912 */
	NOUN_COUNTED = 2,  /* 1815 soldiers */
	NOUN_STREET = 4,   /* 12 May Street */
	NOUN_BOOK = 8,	   /* John 3:16 */
	NOUN_MEASURE = 16, /* in 1500 metres */
	NOUN_SERIES = 32,  /* workshop 3 */
	NOUN_LINK = 64,	   /* the code is 2046 */
	NOUN_JOINED = 128  /* a 1500-seat hall */
};

/* Longest word that is looked up. */
#define NOUN_MAX 16

static char byte_at(struct dl_str text, int64_t i)
{
	return i >= 0 && i < (int64_t)text.n ? text.p[i] : '\0';
}

static bool is_word_byte(char c)
{
	return is_alpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static int32_t noun_of(const struct window *w, int64_t from, int64_t to)
{
	struct dl_str text = w->text;
	int32_t value = 0;
	if (to <= from || to - from > NOUN_MAX)
		return 0;
	struct dl_str word = {text.p + from, (size_t)(to - from)};
	return lex_word_in(w->lexicon, word, LEX_NOUN, &value) ? value : 0;
}

/* Where the word that ends before byte `to` begins; at most NOUN_MAX + 1 back. */
static int64_t word_start(struct dl_str text, int64_t to)
{
	int64_t i = to;
	while (to - i <= NOUN_MAX && is_word_byte(byte_at(text, i - 1)))
		i--;
	return i;
}

static int64_t word_end(struct dl_str text, int64_t from)
{
	int64_t i = from;
	while (i - from <= NOUN_MAX && is_word_byte(byte_at(text, i)))
		i++;
	return i;
}

static bool is_group(char c)
{
	return is_digit((unsigned char)c) || c == '-' || c == '/';
}

static bool is_letters(struct dl_str text, int64_t from, int64_t to)
{
	for (int64_t i = from; i < to; i++)
		if (!is_upper((unsigned char)text.p[i]))
			return false;
	return to - from >= 1 && to - from <= 3;
}

/* The noun before a byte: "room 12", "no. 12"; over a word between them too:
 * "flight BA 1942", "the code is 2046". */
static int32_t noun_before(const struct window *w, int64_t start)
{
	struct dl_str text = w->text;
	/* "docket 04-1528", "file 7/1912" */
	if (byte_at(text, start - 1) == '-' || byte_at(text, start - 1) == '/')
		for (int n = 0; n < NOUN_MAX && is_group(byte_at(text, start - 1)); n++)
			start--;
	for (int n = 0; n < 2 && byte_at(text, start - 1) == ' '; n++) {
		int64_t to = start - 1 - (byte_at(text, start - 2) == '.');
		start = word_start(text, to);
		int32_t noun = noun_of(w, start, to);
		if (noun != 0 && noun != NOUN_LINK)
			return noun;
		if (noun == 0 && !is_letters(text, start, to))
			return 0;
	}
	return 0;
}

/* The noun behind a byte, after at most one space; joined with a hyphen it
 * measures. A capital with a dot is somebody's initial. */
static int32_t noun_after(const struct window *w, int64_t end)
{
	struct dl_str text = w->text;
	bool hyphen = byte_at(text, end) == '-';
	int64_t from = end + (hyphen || byte_at(text, end) == ' ');
	int64_t to = word_end(text, from);
	int32_t noun = noun_of(w, from, to);
	if (to == from + 1 && byte_at(text, to) == '.' && is_upper((unsigned char)text.p[from]))
		return 0;
	if (hyphen)
		return noun & (NOUN_JOINED | NOUN_COUNTED | NOUN_MEASURE) ? NOUN_MEASURE : 0;
	return noun;
}

bool beside_is_named(const struct window *w, uint32_t start)
{
	return (noun_before(w, start) & (NOUN_NAMED | NOUN_SERIES)) != 0;
}

/* "| Harbour Road", "| Street": capitals, at most two words, and a street. */
static bool is_street(const struct window *w, int64_t end)
{
	struct dl_str text = w->text;
	for (int n = 0; n < 2 && byte_at(text, end) == ' '; n++) {
		int64_t to = word_end(text, end + 1);
		if (!is_upper((unsigned char)byte_at(text, end + 1)))
			return false;
		if (noun_of(w, end + 1, to) & NOUN_STREET)
			return true;
		end = to;
	}
	return false;
}

bool beside_counts(const struct window *w, size_t i)
{
	static const uint64_t bare = LEX_BIT(LEX_NUM) | LEX_BIT(LEX_DAY) | LEX_BIT(LEX_HOUR);
	const struct lex_token *t = &w->tokens[i];
	if (t->kind != LEX_NUMBER || (t->mask & bare) == 0)
		return false;
	return (noun_after(w, t->end) & (NOUN_COUNTED | NOUN_MEASURE)) != 0 || is_street(w, t->end);
}

/* A code that has been written in groups: "4410 1907", "020 7946 1945". */
static bool is_grouped(struct dl_str text, int64_t start, int64_t end)
{
	bool before = byte_at(text, start - 1) == ' ', after = byte_at(text, end) == ' ';
	for (int64_t i = 1; i <= 3; i++) {
		before = before && is_digit((unsigned char)byte_at(text, start - 1 - i));
		after = after && is_digit((unsigned char)byte_at(text, end + i));
	}
	return before || after;
}

/* Is a number there that no month has? It begins (step 1) or ends (-1) at a byte. */
static bool is_no_month(struct dl_str text, int64_t at, int step)
{
	int v[2] = {byte_at(text, at) - '0', byte_at(text, at + step) - '0'};
	if (!is_digit((unsigned char)byte_at(text, at)))
		return false;
	if (!is_digit((unsigned char)byte_at(text, at + step)))
		return v[0] == 0;
	int n = step > 0 ? v[0] * 10 + v[1] : v[1] * 10 + v[0];
	return is_digit((unsigned char)byte_at(text, at + 2 * step)) || n == 0 || n > 12;
}

/* "-32", "/679", " - 32" behind a byte, or the same before it. */
static bool is_dashed(struct dl_str text, int64_t at, int step)
{
	if (byte_at(text, at) == ' ' && byte_at(text, at + step) == '-' &&
	    byte_at(text, at + 2 * step) == ' ')
		return is_no_month(text, at + 3 * step, step);
	return (byte_at(text, at) == '-' || byte_at(text, at) == '/') &&
	       is_no_month(text, at + step, step);
}

/* Signs that touch it: "/2019", "W-1945", "9001:2015", "malloc(1999", "id = 1848". */
static bool is_code(struct dl_str text, int64_t start, int64_t end)
{
	char sign = byte_at(text, start - 1), before = byte_at(text, start - 2);
	if (byte_at(text, end) == ' ' && byte_at(text, end + 1) == 'x' &&
	    byte_at(text, end + 2) == ' ')
		return true; /* 1024 x 768 */
	switch (sign) {
	case ' ':
		return before == '=' && (is_word_byte(byte_at(text, start - 3)) ||
					    is_word_byte(byte_at(text, start - 4)));
	case '=':
	case '(':
		return is_word_byte(before);
	case '/':
		return !is_word_byte(before) && !is_digit((unsigned char)before);
	case ':':
		return is_digit((unsigned char)before);
	case '-':
		return is_upper((unsigned char)before);
	default:
		return false;
	}
}

/* "2019/20", "1999-00": a season or a business year, by its two last digits. */
static bool is_season(struct dl_str text, int32_t year, int64_t end)
{
	int32_t next = (year + 1) % 100;
	return byte_at(text, end + 1) == '0' + next / 10 &&
	       byte_at(text, end + 2) == '0' + next % 10 &&
	       !is_digit((unsigned char)byte_at(text, end + 3));
}

static bool is_bare_year(const struct member *m)
{
	return m->value.kind == VALUE_DATE && m->value.has == HAS_YEAR && m->first == m->last &&
	       !m->joined;
}

/* Does a word that leads to dates stand before it? "in 1815 soldiers came", but
 * "of 1984 voters". */
static bool is_dated(const struct window *w, const struct member *m)
{
	const struct lex_token *t = &w->tokens[m->first];
	return m->first > 0 && !m->value.latent && (t[-1].mask & LEX_BIT(LEX_LEAD)) != 0 &&
	       lex_value(t - 1, LEX_LEAD) != WHEN_LEAD_OF;
}

/* "the Lost Property Act 1997 | items": the number ends a name, in capitals that
 * begin no sentence. */
static bool ends_name(struct dl_str text, int64_t start)
{
	int64_t from = word_start(text, start - 1);
	return byte_at(text, start - 1) == ' ' && is_upper((unsigned char)byte_at(text, from)) &&
	       byte_at(text, from - 1) == ' ' && is_word_byte(byte_at(text, from - 2));
}

static bool is_no_year(const struct window *w, const struct member *m)
{
	int64_t start = w->tokens[m->first].start, end = w->tokens[m->last].end;
	bool ends = m->chained && m[-1].next == LINK_RANGE, begins = m->next == LINK_RANGE;
	int32_t before = noun_before(w, start), after = noun_after(w, end);
	if (byte_at(w->text, start - 2) == ':') { /* "length: 1998" */
		int64_t from = word_start(w->text, start - 2);
		before |= noun_of(w, from, start - 2) & NOUN_NAMED;
	}
	if ((before & NOUN_NAMED) || (after & NOUN_MEASURE))
		return true;
	if ((after & NOUN_COUNTED) && !is_dated(w, m) && !ends_name(w->text, start))
		return true;
	bool in = is_dated(w, m) && (w->tokens[m->first - 1].roles & ROLE_IN) != 0;
	if (is_street(w, end) && !in) /* "in 1999 Harbour Road was paved" */
		return true;
	if (is_season(w->text, m->value.year, end))
		return false;
	return (!ends && is_dashed(w->text, start - 1, -1)) ||
	       (!begins && is_dashed(w->text, end, 1)) || is_code(w->text, start, end) ||
	       is_grouped(w->text, start, end);
}

/* An era in capital and small letters: "Ad". */
static bool is_titled(struct dl_str text, const struct lex_token *t)
{
	return (t->mask & LEX_BIT(LEX_ERA)) != 0 && is_upper((unsigned char)text.p[t->start]) &&
	       is_alpha((unsigned char)byte_at(text, t->start + 1)) &&
	       !is_upper((unsigned char)byte_at(text, t->start + 1));
}

static bool is_no_date(const struct window *w, const struct member *m)
{
	const struct value *v = &m->value;
	const struct lex_token *t = &w->tokens[m->first], *last = &w->tokens[m->last];
	if (is_bare_year(m))
		return is_no_year(w, m);
	if (v->kind == VALUE_NONE && v->has == HAS_CLOCK && m->first == m->last) {
		/* she swam it "in 1:54" */
		bool in = m->first > 0 && (t[-1].roles & ROLE_IN) != 0 && m->next == LINK_NONE;
		return in || (noun_before(w, t->start) & NOUN_BOOK) != 0;
	}
	bool iso = (last->mask & LEX_BIT(LEX_ISODATE)) != 0 && !(v->has & HAS_DAY);
	if (iso || (last->mask & LEX_BIT(LEX_NUMDATE))) /* batch 2018-07, section 3.3.10 */
		return t == last && (noun_before(w, t->start) & NOUN_NAMED) != 0;
	if (v->kind == VALUE_DATE && (last->mask & LEX_BIT(LEX_MONTH)))
		return is_street(w, last->end);
	if ((t->mask | last->mask) & LEX_BIT(LEX_ERA)) /* "Ad 1" is no year */
		return is_titled(w->text, t) || is_titled(w->text, last);
	bool vague = v->kind == VALUE_DURATION && v->vague; /* "Days Inn" */
	return vague && t == last && t->cap && byte_at(w->text, last->end) == ' ' &&
	       is_upper((unsigned char)byte_at(w->text, last->end + 1));
}

void beside_refuse(struct window *w)
{
	for (size_t i = 0; i < w->n_members; i++) {
		struct member *m = &w->members[i];
		bool range = m->chained && m[-1].next == LINK_RANGE;
		bool years = range && is_bare_year(m) && is_bare_year(&m[-1]);
		if (m->value.refused && range) /* 10 - 31 June */
			m[-1].value.refused = true;
		else if (range && m[-1].value.refused && (years || !is_bare_year(&m[-1])))
			m->value.refused = true; /* pages 1914 - 1918 */
		else
			m->value.refused = m->value.refused || is_no_date(w, m);
	}
}
