/* SPDX-License-Identifier: MIT */
/* Nothing in a message says where the answer ends and the question begins; the
 * habits of mail programs do, in the order of trust:
 *
 *   - Lines with marks ("> …") are quoted, and so is what introduces them ("On …
 *     wrote:", up to three lines).
 *   - After "-----Original Message-----", or a head of From, Sent and Subject lines,
 *     or an introduction that no marked lines follow, all that is left is quoted.
 *     It is passed on, not answered, if the line says so ("Forwarded message"),
 *     or the subject does, or nothing was written above it.
 *   - "-- " begins a signature, if a signature's few lines follow; "Sent from my
 *     phone" is one; what mailing lists add goes on to the end. */
#include "source/letter.h"

#include "base/str.h"
#include "source/phrase.h"

/* An introduction has up to this many lines. */
#define WROTE_LINES 3
/* A head is found within this many lines, and goes on for as many. */
#define HEAD_LINES 8
/* More lines than this are no signature (RFC 3676 asks for four). */
#define SIGNATURE_LINES	 12
#define SIGNATURE_WITHIN 40

static bool add_line(struct arena *arena, struct letter *l, struct letter_line line)
{
	struct letter_line *v = arena_regrow(arena, l->lines, sizeof(*v), l->n, &l->cap);
	if (v == NULL)
		return false;
	l->lines = v;
	v[l->n++] = line;
	return true;
}

bool letter_lines(struct arena *arena, struct letter *l, struct dl_str text)
{
	*l = (struct letter){.text = text};
	for (size_t i = 0; i < text.n;) {
		struct dl_str rest = {text.p + i, text.n - i};
		size_t n = str_find(rest, '\n'), marks = 0;
		struct letter_line line = {.span = {(uint32_t)i, (uint32_t)(i + n)}};
		while (marks < n && (rest.p[marks] == '>' || (marks != 0 && rest.p[marks] == ' ')))
			line.depth += rest.p[marks++] == '>';
		/* ">From " at the beginning of a line is how a file in mbox form has "From ". */
		if (line.depth == 1 && n > 6 && str_starts(rest, STR(">From ")))
			line.depth = 0;
		if (!add_line(arena, l, line))
			return false;
		i += n + (n < rest.n);
	}
	return true;
}

/* A line without its quotation marks and spaces. */
static struct dl_str bare(const struct letter *l, size_t i)
{
	struct dl_str s = str_trim(str_sub(l->text, l->lines[i].span));
	while (s.n != 0 && *s.p == '>')
		s = str_trim((struct dl_str){s.p + 1, s.n - 1});
	return s;
}

static bool is_blank(const struct letter *l, size_t i)
{
	return bare(l, i).n == 0;
}

static bool has_digit(const struct phrase_line *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_digit((unsigned char)p->p[i]))
			return true;
	return false;
}

/* The line after i that is not blank; l->n: there is none. */
static size_t next_written(const struct letter *l, size_t i)
{
	do
		i++;
	while (i < l->n && is_blank(l, i));
	return i;
}

static bool may_end_wrote(struct dl_str s)
{
	return str_ends(s, STR(":")) || str_ends(s, STR("\xEF\xBC\x9A")) || str_ends(s, STR("):"));
}

/* Lines of the introduction to a quotation that begins at i; 0: none does. */
static size_t wrote(const struct letter *l, size_t i, uint32_t base)
{
	struct phrase_line p = {.n = 0};
	for (size_t k = 0; k < WROTE_LINES && i + k < l->n; k++) {
		struct dl_str s = bare(l, i + k);
		if (s.n == 0 || l->lines[i + k].depth != l->lines[i].depth)
			return 0;
		phrase_add(&p, s);
		if (!may_end_wrote(s))
			continue;
		size_t next = next_written(l, i + k);
		bool quoted = next < l->n && l->lines[next].depth > base;
		if ((has_digit(&p) && phrase_is(PHRASE_WROTE, &p)) ||
		    (quoted && k == 0 && phrase_is(PHRASE_WRITES, &p)))
			return k + 1;
	}
	return 0;
}

/* "-----Original Message-----" and the like; ret: it is one passed on. */
static bool is_divider(const struct letter *l, size_t i, bool *ret_forward)
{
	struct dl_str s = bare(l, i);
	size_t dashes = 0, end = s.n;
	while (dashes < s.n && (s.p[dashes] == '-' || s.p[dashes] == '_'))
		dashes++;
	while (end > dashes && (s.p[end - 1] == '-' || s.p[end - 1] == '_'))
		end--;
	bool marked = dashes >= 2 && s.n - end >= 2;
	if (end == dashes || (dashes != 0 && !marked) || (!marked && !may_end_wrote(s)))
		return false;
	struct phrase_line p = {.n = 0};
	phrase_add(&p, str_trim((struct dl_str){s.p + dashes, end - dashes}));
	*ret_forward = phrase_is(PHRASE_FORWARD, &p);
	return *ret_forward || (marked && phrase_is(PHRASE_ORIGINAL, &p));
}

static bool is_head_line(struct dl_str s)
{
	return phrase_value(PHRASE_FROM, s).p != NULL || phrase_value(PHRASE_SENT, s).p != NULL ||
	       phrase_value(PHRASE_TO, s).p != NULL || phrase_value(PHRASE_SUBJECT, s).p != NULL;
}

/* Lines of the head of a message that begins at i: From, a date and a subject are
 * in it; 0: it is none. */
