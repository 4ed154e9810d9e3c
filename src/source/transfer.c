/* SPDX-License-Identifier: MIT */
#include "source/transfer.h"

#include "base/str.h"

/* Bytes of the line break at s.p[i]; 0: there is none. */
static size_t break_at(struct dl_str s, size_t i)
{
	if (i < s.n && s.p[i] == '\n')
		return 1;
	return i + 1 < s.n && s.p[i] == '\r' && s.p[i + 1] == '\n' ? 2 : 0;
}

/* ---- quoted-printable ------------------------------------------------------------- */

static int hex(char c)
{
	if (is_digit((unsigned char)c))
		return c - '0';
	c = to_lower(c); /* small letters are wrong, and common */
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What stands at s.p[i] and is not just itself: how many bytes, and which byte it
 * says (-1: none, a soft line break or padding); 0: it is just itself. */
static size_t special(struct dl_str s, size_t i, int *ret_byte)
{
	bool equals = s.p[i] == '=';
	size_t end = i + equals;
	while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t'))
		end++; /* spaces that end a line were added on the way */
	size_t line = break_at(s, end);
	*ret_byte = -1;
	if (line != 0 || end == s.n)
		return equals ? end + line - i : end - i;
	int high = equals && i + 2 < s.n ? hex(s.p[i + 1]) : -1;
	int low = high >= 0 ? hex(s.p[i + 2]) : -1;
	if (low < 0)
		return 0;
	*ret_byte = high << 4 | low;
	return 3;
}

void transfer_quoted_printable(struct decoded *to, struct dl_str s, uint32_t from)
{
	size_t run = 0;
	for (size_t i = 0; i < s.n && to->failed == DL_OK;) {
		int said = -1;
		bool may = s.p[i] == '=' || s.p[i] == ' ' || s.p[i] == '\t';
		size_t n = may ? special(s, i, &said) : 0;
		if (n == 0) {
			/* a row of spaces within a line is looked at once */
			for (i++; may && s.p[i - 1] != '=' && i < s.n &&
				  (s.p[i] == ' ' || s.p[i] == '\t');)
				i++;
			continue;
		}
		uint32_t at = from + (uint32_t)i;
		char byte = (char)said;
		decoded_run(to, (struct dl_str){s.p + run, i - run}, from + (uint32_t)run);
		if (said >= 0)
			decoded_unit(to, (struct dl_str){&byte, 1}, at, at + 3);
		run = i += n;
	}
	decoded_run(to, (struct dl_str){s.p + run, s.n - run}, from + (uint32_t)run);
}

/* ---- base64 ----------------------------------------------------------------------- */

/* The six bits of a letter; -1: it is none ("=" and all that is no base64). */
static int sextet(char c)
{
	if (is_upper((unsigned char)c))
		return c - 'A';
	if (is_lower((unsigned char)c))
		return c - 'a' + 26;
	if (is_digit((unsigned char)c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void transfer_base64(struct decoded *to, struct dl_str s, uint32_t from)
{
	uint32_t bits = 0, first = from;
	int n = 0;
	for (size_t i = 0; i < s.n && to->failed == DL_OK; i++) {
		int six = sextet(s.p[i]);
		uint32_t at = from + (uint32_t)i;
		if (six >= 0) {
			first = n == 0 ? at : first;
			bits = bits << 6 | (uint32_t)six;
			n++;
		}
		bool last = s.p[i] == '=' || i + 1 == s.n;
		if (n < 4 && !(last && n != 0))
			continue;
		/* Padding begins here, or the end: the bytes that are there. */
		bits <<= 6 * (4 - n);
		char out[3] = {(char)(bits >> 16), (char)(bits >> 8 & 0xFF), (char)(bits & 0xFF)};
		decoded_unit(to, (struct dl_str){out, (size_t)n - 1}, first, at + 1);
		n = 0;
		bits = 0;
	}
}

/* ---- format=flowed ---------------------------------------------------------------- */

static size_t quote_depth(struct dl_str line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == '>')
		n++;
	return n;
}

void transfer_flowed(struct decoded *to, struct dl_str s, uint32_t from, bool del_sp)
{
	bool flows = false; /* the line before goes on with this one */
	size_t before = 0;  /* its quotation depth */
	uint32_t line_break = 0;
	size_t n_break = 0;
	for (size_t i = 0; i < s.n && to->failed == DL_OK;) {
		struct dl_str rest = {s.p + i, s.n - i};
		size_t n = str_find(rest, '\n'), next = i + n + (n < rest.n);
		n -= n < rest.n && n > 0 && rest.p[n - 1] == '\r';
		struct dl_str line = {rest.p, n};
		size_t depth = quote_depth(line), skip = depth;
		if (skip < n && line.p[skip] == ' ')
			skip++; /* stuffed */
		struct dl_str text = {line.p + skip, n - skip};
		bool signature = str_eq(text, STR("-- "));
		bool joined = flows && depth == before && !signature;
		if (!joined) {
			decoded_run(
			    to, (struct dl_str){s.p + line_break, n_break}, from + line_break);
			/* quotation marks stay as they are; stuffing goes */
			decoded_run(
			    to, (struct dl_str){line.p, depth == 0 ? 0 : skip}, from + (uint32_t)i);
		}
		flows = text.n != 0 && text.p[text.n - 1] == ' ' && !signature;
		before = depth;
		decoded_run(to, (struct dl_str){text.p, text.n - (flows && del_sp)},
		    from + (uint32_t)(i + skip));
		line_break = (uint32_t)(i + n);
		n_break = next - i - n;
		i = next;
	}
	decoded_run(to, (struct dl_str){s.p + line_break, n_break}, from + line_break);
}