static size_t head(const struct letter *l, size_t i, struct letter *ret)
{
	bool from = false;
	size_t n = 0;
	struct dl_str date = {NULL, 0}, subject = {NULL, 0}, s;
	if (!is_head_line(bare(l, i)))
		return 0;
	for (size_t k = 0; k < HEAD_LINES && i + k < l->n && !is_blank(l, i + k); k++) {
		struct dl_str line = bare(l, i + k);
		from |= phrase_value(PHRASE_FROM, line).p != NULL;
		if ((s = phrase_value(PHRASE_SENT, line)).n != 0 && date.n == 0)
			date = s;
		if ((s = phrase_value(PHRASE_SUBJECT, line)).n != 0 && subject.n == 0)
			subject = s;
		/* what a long list of people was wrapped to belongs to it too */
		if (is_head_line(line) || !(from && date.n != 0 && subject.n != 0))
			n = k + 1;
	}
	if (!from || date.n == 0 || subject.n == 0)
		return 0;
	ret->date = date;
	ret->subject = subject;
	return n;
}

static void set_kind(struct letter *l, size_t from, size_t to, enum letter_kind kind)
{
	for (size_t i = from; i < to && i < l->n; i++)
		l->lines[i].kind = kind;
}

/* Is what follows line i as short as a signature? */
static bool begins_signature(const struct letter *l, size_t i, uint32_t base)
{
	struct dl_str s = str_sub(l->text, l->lines[i].span);
	bool forward;
	if (s.n != 0 && s.p[s.n - 1] == '\r')
		s.n--;
	if (!str_eq(s, STR("-- ")) && !str_eq(s, STR("--")) && !str_eq(s, STR("\xE2\x80\x94")))
		return false;
	size_t n = 0, end = i + SIGNATURE_WITHIN;
	for (i++; i < l->n && l->lines[i].depth == base && !is_divider(l, i, &forward); i++) {
		n += !is_blank(l, i);
		if (n > SIGNATURE_LINES || i == end)
			return false;
	}
	return true;
}

static bool is_phrase(const struct letter *l, size_t i, enum phrase kind)
{
	struct phrase_line p = {.n = 0};
	phrase_add(&p, bare(l, i));
	return p.n != 0 && phrase_is(kind, &p);
}

/* A row of underscores, as Mailman puts one above its lines. */
static bool begins_footer(const struct letter *l, size_t i)
{
	struct dl_str s = bare(l, i);
	size_t n = 0;
	while (n < s.n && s.p[n] == '_')
		n++;
	if (n < 20 || n != s.n)
		return is_phrase(l, i, PHRASE_FOOTER);
	size_t next = next_written(l, i), end = next + 4;
	for (; next < l->n && next < end; next++) {
		struct dl_str line = bare(l, next);
		for (size_t k = 0; k + 12 <= line.n; k++)
			if (str_eq_fold((struct dl_str){line.p + k, 12}, STR("mailing list")))
				return true;
	}
	return false;
}

size_t letter_written(const struct letter *l, size_t first)
{
	size_t n = 0;
	for (size_t i = first; i < l->n; i++)
		if (l->lines[i].kind == LETTER_TEXT)
			n += bare(l, i).n;
	return n;
}

/* All from line i on, where body lies below a divider or a head, is of another
 * message. */
static void take_rest(struct letter *l, size_t i, size_t body, bool forward)
{
	set_kind(l, i, l->n, LETTER_QUOTED);
	set_kind(l, i, body, LETTER_HEAD);
	l->forwarded = forward && body < l->n ? body : 0;
}

/* Does another message begin at line i, and go on to the end? Then it is taken. */
static bool take_message(struct letter *l, size_t i, bool first, bool says_forward)
{
	bool forward = false, divided = is_divider(l, i, &forward);
	size_t at = divided ? next_written(l, i) : i;
	size_t n = at < l->n ? head(l, at, l) : 0;
	if (!divided && n == 0)
		return false;
	take_rest(l, i, at + n, forward || says_forward || first);
	return true;
}

void letter_read(struct letter *l, size_t first, bool says_forward)
{
	size_t begin = first < l->n && is_blank(l, first) ? next_written(l, first) : first;
	uint32_t base = begin < l->n && first != 0 ? l->lines[begin].depth : 0;
	bool written = false, in_signature = false;
	l->forwarded = 0;
	for (size_t i = first; i < l->n; i++) {
		struct letter_line *line = &l->lines[i];
		bool opens = i == first || l->lines[i - 1].depth != line->depth ||
			     l->lines[i - 1].kind != LETTER_QUOTED;
		line->kind = in_signature ? LETTER_SIGNATURE : LETTER_TEXT;
		if (is_blank(l, i) && line->depth <= base)
			continue;
		if ((line->depth <= base || opens) && take_message(l, i, !written, says_forward))
			return;
		size_t n = line->depth <= base || opens ? wrote(l, i, base) : 0;
		size_t next = n == 0 ? i : next_written(l, i + n - 1);
		if (n != 0 && (next == l->n || l->lines[next].depth <= base)) {
			take_rest(l, i, i + n, !written && says_forward);
			return;
		}
		if (n != 0 || line->depth > base) {
			in_signature = in_signature && n == 0;
			set_kind(l, i, i + (n == 0 ? 1 : n), LETTER_QUOTED);
			i += n == 0 ? 0 : n - 1;
			continue;
		}
		if (begins_footer(l, i)) {
			set_kind(l, i, l->n, LETTER_SIGNATURE);
			return;
		}
		if (is_phrase(l, i, PHRASE_DEVICE))
			line->kind = LETTER_SIGNATURE;
		else if (begins_signature(l, i, base))
			in_signature = true, line->kind = LETTER_SIGNATURE;
		written |= line->kind == LETTER_TEXT;
	}
}
